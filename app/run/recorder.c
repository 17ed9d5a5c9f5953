#include "run/recorder.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"
#include "run/recordings_take.h"

enum { BLOCK = 4096, SAMPLES_AT_MOST = RECORDING_SECONDS_AT_MOST * SOUND_RATE_HZ };

static bool refuse(char *reason, size_t size, const char *why)
{
    snprintf(reason, size, "%s", why);
    return false;
}

static bool find_aim(const struct world *world, bool english, const char *id, struct recording_aim *found)
{
    size_t count;
    struct recording_aim *aims = recordings_aims(world, english, &count);
    size_t i = 0;
    while (i < count && strcmp(aims[i].id, id) != 0)
        i++;
    if (i < count)
        *found = aims[i];
    free(aims);
    return i < count;
}

static bool has(void *self, bool english, const char *id)
{
    const struct recorder *recorder = self;
    return recordings_has(recorder->world, english, &(struct recording_aim){.id = id});
}

static bool of_other_text(void *self, bool english, const char *id)
{
    const struct recorder *recorder = self;
    return recordings_of_old_text(recorder->world, english, &(struct recording_aim){.id = id});
}

/* --- what is kept ------------------------------------------------------------------------------------------ */

static struct recorder_job *add_job(struct recorder *recorder, bool english, const char *id,
                                    const char *spoken)
{
    struct recorder_job **at = &recorder->jobs;
    while (*at)
        at = &(*at)->next;
    *at = memory_new(1, sizeof **at);
    (*at)->number = ++recorder->job_number;
    (*at)->english = english;
    (*at)->id = memory_copy_text(id);
    (*at)->spoken = memory_copy_text(spoken);
    return *at;
}

static int agree(void *self, bool english, const char *id, char *reason, size_t size)
{
    struct recorder *recorder = self;
    char path[PLACE_BYTES];
    const struct phrase *phrase = phrase_set_phrase(recorder->world->recordings.sets[english], id);
    if (!phrase || !recordings_path_of_phrase(&recorder->world->recordings, english, phrase, path))
        return refuse(reason, size, _("it is not there any more"));
    struct recorder_job *job = add_job(recorder, english, id, phrase->spoken);
    job->agrees = true;
    snprintf(job->path, sizeof job->path, "%s", path);
    return job->number;
}

static int keep(void *self, bool english, const char *id, char *reason, size_t size)
{
    struct recorder *recorder = self;
    struct recording_aim aim = {0};
    if (recorder->trial.count == 0 || !find_aim(recorder->world, english, id, &aim))
        return refuse(reason, size, _("fits no phrase"));
    struct recorder_job *job = add_job(recorder, english, id, aim.spoken);
    job->recording = recording_copy(&recorder->trial);
    return job->number;
}

struct recorder_job *recorder_take_job(struct recorder *recorder)
{
    struct recorder_job *job = recorder->jobs;
    if (job)
        recorder->jobs = job->next;
    return job;
}

void recorder_job_free(struct recorder_job *job)
{
    if (!job)
        return;
    recording_destroy(&job->recording);
    free(job->id);
    free(job->spoken);
    free(job);
}

void recorder_do_job(const struct world *world, const struct recorder_job *job, struct event *answer)
{
    char reason[PLACE_BYTES + 64] = "";
    struct recording_aim aim = {.id = job->id, .spoken = job->spoken};
    *answer = (struct event){.kind = EVENT_RECORDING_KEPT, .count = job->number};
    bool right = job->agrees
                     ? recordings_agree(world, job->path, job->spoken, reason, sizeof reason)
                     : recordings_keep(world, job->english, &aim, &job->recording, reason, sizeof reason);
    if (!right)
        utf8_copy(answer->detail, sizeof answer->detail, reason);
}

/* --- the microphone ---------------------------------------------------------------------------------------- */

static void drain(struct recorder *recorder, time_us at_us)
{
    struct recording *heard = &recorder->heard;
    struct microphone *microphone = recorder->microphone;
    for (size_t got = BLOCK; recorder->runs && got == BLOCK && heard->count + BLOCK <= SAMPLES_AT_MOST;) {
        heard->samples = memory_grow(heard->samples, heard->count + BLOCK, sizeof *heard->samples);
        got = microphone->take(microphone->self, at_us, heard->samples + heard->count, BLOCK);
        heard->count += got;
    }
}

static void stop(struct recorder *recorder)
{
    if (recorder->runs)
        recorder->microphone->stop(recorder->microphone->self);
    recorder->runs = false;
}

static void cancel(void *self)
{
    struct recorder *recorder = self;
    struct recordings *recordings = &recorder->world->recordings;
    stop(recorder);
    recording_destroy(&recorder->heard);
    recording_destroy(&recorder->trial);
    free(recordings->trial);
    recordings->trial = NULL;
    recordings->trial_count = 0;
}

static bool begin(void *self, time_us at_us, char *reason, size_t size)
{
    struct recorder *recorder = self;
    cancel(recorder);
    recorder->told = 0;
    if (!recorder->microphone)
        return refuse(reason, size, _("there is no microphone"));
    recorder->runs = recorder->microphone->start(recorder->microphone->self, at_us, reason, size);
    return recorder->runs;
}

static int to_ms(size_t samples)
{
    return (int)(samples * 1000 / SOUND_RATE_HZ);
}

static void look(void *self, time_us at_us, struct recording_now *now)
{
    struct recorder *recorder = self;
    double sum = 0;
    drain(recorder, at_us);
    const struct recording *heard = &recorder->heard;
    for (size_t i = recorder->told; i < heard->count; i++)
        sum += (double)heard->samples[i] * (double)heard->samples[i];
    now->level_db =
        heard->count > recorder->told ? 10 * log10(sum / (double)(heard->count - recorder->told)) : -INFINITY;
    now->ms = to_ms(heard->count);
    recorder->told = heard->count;
}

static void let_be_heard(struct recorder *recorder)
{
    struct recordings *recordings = &recorder->world->recordings;
    recordings->trial_count = recorder->trial.count;
    recordings->trial = memory_new(recorder->trial.count, sizeof *recordings->trial);
    recording_to_pcm(recorder->trial.samples, recorder->trial.count, recordings->trial);
}

static bool end(void *self, time_us at_us, struct recording_now *now, char *reason, size_t size)
{
    struct recorder *recorder = self;
    drain(recorder, at_us);
    stop(recorder);
    recorder->trial = recorder->heard;
    recorder->heard = (struct recording){0};
    if (recorder->trial.count == 0)
        return refuse(reason, size, _("the microphone gave nothing"));
    if (!recording_prepare(&recorder->trial))
        return refuse(reason, size, _("nothing is to be heard in it"));
    let_be_heard(recorder);
    now->ms = to_ms(recorder->trial.count);
    return true;
}

void recorder_open(struct recorder *recorder, struct world *world)
{
    *recorder = (struct recorder){.world = world};
    recorder->desk = (struct recording_desk){.self = recorder,
                                             .has = has,
                                             .of_other_text = of_other_text,
                                             .agree = agree,
                                             .begin = begin,
                                             .end = end,
                                             .keep = keep,
                                             .look = look,
                                             .cancel = cancel};
}

void recorder_take_microphone(struct recorder *recorder, struct microphone *microphone)
{
    stop(recorder);
    if (recorder->microphone)
        recorder->microphone->destroy(recorder->microphone->self);
    recorder->microphone = microphone;
}

void recorder_close(struct recorder *recorder)
{
    if (!recorder->world)
        return;
    cancel(recorder);
    recorder_take_microphone(recorder, NULL);
    for (struct recorder_job *job = recorder_take_job(recorder); job; job = recorder_take_job(recorder))
        recorder_job_free(job);
    *recorder = (struct recorder){0};
}
