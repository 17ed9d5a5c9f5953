#include "speech/recording_match.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

static uint32_t plain_form(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E) /* full-width forms of ASCII */
        c -= 0xFF01 - '!';
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool makes_a_difference(uint32_t c)
{
    bool mark = (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F && c != 0x3007) || c >= 0xFE00;
    return (c >= 'a' && c <= 'z') || is_digit(c) || utf8_is_hanzi(c) ||
           (c >= 0xC0 && c != 0xD7 && c != 0xF7 && !mark);
}

void recording_key(const char *text, size_t size, struct buffer *key)
{
    for (size_t at = 0; at < size;) {
        uint32_t c;
        char bytes[4];
        at += utf8_decode(text + at, size - at, &c);
        c = plain_form(c);
        if (makes_a_difference(c))
            buffer_add(key, bytes, utf8_encode(c, bytes));
    }
}

static bool same_key(const char *text, const char *key)
{
    struct buffer other = {0};
    recording_key(text, strlen(text), &other);
    bool same = other.size > 0 && strcmp(buffer_text(&other), key) == 0;
    buffer_destroy(&other);
    return same;
}

/* The ways in which a name can mean an aim, the surest first. */
enum way { WAY_ID, WAY_ID_PLAIN, WAY_SPOKEN, WAY_LABEL, WAYS };

static bool fits(const struct recording_aim *aim, enum way way, const char *name, const char *key)
{
    const char *dot = strrchr(aim->id, '.');
    switch (way) {
    case WAY_ID:
        return strcmp(aim->id, name) == 0 || (aim->other && strcmp(aim->other, name) == 0);
    case WAY_ID_PLAIN:
        return same_key(aim->id, key) || (aim->other && same_key(aim->other, key));
    case WAY_SPOKEN:
        return same_key(aim->spoken, key);
    default:
        return same_key(aim->label, key) || (dot && same_key(dot + 1, key));
    }
}

static bool say_the_same(const struct recording_aim *one, const struct recording_aim *other)
{
    struct buffer key = {0};
    recording_key(other->spoken, strlen(other->spoken), &key);
    bool same = strcmp(one->spoken, other->spoken) == 0 || same_key(one->spoken, buffer_text(&key));
    buffer_destroy(&key);
    return same;
}

static void find(const struct recording_aim *aims, size_t count, const char *name, const char *key,
                 struct recording_fits *found)
{
    *found = (struct recording_fits){.same = true};
    for (int way = 0; way < WAYS && found->count == 0 && key[0]; way++)
        for (size_t i = 0; i < count && found->count < RECORDING_FITS_AT_MOST; i++)
            if (fits(&aims[i], (enum way)way, name, key))
                found->places[found->count++] = i;
    for (size_t i = 1; i < found->count; i++)
        found->same = found->same && say_the_same(&aims[found->places[i]], &aims[found->places[0]]);
}

/* `03 吸痰 (2)` → 吸痰 */
static void without_numbers(struct buffer *key, bool before, bool behind)
{
    size_t size = key->size, begin = 0;
    while (before && begin < size && is_digit((unsigned char)key->bytes[begin]))
        begin++;
    while (behind && size > begin && is_digit((unsigned char)key->bytes[size - 1]))
        size--;
    buffer_splice(key, size, key->size - size, NULL, 0);
    buffer_splice(key, 0, begin, NULL, 0);
}

void recording_match(const struct recording_aim *aims, size_t count, const char *name,
                     struct recording_fits *fits_found)
{
    for (int numbers = 0; numbers < 4; numbers++) {
        struct buffer key = {0};
        recording_key(name, strlen(name), &key);
        without_numbers(&key, numbers & 1, numbers & 2);
        find(aims, count, name, buffer_text(&key), fits_found);
        buffer_destroy(&key);
        if (fits_found->count > 0)
            return;
    }
}

void recording_list_begin(struct recording_list *list, const char *bytes, size_t size)
{
    static const char mark[] = "\xEF\xBB\xBF"; /* some editors begin a file with it */
    size_t skip = size >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
    *list = (struct recording_list){.at = bytes + skip, .end = bytes + size};
}

static void take_trimmed(struct buffer *to, const char *from, const char *end)
{
    while (from < end && (*from == ' ' || *from == '\t'))
        from++;
    while (end > from && (end[-1] == ' ' || end[-1] == '\r'))
        end--;
    buffer_clear(to);
    for (; from < end; from++)
        if (*from)
            buffer_add_byte(to, *from);
}

bool recording_list_next(struct recording_list *list)
{
    while (list->at < list->end) {
        const char *line = list->at, *end = memchr(line, '\n', (size_t)(list->end - line));
        end = end ? end : list->end;
        list->at = end < list->end ? end + 1 : end;
        list->line++;
        const char *tab = memchr(line, '\t', (size_t)(end - line));
        tab = tab ? tab : end;
        const char *behind = tab < end ? tab + 1 : end,
                   *second = memchr(behind, '\t', (size_t)(end - behind));
        take_trimmed(&list->file, line, tab);
        take_trimmed(&list->phrase, behind, second ? second : end);
        if (list->file.size > 0 && list->file.bytes[0] != '#')
            return true;
    }
    return false;
}

void recording_list_end(struct recording_list *list)
{
    buffer_destroy(&list->file);
    buffer_destroy(&list->phrase);
}
