#include "input/window_source.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <SDL.h>
#include <SDL_syswm.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "input/key_codes.h"
#include "input/pointer_pace.h"

/* A touch pad tells of dozens of steps of the wheel in one movement: a page is turned once. */
enum { WHEEL_PAUSE_MS = 250 };

struct window_source {
    struct switch_map map;
    struct window_listener listener;
    bool keys_serve, listens;
    enum window_typing typing;
    bool swallows; /* the text of a key that was a switch */
    bool points, inside; /* the pointer is looked with; it was told, and is in the window */
    bool began, moved;   /* a place of the pointer is known; it has been seen to move */
    int first_x_px, first_y_px;
    struct pointer_pace pace;
    time_us drained_us; /* the time of the last drain */
    time_us wheeled_us; /* when the wheel turned a page last */
    Uint32 window_id; /* of the window that is chosen in; another one only shows */
    bool sdl_waits;
    Uint32 wake_type;  /* SDL's user event, where SDL waits */
    int wake_fd;       /* elsewhere */
    int timer_fd;      /* likewise */
    int connection_fd; /* to the X server; −1: none */
    sigset_t
        signals; /* the mask while waiting: everywhere else the signals that end the program are blocked */
};

/* The connection is read by SDL; here it is only waited for. */
static int connection_of(void *sdl_window)
{
#ifdef SDL_VIDEO_DRIVER_X11
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (SDL_GetWindowWMInfo(sdl_window, &info) && info.subsystem == SDL_SYSWM_X11)
        return ConnectionNumber(info.info.x11.display);
#endif
    (void)sdl_window;
    return -1;
}

/* A signal that comes between looking for events and waiting would be noticed only after the wait, at rest never:
 * so it is let in nowhere but in the wait itself. SDL's handlers make it an SDL_QUIT. */
static void hold_signals(struct window_source *source)
{
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &ending, &source->signals);
}

static void end_instead(int signal)
{
    (void)signal;
    kill(getpid(), SIGTERM);
}

/* The terminal it was started from is gone: it ends as it does with SIGTERM, and keeps what is to be kept. SDL's own
 * handler knows of no SIGHUP. */
static void end_with_terminal(void)
{
    struct sigaction hangup, ending = {.sa_handler = end_instead, .sa_flags = SA_RESTART};
    if (sigaction(SIGHUP, NULL, &hangup) == 0 && hangup.sa_handler == SIG_DFL) /* not with nohup */
        sigaction(SIGHUP, &ending, NULL);
}

/* SDL tells of sound devices on threads of its own. */
static int SDLCALL wake_for_sound(void *context, SDL_Event *event)
{
    if (event->type == SDL_AUDIODEVICEADDED || event->type == SDL_AUDIODEVICEREMOVED)
        window_source_wake(context);
    return 0;
}

struct window_source *window_source_new(void *sdl_window, const struct switch_map *map,
                                        const struct window_listener *listener)
{
    struct window_source *source = memory_new(1, sizeof *source);
    const char *driver = SDL_GetCurrentVideoDriver();
    source->map = *map;
    source->listener = *listener;
    source->window_id = SDL_GetWindowID(sdl_window);
    source->connection_fd = connection_of(sdl_window);
    source->sdl_waits =
        driver && source->connection_fd < 0 && (strcmp(driver, "x11") == 0 || strcmp(driver, "wayland") == 0);
    source->wheeled_us = -time_from_ms(WHEEL_PAUSE_MS);
    source->wake_type = SDL_RegisterEvents(1);
    source->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    source->timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    end_with_terminal();
    if (!source->sdl_waits) {
        hold_signals(source);
        SDL_AddEventWatch(wake_for_sound, source);
    }
    SDL_StopTextInput(); /* SDL begins with it: an input method would take the keys of a switch */
    SDL_EventState(SDL_MOUSEMOTION, SDL_IGNORE);
    SDL_EventState(SDL_FINGERMOTION, SDL_IGNORE);
    return source;
}

void window_source_free(struct window_source *source)
{
    if (!source)
        return;
    if (!source->sdl_waits) {
        SDL_DelEventWatch(wake_for_sound, source);
        pthread_sigmask(SIG_SETMASK, &source->signals, NULL);
    }
    close(source->timer_fd);
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

void window_source_listen(struct window_source *source, bool listens)
{
    source->listens = listens;
}

/* --- typing -------------------------------------------------------------------------------------------- */

void window_source_type(struct window_source *source, enum window_typing typing, int x_px, int y_px,
                        int width_px, int height_px)
{
    SDL_Rect place = {x_px, y_px, width_px, height_px};
    bool begins = typing && !source->typing, ends = !typing && source->typing;
    source->typing = typing;
    if (begins) {
        SDL_SetTextInputRect(&place);
        SDL_StartTextInput();
    } else if (ends) {
        SDL_StopTextInput();
    }
}

static void tell_typed(struct window_source *source, enum event_kind kind, const char *text, int caret,
                       time_us now_us)
{
    struct event event = {.kind = kind, .at_us = now_us, .first = caret};
    size_t size = strlen(text), most = sizeof event.text - 1;
    if (size > most)
        size = utf8_before(text, most);
    memcpy(event.text, text, size);
    source->listener.event(source->listener.context, &event);
}

/* A pasted text may be longer than an event holds. */
static void tell_pasted(struct window_source *source, time_us now_us)
{
    char *text = SDL_GetClipboardText(), piece[64];
    size_t size = text ? strlen(text) : 0;
    for (size_t at = 0; at < size;) {
        size_t take = size - at;
        if (take >= sizeof piece)
            take = utf8_before(text + at, sizeof piece - 1);
        memcpy(piece, text + at, take);
        piece[take] = '\0';
        tell_typed(source, EVENT_TEXT, piece, 0, now_us);
        at += take;
    }
    SDL_free(text);
}

static int typing_key_of(SDL_Keycode key)
{
    static const struct {
        SDL_Keycode code;
        enum typing_key key;
    } keys[] = {{SDLK_LEFT, TYPING_LEFT},           {SDLK_RIGHT, TYPING_RIGHT},   {SDLK_HOME, TYPING_HOME},
                {SDLK_END, TYPING_END},             {SDLK_DELETE, TYPING_DELETE}, {SDLK_RETURN, TYPING_ENTER},
                {SDLK_BACKSPACE, TYPING_BACKSPACE}, {SDLK_ESCAPE, TYPING_ESCAPE}, {SDLK_KP_ENTER, TYPING_ENTER}};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (keys[i].code == key)
            return (int)keys[i].key;
    return -1;
}

/* What is text of it comes as SDL_TEXTINPUT. */
static void tell_key_of_text(struct window_source *source, const SDL_Keysym *key, time_us now_us)
{
    bool pastes = ((key->mod & KMOD_CTRL) && key->sym == SDLK_v) ||
                  ((key->mod & KMOD_SHIFT) && key->sym == SDLK_INSERT);
    int typed = typing_key_of(key->sym);
    if (pastes)
        tell_pasted(source, now_us);
    else if (typed >= 0 && !(key->mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)))
        source->listener.event(source->listener.context, &(struct event){.kind = EVENT_TYPING_KEY,
                                                                         .at_us = now_us,
                                                                         .key = (enum typing_key)typed});
}

/* True: nothing else is to be told of the key. Keys that the input method works with come to nobody: SDL keeps them. */
static bool types_key(struct window_source *source, const SDL_KeyboardEvent *key, int code, time_us now_us)
{
    bool is_switch = code > 0 && switch_map_find_in_window(&source->map, code);
    if (!source->typing || key->type != SDL_KEYDOWN)
        return false;
    source->swallows = is_switch && source->typing == WINDOW_TYPES_BESIDE;
    if (source->swallows)
        return false;
    tell_key_of_text(source, &key->keysym, now_us);
    return true;
}

static void tell_text(struct window_source *source, const SDL_Event *event, time_us now_us)
{
    if (!source->typing)
        return;
    if (event->type == SDL_TEXTEDITING)
        tell_typed(source, EVENT_TEXT_EDITING, event->edit.text, event->edit.start, now_us);
    else if (!source->swallows)
        tell_typed(source, EVENT_TEXT, event->text.text, 0, now_us);
}

/* --- the pointer --------------------------------------------------------------------------------------- */

static void tell_place(struct window_source *source, const struct pointer_place *place)
{
    struct event event = {
        .kind = EVENT_POINT, .at_us = place->at_us, .x_px = place->x_px, .y_px = place->y_px};
    source->inside = true;
    source->listener.event(source->listener.context, &event);
}

static void tell_waiting_place(struct window_source *source, time_us now_us)
{
    struct pointer_place place;
    if (pointer_pace_take(&source->pace, now_us, &place))
        tell_place(source, &place);
}

/* A new window is told of a pointer that only lies where somebody left it: what lies under it was not looked at. */
static bool has_moved(struct window_source *source, const SDL_MouseMotionEvent *motion)
{
    if (!source->began) {
        source->first_x_px = motion->x;
        source->first_y_px = motion->y;
    }
    source->began = true;
    source->moved = source->moved || motion->x != source->first_x_px || motion->y != source->first_y_px;
    return source->moved;
}

static void tell_motion(struct window_source *source, const SDL_MouseMotionEvent *motion, time_us now_us)
{
    struct pointer_place place = {.x_px = motion->x, .y_px = motion->y, .at_us = now_us};
    if (source->points && motion->which != SDL_TOUCH_MOUSEID && has_moved(source, motion) &&
        pointer_pace_offer(&source->pace, &place))
        tell_place(source, &place);
}

static void tell_left(struct window_source *source, time_us now_us)
{
    tell_waiting_place(source, TIME_NEVER);
    source->pace = (struct pointer_pace){.begun = false};
    if (source->inside)
        source->listener.event(source->listener.context,
                               &(struct event){.kind = EVENT_POINT_LOST, .at_us = now_us});
    source->inside = false;
}

/* Who looked with the pointer and does so no more has lost it: what it pointed at last is nobody's look. */
void window_source_point(struct window_source *source, bool points)
{
    if (points == source->points)
        return;
    source->points = points;
    if (source->inside) {
        tell_left(source, source->drained_us);
        window_source_wake(source);
    }
    source->pace = (struct pointer_pace){.begun = false};
    SDL_EventState(SDL_MOUSEMOTION, points ? SDL_ENABLE : SDL_IGNORE);
}

/* --- keys ---------------------------------------------------------------------------------------------- */

/* True when the key is a switch and was told of. */
static bool tell_switch(struct window_source *source, int code, bool down, time_us now_us)
{
    int number = source->keys_serve && code > 0 ? switch_map_find_in_window(&source->map, code) : 0;
    if (number == 0)
        return false;
    struct event event = {
        .kind = down ? EVENT_SWITCH_DOWN : EVENT_SWITCH_UP, .at_us = now_us, .switch_number = number};
    source->listener.event(source->listener.context, &event);
    return true;
}

/* --- the caregiver's keys and wheel --------------------------------------------------------------------- */

static void tell_turn(struct window_source *source, int count, time_us now_us)
{
    struct event event = {.kind = EVENT_TURN, .at_us = now_us, .count = count};
    source->listener.event(source->listener.context, &event);
}

/* How many pages this key turns; 0: none. */
static int pages_of_key(SDL_Keycode key)
{
    switch (key) {
    case SDLK_PAGEDOWN:
    case SDLK_RIGHT:
    case SDLK_DOWN:
        return 1;
    case SDLK_PAGEUP:
    case SDLK_LEFT:
    case SDLK_UP:
        return -1;
    case SDLK_HOME:
        return -EVENT_TURN_ALL;
    case SDLK_END:
        return EVENT_TURN_ALL;
    default:
        return 0;
    }
}

static void tell_key_of_caregiver(struct window_source *source, const SDL_Keysym *key, time_us now_us)
{
    int pages = pages_of_key(key->sym);
    if (key->mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI))
        return;
    if (pages)
        tell_turn(source, pages, now_us);
    else if (key->sym == SDLK_ESCAPE || key->sym == SDLK_BACKSPACE)
        source->listener.event(source->listener.context,
                               &(struct event){.kind = EVENT_BACK, .at_us = now_us});
}

/* A key that is one of the person's switches is that and nothing else, also when it is read elsewhere. */
static void tell_key(struct window_source *source, const SDL_KeyboardEvent *key, time_us now_us)
{
    int code = key_code_of_usage((int)key->keysym.scancode);
    bool down = key->type == SDL_KEYDOWN;
    if (source->listens && source->keys_serve && down && !key->repeat && code > 0)
        source->listener.event(source->listener.context,
                               &(struct event){.kind = EVENT_KEY_SEEN, .at_us = now_us, .key_code = code});
    if (types_key(source, key, code, now_us))
        return;
    if (key->repeat || tell_switch(source, code, down, now_us))
        return;
    if (down && (code <= 0 || !switch_map_find_in_window(&source->map, code)))
        tell_key_of_caregiver(source, &key->keysym, now_us);
}

static void tell_wheel(struct window_source *source, const SDL_MouseWheelEvent *wheel, time_us now_us)
{
    if (wheel->y == 0 || now_us - source->wheeled_us < time_from_ms(WHEEL_PAUSE_MS))
        return;
    source->wheeled_us = now_us;
    tell_turn(source, wheel->y < 0 ? 1 : -1, now_us);
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
    if (button->button != SDL_BUTTON_LEFT)
        return;
    /* A touch comes as a mouse button too (SDL's default), so this is both. */
    source->listener.event(
        source->listener.context,
        &(struct event){.kind = down ? EVENT_HOLD_DOWN : EVENT_HOLD_UP, .at_us = now_us});
    if (down)
        tell_click(source, button->x, button->y, now_us);
}

static void tell_window(struct window_source *source, const SDL_Event *event, time_us now_us)
{
    Uint8 what = event->window.event;
    bool ours = event->window.windowID == source->window_id;
    if (what == SDL_WINDOWEVENT_LEAVE && ours)
        tell_left(source, now_us);
    if (what == SDL_WINDOWEVENT_FOCUS_GAINED || what == SDL_WINDOWEVENT_FOCUS_LOST)
        source->listener.focus(source->listener.context, what == SDL_WINDOWEVENT_FOCUS_GAINED);
    if (what == SDL_WINDOWEVENT_CLOSE && ours) /* SDL ends by itself only with the last window */
        source->listener.event(source->listener.context,
                               &(struct event){.kind = EVENT_QUIT, .at_us = now_us});
    source->listener.window(source->listener.context, event);
}

/* What is done with a pointer in a window that only shows is nothing. Keys are the person's, whichever has them. */
static bool points_elsewhere(const struct window_source *source, const SDL_Event *event)
{
    switch (event->type) {
    case SDL_MOUSEWHEEL:
        return event->wheel.windowID != source->window_id;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return event->button.windowID != source->window_id;
    case SDL_MOUSEMOTION:
        return event->motion.windowID != source->window_id;
    default:
        return false;
    }
}

static void tell(struct window_source *source, const SDL_Event *event, time_us now_us)
{
    if (points_elsewhere(source, event))
        return;
    switch (event->type) {
    case SDL_KEYDOWN:
    case SDL_KEYUP:
        tell_key(source, &event->key, now_us);
        break;
    case SDL_TEXTINPUT:
    case SDL_TEXTEDITING:
        tell_text(source, event, now_us);
        break;
    case SDL_MOUSEWHEEL:
        tell_wheel(source, &event->wheel, now_us);
        break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        tell_button(source, &event->button, now_us);
        break;
    case SDL_MOUSEMOTION:
        tell_motion(source, &event->motion, now_us);
        break;
    case SDL_QUIT:
        source->listener.event(source->listener.context,
                               &(struct event){.kind = EVENT_QUIT, .at_us = now_us});
        break;
    case SDL_AUDIODEVICEADDED:
    case SDL_AUDIODEVICEREMOVED:
        if (!event->adevice.iscapture)
            source->listener.sound_device(source->listener.context, event->type == SDL_AUDIODEVICEADDED,
                                          event->adevice.which);
        break;
    case SDL_WINDOWEVENT:
        tell_window(source, event, now_us);
        break;
    case SDL_DISPLAYEVENT:
        source->listener.window(source->listener.context, event);
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
    tell_waiting_place(source, now_us);
    source->drained_us = now_us;
}

/* --- waiting ------------------------------------------------------------------------------------------- */

/* A timer of its own, because Linux lets poll() be late by a thousandth of its timeout (select_estimate_accuracy):
 * at a scan time of 2 s that is 2 ms. Setting it also takes back that it has fired. */
static void set_timer(const struct window_source *source, time_us timeout_us)
{
    struct itimerspec time = {.it_value = {.tv_sec = (time_t)(timeout_us / 1000000),
                                           .tv_nsec = (long)(timeout_us % 1000000) * 1000}};
    if (timeout_us == TIME_NEVER)
        time.it_value = (struct timespec){0}; /* never fires */
    else if (timeout_us <= 0)
        time.it_value = (struct timespec){.tv_nsec = 1};
    timerfd_settime(source->timer_fd, 0, &time, NULL);
}

/* poll() leaves out a descriptor of −1. */
static void wait_for_fds(struct window_source *source, time_us timeout_us)
{
    struct pollfd wanted[] = {{.fd = source->wake_fd, .events = POLLIN},
                              {.fd = source->timer_fd, .events = POLLIN},
                              {.fd = source->connection_fd, .events = POLLIN}};
    uint64_t count;
    set_timer(source, timeout_us);
    if (ppoll(wanted, 3, NULL, &source->signals) > 0 && wanted[0].revents &&
        read(source->wake_fd, &count, sizeof count) < 0)
        return; /* somebody read it before: nothing to do */
}

/* ppoll() lets none in when it need not wait: a program that is late with everything would never end. */
static void let_signals_in(const struct window_source *source)
{
    sigset_t held;
    pthread_sigmask(SIG_SETMASK, &source->signals, &held);
    pthread_sigmask(SIG_SETMASK, &held, NULL);
}

/* A place of the pointer that waits must not wait for the next event. */
static time_us until_place(const struct window_source *source, time_us timeout_us)
{
    time_us due_us = pointer_pace_deadline(&source->pace);
    return due_us == TIME_NEVER ? timeout_us : time_min(timeout_us, due_us - source->drained_us);
}

void window_source_wait(struct window_source *source, time_us timeout_us)
{
    timeout_us = until_place(source, timeout_us);
    if (!source->sdl_waits) {
        SDL_PumpEvents(); /* what came with the X server's answers to the last picture is not at the connection */
        if (!SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT))
            wait_for_fds(source, timeout_us);
        let_signals_in(source);
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
