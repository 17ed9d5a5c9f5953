/* What the app tells and asks of the world, as data. The loops (run/) carry it out; the driver prints it. Texts are
 * the app's and stay valid until it is next told anything. */
#ifndef YINIAN_EFFECT_H
#define YINIAN_EFFECT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/time_us.h"

#define EFFECT_SOUND "sound:"

enum effect_kind {
    /* Told. */
    EFFECT_HIGHLIGHT, /* id, label of what is lit now; id NULL: nothing */
    EFFECT_SELECT,    /* id, label of what was taken, or narrowed to */
    EFFECT_SCREEN,    /* text = name */
    EFFECT_MESSAGE,   /* text, reading (what is spelt) */
    EFFECT_CALL,      /* text = ringing, acknowledged, stopped */
    EFFECT_REST,
    EFFECT_WAKE,
    EFFECT_SAID,    /* speech_id has ended */
    EFFECT_WARNING, /* text */
    EFFECT_SAVED,   /* something was written to the disk */
    /* Asked. */
    EFFECT_SAY,          /* speech_id, text, reading, cue */
    EFFECT_STOP_SPEECH,  /* the main voice and everything queued for it */
    EFFECT_RING,         /* on: the bell begins; off: it stops */
    EFFECT_TICK,         /* the click of a choice made by looking; the driver does not tell it */
    EFFECT_KEEP_MESSAGE, /* text: to be found again after a restart */
    EFFECT_KEEP_SAID,    /* text: into today's history */
    EFFECT_KEEP_PHRASE,  /* text: into the person's own phrase file */
    EFFECT_KEEP_SETTINGS,
    /* text: see phrase_edit_write(); in the language of the screen. Answered by EVENT_PHRASES_EDITED and the like. */
    EFFECT_EDIT_PHRASES,
    EFFECT_KEEP_WORDS,    /* text: the whole of learnt.txt (predict/own_words_file.h) */
    EFFECT_KEEP_PERSON, /* text: the whole of person.txt (scan/person_file.h) */
    EFFECT_KEEP_HABITS, /* text: the whole of habits.txt (scan/switch_habits.h) */
    EFFECT_KEEP_GAZE,   /* text: the whole of gaze.txt (input/gaze_correction.h) */
    EFFECT_KEEP_READING, /* text: the whole of reading.txt (library/reading_state.h) */
    EFFECT_KEEP_RECORDING, /* what the recording desk was asked for. Answered by EVENT_RECORDING_KEPT */
    EFFECT_RESTORE, /* text: a date, or "undo": everything becomes as that copy, and the program begins anew with it */
    EFFECT_BEGIN_ANEW, /* out of safe mode: the program ends and begins with everything */
    EFFECT_PERSON,  /* text: a deed of app_people.c; the program begins anew with whoever is there then */
    EFFECT_COPY,         /* text: to the clipboard. This and the next three are answered by app_handed() */
    EFFECT_SAVE_TEXT,    /* text: into a file of its own for others */
    EFFECT_SEND,         /* text: to the program that the settings name */
    EFFECT_PAPER,        /* the person's boards into a PDF */
    EFFECT_CALL_COMMAND, /* text: what is called, id: the call's state; to the program that the settings name. Answered by
                            EVENT_CALLED, EVENT_CALL_FAILED */
    EFFECT_TEST_BELL,    /* is the bell taken by the sound? Answered by EVENT_BELL_WORKS, EVENT_BELL_SILENT */
    EFFECT_QUIT
};

struct effect {
    enum effect_kind kind;
    time_us at_us;
    const char *id, *label;
    const char *const *ids, *const *labels; /* HIGHLIGHT of a set of cells, in reading order; id is NULL then */
    int id_count;
    const char *text;
    /* SAY: toned pinyin, one word for each Hanzi of the text, "-" where none is given; NULL: none at all.
     * MESSAGE: what has been spelt. */
    const char *reading;
    /* SAY: the id of the phrase that is said, "call", or EFFECT_SOUND and the path of a sound that is played instead; NULL:
     * another text, which may be a phrase's all the same. */
    const char *phrase;
    uint32_t speech_id;
    bool cue; /* SAY: by the cue voice */
    int rate_wpm; /* SAY: another pace than the settings say; 0: theirs */
    bool on;  /* RING */
};

#endif
