#include "app_parts.h"

#include <string.h>

/* Simplified and traditional characters: what the program brings along is turned, what the person wrote stands. */

bool app_traditional(const struct app *app)
{
    return app->script && app->settings.script == WRITE_TRADITIONAL;
}

static const char *turned(const struct app *app, enum script_kind to, const char *text, struct buffer *out)
{
    const struct script *script = app->script;
    return app_traditional(app) && script->convert(script->self, to, text, strlen(text), out)
               ? buffer_text(out)
               : text;
}

const char *app_as_shown(const struct app *app, const char *text, struct buffer *out)
{
    return turned(app, SCRIPT_TRADITIONAL, text, out);
}

const char *app_as_inside(const struct app *app, const char *text, struct buffer *out)
{
    return turned(app, SCRIPT_SIMPLIFIED, text, out);
}

static const char *shown(const struct app *app, struct page *page, const char *text)
{
    struct buffer out = {0};
    const char *copy = text ? arena_text(&page->arena, app_as_shown(app, text, &out)) : NULL;
    buffer_destroy(&out);
    return copy;
}

/* Phrases, their categories and keys that type Hanzi; the screen's own texts come from another catalogue. */
static void turn_cell(const struct app *app, struct page *page, struct cell *cell)
{
    const char *argument = cell->action.argument;
    bool category = cell->action.kind == ACTION_OPEN && argument && strncmp(argument, "phrases:", 8) == 0;
    if (cell->action.kind == ACTION_SAY || category) {
        cell->label = shown(app, page, cell->label);
        cell->cue = shown(app, page, cell->cue);
    } else if (cell->action.kind == ACTION_TYPE) {
        if (argument && strcmp(cell->label, argument) == 0)
            cell->label = shown(app, page, cell->label);
        cell->action.argument = shown(app, page, argument);
        cell->commit = shown(app, page, cell->commit);
    }
}

void app_turn_page(const struct app *app, struct page *page)
{
    if (!app_traditional(app) || app_english(app))
        return;
    for (int i = 0; i < page->cell_count; i++)
        turn_cell(app, page, &page->cells[i]);
    for (int i = 0; i < page->small_count; i++)
        turn_cell(app, page, &page->small[i]);
    if (strncmp(page->screen, "phrases:", 8) == 0)
        page->title = shown(app, page, page->title);
}
