/* Where the person was, as the program of before has left it (app_resume.c), whatever stands in it: the aid begins, says where
 * it is, can be called from there, and begun anew once more it is where it was. */
#include "fuzz.h"

#include "app.h"
#include "input/switch_map.h"

struct desk {
    struct settings settings;
    struct phrase_set phrases;
    struct app *app;
    bool ringing;
};

static const char PHRASES[] =
    "# U {id: urgent}\n- suction\n- turn\n# B {id: breath}\n- one\n- two {id: two}\n";

static void settle(struct desk *desk)
{
    for (const struct effect *effect; (effect = app_next_effect(desk->app));)
        if (effect->kind == EFFECT_CALL)
            desk->ringing = strcmp(effect->text, "ringing") == 0;
}

static void begin(struct desk *desk, const char *resume, size_t size, int way)
{
    struct app_setup setup = {.settings = &desk->settings,
                              .phrases_zh = &desk->phrases,
                              .phrases_en = &desk->phrases,
                              .message = "old",
                              .resume = resume,
                              .resume_size = size,
                              .resume_home = way & 1,
                              .resume_unwritten = way & 2,
                              .width_px = 1280,
                              .height_px = 800};
    desk->ringing = false;
    desk->app = app_new(&setup, 0);
    app_start(desk->app, 0);
    settle(desk);
    const struct page *page = app_page(desk->app);
    REQUIRE(page && page->screen && *page->screen);
}

static void end(struct desk *desk, struct buffer *resume)
{
    app_resume_write(desk->app, resume);
    REQUIRE(utf8_valid(buffer_text(resume), resume->size, NULL) &&
            strstr(buffer_text(resume), "\nmessage\n"));
    app_free(desk->app);
}

static void require_call(struct desk *desk)
{
    app_handle(desk->app, &(struct event){.kind = EVENT_SWITCH_DOWN,
                                          .at_us = time_from_ms(1000),
                                          .switch_number = switch_number(SWITCH_FUNCTION_CALL)});
    app_advance(desk->app, time_from_ms(12000));
    settle(desk);
    REQUIRE(desk->ringing);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct desk desk = {.ringing = false};
    struct buffer first = {0}, second = {0};
    settings_init(&desk.settings);
    phrase_set_init(&desk.phrases);
    phrase_file_parse(PHRASES, sizeof PHRASES - 1, "test.md", &desk.phrases, NULL);
    begin(&desk, (const char *)bytes, size, size ? bytes[0] & 3 : 0);
    end(&desk, &first);
    begin(&desk, buffer_text(&first), first.size, 0);
    end(&desk, &second);
    require_same_bytes(&first, &second);
    begin(&desk, buffer_text(&second), second.size, 0);
    require_call(&desk);
    app_free(desk.app);
    buffer_destroy(&first);
    buffer_destroy(&second);
    phrase_set_destroy(&desk.phrases);
    return 0;
}
