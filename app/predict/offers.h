/* Which words stand on the board, and what it tells that none of them was taken. A predictor that stands in front of the
 * word lists.
 *
 *     nothing spelt     我 你 他 这 那        n is spelt: none of these was meant
 *     n                 能 年 女 …            你 and 那 come later than words that have not been seen yet
 *     n i               你 …                  all of it is spelt out: now 你 may be meant as a part of something longer
 *
 * Declined. What stood there at the first units of this word is computed again from the request, so nothing depends on
 * what was shown; it goes to the inner predictor in request->declined, which makes these words less likely by
 * OFFERS_OVERLOOKED (people overlook a word now and then), in the order of candidates and in weights.
 *
 * Worth. Reading costs time: 120 ms for each new word, of everybody, every time; a word on offer spares about one scan
 * time to whoever wants it. So on the first page only words stand whose probability is at least request->worth (120 ms /
 * scan time for evidence scanning, 0 for row–column, where the row is read while it is lit); once whole syllables are
 * spelt out, half of that, and one word at least. The rest of a sentence (candidate->whole) spares many choices: whoever
 * offers it has asked whether it is worth it. The further pages hold all the others.
 *
 * Where reading must begin first (request->first_worth: among keys that never change, by looking), all of them together must
 * be worth that too, or none stands there.
 *
 * Elsewhere. Words with places of their own on the board (request->elsewhere) are not offered while nothing is spelt; they
 * are declined by the first unit like those that were.
 *
 * Ideal user, evidence scanning, T = 1 s, dev set, first 200 (s/char, presses/char): every word 6.28, 3.14; with declined
 * (at 0.02) 6.03, 3.14; only words worth it 5.53, 3.37; both 5.48, 3.37. Row–column, first 100: 6.86, with declined 6.74;
 * leaving out words gains nothing there.
 *
 * Requests for letters (request->english) and for strokes pass through: they order their words themselves.
 *
 * Pure; keeps the words of the last request so that each unit asks the inner predictor once. */
#ifndef YINIAN_PREDICT_OFFERS_H
#define YINIAN_PREDICT_OFFERS_H

#include "predict/predictor.h"

#define OFFERS_OVERLOOKED 0.05

enum { OFFERS_PAGE_AT_MOST = 8, OFFERS_UNITS_AT_MOST = 16, OFFERS_UNIT_BYTES = 8, OFFERS_CONTEXT_BYTES = 96 };
enum { OFFERS_ELSEWHERE_AT_MOST = 8 };
enum { OFFERS_DECLINED_AT_MOST = OFFERS_PAGE_AT_MOST * OFFERS_UNITS_AT_MOST };

/* All fields are its own. About 15 KB. */
struct offers {
    const struct predictor *inner;
    bool weighs; /* its weights can be relied on */
    int page;    /* of the last request that named one */
    double worth;
    char context[OFFERS_CONTEXT_BYTES]; /* what was declined holds for this end of a message … */
    size_t context_size;
    char units[OFFERS_UNITS_AT_MOST][OFFERS_UNIT_BYTES]; /* … and for these units */
    int unit_count;
    int counts[OFFERS_UNITS_AT_MOST + 1]; /* how many were declined before so many units stood */
    char texts[OFFERS_DECLINED_AT_MOST][CANDIDATE_TEXT_BYTES];
    const char *declined[OFFERS_DECLINED_AT_MOST];
};

/* `inner` must outlive it. `weighs`: a language model stands behind the weights; without one every word is worth its
 * place. */
void offers_init(struct offers *offers, const struct predictor *inner, bool weighs);
/* Other words may be on offer from now on (another language, words learnt or forgotten). */
void offers_forget(struct offers *offers);
struct predictor offers_predictor(struct offers *offers);

#endif
