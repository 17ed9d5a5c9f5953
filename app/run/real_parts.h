/* What the files of the real program share: real.c begins and ends it and turns the loop, real_events.c takes what happened,
 * real_effects.c carries out what the app decided. */
#ifndef YINIAN_RUN_REAL_PARTS_H
#define YINIAN_RUN_REAL_PARTS_H

#include <stdio.h>

#include "app.h"
#include "input/evdev_source.h"
#include "input/window_source.h"
#include "run/board_pictures.h"
#include "run/copier.h"
#include "run/facts.h"
#include "run/hand_over.h"
#include "run/keep.h"
#include "run/life.h"
#include "run/partner.h"
#include "run/real.h"
#include "run/recorder.h"
#include "run/saver.h"
#include "run/say.h"
#include "run/watch.h"
#include "run/world.h"
#include "view/window.h"

struct real {
    const struct real_options *options;
    struct life *life; /* of who has started this program; NULL: nobody watches it */
    struct buffer resume;
    enum life_level level;
    time_us try_again_at; /* with everything, in safe mode; else TIME_NEVER */
    bool again;
    struct world world;
    struct app *app;
    struct window *window;
    struct partner partner;
    struct window_source *window_source;
    struct evdev_source *switches;
    struct sound_system *sounds;
    struct synth *synth;
    struct voice *voice;
    struct sayer sayer;
    struct recorder recorder;
    struct saver *saver;
    struct copier *copier;
    char *kept_phrase; /* given to the saver last */
    struct hand_over *hand_over;
    struct hand_over *call_over; /* for the caregiver's program alone */
    struct watch *watch;
    struct board_pictures *pictures;
    FILE *log;
    struct buffer line;

    struct facts facts;
    unsigned long shown_revision;
    const char *restore_problem; /* why it could not begin anew as it was to, just before; "" */
    enum warning_kind restore_warning;
    char restore[BEGIN_ANEW_BYTES]; /* what to begin anew with, when it has quit; "" */
    bool shown, quit, listens;
    bool restarts; /* it has gone back to a copy: nothing is as it was */
    enum app_typing typing;
};

/* --- real_events.c --- */

/* From any thread. */
void real_post(void *real, const struct event *event);

/* Places in the window become places in what is drawn. */
void real_by_window(void *real, const struct event *event);
void real_displays_changed(void *real);
void real_focus(void *real, bool ours);
void real_window_event(void *real, const void *sdl_event);
void real_sound_device(void *real, bool added, unsigned int id);
void real_point_as_set(struct real *real);
void real_serve_as_set(struct real *real, const struct settings *before);
void real_handle(struct real *real, const struct event *event);

/* --- real_effects.c --- */

/* Carries out every effect there is. */
void real_settle(struct real *real);
void real_listen_as_shown(struct real *real);
void real_type_as_shown(struct real *real);

#endif
