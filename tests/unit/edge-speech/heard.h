/* What a voice posts, kept for a test to wait for; and what SDL's disk driver wrote. */
#ifndef YINIAN_TESTS_HEARD_H
#define YINIAN_TESTS_HEARD_H

#include <pthread.h>
#include <time.h>
#include <unistd.h>
#include <SDL.h>

#include "speech/sound_ring.h"
#include "speech/voice_thread.h"

enum { HEARD_AT_MOST = 4096, HEARD_DEADLINE_S = 5 };

struct heard {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct event events[HEARD_AT_MOST];
    size_t count, seen;
};

__attribute__((unused)) static void heard_post(void *context, const struct event *event)
{
    struct heard *heard = context;
    pthread_mutex_lock(&heard->lock);
    if (heard->count < HEARD_AT_MOST)
        heard->events[heard->count++] = *event;
    pthread_cond_signal(&heard->changed);
    pthread_mutex_unlock(&heard->lock);
}

__attribute__((unused)) static struct heard *heard_new(void)
{
    struct heard *heard = memory_new(1, sizeof *heard);
    pthread_mutex_init(&heard->lock, NULL);
    pthread_cond_init(&heard->changed, NULL);
    return heard;
}

__attribute__((unused)) static void heard_free(struct heard *heard)
{
    pthread_cond_destroy(&heard->changed);
    pthread_mutex_destroy(&heard->lock);
    free(heard);
}

/* Waits for the next event of that kind (and of that utterance, if not 0) after those seen; fails the test when it
 * does not come. Returns its place. */
__attribute__((unused)) static size_t heard_wait_at(struct heard *heard, enum event_kind kind, uint32_t id,
                                                    const char *file, int line)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += HEARD_DEADLINE_S;
    bool late = false, found = false;
    pthread_mutex_lock(&heard->lock);
    while (!found && !late) {
        while (heard->seen < heard->count && !found) {
            const struct event *event = &heard->events[heard->seen++];
            found = event->kind == kind && (!id || event->speech_id == id);
        }
        if (!found)
            late = pthread_cond_timedwait(&heard->changed, &heard->lock, &until) != 0;
    }
    size_t place = heard->seen - 1;
    pthread_mutex_unlock(&heard->lock);
    if (!found) {
        print_error("waited for kind %d of %u; there were:", (int)kind, id);
        for (size_t i = 0; i < heard->count; i++)
            print_error(" %d/%u", (int)heard->events[i].kind, heard->events[i].speech_id);
        print_error("\n");
        _fail(file, line);
    }
    return place;
}
#define heard_wait(heard, kind, id) heard_wait_at(heard, kind, id, __FILE__, __LINE__)

__attribute__((unused)) static size_t heard_count(struct heard *heard, enum event_kind kind, uint32_t id)
{
    size_t count = 0;
    pthread_mutex_lock(&heard->lock);
    for (size_t i = 0; i < heard->count; i++)
        count += heard->events[i].kind == kind && (!id || heard->events[i].speech_id == id);
    pthread_mutex_unlock(&heard->lock);
    return count;
}

/* Lets a moment pass in which something may happen; nothing is concluded from its length. */
__attribute__((unused)) static void heard_moment(struct heard *heard, long ms)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += (until.tv_nsec + ms * 1000000) / 1000000000;
    until.tv_nsec = (until.tv_nsec + ms * 1000000) % 1000000000;
    pthread_mutex_lock(&heard->lock);
    while (pthread_cond_timedwait(&heard->changed, &heard->lock, &until) == 0)
        ;
    pthread_mutex_unlock(&heard->lock);
}

/* A file that SDL's disk driver writes. The driver takes a named device for the name of its file. */
static void disk_file(char *path, size_t size, const char *name)
{
    snprintf(path, size, "%s/yinian-%d-%s.raw", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp", (int)getpid(),
             name);
}

/* `delay_ms` for each buffer of 11.6 ms. */
__attribute__((unused)) static void use_disk(const char *delay_ms)
{
    SDL_LogSetOutputFunction(NULL, NULL); /* the driver announces itself loudly */
    SDL_setenv("SDL_AUDIODRIVER", "disk", 1);
    SDL_setenv("SDL_DISKAUDIODELAY", delay_ms, 1);
}

__attribute__((unused)) static int16_t *disk_read(const char *path, size_t *count)
{
    FILE *file = fopen(path, "rb");
    *count = 0;
    if (!file)
        return NULL;
    enum { AT_MOST = SOUND_RATE_HZ * 120 };
    int16_t *samples = memory_new(AT_MOST, sizeof *samples);
    *count = fread(samples, sizeof *samples, AT_MOST, file);
    fclose(file);
    remove(path);
    return samples;
}

/* From the first to the last sample that can be heard. */
__attribute__((unused)) static size_t sounding(const int16_t *samples, size_t count)
{
    size_t first = 0, last = count;
    while (first < last && abs(samples[first]) < 200)
        first++;
    while (last > first && abs(samples[last - 1]) < 200)
        last--;
    return last - first;
}

#endif
