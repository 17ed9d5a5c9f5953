/* Open Board files: reading, reporting, writing back. What was written must be, as JSON, what stood in the file. */
#include "unit_test.h"

#include <dirent.h>
#include <json-c/json.h>

#include "board/obf.h"
#include "whole_file.h"

struct desk {
    struct obf_set set;
    struct diagnostics problems;
};

static int begin(void **state)
{
    struct desk *desk = memory_new(1, sizeof *desk);
    obf_set_init(&desk->set);
    diagnostics_init(&desk->problems);
    *state = desk;
    return 0;
}

static int end(void **state)
{
    struct desk *desk = *state;
    obf_set_destroy(&desk->set);
    diagnostics_destroy(&desk->problems);
    free(desk);
    return 0;
}

static bool read_text(struct desk *desk, const char *text)
{
    return obf_read_board(&desk->set, text, strlen(text), "a.obf", "a.obf", &desk->problems);
}

static const char *complaint(const struct desk *desk, size_t index)
{
    static char line[500];
    assert_true(index < desk->problems.count);
    diagnostic_format(&desk->problems.items[index], line, sizeof line);
    return line;
}

#define BOARD(rest) "{\"format\":\"open-board-0.1\",\"id\":\"t\"," rest "}"
#define GRID_1 "\"grid\":{\"rows\":1,\"columns\":1,\"order\":[[\"1\"]]}"

/* --- the same JSON ---------------------------------------------------------------------------------------- */

/* Lists and "strings" that the format wants and the file leaves out, or holds empty, are the same to a reader. */
static bool is_nothing(struct json_object *value)
{
    return !value || (json_object_is_type(value, json_type_array) && json_object_array_length(value) == 0) ||
           (json_object_is_type(value, json_type_object) && json_object_object_length(value) == 0);
}

static bool same(struct json_object *a, struct json_object *b, const char *at);

static bool same_members(struct json_object *a, struct json_object *b, const char *at)
{
    json_object_object_foreach(a, key, value)
    {
        struct json_object *other = NULL;
        json_object_object_get_ex(b, key, &other);
        char deeper[300];
        snprintf(deeper, sizeof deeper, "%s/%s", at, key);
        if (!same(value, other, deeper))
            return false;
    }
    return true;
}

static bool same(struct json_object *a, struct json_object *b, const char *at)
{
    bool right = json_object_get_type(a) == json_object_get_type(b);
    if (is_nothing(a) && is_nothing(b))
        return true;
    if (right && json_object_is_type(a, json_type_object))
        return same_members(a, b, at) && same_members(b, a, at);
    if (right && json_object_is_type(a, json_type_array)) {
        right = json_object_array_length(a) == json_object_array_length(b);
        for (size_t i = 0; right && i < json_object_array_length(a); i++)
            right = same(json_object_array_get_idx(a, i), json_object_array_get_idx(b, i), at);
        return right;
    }
    right = right && strcmp(json_object_to_json_string(a), json_object_to_json_string(b)) == 0;
    if (!right)
        print_message("# %s: %s, then %s\n", at, json_object_to_json_string(a),
                      json_object_to_json_string(b));
    return right;
}

/* read → write → the same JSON → read → write → the same bytes */
static void assert_round(const char *bytes, size_t size, const char *name)
{
    struct obf_set first, second;
    struct buffer written = {0}, again = {0};
    obf_set_init(&first);
    obf_set_init(&second);
    assert_true(obf_read_board(&first, bytes, size, name, name, NULL));
    obf_write_board(&first.boards[0], &written);
    struct json_object *was = json_tokener_parse(bytes), *is = json_tokener_parse(buffer_text(&written));
    struct json_object *format = NULL;
    if (!json_object_object_get_ex(was, "format", &format) || !format)
        json_object_object_add(was, "format", json_object_new_string(OBF_FORMAT));
    assert_true(same(was, is, name));
    json_object_put(was);
    json_object_put(is);
    struct diagnostics problems;
    diagnostics_init(&problems);
    assert_true(obf_read_board(&second, buffer_text(&written), written.size, name, name, &problems));
    obf_write_board(&second.boards[0], &again);
    assert_string_equal(buffer_text(&written), buffer_text(&again));
    diagnostics_destroy(&problems);
    buffer_destroy(&written);
    buffer_destroy(&again);
    obf_set_destroy(&first);
    obf_set_destroy(&second);
}

static int round_folder(const char *folder)
{
    DIR *directory = opendir(folder);
    int count = 0;
    for (struct dirent *entry = directory ? readdir(directory) : NULL; entry; entry = readdir(directory)) {
        const char *dot = strrchr(entry->d_name, '.');
        if (!dot || strcmp(dot, ".obf") != 0)
            continue;
        char path[1024];
        size_t size;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        char *bytes = whole_file(path, &size);
        bytes = memory_grow(bytes, size + 1, 1);
        bytes[size] = '\0';
        assert_round(bytes, size, entry->d_name);
        free(bytes);
        count++;
    }
    if (directory)
        closedir(directory);
    return count;
}

static void our_files_come_back(void **state)
{
    (void)state;
    assert_true(round_folder(YINIAN_SOURCE_DIR "/tests/unit/board/obf") >= 2);
}

static void files_of_other_programs_come_back(void **state)
{
    (void)state;
    int count = round_folder(YINIAN_SOURCE_DIR "/../shared/samples/obf");
    if (count == 0)
        skip(); /* ../shared is not there */
    print_message("# %d files of other programs\n", count);
}

static void our_fields_are_read(void **state)
{
    struct desk *desk = *state;
    size_t size;
    char *bytes = whole_file(YINIAN_SOURCE_DIR "/tests/unit/board/obf/everything.obf", &size);
    assert_true(obf_read_board(&desk->set, bytes, size, "e.obf", "e.obf", &desk->problems));
    free(bytes);
    assert_int_equal(desk->problems.count, 0);
    const struct obf_board *board = &desk->set.boards[0];
    assert_int_equal(board->rows * board->columns, 8);
    assert_string_equal(board->buttons[0].yinian_reading, "shui3");
    assert_string_equal(board->buttons[0].yinian_recording, "recordings/water.flac");
    assert_string_equal(board->buttons[0].yinian_timing, "{\"dwell_ms\":900}");
    assert_string_equal(obf_find_button(board, &board->order[1])->label, "a number's id");
    assert_string_equal(obf_find_button(board, &board->order[2])->label, "a text's id");
    assert_null(board->order[3].text);
    assert_int_equal(board->buttons[1].hidden, OBF_NO);
    assert_int_equal(board->buttons[2].hidden, OBF_YES);
    assert_true(board->buttons[2].left.value == 0.25);
    assert_string_equal(obf_in_language(board, "water", "zh"), "水");
    assert_string_equal(obf_in_language(board, "away", "zh"), "away");
    assert_int_equal(obf_find_link(&desk->set, board->buttons[3].load_board), 0);
    assert_int_equal(obf_find_link(&desk->set, board->buttons[4].load_board), -1);
}

/* --- what is wrong is told -------------------------------------------------------------------------------- */

static void cut_json_is_told_with_its_place(void **state)
{
    struct desk *desk = *state;
    assert_false(read_text(desk, "{\"format\":\n \"open-bo"));
    assert_non_null(strstr(complaint(desk, 0), "a.obf:2:"));
    assert_int_equal(desk->set.board_count, 0);
}

static void other_json_is_no_board(void **state)
{
    struct desk *desk = *state;
    assert_false(read_text(desk, "[1, 2]"));
    assert_false(read_text(desk, "{\"a\": 1}"));
    assert_false(read_text(desk, "null"));
    assert_false(read_text(desk, ""));
    assert_int_equal(desk->problems.errors, 4);
}

static void deep_json_is_refused(void **state)
{
    struct desk *desk = *state;
    struct buffer text = {0};
    buffer_add_text(&text, "{\"buttons\":");
    for (int i = 0; i < 100000; i++)
        buffer_add_byte(&text, '[');
    assert_false(read_text(desk, buffer_text(&text)));
    buffer_destroy(&text);
}

static void a_wrong_kind_is_told_and_kept(void **state)
{
    struct desk *desk = *state;
    assert_true(read_text(desk, BOARD(GRID_1 ",\"buttons\":[{\"id\":\"1\",\"label\":[5]}],\"images\":7")));
    assert_int_equal(desk->problems.count, 2);
    assert_non_null(strstr(complaint(desk, 0), "/buttons/0/label"));
    assert_non_null(strstr(complaint(desk, 1), "/images"));
    struct buffer written = {0};
    obf_write_board(&desk->set.boards[0], &written);
    assert_non_null(strstr(buffer_text(&written), "\"images\":7"));
    assert_non_null(strstr(buffer_text(&written), "5"));
    buffer_destroy(&written);
}

static void a_grid_without_sense_becomes_one(void **state)
{
    struct desk *desk = *state;
    static const char *const grids[] = {"\"grid\":{\"rows\":-1,\"columns\":0,\"order\":[]}", "\"grid\":{}",
                                        "\"grid\":null",
                                        "\"grid\":{\"rows\":1000000000,\"columns\":1000000000}"};
    for (size_t i = 0; i < 4; i++) {
        char text[400];
        snprintf(text, sizeof text, "{%s,\"buttons\":[{\"id\":1},{\"id\":2},{\"id\":3}]}", grids[i]);
        diagnostics_clear(&desk->problems);
        assert_true(read_text(desk, text));
        assert_int_equal(desk->problems.count, 1);
        assert_int_equal(desk->set.boards[i].rows, 2);
        assert_int_equal(desk->set.boards[i].columns, 2);
        assert_string_equal(desk->set.boards[i].order[2].text, "3");
    }
}

static void rows_of_different_length_are_filled(void **state)
{
    struct desk *desk = *state;
    assert_true(read_text(desk, "{\"buttons\":[{\"id\":1},{\"id\":2}],"
                                "\"grid\":{\"rows\":2,\"columns\":3,\"order\":[[1],null,[null,2]]}}"));
    const struct obf_board *board = &desk->set.boards[0];
    assert_int_equal(board->rows, 3);
    assert_int_equal(board->columns, 3);
    assert_string_equal(board->order[7].text, "2");
    assert_null(board->order[1].text);
    assert_int_equal(desk->problems.count, 4); /* three rows, and that they are three */
}

static void what_has_no_place_is_told(void **state)
{
    struct desk *desk = *state;
    assert_true(
        read_text(desk, BOARD(GRID_1 ",\"buttons\":[{\"id\":\"1\"},{\"id\":\"1\"},{\"label\":\"x\"}]")));
    assert_non_null(strstr(complaint(desk, 0), "/buttons/1: another button has this id"));
    assert_non_null(strstr(complaint(desk, 1), "/buttons/2: this button has no id"));
    assert_int_equal(desk->problems.count, 4);
}

static void comments_and_twins_are_told(void **state)
{
    struct desk *desk = *state;
    assert_true(read_text(desk, BOARD(GRID_1 ",\"buttons\":[{\"id\":\"1\",},] /* ours */")));
    assert_non_null(strstr(complaint(desk, 0), "comments"));
    assert_true(
        read_text(desk, BOARD(GRID_1 ",\"buttons\":[{\"id\":\"1\",\"label\":\"a\",\"label\":\"b:c\"}]")));
    assert_non_null(strstr(complaint(desk, 1), "twice"));
    assert_string_equal(desk->set.boards[1].buttons[0].label, "b:c");
}

static void utf16_is_read(void **state)
{
    struct desk *desk = *state;
    const char *text =
        "{\"buttons\":[{\"id\":1,\"label\":\"x\"}],\"grid\":{\"rows\":1,\"columns\":1,\"order\":[[1]]}}";
    struct buffer wide = {0};
    buffer_add(&wide, "\xFF\xFE", 2);
    for (const char *at = text; *at; at++) {
        bool hanzi = *at == 'x'; /* 水, U+6C34 */
        buffer_add(&wide, hanzi ? "\x34\x6C" : (char[]){*at, 0}, 2);
    }
    assert_true(obf_read_board(&desk->set, buffer_text(&wide), wide.size, "a", "a", &desk->problems));
    assert_string_equal(desk->set.boards[0].buttons[0].label, "水");
    assert_int_equal(desk->problems.count, 1);
    buffer_destroy(&wide);
    assert_false(obf_read_board(&desk->set, "{\"a\":\"\xE6\xB0\"}", 10, "a", "a", &desk->problems));
}

/* --- archives --------------------------------------------------------------------------------------------- */

static const char LINKED[] =
    "{\"id\":\"a\",\"buttons\":[{\"id\":1,\"label\":\"b\",\"load_board\":{\"path\":\"boards/b.obf\"}}],"
    "\"grid\":{\"rows\":1,\"columns\":1,\"order\":[[1]]}}";
static const char LEAF[] =
    "{\"id\":\"b\",\"buttons\":[],\"grid\":{\"rows\":1,\"columns\":1,\"order\":[[null]]}}";
static const char MANIFEST[] =
    "{\"format\":\"open-board-0.1\",\"root\":\"boards/a.obf\",\"ext_x\":1,\"paths\":{\"boards\":"
    "{\"a\":\"boards/a.obf\",\"b\":\"boards/b.obf\"},\"images\":{\"9\":\"i.png\"},\"ext_y\":{}}}";

static struct obf_file file_of(const char *name, const char *text)
{
    return (struct obf_file){name, text, strlen(text)};
}

static void a_package_is_read_and_written(void **state)
{
    struct desk *desk = *state;
    struct obf_file files[] = {file_of("boards/b.obf", LEAF), file_of("manifest.json", MANIFEST),
                               file_of("boards/a.obf", LINKED), file_of("i.png", "no picture")};
    assert_true(obf_read_package(&desk->set, files, 4, "p.obz", &desk->problems));
    assert_int_equal(desk->problems.count, 0);
    assert_int_equal(desk->set.board_count, 2);
    assert_string_equal(desk->set.boards[desk->set.root].id.text, "a");
    struct obf_media image = {.id = {"9", true}};
    assert_string_equal(obf_media_file(&desk->set, &image, false)->name, "i.png");
    struct buffer written = {0};
    obf_write_manifest(&desk->set, &written);
    struct json_object *was = json_tokener_parse(MANIFEST), *is = json_tokener_parse(buffer_text(&written));
    assert_true(same(was, is, "manifest"));
    json_object_put(was);
    json_object_put(is);
    buffer_destroy(&written);
}

static void without_a_manifest_the_first_board_is_found(void **state)
{
    struct desk *desk = *state;
    struct obf_file files[] = {file_of("boards/b.obf", LEAF), file_of("boards/a.obf", LINKED)};
    assert_true(obf_read_package(&desk->set, files, 2, "p.obz", &desk->problems));
    assert_string_equal(desk->set.boards[desk->set.root].id.text, "a");
    assert_int_equal(desk->problems.count, 2);
}

static void a_folder_around_all_is_looked_through(void **state)
{
    struct desk *desk = *state;
    struct obf_file files[] = {file_of("__MACOSX/._x", "?"), file_of("My boards/boards/b.obf", LEAF),
                               file_of("My boards/manifest.json", MANIFEST),
                               file_of("My boards/boards/a.obf", LINKED)};
    assert_true(obf_read_package(&desk->set, files, 4, "p.obz", &desk->problems));
    assert_int_equal(desk->set.board_count, 2);
    assert_int_equal(desk->problems.errors, 0);
    assert_int_equal(obf_find_link(&desk->set, desk->set.boards[1].buttons[0].load_board), 0);
}

static void a_board_that_is_missing_is_told(void **state)
{
    struct desk *desk = *state;
    struct obf_file files[] = {file_of("manifest.json", MANIFEST), file_of("boards/a.obf", LINKED)};
    assert_true(obf_read_package(&desk->set, files, 2, "p.obz", &desk->problems));
    assert_string_equal(complaint(desk, 0), "p.obz: /paths/boards/b: the archive has no such board");
    struct obf_set none;
    obf_set_init(&none);
    assert_false(obf_read_package(&none, files, 1, "p.obz", &desk->problems));
    obf_set_destroy(&none);
}

int main(void)
{
#define CASE(function) cmocka_unit_test_setup_teardown(function, begin, end)
    const struct CMUnitTest tests[] = {
        CASE(our_files_come_back),
        CASE(files_of_other_programs_come_back),
        CASE(our_fields_are_read),
        CASE(cut_json_is_told_with_its_place),
        CASE(other_json_is_no_board),
        CASE(deep_json_is_refused),
        CASE(a_wrong_kind_is_told_and_kept),
        CASE(a_grid_without_sense_becomes_one),
        CASE(rows_of_different_length_are_filled),
        CASE(what_has_no_place_is_told),
        CASE(comments_and_twins_are_told),
        CASE(utf16_is_read),
        CASE(a_package_is_read_and_written),
        CASE(without_a_manifest_the_first_board_is_found),
        CASE(a_folder_around_all_is_looked_through),
        CASE(a_board_that_is_missing_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
