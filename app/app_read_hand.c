#include "app_parts.h"

#include <string.h>

#include "view/layout.h"

/* The caregiver reads along with keys, wheel and finger. It is the same article on the same page: what they turn is
 * turned for the person too, and the scan begins anew there.
 *
 *     keys, wheel          the page turns; what was read aloud stops
 *     finger on the text   while something runs by itself: it stops, and nothing else; otherwise the right two thirds
 *                          turn on, the left third turns back
 *     finger anywhere      while a text is shown large: back
 *     Escape, Backspace    while something runs by itself: it stops, and nothing else; otherwise one screen back, out of
 *                          the article and out of the library, not where something is written */

static void done(struct app *app)
{
    app->last_press = app->now; /* somebody is there */
    app_gaze_spend(app);
    app_refresh(app);
    app_drain_scanner(app);
}

static void turn(struct app *app, int by)
{
    app_scan_settle(app);
    app_read_turn(app, by);
    done(app);
}

void app_hand_turns(struct app *app, int by)
{
    if (app_reads(app))
        turn(app, by);
}

static bool is_of_library(const struct app *app)
{
    static const char *const begins[] = {"library", "read:", "reading:", "term:"};
    const char *screen = app->screens[app->screen_count - 1].name;
    for (int i = 0; i < 4; i++)
        if (strncmp(screen, begins[i], strlen(begins[i])) == 0)
            return true;
    return false;
}

void app_hand_goes_back(struct app *app)
{
    if (app->mode != MODE_PAGE || app->reading.searches || !is_of_library(app))
        return;
    app_scan_settle(app);
    if (app->reading.run != READING_STILL)
        app_read_stop(app);
    else
        app_go_back(app);
    done(app);
}

static struct view_rect text_area(struct app *app)
{
    struct arena arena;
    arena_init(&arena);
    struct layout layout =
        layout_of(app_shown(app), app->width_px, app->height_px, app->settings.text_percent, &arena);
    arena_destroy(&arena);
    return layout.text;
}

static bool ends_showing(struct app *app)
{
    if (!app_shows(app))
        return false;
    app_go_back(app);
    done(app);
    return true;
}

bool app_click(struct app *app, int x_px, int y_px, time_us at_us)
{
    app_advance(app, at_us);
    if (app_tell_click(app, x_px, y_px))
        return true;
    if (ends_showing(app))
        return true;
    if (!app_reads(app) || app->large_text)
        return false;
    struct view_rect text = text_area(app);
    if (x_px < text.x || y_px < text.y || x_px >= text.x + text.width || y_px >= text.y + text.height)
        return false;
    if (app->reading.run == READING_STILL) {
        turn(app, x_px < text.x + text.width / 3 ? -1 : 1);
        return true;
    }
    app_scan_settle(app);
    app_read_stop(app);
    done(app);
    return true;
}
