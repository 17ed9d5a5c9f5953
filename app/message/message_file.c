#include "message/message_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/utf8.h"

enum { HASH_DIGITS = 16 };

static uint64_t key_of(const struct message *message)
{
    return hash64_bytes(HASH64_START, message_text(message), message_size(message));
}

/* --- writing ------------------------------------------------------------------------------------------- */

static bool has_readings(const struct message *message)
{
    for (int i = 0; i < message_count(message); i++)
        if (message_syllable(message, i)[0])
            return true;
    return false;
}

void message_file_write(const struct message *message, struct buffer *out)
{
    const char *units[MESSAGE_UNITS_AT_MOST];
    int count = message_count(message), unit_count = message_units(message, units);
    buffer_printf(out, "# yinian-writing 1\ntext %0*llx\ncaret %d\n", HASH_DIGITS,
                  (unsigned long long)key_of(message), message_caret(message));
    for (int i = 0; i < unit_count; i++)
        buffer_printf(out, "%s %s", i ? "" : "spelt", units[i]);
    buffer_add_text(out, unit_count ? "\n" : "");
    if (has_readings(message)) {
        buffer_add_text(out, "chosen");
        for (int i = 0; i < count; i++)
            buffer_printf(out, " %s", message_syllable(message, i)[0] ? message_syllable(message, i) : "-");
        buffer_add_byte(out, '\n');
    }
    buffer_add_text(out, count ? "pieces " : "");
    for (int i = 0; i < count; i++)
        buffer_add_byte(out, message->now.starts.bytes[i] ? '1' : '0');
    buffer_add_text(out, count ? "\n" : "");
}

/* --- reading ------------------------------------------------------------------------------------------- */

struct word {
    const char *at;
    size_t size;
};

struct line {
    const char *at, *end;
};

static struct word next_word(struct line *line)
{
    while (line->at < line->end && (*line->at == ' ' || *line->at == '\r'))
        line->at++;
    struct word word = {.at = line->at};
    while (line->at < line->end && *line->at != ' ' && *line->at != '\r')
        line->at++;
    word.size = (size_t)(line->at - word.at);
    return word;
}

static bool is(struct word word, const char *text)
{
    return word.size == strlen(text) && memcmp(word.at, text, word.size) == 0;
}

static bool is_text(struct word word, size_t bytes)
{
    for (size_t i = 0; i < word.size; i++)
        if ((unsigned char)word.at[i] <= ' ' || word.at[i] == 0x7F)
            return false;
    return word.size > 0 && word.size < bytes && utf8_valid(word.at, word.size, NULL);
}

struct reading {
    struct message *message;
    bool ours; /* the line `text` was there, and is of this text */
    int caret;
    char units[MESSAGE_UNITS_AT_MOST][MESSAGE_UNIT_BYTES];
    int unit_count;
    struct buffer syllables, starts;
};

static bool read_key(struct reading *in, struct line *line)
{
    struct buffer wanted = {0};
    buffer_printf(&wanted, "%0*llx", HASH_DIGITS, (unsigned long long)key_of(in->message));
    in->ours = is(next_word(line), buffer_text(&wanted));
    buffer_destroy(&wanted);
    return in->ours;
}

static bool read_caret(struct reading *in, struct line *line)
{
    struct word word = next_word(line);
    in->caret = 0;
    for (size_t i = 0; i < word.size && i < 5; i++) {
        if (word.at[i] < '0' || word.at[i] > '9')
            return false;
        in->caret = in->caret * 10 + (word.at[i] - '0');
    }
    return word.size > 0 && word.size < 5 && in->caret <= message_count(in->message);
}

static bool read_units(struct reading *in, struct line *line)
{
    for (struct word word = next_word(line); word.size; word = next_word(line)) {
        if (in->unit_count == MESSAGE_UNITS_AT_MOST || !is_text(word, MESSAGE_UNIT_BYTES))
            return false;
        memcpy(in->units[in->unit_count++], word.at, word.size);
    }
    return true;
}

static bool read_syllables(struct reading *in, struct line *line)
{
    buffer_clear(&in->syllables);
    for (struct word word = next_word(line); word.size; word = next_word(line)) {
        char syllable[MESSAGE_SYLLABLE_BYTES] = "";
        if (!is_text(word, sizeof syllable))
            return false;
        if (!is(word, "-"))
            memcpy(syllable, word.at, word.size);
        buffer_add(&in->syllables, syllable, sizeof syllable);
    }
    return in->syllables.size == in->message->now.syllables.size;
}

static bool read_starts(struct reading *in, struct line *line)
{
    struct word word = next_word(line);
    buffer_clear(&in->starts);
    for (size_t i = 0; i < word.size; i++) {
        if (word.at[i] != '0' && word.at[i] != '1')
            return false;
        buffer_add_byte(&in->starts, (char)(word.at[i] == '1'));
    }
    return in->starts.size == in->message->now.starts.size;
}

static bool read_line(struct reading *in, struct line line)
{
    struct word what = next_word(&line);
    if (what.size == 0 || what.at[0] == '#')
        return true;
    if (is(what, "text"))
        return read_key(in, &line);
    if (is(what, "caret"))
        return read_caret(in, &line);
    if (is(what, "spelt"))
        return read_units(in, &line);
    if (is(what, "chosen"))
        return read_syllables(in, &line);
    return is(what, "pieces") && read_starts(in, &line);
}

static void exchange(struct buffer *a, struct buffer *b)
{
    struct buffer kept = *a;
    *a = *b;
    *b = kept;
}

static void take(struct reading *in)
{
    struct message_state *now = &in->message->now;
    now->caret = in->caret;
    now->unit_count = in->unit_count;
    memcpy(now->units, in->units, sizeof now->units);
    if (in->syllables.size)
        exchange(&now->syllables, &in->syllables);
    if (in->starts.size)
        exchange(&now->starts, &in->starts);
}

bool message_file_read(struct message *message, const char *bytes, size_t size)
{
    struct reading *in = memory_new(1, sizeof *in);
    in->message = message;
    in->caret = message_count(message);
    bool right = true;
    const char *end = bytes + size;
    for (const char *at = bytes; right && at < end;) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        right = newline && read_line(in, (struct line){at, newline});
        at = newline ? newline + 1 : end;
    }
    right = right && in->ours;
    if (right)
        take(in);
    buffer_destroy(&in->syllables);
    buffer_destroy(&in->starts);
    free(in);
    return right;
}
