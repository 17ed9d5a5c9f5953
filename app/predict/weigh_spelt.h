/* Inside weigh.c: does a word go with what is spelt, and what is its next unit? */
#ifndef YINIAN_PREDICT_WEIGH_SPELT_H
#define YINIAN_PREDICT_WEIGH_SPELT_H

#include "predict/spelt.h"
#include "predict/weigh.h"

enum weigh_keys { WEIGH_NO_KEYS, WEIGH_INITIALS, WEIGH_FINALS, WEIGH_LETTERS };

enum { WEIGH_KEYS = 256, WEIGH_LETTERS_AT_MOST = 32 };

/* What is spelt: the ways to divide it, and the letters themselves where it is letters. */
struct weigh_spelt {
    struct spelt ways[SPELT_WAYS_AT_MOST];
    uint8_t tones[SPELT_SYLLABLES_AT_MOST]; /* of ways[0] */
    int way_count; /* 0: nothing that could be weighed; 1, without syllables: nothing spelt */
    char letters[WEIGH_LETTERS_AT_MOST + 1];
    int letter_count;
    bool by_letters;
    bool wants_tone;
};

/* How a word goes with it. */
struct weigh_fit {
    double share; /* 0: it does not; less than 1: it is only the beginning */
    int key;      /* of its next unit: an initial, a final or a letter as `keys` has it; −1: spelt out */
    int tone;     /* of the syllable that has none yet, where one can be given; 0 otherwise */
};

/* `keys`: which ones stand on the page. */
void weigh_read(const struct predict_request *request, enum weigh_keys keys, struct weigh_spelt *spelt);
struct weigh_fit weigh_fit(const struct weigh_spelt *spelt, enum weigh_keys keys,
                           const struct word_spelling *word);

#endif
