/* Sets of boards that are made here: the phrases as boards, and several sets put together to be handed on. */
#ifndef YINIAN_BOARD_OBF_MAKE_H
#define YINIAN_BOARD_OBF_MAKE_H

#include "board/obf.h"
#include "board/phrase_set.h"

/* Where the recording of a phrase lies on this machine; NULL: it has none. */
struct obf_recordings {
    void *self;
    const char *(*path)(void *self, const struct phrase *phrase);
};

/* Adds a board for each category of phrases ("boards/phrases-zh/ID.obf") and one that leads to them ("boards/phrases-zh.obf"),
 * which comes first. Label, spoken text (vocalization), colour; reading and recording under ext_yinian_. Pictures and
 * recordings get a path in the set, and the path they have on this machine in `drawn`: whoever writes the set brings their bytes.
 * Texts are copied. `language`: "zh", "en". `recordings` may be NULL: then those that the phrases name. */
void obf_add_phrases(struct obf_set *set, const struct phrase_set *phrases, const char *language,
                     const char *title, const struct obf_recordings *recordings);

/* Adds all of `from`, every path below "PREFIX/"; links within `from` go on leading where they led. Texts and bytes stay
 * `from`'s: it must outlive `into`. */
void obf_add_set(struct obf_set *into, const struct obf_set *from, const char *prefix);

/* Adds a board that leads to these boards, and makes it the first. */
void obf_add_index(struct obf_set *set, const char *title, const size_t *boards, size_t count);

#endif
