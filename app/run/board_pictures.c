#include "run/board_pictures.h"

#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/memory.h"
#include "run/clock.h"
#include "run/picture_maker.h"

struct making {
    const char *folder;
    struct store_options store;
    struct picture_maker maker;
    int settled; /* how many wait no longer */
    bool stopped;
};

/* `name` ends in ".wait". */
static bool path_of(const struct making *making, const char *name, const char *ending, char path[PLACE_BYTES])
{
    size_t size = strlen(name) - strlen(".wait");
    char other[64];
    if (size + strlen(ending) >= sizeof other)
        return false;
    memcpy(other, name, size);
    memcpy(other + size, ending, strlen(ending) + 1);
    return place_join(path, making->folder, other);
}

static bool keep(const struct making *making, const char *name, const char *ending, const char *bytes,
                 size_t size)
{
    char path[PLACE_BYTES], reason[PLACE_BYTES + 64];
    return path_of(making, name, ending, path) &&
           store_write(path, bytes, size, &making->store, reason, sizeof reason);
}

static void make(void *context, const char *name)
{
    struct making *making = context;
    struct buffer bytes = {0}, png = {0};
    char path[PLACE_BYTES], problem[PLACE_BYTES + 64];
    const char *reason = "";
    if (making->stopped || !path_of(making, name, ".wait", path))
        return;
    bool settled = true;
    if (store_read(path, &bytes, NULL, problem, sizeof problem)) {
        enum picture_made made =
            picture_maker_make(&making->maker, buffer_text(&bytes), bytes.size, &png, &reason);
        making->stopped = made == PICTURE_BROKEN_OFF;
        if (made == PICTURE_MADE)
            settled = keep(making, name, ".png", buffer_text(&png), png.size);
        else if (made == PICTURE_REFUSED)
            settled = keep(making, name, ".refused", reason, strlen(reason));
        settled = settled && !making->stopped;
        making->settled += settled;
    }
    if (settled)
        unlink(path);
    buffer_destroy(&bytes);
    buffer_destroy(&png);
}

static int make_all(const char *folder, const struct store_options *store, const char *program, int stop_fd)
{
    struct making making = {.folder = folder, .store = *store};
    picture_maker_init(&making.maker, program, stop_fd);
    store_list(folder, ".wait", make, &making);
    picture_maker_end(&making.maker);
    return making.settled;
}

int board_pictures_make(const struct board_files *files, const char *program)
{
    return make_all(files->pictures, &files->picture_store, program, -1);
}

/* --- the thread --------------------------------------------------------------------------------------------- */

struct board_pictures {
    char folder[PLACE_BYTES], program[PLACE_BYTES];
    struct store_options store;
    board_pictures_post *post;
    void *context;
    pthread_t thread;
    int look_fd, stop_fd;
};

static void *work(void *context)
{
    struct board_pictures *pictures = context;
    struct pollfd fds[] = {{pictures->stop_fd, POLLIN, 0}, {pictures->look_fd, POLLIN, 0}};
    uint64_t count;
    for (;;) {
        if (make_all(pictures->folder, &pictures->store, pictures->program, pictures->stop_fd) > 0)
            pictures->post(pictures->context,
                           &(struct event){.kind = EVENT_BOARDS_CHANGED, .at_us = clock_now()});
        while (poll(fds, 2, -1) < 0)
            ;
        if (fds[0].revents)
            return NULL;
        if (read(pictures->look_fd, &count, sizeof count) < 0)
            return NULL;
    }
}

static void forget(struct board_pictures *pictures)
{
    if (pictures->look_fd >= 0)
        close(pictures->look_fd);
    if (pictures->stop_fd >= 0)
        close(pictures->stop_fd);
    free(pictures);
}

struct board_pictures *board_pictures_start(const struct board_files *files, const char *program,
                                            board_pictures_post *post, void *context)
{
    struct board_pictures *pictures = memory_new(1, sizeof *pictures);
    snprintf(pictures->folder, sizeof pictures->folder, "%s", files->pictures);
    snprintf(pictures->program, sizeof pictures->program, "%s", program);
    pictures->store = files->picture_store;
    pictures->post = post;
    pictures->context = context;
    pictures->look_fd = eventfd(0, EFD_CLOEXEC);
    pictures->stop_fd = eventfd(0, EFD_CLOEXEC);
    if (pictures->look_fd >= 0 && pictures->stop_fd >= 0 &&
        pthread_create(&pictures->thread, NULL, work, pictures) == 0)
        return pictures;
    forget(pictures);
    return NULL;
}

static bool tell(int fd)
{
    uint64_t one = 1;
    return write(fd, &one, sizeof one) == sizeof one;
}

void board_pictures_look(struct board_pictures *pictures)
{
    if (pictures)
        tell(pictures->look_fd);
}

void board_pictures_stop(struct board_pictures *pictures)
{
    if (!pictures)
        return;
    if (tell(pictures->stop_fd))
        pthread_join(pictures->thread, NULL);
    forget(pictures);
}
