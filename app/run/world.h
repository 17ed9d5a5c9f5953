/* What the app borrows from the machine, loaded: settings, phrases, word list, what was kept. And what is kept again.
 *
 * Whatever is missing or broken is reported and replaced by something that works: a person who can press a switch can
 * always say yes, no and call. */
#ifndef YINIAN_RUN_WORLD_H
#define YINIAN_RUN_WORLD_H

#include <stdbool.h>

#include "app.h"
#include "base/diagnostic.h"
#include "input/gaze_correction.h"
#include "input/switch_map.h"
#include "run/board_files.h"
#include "run/earlier.h"
#include "run/keep.h"
#include "run/kept.h"
#include "run/learnt.h"
#include "run/library_files.h"
#include "run/life.h"
#include "run/page_measure.h"
#include "run/people.h"
#include "run/phrase_pictures.h"
#include "run/phrase_editor.h"
#include "run/phrase_files.h"
#include "run/place.h"
#include "run/recordings.h"
#include "run/writing_words.h"
#include "store/store.h"

enum { WORLD_DATE_BYTES = 11 };

struct world {
    struct places places; /* in safe mode the person's folder is none: nothing else of theirs is read, nothing written */
    char folder[PLACE_BYTES]; /* the person's, in safe mode too: to begin anew with everything */
    enum life_level level;
    int lock; /* of the folder, shared with others that run (store/folder_lock.h); −1: none to be had */
    struct phrase_pictures *pictures; /* that phrases can have; owned */
    struct people people; /* who share this machine */
    struct kept_copies copies; /* of everything, that can be gone back to */
    struct store_options store;
    struct settings settings;
    struct switch_map switches;
    bool first_start; /* nobody has set anything yet: there is no settings.conf */
    bool settings_there; /* … there was one, at the start or since */
    bool by_profile;     /* settings.conf is not read */
    struct phrase_set phrases_zh, phrases_en;
    struct phrase_files phrase_files[2]; /* zh, en */
    struct phrase_editor *phrase_editor;
    struct recordings recordings;
    struct writing_words words;
    struct learnt_file learnt; /* the person's own words, which are in `words` */
    char today[WORLD_DATE_BYTES]; /* when it was opened: "2026-11-22" */
    bool day_stays;               /* the driver's: it does not become another */
    char *message;  /* what was being written, or NULL */
    char *writing;  /* what else is known of it: the text of writing.txt, or NULL */
    struct person_file person; /* how they press, as it was learnt */
    bool person_known;
    struct library_files library;
    struct board_files boards; /* the person's own */
    struct page_measure measure; /* of the fonts, for the pages of articles */
    char *reading; /* the text of reading.txt, or NULL */
    struct switch_habits habits; /* what ordinary use has shown of the switch */
    struct gaze_correction gaze; /* how their tracker is put right */
    bool gaze_known;
    char **said;    /* today, newest first */
    int said_count;
    struct earlier earlier; /* … and before today */
    struct diagnostics settings_problems, phrase_problems, person_problems, gaze_problems, learnt_problems,
        library_problems, board_problems, reading_problems, kept_problems, other_problems;
};

struct world_options {
    const char *data;    /* the person's folder; NULL: the usual one */
    const char *profile; /* a shipped name or a file; NULL: settings.conf of the data folder */
    const char *today;   /* NULL: by the wall clock */
    bool durable;
    enum life_level level; /* LIFE_SAFE: of their own only settings.conf and gaze.txt; LIFE_BARE: nothing, nor our phrases */
};

/* Which day it is now: "2026-11-22". A program that runs for weeks sees many. On any thread. */
void world_date(const struct world *world, char date[WORLD_DATE_BYTES]);

/* Starts gettext too, in the language that the settings say, so that complaints come in it.
 * Never fails as a whole: see the problems. False only when the profile named on the command line is not there. */
bool world_open(struct world *world, const struct world_options *options);
void world_close(struct world *world);
/* Tells the app what was wrong, and prints it all on stderr. */
void world_report(const struct world *world, struct app *app, time_us at_us);
/* A text that begins with the name of one of the person's files, from her folder on: on the screen there is room for one
 * line. */
const char *world_name_on_the_screen(const struct world *world, const char *text);
void world_setup(const struct world *world, struct app_setup *setup); /* all but size and language */
/* Phrase files and settings.conf read anew, after somebody edited them. What is broken leaves the last good one. */
void world_reload_phrases(struct world *world);
bool world_reload_settings(struct world *world);
void world_take_switches(struct world *world); /* of its settings, which were changed by the program */
/* The library anew; app_library_changed() is to be told at once. */
void world_reload_library(struct world *world);
/* The person's own boards anew; app_boards_changed() is to be told at once. */
void world_reload_boards(struct world *world);
/* What waits to become a picture (board_pictures.h) does so now. */
void world_make_pictures(struct world *world);
/* learnt.txt read anew, if somebody else wrote it; true when it was. */
bool world_reload_learnt(struct world *world);

/* Carries out an EFFECT_EDIT_PHRASES; all but the time of the answer is filled in. Any thread, one at a time with
 * world_keep(). */
void world_edit_phrases(const struct world *world, const char *edit, bool english, struct event *answer);

/* What an EFFECT_RESTORE or EFFECT_PERSON asks to begin anew with (keep_begin_anew()). False in safe mode: there nothing of
 * theirs is changed. */
bool world_begins_with(const struct world *world, const struct effect *effect, char with[BEGIN_ANEW_BYTES]);

/* Carries out an EFFECT_KEEP_…. Any thread, one at a time. KEEP_MESSAGE's reading is what writing.txt is to hold.
 * `*said_end`: see store_append_line(). */
enum world_kept world_keep(const struct world *world, const struct effect *effect,
                           const struct settings *settings, int64_t *said_end, char *reason,
                           size_t reason_size);

#endif
