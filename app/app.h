/* The whole aid as one state machine in time. Pure: no clock, no file, no thread, no device.
 *
 *     loop:  app_handle(event) for each event in the order of its time; app_advance(now);
 *            carry out app_next_effect() until there is none; sleep until app_deadline() or the next event
 *
 * A deadline at or before an event fires first, at its own time. A press belongs to what was lit when it happened. */
#ifndef YINIAN_APP_H
#define YINIAN_APP_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/script.h"
#include "base/time_us.h"
#include "base/warning.h"
#include "board/kept_copies.h"
#include "board/own_boards.h"
#include "board/people.h"
#include "board/picture_desk.h"
#include "board/phrase_file.h"
#include "effect.h"
#include "input/event.h"
#include "input/gaze_correction.h"
#include "library/library.h"
#include "predict/known_texts.h"
#include "predict/lexicon.h"
#include "predict/own_words.h"
#include "predict/predictor.h"
#include "scan/person_file.h"
#include "scan/switch_habits.h"
#include "settings/settings.h"
#include "view/scene.h"
#include "view/text_fit.h"

struct app;

/* A sentence of an earlier day. `days`: how many days with speech ago, from 1. */
struct said_earlier {
    char *text;
    int days;
};

/* What the app borrows from the outside; all of it must outlive the app, or be given anew with app_set_phrases(). */
struct app_setup {
    const struct settings *settings; /* copied */
    const struct phrase_set *phrases_zh, *phrases_en;
    const struct predictor *predictor; /* NULL: no suggestions */
    struct own_words *own_words; /* taught by the app, used by the predictor; NULL: nothing is learnt */
    struct known_texts *known; /* filled by the app, used by the predictor; NULL: none */
    const struct lexicon *lexicon; /* settings are found by their pinyin with it; NULL: not */
    const struct script *script;       /* for traditional characters; NULL: there are none */
    const struct library_source *library; /* NULL: there is none */
    const struct text_measure *measure;   /* of the fonts: pages of articles are set with it; NULL: an estimate */
    const struct own_boards *own_boards;  /* NULL: none */
    const struct recording_desk *recording_desk; /* NULL: there is no microphone at all */
    bool safe; /* after faults, without anything of the person's own: it is told, and a way back to everything is offered */
    const struct picture_desk *pictures; /* that phrases can have; NULL: none */
    const struct people *people; /* who share this machine; NULL: one alone */
    const struct kept_copies *copies; /* of everything, to go back to; NULL: none */
    const char *reading; /* the text of reading.txt, or NULL; what is wrong in it is left out. Not borrowed */
    int width_px, height_px;
    const char *message;           /* what was being written, or NULL */
    const char *resume; /* of app_resume_write(): begins there instead, with the message in it; NULL: on the start board.
                           Not borrowed */
    size_t resume_size;
    bool resume_home;    /* of that not the pages: it begins on the start board */
    bool resume_unwritten; /* … nor the message: only rest and a call */
    const char *writing;           /* … what else was known of it (message/message_file.h), or NULL */
    const struct person_file *person; /* what was learnt of their pressing; NULL: nothing. Not borrowed */
    const struct switch_habits *habits; /* what ordinary use has shown of the switch; NULL: nothing. Not borrowed */
    const struct gaze_correction *gaze; /* how the tracker is put right; NULL: not at all. Not borrowed */
    const char *const *said_today; /* newest first */
    int said_today_count;
    const struct said_earlier *said_earlier; /* newest first */
    int said_earlier_count;
    void (*set_language)(bool english, bool traditional); /* switches gettext's language; NULL in tests of the app alone */
};

struct app *app_new(const struct app_setup *setup, time_us at_us);
void app_free(struct app *app);

/* Lights the first item. */
void app_start(struct app *app, time_us at_us);
/* Where the person is now: page, message, caret, rest, a call that rings. For app_setup.resume. */
void app_resume_write(const struct app *app, struct buffer *out);
/* Nothing is written, said or called, and nobody has pressed anything for so long. */
bool app_is_left_alone(const struct app *app, time_us for_us);
/* An event whose time is before the last one's counts as happening at that last time. */
void app_handle(struct app *app, const struct event *event);
void app_advance(struct app *app, time_us now_us);
/* The program is about to end: what waits to be kept is asked for now. */
void app_finish(struct app *app, time_us now_us);
time_us app_deadline(const struct app *app); /* TIME_NEVER: nothing to wait for but events */
/* The next effect in order, or NULL. */
const struct effect *app_next_effect(struct app *app);

/* Goes to a screen by its name as the driver's `open`; false: there is none of that name. */
bool app_open(struct app *app, const char *screen, time_us at_us);
/* The driver's `write`: the writing board, an empty message, the scan at its start. */
void app_write(struct app *app, time_us at_us);
/* The driver's `say`: speaks a text as the message would be spoken; leaves no trace in history. */
void app_say(struct app *app, const char *text, time_us at_us);
/* A cell chosen by a caregiver's finger or mouse: by its index on the present page. False: nothing to choose. */
bool app_choose(struct app *app, int cell, time_us at_us);
/* A place of the screen that is no cell, clicked or touched: on the text of an article it turns the page, or stops reading
 * (app_read_hand.c). False: nothing to do. */
bool app_click(struct app *app, int x_px, int y_px, time_us at_us);
void app_set_phrases(struct app *app, const struct phrase_set *zh, const struct phrase_set *en,
                     time_us at_us);
/* A text is among the person's own phrases now. */
void app_phrase_kept(struct app *app, const char *text);
/* The library was loaded anew: what the source gave before is gone. Tell it before anything else. */
void app_library_changed(struct app *app, time_us at_us);
/* The person's own boards were read anew: what they were before is gone. */
void app_boards_changed(struct app *app, time_us at_us);
/* There are other copies to go back to. */
void app_copies_changed(struct app *app, time_us at_us);
/* The person's own words were read anew from a file. */
void app_words_changed(struct app *app, time_us at_us);
/* The wall clock of this place, in ms since 1970 there: once in a while. Until then it is 9 h of that day. */
void app_set_local_ms(struct app *app, int64_t local_ms, time_us at_us);
/* The guide listens for a switch: whatever key it is, it is to be told with app_switch_found(). */
bool app_listens(const struct app *app);
/* It was pressed. `line`: what a `switch = …` line of the settings says of it; `name`: what it is called. */
void app_switch_found(struct app *app, const char *line, const char *name, time_us at_us);
/* Settings read anew from a file. */
void app_set_settings(struct app *app, const struct settings *settings, time_us at_us);
void app_warn(struct app *app, enum warning_kind kind, const char *detail, time_us at_us);
/* What is being said under this id is a recording of that length: its end is waited for. */
void app_speech_lasts(struct app *app, uint32_t speech_id, time_us lasts_us);
void app_unwarn(struct app *app, enum warning_kind kind, time_us at_us);

/* Is a text being typed, and by which keys of the window? (app_edit.h) */
enum app_typing {
    TYPING_NOTHING,
    TYPING_BESIDE, /* by those that are no switches */
    TYPING_ALL     /* by all of them: none is a switch now */
};
enum app_typing app_types(const struct app *app);

/* What is to be seen now. `revision` grows whenever that may have changed. */
void app_scene(const struct app *app, struct scene *scene);
unsigned long app_revision(const struct app *app);
const struct settings *app_settings(const struct app *app);
const struct page *app_page(const struct app *app);

/* What somebody who listens sees on a display of their own. `page` is the caller's, and begun anew; the scene borrows it.
 * False: the settings want no such display. */
enum partner_state {
    PARTNER_STATE_NOTHING,
    PARTNER_STATE_WRITING,
    PARTNER_STATE_SPEAKING,
    PARTNER_STATE_SAID,
    PARTNER_STATE_CALL
};
bool app_partner_scene(const struct app *app, struct page *page, struct scene *scene,
                       enum partner_state *state);
const char *partner_state_name(enum partner_state state);

/* For the driver's tree. */
struct app_scan_report {
    const char *technique, *state;
    int period_ms;
    int64_t lit_ms, left_ms; /* −1: nothing is lit, or it does not end */
};
void app_scan_report(const struct app *app, struct app_scan_report *report);

#endif
