/* Words in traditional characters: a predictor around another one that only knows simplified ones. Pure; keeps the last
 * answers.
 *
 *     message 我的頭 ──▶ 我的头 ──▶ the predictor inside ──▶ 发 ──▶ 髮       (by the word that it makes: 头发, 頭髮)
 *
 * Without `request.traditional`, or without a script, everything passes as it is. A candidate that was drawn by strokes
 * stands as it was drawn (candidate.drawn). */
#ifndef YINIAN_PREDICT_SCRIPT_WORDS_H
#define YINIAN_PREDICT_SCRIPT_WORDS_H

#include "base/script.h"
#include "predict/predictor.h"

enum {
    SCRIPT_CONTEXT_BYTES = 400, /* the end of the message that is turned back */
    SCRIPT_BEFORE = 3,          /* characters before a word that may decide how it is written */
    SCRIPT_KEPT = 64            /* words shown last, for weigh() */
};

struct script_word {
    char shown[CANDIDATE_TEXT_BYTES], inside[CANDIDATE_TEXT_BYTES];
};

struct script_words {
    const struct script *script;    /* NULL: none. Borrowed, as is: */
    const struct predictor *inside; /* what is asked */
    char raw[SCRIPT_CONTEXT_BYTES]; /* `context` is this in simplified characters */
    size_t raw_size;                /* SIZE_MAX: nothing yet */
    struct buffer context, word;
    struct script_word kept[SCRIPT_KEPT]; /* a ring */
    int kept_next;
};

void script_words_init(struct script_words *words, const struct script *script,
                       const struct predictor *inside);
void script_words_destroy(struct script_words *words);
/* `words` must outlive the predictor. */
struct predictor script_words_predictor(struct script_words *words);

#endif
