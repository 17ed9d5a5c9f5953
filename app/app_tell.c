#include "app_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "view/layout.h"

/* What is urgent is also said, once: by the main voice, as soon as nobody speaks, nothing rings and nothing is recorded. The
 * person is never interrupted, and interrupts: whatever she says comes in its place. Nothing on the page moves for it, and
 * the light goes on.
 *
 *     raised ──▶ waits until it is quiet ──▶ is said ──▶ ends, or gives way
 *        └─ lowered, or taken away by a hand: it is said no more
 *
 * What only somebody else can mend is said to whoever is there; what the person herself can act on is said to her. At rest
 * only that is said for which somebody may be woken: without the switch or the tracker nobody could call. */

enum { SAID_AT_MOST_MS = 20000 };

static bool is_for_the_person(enum warning_kind kind)
{
    return kind == WARNING_EYES_LOST_SCANNING || kind == WARNING_RESTORE_FAILED;
}

static bool may_wake_somebody(enum warning_kind kind)
{
    return kind == WARNING_SWITCH_GONE || kind == WARNING_SWITCH_BUSY || kind == WARNING_SWITCH_STUCK ||
           kind == WARNING_TRACKER_GONE || kind == WARNING_TRACKER_BUSY;
}

/* What was on already has another detail now: of a second switch that is missing it is said too. */
void app_tell_raised(struct app *app, enum warning_kind kind, bool was_on)
{
    bool news = !was_on || may_wake_somebody(kind);
    if (news && warning_info(kind)->urgent && kind != WARNING_NO_SOUND)
        app->tell.waits[kind] = true;
}

void app_tell_lowered(struct app *app, enum warning_kind kind)
{
    app->tell.waits[kind] = false;
}

static bool may_be_said(const struct app *app, enum warning_kind kind)
{
    bool rests = app->mode == MODE_REST || app->mode == MODE_WAKE;
    return app->tell.waits[kind] && (!rests || may_wake_somebody(kind));
}

/* The newest of those that may be said now; −1: none. */
static int next_to_say(const struct app *app)
{
    int newest = -1;
    if (app->speech_id || app->tell.speech_id || app->ringing || app->sound_lost || app_records(app))
        return -1;
    for (int kind = 0; kind < WARNING_KIND_COUNT; kind++)
        if (may_be_said(app, (enum warning_kind)kind) &&
            (newest < 0 || app->warnings.items[kind].order > app->warnings.items[newest].order))
            newest = kind;
    return newest;
}

time_us app_tell_deadline(const struct app *app)
{
    if (app->tell.speech_id)
        return app->tell.until;
    return next_to_say(app) >= 0 ? app->now : TIME_NEVER;
}

/* Names of devices and files are to be read, not heard. */
static void without_detail(struct app *app, enum warning_kind kind, char *text, size_t size)
{
    static const char *const ends[] = {" ", ":", "：", "（", "("};
    snprintf(text, size, "%s", _(warning_info(kind)->text));
    char *place = strstr(text, "%s");
    if (!place)
        return;
    if (kind == WARNING_SWITCH_SILENT) { /* the hours are what is to be said */
        warning_text(&app->warnings, kind, text, size);
        return;
    }
    *place = '\0';
    for (size_t i = 0, length = strlen(text); i < sizeof ends / sizeof *ends; i++) {
        size_t end = strlen(ends[i]);
        if (length >= end && strcmp(text + length - end, ends[i]) == 0) {
            text[length -= end] = '\0';
            i = (size_t)-1;
        }
    }
}

void app_tell_advance(struct app *app)
{
    char text[WARNING_TEXT_BYTES * 2];
    if (app->tell.speech_id) {
        app_tell_over(app);
        return;
    }
    int kind = next_to_say(app);
    if (kind < 0)
        return;
    app->tell.waits[kind] = false;
    without_detail(app, (enum warning_kind)kind, text, sizeof text);
    struct effect *effect = app_emit(app, EFFECT_SAY);
    effect->speech_id = app->tell.speech_id = ++app->next_speech_id;
    app->tell.until = app->now + time_from_ms(SAID_AT_MOST_MS);
    if (is_for_the_person((enum warning_kind)kind)) {
        effect->text = app_keep(app, text);
        return;
    }
    struct buffer whole = {0};
    buffer_printf(&whole, _("To whoever is there: %s"), text);
    effect->text = app_keep(app, buffer_text(&whole));
    buffer_destroy(&whole);
}

/* Nobody reads twenty minutes on while the switch is unplugged that could stop it. */
bool app_tell_within_reading(struct app *app)
{
    int kind = next_to_say(app);
    if (app->reading.run != READING_ALOUD || kind < 0 || !may_wake_somebody((enum warning_kind)kind))
        return false;
    app_tell_advance(app);
    app->tell.within_reading = true;
    return true;
}

void app_tell_over(struct app *app)
{
    if (!app->tell.speech_id)
        return;
    app_emit(app, EFFECT_SAID)->speech_id = app->tell.speech_id;
    app->tell.speech_id = 0;
    bool read_on = app->tell.within_reading && app->reading.run == READING_ALOUD;
    app->tell.within_reading = false;
    if (read_on)
        app_read_said(app);
}

void app_tell_stop(struct app *app)
{
    if (app->tell.speech_id)
        app_emit(app, EFFECT_STOP_SPEECH);
    app_tell_over(app);
}

/* A hand on the notice takes away the one that stands there in full. */
bool app_tell_click(struct app *app, int x_px, int y_px)
{
    struct arena arena;
    if (app->notice_count == 0 || app->large_text)
        return false;
    arena_init(&arena);
    struct layout layout =
        layout_of(app_shown(app), app->width_px, app->height_px, app->settings.text_percent, &arena);
    arena_destroy(&arena);
    struct view_rect head = layout.head;
    if (x_px < head.x || y_px < head.y || x_px >= head.x + head.width || y_px >= head.y + head.height)
        return false;
    app->last_press = app->now; /* somebody is there */
    app_lower(app, app->notice_kinds[0]);
    return true;
}
