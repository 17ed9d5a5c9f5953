#include "run/displays.h"

#include <X11/Xlib.h>
#include <X11/extensions/Xrandr.h>
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/memory.h"

struct displays {
    Display *connection; /* the thread's */
    void (*changed)(void *context);
    void *context;
    pthread_t thread;
    int stop_fd;
    pthread_mutex_t lock;
    struct view_rect places[DISPLAYS_AT_MOST]; /* under the lock */
    int count;
};

static void look(struct displays *displays)
{
    int count = 0;
    XRRMonitorInfo *monitors =
        XRRGetMonitors(displays->connection, DefaultRootWindow(displays->connection), True, &count);
    pthread_mutex_lock(&displays->lock);
    displays->count = 0;
    for (int i = 0; monitors && i < count && i < DISPLAYS_AT_MOST; i++)
        displays->places[displays->count++] =
            (struct view_rect){monitors[i].x, monitors[i].y, monitors[i].width, monitors[i].height};
    pthread_mutex_unlock(&displays->lock);
    if (monitors)
        XRRFreeMonitors(monitors);
}

/* Everything that has come; what it was does not matter. */
static bool drain(struct displays *displays)
{
    bool any = false;
    while (XPending(displays->connection) > 0) {
        XEvent event;
        XNextEvent(displays->connection, &event);
        XRRUpdateConfiguration(&event);
        any = true;
    }
    return any;
}

static void *wait_for_changes(void *context)
{
    struct displays *displays = context;
    struct pollfd wanted[] = {{.fd = displays->stop_fd, .events = POLLIN},
                              {.fd = ConnectionNumber(displays->connection), .events = POLLIN}};
    while (!wanted[0].revents) {
        if (drain(displays)) {
            look(displays);
            displays->changed(displays->context);
        } else if (poll(wanted, 2, -1) < 0) {
            wanted[0].revents = 0; /* a signal */
        }
    }
    return NULL;
}

static bool listen(struct displays *displays)
{
    int first_event, first_error, major = 0, minor = 0;
    Display *connection = displays->connection;
    if (!XRRQueryExtension(connection, &first_event, &first_error) ||
        !XRRQueryVersion(connection, &major, &minor) || (major == 1 && minor < 5))
        return false;
    XRRSelectInput(connection, DefaultRootWindow(connection),
                   RRScreenChangeNotifyMask | RRCrtcChangeNotifyMask | RROutputChangeNotifyMask |
                       RRResourceChangeNotifyMask);
    return true;
}

static void forget(struct displays *displays)
{
    if (displays->connection)
        XCloseDisplay(displays->connection);
    if (displays->stop_fd >= 0)
        close(displays->stop_fd);
    pthread_mutex_destroy(&displays->lock);
    free(displays);
}

struct displays *displays_start(void (*changed)(void *context), void *context)
{
    struct displays *displays = memory_new(1, sizeof *displays);
    displays->changed = changed;
    displays->context = context;
    pthread_mutex_init(&displays->lock, NULL);
    displays->stop_fd = eventfd(0, EFD_CLOEXEC);
    displays->connection = XOpenDisplay(NULL);
    if (displays->connection && displays->stop_fd >= 0 && listen(displays)) {
        look(displays);
        if (pthread_create(&displays->thread, NULL, wait_for_changes, displays) == 0)
            return displays;
    }
    forget(displays);
    return NULL;
}

void displays_stop(struct displays *displays)
{
    uint64_t one = 1;
    if (!displays)
        return;
    if (write(displays->stop_fd, &one, sizeof one) == sizeof one)
        pthread_join(displays->thread, NULL);
    forget(displays);
}

int displays_list(struct displays *displays, struct view_rect places[DISPLAYS_AT_MOST])
{
    pthread_mutex_lock(&displays->lock);
    int count = displays->count;
    for (int i = 0; i < count; i++)
        places[i] = displays->places[i];
    pthread_mutex_unlock(&displays->lock);
    return count;
}

static long shared(struct view_rect a, struct view_rect b)
{
    struct view_rect both = rect_intersect(a, b);
    return (long)both.width * both.height;
}

bool displays_beside(const struct view_rect *places, int count, struct view_rect window,
                     struct view_rect *place)
{
    struct view_rect own = window; /* with what of it is seen on its display, should it stand outside all */
    for (int i = 0; i < count; i++)
        if (shared(places[i], window) > (rect_equal(own, window) ? 0 : shared(own, window)))
            own = places[i];
    for (int i = 0; i < count; i++)
        if (!rect_overlap(places[i], own)) {
            *place = places[i];
            return true;
        }
    return false;
}
