#include "view/window.h"

#include <SDL.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "view/node.h"

struct window {
    SDL_Window *sdl;
    SDL_Surface *own; /* drawn into when the window's pixels are of another format; else NULL */
    struct painter *painter;
    struct node_trace trace;
    struct arena arena; /* of one present */
    bool invalid;
    bool started_video;
    bool borrows_painter;
};

static void report(struct diagnostics *problems, const char *reason, const char *valid)
{
    char key[] = "screen";
    char *reason_copy = memory_copy_text(reason), *valid_copy = memory_copy_text(valid);
    diagnostics_add(problems,
                    &(struct diagnostic){
                        .level = DIAGNOSTIC_ERROR, .key = key, .reason = reason_copy, .valid = valid_copy});
    free(reason_copy);
    free(valid_copy);
}

/* X11 and the dummy driver have a plain framebuffer, and with this hint SDL uses it and loads no GPU stack. KMSDRM
 * and Wayland have none in SDL 2.26: forbidden to use a texture they would have nothing to draw on. */
static void choose_framebuffer(const char *driver)
{
    bool plain = strcmp(driver, "KMSDRM") != 0 && strcmp(driver, "wayland") != 0;
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, plain ? "0" : "1");
}

static bool start_video(struct window *window, struct diagnostics *problems)
{
    if (!SDL_WasInit(SDL_INIT_VIDEO)) {
        SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
        if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
            report(
                problems, SDL_GetError(),
                _("start it inside X11 or Wayland, or on a console whose /dev/dri/card* this user may open "
                  "(group video)"));
            return false;
        }
        window->started_video = true;
    }
    choose_framebuffer(SDL_GetCurrentVideoDriver());
    return true;
}

static bool open_sdl_window(struct window *window, const char *title, int width, int height, bool fullscreen,
                            struct diagnostics *problems)
{
    bool console = strcmp(SDL_GetCurrentVideoDriver(), "KMSDRM") == 0;
    Uint32 flags = SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI;
    if (fullscreen || console)
        flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
    window->sdl =
        SDL_CreateWindow(title, SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, width, height, flags);
    if (!window->sdl) {
        report(problems, SDL_GetError(), NULL);
        return false;
    }
    SDL_SetWindowMinimumSize(window->sdl, 320, 240);
    if (console) /* no arrow in the middle of a screen that has no mouse */
        SDL_ShowCursor(SDL_DISABLE);
    return true;
}

struct window *window_open(const char *title, int width, int height, bool fullscreen,
                           struct diagnostics *problems)
{
    struct window *window = memory_new(1, sizeof *window);
    arena_init(&window->arena);
    node_trace_init(&window->trace);
    window->invalid = true;
    if (!start_video(window, problems) ||
        !open_sdl_window(window, title, width, height, fullscreen, problems)) {
        window_destroy(window);
        return NULL;
    }
    window->painter = painter_new(problems);
    return window;
}

/* ---- a second window ------------------------------------------------------------------------------------------- */

/* Under X11 a window that no window manager has to do with: it stands where it is put and never gets the keyboard. */
static Uint32 flags_beside(void)
{
    bool x11 = strcmp(SDL_GetCurrentVideoDriver(), "x11") == 0;
    return x11 ? SDL_WINDOW_TOOLTIP | SDL_WINDOW_BORDERLESS | SDL_WINDOW_SKIP_TASKBAR
               : SDL_WINDOW_FULLSCREEN_DESKTOP | SDL_WINDOW_ALLOW_HIGHDPI;
}

struct window *window_open_beside(struct window *main, struct view_rect place)
{
    struct window *window = memory_new(1, sizeof *window);
    arena_init(&window->arena);
    node_trace_init(&window->trace);
    window->invalid = window->borrows_painter = true;
    window->painter = main->painter;
    window->sdl = SDL_CreateWindow(SDL_GetWindowTitle(main->sdl), place.x, place.y, place.width, place.height,
                                   flags_beside());
    if (!window->sdl) {
        window_destroy(window);
        return NULL;
    }
    return window;
}

void window_take_keyboard(struct window *window)
{
    SDL_SetWindowInputFocus(window->sdl);
}

void window_destroy(struct window *window)
{
    if (!window)
        return;
    if (!window->borrows_painter)
        painter_free(window->painter);
    SDL_FreeSurface(window->own);
    if (window->sdl)
        SDL_DestroyWindow(window->sdl);
    if (window->started_video)
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
    node_trace_destroy(&window->trace);
    arena_destroy(&window->arena);
    free(window);
}

/* ---- presenting ------------------------------------------------------------------------------------------------ */

static bool is_plain_rgb(const SDL_Surface *surface)
{
    const SDL_PixelFormat *format = surface->format;
    return format->BytesPerPixel == 4 && format->Rmask == 0xFF0000 && format->Gmask == 0xFF00 &&
           format->Bmask == 0xFF && !SDL_MUSTLOCK(surface) && surface->pitch % 4 == 0;
}

/* The surface that is drawn on: the window's own, or one of ours of the same size. */
static SDL_Surface *surface_to_draw(struct window *window, SDL_Surface *screen)
{
    if (is_plain_rgb(screen))
        return screen;
    if (window->own && window->own->w == screen->w && window->own->h == screen->h)
        return window->own;
    SDL_FreeSurface(window->own);
    window->own = SDL_CreateRGBSurfaceWithFormat(0, screen->w, screen->h, 32, SDL_PIXELFORMAT_RGB888);
    window->invalid = true;
    return window->own;
}

/* Everything is drawn over the ground, and words over boxes: in bands that stay in the processor's cache a changed
 * pixel goes through memory once. (1280×800: a moving highlight costs a fifth less.) */
enum { BAND_BYTES = 256 * 1024, BAND_LINES_AT_LEAST = 32 };

static int band_lines(struct view_rect rect)
{
    int lines = BAND_BYTES / (4 * (rect.width > 0 ? rect.width : 1));
    return lines > BAND_LINES_AT_LEAST ? lines : BAND_LINES_AT_LEAST;
}

static long draw_dirty(struct window *window, const struct scene *scene, const struct node_tree *tree,
                       SDL_Surface *surface, const struct dirty *dirty)
{
    struct canvas canvas = canvas_over(surface->pixels, surface->w, surface->h, surface->pitch / 4);
    long drawn = 0;
    for (int i = 0; i < dirty->count; i++) {
        struct view_rect rect = dirty->rects[i];
        int lines = band_lines(rect);
        for (int y = rect.y; y < rect.y + rect.height; y += lines) {
            canvas_clip(&canvas, rect_intersect(rect, (struct view_rect){rect.x, y, rect.width, lines}));
            painter_draw(window->painter, scene, tree, &canvas);
            drawn += (long)canvas.clip.width * canvas.clip.height;
        }
    }
    return drawn;
}

static bool hand_over(struct window *window, SDL_Surface *surface, SDL_Surface *screen,
                      const struct dirty *dirty)
{
    SDL_Rect rects[DIRTY_AT_MOST];
    for (int i = 0; i < dirty->count; i++) {
        struct view_rect r = dirty->rects[i];
        rects[i] = (SDL_Rect){r.x, r.y, r.width, r.height};
        SDL_Rect place = rects[i];
        if (surface != screen && SDL_BlitSurface(surface, &rects[i], screen, &place) != 0)
            return false;
    }
    return SDL_UpdateWindowSurfaceRects(window->sdl, rects, dirty->count) == 0;
}

/* Pictures that came late appear all at once, with the next change: nothing changes on the screen by itself. */
static void take_pictures(struct window *window, const struct node_tree *tree, struct dirty *dirty)
{
    if (window->borrows_painter || !painter_take_pictures(window->painter))
        return;
    dirty->rects[0] = (struct view_rect){0, 0, tree->layout.width, tree->layout.height};
    dirty->count = 1;
}

long window_present(struct window *window, const struct scene *scene)
{
    /* The surface is gone after every change of size: it is asked for anew each time, which costs nothing. */
    SDL_Surface *screen = SDL_GetWindowSurface(window->sdl);
    SDL_Surface *surface = screen ? surface_to_draw(window, screen) : NULL;
    if (!surface)
        return -1;
    if (window->invalid)
        window->trace.count = 0;
    arena_reset(&window->arena);
    struct node_tree tree = node_tree_of(scene, surface->w, surface->h, &window->arena);
    struct dirty dirty;
    node_trace_advance(&window->trace, &tree, &dirty);
    if (dirty.count == 0)
        return 0;
    take_pictures(window, &tree, &dirty);
    long drawn = draw_dirty(window, scene, &tree, surface, &dirty);
    window->invalid = !hand_over(window, surface, screen, &dirty);
    return window->invalid ? -1 : drawn;
}

void window_invalidate(struct window *window)
{
    window->invalid = true;
}

bool window_note_event(struct window *window, const void *sdl_event)
{
    const SDL_Event *event = sdl_event;
    if (event->type != SDL_WINDOWEVENT || event->window.windowID != SDL_GetWindowID(window->sdl))
        return false;
    switch (event->window.event) {
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_RESIZED:
    case SDL_WINDOWEVENT_SIZE_CHANGED:
    case SDL_WINDOWEVENT_RESTORED:
    case SDL_WINDOWEVENT_DISPLAY_CHANGED:
        window->invalid = true;
        return true;
    default:
        return false;
    }
}

/* ---- asking ---------------------------------------------------------------------------------------------------- */

void window_size(const struct window *window, int *width, int *height)
{
    SDL_GetWindowSizeInPixels(window->sdl, width, height);
}

int window_cell_at(struct window *window, const struct scene *scene, int x, int y)
{
    int width, height;
    window_size(window, &width, &height);
    arena_reset(&window->arena);
    struct node_tree tree = node_tree_of(scene, width, height, &window->arena);
    return node_cell_at(&tree, scene, x, y);
}

void window_to_pixels(const struct window *window, int *x, int *y)
{
    int width, height, pixel_width, pixel_height;
    SDL_GetWindowSize(window->sdl, &width, &height);
    window_size(window, &pixel_width, &pixel_height);
    if (width > 0 && height > 0) {
        *x = *x * pixel_width / width;
        *y = *y * pixel_height / height;
    }
}

void window_put_pointer(struct window *window, int x, int y)
{
    int width, height, pixel_width, pixel_height;
    SDL_GetWindowSize(window->sdl, &width, &height);
    window_size(window, &pixel_width, &pixel_height);
    if (pixel_width < 1 || pixel_height < 1)
        return;
    SDL_ShowCursor(SDL_ENABLE);
    SDL_WarpMouseInWindow(window->sdl, x * width / pixel_width, y * height / pixel_height);
}

void window_set_fullscreen(struct window *window, bool fullscreen)
{
    SDL_SetWindowFullscreen(window->sdl, fullscreen ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
    window->invalid = true;
}

void window_to_front(struct window *window)
{
    SDL_RestoreWindow(window->sdl);
    SDL_RaiseWindow(window->sdl);
}

bool window_copy(struct window *window, const char *text)
{
    (void)window;
    return SDL_SetClipboardText(text) == 0;
}

const char *window_driver(const struct window *window)
{
    (void)window;
    return SDL_GetCurrentVideoDriver();
}

struct painter *window_painter(struct window *window)
{
    return window->painter;
}

void *window_sdl(struct window *window)
{
    return window->sdl;
}
