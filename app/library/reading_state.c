#include "library/reading_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/line_fields.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"

void reading_state_init(struct reading_state *state)
{
    *state = (struct reading_state){0};
}

void reading_state_destroy(struct reading_state *state)
{
    free(state->places.items);
    free(state->marks.items);
    free(state->read.items);
    *state = (struct reading_state){0};
}

/* --- keys ---------------------------------------------------------------------------------------------- */

/* Blanks and control characters part fields and lines; U+0080 to U+009F are such too. */
static bool is_odd(uint32_t c)
{
    return c <= ' ' || (c >= 0x7F && c <= 0xA0) || c == 0x3000 || c == 0x2028 || c == 0x2029;
}

static bool is_key(const char *key, size_t size)
{
    uint32_t c;
    const char *slash = memchr(key, '/', size);
    if (!slash || slash == key || slash + 1 == key + size || size >= READING_KEY_BYTES ||
        !utf8_valid(key, size, NULL))
        return false;
    for (size_t at = 0; at < size;) {
        at += utf8_decode(key + at, size - at, &c);
        if (is_odd(c))
            return false;
    }
    return true;
}

void reading_key(char key[READING_KEY_BYTES], const char *language, const struct article *article)
{
    char c[4];
    uint32_t character;
    size_t id_size = strlen(article->id);
    size_t size = (size_t)snprintf(key, READING_KEY_BYTES, "%.6s/", article->own ? "own" : language);
    for (size_t at = 0; at < id_size;) {
        at += utf8_decode(article->id + at, id_size - at, &character);
        size_t taken = utf8_encode(is_odd(character) ? '_' : character, c);
        if (size + taken >= READING_KEY_BYTES)
            break;
        memcpy(key + size, c, taken);
        size += taken;
    }
    key[size] = 0;
}

/* --- lists --------------------------------------------------------------------------------------------- */

static int find(const struct reading_list *list, const char *key)
{
    for (int i = list->count - 1; i >= 0; i--)
        if (strcmp(list->items[i].key, key) == 0)
            return i;
    return -1;
}

static void take_away(struct reading_list *list, int index)
{
    list->count--;
    memmove(list->items + index, list->items + index + 1,
            (size_t)(list->count - index) * sizeof *list->items);
}

static int oldest(const struct reading_list *list)
{
    int index = 0;
    for (int i = 1; i < list->count; i++)
        if (list->items[i].order < list->items[index].order)
            index = i;
    return index;
}

/* As the newest one, at `index`; the oldest makes room when the list is full. */
static void put(struct reading_state *state, struct reading_list *list, int index, const char *key, size_t at)
{
    if (list->count == READING_ITEMS_AT_MOST) {
        int gone = oldest(list);
        take_away(list, gone);
        index -= gone < index;
    }
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? 2 * list->capacity : 32;
        list->items = memory_grow(list->items, (size_t)list->capacity, sizeof *list->items);
    }
    memmove(list->items + index + 1, list->items + index,
            (size_t)(list->count - index) * sizeof *list->items);
    struct reading_item *item = &list->items[index];
    *item = (struct reading_item){.at = at, .order = ++state->orders};
    memcpy(item->key, key, strlen(key));
    list->count++;
}

static bool is_allowed(const char *key, size_t at)
{
    return at <= READING_PLACE_AT_MOST && is_key(key, strlen(key));
}

bool reading_set_place(struct reading_state *state, const char *key, size_t at)
{
    struct reading_list *places = &state->places;
    int index = find(places, key);
    if (!is_allowed(key, at) || (index >= 0 && index == places->count - 1 && places->items[index].at == at))
        return false;
    if (index >= 0)
        take_away(places, index);
    put(state, places, places->count, key, at);
    return true;
}

bool reading_place(const struct reading_state *state, const char *key, size_t *at)
{
    int index = find(&state->places, key);
    if (index >= 0)
        *at = state->places.items[index].at;
    return index >= 0;
}

const struct reading_item *reading_newest(const struct reading_state *state)
{
    return state->places.count ? &state->places.items[state->places.count - 1] : NULL;
}

bool reading_set_read(struct reading_state *state, const char *key)
{
    if (!is_allowed(key, 0) || find(&state->read, key) >= 0)
        return false;
    put(state, &state->read, state->read.count, key, 0);
    return true;
}

bool reading_is_read(const struct reading_state *state, const char *key)
{
    return find(&state->read, key) >= 0;
}

/* --- marks --------------------------------------------------------------------------------------------- */

/* The first mark that does not stand before this place. */
static int mark_from(const struct reading_list *marks, const char *key, size_t at)
{
    int index = 0;
    for (; index < marks->count; index++) {
        int order = strcmp(marks->items[index].key, key);
        if (order > 0 || (order == 0 && marks->items[index].at >= at))
            break;
    }
    return index;
}

static bool is_within(const struct reading_list *marks, int index, const char *key, size_t end)
{
    return index < marks->count && strcmp(marks->items[index].key, key) == 0 && marks->items[index].at < end;
}

bool reading_is_marked(const struct reading_state *state, const char *key, size_t first, size_t end)
{
    return is_within(&state->marks, mark_from(&state->marks, key, first), key, end);
}

bool reading_has_mark(const struct reading_state *state, const char *key)
{
    return find(&state->marks, key) >= 0;
}

static void set_mark(struct reading_state *state, const char *key, size_t at)
{
    int index = mark_from(&state->marks, key, at);
    if (is_within(&state->marks, index, key, at + 1))
        take_away(&state->marks, index);
    put(state, &state->marks, index, key, at);
}

void reading_toggle_mark(struct reading_state *state, const char *key, size_t first, size_t end)
{
    int index = mark_from(&state->marks, key, first);
    bool any = false;
    if (!is_allowed(key, first))
        return;
    for (; is_within(&state->marks, index, key, end > first ? end : first + 1); any = true)
        take_away(&state->marks, index);
    if (!any)
        set_mark(state, key, first);
}

/* --- the file ------------------------------------------------------------------------------------------ */

struct line {
    struct line_fields text;
    struct reading_state *state;
};

static bool read_key(struct line *line, char key[READING_KEY_BYTES])
{
    struct field field = line_next_field(&line->text);
    if (!is_key(field.at, field.size))
        return line_wrong(&line->text, &field, _("this names no article"), "zh/L04, own/pump");
    memcpy(key, field.at, field.size);
    key[field.size] = 0;
    return true;
}

static bool read_place(struct line *line, size_t *at)
{
    struct field field = line_next_field(&line->text);
    bool right = field.size > 0 && field.size <= 9;
    *at = 0;
    for (size_t i = 0; right && i < field.size; i++) {
        right = field.at[i] >= '0' && field.at[i] <= '9';
        *at = *at * 10 + (size_t)(field.at[i] - '0');
    }
    return right || line_wrong(&line->text, &field, _("this is not a number"), "0 … 999999999");
}

static bool read_end(struct line *line)
{
    struct field field = line_next_field(&line->text);
    return field.size == 0 || line_wrong(&line->text, &field, _("the line should end here"), NULL);
}

static bool read_line(struct line *line)
{
    char key[READING_KEY_BYTES];
    size_t at = 0;
    struct field what = line_next_field(&line->text);
    if (what.size == 0 || what.at[0] == '#')
        return true;
    bool read = field_is(&what, "read"), place = field_is(&what, "place");
    if (!read && !place && !field_is(&what, "mark"))
        return line_wrong(&line->text, &what, _("this line is not known"), "place, read, mark");
    if (!read_key(line, key) || (!read && !read_place(line, &at)) || !read_end(line))
        return false;
    if (read)
        reading_set_read(line->state, key);
    else if (place)
        reading_set_place(line->state, key, at);
    else
        set_mark(line->state, key, at);
    return true;
}

bool reading_state_parse(struct reading_state *state, const char *bytes, size_t size, const char *file,
                         struct diagnostics *diagnostics)
{
    struct line line = {.text = {.file = file, .diagnostics = diagnostics}, .state = state};
    bool right = true;
    if (size == 0)
        return true;
    const char *end = bytes + size;
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) /* some editors begin a file with this mark */
        bytes += 3;
    for (const char *at = bytes; at < end; at = line.text.end + 1) {
        line_begin(&line.text, at, end);
        right = read_line(&line) && right;
    }
    return right;
}

static int by_order(const void *a, const void *b)
{
    const struct reading_item *x = a, *y = b;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* Oldest first, so that reading the file back knows which are the newest. */
static void write_list(const struct reading_list *list, const char *what, bool place, struct buffer *out)
{
    struct reading_item *items = memory_new((size_t)list->count, sizeof *items);
    for (int i = 0; i < list->count; i++)
        items[i] = list->items[i];
    qsort(items, (size_t)list->count, sizeof *items, by_order);
    for (int i = 0; i < list->count; i++) {
        buffer_printf(out, "%s %s", what, items[i].key);
        if (place)
            buffer_printf(out, " %zu", items[i].at);
        buffer_add_byte(out, '\n');
    }
    free(items);
}

void reading_state_write(const struct reading_state *state, struct buffer *out)
{
    buffer_add_text(out, "# yinian-reading 1\n"
                         "# 书架上读到哪里，做了哪些记号，读完了哪些。由程序写成。\n"
                         "# What was read in the library. Written by the program.\n");
    write_list(&state->places, "place", true, out);
    write_list(&state->read, "read", false, out);
    write_list(&state->marks, "mark", true, out);
}
