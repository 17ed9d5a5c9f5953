#include "run/picture_maker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "picture/raster.h"
#include "run/clock.h"

void picture_maker_init(struct picture_maker *maker, const char *program, int stop_fd)
{
    *maker = (struct picture_maker){.program = program, .stop_fd = stop_fd, .fd = -1};
}

void picture_maker_end(struct picture_maker *maker)
{
    if (maker->pid == 0)
        return;
    close(maker->fd);
    kill(maker->pid, SIGKILL);
    while (waitpid(maker->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    maker->pid = 0;
}

static bool spawn(struct picture_maker *maker, int its_end)
{
    extern char **environ;
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t none;
    char *words[] = {(char[]){"yinian-picture"}, NULL};
    sigemptyset(&none);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, its_end, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    posix_spawnattr_init(&how);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK);
    int error = posix_spawn(&maker->pid, maker->program, &files, &how, words, environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&how);
    if (error)
        maker->pid = 0;
    return !error;
}

static bool start(struct picture_maker *maker)
{
    int ends[2];
    if (maker->pid)
        return true;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    bool started = spawn(maker, ends[1]);
    close(ends[1]);
    maker->fd = ends[0];
    if (!started)
        close(ends[0]);
    return started;
}

/* --- one picture -------------------------------------------------------------------------------------------- */

enum step { STEP_DONE, STEP_FAILED, STEP_STOPPED };

static enum step wait_for(const struct picture_maker *maker, short what, time_us until_us)
{
    struct pollfd fds[] = {{maker->fd, what, 0}, {maker->stop_fd, POLLIN, 0}};
    for (;;) {
        time_us left_us = until_us - clock_now();
        int ready = left_us > 0 ? poll(fds, 2, (int)(left_us / 1000) + 1) : 0;
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0)
            return STEP_FAILED;
        return fds[1].revents ? STEP_STOPPED : STEP_DONE;
    }
}

static enum step move(const struct picture_maker *maker, uint8_t *bytes, size_t size, bool out,
                      time_us until_us)
{
    while (size > 0) {
        enum step step = wait_for(maker, out ? POLLOUT : POLLIN, until_us);
        if (step != STEP_DONE)
            return step;
        ssize_t moved = out ? send(maker->fd, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT)
                            : recv(maker->fd, bytes, size, MSG_DONTWAIT);
        if (moved < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (moved <= 0)
            return STEP_FAILED;
        bytes += moved;
        size -= (size_t)moved;
    }
    return STEP_DONE;
}

static enum step ask(const struct picture_maker *maker, const char *bytes, size_t size, time_us until_us)
{
    uint8_t *all = memory_new(size + 4, 1);
    for (size_t i = 0; i < 4; i++)
        all[i] = (uint8_t)(size >> 8 * i);
    for (size_t i = 0; i < size; i++)
        all[4 + i] = (uint8_t)bytes[i];
    enum step step = move(maker, all, size + 4, true, until_us);
    free(all);
    return step;
}

static enum step hear(const struct picture_maker *maker, uint8_t *fault, struct buffer *png, time_us until_us)
{
    uint8_t head[5];
    enum step step = move(maker, head, sizeof head, false, until_us);
    if (step != STEP_DONE)
        return step;
    size_t size = (size_t)head[1] | (size_t)head[2] << 8 | (size_t)head[3] << 16 | (size_t)head[4] << 24;
    if (size > RASTER_PIXELS_AT_MOST * 5) /* what a PNG of so many pixels can take */
        return STEP_FAILED;
    uint8_t *bytes = memory_new(size + 1, 1);
    step = move(maker, bytes, size, false, until_us);
    if (step == STEP_DONE)
        buffer_add(png, (const char *)bytes, size);
    free(bytes);
    *fault = head[0];
    return step;
}

static const char *reason_of(enum step step, uint8_t fault)
{
    if (step == STEP_FAILED)
        return _("reading the picture failed, or took too long");
    return fault == RASTER_TOO_LARGE ? _("this picture is too large") : _("this picture is damaged");
}

enum picture_made picture_maker_make(struct picture_maker *maker, const char *bytes, size_t size,
                                     struct buffer *png, const char **reason)
{
    uint8_t fault = RASTER_TOO_LARGE;
    time_us until_us = clock_now() + time_from_ms(PICTURE_MAKER_MS);
    enum step step = STEP_DONE;
    if (size <= RASTER_BYTES_AT_MOST) {
        if (!start(maker))
            return PICTURE_BROKEN_OFF;
        step = ask(maker, bytes, size, until_us);
        if (step == STEP_DONE)
            step = hear(maker, &fault, png, until_us);
    }
    if (step != STEP_DONE)
        picture_maker_end(maker);
    if (step == STEP_STOPPED)
        return PICTURE_BROKEN_OFF;
    *reason = reason_of(step, fault);
    return step == STEP_DONE && fault == RASTER_GOOD ? PICTURE_MADE : PICTURE_REFUSED;
}
