/* The whole aid over what a person's folder may hold after anything at all, and over events in any order at any time.
 *
 * Bytes to the first NUL: settings.conf; to the second: the message; to the third: reading.txt and what was said, a sentence a
 * line; then events, four bytes each: kind, two of what it is about, time. Whatever happens, a call for help rings. */
#include "fuzz.h"

#include <stdio.h>

#include "app.h"
#include "input/switch_map.h"

enum { EVENTS_AT_MOST = 400, SAID_AT_MOST = 50 };

struct desk {
    struct settings settings;
    struct phrase_set phrases;
    struct app *app;
    const char *said[SAID_AT_MOST];
    time_us now;
    bool ringing, quit;
};

static const char PHRASES[] =
    "# U {id: urgent}\n- suction\n- turn\n# B {id: breath}\n- one\n- two {id: two}\n";

/* The text up to the next NUL, which is stepped over. */
static char *take_text(char **at, const char *end)
{
    char *text = *at;
    size_t size = strnlen(text, (size_t)(end - text));
    *at = text + size + (text + size < end);
    return text;
}

static int split_lines(char *text, const char **lines, int most)
{
    int count = 0;
    for (char *line = strtok(text, "\n"); line && count < most; line = strtok(NULL, "\n"))
        if (utf8_valid(line, strlen(line), NULL)) /* as they are loaded */
            lines[count++] = line;
    return count;
}

static void settle(struct desk *desk)
{
    for (const struct effect *effect; (effect = app_next_effect(desk->app));) {
        if (effect->kind == EFFECT_CALL)
            desk->ringing = strcmp(effect->text, "ringing") == 0;
        if (effect->kind == EFFECT_QUIT)
            desk->quit = true;
        if (effect->kind == EFFECT_SAY)
            REQUIRE(effect->text && utf8_valid(effect->text, strlen(effect->text), NULL));
    }
    const struct page *page = app_page(desk->app);
    REQUIRE(page && page->screen && *page->screen);
}

static void open_desk(struct desk *desk, char **at, const char *end)
{
    struct diagnostics problems;
    diagnostics_init(&problems);
    settings_init(&desk->settings);
    phrase_set_init(&desk->phrases);
    phrase_file_parse(PHRASES, sizeof PHRASES - 1, "test.md", &desk->phrases, NULL);
    const char *conf = take_text(at, end);
    settings_parse(&desk->settings, conf, strlen(conf), "settings.conf", &problems);
    char *message = take_text(at, end), *kept = take_text(at, end);
    char *reading = memory_copy_text(kept);
    struct app_setup setup = {.settings = &desk->settings,
                              .phrases_zh = &desk->phrases,
                              .phrases_en = &desk->phrases,
                              .message = message,
                              .reading = reading,
                              .said_today = desk->said,
                              .said_today_count = split_lines(kept, desk->said, SAID_AT_MOST),
                              .width_px = 1280,
                              .height_px = 800};
    desk->app = app_new(&setup, 0);
    free(reading);
    app_start(desk->app, 0);
    settle(desk);
    diagnostics_destroy(&problems);
}

/* Kinds that come with an answer to what was asked are told as the loops tell them: at any time, wanted or not. */
static void happen(struct desk *desk, const uint8_t *byte)
{
    static const char *const texts[] = {"", "switch 1", "\xE5\xBF\xB5", "no space left", "\xFF", "a\nb"};
    desk->now += (time_us)1000 * byte[3] * byte[3]; /* up to 65 s */
    struct event event = {.kind = (enum event_kind)(byte[0] % (EVENT_QUIT + 1)), .at_us = desk->now};
    event.switch_number = byte[1] % 7 + 1;
    event.x_px = byte[1] * 6 - 100;
    event.y_px = byte[2] * 4 - 100;
    event.count = byte[1] - 128;
    event.first = byte[2];
    event.key = (enum typing_key)(byte[1] % (TYPING_ESCAPE + 1));
    event.speech_id = byte[1] % 8;
    event.hand = (enum hand)(byte[1] % HAND_COUNT);
    event.points = byte[2] & 1;
    event.steered = byte[2] & 2;
    if (event.kind == EVENT_RESIZE) {
        event.x_px = 1 + byte[1] * 8;
        event.y_px = 1 + byte[2] * 8;
    }
    if (event.kind == EVENT_TEXT || event.kind == EVENT_TEXT_EDITING || event.points)
        snprintf(event.text, sizeof event.text, "%s", texts[byte[2] % (sizeof texts / sizeof *texts)]);
    app_handle(desk->app, &event);
    settle(desk);
}

/* The switch of the call, pressed for long enough by a hand that does not care what is shown. */
static void require_call(struct desk *desk)
{
    static const enum event_kind edges[] = {EVENT_SWITCH_LOST, EVENT_SWITCH_UP, EVENT_SWITCH_DOWN,
                                            EVENT_SWITCH_UP};
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        desk->now += time_from_ms(12000);
        app_handle(desk->app, &(struct event){.kind = edges[i],
                                              .at_us = desk->now,
                                              .switch_number = switch_number(SWITCH_FUNCTION_CALL)});
        settle(desk);
    }
    REQUIRE(desk->ringing || desk->quit);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct desk desk = {.now = 0};
    struct scene scene;
    char *copy = memory_new(size + 1, 1), *at = copy;
    if (size)
        memcpy(copy, bytes, size);
    open_desk(&desk, &at, copy + size);
    for (int i = 0; i < EVENTS_AT_MOST && at + 4 <= copy + size && !desk.quit; i++, at += 4)
        happen(&desk, (const uint8_t *)at);
    app_scene(desk.app, &scene);
    require_call(&desk);
    app_finish(desk.app, desk.now);
    settle(&desk);
    app_free(desk.app);
    phrase_set_destroy(&desk.phrases);
    free(copy);
    return 0;
}
