/* The person's own boards: keys, links, what buttons mean, colours, pictures; and the pages made of them. */
#include "unit_test.h"

#include "board/obf_colour.h"
#include "board/obf_data.h"
#include "board/own_boards.h"

struct desk {
    struct own_boards own;
    struct diagnostics problems;
    struct arena arena;
};

static int begin(void **state)
{
    struct desk *desk = memory_new(1, sizeof *desk);
    own_boards_init(&desk->own);
    diagnostics_init(&desk->problems);
    arena_init(&desk->arena);
    *state = desk;
    return 0;
}

static int end(void **state)
{
    struct desk *desk = *state;
    own_boards_destroy(&desk->own);
    diagnostics_destroy(&desk->problems);
    arena_destroy(&desk->arena);
    free(desk);
    return 0;
}

static void add_board(struct obf_set *set, const char *path, const char *id, const char *buttons)
{
    char text[1000];
    snprintf(
        text, sizeof text,
        "{\"id\":%s,\"locale\":\"en\",\"buttons\":[%s],\"grid\":{\"rows\":1,\"columns\":2,\"order\":[[1,2]]},"
        "\"strings\":{\"zh\":{\"tea\":\"茶\"}}}",
        id, buttons);
    assert_true(obf_read_board(set, text, strlen(text), path, path, NULL));
}

static void add_one(struct desk *desk, const char *name, const char *id, const char *buttons)
{
    struct obf_set set;
    obf_set_init(&set);
    add_board(&set, name, id, buttons);
    own_boards_add(&desk->own, name, &set);
}

static void add_three(struct desk *desk)
{
    struct obf_set set;
    obf_set_init(&set);
    add_board(&set, "b/leaf.obf", "3", "{\"id\":1,\"label\":\"home\",\"action\":\":home\"}");
    add_board(&set, "b/root.obf", "\"first one\"",
              "{\"id\":1,\"label\":\"leaf\",\"load_board\":{\"path\":\"/b/leaf.obf\"}},"
              "{\"id\":2,\"label\":\"tea\",\"load_board\":{\"id\":\"elsewhere\"}}");
    add_board(&set, "b/alone.obf", "4", "{\"id\":1,\"label\":\"x\"}");
    set.root = 1;
    own_boards_add(&desk->own, "My set", &set);
}

static struct own_meaning meaning(struct desk *desk, const char *key, size_t button, const char *language)
{
    const struct own_board *board = own_boards_find(&desk->own, key);
    assert_non_null(board);
    return own_meaning_of(&desk->own, board, &board->board->buttons[button], language, &desk->arena);
}

static void every_board_has_a_key(void **state)
{
    struct desk *desk = *state;
    add_three(desk);
    add_one(desk, "My-set", "1", "");
    own_boards_index(&desk->own);
    assert_int_equal(desk->own.count, 4);
    assert_string_equal(desk->own.boards[0].key, "My-set");
    assert_string_equal(desk->own.boards[0].board->id.text, "first one");
    assert_string_equal(desk->own.boards[1].key, "My-set/3");
    assert_string_equal(desk->own.boards[2].key, "My-set/4");
    assert_string_equal(desk->own.boards[3].key, "My-set-2");
    assert_true(desk->own.boards[0].listed);
    assert_false(desk->own.boards[1].listed);
    assert_true(desk->own.boards[2].listed);
    assert_null(own_boards_find(&desk->own, "My set"));
}

static void a_long_name_gets_a_short_key(void **state)
{
    struct desk *desk = *state;
    char name[300];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    add_one(desk, name, "1", "");
    own_boards_index(&desk->own);
    assert_int_equal(strlen(desk->own.boards[0].key), 8);
}

static void links_lead_within_and_elsewhere(void **state)
{
    struct desk *desk = *state;
    add_three(desk);
    own_boards_index(&desk->own);
    assert_string_equal(meaning(desk, "My-set", 0, "en").action.argument, "board:My-set/3");
    struct own_meaning lost = meaning(desk, "My-set", 1, "zh");
    assert_int_equal(lost.action.kind, ACTION_SAY_TEXT);
    assert_string_equal(lost.said, "茶");
    assert_string_equal(lost.unknown, "load_board");
    add_one(desk, "other", "\"elsewhere\"", "");
    own_boards_index(&desk->own);
    assert_string_equal(meaning(desk, "My-set", 1, "en").action.argument, "board:other");
}

static void home_is_the_first_board_and_then_home(void **state)
{
    struct desk *desk = *state;
    add_three(desk);
    add_one(desk, "single", "1", "{\"id\":1,\"action\":\":home\"}");
    own_boards_index(&desk->own);
    assert_string_equal(meaning(desk, "My-set/3", 0, "en").action.argument, "board:My-set");
    assert_int_equal(meaning(desk, "single", 0, "en").action.kind, ACTION_HOME);
}

static struct own_meaning of_button(struct desk *desk, const char *button)
{
    add_one(desk, button, "1", button);
    own_boards_index(&desk->own);
    const struct own_board *board = &desk->own.boards[desk->own.count - 1];
    return own_meaning_of(&desk->own, board, &board->board->buttons[0], "zh", &desk->arena);
}

static void actions_are_ours(void **state)
{
    struct desk *desk = *state;
    assert_int_equal(of_button(desk, "{\"id\":1,\"action\":\":clear\"}").action.kind, ACTION_CLEAR);
    assert_int_equal(of_button(desk, "{\"id\":1,\"action\":\":backspace\"}").action.kind, ACTION_DELETE);
    assert_int_equal(of_button(desk, "{\"id\":1,\"action\":\":speak\"}").action.kind, ACTION_SPEAK);
    assert_string_equal(of_button(desk, "{\"id\":1,\"action\":\"+es\"}").said, "es");
    struct own_meaning both = of_button(desk, "{\"id\":1,\"actions\":[\"+a\",\":space\",\"+b\"]}");
    assert_int_equal(both.action.kind, ACTION_COMMIT);
    assert_string_equal(both.said, "a b");
    assert_null(both.unknown);
    struct own_meaning mixed = of_button(desk, "{\"id\":1,\"actions\":[\":speak\",\":clear\"]}");
    assert_int_equal(mixed.action.kind, ACTION_SPEAK);
    assert_string_equal(mixed.unknown, ":clear");
    struct own_meaning strange = of_button(desk, "{\"id\":1,\"label\":\"tea\",\"action\":\":fly\"}");
    assert_string_equal(strange.unknown, ":fly");
    assert_string_equal(strange.said, "茶");
    assert_int_equal(of_button(desk, "{\"id\":1,\"label\":\" \"}").action.kind, ACTION_NONE);
}

static void the_reading_belongs_to_its_own_words(void **state)
{
    struct desk *desk = *state;
    const char *button = "{\"id\":1,\"label\":\"银行\",\"ext_yinian_reading\":\"yin2 hang2\"}";
    assert_string_equal(of_button(desk, button).reading, "yin2 hang2");
    assert_null(of_button(desk, "{\"id\":1,\"label\":\"tea\",\"ext_yinian_reading\":\"t\"}").reading);
}

static void pictographs_are_left_out(void **state)
{
    struct desk *desk = *state;
    assert_string_equal(of_button(desk, "{\"id\":1,\"label\":\"🙋 I want 🙋\"}").said, "I want");
    assert_string_equal(of_button(desk, "{\"id\":1,\"label\":\"❌ 不\"}").said, "不");
    assert_string_equal(of_button(desk, "{\"id\":1,\"label\":\"🙋\"}").said, "🙋");
    const char *plain = " two  blanks ";
    const char *nothing = "a b";
    assert_ptr_equal(own_plain_text(&desk->arena, nothing), nothing);
    assert_string_equal(own_plain_text(&desk->arena, plain), "two  blanks");
}

static void what_cannot_be_taken_is_told(void **state)
{
    struct desk *desk = *state;
    add_one(
        desk, "a", "1",
        "{\"id\":1,\"label\":\"x\",\"action\":\":fly\",\"background_color\":\"hsl(1,1,1)\",\"image_id\":9},"
        "{\"id\":2,\"load_board\":{\"url\":\"https://example.invalid\"}}");
    own_boards_index(&desk->own);
    own_boards_check(&desk->own, &desk->own.sets[0], "a.obf", &desk->problems);
    static const char *const reasons[] = {":fly", "no colour", "example.invalid", "nothing that it could say",
                                          "whose picture the board does not have: 1"};
    assert_int_equal(desk->problems.count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_non_null(strstr(desk->problems.items[i].reason, reasons[i]));
}

/* --- colours ---------------------------------------------------------------------------------------------- */

static enum cell_tint tint(const char *text)
{
    struct obf_colour colour;
    return obf_colour_read(text, &colour) ? obf_colour_tint(&colour) : TINT_COUNT;
}

static void colours_are_read_and_the_nearest_taken(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum cell_tint tint;
    } cases[] = {
        {"rgb(255,0,0)", TINT_RED},
        {"rgb( 0 , 128 , 0 )", TINT_GREEN},
        {"rgba(0,0,255,0.5)", TINT_BLUE},
        {"RGB(100%,100%,0%)", TINT_YELLOW},
        {"#f00", TINT_RED},
        {"#800080", TINT_PURPLE},
        {"#FF000080", TINT_RED},
        {"red", TINT_RED},
        {"transparent", TINT_NONE},
        {"rgb(255, 255, 255)", TINT_NONE},
        {"rgb(120, 120, 120)", TINT_GREY},
        {"rgba(0,0,0,0)", TINT_NONE},
        {"rgb(300,-5,1000)", TINT_PURPLE},
        {"rgb(255, 112, 156)", TINT_RED},
        {"rgb(196, 252, 141)", TINT_GREEN},
        {"rgb(187, 219, 255)", TINT_BLUE},
        {"hsl(1,50%,50%)", TINT_COUNT},
        {"ff0000", TINT_COUNT},
        {"rgb(1 2 3)", TINT_COUNT},
        {"rgb(1,2)", TINT_COUNT},
        {"#ff", TINT_COUNT},
        {"#ggg", TINT_COUNT},
        {"", TINT_COUNT},
        {"rgb(1,2,3", TINT_COUNT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (tint(cases[i].text) != cases[i].tint)
            fail_msg("%s: %d, not %d", cases[i].text, tint(cases[i].text), cases[i].tint);
}

/* --- pictures --------------------------------------------------------------------------------------------- */

static enum obf_picture kind(const char *text)
{
    struct buffer bytes = {0};
    enum obf_picture found =
        obf_data_read(text, &bytes) ? obf_picture_of(buffer_text(&bytes), bytes.size) : OBF_PICTURE_NONE;
    buffer_destroy(&bytes);
    return found;
}

static void pictures_are_known_by_their_bytes(void **state)
{
    (void)state;
    assert_int_equal(
        kind("data:image/jpeg;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAf\n  FcSJAAAADUlEQVR42mP8z8BQDwAE"
             "hQGAhKmMIQAAAABJRU5ErkJggg=="),
        OBF_PICTURE_PNG);
    assert_int_equal(kind("data:image/svg+xml,%3Csvg width='9'/%3E"), OBF_PICTURE_SVG);
    assert_int_equal(kind("data:image/gif;base64,R0lGODlhAQABAAAAACw="), OBF_PICTURE_GIF);
    assert_int_equal(kind("data:image/png;base64,!!!!"), OBF_PICTURE_NONE);
    assert_int_equal(kind("data:,"), OBF_PICTURE_NONE);
    assert_int_equal(kind("iVBORw0KGgo="), OBF_PICTURE_NONE);
    assert_int_equal(kind("data:image/png;base64,iVBORw0KGgo="), OBF_PICTURE_NONE); /* a head cut off */
    static const char jpeg[] = "\xFF\xD8\xFF\xE0\0\4ab\xFF\xC0\0\x0B\x08\0\x10\0\x20\3\1";
    assert_int_equal(obf_picture_of(jpeg, sizeof jpeg), OBF_PICTURE_JPEG);
    assert_int_equal(obf_picture_of(jpeg, 10), OBF_PICTURE_NONE);
    char huge[40] = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\x7F\0\0\0\0\0\0\1";
    assert_int_equal(obf_picture_of(huge, 33), OBF_PICTURE_NONE);
}

int main(void)
{
#define CASE(function) cmocka_unit_test_setup_teardown(function, begin, end)
    const struct CMUnitTest tests[] = {
        CASE(every_board_has_a_key),
        CASE(a_long_name_gets_a_short_key),
        CASE(links_lead_within_and_elsewhere),
        CASE(home_is_the_first_board_and_then_home),
        CASE(actions_are_ours),
        CASE(the_reading_belongs_to_its_own_words),
        CASE(pictographs_are_left_out),
        CASE(what_cannot_be_taken_is_told),
        CASE(colours_are_read_and_the_nearest_taken),
        CASE(pictures_are_known_by_their_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
