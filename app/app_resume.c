#include "app_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "message/message_file.h"

/* Where the person is, as text, for the restart after a death (run/life.h): never a file, and never of another version's
 * making, so what is not understood is simply left out.
 *
 *     screen 2 phrases:body     a line each, from the start board; the page of it that is shown
 *     rest, paused, ringing     lines of their own, where it is so
 *     back                      the body is seen from behind
 *     writing                   from here to the message: what is known of it beyond its text (message/message_file.h)
 *     message                   all that follows it */

static bool rests(const struct app *app)
{
    enum app_mode mode = app->mode == MODE_CALL ? app->mode_before_call : app->mode;
    return mode == MODE_REST || mode == MODE_WAKE;
}

/* What is typed into a field is forgotten, and the field is closed: the message beside it is what counts. */
static void write_message(const struct app *app, struct buffer *out)
{
    const struct message *message = app_message_to_keep(app);
    buffer_add_text(out, "writing\n");
    message_file_write(message, out);
    buffer_printf(out, "message\n%s", message_text(message));
}

void app_resume_write(const struct app *app, struct buffer *out)
{
    buffer_clear(out);
    for (int i = 0; i < app->screen_count && strcmp(app->screens[i].name, "field") != 0; i++)
        buffer_printf(out, "screen %d %s\n", app->screens[i].page_number, app->screens[i].name);
    if (rests(app))
        buffer_add_text(out, "rest\n");
    if (app_scan_state(app) == SCAN_STATE_PAUSED)
        buffer_add_text(out, "paused\n");
    if (app->ringing)
        buffer_add_text(out, "ringing\n");
    if (app->body_back)
        buffer_add_text(out, "back\n");
    write_message(app, out);
}

/* --- read back ----------------------------------------------------------------------------------------- */

/* A screen that is gone (a board, an article taken away) ends the way that led to it. */
static void take_screen(struct app *app, const char *text)
{
    char *name;
    long page = strtol(text, &name, 10);
    if (app->resumed.way_ended || *name != ' ' || page < 0 || page > 10000)
        return;
    name++;
    bool home = strcmp(name, "home") == 0;
    if (!home && (app->screen_count == APP_SCREENS_AT_MOST || strlen(name) >= APP_SCREEN_BYTES ||
                  !app_screen_exists(app, name))) {
        app->resumed.way_ended = true;
        return;
    }
    struct app_screen *screen = &app->screens[home ? 0 : app->screen_count++];
    strcpy(screen->name, name);
    screen->page_number = (int)page;
}

static void take_line(struct app *app, const char *line)
{
    static const char screen[] = "screen ";
    if (strncmp(line, screen, sizeof screen - 1) == 0)
        take_screen(app, line + sizeof screen - 1);
    else if (strcmp(line, "rest") == 0)
        app->resumed.rests = true;
    else if (strcmp(line, "paused") == 0)
        app->resumed.paused = true;
    else if (strcmp(line, "ringing") == 0)
        app->resumed.rings = true;
    else if (strcmp(line, "back") == 0)
        app->body_back = true;
}

/* Behind the line that is `mark`; NULL: there is none. */
static const char *behind_line(const char *text, const char *mark)
{
    size_t size = strlen(mark);
    for (const char *at = text; at; at = strchr(at, '\n')) {
        at += *at == '\n';
        if (strncmp(at, mark, size) == 0 && at[size] == '\n')
            return at + size + 1;
    }
    return NULL;
}

/* It is told, and kept; what page stands there does not change by it. */
static void take_message(struct app *app, const char *writing, const char *message)
{
    int page_number = app->screens[app->screen_count - 1].page_number;
    message_restore(&app->message, message);
    if (writing)
        message_file_read(&app->message, writing, (size_t)(message - strlen("message\n") - writing));
    app_message_changed(app);
    app->screens[app->screen_count - 1].page_number = page_number;
}

void app_resume_take(struct app *app, const struct app_setup *setup)
{
    struct buffer copy = {0};
    buffer_add(&copy, setup->resume, setup->resume_size);
    char *at = memchr(buffer_text(&copy), '\0', copy.size) || !utf8_valid(buffer_text(&copy), copy.size, NULL)
                   ? NULL
                   : copy.bytes;
    const char *message = at ? behind_line(at, "message") : NULL;
    const char *writing = message ? behind_line(at, "writing") : NULL;
    writing = writing && writing < message ? writing : NULL; /* the message may have such a line */
    app->resumed.way_ended = setup->resume_home;
    for (char *end; message && at < (writing ? writing : message) && (end = strchr(at, '\n')); at = end + 1) {
        *end = '\0';
        take_line(app, at);
    }
    if (message && !setup->resume_unwritten)
        take_message(app, writing, message);
    buffer_destroy(&copy);
}

bool app_is_left_alone(const struct app *app, time_us for_us)
{
    return (app->mode == MODE_PAGE || app->mode == MODE_REST) && !app->ringing && app->speech_id == 0 &&
           message_is_empty(&app->message) && app->now - app->last_press >= for_us;
}

void app_resume_start(struct app *app)
{
    if (app->resumed.rests)
        app_rest(app);
    if (app->resumed.paused)
        app_scan_pause(app);
    if (app->resumed.rings)
        app_call(app);
    app_drain_scanner(app);
}
