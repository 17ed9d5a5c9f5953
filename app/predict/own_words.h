/* The person's own words: what is spoken is counted, and what was said often is offered sooner. Pure; owns
 * its memory.
 *
 * Learnt from messages that were spoken, never from what was abandoned:
 *   words      as the language model cuts the text (language_text.h), Latin words as they stand
 *   pairs      which word came after which, or first in its clause
 *   new words  short runs of characters that the language model finds strange beside each other (names:
 *              汤婷婷), when they were spoken twice; until then they are on trial and not offered
 *
 * Forgetting is measured in messages, not in days: a message that was spoken OWN_WORDS_HALF_LIFE messages
 * ago counts half. (Weights are kept in units that grow with every message, so that nothing has to be
 * divided.) When a table is full its weakest tenth goes: what was said seldom, and long ago.
 *
 * What is learnt is mixed into the model's probabilities: with N the weight of all words, n(h) that of all
 * pairs after h and k(h) how many different ones,
 *
 *     p(w|h) = (1 − λ1 − λ2) p_model(w|h) + λ1 n(w)/N + λ2 n(h,w)/n(h)
 *     λ1 = OWN_WORD_SHARE · N/(N + OWN_WORD_DOUBT)
 *     λ2 = OWN_PAIR_SHARE · n(h)/(n(h) + OWN_PAIR_DOUBT · k(h))
 *
 * a cache model (Kuhn and De Mori 1990) whose trust grows with what it has seen, and shrinks with how varied
 * that was (Witten and Bell 1991). The figures were chosen with
 * tests/bench/own_words_bench on persons/designer.txt; what it reports is of persons/teacher.txt. */
#ifndef YINIAN_PREDICT_OWN_WORDS_H
#define YINIAN_PREDICT_OWN_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "predict/language_model.h"
#include "predict/lexicon.h"

enum {
    OWN_WORDS_AT_MOST = 4000, /* with the start and those on trial */
    OWN_PAIRS_AT_MOST = 20000,
    OWN_WORDS_HALF_LIFE = 4000, /* messages: some six weeks of a hundred a day */
    OWN_WORD_BYTES = 40,        /* with its NUL */
    OWN_WORD_START = 0,         /* words[0]: the beginning of a clause; written ^ */
    OWN_WORDS_TABLE = 16384     /* of the index; a power of two */
};
static const double OWN_WORD_SHARE = 0.12, OWN_WORD_DOUBT = 200;
static const double OWN_PAIR_SHARE = 0.50, OWN_PAIR_DOUBT = 2;
static const double OWN_WORD_ACCEPTED = 1.5; /* weight at which a word on trial is believed */

struct own_word {
    char text[OWN_WORD_BYTES];
    toned_syllable syllables[LEXICON_WORD_CHARACTERS];
    int length;         /* Hanzi; 0 for a Latin word */
    uint32_t token;     /* number in the lexicon; LEXICON_NO_WORD: a new word, or a Latin one */
    bool trial;         /* seen too seldom to be believed */
    double weight;      /* divide by own_words.unit for the number of times */
    double after;       /* weight of all pairs that begin with it */
    int pair;           /* the first of them, −1: none */
    double probability; /* of a new word after the last message that was mixed (own_words_mix) */
};

struct own_pair {
    uint16_t first, second;
    int next; /* of the same first, −1: none */
    double weight;
};

struct own_words {
    struct own_word *words;
    int count; /* at least 1: the start */
    struct own_pair *pairs;
    int pair_count;
    uint16_t *table;               /* by text: index of the word, 0: free */
    uint16_t *of_token;            /* by number in the lexicon: index of the word, 0: none */
    const struct lexicon *lexicon; /* borrowed, as is the model: */
    const struct language_model *model;
    double unit;            /* weight of one use now */
    double hanzi, latin;    /* weights of all words that are believed */
    long said;              /* messages learnt from, ever */
    bool on;                /* it learns and is used */
    unsigned long revision; /* grows whenever what would be offered may have changed */
};

/* Both must outlive it, and may be without words: then nothing is learnt or used. Empty, and on. */
void own_words_init(struct own_words *own, const struct lexicon *lexicon, const struct language_model *model);
void own_words_destroy(struct own_words *own);
void own_words_switch(struct own_words *own, bool on);

/* --- learning (own_words_learn.c) --- */

/* A message that was spoken. `reading`: toned syllables apart by spaces, one for each Hanzi of the text, "-"
 * where none is known, or NULL. The first `known` bytes were learnt before: only what goes beyond them
 * counts. */
struct own_message {
    const char *text;
    size_t size, known;
    const char *reading;
};
/* Nothing is learnt without a model, or when it is off. */
void own_words_learn(struct own_words *own, const struct own_message *message);

/* --- using (own_words_use.c) --- */

/* Mixes what is learnt into the distribution of the model's tokens after `context` (whose state it is): sums
 * stay as they are, but for the share of new words, which goes into their `probability`. */
void own_words_mix(struct own_words *own, const struct language_state *state, const char *context,
                   size_t size, float *probabilities);
/* p(word | previous) = (1 − own_words_share(previous)) p_model + own_words_weight(word, previous), for words
 * of one script. By index; `previous` may be OWN_WORD_START, or −1 for a word that is not known. */
double own_words_share(const struct own_words *own, int previous, bool latin);
double own_words_weight(const struct own_words *own, int word, int previous);
/* New words that begin with these syllables (as lexicon_spelt(); cost is left 0), in the order of the table.
 * `word` of the match is own_word_number(). */
int own_words_spelt(const struct own_words *own, const struct pinyin_unit *units, int unit_count,
                    int least_length, int most_length, struct lexicon_match *matches, int at_most);
/* New words have numbers beyond those of any lexicon. */
static inline uint32_t own_word_number(int index)
{
    return 0x80000000u + (uint32_t)index;
}
/* The word of such a number; NULL for any other. */
const struct own_word *own_word_of(const struct own_words *own, uint32_t number);
/* Believed, and not in the lexicon: what must be offered from here. */
static inline bool own_word_is_new(const struct own_word *word)
{
    return word->length > 0 && word->token == LEXICON_NO_WORD && !word->trial;
}

/* --- the caregiver --- */

/* Indexes of the words that are believed: new ones first, then those of the lexicon and Latin ones; most
 * used first in each. `order` has room for own->count; returns how many. */
int own_words_ranked(const struct own_words *own, uint16_t *order);
bool own_words_forget(struct own_words *own, int word); /* with its pairs */
void own_words_forget_all(struct own_words *own);
/* Another text (1–8 Hanzi with their reading, or a Latin word) in the place of a word, with all that is
 * known of it; a word that is there already gets it added. False, and nothing changed: it is no word. */
bool own_words_correct(struct own_words *own, int word, const char *text, size_t size, const char *reading);

/* --- for the files of own_words --- */

/* By text, whatever the case of Latin letters; −1: none (trials are found too). */
int own_words_find(const struct own_words *own, const char *text, size_t size);
/* The word that text will be, not yet in the table, blanks around it left out; false when it is none.
 * `reading` as above, may be NULL: then as the lexicon reads it. A word of Hanzi whose reading is not known
 * in full is no word. */
bool own_word_make(const struct own_words *own, const char *text, size_t size, const char *reading,
                   struct own_word *word);
/* Takes "tang1 ting2 ting2" for its reading; false when there is not one syllable for each of its Hanzi. */
bool own_word_read(struct own_word *word, const char *reading);
/* Puts it in (weight 0) unless it is there; returns its index. Without room the weak ones go first, and
 * indexes change: own_words_make_room() beforehand. */
int own_words_add(struct own_words *own, const struct own_word *word);
/* Room for so many words and pairs more; indexes of words may change. */
void own_words_make_room(struct own_words *own, int words, int pairs);
void own_words_use(struct own_words *own, int word, double weight);
void own_words_use_pair(struct own_words *own, int first, int second, double weight);
const struct own_pair *own_words_pair(const struct own_words *own, int first, int second);
/* A word that was on trial is believed from now on. */
void own_words_believe(struct own_words *own, int word);
/* Drops those words for which gone[index] is set, and their pairs. */
void own_words_drop(struct own_words *own, const bool *gone);

#endif
