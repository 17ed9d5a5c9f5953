#include "app_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* Setting up, page by page (board/board_guide.c): what is chosen is in force, and kept, at once.
 *
 * "guide:input" listens for a switch, whatever key it is: nothing is lit there, and the first press is no choice but the
 * finding. The switch serves at once, so that it can be used on the page that comes; the press that found it is held until
 * it is let go, and so is what comes within the time of a double press.
 *
 *     guide:input |           ▁▁▁▔▔▔▔▔▔▁▁▁▔▔▁▁▁▁▁▁
 *                 | listens ────┘ guide:found, and only a later press is one
 *                                ¦  ECHO_MS  ¦                                  */

enum { ECHO_MS = 500 };

static const char *top_screen(const struct app *app)
{
    return app->screens[app->screen_count - 1].name;
}

/* --- going through it ------------------------------------------------------------------------------------ */

/* "name=value" */
static void take_change(struct settings *settings, const char *change)
{
    char name[64];
    const char *equals = strchr(change, '=');
    if (!equals || (size_t)(equals - change) >= sizeof name)
        return;
    snprintf(name, sizeof name, "%.*s", (int)(equals - change), change);
    const struct setting_info *info = setting_find(name);
    if (strcmp(name, "profile") == 0)
        settings_take_profile(settings, equals + 1);
    else if (info)
        setting_set(settings, info, atoi(equals + 1));
}

static void say_how_it_sounds(struct app *app)
{
    app_speak(app, _("Hello. This is my voice."), NULL, false);
}

void app_guide_go(struct app *app, const char *argument)
{
    char text[APP_SCREEN_BYTES * 2];
    struct settings changed = app->settings;
    snprintf(text, sizeof text, "%s", argument);
    char *rest = strchr(text, ' ');
    while (rest) {
        *rest++ = '\0';
        char *next = strchr(rest, ' ');
        if (next)
            *next = '\0';
        take_change(&changed, rest);
        if (next)
            *next = ' ';
        rest = next;
    }
    if (memcmp(&changed, &app->settings, sizeof changed) != 0)
        app_put_settings(app, &changed);
    app_keep_settings(app);
    app_go(app, text);
    if (strcmp(text, "guide:voice") == 0)
        say_how_it_sounds(app);
}

/* --- finding the switch ---------------------------------------------------------------------------------- */

bool app_guide_listens(const struct app *app)
{
    return app->mode == MODE_PAGE && strcmp(top_screen(app), "guide:input") == 0;
}

bool app_listens(const struct app *app)
{
    return app_guide_listens(app);
}

void app_guide_heed(struct app *app)
{
    if (app_guide_listens(app))
        app_scan_stop(app);
}

void app_guide_heard(struct app *app)
{
    bool listens = app_guide_listens(app), listened = app->listened;
    app->listened = listens;
    if (listened && !listens)
        app_scan_start(app);
}

/* In the place of whatever has chosen so far. Switches with other functions stay. */
static void take_switch(struct app *app, const char *line)
{
    struct settings *settings = &app->settings;
    int count = 0;
    for (int i = 0; i < settings->switch_count; i++) {
        const char *old = settings->switches[i] + strspn(settings->switches[i], " \t");
        if (strncmp(old, "select", strlen("select")) == 0)
            continue;
        if (count != i)
            memcpy(settings->switches[count], settings->switches[i], SETTINGS_TEXT_BYTES);
        settings->switch_lines[count++] = settings->switch_lines[i];
    }
    if (count == SETTINGS_SWITCHES_AT_MOST)
        return;
    memset(settings->switches[count], 0, (size_t)(SETTINGS_SWITCHES_AT_MOST - count) * SETTINGS_TEXT_BYTES);
    snprintf(settings->switches[count], SETTINGS_TEXT_BYTES, "%s", line);
    settings->switch_lines[count] = 0;
    settings->switch_count = count + 1;
}

static void found(struct app *app, const char *line, const char *name)
{
    if (line)
        take_switch(app, line);
    snprintf(app->found_switch, sizeof app->found_switch, "%s", name);
    app->switch_found_at = app->last_press = app->now;
    app_keep_settings(app);
    app_go(app, "guide:found");
    app_rebuild(app, SCAN_FROM_START);
}

void app_switch_found(struct app *app, const char *line, const char *name, time_us at_us)
{
    app_advance(app, at_us);
    if (app_guide_listens(app))
        found(app, line, name);
}

bool app_guide_takes_press(struct app *app)
{
    if (app_guide_listens(app)) {
        found(app, NULL, "");
        return true;
    }
    return app->switch_found_at && app->now < app->switch_found_at + time_from_ms(ECHO_MS);
}
