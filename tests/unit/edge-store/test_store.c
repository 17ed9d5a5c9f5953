#include "unit_test.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store.h"

static const struct store_options durable = {.durable = true};
static char folder[64];

static const char *path_of(const char *name)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/yinian-store-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static void holds(const char *name, const char *expected)
{
    struct buffer bytes = {0};
    char reason[256];
    assert_true(store_read(path_of(name), &bytes, NULL, reason, sizeof reason));
    assert_string_equal(buffer_text(&bytes), expected);
    buffer_destroy(&bytes);
}

static void written_whole_and_for_the_owner_alone(void **state)
{
    (void)state;
    char reason[256];
    struct stat status;
    assert_true(store_write(path_of("a"), "one", 3, &durable, reason, sizeof reason));
    assert_true(store_write(path_of("a"), "second", 6, &durable, reason, sizeof reason));
    holds("a", "second");
    assert_int_equal(stat(path_of("a"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_not_equal(access(path_of("a.tmp"), F_OK), 0);
}

/* Who names a device, as root too, does not find a file in its place. */
static void a_pipe_stays_a_pipe(void **state)
{
    (void)state;
    char reason[256], bytes[16] = "";
    struct stat status;
    assert_int_equal(mkfifo(path_of("pipe"), 0600), 0);
    int fd = open(path_of("pipe"), O_RDWR | O_NONBLOCK);
    assert_true(fd >= 0);
    assert_true(store_write(path_of("pipe"), "one", 3, &durable, reason, sizeof reason));
    assert_int_equal(read(fd, bytes, sizeof bytes), 3);
    assert_string_equal(bytes, "one");
    assert_int_equal(stat(path_of("pipe"), &status), 0);
    assert_true(S_ISFIFO(status.st_mode));
    close(fd);
}

static void a_line_too_is_for_the_owner_alone(void **state)
{
    (void)state;
    char reason[256];
    struct stat status;
    int64_t end = -1;
    mode_t before = umask(0);
    bool right = store_append_line(path_of("told"), "one", &durable, &end, reason, sizeof reason);
    umask(before);
    assert_true(right);
    assert_int_equal(stat(path_of("told"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

static void a_missing_file_is_told_from_an_unreadable_one(void **state)
{
    (void)state;
    struct buffer bytes = {0};
    char reason[256];
    bool missing = false;
    assert_false(store_read(path_of("nothing"), &bytes, &missing, reason, sizeof reason));
    assert_true(missing);
    assert_non_null(strstr(reason, "nothing"));
    assert_false(store_read(folder, &bytes, &missing, reason, sizeof reason));
    assert_false(missing);
    buffer_destroy(&bytes);
}

/* A full disk, as the kernel tells of it: files may not grow beyond a limit. */
static void a_full_disk_leaves_the_old_file(void **state)
{
    (void)state;
    char reason[256] = "", big[8192];
    struct rlimit old, small;
    memset(big, 'x', sizeof big);
    assert_true(store_write(path_of("b"), "kept", 4, &durable, reason, sizeof reason));
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small = old;
    small.rlim_cur = 1000;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    bool written = store_write(path_of("b"), big, sizeof big, &durable, reason, sizeof reason);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    assert_false(written);
    assert_true(reason[0] != '\0');
    holds("b", "kept");
    assert_int_not_equal(access(path_of("b.tmp"), F_OK), 0);
}

static void a_folder_that_is_not_there_is_a_reason(void **state)
{
    (void)state;
    char reason[256] = "";
    assert_false(store_write(path_of("no/where"), "x", 1, &durable, reason, sizeof reason));
    assert_non_null(strstr(reason, "no/where"));
    assert_true(store_make_folder(path_of("no/deep/er")));
    assert_true(store_write(path_of("no/where"), "x", 1, &durable, reason, sizeof reason));
    assert_false(store_make_folder(path_of("no/where")));
    struct stat status;
    assert_int_equal(stat(path_of("no/deep"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
}

static bool add_line(const char *name, const char *line, int64_t *end)
{
    char reason[256];
    return store_append_line(path_of(name), line, &durable, end, reason, sizeof reason);
}

static void lines_are_added_at_the_end(void **state)
{
    (void)state;
    int64_t end = -1, other = -1;
    assert_true(add_line("said", "吸痰", &end));
    assert_true(add_line("said", "谢谢", &other));
    holds("said", "吸痰\n谢谢\n");
}

static void what_a_power_cut_left_of_a_line_makes_room(void **state)
{
    (void)state;
    char reason[256];
    static const char left[] = "吸痰\n我想\0\0";
    int64_t end = -1, other = -1;
    assert_true(store_write(path_of("cut"), left, sizeof left - 1, &durable, reason, sizeof reason));
    assert_true(add_line("cut", "谢谢", &end));
    holds("cut", "吸痰\n谢谢\n");
    assert_true(store_write(path_of("cut"), "no line", 7, &durable, reason, sizeof reason));
    assert_true(add_line("cut", "谢谢", &other));
    holds("cut", "谢谢\n");
}

/* The disk took the line and then would neither sync it nor give it back. */
static void a_line_that_is_tried_again_stands_there_once(void **state)
{
    (void)state;
    int64_t first = -1, second = -1;
    assert_true(add_line("again", "吸痰", &first));
    assert_true(add_line("again", "吸痰", &second)); /* said twice in earnest */
    holds("again", "吸痰\n吸痰\n");
    assert_true(add_line("again", "吸痰", &second));
    holds("again", "吸痰\n吸痰\n");
    second = 100; /* the file was made shorter by somebody since */
    assert_true(add_line("again", "谢谢", &second));
    holds("again", "吸痰\n吸痰\n谢谢\n");
    first = 0; /* … or another text stands there */
    assert_true(add_line("again", "好", &first));
    holds("again", "吸痰\n吸痰\n谢谢\n好\n");
}

static void a_line_that_finds_no_room_leaves_nothing(void **state)
{
    (void)state;
    char big[8192];
    struct rlimit old, small;
    int64_t end = -1;
    memset(big, 'x', sizeof big - 1);
    big[sizeof big - 1] = '\0';
    assert_true(add_line("full", "吸痰", &end));
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small = old;
    small.rlim_cur = 1000;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    end = -1;
    bool written = add_line("full", big, &end);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    assert_false(written);
    holds("full", "吸痰\n");
    assert_true(add_line("full", "谢谢", &end));
    holds("full", "吸痰\n谢谢\n");
}

static void collect(void *context, const char *name)
{
    buffer_printf(context, "%s ", name);
}

static void names_come_sorted(void **state)
{
    (void)state;
    char reason[256];
    struct buffer names = {0};
    assert_true(store_make_folder(path_of("list")));
    static const char *const files[] = {"list/b.md", "list/a.md", "list/.hidden.md", "list/c.txt"};
    for (int i = 0; i < 4; i++)
        assert_true(store_write(path_of(files[i]), "", 0, &durable, reason, sizeof reason));
    assert_true(store_list(path_of("list"), ".md", collect, &names));
    assert_string_equal(buffer_text(&names), "a.md b.md ");
    assert_false(store_list(path_of("not-there"), ".md", collect, &names));
    buffer_destroy(&names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_whole_and_for_the_owner_alone),
        cmocka_unit_test(a_pipe_stays_a_pipe),
        cmocka_unit_test(a_line_too_is_for_the_owner_alone),
        cmocka_unit_test(a_missing_file_is_told_from_an_unreadable_one),
        cmocka_unit_test(a_full_disk_leaves_the_old_file),
        cmocka_unit_test(a_folder_that_is_not_there_is_a_reason),
        cmocka_unit_test(lines_are_added_at_the_end),
        cmocka_unit_test(what_a_power_cut_left_of_a_line_makes_room),
        cmocka_unit_test(a_line_that_is_tried_again_stands_there_once),
        cmocka_unit_test(a_line_that_finds_no_room_leaves_nothing),
        cmocka_unit_test(names_come_sorted),
    };
    return cmocka_run_group_tests_name("store", tests, make_folder, NULL);
}
