#include "run/program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"

extern char **environ;

int program_words(const char *command, char *room, size_t room_size, char *words[PROGRAM_WORDS_AT_MOST + 1])
{
    int count = 0;
    size_t used = 0;
    char quote = 0;
    bool within = false;
    for (const char *at = command;; at++) {
        bool ends = !*at || (!quote && *at == ' ');
        if (ends && within)
            room[used++] = '\0';
        within = within && !ends;
        if (!*at)
            break;
        if (ends)
            continue;
        if (!within && (count == PROGRAM_WORDS_AT_MOST || used + strlen(at) + 1 > room_size))
            return -1;
        if (!within)
            words[count++] = room + used;
        within = true;
        if (quote ? *at == quote : *at == '"' || *at == '\'')
            quote = quote ? 0 : *at;
        else
            room[used++] = *at;
    }
    words[count] = NULL;
    return quote ? -1 : count;
}

/* --- the program ------------------------------------------------------------------------------------------ */

struct child {
    pid_t pid;
    int pid_fd;
    int input_fd; /* −1: closed */
};

static void prepare(posix_spawn_file_actions_t *files, posix_spawnattr_t *how, int input_fd)
{
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    posix_spawn_file_actions_init(files);
    posix_spawn_file_actions_adddup2(files, input_fd, STDIN_FILENO);
    posix_spawn_file_actions_addopen(files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(files, STDERR_FILENO + 1);
    posix_spawnattr_init(how);
    posix_spawnattr_setpgroup(how, 0);
    posix_spawnattr_setsigmask(how, &none);
    posix_spawnattr_setsigdefault(how, &usual);
    posix_spawnattr_setflags(how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

static int spawn(struct child *child, char *const *words, char *const *environment)
{
    int ends[2];
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return errno;
    prepare(&files, &how, ends[0]);
    int error = posix_spawnp(&child->pid, words[0], &files, &how, words, environment);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&how);
    close(ends[0]);
    child->input_fd = ends[1];
    if (error) {
        close(ends[1]);
        return error;
    }
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    child->pid_fd = pidfd_open(child->pid, 0);
    return 0;
}

static void end_input(struct child *child)
{
    if (child->input_fd >= 0)
        close(child->input_fd);
    child->input_fd = -1;
}

/* A program that reads no further is left to itself: it may still end well. */
static void write_some(struct child *child, const char **text, size_t *left)
{
    ssize_t written = write(child->input_fd, *text, *left);
    if (written < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (written > 0) {
        *text += written;
        *left -= (size_t)written;
    }
    if (written < 0 || *left == 0)
        end_input(child);
}

enum outcome { OUTCOME_ENDED, OUTCOME_LATE, OUTCOME_STOPPED };

/* Until it ends, or `late_fd` or `stop_fd` says that it must. */
static enum outcome attend(struct child *child, const char *text, int late_fd, int stop_fd)
{
    size_t left = strlen(text);
    for (;;) {
        struct pollfd fds[4] = {{child->pid_fd, POLLIN, 0},
                                {stop_fd, POLLIN, 0},
                                {child->input_fd, POLLOUT, 0},
                                {late_fd, POLLIN, 0}};
        if (poll(fds, 4, -1) < 0) {
            if (errno == EINTR)
                continue;
            return OUTCOME_LATE;
        }
        if (fds[1].revents)
            return OUTCOME_STOPPED;
        if (fds[0].revents)
            return OUTCOME_ENDED;
        if (fds[3].revents)
            return OUTCOME_LATE;
        if (fds[2].revents)
            write_some(child, &text, &left);
    }
}

static int alarm_after(int limit_ms)
{
    struct itimerspec after = {.it_value = {limit_ms / 1000, limit_ms % 1000 * 1000000L}};
    int fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    if (fd >= 0)
        timerfd_settime(fd, 0, &after, NULL);
    return fd;
}

/* Without the descriptors nothing could end it: then it is not left to run. */
static enum outcome attend_for(struct child *child, const char *text, int limit_ms, int stop_fd)
{
    int late_fd = alarm_after(limit_ms);
    enum outcome outcome = OUTCOME_STOPPED;
    if (late_fd >= 0 && child->pid_fd >= 0)
        outcome = attend(child, text, late_fd, stop_fd);
    if (late_fd >= 0)
        close(late_fd);
    return outcome;
}

static bool explain(enum outcome outcome, int status, int limit_ms, const char *name, char *reason,
                    size_t size)
{
    if (outcome == OUTCOME_ENDED && WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    if (outcome == OUTCOME_LATE)
        snprintf(reason, size, _("%s took longer than %d seconds"), name, (limit_ms + 999) / 1000);
    else if (outcome == OUTCOME_STOPPED)
        snprintf(reason, size, _("%s was ended"), name);
    else if (WIFEXITED(status))
        snprintf(reason, size, _("%s ended with status %d"), name, WEXITSTATUS(status));
    else
        snprintf(reason, size, _("%s was ended by signal %d"), name,
                 WIFSIGNALED(status) ? WTERMSIG(status) : 0);
    return false;
}

/* Writing to a program that is gone ends in EPIPE, not in a signal for the whole of ours. */
static void block_broken_pipe(sigset_t *before)
{
    sigset_t broken;
    sigemptyset(&broken);
    sigaddset(&broken, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken, before);
}

static void unblock_broken_pipe(const sigset_t *before)
{
    static const struct timespec at_once = {0, 0};
    sigset_t broken;
    sigemptyset(&broken);
    sigaddset(&broken, SIGPIPE);
    if (!sigismember(before, SIGPIPE))
        sigtimedwait(&broken, NULL, &at_once);
    pthread_sigmask(SIG_SETMASK, before, NULL);
}

/* Ours with one more; the list only is a copy. */
static char **environment_with(char *variable)
{
    size_t count = 0;
    while (environ[count])
        count++;
    char **list = memory_new(count + 2, sizeof *list);
    memcpy(list, environ, count * sizeof *list);
    list[count] = variable;
    return list;
}

static bool give(const char *command, const char *text, char *const *environment, int limit_ms, int stop_fd,
                 char *reason, size_t reason_size)
{
    char room[1024], *words[PROGRAM_WORDS_AT_MOST + 1];
    struct child child = {0};
    sigset_t before;
    int status = 0;
    if (program_words(command, room, sizeof room, words) < 1) {
        snprintf(reason, reason_size, _("\"%s\" names no program"), command);
        return false;
    }
    block_broken_pipe(&before);
    int error = spawn(&child, words, environment);
    if (error) {
        snprintf(reason, reason_size, "%s: %s", words[0], strerror(error));
        unblock_broken_pipe(&before);
        return false;
    }
    enum outcome outcome = attend_for(&child, text, limit_ms, stop_fd);
    end_input(&child);
    if (outcome != OUTCOME_ENDED)
        kill(-child.pid,
             SIGKILL); /* with all that it started; what a program leaves behind on purpose may stay */
    while (waitpid(child.pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (child.pid_fd >= 0)
        close(child.pid_fd);
    unblock_broken_pipe(&before);
    return explain(outcome, status, limit_ms, words[0], reason, reason_size);
}

bool program_give(const char *command, const char *text, int limit_ms, int stop_fd, char *reason,
                  size_t reason_size)
{
    return give(command, text, environ, limit_ms, stop_fd, reason, reason_size);
}

bool program_give_knowing(const char *command, const char *text, const char *variable, int limit_ms,
                          int stop_fd, char *reason, size_t reason_size)
{
    char *own = memory_copy_text(variable), **environment = environment_with(own);
    bool right = give(command, text, environment, limit_ms, stop_fd, reason, reason_size);
    free(environment);
    free(own);
    return right;
}
