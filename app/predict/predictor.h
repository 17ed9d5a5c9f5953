/* The seam between the writing board and whatever proposes words: today a word list (word_list.h), later the
 * language model. The board asks; it never waits. */
#ifndef YINIAN_PREDICT_PREDICTOR_H
#define YINIAN_PREDICT_PREDICTOR_H

#include <stdbool.h>
#include <stddef.h>

enum { CANDIDATE_TEXT_BYTES = 64, CANDIDATE_READING_BYTES = 96 };

/* A proposal. `reading`: toned pinyin syllables apart by spaces ("yin2 hang2"), one for each Hanzi, "" for other
 * text. `units`: how many of the spelt units it uses up; the rest stays spelt. */
struct candidate {
    char text[CANDIDATE_TEXT_BYTES];
    char reading[CANDIDATE_READING_BYTES];
    int units;
    bool drawn; /* by strokes: stands as it is in any script */
    bool whole; /* all that is missing of a sentence: worth its place even where it is unlikely */
};

/* What is asked. `units`: what has been spelt and is not yet text, in order: initials ("h", "zh", "'" for none),
 * finals ("ao", "ve") or letters. `context`: the message so far. */
struct predict_request {
    const char *context;
    size_t context_size;
    const char *const *units;
    int unit_count;
    int skip;         /* how many of the best to leave out: 0, then 5, then 10 … as "more" turns pages */
    int page;         /* how many stand on a page; 0: not known */
    bool further;     /* words behind those of the first page: none is left out for its worth */
    bool english;     /* the units are letters */
    bool hanzi;       /* … that may be pinyin as well: Hanzi are wanted too */
    bool hanzi_first; /* … that are pinyin above all */
    bool traditional; /* words are wanted in traditional characters; the message may hold any */
    /* The first new word costs so much more than the others: together they must be worth it, or none stands there. 0: nothing.
     * In the same measure as `worth`. */
    double first_worth;
    double worth; /* a word less likely than this is not worth its place on the first page; 0: every one is */
    /* Have places of their own on the board while nothing is spelt: not offered then, and declined by whoever spells. */
    const char *const *elsewhere;
    int elsewhere_count;
    const char *const
        *declined; /* stood there at earlier units of this word, and none was taken (offers.h) */
    int declined_count;
};

/* A word on offer (`text`; "": that the message ends here) or a key (`unit`), and how likely it is that it is wanted
 * next; other cells have neither. */
struct predict_weight {
    const char *text, *unit;
    double weight; /* filled in; the weights of words and keys sum to about 1 */
};

/* All functions are called from one thread. `self` belongs to whoever made the predictor. */
struct predictor {
    void *self;
    /* Fills in up to `most` candidates, best first; returns how many. Deterministic. */
    int (*candidates)(void *self, const struct predict_request *request, struct candidate *out, int most);
    /* Could this unit come next, for any word at all? Impossible keys are skipped by the scan. */
    bool (*may_follow)(void *self, const struct predict_request *request, const char *unit);
    /* How likely each of these is wanted, for evidence scanning: who sees the word takes it, who does not spells on. */
    void (*weigh)(void *self, const struct predict_request *request, struct predict_weight *items, int count);
};

#endif
