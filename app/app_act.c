#include "app_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "board/block_fold.h"

/* What the cells do: one function for each action, in one table in the order of actions. */

typedef void act_fn(struct app *app, const struct cell *cell);

static void changed_if(struct app *app, bool changed)
{
    if (changed)
        app_message_changed(app);
}

static void act_none(struct app *app, const struct cell *cell)
{
    (void)app;
    (void)cell;
}

static void act_commit(struct app *app, const struct cell *cell)
{
    if (cell->commit)
        changed_if(app, message_commit(&app->message, cell->commit, cell->reading, cell->units));
}

/* After a mark writing goes on where it was. */
static void act_type(struct app *app, const struct cell *cell)
{
    act_commit(app, cell);
    if (strcmp(app->screens[app->screen_count - 1].name, APP_MARKS_SCREEN) == 0)
        app_go(app, app->marks_from[0] ? app->marks_from : "write");
}

static void act_spell(struct app *app, const struct cell *cell)
{
    changed_if(app, message_spell(&app->message, cell->action.argument));
}

static void act_speak(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_speak_message(app);
    app_words_spoken(app);
}

static void act_speak_again(struct app *app, const struct cell *cell)
{
    (void)cell;
    if (app->speech_text)
        app_speak_phrase(app, app->speech_phrase, app->speech_text, app->speech_reading, false);
    else if (app->history_count > 0)
        app_speak(app, app->history[0], NULL, false);
    if (app->speech_id)
        app_partner_says(app, app->speech_text);
}

static void act_undo(struct app *app, const struct cell *cell)
{
    (void)cell;
    if (app->by_scan)
        app_habits_count(app, HABIT_CORRECTED);
    /* A choice made by a finger is none of the evidence's: taking it back teaches nothing. */
    if (app->scans_by_evidence && app->last_by_scan)
        evidence_undone(app->evidence, app->by_scan);
    app_undo(app);
}

static void act_delete(struct app *app, const struct cell *cell)
{
    (void)cell;
    changed_if(app, message_delete(&app->message));
}

static void act_delete_word(struct app *app, const struct cell *cell)
{
    (void)cell;
    changed_if(app, message_delete_word(&app->message));
}

/* What has been said is in today's history, and undo brings it back: only what has not been said is asked about. */
static void act_clear(struct app *app, const struct cell *cell)
{
    bool said = app->speech_text && strcmp(app->speech_text, message_text(&app->message)) == 0;
    if (said || app->edit.told.typing || message_size(&app->message) == 0)
        changed_if(app, message_clear(&app->message));
    else
        app_ask(app, &cell->action);
}

static void act_save_phrase(struct app *app, const struct cell *cell)
{
    (void)cell;
    if (message_size(&app->message) > 0)
        app_emit(app, EFFECT_KEEP_PHRASE)->text = app_keep(app, message_text(&app->message));
}

static void act_copy(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_hand_over(app, HAND_COPY);
}

static void act_save_text(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_hand_over(app, HAND_SAVE);
}

static void act_send(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_hand_over(app, HAND_SEND);
}

/* The person's own, whatever is locked. */
static void act_hide(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_change_setting(app, app->settings.partner_hidden ? "partner_hidden=0" : "partner_hidden=1");
}

static void act_paper(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_hand_over(app, HAND_PAPER);
}

static void act_say(struct app *app, const struct cell *cell)
{
    const struct phrase *phrase = phrase_set_phrase(app_phrases(app), cell->action.argument);
    struct buffer text = {0};
    if (phrase)
        app_speak_phrase(app, phrase->id, app_as_shown(app, phrase->spoken, &text), phrase->reading, true);
    buffer_destroy(&text);
}

static void act_say_text(struct app *app, const struct cell *cell)
{
    struct buffer id = {0};
    if (cell->sound)
        buffer_printf(&id, EFFECT_SOUND "%s", cell->sound);
    app_speak_phrase(app, cell->sound ? buffer_text(&id) : NULL, cell->action.argument, cell->reading, true);
    buffer_destroy(&id);
}

/* A screen that leaves a question leaves its answer at "no". */
static void leave_overlay(struct app *app)
{
    if (app->ringing)
        return;
    app_practice_end(app);
    app->mode = MODE_PAGE;
}

/* The marks, or the page of other keys that leads there: writing comes back to where it was left for them. */
static bool leads_away_to_marks(const char *screen)
{
    return strcmp(screen, APP_MARKS_SCREEN) == 0 || strcmp(screen, "write:other") == 0;
}

static void act_open(struct app *app, const struct cell *cell)
{
    const char *from = app->screens[app->screen_count - 1].name;
    if (leads_away_to_marks(cell->action.argument) && strncmp(from, "write", 5) == 0 &&
        !leads_away_to_marks(from))
        snprintf(app->marks_from, sizeof app->marks_from, "%s", from);
    if (board_find(cell->action.argument)) {
        leave_overlay(app);
        app_typing_opened(app, cell->action.argument);
        app_go(app, cell->action.argument);
    }
}

static void act_back(struct app *app, const struct cell *cell)
{
    bool leaves_page = app->key_block < 0 || strcmp(cell->id, BLOCK_LEAVE_ID) == 0;
    if (app->mode == MODE_ASK || app->mode == MODE_WAKE)
        app_answer(app, false);
    else if (app_practises(app))
        app_practice_end(app);
    else if (app->mode == MODE_PAGE && leaves_page)
        app_go_back(app);
}

static void act_home(struct app *app, const struct cell *cell)
{
    (void)cell;
    if (app->ringing)
        return;
    app_practice_end(app);
    if (app->mode == MODE_REST || app->mode == MODE_WAKE)
        app_wake(app);
    app->mode = MODE_PAGE;
    app_go_home(app);
}

static void act_more(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_more(app);
}

static void act_call(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_call(app);
}

static void act_call_stop(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_call_first_answer(app);
}

static void act_call_practice(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_call_practice_begin(app);
}

static void act_call_practice_stop(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_call_practice_over(app);
}

static void act_rest(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_rest(app);
}

static void act_wake(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_wake(app);
}

static void act_set(struct app *app, const struct cell *cell)
{
    app_choose_setting(app, &cell->action);
}

static void act_setting_undo(struct app *app, const struct cell *cell)
{
    app_choose_undo(app, &cell->action);
}

static void act_try(struct app *app, const struct cell *cell)
{
    app_try(app, cell->action.argument);
}

static void act_try_keep(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_try_keep(app);
}

static void act_try_hear(struct app *app, const struct cell *cell)
{
    app_try_hear(app, cell->action.argument);
}

static void act_forget_word(struct app *app, const struct cell *cell)
{
    app_words_forget(app, cell->action.argument);
}

static void act_correct_word(struct app *app, const struct cell *cell)
{
    app_words_correct(app, cell->action.argument);
}

static void act_forget_words(struct app *app, const struct cell *cell)
{
    app_ask(app, &cell->action);
}

static void act_body_side(struct app *app, const struct cell *cell)
{
    (void)cell;
    app->body_back = !app->body_back;
    app_stale_from_start(app);
}

static void act_confirm(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_answer(app, true);
}

static void act_cancel(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_answer(app, false);
}

static void act_practice(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_practice_begin(app, 0);
}

/* A finger on a key is a press too, for what is lit. */
static void act_practice_key(struct app *app, const struct cell *cell)
{
    (void)cell;
    if (app->mode == MODE_PRACTICE)
        app_practice_press(app);
}

static void act_practice_stop(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_practice_end(app);
}

static void act_fitting(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_fitting_begin(app);
}

static void act_habits_no(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_habits_decline(app);
}

static void act_guide(struct app *app, const struct cell *cell)
{
    app_guide_go(app, cell->action.argument);
}

static void act_forget_person(struct app *app, const struct cell *cell)
{
    app_ask(app, &cell->action);
}

static void act_gaze_course(struct app *app, const struct cell *cell)
{
    app_course_begin(app, strcmp(cell->action.argument, "one") == 0 ? GAZE_COURSE_ONE : GAZE_COURSE_FIVE);
}

static void act_gaze_practice(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_look_practice_begin(app);
}

static void act_gaze_before(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_course_as_before(app);
}

static void act_gaze_drift(struct app *app, const struct cell *cell)
{
    app_drift_answer(app, strcmp(cell->action.argument, "move") == 0);
}

static void act_gaze_forget(struct app *app, const struct cell *cell)
{
    app_ask(app, &cell->action);
}

/* The second look goes on in the page that comes. */
static void act_block(struct app *app, const struct cell *cell)
{
    app->key_block = atoi(cell->action.argument);
    app->blocks_taken++;
    app_stale_from_start(app);
}

static void act_read_next(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_read_turn(app, 1);
}

static void act_read_back(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_read_turn(app, -1);
}

static void act_read_go(struct app *app, const struct cell *cell)
{
    app_read_go(app, cell->action.argument);
}

static void act_read_aloud(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_read_aloud(app);
}

static void act_read_silent(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_read_silent(app);
}

static void act_read_stop(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_read_stop(app);
}

static void act_read_mark(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_read_mark(app);
}

static void act_read_say(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_read_say(app);
}

static void act_read_choose(struct app *app, const struct cell *cell)
{
    app_read_choose(app, cell->action.argument);
}

static void act_record(struct app *app, const struct cell *cell)
{
    app_record_begin(app, cell->action.argument);
}

static void act_record_stop(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_record_stop(app);
}

static void act_record_agree(struct app *app, const struct cell *cell)
{
    app_record_agree(app, cell->action.argument);
}

static void act_record_hear(struct app *app, const struct cell *cell)
{
    app_record_hear(app, cell->action.argument);
}

static void act_record_keep(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_record_keep(app);
}

static void act_search(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_go(app, app->reading.search[0] ? app->reading.search : "library:search");
}

static void act_edit(struct app *app, const struct cell *cell)
{
    app_edit_do(app, cell->action.argument);
}

static void act_edit_undo(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_edit_undo(app);
}

static void act_edit_retry(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_edit_retry(app);
}

static void act_edit_hear(struct app *app, const struct cell *cell)
{
    app_edit_hear(app, cell->action.argument);
}

static void act_field(struct app *app, const struct cell *cell)
{
    app_field_open(app, cell->action.argument);
}

static void act_field_done(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_field_done(app);
}

static void act_field_hear(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_field_hear(app);
}

static void act_begin_anew(struct app *app, const struct cell *cell)
{
    (void)cell;
    app_emit(app, EFFECT_BEGIN_ANEW);
}

static void act_quit(struct app *app, const struct cell *cell)
{
    app_ask(app, &cell->action);
}

static void act_restore(struct app *app, const struct cell *cell)
{
    app_ask_restore(app, &cell->action);
}

static void act_person(struct app *app, const struct cell *cell)
{
    app_choose_person(app, &cell->action);
}

static void act_lock(struct app *app, const struct cell *cell)
{
    app_lock_do(app, cell->action.argument);
}

static act_fn *const acts[ACTION_KIND_COUNT] = {
    [ACTION_NONE] = act_none,
    [ACTION_COMMIT] = act_commit,
    [ACTION_SPELL] = act_spell,
    [ACTION_TYPE] = act_type,
    [ACTION_SPEAK] = act_speak,
    [ACTION_SPEAK_AGAIN] = act_speak_again,
    [ACTION_UNDO] = act_undo,
    [ACTION_DELETE] = act_delete,
    [ACTION_DELETE_WORD] = act_delete_word,
    [ACTION_CLEAR] = act_clear,
    [ACTION_SAVE_PHRASE] = act_save_phrase,
    [ACTION_COPY] = act_copy,
    [ACTION_SAVE_TEXT] = act_save_text,
    [ACTION_SEND] = act_send,
    [ACTION_HIDE] = act_hide,
    [ACTION_PAPER] = act_paper,
    [ACTION_SAY] = act_say,
    [ACTION_SAY_TEXT] = act_say_text,
    [ACTION_OPEN] = act_open,
    [ACTION_BACK] = act_back,
    [ACTION_HOME] = act_home,
    [ACTION_MORE] = act_more,
    [ACTION_CALL] = act_call,
    [ACTION_CALL_STOP] = act_call_stop,
    [ACTION_CALL_PRACTICE] = act_call_practice,
    [ACTION_CALL_PRACTICE_STOP] = act_call_practice_stop,
    [ACTION_REST] = act_rest,
    [ACTION_WAKE] = act_wake,
    [ACTION_SETTING_CHANGE] = act_set,
    [ACTION_SETTING_UNDO] = act_setting_undo,
    [ACTION_TRY] = act_try,
    [ACTION_TRY_KEEP] = act_try_keep,
    [ACTION_TRY_HEAR] = act_try_hear,
    [ACTION_FORGET_WORD] = act_forget_word,
    [ACTION_CORRECT_WORD] = act_correct_word,
    [ACTION_FORGET_WORDS] = act_forget_words,
    [ACTION_BODY_SIDE] = act_body_side,
    [ACTION_CONFIRM] = act_confirm,
    [ACTION_CANCEL] = act_cancel,
    [ACTION_PRACTICE] = act_practice,
    [ACTION_PRACTICE_KEY] = act_practice_key,
    [ACTION_PRACTICE_STOP] = act_practice_stop,
    [ACTION_FITTING] = act_fitting,
    [ACTION_GUIDE] = act_guide,
    [ACTION_HABITS_NO] = act_habits_no,
    [ACTION_FORGET_PERSON] = act_forget_person,
    [ACTION_GAZE_COURSE] = act_gaze_course,
    [ACTION_GAZE_PRACTICE] = act_gaze_practice,
    [ACTION_GAZE_STOP] = act_practice_stop,
    [ACTION_GAZE_BEFORE] = act_gaze_before,
    [ACTION_GAZE_DRIFT] = act_gaze_drift,
    [ACTION_GAZE_FORGET] = act_gaze_forget,
    [ACTION_BLOCK] = act_block,
    [ACTION_READ_NEXT] = act_read_next,
    [ACTION_READ_BACK] = act_read_back,
    [ACTION_READ_GO] = act_read_go,
    [ACTION_READ_ALOUD] = act_read_aloud,
    [ACTION_READ_SILENT] = act_read_silent,
    [ACTION_READ_STOP] = act_read_stop,
    [ACTION_READ_MARK] = act_read_mark,
    [ACTION_READ_SAY] = act_read_say,
    [ACTION_READ_CHOOSE] = act_read_choose,
    [ACTION_EDIT] = act_edit,
    [ACTION_EDIT_UNDO] = act_edit_undo,
    [ACTION_EDIT_RETRY] = act_edit_retry,
    [ACTION_EDIT_HEAR] = act_edit_hear,
    [ACTION_FIELD] = act_field,
    [ACTION_FIELD_DONE] = act_field_done,
    [ACTION_FIELD_HEAR] = act_field_hear,
    [ACTION_RECORD] = act_record,
    [ACTION_RECORD_STOP] = act_record_stop,
    [ACTION_RECORD_HEAR] = act_record_hear,
    [ACTION_RECORD_KEEP] = act_record_keep,
    [ACTION_RECORD_AGREE] = act_record_agree,
    [ACTION_SEARCH] = act_search,
    [ACTION_RESTORE] = act_restore,
    [ACTION_PERSON] = act_person,
    [ACTION_LOCK] = act_lock,
    [ACTION_BEGIN_ANEW] = act_begin_anew,
    [ACTION_QUIT] = act_quit,
};

/* Whatever is done, the second look is over: "back" does nothing else. */
void app_act(struct app *app, const struct cell *cell)
{
    app_changed(app);
    if (!app_lock_stops(app, &cell->action))
        acts[cell->action.kind](app, cell);
    app_trial_lasts(app);
    if (cell->action.kind != ACTION_BLOCK)
        app_leave_block(app);
}

void app_act_kind(struct app *app, enum action_kind kind)
{
    struct cell cell = {.id = "", .label = "", .action = {kind, NULL}};
    app_act(app, &cell);
}
