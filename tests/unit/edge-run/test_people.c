/* The folders of the people who share a machine: found, made, renamed, put away, brought back; and what must not be done. */
#include "unit_test.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "run/people.h"
#include "store/store.h"

#define TODAY "2026-11-22"

struct machine {
    char root[64], data[PLACE_BYTES], reason[512];
};

static int set_up(void **state)
{
    struct machine *machine = test_calloc(1, sizeof *machine);
    strcpy(machine->root, "/tmp/yinian-people-XXXXXX");
    assert_non_null(mkdtemp(machine->root));
    strcpy(machine->data, machine->root);
    *state = machine;
    return 0;
}

static int tear_down(void **state)
{
    struct machine *machine = *state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", machine->root);
    assert_int_equal(system(command), 0);
    test_free(machine);
    return 0;
}

static bool does(struct machine *machine, const char *deed)
{
    return people_do(machine->data, deed, TODAY, machine->reason, sizeof machine->reason);
}

static void assert_here(const struct machine *machine, const char *below)
{
    char expected[PLACE_BYTES];
    snprintf(expected, sizeof expected, "%s%s", machine->root, below);
    assert_string_equal(machine->data, expected);
}

static void put(const struct machine *machine, const char *below, const char *text)
{
    char path[PLACE_BYTES], reason[512];
    snprintf(path, sizeof path, "%s%s", machine->root, below);
    assert_true(store_write(path, text, strlen(text), &(struct store_options){0}, reason, sizeof reason));
}

/* NULL: nothing is there. Good until the next question. */
static const char *text_of(const struct machine *machine, const char *below)
{
    static char text[512];
    char path[PLACE_BYTES], reason[512];
    struct buffer bytes = {0};
    snprintf(path, sizeof path, "%s%s", machine->root, below);
    bool there = store_read(path, &bytes, NULL, reason, sizeof reason);
    snprintf(text, sizeof text, "%s", buffer_text(&bytes));
    buffer_destroy(&bytes);
    return there ? text : NULL;
}

static const char *names(const struct machine *machine)
{
    static char text[512];
    struct people people;
    people_list(machine->data, &people);
    text[0] = '\0';
    for (int i = 0; i < people.count; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s%s", i ? " " : "",
                 i == people.current ? ">" : "", people.names[i]);
    for (int i = 0; i < people.removed_count; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), " (%s)", people.removed[i]);
    return text;
}

/* Who the program begins with. */
static void find(struct machine *machine, const char *person, bool right)
{
    char root[64];
    strcpy(root, machine->root);
    assert_int_equal(people_find(machine->data, root, person, machine->reason, sizeof machine->reason),
                     right);
}

static void one_who_is_alone(void **state)
{
    struct machine *machine = *state;
    find(machine, NULL, true);
    assert_here(machine, "");
    find(machine, "first", true);
    assert_here(machine, "");
    assert_string_equal(names(machine), ">");
    people_remember(machine->data);
    assert_null(text_of(machine, "/people/people.txt"));
}

static void each_has_a_folder(void **state)
{
    struct machine *machine = *state;
    struct stat status;
    assert_true(does(machine, "add 小明"));
    assert_here(machine, "/people/小明");
    assert_int_equal(stat(machine->data, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
    assert_true(does(machine, "add Ann Lee"));
    assert_string_equal(names(machine), " >Ann Lee 小明");
    find(machine, NULL, true);
    assert_here(machine, "/people/Ann Lee");
    assert_true(does(machine, "choose 小明"));
    find(machine, NULL, true);
    assert_here(machine, "/people/小明");
    assert_true(does(machine, "choose "));
    find(machine, NULL, true);
    assert_here(machine, "");
    find(machine, "Ann Lee", true);
    assert_here(machine, "/people/Ann Lee");
    people_remember(machine->data);
    find(machine, NULL, true);
    assert_here(machine, "/people/Ann Lee");
    assert_false(does(machine, "choose nobody"));
    assert_here(machine, "/people/Ann Lee");
    find(machine, "nobody", false);
    assert_string_equal(machine->reason, "--person: \"nobody\"; valid: first, Ann Lee, 小明");
}

static void somebodys_own_folder_is_given(void **state)
{
    struct machine *machine = *state;
    char own[PLACE_BYTES];
    assert_true(does(machine, "add Ann"));
    assert_true(does(machine, "add Bob"));
    snprintf(own, sizeof own, "%s/people/Ann", machine->root);
    assert_true(people_find(machine->data, own, NULL, machine->reason, sizeof machine->reason));
    assert_here(machine, "/people/Ann");
    assert_true(people_find(machine->data, own, "Bob", machine->reason, sizeof machine->reason));
    assert_here(machine, "/people/Bob");
}

static void renamed_with_all_that_is_theirs(void **state)
{
    struct machine *machine = *state;
    assert_true(does(machine, "rename Li"));
    assert_here(machine, "");
    assert_true(does(machine, "add Ann"));
    put(machine, "/people/Ann/message.txt", "hello");
    assert_false(does(machine, "rename Li")); /* the first one is called so */
    assert_true(does(machine, "rename Anna"));
    assert_here(machine, "/people/Anna");
    assert_string_equal(text_of(machine, "/people/Anna/message.txt"), "hello");
    assert_string_equal(names(machine), "Li >Anna");
    find(machine, NULL, true);
    assert_here(machine, "/people/Anna");
    find(machine, "Li", true);
    assert_here(machine, "");
}

static void put_away_and_brought_back(void **state)
{
    struct machine *machine = *state;
    assert_false(does(machine, "remove")); /* the first one's folder holds the others */
    assert_true(does(machine, "add Ann"));
    put(machine, "/people/Ann/message.txt", "hello");
    assert_true(does(machine, "remove"));
    assert_here(machine, "");
    assert_string_equal(names(machine), "> (" TODAY "-Ann)");
    find(machine, NULL, true);
    assert_here(machine, "");
    assert_true(does(machine, "back " TODAY "-Ann"));
    assert_here(machine, "");
    assert_string_equal(names(machine), "> Ann");
    assert_string_equal(text_of(machine, "/people/Ann/message.txt"), "hello");
    assert_false(does(machine, "back " TODAY "-Ann"));
}

static void of_the_same_name_on_the_same_day(void **state)
{
    struct machine *machine = *state;
    assert_true(does(machine, "add Ann"));
    put(machine, "/people/Ann/message.txt", "one");
    assert_true(does(machine, "remove"));
    assert_true(does(machine, "add Ann"));
    put(machine, "/people/Ann/message.txt", "two");
    assert_false(does(machine, "back " TODAY "-Ann")); /* somebody has that name now */
    assert_string_equal(text_of(machine, "/people/Ann/message.txt"), "two");
    assert_true(does(machine, "remove"));
    assert_string_equal(names(machine), "> (" TODAY "-Ann) (" TODAY "-Ann 2)");
    assert_true(does(machine, "back " TODAY "-Ann 2"));
    assert_string_equal(text_of(machine, "/people/Ann 2/message.txt"), "two");
    assert_string_equal(text_of(machine, "/people/removed/" TODAY "-Ann/message.txt"), "one");
}

static void nobody_is_called_so(void **state)
{
    struct machine *machine = *state;
    static const char *const wrong[] = {"",        " ",          ".",    "..",   ".hidden", "a/b", "../x",
                                        "removed", "people.txt", "a\nb", "\xff", " Ann",    "Ann "};
    char deed[PERSON_DEED_BYTES + 80], longest[PERSON_NAME_BYTES + 1];
    assert_true(does(machine, "add Bob"));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(deed, sizeof deed, "add %s", wrong[i]);
        assert_false(does(machine, deed));
        snprintf(deed, sizeof deed, "rename %s", wrong[i]);
        assert_false(does(machine, deed));
        snprintf(deed, sizeof deed, "back " TODAY "-%s", wrong[i]);
        assert_false(does(machine, deed));
        assert_true(machine->reason[0] != '\0');
        assert_here(machine, "/people/Bob");
    }
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    snprintf(deed, sizeof deed, "add %s", longest);
    assert_false(does(machine, deed));
    snprintf(deed, sizeof deed, "add %s", longest + 1);
    assert_true(does(machine, deed));
    assert_true(does(machine, "remove")); /* with the date it is longer than any name */
    snprintf(deed, sizeof deed, "back " TODAY "-%s", longest + 1);
    assert_true(does(machine, deed));
}

/* A file that somebody has edited, or that is broken, leads nowhere else. */
static void a_broken_list(void **state)
{
    struct machine *machine = *state;
    static const char *const texts[] = {"last = ../..\n",  "last = nobody\n",  "last = /etc\n",
                                        "last =\nfirst",   "\xff\xfe\n\n==\n", "last = .\n",
                                        "last = removed\n"};
    assert_true(does(machine, "add Ann"));
    assert_true(does(machine, "add Bob"));
    assert_true(does(machine, "remove"));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        put(machine, "/people/people.txt", texts[i]);
        find(machine, NULL, true);
        assert_here(machine, "");
    }
}

#define PEOPLE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PEOPLE_TEST(one_who_is_alone),
        PEOPLE_TEST(each_has_a_folder),
        PEOPLE_TEST(somebodys_own_folder_is_given),
        PEOPLE_TEST(renamed_with_all_that_is_theirs),
        PEOPLE_TEST(put_away_and_brought_back),
        PEOPLE_TEST(of_the_same_name_on_the_same_day),
        PEOPLE_TEST(nobody_is_called_so),
        PEOPLE_TEST(a_broken_list),
    };
    return cmocka_run_group_tests_name("people", tests, NULL, NULL);
}
