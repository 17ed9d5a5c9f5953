#include "unit_test.h"

#include "message/message.h"

static void reading_is(const struct message *message, const char *expected)
{
    struct buffer reading;
    buffer_init(&reading);
    message_reading(message, &reading);
    assert_string_equal(buffer_text(&reading), expected);
    buffer_destroy(&reading);
}

static void words_keep_the_reading_they_were_chosen_by(void **state)
{
    (void)state;
    struct message m;
    message_init(&m);
    assert_true(message_spell(&m, "y"));
    assert_true(message_spell(&m, "in"));
    assert_true(message_spell(&m, "h"));
    reading_is(&m, "yinh");
    assert_true(message_commit(&m, "银行", "yin2 hang2", 3));
    reading_is(&m, "");
    assert_true(message_commit(&m, "，", NULL, 0));
    assert_true(message_commit(&m, "A行", "xing2", 0));
    assert_string_equal(message_text(&m), "银行，A行");
    assert_string_equal(message_syllable(&m, 1), "hang2");
    assert_string_equal(message_syllable(&m, 2), "");
    assert_string_equal(message_syllable(&m, 3), "");
    assert_string_equal(message_syllable(&m, 4), "xing2");
    assert_string_equal(message_syllable(&m, 5), "");
    assert_int_equal(message_count(&m), 5);
    assert_int_equal(message_caret(&m), 5);
    message_destroy(&m);
}

static void the_rest_of_the_reading_stays(void **state)
{
    (void)state;
    struct message m;
    message_init(&m);
    message_spell(&m, "h");
    message_spell(&m, "e");
    message_spell(&m, "sh");
    message_commit(&m, "喝", "he1", 2);
    reading_is(&m, "sh");
    assert_true(message_delete(&m));
    reading_is(&m, "");
    assert_string_equal(message_text(&m), "喝");
    assert_true(message_delete(&m));
    assert_string_equal(message_text(&m), "");
    assert_false(message_delete(&m));
    message_destroy(&m);
}

static void every_step_can_be_undone(void **state)
{
    (void)state;
    struct message m;
    message_init(&m);
    message_spell(&m, "w");
    message_spell(&m, "o");
    message_commit(&m, "我", "wo3", 2);
    message_delete(&m);
    message_commit(&m, "窝", "wo1", 0);
    message_clear(&m);
    assert_true(message_is_empty(&m));
    assert_true(message_undo(&m));
    assert_string_equal(message_text(&m), "窝");
    assert_string_equal(message_syllable(&m, 0), "wo1");
    assert_true(message_undo(&m));
    assert_true(message_undo(&m));
    assert_string_equal(message_text(&m), "我");
    assert_string_equal(message_syllable(&m, 0), "wo3");
    assert_true(message_undo(&m));
    reading_is(&m, "wo");
    assert_true(message_undo(&m));
    assert_true(message_undo(&m));
    assert_true(message_is_empty(&m));
    assert_false(message_undo(&m));
    message_destroy(&m);
}

static void delete_word_is(struct message *m, const char *text)
{
    assert_true(message_delete_word(m));
    assert_string_equal(message_text(m), text);
}

/* Hanzi as they were chosen, Latin words and numbers whole, what is spelt all at once. */
static void words_are_deleted_whole(void **state)
{
    (void)state;
    struct message m;
    message_init(&m);
    assert_false(message_delete_word(&m));
    static const char *const pieces[] = {"我", "想喝水", "，",     "12",   ":",       "3",
                                         "0",  "ok",     " thank", " you", "你好。好"};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++)
        assert_true(message_commit(&m, pieces[i], i == 1 ? "xiang3 he1 shui3" : NULL, 0));
    message_spell(&m, "h");
    message_spell(&m, "ao");
    delete_word_is(&m, "我想喝水，12:30ok thank you你好。好");
    reading_is(&m, "");
    delete_word_is(&m, "我想喝水，12:30ok thank you你好。");
    delete_word_is(&m, "我想喝水，12:30ok thank you你好");
    delete_word_is(&m, "我想喝水，12:30ok thank you");
    delete_word_is(&m, "我想喝水，12:30ok thank");
    delete_word_is(&m, "我想喝水，12:30ok");
    delete_word_is(&m, "我想喝水，12:");
    delete_word_is(&m, "我想喝水，12");
    delete_word_is(&m, "我想喝水，");
    delete_word_is(&m, "我想喝水");
    assert_true(message_delete(&m));
    delete_word_is(&m, "我");
    assert_true(message_undo(&m));
    assert_string_equal(message_text(&m), "我想喝");
    assert_string_equal(message_syllable(&m, 2), "he1");
    delete_word_is(&m, "我");
    delete_word_is(&m, "");
    assert_false(message_delete_word(&m));
    message_destroy(&m);
}

/* Read back after a restart it is not known what was chosen at once; blanks alone go together. */
static void words_of_a_restored_message(void **state)
{
    (void)state;
    struct message m;
    message_init(&m);
    message_restore(&m, "  你好 see you ");
    delete_word_is(&m, "  你好 see ");
    delete_word_is(&m, "  你好 ");
    delete_word_is(&m, "  你");
    delete_word_is(&m, "  ");
    delete_word_is(&m, "");
    message_destroy(&m);
}

static void nothing_malformed_gets_in(void **state)
{
    (void)state;
    struct message m;
    message_init(&m);
    assert_false(message_commit(&m, "", NULL, 0));
    assert_false(message_commit(&m, "\xE4\xB8", NULL, 0));
    assert_false(message_spell(&m, ""));
    assert_false(message_spell(&m, "12345678"));
    assert_true(message_spell(&m, "1234567"));
    for (int i = 1; i < MESSAGE_UNITS_AT_MOST; i++)
        assert_true(message_spell(&m, "a"));
    assert_false(message_spell(&m, "a"));
    message_reset(&m);
    assert_false(message_undo(&m));
    message_destroy(&m);
}

static void it_holds_2000_characters_and_forgets_the_oldest_steps(void **state)
{
    (void)state;
    struct message m;
    message_init(&m);
    for (int i = 0; i < MESSAGE_CHARACTERS_AT_MOST; i++)
        assert_true(message_commit(&m, "字", "zi4", 0));
    assert_false(message_commit(&m, "字", "zi4", 0));
    int undone = 0;
    while (message_undo(&m))
        undone++;
    assert_int_equal(undone, MESSAGE_UNDO_AT_MOST);
    assert_int_equal(message_count(&m), MESSAGE_CHARACTERS_AT_MOST - MESSAGE_UNDO_AT_MOST);
    message_restore(&m, "旧话");
    assert_int_equal(message_caret(&m), 2);
    assert_false(message_undo(&m));
    message_destroy(&m);
}

static void a_message_that_is_too_long_or_torn_is_restored_as_far_as_it_goes(void **state)
{
    (void)state;
    struct message m;
    struct buffer long_text = {0};
    message_init(&m);
    for (int i = 0; i <= MESSAGE_CHARACTERS_AT_MOST; i++)
        buffer_add_text(&long_text, "字");
    message_restore(&m, buffer_text(&long_text));
    assert_int_equal(message_count(&m), MESSAGE_CHARACTERS_AT_MOST);
    assert_int_equal(message_caret(&m), MESSAGE_CHARACTERS_AT_MOST);
    buffer_destroy(&long_text);
    message_restore(&m, "我要喝水\xE4\xB8");
    assert_string_equal(message_text(&m), "我要喝水");
    assert_false(message_undo(&m));
    message_restore(&m, "\xFF你");
    assert_string_equal(message_text(&m), "");
    message_destroy(&m);
}

/* Back to a step, also when as many are remembered as can be, and when the way there is an undo made again. */
static void it_returns_to_a_step(void **state)
{
    (void)state;
    struct message m;
    message_init(&m);
    for (int i = 0; i < MESSAGE_UNDO_AT_MOST; i++)
        message_commit(&m, "字", "zi4", 0);
    long steps = m.steps;
    message_spell(&m, "w");
    message_commit(&m, "我", "wo3", 1);
    assert_true(message_return(&m, steps));
    assert_int_equal(message_count(&m), MESSAGE_UNDO_AT_MOST);
    assert_false(message_return(&m, steps));
    message_undo(&m);
    assert_true(message_return(&m, steps));
    assert_int_equal(message_count(&m), MESSAGE_UNDO_AT_MOST);
    assert_true(message_undo(&m));
    assert_true(message_undo(&m));
    message_commit(&m, "别", NULL, 0); /* what was undone is forgotten */
    assert_false(message_return(&m, steps));
    message_destroy(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_keep_the_reading_they_were_chosen_by),
        cmocka_unit_test(the_rest_of_the_reading_stays),
        cmocka_unit_test(every_step_can_be_undone),
        cmocka_unit_test(words_are_deleted_whole),
        cmocka_unit_test(words_of_a_restored_message),
        cmocka_unit_test(nothing_malformed_gets_in),
        cmocka_unit_test(a_message_that_is_too_long_or_torn_is_restored_as_far_as_it_goes),
        cmocka_unit_test(it_returns_to_a_step),
        cmocka_unit_test(it_holds_2000_characters_and_forgets_the_oldest_steps),
    };
    return cmocka_run_group_tests_name("message", tests, NULL, NULL);
}
