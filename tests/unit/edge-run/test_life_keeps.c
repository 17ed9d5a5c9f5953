/* What supervisor and program share (run/life.h): whoever dies while writing down where the person is leaves what was written
 * before; and who says when that a sign of life is due. */
#include "unit_test.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "run/life.h"

#define MS(ms) time_from_ms(ms)

static void fill(struct buffer *text, char letter)
{
    buffer_clear(text);
    for (int i = 0; i < LIFE_RESUME_BYTES; i++)
        buffer_add_byte(text, letter);
}

static void write_for_ever(struct life *life)
{
    struct buffer texts[2] = {{0}, {0}};
    fill(&texts[0], 'a');
    fill(&texts[1], 'b');
    for (int i = 0;; i = !i)
        life_keeps(life, &texts[i]);
}

static void who_dies_while_writing_leaves_what_is_whole(void **state)
{
    (void)state;
    struct buffer read = {0};
    for (int death = 0; death < 100; death++) {
        struct life *life = life_new();
        assert_non_null(life);
        life_begins(life, LIFE_ALL, LIFE_WHERE_IT_WAS, 0);
        pid_t writer = fork();
        assert_true(writer >= 0);
        if (writer == 0)
            write_for_ever(life);
        while (life_resume(life, &read) == LIFE_ANEW)
            nanosleep(&(struct timespec){.tv_nsec = 100000}, NULL);
        nanosleep(&(struct timespec){.tv_nsec = 1000 * death}, NULL);
        kill(writer, SIGKILL);
        assert_int_equal(waitpid(writer, NULL, 0), writer);
        assert_int_equal(life_resume(life, &read), LIFE_WHERE_IT_WAS);
        assert_int_equal(read.size, LIFE_RESUME_BYTES);
        for (size_t i = 1; i < read.size; i++)
            assert_int_equal(read.bytes[i], read.bytes[0]);
        life_free(life);
    }
    buffer_destroy(&read);
}

static void the_newest_is_read_and_what_is_too_large_is_not(void **state)
{
    (void)state;
    struct buffer text = {0}, read = {0};
    struct life *life = life_new();
    assert_non_null(life);
    life_begins(life, LIFE_ALL, LIFE_WITH_MESSAGE, 0);
    assert_int_equal(life_resume(life, &read), LIFE_ANEW);
    for (int i = 0; i < 5; i++) {
        buffer_clear(&text);
        buffer_printf(&text, "message\n%d", i);
        life_keeps(life, &text);
        assert_int_equal(life_resume(life, &read), LIFE_WITH_MESSAGE);
        assert_string_equal(buffer_text(&read), buffer_text(&text));
    }
    fill(&text, 'a');
    buffer_add_byte(&text, 'a');
    life_keeps(life, &text);
    assert_int_equal(life_resume(life, &read), LIFE_WITH_MESSAGE);
    assert_string_equal(buffer_text(&read), "message\n4");
    life_free(life);
    buffer_destroy(&text);
    buffer_destroy(&read);
}

static bool woken(const struct life *life)
{
    struct pollfd wake = {.fd = life_wake_fd(life), .events = POLLIN};
    uint64_t count;
    return poll(&wake, 1, 0) == 1 && read(wake.fd, &count, sizeof count) == sizeof count;
}

/* The supervisor is woken by whoever is due much sooner than it means to look, and by nobody else. */
static void the_supervisor_is_woken_for_a_difference_that_counts(void **state)
{
    (void)state;
    struct life *life = life_new();
    assert_non_null(life);
    life_begins(life, LIFE_ALL, LIFE_ANEW, MS(1000));
    assert_int_equal(life_sign_by(life, LIFE_LOOP), MS(1000 + LIFE_LONG_MS));
    assert_int_equal(life_sign_by(life, LIFE_VOICE), TIME_NEVER);
    life_sleeps(life, LIFE_LOOP, TIME_NEVER);
    life_looks_at(life, life_sign_by(life, LIFE_LOOP));
    assert_false(woken(life));
    life_works(life, LIFE_LOOP, MS(5000)); /* a press at rest */
    assert_true(woken(life));
    assert_int_equal(life_sign_by(life, LIFE_LOOP), MS(5000 + LIFE_GRACE_MS));
    life_looks_at(life, MS(5000 + LIFE_GRACE_MS));
    life_sleeps(life, LIFE_LOOP, MS(9000)); /* later than it looks: it sees that then */
    assert_false(woken(life));
    life_looks_at(life, MS(9000 + LIFE_GRACE_MS));
    life_works(life, LIFE_LOOP, MS(8700)); /* 300 ms sooner */
    assert_false(woken(life));
    life_works(life, LIFE_LOOP, MS(8699));
    assert_true(woken(life));
    life_free(life);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_dies_while_writing_leaves_what_is_whole),
        cmocka_unit_test(the_newest_is_read_and_what_is_too_large_is_not),
        cmocka_unit_test(the_supervisor_is_woken_for_a_difference_that_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
