#include "unit_test.h"

#include "input/gaze_gesture.h"

enum { HOLD_US = GAZE_CORNER_HOLD_MS * 1000, TRAVEL_US = GAZE_CORNER_TRAVEL_MS * 1000 };

/* ---- where a corner is ---- */

static void corners(void **state)
{
    (void)state;
    assert_int_equal(gaze_corner_at(0, 0, 1920, 1080, 150), GAZE_CORNER_LEFT);
    assert_int_equal(gaze_corner_at(150, 150, 1920, 1080, 150), GAZE_CORNER_LEFT);
    assert_int_equal(gaze_corner_at(150.01, 0, 1920, 1080, 150), GAZE_NO_CORNER);
    assert_int_equal(gaze_corner_at(0, 150.01, 1920, 1080, 150), GAZE_NO_CORNER);
    assert_int_equal(gaze_corner_at(1770, 150, 1920, 1080, 150), GAZE_CORNER_RIGHT);
    assert_int_equal(gaze_corner_at(1769.99, 150, 1920, 1080, 150), GAZE_NO_CORNER);
    assert_int_equal(gaze_corner_at(1919, 150.01, 1920, 1080, 150), GAZE_NO_CORNER);
    assert_int_equal(gaze_corner_at(960, 0, 1920, 1080, 150), GAZE_NO_CORNER);
    assert_int_equal(gaze_corner_at(0, 1079, 1920, 1080, 150), GAZE_NO_CORNER);
}

static void beyond_the_edge(void **state)
{
    (void)state;
    assert_int_equal(gaze_corner_at(-400, 100, 1920, 1080, 150), GAZE_CORNER_LEFT);
    assert_int_equal(gaze_corner_at(100, -400, 1920, 1080, 150), GAZE_CORNER_LEFT);
    assert_int_equal(gaze_corner_at(2500, -400, 1920, 1080, 150), GAZE_CORNER_RIGHT);
    assert_int_equal(gaze_corner_at(-400, 151, 1920, 1080, 150), GAZE_NO_CORNER);
    assert_int_equal(gaze_corner_at(151, -400, 1920, 1080, 150), GAZE_NO_CORNER);
    assert_int_equal(gaze_corner_at(2500, 151, 1920, 1080, 150), GAZE_NO_CORNER);
}

/* On a screen smaller than two corners they meet in the middle; nothing of the lower half is an upper
 * corner. */
static void small_screens(void **state)
{
    (void)state;
    assert_int_equal(gaze_corner_at(99, 49, 200, 100, 150), GAZE_CORNER_LEFT);
    assert_int_equal(gaze_corner_at(101, 49, 200, 100, 150), GAZE_CORNER_RIGHT);
    assert_int_equal(gaze_corner_at(100, 49, 200, 100, 150), GAZE_NO_CORNER);
    assert_int_equal(gaze_corner_at(99, 50, 200, 100, 150), GAZE_NO_CORNER);
    double nowhere = strtod("nan", NULL);
    assert_int_equal(gaze_corner_at(nowhere, 0, 200, 100, 150), GAZE_NO_CORNER);
    assert_int_equal(gaze_corner_at(0, nowhere, 200, 100, 150), GAZE_NO_CORNER);
}

/* ---- the gesture, told in milliseconds: 1, 2: at a corner; -: elsewhere; x: lost; e: the end ---- */

/* When it was done, in microseconds; -1: not at all. Each letter is told at its time. step_us: time is told
 * in between, and where the eyes are too. */
static time_us done_at_pace(const char *const *steps, time_us step_us)
{
    struct gaze_gesture gesture;
    gaze_gesture_init(&gesture);
    time_us now_us = 0, done_us = -1;
    char where = '-';
    for (int i = 0; steps[i]; i++) {
        char *end;
        time_us at_us = (time_us)(strtod(steps[i], &end) * 1000 + 0.5);
        for (;;) {
            bool arrived = step_us == 0 || now_us + step_us >= at_us;
            now_us = arrived ? at_us : now_us + step_us;
            time_us due_us = gaze_gesture_deadline(&gesture);
            gaze_gesture_advance(&gesture, now_us);
            if (gaze_gesture_taken(&gesture)) {
                assert_int_equal(done_us, -1);
                assert_true(due_us <= now_us);
                done_us = due_us;
            }
            assert_true(gaze_gesture_deadline(&gesture) > now_us);
            where = arrived ? end[strspn(end, " ")] : where;
            if (where == 'x')
                gaze_gesture_lost(&gesture, now_us);
            else if (where != 'e')
                gaze_gesture_look(&gesture,
                                  where == '1'   ? GAZE_CORNER_LEFT
                                  : where == '2' ? GAZE_CORNER_RIGHT
                                                 : GAZE_NO_CORNER,
                                  now_us);
            if (arrived)
                break;
        }
    }
    return done_us;
}

static time_us done_at(const char *const *steps)
{
    time_us done_us = done_at_pace(steps, 0);
    assert_int_equal(done_at_pace(steps, 1000), done_us);
    assert_int_equal(done_at_pace(steps, 16667), done_us);
    return done_us;
}

#define DONE_AT(...) done_at((const char *const[]){__VA_ARGS__, NULL})

static void as_drawn(void **state)
{
    (void)state;
    assert_int_equal(DONE_AT("100 1", "700 -", "1000 2", "3000 e"), 1500000);
    assert_int_equal(DONE_AT("100 1", "700 2", "3000 e"), 1200000);
    assert_int_equal(DONE_AT("100 1", "9000 -", "9500 2", "12000 e"), 10000000); /* the first held for long */
    assert_int_equal(DONE_AT("100 1", "700 -", "1000 2", "9000 -"), 1500000);    /* the second, too: once */
}

static void the_first_is_held(void **state)
{
    (void)state;
    assert_int_equal(DONE_AT("100 1", "600 -", "1000 2", "3000 e"), 1500000);
    assert_int_equal(DONE_AT("100 1", "599.999 -", "1000 2", "3000 e"), -1);
    assert_int_equal(DONE_AT("100 1", "599.999 2", "3000 e"), -1);
}

static void the_second_is_held(void **state)
{
    (void)state;
    assert_int_equal(DONE_AT("100 1", "700 -", "1000 2", "1500 -", "5000 e"), 1500000);
    assert_int_equal(DONE_AT("100 1", "700 -", "1000 2", "1499.999 -", "5000 e"), -1);
    assert_int_equal(DONE_AT("100 1", "700 -", "1000 2", "1499.999 1", "5000 e"), -1);
}

static void travel_is_short(void **state)
{
    (void)state;
    assert_int_equal(DONE_AT("100 1", "700 -", "2199.999 2", "5000 e"), 2699999);
    assert_int_equal(DONE_AT("100 1", "700 -", "2200 2", "5000 e"), -1);
}

static void other_orders_do_nothing(void **state)
{
    (void)state;
    assert_int_equal(DONE_AT("100 2", "700 -", "1000 1", "3000 e"), -1);
    assert_int_equal(DONE_AT("100 2", "3000 e"), -1);
    assert_int_equal(DONE_AT("100 1", "3000 e"), -1);
    assert_int_equal(DONE_AT("100 2", "700 1", "1300 2", "3000 e"), 1800000); /* begins with the first */
    assert_int_equal(DONE_AT("100 1", "700 2", "1200 -", "1300 2", "3000 e"), 1200000); /* and is over then */
}

static void a_wobble_changes_nothing(void **state)
{
    (void)state;
    assert_int_equal(DONE_AT("100 1", "700 -", "750 1", "800 -", "1000 2", "3000 e"), 1500000);
    assert_int_equal(DONE_AT("100 1", "700 -", "750 1", "800 2", "3000 e"), 1300000);
    assert_int_equal(DONE_AT("100 1", "700 -", "750 1", "800 -", "2199.999 2", "3000 e"), 2699999);
    assert_int_equal(DONE_AT("100 1", "700 -", "750 1", "800 -", "2200 2", "3000 e"), -1);
    assert_int_equal(DONE_AT("100 1", "700 -", "750 1", "1250 -", "2700 2", "4000 e"),
                     3200000); /* held again */
    assert_int_equal(DONE_AT("100 1", "700 -", "2150 1", "2250 2", "4000 e"),
                     -1); /* there when travel ends */
    assert_int_equal(DONE_AT("100 1", "700 2", "800 -", "900 2", "3000 e"), 1400000);
    assert_int_equal(DONE_AT("100 1", "700 2", "800 -", "2199.999 2", "3000 e"), 2699999);
    assert_int_equal(DONE_AT("100 1", "700 2", "800 -", "2200 2", "3000 e"), -1);
    assert_int_equal(DONE_AT("100 1", "700 2", "1199 -", "2300 -", "2301 2", "4000 e"), -1);
}

static void blinks_do_not_break_it(void **state)
{
    (void)state;
    /* At the first: the time lost does not count as held. */
    assert_int_equal(DONE_AT("100 1", "300 x", "400 1", "700 -", "1000 2", "3000 e"), 1500000);
    assert_int_equal(DONE_AT("100 1", "300 x", "400 1", "699.999 -", "1000 2", "3000 e"), -1);
    assert_int_equal(DONE_AT("100 1", "300 x", "1799.999 1", "2100 -", "2200 2", "3000 e"), 2700000);
    assert_int_equal(DONE_AT("100 1", "300 x", "1800 1", "2100 -", "2200 2", "3000 e"), -1);
    assert_int_equal(DONE_AT("100 1", "599.999 x", "700 2", "3000 e"), -1);
    /* On the way. */
    assert_int_equal(DONE_AT("100 1", "700 x", "1000 2", "3000 e"), 1500000);
    assert_int_equal(DONE_AT("100 1", "700 x", "2199.999 2", "3000 e"), 2699999);
    assert_int_equal(DONE_AT("100 1", "700 x", "2200 2", "3000 e"), -1);
    assert_int_equal(DONE_AT("100 1", "700 -", "800 x", "900 -", "1000 2", "3000 e"), 1500000);
    assert_int_equal(DONE_AT("100 1", "700 x", "800 -", "2199.999 2", "3000 e"), 2699999);
    assert_int_equal(DONE_AT("100 1", "700 x", "800 -", "2200 2", "3000 e"), -1);
    /* At the second. */
    assert_int_equal(DONE_AT("100 1", "700 -", "1000 2", "1200 x", "1300 2", "3000 e"), 1600000);
    assert_int_equal(DONE_AT("100 1", "700 -", "1000 2", "1200 x", "2699.999 2", "3000 e"), 2999999);
    assert_int_equal(DONE_AT("100 1", "700 -", "1000 2", "1200 x", "2700 2", "4000 e"), -1);
    assert_int_equal(DONE_AT("100 1", "700 -", "1000 2", "1500 x", "4000 e"), 1500000);
    assert_int_equal(DONE_AT("100 1", "700 -", "1000 2", "1200 x", "1300 -", "1400 2", "3000 e"), 1900000);
    /* Told again and again that they are lost. */
    assert_int_equal(DONE_AT("100 1", "300 x", "350 x", "400 1", "700 2", "3000 e"), 1200000);
}

static void again(void **state)
{
    (void)state;
    struct gaze_gesture gesture;
    gaze_gesture_init(&gesture);
    assert_int_equal(gaze_gesture_deadline(&gesture), TIME_NEVER);
    for (int round = 0; round < 3; round++) {
        time_us from_us = round * 5000000;
        gaze_gesture_look(&gesture, GAZE_CORNER_LEFT, from_us);
        gaze_gesture_look(&gesture, GAZE_CORNER_RIGHT, from_us + HOLD_US);
        assert_int_equal(gaze_gesture_deadline(&gesture), from_us + 2 * HOLD_US);
        gaze_gesture_advance(&gesture, from_us + 2 * HOLD_US - 1);
        assert_false(gaze_gesture_taken(&gesture));
        gaze_gesture_look(&gesture, GAZE_CORNER_RIGHT, from_us + 4000000);
        assert_true(gaze_gesture_taken(&gesture));
        assert_false(gaze_gesture_taken(&gesture));
    }
}

static void check_gesture(const struct gaze_gesture *gesture, enum gaze_gesture_state state, time_us since,
                          time_us deadline)
{
    assert_int_equal(gesture->state, state);
    assert_int_equal(gesture->since, since);
    assert_int_equal(gaze_gesture_deadline(gesture), deadline);
}

/* What can be shown of it. */
static void states(void **state)
{
    (void)state;
    struct gaze_gesture gesture;
    gaze_gesture_init(&gesture);
    gaze_gesture_look(&gesture, GAZE_CORNER_LEFT, 1000);
    check_gesture(&gesture, GAZE_GESTURE_FIRST, 1000, TIME_NEVER);
    gaze_gesture_lost(&gesture, 2000);
    check_gesture(&gesture, GAZE_GESTURE_FIRST, 1000, 2000 + TRAVEL_US);
    gaze_gesture_look(&gesture, GAZE_CORNER_LEFT, 5000);
    check_gesture(&gesture, GAZE_GESTURE_FIRST, 4000, TIME_NEVER);
    gaze_gesture_look(&gesture, GAZE_NO_CORNER, 600000);
    check_gesture(&gesture, GAZE_GESTURE_TRAVEL, 600000, 600000 + TRAVEL_US);
    gaze_gesture_look(&gesture, GAZE_CORNER_RIGHT, 700000);
    check_gesture(&gesture, GAZE_GESTURE_SECOND, 700000, 700000 + HOLD_US);
    gaze_gesture_look(&gesture, GAZE_NO_CORNER, 800000);
    check_gesture(&gesture, GAZE_GESTURE_TRAVEL, 600000, 600000 + TRAVEL_US);
    gaze_gesture_advance(&gesture, 600000 + TRAVEL_US);
    check_gesture(&gesture, GAZE_GESTURE_NONE, 600000 + TRAVEL_US, TIME_NEVER);
    gaze_gesture_look(&gesture, GAZE_CORNER_RIGHT, 3000000);
    assert_int_equal(gesture.state, GAZE_GESTURE_NONE);
    assert_int_equal(gaze_gesture_deadline(&gesture), TIME_NEVER);
}

/* ---- against a model that looks back over what was seen, a tick of 10 ms at a time ---- */

enum {
    TICK_MS = 10,
    SPAN = 2000,
    HOLD = GAZE_CORNER_HOLD_MS / TICK_MS,
    TRAVEL = GAZE_CORNER_TRAVEL_MS / TICK_MS
};

static unsigned random_number(unsigned *seed, unsigned below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

/* The stay at `corner` that ends with seen[end - 1]: its beginning, and how long the eyes were seen there.
 * It reaches back over losses shorter than travel between two times there. */
static int stay(const char *seen, int from, int end, char corner, int *begin)
{
    int held = 0, lost = 0;
    *begin = end;
    for (int i = end - 1; i >= from && (seen[i] == corner || seen[i] == 'x'); i--) {
        lost = seen[i] == 'x' ? lost + 1 : 0;
        if (lost >= TRAVEL)
            break;
        held += seen[i] == corner;
        if (seen[i] == corner)
            *begin = i;
    }
    return held;
}

/* Whether the gesture is complete when seen[now - 1] has been seen; from: nothing before counts. */
static bool is_done(const char *seen, int from, int now)
{
    if (now <= from || seen[now - 1] != '2')
        return false;
    int begin, first;
    if (stay(seen, from, now, '2', &begin) < HOLD)
        return false;
    for (int end = begin; end > from && end > begin - TRAVEL; end--)
        if (seen[end - 1] == '1' && stay(seen, from, end, '1', &first) >= HOLD)
            return true;
    return false;
}

static void invent(char *seen, unsigned *seed)
{
    static const char likely[] = "1112-x22", others[] = "12-x";
    for (int i = 0, turn = 0; i < SPAN; turn++) {
        char what = random_number(seed, 3) ? likely[turn % 8] : others[random_number(seed, 4)];
        int most = random_number(seed, 3) ? 70 : random_number(seed, 2) ? 10 : 170;
        for (int left = 1 + (int)random_number(seed, (unsigned)most); left > 0 && i < SPAN; left--)
            seen[i++] = what;
    }
}

static void tell(struct gaze_gesture *gesture, char what, time_us at_us)
{
    if (what == 'x')
        gaze_gesture_lost(gesture, at_us);
    else
        gaze_gesture_look(gesture,
                          what == '1'   ? GAZE_CORNER_LEFT
                          : what == '2' ? GAZE_CORNER_RIGHT
                                        : GAZE_NO_CORNER,
                          at_us);
}

/* Told at every tick, or only of changes: done when the model says so. */
static int compare(const char *seen, bool every)
{
    struct gaze_gesture gesture;
    gaze_gesture_init(&gesture);
    int from = 0, times = 0;
    for (int now = 0; now < SPAN; now++) {
        gaze_gesture_advance(&gesture, time_from_ms(now * TICK_MS));
        bool done = gaze_gesture_taken(&gesture);
        if (done != is_done(seen, from, now))
            fail_msg("at %d ms", now * TICK_MS);
        times += done;
        from = done ? now : from;
        if (every || now == 0 || seen[now] != seen[now - 1])
            tell(&gesture, seen[now], time_from_ms(now * TICK_MS));
    }
    return times;
}

static void like_the_model(void **state)
{
    (void)state;
    static char seen[SPAN];
    unsigned seed = 4;
    int times = 0;
    for (int round = 0; round < 400; round++) {
        invent(seen, &seed);
        int done = compare(seen, true);
        assert_int_equal(compare(seen, false), done);
        times += done;
    }
    assert_true(times > 200); /* the histories are worth playing */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(corners),
        cmocka_unit_test(beyond_the_edge),
        cmocka_unit_test(small_screens),
        cmocka_unit_test(as_drawn),
        cmocka_unit_test(the_first_is_held),
        cmocka_unit_test(the_second_is_held),
        cmocka_unit_test(travel_is_short),
        cmocka_unit_test(other_orders_do_nothing),
        cmocka_unit_test(a_wobble_changes_nothing),
        cmocka_unit_test(blinks_do_not_break_it),
        cmocka_unit_test(again),
        cmocka_unit_test(states),
        cmocka_unit_test(like_the_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
