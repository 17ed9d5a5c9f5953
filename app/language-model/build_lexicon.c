/* build-lexicon OUT FLOOR WORDS UNIHAN LIBIME RIME ESSAY MODEL-WORDS MODEL-UNIGRAMS LIBIME-MODEL
 *
 * Makes lexicon.bin from the packages' data as CMakeLists.txt prepares them. FLOOR is the least probability
 * of a word, in uses per hundred million. The same input gives the same bytes. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "characters.h"
#include "compose.h"
#include "sources.h"
#include "write_lexicon.h"

enum { ARGUMENTS = 11 };

typedef void (*reader)(struct word_table *, const struct source *);

static void read_with(reader read, struct word_table *table, const char *path)
{
    struct source source;
    source_read(&source, path);
    read(table, &source);
    source_destroy(&source);
}

/* The essay only counts words that others know, so it comes last. */
static void gather(struct word_table *table, char **arguments)
{
    struct source dictionary, unigrams;
    read_with(read_own_words, table, arguments[3]);
    read_with(read_libime, table, arguments[5]);
    read_with(read_rime, table, arguments[6]);
    source_read(&dictionary, arguments[8]);
    source_read(&unigrams, arguments[9]);
    read_model(table, &dictionary, &unigrams);
    source_destroy(&dictionary);
    source_destroy(&unigrams);
    read_with(read_essay, table, arguments[7]);
    read_libime_model(table, arguments[10]);
}

static void add_characters(struct word_table *table, const struct characters *characters)
{
    for (uint32_t point = 0; point < 0x10000; point++) {
        char text[4];
        if (characters->items[point].listed)
            word_table_add(table, text, utf8_encode(point, text));
    }
}

static int save(const char *path, const struct buffer *file)
{
    FILE *out = fopen(path, "wb");
    bool written = out && fwrite(file->bytes, 1, file->size, out) == file->size;
    if (!out || fclose(out) != 0 || !written) {
        fprintf(stderr, "build-lexicon: %s cannot be written\n", path);
        return 1;
    }
    return 0;
}

int main(int count, char **arguments)
{
    struct word_table table;
    struct characters characters;
    struct source unihan;
    struct buffer file;
    if (count != ARGUMENTS) {
        fprintf(stderr, "build-lexicon: wrong arguments; CMake runs it\n");
        return 2;
    }
    word_table_init(&table);
    characters_init(&characters);
    buffer_init(&file);
    source_read(&unihan, arguments[4]);
    characters_read(&characters, &unihan);
    gather(&table, arguments);
    add_characters(&table, &characters);
    compose_readings(&table, &characters);
    compose_probabilities(&table, atof(arguments[2]) / 1e8);
    word_table_sort(&table);
    uint32_t words = write_lexicon(&file, &table);
    printf("lexicon: %u words, %zu bytes\n", words, file.size);
    int result = save(arguments[1], &file);
    buffer_destroy(&file);
    source_destroy(&unihan);
    characters_destroy(&characters);
    word_table_destroy(&table);
    return result;
}
