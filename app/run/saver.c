#include "run/saver.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "run/clock.h"

struct job {
    struct job *next;
    enum effect_kind kind;
    char *text;
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
};

static void edit_phrases(struct saver *saver, const struct job *job)
{
    struct event event;
    world_edit_phrases(saver->world, job->text, job->settings.language == LANGUAGE_ENGLISH, &event);
    event.at_us = clock_now();
    saver->post(saver->context, &event);
}

static void do_job(struct saver *saver, struct job *job)
{
    char reason[PLACE_BYTES + 64] = "";
    struct effect effect = {.kind = job->kind, .text = job->text};
    struct event event = {.kind = job->kind == EFFECT_KEEP_PHRASE ? EVENT_PHRASE_KEPT : EVENT_SAVED};
    if (!world_keep(saver->world, &effect, &job->settings, reason, sizeof reason)) {
        event.kind = EVENT_SAVE_FAILED;
        snprintf(event.text, sizeof event.text, "%.*s", (int)sizeof event.text - 1, reason);
    }
    event.at_us = clock_now();
    saver->post(saver->context, &event);
    free(job->text);
    free(job);
}

static struct job *take_job(struct saver *saver)
{
    pthread_mutex_lock(&saver->lock);
    while (!saver->first && !saver->stopping)
        pthread_cond_wait(&saver->more, &saver->lock);
    struct job *job = saver->first;
    if (job)
        saver->first = job->next;
    if (!saver->first)
        saver->last = &saver->first;
    pthread_mutex_unlock(&saver->lock);
    return job;
}

static void *work(void *context)
{
    struct saver *saver = context;
    for (struct job *job = take_job(saver); job; job = take_job(saver))
        if (job->kind == EFFECT_EDIT_PHRASES) {
            edit_phrases(saver, job);
            free(job->text);
            free(job);
        } else {
            do_job(saver, job);
        }
    return NULL;
}

struct saver *saver_start(const struct world *world, saver_post *post, void *context)
{
    struct saver *saver = memory_new(1, sizeof *saver);
    saver->world = world;
    saver->post = post;
    saver->context = context;
    saver->last = &saver->first;
    pthread_mutex_init(&saver->lock, NULL);
    pthread_cond_init(&saver->more, NULL);
    if (pthread_create(&saver->thread, NULL, work, saver) == 0)
        return saver;
    free(saver);
    return NULL;
}

void saver_add(struct saver *saver, const struct effect *effect, const struct settings *settings)
{
    struct job *job = memory_new(1, sizeof *job);
    job->kind = effect->kind;
    job->text = memory_copy_text(effect->text ? effect->text : "");
    job->settings = *settings;
    pthread_mutex_lock(&saver->lock);
    *saver->last = job;
    saver->last = &job->next;
    pthread_cond_signal(&saver->more);
    pthread_mutex_unlock(&saver->lock);
}

void saver_stop(struct saver *saver)
{
    if (!saver)
        return;
    pthread_mutex_lock(&saver->lock);
    saver->stopping = true;
    pthread_cond_signal(&saver->more);
    pthread_mutex_unlock(&saver->lock);
    pthread_join(saver->thread, NULL);
    pthread_mutex_destroy(&saver->lock);
    pthread_cond_destroy(&saver->more);
    free(saver);
}
