/* What is remembered of somebody's reading. */
#include "unit_test.h"

#include "library/reading_state.h"

static struct reading_state state;
static struct diagnostics problems;

static int begin(void **unused)
{
    (void)unused;
    reading_state_init(&state);
    diagnostics_init(&problems);
    return 0;
}

static int end(void **unused)
{
    (void)unused;
    reading_state_destroy(&state);
    diagnostics_destroy(&problems);
    return 0;
}

static bool parse(const char *text)
{
    return reading_state_parse(&state, text, strlen(text), "reading.txt", &problems);
}

/* As it is written, without the comments at its beginning. */
static const char *written(const struct reading_state *from)
{
    static char text[2000];
    struct buffer out = {0};
    reading_state_write(from, &out);
    const char *at = buffer_text(&out);
    while (*at == '#')
        at = strchr(at, '\n') + 1;
    assert_true(strlen(at) < sizeof text);
    strcpy(text, at);
    buffer_destroy(&out);
    return text;
}

static const char *complaint(size_t index)
{
    static char line[300];
    assert_true(index < problems.count);
    diagnostic_format(&problems.items[index], line, sizeof line);
    return line;
}

/* --- places -------------------------------------------------------------------------------------------- */

static void test_place_is_kept_and_the_last_is_the_newest(void **unused)
{
    (void)unused;
    size_t at = 7;
    assert_null(reading_newest(&state));
    assert_false(reading_place(&state, "zh/L04", &at));
    assert_int_equal(at, 7);
    assert_true(reading_set_place(&state, "zh/L04", 120));
    assert_true(reading_set_place(&state, "zh/L05", 0));
    assert_string_equal(reading_newest(&state)->key, "zh/L05");
    assert_true(reading_place(&state, "zh/L04", &at));
    assert_int_equal(at, 120);
    assert_true(reading_place(&state, "zh/L05", &at));
    assert_int_equal(at, 0);
    assert_false(reading_place(&state, "en/L04", &at));
}

static void test_place_changes_only_when_it_is_another(void **unused)
{
    (void)unused;
    assert_true(reading_set_place(&state, "zh/L04", 120));
    assert_false(reading_set_place(&state, "zh/L04", 120));
    assert_true(reading_set_place(&state, "zh/L04", 121));
    assert_true(reading_set_place(&state, "zh/L05", 3));
    assert_true(reading_set_place(&state, "zh/L04", 121));
    assert_string_equal(reading_newest(&state)->key, "zh/L04");
    assert_int_equal(state.places.count, 2);
}

static void test_newest_places_are_kept(void **unused)
{
    (void)unused;
    char key[READING_KEY_BYTES];
    size_t at;
    for (int i = 0; i < READING_ITEMS_AT_MOST; i++) {
        snprintf(key, sizeof key, "own/%d", i);
        assert_true(reading_set_place(&state, key, 1));
    }
    assert_true(reading_place(&state, "own/0", &at));
    assert_true(reading_set_place(&state, "own/0", 2));
    assert_int_equal(state.places.count, READING_ITEMS_AT_MOST);
    assert_true(reading_set_place(&state, "own/new", 2));
    assert_int_equal(state.places.count, READING_ITEMS_AT_MOST);
    assert_true(reading_place(&state, "own/0", &at));
    assert_false(reading_place(&state, "own/1", &at));
    assert_true(reading_place(&state, "own/2", &at));
    assert_string_equal(reading_newest(&state)->key, "own/new");
}

/* --- read and marked ----------------------------------------------------------------------------------- */

static void test_read_once(void **unused)
{
    (void)unused;
    assert_false(reading_is_read(&state, "zh/L04"));
    assert_true(reading_set_read(&state, "zh/L04"));
    assert_false(reading_set_read(&state, "zh/L04"));
    assert_true(reading_is_read(&state, "zh/L04"));
    assert_false(reading_is_read(&state, "en/L04"));
}

static void test_newest_read_are_kept(void **unused)
{
    (void)unused;
    char key[READING_KEY_BYTES];
    for (int i = 0; i <= READING_ITEMS_AT_MOST; i++) {
        snprintf(key, sizeof key, "own/%d", i);
        assert_true(reading_set_read(&state, key));
        assert_true(reading_is_read(&state, "own/0") == (i < READING_ITEMS_AT_MOST));
    }
    assert_int_equal(state.read.count, READING_ITEMS_AT_MOST);
    assert_true(reading_is_read(&state, "own/1"));
}

static void test_mark_is_set_and_taken_away(void **unused)
{
    (void)unused;
    reading_toggle_mark(&state, "zh/L04", 100, 200);
    assert_true(reading_has_mark(&state, "zh/L04"));
    assert_false(reading_has_mark(&state, "zh/L05"));
    assert_true(reading_is_marked(&state, "zh/L04", 100, 101));
    assert_true(reading_is_marked(&state, "zh/L04", 0, 101));
    assert_false(reading_is_marked(&state, "zh/L04", 0, 100));
    assert_false(reading_is_marked(&state, "zh/L04", 101, 300));
    assert_false(reading_is_marked(&state, "zh/L05", 0, 300));
    assert_false(reading_is_marked(&state, "zh/L03", 0, 300));
    reading_toggle_mark(&state, "zh/L04", 100, 200);
    assert_false(reading_has_mark(&state, "zh/L04"));
}

static void test_every_mark_of_the_passage_goes(void **unused)
{
    (void)unused;
    const size_t at[] = {200, 99, 150, 100};
    for (int i = 0; i < 4; i++)
        reading_toggle_mark(&state, "zh/L04", at[i], at[i] + 1);
    reading_toggle_mark(&state, "zh/L05", 150, 151);
    reading_toggle_mark(&state, "zh/L04", 100, 200);
    assert_string_equal(written(&state), "mark zh/L04 200\nmark zh/L04 99\nmark zh/L05 150\n");
}

static void test_empty_passage_is_one_byte(void **unused)
{
    (void)unused;
    reading_toggle_mark(&state, "zh/L04", 5, 5);
    assert_true(reading_is_marked(&state, "zh/L04", 5, 6));
    reading_toggle_mark(&state, "zh/L04", 5, 5);
    assert_false(reading_has_mark(&state, "zh/L04"));
}

static void test_marks_stand_in_the_order_of_the_text(void **unused)
{
    (void)unused;
    assert_true(parse("mark zh/L05 3\nmark zh/L04 900\nmark en/L09 1\nmark zh/L04 80\nmark zh/L04 80\n"));
    static const struct {
        const char *key;
        size_t at;
    } expected[] = {{"en/L09", 1}, {"zh/L04", 80}, {"zh/L04", 900}, {"zh/L05", 3}};
    assert_int_equal(state.marks.count, 4);
    for (int i = 0; i < 4; i++) {
        assert_string_equal(state.marks.items[i].key, expected[i].key);
        assert_int_equal(state.marks.items[i].at, expected[i].at);
    }
    assert_string_equal(written(&state), "mark zh/L05 3\nmark zh/L04 900\nmark en/L09 1\nmark zh/L04 80\n");
}

static void test_newest_marks_are_kept(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < READING_ITEMS_AT_MOST; i++)
        reading_toggle_mark(&state, "zh/L04", 5000 - i, 5001 - i);
    assert_true(reading_is_marked(&state, "zh/L04", 5000, 5001));
    reading_toggle_mark(&state, "zh/L03", 1, 2);
    assert_int_equal(state.marks.count, READING_ITEMS_AT_MOST);
    assert_false(reading_is_marked(&state, "zh/L04", 5000, 5001));
    assert_true(reading_is_marked(&state, "zh/L04", 4999, 5000));
    reading_toggle_mark(&state, "zh/L09", 1, 2);
    assert_false(reading_is_marked(&state, "zh/L04", 4999, 5000));
    assert_true(reading_has_mark(&state, "zh/L03"));
    assert_true(reading_has_mark(&state, "zh/L09"));
}

/* --- keys ---------------------------------------------------------------------------------------------- */

static void test_key_of_an_article(void **unused)
{
    (void)unused;
    char key[READING_KEY_BYTES];
    reading_key(key, "zh", &(struct article){.id = "L04"});
    assert_string_equal(key, "zh/L04");
    reading_key(key, "en", &(struct article){.id = "feeding-pump", .own = true});
    assert_string_equal(key, "own/feeding-pump");
    reading_key(key, "zh", &(struct article){.id = "喂养泵 说明\t2　新", .own = true});
    assert_string_equal(key, "own/喂养泵_说明_2_新");
    assert_true(reading_set_place(&state, key, 4));
}

static void test_longest_key(void **unused)
{
    (void)unused;
    char key[READING_KEY_BYTES], id[ARTICLE_ID_BYTES];
    memset(id, 'a', sizeof id);
    id[sizeof id - 1] = 0;
    reading_key(key, "zh", &(struct article){.id = id, .own = true});
    assert_int_equal(strlen(key), 4 + ARTICLE_ID_BYTES - 1);
    assert_true(reading_set_read(&state, key));
    const char *longer = "药药药药药药药药药药药药药药药药药药药药药药药药";
    reading_key(key, "zh", &(struct article){.id = longer, .own = true});
    assert_int_equal(strlen(key), 4 + 17 * 3);
    assert_true(reading_set_read(&state, key));
}

static void test_odd_keys_change_nothing(void **unused)
{
    (void)unused;
    static const char *const odd[] = {
        "",        "L04",         "/L04",        "zh/",   "zh/L 04", "zh/L\n",
        "zh/\x7F", "zh/\xC2\x80", "zh/\xC2\xA0", "zh/　", "zh/\xFF", "zh/\xE2\x80\xA8"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        assert_false(reading_set_place(&state, odd[i], 1));
        assert_false(reading_set_read(&state, odd[i]));
        reading_toggle_mark(&state, odd[i], 1, 2);
    }
    assert_string_equal(written(&state), "");
    char key[READING_KEY_BYTES + 1] = "zh/";
    memset(key + 3, 'a', READING_KEY_BYTES - 3);
    assert_false(reading_set_read(&state, key));
    key[READING_KEY_BYTES - 1] = 0;
    assert_true(reading_set_read(&state, key));
}

static void test_farthest_place(void **unused)
{
    (void)unused;
    assert_true(reading_set_place(&state, "zh/L04", READING_PLACE_AT_MOST));
    assert_false(reading_set_place(&state, "zh/L05", (size_t)READING_PLACE_AT_MOST + 1));
    reading_toggle_mark(&state, "zh/L04", READING_PLACE_AT_MOST, SIZE_MAX);
    reading_toggle_mark(&state, "zh/L05", (size_t)READING_PLACE_AT_MOST + 1, SIZE_MAX);
    assert_string_equal(written(&state), "place zh/L04 999999999\nmark zh/L04 999999999\n");
}

/* --- the file ------------------------------------------------------------------------------------------ */

static void test_written_and_read_back_is_the_same(void **unused)
{
    (void)unused;
    struct reading_state again;
    reading_state_init(&again);
    assert_true(reading_set_place(&state, "zh/L09", 5));
    assert_true(reading_set_place(&state, "own/泵", 0));
    assert_true(reading_set_read(&state, "zh/L09"));
    assert_true(reading_set_read(&state, "en/L01"));
    reading_toggle_mark(&state, "zh/L09", 44, 45);
    reading_toggle_mark(&state, "zh/L04", 3, 4);
    struct buffer out = {0};
    reading_state_write(&state, &out);
    assert_true(reading_state_parse(&again, buffer_text(&out), out.size, "reading.txt", &problems));
    assert_int_equal(problems.count, 0);
    assert_string_equal(written(&again), "place zh/L09 5\nplace own/泵 0\nread zh/L09\nread en/L01\n"
                                         "mark zh/L09 44\nmark zh/L04 3\n");
    assert_string_equal(reading_newest(&again)->key, "own/泵");
    buffer_destroy(&out);
    reading_state_destroy(&again);
}

static void test_file_as_people_write_it(void **unused)
{
    (void)unused;
    assert_true(parse("\xEF\xBB\xBF# mine\r\n\r\n  place\tzh/L04   12 \r\nread zh/L04\r\nplace zh/L04 9"));
    assert_string_equal(written(&state), "place zh/L04 9\nread zh/L04\n");
}

static void test_wrong_lines_are_left_out(void **unused)
{
    (void)unused;
    assert_false(parse("place zh/L04 12\nplaced zh/L04 13\nplace L04 13\nplace zh/L04\nplace zh/L04 -1\n"
                       "place zh/L04 1000000000\nread zh/L04 1\nread\nmark zh/L 04 2\nmark zh/L04 1 2\n"
                       "mark zh/L04 1x\nmark zh/L05 2\n"));
    assert_string_equal(written(&state), "place zh/L04 12\nmark zh/L05 2\n");
    assert_int_equal(problems.count, 10);
    assert_string_equal(complaint(0),
                        "reading.txt:2:1: placed: this line is not known; valid: place, read, mark");
    assert_string_equal(complaint(1), "reading.txt:3:7: L04: this names no article; valid: zh/L04, own/pump");
    assert_string_equal(complaint(2), "reading.txt:4:13: this is not a number; valid: 0 … 999999999");
    assert_string_equal(complaint(4),
                        "reading.txt:6:14: 1000000000: this is not a number; valid: 0 … 999999999");
    assert_string_equal(complaint(5), "reading.txt:7:13: 1: the line should end here");
    assert_string_equal(complaint(6), "reading.txt:8:5: this names no article; valid: zh/L04, own/pump");
}

static void test_nul_bytes_are_refused(void **unused)
{
    (void)unused;
    const char bytes[] = "read zh/L\0004\nread zh/L05\n\0";
    assert_false(reading_state_parse(&state, bytes, sizeof bytes - 1, "reading.txt", &problems));
    assert_int_equal(problems.count, 2);
    assert_string_equal(written(&state), "read zh/L05\n");
}

static void test_file_of_too_many_keeps_the_newest(void **unused)
{
    (void)unused;
    struct buffer text = {0};
    for (int i = 0; i <= READING_ITEMS_AT_MOST; i++)
        buffer_printf(&text, "place zh/%d 0\nmark zh/%d 0\n", i, i);
    assert_true(parse(buffer_text(&text)));
    size_t at;
    assert_false(reading_place(&state, "zh/0", &at));
    assert_true(reading_place(&state, "zh/1", &at));
    assert_false(reading_has_mark(&state, "zh/0"));
    assert_true(reading_has_mark(&state, "zh/1"));
    assert_true(reading_has_mark(&state, "zh/1000"));
    buffer_destroy(&text);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        CASE(test_place_is_kept_and_the_last_is_the_newest),
        CASE(test_place_changes_only_when_it_is_another),
        CASE(test_newest_places_are_kept),
        CASE(test_read_once),
        CASE(test_newest_read_are_kept),
        CASE(test_mark_is_set_and_taken_away),
        CASE(test_every_mark_of_the_passage_goes),
        CASE(test_empty_passage_is_one_byte),
        CASE(test_marks_stand_in_the_order_of_the_text),
        CASE(test_newest_marks_are_kept),
        CASE(test_key_of_an_article),
        CASE(test_longest_key),
        CASE(test_odd_keys_change_nothing),
        CASE(test_farthest_place),
        CASE(test_written_and_read_back_is_the_same),
        CASE(test_file_as_people_write_it),
        CASE(test_wrong_lines_are_left_out),
        CASE(test_nul_bytes_are_refused),
        CASE(test_file_of_too_many_keeps_the_newest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
