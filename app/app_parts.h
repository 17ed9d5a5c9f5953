/* Inside the app: one state, several files. Nothing outside app*.c includes this.
 *
 *   app.c         events in, time on, deadlines       app_page.c   screens, pages, the scanner's tree
 *   app_switch.c  filters, switch functions, scanner  app_act.c    what the cells do
 *   app_words.c   learning what is spoken
 *   app_speech.c  the voices, loss of sound           app_call.c   call, rest, waking, questions
 *   app_call_gesture.c  what calls: quick presses, a switch that is held while the guide listens; answers by the switch
 *   app_mend.c    undo; what was seen and taken back
 *   app_scan.c    the technique in force              app_hold.c   presses that are held on
 *   app_habits.c  what ordinary use shows of the switch
 *   app_tell.c    warnings that are said             app_watch.c   the watch on the switch
 *   app_fitting.c fitting the switch                 app_guide.c  setting up, page by page
 *   app_scene.c   what is seen and told              app_setting.c  settings, from their pages; app_trial.c  tried first
 *                                                   app_lock.c  the lock of the settings
 *                                                   app_people.c  another person on this machine
 *   app_edit.c    changing phrases; texts that are typed
 *   app_read.c    the library: what is open, its pages    app_read_run.c  read aloud, or by itself
 *                                                         app_read_hand.c  keys, wheel and finger of the caregiver
 *   app_record.c  recording a voice
 *   app_hand.c    the message for others, boards on paper
 *   app_partner.c what somebody who listens sees
 *   app_gaze.c    choosing by looking                 app_gaze_course.c  putting the tracker right
 *                                                     app_gaze_sound.c  what is heard of it
 *                                                     app_gaze_practice.c  practising to look
 */
#ifndef YINIAN_APP_PARTS_H
#define YINIAN_APP_PARTS_H

#include "app.h"
#include "app_call.h"
#include "app_edit.h"
#include "app_gaze.h"
#include "app_gaze_course.h"
#include "app_read.h"
#include "base/buffer.h"
#include "board/board_parts.h"
#include "input/switch_filter.h"
#include "input/switch_map.h"
#include "message/message.h"
#include "scan/evidence.h"
#include "scan/fitting.h"
#include "scan/practice.h"
#include "scan/scanner.h"

enum {
    APP_SWITCHES = SWITCH_FUNCTIONS + 1, /* numbers from 1: each is its function */
    APP_SCREENS_AT_MOST = 16,
    APP_SCREEN_BYTES = 96,
    APP_HISTORY_AT_MOST = 200,
    /* The first second of an utterance is never stopped by a press: it is the tremor after the choice. */
    APP_SPEECH_SAFE_MS = 1000,
    /* The bell rings so long, then the spoken call comes, then the bell again. */
    APP_BELL_MS = 4000,
    APP_FLASH_MS = 1000,
    /* Without sound a text stands large at least so long, or until a press. */
    APP_LARGE_TEXT_MS = 20000,
    APP_KEEP_MESSAGE_MS = 0, /* at once, but once for all that a choice changes */
    APP_KEEP_PERSON_MS = 60000,
    APP_KEEP_WORDS_MS = 5000,
    /* A voice that never says it has ended (a sound server that hangs) is waited for no longer than this. */
    APP_SPEECH_GRACE_MS = 10000,
    APP_SPEECH_CHARACTER_MS = 1000,
    /* What was said stands so long for who listens, unless something else is written or said. */
    APP_PARTNER_SAID_MS = 120000,
    /* The question whether to wake stands so long without a press, and at least so many scan times. */
    APP_WAKE_MS = 30000,
    APP_WAKE_STEPS = 20,
    APP_GONE_AT_MOST = 8,
    APP_SEEN_AT_MOST = 32,
    APP_REJECTED_AT_MOST = 3,
    /* Evidence scanning: so many silent steps count as a round of the page. */
    APP_EVIDENCE_STEPS_A_LOOP = 12,
    APP_SETTING_CHANGES_AT_MOST = 60,
    APP_LOCK_OPEN_MS = 120000,
    APP_LOCK_HOLD_MS = 3000,
    /* A value that is tried stands so long without a choice, and at least so many scan times. */
    APP_TRIAL_MS = 30000,
    APP_TRIAL_STEPS = 20,
    APP_READ_FIRST_MS = 300,
    APP_READ_EACH_MS = 120
};

#define APP_MARKS_SCREEN "write:punctuation"

/*     PAGE ──clear, quit──▶ ASK ──yes/no──▶ PAGE
 *     PAGE, ASK ──rest──▶ REST ──press──▶ WAKE ──wake──▶ PAGE        WAKE ──rest, or nobody answers──▶ REST
 *     PAGE, REST ──points to look at──▶ COURSE ──▶ PAGE (app_gaze_course.h)
 *     any ──call──▶ CALL ──stop, twice──▶ where it was               */
enum app_mode {
    MODE_PAGE,
    MODE_ASK,
    MODE_REST,
    MODE_WAKE,
    MODE_CALL,
    MODE_PRACTICE,
    MODE_COURSE,
    MODE_LOOK_PRACTICE
};

/* Which page of suggestions stood when this was written, and what was chosen there and taken back: found again when the
 * same comes again (undo, delete), so that what was not wanted is not offered first a second time. */
struct app_seen {
    uint64_t key; /* of message and reading */
    int page_number;
    int furthest; /* of the pages that were turned to: "more" goes on after it */
    char rejected[APP_REJECTED_AT_MOST][CANDIDATE_TEXT_BYTES]; /* newest first; "": none */
};

struct app_screen {
    char name[APP_SCREEN_BYTES];
    int page_number;
};

/* What a press found: should it turn out to be a call or the way to the urgent phrases, what it took is taken back. */
struct app_before_press {
    bool noted;
    long steps; /* of the message */
    unsigned long taken_count;
    int screen_count, pages_turned;
    struct app_screen screens[APP_SCREENS_AT_MOST];
    enum app_mode mode;
    uint32_t speech_id;
};

/* A value of a setting that is in force on its page of trying alone. */
struct app_trial {
    const struct setting_info *info; /* NULL: none is tried */
    struct settings before;          /* what stays */
    time_us until;
};

/* The lock of the settings. */
struct app_lock {
    struct board_lock told;
    time_us open_until, held_until;
    char wanted[APP_SCREEN_BYTES]; /* where one wanted to go; "": back */
};

/* Recording a voice. */
struct app_record {
    char *id; /* of what; owned, NULL: nothing is recorded, nor tried */
    struct board_recording told;
    char fault[256];
    char next[APP_SCREEN_BYTES]; /* the screen of what has none after it; "": none */
    time_us look_at; /* TIME_NEVER: nothing runs */
    int asked;       /* the number of what is being kept; 0: nothing is */
    bool agrees;     /* … it is one that was there already */
};

/* What somebody who listens sees. */
struct app_partner {
    bool writing; /* what stands in the message is not what was said */
    char *said;   /* owned, or NULL */
    time_us said_until;
};

/* Warnings that are said (app_tell.c). */
struct app_tell {
    bool waits[WARNING_KIND_COUNT];
    uint32_t speech_id; /* 0: none is being said */
    time_us until;      /* … and is waited for no longer */
    bool within_reading; /* … and what is read aloud waits for it */
};

/* The watch on the switch (app_watch.c). */
struct app_watch {
    bool used;            /* a switch was pressed, or is known to have been */
    bool silence_told;
    bool rests_by_itself; /* nobody has told it to rest */
    int presses, rattles; /* since they were judged last */
    int well;             /* fewer rattles of 1000 presses: it is well again */
};

struct app {
    struct settings settings;
    const struct phrase_set *phrases_zh, *phrases_en;
    const struct predictor *predictor;
    const struct own_boards *own_boards;
    const struct kept_copies *copies;
    const struct picture_desk *pictures;
    const struct people *people; /* NULL: one alone */
    struct own_words *own_words;
    struct known_texts *known;
    const struct said_earlier *said_earlier; /* borrowed; newest first */
    int said_earlier_count;
    char *learnt;                /* the message that was learnt from last, as it was then; owned, or NULL */
    const struct script *script; /* NULL: simplified characters only */
    void (*set_language)(bool english, bool traditional);
    int width_px, height_px;

    time_us now;
    struct message message;
    struct app_seen seen[APP_SEEN_AT_MOST]; /* a ring */
    int seen_next;
    uint64_t seen_now;                 /* key of what is written now */
    int pages_turned;                  /* of suggestions, since the message changed last */
    int turned_from;                   /* the page that stood before the first of them */
    char marks_from[APP_SCREEN_BYTES]; /* the board that the marks were opened from */
    char told_reading[MESSAGE_UNITS_AT_MOST * MESSAGE_UNIT_BYTES +
                      1]; /* what has been spelt, written together */
    struct warnings warnings;
    char notices[SCENE_NOTICES_AT_MOST][WARNING_TEXT_BYTES * 2]; /* the warnings that are on, newest first */
    enum warning_kind notice_kinds[SCENE_NOTICES_AT_MOST];
    int notice_count;
    struct switch_filter filters[APP_SWITCHES];
    /* Devices that are missed. */
    struct app_gone {
        char name[sizeof((struct event){0}.text)];
        bool points; /* the tracker */
    } gone[APP_GONE_AT_MOST + 1];
    int gone_count;
    struct scanner scanner;
    struct scan_tree tree;
    struct evidence *evidence;               /* owned */
    bool scans_by_evidence;                  /* which of the two is in force */
    int leaf_cells[EVIDENCE_LEAVES_AT_MOST]; /* leaf of the evidence → cell of the page */
    int leaf_count;
    bool by_scan; /* what is being done was chosen by the scan: not by a finger, nor by a switch of its own */
    bool last_by_scan; /* … and so was the last choice but for undo */
    bool *lit_cells;   /* of the page, for the scene; owned */
    bool *next_cells;  /* the same of what lights up next */

    struct app_reading reading;
    struct app_edit edit;

    struct app_gaze gaze;
    struct app_course course;
    struct gaze_practice look_practice; /* MODE_LOOK_PRACTICE, and what came of it */

    struct app_screen screens[APP_SCREENS_AT_MOST];
    int screen_count; /* at least 1: screens[0] is home */
    int key_block;    /* by looking, in two looks: the block that the first one chose; −1: none */
    unsigned blocks_taken;
    bool body_back;
    char *kept_phrase; /* the message that was kept as a phrase last; owned, or NULL */
    enum app_mode mode, mode_before_call;
    struct practice practice; /* MODE_PRACTICE, and what came of it */
    struct fitting fitting;   /* … of which the latest to fit the switch */
    char found_switch[SETTINGS_TEXT_BYTES]; /* in the guide; "": it has no name */
    time_us switch_found_at;                /* its press is none yet */
    bool listened;                          /* the page before listened */
    struct action asked;      /* MODE_ASK: what is done on yes */
    char asked_change[80];    /* … of ACTION_SETTING_CHANGE, ACTION_SETTING_UNDO */
    char asked_copy[KEPT_DATE_BYTES]; /* … of ACTION_RESTORE: a date, or "undo" */
    char asked_person[PERSON_DEED_BYTES]; /* … of ACTION_PERSON */
    char restore_question[400];
    bool call_stop_asked;     /* MODE_CALL: the first of two answers was given */
    struct page pages[2];
    int page;        /* which of them is shown; the other is the one before */
    bool page_stale; /* what it shows has changed */
    bool from_start; /* … so much that the scan begins anew */
    char told_screen[APP_SCREEN_BYTES];
    int told_lit; /* what the last highlight told stands for, and when */
    time_us told_lit_at;
    bool told_screen_new; /* a screen was told since */

    struct app_record record;
    struct app_trial trial;
    struct app_lock lock;
    struct settings kept_settings; /* as they were kept last, or read */
    struct board_setting_change changes[APP_SETTING_CHANGES_AT_MOST]; /* newest first */
    int change_count;
    unsigned change_act;
    const struct lexicon *lexicon; /* NULL: none */
    struct app_partner partner;

    char *history[APP_HISTORY_AT_MOST];
    int history_count;

    uint32_t next_speech_id, speech_id; /* speech_id 0: quiet */
    uint32_t cue_id;
    char *speech_text; /* being said, or said last */
    char *speech_reading;
    char *speech_phrase; /* its id, where it is one */
    time_us speech_since, speech_overdue; /* speech_overdue: TIME_NEVER when quiet */
    int spoken_first, spoken_count;
    bool sound_lost;
    char *large_text; /* owned; NULL: none */
    time_us large_text_until;

    bool ringing, bell_on, flash_on;
    uint32_t call_speech_id; /* the spoken call between two rings */
    time_us bell_until, flash_at;
    time_us last_press;
    struct app_before_press before_press, before_quick;
    struct app_calling calling;
    time_us keep_message_at;   /* TIME_NEVER: nothing to keep */
    bool unsaved;              /* something waits for the disk */
    time_us keep_words_at;     /* the same of the person's own words */
    struct switch_habits habits;
    int64_t local_ms; /* of the wall, at: */
    time_us local_at, keep_habits_at, habit_released; /* the latest release; 0: none */
    int habit_time_ms;         /* of the present hold, after the light-up; −1: unknown */
    time_us keep_person_at;    /* the same of what was learnt of the person */
    struct app_tell tell;
    struct app_watch watch;
    int taken_cell;            /* shown as chosen while the scan settles */
    unsigned long taken_count; /* cells that the scan took */

    bool safe;
    struct {
        bool rests, paused, rings; /* for app_start() */
        bool way_ended;
    } resumed;

    struct effect *effects;
    size_t effect_count, effect_next, effect_capacity;
    struct arena effect_texts;
    unsigned long revision;

    struct board_hand hands[HAND_COUNT];
    char *handed_text[HAND_COUNT]; /* what was handed over last; owned, or NULL */
};

/* app.c */
time_us app_rest_deadline(const struct app *app);
/* In force from now on; the page is to be built anew. True: rows light up otherwise than before. */
bool app_take_settings(struct app *app, const struct settings *settings);
/* … and it is. By the app itself: what others changed is told with app_set_settings(). */
void app_put_settings(struct app *app, const struct settings *settings);
struct effect *app_emit(struct app *app, enum effect_kind kind); /* at app->now; valid until the next */
const char *app_keep(struct app *app, const char *text); /* into the effects' memory; NULL stays NULL */
void app_changed(struct app *app);
bool app_english(const struct app *app);
const struct phrase_set *app_phrases(const struct app *app);
void app_replace_text(char **place, const char *text);
void app_raise(struct app *app, enum warning_kind kind, const char *detail);
void app_lower(struct app *app, enum warning_kind kind);

const struct message *app_message_to_keep(const struct app *app); /* not what is typed or looked for beside it */

/* app_resume.c */
void app_resume_take(struct app *app, const struct app_setup *setup); /* of app_resume_write(); anything is taken */
void app_resume_start(struct app *app);

/* app_switch.c */
void app_configure_switches(struct app *app);
void app_switch_edge(struct app *app, const struct event *event);
void app_hear_outputs(struct app *app, int number, const struct switch_outputs *out);
void app_advance_switch(struct app *app, int number);
bool app_switch_is_down(
    const struct app *app); /* one that moves or takes, held long enough to count; not one that is stuck */
void app_unused_press(struct app *app); /* nothing was lit */
/* Acts on what the scanner has to tell; call after every call into it. */
void app_drain_scanner(struct app *app);

/* app_hold.c */
void app_note_press(struct app *app, struct app_before_press *before); /* before it counts */
void app_take_back_presses(struct app *app, struct app_before_press *before);
void app_lingered(struct app *app);
void app_long_press(struct app *app);
void app_long_press_counted(struct app *app); /* of a press that counts */

/* app_scan.c: the technique in force */
void app_scan_init(struct app *app);
void app_scan_destroy(struct app *app);
void app_scan_configure(struct app *app);
/* A cell by a number ≥ 0 for scanning and for dwelling: another word at the same place is another. */
int app_name_of_cell(const struct cell *cell);
void app_scan_show(struct app *app, enum scan_place place);
void app_scan_start(struct app *app);
void app_scan_stop(struct app *app);
void app_scan_pause(struct app *app); /* until a press */
void app_scan_settle(struct app *app);
void app_scan_speaking(struct app *app);
void app_scan_advance(struct app *app, time_us at_us);
void app_scan_hold(struct app *app, enum scan_switch which);
void app_scan_thaw(struct app *app, enum scan_switch which);
void app_scan_press(struct app *app, enum scan_switch which);
void app_scan_release(struct app *app, enum scan_switch which);
void app_scan_cancel(struct app *app);
bool app_scan_next_event(struct app *app, struct scan_event *event);
time_us app_scan_deadline(const struct app *app);
enum scan_state app_scan_state(const struct app *app);
time_us app_scan_lit_since(const struct app *app);
time_us app_scan_lit_until(const struct app *app);

/* app_gaze_target.c: the page as the eyes find it */
/* The cell at a point of the screen; −1: none. The one looked at already reaches a little further. */
int app_gaze_cell_under(struct app *app, double x, double y);
struct dwell_target app_gaze_target(struct app *app, int index); /* −1: of nothing */
int app_gaze_cell_of(struct app *app, int target);               /* −1: it is gone */
/* What "the same place" means for looking away: that of what was taken last where it stood, `otherwise` elsewhere. */
int64_t app_gaze_place(const struct app *app, double x, double y, int64_t otherwise);

/* app_gaze.c */
double app_gaze_px_per_degree(const struct app *app);
void app_gaze_init(struct app *app, const struct gaze_correction *correction); /* NULL: none */
void app_gaze_destroy(struct app *app);
void app_gaze_configure(struct app *app); /* settings or the size of the screen have changed */
bool app_by_gaze(const struct app *app);  /* now: pages are for looking, the scanner rests */
int app_gaze_key_px(const struct app *app);
const struct view_rect *app_gaze_places(struct app *app);        /* of the shown page's cells */
void app_gaze_event(struct app *app, const struct event *event); /* POINT, POINT_LOST, a device gone */
time_us app_gaze_deadline(const struct app *app);
void app_gaze_advance(struct app *app);
void app_gaze_page(struct app *app, bool another); /* the page was built anew; `another`: of another screen */
void app_gaze_spend(struct app *app);              /* something was chosen otherwise */
void app_gaze_look_anew(struct app *app); /* something under the eyes may be chosen now, or no more */
void app_gaze_switch(struct app *app, const struct switch_output *output); /* of select or step */
void app_gaze_scene(const struct app *app, struct scene *scene);
void app_gaze_report(const struct app *app, struct app_scan_report *report);

/* app_gaze_sound.c: what is heard of looking */
void app_gaze_sound_init(struct app *app);
void app_gaze_taken(struct app *app);               /* something was chosen */
void app_gaze_cue_lit(struct app *app, int target); /* something else is lit, or nothing (DWELL_NO_TARGET) */
time_us app_gaze_cue_deadline(const struct app *app);
void app_gaze_cue_advance(struct app *app);

/* app_gaze_course.c: putting the tracker right */
void app_course_init(struct app *app);
void app_course_begin(struct app *app, enum gaze_course_kind kind);
void app_course_over(struct app *app); /* if it runs: nothing is changed, and another page is to be shown */
time_us app_course_deadline(const struct app *app);
void app_course_advance(struct app *app);
void app_course_event(struct app *app,
                      const struct event *event); /* POINT, POINT_LOST: before they are corrected */
void app_course_sway(struct app *app, const struct gaze_look *look);
void app_course_point(const struct app *app, struct cell_place *place);
void app_course_as_before(struct app *app);
void app_gaze_forget(struct app *app);
bool app_drift(const struct app *app, double *x_degrees, double *y_degrees); /* is it to be proposed? */
void app_drift_noted(struct app *app);                                       /* another landing */
void app_drift_answer(struct app *app, bool move);

/* app_fitting.c */
void app_fitting_begin(struct app *app);
void app_fitting_edge(struct app *app, const struct event *event);
void app_fitting_over(struct app *app); /* if it runs */
void app_fitting_done(struct app *app); /* … to its end: the page that comes says what it has shown */

/* app_habits.c */
int64_t app_local_ms(const struct app *app);
void app_habits_count(struct app *app, enum habit_count what);
void app_habits_edge(struct app *app, const struct switch_filter *before, const struct switch_filter *after);
void app_habits_output(struct app *app, const struct switch_output *output, time_us down_us);
void app_habits_changed(struct app *app); /* to be kept in time */
void app_habits_keep(struct app *app);    /* now, if anything was counted */
struct habit_proposal app_habits_proposal(const struct app *app);
void app_habits_decline(struct app *app);

/* app_tell.c */
void app_tell_raised(struct app *app, enum warning_kind kind, bool was_on);
void app_tell_lowered(struct app *app, enum warning_kind kind);
time_us app_tell_deadline(const struct app *app);
void app_tell_advance(struct app *app);
void app_tell_over(struct app *app); /* what was being said has ended, or something else is said in its place */
void app_tell_stop(struct app *app);
bool app_tell_within_reading(struct app *app); /* true: something is said before the next sentence is read */
bool app_tell_click(struct app *app, int x_px, int y_px); /* true: on a notice, which is gone */

/* app_watch.c */
time_us app_watch_deadline(const struct app *app);
void app_watch_advance(struct app *app);
time_us app_rest_soon_deadline(const struct app *app);
void app_rest_soon_advance(struct app *app);
void app_watch_pressed(struct app *app);
void app_watch_rattled(struct app *app);
void app_watch_rests(struct app *app); /* it is about to rest */
void app_watch_counted(struct app *app); /* a press */

/* app_guide.c */
/* "SCREEN name=value …": changes the settings and goes there; "profile=NAME" is a shipped profile. */
void app_guide_go(struct app *app, const char *argument);
bool app_guide_listens(const struct app *app); /* for a switch, whatever key it is: nothing is lit */
void app_guide_heed(struct app *app);          /* before a page is scanned: nothing of it is lit while it listens */
void app_guide_heard(struct app *app);         /* after that: it is lit again where it listens no more */
/* True when the press is the one that was listened for, or its echo: it is no press yet. */
bool app_guide_takes_press(struct app *app);

/* app_gaze_practice.c: practising to look */
void app_look_practice_begin(struct app *app);
void app_look_practice_over(struct app *app); /* if it runs: it counts, and another page is to be shown */
time_us app_look_practice_deadline(const struct app *app);
void app_look_practice_advance(struct app *app);
void app_look_practice_sample(struct app *app, double x, double y); /* corrected */

/* app_record.c: what is recorded ends as soon as another page stands there */
void app_record_init(struct app *app, const struct recording_desk *desk);
void app_record_over(struct app *app);
/* Before `page` is built. */
void app_record_heed(struct app *app, const struct board_context *context, struct page *page);
bool app_records(const struct app *app); /* the microphone is on */
void app_record_begin(struct app *app, const char *id);
void app_record_stop(struct app *app);
void app_record_hear(struct app *app, const char *id);
void app_record_agree(struct app *app, const char *id);
void app_record_keep(struct app *app);
void app_record_kept(struct app *app, const struct event *event);
time_us app_record_deadline(const struct app *app);
void app_record_advance(struct app *app);

/* app_known.c */
void app_known_fill(struct app *app);                   /* anew, from phrases and history */
void app_known_said(struct app *app, const char *text); /* once more */

/* app_weigh.c */
void app_weigh_cells(struct app *app, int count, double *weights);
void app_weigh_page(struct app *app,
                    double *weights); /* a weight for each cell of the page; not while scanned by evidence */

/* app_page.c: what a node of the scanner stands for is in its ref: a cell, a row or a section of the page. */
enum { APP_REF_CELL = 0, APP_REF_ROW = 100000, APP_REF_SECTION = 200000 };
struct page *app_shown(struct app *app);
bool app_screen_exists(struct app *app, const char *screen);
void app_go(struct app *app, const char *screen);
void app_leave_block(struct app *app); /* the second look is over, if there was a first */
void app_go_back(struct app *app);
void app_go_home(struct app *app);
/* Builds the page anew and hands it to the scanner. */
void app_rebuild(struct app *app, enum scan_place place);
void app_build_tree(struct app *app);             /* of the page that is shown, for the scanner */
bool app_shows(const struct app *app);            /* a text stands large for somebody who listens */
bool app_cell_is_choice(const struct cell *cell); /* can it be taken? */
/* As if scanned, or by a finger (`by_scan` false). */
void app_take_cell(struct app *app, int cell, bool by_scan);
void app_refresh(struct app *app);          /* the same, when the page is stale */
void app_stale_from_start(struct app *app); /* another page is to be shown */
void app_tell_highlight(struct app *app, int node);
int app_ref_of(const struct app *app, int node); /* -1: of nothing */
/* The cell of a leaf; NULL for anything else. */
const struct cell *app_cell_of_node(struct app *app, int node);
const char *app_node_id(struct app *app, int node);
const char *app_node_label(struct app *app, int node); /* of a group: what the cue voice says for it */

/* app_words.c: the person's own words */
void app_words_configure(struct app *app);
void app_words_spoken(struct app *app); /* the message was */
void app_words_message_changed(struct app *app);
void app_words_keep(struct app *app); /* now */
void app_words_forget(struct app *app, const char *text);
void app_words_correct(struct app *app, const char *text);
void app_words_forget_all(struct app *app);

/* app_practice.c: also ends what is practised or measured by looking */
bool app_practises(const struct app *app); /* something of that runs */
void app_practice_begin(struct app *app, int presses_wanted); /* 0: as many as come in its time */
void app_practice_over(struct app *app); /* if it runs: it counts, and another page is to be shown */
void app_practice_end(struct app *app);  /* if it runs: shows what came of it */
time_us app_practice_deadline(const struct app *app);
void app_practice_advance(struct app *app);
void app_practice_report(const struct app *app, struct app_scan_report *report);
void app_practice_press(struct app *app); /* for what is lit */
/* While pressing is practised. −1: nothing is lit. */
int app_practice_lit_cell(const struct app *app);
/* Since when what is lit for a press has not been this cell: TIME_NEVER while it is; INT64_MIN: it was not. */
time_us app_practice_out_since(const struct app *app, const struct cell *cell);
void app_practice_switch(struct app *app, const struct switch_output *output);

/* app_person.c */
void app_take_person(struct app *app, const struct person_file *file); /* NULL: nobody is known */
void app_person_taught(struct app *app); /* something was learnt: to be kept in time */
void app_keep_person(struct app *app);   /* now, if anything was learnt */
void app_forget_person(struct app *app);

/* app_setting.c */
void app_choose_setting(struct app *app, const struct action *action); /* asks first, where that is wise */
void app_change_setting(struct app *app, const char *change);          /* "scan_time=1500" */
void app_choose_undo(struct app *app, const struct action *action);    /* likewise: of a change, by its number */
void app_undo_setting(struct app *app, const char *act);
void app_keep_settings(struct app *app); /* as they are now; what has changed can be taken back */
/* "scan_time=1500", of the settings as they are now; false: that cannot be. */
bool app_setting_changed_by(const struct app *app, const char *change, struct settings *changed,
                            const struct setting_info **info);

/* app_people.c: another person on this machine */
void app_choose_person(struct app *app, const struct action *action);
const char *app_person_question(struct app *app); /* MODE_ASK */
void app_do_person(struct app *app);

/* app_lock.c: the lock of the settings */
bool app_lock_stops(struct app *app, const struct action *action); /* true: the page of the lock is to come instead */
bool app_lock_shown(const struct app *app);                        /* digits are typed there */
void app_lock_do(struct app *app, const char *deed);               /* "digit:5", "delete", "take", "now" */
void app_lock_shut(struct app *app);
void app_lock_typed(struct app *app, const struct event *event);
void app_lock_hold(struct app *app, bool down);
void app_lock_heed(struct app *app); /* before a page is built */
time_us app_lock_deadline(const struct app *app);
void app_lock_advance(struct app *app);

/* app_trial.c: trying a value before it is kept */
void app_try(struct app *app, const char *change);
void app_try_keep(struct app *app);
void app_try_hear(struct app *app, const char *name);
bool app_trial_heed(struct app *app); /* before a page is built; true: rows light up otherwise than before */
time_us app_trial_deadline(const struct app *app);
void app_trial_advance(struct app *app);
void app_trial_lasts(struct app *app); /* something was chosen */
/* app_copies.c */
void app_ask_restore(struct app *app, const struct action *action);
const char *app_restore_question(struct app *app); /* MODE_ASK */
void app_restore(struct app *app);

const char *app_setting_question(const struct app *app); /* MODE_ASK: before the change asked about */

/* app_act.c */
void app_act(struct app *app, const struct cell *cell);
void app_act_kind(struct app *app, enum action_kind kind);

/* app_hand.c */
void app_hand_over(struct app *app, enum hand hand);
void app_hand_message_changed(struct app *app);
void app_handed(struct app *app, const struct event *event);
void app_hand_destroy(struct app *app);

/* app_partner.c */
void app_partner_configure(struct app *app); /* settings have changed */
void app_partner_destroy(struct app *app);
void app_partner_message_changed(struct app *app);
void app_partner_says(struct app *app, const char *text); /* it begins to be said */
void app_partner_said(struct app *app);                   /* nothing is being said any more */
time_us app_partner_deadline(const struct app *app);
void app_partner_advance(struct app *app);

/* app_mend.c */
void app_note_reading(struct app *app); /* what is spelt, for the screen */
void app_message_changed(struct app *app);
void app_message_exchanged(struct app *app); /* it is another one now */
void app_forget_seen(struct app *app);
void app_undo(struct app *app);
void app_more(struct app *app);
bool app_has_turned(const struct app *app); /* the last step turned a page of suggestions */
/* What was chosen at this state of the message and taken back; returns how many. */
int app_rejected(const struct app *app, const char *texts[APP_REJECTED_AT_MOST]);

/* app_script.c: traditional characters, where they are wanted */
bool app_traditional(const struct app *app);
/* A text of the program as it is shown and said; one of the person's as everything inside wants it. Either the text itself,
 * or in `out`. */
const char *app_as_shown(const struct app *app, const char *text, struct buffer *out);
const char *app_as_inside(const struct app *app, const char *text, struct buffer *out);
void app_turn_page(const struct app *app, struct page *page);

/* app_speech.c */
void app_speak(struct app *app, const char *text, const char *reading, bool remember);
/* The same of a phrase, by its id: there may be a recording of it. NULL: of none. */
void app_speak_phrase(struct app *app, const char *id, const char *text, const char *reading, bool remember);
void app_speak_message(struct app *app);
/* The syllable that each Hanzi of the message was chosen by, "-" where none was. */
void app_message_reading(const struct app *app, struct buffer *reading);
void app_cue(struct app *app, const char *text);
void app_stop_speech(struct app *app);
void app_speech_event(struct app *app, const struct event *event);
void app_sound_event(struct app *app, bool lost);
void app_large_text_over(struct app *app);
void app_speech_ended(struct app *app);
bool app_waits_for_speech(const struct app *app);

/* A part of something longer: said at this pace, and not remembered. */
void app_speak_part(struct app *app, const char *text, const char *reading, int rate_wpm);

/* app_read.c: the library, what is open, its pages */
void app_read_init(struct app *app, const struct app_setup *setup);
void app_read_destroy(struct app *app);
const struct library *app_library(const struct app *app); /* never NULL */
const struct shelf *app_shelf(const struct app *app);     /* of the language of the screen */
bool app_reads(const struct app *app); /* an article stands on the screen */
void app_read_heed(struct app *app);                      /* what follows from where one is; before a page is built */
void app_read_tell(struct app *app, struct board_reading *told);
/* Sets the article in front in pages for this screen. `told` is what the context tells of reading: it is told anew. `page` is
 * used and left empty. */
void app_read_set(struct app *app, const struct board_context *context, struct board_reading *told,
                  struct page *page);
void app_read_shown(struct app *app, struct page *page); /* the page was built; PAGE_READ gets its lines */
bool app_read_go(struct app *app, const char *place); /* "BYTES:ID" */
void app_read_turn(struct app *app, int by); /* not beyond the first and the last page */
void app_read_mark(struct app *app);
void app_read_choose(struct app *app, const char *id);
void app_read_keep(struct app *app); /* now, if anything changed */
const char *app_looked_for(const struct app *app); /* while something is looked for, or last; "" */
/* app_read_run.c: aloud, and pages that turn by themselves */
void app_read_aloud(struct app *app);
void app_read_silent(struct app *app);
void app_read_stop(struct app *app);
void app_read_still(struct app *app); /* the same, where what is said ends otherwise */
void app_read_said(struct app *app);
void app_read_word(struct app *app, int first, int count); /* characters of the sentence */
void app_read_time_page(struct app *app); /* SILENT: when the present page turns */
bool app_read_takes_press(struct app *app, const struct switch_output *output);
void app_read_say(struct app *app);
time_us app_read_deadline(const struct app *app);
void app_read_advance(struct app *app);
void app_read_scene(const struct app *app, struct scene *scene);

/* app_edit.c: changing phrases */
void app_edit_init(struct app *app);
void app_edit_destroy(struct app *app);
void app_edit_heed(struct app *app); /* before a page is built */
void app_edit_do(struct app *app, const char *argument); /* "KIND:CATEGORY:PHRASE:TEXT" */
void app_edit_undo(struct app *app);
/* Its file names no recording any longer: another one was made. */
void app_edit_forget_recording(struct app *app, const char *id);
void app_edit_retry(struct app *app);
void app_edit_hear(struct app *app, const char *id);
void app_edit_event(struct app *app, const struct event *event); /* PHRASES_EDITED, EDIT_REFUSED, EDIT_FAILED */
void app_edit_scene(const struct app *app, struct scene *scene);
void app_field_open(struct app *app, const char *argument); /* "KIND:CATEGORY:PHRASE" */
void app_field_done(struct app *app);
time_us app_edit_deadline(const struct app *app); /* nobody types any more */
void app_edit_advance(struct app *app);
void app_field_hear(struct app *app);
void app_typing_opened(struct app *app, const char *screen); /* before one goes there */
void app_typed(struct app *app, const struct event *event); /* TEXT, TEXT_EDITING, TYPING_KEY */

/* app_read_hand.c: the caregiver's keys and wheel; nothing happens where nothing is read */
void app_hand_turns(struct app *app, int by); /* EVENT_TURN */
void app_hand_goes_back(struct app *app);     /* EVENT_BACK */

/* app_call.c */
void app_call(struct app *app);
void app_call_stop(struct app *app, const char *how); /* acknowledged, stopped */
time_us app_call_deadline(const struct app *app);
void app_call_advance(struct app *app);
void app_call_speech_ended(struct app *app, uint32_t speech_id);
void app_call_speech_lasts(struct app *app, time_us lasts_us); /* what is being said: a recording */
void app_call_event(struct app *app, const struct event *event); /* CALLED, CALL_FAILED, BELL_WORKS, BELL_SILENT */
void app_call_sound_changed(struct app *app);                   /* lost, or back */
/* app_call_gesture.c */
void app_calling_init(struct app *app);
void app_calling_configure(struct app *app);
/* A raw edge of any switch. True: it completed a call, or made an answer to it void, and is nothing else. */
bool app_calling_edge(struct app *app, const struct event *event);
time_us app_calling_deadline(const struct app *app);
/* True when something was due. */
bool app_calling_advance(struct app *app);
/* By a gesture: rings, or counts where calling is practised. */
void app_call_by(struct app *app, enum call_way way);
void app_call_practice_begin(struct app *app);
void app_call_practice_over(struct app *app); /* if it runs */
bool app_practises_call(const struct app *app);
/* The first and the second answer to the ringing; by the switch they count only where it is calm. */
void app_call_first_answer(struct app *app);
void app_call_second_answer(struct app *app);
void app_rest(struct app *app);
void app_rest_by_itself(struct app *app); /* nobody pressed for long, or answered whether to wake */
void app_wake(struct app *app);
void app_ask_wake(struct app *app);
/* The question on the page is lit for no answer before `until`, later when the switch is pressed meanwhile. */
void app_ask_in_the_dark(struct app *app, time_us until);
bool app_asks_in_the_dark(const struct app *app);
/* The switch was still for long enough: the question can be answered. */
void app_let_answer(struct app *app);
void app_ask(struct app *app, const struct action *action);
void app_answer(struct app *app, bool yes);

#endif
