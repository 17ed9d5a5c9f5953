/* For tests of the writing boards: a message, the settings and the real lexicon, and the page that comes of them. */
#ifndef YINIAN_TESTS_WRITE_DESK_H
#define YINIAN_TESTS_WRITE_DESK_H

#include "unit_test.h"
#include "built_words.h"

#include "base/memory.h"
#include "board/board_write.h"
#include "predict/word_list.h"

enum { ID_BYTES = 64 };

static struct lexicon lexicon;
static struct word_list list;
static unsigned char *bytes;
static struct settings settings;
static struct message message;
static struct predictor predictor;
static bool predictor_is_there = true;
static struct page page;

static inline int set_up(void **state)
{
    (void)state;
    bytes = built_lexicon(&lexicon, NULL);
    word_list_init(&list, &lexicon);
    predictor = word_list_predictor(&list);
    page_init(&page);
    return 0;
}

static inline int tear_down(void **state)
{
    (void)state;
    page_destroy(&page);
    free(bytes);
    return 0;
}

static inline int start_message(void **state)
{
    (void)state;
    settings_init(&settings);
    message_init(&message);
    return 0;
}

static inline int end_message(void **state)
{
    (void)state;
    message_destroy(&message);
    return 0;
}

static inline void spell(const char *units)
{
    char text[256];
    snprintf(text, sizeof text, "%s", units);
    message_reset(&message);
    for (char *unit = strtok(text, " "); unit; unit = strtok(NULL, " "))
        assert_true(message_spell(&message, unit));
}

static inline void build_page(const char *screen, bool english, int page_number)
{
    const char *colon = strchr(screen, ':');
    struct board_context context = {.settings = &settings,
                                    .message = &message,
                                    .predictor = predictor_is_there ? &predictor : NULL,
                                    .screen = screen,
                                    .argument = colon ? colon + 1 : "",
                                    .page_number = page_number,
                                    .english = english,
                                    .width_px = 1280,
                                    .height_px = 800};
    board_write_build(&context, &page);
}

static inline void build(const char *screen)
{
    build_page(screen, false, 0);
}

static inline const struct cell *there(const char *id)
{
    const struct cell *cell = page_find(&page, id);
    return cell && !cell->empty ? cell : NULL;
}

static inline const struct row *row_called(const char *id)
{
    for (int i = 0; i < page.row_count; i++)
        if (strcmp(page.rows[i].id, id) == 0)
            return &page.rows[i];
    fail_msg("no row %s", id);
    return NULL;
}

/* A key that spells this unit and commits nothing. */
static inline void spells(const char *id, const char *unit)
{
    const struct cell *cell = there(id);
    assert_non_null(cell);
    assert_int_equal(cell->role, CELL_KEY);
    assert_int_equal(cell->action.kind, ACTION_SPELL);
    assert_string_equal(cell->action.argument, unit);
    assert_int_equal(cell->spell_count, 1);
    assert_string_equal(cell->spell[0], unit);
    assert_null(cell->commit);
}

static const char *const screens[] = {"write",          "write:pinyin",   "write:zhuyin",
                                      "write:strokes",  "write:initials", "write:letters",
                                      "write:capitals", "write:digits",   "write:punctuation"};
enum { SCREENS = sizeof screens / sizeof screens[0] };
static const char *const states[] = {"",          "h",      "h ao",     "h ao '", "x t",
                                     "h e l l o", "l",      "j",        "sh",     "y i y i y i y i y",
                                     "一 丨",     "h ao 3", "h ao 3 sh"};
enum { STATES = sizeof states / sizeof states[0] };

#define TEST(name) cmocka_unit_test_setup_teardown(name, start_message, end_message)

#endif
