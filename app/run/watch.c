#include "run/watch.h"

#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/memory.h"
#include "run/clock.h"
#include "run/place.h"

struct watch {
    watch_post *post;
    void *context;
    pthread_t thread;
    int inotify_fd, stop_fd;
};

static bool is_ours(const char *name)
{
    size_t length = strlen(name);
    return strcmp(name, "settings.conf") == 0 || (length > 3 && strcmp(name + length - 3, ".md") == 0);
}

/* True when one of the events waiting concerns a file of ours. */
static bool read_changes(int fd)
{
    _Alignas(struct inotify_event) char bytes[4096];
    bool ours = false;
    ssize_t size = read(fd, bytes, sizeof bytes);
    for (ssize_t at = 0; at < size;) {
        const struct inotify_event *event = (const struct inotify_event *)(const void *)(bytes + at);
        ours = ours || (event->len > 0 && is_ours(event->name));
        at += (ssize_t)(sizeof *event + event->len);
    }
    return ours;
}

static void *look(void *context)
{
    struct watch *watch = context;
    struct pollfd wanted[] = {{.fd = watch->inotify_fd, .events = POLLIN}, {.fd = watch->stop_fd, .events = POLLIN}};
    while (poll(wanted, 2, -1) >= 0 && !wanted[1].revents)
        if (wanted[0].revents && read_changes(watch->inotify_fd))
            watch->post(watch->context, &(struct event){.kind = EVENT_FILES_CHANGED, .at_us = clock_now()});
    return NULL;
}

static void add(const struct watch *watch, const char *data, const char *name)
{
    char path[PLACE_BYTES];
    if (place_join(path, data, name))
        inotify_add_watch(watch->inotify_fd, path, IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE);
}

struct watch *watch_start(const char *data, watch_post *post, void *context)
{
    struct watch *watch = memory_new(1, sizeof *watch);
    watch->post = post;
    watch->context = context;
    watch->inotify_fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    watch->stop_fd = eventfd(0, EFD_CLOEXEC);
    add(watch, data, ".");
    add(watch, data, "phrases/zh");
    add(watch, data, "phrases/en");
    if (watch->inotify_fd >= 0 && watch->stop_fd >= 0 && pthread_create(&watch->thread, NULL, look, watch) == 0)
        return watch;
    close(watch->inotify_fd);
    close(watch->stop_fd);
    free(watch);
    return NULL;
}

void watch_stop(struct watch *watch)
{
    if (!watch)
        return;
    uint64_t one = 1;
    if (write(watch->stop_fd, &one, sizeof one) == sizeof one)
        pthread_join(watch->thread, NULL);
    close(watch->inotify_fd);
    close(watch->stop_fd);
    free(watch);
}
