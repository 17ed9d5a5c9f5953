/* An app that has begun. Settings and phrases are the test's, and outlive it; app_free is the caller's. */
#ifndef YINIAN_TESTS_BEGUN_APP_H
#define YINIAN_TESTS_BEGUN_APP_H

#include <string.h>

#include "app.h"

static inline void phrases_of(struct phrase_set *set, const char *text)
{
    phrase_set_init(set);
    phrase_file_parse(text, strlen(text), "/home/a.md", set, NULL);
    phrase_set_order(set, "/home");
}

/* The same phrases in both languages. `setup` has what else is there; the screen is 1280 × 800 unless it says otherwise. */
static inline struct app *begun_app(struct settings *settings, struct phrase_set *phrases,
                                    struct app_setup setup, time_us now)
{
    setup.settings = settings;
    setup.phrases_zh = setup.phrases_en = phrases;
    if (!setup.width_px) {
        setup.width_px = 1280;
        setup.height_px = 800;
    }
    struct app *app = app_new(&setup, now);
    app_start(app, now);
    return app;
}

#endif
