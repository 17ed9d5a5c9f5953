#include "run/saver.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "run/clock.h"
#include "run/keeping.h"

struct job {
    struct job *next;
    enum effect_kind kind;
    char *text, *details;
    struct recorder_job *recording;
    struct settings settings;
};

struct saver {
    const struct world *world;
    saver_post *post;
    void *context;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t more;
    struct job *first, **last;
    bool stopping;
    bool alone;             /* there is no thread: whoever adds waits */
    struct keeping keeping; /* of the thread alone */
    time_us again_at_us;    /* when what waits is tried again */
};

static void edit_phrases(struct saver *saver, const struct job *job)
{
    struct event event;
    world_edit_phrases(saver->world, job->text, job->settings.language == LANGUAGE_ENGLISH, &event);
    event.at_us = clock_now();
    saver->post(saver->context, &event);
}

static void keep_recording(struct saver *saver, const struct job *job)
{
    struct event event;
    recorder_do_job(saver->world, job->recording, &event);
    event.at_us = clock_now();
    saver->post(saver->context, &event);
}

static void tell(void *context, const struct kept_job *job, struct event *event)
{
    struct saver *saver = context;
    (void)job;
    event->at_us = clock_now();
    saver->post(saver->context, event);
}

/* All that waits is taken at once: of a message that was changed three times meanwhile the last one is written. */
static struct job *take_jobs(struct saver *saver, bool *ends)
{
    struct timespec until = {.tv_sec = saver->again_at_us / 1000000,
                             .tv_nsec = saver->again_at_us % 1000000 * 1000};
    bool overdue = false;
    pthread_mutex_lock(&saver->lock);
    while (!saver->first && !saver->stopping && !overdue)
        if (saver->keeping.count == 0)
            pthread_cond_wait(&saver->more, &saver->lock);
        else
            overdue = pthread_cond_timedwait(&saver->more, &saver->lock, &until) != 0;
    struct job *jobs = saver->first;
    saver->first = NULL;
    saver->last = &saver->first;
    *ends = saver->stopping;
    pthread_mutex_unlock(&saver->lock);
    return jobs;
}

static void try_all(struct saver *saver)
{
    keeping_try(&saver->keeping, tell, saver);
    saver->again_at_us = clock_now() + time_from_ms(KEEPING_AGAIN_MS);
}

static void do_job(struct saver *saver, const struct job *job)
{
    if (job->kind == EFFECT_EDIT_PHRASES) {
        try_all(saver); /* what was asked for before it */
        edit_phrases(saver, job);
        return;
    }
    if (job->kind == EFFECT_KEEP_RECORDING) {
        try_all(saver);
        keep_recording(saver, job);
        return;
    }
    keeping_add(&saver->keeping,
                &(struct effect){.kind = job->kind, .text = job->text, .reading = job->details},
                &job->settings);
}

static void do_all(struct saver *saver, struct job *jobs)
{
    for (struct job *next; jobs; jobs = next) {
        next = jobs->next;
        do_job(saver, jobs);
        free(jobs->text);
        free(jobs->details);
        recorder_job_free(jobs->recording);
        free(jobs);
    }
    try_all(saver);
}

static void *work(void *context)
{
    struct saver *saver = context;
    for (bool ends = false; !ends;)
        do_all(saver, take_jobs(saver, &ends));
    return NULL;
}

struct saver *saver_start(const struct world *world, saver_post *post, void *context)
{
    struct saver *saver = memory_new(1, sizeof *saver);
    saver->world = world;
    saver->post = post;
    saver->context = context;
    saver->last = &saver->first;
    keeping_init(&saver->keeping, world);
    pthread_condattr_t steady;
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_mutex_init(&saver->lock, NULL);
    pthread_cond_init(&saver->more, &steady);
    pthread_condattr_destroy(&steady);
    saver->alone = pthread_create(&saver->thread, NULL, work, saver) != 0;
    return saver;
}

static void add(struct saver *saver, struct job *job)
{
    if (saver->alone) {
        do_all(saver, job);
        return;
    }
    pthread_mutex_lock(&saver->lock);
    *saver->last = job;
    saver->last = &job->next;
    pthread_cond_signal(&saver->more);
    pthread_mutex_unlock(&saver->lock);
}

void saver_add(struct saver *saver, const struct effect *effect, const struct settings *settings)
{
    struct job *job = memory_new(1, sizeof *job);
    job->kind = effect->kind;
    job->text = memory_copy_text(effect->text ? effect->text : "");
    job->details = effect->reading ? memory_copy_text(effect->reading) : NULL;
    job->settings = *settings;
    add(saver, job);
}

void saver_add_recording(struct saver *saver, struct recorder_job *recording)
{
    struct job *job = memory_new(1, sizeof *job);
    job->kind = EFFECT_KEEP_RECORDING;
    job->recording = recording;
    add(saver, job);
}

void saver_stop(struct saver *saver)
{
    if (!saver)
        return;
    pthread_mutex_lock(&saver->lock);
    saver->stopping = true;
    pthread_cond_signal(&saver->more);
    pthread_mutex_unlock(&saver->lock);
    if (saver->alone)
        try_all(saver);
    else
        pthread_join(saver->thread, NULL);
    if (saver->keeping.count)
        fprintf(stderr, "yinian: %s\n", saver->keeping.reason);
    keeping_destroy(&saver->keeping);
    pthread_mutex_destroy(&saver->lock);
    pthread_cond_destroy(&saver->more);
    free(saver);
}
