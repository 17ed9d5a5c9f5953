/* The driver whose state can be kept: `yinian-forked SIZE PROFILE [--safe]` in a folder of its own, with the person's folder `data` in
 * it, is the same program as `yinian --drive --screen SIZE --profile PROFILE --data data [--safe]` with two more lines, for those who explore it:
 *
 *   fork SOCKET FOLDER   a second one begins, in the same state: it takes a copy of the files here into FOLDER, connects to SOCKET and
 *                        listens there. The first answers {} at once and goes on by itself
 *   gone                 it ends at once, keeping nothing */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run/driver.h"

enum { IN = 0, OUT = 1, LINE_BYTES = 65536 };

struct line { /* what was read and not yet given to the driver */
    char bytes[LINE_BYTES];
    size_t size, given;
};

static void give_up(const char *what)
{
    perror(what);
    _exit(3);
}

static char copy_to[PATH_MAX]; /* nftw() gives its callback nothing of its own */

static int copy_one(const char *path, const struct stat *status, int kind, struct FTW *at)
{
    (void)at;
    char to[PATH_MAX * 2], piece[65536];
    snprintf(to, sizeof to, "%s/%s", copy_to, path);
    if (kind == FTW_D)
        return mkdir(to, 0700) == 0 || errno == EEXIST ? 0 : -1;
    int in = open(path, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_TRUNC, status->st_mode & 0777);
    ssize_t size;
    while ((size = read(in, piece, sizeof piece)) > 0)
        if (write(out, piece, (size_t)size) != size)
            give_up(to);
    close(in);
    close(out);
    return 0;
}

static void become_second(const char *path, const char *folder)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%.107s", path);
    snprintf(copy_to, sizeof copy_to, "%s", folder);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (mkdir(folder, 0700) != 0 || nftw(".", copy_one, 16, FTW_PHYS) != 0 || chdir(folder) != 0)
        give_up(folder);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0)
        give_up(path);
    dup2(fd, IN);
    dup2(fd, OUT);
    close(fd);
}

/* Nobody waits for it when it ends: its parent is gone at once. (To ignore SIGCHLD would end the waiting for others too: the
 * virtual voice has children of its own.) */
static bool begin_second(void)
{
    pid_t between = fork();
    if (between == 0) {
        pid_t second = fork();
        if (second == 0)
            return true;
        _exit(second < 0);
    }
    int status = 1;
    if (between < 0 || waitpid(between, &status, 0) < 0 || status != 0)
        give_up("fork");
    return false;
}

/* True when the line was not meant for the driver. */
static bool take_line(struct line *line)
{
    char path[PATH_MAX], folder[PATH_MAX];
    if (strcmp(line->bytes, "gone\n") == 0)
        _exit(0);
    if (sscanf(line->bytes, "fork %4095s %4095s", path, folder) != 2)
        return false;
    bool second = begin_second();
    if (second)
        become_second(path, folder);
    if (!second && write(OUT, "{}\n", 3) != 3)
        _exit(3);
    line->size = line->given = 0;
    return true;
}

/* The next line. Who asks waits for the answer before the next one, so nothing stands behind it that a second would read too. */
static void fill(struct line *line)
{
    line->size = line->given = 0;
    while (line->size < LINE_BYTES - 1) {
        ssize_t got = read(IN, line->bytes + line->size, (size_t)LINE_BYTES - 1 - line->size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        line->size += (size_t)got;
        if (line->bytes[line->size - 1] == '\n')
            break;
    }
    line->bytes[line->size] = '\0';
}

static ssize_t give(void *cookie, char *bytes, size_t size)
{
    struct line *line = cookie;
    if (line->given == line->size)
        do
            fill(line);
        while (take_line(line));
    size_t left = line->size - line->given;
    size_t count = left < size ? left : size;
    memcpy(bytes, line->bytes + line->given, count);
    line->given += count;
    return (ssize_t)count;
}

static ssize_t answer(void *cookie, const char *bytes, size_t size)
{
    (void)cookie;
    return write(OUT, bytes, size);
}

int main(int argc, char **argv)
{
    static struct line line;
    struct driver_options options = {.data = "data"};
    options.safe = argc == 4 && strcmp(argv[3], "--safe") == 0;
    if (argc != 3 + options.safe || sscanf(argv[1], "%dx%d", &options.width_px, &options.height_px) != 2)
        return 2;
    options.profile = argv[2];
    FILE *in = fopencookie(&line, "r", (cookie_io_functions_t){.read = give});
    FILE *out = fopencookie(NULL, "w", (cookie_io_functions_t){.write = answer});
    setvbuf(in, NULL, _IONBF, 0);
    int status = driver_run(&options, in, out);
    fclose(in);
    fclose(out);
    return status;
}
