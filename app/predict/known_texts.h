/* Whole sentences that are known: phrases, and what was said before. A predictor that puts at most two of them before
 * the words of another one, where they are likely.
 *
 *     initials alone   x t                   → 吸痰          also in the middle of a sentence
 *     spelt            h e sh                → 喝水吗？
 *     begun            message 我想          → 喝点水        the rest of a text whose beginning the clause is
 *     English          message "Please turn" → " me over"
 *
 * How likely. A text that was put in with weight w (1 a phrase; what was said adds 2 each time, on earlier days 1, the older
 * the less) is compared with everything else that could be meant:
 *
 *     P = w / (W + D),   D = 3000 / (12^c · 12^i · 6^f)
 *
 * W the weights of all texts that fit, c the characters of the clause so far, i the initials and f the finals that are
 * spelt: each rules out that part of what else could be meant. D at the beginning and the factors are estimates. A text
 * with P below KNOWN_LEAST, or below request->worth, is left to the words; two initials alone or more are taken to mean
 * a phrase with KNOWN_BY_INITIALS, shared by weight among those that fit.
 *
 * Everyday talk (talk_texts.h) completes what is begun. How often somebody who began as n of these sentences begin wants
 * one of them to its end: t = 0.02 after two characters, 0.06 after three, 0.07 after four, 0.09 after more (1 of 44, 4 of
 * 68, 2 of 29 and 1 of 11 places of the dev set where n = 1; never at the 48 where n was 2 or 3). One of them, where m fit
 * what is spelt, is meant with
 *
 *     P = t/n / (m · t/n + (1 − t) / (12^i · 6^f))
 *
 * and is offered, after the first word, when P times its missing characters is at least KNOWN_LEAST: so many choices it
 * spares.
 *
 * Where syllables are spelt the first word stands before them: people begin many sentences with one name.
 *
 * Never offered twice: a text that the other predictor offers as well stands in the first place only. Pure. */
#ifndef YINIAN_PREDICT_KNOWN_TEXTS_H
#define YINIAN_PREDICT_KNOWN_TEXTS_H

#include "predict/lexicon.h"
#include "predict/predictor.h"
#include "predict/talk_texts.h"

enum {
    KNOWN_TEXTS_AT_MOST = 6000,
    KNOWN_SYLLABLES_AT_MOST = 20,
    KNOWN_OFFERED_AT_MOST = 2,
    KNOWN_TALK_AT_MOST = 40
};
#define KNOWN_LEAST 0.1
#define KNOWN_BY_INITIALS 0.5

struct known_text {
    char text[CANDIDATE_TEXT_BYTES];
    toned_syllable syllables[KNOWN_SYLLABLES_AT_MOST]; /* of its Hanzi; none for a Latin text */
    int size;                                          /* bytes of the text */
    int length;
    double weight;
};

/* All fields are its own. */
struct known_texts {
    const struct lexicon *lexicon; /* borrowed */
    const struct predictor *inner; /* borrowed */
    const struct talk_texts *talk; /* borrowed; NULL: none */
    struct known_text *texts;      /* owned */
    int count, capacity;
    int *places;     /* owned; by the text's hash: its number + 1, 0: none */
    int place_count; /* a power of two, more than twice `capacity` */
};

void known_texts_init(struct known_texts *known, const struct lexicon *lexicon,
                      const struct predictor *inner);
void known_texts_destroy(struct known_texts *known);
void known_texts_clear(struct known_texts *known);
/* Copies a text; one that is there already gets the weight added. What is too long for a candidate, or has Hanzi that
 * the lexicon does not know, is left out. False: left out. */
bool known_texts_add(struct known_texts *known, const char *text, double weight);
struct predictor known_texts_predictor(struct known_texts *known);

#endif
