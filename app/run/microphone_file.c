#include "run/microphone_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "speech/recording_file.h"
#include "store/store.h"

struct microphone_file {
    struct microphone microphone;
    char *path;
    struct recording_file file;
    time_us since;
    size_t taken;
    bool hears;
};

static void stop(void *self)
{
    struct microphone_file *m = self;
    recording_file_destroy(&m->file);
    m->hears = false;
}

static bool start(void *self, time_us at_us, char *reason, size_t size)
{
    struct microphone_file *m = self;
    struct buffer bytes = {0};
    bool missing = false;
    stop(m);
    bool right = store_read(m->path, &bytes, &missing, reason, size)
                     ? recording_file_parse(buffer_text(&bytes), bytes.size, &m->file, reason, size)
                     : missing;
    buffer_destroy(&bytes);
    m->since = at_us;
    m->taken = 0;
    m->hears = right;
    return right;
}

static size_t take(void *self, time_us at_us, float *samples, size_t most)
{
    struct microphone_file *m = self;
    size_t heard = m->hears ? (size_t)((at_us - m->since) * SOUND_RATE_HZ / 1000000) : 0, count = 0;
    for (; count < most && m->taken < heard; m->taken++)
        samples[count++] = m->taken < m->file.sound.count ? m->file.sound.samples[m->taken] : 0;
    return count;
}

static void destroy(void *self)
{
    struct microphone_file *m = self;
    stop(m);
    free(m->path);
    free(m);
}

struct microphone *microphone_file_create(const char *path)
{
    struct microphone_file *m = memory_new(1, sizeof *m);
    m->path = memory_copy_text(path);
    m->microphone =
        (struct microphone){.self = m, .start = start, .take = take, .stop = stop, .destroy = destroy};
    return &m->microphone;
}
