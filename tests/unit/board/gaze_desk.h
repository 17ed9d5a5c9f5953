/* For tests of pages that are chosen by looking: what boards look at, on screens and with keys of many sizes. */
#ifndef YINIAN_TESTS_GAZE_DESK_H
#define YINIAN_TESTS_GAZE_DESK_H

#include "unit_test.h"

#include <math.h>

#include "board/board_enlarge.h"
#include "board/board_parts.h"
#include "input/gaze_scale.h"
#include "library_desk.h"

enum { GAZE_SAID = 40 };

struct gaze_desk {
    struct settings settings;
    struct phrase_set phrases;
    struct message message;
    struct page page;
    char said[GAZE_SAID][32];
    const char *history[GAZE_SAID];
    struct library_desk library;
};

static const struct gaze_screen {
    int width, height, key_tenths; /* degrees */
} gaze_screens[] = {
    {800, 480, 34},  {1280, 800, 34},  {1920, 1080, 34}, {1366, 768, 34}, {1024, 600, 34},  {1024, 768, 34},
    {480, 800, 34},  {1080, 1920, 34}, {800, 480, 40},   {1280, 800, 40}, {1920, 1080, 40}, {800, 480, 50},
    {1280, 800, 50}, {1920, 1080, 50}, {1080, 1920, 50}, {1280, 800, 20},
};
enum { GAZE_SCREENS = sizeof gaze_screens / sizeof gaze_screens[0] };

/* Every kind of page; "ask" … are pages over the others. */
static const char *const gaze_names[] = {
    "home",
    "home:standard",
    "urgent",
    "phrases",
    "phrases:many",
    "message",
    "history",
    "body",
    "body:right-shoulder",
    "body:right-shoulder:pain",
    "library",
    "library:G1",
    "library:G3",
    "library:marked",
    "library:search",
    "library:questions",
    "library:glossary",
    "library:howto",
    "read:L04",
    "reading:L04",
    "reading:L04:words",
    "reading:L04:contents",
    "term:T05",
    "practice",
    "person",
    "settings",
    "settings:scanning",
    "settings:looking",
    "settings:write",
    "settings:scan_time",
    "settings:theme",
    "settings:writing",
    "settings:sound_device",
    "words",
    "gaze",
    "write",
    "write:other",
    "write:zhuyin",
    "write:strokes",
    "write:initials",
    "write:letters",
    "write:capitals",
    "write:digits",
    "write:punctuation",
    "ask",
    "wake",
    "call",
    "call-stop",
};
enum { GAZE_NAMES = sizeof gaze_names / sizeof gaze_names[0] };

static inline void gaze_desk_init(struct gaze_desk *desk)
{
    static const char text[] =
        "# 急 {id: urgent}\n- 吸痰\n- 翻身\n- 疼\n- 喘\n- 机器\n- 叫人\n- 厕所\n- 难受\n"
        "# 多 {id: many}\n- a1\n- a2\n- a3\n- a4\n- a5\n- a6\n- a7\n- a8\n- a9\n- b1\n- b2\n- b3\n"
        "- b4\n- b5\n- b6\n- b7\n- b8\n- b9\n- c1\n- c2\n- c3\n- c4\n- c5\n- c6\n- c7\n- c8\n";
    settings_init(&desk->settings);
    desk->settings.board = BOARD_STANDARD;
    desk->settings.gaze_board = GAZE_BOARD_KEYS;
    phrase_set_init(&desk->phrases);
    phrase_file_parse(text, sizeof text - 1, "test.md", &desk->phrases, NULL);
    message_init(&desk->message);
    message_restore(&desk->message, "我想喝水");
    page_init(&desk->page);
    library_desk_init(&desk->library, true);
    for (int i = 0; i < GAZE_SAID; i++) {
        snprintf(desk->said[i], sizeof desk->said[i], "我想喝 %d 杯水", i);
        desk->history[i] = desk->said[i];
    }
}

static inline void gaze_desk_destroy(struct gaze_desk *desk)
{
    phrase_set_destroy(&desk->phrases);
    message_destroy(&desk->message);
    page_destroy(&desk->page);
    library_desk_destroy(&desk->library);
}

static inline int gaze_key_px(const struct gaze_screen *screen)
{
    double px = gaze_px_per_degree(screen->width, screen->height, 156, 60) * screen->key_tenths / 10;
    return (int)lround(px);
}

static inline struct board_context gaze_context(struct gaze_desk *desk, const char *name,
                                                const struct gaze_screen *screen, int page_number)
{
    const char *colon = strchr(name, ':');
    library_desk_open(&desk->library, name, desk->settings.language != 0);
    return (struct board_context){.settings = &desk->settings,
                                  .phrases = &desk->phrases,
                                  .message = &desk->message,
                                  .reading = &desk->library.reading,
                                  .english = desk->settings.language != 0,
                                  .history = desk->history,
                                  .history_count = GAZE_SAID,
                                  .can_undo = true,
                                  .screen = name,
                                  .argument = colon ? colon + 1 : "",
                                  .page_number = page_number,
                                  .width_px = screen->width,
                                  .height_px = screen->height,
                                  .key_px = gaze_key_px(screen),
                                  .key_block = -1};
}

/* As the app builds it; not enlarged when context->key_px is 0. */
static inline void gaze_build(struct gaze_desk *desk, const struct board_context *context)
{
    const struct board_screen *screen = board_find(context->screen);
    if (strcmp(context->screen, "ask") == 0)
        board_ask_build(context, "Clear the whole message?", &desk->page);
    else if (strcmp(context->screen, "wake") == 0)
        board_wake_build(context, &desk->page);
    else if (strcmp(context->screen, "call") == 0)
        board_call_build(context, &desk->page);
    else if (strcmp(context->screen, "call-stop") == 0)
        board_call_stop_build(context, &desk->page);
    else
        screen->build(context, &desk->page);
    board_enlarge(context, &desk->page);
}

/* Where few cells have room beside an article, the rest of what can be done stands one look further; NULL: all is here. */
static inline const char *gaze_rest_of(const char *name, char rest[96])
{
    snprintf(rest, 96, "reading:%s", strncmp(name, "read:", 5) == 0 ? name + 5 : "");
    return strncmp(name, "read:", 5) == 0 ? rest : NULL;
}

static inline bool gaze_can_be_chosen(const struct cell *cell)
{
    return !cell->empty && cell->action.kind != ACTION_NONE;
}

#endif
