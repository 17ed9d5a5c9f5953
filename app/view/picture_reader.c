#include "view/picture_reader.h"

#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/memory.h"

struct job {
    struct job *next;
    char *path;
    struct picture_come come;
};

struct picture_reader {
    picture_reader_load *load;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t more;
    struct job *waiting, *reading, *done; /* under the lock */
    bool stopping;
    int all_done_fd; /* readable: nothing waits and nothing is being read */
};

static void free_jobs(struct job *jobs)
{
    for (struct job *next; jobs; jobs = next) {
        next = jobs->next;
        bitmap_destroy(&jobs->come.bitmap);
        free(jobs->path);
        free(jobs);
    }
}

static void add_last(struct job **jobs, struct job *job)
{
    while (*jobs)
        jobs = &(*jobs)->next;
    job->next = NULL;
    *jobs = job;
}

static struct job *take_first(struct job **jobs)
{
    struct job *job = *jobs;
    if (!job)
        return NULL;
    *jobs = job->next;
    job->next = NULL;
    return job;
}

/* ---- the thread ---------------------------------------------------------------------------------------------- */

static void read_one(const struct picture_reader *reader, struct job *job)
{
    struct bitmap whole;
    job->come.fault = reader->load(job->path, &whole);
    if (job->come.fault != PICTURE_GOOD)
        return;
    job->come.bitmap = bitmap_card_of(&whole, &job->come.card);
    bitmap_destroy(&whole);
}

/* Under the lock. */
static void tell_when_all_is_done(const struct picture_reader *reader)
{
    if (!reader->waiting && !reader->reading)
        eventfd_write(reader->all_done_fd, 1);
}

static void *work(void *context)
{
    struct picture_reader *reader = context;
    pthread_mutex_lock(&reader->lock);
    while (!reader->stopping) {
        reader->reading = take_first(&reader->waiting);
        if (!reader->reading) {
            pthread_cond_wait(&reader->more, &reader->lock);
            continue;
        }
        struct job *job = reader->reading;
        pthread_mutex_unlock(&reader->lock);
        read_one(reader, job);
        pthread_mutex_lock(&reader->lock);
        reader->reading = NULL;
        add_last(&reader->done, job);
        tell_when_all_is_done(reader);
    }
    pthread_mutex_unlock(&reader->lock);
    return NULL;
}

static void forget_all(struct picture_reader *reader)
{
    free_jobs(reader->waiting);
    free_jobs(reader->done);
    pthread_mutex_destroy(&reader->lock);
    pthread_cond_destroy(&reader->more);
    if (reader->all_done_fd >= 0)
        close(reader->all_done_fd);
    free(reader);
}

struct picture_reader *picture_reader_start(picture_reader_load *load)
{
    struct picture_reader *reader = memory_new(1, sizeof *reader);
    reader->load = load;
    reader->all_done_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pthread_mutex_init(&reader->lock, NULL);
    pthread_cond_init(&reader->more, NULL);
    if (reader->all_done_fd >= 0 && pthread_create(&reader->thread, NULL, work, reader) == 0)
        return reader;
    forget_all(reader);
    return NULL;
}

void picture_reader_stop(struct picture_reader *reader)
{
    if (!reader)
        return;
    pthread_mutex_lock(&reader->lock);
    reader->stopping = true;
    pthread_cond_signal(&reader->more);
    pthread_mutex_unlock(&reader->lock);
    pthread_join(reader->thread, NULL);
    forget_all(reader);
}

/* ---- asking -------------------------------------------------------------------------------------------------- */

static bool has(const struct job *jobs, uint64_t file_id, const struct bitmap_card *card)
{
    for (; jobs; jobs = jobs->next)
        if (jobs->come.file_id == file_id && bitmap_card_same(&jobs->come.card, card))
            return true;
    return false;
}

void picture_reader_ask(struct picture_reader *reader, uint64_t file_id, const char *path,
                        const struct bitmap_card *card)
{
    pthread_mutex_lock(&reader->lock);
    if (!has(reader->waiting, file_id, card) && !has(reader->reading, file_id, card) &&
        !has(reader->done, file_id, card)) {
        struct job *job = memory_new(1, sizeof *job);
        job->path = memory_copy_text(path);
        job->come = (struct picture_come){.file_id = file_id, .card = *card};
        add_last(&reader->waiting, job);
        eventfd_t count;
        eventfd_read(reader->all_done_fd, &count);
        pthread_cond_signal(&reader->more);
    }
    pthread_mutex_unlock(&reader->lock);
}

void picture_reader_forget(struct picture_reader *reader)
{
    pthread_mutex_lock(&reader->lock);
    free_jobs(reader->waiting);
    reader->waiting = NULL;
    tell_when_all_is_done(reader);
    pthread_mutex_unlock(&reader->lock);
}

void picture_reader_wait(struct picture_reader *reader, int wait_ms)
{
    struct pollfd done = {reader->all_done_fd, POLLIN, 0};
    pthread_mutex_lock(&reader->lock);
    bool idle = !reader->waiting && !reader->reading;
    pthread_mutex_unlock(&reader->lock);
    if (!idle)
        poll(&done, 1, wait_ms); /* a signal ends it early: what has not come comes later */
}

bool picture_reader_take(struct picture_reader *reader, struct picture_come *come)
{
    pthread_mutex_lock(&reader->lock);
    struct job *job = take_first(&reader->done);
    pthread_mutex_unlock(&reader->lock);
    if (!job)
        return false;
    *come = job->come;
    free(job->path);
    free(job);
    return true;
}
