/* Where the person was, after a death: of several people who share the machine, whose that is. */
#include "unit_test.h"

#include <unistd.h>

#include "run/resume.h"

static struct buffer text;

static void keeps(struct life *life, const char *head)
{
    struct buffer bytes = {0};
    buffer_add_text(&bytes, head);
    buffer_add_text(&bytes, "screen 0 write\nringing\nmessage\n我");
    life_keeps(life, &bytes);
    buffer_destroy(&bytes);
    life_begins(life, LIFE_ALL, LIFE_WHERE_IT_WAS, 0);
}

static void of_the_same_folder_all_is_taken(void **state)
{
    (void)state;
    struct life *life = life_new();
    struct app_setup setup = {0};
    char folder[PLACE_BYTES];
    keeps(life, "folder 5\n/tmp/\n");
    assert_true(resume_begin(life, &text, "/tmp/", &setup));
    assert_false(setup.resume_home || setup.resume_unwritten);
    assert_memory_equal(setup.resume, "screen 0 write\n", 15);
    assert_string_equal(setup.resume + setup.resume_size, "");
    assert_true(resume_folder(life, folder));
    assert_string_equal(folder, "/tmp/");
    life_free(life);
}

/* As supervise.c begins it with everything, out of safe mode: whoever it was begun with, it is this one's. */
static void begun_anew_it_is_theirs_still(void **state)
{
    (void)state;
    struct life *life = life_new();
    struct app_setup setup = {0};
    char folder[PLACE_BYTES];
    life_begins(life, LIFE_ALL, LIFE_ANEW, 0);
    assert_true(life_is_first(life));
    keeps(life, "folder 5\n/tmp/\n");
    life_begins(life, LIFE_ALL, LIFE_ANEW, 0);
    assert_true(resume_folder(life, folder));
    assert_string_equal(folder, "/tmp/");
    assert_false(resume_begin(life, &text, "/tmp/", &setup));
    assert_false(life_is_first(life)); /* what was logged until then stays */
    life_free(life);
}

/* What one has written is never another's. */
static void of_another_folder_the_call_alone(void **state)
{
    (void)state;
    static const char *const others[] = {"/tmp", "/tmp/people/Ann", "/tmp/x", ""};
    struct life *life = life_new();
    keeps(life, "folder 5\n/tmp/\n");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct app_setup setup = {0};
        assert_true(resume_begin(life, &text, others[i], &setup));
        assert_true(setup.resume_home && setup.resume_unwritten);
    }
    life_free(life);
}

static void of_no_folder_nothing(void **state)
{
    (void)state;
    static const char *const heads[] = {
        "",         "folder\n",          "folder 5\n",        "folder 500000\n/tmp\n",
        "folder 4", "folder 99\n/tmp\n", "folder -1\n/tmp\n", "folder 3\n/tmp\n"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct life *life = life_new();
        struct app_setup setup = {0};
        char folder[PLACE_BYTES];
        keeps(life, heads[i]);
        assert_false(resume_begin(life, &text, "/tmp", &setup));
        assert_null(setup.resume);
        assert_false(resume_folder(life, folder));
        life_free(life);
    }
}

static void a_folder_that_is_gone(void **state)
{
    (void)state;
    struct life *life = life_new();
    char folder[PLACE_BYTES];
    assert_false(resume_folder(NULL, folder));
    assert_false(resume_folder(life, folder));
    keeps(life, "folder 17\n/tmp/not/there/at\n");
    assert_false(resume_folder(life, folder));
    life_free(life);
}

static int tear_down(void **state)
{
    (void)state;
    buffer_destroy(&text);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_the_same_folder_all_is_taken),
        cmocka_unit_test(begun_anew_it_is_theirs_still),
        cmocka_unit_test(of_another_folder_the_call_alone),
        cmocka_unit_test(of_no_folder_nothing),
        cmocka_unit_test(a_folder_that_is_gone),
    };
    return cmocka_run_group_tests_name("resume", tests, NULL, tear_down);
}
