#include "unit_test.h"

#include "message/message_file.h"

static void write_and_read(const struct message *from, struct message *to)
{
    struct buffer bytes = {0};
    message_file_write(from, &bytes);
    message_init(to);
    message_restore(to, message_text(from));
    assert_true(message_file_read(to, buffer_text(&bytes), bytes.size));
    buffer_destroy(&bytes);
}

static void same(const struct message *a, const struct message *b)
{
    struct buffer one = {0}, other = {0};
    message_file_write(a, &one);
    message_file_write(b, &other);
    assert_string_equal(buffer_text(&one), buffer_text(&other));
    buffer_destroy(&one);
    buffer_destroy(&other);
}

static void everything_comes_back(void **state)
{
    (void)state;
    struct message m, back;
    message_init(&m);
    message_commit(&m, "银行", "yin2 hang2", 0);
    message_commit(&m, "，", NULL, 0);
    message_commit(&m, "A行", "xing2", 0);
    message_spell(&m, "zh");
    message_spell(&m, "ong");
    message_move_caret(&m, 2);
    write_and_read(&m, &back);
    assert_string_equal(message_text(&back), "银行，A行");
    assert_string_equal(message_syllable(&back, 1), "hang2");
    assert_string_equal(message_syllable(&back, 2), "");
    assert_string_equal(message_syllable(&back, 4), "xing2");
    assert_int_equal(message_caret(&back), 2);
    assert_int_equal(back.now.unit_count, 2);
    assert_string_equal(back.now.units[1], "ong");
    assert_true(message_delete_word(&back)); /* all that is spelt */
    assert_true(message_delete_word(&back)); /* as it was chosen */
    assert_string_equal(message_text(&back), "，A行");
    message_destroy(&m);
    message_destroy(&back);
}

static void what_is_spelt_without_a_text(void **state)
{
    (void)state;
    struct message m, back;
    message_init(&m);
    message_spell(&m, "zh");
    write_and_read(&m, &back);
    same(&m, &back);
    message_destroy(&back);
    message_clear(&m);
    write_and_read(&m, &back);
    assert_true(message_is_empty(&back));
    message_destroy(&m);
    message_destroy(&back);
}

static void refused(const char *text, const char *bytes)
{
    struct message m, alone;
    message_init(&m);
    message_init(&alone);
    message_restore(&m, text);
    message_restore(&alone, text);
    assert_false(message_file_read(&m, bytes, strlen(bytes)));
    same(&m, &alone);
    message_destroy(&m);
    message_destroy(&alone);
}

/* The key of "银行": what is read is of this text alone. */
static void of_another_text_or_wrong_it_says_nothing(void **state)
{
    (void)state;
    struct message m;
    struct buffer bytes = {0}, wrong = {0};
    message_init(&m);
    message_commit(&m, "银行", "yin2 hang2", 0);
    message_file_write(&m, &bytes);
    refused("银", buffer_text(&bytes));
    refused("银行", "");
    refused("银行", "# yinian-writing 1\ncaret 1\n");
    static const char *const tails[] = {"caret 3\n",        "caret -1\n",       "caret\n",
                                        "caret 99999999\n", "spelt zhuangzh\n", "chosen yin2\n",
                                        "pieces 1\n",       "pieces 12\n",      "colour red\n",
                                        "caret 1",          "spelt \x01\n",     "chosen \xFF -\n"};
    for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++) {
        buffer_clear(&wrong);
        buffer_printf(&wrong, "%s%s", buffer_text(&bytes), tails[i]);
        refused("银行", buffer_text(&wrong));
    }
    buffer_destroy(&bytes);
    buffer_destroy(&wrong);
    message_destroy(&m);
}

/* A file that a power cut left half. */
static void cut_anywhere_it_is_right_or_says_nothing(void **state)
{
    (void)state;
    struct message m, back;
    struct buffer bytes = {0};
    message_init(&m);
    message_commit(&m, "银行", "yin2 hang2", 0);
    message_spell(&m, "zh");
    message_file_write(&m, &bytes);
    for (size_t size = 0; size < bytes.size; size++) {
        message_init(&back);
        message_restore(&back, message_text(&m));
        message_file_read(&back, buffer_text(&bytes), size);
        assert_string_equal(message_text(&back), "银行");
        assert_in_range(message_caret(&back), 0, 2);
        message_destroy(&back);
    }
    buffer_destroy(&bytes);
    message_destroy(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_comes_back),
        cmocka_unit_test(what_is_spelt_without_a_text),
        cmocka_unit_test(of_another_text_or_wrong_it_says_nothing),
        cmocka_unit_test(cut_anywhere_it_is_right_or_says_nothing),
    };
    return cmocka_run_group_tests_name("message file", tests, NULL, NULL);
}
