#include "app_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* Changing settings from the page of a setting. What would leave somebody who chooses by looking alone without a way to
 * choose, or out of a rest, is asked about first; whoever presses or touches has another way. */

/* "scan_time=1500" */
static bool changed_by(const struct settings *now, const char *change, struct settings *changed)
{
    const char *equals = strchr(change, '=');
    char name[64];
    *changed = *now;
    if (!equals || (size_t)(equals - change) >= sizeof name)
        return false;
    snprintf(name, sizeof name, "%.*s", (int)(equals - change), change);
    const struct setting_info *info = setting_find(name);
    return info && setting_set(changed, info, atoi(equals + 1));
}

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
        return _(
            "Then your gaze may no longer arrive, and only a switch, a mouse or a finger can choose. Really?");
    if (wakes_by_looking(now) && !wakes_by_looking(changed))
        return _("Then only a switch, a mouse or a finger can end a rest. Really?");
    return NULL;
}

const char *app_setting_question(const struct app *app)
{
    struct settings changed;
    const char *question = changed_by(&app->settings, app->asked_change, &changed)
                               ? question_before(&app->settings, &changed)
                               : NULL;
    return question ? question : "";
}

void app_change_setting(struct app *app, const char *change)
{
    struct settings changed;
    if (!changed_by(&app->settings, change, &changed))
        return;
    app_set_settings(app, &changed, app->now);
    app_emit(app, EFFECT_KEEP_SETTINGS);
}

void app_choose_setting(struct app *app, const struct action *action)
{
    struct settings changed;
    bool valid = changed_by(&app->settings, action->argument, &changed);
    if (!valid || !app->gaze.by_dwell || !question_before(&app->settings, &changed)) {
        app_change_setting(app, action->argument);
        return;
    }
    snprintf(app->asked_change, sizeof app->asked_change, "%s", action->argument);
    app_ask(app, action);
}
