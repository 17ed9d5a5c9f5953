#include "speech/reading_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

/* A character that the lexicon does not have: dearer than any two words. */
enum { UNKNOWN_COST = 40000 };

/* The best way to a place between two characters. */
struct step {
    int cost;
    int from;
    struct lexicon_word word; /* the last one; number LEXICON_NO_WORD: an unknown character */
};

struct run {
    char *text; /* UTF-8 of the Hanzi */
    size_t *offsets;
    int count;
    struct step *steps;
};

static void take_steps(struct run *run, const struct lexicon *lexicon, int from)
{
    struct lexicon_word words[LEXICON_WORD_CHARACTERS];
    int cost = run->steps[from].cost;
    size_t size = run->offsets[run->count] - run->offsets[from];
    int count = lexicon_prefixes(lexicon, run->text + run->offsets[from], size, words);
    for (int i = 0; i < count; i++) {
        int to = from + words[i].length;
        if (to <= run->count && cost + words[i].cost < run->steps[to].cost)
            run->steps[to] = (struct step){cost + words[i].cost, from, words[i]};
    }
    if (cost + UNKNOWN_COST < run->steps[from + 1].cost)
        run->steps[from + 1] = (struct step){cost + UNKNOWN_COST, from, {.number = LEXICON_NO_WORD}};
}

static void give_word(const struct line *line, const struct lexicon *lexicon, int first, int length,
                      const struct lexicon_word *word)
{
    struct lexicon_reading reading;
    bool known = lexicon_reading(lexicon, word, 0, &reading);
    for (int i = 0; i < length; i++) {
        struct said *said = &line->said[first + i];
        said->toned = known ? reading.syllables[i] : 0;
        said->loose = known && (reading.loose >> i & 1u);
        said->word_first = first;
        said->word_length = length;
    }
}

static void cut_run(const struct line *line, const struct lexicon *lexicon, int first, int count)
{
    struct run run = {.count = count};
    run.text = memory_new((size_t)count * 4 + 1, 1);
    run.offsets = memory_new((size_t)count + 1, sizeof *run.offsets);
    run.steps = memory_new((size_t)count + 1, sizeof *run.steps);
    for (int i = 0; i < count; i++) {
        size_t size = utf8_encode(line->spoken[first + i].character, run.text + run.offsets[i]);
        run.offsets[i + 1] = run.offsets[i] + size;
        run.steps[i + 1].cost = INT32_MAX;
    }
    for (int i = 0; i < count; i++)
        take_steps(&run, lexicon, i);
    for (int to = count; to > 0; to = run.steps[to].from) {
        const struct step *step = &run.steps[to];
        give_word(line, lexicon, first + step->from, to - step->from, &step->word);
    }
    free(run.text);
    free(run.offsets);
    free(run.steps);
}

static bool is_word_part(const struct line *line, int index)
{
    enum spoken_kind kind = line->spoken[index].kind;
    return kind == SPOKEN_HANZI || kind == SPOKEN_NUMBER;
}

/* A run ends where a number begins or ends, too: "3天" is no place for a word 三天. */
void reading_cut(const struct line *line, const struct lexicon *lexicon)
{
    for (int first = 0; first < line->count;) {
        int end = first + 1;
        if (is_word_part(line, first)) {
            while (end < line->count && line->spoken[end].kind == line->spoken[first].kind)
                end++;
            cut_run(line, lexicon, first, end - first);
        }
        first = end;
    }
}

toned_syllable reading_of_character(const struct lexicon *lexicon, uint32_t character, int syllable)
{
    struct lexicon_word word;
    struct lexicon_reading reading;
    char text[4];
    if (!lexicon_find(lexicon, text, utf8_encode(character, text), &word))
        return 0;
    for (int i = 0; lexicon_reading(lexicon, &word, i, &reading); i++)
        if (syllable == 0 || toned_syllable_of(reading.syllables[0]) == syllable)
            return reading.syllables[0];
    return 0;
}
