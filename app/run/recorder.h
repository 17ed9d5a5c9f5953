/* The recording desk of the program: a microphone before it, the person's recordings behind it. */
#ifndef YINIAN_RUN_RECORDER_H
#define YINIAN_RUN_RECORDER_H

#include "board/recording_desk.h"
#include "run/world.h"
#include "speech/microphone.h"

struct recorder {
    struct recording_desk desk; /* for the app; once recorder_open() was called it must stay where it is */
    struct world *world;
    struct microphone *microphone; /* NULL: there is none (yet) */
    bool runs;
    struct recording heard; /* while it runs, as it came */
    size_t told;            /* of it: up to the last look */
    struct recording trial; /* fit to be said; what is said of it lies in the world's recordings */
};

/* `world` must outlive it. */
void recorder_open(struct recorder *recorder, struct world *world);
/* From now on this one is heard; owned. NULL: none. The one before is ended. */
void recorder_take_microphone(struct recorder *recorder, struct microphone *microphone);
void recorder_close(struct recorder *recorder);

#endif
