/* The pointer, the keys and the wheel of the window, told by SDL's own events, at times of our own. No window is needed for that. */
#include "unit_test.h"

#include <SDL.h>
#include <linux/input-event-codes.h>

#include "input/window_source.h"

enum { TOLD_AT_MOST = 64 };

struct told {
    struct event events[TOLD_AT_MOST];
    int count;
};

static void note(void *context, const struct event *event)
{
    struct told *told = context;
    assert_true(told->count < TOLD_AT_MOST);
    told->events[told->count++] = *event;
}

static void note_focus(void *context, bool ours)
{
    (void)context;
    (void)ours;
}

static void note_window(void *context, const void *sdl_event)
{
    (void)context;
    (void)sdl_event;
}

static void note_sound(void *context, bool added, unsigned int id)
{
    (void)context;
    (void)added;
    (void)id;
}

static struct told told;

static struct window_source *new_source(void)
{
    static const struct switch_map map;
    const struct window_listener listener = {&told, note, note_focus, note_window, note_sound};
    told.count = 0;
    SDL_FlushEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
    return window_source_new(NULL, &map, &listener);
}

static void push_motion(int x, int y, Uint32 which)
{
    SDL_Event event = {.motion = {.type = SDL_MOUSEMOTION, .which = which, .x = x, .y = y}};
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void push_window(Uint8 what)
{
    SDL_Event event = {.window = {.type = SDL_WINDOWEVENT, .event = what}};
    assert_int_equal(SDL_PushEvent(&event), 1);
}

/* Where the pointer was left, as a new window is told. */
static void lie_somewhere(void)
{
    push_motion(500, 300, 0);
}

static void assert_told(int at, enum event_kind kind, int x_px, time_us at_us)
{
    assert_true(at < told.count);
    assert_int_equal(told.events[at].kind, kind);
    assert_int_equal(told.events[at].x_px, x_px);
    assert_int_equal(told.events[at].at_us, at_us);
}

static void movements_do_not_even_wake_until_they_are_wanted(void **state)
{
    (void)state;
    struct window_source *source = new_source();
    assert_int_equal(SDL_EventState(SDL_MOUSEMOTION, SDL_QUERY), SDL_IGNORE);
    push_motion(10, 20, 0);
    window_source_drain(source, 1000);
    assert_int_equal(told.count, 0);
    window_source_point(source, true);
    assert_int_equal(SDL_EventState(SDL_MOUSEMOTION, SDL_QUERY), SDL_ENABLE);
    assert_int_equal(SDL_EventState(SDL_FINGERMOTION, SDL_QUERY), SDL_IGNORE);
    lie_somewhere();
    push_motion(10, 20, 0);
    window_source_drain(source, 2000);
    assert_int_equal(told.count, 1);
    assert_told(0, EVENT_POINT, 10, 2000);
    assert_int_equal(told.events[0].y_px, 20);
    window_source_point(source, false);
    assert_int_equal(SDL_EventState(SDL_MOUSEMOTION, SDL_QUERY), SDL_IGNORE);
    assert_int_equal(told.count, 2); /* where it was left is nobody's look */
    assert_told(1, EVENT_POINT_LOST, 0, 2000);
    window_source_free(source);
}

static void a_pointer_that_only_lies_there_is_no_look(void **state)
{
    (void)state;
    struct window_source *source = new_source();
    window_source_point(source, true);
    lie_somewhere();
    lie_somewhere();
    window_source_drain(source, 1000);
    assert_int_equal(told.count, 0);
    push_motion(501, 300, 0);
    window_source_drain(source, 2000);
    assert_told(0, EVENT_POINT, 501, 2000);
    window_source_free(source);
}

static void a_finger_is_no_look_but_a_click(void **state)
{
    (void)state;
    struct window_source *source = new_source();
    window_source_point(source, true);
    push_motion(10, 20, SDL_TOUCH_MOUSEID);
    SDL_Event press = {.button = {.type = SDL_MOUSEBUTTONDOWN,
                                  .which = SDL_TOUCH_MOUSEID,
                                  .button = SDL_BUTTON_LEFT,
                                  .x = 10,
                                  .y = 20}};
    assert_int_equal(SDL_PushEvent(&press), 1);
    window_source_drain(source, 1000);
    assert_int_equal(told.count, 2);
    assert_told(0, EVENT_HOLD_DOWN, 0, 1000);
    assert_told(1, EVENT_CLICK, 10, 1000);
    press.button.type = SDL_MOUSEBUTTONUP;
    assert_int_equal(SDL_PushEvent(&press), 1);
    window_source_drain(source, 2000);
    assert_int_equal(told.count, 3);
    assert_told(2, EVENT_HOLD_UP, 0, 2000);
    window_source_free(source);
}

static void a_thousand_a_second_are_thinned_and_the_last_is_told(void **state)
{
    (void)state;
    struct window_source *source = new_source();
    window_source_point(source, true);
    for (int i = 0; i < 100; i++) {
        push_motion(i, 0, 0);
        window_source_drain(source, 1000000 + (time_us)i * 1000);
    }
    assert_in_range(told.count, 10, 15);
    window_source_drain(source, 1200000);
    assert_told(told.count - 1, EVENT_POINT, 99, 1099000);
    int count = told.count;
    window_source_drain(source, 1300000);
    assert_int_equal(told.count, count);
    window_source_free(source);
}

static void leaving_the_window_is_told_once_after_the_last_place(void **state)
{
    (void)state;
    struct window_source *source = new_source();
    window_source_point(source, true);
    push_window(SDL_WINDOWEVENT_LEAVE);
    window_source_drain(source, 1000);
    assert_int_equal(told.count, 0);
    lie_somewhere();
    push_motion(1, 0, 0);
    push_motion(2, 0, 0);
    push_window(SDL_WINDOWEVENT_LEAVE);
    push_window(SDL_WINDOWEVENT_LEAVE);
    window_source_drain(source, 2000);
    assert_int_equal(told.count, 3);
    assert_told(0, EVENT_POINT, 1, 2000);
    assert_told(1, EVENT_POINT, 2, 2000);
    assert_told(2, EVENT_POINT_LOST, 0, 2000);
    push_motion(3, 0, 0);
    window_source_drain(source, 3000);
    assert_told(3, EVENT_POINT, 3, 3000);
    window_source_free(source);
}

static void what_is_set_again_forgets_nothing(void **state)
{
    (void)state;
    struct window_source *source = new_source();
    window_source_point(source, true);
    lie_somewhere();
    push_motion(1, 0, 0);
    push_motion(2, 0, 0);
    window_source_drain(source, 1000);
    window_source_point(source, true);
    window_source_drain(source, 20000);
    assert_int_equal(told.count, 2);
    assert_told(1, EVENT_POINT, 2, 1000);
    window_source_free(source);
}

/* --- keys and wheel ------------------------------------------------------------------------------------- */

static void push_key_with(SDL_Scancode scancode, Uint8 repeat, Uint16 mod)
{
    SDL_Keysym keysym = {.scancode = scancode, .sym = SDL_GetKeyFromScancode(scancode), .mod = mod};
    SDL_Event down = {.key = {.type = SDL_KEYDOWN, .repeat = repeat, .keysym = keysym}};
    SDL_Event up = {.key = {.type = SDL_KEYUP, .keysym = keysym}};
    assert_int_equal(SDL_PushEvent(&down), 1);
    assert_int_equal(SDL_PushEvent(&up), 1);
}

static void push_key(SDL_Scancode scancode)
{
    push_key_with(scancode, 0, 0);
}

static void push_wheel(int y)
{
    SDL_Event event = {.wheel = {.type = SDL_MOUSEWHEEL, .y = y}};
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void keys_turn_pages(void **state)
{
    (void)state;
    static const struct {
        SDL_Scancode key;
        int pages;
    } keys[] = {{SDL_SCANCODE_PAGEDOWN, 1},  {SDL_SCANCODE_RIGHT, 1},      {SDL_SCANCODE_DOWN, 1},
                {SDL_SCANCODE_PAGEUP, -1},   {SDL_SCANCODE_LEFT, -1},      {SDL_SCANCODE_UP, -1},
                {SDL_SCANCODE_END, 1000000}, {SDL_SCANCODE_HOME, -1000000}};
    struct window_source *source = new_source();
    for (int serves = 0; serves < 2; serves++) {
        told.count = 0;
        window_source_serve(source, serves == 1);
        for (int i = 0; i < 8; i++)
            push_key(keys[i].key);
        window_source_drain(source, 1000);
        assert_int_equal(told.count, 8);
        for (int i = 0; i < 8; i++) {
            assert_told(i, EVENT_TURN, 0, 1000);
            assert_int_equal(told.events[i].count, keys[i].pages);
        }
    }
    window_source_free(source);
}

static void escape_and_backspace_go_back(void **state)
{
    (void)state;
    struct window_source *source = new_source();
    push_key(SDL_SCANCODE_ESCAPE);
    push_key(SDL_SCANCODE_BACKSPACE);
    push_key(SDL_SCANCODE_A);
    window_source_drain(source, 1000);
    assert_int_equal(told.count, 2);
    assert_told(0, EVENT_BACK, 0, 1000);
    assert_told(1, EVENT_BACK, 0, 1000);
    window_source_free(source);
}

/* Held down, or with Ctrl, Alt or the window system's key: that is meant for somebody else. */
static void a_key_held_or_with_another_turns_nothing(void **state)
{
    (void)state;
    struct window_source *source = new_source();
    push_key_with(SDL_SCANCODE_RIGHT, 1, 0);
    push_key_with(SDL_SCANCODE_LEFT, 0, KMOD_LALT);
    push_key_with(SDL_SCANCODE_HOME, 0, KMOD_RCTRL);
    push_key_with(SDL_SCANCODE_ESCAPE, 0, KMOD_LGUI);
    window_source_drain(source, 1000);
    assert_int_equal(told.count, 0);
    push_key_with(SDL_SCANCODE_RIGHT, 0, KMOD_NUM | KMOD_LSHIFT);
    window_source_drain(source, 2000);
    assert_told(0, EVENT_TURN, 0, 2000);
    window_source_free(source);
}

static void a_key_that_is_a_switch_stays_one(void **state)
{
    (void)state;
    struct switch_map map = {.entries = {{.function = SWITCH_FUNCTION_STEP,
                                          .devices = SWITCH_DEVICES_CHOSEN,
                                          .name = "Some Pad",
                                          .code = KEY_PAGEDOWN},
                                         {.function = SWITCH_FUNCTION_SELECT,
                                          .devices = SWITCH_DEVICES_KEYBOARD,
                                          .code = KEY_ESC}},
                             .count = 2};
    struct window_source *source = new_source();
    window_source_set_map(source, &map);
    push_key(SDL_SCANCODE_PAGEDOWN);
    push_key(SDL_SCANCODE_ESCAPE);
    window_source_drain(source, 1000);
    assert_int_equal(told.count, 0); /* whoever reads that key tells of it */
    window_source_serve(source, true);
    push_key(SDL_SCANCODE_PAGEDOWN);
    push_key(SDL_SCANCODE_PAGEUP);
    window_source_drain(source, 2000);
    assert_int_equal(told.count, 3);
    assert_told(0, EVENT_SWITCH_DOWN, 0, 2000);
    assert_int_equal(told.events[0].switch_number, switch_number(SWITCH_FUNCTION_STEP));
    assert_told(1, EVENT_SWITCH_UP, 0, 2000);
    assert_told(2, EVENT_TURN, 0, 2000);
    window_source_free(source);
}

static void the_wheel_turns_a_page_for_one_movement(void **state)
{
    (void)state;
    struct window_source *source = new_source();
    for (int i = 0; i < 30; i++) {
        push_wheel(-1);
        window_source_drain(source, 5000 + (time_us)i * 8000);
    }
    assert_int_equal(told.count, 1);
    assert_told(0, EVENT_TURN, 0, 5000);
    assert_int_equal(told.events[0].count, 1);
    push_wheel(0); /* sideways */
    push_wheel(3);
    window_source_drain(source, 600000);
    assert_int_equal(told.count, 2);
    assert_int_equal(told.events[1].count, -1);
    window_source_free(source);
}

static int begin_video(void **state)
{
    (void)state;
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    return SDL_Init(SDL_INIT_VIDEO);
}

static int end_video(void **state)
{
    (void)state;
    SDL_Quit();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(movements_do_not_even_wake_until_they_are_wanted),
        cmocka_unit_test(a_pointer_that_only_lies_there_is_no_look),
        cmocka_unit_test(a_finger_is_no_look_but_a_click),
        cmocka_unit_test(a_thousand_a_second_are_thinned_and_the_last_is_told),
        cmocka_unit_test(leaving_the_window_is_told_once_after_the_last_place),
        cmocka_unit_test(what_is_set_again_forgets_nothing),
        cmocka_unit_test(keys_turn_pages),
        cmocka_unit_test(escape_and_backspace_go_back),
        cmocka_unit_test(a_key_held_or_with_another_turns_nothing),
        cmocka_unit_test(a_key_that_is_a_switch_stays_one),
        cmocka_unit_test(the_wheel_turns_a_page_for_one_movement),
    };
    return cmocka_run_group_tests(tests, begin_video, end_video);
}
