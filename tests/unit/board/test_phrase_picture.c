/* From `{图: …}` in a phrase file to the path on the cell: below the folder of the file, never elsewhere. */
#include "unit_test.h"

#include "board/board.h"
#include "board/board_parts.h"
#include "board/phrase_file.h"

struct desk {
    struct settings settings;
    struct phrase_set phrases;
    struct message message;
    struct page page;
    struct diagnostics diagnostics;
};

static int set_up(void **state)
{
    struct desk *desk = test_calloc(1, sizeof *desk);
    settings_init(&desk->settings);
    phrase_set_init(&desk->phrases);
    message_init(&desk->message);
    page_init(&desk->page);
    diagnostics_init(&desk->diagnostics);
    *state = desk;
    return 0;
}

static int tear_down(void **state)
{
    struct desk *desk = *state;
    diagnostics_destroy(&desk->diagnostics);
    page_destroy(&desk->page);
    message_destroy(&desk->message);
    phrase_set_destroy(&desk->phrases);
    test_free(desk);
    return 0;
}

/* The picture of the only phrase of a file whose attribute this is. */
static const char *picture_of(struct desk *desk, const char *file, const char *attribute)
{
    char text[256];
    snprintf(text, sizeof text, "# Home {id: home}\n- Water {%s}\n", attribute);
    phrase_set_destroy(&desk->phrases);
    phrase_set_init(&desk->phrases);
    diagnostics_clear(&desk->diagnostics);
    phrase_file_parse(text, strlen(text), file, &desk->phrases, &desk->diagnostics);
    struct board_context context = {.settings = &desk->settings,
                                    .phrases = &desk->phrases,
                                    .message = &desk->message,
                                    .screen = "phrases:home",
                                    .argument = "home",
                                    .width_px = 1280,
                                    .height_px = 800};
    board_phrases_build(&context, &desk->page);
    const struct cell *cell = page_find(&desk->page, "say.home.water");
    assert_non_null(cell);
    return cell->picture;
}

static void stands_in_the_folder_of_its_file(void **state)
{
    struct desk *desk = *state;
    assert_null(picture_of(desk, "/home/li/zh/a.md", "colour: red"));
    assert_string_equal(picture_of(desk, "/home/li/zh/a.md", "图: water.png"), "/home/li/zh/water.png");
    assert_string_equal(picture_of(desk, "/home/li/zh/a.md", "图片: 图/水.PNG"), "/home/li/zh/图/水.PNG");
    assert_string_equal(picture_of(desk, "data/a.md", "picture: tu/water.png"), "data/tu/water.png");
    assert_string_equal(picture_of(desk, "/a.md", "picture: water.png"), "/water.png");
    assert_string_equal(picture_of(desk, "a.md", "image: water.png"), "water.png");
    assert_string_equal(picture_of(desk, "", "image: water.png"), "water.png");
    assert_int_equal(desk->diagnostics.count, 0);
}

static void never_leads_out_of_it(void **state)
{
    struct desk *desk = *state;
    static const char *const out[] = {
        "/etc/secret.png", "../water.png", "tu/../../water.png", "..\\water.png", "\\\\host\\water.png",
        "water.jpg",       ".png",         "water.png/"};
    for (size_t i = 0; i < sizeof out / sizeof *out; i++) {
        char attribute[80];
        snprintf(attribute, sizeof attribute, "picture: %s", out[i]);
        assert_null(picture_of(desk, "/home/li/zh/a.md", attribute));
        assert_int_equal(desk->diagnostics.count, 1);
        assert_int_equal(desk->diagnostics.items[0].line, 2);
        assert_non_null(desk->diagnostics.items[0].valid);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(stands_in_the_folder_of_its_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(never_leads_out_of_it, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("phrase_picture", tests, NULL, NULL);
}
