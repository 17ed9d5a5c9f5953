#include "app_parts.h"

#include <string.h>

/* Fitting the switch (scan/fitting.h): practising for ten timed presses, with nothing held back. What came of it is told
 * page by page (board/board_fitting.c), and changes nothing until it is chosen there.
 *
 *     PAGE "fitting" ──begin──▶ PRACTICE ──ten presses──▶ PAGE with the first proposal, or "fitting:done"
 *                               PRACTICE ──stop, asleep, …──▶ PAGE "fitting", which says that presses are wanting */

void app_fitting_begin(struct app *app)
{
    fitting_start(&app->fitting, app->settings.bounce_ms);
    app_practice_begin(app, FITTING_PRESSES);
}

/* Before the filter: the raw contact of the switches that choose. */
void app_fitting_edge(struct app *app, const struct event *event)
{
    enum switch_function function;
    if (!app->fitting.runs || !switch_function_of(event->switch_number, &function) ||
        function != SWITCH_FUNCTION_SELECT)
        return;
    if (event->kind == EVENT_SWITCH_LOST)
        fitting_lost(&app->fitting);
    else if (event->kind != EVENT_SWITCH_HELD)
        fitting_edge(&app->fitting, event->kind == EVENT_SWITCH_DOWN, app->now);
}

void app_fitting_over(struct app *app)
{
    if (app->fitting.runs)
        fitting_end(&app->fitting, &app->practice);
}

/* The tenth answer has stood. */
void app_fitting_done(struct app *app)
{
    bool guided = strncmp(app->screens[app->screen_count - 1].name, "guide", 5) == 0;
    if (!app->fitting.runs)
        return;
    app_fitting_over(app);
    struct fitting_advice advice = board_fitting_advice(&app->fitting, &app->settings);
    if (advice.done)
        app_go(app, board_fitting_after(&advice, &app->settings, -1, guided));
}
