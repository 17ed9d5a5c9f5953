/* How many polyphones are read right, by the program and by espeak-ng alone, and how long reading and
 * looking up take:   reading_bench LEXICON SET.tsv …
 *
 * espeak-ng alone is given the Hanzi (voice cmn-latn-pinyin); it answers with one group of phonemes for each
 * Hanzi, parted by "_|". The group at the marked character is compared with the phonemes of the right toned
 * syllable by itself: stress apart, and the third tone in any of its shapes (214, 21, 35). */
#include <espeak-ng/speak_lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/utf8.h"
#include "speech/reading.h"

enum { SOUND_SIZE = 64 };

struct score {
    int all, ours, espeak, skipped;
};

static char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    char *bytes = calloc(*size + 1, 1);
    if (fread(bytes, 1, *size, file) != *size)
        *size = 0;
    fclose(file);
    return bytes;
}

/* --- espeak-ng alone ----------------------------------------------------------------------------- */

/* Phonemes of the whole text, its clauses parted by "_|". */
static void phonemes_of(const char *text, char *all, size_t size)
{
    const void *at = text;
    all[0] = 0;
    while (at) {
        const char *clause = espeak_TextToPhonemes(&at, espeakCHARS_UTF8, 0);
        size_t length = strlen(all);
        snprintf(all + length, size - length, "%s_|", clause ? clause : "");
    }
}

/* The `index`th group without stress and pauses; its tone digits go to `tone`. False: there is none. */
static bool group(const char *all, int index, char sound[SOUND_SIZE], char tone[SOUND_SIZE])
{
    size_t sounds = 0, tones = 0;
    for (int number = 0; *all;) {
        bool empty = true;
        sounds = tones = 0;
        for (; *all && strncmp(all, "_|", 2) != 0 && !(*all == '|' && all[1] == '|'); all++) {
            bool digit = *all >= '0' && *all <= '9';
            bool mark = strchr("',;|_: -\n", *all) != NULL;
            if (digit && tones < SOUND_SIZE - 1)
                tone[tones++] = *all;
            else if (!mark && sounds < SOUND_SIZE - 1)
                sound[sounds++] = *all;
            empty = empty && (mark || !(digit || sounds));
        }
        all += *all ? 2 : 0;
        if (!empty && number++ == index) {
            sound[sounds] = tone[tones] = 0;
            return true;
        }
    }
    return false;
}

static int hanzi_before(const char *text, int index)
{
    int count = 0;
    size_t size = strlen(text);
    for (size_t at = 0; at < size && index > 0; index--) {
        uint32_t character;
        at += utf8_decode(text + at, size - at, &character);
        count += utf8_is_hanzi(character);
    }
    return count;
}

static bool is_third(const char *tone)
{
    return !strcmp(tone, "214") || !strcmp(tone, "21") || !strcmp(tone, "35");
}

/* Four: 51, 53; neutral: 11 … 44. */
static bool same_tone(const char *wanted, const char *heard)
{
    if (!strcmp(wanted, heard))
        return true;
    bool neutral = strlen(wanted) == 2 && wanted[0] == wanted[1] && wanted[0] != '5';
    if (neutral)
        return strlen(heard) == 2 && heard[0] == heard[1] && heard[0] != '5';
    return (!strcmp(wanted, "214") && is_third(heard)) || (!strcmp(wanted, "51") && !strcmp(heard, "53"));
}

static bool espeak_is_right(const char *text, int index, const char *pinyin)
{
    static char whole[65536];
    char one[256], sound[SOUND_SIZE], tone[SOUND_SIZE], wanted[SOUND_SIZE], wanted_tone[SOUND_SIZE];
    phonemes_of(text, whole, sizeof whole);
    if (!group(whole, hanzi_before(text, index), sound, tone))
        return false;
    for (const char *at = pinyin; *at; at += strcspn(at, "/"), at += *at == '/') {
        char choice[16];
        snprintf(choice, sizeof choice, "%.*s", (int)strcspn(at, "/"), at);
        phonemes_of(choice, one, sizeof one);
        if (group(one, 0, wanted, wanted_tone) && !strcmp(sound, wanted) && same_tone(wanted_tone, tone))
            return true;
    }
    return false;
}

/* --- the sets ------------------------------------------------------------------------------------ */

static bool contains(const char *choices, const char *said)
{
    for (const char *at = choices; *at; at += strcspn(at, "/"), at += *at == '/')
        if (strcspn(at, "/") == strlen(said) && strncmp(at, said, strlen(said)) == 0)
            return true;
    return false;
}

/* Text with digits or Latin letters makes groups of its own in espeak-ng: left out of its count. */
static bool only_hanzi(const char *text)
{
    for (; *text; text++)
        if ((*text >= '0' && *text <= '9') || (*text >= 'A' && *text <= 'Z') ||
            (*text >= 'a' && *text <= 'z'))
            return false;
    return true;
}

static void score_line(char *line, struct reading *reading, const struct reading_options *options,
                       struct score *score)
{
    char *fields[4], *rest = line, said[SYLLABLE_SPELLING];
    for (int i = 0; i < 4; i++)
        if (!(fields[i] = strsep(&rest, "\t")))
            return;
    int index = atoi(fields[1]);
    reading_make(reading, fields[0], strlen(fields[0]), options);
    if (line[0] == '#' || strcmp(fields[0], "sentence") == 0 || index >= reading->character_count)
        return;
    if (!only_hanzi(fields[0])) {
        score->skipped++;
        return;
    }
    toned_format(reading->syllables[index], said);
    score->all++;
    score->ours += contains(fields[3], said);
    score->espeak += espeak_is_right(fields[0], index, fields[3]);
}

static void score_file(const char *path, struct reading *reading, const struct reading_options *options)
{
    struct score score = {0};
    size_t size;
    char *text = read_file(path, &size), *rest = text;
    for (char *line; rest && (line = strsep(&rest, "\n"));)
        score_line(line, reading, options, &score);
    free(text);
    if (score.all == 0)
        return;
    printf("%s: %d (%d with digits or letters left out)\n", path, score.all, score.skipped);
    printf("  this program     %5d  %5.1f %%\n", score.ours, 100.0 * score.ours / score.all);
    printf("  espeak-ng alone  %5d  %5.1f %%\n", score.espeak, 100.0 * score.espeak / score.all);
}

/* --- speed --------------------------------------------------------------------------------------- */

static double now_us(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void time_reading(struct reading *reading, const struct reading_options *options)
{
    static const char text[] = "请帮我翻一下身，然后把枕头垫高一点好吗"; /* 19 characters */
    enum { TIMES = 2000 };
    double start = now_us();
    for (int i = 0; i < TIMES; i++)
        reading_make(reading, text, sizeof text - 1, options);
    printf("reading a sentence of 19 characters: %.1f us\n", (now_us() - start) / TIMES);
}

static void time_spelling(const struct lexicon *lexicon)
{
    static struct lexicon_match matches[64];
    double worst = 0, sum = 0;
    int count = 0;
    for (int initial = 0; initial < INITIAL_COUNT; initial++)
        for (int second = -1; second < INITIAL_COUNT; second++) {
            struct pinyin_unit units[] = {{(uint8_t)initial, FINAL_NONE}, {(uint8_t)second, FINAL_NONE}};
            int unit_count = second < 0 ? 1 : 2;
            double start = now_us();
            lexicon_spelt(lexicon, units, unit_count, unit_count, 8, matches, 64);
            double taken = now_us() - start;
            worst = taken > worst ? taken : worst;
            sum += taken;
            count++;
        }
    printf("words by one or two initials, 64 best: mean %.1f us, worst %.1f us\n", sum / count, worst);
}

int main(int count, char **arguments)
{
    struct lexicon lexicon;
    struct reading reading;
    size_t size = 0;
    char *bytes = count > 1 ? read_file(arguments[1], &size) : NULL;
    if (!bytes || !lexicon_open(&lexicon, bytes, size, NULL)) {
        fprintf(stderr, "reading_bench LEXICON SET.tsv …\n");
        return 2;
    }
    if (espeak_Initialize(AUDIO_OUTPUT_RETRIEVAL, 0, NULL, 0) < 0 || espeak_SetVoiceByName("cmn-latn-pinyin"))
        return 1;
    struct reading_options options = {.lexicon = &lexicon};
    reading_init(&reading);
    for (int i = 2; i < count; i++)
        score_file(arguments[i], &reading, &options);
    time_reading(&reading, &options);
    time_spelling(&lexicon);
    reading_destroy(&reading);
    espeak_Terminate();
    free(bytes);
    return 0;
}
