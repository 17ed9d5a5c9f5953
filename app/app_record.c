#include "app_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"
#include "board/phrase_fixed.h"

/* Recording a voice, on the screen "record:ID" (board_recordings.c):
 *
 *     NONE ──record──▶ RUNS ──stop, or a minute──▶ TRIED ──keep──▶ NONE, on the screen of the next that has none
 *      ▲                │                            │ └─record─▶ RUNS
 *      └── a fault, or another page stands there ────┘
 *
 * Keeping takes the disk's time: until it is answered the screen stays as it is, and whoever has left it is told only of a
 * failure. While it runs the page says how long and how loud, five times a second; nothing is whispered into it. */

enum { LOOK_MS = 200, MS_AT_MOST = 59500 /* a file may hold a minute */ };

void app_record_init(struct app *app, const struct recording_desk *desk)
{
    app->record = (struct app_record){.told = {.desk = desk, .fault = ""}, .look_at = TIME_NEVER};
}

bool app_records(const struct app *app)
{
    return app->record.told.state == RECORDING_RUNS;
}

static void forget(struct app *app)
{
    const struct recording_desk *desk = app->record.told.desk;
    if (desk)
        desk->cancel(desk->self);
    free(app->record.id);
    app_record_init(app, desk);
}

void app_record_over(struct app *app)
{
    if (app->record.id)
        forget(app);
}

static bool stands_there(const struct app *app, const struct board_context *context)
{
    if (app->mode != MODE_PAGE || strncmp(context->screen, "record:", 7) != 0)
        return false;
    const char *id = board_record_id(context, context->argument);
    return id && strcmp(id, app->record.id) == 0;
}

void app_record_heed(struct app *app, const struct board_context *context, struct page *page)
{
    if (!app->record.id)
        return;
    if (!stands_there(app, context)) {
        forget(app);
        return;
    }
    if (app->record.told.state != RECORDING_TRIED)
        return;
    const char *next = board_record_after(context, page, context->argument);
    snprintf(app->record.next, sizeof app->record.next, "%s", next ? next : "");
}

static void show(struct app *app)
{
    app->page_stale = true;
    app_changed(app);
}

static void fail(struct app *app)
{
    app->record.told.state = RECORDING_NONE;
    app->record.told.fault = app->record.fault;
    app->record.look_at = TIME_NEVER;
}

void app_record_begin(struct app *app, const char *id)
{
    struct app_record *record = &app->record;
    char *copy = memory_copy_text(id);
    app_stop_speech(app);
    forget(app);
    record->id = copy;
    const struct recording_desk *desk = record->told.desk;
    if (!desk)
        snprintf(record->fault, sizeof record->fault, "%s", _("there is no microphone"));
    if (desk && desk->begin(desk->self, app->now, record->fault, sizeof record->fault)) {
        record->told.state = RECORDING_RUNS;
        record->look_at = app->now + time_from_ms(LOOK_MS);
    } else {
        fail(app);
    }
    app_stale_from_start(app);
}

void app_record_stop(struct app *app)
{
    struct app_record *record = &app->record;
    const struct recording_desk *desk = record->told.desk;
    if (!app_records(app))
        return;
    record->look_at = TIME_NEVER;
    if (desk->end(desk->self, app->now, &record->told.now, record->fault, sizeof record->fault))
        record->told.state = RECORDING_TRIED;
    else
        fail(app);
    app_stale_from_start(app);
}

time_us app_record_deadline(const struct app *app)
{
    return app->record.told.state == RECORDING_RUNS ? app->record.look_at : TIME_NEVER;
}

void app_record_advance(struct app *app)
{
    struct app_record *record = &app->record;
    record->told.desk->look(record->told.desk->self, app->now, &record->told.now);
    record->look_at = app->now + time_from_ms(LOOK_MS);
    show(app);
    if (record->told.now.ms >= MS_AT_MOST)
        app_record_stop(app);
}

static bool of_other_text(const struct app *app, const char *id)
{
    const struct recording_desk *desk = app->record.told.desk;
    return desk && desk->of_other_text && desk->of_other_text(desk->self, app_english(app), id);
}

/* What was tried, or else what is kept, of an old text too; nobody said it, so it does not count as said. */
void app_record_hear(struct app *app, const char *id)
{
    const struct phrase *phrase = phrase_set_phrase(app_phrases(app), id);
    const struct phrase_fixed *fixed = phrase_fixed_find(id);
    bool tried = app->record.told.state == RECORDING_TRIED;
    struct buffer said = {0};
    buffer_add_text(&said, of_other_text(app, id) ? RECORDING_KEPT : "");
    buffer_add_text(&said, id);
    if (phrase || fixed)
        app_speak_phrase(app, tried ? RECORDING_TRIAL : buffer_text(&said),
                         phrase ? phrase->spoken : _(fixed->text), NULL, false);
    buffer_destroy(&said);
}

static void ask(struct app *app, int number)
{
    struct app_record *record = &app->record;
    record->asked = number;
    if (number) {
        app_emit(app, EFFECT_KEEP_RECORDING);
        return;
    }
    record->told.fault = record->fault;
    record->told.unkept = true;
    show(app);
}

void app_record_agree(struct app *app, const char *id)
{
    struct app_record *record = &app->record;
    const struct recording_desk *desk = record->told.desk;
    if (!desk || !desk->agree || record->asked)
        return;
    char *copy = memory_copy_text(id);
    forget(app);
    record->id = copy;
    record->agrees = true;
    ask(app, desk->agree(desk->self, app_english(app), copy, record->fault, sizeof record->fault));
}

void app_record_keep(struct app *app)
{
    struct app_record *record = &app->record;
    const struct recording_desk *desk = record->told.desk;
    if (record->told.state == RECORDING_TRIED && !record->asked)
        ask(app, desk->keep(desk->self, app_english(app), record->id, record->fault, sizeof record->fault));
}

/* One that was there stays on the phrase's screen, which says now that there is a recording; after a new one comes the next
 * phrase that has none. */
static void leave_kept(struct app *app)
{
    char next[APP_SCREEN_BYTES];
    bool agrees = app->record.agrees;
    snprintf(next, sizeof next, "%s", app->record.next);
    if (!agrees) {
        app_stop_speech(app);
        app_edit_forget_recording(app, app->record.id); /* it would go before the new one */
    }
    forget(app);
    if (!agrees && next[0])
        app_go(app, next);
    app_stale_from_start(app);
}

/* Whoever has left the screen meanwhile is told only that it is lost. */
void app_record_kept(struct app *app, const struct event *event)
{
    struct app_record *record = &app->record;
    if (event->count != record->asked) {
        app->page_stale = true;
        if (event->detail[0])
            app_raise(app, WARNING_SAVE_FAILED, event->detail);
        return;
    }
    record->asked = 0;
    if (!event->detail[0]) {
        leave_kept(app);
        return;
    }
    utf8_copy(record->fault, sizeof record->fault, event->detail);
    record->told.fault = record->fault; /* and it can be kept still */
    record->told.unkept = true;
    show(app);
}
