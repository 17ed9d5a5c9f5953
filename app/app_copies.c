#include <stdio.h>
#include <string.h>

#include "app_parts.h"
#include "base/text.h"

/* Going back to a copy of everything: asked about, then carried out by the world, which begins anew with it. */

static bool is_there(const struct kept_copies *copies, const char *copy)
{
    if (strcmp(copy, "undo") == 0)
        return copies->can_undo;
    for (int i = 0; i < copies->count; i++)
        if (strcmp(copies->dates[i], copy) == 0)
            return true;
    return false;
}

void app_ask_restore(struct app *app, const struct action *action)
{
    if (!app->copies || !is_there(app->copies, action->argument))
        return;
    snprintf(app->asked_copy, sizeof app->asked_copy, "%s", action->argument);
    app_ask(app, action);
}

const char *app_restore_question(struct app *app)
{
    if (strcmp(app->asked_copy, "undo") == 0)
        return _("Undo the last going back? Everything becomes as it was before it.");
    snprintf(app->restore_question, sizeof app->restore_question,
             _("Go back to %s? Settings, phrases, learnt words and all else become as they were that day.\n"
               "This can be undone."),
             app->asked_copy);
    return app->restore_question;
}

void app_restore(struct app *app)
{
    app_emit(app, EFFECT_RESTORE)->text = app_keep(app, app->asked_copy);
}

void app_copies_changed(struct app *app, time_us at_us)
{
    app_advance(app, at_us);
    app->page_stale = true;
    app_refresh(app);
}
