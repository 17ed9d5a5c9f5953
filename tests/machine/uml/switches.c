/* Switches made by uinput, pressed as told on standard input; one answer line for each command, `error TEXT`
 * where it failed.
 *
 *     add NAME               a switch box of this name is plugged in; answers its node
 *     remove                 and pulled out
 *     key BUTTON 0|1         a button goes up or down
 *     tap BUTTON MS
 *     flood BUTTON EDGES     as many edges as fast as they can be written, the first one down
 *     presses COUNT          of the buttons in turn as they are needed to walk through pages; answers of each,
 *                            in microseconds, the time on CLOCK_MONOTONIC before it was written, which is
 *                            before the kernel's stamp, how long writing took, and how late the machine was
 *                            in ending a rest
 *     reader                 a second program reads the box: answers what EVIOCGRAB says to it
 *     seen                   how many events it saw, how many SYN_DROPPED, and how reading ended
 *
 * BUTTON is a name of linux/input-event-codes.h. One box at a time. */
#include <errno.h>
#include <fcntl.h>
#include <libevdev/libevdev-uinput.h>
#include <libevdev/libevdev.h>
#include <linux/input.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { HELD_MS = 30 };

static const unsigned buttons[] = {BTN_TRIGGER, BTN_THUMB, BTN_TOP};

struct box {
    struct libevdev_uinput *device; /* NULL: none is plugged in */
    int reader;                     /* -1: there is none */
};

static long long now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

static void rest_ms(long ms)
{
    struct timespec rest = {ms / 1000, ms % 1000 * 1000000};
    while (nanosleep(&rest, &rest) != 0 && errno == EINTR)
        continue;
}

static void fail(const char *what, int error)
{
    printf("error %s: %s\n", what, strerror(error));
}

/* ---- plugging ---- */

static void add(struct box *box, const char *name)
{
    struct libevdev *shape = libevdev_new();
    libevdev_set_name(shape, name);
    libevdev_set_id_bustype(shape, BUS_USB);
    libevdev_set_id_vendor(shape, 0x1209);
    libevdev_set_id_product(shape, 1);
    for (size_t i = 0; i < sizeof buttons / sizeof *buttons; i++)
        libevdev_enable_event_code(shape, EV_KEY, buttons[i], NULL);
    int error = libevdev_uinput_create_from_device(shape, LIBEVDEV_UINPUT_OPEN_MANAGED, &box->device);
    libevdev_free(shape);
    if (error)
        fail("uinput", -error);
    else
        puts(libevdev_uinput_get_devnode(box->device));
}

static void remove_box(struct box *box)
{
    libevdev_uinput_destroy(box->device);
    box->device = NULL;
    puts("ok");
}

/* ---- pressing ---- */

/* In one call, so that the kernel does nothing else meanwhile. */
static bool write_edges(const struct box *box, unsigned button, int edges, bool down)
{
    size_t count = (size_t)edges * 2;
    struct input_event *events = calloc(count, sizeof *events);
    for (int i = 0; events && i < edges; i++) {
        events[2 * i] = (struct input_event){.type = EV_KEY, .code = (unsigned short)button, .value = down};
        events[2 * i + 1] = (struct input_event){.type = EV_SYN, .code = SYN_REPORT};
        down = !down;
    }
    ssize_t size = (ssize_t)(count * sizeof *events);
    bool written = events && write(libevdev_uinput_get_fd(box->device), events, (size_t)size) == size;
    free(events);
    return written;
}

static void answer(bool good)
{
    if (good)
        puts("ok");
    else
        fail("write", errno);
}

static void tap(const struct box *box, unsigned button, int ms)
{
    bool good = write_edges(box, button, 1, true);
    rest_ms(ms);
    answer(write_edges(box, button, 1, false) && good);
}

/* The highlight moves on, a row, its first cell, a page opens, home again. Pauses are longer than what a page
 * takes before anything of it is lit (300 ms), and not all alike, so that no rhythm of the program's hides in
 * them. */
static void presses(const struct box *box, int count)
{
    static const unsigned turns[] = {BTN_TRIGGER, BTN_TRIGGER, BTN_THUMB, BTN_THUMB, BTN_TOP};
    bool good = true;
    for (int i = 0; i < count && good; i++) {
        unsigned button = turns[(size_t)i % (sizeof turns / sizeof *turns)];
        long long before = now_us();
        good = write_edges(box, button, 1, true);
        long long after = now_us();
        rest_ms(HELD_MS);
        printf("%lld %lld %lld;", before, after - before, now_us() - after - HELD_MS * 1000);
        good = write_edges(box, button, 1, false) && good;
        rest_ms(320 + i * 7 % 40);
    }
    puts("");
}

/* ---- another program ---- */

static void read_too(struct box *box)
{
    if (box->reader >= 0)
        close(box->reader);
    box->reader = open(libevdev_uinput_get_devnode(box->device), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (box->reader < 0) {
        fail("open", errno);
        return;
    }
    bool grabbed = ioctl(box->reader, EVIOCGRAB, (void *)1) == 0;
    puts(grabbed ? "grabbed" : strerrorname_np(errno));
    if (grabbed)
        ioctl(box->reader, EVIOCGRAB, (void *)0);
}

static void seen(const struct box *box)
{
    struct input_event event;
    int events = 0, dropped = 0;
    ssize_t got;
    while ((got = read(box->reader, &event, sizeof event)) == (ssize_t)sizeof event) {
        events++;
        dropped += event.type == EV_SYN && event.code == SYN_DROPPED;
    }
    printf("%d %d %s\n", events, dropped, got < 0 ? strerrorname_np(errno) : "end");
}

/* ---- commands ---- */

static void press_command(const struct box *box, const char *command, const char *rest)
{
    char name[32];
    int number = 0;
    if (!box->device) {
        puts("error no box is plugged in");
    } else if (strcmp(command, "presses") == 0) {
        presses(box, atoi(rest));
    } else if (sscanf(rest, "%31s %d", name, &number) != 2 ||
               libevdev_event_code_from_name(EV_KEY, name) < 0) {
        puts("error which button?");
    } else {
        unsigned button = (unsigned)libevdev_event_code_from_name(EV_KEY, name);
        if (strcmp(command, "key") == 0)
            answer(write_edges(box, button, 1, number != 0));
        else if (strcmp(command, "tap") == 0)
            tap(box, button, number);
        else if (strcmp(command, "flood") == 0)
            answer(write_edges(box, button, number, true));
        else
            puts("error no such command");
    }
}

static void run(struct box *box, char *line)
{
    line[strcspn(line, "\n")] = '\0';
    char *rest = strchr(line, ' ');
    if (rest)
        *rest++ = '\0';
    if (strcmp(line, "add") == 0)
        add(box, rest ? rest : "");
    else if (strcmp(line, "remove") == 0)
        remove_box(box);
    else if (strcmp(line, "reader") == 0)
        read_too(box);
    else if (strcmp(line, "seen") == 0)
        seen(box);
    else
        press_command(box, line, rest ? rest : "");
}

int main(void)
{
    struct box box = {.reader = -1};
    char line[256];
    setvbuf(stdout, NULL, _IOLBF, 0);
    while (fgets(line, sizeof line, stdin))
        run(&box, line);
    if (box.device)
        libevdev_uinput_destroy(box.device);
    return 0;
}
