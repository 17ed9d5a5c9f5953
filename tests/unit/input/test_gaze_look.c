/* From samples to looks: both sides of each threshold. 10 px a degree: enter 10 px, leave 15; blink 300 ms. */
#include "unit_test.h"

#include <math.h>

#include "input/gaze_look.h"

static struct gaze_look_machine machine;
static struct gaze_look look;

static const struct gaze_look_settings usual = {10, 1, 300, GAZE_SILENCE_STILL};

static void begin_with(enum gaze_silence silence, int blink_ms)
{
    struct gaze_look_settings settings = usual;
    settings.silence = silence;
    settings.blink_ms = blink_ms;
    gaze_look_init(&machine, &settings);
    gaze_look_now(&machine, &look);
}

static int begin(void **state)
{
    (void)state;
    begin_with(GAZE_SILENCE_STILL, 300);
    return 0;
}

static time_us us(double ms)
{
    return (time_us)llround(ms * 1000);
}

static void give(double ms, double x, double y)
{
    gaze_look_sample(&machine, x, y, us(ms));
    gaze_look_now(&machine, &look);
}

static void lose(double ms)
{
    gaze_look_lost(&machine, us(ms));
    gaze_look_now(&machine, &look);
}

static void pass(double ms)
{
    gaze_look_advance(&machine, us(ms));
    gaze_look_now(&machine, &look);
}

/* Samples every 20 ms; the last at to_ms. */
static void stay(double from_ms, double to_ms, double x, double y)
{
    for (double ms = from_ms; ms <= to_ms; ms += 20)
        give(ms, x, y);
}

static void assert_rests(unsigned number, double since_ms)
{
    assert_true(look.tracked);
    assert_true(look.resting);
    assert_int_equal(look.number, number);
    assert_int_equal(look.since, us(since_ms));
    assert_int_equal(look.lost_since, TIME_NEVER);
}

static void assert_moves(unsigned number)
{
    assert_true(look.tracked);
    assert_false(look.resting);
    assert_int_equal(look.number, number);
}

static void assert_lost(double since_ms)
{
    assert_false(look.tracked);
    assert_false(look.resting);
    assert_int_equal(look.lost_since, us(since_ms));
}

static void assert_deadline(double ms)
{
    assert_int_equal(gaze_look_deadline(&machine), us(ms));
}

/* --- beginning ---------------------------------------------------------------------------------------- */

static void nothing_yet(void **state)
{
    (void)state;
    assert_false(look.tracked || look.resting);
    assert_int_equal(look.number, 0);
    assert_int_equal(look.lost_since, TIME_NEVER);
    assert_int_equal(gaze_look_deadline(&machine), TIME_NEVER);
    pass(1000000);
    assert_int_equal(look.lost_since, TIME_NEVER);
}

static void lost_before_anything(void **state)
{
    (void)state;
    lose(500);
    lose(700);
    assert_lost(500);
    assert_int_equal(gaze_look_deadline(&machine), TIME_NEVER);
}

static void mouse_that_sends_once_is_a_look(void **state)
{
    (void)state;
    give(1000, 200, 100);
    assert_false(look.tracked);
    assert_deadline(1050);
    pass(1049.999);
    assert_false(look.tracked);
    pass(1050);
    assert_rests(1, 1000);
    assert_true(look.x == 200 && look.y == 100 && look.centre_x == 200 && look.centre_y == 100);
    assert_int_equal(gaze_look_deadline(&machine), TIME_NEVER);
    pass(3600e3);
    assert_rests(1, 1000);
}

static void look_needs_50_ms(void **state)
{
    (void)state;
    give(1000, 200, 100);
    give(1017, 200, 100);
    assert_moves(0);
    give(1033, 200, 100);
    give(1049.999, 200, 100);
    assert_moves(0);
    give(1050, 200, 100);
    assert_rests(1, 1000);
}

/* A mouse is silent when it has come. */
static void or_50_ms_of_silence(void **state)
{
    (void)state;
    give(1000, 200, 100);
    give(1017, 202, 100);
    assert_deadline(1067);
    pass(1066.999);
    assert_moves(0);
    pass(1067);
    assert_rests(1, 1000);
}

static void lone_sample_among_losses_is_nobody(void **state)
{
    (void)state;
    lose(0);
    for (int ms = 100; ms < 5000; ms += 100) {
        give(ms, 200, 100);
        assert_lost(0);
        lose(ms + 16);
        pass(ms + 90);
        assert_lost(0);
    }
}

/* --- moving on ---------------------------------------------------------------------------------------- */

static void saccade_begins_a_look_with_its_first_sample(void **state)
{
    (void)state;
    stay(0, 1000, 200, 100);
    assert_rests(1, 0);
    give(1017, 400, 100);
    assert_rests(1, 0);
    assert_int_equal(look.sure_until, us(1017));
    give(1033, 400, 100);
    assert_moves(1);
    assert_true(look.x == 400);
    give(1066.999, 400, 100);
    assert_moves(1);
    give(1067, 400, 100);
    assert_rests(2, 1017);
    assert_true(look.centre_x == 400);
    assert_int_equal(look.sure_until, TIME_NEVER);
}

static void mouse_jumps_and_keeps_still(void **state)
{
    (void)state;
    stay(0, 1000, 200, 100);
    give(2000, 400, 100);
    assert_rests(1, 0);
    pass(2049.999);
    assert_rests(1, 0);
    pass(2050);
    assert_rests(2, 2000);
    assert_true(look.x == 400);
}

static void spike_changes_nothing(void **state)
{
    (void)state;
    stay(0, 1000, 200, 100);
    give(1017, 900, 700);
    give(1033, 200, 100);
    pass(2000);
    assert_rests(1, 0);
    assert_true(look.x == 200 && look.centre_x == 200);
    assert_int_equal(look.sure_until, TIME_NEVER);
}

/* Where the eyes may begin to stay, after 16 ms and a long blink: the smoothed point is 9.7 px away, or 10.6. */
static void enter_radius_has_two_sides(void **state)
{
    (void)state;
    for (int px = 11; px <= 12; px++) {
        begin_with(GAZE_SILENCE_STILL, 1000);
        give(0, 200, 100);
        give(16, 200, 100);
        lose(20);
        give(916, 200 + px, 100);
        assert_true(px == 11 ? look.x > 209.5 && look.x < 210 : look.x > 210 && look.x < 210.7);
        if (px == 11) {
            assert_rests(1, 0);
            continue;
        }
        assert_moves(0);
        stay(920, 980, 212, 100);
        assert_rests(1, 916);
    }
}

static void leave_radius_has_two_sides(void **state)
{
    (void)state;
    stay(0, 1000, 200, 100);
    give(1020, 209, 111.9); /* 14.9 px */
    give(1040, 209, 111.9);
    assert_rests(1, 0);
    begin_with(GAZE_SILENCE_STILL, 300);
    stay(0, 1000, 200, 100);
    give(1020, 209, 112.1); /* 15.1 px */
    give(1040, 209, 112.1);
    assert_moves(1);
    pass(1090);
    assert_rests(2, 1020);
}

/* 5° a second for four seconds, as a head mouse homes in: one look, its centre close behind. */
static void slow_pointer_stays_one_look(void **state)
{
    (void)state;
    for (int i = 0; i <= 240; i++)
        give(i * 1000.0 / 60, 100 + i * 50.0 / 60, 100);
    assert_rests(1, 0);
    assert_true(look.x > 295 && look.x <= 300);
    assert_true(look.centre_x > 288 && look.centre_x < look.x);
    stay(4020, 4500, 300, 100);
    assert_rests(1, 0);
    assert_true(fabs(look.centre_x - 300) < 0.5);
}

/* After a pause no single sample weighs more than all before it. */
static void centre_is_not_where_one_sample_is(void **state)
{
    (void)state;
    stay(0, 1000, 200, 100);
    give(60e3, 214, 100);
    assert_rests(1, 0);
    assert_true(look.x > 213 && look.centre_x <= 207);
}

static void fast_pointer_rests_nowhere_for_long(void **state)
{
    (void)state;
    for (int speed = 20; speed <= 300; speed += 10) {
        begin_with(GAZE_SILENCE_STILL, 300);
        stay(0, 1000, 100, 100);
        unsigned before = look.number;
        for (int i = 1; i <= 120; i++) {
            double ms = 1000 + i * 1000.0 / 60;
            give(ms, 100 + i * speed * 10.0 / 60, 100);
            if (look.resting && look.number != before)
                assert_true(us(ms) - look.since <= us(200));
        }
        assert_true(look.number != before || !look.resting);
    }
}

/* --- lost, and blinks --------------------------------------------------------------------------------- */

static void blink_does_not_end_a_look(void **state)
{
    (void)state;
    stay(0, 1000, 200, 100);
    lose(1020);
    assert_rests(1, 0);
    assert_int_equal(look.sure_until, us(1020));
    assert_deadline(1320);
    lose(1200);
    assert_deadline(1320);
    pass(1319.999);
    assert_rests(1, 0);
    give(1319.999, 205, 100);
    assert_rests(1, 0);
    assert_int_equal(look.sure_until, TIME_NEVER);
}

static void longer_is_lost_since_its_beginning(void **state)
{
    (void)state;
    stay(0, 1000, 200, 100);
    lose(1020);
    pass(1320);
    assert_lost(1020);
    assert_true(look.x == 200 && look.y == 100);
    assert_int_equal(look.number, 1);
    lose(1500);
    assert_lost(1020);
    stay(2000, 2100, 200, 100);
    assert_rests(2, 2000);
}

/* A deadline at an event fires first. */
static void back_at_the_deadline_is_too_late(void **state)
{
    (void)state;
    stay(0, 1000, 200, 100);
    lose(1020);
    give(1320, 200, 100);
    assert_lost(1020);
    give(1340, 200, 100);
    pass(1390);
    assert_rests(2, 1320);
}

static void no_tolerance_no_blink(void **state)
{
    (void)state;
    begin_with(GAZE_SILENCE_STILL, 0);
    stay(0, 1000, 200, 100);
    lose(1020);
    assert_lost(1020);
}

static void single_lost_samples_matter_nothing(void **state)
{
    (void)state;
    for (int i = 0; i < 600; i++)
        if (i % 7 == 3)
            lose(i * 1000.0 / 60);
        else
            give(i * 1000.0 / 60, 200 + i % 3, 100 - i % 5);
    assert_rests(1, 0);
}

/* A tracker that loses a sample now and then is no eye that blinks: what is seen elsewhere counts. */
static void lost_samples_elsewhere_do_not_hold_a_look(void **state)
{
    (void)state;
    stay(0, 1000, 200, 100);
    for (int i = 1; i <= 20; i++)
        if (i % 5 == 0)
            lose(1000 + i * 11);
        else
            give(1000 + i * 11, 400, 100);
    assert_rests(2, 1011);
    stay(1240, 1400, 200, 100);
    assert_rests(3, 1240);
}

static void back_elsewhere_is_another_look(void **state)
{
    (void)state;
    stay(0, 1000, 200, 100);
    lose(1020);
    give(1100, 400, 100);
    assert_rests(1, 0);
    assert_int_equal(look.sure_until, us(1020));
    stay(1120, 1200, 400, 100);
    assert_rests(2, 1100);
}

static void back_within_the_leave_radius_is_the_same(void **state)
{
    (void)state;
    stay(0, 1000, 200, 100);
    lose(1020);
    stay(1100, 1300, 214.9, 100);
    assert_rests(1, 0);
    begin_with(GAZE_SILENCE_STILL, 300);
    stay(0, 1000, 200, 100);
    lose(1020);
    stay(1100, 1300, 215.1, 100);
    assert_rests(2, 1100);
}

/* Lids drag the point away before they close and after they open. */
static void lids_do_not_end_a_look(void **state)
{
    (void)state;
    stay(0, 1000, 200, 100);
    give(1017, 201, 103);
    give(1033, 195, 160);
    give(1050, 190, 240);
    for (double ms = 1066; ms < 1150; ms += 16)
        lose(ms);
    assert_rests(1, 0);
    assert_int_equal(look.sure_until, us(1033));
    give(1150, 198, 195);
    give(1166, 199, 160);
    give(1183, 200, 130);
    give(1200, 200, 118);
    assert_rests(1, 0);
    assert_int_equal(look.sure_until, us(1033));
    give(1216, 200, 102);
    assert_rests(1, 0);
    assert_int_equal(look.sure_until, TIME_NEVER);
    stay(1233, 1500, 200, 100);
    assert_rests(1, 0);
}

/* A jump just before a loss is the lids, not a place. */
static void jump_before_a_loss_does_not_count(void **state)
{
    (void)state;
    stay(0, 1000, 200, 100);
    give(1020, 400, 100);
    lose(1040);
    pass(1200);
    assert_rests(1, 0);
    assert_true(look.x == 200);
    give(1210, 200, 100);
    assert_rests(1, 0);
}

static void blink_while_a_look_begins(void **state)
{
    (void)state;
    give(0, 200, 100);
    give(16, 200, 100);
    lose(33);
    pass(100);
    assert_moves(0);
    give(120, 200, 100);
    assert_rests(1, 0);
}

/* --- silence ------------------------------------------------------------------------------------------ */

static void still_pointer_is_never_lost(void **state)
{
    (void)state;
    for (int i = 0; i < 100; i++)
        give(i * 16, 200 + i % 2 * 4, 100);
    assert_int_equal(gaze_look_deadline(&machine), TIME_NEVER);
    pass(3600e3);
    assert_rests(1, 0);
}

static void silence_is_loss_when_it_is_set_so(void **state)
{
    (void)state;
    begin_with(GAZE_SILENCE_LOST, 300);
    stay(0, 1000, 200, 100);
    assert_deadline(1300);
    assert_int_equal(look.sure_until, us(1050));
    pass(1299.999);
    assert_rests(1, 0);
    pass(1300);
    assert_lost(1000);
}

/* Trackers stutter. */
static void silence_is_100_ms_at_least(void **state)
{
    (void)state;
    begin_with(GAZE_SILENCE_LOST, 20);
    stay(0, 1000, 200, 100);
    pass(1099.999);
    assert_rests(1, 0);
    pass(1100);
    assert_lost(1000);
}

static void lone_jump_of_a_tracker_does_not_count(void **state)
{
    (void)state;
    begin_with(GAZE_SILENCE_LOST, 300);
    give(0, 200, 100);
    pass(400);
    assert_false(look.tracked);
    assert_int_equal(look.number, 0);
    stay(1000, 2000, 200, 100);
    give(2020, 400, 100);
    pass(2320);
    assert_lost(2020);
    assert_int_equal(look.number, 1);
    assert_true(look.x == 200);
}

static void told_loss_counts_from_when_it_was_told(void **state)
{
    (void)state;
    begin_with(GAZE_SILENCE_LOST, 300);
    stay(0, 1000, 200, 100);
    lose(1016);
    assert_deadline(1316);
    pass(1316);
    assert_lost(1016);
}

/* A tracker's cursor says nothing of a blink, it only stops. */
static void lids_of_a_silent_blink(void **state)
{
    (void)state;
    begin_with(GAZE_SILENCE_AUTO, 300);
    for (int i = 0; i <= 60; i++)
        give(i * 16, 200 + i % 2 * 4, 100);
    static const double down[] = {195, 170, 142, 122, 107, 101, 100};
    for (int i = 0; i < 7; i++)
        give(1040 + i * 16, 200, down[i]);
    assert_rests(1, 0);
}

/* AUTO: what keeps sending at rest is a tracker. */
static void automatic_silence_of_a_tracker(void **state)
{
    (void)state;
    begin_with(GAZE_SILENCE_AUTO, 300);
    for (int i = 0; i <= 40; i++)
        give(i * 16, 200 + i % 2 * 4, 100);
    assert_deadline(940);
    pass(940);
    assert_lost(640);
    stay(2000, 2100, 300, 100);
    assert_rests(2, 2000);
    assert_deadline(2400);
}

static void automatic_silence_of_a_mouse(void **state)
{
    (void)state;
    begin_with(GAZE_SILENCE_AUTO, 300);
    for (int i = 0; i < 200; i++)
        give(i * 8, 200 + i / 4.0, 100 + i / 8.0);
    pass(1700);
    assert_true(look.resting);
    assert_int_equal(gaze_look_deadline(&machine), TIME_NEVER);
}

/* A mouse that was taken for a tracker goes on where it stood: it is a mouse. */
static void automatic_silence_is_disproved(void **state)
{
    (void)state;
    begin_with(GAZE_SILENCE_AUTO, 300);
    for (int i = 0; i <= 40; i++)
        give(i * 16, 200 + i % 2 * 4, 100);
    pass(940);
    assert_lost(640);
    give(5000, 200.5, 100);
    give(5008, 203, 100);
    pass(60e3);
    assert_rests(2, 5000);
}

/* --- time and odd input ------------------------------------------------------------------------------- */

static void earlier_events_count_as_now(void **state)
{
    (void)state;
    stay(0, 1000, 200, 100);
    pass(2000);
    give(1500, 400, 100);
    assert_deadline(2050);
    pass(1000);
    assert_rests(1, 0);
    pass(2050);
    assert_rests(2, 2000);
    lose(0);
    assert_deadline(2350);
}

static void settings_hold_at_once(void **state)
{
    (void)state;
    struct gaze_look_settings settings = usual;
    stay(0, 1000, 200, 100);
    lose(1020);
    settings.blink_ms = 500;
    gaze_look_set_settings(&machine, &settings, us(1100));
    pass(1519);
    assert_rests(1, 0);
    settings.blink_ms = 100;
    gaze_look_set_settings(&machine, &settings, us(1519));
    gaze_look_now(&machine, &look);
    assert_lost(1020);
}

static void wider_radius_holds_more(void **state)
{
    (void)state;
    struct gaze_look_settings settings = usual;
    stay(0, 1000, 200, 100);
    settings.enter_degrees = 2;
    gaze_look_set_settings(&machine, &settings, us(1000));
    stay(1020, 1200, 229, 100);
    assert_rests(1, 0);
}

static void odd_input_is_safe(void **state)
{
    (void)state;
    static const double places[] = {1e300, -1e300, INFINITY, -INFINITY, 0, 1e-300};
    static const time_us times[] = {INT64_MIN, -1, 0, 0, 1, 3600LL * 1000000 * 24, INT64_MAX - 1, INT64_MAX};
    for (size_t t = 0; t < sizeof times / sizeof times[0]; t++)
        for (size_t i = 0; i < 36; i++) {
            gaze_look_sample(&machine, places[i % 6], places[i / 6], times[t]);
            gaze_look_lost(&machine, times[t]);
            gaze_look_advance(&machine, times[t]);
        }
    gaze_look_now(&machine, &look);
    assert_true(fabs(look.x) <= GAZE_FARTHEST_PX && fabs(look.centre_y) <= GAZE_FARTHEST_PX);
}

static void hours_later(void **state)
{
    (void)state;
    stay(0, 1000, 200, 100);
    give(3600e3 * 12, 207, 100);
    assert_rests(1, 0);
    assert_true(look.x > 206);
    give(3600e3 * 24, 400, 100);
    pass(3600e3 * 24 + 50);
    assert_rests(2, 3600e3 * 24);
}

/* --- however often time is told ------------------------------------------------------------------------ */

static uint32_t random_state;

static int below(int n)
{
    random_state = random_state * 1664525 + 1013904223;
    return (int)((random_state >> 8) % (uint32_t)n);
}

static void assert_same(const struct gaze_look *a, const struct gaze_look *b)
{
    assert_true(a->tracked == b->tracked && a->resting == b->resting && a->number == b->number);
    assert_true(a->x == b->x && a->y == b->y && a->centre_x == b->centre_x && a->centre_y == b->centre_y);
    assert_true(a->since == b->since && a->sure_until == b->sure_until && a->lost_since == b->lost_since);
}

static void tell(struct gaze_look_machine *told, int what, double x, double y, time_us at_us)
{
    struct gaze_look_settings settings = {10, 1 + what % 2, what * 40, (enum gaze_silence)(what % 3)};
    if (what < 2)
        gaze_look_lost(told, at_us);
    else if (what > 2)
        gaze_look_sample(told, x, y, at_us);
    else
        gaze_look_set_settings(told, &settings, at_us);
}

/* Three machines: told of events only, at each deadline, and every millisecond or so. */
static void random_run(uint32_t seed)
{
    struct gaze_look_machine machines[3];
    struct gaze_look now[3];
    struct gaze_look_settings settings = {10, 1, 200, (enum gaze_silence)(seed % 3)};
    time_us at_us = 0;
    double x = 0, y = 0;
    random_state = seed;
    for (int i = 0; i < 3; i++)
        gaze_look_init(&machines[i], &settings);
    for (int n = 0; n < 2000; n++) {
        time_us last_us = at_us;
        at_us += below(30) ? below(25000) : below(600000);
        x = below(12) ? x + below(9) - 4 : below(300);
        y = below(12) ? y + below(9) - 4 : below(300);
        for (time_us due_us; (due_us = gaze_look_deadline(&machines[1])) <= at_us && due_us != TIME_NEVER;)
            gaze_look_advance(&machines[1], due_us);
        for (time_us step_us = last_us; step_us <= at_us; step_us += 1000)
            gaze_look_advance(&machines[2], step_us);
        int what = below(50);
        for (int i = 0; i < 3; i++) {
            tell(&machines[i], what, x, y, at_us);
            gaze_look_now(&machines[i], &now[i]);
            assert_same(&now[0], &now[i]);
            assert_true(gaze_look_deadline(&machines[i]) > at_us);
        }
    }
    assert_true(now[0].number > 20);
}

static void how_often_time_is_told_matters_nothing(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 30; seed++)
        random_run(seed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(nothing_yet, begin),
        cmocka_unit_test_setup(lost_before_anything, begin),
        cmocka_unit_test_setup(mouse_that_sends_once_is_a_look, begin),
        cmocka_unit_test_setup(look_needs_50_ms, begin),
        cmocka_unit_test_setup(or_50_ms_of_silence, begin),
        cmocka_unit_test_setup(lone_sample_among_losses_is_nobody, begin),
        cmocka_unit_test_setup(saccade_begins_a_look_with_its_first_sample, begin),
        cmocka_unit_test_setup(mouse_jumps_and_keeps_still, begin),
        cmocka_unit_test_setup(spike_changes_nothing, begin),
        cmocka_unit_test_setup(enter_radius_has_two_sides, begin),
        cmocka_unit_test_setup(leave_radius_has_two_sides, begin),
        cmocka_unit_test_setup(slow_pointer_stays_one_look, begin),
        cmocka_unit_test_setup(centre_is_not_where_one_sample_is, begin),
        cmocka_unit_test_setup(fast_pointer_rests_nowhere_for_long, begin),
        cmocka_unit_test_setup(blink_does_not_end_a_look, begin),
        cmocka_unit_test_setup(longer_is_lost_since_its_beginning, begin),
        cmocka_unit_test_setup(back_at_the_deadline_is_too_late, begin),
        cmocka_unit_test_setup(no_tolerance_no_blink, begin),
        cmocka_unit_test_setup(lost_samples_elsewhere_do_not_hold_a_look, begin),
        cmocka_unit_test_setup(single_lost_samples_matter_nothing, begin),
        cmocka_unit_test_setup(back_elsewhere_is_another_look, begin),
        cmocka_unit_test_setup(back_within_the_leave_radius_is_the_same, begin),
        cmocka_unit_test_setup(lids_do_not_end_a_look, begin),
        cmocka_unit_test_setup(jump_before_a_loss_does_not_count, begin),
        cmocka_unit_test_setup(blink_while_a_look_begins, begin),
        cmocka_unit_test_setup(still_pointer_is_never_lost, begin),
        cmocka_unit_test_setup(silence_is_loss_when_it_is_set_so, begin),
        cmocka_unit_test_setup(silence_is_100_ms_at_least, begin),
        cmocka_unit_test_setup(lone_jump_of_a_tracker_does_not_count, begin),
        cmocka_unit_test_setup(told_loss_counts_from_when_it_was_told, begin),
        cmocka_unit_test_setup(lids_of_a_silent_blink, begin),
        cmocka_unit_test_setup(automatic_silence_of_a_tracker, begin),
        cmocka_unit_test_setup(automatic_silence_of_a_mouse, begin),
        cmocka_unit_test_setup(automatic_silence_is_disproved, begin),
        cmocka_unit_test_setup(earlier_events_count_as_now, begin),
        cmocka_unit_test_setup(settings_hold_at_once, begin),
        cmocka_unit_test_setup(wider_radius_holds_more, begin),
        cmocka_unit_test_setup(odd_input_is_safe, begin),
        cmocka_unit_test_setup(hours_later, begin),
        cmocka_unit_test(how_often_time_is_told_matters_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
