#include "sources.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ngram_sources.h"

/* "yin'hang" into syllables with tone 0; the number of syllables, 0 when it is wrong. */
static int read_toneless(struct line spelling, struct held_reading *reading)
{
    struct line part;
    int count = 0;
    while (line_field(&spelling, '\'', &part)) {
        int syllable = syllable_find(part.text, part.size);
        if (!syllable || count == LEXICON_WORD_CHARACTERS)
            return 0;
        reading->syllables[count++] = toned_make(syllable, 0);
    }
    return count;
}

void read_libime(struct word_table *table, const struct source *source)
{
    struct line line, text, spelling, share;
    for (size_t at = 0; source_line(source, &at, &line);) {
        struct held_reading reading = {0};
        if (!line_field(&line, ' ', &text) || !line_field(&line, ' ', &spelling))
            continue;
        reading.weight = line_field(&line, ' ', &share) ? pow(10, line_number(&share)) : 1;
        struct word *word = word_table_add(table, text.text, text.size);
        if (word && read_toneless(spelling, &reading) == word->length)
            hold_reading(word->toneless, &word->toneless_count, &reading, word->length);
    }
}

/* "yin2 hang2" into syllables; their number, 0 when it is wrong. */
static int read_toned(struct line spelling, struct held_reading *reading)
{
    struct line part;
    int count = 0;
    while (line_field(&spelling, ' ', &part)) {
        toned_syllable toned;
        if (count == LEXICON_WORD_CHARACTERS || toned_parse(part.text, part.size, &toned) != part.size)
            return 0;
        reading->syllables[count++] = toned;
    }
    return count;
}

/* Rime's list writes 一 and 不 as they sound in the word; here they stay yi1 and bu4 (the program does that).
 */
static void undo_sandhi(const struct word *word, struct held_reading *reading)
{
    for (int i = 0; i < word->length; i++) {
        int tone = toned_tone(reading->syllables[i]);
        if (tone == TONE_NEUTRAL)
            continue;
        if (word->characters[i] == 0x4E00)
            reading->syllables[i] = toned_make(toned_syllable_of(reading->syllables[i]), 1);
        if (word->characters[i] == 0x4E0D)
            reading->syllables[i] = toned_make(toned_syllable_of(reading->syllables[i]), 4);
    }
}

void read_rime(struct word_table *table, const struct source *source)
{
    struct line line, text, spelling, share;
    for (size_t at = 0; source_line(source, &at, &line);) {
        struct held_reading reading = {.weight = 1};
        if (!line_field(&line, '\t', &text) || !line_field(&line, '\t', &spelling))
            continue;
        if (line_field(&line, '\t', &share))
            reading.weight = atof(share.text) / 100;
        struct word *word = word_table_add(table, text.text, text.size);
        if (!word || read_toned(spelling, &reading) != word->length)
            continue;
        undo_sandhi(word, &reading);
        hold_reading(word->toned, &word->toned_count, &reading, word->length);
    }
}

void read_essay(struct word_table *table, const struct source *source)
{
    struct line line, text, count;
    for (size_t at = 0; source_line(source, &at, &line);) {
        if (!line_field(&line, '\t', &text) || !line_field(&line, '\t', &count))
            continue;
        struct word *word = word_table_find(table, text.text, text.size);
        if (word)
            word->essay_count += line_number(&count);
    }
}

/* --- the trigram model --------------------------------------------------------------------------- */

/* Offsets of the words in the dictionary, by number; `*count` of them. */
static size_t *word_offsets(const struct source *dictionary, size_t *count)
{
    uint32_t head[3]; /* words, nodes of its trie, offset of the words */
    memcpy(head, dictionary->bytes, sizeof head);
    size_t *offsets = memory_new(head[0] + 1u, sizeof *offsets);
    size_t at = head[2];
    for (*count = 0; *count <= head[0] && at + 4 <= dictionary->size; ++*count) {
        offsets[*count] = at;
        uint32_t character = 1;
        for (; character && at + 4 <= dictionary->size; at += 4)
            memcpy(&character, dictionary->bytes + at, 4);
    }
    return offsets;
}

static size_t word_text(const struct source *dictionary, size_t at, char text[4 * LEXICON_WORD_CHARACTERS])
{
    size_t size = 0;
    for (int i = 0; i <= LEXICON_WORD_CHARACTERS && at + 4 <= dictionary->size; i++, at += 4) {
        uint32_t character;
        memcpy(&character, dictionary->bytes + at, 4);
        if (character == 0)
            return size;
        if (i == LEXICON_WORD_CHARACTERS)
            return 0;
        size += utf8_encode(character, text + size);
    }
    return 0;
}

void read_model(struct word_table *table, const struct source *dictionary, const struct source *unigrams)
{
    size_t count;
    size_t *offsets = word_offsets(dictionary, &count);
    struct line line, number, probability;
    for (size_t at = 0; source_line(unigrams, &at, &line);) {
        char text[4 * LEXICON_WORD_CHARACTERS];
        if (line.size == 0 || line.text[0] == '\\')
            continue;
        if (!line_field(&line, ' ', &number) || !line_field(&line, ' ', &probability))
            continue;
        size_t index = (size_t)line_number(&number);
        size_t size = index < count && index >= 100 ? word_text(dictionary, offsets[index], text) : 0;
        struct word *word = size ? word_table_add(table, text, size) : NULL;
        if (word)
            word->model_probability = line_number(&probability);
    }
    free(offsets);
}

/* Single words of that model say after how many others a word was met rather than how often it was: half of its 165,000
 * words have a millionth or more. From here on they are words that one meets: 朋友圈, 点赞, 网易云. */
static const double LEAST_OF_LIBIME = 5e-6;

void read_libime_model(struct word_table *table, const char *path)
{
    struct ngram_source source;
    ngram_read_libime(&source, path);
    for (uint32_t i = 0; i < source.model.tokens; i++) {
        struct word *word = source.model.p1[i] >= LEAST_OF_LIBIME
                                ? word_table_find(table, source.words[i], strlen(source.words[i]))
                                : NULL;
        if (word && word->model_probability <= 0)
            word->model_probability = source.model.p1[i];
    }
    ngram_source_destroy(&source);
}

/* --- the project's own list ---------------------------------------------------------------------- */

static void stop(const struct source *source, int number, const char *reason)
{
    fprintf(stderr, "%s:%d: %s\n", source->path, number, reason);
    exit(1);
}

void read_own_words(struct word_table *table, const struct source *source)
{
    struct line line, text, spelling, share;
    int number = 0;
    for (size_t at = 0; source_line(source, &at, &line);) {
        struct held_reading reading = {.weight = 1};
        number++;
        if (line.size == 0 || line.text[0] == '#')
            continue;
        if (!line_field(&line, '\t', &text) || !line_field(&line, '\t', &spelling))
            stop(source, number, "a word, a tab and its reading are wanted");
        struct word *word = word_table_add(table, text.text, text.size);
        if (!word || read_toned(spelling, &reading) != word->length)
            stop(source, number, "the word and its reading do not fit together");
        if (line_field(&line, '\t', &share))
            word->pinned_per_million = line_number(&share);
        reading.weight = word->reading_count ? 0.1 : 1;
        word->pinned = true;
        hold_reading(word->readings, &word->reading_count, &reading, word->length);
    }
}
