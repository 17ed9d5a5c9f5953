#include "base/diagnostic.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/text.h"

void diagnostics_init(struct diagnostics *list)
{
    *list = (struct diagnostics){0};
    arena_init(&list->texts);
}

void diagnostics_clear(struct diagnostics *list)
{
    arena_reset(&list->texts);
    list->count = list->errors = list->dropped = 0;
}

void diagnostics_destroy(struct diagnostics *list)
{
    arena_destroy(&list->texts);
    free(list->items);
    *list = (struct diagnostics){0};
}

static const char *keep(struct diagnostics *list, const char *text)
{
    return text ? arena_text(&list->texts, text) : NULL;
}

void diagnostics_add(struct diagnostics *list, const struct diagnostic *given)
{
    if (!list)
        return;
    if (given->level == DIAGNOSTIC_ERROR)
        list->errors++;
    if (list->count == DIAGNOSTICS_AT_MOST) {
        list->dropped++;
        return;
    }
    list->items = memory_grow(list->items, list->count + 1, sizeof *list->items);
    struct diagnostic *kept = &list->items[list->count++];
    *kept = *given;
    kept->file = keep(list, given->file);
    kept->key = keep(list, given->key);
    kept->reason = keep(list, given->reason);
    kept->valid = keep(list, given->valid);
}

void diagnostic_format(const struct diagnostic *d, char *line, size_t size)
{
    struct buffer text;
    buffer_init(&text);
    if (d->file)
        buffer_add_text(&text, d->file);
    if (d->file && d->line > 0)
        buffer_printf(&text, ":%d", d->line);
    if (d->file && d->line > 0 && d->column > 0)
        buffer_printf(&text, ":%d", d->column);
    if (d->file)
        buffer_add_text(&text, ": ");
    if (d->key)
        buffer_printf(&text, "%s: ", d->key);
    buffer_add_text(&text, d->reason ? d->reason : "?");
    if (d->valid)
        buffer_printf(&text, _("; valid: %s"), d->valid);
    snprintf(line, size, "%s", buffer_text(&text));
    buffer_destroy(&text);
}
