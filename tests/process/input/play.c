/* Plays a script to a program that reads input devices: plugs synthetic devices in and out, presses their
 * keys, and looks at what the program says. Runs under umockdev-wrapper:
 *
 *     umockdev-wrapper play SCRIPT -- PROGRAM ARGUMENTS…
 *
 * The script, one command a line (`#` begins a comment):
 *     device ID "Full Name" VENDOR:PRODUCT [mouse] [keyboard] [places LEAST MOST LEAST MOST] [held KEY] KEY…
 *                                        describes a device; places: the ranges of an absolute one
 *     add ID | remove ID                 plugs it in, pulls it out
 *     deny ID | allow ID                 whether it may be read
 *     shim WHAT                          before `start`: what kernel_shim.c is to do (YINIAN_SHIM_LIBRARY)
 *     start                              starts the program
 *     stamp MS                           from now on events carry time stamps of MS ago
 *     press ID KEY | release ID KEY | repeat ID KEY
 *     tap ID KEY MS                      press, MS of holding, release
 *     dropped ID                         SYN_DROPPED and its report
 *     place ID X Y | move ID X Y         a report of an absolute device, of a relative one
 *     look ID X Y MS                     sixty places a second, about there, for so long: eyes
 *     walk ID X Y REPORTS MS             so many equal movements, so far apart
 *     wait MS
 *     type TEXT | close                  a line to the program's standard input; its end
 *     signal NAME                        INT or TERM to the program
 *     kill                               ends the program as a power cut would; it can be started again
 *     run COMMAND                        a command of the shell, with the program's environment; must succeed
 *     random ID KEY MS SEED              taps at random for so long, the same ones for the same seed
 *     expect TEXT                        a line (of output or errors) with TEXT, in at most ten seconds; what
 *                                        came before is passed
 *     next TEXT                          the same, and nothing may come before
 *     refuse TEXT                        no line since the last `expect` has TEXT
 *     exit STATUS                        the program ends by itself, with that status, in at most ten seconds
 *
 * Prints TAP: a test for each expect, next, refuse, run and exit. What comes after one that failed is left out. With YINIAN_PRESS_LOG the time of each press
 * (CLOCK_MONOTONIC, µs) goes into that file, a line each. */
#include <fcntl.h>
#include <libevdev/libevdev.h>
#include <linux/capability.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "mock_device.h"

enum { DEVICES_AT_MOST = 8, PATIENCE_MS = 10000, OUTPUT_BYTES = 1 << 16 };

struct play {
    UMockdevTestbed *testbed;
    struct {
        char id[32];
        struct mock_device mock;
    } devices[DEVICES_AT_MOST];
    int device_count;
    int next_number; /* a device that is plugged in again is another node, as often with the kernel */
    char **program;
    char shim[16];
    pid_t pid;
    int to_program, from_program; /* -1: closed */
    char output[OUTPUT_BYTES];    /* of the program, since the last expect that was met */
    size_t size;
    int line, tests, failed;
    FILE *presses; /* NULL: not wanted */
};

static void give_up(const struct play *play, const char *what, const char *word)
{
    fprintf(stderr, "line %d: %s: %s\n", play->line, what, word ? word : "nothing");
    if (play->pid > 0)
        kill(play->pid, SIGKILL);
    exit(2);
}

static void sleep_ms(long ms)
{
    struct timespec time = {ms / 1000, ms % 1000 * 1000000};
    while (nanosleep(&time, &time) < 0)
        continue;
}

static int64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static long now_ms(void)
{
    return (long)(now_us() / 1000);
}

/* ---- the program ---- */

/* So that `deny` works for root too. Where it is not allowed, nobody is root enough to need it. */
static void give_up_overriding(void)
{
    prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE);
    prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH);
}

/* Before umockdev's own library, so that it is asked first. */
static void preload_shim(const struct play *play)
{
    char list[2048];
    const char *shim = getenv("YINIAN_SHIM_LIBRARY"), *others = getenv("LD_PRELOAD");
    if (!play->shim[0] || !shim)
        return;
    snprintf(list, sizeof list, "%s:%s", shim, others ? others : "");
    setenv("LD_PRELOAD", list, 1);
    setenv("YINIAN_SHIM", play->shim, 1);
}

static void start(struct play *play)
{
    int in[2], out[2];
    if (pipe(in) || pipe(out) || (play->pid = fork()) < 0)
        give_up(play, "start", "no process");
    if (play->pid == 0) {
        give_up_overriding();
        preload_shim(play);
        dup2(in[0], 0), dup2(out[1], 1), dup2(out[1], 2);
        close(in[0]), close(in[1]), close(out[0]), close(out[1]);
        execvp(play->program[0], play->program);
        _exit(127);
    }
    close(in[0]), close(out[1]);
    play->to_program = in[1];
    play->from_program = out[0];
    fcntl(play->from_program, F_SETFL, O_NONBLOCK);
    fcntl(play->to_program, F_SETFD, FD_CLOEXEC);
}

/* Waits at most `ms` for more output; false when there is none, or never will be. */
static bool read_more(struct play *play, int ms)
{
    struct pollfd poll_fd = {.fd = play->from_program, .events = POLLIN};
    if (play->from_program < 0 || poll(&poll_fd, 1, ms > 0 ? ms : 0) <= 0) /* less would be for ever */
        return false;
    if (play->size == OUTPUT_BYTES - 1)
        play->size = 0;
    ssize_t got = read(play->from_program, play->output + play->size, OUTPUT_BYTES - 1 - play->size);
    if (got <= 0) {
        close(play->from_program);
        play->from_program = -1;
        return false;
    }
    play->size += (size_t)got;
    play->output[play->size] = '\0';
    return true;
}

/* ---- what is tested ---- */

static void result(struct play *play, bool good, const char *what, const char *text)
{
    play->tests++;
    play->failed += !good;
    printf("%sok %d - line %d: %s %s\n", good ? "" : "not ", play->tests, play->line, what, text);
    if (good)
        return;
    char copy[OUTPUT_BYTES];
    memcpy(copy, play->output, play->size + 1);
    for (char *rest = NULL, *line = strtok_r(copy, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        printf("#   %s\n", line);
}

/* Waits for a line with `text`, and passes it. */
static void expect(struct play *play, const char *what, const char *text)
{
    bool at_once = !strcmp(what, "next");
    long until_ms = now_ms() + PATIENCE_MS;
    char *end = NULL, *found = NULL;
    for (;;) {
        found = strstr(play->output, text);
        end = strchr(found && !at_once ? found : play->output, '\n');
        bool over = now_ms() > until_ms; /* however much it goes on telling */
        if ((end && (found || at_once)) || over || !read_more(play, (int)(until_ms - now_ms())))
            break;
    }
    bool good = found && end && (!at_once || found < end);
    result(play, good, what, text);
    if (!good)
        return;
    play->size -= (size_t)(end + 1 - play->output);
    memmove(play->output, end + 1, play->size + 1);
}

static void refuse(struct play *play, const char *text)
{
    while (read_more(play, 0))
        continue;
    result(play, !strstr(play->output, text), "refuse", text);
}

static void expect_exit(struct play *play, const char *text)
{
    long until_ms = now_ms() + PATIENCE_MS;
    int status = -1;
    pid_t ended = 0;
    while (now_ms() < until_ms && (ended = waitpid(play->pid, &status, WNOHANG)) == 0)
        read_more(play, 5);
    while (read_more(play, 0))
        continue;
    if (ended == 0)
        kill(play->pid, SIGKILL);
    play->pid = 0;
    result(play, ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == atoi(text), "exit", text);
}

/* What is on the pipe of a program that was killed is of no interest to the next one. */
static void kill_program(struct play *play)
{
    kill(play->pid, SIGKILL);
    waitpid(play->pid, NULL, 0);
    while (read_more(play, 0))
        continue;
    if (play->from_program >= 0)
        close(play->from_program);
    close(play->to_program);
    play->pid = 0;
    play->size = 0;
    play->output[0] = '\0';
}

static void run_command(struct play *play, const char *command)
{
    result(play, system(command) == 0, "run", command);
}

/* ---- devices ---- */

static struct mock_device *find(struct play *play, const char *id)
{
    for (int i = 0; id && i < play->device_count; i++)
        if (!strcmp(play->devices[i].id, id))
            return &play->devices[i].mock;
    give_up(play, "there is no device", id);
    return NULL;
}

static int key(struct play *play, const char *name)
{
    int code = name ? libevdev_event_code_from_name(EV_KEY, name) : -1;
    if (code < 0)
        give_up(play, "there is no key", name);
    return code;
}

static long number(struct play *play, char **rest)
{
    const char *word = strtok_r(NULL, " ", rest);
    if (!word)
        give_up(play, "a number is wanted", NULL);
    return word ? strtol(word, NULL, 10) : 0;
}

static void add_key(struct play *play, struct mock_device *device, int code)
{
    if (device->key_count == MOCK_KEYS_AT_MOST)
        give_up(play, "too many keys", device->name);
    device->keys[device->key_count++] = code;
}

static void describe_word(struct play *play, struct mock_device *device, const char *word, char **rest)
{
    if (!strcmp(word, "mouse")) {
        device->moves = true;
    } else if (!strcmp(word, "places")) {
        device->points = true;
        for (int i = 0; i < 4; i++)
            (i % 2 ? device->most : device->least)[i / 2] = (int)number(play, rest);
    } else if (!strcmp(word, "keyboard")) {
        for (int code = KEY_ESC; code <= KEY_KPDOT; code++)
            add_key(play, device, code);
    } else if (!strcmp(word, "held")) {
        device->held_key = key(play, strtok_r(NULL, " ", rest));
        add_key(play, device, device->held_key);
    } else {
        add_key(play, device, key(play, word));
    }
}

static void describe(struct play *play, char **rest)
{
    if (play->device_count == DEVICES_AT_MOST)
        give_up(play, "device", "too many");
    int index = play->device_count++;
    struct mock_device *device = &play->devices[index].mock;
    snprintf(play->devices[index].id, sizeof play->devices[index].id, "%s", strtok_r(NULL, " ", rest));
    *device = (struct mock_device){.fd = -1};
    const char *name = strtok_r(NULL, "\"", rest), *ids = strtok_r(NULL, " ", rest);
    if (!name || !ids || sscanf(ids, "%x:%x", &device->vendor, &device->product) != 2)
        give_up(play, "device", "a name in quotes and vendor:product are wanted");
    snprintf(device->name, sizeof device->name, "%s", name);
    for (char *word; (word = strtok_r(NULL, " ", rest));)
        describe_word(play, device, word, rest);
}

static void press(const struct play *play, const struct mock_device *device, int code)
{
    int64_t at_us = now_us();
    mock_device_key(device, code, 1);
    if (play->presses)
        fprintf(play->presses, "%lld\n", (long long)at_us);
}

static void tap(const struct play *play, const struct mock_device *device, int code, long ms)
{
    press(play, device, code);
    sleep_ms(ms);
    mock_device_key(device, code, 0);
}

/* Short ones and long ones, now and then a bounce; never so long that it calls for help. The program's output is read
 * meanwhile: it must not stand still on a full pipe. */
static void tap_at_random(struct play *play, char **rest)
{
    const struct mock_device *device = find(play, strtok_r(NULL, " ", rest));
    int code = key(play, strtok_r(NULL, " ", rest));
    long ms = strtol(*rest, rest, 10);
    unsigned seed = (unsigned)strtol(*rest, NULL, 10);
    for (long until_ms = now_ms() + ms; now_ms() < until_ms;) {
        tap(play, device, code, rand_r(&seed) % 8 ? 20 + rand_r(&seed) % 180 : 3);
        for (long gap_ms = now_ms() + 5 + rand_r(&seed) % 700; now_ms() < gap_ms;)
            read_more(play, (int)(gap_ms - now_ms()));
    }
}

/* ---- pointing ---- */

/* The program's output is read meanwhile. */
static void pass(struct play *play, long ms)
{
    for (long until_ms = now_ms() + ms; now_ms() < until_ms;)
        if (!read_more(play, (int)(until_ms - now_ms())))
            sleep_ms(until_ms > now_ms() ? until_ms - now_ms() : 0);
}

/* About there: a thousandth of the range this way and that. */
static void look(struct play *play, const struct mock_device *device, char **rest)
{
    static const int wander[] = {0, 1, -1, 2, 0, -2, 1, -1};
    int x = (int)number(play, rest), y = (int)number(play, rest);
    long until_ms = now_ms() + number(play, rest);
    int x_step = (device->most[0] - device->least[0]) / 1000,
        y_step = (device->most[1] - device->least[1]) / 1000;
    for (int i = 0; now_ms() < until_ms; i++) {
        mock_device_place(device, x + wander[i % 8] * x_step, y + wander[(i + 3) % 8] * y_step);
        pass(play, 16);
    }
}

static void walk(struct play *play, const struct mock_device *device, char **rest)
{
    int x = (int)number(play, rest), y = (int)number(play, rest), reports = (int)number(play, rest);
    long ms = number(play, rest);
    for (int i = 0; i < reports; i++) {
        mock_device_move(device, x, y);
        pass(play, ms);
    }
}

static bool point_command(struct play *play, const char *command, char **rest)
{
    bool place = !strcmp(command, "place");
    if (!place && strcmp(command, "move") != 0 && strcmp(command, "look") != 0 &&
        strcmp(command, "walk") != 0)
        return false;
    const struct mock_device *device = find(play, strtok_r(NULL, " ", rest));
    if (!strcmp(command, "look")) {
        look(play, device, rest);
    } else if (!strcmp(command, "walk")) {
        walk(play, device, rest);
    } else {
        int x = (int)number(play, rest), y = (int)number(play, rest);
        (place ? mock_device_place : mock_device_move)(device, x, y);
    }
    return true;
}

/* ---- the script ---- */

static bool device_command(struct play *play, const char *command, char **rest)
{
    static const char *const values[] = {"release", "press", "repeat"};
    if (!strcmp(command, "device")) {
        describe(play, rest);
        return true;
    }
    for (int value = 0; value < 3; value++)
        if (!strcmp(command, values[value])) {
            struct mock_device *device = find(play, strtok_r(NULL, " ", rest));
            int code = key(play, strtok_r(NULL, " ", rest));
            if (value == 1)
                press(play, device, code);
            else
                mock_device_key(device, code, value);
            return true;
        }
    return false;
}

static void plug_in(struct play *play, struct mock_device *device)
{
    device->number = play->next_number++;
    if (!mock_device_plug_in(device, play->testbed))
        give_up(play, "add", "umockdev refused");
}

static void permit(struct play *play, const struct mock_device *device, mode_t mode)
{
    char path[256];
    char *root = umockdev_testbed_get_root_dir(play->testbed);
    snprintf(path, sizeof path, "%s/dev/input/event%d", root, device->number);
    g_free(root);
    if (chmod(path, mode) < 0)
        give_up(play, "chmod", path);
    /* The node is a link to a terminal here, so that inotify sees nothing; udev tells its changes too. */
    snprintf(path, sizeof path, "/sys/devices/platform/mock/input/input%d/event%d", device->number,
             device->number);
    umockdev_testbed_uevent(play->testbed, path, "change");
}

static bool plug_command(struct play *play, const char *command, char **rest)
{
    if (!strcmp(command, "add")) {
        plug_in(play, find(play, strtok_r(NULL, " ", rest)));
    } else if (!strcmp(command, "remove")) {
        mock_device_pull_out(find(play, strtok_r(NULL, " ", rest)), play->testbed);
    } else if (!strcmp(command, "deny") || !strcmp(command, "allow")) {
        permit(play, find(play, strtok_r(NULL, " ", rest)), !strcmp(command, "deny") ? 0 : 0600);
    } else if (!strcmp(command, "dropped")) {
        const struct mock_device *device = find(play, strtok_r(NULL, " ", rest));
        mock_device_send(device, EV_SYN, SYN_DROPPED, 0);
        mock_device_send(device, EV_SYN, SYN_REPORT, 0);
    } else if (!strcmp(command, "tap")) {
        const struct mock_device *device = find(play, strtok_r(NULL, " ", rest));
        int code = key(play, strtok_r(NULL, " ", rest));
        tap(play, device, code, atol(*rest));
    } else if (!strcmp(command, "random")) {
        tap_at_random(play, rest);
    } else {
        return false;
    }
    return true;
}

static void set_age(struct play *play, long ms)
{
    for (int i = 0; i < play->device_count; i++)
        play->devices[i].mock.age_ms = ms;
}

static bool program_command(struct play *play, const char *command, const char *text)
{
    if (!strcmp(command, "start"))
        start(play);
    else if (!strcmp(command, "shim"))
        snprintf(play->shim, sizeof play->shim, "%s", text);
    else if (!strcmp(command, "stamp"))
        set_age(play, atol(text));
    else if (!strcmp(command, "wait"))
        sleep_ms(atol(text));
    else if (!strcmp(command, "type"))
        dprintf(play->to_program, "%s\n", text);
    else if (!strcmp(command, "close"))
        close(play->to_program);
    else if (!strcmp(command, "signal"))
        kill(play->pid, strcmp(text, "INT") ? SIGTERM : SIGINT);
    else if (!strcmp(command, "kill"))
        kill_program(play);
    else if (!strcmp(command, "run"))
        run_command(play, text);
    else if (!strcmp(command, "expect") || !strcmp(command, "next"))
        expect(play, command, text);
    else if (!strcmp(command, "refuse"))
        refuse(play, text);
    else if (!strcmp(command, "exit"))
        expect_exit(play, text);
    else
        return false;
    return true;
}

static void play_line(struct play *play, char *line)
{
    line[strcspn(line, "\n")] = '\0';
    char *rest = line + strspn(line, " ");
    if (!*rest || *rest == '#')
        return;
    char *command = rest;
    rest += strcspn(rest, " ");
    if (*rest)
        *rest++ = '\0';
    if (!device_command(play, command, &rest) && !plug_command(play, command, &rest) &&
        !point_command(play, command, &rest) && !program_command(play, command, rest))
        give_up(play, "there is no command", command);
}

int main(int count, char **arguments)
{
    static struct play play = {.to_program = -1, .from_program = -1};
    if (count < 4 || strcmp(arguments[2], "--") != 0) {
        fprintf(stderr, "usage: umockdev-wrapper %s SCRIPT -- PROGRAM ARGUMENTS…\n", arguments[0]);
        return 2;
    }
    FILE *script = fopen(arguments[1], "r");
    if (!script) {
        perror(arguments[1]);
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    setvbuf(stdout, NULL, _IOLBF, 0);
    const char *presses = getenv("YINIAN_PRESS_LOG");
    play.presses = presses ? fopen(presses, "w") : NULL;
    play.testbed = umockdev_testbed_new();
    play.program = arguments + 3;
    char line[1024];
    for (; !play.failed && fgets(line, sizeof line, script); play_line(&play, line))
        play.line++;
    fclose(script);
    if (play.presses)
        fclose(play.presses);
    if (play.pid > 0)
        kill(play.pid, SIGKILL);
    printf("1..%d\n", play.tests);
    g_object_unref(play.testbed);
    return play.failed || !play.tests;
}
