#include "app_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* Another person on this machine: asked about where the screen becomes somebody else's, then carried out by the world, which
 * begins anew. A deed is "choose NAME", "add NAME", "rename NAME", "remove", "back 2026-11-22-NAME"; the first person has the
 * name "". */

static bool is_asked(const char *deed)
{
    return strncmp(deed, "choose ", 7) == 0 || strcmp(deed, "remove") == 0;
}

void app_choose_person(struct app *app, const struct action *action)
{
    if (!app->people)
        return;
    snprintf(app->asked_person, sizeof app->asked_person, "%s", action->argument);
    if (is_asked(action->argument))
        app_ask(app, action);
    else
        app_do_person(app);
}

static const char *name_of(const struct app *app, const char *name)
{
    const char *known = name[0] ? name : app->people->names[0];
    return known[0] ? known : _("First person");
}

const char *app_person_question(struct app *app)
{
    const struct people *people = app->people;
    if (strcmp(app->asked_person, "remove") == 0)
        snprintf(app->restore_question, sizeof app->restore_question,
                 _("Remove %s? Settings, phrases, recordings and all else are put away with today's date, "
                   "and can be "
                   "brought back here."),
                 name_of(app, people->names[people->current]));
    else
        snprintf(app->restore_question, sizeof app->restore_question,
                 _("Change to %s? What is written now stays, and is there again when you come back."),
                 name_of(app, app->asked_person + strlen("choose ")));
    return app->restore_question;
}

/* What was typed for a name is no message. */
void app_do_person(struct app *app)
{
    app_go_home(app);
    app_read_heed(app);
    app_emit(app, EFFECT_PERSON)->text = app_keep(app, app->asked_person);
}
