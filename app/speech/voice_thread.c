#include "speech/voice_thread.h"

#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/text.h"
#include "speech/bell_everywhere.h"
#include "speech/speech_queue.h"
#include "speech/voice_sound.h"

enum {
    MAIN_RING = 1 << 19, /* samples: 23.8 s, 1 MB; longer speech waits for room */
    CUE_RING = 1 << 17,  /* 5.9 s */
    TAIL_MS = 5          /* silence after the last sound of an utterance */
};

enum command_kind {
    COMMAND_SAY,
    COMMAND_STOP,
    COMMAND_TICK,
    COMMAND_REMOVED,
    COMMAND_ADDED,
    COMMAND_DEVICES,
    COMMAND_QUIT
};

struct command {
    enum command_kind kind;
    struct kept_utterance *kept; /* SAY */
    enum voice_role role;        /* STOP */
    uint32_t device;             /* REMOVED */
    char *name, *cue_name;       /* DEVICES */
};

struct voice_thread {
    struct voice voice;
    struct synth *synth;
    struct voice_post post;
    struct voice_sign sign;
    struct voice_sound sound;
    struct bell_everywhere *everywhere;
    pthread_t thread;
    int wake_fd;

    pthread_mutex_t lock; /* guards the inbox, nothing else */
    struct command *inbox;
    size_t inbox_count, inbox_capacity;

    /* The voice thread's own. */
    struct speech_queue queue;
    struct voice_track tracks[VOICE_ROLES];
    bool quit;
    time_us idle_us; /* since when no speech is to be heard */
    /* What is being synthesised. */
    const struct utterance *utterance;
    const struct voice_segment *segment;
    uint64_t segment_at; /* its first sample in the ring */
    uint64_t skipped;    /* samples of it that were left out at the beginning of the utterance */
    bool skipping;
    bool cut;
};

static void tell(struct voice_thread *v, const struct event *event)
{
    v->post.post(v->post.context, event);
}

/* The inbox. */

static void carry_out(struct voice_thread *v, const struct speech_change *change)
{
    for (int role = 0; role < VOICE_ROLES; role++) {
        if (!change->cut[role])
            continue;
        voice_track_cut(&v->tracks[role]);
        if (v->utterance && (int)v->utterance->role == role)
            v->cut = true;
    }
    struct event event = {.kind = EVENT_SPEECH_ENDED, .at_us = sound_clock_us()};
    for (size_t i = 0; i < change->ended_count; i++) {
        event.speech_id = change->ended[i];
        tell(v, &event);
    }
}

static void stop_all(struct voice_thread *v)
{
    struct speech_change change;
    for (int role = 0; role < VOICE_ROLES; role++) {
        speech_queue_stop(&v->queue, (enum voice_role)role, &change);
        carry_out(v, &change);
    }
}

static void obey(struct voice_thread *v, struct command *command)
{
    struct speech_change change;
    switch (command->kind) {
    case COMMAND_SAY:
        speech_queue_say(&v->queue, command->kept, &change);
        carry_out(v, &change);
        break;
    case COMMAND_STOP:
        speech_queue_stop(&v->queue, command->role, &change);
        carry_out(v, &change);
        break;
    case COMMAND_TICK:
        voice_sound_open_for_tick(&v->sound);
        v->idle_us = sound_clock_us();
        break;
    case COMMAND_REMOVED:
        voice_sound_removed(&v->sound, command->device);
        break;
    case COMMAND_ADDED:
        voice_sound_added(&v->sound);
        break;
    case COMMAND_DEVICES:
        stop_all(v);
        voice_sound_set_devices(&v->sound, command->name, command->cue_name);
        v->queue.cue_apart = voice_sound_cue_apart(&v->sound);
        free(command->name);
        free(command->cue_name);
        break;
    case COMMAND_QUIT:
        stop_all(v);
        v->quit = true;
        break;
    }
}

static void read_inbox(struct voice_thread *v)
{
    pthread_mutex_lock(&v->lock);
    struct command *commands = v->inbox;
    size_t count = v->inbox_count;
    v->inbox = NULL;
    v->inbox_count = v->inbox_capacity = 0;
    pthread_mutex_unlock(&v->lock);
    for (size_t i = 0; i < count; i++)
        obey(v, &commands[i]);
    free(commands);
}

static void wake(const struct voice_thread *v)
{
    uint64_t one = 1;
    ssize_t full = write(v->wake_fd, &one, sizeof one);
    (void)full; /* a count that is full wakes as well */
}

static void send(struct voice_thread *v, struct command command)
{
    pthread_mutex_lock(&v->lock);
    if (v->inbox_count == v->inbox_capacity) {
        v->inbox_capacity = v->inbox_capacity ? v->inbox_capacity * 2 : 8;
        v->inbox = memory_grow(v->inbox, v->inbox_capacity, sizeof *v->inbox);
    }
    v->inbox[v->inbox_count++] = command;
    pthread_mutex_unlock(&v->lock);
    wake(v);
}

/* What is heard. */

/* Tells what is due in this role; true when anything was. */
static bool hear_role(struct voice_thread *v, enum voice_role role, time_us now, time_us *deadline)
{
    struct event event;
    time_us later;
    bool told = false;
    time_us latency_us = voice_sound_latency_us(&v->sound, role);
    while (voice_track_due(&v->tracks[role], now, latency_us, &event, &later)) {
        told = true;
        if (event.kind == EVENT_SPEECH_ENDED)
            speech_queue_done(&v->queue, role);
        tell(v, &event);
    }
    *deadline = time_min(*deadline, later);
    return told;
}

/* Does what is due; returns when to come back. */
static time_us hear(struct voice_thread *v)
{
    time_us deadline;
    bool told;
    do {
        time_us now = sound_clock_us();
        deadline = TIME_NEVER;
        told = false;
        for (int role = 0; role < VOICE_ROLES; role++)
            voice_track_wake(&v->tracks[role], v->utterance && (int)v->utterance->role == role);
        bool waiting = voice_sound_watch(&v->sound, now, &deadline) || v->utterance;
        for (int role = 0; role < VOICE_ROLES; role++)
            told = hear_role(v, (enum voice_role)role, now, &deadline) || told;
        if (waiting)
            v->idle_us = now;
        else
            voice_sound_rest(&v->sound, now, v->idle_us, &deadline);
    } while (told);
    return deadline;
}

static void works(struct voice_thread *v)
{
    if (v->sign.works)
        v->sign.works(v->sign.context, sound_clock_us());
}

static void sleeps(struct voice_thread *v, time_us until)
{
    if (v->sign.sleeps)
        v->sign.sleeps(v->sign.context, until);
}

static void wait(struct voice_thread *v, time_us deadline)
{
    struct pollfd fd = {.fd = v->wake_fd, .events = POLLIN};
    time_us left = deadline == TIME_NEVER ? 0 : deadline - sound_clock_us();
    left = left > 0 ? left : 0;
    struct timespec time = {.tv_sec = left / 1000000, .tv_nsec = left % 1000000 * 1000};
    sleeps(v, deadline);
    if (ppoll(&fd, 1, deadline == TIME_NEVER ? NULL : &time, NULL) > 0) {
        uint64_t count;
        ssize_t got = read(v->wake_fd, &count, sizeof count);
        (void)got; /* empty is as good: somebody else's wake was taken with ours */
    }
    works(v);
}

/* Synthesis. */

/* Waits until the ring has room; false when the utterance was cut meanwhile. */
static bool make_room(struct voice_thread *v, size_t count)
{
    read_inbox(v);
    time_us deadline = hear(v);
    while (!v->cut && sound_ring_space(&v->tracks[v->utterance->role].ring) < count) {
        wait(v, deadline);
        read_inbox(v);
        deadline = hear(v);
    }
    return !v->cut;
}

/* An utterance that begins with a plosive begins with its closure: 44–55 ms of nothing at all. Nobody hears that; the
 * person waits for it. */
static size_t skip_closure(struct voice_thread *v, const int16_t *samples, size_t count)
{
    size_t zeros = 0;
    while (v->skipping && zeros < count && !samples[zeros])
        zeros++;
    v->skipping = v->skipping && zeros == count;
    v->skipped += zeros;
    return zeros;
}

static bool put_samples(void *context, const int16_t *samples, size_t count)
{
    struct voice_thread *v = context;
    size_t zeros = skip_closure(v, samples, count);
    samples += zeros;
    count -= zeros;
    while (count) {
        int16_t loud[512];
        size_t part = count < 512 ? count : 512;
        if (!make_room(v, part))
            return false;
        for (size_t i = 0; i < part; i++)
            loud[i] = sound_gain(samples[i], v->utterance->volume_percent);
        sound_ring_write(&v->tracks[v->utterance->role].ring, loud, part);
        samples += part;
        count -= part;
    }
    return true;
}

static void put_word(void *context, uint64_t sample, int position, int length)
{
    struct voice_thread *v = context;
    int first, count;
    sample -= sample < v->skipped ? sample : v->skipped;
    if (!v->cut && voice_segment_word(v->segment, position, length, &first, &count))
        voice_track_word(&v->tracks[v->utterance->role], v->segment_at + sample, first, count);
}

static void put_silence(struct voice_thread *v, int ms)
{
    static const int16_t silence[512];
    for (size_t left = (size_t)ms * SOUND_RATE_HZ / 1000; left && !v->cut;) {
        size_t part = left < 512 ? left : 512;
        if (!put_samples(v, silence, part))
            return;
        left -= part;
    }
}

static void speak_segment(struct voice_thread *v)
{
    static const struct synth_sink shape = {.word = put_word, .samples = put_samples};
    struct synth_sink sink = shape;
    sink.context = v;
    v->segment_at = atomic_load(&v->tracks[v->utterance->role].ring.written);
    v->skipped = 0;
    if (v->synth && synth_speak(v->synth, v->segment, v->utterance->rate_wpm, v->utterance->pitch, &sink))
        return;
    v->skipping = false;
    put_silence(v, voice_segment_estimate_ms(v->segment, v->utterance->rate_wpm));
}

static void play(struct voice_thread *v, const struct utterance *said)
{
    struct voice_track *track = &v->tracks[said->role];
    v->skipping = false;
    if (said->characters > 0)
        voice_track_word(track, atomic_load(&track->ring.written), 0, said->characters);
    put_samples(v, said->samples, said->sample_count);
}

static void speak_segments(struct voice_thread *v, const struct utterance *said)
{
    v->skipping = true;
    for (size_t i = 0; i < said->segment_count && !v->cut; i++) {
        v->segment = &said->segments[i];
        speak_segment(v);
        if (i + 1 < said->segment_count)
            put_silence(v, voice_segment_gap_ms(v->segment));
    }
    v->skipping = false;
}

/* Works on a copy: what the queue holds goes away when the utterance is cut in the middle of its synthesis. */
static void speak(struct voice_thread *v, const struct utterance *utterance)
{
    struct kept_utterance *kept = utterance_keep(utterance);
    const struct utterance *said = &kept->said;
    v->utterance = said;
    v->cut = false;
    voice_sound_open(&v->sound, said->role);
    voice_track_begin(&v->tracks[said->role], said->id);
    if (said->sample_count)
        play(v, said);
    else
        speak_segments(v, said);
    put_silence(v, TAIL_MS);
    if (!v->cut)
        voice_track_end(&v->tracks[said->role]);
    v->utterance = NULL;
    utterance_drop(kept);
}

static bool speak_next(struct voice_thread *v)
{
    for (int role = 0; role < VOICE_ROLES; role++) {
        const struct utterance *next = speech_queue_next(&v->queue, (enum voice_role)role);
        if (next) {
            speak(v, next);
            return true;
        }
    }
    return false;
}

static void *run(void *context)
{
    struct voice_thread *v = context;
    works(v);
    if (v->synth)
        synth_warm_up(v->synth);
    else
        voice_sound_tell(&v->sound, true, _("there is no synthesiser"));
    v->idle_us = sound_clock_us();
    voice_sound_open(&v->sound, VOICE_MAIN);
    while (!v->quit) {
        read_inbox(v);
        time_us deadline = hear(v);
        if (!v->quit && !speak_next(v))
            wait(v, deadline);
    }
    sound_thread_end();
    sleeps(v, TIME_NEVER);
    return NULL;
}

/* The voice, for others. */

static void say(void *self, const struct utterance *utterance)
{
    send(self, (struct command){.kind = COMMAND_SAY, .kept = utterance_keep(utterance)});
}

static void stop(void *self, enum voice_role role)
{
    send(self, (struct command){.kind = COMMAND_STOP, .role = role});
}

static void destroy(void *self)
{
    struct voice_thread *v = self;
    send(v, (struct command){.kind = COMMAND_QUIT});
    pthread_join(v->thread, NULL);
    bell_everywhere_stop(v->everywhere);
    voice_sound_destroy(&v->sound);
    speech_queue_destroy(&v->queue);
    for (int role = 0; role < VOICE_ROLES; role++)
        voice_track_destroy(&v->tracks[role]);
    pthread_mutex_destroy(&v->lock);
    close(v->wake_fd);
    free(v);
}

static bool flows(void *context)
{
    return voice_sound_flows(context);
}

static void start_sound(struct voice_thread *v, const struct voice_thread_options *options)
{
    struct voice_sound_options sound = {
        .system = options->system,
        .device = options->device,
        .cue_device = options->cue_device,
        .buffer_samples = options->buffer_samples,
        .linger_ms = options->linger_ms ? options->linger_ms : 3000,
        .stall_ms = options->stall_ms ? options->stall_ms : 2000,
        .retry_ms = options->retry_ms ? options->retry_ms : 2000,
        .rest_retry_ms = options->rest_retry_ms ? options->rest_retry_ms : 500,
        .bell_retry_ms = options->bell_retry_ms ? options->bell_retry_ms : 1000,
        .post = options->post,
        .wake_fd = v->wake_fd,
        .mute = !options->synth};
    voice_sound_init(&v->sound, &sound, v->tracks);
    v->everywhere =
        bell_everywhere_start(&(struct bell_everywhere_options){.system = options->system,
                                                                .device = options->device,
                                                                .cue_device = options->cue_device,
                                                                .buffer_samples = options->buffer_samples,
                                                                .names = options->names,
                                                                .flows = flows,
                                                                .flows_context = &v->sound,
                                                                .post = options->post});
    speech_queue_init(&v->queue, voice_sound_cue_apart(&v->sound));
}

struct voice *voice_thread_create(const struct voice_thread_options *options)
{
    struct voice_thread *v = memory_new(1, sizeof *v);
    v->voice = (struct voice){.self = v, .say = say, .stop = stop, .destroy = destroy};
    v->synth = options->synth;
    v->post = options->post;
    v->sign = options->sign;
    v->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pthread_mutex_init(&v->lock, NULL);
    voice_track_init(&v->tracks[VOICE_MAIN], MAIN_RING);
    voice_track_init(&v->tracks[VOICE_CUE], CUE_RING);
    start_sound(v, options);
    if (v->wake_fd < 0 || pthread_create(&v->thread, NULL, run, v) != 0)
        abort(); /* no descriptor, no thread: as out of memory */
    return &v->voice;
}

void voice_thread_bell(struct voice *voice, bool on)
{
    struct voice_thread *v = voice->self;
    voice_sound_bell(&v->sound, on);
    bell_everywhere_turn(v->everywhere, on);
}

void voice_thread_set_bell(struct voice *voice, bool every_device, bool mixers)
{
    struct voice_thread *v = voice->self;
    bell_everywhere_set(v->everywhere, every_device, mixers);
}

void voice_thread_test_bell(struct voice *voice)
{
    struct voice_thread *v = voice->self;
    bell_everywhere_test(v->everywhere);
}

void voice_thread_tick(struct voice *voice, int percent)
{
    struct voice_thread *v = voice->self;
    voice_sound_tick(&v->sound, percent);
    send(v, (struct command){.kind = COMMAND_TICK});
}

void voice_thread_device_removed(struct voice *voice, uint32_t device)
{
    send(voice->self, (struct command){.kind = COMMAND_REMOVED, .device = device});
}

void voice_thread_device_added(struct voice *voice)
{
    send(voice->self, (struct command){.kind = COMMAND_ADDED});
}

void voice_thread_set_devices(struct voice *voice, const char *device, const char *cue_device)
{
    struct voice_thread *v = voice->self;
    bell_everywhere_set_devices(v->everywhere, device, cue_device);
    send(voice->self, (struct command){.kind = COMMAND_DEVICES,
                                       .name = memory_copy_text(device ? device : ""),
                                       .cue_name = memory_copy_text(cue_device ? cue_device : "")});
}
