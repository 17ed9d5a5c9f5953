/* The project's own everyday talk (app/language-model/talk): that there is enough of it, that a build can read it, and
 * that it is as varied as talk: sentences filled into a few patterns would repeat openings, endings and triples.
 *
 * A unit is a Hanzi in Chinese and a word in English (small letters; marks apart). */
#include "unit_test.h"

#include <dirent.h>
#include <iconv.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/utf8.h"

enum { UNITS_MOST = 40, NAME_BYTES = 64 };

struct rules {
    const char *folder;
    bool hanzi;
    size_t lines_least, files_least, file_lines_least;
    size_t units_least, units_most;
    size_t short_below, short_percent; /* lines with fewer units than that: at most that share */
    size_t openings_percent;           /* different first two units, of all lines */
    size_t endings_percent;            /* different last two units, of all lines */
    size_t triples_percent;            /* different triples of units, of all triples */
};

struct sentence {
    char file[NAME_BYTES];
    int line;
    const char *text; /* in the arena */
    size_t size;
    uint32_t units[UNITS_MOST];
    size_t count;
};

struct talk {
    const struct rules *rules;
    struct arena arena;
    struct sentence *sentences;
    size_t count;
    size_t files;
    size_t fewest; /* lines of the shortest file */
};

/* The more is said, the oftener it begins and ends alike (Heaps): of 5000 Chinese sentences 64 % of the openings
 * differed, of 10,000 46 %. Sentences out of a few patterns are far below these bounds. */
static const struct rules rules_of[] = {
    {"zh", true, 10000, 50, 100, 2, 20, 4, 3, 40, 40, 75},
    {"en", false, 1500, 15, 80, 2, 14, 3, 4, 70, 80, 90},
};

/* --- reading ------------------------------------------------------------------------------------- */

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '\'';
}

static void add_unit(struct sentence *sentence, uint32_t unit)
{
    if (sentence->count == UNITS_MOST)
        fail_msg("%s:%d: far too long", sentence->file, sentence->line);
    sentence->units[sentence->count++] = unit;
}

static void read_hanzi(struct sentence *sentence)
{
    uint32_t character;
    for (size_t at = 0; at < sentence->size;) {
        at += utf8_decode(sentence->text + at, sentence->size - at, &character);
        if (utf8_is_hanzi(character))
            add_unit(sentence, character);
    }
}

static uint32_t hash_word(const char *word, size_t size)
{
    uint32_t hash = HASH32_START;
    for (size_t i = 0; i < size; i++) {
        char small = word[i] >= 'A' && word[i] <= 'Z' ? (char)(word[i] + 'a' - 'A') : word[i];
        hash = hash32_step(hash, (unsigned char)small);
    }
    return hash;
}

static void read_words(struct sentence *sentence)
{
    for (size_t at = 0; at < sentence->size;) {
        size_t end = at;
        while (end < sentence->size && is_word_byte(sentence->text[end]))
            end++;
        if (end > at)
            add_unit(sentence, hash_word(sentence->text + at, end - at));
        at = end + 1;
    }
}

static void add_sentence(struct talk *talk, const char *file, int line, const char *text, size_t size)
{
    talk->sentences = memory_grow(talk->sentences, talk->count + 1, sizeof *talk->sentences);
    struct sentence *sentence = &talk->sentences[talk->count++];
    *sentence = (struct sentence){.line = line, .size = size};
    snprintf(sentence->file, sizeof sentence->file, "%s/%s", talk->rules->folder, file);
    sentence->text = arena_copy(&talk->arena, text, size);
    if (talk->rules->hanzi)
        read_hanzi(sentence);
    else
        read_words(sentence);
}

/* The first line names the topic; every other is one sentence, and the last one ends too. */
static void read_lines(struct talk *talk, const char *file, const char *text, size_t size)
{
    int line = 0;
    size_t before = talk->count;
    if (size < 3 || memcmp(text, "# ", 2) != 0 || text[size - 1] != '\n')
        fail_msg("%s: must begin with its topic (# …) and end with a newline", file);
    for (size_t at = 0; at < size;) {
        const char *end = memchr(text + at, '\n', size - at);
        size_t length = (size_t)(end - (text + at));
        if (++line > 1)
            add_sentence(talk, file, line, text + at, length);
        at += length + 1;
    }
    if (talk->count - before < talk->fewest)
        talk->fewest = talk->count - before;
    talk->files++;
}

static void read_file(struct talk *talk, const char *folder, const char *name)
{
    char path[1000], part[4096];
    struct buffer bytes;
    buffer_init(&bytes);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (size_t size; (size = fread(part, 1, sizeof part, file)) > 0;)
        buffer_add(&bytes, part, size);
    fclose(file);
    if (!utf8_valid(buffer_text(&bytes), bytes.size, NULL))
        fail_msg("%s is not UTF-8", path);
    read_lines(talk, name, buffer_text(&bytes), bytes.size);
    buffer_destroy(&bytes);
}

static int is_talk(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return dot && strcmp(dot, ".txt") == 0;
}

static void load(struct talk *talk, const struct rules *rules)
{
    char folder[900];
    struct dirent **entries;
    *talk = (struct talk){.rules = rules, .fewest = SIZE_MAX};
    arena_init(&talk->arena);
    snprintf(folder, sizeof folder, "%s/app/language-model/talk/%s", YINIAN_SOURCE_DIR, rules->folder);
    int count = scandir(folder, &entries, is_talk, alphasort);
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        read_file(talk, folder, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
}

static int load_all(void **state)
{
    struct talk *talks = memory_new(2, sizeof *talks);
    for (size_t i = 0; i < 2; i++)
        load(&talks[i], &rules_of[i]);
    *state = talks;
    return 0;
}

static int forget_all(void **state)
{
    struct talk *talks = *state;
    for (size_t i = 0; i < 2; i++) {
        free(talks[i].sentences);
        arena_destroy(&talks[i].arena);
    }
    free(talks);
    return 0;
}

/* --- counting ------------------------------------------------------------------------------------ */

/* Runs of units as numbers, hashed in 64 bits: two different ones of some ten thousand hardly ever agree. */
static uint64_t hash_units(const uint32_t *units, size_t count)
{
    uint64_t hash = HASH64_START;
    for (size_t i = 0; i < count; i++)
        hash = hash64_step(hash, units[i]);
    return hash;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

struct tally {
    size_t different;
    size_t most; /* how often the most frequent one occurs */
};

static struct tally tally_of(uint64_t *values, size_t count)
{
    struct tally tally = {0, 0};
    qsort(values, count, sizeof *values, by_value);
    for (size_t i = 0, run = 0; i < count; i++) {
        run = i > 0 && values[i] == values[i - 1] ? run + 1 : 1;
        tally.different += run == 1;
        tally.most = run > tally.most ? run : tally.most;
    }
    return tally;
}

static struct tally openings_of(const struct talk *talk, size_t from, size_t to)
{
    uint64_t *values = memory_new(to - from, sizeof *values);
    for (size_t i = from; i < to; i++)
        values[i - from] = hash_units(talk->sentences[i].units, 2);
    struct tally tally = tally_of(values, to - from);
    free(values);
    return tally;
}

static struct tally endings_of(const struct talk *talk)
{
    uint64_t *values = memory_new(talk->count, sizeof *values);
    for (size_t i = 0; i < talk->count; i++) {
        const struct sentence *sentence = &talk->sentences[i];
        size_t skipped = sentence->count < 2 ? 0 : sentence->count - 2;
        values[i] = hash_units(sentence->units + skipped, 2);
    }
    struct tally tally = tally_of(values, talk->count);
    free(values);
    return tally;
}

/* *total: all of them. */
static struct tally triples_of(const struct talk *talk, size_t *total)
{
    uint64_t *values = memory_new(talk->count * UNITS_MOST, sizeof *values);
    *total = 0;
    for (size_t i = 0; i < talk->count; i++)
        for (size_t k = 0; k + 3 <= talk->sentences[i].count; k++)
            values[(*total)++] = hash_units(talk->sentences[i].units + k, 3);
    struct tally tally = tally_of(values, *total);
    free(values);
    return tally;
}

/* --- the tests ----------------------------------------------------------------------------------- */

static void there_is_enough(void **state)
{
    const struct talk *talks = *state;
    for (size_t l = 0; l < 2; l++) {
        assert_true(talks[l].count >= talks[l].rules->lines_least);
        assert_true(talks[l].files >= talks[l].rules->files_least);
        assert_true(talks[l].fewest >= talks[l].rules->file_lines_least);
    }
}

static void lengths_are_those_of_talk(void **state)
{
    const struct talk *talks = *state;
    for (size_t l = 0; l < 2; l++) {
        const struct rules *rules = talks[l].rules;
        size_t few = 0;
        for (size_t i = 0; i < talks[l].count; i++) {
            const struct sentence *sentence = &talks[l].sentences[i];
            if (sentence->count < rules->units_least || sentence->count > rules->units_most)
                fail_msg("%s:%d: %zu units: %s", sentence->file, sentence->line, sentence->count,
                         sentence->text);
            few += sentence->count < rules->short_below;
        }
        assert_true(few * 100 <= talks[l].count * rules->short_percent);
    }
}

static void nothing_is_said_twice(void **state)
{
    const struct talk *talks = *state;
    for (size_t l = 0; l < 2; l++) {
        const struct talk *talk = &talks[l];
        for (size_t i = 0; i < talk->count; i++)
            for (size_t k = 0; k < i; k++) {
                const struct sentence *a = &talk->sentences[i], *b = &talk->sentences[k];
                if (a->count == b->count && memcmp(a->units, b->units, a->count * sizeof *a->units) == 0)
                    fail_msg("%s:%d is %s:%d: %s", a->file, a->line, b->file, b->line, a->text);
            }
    }
}

/* What remains of a sentence beside GB2312's characters: nothing; and of these only the usual marks, digits, and the
 * Latin abbreviations that people say. */
static bool is_usual_chinese(const char *text, size_t size)
{
    static const char *const usual[] = {"，", "。", "？", "！",  "、",  "；",   "：", "“",
                                        "”",  "…",  "CT", "B超", "ICU", "WiFi", "DNA"};
    uint32_t character;
    for (size_t at = 0; at < size;) {
        size_t step = utf8_decode(text + at, size - at, &character);
        bool known = utf8_is_hanzi(character) || (character >= '0' && character <= '9');
        for (size_t i = 0; i < sizeof usual / sizeof *usual && !known; i++)
            if (strncmp(text + at, usual[i], strlen(usual[i])) == 0) {
                step = strlen(usual[i]);
                known = true;
            }
        if (!known)
            return false;
        at += step;
    }
    return true;
}

static bool is_usual_english(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (!is_word_byte(text[i]) && !strchr(" ,.?!-:;", text[i]))
            return false;
    return size > 0 && text[0] != ' ' && text[size - 1] != ' ' && strchr(".?!", text[size - 1]);
}

static bool is_gb2312(iconv_t to, const char *text, size_t size)
{
    char copy[400], out[400];
    char *in = copy, *here = out;
    size_t left = size, room = sizeof out;
    assert_true(size < sizeof copy);
    memcpy(copy, text, size);
    return iconv(to, &in, &left, &here, &room) != (size_t)-1;
}

static void characters_are_usual(void **state)
{
    const struct talk *talks = *state;
    iconv_t to = iconv_open("GB2312", "UTF-8");
    assert_true(to != (iconv_t)-1);
    for (size_t l = 0; l < 2; l++)
        for (size_t i = 0; i < talks[l].count; i++) {
            const struct sentence *sentence = &talks[l].sentences[i];
            bool usual = talks[l].rules->hanzi ? is_usual_chinese(sentence->text, sentence->size)
                                               : is_usual_english(sentence->text, sentence->size);
            if (!usual || !is_gb2312(to, sentence->text, sentence->size))
                fail_msg("%s:%d: %s", sentence->file, sentence->line, sentence->text);
        }
    iconv_close(to);
}

static void no_file_opens_its_sentences_alike(void **state)
{
    const struct talk *talks = *state;
    for (size_t l = 0; l < 2; l++) {
        const struct talk *talk = &talks[l];
        for (size_t from = 0, to; from < talk->count; from = to) {
            for (to = from; to < talk->count;) {
                if (strcmp(talk->sentences[to].file, talk->sentences[from].file) != 0)
                    break;
                to++;
            }
            size_t most = openings_of(talk, from, to).most;
            if (most * 100 > (to - from) * 8)
                fail_msg("%s: %zu of %zu begin alike", talk->sentences[from].file, most, to - from);
        }
    }
}

static void openings_and_endings_vary(void **state)
{
    const struct talk *talks = *state;
    for (size_t l = 0; l < 2; l++) {
        const struct talk *talk = &talks[l];
        struct tally openings = openings_of(talk, 0, talk->count), endings = endings_of(talk);
        assert_true(openings.different * 100 >= talk->count * talk->rules->openings_percent);
        assert_true(endings.different * 100 >= talk->count * talk->rules->endings_percent);
        assert_true(openings.most * 100 <= 2 * talk->count);
        assert_true(endings.most * 100 <= 2 * talk->count);
    }
}

static void patterns_are_not_repeated(void **state)
{
    const struct talk *talks = *state;
    for (size_t l = 0; l < 2; l++) {
        size_t total;
        struct tally triples = triples_of(&talks[l], &total);
        assert_true(triples.different * 100 >= total * talks[l].rules->triples_percent);
        assert_true(triples.most * 100 <= talks[l].count);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_is_enough),
        cmocka_unit_test(lengths_are_those_of_talk),
        cmocka_unit_test(nothing_is_said_twice),
        cmocka_unit_test(characters_are_usual),
        cmocka_unit_test(no_file_opens_its_sentences_alike),
        cmocka_unit_test(openings_and_endings_vary),
        cmocka_unit_test(patterns_are_not_repeated),
    };
    return cmocka_run_group_tests_name("talk", tests, load_all, forget_all);
}
