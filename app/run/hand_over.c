#include "run/hand_over.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"
#include "run/clock.h"
#include "run/paper_file.h"
#include "run/program.h"

enum { TEXTS_A_DAY_AT_MOST = 9999 };

struct job {
    struct job *next;
    bool calls;
    const char *state; /* … of the call: a constant */
    enum hand hand;
    char *text, *command;
    struct paper_job *paper;
};

struct hand_over {
    const struct world *world;
    hand_over_post *post;
    void *context;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t more;
    struct job *first, **last;
    int stop_fd;
    bool stopping;
};

/* --- texts ------------------------------------------------------------------------------------------------- */

static bool free_name(const struct world *world, const char *folder, char path[PLACE_BYTES])
{
    char name[40], date[WORLD_DATE_BYTES];
    world_date(world, date);
    for (int number = 1; number <= TEXTS_A_DAY_AT_MOST; number++) {
        snprintf(name, sizeof name, "%s-%d.txt", date, number);
        if (!place_join(path, folder, name))
            return false;
        if (access(path, F_OK) != 0)
            return true;
    }
    return false;
}

bool text_file_save(const struct world *world, const char *text, char path[PLACE_BYTES], char *reason,
                    size_t reason_size)
{
    char folder[PLACE_BYTES];
    struct buffer line = {0};
    snprintf(reason, reason_size, "%s: %s", world->places.data, _("no folder for it can be made there"));
    if (!place_join(folder, world->places.data, "texts") || !store_make_folder(folder) ||
        !free_name(world, folder, path))
        return false;
    buffer_printf(&line, "%s\n", text);
    bool right = store_write(path, buffer_text(&line), line.size, &world->store, reason, reason_size);
    buffer_destroy(&line);
    return right;
}

/* --- jobs --------------------------------------------------------------------------------------------------- */

static void free_job(struct job *job)
{
    paper_job_free(job->paper);
    free(job->text);
    free(job->command);
    free(job);
}

static void call(const struct hand_over *over, const struct job *job)
{
    char reason[PLACE_BYTES + 64] = "", variable[64];
    snprintf(variable, sizeof variable, "YINIAN_CALL=%s", job->state);
    bool right = program_give_knowing(job->command, job->text, variable, PROGRAM_MS, over->stop_fd, reason,
                                      sizeof reason);
    struct event event = {.kind = right ? EVENT_CALLED : EVENT_CALL_FAILED, .at_us = clock_now()};
    utf8_copy(event.detail, sizeof event.detail, reason);
    if (!right)
        fprintf(stderr, "yinian: call_command: %s\n", reason);
    over->post(over->context, &event);
}

static void do_job(const struct hand_over *over, const struct job *job)
{
    if (job->calls) {
        call(over, job);
        return;
    }
    char path[PLACE_BYTES] = "", reason[PLACE_BYTES + 64] = "";
    bool right = false;
    if (job->hand == HAND_SAVE)
        right = text_file_save(over->world, job->text, path, reason, sizeof reason);
    else if (job->hand == HAND_SEND)
        right = program_give(job->command, job->text, PROGRAM_MS, over->stop_fd, reason, sizeof reason);
    else if (job->paper)
        right = paper_job_write(job->paper, NULL, path, reason, sizeof reason);
    struct event event = {.kind = right ? EVENT_HANDED : EVENT_HAND_FAILED, .hand = job->hand};
    utf8_copy(event.detail, sizeof event.detail, right ? path : reason);
    event.at_us = clock_now();
    over->post(over->context, &event);
}

static struct job *take_job(struct hand_over *over)
{
    pthread_mutex_lock(&over->lock);
    while (!over->first && !over->stopping)
        pthread_cond_wait(&over->more, &over->lock);
    struct job *job = over->stopping ? NULL : over->first;
    if (job)
        over->first = job->next;
    if (!over->first)
        over->last = &over->first;
    pthread_mutex_unlock(&over->lock);
    return job;
}

static void *work(void *context)
{
    struct hand_over *over = context;
    for (struct job *job = take_job(over); job; job = take_job(over)) {
        do_job(over, job);
        free_job(job);
    }
    return NULL;
}

/* --- life --------------------------------------------------------------------------------------------------- */

struct hand_over *hand_over_start(const struct world *world, hand_over_post *post, void *context)
{
    struct hand_over *over = memory_new(1, sizeof *over);
    *over = (struct hand_over){.world = world, .post = post, .context = context};
    over->last = &over->first;
    over->stop_fd = eventfd(0, EFD_CLOEXEC);
    pthread_mutex_init(&over->lock, NULL);
    pthread_cond_init(&over->more, NULL);
    if (over->stop_fd >= 0 && pthread_create(&over->thread, NULL, work, over) == 0)
        return over;
    if (over->stop_fd >= 0)
        close(over->stop_fd);
    free(over);
    return NULL;
}

static void add_job(struct hand_over *over, struct job *job)
{
    pthread_mutex_lock(&over->lock);
    *over->last = job;
    over->last = &job->next;
    pthread_cond_signal(&over->more);
    pthread_mutex_unlock(&over->lock);
}

void hand_over_call(struct hand_over *over, const struct effect *effect, const struct settings *settings)
{
    struct job *job = memory_new(1, sizeof *job);
    job->calls = true;
    job->state = strcmp(effect->id, "ringing") == 0 ? "ringing" : "acknowledged";
    job->text = memory_copy_text(effect->text);
    job->command = memory_copy_text(settings->call_command);
    add_job(over, job);
}

void hand_over_add(struct hand_over *over, const struct effect *effect, const struct settings *settings)
{
    struct job *job = memory_new(1, sizeof *job);
    job->hand = effect->kind == EFFECT_SAVE_TEXT ? HAND_SAVE
                : effect->kind == EFFECT_SEND    ? HAND_SEND
                                                 : HAND_PAPER;
    job->text = memory_copy_text(effect->text);
    job->command = memory_copy_text(settings->send_command);
    if (job->hand == HAND_PAPER)
        job->paper = paper_job_new(over->world, settings);
    add_job(over, job);
}

void hand_over_stop(struct hand_over *over)
{
    if (!over)
        return;
    pthread_mutex_lock(&over->lock);
    over->stopping = true;
    eventfd_write(over->stop_fd, 1);
    pthread_cond_signal(&over->more);
    pthread_mutex_unlock(&over->lock);
    pthread_join(over->thread, NULL);
    for (struct job *job = over->first, *next; job; job = next) {
        next = job->next;
        free_job(job);
    }
    close(over->stop_fd);
    pthread_mutex_destroy(&over->lock);
    pthread_cond_destroy(&over->more);
    free(over);
}
