/* Inside the driver: driver.c (loop, commands), driver_time.c (virtual time, voice), driver_json.c (answers). */
#ifndef YINIAN_RUN_DRIVER_PARTS_H
#define YINIAN_RUN_DRIVER_PARTS_H

#include "app.h"
#include "run/keep.h"
#include "run/driver.h"
#include "run/driver_command.h"
#include "run/keeping.h"
#include "run/recorder.h"
#include "run/say.h"
#include "run/world.h"
#include "speech/voice_espeak.h"
#include "speech/voice_virtual.h"
#include "view/draw.h"

struct driver {
    struct driver_options options;
    struct world world;
    struct app *app;
    struct synth *synth; /* NULL: espeak-ng is missing; durations are estimated */
    struct voice_virtual *voice;
    struct sayer sayer;
    struct recorder recorder; /* its microphone hears DATA/microphone.wav, or nothing */
    struct painter *painter; /* made for the first picture */
    struct page partner_page; /* what `partner` tells */
    bool sound_gone;
    time_us now;
    /* What the voices will tell, in the order of time. */
    struct event *pending;
    size_t pending_count, pending_capacity;
    struct keeping keeping;
    time_us keep_again;       /* when what the disk refused is tried again */
    uint32_t main_id, cue_id; /* being said */
    struct buffer events;     /* JSON objects since the last answer, parted by commas */
    struct arena arena;
    bool open, quit;
    bool again; /* out of safe mode, after this answer */
    char restore[BEGIN_ANEW_BYTES]; /* what to begin anew with, after this answer; "": nothing */
    char data[PLACE_BYTES];         /* the folder, where it is not the one of the options any more */
};

/* driver.c; `now`: 0, or when it begins anew */
bool driver_open(struct driver *driver, const struct driver_options *options, time_us now);
void driver_close(struct driver *driver);

/* driver_time.c */
void driver_settle(struct driver *driver); /* carries out what the app asks */
void driver_event(struct driver *driver, const struct event *event);
/* Lets time pass up to `target`; with `stop_at_change` to the first moment at which something changes. */
void driver_pass(struct driver *driver, time_us target, bool stop_at_change);

/* driver_json.c */
void driver_tell(struct driver *driver, const struct effect *effect, const struct utterance *utterance);
void driver_answer(struct driver *driver, struct buffer *out, enum driver_command_kind asked);

#endif
