#include "app_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* Trying a value of a setting: in force at once, on its page alone, until it is kept or left. Who can no longer choose with
 * it only has to wait.
 *
 *     try:scan_time  chosen ──▶ in force ──keep it──▶ kept
 *                      ▲           │ ├─any other page, call, rest──▶ as it was
 *                      └───────────┘ └─nothing chosen for a while──▶ as it was, the page stays */

static bool is_shown(const struct app *app)
{
    const char *screen = app->screens[app->screen_count - 1].name;
    return app->mode == MODE_PAGE && strncmp(screen, "try:", 4) == 0 &&
           strcmp(screen + 4, app->trial.info->name) == 0;
}

bool app_trial_heed(struct app *app)
{
    if (!app->trial.info || is_shown(app))
        return false;
    app->trial.info = NULL;
    return app_take_settings(app, &app->trial.before);
}

time_us app_trial_deadline(const struct app *app)
{
    return app->trial.info ? app->trial.until : TIME_NEVER;
}

void app_trial_lasts(struct app *app)
{
    if (!app->trial.info)
        return;
    int before_ms = app->trial.before.scan_time_ms, now_ms = app->settings.scan_time_ms;
    int64_t rounds_ms = (int64_t)(before_ms > now_ms ? before_ms : now_ms) * APP_TRIAL_STEPS;
    app->trial.until = app->now + time_from_ms(rounds_ms > APP_TRIAL_MS ? rounds_ms : APP_TRIAL_MS);
}

void app_trial_advance(struct app *app)
{
    app->trial.info = NULL;
    app_put_settings(app, &app->trial.before);
    app_changed(app);
}

void app_try(struct app *app, const char *change)
{
    struct settings changed;
    const struct setting_info *info;
    if (!app_setting_changed_by(app, change, &changed, &info) || info->trial == TRIAL_NONE)
        return;
    if (!app->trial.info)
        app->trial.before = app->settings;
    app->trial.info = info;
    app_put_settings(app, &changed);
    app_try_hear(app, info->name);
}

void app_try_keep(struct app *app)
{
    if (!app->trial.info)
        return;
    app->trial.info = NULL;
    app_keep_settings(app);
    app_go_back(app);
}

static const char *what_is_said(const struct setting_info *info)
{
    return strcmp(info->name, "english_voice") == 0 ? "Good morning. How are you today?"
                                                    : _("Hello. This is my voice.");
}

void app_try_hear(struct app *app, const char *name)
{
    const struct setting_info *info = setting_find(name);
    switch (info ? info->trial : TRIAL_NONE) {
    case TRIAL_VOICE:
        app_speak(app, what_is_said(info), NULL, false);
        break;
    case TRIAL_READING:
        app_stop_speech(app);
        app_speak_part(app, what_is_said(info), NULL, app->settings.reading_rate_wpm);
        break;
    case TRIAL_CUE:
        app_stop_speech(app);
        app_cue(app, _("This is the cue voice."));
        break;
    case TRIAL_CLICK:
        app_emit(app, EFFECT_TICK);
        break;
    default:
        break;
    }
}
