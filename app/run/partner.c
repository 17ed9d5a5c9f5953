#include "run/partner.h"

#include <SDL.h>
#include <string.h>

void partner_init(struct partner *partner, struct window *main, void (*displays_changed)(void *context),
                  void *context)
{
    *partner = (struct partner){.main = main, .displays_changed = displays_changed, .context = context};
    page_init(&partner->page);
}

static void close_window(struct partner *partner)
{
    window_destroy(partner->window);
    partner->window = NULL;
    partner->place = (struct view_rect){0, 0, 0, 0};
}

/* Nobody wants it now. */
static void rest(struct partner *partner)
{
    close_window(partner);
    displays_stop(partner->displays);
    partner->displays = NULL;
    partner->asked_for_displays = false;
}

void partner_close(struct partner *partner)
{
    rest(partner);
    page_destroy(&partner->page);
}

/* --- displays ------------------------------------------------------------------------------------------ */

static bool under_x11(const struct partner *partner)
{
    return strcmp(window_driver(partner->main), "x11") == 0;
}

static int list_of_sdl(struct view_rect places[DISPLAYS_AT_MOST])
{
    int count = 0;
    SDL_Rect bounds;
    for (int i = 0; i < SDL_GetNumVideoDisplays() && count < DISPLAYS_AT_MOST; i++)
        if (SDL_GetDisplayBounds(i, &bounds) == 0)
            places[count++] = (struct view_rect){bounds.x, bounds.y, bounds.w, bounds.h};
    return count;
}

/* Only X11 lets a window know where it stands. */
static struct view_rect place_of_main(const struct partner *partner)
{
    SDL_Window *main = window_sdl(partner->main);
    SDL_Rect r = {0, 0, 0, 0};
    if (under_x11(partner)) {
        SDL_GetWindowPosition(main, &r.x, &r.y);
        SDL_GetWindowSize(main, &r.w, &r.h);
    } else {
        SDL_GetDisplayBounds(SDL_GetWindowDisplayIndex(main), &r);
    }
    return (struct view_rect){r.x, r.y, r.w, r.h};
}

static bool find_place(struct partner *partner, struct view_rect *place)
{
    struct view_rect places[DISPLAYS_AT_MOST];
    if (strcmp(window_driver(partner->main), "KMSDRM") == 0) /* SDL 2.26 has one picture there */
        return false;
    if (under_x11(partner) && !partner->asked_for_displays)
        partner->displays = displays_start(partner->displays_changed, partner->context);
    partner->asked_for_displays = true;
    int count = partner->displays ? displays_list(partner->displays, places) : list_of_sdl(places);
    return displays_beside(places, count, place_of_main(partner), place);
}

/* --- events -------------------------------------------------------------------------------------------- */

static bool is_of(const SDL_Event *event, Uint8 what, struct window *window)
{
    return event->type == SDL_WINDOWEVENT && event->window.event == what &&
           event->window.windowID == SDL_GetWindowID(window_sdl(window));
}

bool partner_note_event(struct partner *partner, const void *sdl_event)
{
    const SDL_Event *event = sdl_event;
    bool moved = is_of(event, SDL_WINDOWEVENT_MOVED, partner->main) ||
                 is_of(event, SDL_WINDOWEVENT_DISPLAY_CHANGED, partner->main);
    if (event->type == SDL_DISPLAYEVENT || moved)
        return true;
    if (!partner->window)
        return false;
    /* Without a window manager SDL gives the keyboard to whatever window comes. */
    if (is_of(event, SDL_WINDOWEVENT_FOCUS_GAINED, partner->window))
        window_take_keyboard(partner->main);
    return window_note_event(partner->window, sdl_event);
}

/* --- showing ------------------------------------------------------------------------------------------- */

long partner_show(struct partner *partner, const struct app *app)
{
    struct scene scene;
    enum partner_state state;
    struct view_rect place;
    if (!app_partner_scene(app, &partner->page, &scene, &state)) {
        rest(partner);
        return 0;
    }
    if (!find_place(partner, &place)) {
        close_window(partner);
        return 0;
    }
    if (!rect_equal(place, partner->place)) {
        close_window(partner);
        partner->place = place;
        partner->window = window_open_beside(partner->main, place);
    }
    return partner->window ? window_present(partner->window, &scene) : 0;
}
