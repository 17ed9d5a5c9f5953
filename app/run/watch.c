#include "run/watch.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/memory.h"
#include "run/clock.h"
#include "run/only_one.h"
#include "run/place.h"
#include "speech/sound_watch.h"

struct watch {
    watch_post *post;
    void *context;
    pthread_t thread;
    char *data; /* the folder */
    int inotify_fd, stop_fd;
    bool files;
    int articles, boards;      /* the watches of those folders */
    struct sound_watch *cards; /* NULL: no udev */
};

static bool is_learnt(const char *name)
{
    return strcmp(name, "learnt.txt") == 0;
}

static bool is_ours(const char *name)
{
    size_t length = strlen(name);
    return strcmp(name, "settings.conf") == 0 || (length > 3 && strcmp(name + length - 3, ".md") == 0);
}

/* A board that is being copied in is no board yet: it has another name as long. */
static bool is_board(const char *name)
{
    size_t length = strlen(name);
    const char *end = length > 4 ? name + length - 4 : "";
    return name[0] != '.' && (strcmp(end, ".obz") == 0 || strcmp(end, ".obf") == 0);
}

static bool is_folder_of_ours(const struct inotify_event *event)
{
    static const char *const names[] = {"phrases", "zh", "en", "articles", "boards"};
    for (size_t i = 0; (event->mask & IN_ISDIR) && i < sizeof names / sizeof *names; i++)
        if (strcmp(event->name, names[i]) == 0)
            return true;
    return false;
}

/* Which files of ours the events that wait concern. */
struct changes {
    bool files, library, learnt, boards, show;
    bool folders; /* another folder stands in the place of one of ours */
};

static void note_change(const struct watch *watch, const struct inotify_event *event, struct changes *changes)
{
    bool folders = event->len > 0 && is_folder_of_ours(event);
    changes->folders = changes->folders || folders;
    if (((event->mask & IN_Q_OVERFLOW) || folders) &&
        watch->files) /* more than the kernel keeps: it may be anything */
        changes->files = changes->library = changes->learnt = changes->boards = true;
    if (event->len == 0 || (event->mask & IN_CREATE)) /* written it is told once more */
        return;
    changes->show =
        changes->show || ((event->mask & IN_CLOSE_WRITE) && strcmp(event->name, ONLY_ONE_SHOW) == 0);
    if (!watch->files)
        return;
    bool library = event->wd == watch->articles;
    changes->library = changes->library || (library && is_ours(event->name));
    changes->files = changes->files || (!library && is_ours(event->name));
    changes->learnt = changes->learnt || is_learnt(event->name);
    changes->boards = changes->boards || (event->wd == watch->boards && is_board(event->name));
}

static struct changes read_changes(const struct watch *watch)
{
    _Alignas(struct inotify_event) char bytes[4096];
    struct changes changes = {0};
    ssize_t size = read(watch->inotify_fd, bytes, sizeof bytes);
    for (ssize_t at = 0; at < size;) {
        const struct inotify_event *event = (const struct inotify_event *)(const void *)(bytes + at);
        note_change(watch, event, &changes);
        at += (ssize_t)(sizeof *event + event->len);
    }
    return changes;
}

static void tell(const struct watch *watch, enum event_kind kind)
{
    watch->post(watch->context, &(struct event){.kind = kind, .at_us = clock_now()});
}

/* What a file manager deletes it moves into its bin, a folder elsewhere. */
static int add(const struct watch *watch, const char *name)
{
    char path[PLACE_BYTES];
    if (!place_join(path, watch->data, name))
        return -1;
    return inotify_add_watch(watch->inotify_fd, path,
                             IN_CLOSE_WRITE | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE);
}

/* Again after one of them was deleted or taken away and made anew; those that are watched stay so. */
static void add_all(struct watch *watch)
{
    add(watch, ".");
    add(watch, "phrases");
    add(watch, "phrases/zh");
    add(watch, "phrases/en");
    watch->articles = add(watch, "articles");
    watch->boards = add(watch, "boards");
}

static void *look(void *context)
{
    struct watch *watch = context;
    struct pollfd wanted[] = {{.fd = watch->stop_fd, .events = POLLIN},
                              {.fd = watch->inotify_fd, .events = POLLIN},
                              {.fd = watch->cards ? sound_watch_fd(watch->cards) : -1, .events = POLLIN}};
    for (;;) {
        if ((poll(wanted, 3, -1) < 0 && errno != EINTR) || wanted[0].revents)
            return NULL;
        struct changes changes = {0};
        if (wanted[1].revents)
            changes = read_changes(watch);
        if (changes.folders)
            add_all(watch); /* before what is in them is read */
        if (changes.files)
            tell(watch, EVENT_FILES_CHANGED);
        if (changes.library)
            tell(watch, EVENT_LIBRARY_CHANGED);
        if (changes.boards)
            tell(watch, EVENT_BOARDS_CHANGED);
        if (changes.show)
            tell(watch, EVENT_SHOW);
        if (changes.learnt)
            tell(watch, EVENT_LEARNT_CHANGED);
        if (wanted[2].revents && sound_watch_read(watch->cards))
            tell(watch, EVENT_SOUND_CARD);
    }
}

static void free_watch(struct watch *watch)
{
    sound_watch_close(watch->cards);
    close(watch->inotify_fd);
    close(watch->stop_fd);
    free(watch->data);
    free(watch);
}

struct watch *watch_start(const char *data, bool files, watch_post *post, void *context)
{
    struct watch *watch = memory_new(1, sizeof *watch);
    watch->files = files;
    watch->data = memory_copy_text(data);
    watch->post = post;
    watch->context = context;
    watch->inotify_fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    watch->stop_fd = eventfd(0, EFD_CLOEXEC);
    watch->cards = sound_watch_open();
    add_all(watch);
    if (watch->inotify_fd >= 0 && watch->stop_fd >= 0 &&
        pthread_create(&watch->thread, NULL, look, watch) == 0)
        return watch;
    free_watch(watch);
    return NULL;
}

void watch_stop(struct watch *watch)
{
    if (!watch)
        return;
    uint64_t one = 1;
    if (write(watch->stop_fd, &one, sizeof one) == sizeof one)
        pthread_join(watch->thread, NULL);
    free_watch(watch);
}
