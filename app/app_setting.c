#include "app_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* Changing settings from the page of a setting. What would leave somebody who chooses by looking alone without a way to
 * choose, or out of a rest, is asked about first; whoever presses or touches has another way. */

bool app_setting_changed_by(const struct app *app, const char *change, struct settings *changed,
                            const struct setting_info **info)
{
    const char *equals = strchr(change, '=');
    char name[64];
    *changed = app->settings;
    if (!equals || (size_t)(equals - change) >= sizeof name)
        return false;
    snprintf(name, sizeof name, "%.*s", (int)(equals - change), change);
    *info = setting_find(name);
    return *info && setting_set(changed, *info, atoi(equals + 1));
}

/* --- what can be taken back ------------------------------------------------------------------------------- */

static void note_change(struct app *app, const struct setting_info *info, int before, int after)
{
    int kept = app->change_count < APP_SETTING_CHANGES_AT_MOST ? app->change_count : app->change_count - 1;
    memmove(&app->changes[1], &app->changes[0], (size_t)kept * sizeof app->changes[0]);
    app->changes[0] = (struct board_setting_change){info, before, after, app->change_act};
    app->change_count = kept + 1;
}

void app_keep_settings(struct app *app)
{
    app->change_act++;
    for (size_t i = 0; i < settings_count(); i++) {
        const struct setting_info *info = &settings_table[i];
        if (info->type == SETTING_TEXT)
            continue;
        int before = setting_get(&app->kept_settings, info), after = setting_get(&app->settings, info);
        if (before != after)
            note_change(app, info, before, after);
    }
    app->kept_settings = app->settings;
    app_emit(app, EFFECT_KEEP_SETTINGS);
}

/* The settings as they are without the change of this number; false: there is none. */
static bool without_change(const struct app *app, const char *act, struct settings *changed)
{
    bool any = false;
    *changed = app->settings;
    for (int i = 0; i < app->change_count; i++)
        if (app->changes[i].act == strtoul(act, NULL, 10))
            any = setting_set(changed, app->changes[i].info, app->changes[i].before);
    return any;
}

static void forget_change(struct app *app, const char *act)
{
    int count = 0;
    for (int i = 0; i < app->change_count; i++)
        if (app->changes[i].act != strtoul(act, NULL, 10))
            app->changes[count++] = app->changes[i];
    app->change_count = count;
}

void app_undo_setting(struct app *app, const char *act)
{
    struct settings changed;
    if (!without_change(app, act, &changed))
        return;
    forget_change(app, act);
    app->kept_settings = changed;
    app_put_settings(app, &changed);
    app_emit(app, EFFECT_KEEP_SETTINGS);
}

/* --- what is asked before --------------------------------------------------------------------------------- */

static bool wakes_by_looking(const struct settings *settings)
{
    return settings->corner_gesture || settings->sway_gesture;
}

/* What to ask before; NULL: nothing. */
static const char *question_before(const struct settings *now, const struct settings *changed)
{
    if (changed->pointing != now->pointing)
        return _("Then only a switch, a mouse or a finger can choose. Really?");
    if (changed->pointer != now->pointer)
        return _("Then your gaze may no longer arrive, and only a switch, a mouse or a finger can choose. "
                 "Really?");
    if (wakes_by_looking(now) && !wakes_by_looking(changed))
        return _("Then only a switch, a mouse or a finger can end a rest. Really?");
    return NULL;
}

/* What is asked about: a change by its text, or one that is taken back by its number. */
static bool changed_as_asked(const struct app *app, enum action_kind kind, const char *asked,
                             struct settings *changed)
{
    const struct setting_info *info;
    return kind == ACTION_SETTING_UNDO ? without_change(app, asked, changed)
                                       : app_setting_changed_by(app, asked, changed, &info);
}

const char *app_setting_question(const struct app *app)
{
    struct settings changed;
    const char *question = changed_as_asked(app, app->asked.kind, app->asked_change, &changed)
                               ? question_before(&app->settings, &changed)
                               : NULL;
    return question ? question : "";
}

void app_change_setting(struct app *app, const char *change)
{
    struct settings changed;
    const struct setting_info *info;
    if (!app_setting_changed_by(app, change, &changed, &info))
        return;
    app_put_settings(app, &changed);
    app_keep_settings(app);
    app->page_stale = true; /* it can be taken back now */
}

/* True when it has to be asked. */
static bool asks_before(struct app *app, const struct action *action)
{
    struct settings changed;
    bool valid = changed_as_asked(app, action->kind, action->argument, &changed);
    if (!valid || !app->gaze.by_dwell || !question_before(&app->settings, &changed))
        return false;
    snprintf(app->asked_change, sizeof app->asked_change, "%s", action->argument);
    app_ask(app, action);
    return true;
}

void app_choose_setting(struct app *app, const struct action *action)
{
    if (!asks_before(app, action))
        app_change_setting(app, action->argument);
}

void app_choose_undo(struct app *app, const struct action *action)
{
    if (!asks_before(app, action))
        app_undo_setting(app, action->argument);
}
