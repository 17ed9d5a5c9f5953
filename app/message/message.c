#include "message/message.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

static void state_init(struct message_state *state)
{
    *state = (struct message_state){0};
    buffer_init(&state->text);
    buffer_init(&state->syllables);
    buffer_init(&state->starts);
}

static void state_destroy(struct message_state *state)
{
    buffer_destroy(&state->text);
    buffer_destroy(&state->syllables);
    buffer_destroy(&state->starts);
}

static void state_copy(struct message_state *to, const struct message_state *from)
{
    struct buffer text = {0}, syllables = {0}, starts = {0};
    buffer_add(&text, buffer_text(&from->text), from->text.size);
    buffer_add(&syllables, buffer_text(&from->syllables), from->syllables.size);
    buffer_add(&starts, buffer_text(&from->starts), from->starts.size);
    *to = *from;
    to->text = text;
    to->syllables = syllables;
    to->starts = starts;
}

void message_init(struct message *message)
{
    *message = (struct message){0};
    state_init(&message->now);
}

static void forget_undone(struct message *message)
{
    state_destroy(&message->undone);
    message->has_undone = false;
}

static void forget_undo(struct message *message)
{
    for (int i = 0; i < message->undo_count; i++)
        state_destroy(&message->undo[i]);
    message->undo_count = 0;
    forget_undone(message);
}

void message_destroy(struct message *message)
{
    forget_undo(message);
    free(message->undo);
    state_destroy(&message->now);
    *message = (struct message){0};
}

static void remember(struct message *message)
{
    forget_undone(message);
    message->steps++;
    if (!message->undo)
        message->undo = memory_new(MESSAGE_UNDO_AT_MOST, sizeof *message->undo);
    if (message->undo_count == MESSAGE_UNDO_AT_MOST) {
        state_destroy(&message->undo[0]);
        memmove(&message->undo[0], &message->undo[1], (MESSAGE_UNDO_AT_MOST - 1) * sizeof *message->undo);
        message->undo_count--;
    }
    state_copy(&message->undo[message->undo_count++], &message->now);
}

static size_t caret_offset(const struct message *message)
{
    return utf8_offset(message_text(message), message_size(message), (size_t)message->now.caret);
}

/* The next syllable of `reading` (words parted by blanks) into `syllable`; returns what follows it. */
static const char *take_syllable(const char *reading, char syllable[MESSAGE_SYLLABLE_BYTES])
{
    while (*reading == ' ')
        reading++;
    size_t length = strcspn(reading, " ");
    if (length < MESSAGE_SYLLABLE_BYTES)
        memcpy(syllable, reading, length);
    return reading + length;
}

/* One slot a character: the next syllable for a Hanzi, empty for anything else. */
static void add_syllables(struct buffer *out, const char *text, const char *reading)
{
    uint32_t character;
    size_t size = strlen(text);
    for (size_t at = 0; at < size;) {
        char syllable[MESSAGE_SYLLABLE_BYTES] = "";
        at += utf8_decode(text + at, size - at, &character);
        if (reading && utf8_is_hanzi(character))
            reading = take_syllable(reading, syllable);
        buffer_add(out, syllable, sizeof syllable);
    }
}

/* One byte a character: does a piece begin with it? `whole`: the text came as one piece. */
static void add_starts(struct buffer *out, size_t count, bool whole)
{
    for (size_t i = 0; i < count; i++)
        buffer_add_byte(out, (char)(i == 0 || !whole));
}

static void insert(struct message_state *now, size_t offset, const char *text, const char *reading,
                   bool whole)
{
    struct buffer syllables = {0}, starts = {0};
    add_syllables(&syllables, text, reading);
    size_t count = syllables.size / MESSAGE_SYLLABLE_BYTES;
    add_starts(&starts, count, whole);
    buffer_splice(&now->text, offset, 0, text, strlen(text));
    buffer_splice(&now->syllables, (size_t)now->caret * MESSAGE_SYLLABLE_BYTES, 0, buffer_text(&syllables),
                  syllables.size);
    buffer_splice(&now->starts, (size_t)now->caret, 0, buffer_text(&starts), count);
    now->caret += (int)count;
    buffer_destroy(&syllables);
    buffer_destroy(&starts);
}

static void use_up(struct message_state *now, int units)
{
    int used = units < now->unit_count ? units : now->unit_count;
    if (used <= 0)
        return;
    memmove(now->units[0], now->units[used], (size_t)(now->unit_count - used) * MESSAGE_UNIT_BYTES);
    now->unit_count -= used;
}

bool message_commit(struct message *message, const char *text, const char *reading, int units)
{
    size_t size = strlen(text);
    if (size == 0 || !utf8_valid(text, size, NULL) ||
        message_count(message) + (int)utf8_count(text, size) > MESSAGE_CHARACTERS_AT_MOST)
        return false;
    remember(message);
    insert(&message->now, caret_offset(message), text, reading, true);
    use_up(&message->now, units);
    return true;
}

bool message_spell(struct message *message, const char *unit)
{
    struct message_state *now = &message->now;
    size_t length = strlen(unit);
    if (length == 0 || length >= MESSAGE_UNIT_BYTES || now->unit_count == MESSAGE_UNITS_AT_MOST)
        return false;
    remember(message);
    memcpy(now->units[now->unit_count++], unit, length + 1);
    return true;
}

/* Takes out the `count` characters before the caret. */
static void take_out(struct message *message, int count)
{
    struct message_state *now = &message->now;
    size_t end = caret_offset(message);
    now->caret -= count;
    size_t start = caret_offset(message);
    buffer_splice(&now->text, start, end - start, "", 0);
    buffer_splice(&now->syllables, (size_t)now->caret * MESSAGE_SYLLABLE_BYTES,
                  (size_t)count * MESSAGE_SYLLABLE_BYTES, "", 0);
    buffer_splice(&now->starts, (size_t)now->caret, (size_t)count, "", 0);
}

bool message_delete(struct message *message)
{
    struct message_state *now = &message->now;
    if (now->unit_count == 0 && now->caret == 0)
        return false;
    remember(message);
    if (now->unit_count > 0)
        now->unit_count--;
    else
        take_out(message, 1);
    return true;
}

/* --- words ------------------------------------------------------------------------------------------------- */

enum character_class { CLASS_BLANK, CLASS_LETTER, CLASS_HANZI, CLASS_OTHER };

static bool is_ascii_letter(uint32_t character)
{
    uint32_t lower = character | 0x20u;
    return (lower >= 'a' && lower <= 'z') || (character >= '0' && character <= '9') || character == '\'';
}

static enum character_class class_of(uint32_t character)
{
    if (character == ' ')
        return CLASS_BLANK;
    if (is_ascii_letter(character))
        return CLASS_LETTER;
    return utf8_is_hanzi(character) ? CLASS_HANZI : CLASS_OTHER;
}

/* Of the character that ends `back` characters before the caret; CLASS_OTHER where there is none. */
static enum character_class class_before(const struct message *message, int back)
{
    const char *text = message_text(message);
    size_t size = message_size(message);
    if (back >= message->now.caret)
        return CLASS_OTHER;
    size_t at = utf8_offset(text, size, (size_t)(message->now.caret - back - 1));
    uint32_t character;
    utf8_decode(text + at, size - at, &character);
    return class_of(character);
}

static bool starts_before(const struct message *message, int back)
{
    return buffer_text(&message->now.starts)[message->now.caret - back - 1] != 0;
}

static int count_class(const struct message *message, int back, enum character_class wanted)
{
    int count = 0;
    while (back + count < message->now.caret && class_before(message, back + count) == wanted)
        count++;
    return count;
}

/* Characters of the last word, with the blanks after it, and the one that parted it from the word before. */
static int last_word(const struct message *message)
{
    int count = count_class(message, 0, CLASS_BLANK), blanks = count;
    enum character_class kind = class_before(message, count);
    if (kind == CLASS_LETTER) {
        count += count_class(message, count, CLASS_LETTER);
        return count + (blanks == 0 && class_before(message, count) == CLASS_BLANK);
    }
    if (count == message->now.caret)
        return count;
    while (!starts_before(message, count) && class_before(message, count + 1) == kind)
        count++;
    return count + 1;
}

bool message_delete_word(struct message *message)
{
    if (message_is_empty(message) || (message->now.unit_count == 0 && message->now.caret == 0))
        return false;
    remember(message);
    if (message->now.unit_count > 0)
        message->now.unit_count = 0;
    else
        take_out(message, last_word(message));
    return true;
}

bool message_delete_next(struct message *message)
{
    if (message->now.caret >= message_count(message))
        return false;
    remember(message);
    message->now.caret++;
    take_out(message, 1);
    return true;
}

bool message_move_caret(struct message *message, int caret)
{
    int count = message_count(message);
    caret = caret < 0 ? 0 : caret > count ? count : caret;
    bool moves = caret != message->now.caret;
    message->now.caret = caret;
    return moves;
}

static void empty(struct message_state *now)
{
    buffer_clear(&now->text);
    buffer_clear(&now->syllables);
    buffer_clear(&now->starts);
    now->unit_count = now->caret = 0;
}

bool message_clear(struct message *message)
{
    if (message_is_empty(message))
        return false;
    remember(message);
    empty(&message->now);
    return true;
}

bool message_replace(struct message *message, const char *text)
{
    size_t size = strlen(text);
    if (!utf8_valid(text, size, NULL) || utf8_count(text, size) > MESSAGE_CHARACTERS_AT_MOST)
        return false;
    remember(message);
    empty(&message->now);
    insert(&message->now, 0, text, NULL, false);
    return true;
}

bool message_undo(struct message *message)
{
    if (message->undo_count == 0)
        return false;
    forget_undone(message);
    message->undone = message->now;
    message->has_undone = true;
    message->now = message->undo[--message->undo_count];
    message->steps--;
    return true;
}

/* An undo leaves room for what it took away. */
static bool redo(struct message *message)
{
    if (!message->has_undone)
        return false;
    message->undo[message->undo_count++] = message->now;
    message->now = message->undone;
    state_init(&message->undone);
    message->has_undone = false;
    message->steps++;
    return true;
}

bool message_return(struct message *message, long steps)
{
    bool changed = message->steps < steps && redo(message);
    while (message->steps > steps && message_undo(message))
        changed = true;
    return changed;
}

void message_reset(struct message *message)
{
    forget_undo(message);
    empty(&message->now);
}

void message_restore(struct message *message, const char *text)
{
    size_t size = strlen(text), bad = size;
    message_reset(message);
    if (!utf8_valid(text, size, &bad))
        size = bad;
    char *beginning = memory_copy_text(text);
    beginning[utf8_offset(text, size, MESSAGE_CHARACTERS_AT_MOST)] = '\0';
    if (beginning[0] && message_replace(message, beginning))
        forget_undo(message);
    free(beginning);
}

const char *message_text(const struct message *message)
{
    return buffer_text(&message->now.text);
}

size_t message_size(const struct message *message)
{
    return message->now.text.size;
}

int message_count(const struct message *message)
{
    return (int)(message->now.syllables.size / MESSAGE_SYLLABLE_BYTES);
}

int message_caret(const struct message *message)
{
    return message->now.caret;
}

bool message_is_empty(const struct message *message)
{
    return message_size(message) == 0 && message->now.unit_count == 0;
}

void message_reading(const struct message *message, struct buffer *out)
{
    buffer_clear(out);
    for (int i = 0; i < message->now.unit_count; i++)
        buffer_add_text(out, message->now.units[i]);
}

int message_units(const struct message *message, const char *units[MESSAGE_UNITS_AT_MOST])
{
    for (int i = 0; i < message->now.unit_count; i++)
        units[i] = message->now.units[i];
    return message->now.unit_count;
}

const char *message_syllable(const struct message *message, int index)
{
    if (index < 0 || index >= message_count(message))
        return "";
    return buffer_text(&message->now.syllables) + (size_t)index * MESSAGE_SYLLABLE_BYTES;
}
