#include "unit_test.h"

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/time_us.h"
#include "base/utf8.h"
#include "base/warning.h"

static void time_rounds_towards_the_past(void **state)
{
    (void)state;
    assert_int_equal(time_to_ms(1999), 1);
    assert_int_equal(time_to_ms(-1), -1);
    assert_int_equal(time_to_ms(-1000), -1);
    assert_int_equal(time_from_ms(3), 3000);
}

static void utf8_round_trip(void **state)
{
    (void)state;
    static const uint32_t characters[] = {0x24, 0xA2, 0x939, 0x4E00, 0x20BB7, 0x10FFFF};
    for (size_t i = 0; i < sizeof characters / sizeof characters[0]; i++) {
        char bytes[4];
        uint32_t back;
        size_t length = utf8_encode(characters[i], bytes);
        assert_int_equal(utf8_decode(bytes, length, &back), length);
        assert_int_equal(back, characters[i]);
        assert_true(utf8_valid(bytes, length, NULL));
    }
}

static void utf8_refuses_what_is_wrong(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE4\xB8", "\xFF"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        size_t offset = 99;
        assert_false(utf8_valid(bad[i], strlen(bad[i]), &offset));
        assert_int_equal(offset, 0);
        uint32_t c;
        assert_int_equal(utf8_decode(bad[i], strlen(bad[i]), &c), 1);
        assert_int_equal(c, UTF8_REPLACEMENT);
    }
}

static void utf8_counts_characters(void **state)
{
    (void)state;
    const char *text = "我想a喝水";
    assert_int_equal(utf8_count(text, strlen(text)), 5);
    assert_int_equal(utf8_offset(text, strlen(text), 3), 7);
    assert_int_equal(utf8_offset(text, strlen(text), 9), strlen(text));
    assert_int_equal(utf8_before(text, 7), 6);
    assert_int_equal(utf8_before(text, 6), 3);
    assert_int_equal(utf8_before(text, 0), 0);
}

static void utf8_copies_whole_characters(void **state)
{
    (void)state;
    static const char *const fits[] = {"", "a", "a", "a", "a字", "a字b", "a字b"};
    for (size_t size = 1; size <= 7; size++) {
        char to[16] = "xxxxxxxxxxxxxxx";
        utf8_copy(to, size, "a字b");
        assert_string_equal(to, fits[size - 1]);
        assert_int_equal(to[size], 'x');
    }
}

/* A long reason is cut between characters, and the same once more is nothing new. */
static void a_warning_keeps_whole_characters(void **state)
{
    (void)state;
    struct warnings warnings;
    char detail[400] = "a", text[WARNING_TEXT_BYTES * 2];
    for (int i = 0; i < 120; i++)
        strcat(detail, "字");
    warnings_init(&warnings);
    assert_true(warnings_raise(&warnings, WARNING_SAVE_FAILED, detail));
    warning_text(&warnings, WARNING_SAVE_FAILED, text, sizeof text);
    assert_true(utf8_valid(text, strlen(text), NULL));
    assert_non_null(strstr(text, "a字字字"));
    assert_false(warnings_raise(&warnings, WARNING_SAVE_FAILED, detail));
    assert_true(warnings_raise(&warnings, WARNING_SAVE_FAILED, "another"));
}

static void buffer_splices(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer);
    assert_string_equal(buffer_text(&buffer), "");
    buffer_add_text(&buffer, "abcdef");
    buffer_splice(&buffer, 1, 2, "XYZ", 3);
    assert_string_equal(buffer_text(&buffer), "aXYZdef");
    buffer_splice(&buffer, 7, 0, "!", 1);
    buffer_printf(&buffer, "%d", 42);
    assert_string_equal(buffer_text(&buffer), "aXYZdef!42");
    buffer_destroy(&buffer);
}

static void arena_survives_reset(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    char *big = arena_new(&arena, 100000, 1);
    big[99999] = 1;
    for (int i = 0; i < 1000; i++)
        assert_string_equal(arena_printf(&arena, "cell.%d", 7), "cell.7");
    arena_reset(&arena);
    assert_string_equal(arena_text(&arena, "again"), "again");
    arena_destroy(&arena);
}

static void diagnostics_name_place_reason_choices(void **state)
{
    (void)state;
    struct diagnostics list;
    diagnostics_init(&list);
    diagnostics_add(&list, &(struct diagnostic){.level = DIAGNOSTIC_ERROR,
                                                .file = "a.conf",
                                                .line = 12,
                                                .column = 8,
                                                .key = "scan_time",
                                                .reason = "90 is too short",
                                                .valid = "300 to 5000 ms"});
    char line[200];
    diagnostic_format(&list.items[0], line, sizeof line);
    assert_string_equal(line, "a.conf:12:8: scan_time: 90 is too short; valid: 300 to 5000 ms");
    for (int i = 0; i < DIAGNOSTICS_AT_MOST + 5; i++)
        diagnostics_add(&list, &(struct diagnostic){.level = DIAGNOSTIC_WARNING, .reason = "x"});
    assert_int_equal(list.count, DIAGNOSTICS_AT_MOST);
    assert_int_equal(list.dropped, 6);
    assert_int_equal(list.errors, 1);
    diagnostics_destroy(&list);
}

/* The authors' own examples. */
static void hashes_are_fnv_1a(void **state)
{
    (void)state;
    assert_true(HASH32_START == 0x811C9DC5u);
    assert_true(hash32_text(HASH32_START, "a") == 0xE40C292Cu);
    assert_true(hash32_bytes(HASH32_START, "foobar", 6) == 0xBF9CF968u);
    assert_true(hash64_text(HASH64_START, "a") == 0xAF63DC4C8601EC8Cu);
    assert_true(hash64_bytes(HASH64_START, "foobar", 6) == 0x85944171F73967E8u);
    assert_true(hash64_text(hash64_text(HASH64_START, "foo"), "bar") == 0x85944171F73967E8u);
    assert_true(hash32_text(hash32_text(HASH32_START, "foo"), "bar") == 0xBF9CF968u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(time_rounds_towards_the_past),
        cmocka_unit_test(utf8_round_trip),
        cmocka_unit_test(utf8_refuses_what_is_wrong),
        cmocka_unit_test(utf8_counts_characters),
        cmocka_unit_test(utf8_copies_whole_characters),
        cmocka_unit_test(a_warning_keeps_whole_characters),
        cmocka_unit_test(buffer_splices),
        cmocka_unit_test(arena_survives_reset),
        cmocka_unit_test(hashes_are_fnv_1a),
        cmocka_unit_test(diagnostics_name_place_reason_choices),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
