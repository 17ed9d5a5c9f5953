/* The program's own events: what sources (evdev, the window, the driver) and threads (the voice) tell the
 * app.
 *
 * `at_us` is the kernel's time stamp where there is one (CLOCK_MONOTONIC), so that a press belongs to what
 * was lit when the finger moved. Events reach app_handle() in the order of their time. */
#ifndef YINIAN_INPUT_EVENT_H
#define YINIAN_INPUT_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/time_us.h"

enum event_kind {
    EVENT_SWITCH_DOWN, /* raw edges of a switch: the filter has not seen them yet */
    EVENT_SWITCH_UP,
    EVENT_SWITCH_LOST, /* it vanished, or events were dropped, maybe while held: cancel, never select */
    EVENT_SWITCH_HELD, /* found held (at start, plugged in while pressed, after a loss): not a press */
    EVENT_DEVICE_GONE, /* the chosen switch (or tracker) was unplugged; `text` = its name */
    EVENT_DEVICE_BACK,
    EVENT_DEVICE_BUSY,      /* another program has grabbed the chosen switch: no presses; `text` = its name */
    EVENT_INPUT_UNREADABLE, /* /dev/input cannot be read, or has no keys: the window's own keys serve */
    EVENT_INPUT_READABLE,   /* all that is there can be read (again) */
    EVENT_KEY_SEEN,        /* while it is listened for (evdev_source.h): a key of any device; `text` = the device's name */
    EVENT_POINTER_PRESSED, /* a mouse button or finger went down: the window system has the click; look there now */
    EVENT_POINT,           /* gaze or pointer sample, pixels */
    EVENT_POINT_LOST,
    EVENT_CLICK,  /* the caregiver's mouse button or finger, pixels */
    EVENT_HOLD_DOWN, /* the same goes down, and is let go: only of the window, which knows both */
    EVENT_HOLD_UP,
    EVENT_TURN,   /* the caregiver's keys and wheel: `count` pages on in what is read, back if negative */
    EVENT_BACK,   /* the caregiver's Escape or Backspace: out of what is read */
    EVENT_RESIZE, /* width, height */
    EVENT_SPEECH_STARTED, /* speech_id; first sample is queued */
    EVENT_SPEECH_WORD,    /* speech_id; characters [first, first+count) of its text are being spoken */
    EVENT_SPEECH_ENDED,   /* speech_id; to its end, or interrupted */
    EVENT_SOUND_LOST,     /* no sound device */
    EVENT_SOUND_BACK,
    EVENT_SOUND_CARD,      /* one was plugged in: the voice may try again */
    EVENT_FILES_CHANGED,   /* phrase files were edited: the edge has loaded them anew */
    EVENT_LIBRARY_CHANGED, /* the family's articles were: likewise */
    EVENT_BOARDS_CHANGED,  /* the person's own boards were: likewise */
    EVENT_LEARNT_CHANGED,  /* the file of learnt words was: by the program itself, or by somebody */
    EVENT_SAVED,           /* a file was written; `count` others wait for the disk */
    EVENT_PHRASE_KEPT,     /* the phrase given last to be kept is in the person's file; `count` likewise */
    EVENT_SAVE_FAILED,     /* `detail` = what and why; `count` files wait and are tried again */
    EVENT_PHRASES_EDITED,  /* what was asked for is written, and read again; `text` = what it is called now, or "" */
    EVENT_EDIT_REFUSED,    /* it cannot be done; `text` = why */
    EVENT_EDIT_FAILED,     /* the disk refuses; `text` = why */
    EVENT_RECORDING_KEPT,  /* or not: `detail` = why, "" when it is; `count` = its number (board/recording_desk.h) */
    EVENT_TEXT,            /* typed, or pasted, while typing is asked for (app_types()): `text` */
    EVENT_TEXT_EDITING,    /* the input method is at it: `text`, the caret behind `first` characters of it */
    EVENT_TYPING_KEY,      /* `key` */
    EVENT_DISPLAYS_CHANGED, /* displays came, went, or stand elsewhere */
    EVENT_COPIES_CHANGED,  /* a copy of everything was made: the edge has listed them anew */
    EVENT_HANDED,          /* `hand` was done; `detail` = the file's name, where there is one */
    EVENT_HAND_FAILED,     /* `hand` was not; `detail` = why */
    EVENT_CALLED,          /* the caregiver's program for calls has run */
    EVENT_CALL_FAILED,     /* … and did not do well; `detail` = why */
    EVENT_BELL_WORKS,      /* the sound took the bell that nobody heard */
    EVENT_BELL_SILENT,     /* … or did not; `text` = why */
    EVENT_SHOW,            /* it was started once more: the window comes to the front */
    EVENT_QUIT
};

enum { EVENT_TURN_ALL = 1000000 };

/* Keys that are not text, while something is typed. */
enum typing_key {
    TYPING_LEFT,
    TYPING_RIGHT,
    TYPING_HOME,
    TYPING_END,
    TYPING_BACKSPACE,
    TYPING_DELETE,
    TYPING_ENTER,
    TYPING_ESCAPE
};

/* What can be handed over: the message to others, the boards to paper. */
enum hand { HAND_COPY, HAND_SAVE, HAND_SEND, HAND_PAPER, HAND_COUNT };

struct event {
    enum event_kind kind;
    time_us at_us;
    int switch_number; /* from 1 */
    int x_px, y_px;    /* POINT, CLICK; RESIZE: the size */
    bool steered;      /* POINT: by a relative device; who steers it needs to see where it is */
    enum typing_key key;
    uint32_t speech_id;
    int first,
        count;     /* SPEECH_WORD, in characters; TURN: count, EVENT_TURN_ALL or its negative: to the end */
    /* KEY_SEEN: which key, and of what (input/device_kind.h); no name and OTHER: of the window, which does not know. */
    int key_code, device_kind;
    uint16_t vendor, product;
    enum hand hand;   /* HANDED, HAND_FAILED: */
    char detail[256]; /* … the file's name, or why; SAVE_FAILED, CALL_FAILED: why; UTF-8, terminated */
    bool points;   /* DEVICE_…: it is the tracker or pointer, no switch */
    char text[96]; /* device name, reason; UTF-8, terminated */
};

#endif
