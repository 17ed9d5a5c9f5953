#include "board/board_parts.h"

#include <string.h>

#include "base/text.h"
#include "board/phrase_edit.h"

/* Changing phrases, for the caregiver: "edit" lists the categories, hidden ones too, "edit:CATEGORY" the phrases of one,
 * "edit:CATEGORY:PHRASE" is one phrase, "edit:CATEGORY:PHRASE:colour", ":picture" and ":move" choose for it;
 * "category:CATEGORY" is a category itself. "field" is a text that is being typed or written; the message waits meanwhile.
 * PHRASE is the word behind the category in its id; either is shortened where it is too long for a name (phrase_id_shown()). */

enum { CHOOSER_BYTES_AT_MOST = 87 }; /* of a screen's name, before ":picture" */

/* What the argument of a screen leads to. */
struct target {
    const struct phrase_category *category;
    const struct phrase *phrase;
    const char *what; /* behind the second colon, "" */
};

static const char *word_of(const struct phrase_category *category, const struct phrase *phrase)
{
    return phrase->id + strlen(category->id) + 1;
}

static const char *shown(struct page *page, const char *id)
{
    char text[PHRASE_ID_SHOWN_BYTES];
    phrase_id_shown(id, text);
    return arena_text(&page->arena, text);
}

static bool is_shown(const char *id, const char *part, size_t size)
{
    char text[PHRASE_ID_SHOWN_BYTES];
    phrase_id_shown(id, text);
    return strlen(text) == size && memcmp(text, part, size) == 0;
}

static void find_target(const struct phrase_set *set, const char *argument, struct target *target)
{
    size_t size = strcspn(argument, ":");
    *target = (struct target){.what = ""};
    for (size_t i = 0; i < set->count + set->hidden_count && !target->category; i++)
        if (is_shown(set->categories[i].id, argument, size))
            target->category = &set->categories[i];
    if (!target->category || !argument[size])
        return;
    const char *part = argument + size + 1;
    size = strcspn(part, ":");
    const struct phrase_category *category = target->category;
    for (size_t i = 0; i < category->count + category->hidden_count && !target->phrase; i++)
        if (is_shown(word_of(category, &category->phrases[i]), part, size))
            target->phrase = &category->phrases[i];
    if (part[size])
        target->what = part + size + 1;
}

static bool is_urgent(const struct phrase_category *category)
{
    return strcmp(category->id, "urgent") == 0;
}

/* --- cells ---------------------------------------------------------------------------------------------- */

static struct cell *add_cell(struct page *page, enum action_kind kind, const char *id, const char *label,
                             const char *argument)
{
    struct cell *cell = page_cell(page, CELL_ACTION, id, label);
    cell->action = (struct action){kind, arena_text(&page->arena, argument)};
    return cell;
}

/* An edit that is carried out at once. */
static struct cell *add_edit(struct page *page, const struct target *target, enum phrase_edit_kind kind,
                             const char *label, const char *text)
{
    const char *name = phrase_edit_name(kind);
    return add_cell(page, ACTION_EDIT, arena_printf(&page->arena, "edit.%s", name), label,
                    arena_printf(&page->arena, "%s:%s:%s:%s", name, target->category->id,
                                 target->phrase ? target->phrase->id : "", text));
}

/* A text that is typed first. */
static struct cell *add_field(struct page *page, const struct target *target, enum phrase_edit_kind kind,
                              const char *label, const char *now)
{
    const char *name = phrase_edit_name(kind);
    struct cell *cell =
        add_cell(page, ACTION_FIELD, arena_printf(&page->arena, "field.%s", name), label,
                 arena_printf(&page->arena, "%s:%s:%s", name, target->category ? target->category->id : "",
                              target->phrase ? target->phrase->id : ""));
    cell->mark = MARK_WRITE;
    if (now)
        cell->note = now[0] ? arena_text(&page->arena, now) : "–";
    return cell;
}

/* Nothing that is hidden, and nothing beyond the ends. */
static void add_steps(struct page *page, const struct target *target, enum phrase_edit_kind up,
                      enum phrase_edit_kind down, size_t at, size_t count)
{
    struct cell *cell = add_edit(page, target, up, _("Earlier"), "");
    cell->mark = MARK_BOOK_BACK;
    cell->empty = at == 0 || at >= count;
    cell = add_edit(page, target, down, _("Later"), "");
    cell->mark = MARK_BOOK_NEXT;
    cell->empty = at + 1 >= count;
}

static void add_undo(const struct board_context *context, struct page *page)
{
    const struct board_edit *edit = context->edit;
    struct cell *cell = add_cell(page, ACTION_EDIT_UNDO, "edit.undo", _("Take back"), "");
    cell->action.argument = NULL;
    cell->mark = MARK_UNDO;
    cell->empty = edit->undo_count == 0;
    if (!edit->failed)
        return;
    cell = add_cell(page, ACTION_EDIT_RETRY, "edit.retry", _("Save again"), "");
    cell->action.argument = NULL;
    cell->mark = MARK_KEEP;
}

static void begin(const struct board_context *context, struct page *page, const char *title)
{
    const struct board_edit *edit = context->edit;
    if (edit->notice[0])
        title =
            edit->failed ? arena_printf(&page->arena, _("Not saved yet: %s"), edit->notice) : edit->notice;
    page_begin(page, context->screen, title);
}

static void say_gone(const struct board_context *context, struct page *page)
{
    page->shape = PAGE_ASK;
    page->question = _("It is not there any more.");
    page_section(page, "edit");
    page_row(page, "edit.do", ROW_BAR);
    add_undo(context, page);
}

/* --- lists ---------------------------------------------------------------------------------------------- */

static void add_category(const void *state, struct page *page, int index)
{
    const struct board_context *context = state;
    const struct phrase_category *category = &context->phrases->categories[index];
    struct cell *cell = board_add_open(
        page, CELL_TILE, arena_printf(&page->arena, "edit:%s", shown(page, category->id)), category->title);
    cell->note = category->hidden      ? _("hidden")
                 : category->count > 0 ? arena_printf(&page->arena, "%zu", category->count)
                                       : _("empty");
    cell->calm = (size_t)index >= context->phrases->count;
}

static void build_categories(const struct board_context *context, struct page *page)
{
    bool upright = context->height_px > context->width_px;
    begin(context, page, _("Change phrases"));
    page_section(page, "categories");
    board_add_grid(
        context, page,
        &(struct board_grid){.total = (int)(context->phrases->count + context->phrases->hidden_count),
                             .columns = upright ? 3 : 5,
                             .rows = upright ? 8 : 5,
                             .row_id = "categories",
                             .add = add_category,
                             .state = context});
    page_section(page, "edit");
    page_row(page, "edit.do", ROW_BAR);
    add_field(page, &(struct target){.what = ""}, PHRASE_EDIT_CATEGORY_ADD, _("New category"), NULL);
    add_undo(context, page);
}

static void add_phrase(const void *state, struct page *page, int index)
{
    const struct phrase_category *category = state;
    const struct phrase *phrase = &category->phrases[index];
    struct cell *cell = board_add_open(page, CELL_PHRASE,
                                       arena_printf(&page->arena, "edit:%s:%s", shown(page, category->id),
                                                    shown(page, word_of(category, phrase))),
                                       phrase->label);
    if (phrase->hidden)
        cell->note = _("hidden");
    cell->calm = phrase->hidden;
}

static void build_phrases(const struct board_context *context, struct page *page, const struct target *target)
{
    const struct phrase_category *category = target->category;
    bool upright = context->height_px > context->width_px;
    begin(context, page, category->title);
    page_section(page, "phrases");
    board_add_grid(context, page,
                   &(struct board_grid){.total = (int)(category->count + category->hidden_count),
                                        .columns = upright ? 2 : 3,
                                        .rows = upright ? 8 : 5,
                                        .row_id = "phrases",
                                        .add = add_phrase,
                                        .state = category});
    page_section(page, "edit");
    page_row(page, "edit.do", ROW_BAR);
    add_field(page, target, PHRASE_EDIT_ADD, _("New phrase"), NULL);
    board_add_open(page, CELL_ACTION, arena_printf(&page->arena, "category:%s", shown(page, category->id)),
                   _("This category"))
        ->mark = MARK_SETTINGS;
    add_undo(context, page);
}

/* --- one category ---------------------------------------------------------------------------------------- */

static bool is_own(const struct phrase_set *set, const struct phrase_category *category)
{
    bool own = phrase_set_is_own(set, category->made_in);
    for (size_t i = 0; i < category->count + category->hidden_count; i++)
        own = own && phrase_set_is_own(set, category->phrases[i].file);
    return own;
}

static void add_category_cells(const struct board_context *context, struct page *page,
                               const struct target *target)
{
    const struct phrase_category *category = target->category;
    page_row(page, "category.0", ROW_CELLS);
    add_field(page, target, PHRASE_EDIT_CATEGORY_RENAME, _("Name"), category->title);
    if (is_urgent(category))
        return;
    /* The urgent ones stay in front. */
    const struct phrase_set *set = context->phrases;
    size_t first = set->count > 0 && is_urgent(&set->categories[0]),
           at = (size_t)(category - set->categories);
    add_steps(page, target, PHRASE_EDIT_CATEGORY_UP, PHRASE_EDIT_CATEGORY_DOWN, at - first,
              set->count - first);
    page_row(page, "category.1", ROW_CELLS);
    if (category->hidden)
        add_edit(page, target, PHRASE_EDIT_CATEGORY_SHOW, _("Show again"), "");
    else
        add_edit(page, target, PHRASE_EDIT_CATEGORY_HIDE, _("Hide"), "");
    struct cell *cell = add_edit(page, target, PHRASE_EDIT_CATEGORY_DELETE, _("Delete"), "");
    cell->mark = MARK_DELETE;
    cell->empty = !is_own(context->phrases, category);
}

void board_category_build(const struct board_context *context, struct page *page)
{
    struct target target;
    find_target(context->phrases, context->argument, &target);
    begin(context, page, target.category ? target.category->title : _("Change phrases"));
    if (target.category) {
        page_section(page, "category");
        add_category_cells(context, page, &target);
        page_row(page, "edit.do", ROW_BAR);
        add_undo(context, page);
    } else {
        say_gone(context, page);
    }
    board_add_bar(context, page);
}

bool board_category_knows(const struct board_context *context, const char *argument)
{
    struct target target;
    find_target(context->phrases, argument, &target);
    return target.category && !strchr(argument, ':');
}

/* --- one phrase ------------------------------------------------------------------------------------------ */

static const char *const colour_labels[PHRASE_COLOUR_COUNT] = {
    N_("as the category"), N_("red"), N_("blue"), N_("green"), N_("yellow"), N_("purple"), N_("grey")};
static const enum cell_tint tints[PHRASE_COLOUR_COUNT] = {TINT_NONE,   TINT_RED,    TINT_BLUE, TINT_GREEN,
                                                          TINT_YELLOW, TINT_PURPLE, TINT_GREY};

static struct cell *add_choice(const struct board_context *context, struct page *page, const char *what,
                               const char *label)
{
    return board_add_open(page, CELL_ACTION, arena_printf(&page->arena, "%s:%s", context->screen, what),
                          label);
}

static void add_fields(const struct board_context *context, struct page *page, const struct target *target)
{
    const struct phrase *phrase = target->phrase;
    page_row(page, "fields.0", ROW_CELLS);
    add_field(page, target, PHRASE_EDIT_LABEL, _("On the key"), phrase->label);
    add_field(page, target, PHRASE_EDIT_SPOKEN, _("What is said"), phrase->spoken);
    add_field(page, target, PHRASE_EDIT_READING, _("How it is read"),
              phrase->reading_written ? phrase->reading_written : "");
    page_row(page, "fields.1", ROW_CELLS);
    struct cell *cell = add_choice(context, page, "colour", _("Colour"));
    cell->note = _(colour_labels[phrase->colour]);
    cell->tint = tints[phrase->colour];
    if (strlen(context->screen) <= CHOOSER_BYTES_AT_MOST)
        cell = add_choice(context, page, "picture", _("Picture"));
    else /* the name of that screen would be too long */
        cell = add_field(page, target, PHRASE_EDIT_PICTURE, _("Picture"), NULL);
    cell->note = phrase->picture ? phrase->picture : "–";
    cell->picture = board_phrase_picture(page, phrase);
    cell = add_edit(page, target, PHRASE_EDIT_RECORDING, _("Take the recording away"), "");
    cell->note = phrase->recording;
    cell->empty = !phrase->recording;
}

static void add_deeds(const struct board_context *context, struct page *page, const struct target *target)
{
    const struct phrase *phrase = target->phrase;
    bool own = phrase_set_is_own(context->phrases, phrase->file);
    page_row(page, "deeds.0", ROW_CELLS);
    add_cell(page, ACTION_EDIT_HEAR, "edit.hear", _("Hear it"), phrase->id)->mark = MARK_SPEAK;
    size_t at = (size_t)(phrase - target->category->phrases);
    add_steps(page, target, PHRASE_EDIT_UP, PHRASE_EDIT_DOWN, at, target->category->count);
    add_choice(context, page, "move", _("Other category"));
    page_row(page, "deeds.1", ROW_CELLS);
    add_edit(page, target, PHRASE_EDIT_COPY, _("Copy"), "");
    if (phrase->hidden)
        add_edit(page, target, PHRASE_EDIT_SHOW, _("Show again"), "");
    else
        add_edit(page, target, PHRASE_EDIT_HIDE, _("Hide"), "");
    struct cell *cell = add_edit(page, target, PHRASE_EDIT_DELETE,
                                 phrase->replaces ? _("As it was at first") : _("Delete"), "");
    cell->mark = phrase->replaces ? MARK_UNDO : MARK_DELETE;
    cell->empty = !own;
}

static void build_phrase(const struct board_context *context, struct page *page, const struct target *target)
{
    begin(context, page,
          arena_printf(&page->arena, "%s › %s%s", target->category->title, target->phrase->label,
                       target->phrase->hidden ? _(" (hidden)") : ""));
    page_section(page, "fields");
    add_fields(context, page, target);
    page_section(page, "deeds");
    add_deeds(context, page, target);
    page_row(page, "edit.do", ROW_BAR);
    add_undo(context, page);
}

static void build_colours(const struct board_context *context, struct page *page, const struct target *target)
{
    begin(context, page, arena_printf(&page->arena, "%s › %s", target->phrase->label, _("Colour")));
    page_section(page, "colours");
    for (int colour = 0; colour < PHRASE_COLOUR_COUNT; colour++) {
        if (colour % 4 == 0)
            page_row(page, arena_printf(&page->arena, "colours.%d", colour / 4), ROW_CELLS);
        struct cell *cell =
            add_edit(page, target, PHRASE_EDIT_COLOUR, board_capital(page, _(colour_labels[colour])),
                     phrase_colour_name((enum phrase_colour)colour));
        cell->id = arena_printf(&page->arena, "colour.%s", phrase_colour_name((enum phrase_colour)colour));
        cell->tint = tints[colour];
        cell->chosen = target->phrase->colour == (enum phrase_colour)colour;
    }
}

/* --- its picture ------------------------------------------------------------------------------------------ */

enum {
    LABEL_BYTES_AT_MOST = 30,
    LABEL_END_BYTES = 12,
    LABEL_WORD_BYTES = 13,
    LABEL_WORD_BEGIN = 4,
    LABEL_WORD_END = 7
};

struct offering {
    const struct picture_desk *desk;
    const struct target *target;
};

/* The longest piece of a name that cannot be broken into lines: Hanzi can. */
static size_t longest_word(const char *name, size_t size)
{
    size_t longest = 0, now = 0;
    for (size_t i = 0; i < size; i++) {
        bool breaks = name[i] == ' ' || (unsigned char)name[i] >= 0x80;
        now = breaks ? 0 : now + 1;
        longest = now > longest ? now : longest;
    }
    return longest;
}

/* Without ".png". Names that a camera gave, IMG_20240517_102233, would leave no room for the picture; they differ in the end. */
static const char *label_of(struct page *page, const char *name)
{
    size_t size = strlen(name) - 4;
    bool long_word = longest_word(name, size) > LABEL_WORD_BYTES;
    if (size <= LABEL_BYTES_AT_MOST && !long_word)
        return arena_printf(&page->arena, "%.*s", (int)size, name);
    size_t to = long_word ? LABEL_WORD_BEGIN : LABEL_END_BYTES;
    size_t from = size - (long_word ? LABEL_WORD_END : LABEL_END_BYTES);
    while (((unsigned char)name[to] & 0xC0) == 0x80)
        to--;
    while (((unsigned char)name[from] & 0xC0) == 0x80)
        from++;
    return arena_printf(&page->arena, "%.*s…%.*s", (int)to, name, (int)(size - from), name + from);
}

static void add_picture(const void *state, struct page *page, int index)
{
    const struct offering *offering = state;
    const struct picture_desk *desk = offering->desk;
    const char *name = desk->name(desk->self, index), *problem = desk->problem(desk->self, index);
    const char *now = offering->target->phrase->picture;
    struct cell *cell = add_edit(page, offering->target, PHRASE_EDIT_PICTURE, label_of(page, name), name);
    cell->id = arena_printf(&page->arena, "picture.%s", name);
    cell->role = CELL_TILE;
    cell->chosen = now && strcmp(now, name) == 0;
    cell->empty = problem;
    if (problem)
        cell->note = _(problem);
    else
        cell->picture = arena_text(&page->arena, desk->path(desk->self, index));
}

static void say_no_picture(struct page *page, const struct picture_desk *desk)
{
    page->shape = PAGE_ASK;
    page->question = arena_printf(&page->arena,
                                  _("There is no picture to choose from yet.\nPut pictures, files that end "
                                    "in .png, into this folder:\n%s"),
                                  desk ? desk->folder(desk->self) : "–");
}

static void add_pictures(const struct board_context *context, struct page *page,
                         const struct offering *offering, int count)
{
    bool upright = context->height_px > context->width_px;
    page_section(page, "pictures");
    board_add_grid(context, page,
                   &(struct board_grid){.total = count,
                                        .columns = upright ? 3 : 5,
                                        .rows = upright ? 5 : 3,
                                        .row_id = "pictures",
                                        .add = add_picture,
                                        .state = offering});
}

static void build_pictures(const struct board_context *context, struct page *page,
                           const struct target *target)
{
    struct offering offering = {context->pictures, target};
    int count = offering.desk ? offering.desk->look(offering.desk->self, context->english) : 0;
    begin(context, page, arena_printf(&page->arena, "%s › %s", target->phrase->label, _("Picture")));
    if (count == 0)
        say_no_picture(page, offering.desk);
    else
        add_pictures(context, page, &offering, count);
    page_section(page, "edit");
    page_row(page, "edit.do", ROW_BAR);
    struct cell *cell = add_edit(page, target, PHRASE_EDIT_PICTURE, _("No picture"), "");
    cell->id = "picture.none";
    cell->empty = !target->phrase->picture;
    add_field(page, target, PHRASE_EDIT_PICTURE, _("Type its name"), NULL);
    add_undo(context, page);
}

/* --- where it stands -------------------------------------------------------------------------------------- */

struct moving {
    const struct board_context *context;
    const struct target *target;
};

static void add_goal(const void *state, struct page *page, int index)
{
    const struct moving *moving = state;
    const struct phrase_category *category = &moving->context->phrases->categories[index];
    struct cell *cell = add_edit(page, moving->target, PHRASE_EDIT_MOVE, category->title, category->id);
    cell->id = arena_printf(&page->arena, "move.%s", category->id);
    cell->role = CELL_TILE;
    cell->empty = category == moving->target->category;
    cell->chosen = cell->empty;
}

static void build_goals(const struct board_context *context, struct page *page, const struct target *target)
{
    struct moving moving = {context, target};
    bool upright = context->height_px > context->width_px;
    begin(context, page, arena_printf(&page->arena, "%s › %s", target->phrase->label, _("Other category")));
    page_section(page, "goals");
    board_add_grid(
        context, page,
        &(struct board_grid){.total = (int)(context->phrases->count + context->phrases->hidden_count),
                             .columns = upright ? 3 : 5,
                             .rows = upright ? 8 : 5,
                             .row_id = "goals",
                             .add = add_goal,
                             .state = &moving});
}

void board_edit_build(const struct board_context *context, struct page *page)
{
    struct target target;
    const char *argument = context->argument;
    find_target(context->phrases, argument, &target);
    if (!argument[0])
        build_categories(context, page);
    else if (target.phrase && strcmp(target.what, "colour") == 0)
        build_colours(context, page, &target);
    else if (target.phrase && strcmp(target.what, "picture") == 0)
        build_pictures(context, page, &target);
    else if (target.phrase && strcmp(target.what, "move") == 0)
        build_goals(context, page, &target);
    else if (target.phrase)
        build_phrase(context, page, &target);
    else if (target.category && !strchr(argument, ':'))
        build_phrases(context, page, &target);
    else {
        begin(context, page, _("Change phrases"));
        say_gone(context, page);
    }
    board_add_bar(context, page);
}

bool board_edit_knows(const struct board_context *context, const char *argument)
{
    struct target target;
    find_target(context->phrases, argument, &target);
    if (target.what[0] && strcmp(target.what, "colour") != 0 && strcmp(target.what, "picture") != 0 &&
        strcmp(target.what, "move") != 0)
        return false;
    return target.category && (target.phrase || !strchr(argument, ':'));
}

/* --- a text that is typed -------------------------------------------------------------------------------- */

static const char *question_of(enum phrase_edit_kind kind)
{
    switch (kind) {
    case PHRASE_EDIT_ADD:
        return _("A new phrase");
    case PHRASE_EDIT_LABEL:
        return _("What stands on the key");
    case PHRASE_EDIT_SPOKEN:
        return _("What is said");
    case PHRASE_EDIT_READING:
        return _("The reading: yin2 hang2, or only words: 银行 yin2 hang2");
    case PHRASE_EDIT_PICTURE:
        return _("A picture: the name of a .png file in the folder of the phrases");
    case PHRASE_EDIT_CATEGORY_ADD:
        return _("A new category");
    default:
        return _("What the category is called");
    }
}

void board_field_build(const struct board_context *context, struct page *page)
{
    const struct board_edit *edit = context->edit;
    begin(context, page, edit->typing ? question_of(edit->field) : _("Change phrases"));
    page->shape = PAGE_ASK;
    page->with_message = edit->typing;
    page->question =
        edit->typing ? _("Type on the keyboard, or choose “Write”.\nEnter: done. Esc: leave it as it was.")
                     : _("Nothing is being typed.");
    page_section(page, "field");
    page_row(page, "field", ROW_CELLS);
    if (edit->typing) {
        board_add_open(page, CELL_ACTION, "write", _("Write"))->mark = MARK_WRITE;
        struct cell *cell = add_cell(page, ACTION_FIELD_HEAR, "act.field-hear", _("Hear it"), "");
        cell->action.argument = NULL;
        cell->mark = MARK_SPEAK;
        cell->empty = edit->field == PHRASE_EDIT_PICTURE || message_size(context->message) == 0;
        board_add_action(page, ACTION_UNDO, NULL)->empty = !context->can_undo;
        board_add_action(page, ACTION_CLEAR, NULL)->empty = message_is_empty(context->message);
        board_add_action(page, ACTION_FIELD_DONE, NULL);
    }
    board_add_bar(context, page);
}

void board_field_instead(struct page *page)
{
    for (int i = 0; i < page->cell_count; i++) {
        struct cell *cell = &page->cells[i];
        if (cell->action.kind != ACTION_SPEAK)
            continue;
        cell->id = "act.field-done";
        cell->label = _("Done");
        cell->mark = MARK_YES;
        cell->empty = false;
        cell->action = (struct action){ACTION_FIELD_DONE, NULL};
    }
}
