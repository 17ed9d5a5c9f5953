#include "input/window_source.h"

#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <SDL.h>

#include "base/memory.h"
#include "input/key_codes.h"

struct window_source {
    struct switch_map map;
    struct window_listener listener;
    bool keys_serve;
    bool sdl_waits;
    Uint32 wake_type; /* SDL's user event, where SDL waits */
    int wake_fd;      /* elsewhere */
};

struct window_source *window_source_new(const struct switch_map *map, const struct window_listener *listener)
{
    struct window_source *source = memory_new(1, sizeof *source);
    const char *driver = SDL_GetCurrentVideoDriver();
    source->map = *map;
    source->listener = *listener;
    source->sdl_waits = driver && (strcmp(driver, "x11") == 0 || strcmp(driver, "wayland") == 0);
    source->wake_type = SDL_RegisterEvents(1);
    source->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    SDL_EventState(SDL_MOUSEMOTION, SDL_IGNORE);
    SDL_EventState(SDL_FINGERMOTION, SDL_IGNORE);
    return source;
}

void window_source_free(struct window_source *source)
{
    if (!source)
        return;
    close(source->wake_fd);
    free(source);
}

void window_source_set_map(struct window_source *source, const struct switch_map *map)
{
    source->map = *map;
}

void window_source_serve(struct window_source *source, bool keys_serve)
{
    source->keys_serve = keys_serve;
}

/* --- keys ---------------------------------------------------------------------------------------------- */

/* True when the key is a switch and was told of. */
static bool tell_switch(struct window_source *source, int code, bool down, time_us now_us)
{
    int number = source->keys_serve && code > 0 ? switch_map_find_in_window(&source->map, code) : 0;
    if (number == 0)
        return false;
    struct event event = {.kind = down ? EVENT_SWITCH_DOWN : EVENT_SWITCH_UP, .at_us = now_us, .switch_number = number};
    source->listener.event(source->listener.context, &event);
    return true;
}

static void tell_click(struct window_source *source, int x, int y, time_us now_us)
{
    struct event event = {.kind = EVENT_CLICK, .at_us = now_us, .x_px = x, .y_px = y};
    source->listener.event(source->listener.context, &event);
}

static void tell_button(struct window_source *source, const SDL_MouseButtonEvent *button, time_us now_us)
{
    bool down = button->type == SDL_MOUSEBUTTONDOWN;
    if (tell_switch(source, key_code_of_mouse_button(button->button), down, now_us))
        return;
    /* A touch comes as a mouse button too (SDL's default), so this is both. */
    if (down && button->button == SDL_BUTTON_LEFT)
        tell_click(source, button->x, button->y, now_us);
}

static void tell_window(struct window_source *source, const SDL_Event *event)
{
    Uint8 what = event->window.event;
    if (what == SDL_WINDOWEVENT_FOCUS_GAINED || what == SDL_WINDOWEVENT_FOCUS_LOST)
        source->listener.focus(source->listener.context, what == SDL_WINDOWEVENT_FOCUS_GAINED);
    source->listener.window(source->listener.context, event);
}

static void tell(struct window_source *source, const SDL_Event *event, time_us now_us)
{
    switch (event->type) {
    case SDL_KEYDOWN:
    case SDL_KEYUP:
        if (!event->key.repeat)
            tell_switch(source, key_code_of_usage((int)event->key.keysym.scancode), event->type == SDL_KEYDOWN, now_us);
        break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        tell_button(source, &event->button, now_us);
        break;
    case SDL_QUIT:
        source->listener.event(source->listener.context, &(struct event){.kind = EVENT_QUIT, .at_us = now_us});
        break;
    case SDL_AUDIODEVICEADDED:
    case SDL_AUDIODEVICEREMOVED:
        if (!event->adevice.iscapture)
            source->listener.sound_device(source->listener.context, event->type == SDL_AUDIODEVICEADDED,
                                          event->adevice.which);
        break;
    case SDL_WINDOWEVENT:
        tell_window(source, event);
        break;
    default:
        break;
    }
}

void window_source_drain(struct window_source *source, time_us now_us)
{
    SDL_Event event;
    while (SDL_PollEvent(&event))
        tell(source, &event, now_us);
}

/* --- waiting ------------------------------------------------------------------------------------------- */

static void wait_for_fd(int fd, time_us timeout_us)
{
    struct pollfd wanted = {.fd = fd, .events = POLLIN};
    struct timespec time = {.tv_sec = (time_t)(timeout_us / 1000000), .tv_nsec = (long)(timeout_us % 1000000) * 1000};
    uint64_t count;
    if (ppoll(&wanted, 1, timeout_us == TIME_NEVER ? NULL : &time, NULL) > 0 &&
        read(fd, &count, sizeof count) < 0)
        return; /* somebody read it before: nothing to do */
}

void window_source_wait(struct window_source *source, time_us timeout_us)
{
    if (!source->sdl_waits) {
        wait_for_fd(source->wake_fd, timeout_us);
        return;
    }
    int64_t ms = timeout_us == TIME_NEVER ? -1 : (timeout_us + 999) / 1000;
    SDL_WaitEventTimeout(NULL, ms > 3600000 ? 3600000 : (int)ms);
}

void window_source_wake(struct window_source *source)
{
    if (source->sdl_waits) {
        SDL_PushEvent(&(SDL_Event){.type = source->wake_type});
        return;
    }
    uint64_t one = 1;
    if (write(source->wake_fd, &one, sizeof one) < 0)
        return; /* full: it is awake anyway */
}
