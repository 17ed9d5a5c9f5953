/* Sentences of everyday talk, looked up by how they begin; and the file that is built. */
#include "unit_test.h"
#include "whole_file.h"

#include "base/memory.h"
#include "predict/talk_texts.h"

static const char lines[] = "Thank you\nThank you very much\n我想\n我想喝水\n我想喝汤\n我累了\n";

static bool opens(struct talk_texts *talk, const char *text)
{
    return talk_texts_open(talk, text, strlen(text), "talk.txt", NULL);
}

static void begins(const struct talk_texts *talk, const char *beginning, int count, const char *first_line)
{
    int first = -1;
    size_t size;
    assert_int_equal(talk_texts_begin_so(talk, beginning, strlen(beginning), &first), count);
    if (count == 0)
        return;
    const char *line = talk_texts_line(talk, first, &size);
    assert_int_equal(size, strlen(first_line));
    assert_memory_equal(line, first_line, size);
}

static void found_by_their_beginning(void **state)
{
    (void)state;
    struct talk_texts talk;
    assert_true(opens(&talk, lines));
    assert_int_equal(talk.count, 6);
    begins(&talk, "Thank you", 1, "Thank you very much"); /* what is complete does not go on */
    begins(&talk, "我", 4, "我想");
    begins(&talk, "我想", 2, "我想喝水");
    begins(&talk, "我想喝", 2, "我想喝水");
    begins(&talk, "我累", 1, "我累了");
    begins(&talk, "我累了", 0, NULL);
    begins(&talk, "A", 0, NULL);
    begins(&talk, "龘", 0, NULL);
    begins(&talk, "", 6, "Thank you");
    talk_texts_close(&talk);
    begins(&talk, "我", 0, NULL);
}

static void a_broken_file_is_refused_with_its_place(void **state)
{
    (void)state;
    static const char *const broken[] = {"", "我想喝", "b\na\n", "a\na\n", "a\n\xe6\x88\n"};
    struct talk_texts talk;
    struct diagnostics problems;
    diagnostics_init(&problems);
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        diagnostics_clear(&problems);
        assert_false(talk_texts_open(&talk, broken[i], strlen(broken[i]), "talk.txt", &problems));
        assert_int_equal(problems.errors, 1);
        assert_string_equal(problems.items[0].file, "talk.txt");
        assert_int_equal(problems.items[0].line, i == 2 || i == 3 ? 2 : 0);
        begins(&talk, "a", 0, NULL);
        talk_texts_close(&talk);
    }
    assert_false(talk_texts_open(&talk, "a\0b\n", 4, "talk.txt", NULL));
    diagnostics_destroy(&problems);
}

static void the_built_file_is_in_order(void **state)
{
    (void)state;
    size_t size;
    char *bytes = whole_file(YINIAN_BUILT_TALK, &size);
    struct talk_texts talk;
    assert_true(talk_texts_open(&talk, bytes, size, "talk.txt", NULL));
    assert_true(talk.count > 5500);
    for (int i = 0; i < talk.count; i++) {
        size_t length;
        const char *line = talk_texts_line(&talk, i, &length);
        assert_true(length > 0 && line[0] != '#' && line[length - 1] != ' ');
    }
    talk_texts_close(&talk);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(found_by_their_beginning),
        cmocka_unit_test(a_broken_file_is_refused_with_its_place),
        cmocka_unit_test(the_built_file_is_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
