/* The pages of looks: what is known, what is proposed and what can be chosen, for every end that looking at the points and
 * practising can have. */
#include "unit_test.h"

#include <stdlib.h>

#include "board/board.h"
#include "board/board_parts.h"

struct desk {
    struct settings settings;
    struct message message;
    struct gaze_correction correction;
    struct gaze_course course;
    struct gaze_practice practice;
    struct board_gaze gaze;
    struct page page;
};

static struct desk *desk_new(void)
{
    struct desk *desk = calloc(1, sizeof *desk);
    assert_non_null(desk);
    settings_init(&desk->settings);
    message_init(&desk->message);
    page_init(&desk->page);
    gaze_correction_init(&desk->correction);
    desk->gaze.correction = &desk->correction;
    desk->gaze.course = &desk->course;
    desk->gaze.practice = &desk->practice;
    desk->gaze.key_px = 136;
    return desk;
}

static void desk_free(struct desk *desk)
{
    message_destroy(&desk->message);
    page_destroy(&desk->page);
    free(desk);
}

static struct board_context context_of(const struct desk *desk, const char *screen)
{
    const char *colon = strchr(screen, ':');
    return (struct board_context){.settings = &desk->settings,
                                  .message = &desk->message,
                                  .gaze = &desk->gaze,
                                  .screen = screen,
                                  .argument = colon ? colon + 1 : "",
                                  .width_px = 1280,
                                  .height_px = 800};
}

static void build(struct desk *desk, const char *screen, bool by_gaze)
{
    struct board_context context = context_of(desk, screen);
    if (!by_gaze)
        context.gaze = NULL;
    assert_true(board_exists(&context, screen));
    board_find(screen)->build(&context, &desk->page);
}

static bool stands(const struct desk *desk, const char *id)
{
    const struct cell *cell = page_find(&desk->page, id);
    return cell && !cell->empty;
}

static bool says(const struct desk *desk, const char *part)
{
    return strstr(desk->page.question, part) != NULL;
}

static bool leads_away(const struct desk *desk)
{
    return stands(desk, "act.home") && stands(desk, "act.back") && stands(desk, "act.call") &&
           stands(desk, "act.rest");
}

/* --- what is known ------------------------------------------------------------------------------------------ */

static void screens_that_are_there(void **state)
{
    (void)state;
    struct desk *desk = desk_new();
    struct board_context context = context_of(desk, "gaze");
    assert_true(board_exists(&context, "gaze") && board_exists(&context, "gaze:course") &&
                board_exists(&context, "gaze:practice"));
    assert_false(board_exists(&context, "gaze:else"));
    desk_free(desk);
}

static void without_looking_it_leads_to_its_setting(void **state)
{
    (void)state;
    struct desk *desk = desk_new();
    build(desk, "gaze", false);
    assert_true(stands(desk, "open.settings:pointing") && leads_away(desk));
    assert_false(stands(desk, "gaze.five"));
    build(desk, "gaze:practice", false);
    assert_false(stands(desk, "act.gaze-practice"));
    assert_true(leads_away(desk));
    build(desk, "gaze:course", false);
    assert_true(leads_away(desk));
    desk_free(desk);
}

static void nothing_is_known_at_first_and_nothing_can_be_forgotten(void **state)
{
    (void)state;
    struct desk *desk = desk_new();
    build(desk, "gaze", true);
    assert_true(says(desk, "has not been measured"));
    assert_true(stands(desk, "gaze.five") && stands(desk, "gaze.one") && stands(desk, "open.gaze:practice"));
    assert_false(stands(desk, "act.gaze-forget"));
    assert_null(page_find(&desk->page, "gaze.move"));
    assert_true(leads_away(desk));
    desk->correction.shift_x = 0.1;
    build(desk, "gaze", true);
    assert_true(stands(desk, "act.gaze-forget"));
    desk_free(desk);
}

static void what_was_measured_is_said_with_the_keys_that_suit_it(void **state)
{
    (void)state;
    struct desk *desk = desk_new();
    desk->correction.accuracy_degrees = 0.5;
    desk->correction.precision_degrees = 0.3;
    build(desk, "gaze", true);
    assert_true(says(desk, "0.5°") && says(desk, "0.3°") && says(desk, "good") &&
                says(desk, "Keys of 3.4° suit that"));
    desk->correction.accuracy_degrees = 1.8;
    build(desk, "gaze", true);
    assert_true(says(desk, "fair") && says(desk, "Keys of 4.6° would suit that; now they are 3.4°"));
    desk->correction.accuracy_degrees = 4;
    build(desk, "gaze", true);
    assert_true(says(desk, "poor"));
    desk_free(desk);
}

static void sizes_of_keys_are_values_of_the_setting(void **state)
{
    (void)state;
    const struct setting_info *info = setting_find("key_size");
    struct settings settings;
    settings_init(&settings);
    for (double accuracy = 0; accuracy <= 12; accuracy += 0.1)
        for (double precision = 0; precision <= 5; precision += 0.5) {
            int tenths = board_key_size_tenths(accuracy, precision);
            assert_in_range(tenths, info->start, info->most);
            assert_true(setting_set(&settings, info, tenths));
            assert_true(tenths == info->most || tenths >= 10 * gaze_key_degrees(accuracy, precision) - 0.01);
        }
}

static void a_drift_is_asked_about_in_words(void **state)
{
    (void)state;
    static const struct {
        double x, y;
        const char *words;
    } cases[] = {
        {0.8, 0, "0.8° to the right"},
        {-0.8, 0.1, "0.8° to the left"},
        {0, 1.2, "1.2° too low"},
        {0.3, -1.2, "1.2° too high"},
        {0.6, 0.8, "1.0° to the lower right"},
        {-0.6, 0.8, "1.0° to the lower left"},
        {0.6, -0.8, "1.0° to the upper right"},
        {-0.6, -0.8, "1.0° to the upper left"},
    };
    struct desk *desk = desk_new();
    desk->gaze.drifts = true;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        desk->gaze.drift_x = cases[i].x;
        desk->gaze.drift_y = cases[i].y;
        build(desk, "gaze", true);
        assert_true(says(desk, cases[i].words));
        const struct cell *leave = page_find(&desk->page, "gaze.leave"),
                          *move = page_find(&desk->page, "gaze.move");
        assert_ptr_equal(leave, &desk->page.cells[0]); /* what changes nothing comes first */
        assert_string_equal(leave->action.argument, "leave");
        assert_string_equal(move->action.argument, "move");
    }
    desk_free(desk);
}

/* --- what came of the points -------------------------------------------------------------------------------- */

static void a_course_that_failed_says_why_and_can_be_tried_again(void **state)
{
    (void)state;
    static const struct {
        enum gaze_course_end end;
        const char *words;
    } cases[] = {
        {GAZE_COURSE_NOBODY, "saw no eyes"},
        {GAZE_COURSE_NOT_STEADY, "did not rest"},
        {GAZE_COURSE_NOT_FOLLOWED, "did not follow"},
        {GAZE_COURSE_DONE, "did not follow"}, /* through, but the looks did not fit */
        {GAZE_COURSE_LEFT, "Nothing was changed"},
        {GAZE_COURSE_NOT_BEGUN, "Nothing was changed"},
    };
    struct desk *desk = desk_new();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        desk->course.end = cases[i].end;
        build(desk, "gaze:course", true);
        assert_true(says(desk, cases[i].words) && says(desk, "Nothing was changed"));
        assert_true(stands(desk, "gaze.keep") && stands(desk, "gaze.five") && stands(desk, "gaze.one") &&
                    leads_away(desk));
        assert_null(page_find(&desk->page, "act.gaze-before"));
    }
    desk_free(desk);
}

static void five_points_propose_keys_one_look_does_not(void **state)
{
    (void)state;
    struct desk *desk = desk_new();
    desk->course.end = GAZE_COURSE_DONE;
    desk->gaze.can_return = true;
    desk->gaze.outcome =
        (struct gaze_course_outcome){.applied = true, .was_x = 2.1, .was_degrees = 2.1, .now_degrees = 1.5};
    desk->correction.precision_degrees = 0.4;
    build(desk, "gaze:course", true);
    assert_true(says(desk, "2.1° to the right") && says(desk, "1.5°"));
    assert_string_equal(page_find(&desk->page, "gaze.keys")->action.argument, "key_size=44");
    assert_true(stands(desk, "act.gaze-before"));
    assert_int_equal(page_find(&desk->page, "gaze.keep")->action.kind, ACTION_BACK);
    desk->settings.key_degree_tenths = 44;
    build(desk, "gaze:course", true);
    assert_null(page_find(&desk->page, "gaze.keys"));
    desk->course.kind = GAZE_COURSE_ONE;
    desk->settings.key_degree_tenths = 34;
    build(desk, "gaze:course", true);
    assert_null(page_find(&desk->page, "gaze.keys"));
    desk->gaze.outcome.was_x = 0.2;
    build(desk, "gaze:course", true);
    assert_true(says(desk, "right as it was"));
    desk_free(desk);
}

static void the_page_of_the_point_can_be_left(void **state)
{
    (void)state;
    struct desk *desk = desk_new();
    struct board_context context = context_of(desk, "gaze");
    board_point_build(&context, &desk->page);
    assert_int_equal(desk->page.shape, PAGE_POINT);
    assert_true(stands(desk, "act.gaze-stop") && stands(desk, "act.home") && stands(desk, "act.call") &&
                stands(desk, "act.rest"));
    desk_free(desk);
}

/* --- practising --------------------------------------------------------------------------------------------- */

static void fill(struct gaze_practice *practice, int tries, double off, int stay_ms)
{
    *practice = (struct gaze_practice){.end = GAZE_PRACTICE_OVER, .target = -1, .try_count = tries};
    for (int i = 0; i < tries; i++) {
        practice->tries[i] = (struct gaze_practice_try){.found = true,
                                                        .arrive_ms = 500,
                                                        .off_x = off,
                                                        .scatter = 0.3,
                                                        .stay_ms = stay_ms,
                                                        .time_ms = 2000};
        practice->leaves_ms[practice->leave_count++] = 300;
    }
}

static void practising_proposes_dwell_time_and_keys(void **state)
{
    (void)state;
    struct desk *desk = desk_new();
    build(desk, "gaze:practice", true);
    assert_true(stands(desk, "act.gaze-practice") && leads_away(desk));
    fill(&desk->practice, 30, 2, 1400);
    build(desk, "gaze:practice", true);
    assert_true(says(desk, "Found 30 of 30") && says(desk, "2.0°") && says(desk, "500 ms"));
    assert_string_equal(page_find(&desk->page, "gaze.dwell")->action.argument, "dwell_time=500");
    assert_string_equal(page_find(&desk->page, "gaze.keys")->action.argument, "key_size=50");
    assert_ptr_equal(page_find(&desk->page, "gaze.leave"), &desk->page.cells[0]);
    desk->settings.dwell_ms = 500;
    desk->settings.key_degree_tenths = 50;
    build(desk, "gaze:practice", true);
    assert_null(page_find(&desk->page, "gaze.leave"));
    desk_free(desk);
}

static void too_little_practice_proposes_nothing(void **state)
{
    (void)state;
    struct desk *desk = desk_new();
    fill(&desk->practice, GAZE_PRACTICE_FOUND_LEAST - 1, 2, 1400);
    build(desk, "gaze:practice", true);
    assert_true(says(desk, "ten keys must be found"));
    assert_null(page_find(&desk->page, "gaze.dwell"));
    fill(&desk->practice, GAZE_PRACTICE_FOUND_LEAST, 0.2, 600); /* nothing can be held for 625 ms */
    build(desk, "gaze:practice", true);
    assert_true(says(desk, "not stay long enough"));
    assert_null(page_find(&desk->page, "gaze.dwell"));
    desk_free(desk);
}

static void the_keys_to_practise_with_fill_the_page(void **state)
{
    (void)state;
    struct desk *desk = desk_new();
    struct board_context context = context_of(desk, "gaze");
    desk->practice = (struct gaze_practice){.end = GAZE_PRACTICE_RUNNING,
                                            .target = 13,
                                            .settings = {.keys = 36, .px_per_degree = 40, .dwell_ms = 600}};
    board_look_practice_run_build(&context, &desk->page);
    int marked = 0;
    for (int i = 0; i < 36; i++) {
        char id[16];
        snprintf(id, sizeof id, "look.%d", i);
        assert_string_equal(desk->page.cells[i].id, id);
        assert_int_equal(desk->page.cells[i].action.kind, ACTION_NONE);
        marked += desk->page.cells[i].chosen;
        assert_int_equal(desk->page.cells[i].chosen, i == 13);
    }
    assert_int_equal(marked, 1);
    assert_int_equal(desk->page.rows[0].cell_count, 9);
    assert_true(stands(desk, "act.gaze-stop") && stands(desk, "act.call"));
    desk_free(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(screens_that_are_there),
        cmocka_unit_test(without_looking_it_leads_to_its_setting),
        cmocka_unit_test(nothing_is_known_at_first_and_nothing_can_be_forgotten),
        cmocka_unit_test(what_was_measured_is_said_with_the_keys_that_suit_it),
        cmocka_unit_test(sizes_of_keys_are_values_of_the_setting),
        cmocka_unit_test(a_drift_is_asked_about_in_words),
        cmocka_unit_test(a_course_that_failed_says_why_and_can_be_tried_again),
        cmocka_unit_test(five_points_propose_keys_one_look_does_not),
        cmocka_unit_test(the_page_of_the_point_can_be_left),
        cmocka_unit_test(practising_proposes_dwell_time_and_keys),
        cmocka_unit_test(too_little_practice_proposes_nothing),
        cmocka_unit_test(the_keys_to_practise_with_fill_the_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
