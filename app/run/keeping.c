#include "run/keeping.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

void keeping_init(struct keeping *keeping, const struct world *world)
{
    *keeping = (struct keeping){.world = world};
    keeping->last = &keeping->first;
}

static void free_job(struct kept_job *job)
{
    free(job->text);
    free(job->details);
    free(job);
}

static void drop(struct keeping *keeping, struct kept_job **at)
{
    struct kept_job *job = *at;
    *at = job->next;
    if (!*at)
        keeping->last = at;
    keeping->count--;
    free_job(job);
}

void keeping_destroy(struct keeping *keeping)
{
    while (keeping->first)
        drop(keeping, &keeping->first);
}

static bool is_whole(enum effect_kind kind)
{
    return kind != EFFECT_KEEP_SAID && kind != EFFECT_KEEP_PHRASE;
}

static struct kept_job *find(struct keeping *keeping, enum effect_kind kind)
{
    struct kept_job *job = keeping->first;
    while (job && job->kind != kind)
        job = job->next;
    return job;
}

/* Of what waits each: a file's newest text stays. */
static void drop_oldest(struct keeping *keeping)
{
    struct kept_job **at = &keeping->first;
    while ((*at)->next && is_whole((*at)->kind))
        at = &(*at)->next;
    drop(keeping, at);
}

static struct kept_job *append(struct keeping *keeping, enum effect_kind kind)
{
    struct kept_job *job = memory_new(1, sizeof *job);
    if (keeping->count == KEEPING_AT_MOST)
        drop_oldest(keeping);
    job->kind = kind;
    job->said_end = -1;
    *keeping->last = job;
    keeping->last = &job->next;
    keeping->count++;
    return job;
}

void keeping_add(struct keeping *keeping, const struct effect *effect, const struct settings *settings)
{
    struct kept_job *job = is_whole(effect->kind) ? find(keeping, effect->kind) : NULL;
    if (!job)
        job = append(keeping, effect->kind);
    free(job->text);
    free(job->details);
    job->text = memory_copy_text(effect->text ? effect->text : "");
    job->details = effect->reading ? memory_copy_text(effect->reading) : NULL;
    job->settings = *settings;
}

static enum world_kept keep(const struct keeping *keeping, struct kept_job *job, char *reason, size_t size)
{
    struct effect effect = {.kind = job->kind, .text = job->text, .reading = job->details};
    return world_keep(keeping->world, &effect, &job->settings, &job->said_end, reason, size);
}

/* The first reason stands until nothing waits any more: it is told once, not for each file. */
static void note_reason(struct keeping *keeping, const char *reason)
{
    if (!keeping->reason[0])
        utf8_copy(keeping->reason, sizeof keeping->reason, reason);
}

static void tell_of(struct keeping *keeping, const struct kept_job *job, enum world_kept kept,
                    const char *reason, keeping_tell *tell, void *context)
{
    bool phrase = job->kind == EFFECT_KEEP_PHRASE;
    struct event event = {.kind = phrase ? EVENT_PHRASE_KEPT : EVENT_SAVED};
    if (kept == WORLD_LEFT)
        return;
    if (kept != WORLD_KEPT) {
        event.kind = EVENT_SAVE_FAILED;
        note_reason(keeping, reason);
        snprintf(event.detail, sizeof event.detail, "%s", keeping->reason);
    }
    event.count = keeping->count - (kept != WORLD_FAILED);
    if (event.count == 0)
        keeping->reason[0] = '\0';
    tell(context, job, &event);
}

/* Those behind one that must wait are tried as well, but not of its kind: what was said stays in order. */
static bool must_wait(const struct keeping *keeping, const struct kept_job *job)
{
    for (const struct kept_job *before = keeping->first; before != job; before = before->next)
        if (before->kind == job->kind)
            return true;
    return false;
}

int keeping_try(struct keeping *keeping, keeping_tell *tell, void *context)
{
    char reason[PLACE_BYTES + 64];
    for (struct kept_job **at = &keeping->first; *at;) {
        struct kept_job *job = *at;
        reason[0] = '\0';
        enum world_kept kept =
            must_wait(keeping, job) ? WORLD_LEFT : keep(keeping, job, reason, sizeof reason);
        bool waits = kept == WORLD_FAILED || must_wait(keeping, job);
        tell_of(keeping, job, kept, reason, tell, context);
        if (waits) {
            at = &job->next;
            continue;
        }
        drop(keeping, at);
    }
    return keeping->count;
}
