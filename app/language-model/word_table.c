#include "word_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "predict/lexicon_format.h"

void word_table_init(struct word_table *table)
{
    *table = (struct word_table){.slot_count = 1u << 20};
    arena_init(&table->texts);
    table->slots = memory_new(table->slot_count, sizeof *table->slots);
}

void word_table_destroy(struct word_table *table)
{
    for (size_t i = 0; i < table->count; i++)
        free(table->words[i]);
    free(table->words);
    free(table->slots);
    arena_destroy(&table->texts);
}

/* The slot of this text: that of the word, or the empty one where it would go. */
static size_t slot_of(const struct word_table *table, const char *text, size_t size)
{
    size_t slot = lexicon_checksum((const unsigned char *)text, size) & (table->slot_count - 1);
    for (; table->slots[slot]; slot = (slot + 1) & (table->slot_count - 1)) {
        const char *held = table->words[table->slots[slot] - 1]->text;
        if (strncmp(held, text, size) == 0 && held[size] == 0)
            break;
    }
    return slot;
}

struct word *word_table_find(const struct word_table *table, const char *text, size_t size)
{
    size_t slot = slot_of(table, text, size);
    return table->slots[slot] ? table->words[table->slots[slot] - 1] : NULL;
}

static int read_characters(const char *text, size_t size, uint32_t characters[LEXICON_WORD_CHARACTERS])
{
    int length = 0;
    for (size_t at = 0; at < size; length++) {
        uint32_t character;
        at += utf8_decode(text + at, size - at, &character);
        if (length == LEXICON_WORD_CHARACTERS || !utf8_is_hanzi(character) || character > 0xFFFF)
            return 0;
        characters[length] = character;
    }
    return length;
}

struct word *word_table_add(struct word_table *table, const char *text, size_t size)
{
    uint32_t characters[LEXICON_WORD_CHARACTERS] = {0};
    int length = read_characters(text, size, characters);
    if (length == 0)
        return NULL;
    size_t slot = slot_of(table, text, size);
    if (table->slots[slot])
        return table->words[table->slots[slot] - 1];
    if (table->count * 2 > table->slot_count)
        abort(); /* a million slots hold twice the words of all packages */
    if (table->count == table->capacity) {
        table->capacity = table->capacity ? table->capacity * 2 : 4096;
        table->words = memory_grow(table->words, table->capacity, sizeof *table->words);
    }
    struct word *word = memory_new(1, sizeof *word);
    word->text = arena_copy(&table->texts, text, size);
    memcpy(word->characters, characters, sizeof characters);
    word->length = length;
    table->words[table->count++] = word;
    table->slots[slot] = (uint32_t)table->count;
    return word;
}

static int by_text(const void *a, const void *b)
{
    return strcmp((*(struct word *const *)a)->text, (*(struct word *const *)b)->text);
}

void word_table_sort(struct word_table *table)
{
    qsort(table->words, table->count, sizeof *table->words, by_text);
    memset(table->slots, 0, table->slot_count * sizeof *table->slots);
}

bool same_reading(const struct held_reading *a, const struct held_reading *b, int length)
{
    return memcmp(a->syllables, b->syllables, (size_t)length * sizeof a->syllables[0]) == 0;
}

void hold_reading(struct held_reading *list, int *count, const struct held_reading *reading, int length)
{
    for (int i = 0; i < *count; i++)
        if (same_reading(&list[i], reading, length))
            return;
    if (*count < HELD_READINGS)
        list[(*count)++] = *reading;
}
