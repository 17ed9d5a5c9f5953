#include "speech/speech_queue.h"

#include <string.h>

void speech_queue_init(struct speech_queue *queue, bool cue_apart)
{
    *queue = (struct speech_queue){.cue_apart = cue_apart};
}

void speech_queue_destroy(struct speech_queue *queue)
{
    struct speech_change ignored;
    speech_queue_stop(queue, VOICE_MAIN, &ignored);
    speech_queue_stop(queue, VOICE_CUE, &ignored);
}

static void end_unheard(struct kept_utterance *kept, struct speech_change *change)
{
    change->ended[change->ended_count++] = kept->said.id;
    utterance_drop(kept);
}

static void end_all(struct speech_queue *queue, enum voice_role role, struct speech_change *change)
{
    if (queue->speaking[role]) {
        change->cut[role] = true;
        end_unheard(queue->speaking[role], change);
        queue->speaking[role] = NULL;
    }
    for (size_t i = 0; i < queue->waiting_count[role]; i++)
        end_unheard(queue->waiting[role][i], change);
    queue->waiting_count[role] = 0;
}

static bool refused(const struct speech_queue *queue, const struct utterance *said)
{
    if (said->role == VOICE_CUE)
        return !queue->cue_apart && speech_queue_busy(queue, VOICE_MAIN);
    return queue->waiting_count[VOICE_MAIN] == SPEECH_WAITING_AT_MOST && said->queued;
}

void speech_queue_say(struct speech_queue *queue, struct kept_utterance *kept, struct speech_change *change)
{
    *change = (struct speech_change){0};
    enum voice_role role = kept->said.role;
    if (refused(queue, &kept->said)) {
        end_unheard(kept, change);
        return;
    }
    if (role == VOICE_CUE || !kept->said.queued)
        end_all(queue, role, change);
    if (role == VOICE_MAIN && !queue->cue_apart)
        end_all(queue, VOICE_CUE, change);
    queue->waiting[role][queue->waiting_count[role]++] = kept;
}

void speech_queue_stop(struct speech_queue *queue, enum voice_role role, struct speech_change *change)
{
    *change = (struct speech_change){0};
    end_all(queue, role, change);
}

const struct utterance *speech_queue_next(struct speech_queue *queue, enum voice_role role)
{
    if (queue->speaking[role] || !queue->waiting_count[role])
        return NULL;
    struct kept_utterance **waiting = queue->waiting[role];
    queue->speaking[role] = waiting[0];
    queue->waiting_count[role]--;
    memmove(waiting, waiting + 1, queue->waiting_count[role] * sizeof *waiting);
    return &queue->speaking[role]->said;
}

void speech_queue_done(struct speech_queue *queue, enum voice_role role)
{
    utterance_drop(queue->speaking[role]);
    queue->speaking[role] = NULL;
}

bool speech_queue_busy(const struct speech_queue *queue, enum voice_role role)
{
    return queue->speaking[role] || queue->waiting_count[role];
}
