/* An aid whose message page is open, with a message and with what was said last (either may be NULL). */
#ifndef YINIAN_TEST_MESSAGE_DESK_H
#define YINIAN_TEST_MESSAGE_DESK_H

#include "unit_test.h"

#include "begun_app.h"

#define MS(ms) time_from_ms(ms)

enum { WIDTH = 1280, HEIGHT = 800 };

struct desk {
    struct settings settings;
    struct phrase_set phrases;
    struct app *app;
    time_us now;
};

/* `settings` are the caller's to fill before. */
static inline void desk_open(struct desk *desk, const char *message, const char *said)
{
    static const char phrases[] = "# U {id: urgent}\n- suction\n";
    const char *const history[] = {said};
    phrases_of(&desk->phrases, phrases);
    desk->now = 0;
    desk->app = begun_app(&desk->settings, &desk->phrases,
                          (struct app_setup){.message = message,
                                             .said_today = history,
                                             .said_today_count = said ? 1 : 0,
                                             .width_px = WIDTH,
                                             .height_px = HEIGHT},
                          0);
    assert_true(app_open(desk->app, "message", desk->now += MS(10)));
}

static inline void desk_close(struct desk *desk)
{
    app_free(desk->app);
    phrase_set_destroy(&desk->phrases);
}

/* The page must have the cell. */
static inline bool choose(struct desk *desk, const char *id)
{
    const struct page *page = app_page(desk->app);
    const struct cell *cell = page_find(page, id);
    assert_non_null(cell);
    return app_choose(desk->app, (int)(cell - page->cells), desk->now += MS(1000));
}

#endif
