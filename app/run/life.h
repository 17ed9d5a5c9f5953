/* What the supervisor (supervise.h) and the program it has started share: a page of memory, and an eventfd.
 *
 * The sign of life is one number in that memory: the time by which the program will have set it anew. It costs no system
 * call and wakes nobody; the supervisor sleeps until then.
 *
 *     program     |works|-------asleep until T-------|works|-----asleep for ever (rest)-----|works…
 *     sign by      +20 s T + 1.3 s                    +1.3 s  never                          +1.3 s
 *     supervisor         |---------------asleep until T + 1.3 s---------|looks|----for ever---^ woken (eventfd)
 *
 * Who is woken early, by a press, and finds that the supervisor means to look much later, wakes it. So a program that hangs
 * is noticed LIFE_GRACE_MS (on a slow computer later) after it began to; at rest neither wakes the other.
 *
 * The thread that reads the switches wakes too often for that: by a tracker, sixty times a second. It says whether it sleeps,
 * and its sign stands for LIFE_SWITCHES_MS; when that is over it is looked whether it sleeps.
 *
 *     switches    |works|--asleep--|works|---------asleep---------------------------|works, and hangs
 *     sign by     +8 s                              never                            +8 s
 *     supervisor  ^ woken, where it slept           ^ looks: asleep                  ^ woken            ^ looks: hangs
 *
 * Where the person is (app_resume_write()) lies in the same memory, in the one of two slots that is whole. It is nowhere on a
 * disk, and ends with the supervisor: only a restart after a death begins there. */
#ifndef YINIAN_RUN_LIFE_H
#define YINIAN_RUN_LIFE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/time_us.h"

enum {
    LIFE_GRACE_MS = 1300,
    LIFE_GRACE_TURNS =
        4, /* but not less than four times what the longest turn of the loop has computed so far: a slow computer */
    LIFE_LONG_MS = 20000,    /* loading, and what else takes long once in a while */
    LIFE_VOICE_MS = 20000,   /* a sound server may take its time */
    LIFE_SWITCHES_MS = 8000, /* so may a device that is opened; after half of it the sign is set anew */
    LIFE_RESUME_BYTES = 32 * 1024
};

/* How much of everything is started. */
enum life_level {
    LIFE_ALL,
    LIFE_SAFE, /* own files: only what somebody needs to choose at all */
    LIFE_BARE  /* none at all, and no synthesiser: the bell */
};

/* Where it begins. */
enum life_begin {
    LIFE_ANEW,
    LIFE_WHERE_IT_WAS,
    LIFE_WITH_MESSAGE, /* on the start board */
    LIFE_WITH_CALL     /* likewise, without the message: only a call that rang, rings on */
};

enum life_exit {
    LIFE_EXIT_NO_SCREEN = 69, /* there is none to be had, now */
    LIFE_EXIT_AGAIN = 76      /* it wants to be started anew, with everything */
};

/* What the program says. */
enum life_part { LIFE_LOOP, LIFE_VOICE, LIFE_SWITCHES, LIFE_PARTS };

struct life;

/* The program's side: NULL when no supervisor has started it; everything below takes that, and does nothing. */
struct life *life_join(void);
void life_leave(struct life *life);
enum life_level life_level(const struct life *life);
bool life_is_first(const struct life *life); /* none was before this one */
/* Where the person was, as of app_resume_write(); LIFE_ANEW: nothing is known of it. */
enum life_begin life_resume(const struct life *life, struct buffer *resume);
void life_works(struct life *life, enum life_part part, time_us now_us);
void life_works_long(struct life *life, time_us now_us); /* the loop: LIFE_LONG_MS from now */
/* TIME_NEVER: nothing will wake it but events. Of the switches, any time is. */
void life_sleeps(struct life *life, enum life_part part, time_us until_us);
void life_keeps(struct life *life, const struct buffer *resume); /* too large: the one before stays */
void life_shown(struct life *life);                              /* the first picture stands */

/* The supervisor's side. */
struct life *life_new(void); /* NULL: no memory, see errno */
void life_free(struct life *life);
int life_wake_fd(const struct life *life); /* readable: look anew */
/* Before another program is started. */
void life_begins(struct life *life, enum life_level level, enum life_begin begin, time_us now_us);
bool life_hand_down(const struct life *life); /* in the child, before exec: it finds this with life_join() */
bool life_is_shown(const struct life *life);
/* When the sign of life is due. The program is told that it is looked for then. */
time_us life_sign_by(struct life *life, enum life_part part);
/* Of a thread that sleeps no sign is due any more. Before it is said that one is missing. */
void life_let_sleep(struct life *life, time_us now_us);
void life_looks_at(struct life *life, time_us at_us);

#endif
