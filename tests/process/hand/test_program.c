/* Giving a text to a program (run/program.h), with real programs. */
#include "unit_test.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "run/program.h"

enum { LIMIT_MS = 10000, SHORT_MS = 300 };

static char folder[] = "/tmp/yinian-program-XXXXXX";

static const char *in_folder(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

/* An executable script in the folder; its command with an argument that is a file there. */
static const char *script(const char *name, const char *lines)
{
    static char command[256];
    FILE *file = fopen(in_folder(name), "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\n%s\n", lines);
    fclose(file);
    assert_int_equal(chmod(in_folder(name), 0700), 0);
    snprintf(command, sizeof command, "%s \"%s/an out\"", in_folder(name), folder);
    return command;
}

static void assert_file(const char *name, const char *wanted, size_t size)
{
    struct buffer bytes = {0};
    char part[4096];
    FILE *file = fopen(in_folder(name), "r");
    assert_non_null(file);
    for (size_t got; (got = fread(part, 1, sizeof part, file)) > 0;)
        buffer_add(&bytes, part, got);
    fclose(file);
    assert_int_equal(bytes.size, size);
    assert_memory_equal(bytes.bytes, wanted, size);
    buffer_destroy(&bytes);
}

static void the_text_comes_whole_on_its_input(void **state)
{
    (void)state;
    char reason[256] = "";
    assert_true(program_give(script("keep", "cat > \"$1\""), "我想喝水 $(touch x) `y`", LIMIT_MS, -1, reason,
                             sizeof reason));
    assert_file("an out", "我想喝水 $(touch x) `y`", strlen("我想喝水 $(touch x) `y`"));
    struct buffer large = {0};
    for (int i = 0; i < 100000; i++)
        buffer_add_text(&large, "0123456789");
    assert_true(program_give(script("keep", "sleep 0.1; cat > \"$1\""), buffer_text(&large), LIMIT_MS, -1,
                             reason, sizeof reason));
    assert_file("an out", large.bytes, large.size);
    buffer_destroy(&large);
}

static void failures_are_told_with_their_reason(void **state)
{
    (void)state;
    char reason[256] = "";
    assert_false(
        program_give(script("fail", "cat > /dev/null; exit 3"), "x", LIMIT_MS, -1, reason, sizeof reason));
    assert_non_null(strstr(reason, "status 3"));
    assert_false(program_give(script("die", "kill -9 $$"), "x", LIMIT_MS, -1, reason, sizeof reason));
    assert_non_null(strstr(reason, "signal 9"));
    assert_false(program_give("/nowhere/at-all", "x", LIMIT_MS, -1, reason, sizeof reason));
    assert_non_null(strstr(reason, "/nowhere/at-all"));
    assert_false(program_give("  ", "x", LIMIT_MS, -1, reason, sizeof reason));
    assert_non_null(strstr(reason, "names no program"));
    assert_false(program_give("mail 'to nobody", "x", LIMIT_MS, -1, reason, sizeof reason));
}

static void what_reads_nothing_does_no_harm(void **state)
{
    (void)state;
    char reason[256] = "";
    struct buffer large = {0};
    for (int i = 0; i < 100000; i++)
        buffer_add_text(&large, "0123456789");
    assert_true(program_give("true", buffer_text(&large), LIMIT_MS, -1, reason, sizeof reason));
    buffer_destroy(&large);
}

/* It says which process it is, and so does what it started; both are gone afterwards. */
static void what_hangs_is_ended_with_all_it_started(void **state)
{
    (void)state;
    char reason[256] = "";
    long pids[2] = {0, 0};
    assert_false(program_give(script("hang", "sleep 1000 & echo $$ $! > \"$1\"; wait"), "x", SHORT_MS, -1,
                              reason, sizeof reason));
    assert_non_null(strstr(reason, "took longer"));
    FILE *file = fopen(in_folder("an out"), "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%ld %ld", &pids[0], &pids[1]), 2);
    fclose(file);
    for (int i = 0; i < 2; i++)
        for (int tries = 0; kill((pid_t)pids[i], 0) == 0; tries++) { /* until init has taken it away */
            assert_true(tries < 1000);
            usleep(5000);
        }
}

static void the_end_of_the_program_ends_it_at_once(void **state)
{
    (void)state;
    char reason[256] = "";
    int stop = eventfd(1, EFD_CLOEXEC);
    assert_false(program_give("sleep 1000", "x", LIMIT_MS, stop, reason, sizeof reason));
    assert_non_null(strstr(reason, "was ended"));
    close(stop);
}

static void words_stand_apart_by_blanks_and_quotes_hold_them(void **state)
{
    (void)state;
    char room[256], *words[PROGRAM_WORDS_AT_MOST + 1];
    assert_int_equal(program_words(" mail  -s 'from  me' \"a \"b ''", room, sizeof room, words), 5);
    assert_string_equal(words[0], "mail");
    assert_string_equal(words[2], "from  me");
    assert_string_equal(words[3], "a b");
    assert_string_equal(words[4], "");
    assert_null(words[5]);
    assert_int_equal(program_words("", room, sizeof room, words), 0);
    assert_int_equal(program_words("a \"b", room, sizeof room, words), -1);
    assert_int_equal(program_words("1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3", room,
                                   sizeof room, words),
                     -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_text_comes_whole_on_its_input),
        cmocka_unit_test(failures_are_told_with_their_reason),
        cmocka_unit_test(what_reads_nothing_does_no_harm),
        cmocka_unit_test(what_hangs_is_ended_with_all_it_started),
        cmocka_unit_test(the_end_of_the_program_ends_it_at_once),
        cmocka_unit_test(words_stand_apart_by_blanks_and_quotes_hold_them),
    };
    if (!mkdtemp(folder))
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    static const char *const files[] = {"keep", "fail", "die", "hang", "an out"};
    for (int i = 0; i < 5; i++)
        unlink(in_folder(files[i]));
    rmdir(folder);
    return failed;
}
