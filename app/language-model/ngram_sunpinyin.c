#include "ngram_sources.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "source.h"

/* language.md of the design: "。" has almost no successors in this model, "，" has. */
enum { SUNPINYIN_COMMA = 70, LINE_BYTES = 256 };

struct dump {
    FILE *file;
    const char *path;
    char line[LINE_BYTES];
    double *p1;
    struct ngram_list pairs, triples;
};

/* --- words --------------------------------------------------------------------------------------- */

static const char *read_word(struct arena *texts, const struct source *dictionary, size_t *at)
{
    char text[128];
    size_t size = 0;
    uint32_t character = 1;
    for (; *at + 4 <= dictionary->size && character; *at += 4) {
        memcpy(&character, dictionary->bytes + *at, 4);
        if (character && size + 4 < sizeof text)
            size += utf8_encode(character, text + size);
    }
    return arena_copy(texts, text, size);
}

static uint32_t read_words(struct ngram_source *source, const char *path)
{
    struct source dictionary;
    uint32_t head[3]; /* words, nodes of its trie, offset of the words */
    source_read(&dictionary, path);
    if (dictionary.size < sizeof head)
        ngram_stop(path, "it is cut short");
    memcpy(head, dictionary.bytes, sizeof head);
    if (head[0] == 0 || head[0] > NGRAM_TOKENS_AT_MOST || head[2] >= dictionary.size)
        ngram_stop(path, "it is not a dictionary of sunpinyin");
    source->words = memory_new(head[0] + 1u, sizeof *source->words);
    size_t at = head[2];
    for (uint32_t i = 0; i <= head[0]; i++)
        source->words[i] = read_word(&source->texts, &dictionary, &at);
    source_destroy(&dictionary);
    return head[0] + 1;
}

/* --- the dump ------------------------------------------------------------------------------------ */

static bool next_line(struct dump *dump)
{
    return fgets(dump->line, sizeof dump->line, dump->file) != NULL;
}

/* "  70 84  0.00123 1.0 (1,0)": `order` numbers and a probability. */
static uint64_t read_row(const struct dump *dump, int order, uint32_t tokens, double *probability)
{
    char *at = (char *)(uintptr_t)dump->line;
    uint64_t key = 0;
    for (int i = 0; i < order; i++) {
        unsigned long word = strtoul(at, &at, 10);
        if (word >= tokens)
            ngram_stop(dump->path, "a word's number is not in the dictionary");
        key = key << NGRAM_BITS | word;
    }
    char *end;
    *probability = strtod(at, &end);
    if (end == at || !(*probability > 0 && *probability <= 1))
        ngram_stop(dump->path, "a row has no probability");
    return key;
}

static void read_section(struct dump *dump, int order, uint32_t tokens)
{
    char wanted[16];
    int length = snprintf(wanted, sizeof wanted, "\\%d-gram\\", order);
    if (strncmp(dump->line, wanted, (size_t)length) != 0)
        ngram_stop(dump->path, "it is not what tslminfo -v -p prints of a trigram model");
    unsigned long rows = strtoul(dump->line + length, NULL, 10);
    for (unsigned long i = 0; i < rows; i++) {
        double probability;
        if (!next_line(dump))
            ngram_stop(dump->path, "it is cut short");
        uint64_t key = read_row(dump, order, tokens, &probability);
        if (order == 1)
            dump->p1[key] = probability;
        else
            ngram_list_add(order == 2 ? &dump->pairs : &dump->triples, key, probability);
    }
    next_line(dump);
}

void ngram_read_sunpinyin(struct ngram_source *source, const char *path, const char *dictionary)
{
    struct dump dump = {.path = path};
    *source = (struct ngram_source){.start = SUNPINYIN_COMMA};
    arena_init(&source->texts);
    uint32_t tokens = read_words(source, dictionary);
    dump.file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
    dump.p1 = memory_new(tokens, sizeof *dump.p1);
    if (!dump.file || !next_line(&dump) || !next_line(&dump) || !next_line(&dump))
        ngram_stop(path, "it cannot be read");
    for (int order = 1; order <= 3; order++)
        read_section(&dump, order, tokens);
    if (dump.file != stdin)
        fclose(dump.file);
    ngrams_init(&source->model, tokens, dump.p1, &dump.pairs, &dump.triples);
    free(dump.p1);
}

/* --- every source -------------------------------------------------------------------------------- */

void ngram_source_destroy(struct ngram_source *source)
{
    ngrams_destroy(&source->model);
    arena_destroy(&source->texts);
    free(source->words);
    *source = (struct ngram_source){0};
}

void ngram_stop(const char *path, const char *reason)
{
    fprintf(stderr, "%s: %s\n", path, reason);
    exit(1);
}
