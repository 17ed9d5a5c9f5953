/* Who speaks when: the order of utterances, nothing else. Pure.
 *
 * The main voice is what the person says to others; the cue voice whispers what is lit.
 *
 *     main   |--A--|            A say B (in its place): A ends, B begins
 *     main         |--B--|--C-- say C (queued): waits for B
 *     cue    |-1-|              a new cue ends the one before
 *     cue        |-2-           main begins: the cue ends
 *     cue    while main speaks or has something waiting: refused, it ends unheard – by the time the main voice is
 *            done, something else is lit
 *     stop   ends what is said and everything that waits in that role
 *
 * When the cue voice has a device of its own (an ear-piece) neither disturbs the other. */
#ifndef YINIAN_SPEECH_SPEECH_QUEUE_H
#define YINIAN_SPEECH_SPEECH_QUEUE_H

#include "speech/voice.h"

enum { SPEECH_WAITING_AT_MOST = 64 };

struct speech_queue {
    bool cue_apart; /* the cue voice has its own device */
    struct kept_utterance *speaking[VOICE_ROLES];
    struct kept_utterance *waiting[VOICE_ROLES][SPEECH_WAITING_AT_MOST]; /* first come, first said */
    size_t waiting_count[VOICE_ROLES];
};

/* What the caller has to do now: silence the roles that were cut, tell that these have ended. */
struct speech_change {
    bool cut[VOICE_ROLES];
    uint32_t
        ended[VOICE_ROLES * (SPEECH_WAITING_AT_MOST + 1) + 1]; /* in the order in which they were asked for */
    size_t ended_count;
};

void speech_queue_init(struct speech_queue *queue, bool cue_apart);
void speech_queue_destroy(struct speech_queue *queue);
/* The queue takes `kept`. A main utterance beyond SPEECH_WAITING_AT_MOST ends unheard. `change` is written anew. */
void speech_queue_say(struct speech_queue *queue, struct kept_utterance *kept, struct speech_change *change);
void speech_queue_stop(struct speech_queue *queue, enum voice_role role, struct speech_change *change);
/* What this role shall begin to say now, or NULL. It counts as being said until done, cut or stopped. */
const struct utterance *speech_queue_next(struct speech_queue *queue, enum voice_role role);
/* What this role was saying has come to its end. */
void speech_queue_done(struct speech_queue *queue, enum voice_role role);
bool speech_queue_busy(const struct speech_queue *queue,
                       enum voice_role role); /* speaks or has something waiting */

#endif
