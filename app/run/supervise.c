#include "run/supervise.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run/clock.h"
#include "run/crash_loop.h"
#include "run/life.h"
#include "run/notify.h"
#include "run/only_one.h"
#include "run/place.h"

enum {
    STOP_MS = 5000,  /* for ending well */
    STALL_MS = 1000, /* who was so late itself (a stopped machine) has no right to call another late */
    CANNOT_START = 127
};

struct supervisor {
    char program[PLACE_BYTES]; /* as it stood at the start: an upgrade is begun with the next death */
    char *const *words;
    struct life *life;
    struct crash_loop loop;
    int signal_fd;
    sigset_t signals_before;
    pid_t child; /* 0: none runs */
    bool ready;  /* a picture was shown, by this one or one before */
    bool stopping, given_up[LIFE_PARTS];
    time_us stop_by, pardoned_until;
    time_us
        halted_by; /* somebody has stopped it (SIGSTOP): to be let go on by then; TIME_NEVER: it was not */
    time_us watchdog_every, watchdog_at;
};

bool supervise_is_child(void)
{
    return getenv("YINIAN_LIFE") != NULL;
}

/* --- starting -------------------------------------------------------------------------------------------- */

static void become_program(const struct supervisor *s)
{
    static const struct rlimit none = {0, 0};
    sigprocmask(SIG_SETMASK, &s->signals_before, NULL);
    setrlimit(RLIMIT_CORE, &none);
    notify_hand_down_nothing();
    if (life_hand_down(s->life)) {
        execv(s->program, s->words);
        execv("/proc/self/exe", s->words); /* it was taken away meanwhile */
    }
    perror(s->program);
    _exit(CANNOT_START);
}

static bool start(struct supervisor *s, enum life_begin begin)
{
    life_begins(s->life, s->loop.level, begin, clock_now());
    s->pardoned_until = 0;
    s->halted_by = TIME_NEVER;
    memset(s->given_up, 0, sizeof s->given_up);
    s->child = fork();
    if (s->child == 0)
        become_program(s);
    if (s->child > 0)
        return true;
    perror("yinian: fork");
    s->child = 0;
    return false;
}

/* --- watching -------------------------------------------------------------------------------------------- */

/* 'D': waits for a disk, which a new one would do as well; 't': somebody debugs it. */
static bool is_excused(pid_t pid)
{
    char path[64], text[512];
    snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
    FILE *file = fopen(path, "re");
    size_t size = file ? fread(text, 1, sizeof text - 1, file) : 0;
    if (file)
        fclose(file);
    text[size] = '\0';
    const char *end = strrchr(text, ')');
    return end && end[1] == ' ' && (end[2] == 'D' || end[2] == 't');
}

static time_us sign_by(struct supervisor *s)
{
    time_us due = s->halted_by;
    for (int part = 0; part < LIFE_PARTS; part++)
        if (!s->given_up[part])
            due = time_min(due, life_sign_by(s->life, (enum life_part)part));
    return due < s->pardoned_until ? s->pardoned_until : due;
}

static time_us next_look(struct supervisor *s)
{
    if (s->stopping)
        return s->stop_by;
    life_looks_at(s->life, sign_by(s));
    time_us due = sign_by(s); /* it may have been set anew meanwhile: life.c, sign() */
    life_looks_at(s->life, due);
    return time_min(due, s->watchdog_at);
}

static void say_hung(struct supervisor *s, const char *what)
{
    fprintf(stderr, "yinian: %s hangs\n", what);
    kill(s->child, SIGKILL);
    s->pardoned_until = clock_now() + time_from_ms(LIFE_GRACE_MS); /* it may take a while to be gone */
}

/* Without this thread the rest goes on: a thread that hangs again soon is left alone. */
static bool thread_hangs(struct supervisor *s, enum life_part part, time_us now)
{
    if (s->given_up[part] || now < life_sign_by(s->life, part))
        return false;
    s->given_up[part] = !crash_loop_hangs(&s->loop, part, now);
    return !s->given_up[part];
}

/* No sign of life came in time, if `due` was that. */
static void look(struct supervisor *s, time_us due)
{
    time_us now = clock_now();
    if (s->stopping) {
        if (now >= s->stop_by) {
            kill(s->child, SIGKILL);
            s->stop_by = now + time_from_ms(STOP_MS);
        }
        return;
    }
    life_let_sleep(s->life, now);
    if (now < sign_by(s))
        return;
    if (now - due > time_from_ms(STALL_MS) || is_excused(s->child))
        s->pardoned_until = now + time_from_ms(LIFE_GRACE_MS);
    else if (now >= time_min(s->halted_by, life_sign_by(s->life, LIFE_LOOP)))
        say_hung(s, "the program");
    else if (thread_hangs(s, LIFE_VOICE, now))
        say_hung(s, "the voice");
    else if (thread_hangs(s, LIFE_SWITCHES, now))
        say_hung(s, "the thread of the switches");
}

static void tell_watchdog(struct supervisor *s)
{
    time_us now = clock_now();
    if (now < s->watchdog_at)
        return;
    notify_service("WATCHDOG=1");
    s->watchdog_at = now + s->watchdog_every;
}

static void shown(struct supervisor *s)
{
    if (!life_is_shown(s->life))
        return;
    crash_loop_shown(&s->loop);
    if (!s->ready)
        notify_service("READY=1");
    s->ready = true;
}

static void stop(struct supervisor *s)
{
    if (!s->stopping) {
        notify_service("STOPPING=1");
        s->stop_by = clock_now() + time_from_ms(STOP_MS);
    }
    s->stopping = true;
    if (s->child)
        kill(s->child, SIGTERM);
}

static void take_signals(struct supervisor *s)
{
    struct signalfd_siginfo info;
    while (read(s->signal_fd, &info, sizeof info) == (ssize_t)sizeof info)
        if (info.ssi_signo != SIGCHLD)
            stop(s);
}

static void sleep_until(struct supervisor *s, time_us due)
{
    struct pollfd wanted[] = {{.fd = s->signal_fd, .events = POLLIN},
                              {.fd = life_wake_fd(s->life), .events = POLLIN}};
    time_us left = due == TIME_NEVER ? 0 : due - clock_now();
    left = left > 0 ? left : 0;
    struct timespec time = {.tv_sec = left / 1000000, .tv_nsec = left % 1000000 * 1000};
    uint64_t count;
    if (ppoll(wanted, 2, due == TIME_NEVER ? NULL : &time, NULL) <= 0)
        return;
    if (wanted[0].revents)
        take_signals(s);
    if (wanted[1].revents && read(life_wake_fd(s->life), &count, sizeof count) < 0)
        return; /* empty: somebody else's wake was taken with it */
}

/* True when it has ended: with `status` as of waitpid(2). */
static bool has_ended(struct supervisor *s, int *status)
{
    while (waitpid(s->child, status, WNOHANG | WUNTRACED | WCONTINUED) == s->child) {
        if (WIFEXITED(*status) || WIFSIGNALED(*status))
            return true;
        s->halted_by = WIFSTOPPED(*status) ? clock_now() + time_from_ms(LIFE_GRACE_MS) : TIME_NEVER;
    }
    return false;
}

/* Until it has ended; returns its status. */
static int watch(struct supervisor *s)
{
    int status;
    while (!has_ended(s, &status)) {
        time_us due = next_look(s);
        sleep_until(s, due);
        shown(s);
        tell_watchdog(s);
        look(s, due);
    }
    shown(s);
    s->child = 0;
    return status;
}

/* --- after a death --------------------------------------------------------------------------------------- */

static void pause_for(struct supervisor *s, int pause_ms)
{
    time_us until = clock_now() + time_from_ms(pause_ms);
    while (!s->stopping && clock_now() < until) {
        sleep_until(s, time_min(until, s->watchdog_at));
        tell_watchdog(s);
    }
}

static void say_died(const struct supervisor *s, int status)
{
    static const char *const levels[] = {
        [LIFE_ALL] = "", [LIFE_SAFE] = " in safe mode", [LIFE_BARE] = " with nothing of its own"};
    if (WIFSIGNALED(status))
        fprintf(stderr, "yinian: the program died (signal %d): begun anew%s\n", WTERMSIG(status),
                levels[s->loop.level]);
    else
        fprintf(stderr, "yinian: the program ended with status %d: begun anew%s\n", WEXITSTATUS(status),
                levels[s->loop.level]);
}

/* False: it has ended for good, with `*end`. */
static bool goes_on(struct supervisor *s, int status, int *end, struct next_start *next)
{
    bool was_shown = life_is_shown(s->life);
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    *end = code > 0 ? code : 0;
    if (s->stopping || code == 0)
        return false;
    if (code == LIFE_EXIT_AGAIN) {
        *next = crash_loop_again(&s->loop);
        return true;
    }
    if (code == ONLY_ONE_EXIT)
        return false;
    if (code > 0 && !s->ready) { /* it never began: wrong options, no screen; who started it reads why */
        *end = code == LIFE_EXIT_NO_SCREEN ? 1 : code;
        return false;
    }
    if (code == LIFE_EXIT_NO_SCREEN) {
        *next = crash_loop_no_screen(&s->loop, clock_now());
        *end = 1;
        return !next->ends;
    }
    *next = crash_loop_died(&s->loop, was_shown, clock_now());
    say_died(s, status);
    return true;
}

static int run(struct supervisor *s)
{
    int end = 1;
    struct next_start next = {.begin = LIFE_ANEW};
    do {
        pause_for(s, next.pause_ms);
        if (s->stopping)
            return 0;
        if (!start(s, next.begin))
            return 1;
    } while (goes_on(s, watch(s), &end, &next));
    return s->stopping ? 0 : end;
}

/* --- life ------------------------------------------------------------------------------------------------ */

static bool open_all(struct supervisor *s)
{
    struct sigaction hangup;
    sigset_t wanted;
    ssize_t size = readlink("/proc/self/exe", s->program, sizeof s->program - 1);
    s->program[size > 0 ? size : 0] = '\0';
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGCHLD);
    sigaddset(&wanted, SIGTERM);
    sigaddset(&wanted, SIGINT);
    if (sigaction(SIGHUP, NULL, &hangup) == 0 && hangup.sa_handler != SIG_IGN) /* nohup */
        sigaddset(&wanted, SIGHUP);
    sigprocmask(SIG_BLOCK, &wanted, &s->signals_before);
    s->signal_fd = signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK);
    s->life = life_new();
    if (s->signal_fd < 0 || !s->life)
        perror("yinian: --supervise");
    return s->signal_fd >= 0 && s->life;
}

int supervise_run(char *const *words, bool safe)
{
    struct supervisor s = {.words = words, .signal_fd = -1};
    crash_loop_init(&s.loop, safe ? LIFE_SAFE : LIFE_ALL);
    s.watchdog_every = notify_watchdog_us();
    s.watchdog_at = s.watchdog_every == TIME_NEVER ? TIME_NEVER : clock_now() + s.watchdog_every;
    int end = open_all(&s) ? run(&s) : 1;
    life_free(s.life);
    if (s.signal_fd >= 0)
        close(s.signal_fd);
    return end;
}
