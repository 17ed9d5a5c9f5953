#include "run/copier.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "run/clock.h"
#include "run/place.h"
#include "store/keep_copies.h"

enum {
    SETTLE_S = 5,       /* after the start: the voice and the switches come first */
    LOOK_S = 600,       /* how often it is looked for a new day */
    IO_WHO_PROCESS = 1, /* ioprio_set(2), of linux/ioprio.h */
    IO_CLASS_IDLE = 3,
    IO_CLASS_SHIFT = 13
};

struct copier {
    char data[PLACE_BYTES];
    copier_post *post;
    void *context;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stopping; /* under the lock */
    atomic_bool leave_off;
};

static void step_back(void)
{
    setpriority(PRIO_PROCESS, 0, 19); /* of this thread alone, on Linux */
    syscall(SYS_ioprio_set, IO_WHO_PROCESS, 0, IO_CLASS_IDLE << IO_CLASS_SHIFT);
}

static bool goes_on(void *context)
{
    struct copier *copier = context;
    return !atomic_load(&copier->leave_off);
}

/* False: the program ends. */
static bool sleep_for(struct copier *copier, int seconds)
{
    time_us at_us = clock_now() + (time_us)seconds * 1000000;
    struct timespec until = {.tv_sec = at_us / 1000000, .tv_nsec = at_us % 1000000 * 1000};
    pthread_mutex_lock(&copier->lock);
    int status = 0;
    while (!copier->stopping && status == 0)
        status = pthread_cond_timedwait(&copier->wake, &copier->lock, &until);
    bool stopping = copier->stopping;
    pthread_mutex_unlock(&copier->lock);
    return !stopping;
}

static void copy_of(struct copier *copier, const char *date)
{
    char reason[KEEP_PATH_BYTES + 256] = "";
    struct keep_stamp stamp = {.program = YINIAN_VERSION, .date = date, .durable = true};
    struct keep_control control = {goes_on, copier};
    bool made;
    if (!copies_make(copier->data, &stamp, &control, &made, reason, sizeof reason) && goes_on(copier))
        fprintf(stderr, "yinian: %s\n", reason);
    if (made)
        copier->post(copier->context, &(struct event){.kind = EVENT_COPIES_CHANGED, .at_us = clock_now()});
}

static void *work(void *context)
{
    struct copier *copier = context;
    char last[KEEP_DATE_BYTES] = "";
    step_back();
    for (int wait_s = SETTLE_S; sleep_for(copier, wait_s); wait_s = LOOK_S) {
        char date[KEEP_DATE_BYTES];
        time_t now = time(NULL);
        struct tm local;
        localtime_r(&now, &local);
        strftime(date, sizeof date, "%Y-%m-%d", &local);
        if (strcmp(date, last) != 0)
            copy_of(copier, date);
        memcpy(last, date, sizeof last);
    }
    return NULL;
}

static void free_copier(struct copier *copier)
{
    pthread_cond_destroy(&copier->wake);
    pthread_mutex_destroy(&copier->lock);
    free(copier);
}

struct copier *copier_start(const char *data, copier_post *post, void *context)
{
    struct copier *copier = memory_new(1, sizeof *copier);
    pthread_condattr_t steady;
    snprintf(copier->data, sizeof copier->data, "%s", data);
    copier->post = post;
    copier->context = context;
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_mutex_init(&copier->lock, NULL);
    pthread_cond_init(&copier->wake, &steady);
    pthread_condattr_destroy(&steady);
    if (pthread_create(&copier->thread, NULL, work, copier) == 0)
        return copier;
    free_copier(copier);
    return NULL;
}

void copier_stop(struct copier *copier)
{
    if (!copier)
        return;
    atomic_store(&copier->leave_off, true);
    pthread_mutex_lock(&copier->lock);
    copier->stopping = true;
    pthread_cond_signal(&copier->wake);
    pthread_mutex_unlock(&copier->lock);
    pthread_join(copier->thread, NULL);
    free_copier(copier);
}
