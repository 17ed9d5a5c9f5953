/* What follows when a supervised program has died: when, with how much of everything, and where it begins. Times are given.
 *
 *     deaths within 60 s    begun anew with
 *     first                 everything, where the person was
 *     second                everything, on the start board, with the message: it may have been the page
 *     third                 one level less (life.h): safe, then bare; only a call that rings, rings on. Counted anew
 *
 * At once when it had shown something, else after a pause that doubles. On the lowest level it goes on so for ever: nobody
 * is left without a voice. Back to everything it comes when it asks for that (LIFE_EXIT_AGAIN). */
#ifndef YINIAN_RUN_CRASH_LOOP_H
#define YINIAN_RUN_CRASH_LOOP_H

#include "base/time_us.h"
#include "run/life.h"

enum {
    CRASH_LOOP_MS = 60000,
    CRASH_LOOP_DEATHS = 3,
    CRASH_PAUSE_MS = 250, /* doubled, up to: */
    CRASH_PAUSE_MOST_MS = 5000,
    CRASH_NO_SCREEN_MS = 60000, /* … without a screen, after there was one: then it ends */
    CRASH_NO_SCREEN_PAUSE_MS = 500,
    CRASH_VOICE_MS = 600000,  /* a voice that hangs is no reason to begin anew twice in this time */
    CRASH_SWITCHES_MS = 60000 /* likewise; but without a switch nobody has a voice either */
};

struct crash_loop {
    enum life_level level;
    time_us deaths[CRASH_LOOP_DEATHS]; /* the latest, oldest first */
    int death_count;
    int unshown;                 /* deaths before the first picture, one after the other */
    time_us no_screen_us;        /* since when; TIME_NEVER: there is one */
    time_us hung_us[LIFE_PARTS]; /* when it was begun anew for this one; TIME_NEVER: never */
};

struct next_start {
    bool ends; /* it is not begun any more */
    int pause_ms;
    enum life_begin begin;
};

void crash_loop_init(struct crash_loop *loop, enum life_level level);
/* `shown`: it had shown a picture. The level to begin with is in the loop. */
struct next_start crash_loop_died(struct crash_loop *loop, bool shown, time_us now_us);
struct next_start crash_loop_no_screen(struct crash_loop *loop, time_us now_us);
struct next_start crash_loop_again(struct crash_loop *loop); /* it asked for everything */
void crash_loop_shown(struct crash_loop *loop);              /* a picture stands */
/* Is it to be begun anew for this part, which hangs? */
bool crash_loop_hangs(struct crash_loop *loop, enum life_part part, time_us now_us);

#endif
