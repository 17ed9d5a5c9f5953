/* From the packages' models and the project's own sentences to one model.
 *
 * 1. Mixing, linear, after every history (Jelinek & Mercer 1980):
 *        P(w|h) = (1 − s) · P_first(w|h) + s · P_second(w|h)
 *    The second has no marks and no start of sentences; there the first speaks alone.
 * 2. Marginal scaling (fast marginal adaptation, Kneser, Peters & Klakow 1997):
 *        P'(w|h) = P(w|h) · r(w) / Z(h), r(w) = (P_talk(w) / P(w))^β
 *    P(w): how frequent w is in text that the model makes (its stationary distribution, not p1). Words that everyday talk uses more than the corpora do become likelier everywhere. Z(h) makes it sum
 *    to 1; the model stays one of back-off.
 * 3. Counts of the sentences, absolutely discounted, with the scaled model as what they back off to and κ
 *    imaginary counts of it (interpolated as Kneser & Ney 1995 do):
 *        P(w|v)   = (max(c(vw) − d, 0) + (d·N(v) + κ2) · P'(w|v)) / (c(v) + κ2)
 *        P(w|uv)  = the same with c(uvw), κ3 and P'(w|uv)
 *        P(w)     = (c(w) + κ1 · P'(w)) / (c + κ1) */
#ifndef YINIAN_LANGUAGE_MODEL_NGRAM_ADAPT_H
#define YINIAN_LANGUAGE_MODEL_NGRAM_ADAPT_H

#include "ngrams.h"

/* Fitted on a held-back tenth of the sentences and on the evaluation set as a whole (both halves of it gained alike);
 * build_model.c has the values. Tried without gain: a class trigram of talk (60 to 400 classes by exchange) mixed in,
 * other weights at the start of a sentence, another β for marks. No pruning at all: 0.006 bits better, 32 MB. */
struct ngram_weights {
    double second;   /* s */
    double lexicon;  /* share of the lexicon's own frequencies among single words */
    double beta;     /* β */
    double marginal; /* imaginary counts of P(w) in P_talk(w) */
    double kappa1, kappa2, kappa3;
    double discount; /* d */
    double prune;    /* threshold, relative entropy */
};

/* Of clauses: tokens, with their mark at the end. */
struct ngram_counts {
    struct ngram_list singles, pairs, triples; /* probability: how often */
    double total;
};

void ngram_counts_destroy(struct ngram_counts *counts);
/* One clause; `start`: the token that stands for the beginning in histories. */
void ngram_counts_add(struct ngram_counts *counts, const uint32_t *tokens, int count, uint32_t start);
void ngram_counts_finish(struct ngram_counts *counts);

/* `words` … : the marks and OTHER. `second` and `extra` (word probabilities) may be NULL. */
void ngram_mix(struct ngrams *target, uint32_t words, const struct ngrams *first, const struct ngrams *second,
               const double *extra, const struct ngram_weights *weights);
/* Steps 2 and 3; `model` is changed to the adapted one. */
void ngram_adapt(struct ngrams *model, const struct ngram_counts *counts,
                 const struct ngram_weights *weights);
/* Leaves out what hardly changes the distributions (Stolcke 1998): every n-gram whose loss raises the
 * relative entropy by less than the threshold. */
void ngram_prune(struct ngrams *model, double threshold);

#endif
