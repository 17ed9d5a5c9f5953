#include "run/driver_parts.h"

#include <stdlib.h>
#include <string.h>

#include "board/board.h"
#include "run/driver_command.h"
#include "run/json.h"
#include "run/keep.h"
#include "run/language.h"
#include "run/microphone_file.h"
#include "run/scratch.h"

/* --- commands ------------------------------------------------------------------------------------------ */

static void edge(struct driver *driver, enum event_kind kind, int switch_number)
{
    driver_event(driver, &(struct event){.kind = kind, .at_us = driver->now, .switch_number = switch_number});
}

static void pass_ms(struct driver *driver, int ms, bool stop_at_change)
{
    driver_pass(driver, driver->now + time_from_ms(ms), stop_at_change);
}

static void tap(struct driver *driver, const struct driver_command *command)
{
    edge(driver, EVENT_SWITCH_DOWN, command->switch_number);
    pass_ms(driver, command->ms, false);
    edge(driver, EVENT_SWITCH_UP, command->switch_number);
}

static void point(struct driver *driver, const struct driver_command *command)
{
    enum event_kind kind = command->kind == DRIVER_POINT ? EVENT_POINT : EVENT_POINT_LOST;
    driver_event(
        driver,
        &(struct event){.kind = kind, .at_us = driver->now, .x_px = command->x_px, .y_px = command->y_px});
}

/* As the real source tells it: first what was held is lost, then the device is. */
static void device(struct driver *driver, enum event_kind kind)
{
    for (int i = 1; i <= DRIVER_SWITCHES && kind == EVENT_DEVICE_GONE; i++)
        edge(driver, EVENT_SWITCH_LOST, i);
    if (kind == EVENT_DEVICE_GONE)
        driver_event(driver, &(struct event){.kind = EVENT_POINT_LOST, .at_us = driver->now});
    struct event event = {.kind = kind, .at_us = driver->now};
    snprintf(event.text, sizeof event.text, "switch 1");
    driver_event(driver, &event);
}

static void sound(struct driver *driver, bool gone)
{
    driver->sound_gone = gone;
    driver_event(driver,
                 &(struct event){.kind = gone ? EVENT_SOUND_LOST : EVENT_SOUND_BACK, .at_us = driver->now});
}

static bool open_screen(struct driver *driver, const char *screen, char *problem, size_t size)
{
    bool right = app_open(driver->app, screen, driver->now);
    driver_settle(driver);
    if (right)
        return true;
    if (board_find(screen) && !strchr(screen, ':')) {
        snprintf(problem, size, "\"%.60s\" cannot be opened while the call rings", screen);
        return false;
    }
    struct buffer names = {0};
    for (const struct board_screen *known = board_screens; known->name; known++)
        buffer_printf(&names, "%s%s", names.size ? ", " : "", known->name);
    snprintf(problem, size, "there is no screen \"%.60s\"; valid: %s", screen, buffer_text(&names));
    buffer_destroy(&names);
    return false;
}

static bool draw(struct driver *driver, const struct scene *scene, const char *file, char *problem,
                 size_t size)
{
    if (!driver->painter)
        driver->painter = painter_new(NULL);
    int error =
        painter_shot(driver->painter, scene, driver->options.width_px, driver->options.height_px, file);
    if (error)
        snprintf(problem, size, "%.300s: %s", file, strerror(error));
    return !error;
}

static bool shot(struct driver *driver, const char *file, char *problem, size_t size)
{
    struct scene scene;
    app_scene(driver->app, &scene);
    return draw(driver, &scene, file, problem, size);
}

static bool shot_of_partner(struct driver *driver, const char *file, char *problem, size_t size)
{
    struct scene scene;
    enum partner_state state;
    if (!*file)
        return true;
    if (app_partner_scene(driver->app, &driver->partner_page, &scene, &state))
        return draw(driver, &scene, file, problem, size);
    snprintf(problem, size, "the setting partner_view is off: there is nothing to draw");
    return false;
}

/* What remains to be told by the answer. False: `problem` says why nothing came of it. */
static bool carry_out(struct driver *driver, const struct driver_command *command, char *problem, size_t size)
{
    switch (command->kind) {
    case DRIVER_PRESS:
    case DRIVER_RELEASE:
        edge(driver, command->kind == DRIVER_PRESS ? EVENT_SWITCH_DOWN : EVENT_SWITCH_UP,
             command->switch_number);
        return true;
    case DRIVER_TAP:
        tap(driver, command);
        return true;
    case DRIVER_POINT:
    case DRIVER_POINT_NONE:
        point(driver, command);
        return true;
    case DRIVER_HOLD_DOWN:
    case DRIVER_HOLD_UP:
        driver_event(driver, &(struct event){.kind = command->kind == DRIVER_HOLD_DOWN ? EVENT_HOLD_DOWN
                                                                                       : EVENT_HOLD_UP,
                                             .at_us = driver->now});
        return true;
    case DRIVER_DEVICE_GONE:
    case DRIVER_DEVICE_BACK:
        device(driver, command->kind == DRIVER_DEVICE_GONE ? EVENT_DEVICE_GONE : EVENT_DEVICE_BACK);
        return true;
    case DRIVER_SOUND_GONE:
    case DRIVER_SOUND_BACK:
        sound(driver, command->kind == DRIVER_SOUND_GONE);
        return true;
    case DRIVER_WAIT:
    case DRIVER_NEXT:
        pass_ms(driver, command->ms, command->kind == DRIVER_NEXT);
        return true;
    case DRIVER_WRITE:
        app_write(driver->app, driver->now);
        driver_settle(driver);
        return true;
    case DRIVER_OPEN:
        return open_screen(driver, command->text, problem, size);
    case DRIVER_SAY:
        app_say(driver->app, command->text, driver->now);
        driver_settle(driver);
        return true;
    case DRIVER_SHOT:
        return shot(driver, command->text, problem, size);
    case DRIVER_PARTNER:
        return shot_of_partner(driver, command->text, problem, size);
    case DRIVER_QUIT:
        driver->quit = true;
        return true;
    case DRIVER_TREE:
        return true;
    }
    return true;
}

/* --- the loop ------------------------------------------------------------------------------------------ */

static void answer_problem(struct buffer *answer, long number, const char *problem)
{
    struct buffer text = {0};
    buffer_printf(&text, "line %ld: %s", number, problem);
    buffer_add_byte(answer, '{');
    json_text_field(answer, "error", buffer_text(&text));
    buffer_add_byte(answer, '}');
    buffer_destroy(&text);
}

static void do_line(struct driver *driver, char *line, size_t size, long number, struct buffer *answer)
{
    struct driver_command command;
    char problem[512] = "";
    if (driver_command_parse(line, size, &command, problem, sizeof problem) &&
        carry_out(driver, &command, problem, sizeof problem))
        driver_answer(driver, answer, command.kind);
    else
        answer_problem(answer, number, problem);
    buffer_add_byte(answer, '\n');
}

/* `now`: 0, or when it begins anew. */
/* What the microphone hears in virtual time is a file of the person's folder; silence where there is none. */
static void open_recorder(struct driver *driver)
{
    char path[PLACE_BYTES];
    recorder_open(&driver->recorder, &driver->world);
    if (place_join(path, driver->world.places.data, "microphone.wav"))
        recorder_take_microphone(&driver->recorder, microphone_file_create(path));
}

bool driver_open(struct driver *driver, const struct driver_options *options, time_us now)
{
    *driver = (struct driver){.options = *options, .now = now};
    arena_init(&driver->arena);
    page_init(&driver->partner_page);
    if (!world_open(&driver->world, &(struct world_options){.data = options->data,
                                                            .profile = options->profile,
                                                            .today = "1970-01-01",
                                                            .durable = options->durable,
                                                            .level = options->safe ? LIFE_SAFE : LIFE_ALL})) {
        world_report(&driver->world, NULL, 0);
        world_close(&driver->world);
        return false;
    }
    keeping_init(&driver->keeping, &driver->world);
    driver->keep_again = TIME_NEVER;
    world_make_pictures(&driver->world);
    char reason[256] = "";
    driver->synth = synth_create(reason, sizeof reason);
    if (!driver->synth)
        fprintf(stderr, "yinian: %s\n", reason);
    driver->voice = voice_virtual_create(driver->synth);
    sayer_init(&driver->sayer, &driver->world.words.lexicon, &driver->world.words.opencc.script,
               &driver->world.recordings);
    struct app_setup setup = {
        .width_px = options->width_px, .height_px = options->height_px, .set_language = screen_language_set};
    world_setup(&driver->world, &setup);
    open_recorder(driver);
    setup.recording_desk = &driver->recorder.desk;
    driver->app = app_new(&setup, now);
    world_report(&driver->world, driver->app, now);
    app_start(driver->app, now);
    driver_settle(driver);
    driver->open = true;
    return true;
}

void driver_close(struct driver *driver)
{
    app_free(driver->app);
    recorder_close(&driver->recorder);
    painter_free(driver->painter);
    page_destroy(&driver->partner_page);
    sayer_destroy(&driver->sayer);
    voice_virtual_destroy(driver->voice);
    keeping_destroy(&driver->keeping);
    synth_destroy(driver->synth);
    world_close(&driver->world);
    free(driver->pending);
    buffer_destroy(&driver->events);
    arena_destroy(&driver->arena);
}

/* What the real program does when somebody goes back to a copy: it ends, puts it back and begins anew. */
static bool begin_anew(struct driver *driver)
{
    char reason[2 * PLACE_BYTES] = "", copy[BEGIN_ANEW_BYTES], data[PLACE_BYTES];
    struct driver_options options = driver->options;
    time_us now = driver->now;
    memcpy(copy, driver->restore, sizeof copy);
    options.safe = options.safe && copy[0];
    memcpy(data, driver->world.folder, sizeof data);
    app_finish(driver->app, now);
    driver_settle(driver);
    driver_close(driver);
    bool right =
        !copy[0] || keep_begin_anew(data, copy, options.durable, "1970-01-01", reason, sizeof reason);
    options.data = data;
    if (!driver_open(driver, &options, now))
        return false;
    memcpy(driver->data, data, sizeof data);
    driver->options.data = driver->data;
    if (!right)
        app_warn(driver->app, keep_begin_warning(copy), reason, now);
    driver_settle(driver);
    return true;
}

static void converse(struct driver *driver, FILE *in, FILE *out)
{
    char *line = NULL;
    size_t capacity = 0;
    struct buffer answer = {0};
    ssize_t size;
    for (long number = 1; driver->open && !driver->quit && (size = getline(&line, &capacity, in)) >= 0;
         number++) {
        if (size > 0 && line[size - 1] == '\n')
            line[--size] = '\0';
        buffer_clear(&answer);
        do_line(driver, line, (size_t)size, number, &answer);
        fwrite(answer.bytes, 1, answer.size, out);
        fflush(out);
        if (driver->restore[0] || driver->again)
            driver->open = begin_anew(driver);
    }
    buffer_destroy(&answer);
    free(line);
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
    bool right = driver_open(&driver, &options, 0);
    if (right)
        converse(&driver, in, out);
    if (right && driver.open) {
        app_finish(driver.app, driver.now);
        driver_settle(&driver);
        driver_close(&driver);
    }
    if (folder[0])
        scratch_remove(folder);
    return right ? 0 : 2;
}
