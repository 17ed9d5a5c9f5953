#include "board/board_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "board/phrase_fixed.h"
#include "board/recording_desk.h"

/* Recording voices, for the caregiver: "recordings" (categories) → "recordings:breathing" (its phrases) → "record:ID" (one
 * phrase: record, hear, keep, the next that has none). Phrases whose id is too long for a screen's name are called by
 * their place: "record:#17". */

enum { ID_BYTES_AT_MOST = 80, LEVEL_DOTS = 10, LEVEL_LEAST_DB = -50, LEVEL_EACH_DB = 5 };

/* What can be recorded, by its place: phrase_fixed first, then the phrases in their order. */
struct aim {
    const char *id, *label, *spoken;
};

static int aim_count(const struct board_context *context)
{
    return PHRASE_FIXED_COUNT + (int)context->phrases->phrase_count;
}

static struct aim aim_of(const struct phrase *phrase)
{
    return (struct aim){phrase->id, phrase->label, phrase->spoken};
}

static struct aim aim_at(const struct board_context *context, int place)
{
    const struct phrase_set *set = context->phrases;
    if (place < PHRASE_FIXED_COUNT) {
        const struct phrase_fixed *fixed = &phrase_fixed[place];
        return (struct aim){fixed->id, _(fixed->label), _(fixed->text)};
    }
    size_t left = (size_t)(place - PHRASE_FIXED_COUNT), category = 0;
    while (left >= set->categories[category].count)
        left -= set->categories[category++].count;
    return aim_of(&set->categories[category].phrases[left]);
}

/* −1: nothing is called so. */
static int find_aim(const struct board_context *context, const char *argument)
{
    int count = aim_count(context);
    if (argument[0] == '#') {
        char *end;
        long place = strtol(argument + 1, &end, 10);
        return argument[1] && !*end && place >= 0 && place < count ? (int)place : -1;
    }
    for (int i = 0; i < count; i++)
        if (strcmp(aim_at(context, i).id, argument) == 0)
            return i;
    return -1;
}

static const char *screen_of(const struct board_context *context, struct page *page, int place)
{
    const char *id = aim_at(context, place).id;
    return strlen(id) <= ID_BYTES_AT_MOST ? arena_printf(&page->arena, "record:%s", id)
                                          : arena_printf(&page->arena, "record:#%d", place);
}

static const struct board_recording *recording_of(const struct board_context *context)
{
    static const struct board_recording none = {.fault = ""};
    return context->recording ? context->recording : &none;
}

static bool has(const struct board_context *context, const char *id)
{
    const struct recording_desk *desk = recording_of(context)->desk;
    return desk && desk->has(desk->self, context->english, id);
}

static bool is_old(const struct board_context *context, const char *id)
{
    const struct recording_desk *desk = recording_of(context)->desk;
    return desk && desk->of_other_text && desk->of_other_text(desk->self, context->english, id);
}

static bool is_recorded(const struct board_context *context, const char *id)
{
    return has(context, id) && !is_old(context, id);
}

/* The first that has none, or one of an old text, from `place` on, then from the beginning; −1: all have one. */
static int find_missing(const struct board_context *context, int place)
{
    int count = aim_count(context);
    for (int i = 0; i < count; i++)
        if (!is_recorded(context, aim_at(context, (place + i) % count).id))
            return (place + i) % count;
    return -1;
}

/* --- lists ----------------------------------------------------------------------------------------------- */

static void add_aim(const struct board_context *context, struct page *page, int place)
{
    struct aim aim = aim_at(context, place);
    bool recorded = has(context, aim.id), old = recorded && is_old(context, aim.id);
    struct cell *cell = board_add_open(page, CELL_PHRASE, screen_of(context, page, place), aim.label);
    cell->note = old ? _("text changed since") : recorded ? _("recorded") : "–";
    cell->mark = recorded && !old ? MARK_YES : MARK_NONE;
}

/* The phrases of a list: so many from this place on. */
struct stretch {
    const struct board_context *context;
    int first, count;
};

static void add_of_stretch(const void *state, struct page *page, int index)
{
    const struct stretch *stretch = state;
    add_aim(stretch->context, page, stretch->first + index);
}

static struct stretch stretch_of(const struct board_context *context, int category)
{
    struct stretch stretch = {context, 0, PHRASE_FIXED_COUNT};
    for (int i = 0; i < category; i++) {
        stretch.first += stretch.count;
        stretch.count = (int)context->phrases->categories[i].count;
    }
    return stretch;
}

/* 0: phrase_fixed, called "always"; then the categories. −1: none. */
static int find_category(const struct board_context *context, const char *id)
{
    if (strcmp(id, "always") == 0)
        return 0;
    for (size_t i = 0; i < context->phrases->count; i++)
        if (strcmp(context->phrases->categories[i].id, id) == 0)
            return (int)i + 1;
    return -1;
}

static void add_category(const void *state, struct page *page, int index)
{
    const struct board_context *context = state;
    const struct phrase_category *category = index > 0 ? &context->phrases->categories[index - 1] : NULL;
    struct stretch stretch = stretch_of(context, index);
    int recorded = 0;
    for (int i = 0; i < stretch.count; i++)
        recorded += is_recorded(context, aim_at(context, stretch.first + i).id);
    struct cell *cell = board_add_open(
        page, CELL_TILE, arena_printf(&page->arena, "recordings:%s", category ? category->id : "always"),
        category ? category->title : _("Yes, no, call"));
    cell->note = arena_printf(&page->arena, _("%d of %d"), recorded, stretch.count);
    cell->mark = recorded == stretch.count ? MARK_YES : MARK_NONE;
}

static void add_walk(const struct board_context *context, struct page *page)
{
    int missing = find_missing(context, 0);
    page_row(page, "walk", ROW_CELLS);
    if (missing < 0) {
        page_cell(page, CELL_LINE, "walk.done", _("Everything has a recording."));
        return;
    }
    struct cell *cell =
        board_add_open(page, CELL_TILE, screen_of(context, page, missing), _("Record what is missing"));
    cell->id = "walk.next";
    cell->note = aim_at(context, missing).label;
    cell->mark = MARK_MORE;
}

void board_recordings_build(const struct board_context *context, struct page *page)
{
    bool portrait = context->height_px > context->width_px;
    int category = context->argument[0] ? find_category(context, context->argument) : -1;
    struct stretch stretch = stretch_of(context, category < 0 ? 0 : category);
    struct board_grid grid = {.columns = portrait ? 2 : 4,
                              .rows = portrait                   ? 7
                                      : context->height_px < 600 ? 3
                                                                 : 5};
    page_begin(page, context->screen,
               category > 0 ? context->phrases->categories[category - 1].title : _("Recorded voice"));
    page_section(page, "recordings");
    if (category < 0)
        add_walk(context, page);
    grid.row_id = "recordings";
    grid.total = category < 0 ? (int)context->phrases->count + 1 : stretch.count;
    grid.add = category < 0 ? add_category : add_of_stretch;
    grid.state = category < 0 ? (const void *)context : &stretch;
    board_add_grid(context, page, &grid);
    board_add_bar(context, page);
}

bool board_recordings_knows(const struct board_context *context, const char *argument)
{
    return find_category(context, argument) >= 0;
}

/* --- one phrase ------------------------------------------------------------------------------------------ */

/* ●●●●○○○○○○ : LEVEL_LEAST_DB and less is none. */
static const char *level_text(struct page *page, double level_db)
{
    struct buffer dots = {0};
    int full = level_db < LEVEL_LEAST_DB ? 0 : (int)((level_db - LEVEL_LEAST_DB) / LEVEL_EACH_DB) + 1;
    for (int i = 0; i < LEVEL_DOTS; i++)
        buffer_add_text(&dots, i < full ? "●" : "○");
    const char *text = arena_text(&page->arena, buffer_text(&dots));
    buffer_destroy(&dots);
    return text;
}

static const char *state_text(const struct board_context *context, struct page *page, const char *id)
{
    const struct board_recording *recording = recording_of(context);
    double time_s = recording->now.ms / 1000.0;
    if (recording->state == RECORDING_RUNS)
        return arena_printf(&page->arena, _("Recording … %.1f s\n%s"), time_s,
                            level_text(page, recording->now.level_db));
    if (recording->fault[0] && recording->unkept)
        return arena_printf(&page->arena, _("It could not be kept: %s"), recording->fault);
    if (recording->fault[0])
        return arena_printf(&page->arena, _("That was not recorded: %s"), recording->fault);
    if (recording->state == RECORDING_TRIED)
        return arena_printf(&page->arena, _("%.1f s. Hear it, then keep it or record it again."), time_s);
    if (has(context, id) && is_old(context, id))
        return _(
            "The text was changed since it was recorded.\nThe computer says the new text until you record it "
            "again, or keep the recording.");
    return has(context, id) ? _("There is a recording of it.") : _("There is no recording of it yet.");
}

static void add_next(const struct board_context *context, struct page *page, int place)
{
    int missing = find_missing(context, (place + 1) % aim_count(context));
    if (missing < 0 || missing == place)
        return;
    struct cell *cell = board_add_open(page, CELL_TILE, screen_of(context, page, missing), _("Next"));
    cell->id = "record.next";
    cell->note = aim_at(context, missing).label;
    cell->mark = MARK_MORE;
}

static void add_choices(const struct board_context *context, struct page *page, int place)
{
    const char *id = aim_at(context, place).id;
    bool tried = recording_of(context)->state == RECORDING_TRIED;
    if (recording_of(context)->state == RECORDING_RUNS) {
        board_add_action(page, ACTION_RECORD_STOP, NULL);
        return;
    }
    struct cell *cell = board_add_action(page, ACTION_RECORD, id);
    cell->label = tried || has(context, id) ? _("Record again") : _("Record");
    if (tried || has(context, id))
        board_add_action(page, ACTION_RECORD_HEAR, id);
    if (tried)
        board_add_action(page, ACTION_RECORD_KEEP, id);
    else if (is_old(context, id))
        board_add_action(page, ACTION_RECORD_AGREE, id);
    add_next(context, page, place);
}

void board_record_build(const struct board_context *context, struct page *page)
{
    int place = find_aim(context, context->argument);
    page_begin(page, context->screen, _("Recorded voice"));
    page->shape = PAGE_ASK;
    page_section(page, "record");
    page_row(page, "record", ROW_CELLS);
    if (place < 0) { /* its file was changed while it stood there */
        page->question = _("This phrase is not there any more.");
        board_add_open(page, CELL_TILE, "recordings", _("Recorded voice"));
    } else {
        struct aim aim = aim_at(context, place);
        page->question = arena_printf(&page->arena, "%s\n%s", aim.spoken, state_text(context, page, aim.id));
        add_choices(context, page, place);
    }
    board_add_bar(context, page);
}

bool board_record_knows(const struct board_context *context, const char *argument)
{
    return find_aim(context, argument) >= 0;
}

const char *board_record_id(const struct board_context *context, const char *argument)
{
    int place = find_aim(context, argument);
    return place < 0 ? NULL : aim_at(context, place).id;
}

const char *board_record_after(const struct board_context *context, struct page *page, const char *argument)
{
    int place = find_aim(context, argument);
    int missing = find_missing(context, (place + 1) % aim_count(context));
    return missing < 0 || missing == place ? NULL : screen_of(context, page, missing);
}
