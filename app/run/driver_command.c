#include "run/driver_command.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

struct parse {
    struct driver_command *command;
    const char *rest; /* what has not been read yet */
    char *problem;
    size_t problem_size;
};

static bool complain(struct parse *parse, const char *format, ...) __attribute__((format(printf, 2, 3)));
static bool complain(struct parse *parse, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    vsnprintf(parse->problem, parse->problem_size, format, list);
    va_end(list);
    return false;
}

/* --- words --------------------------------------------------------------------------------------------- */

static bool take_number(struct parse *parse, const char *what, int least, int most, int *number)
{
    char *end;
    errno = 0;
    long value = strtol(parse->rest, &end, 10);
    bool digits = (*parse->rest >= '0' && *parse->rest <= '9') || (*parse->rest == '-' && end > parse->rest);
    if (!digits || errno || (*end && *end != ' ') || value < least || value > most)
        return complain(parse, "%s must be a number from %d to %d, not \"%.60s\"", what, least, most,
                        parse->rest);
    parse->rest = *end ? end + 1 : end;
    *number = (int)value;
    return true;
}

static bool take_optional(struct parse *parse, const char *what, int least, int most, int *number)
{
    return !*parse->rest || take_number(parse, what, least, most, number);
}

static bool nothing_more(struct parse *parse)
{
    return !*parse->rest || complain(parse, "nothing is expected here: \"%.60s\"", parse->rest);
}

/* --- commands ------------------------------------------------------------------------------------------ */

static bool plain(struct parse *parse)
{
    return nothing_more(parse);
}

static bool edge(struct parse *parse)
{
    return take_optional(parse, "SWITCH", 1, DRIVER_SWITCHES, &parse->command->switch_number) &&
           nothing_more(parse);
}

static bool tap(struct parse *parse)
{
    return take_optional(parse, "SWITCH", 1, DRIVER_SWITCHES, &parse->command->switch_number) &&
           take_optional(parse, "MS", 0, DRIVER_WAIT_MS_AT_MOST, &parse->command->ms) && nothing_more(parse);
}

static bool time_span(struct parse *parse)
{
    return take_number(parse, "MS", 0, DRIVER_WAIT_MS_AT_MOST, &parse->command->ms) && nothing_more(parse);
}

static bool point(struct parse *parse)
{
    if (strcmp(parse->rest, "none") == 0) {
        parse->command->kind = DRIVER_POINT_NONE;
        return true;
    }
    return take_number(parse, "X", -DRIVER_POINT_PX, DRIVER_POINT_PX, &parse->command->x_px) &&
           take_number(parse, "Y", -DRIVER_POINT_PX, DRIVER_POINT_PX, &parse->command->y_px) &&
           nothing_more(parse);
}

static bool device(struct parse *parse)
{
    bool gone = strcmp(parse->rest, "gone") == 0;
    if (!gone && strcmp(parse->rest, "back") != 0)
        return complain(parse, "device takes gone or back, not \"%.60s\"", parse->rest);
    parse->command->kind = gone ? DRIVER_DEVICE_GONE : DRIVER_DEVICE_BACK;
    return true;
}

static bool sound(struct parse *parse)
{
    bool gone = strcmp(parse->rest, "gone") == 0;
    if (!gone && strcmp(parse->rest, "back") != 0)
        return complain(parse, "sound takes gone or back, not \"%.60s\"", parse->rest);
    parse->command->kind = gone ? DRIVER_SOUND_GONE : DRIVER_SOUND_BACK;
    return true;
}

static bool hold(struct parse *parse)
{
    bool down = strcmp(parse->rest, "down") == 0;
    if (!down && strcmp(parse->rest, "up") != 0)
        return complain(parse, "hold takes down or up, not \"%.60s\"", parse->rest);
    parse->command->kind = down ? DRIVER_HOLD_DOWN : DRIVER_HOLD_UP;
    return true;
}

static bool text(struct parse *parse)
{
    parse->command->text = parse->rest;
    return *parse->rest || complain(parse, "a name or text is expected here");
}

static bool optional_text(struct parse *parse)
{
    parse->command->text = parse->rest;
    return true;
}

/* One command a paragraph. */
/* clang-format off */
static const struct {
    struct driver_command_info info;
    enum driver_command_kind kind;
    bool (*read)(struct parse *parse);
} commands[] = {
    {{"press", "[SWITCH]", N_("a switch goes down now; SWITCH is a number from 1, its function's place in yinian(5)")},
     DRIVER_PRESS, edge},
    {{"release", "[SWITCH]", N_("it comes up")}, DRIVER_RELEASE, edge},
    {{"tap", "[SWITCH] [MS]", N_("down, and up after MS, 80 if left out")}, DRIVER_TAP, tap},
    {{"point", "X Y|none", N_("where the eyes or the pointer are, in pixels of the screen; none: they are lost")},
     DRIVER_POINT, point},
    {{"hold", "down|up", N_("the caregiver's finger or mouse button goes down, and is let go; it chooses nothing")},
     DRIVER_HOLD_DOWN, hold},
    {{"device", "gone|back", N_("the switch or tracker is unplugged, plugged in again")}, DRIVER_DEVICE_GONE, device},
    {{"sound", "gone|back", N_("the sound device is lost, is there again")}, DRIVER_SOUND_GONE, sound},
    {{"wait", "MS", N_("let time pass; every deadline in it comes at its own time")}, DRIVER_WAIT, time_span},
    {{"next", "MS", N_("the same, but stop when anything visible or audible changes")}, DRIVER_NEXT, time_span},
    {{"write", NULL, N_("go to the writing board with an empty message; what was learnt stays")}, DRIVER_WRITE, plain},
    {{"open", "SCREEN", N_("go to a screen by its name")}, DRIVER_OPEN, text},
    {{"say", "TEXT", N_("say a text as the message would be said, learning nothing")}, DRIVER_SAY, text},
    {{"tree", NULL, N_("the screen as a tree")}, DRIVER_TREE, plain},
    {{"shot", "FILE.png", N_("the screen as a picture")}, DRIVER_SHOT, text},
    {{"partner", "[FILE.png]",
      N_("what a second display shows to who listens, as the field partner; and as a picture of the same size")},
     DRIVER_PARTNER, optional_text},
    {{"quit", NULL, N_("end")}, DRIVER_QUIT, plain},
};
/* clang-format on */

const struct driver_command_info *driver_command_info(size_t index)
{
    return index < sizeof commands / sizeof commands[0] ? &commands[index].info : NULL;
}

static bool read_command(struct parse *parse, const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        if (strlen(commands[i].info.name) == length && memcmp(commands[i].info.name, name, length) == 0) {
            *parse->command =
                (struct driver_command){.kind = commands[i].kind, .switch_number = 1, .ms = DRIVER_TAP_MS};
            return commands[i].read(parse);
        }
    return complain(parse, "there is no command \"%.*s\"", length > 60 ? 60 : (int)length, name);
}

bool driver_command_parse(char *line, size_t size, struct driver_command *command, char *problem,
                          size_t problem_size)
{
    struct parse parse = {.command = command, .problem = problem, .problem_size = problem_size};
    if (size > 0 && line[size - 1] == '\r')
        line[--size] = '\0';
    if (memchr(line, 0, size) || !utf8_valid(line, size, NULL))
        return complain(&parse, "this is not UTF-8 text");
    size_t length = strcspn(line, " ");
    parse.rest = line[length] ? line + length + 1 : line + length;
    return read_command(&parse, line, length);
}
