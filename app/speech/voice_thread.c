#include "speech/voice_thread.h"

#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/text.h"
#include "speech/speech_queue.h"
#include "speech/voice_line.h"

enum {
    MAIN_RING = 1 << 19, /* samples: 23.8 s, 1 MB; longer speech waits for room */
    CUE_RING = 1 << 17,  /* 5.9 s */
    TAIL_MS = 5,         /* silence after the last sound of an utterance */
    ADDED_TRIES = 4
};

enum command_kind {
    COMMAND_SAY,
    COMMAND_STOP,
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
    struct voice_thread_options options;
    pthread_t thread;
    int wake_fd;

    pthread_mutex_t lock; /* guards the inbox, nothing else */
    struct command *inbox;
    size_t inbox_count, inbox_capacity;

    /* The voice thread's own. */
    struct speech_queue queue;
    struct voice_track tracks[VOICE_ROLES];
    struct voice_line lines[VOICE_ROLES]; /* the second only when cues have a device of their own */
    size_t line_count;
    bool lost, quit;
    time_us idle_us; /* since when nothing is to be heard */
    time_us tried_us;
    int added_tries; /* how many tries are left after a device was added */
    /* What is being synthesised. */
    const struct utterance *utterance;
    const struct voice_segment *segment;
    uint64_t segment_at; /* its first sample in the ring */
    uint64_t skipped;    /* samples of it that were left out at the beginning of the utterance */
    bool skipping;
    bool cut;
};

static struct voice_line *line_of(struct voice_thread *v, enum voice_role role)
{
    return &v->lines[role == VOICE_CUE && v->line_count > 1 ? 1 : 0];
}

static void tell(struct voice_thread *v, const struct event *event)
{
    v->options.post.post(v->options.post.context, event);
}

static void tell_sound(struct voice_thread *v, bool lost, const char *reason)
{
    if (lost == v->lost)
        return;
    v->lost = lost;
    struct event event = {.kind = lost ? EVENT_SOUND_LOST : EVENT_SOUND_BACK, .at_us = sound_clock_us()};
    snprintf(event.text, sizeof event.text, "%s", reason);
    tell(v, &event);
}

/* The device. */

static void open_line(struct voice_thread *v, struct voice_line *line)
{
    char reason[96] = "";
    time_us now = sound_clock_us();
    if (line->out || !v->options.synth || now < line->retry_us)
        return;
    bool opened = voice_line_open(line, reason, sizeof reason);
    v->tried_us = sound_clock_us();
    line->retry_us = opened ? 0 : v->tried_us + time_from_ms(v->options.retry_ms);
    tell_sound(v, !opened, reason);
}

static void lose_line(struct voice_thread *v, struct voice_line *line, const char *reason, time_us retry_us)
{
    voice_line_close(line);
    line->retry_us = retry_us;
    open_line(v, line);
    if (!line->out)
        tell_sound(v, true, reason);
}

static void make_lines(struct voice_thread *v, const char *device, const char *cue_device)
{
    device = device ? device : "";
    v->line_count = cue_device && cue_device[0] && strcmp(device, cue_device) != 0 ? 2 : 1;
    v->queue.cue_apart = v->line_count == 2;
    for (size_t i = 0; i < v->line_count; i++)
        voice_line_init(&v->lines[i], v->options.system, i ? cue_device : device, v->options.buffer_samples,
                        v->wake_fd);
    voice_line_add(line_of(v, VOICE_MAIN), &v->tracks[VOICE_MAIN]);
    voice_line_add(line_of(v, VOICE_CUE), &v->tracks[VOICE_CUE]);
}

static void end_lines(struct voice_thread *v)
{
    for (size_t i = 0; i < v->line_count; i++)
        voice_line_destroy(&v->lines[i]);
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

static void device_removed(struct voice_thread *v, uint32_t device)
{
    for (size_t i = 0; i < v->line_count; i++)
        if (v->lines[i].out && sound_out_id(v->lines[i].out) == device)
            lose_line(v, &v->lines[i], _("the sound device was removed"), 0);
}

/* SDL tells of every device there is whenever its audio starts, so also after each of our own tries: what comes soon
 * after a try is no news. */
static void device_added(struct voice_thread *v)
{
    if (v->lost && sound_clock_us() - v->tried_us > time_from_ms(v->options.retry_ms) / 2)
        v->added_tries = ADDED_TRIES;
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
    case COMMAND_REMOVED:
        device_removed(v, command->device);
        break;
    case COMMAND_ADDED:
        device_added(v);
        break;
    case COMMAND_DEVICES:
        stop_all(v);
        end_lines(v);
        make_lines(v, command->name, command->cue_name);
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
    time_us latency_us = voice_line_latency_us(line_of(v, role));
    while (voice_track_due(&v->tracks[role], now, latency_us, &event, &later)) {
        told = true;
        if (event.kind == EVENT_SPEECH_ENDED)
            speech_queue_done(&v->queue, role);
        tell(v, &event);
    }
    *deadline = time_min(*deadline, later);
    return told;
}

static void watch_line(struct voice_thread *v, struct voice_line *line, time_us now, time_us *deadline)
{
    time_us later;
    if (voice_line_broken(line, now, time_from_ms(v->options.stall_ms), &later))
        lose_line(v, line, _("the sound device does not answer"), now + time_from_ms(v->options.retry_ms));
    *deadline = time_min(*deadline, later);
    if (!line->out && voice_line_waiting(line) && v->options.synth) {
        open_line(v, line);
        *deadline = time_min(*deadline, line->out ? now : line->retry_us);
    }
    voice_line_run_silently(line, now);
    *deadline = time_min(*deadline, voice_line_silent_deadline(line));
}

/* At rest: the tries after a device was added, and the end of lingering. */
static void rest(struct voice_thread *v, time_us now, time_us *deadline)
{
    if (v->lost && v->added_tries) {
        time_us next =
            v->tried_us + ((time_from_ms(v->options.retry_ms) / 4) << (ADDED_TRIES - v->added_tries));
        if (now >= next) {
            v->added_tries--;
            v->lines[0].retry_us = 0;
            open_line(v, &v->lines[0]);
            next = now;
        }
        *deadline = time_min(*deadline, next);
    }
    bool open = v->lines[0].out || (v->line_count > 1 && v->lines[1].out);
    time_us close_us = v->idle_us + time_from_ms(v->options.linger_ms);
    if (open && now >= close_us) {
        for (size_t i = 0; i < v->line_count; i++)
            voice_line_close(&v->lines[i]);
    } else if (open) {
        *deadline = time_min(*deadline, close_us);
    }
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
        bool waiting = v->utterance != NULL;
        for (size_t i = 0; i < v->line_count; i++) {
            watch_line(v, &v->lines[i], now, &deadline);
            waiting = waiting || voice_line_waiting(&v->lines[i]);
        }
        for (int role = 0; role < VOICE_ROLES; role++)
            told = hear_role(v, (enum voice_role)role, now, &deadline) || told;
        if (waiting)
            v->idle_us = now;
        else
            rest(v, now, &deadline);
    } while (told);
    return deadline;
}

static void wait(struct voice_thread *v, time_us deadline)
{
    struct pollfd fd = {.fd = v->wake_fd, .events = POLLIN};
    time_us left = deadline == TIME_NEVER ? 0 : deadline - sound_clock_us();
    left = left > 0 ? left : 0;
    struct timespec time = {.tv_sec = left / 1000000, .tv_nsec = left % 1000000 * 1000};
    if (ppoll(&fd, 1, deadline == TIME_NEVER ? NULL : &time, NULL) > 0) {
        uint64_t count;
        ssize_t got = read(v->wake_fd, &count, sizeof count);
        (void)got; /* empty is as good: somebody else's wake was taken with ours */
    }
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
    if (v->options.synth &&
        synth_speak(v->options.synth, v->segment, v->utterance->rate_wpm, v->utterance->pitch, &sink))
        return;
    v->skipping = false;
    put_silence(v, voice_segment_estimate_ms(v->segment, v->utterance->rate_wpm));
}

/* Works on a copy: what the queue holds goes away when the utterance is cut in the middle of its synthesis. */
static void speak(struct voice_thread *v, const struct utterance *utterance)
{
    struct kept_utterance *kept = utterance_keep(utterance);
    const struct utterance *said = &kept->said;
    struct voice_line *line = line_of(v, said->role);
    v->utterance = said;
    v->cut = false;
    v->skipping = true;
    line->retry_us = 0;
    open_line(v, line);
    voice_track_begin(&v->tracks[said->role], said->id);
    for (size_t i = 0; i < said->segment_count && !v->cut; i++) {
        v->segment = &said->segments[i];
        speak_segment(v);
        if (i + 1 < said->segment_count)
            put_silence(v, voice_segment_gap_ms(v->segment));
    }
    v->skipping = false;
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
    if (v->options.synth)
        synth_warm_up(v->options.synth);
    else
        tell_sound(v, true, _("there is no synthesiser"));
    v->idle_us = sound_clock_us();
    open_line(v, &v->lines[0]);
    while (!v->quit) {
        read_inbox(v);
        time_us deadline = hear(v);
        if (!v->quit && !speak_next(v))
            wait(v, deadline);
    }
    sound_thread_end();
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
    end_lines(v);
    speech_queue_destroy(&v->queue);
    for (int role = 0; role < VOICE_ROLES; role++)
        voice_track_destroy(&v->tracks[role]);
    pthread_mutex_destroy(&v->lock);
    close(v->wake_fd);
    free(v);
}

struct voice *voice_thread_create(const struct voice_thread_options *options)
{
    struct voice_thread *v = memory_new(1, sizeof *v);
    v->voice = (struct voice){.self = v, .say = say, .stop = stop, .destroy = destroy};
    v->options = *options;
    v->options.linger_ms = options->linger_ms ? options->linger_ms : 3000;
    v->options.stall_ms = options->stall_ms ? options->stall_ms : 2000;
    v->options.retry_ms = options->retry_ms ? options->retry_ms : 2000;
    v->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pthread_mutex_init(&v->lock, NULL);
    speech_queue_init(&v->queue, false);
    voice_track_init(&v->tracks[VOICE_MAIN], MAIN_RING);
    voice_track_init(&v->tracks[VOICE_CUE], CUE_RING);
    make_lines(v, options->device, options->cue_device);
    v->options.device = v->options.cue_device = NULL; /* the lines have their own copies */
    if (v->wake_fd < 0 || pthread_create(&v->thread, NULL, run, v) != 0)
        abort(); /* no descriptor, no thread: as out of memory */
    return &v->voice;
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
    send(voice->self, (struct command){.kind = COMMAND_DEVICES,
                                       .name = memory_copy_text(device ? device : ""),
                                       .cue_name = memory_copy_text(cue_device ? cue_device : "")});
}
