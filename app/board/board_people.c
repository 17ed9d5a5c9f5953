#include "board/board_parts.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

/* "people": who shares this machine. "people:add", "people:rename": a name is typed or written. What is chosen here begins
 * the program anew with that person; what the one before has written stays theirs. */

static const struct people nobody_else = {.count = 1};

static const struct people *people_of(const struct board_context *context)
{
    return context->people ? context->people : &nobody_else;
}

static const char *name_of(const struct people *people, int index)
{
    return people->names[index][0] ? people->names[index] : _("First person");
}

/* What stands in the folder of the people and is nobody (run/people.h). */
static bool is_reserved(const char *name)
{
    return strcmp(name, "removed") == 0 || strcmp(name, "people.txt") == 0;
}

const char *people_name_problem(const struct people *people, const char *name)
{
    size_t size = strlen(name);
    if (size >= PERSON_NAME_BYTES)
        return N_("The name is too long.");
    if (name[0] == '.' || strchr(name, '/') || !utf8_valid(name, size, NULL) || is_reserved(name) ||
        (size > 0 && (name[0] == ' ' || name[size - 1] == ' ')))
        return N_("Nobody can be called so.");
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)name[i] < ' ')
            return N_("Nobody can be called so.");
    for (int i = 0; i < people->count; i++)
        if (strcmp(people->names[i], name) == 0)
            return N_("There is somebody of that name.");
    return NULL;
}

static struct cell *add_deed(struct page *page, const char *id, const char *label, const char *deed)
{
    struct cell *cell = page_cell(page, CELL_TILE, id, label);
    cell->action = (struct action){ACTION_PERSON, arena_text(&page->arena, deed)};
    return cell;
}

static void add_somebody(const void *state, struct page *page, int index)
{
    const struct people *people = state;
    if (index < people->count) {
        struct cell *cell =
            add_deed(page, arena_printf(&page->arena, "person.%d", index), name_of(people, index),
                     arena_printf(&page->arena, "choose %s", index ? people->names[index] : ""));
        cell->chosen = cell->empty = index == people->current;
        return;
    }
    const char *removed = people->removed[index - people->count];
    struct cell *cell =
        add_deed(page, arena_printf(&page->arena, "removed.%d", index - people->count),
                 removed + strlen("2026-11-22-"), arena_printf(&page->arena, "back %s", removed));
    cell->note = arena_printf(&page->arena, _("removed on %.10s: bring back"), removed);
    cell->mark = MARK_UNDO;
}

static void build_list(const struct board_context *context, struct page *page)
{
    const struct people *people = people_of(context);
    bool portrait = context->height_px > context->width_px;
    board_add_grid(context, page,
                   &(struct board_grid){.total = people->count + people->removed_count,
                                        .columns = portrait ? 2 : 3,
                                        .rows = portrait ? 7 : 4,
                                        .row_id = "people",
                                        .add = add_somebody,
                                        .state = people});
    page_row(page, "deeds", ROW_BAR);
    board_add_open(page, CELL_ACTION, "people:add", _("Add somebody"))->empty =
        people->count >= PEOPLE_AT_MOST;
    board_add_open(page, CELL_ACTION, "people:rename",
                   arena_printf(&page->arena, _("Rename %s"), name_of(people, people->current)));
    struct cell *cell =
        add_deed(page, "person.remove",
                 arena_printf(&page->arena, _("Remove %s"), name_of(people, people->current)), "remove");
    cell->role = CELL_ACTION;
    cell->empty = people->current == 0; /* the first one's folder holds the others */
}

/* What is written now, without the blanks about it. */
static const char *name_written(const struct board_context *context, struct page *page)
{
    const char *text = context->setting_question ? context->setting_question : "";
    text += strspn(text, " ");
    size_t size = strlen(text);
    while (size > 0 && text[size - 1] == ' ')
        size--;
    return arena_copy(&page->arena, text, size);
}

static void build_name(const struct board_context *context, struct page *page, bool adds)
{
    const char *name = name_written(context, page);
    const char *problem = name[0] ? people_name_problem(people_of(context), name) : NULL;
    page->shape = PAGE_ASK;
    page->with_message = true;
    page->question = problem ? _(problem)
                     : adds ? _("What is the new person called? Type on the keyboard, or choose “Write”.")
                            : _("What is the person called now? Type on the keyboard, or choose “Write”.");
    page_row(page, "name", ROW_CELLS);
    board_add_open(page, CELL_ACTION, "write", _("Write"))->mark = MARK_WRITE;
    struct cell *cell =
        add_deed(page, adds ? "person.add" : "person.rename", adds ? _("Add this person") : _("Done"),
                 arena_printf(&page->arena, "%s %s", adds ? "add" : "rename", name));
    cell->mark = MARK_YES;
    cell->empty = !name[0] || problem;
}

void board_people_build(const struct board_context *context, struct page *page)
{
    page_begin(page, context->screen, _("People on this machine"));
    page_section(page, "people");
    if (context->argument[0])
        build_name(context, page, strcmp(context->argument, "add") == 0);
    else
        build_list(context, page);
    board_add_bar(context, page);
}

bool board_people_knows(const struct board_context *context, const char *argument)
{
    (void)context;
    return strcmp(argument, "add") == 0 || strcmp(argument, "rename") == 0;
}

void board_name_instead(struct page *page)
{
    for (int i = 0; i < page->cell_count; i++)
        if (page->cells[i].action.kind == ACTION_SEARCH) {
            page->cells[i].label = _("Done");
            page->cells[i].mark = MARK_YES;
        }
}
