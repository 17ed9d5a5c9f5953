#include "unit_test.h"

#include "input/gaze_gesture.h"
#include "input/gaze_round.h"

static void corners(void **state)
{
    (void)state;
    assert_int_equal(gaze_round_corner(1919, 0, 1920, 1080, 150), 1);
    assert_int_equal(gaze_round_corner(1770, 150, 1920, 1080, 150), 1);
    assert_int_equal(gaze_round_corner(1769.9, 150, 1920, 1080, 150), 0);
    assert_int_equal(gaze_round_corner(1770, 150.1, 1920, 1080, 150), 0);
    assert_int_equal(gaze_round_corner(1770, 930, 1920, 1080, 150), 2);
    assert_int_equal(gaze_round_corner(1770, 929.9, 1920, 1080, 150), 0);
    assert_int_equal(gaze_round_corner(150, 930, 1920, 1080, 150), 3);
    assert_int_equal(gaze_round_corner(150, 150, 1920, 1080, 150), 4);
    assert_int_equal(gaze_round_corner(-150, -150, 1920, 1080, 150), 4);
    assert_int_equal(gaze_round_corner(2070, 1230, 1920, 1080, 150), 2);
    assert_int_equal(gaze_round_corner(-150.1, 0, 1920, 1080, 150), 0);
    assert_int_equal(gaze_round_corner(0, -150.1, 1920, 1080, 150), 0);
    assert_int_equal(gaze_round_corner(2070.1, 1080, 1920, 1080, 150), 0);
    assert_int_equal(gaze_round_corner(1920, 1230.1, 1920, 1080, 150), 0);
    assert_int_equal(gaze_round_corner(960, 540, 1920, 1080, 5000), 0);
    double nowhere = strtod("nan", NULL);
    assert_int_equal(gaze_round_corner(nowhere, 0, 1920, 1080, 150), 0);
    assert_int_equal(gaze_round_corner(0, nowhere, 1920, 1080, 150), 0);
}

/* Where the eyes are and for how many ms, told every 10 ms: 0–4, x: something is chosen there. When it was done, ms; −1: not
 * at all. */
struct stay {
    int corner, ms;
    bool chosen;
};

static int done_at(const struct stay *stays, int count)
{
    struct gaze_round round;
    gaze_round_init(&round);
    int now = 0;
    for (int i = 0; i < count; i++) {
        for (int end = now + stays[i].ms; now < end; now += 10) {
            gaze_round_look(&round, stays[i].corner, time_from_ms(now));
            if (gaze_round_taken(&round))
                return now;
        }
        if (stays[i].chosen)
            gaze_round_forget(&round);
    }
    return -1;
}
#define DONE_AT(...)                                                                                         \
    done_at((const struct stay[]){__VA_ARGS__},                                                              \
            (int)(sizeof((const struct stay[]){__VA_ARGS__}) / sizeof(struct stay)))

static void all_round(void **state)
{
    (void)state;
    assert_int_equal(
        DONE_AT({1, 300, 0}, {0, 60, 0}, {2, 300, 0}, {0, 60, 0}, {3, 300, 0}, {0, 60, 0}, {4, 300, 0}),
        1080 + 250);
    assert_int_equal(DONE_AT({1, 300, 0}, {2, 300, 0}, {3, 300, 0}, {4, 300, 0}), 900 + 250);
}

/* On both sides of each threshold, at each corner. */
static void each_corner_is_held(void **state)
{
    (void)state;
    for (int corner = 0; corner < 4; corner++) {
        struct stay stays[8];
        for (int i = 0; i < 4; i++) {
            stays[2 * i] = (struct stay){i + 1, GAZE_ROUND_HOLD_MS + 10, false};
            stays[2 * i + 1] = (struct stay){0, 100, false};
        }
        assert_int_not_equal(done_at(stays, 8), -1);
        stays[2 * corner].ms = GAZE_ROUND_HOLD_MS;
        assert_int_not_equal(done_at(stays, 8), -1);
        stays[2 * corner].ms = GAZE_ROUND_HOLD_MS - 10;
        assert_int_equal(done_at(stays, 8), -1);
    }
}

static void the_way_is_bounded(void **state)
{
    (void)state;
    assert_int_not_equal(DONE_AT({1, 300, 0}, {0, 990, 0}, {2, 300, 0}, {3, 300, 0}, {4, 300, 0}), -1);
    assert_int_equal(DONE_AT({1, 300, 0}, {0, 1000, 0}, {2, 300, 0}, {3, 300, 0}, {4, 300, 0}), -1);
    assert_int_not_equal(DONE_AT({1, 300, 0}, {2, 1490, 0}, {3, 300, 0}, {4, 300, 0}), -1);
    assert_int_equal(DONE_AT({1, 300, 0}, {2, 1510, 0}, {3, 300, 0}, {4, 300, 0}), -1);
}

static void another_way_is_none(void **state)
{
    (void)state;
    assert_int_equal(DONE_AT({4, 300, 0}, {3, 300, 0}, {2, 300, 0}, {1, 300, 0}), -1);
    assert_int_equal(DONE_AT({1, 300, 0}, {2, 300, 0}, {4, 300, 0}), -1);
    assert_int_equal(DONE_AT({1, 300, 0}, {3, 300, 0}, {4, 300, 0}), -1);
    assert_int_equal(DONE_AT({2, 300, 0}, {3, 300, 0}, {4, 300, 0}), -1);
    assert_int_equal(DONE_AT({1, 300, 0}, {2, 300, 0}, {1, 300, 0}, {3, 300, 0}, {4, 300, 0}), -1);
    assert_int_not_equal(
        DONE_AT({1, 300, 0}, {2, 300, 0}, {1, 300, 0}, {2, 300, 0}, {3, 300, 0}, {4, 300, 0}), -1);
}

static void a_wobble_at_the_edge(void **state)
{
    (void)state;
    assert_int_not_equal(
        DONE_AT({1, 300, 0}, {0, 20, 0}, {1, 20, 0}, {0, 60, 0}, {2, 300, 0}, {3, 300, 0}, {4, 300, 0}), -1);
}

static void what_is_chosen_on_the_way_ends_it(void **state)
{
    (void)state;
    for (int at = 0; at < 3; at++) {
        struct stay stays[] = {{1, 600, 0}, {2, 600, 0}, {3, 600, 0}, {4, 600, 0}};
        assert_int_not_equal(done_at(stays, 4), -1);
        stays[at].chosen = true;
        assert_int_equal(done_at(stays, 4), -1);
    }
}

/* The corners that rest and wake, again and again, as quickly as they can be looked at. */
static void resting_and_waking_is_no_call(void **state)
{
    (void)state;
    for (int ms = 100; ms <= 1500; ms += 50) {
        struct stay stays[40];
        for (int i = 0; i < 40; i++)
            stays[i] = (struct stay){i % 2 ? 1 : 4, ms, false};
        assert_int_equal(done_at(stays, 40), -1);
    }
}

/* And the other way round: it holds no gesture of rest. */
static void a_call_does_not_rest(void **state)
{
    (void)state;
    struct gaze_gesture rest;
    gaze_gesture_init(&rest);
    static const enum gaze_corner of[] = {GAZE_CORNER_RIGHT, GAZE_NO_CORNER, GAZE_NO_CORNER,
                                          GAZE_CORNER_LEFT};
    for (int now = 0; now < 8 * 700; now += 10)
        gaze_gesture_look(&rest, of[now / 700 % 4], time_from_ms(now));
    gaze_gesture_look(&rest, GAZE_NO_CORNER, time_from_ms(8 * 700));
    gaze_gesture_advance(&rest, time_from_ms(20000));
    /* Twice round: from the upper left to the upper right is on the way, and rests. */
    assert_true(gaze_gesture_taken(&rest));
    gaze_gesture_init(&rest);
    for (int now = 0; now < 4 * 700; now += 10)
        gaze_gesture_look(&rest, of[now / 700 % 4], time_from_ms(now));
    assert_false(gaze_gesture_taken(&rest));
}

static void deadlines(void **state)
{
    (void)state;
    struct gaze_round round;
    gaze_round_init(&round);
    assert_true(gaze_round_deadline(&round) == TIME_NEVER);
    for (int corner = 1; corner <= 4; corner++)
        gaze_round_look(&round, corner, time_from_ms(corner * 500));
    assert_true(gaze_round_deadline(&round) == time_from_ms(2250));
    gaze_round_advance(&round, time_from_ms(2249));
    assert_false(gaze_round_taken(&round));
    gaze_round_advance(&round, time_from_ms(2250));
    assert_true(gaze_round_taken(&round));
    assert_false(gaze_round_taken(&round));
    assert_true(gaze_round_deadline(&round) == TIME_NEVER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(corners),
        cmocka_unit_test(all_round),
        cmocka_unit_test(each_corner_is_held),
        cmocka_unit_test(the_way_is_bounded),
        cmocka_unit_test(another_way_is_none),
        cmocka_unit_test(a_wobble_at_the_edge),
        cmocka_unit_test(what_is_chosen_on_the_way_ends_it),
        cmocka_unit_test(resting_and_waking_is_no_call),
        cmocka_unit_test(a_call_does_not_rest),
        cmocka_unit_test(deadlines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
