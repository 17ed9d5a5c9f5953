/* Runs evdev_source and prints what it posts, one line an event. Arguments: entries of the switch map. Lines
 * on standard input: `map [ENTRY]` gives it another map, `attention on|off`, `pointer [NAME]` what is to point on a screen of
 * 1281×801, `pointer-off`, `pointer-speed PERCENT`. Ends at the end of the input. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diagnostic.h"
#include "input/evdev_devices.h"
#include "input/evdev_source.h"

static const char *name_of(enum event_kind kind)
{
    switch (kind) {
    case EVENT_SWITCH_DOWN:
        return "down";
    case EVENT_SWITCH_UP:
        return "up";
    case EVENT_SWITCH_LOST:
        return "lost";
    case EVENT_SWITCH_HELD:
        return "held";
    case EVENT_DEVICE_GONE:
        return "gone";
    case EVENT_DEVICE_BACK:
        return "back";
    case EVENT_DEVICE_BUSY:
        return "busy";
    case EVENT_INPUT_UNREADABLE:
        return "unreadable";
    case EVENT_INPUT_READABLE:
        return "readable";
    case EVENT_POINT:
        return "point";
    case EVENT_CLICK:
        return "click";
    case EVENT_POINT_LOST:
        return "nothing to point with";
    default:
        return "?";
    }
}

static void print(void *context, const struct event *event)
{
    (void)context;
    if (event->kind == EVENT_POINT || event->kind == EVENT_CLICK)
        printf("%s %d %d\n", name_of(event->kind), event->x_px, event->y_px);
    else if (event->switch_number)
        printf("%s %d after %lld us\n", name_of(event->kind), event->switch_number,
               (long long)(evdev_now() - event->at_us));
    else
        printf("%s [%s]\n", name_of(event->kind), event->text);
}

static bool add(struct switch_map *map, const char *text)
{
    struct diagnostics list;
    char line[300];
    diagnostics_init(&list);
    struct switch_place place = {.file = "argument", .line = 1, .column = 1};
    bool good = switch_map_add(map, text, strlen(text), &place, evdev_key_code, &list);
    for (size_t i = 0; i < list.count; i++) {
        diagnostic_format(&list.items[i], line, sizeof line);
        puts(line);
    }
    diagnostics_destroy(&list);
    return good;
}

static void set_pointer(struct evdev_source *source, const char *words)
{
    static struct pointer_choice choice = {.speed_percent = 100};
    if (!strncmp(words, "-speed ", 7))
        choice.speed_percent = atoi(words + 7);
    else
        choice.on = strcmp(words, "-off") != 0;
    if (words[0] != '-')
        snprintf(choice.device, sizeof choice.device, "%s", words + (words[0] == ' '));
    evdev_source_set_pointer(source, &choice, 1281, 801);
}

static void obey(struct evdev_source *source, char *line)
{
    line[strcspn(line, "\n")] = '\0';
    if (!strncmp(line, "map", 3)) {
        struct switch_map map = {0};
        if (line[3] && !add(&map, line + 4))
            return;
        evdev_source_set_map(source, &map);
    } else if (!strncmp(line, "attention ", 10)) {
        evdev_source_set_attention(source, !strcmp(line + 10, "on"));
    } else if (!strncmp(line, "pointer", 7)) {
        set_pointer(source, line + 7);
    }
}

int main(int count, char **arguments)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    struct switch_map map = {0};
    for (int i = 1; i < count; i++)
        if (!add(&map, arguments[i]))
            return 2;
    struct evdev_source *source = evdev_source_start(&map, NULL, print, NULL);
    if (!source)
        return 3;
    char line[200];
    while (fgets(line, sizeof line, stdin))
        obey(source, line);
    evdev_source_stop(source);
    puts("ended");
    return 0;
}
