#include "run/driver_parts.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"
#include "board/board.h"
#include "input/switch_map.h"
#include "run/json.h"
#include "run/language.h"
#include "run/scratch.h"

/* One command: its words after the name, and where a complaint goes. */
struct command {
    struct driver *driver;
    const char *rest;   /* after the name and one blank; "" if there is none */
    char problem[512];  /* "" while all is well */
    bool tree;          /* the answer holds the tree */
};

static void complain(struct command *command, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void complain(struct command *command, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    vsnprintf(command->problem, sizeof command->problem, format, list);
    va_end(list);
}

/* --- words --------------------------------------------------------------------------------------------- */

/* Takes a whole number off `*at`; false when there is none or it is out of range. */
static bool take_number(const char **at, long least, long most, long *number)
{
    char *end;
    errno = 0;
    long value = strtol(*at, &end, 10);
    if (end == *at || errno || (*end && *end != ' ') || value < least || value > most)
        return false;
    *at = end + strspn(end, " ");
    *number = value;
    return true;
}

static bool take_optional(struct command *command, const char **at, const char *what, long least, long most,
                          long *number)
{
    if (!**at || take_number(at, least, most, number))
        return true;
    complain(command, "%s must be a number from %ld to %ld, not \"%.60s\"", what, least, most, *at);
    return false;
}

static bool nothing_more(struct command *command, const char *at)
{
    if (*at)
        complain(command, "nothing is expected here: \"%.60s\"", at);
    return !*at;
}

static time_us in_ms(const struct driver *driver, long ms)
{
    return driver->now + time_from_ms(ms);
}

enum { LONGEST_WAIT_MS = INT_MAX };

/* --- commands ------------------------------------------------------------------------------------------ */

static void edge(struct command *command, enum event_kind kind)
{
    long number = 1;
    const char *at = command->rest;
    if (!take_optional(command, &at, "SWITCH", 1, SWITCH_FUNCTIONS, &number) || !nothing_more(command, at))
        return;
    driver_event(command->driver,
                 &(struct event){.kind = kind, .at_us = command->driver->now, .switch_number = (int)number});
}

static void do_press(struct command *command)
{
    edge(command, EVENT_SWITCH_DOWN);
}

static void do_release(struct command *command)
{
    edge(command, EVENT_SWITCH_UP);
}

static void do_tap(struct command *command)
{
    struct driver *driver = command->driver;
    long number = 1, ms = 80;
    const char *at = command->rest;
    if (!take_optional(command, &at, "SWITCH", 1, SWITCH_FUNCTIONS, &number) ||
        !take_optional(command, &at, "MS", 0, LONGEST_WAIT_MS, &ms) || !nothing_more(command, at))
        return;
    struct event event = {.kind = EVENT_SWITCH_DOWN, .at_us = driver->now, .switch_number = (int)number};
    driver_event(driver, &event);
    driver_pass(driver, in_ms(driver, ms), false);
    event.kind = EVENT_SWITCH_UP;
    event.at_us = driver->now;
    driver_event(driver, &event);
}

static void do_point(struct command *command)
{
    struct event event = {.kind = EVENT_POINT_LOST, .at_us = command->driver->now};
    long x, y;
    const char *at = command->rest;
    if (strcmp(at, "none") != 0) {
        if (!take_number(&at, -100000, 100000, &x) || !take_number(&at, -100000, 100000, &y) || *at) {
            complain(command, "point takes X Y in pixels, or none");
            return;
        }
        event.kind = EVENT_POINT;
        event.x_px = (int)x;
        event.y_px = (int)y;
    }
    driver_event(command->driver, &event);
}

static void do_device(struct command *command)
{
    bool gone = strcmp(command->rest, "gone") == 0;
    if (!gone && strcmp(command->rest, "back") != 0) {
        complain(command, "device takes gone or back, not \"%.60s\"", command->rest);
        return;
    }
    struct event event = {.kind = gone ? EVENT_DEVICE_GONE : EVENT_DEVICE_BACK, .at_us = command->driver->now};
    snprintf(event.text, sizeof event.text, "switch 1");
    driver_event(command->driver, &event);
}

static void pass(struct command *command, bool stop_at_change)
{
    long ms;
    const char *at = command->rest;
    if (!take_number(&at, 0, LONGEST_WAIT_MS, &ms) || *at) {
        complain(command, "MS must be a number from 0 to %d, not \"%.60s\"", LONGEST_WAIT_MS, command->rest);
        return;
    }
    driver_pass(command->driver, in_ms(command->driver, ms), stop_at_change);
}

static void do_wait(struct command *command)
{
    pass(command, false);
}

static void do_next(struct command *command)
{
    pass(command, true);
}

static void do_write(struct command *command)
{
    if (!nothing_more(command, command->rest))
        return;
    app_write(command->driver->app, command->driver->now);
    driver_settle(command->driver);
}

static void do_open(struct command *command)
{
    if (!app_open(command->driver->app, command->rest, command->driver->now)) {
        struct buffer names = {0};
        for (const struct board_screen *screen = board_screens; screen->name; screen++)
            buffer_printf(&names, "%s%s", names.size ? ", " : "", screen->name);
        complain(command, "there is no screen \"%.60s\"; valid: %s", command->rest, buffer_text(&names));
        buffer_destroy(&names);
    }
    driver_settle(command->driver);
}

static void do_say(struct command *command)
{
    if (!command->rest[0]) {
        complain(command, "say takes a text");
        return;
    }
    app_say(command->driver->app, command->rest, command->driver->now);
    driver_settle(command->driver);
}

static void do_tree(struct command *command)
{
    command->tree = nothing_more(command, command->rest);
}

static void do_shot(struct command *command)
{
    struct driver *driver = command->driver;
    struct scene scene;
    if (!command->rest[0]) {
        complain(command, "shot takes a file name");
        return;
    }
    if (!driver->painter)
        driver->painter = painter_new(NULL);
    app_scene(driver->app, &scene);
    int error = painter_shot(driver->painter, &scene, driver->options.width_px, driver->options.height_px, command->rest);
    if (error)
        complain(command, "%.300s: %s", command->rest, strerror(error));
}

static void do_quit(struct command *command)
{
    command->driver->quit = nothing_more(command, command->rest);
}

static const struct {
    const char *name;
    void (*run)(struct command *command);
} commands[] = {
    {"press", do_press}, {"release", do_release}, {"tap", do_tap},   {"point", do_point}, {"device", do_device},
    {"wait", do_wait},   {"next", do_next},       {"write", do_write}, {"open", do_open},  {"say", do_say},
    {"tree", do_tree},   {"shot", do_shot},       {"quit", do_quit},
};

static void run_command(struct command *command, char *line)
{
    size_t length = strcspn(line, " ");
    bool more = line[length] == ' ';
    line[length] = '\0';
    command->rest = more ? line + length + 1 : line + length;
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        if (strcmp(commands[i].name, line) == 0) {
            commands[i].run(command);
            return;
        }
    complain(command, "there is no command \"%.60s\"", line);
}

/* --- the loop ------------------------------------------------------------------------------------------ */

/* Everything a line could be: with NUL, not UTF-8, with CR at its end. */
void driver_line(struct driver *driver, char *line, size_t size, long number, struct buffer *answer)
{
    struct command command = {.driver = driver};
    if (size > 0 && line[size - 1] == '\r')
        line[--size] = '\0';
    if (strlen(line) != size || !utf8_valid(line, size, NULL))
        complain(&command, "this is not UTF-8 text");
    else
        run_command(&command, line);
    if (command.problem[0]) {
        struct buffer text = {0};
        buffer_printf(&text, "line %ld: %s", number, command.problem);
        buffer_add_byte(answer, '{');
        json_text_field(answer, "error", buffer_text(&text));
        buffer_add_byte(answer, '}');
        buffer_destroy(&text);
    } else {
        driver_answer(driver, answer, command.tree);
    }
    buffer_add_byte(answer, '\n');
}

static void converse(struct driver *driver, FILE *in, FILE *out)
{
    char *line = NULL;
    size_t capacity = 0;
    struct buffer answer = {0};
    ssize_t size;
    for (long number = 1; !driver->quit && (size = getline(&line, &capacity, in)) >= 0; number++) {
        if (size > 0 && line[size - 1] == '\n')
            line[--size] = '\0';
        buffer_clear(&answer);
        driver_line(driver, line, (size_t)size, number, &answer);
        fwrite(answer.bytes, 1, answer.size, out);
        fflush(out);
    }
    buffer_destroy(&answer);
    free(line);
}

bool driver_open(struct driver *driver, const struct driver_options *options)
{
    *driver = (struct driver){.options = *options};
    arena_init(&driver->arena);
    if (!world_open(&driver->world, &(struct world_options){.data = options->data,
                                                            .profile = options->profile,
                                                            .today = "1970-01-01",
                                                            .durable = false})) {
        world_report(&driver->world, NULL, 0);
        world_close(&driver->world);
        return false;
    }
    language_start(driver->world.places.locale);
    char reason[256] = "";
    driver->synth = synth_create(reason, sizeof reason);
    if (!driver->synth)
        fprintf(stderr, "yinian: %s\n", reason);
    driver->voice = voice_virtual_create(driver->synth);
    sayer_init(&driver->sayer, &driver->world.lexicon);
    struct app_setup setup = {.width_px = options->width_px, .height_px = options->height_px, .set_language = language_set};
    world_setup(&driver->world, &setup);
    driver->app = app_new(&setup, 0);
    world_report(&driver->world, driver->app, 0);
    app_start(driver->app, 0);
    driver_settle(driver);
    return true;
}

void driver_close(struct driver *driver)
{
    app_free(driver->app);
    painter_free(driver->painter);
    sayer_destroy(&driver->sayer);
    voice_virtual_destroy(driver->voice);
    synth_destroy(driver->synth);
    world_close(&driver->world);
    free(driver->pending);
    buffer_destroy(&driver->events);
    arena_destroy(&driver->arena);
}

int driver_run(const struct driver_options *given, FILE *in, FILE *out)
{
    struct driver driver;
    struct driver_options options = *given;
    char folder[PLACE_BYTES] = "";
    if (!options.data && !scratch_make(folder))
        return 1;
    if (!options.data)
        options.data = folder;
    bool right = driver_open(&driver, &options);
    if (right) {
        converse(&driver, in, out);
        driver_close(&driver);
    }
    if (folder[0])
        scratch_remove(folder);
    return right ? 0 : 2;
}
