#include "speech/voice_sound.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"

/* Nobody hears what is not there: a sound server that comes up late, or a card that another program lets go of, is found without
 * anything having to be said. */
enum { TRY_AT_MOST_MS = 60000 };

/* With the lock held, so that losses and returns are told in their order. */
static void tell(struct voice_sound *s, bool lost, const char *reason)
{
    if (lost == s->lost || (s->options.mute && !lost))
        return;
    s->lost = lost;
    s->try_after_ms = s->options.rest_retry_ms;
    struct event event = {.kind = lost ? EVENT_SOUND_LOST : EVENT_SOUND_BACK, .at_us = sound_clock_us()};
    snprintf(event.text, sizeof event.text, "%s", reason);
    s->options.post.post(s->options.post.context, &event);
}

void voice_sound_tell(struct voice_sound *s, bool lost, const char *reason)
{
    pthread_mutex_lock(&s->lock);
    tell(s, lost, reason);
    pthread_mutex_unlock(&s->lock);
}

/* The devices, with the lock held. */

static struct voice_line *line_of(struct voice_sound *s, enum voice_role role)
{
    return &s->lines[role == VOICE_CUE && s->line_count > 1 ? 1 : 0];
}

static bool rings_on(const struct voice_sound *s, const struct voice_line *line)
{
    return line->bell && bell_track_rings(&s->bell);
}

static void open_line(struct voice_sound *s, struct voice_line *line)
{
    char reason[96] = "";
    if (line->out || sound_clock_us() < line->retry_us || (s->options.mute && !rings_on(s, line)))
        return;
    time_us began_us = sound_clock_us();
    bool opened = voice_line_open(line, reason, sizeof reason);
    s->tried_us = sound_clock_us();
    s->took_us = s->tried_us - began_us;
    s->unopened = opened ? NULL : line;
    line->retry_us = opened ? 0 : s->tried_us + time_from_ms(s->options.retry_ms);
    tell(s, !opened, reason);
}

/* Closing may take as long as the device likes: the time until the next try is counted from then. */
static void give_up_line(struct voice_sound *s, struct voice_line *line, int retry_ms)
{
    voice_line_close(line);
    line->retry_us = sound_clock_us() + time_from_ms(retry_ms);
    s->unopened = NULL; /* opening it would tell of a return that is none */
    tell(s, true, _("the sound device does not answer"));
}

static void replace_line(struct voice_sound *s, struct voice_line *line)
{
    voice_line_close(line);
    line->retry_us = 0;
    open_line(s, line);
    if (!line->out)
        tell(s, true, _("the sound device was removed"));
}

static void make_lines(struct voice_sound *s, const char *device, const char *cue_device)
{
    device = device ? device : "";
    s->line_count = cue_device && cue_device[0] && strcmp(device, cue_device) != 0 ? 2 : 1;
    for (size_t i = 0; i < s->line_count; i++)
        voice_line_init(&s->lines[i], s->options.system, i ? cue_device : device, s->options.buffer_samples,
                        s->options.wake_fd);
    s->lines[0].bell = &s->bell;
    s->lines[0].tick = &s->tick;
    voice_line_add(line_of(s, VOICE_MAIN), &s->tracks[VOICE_MAIN]);
    voice_line_add(line_of(s, VOICE_CUE), &s->tracks[VOICE_CUE]);
}

static void end_lines(struct voice_sound *s)
{
    for (size_t i = 0; i < s->line_count; i++)
        voice_line_destroy(&s->lines[i]);
}

/* The voice's thread. */

void voice_sound_open(struct voice_sound *s, enum voice_role role)
{
    pthread_mutex_lock(&s->lock);
    line_of(s, role)->retry_us = 0;
    open_line(s, line_of(s, role));
    pthread_mutex_unlock(&s->lock);
}

void voice_sound_open_for_tick(struct voice_sound *s)
{
    pthread_mutex_lock(&s->lock);
    if (!s->lost)
        open_line(s, &s->lines[0]);
    pthread_mutex_unlock(&s->lock);
}

void voice_sound_removed(struct voice_sound *s, uint32_t device)
{
    pthread_mutex_lock(&s->lock);
    for (size_t i = 0; i < s->line_count; i++)
        if (s->lines[i].out && sound_out_id(s->lines[i].out) == device)
            replace_line(s, &s->lines[i]);
    pthread_mutex_unlock(&s->lock);
}

/* SDL tells of every device there is whenever its audio starts, so also after each of our own tries: what comes soon
 * after a try is no news. */
void voice_sound_added(struct voice_sound *s)
{
    pthread_mutex_lock(&s->lock);
    if (s->lost && sound_clock_us() - s->tried_us > time_from_ms(s->options.retry_ms) / 2) {
        s->unopened = s->unopened ? s->unopened : &s->lines[0];
        s->try_after_ms = s->options.retry_ms / 4;
    }
    pthread_mutex_unlock(&s->lock);
}

void voice_sound_set_devices(struct voice_sound *s, const char *device, const char *cue_device)
{
    pthread_mutex_lock(&s->lock);
    end_lines(s);
    make_lines(s, device, cue_device);
    s->unopened = s->lost ? &s->lines[0] : NULL;
    s->try_after_ms = s->options.retry_ms / 4;
    if (rings_on(s, &s->lines[0]))
        open_line(s, &s->lines[0]);
    pthread_mutex_unlock(&s->lock);
}

/* Only the voice's thread changes it. */
bool voice_sound_cue_apart(const struct voice_sound *s)
{
    return s->line_count > 1;
}

time_us voice_sound_latency_us(struct voice_sound *s, enum voice_role role)
{
    pthread_mutex_lock(&s->lock);
    time_us latency_us = voice_line_latency_us(line_of(s, role));
    pthread_mutex_unlock(&s->lock);
    return latency_us;
}

static void watch_line(struct voice_sound *s, struct voice_line *line, time_us now, time_us *deadline)
{
    time_us later;
    bool waiting = voice_line_waiting(line);
    if (waiting && voice_line_stalled(line, now, time_from_ms(s->options.stall_ms), &later))
        give_up_line(s, line, s->options.retry_ms);
    else if (waiting)
        *deadline = time_min(*deadline, later);
    if (!line->out && waiting && !s->options.mute) {
        open_line(s, line);
        *deadline = time_min(*deadline, line->out ? now : line->retry_us);
    }
    voice_line_run_silently(line, now);
    *deadline = time_min(*deadline, voice_line_silent_deadline(line));
}

bool voice_sound_watch(struct voice_sound *s, time_us now, time_us *deadline)
{
    bool waiting = false;
    pthread_mutex_lock(&s->lock);
    for (size_t i = 0; i < s->line_count; i++) {
        watch_line(s, &s->lines[i], now, deadline);
        waiting = waiting || voice_line_waiting(&s->lines[i]);
    }
    pthread_mutex_unlock(&s->lock);
    return waiting;
}

/* A try may take seconds, in which nothing is said. */
static void try_again(struct voice_sound *s, time_us now, time_us *deadline)
{
    time_us wait_us = time_from_ms(s->try_after_ms);
    time_us next = s->tried_us + (wait_us > 2 * s->took_us ? wait_us : 2 * s->took_us);
    if (now >= next) {
        s->try_after_ms *= s->try_after_ms <= TRY_AT_MOST_MS / 2 ? 2 : 1;
        s->tried_us = now;
        s->unopened->retry_us = 0;
        open_line(s, s->unopened);
        next = now;
    }
    *deadline = time_min(*deadline, next);
}

void voice_sound_rest(struct voice_sound *s, time_us now, time_us idle_us, time_us *deadline)
{
    pthread_mutex_lock(&s->lock);
    if (s->lost && s->unopened && !s->options.mute)
        try_again(s, now, deadline);
    bool open = s->lines[0].out || (s->line_count > 1 && s->lines[1].out);
    time_us off_us = atomic_load(&s->bell_off_us);
    time_us close_us = (off_us > idle_us ? off_us : idle_us) + time_from_ms(s->options.linger_ms);
    if (open && !bell_track_rings(&s->bell)) { /* turned off, it wakes us */
        for (size_t i = 0; now >= close_us && i < s->line_count; i++)
            voice_line_close(&s->lines[i]);
        *deadline = now >= close_us ? *deadline : time_min(*deadline, close_us);
    }
    pthread_mutex_unlock(&s->lock);
}

/* The bell. */

static void wake_voice(struct voice_sound *s)
{
    uint64_t one = 1;
    ssize_t full = write(s->options.wake_fd, &one, sizeof one);
    (void)full; /* a count that is full wakes as well */
}

static void look_after_bell(struct voice_sound *s)
{
    time_us now = sound_clock_us(), later;
    pthread_mutex_lock(&s->lock);
    struct voice_line *line = &s->lines[0];
    bool was_open = line->out != NULL;
    if (voice_line_stalled(line, now, time_from_ms(s->options.stall_ms), &later)) {
        give_up_line(s, line, s->options.bell_retry_ms);
    } else if (!line->out) {
        line->retry_us = 0;
        open_line(s, line);
    }
    bool changed = was_open != (line->out != NULL);
    pthread_mutex_unlock(&s->lock);
    if (changed)
        wake_voice(s);
}

/* With the bell's lock held; until something changes, or for `ms` (0: without end). */
static void wait_for_news(struct voice_sound *s, int ms)
{
    if (!ms) {
        pthread_cond_wait(&s->bell_changed, &s->bell_lock);
        return;
    }
    time_us until = sound_clock_us() + time_from_ms(ms);
    struct timespec time = {.tv_sec = until / 1000000, .tv_nsec = until % 1000000 * 1000};
    pthread_cond_timedwait(&s->bell_changed, &s->bell_lock, &time);
}

static void *run_bell(void *context)
{
    struct voice_sound *s = context;
    pthread_mutex_lock(&s->bell_lock);
    while (!s->bell_quit) {
        s->bell_news = false;
        bool rings = bell_track_rings(&s->bell);
        if (rings) {
            pthread_mutex_unlock(&s->bell_lock);
            look_after_bell(s);
            pthread_mutex_lock(&s->bell_lock);
        }
        if (!s->bell_news)
            wait_for_news(s, rings ? s->options.bell_retry_ms : 0);
    }
    pthread_mutex_unlock(&s->bell_lock);
    sound_thread_end();
    return NULL;
}

static void tell_bell(struct voice_sound *s, bool quit)
{
    pthread_mutex_lock(&s->bell_lock);
    s->bell_news = true;
    s->bell_quit = quit;
    pthread_cond_signal(&s->bell_changed);
    pthread_mutex_unlock(&s->bell_lock);
}

void voice_sound_bell(struct voice_sound *s, bool on)
{
    if (bell_track_rings(&s->bell) == on)
        return;
    if (!on)
        atomic_store(&s->bell_off_us, sound_clock_us());
    bell_track_turn(&s->bell, on);
    tell_bell(s, false);
    if (!on)
        wake_voice(s);
}

bool voice_sound_flows(struct voice_sound *s)
{
    time_us later;
    pthread_mutex_lock(&s->lock);
    const struct voice_line *line = &s->lines[0];
    bool flows =
        line->out && !voice_line_stalled(line, sound_clock_us(), time_from_ms(s->options.stall_ms), &later);
    pthread_mutex_unlock(&s->lock);
    return flows;
}

/* The click. */

void voice_sound_tick(struct voice_sound *s, int percent)
{
    tick_track_ask(&s->tick, percent, sound_clock_us());
}

/* Life. */

static void start_bell(struct voice_sound *s)
{
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&s->bell_changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&s->bell_lock, NULL);
    if (pthread_create(&s->bell_thread, NULL, run_bell, s) != 0)
        abort(); /* no thread: as out of memory */
}

void voice_sound_init(struct voice_sound *s, const struct voice_sound_options *options,
                      struct voice_track tracks[VOICE_ROLES])
{
    *s = (struct voice_sound){.options = *options, .tracks = tracks};
    pthread_mutex_init(&s->lock, NULL);
    make_lines(s, options->device, options->cue_device);
    s->options.device = s->options.cue_device = NULL; /* the lines have their own copies */
    start_bell(s);
}

void voice_sound_destroy(struct voice_sound *s)
{
    tell_bell(s, true);
    pthread_join(s->bell_thread, NULL);
    end_lines(s);
    pthread_cond_destroy(&s->bell_changed);
    pthread_mutex_destroy(&s->bell_lock);
    pthread_mutex_destroy(&s->lock);
}
