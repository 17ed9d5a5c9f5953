/* The recording desk of the program: a microphone before it, the person's recordings behind it. */
#ifndef YINIAN_RUN_RECORDER_H
#define YINIAN_RUN_RECORDER_H

#include "board/recording_desk.h"
#include "run/world.h"
#include "speech/microphone.h"

/* What is to be kept, for whoever keeps it: nothing of it is the recorder's. */
struct recorder_job {
    struct recorder_job *next;
    int number;
    bool english, agrees; /* agrees: the file that is there becomes one of this text */
    char *id, *spoken;
    char path[PLACE_BYTES];     /* of that file */
    struct recording recording; /* else: fit to be said */
};

struct recorder {
    struct recording_desk desk; /* for the app; once recorder_open() was called it must stay where it is */
    struct world *world;
    struct microphone *microphone; /* NULL: there is none (yet) */
    bool runs;
    struct recording heard;    /* while it runs, as it came */
    size_t told;               /* of it: up to the last look */
    struct recording trial;    /* fit to be said; what is said of it lies in the world's recordings */
    struct recorder_job *jobs; /* not taken yet */
    int job_number;            /* of the last one */
};

/* `world` must outlive it. */
void recorder_open(struct recorder *recorder, struct world *world);
/* From now on this one is heard; owned. NULL: none. The one before is ended. */
void recorder_take_microphone(struct recorder *recorder, struct microphone *microphone);
void recorder_close(struct recorder *recorder);

/* The first that was asked for; owned. NULL: nothing. */
struct recorder_job *recorder_take_job(struct recorder *recorder);
void recorder_job_free(struct recorder_job *job); /* NULL allowed */
/* On any thread: of the world only its folders and options are used. `answer` is filled in but for its time. */
void recorder_do_job(const struct world *world, const struct recorder_job *job, struct event *answer);

#endif
