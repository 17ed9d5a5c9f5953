/* Which set to light next. Pure; deterministic.
 *
 * A step with P = p(S) lit is a channel of one question. With m, f of this person,
 *
 *   y(P) = P (1 - m) + (1 - P) f                      a press comes
 *   I(P) = h(y) - P h(m) - (1 - P) h(f)               bits that the answer tells, h the binary entropy
 *   C(P) = y (a + λ) + (1 - y) L                      seconds that it costs
 *
 * a the mean time to a press, L the length of a silent step, λ the effort of a press, as the seconds that one
 * would wait to be spared it. R = max I(P) / C(P) is the best rate; against it a set loses
 *
 *   loss(S) = R C(P) - I(P) ≥ 0 bits                  0 at the best P (Dinkelbach's form of a ratio)
 *
 * and so the set with the least loss is the one that is best in the long run, also near the end, where one
 * leaf holds nearly everything: lighting it alone is quick when it is right.
 *
 * The price of a press. Presses tire; so they are spared where time allows. With a price c = a + λ the best
 * P solves I'(P) C(P) = I(P) C'(P), which turned round gives the price that makes a given P the best:
 *
 *   c(P) = L (I y' + I' (1 - y)) / (I y' - I' y),    y' = 1 - m - f,  I' = y' log2((1 - y) / y) - h(m) + h(f)
 *
 * and the price is that of the least P at which a bit takes no longer than the pace, (y a + (1 - y) L) / I ≤
 * pace; is that beyond reach, that of the least effort: such a person is given the quickest sets instead.
 *
 * The choice ends with a press. So a press that brings the likeliest leaf of S over its threshold θ ends it
 * and spares the bits that would be left, at the risk of its being wrong, R v (1 - p') / (1 - θ), where v is
 * the time that θ weighs against a mistake (evidence.h); after any other outcome, with H bits left, there come
 * A e^(-H/A) bits to H, where A = R (a + λ): nothing while there is much to ask, that one press when all is clear.
 * (For two leaves, 1/2 and 1/2, the time still needed is a + λ + L/2; for 0.95 and 0.05, a + λ + L/20: with
 * a + λ from L to 3 L the formula is within a tenth of both.) Where one press cannot reach the threshold,
 * part of that is spared, by how near it comes in log odds.
 *
 * Every set holds a quarter of the best P, or the likeliest leaf: so each step moves the belief, and no
 * choice drags on.
 *
 * Refused: a set that stood twice in silence since the last press is not lit a third time before another
 * press. A slip can make a belief so strong that only its leaf would be asked for, again and again; who did
 * not press twice meant something else, or needs to see it lit in other company.
 *
 * Calm: loss + calm * (pieces - 1) is minimised, among all runs in reading order, rows taken whole with a
 * part of one more, and single leaves by weight. A piece is a run of leaves within a row, or of whole rows
 * that follow each other: what the eye sees as one block.
 *
 * Sources: the rate of a two-valued channel with unequal times of its letters, Shannon 1948 (part I, 1) and
 * the capacity per unit cost, Verdú 1990; codes from the probabilities, as for Huffman scanning, Roark et
 * al. 2015. */
#ifndef YINIAN_SCAN_EVIDENCE_CHOICE_H
#define YINIAN_SCAN_EVIDENCE_CHOICE_H

#include "scan/evidence_set.h"

/* m, f: more than 0, less than 1; the times more than 0. */
struct evidence_channel {
    double miss, slip;
    double press_s;  /* a + λ */
    double silent_s; /* L */
};

struct evidence_question {
    int count;
    const double *p; /* adds up to 1 over the leaves that are alive */
    const int *row;
    const bool *may_light;
    int alive;            /* leaves with p > 0: a set never holds them all, unless there is but one */
    const double *needed; /* the threshold of each leaf, more than 0, less than 1 */
    double verify_s;      /* the time for which that threshold is worth asking once more */
    struct evidence_channel channel;
    double calm;                        /* bits for each piece beyond the first, from 0 */
    const struct evidence_set *refused; /* not these, unless there are no others; borrowed */
    int refused_count;
};

struct evidence_answer {
    struct evidence_set set;
    double probability;
    double loss; /* bits, without what calm adds */
    int pieces;
};

double evidence_information(const struct evidence_channel *channel, double probability); /* I, bits */
double evidence_cost_s(const struct evidence_channel *channel, double probability);      /* C */
/* R, bits per second, and the P at which it is reached (NULL: not asked). */
double evidence_best_rate(const struct evidence_channel *channel, double *probability);
/* The price of a press, a + λ, in seconds, and at least a + least_effort_s, for somebody whose press takes
 * reaction_s (a) in steps of channel->silent_s; channel->press_s is not looked at. pace_s: seconds a bit. */
double evidence_press_price_s(const struct evidence_channel *channel, double reaction_s,
                              double least_effort_s, double pace_s);
/* What the eye sees of a set as one block each; leaves that may not be lit neither join nor part. */
int evidence_pieces(const struct evidence_question *question, const struct evidence_set *set);
/* Not empty while any leaf may be lit; not all leaves while there are two. */
void evidence_choose(const struct evidence_question *question, struct evidence_answer *answer);

#endif
