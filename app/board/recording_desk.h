/* Recording with a microphone, as the app asks for it: a struct of functions. The real one (run/recorder.h) has a microphone
 * and the person's folder behind it, the driver's a microphone that hears a file. Pure.
 *
 *     begin ──▶ look, look … ──▶ end ──▶ keep, or begin again
 *                  └──────────────────▶ cancel                     one recording at a time
 *
 * What keep() and agree() are asked for is done when EFFECT_KEEP_RECORDING is carried out, and answered by
 * EVENT_RECORDING_KEPT: a disk may take its time. */
#ifndef YINIAN_BOARD_RECORDING_DESK_H
#define YINIAN_BOARD_RECORDING_DESK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time_us.h"

/* What was recorded last and is not kept is said as if it were the phrase of this id. */
#define RECORDING_TRIAL "recording.trial"
/* This and an id: what is recorded of that phrase, also of the text that it had before. */
#define RECORDING_KEPT "recording.kept:"

struct recording_now {
    int ms;          /* so long it is */
    double level_db; /* of what was heard since the last look, in dB of full scale; −INFINITY: nothing */
};

struct recording_desk {
    void *self;
    /* Is there a recording of this phrase, or of one of phrase_fixed? */
    bool (*has)(void *self, bool english, const char *id);
    /* It was recorded of another text than the phrase has now, and is not said in its place until somebody agrees. */
    bool (*of_other_text)(void *self, bool english, const char *id);
    /* These are false with a clause in `reason`. */
    bool (*begin)(void *self, time_us at_us, char *reason, size_t size);
    bool (*end)(void *self, time_us at_us, struct recording_now *now, char *reason, size_t size);
    /* These two give the number that the answer will have; 0: not to be had, with a clause in `reason`. */
    int (*keep)(void *self, bool english, const char *id, char *reason, size_t size);
    /* Somebody has heard it: it is right for the text that the phrase has now. */
    int (*agree)(void *self, bool english, const char *id, char *reason, size_t size);
    void (*look)(void *self, time_us at_us, struct recording_now *now);
    void (*cancel)(void *self); /* also when nothing is recorded, and of what is not kept */
};

#endif
