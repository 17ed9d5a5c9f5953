/* What the builder knows about each word, gathered from the packages' data, by text. */
#ifndef YINIAN_LANGUAGE_MODEL_WORD_TABLE_H
#define YINIAN_LANGUAGE_MODEL_WORD_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "predict/lexicon.h"

enum { HELD_READINGS = 16 };

/* A reading without tones has tone 0 in every syllable. */
struct held_reading {
    toned_syllable syllables[LEXICON_WORD_CHARACTERS];
    unsigned loose; /* bit i: the tone of character i is a guess */
    double weight;  /* share of the word's uses; only the ratio matters */
};

struct word {
    const char *text; /* UTF-8, terminated, owned by the table */
    uint32_t characters[LEXICON_WORD_CHARACTERS];
    int length;
    double model_probability; /* of the trigram model's unigrams; 0: not in it */
    double essay_count;       /* 0: not there */
    bool pinned;              /* in the project's own list: kept, with exactly its readings */
    double pinned_per_million;
    int toneless_count, toned_count, reading_count;
    struct held_reading toneless[HELD_READINGS]; /* libime */
    struct held_reading toned[HELD_READINGS];    /* rime */
    struct held_reading readings[HELD_READINGS]; /* the result, best first */
    double probability;                          /* the result; 0: left out */
};

struct word_table {
    struct arena texts;
    struct word **words; /* in the order in which they were met, or sorted by text */
    size_t count, capacity;
    uint32_t *slots; /* index + 1, open addressing */
    size_t slot_count;
};

void word_table_init(struct word_table *table);
void word_table_destroy(struct word_table *table);
struct word *word_table_find(const struct word_table *table, const char *text, size_t size);
/* The word, new or old; NULL when it is not 1 … 8 Hanzi of the basic plane. */
struct word *word_table_add(struct word_table *table, const char *text, size_t size);
void word_table_sort(struct word_table *table); /* by bytes; find and add are no longer to be used */

/* Adds a reading unless it is held already or the list is full. */
void hold_reading(struct held_reading *list, int *count, const struct held_reading *reading, int length);
bool same_reading(const struct held_reading *a, const struct held_reading *b, int length);

#endif
