/* The sign of life of the thread that reads the switches (app/run/life.h): both sides of it in one process. */
#include <poll.h>
#include <unistd.h>

#include "unit_test.h"

#include "run/life.h"

#define MS(ms) time_from_ms(ms)

struct pair {
    struct life *supervisor, *program;
};

static void pair_open(struct pair *pair)
{
    pair->supervisor = life_new();
    assert_non_null(pair->supervisor);
    life_begins(pair->supervisor, LIFE_ALL, LIFE_ANEW, 0);
    assert_true(life_hand_down(pair->supervisor));
    pair->program = life_join();
    assert_non_null(pair->program);
    life_sleeps(pair->program, LIFE_LOOP, TIME_NEVER);
}

/* Both have the same two descriptors. */
static void pair_close(struct pair *pair)
{
    life_free(pair->supervisor);
    life_leave(pair->program);
}

/* As supervise.c does, when it wakes: when it means to look next. */
static time_us look(struct pair *pair, time_us now_us)
{
    life_let_sleep(pair->supervisor, now_us);
    time_us due = life_sign_by(pair->supervisor, LIFE_SWITCHES);
    life_looks_at(pair->supervisor, due);
    return due;
}

static bool was_woken(struct pair *pair)
{
    struct pollfd fd = {.fd = life_wake_fd(pair->supervisor), .events = POLLIN};
    uint64_t count;
    return poll(&fd, 1, 0) > 0 && read(fd.fd, &count, sizeof count) > 0;
}

static void who_sleeps_is_not_missed(void **state)
{
    (void)state;
    struct pair pair;
    pair_open(&pair);
    assert_int_equal(look(&pair, 0), TIME_NEVER);
    was_woken(&pair);
    life_works(pair.program, LIFE_SWITCHES, MS(1000));
    life_sleeps(pair.program, LIFE_SWITCHES, TIME_NEVER);
    assert_true(was_woken(&pair)); /* it slept for ever, and is to look once */
    assert_int_equal(look(&pair, MS(1001)), MS(9000));
    assert_int_equal(look(&pair, MS(8999)), MS(9000));
    assert_int_equal(look(&pair, MS(9000)), TIME_NEVER);
    assert_false(was_woken(&pair));
    pair_close(&pair);
}

static void who_hangs_is_missed(void **state)
{
    (void)state;
    struct pair pair;
    pair_open(&pair);
    look(&pair, 0);
    life_works(pair.program, LIFE_SWITCHES, MS(1000));
    life_sleeps(pair.program, LIFE_SWITCHES, TIME_NEVER);
    assert_int_equal(look(&pair, MS(1001)), MS(9000));
    life_works(pair.program, LIFE_SWITCHES, MS(4000)); /* the sign stands for long enough */
    life_sleeps(pair.program, LIFE_SWITCHES, TIME_NEVER);
    assert_int_equal(look(&pair, MS(4001)), MS(9000));
    life_works(pair.program, LIFE_SWITCHES, MS(6000)); /* and does not come back */
    assert_int_equal(look(&pair, MS(9000)), MS(14000));
    assert_int_equal(look(&pair, MS(14000)), MS(14000));
    assert_int_equal(look(&pair, MS(20000)), MS(14000));
    pair_close(&pair);
}

/* An hour of a tracker, sixty times a second: nobody is woken for that, and the supervisor looks now and then. */
static void a_stream_wakes_the_supervisor_seldom(void **state)
{
    (void)state;
    struct pair pair;
    int looks = 0, wakes = 0;
    pair_open(&pair);
    was_woken(&pair);
    time_us due = look(&pair, 0);
    for (time_us now = MS(1000); now < MS(3600000); now += 16667) {
        life_works(pair.program, LIFE_SWITCHES, now);
        life_sleeps(pair.program, LIFE_SWITCHES, TIME_NEVER);
        bool woken = was_woken(&pair);
        wakes += woken;
        if (woken || now >= due) {
            due = look(&pair, now);
            assert_true(due > now);
            looks++;
        }
    }
    assert_int_equal(wakes, 1);
    assert_true(looks > 400 && looks < 1000);
    pair_close(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_sleeps_is_not_missed),
        cmocka_unit_test(who_hangs_is_missed),
        cmocka_unit_test(a_stream_wakes_the_supervisor_seldom),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
