#include "board/phrase_reading.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "predict/syllable.h"

struct scan {
    const char *bytes;
    size_t size;
    size_t at;
    const char *spoken;
    const char **slots; /* one for each Hanzi of spoken, NULL: not given */
    size_t slot_count;
    struct arena *arena;
    struct phrase_reading_problem *problem;
};

/* The character at `at`; 0 at the end. */
static uint32_t look(const struct scan *scan, size_t at, size_t *length)
{
    *length = 0;
    if (at >= scan->size)
        return 0;
    uint32_t c;
    *length = utf8_decode(scan->bytes + at, scan->size - at, &c);
    return c;
}

static bool is_gap(uint32_t c)
{
    return c == ' ' || c == '\t' || c == 0x01 || c == 0xA0 || c == 0x3000 || c == ',' || c == 0xFF0C ||
           c == 0x3001;
}

static void skip_gaps(struct scan *scan)
{
    size_t length;
    while (is_gap(look(scan, scan->at, &length)) && length)
        scan->at += length;
}

/* Takes `yin2` at the scan's place; NULL, and the place unchanged, when there is none. */
static const char *take_syllable(struct scan *scan)
{
    toned_syllable toned;
    char text[SYLLABLE_SPELLING];
    size_t length = toned_parse(scan->bytes + scan->at, scan->size - scan->at, &toned);
    if (length == 0)
        return NULL;
    scan->at += length;
    toned_format(toned, text);
    return arena_text(scan->arena, text);
}

static bool fail(struct scan *scan, enum phrase_reading_error error, size_t at)
{
    scan->problem->error = error;
    scan->problem->at = at;
    return false;
}

static bool at_hanzi(const struct scan *scan)
{
    size_t length;
    return utf8_is_hanzi(look(scan, scan->at, &length));
}

/* Syllables until a Hanzi or the end, into `list` (room for `room`); counts on beyond the room. */
static bool take_syllables(struct scan *scan, const char **list, size_t room, size_t *count)
{
    *count = 0;
    for (skip_gaps(scan); scan->at < scan->size && !at_hanzi(scan); skip_gaps(scan)) {
        const char *syllable = take_syllable(scan);
        if (!syllable)
            return fail(scan, PHRASE_READING_SYLLABLE, scan->at);
        if (*count < room)
            list[*count] = syllable;
        (*count)++;
    }
    return true;
}

static bool check_count(struct scan *scan, size_t syllables, size_t hanzi, size_t at)
{
    if (syllables == hanzi)
        return true;
    scan->problem->syllables = syllables;
    scan->problem->hanzi = hanzi;
    return fail(scan, PHRASE_READING_COUNT, at);
}

static size_t count_hanzi(const char *bytes, size_t size)
{
    size_t count = 0;
    uint32_t c;
    for (size_t at = 0; at < size;) {
        at += utf8_decode(bytes + at, size - at, &c);
        count += utf8_is_hanzi(c);
    }
    return count;
}

static bool fill_word(struct scan *scan, const char *word, const char **syllables, size_t count)
{
    bool found = false;
    size_t length = strlen(word);
    for (const char *there = strstr(scan->spoken, word); there; there = strstr(there + length, word)) {
        size_t first = count_hanzi(scan->spoken, (size_t)(there - scan->spoken));
        memcpy(scan->slots + first, syllables, count * sizeof *syllables);
        found = true;
    }
    return found;
}

static bool take_word(struct scan *scan)
{
    size_t from = scan->at;
    size_t length;
    while (utf8_is_hanzi(look(scan, scan->at, &length)))
        scan->at += length;
    const char *word = arena_copy(scan->arena, scan->bytes + from, scan->at - from);
    size_t hanzi = count_hanzi(word, strlen(word));
    const char **syllables = arena_new(scan->arena, hanzi, sizeof *syllables);
    size_t count;
    if (!take_syllables(scan, syllables, hanzi, &count) || !check_count(scan, count, hanzi, from))
        return false;
    return fill_word(scan, word, syllables, count) || fail(scan, PHRASE_READING_NOT_THERE, from);
}

static bool take_all(struct scan *scan)
{
    skip_gaps(scan);
    if (scan->at == scan->size)
        return fail(scan, PHRASE_READING_EMPTY, 0);
    size_t from = scan->at;
    if (!at_hanzi(scan)) {
        size_t count;
        if (!take_syllables(scan, scan->slots, scan->slot_count, &count))
            return false;
        if (at_hanzi(scan))
            return fail(scan, PHRASE_READING_SYLLABLE, scan->at);
        return check_count(scan, count, scan->slot_count, from);
    }
    while (scan->at < scan->size)
        if (!take_word(scan))
            return false;
    return true;
}

const char *phrase_reading_parse(const char *bytes, size_t size, const char *spoken, struct arena *arena,
                                 struct phrase_reading_problem *problem)
{
    *problem = (struct phrase_reading_problem){.error = PHRASE_READING_GOOD};
    struct scan scan = {.bytes = bytes, .size = size, .spoken = spoken, .arena = arena, .problem = problem};
    scan.slot_count = count_hanzi(spoken, strlen(spoken));
    scan.slots = arena_new(arena, scan.slot_count, sizeof *scan.slots);
    if (!take_all(&scan))
        return NULL;
    struct buffer joined;
    buffer_init(&joined);
    for (size_t i = 0; i < scan.slot_count; i++)
        buffer_printf(&joined, "%s%s", i ? " " : "", scan.slots[i] ? scan.slots[i] : "-");
    const char *reading = arena_text(arena, buffer_text(&joined));
    buffer_destroy(&joined);
    return reading;
}
