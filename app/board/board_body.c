#include "board/board_parts.h"

#include <string.h>

#include "base/text.h"
#include "board/body_figure.h"

/* The drawn body: "body" → choose a part; "body:right-shoulder" → what is the matter; "body:right-shoulder:pain" →
 * how strong. The result is a whole sentence with what is asked for. */

struct complaint {
    const char *id;
    const char *label;
    const char *sentence; /* %s: the part */
};

static const struct complaint complaints[] = {
    {"itch", N_("It itches"), N_("My %s itches. Please scratch it.")},
    {"stiff", N_("Stiff"), N_("My %s is stiff. Please move it gently.")},
    {"press", N_("Press here"), N_("Please press and rub my %s.")},
    {"move", N_("Move it"), N_("Please move my %s to another position.")},
    {"cold", N_("Cold"), N_("My %s is cold. Please cover it.")},
    {"hot", N_("Hot"), N_("My %s is hot. Please uncover it a little.")},
    {"numb", N_("Numb"), N_("My %s is numb.")},
};

static void add_part(struct page *page, const struct body_part *part)
{
    struct cell *cell = page_cell(page, CELL_PART, arena_printf(&page->arena, "part.%s", part->id),
                                  board_capital(page, _(part->name)));
    cell->place = part->place;
    cell->action = (struct action){ACTION_OPEN, arena_printf(&page->arena, "body:%s", part->id)};
}

/* By looking there is no figure: both arms, and both legs, stand side by side. */
static bool joins(const struct board_context *context, enum body_group group)
{
    return context->key_px > 0 && (group == BODY_GROUP_LEFT_ARM || group == BODY_GROUP_LEFT_LEG);
}

static void build_figure(const struct board_context *context, struct page *page)
{
    size_t count;
    const struct body_part *parts = body_parts(&count);
    int group = -1;
    page_begin(page, context->screen,
               context->body_back ? _("Body, from behind") : _("Body, from the front"));
    page->shape = PAGE_BODY;
    page->body_back = context->body_back;
    page_section(page, "body");
    for (size_t i = 0; i < count; i++) {
        if ((parts[i].side == BODY_BACK) != context->body_back)
            continue;
        if ((int)parts[i].group != group && !joins(context, parts[i].group))
            page_row(page, body_group_id(parts[i].group), ROW_FREE);
        group = (int)parts[i].group;
        add_part(page, &parts[i]);
    }
    page_row(page, "side", ROW_BAR);
    board_add_action(page, ACTION_BODY_SIDE, NULL);
    board_add_bar(context, page);
}

static void build_complaints(const struct board_context *context, struct page *page,
                             const struct body_part *part)
{
    const char *name = _(part->name);
    page_begin(page, context->screen, "");
    page->title = board_capital(page, name);
    page->with_message = true;
    board_add_urgent_strip(context, page);
    page_section(page, "what");
    page_row(page, "what.0", ROW_CELLS);
    struct cell *pain =
        board_add_open(page, CELL_TILE, arena_printf(&page->arena, "body:%s:pain", part->id), _("It hurts"));
    pain->tint = TINT_RED;
    size_t count = sizeof complaints / sizeof complaints[0];
    for (size_t i = 0; i < count; i++) {
        if (i == 3)
            page_row(page, "what.1", ROW_CELLS);
        board_add_say(page, arena_printf(&page->arena, "what.%s", complaints[i].id), _(complaints[i].label),
                      arena_printf(&page->arena, _(complaints[i].sentence), name));
    }
    board_add_bar(context, page);
}

static const char *pain_sentence(struct page *page, const char *name, int strength)
{
    if (strength == 0)
        return arena_printf(&page->arena, _("My %s does not hurt now."), name);
    return arena_printf(&page->arena, _("My %s hurts: %d out of 10."), name, strength);
}

static void build_pain(const struct board_context *context, struct page *page, const struct body_part *part)
{
    const char *name = _(part->name);
    page_begin(page, context->screen, "");
    page->title = arena_printf(&page->arena, _("%s: how strong is the pain?"), board_capital(page, name));
    page->with_message = true;
    board_add_urgent_strip(context, page);
    page_section(page, "strength");
    for (int strength = 0; strength <= 10; strength++) {
        if (strength == 0 || strength == 4 || strength == 8)
            page_row(page, arena_printf(&page->arena, "strength.%d", strength / 4), ROW_CELLS);
        struct cell *cell =
            board_add_say(page, arena_printf(&page->arena, "pain.%d", strength),
                          arena_printf(&page->arena, "%d", strength), pain_sentence(page, name, strength));
        cell->role = CELL_TILE;
        cell->note = strength == 0    ? _("none")
                     : strength == 5  ? _("bad")
                     : strength == 10 ? _("unbearable")
                                      : NULL;
    }
    page_gap(page, "pain.gap");
    board_add_bar(context, page);
}

/* "right-shoulder" or "right-shoulder:pain": the part, and whether its pain is asked for. */
static const struct body_part *part_of(const char *argument, bool *pain)
{
    char id[64];
    size_t length = strcspn(argument, ":");
    if (length >= sizeof id)
        return NULL;
    memcpy(id, argument, length);
    id[length] = '\0';
    *pain = strcmp(argument + length, ":pain") == 0;
    return *pain || !argument[length] ? body_part_find(id) : NULL;
}

bool board_body_knows(const struct board_context *context, const char *argument)
{
    bool pain;
    (void)context;
    return part_of(argument, &pain);
}

void board_body_build(const struct board_context *context, struct page *page)
{
    bool pain;
    const struct body_part *part = part_of(context->argument, &pain);
    if (!part)
        build_figure(context, page);
    else if (pain)
        build_pain(context, page, part);
    else
        build_complaints(context, page, part);
}
