/* Tones hide from the predictor below, and narrow what it offers. */
#include "unit_test.h"

#include "predict/toned.h"

#define CANDIDATE(t, r, u)                                                                                   \
    {                                                                                                        \
        .text = t, .reading = r, .units = u                                                                  \
    }
static const struct candidate known[] = {
    CANDIDATE("买", "mai3", 2),         CANDIDATE("卖", "mai4", 2), CANDIDATE("买单", "mai3 dan1", 4),
    CANDIDATE("麦当", "mai4 dang1", 4), CANDIDATE("ok", "", 2),
};
enum { KNOWN = sizeof known / sizeof known[0] };
static int asked_units;

/* Offers all that it knows, whatever is spelt. */
static int candidates(void *self, const struct predict_request *request, struct candidate *out, int most)
{
    (void)self;
    int count = 0;
    asked_units = request->unit_count;
    for (int i = 0; i < request->unit_count; i++)
        assert_null(strpbrk(request->units[i], "12345"));
    for (int i = request->skip; i < KNOWN && count < most; i++)
        out[count++] = known[i];
    return count;
}

static bool may_follow(void *self, const struct predict_request *request, const char *unit)
{
    (void)self;
    (void)unit;
    asked_units = request->unit_count;
    return true;
}

static void weigh(void *self, const struct predict_request *request, struct predict_weight *items, int count)
{
    (void)self;
    asked_units = request->unit_count;
    for (int i = 0; i < count; i++)
        items[i].weight = 0.5;
}

static const struct predictor below = {NULL, candidates, may_follow, weigh};
static struct toned toned = {&below};

static int ask(const char *const *units, int unit_count, int skip, struct candidate *out, int most)
{
    struct predictor predictor = toned_predictor(&toned);
    struct predict_request request = {.context = "", .units = units, .unit_count = unit_count, .skip = skip};
    return predictor.candidates(predictor.self, &request, out, most);
}

static void without_tones_all_pass(void **state)
{
    (void)state;
    struct candidate out[8];
    const char *units[] = {"m", "ai"};
    assert_int_equal(ask(units, 2, 0, out, 8), KNOWN);
    assert_string_equal(out[1].text, "卖");
    assert_int_equal(ask(units, 2, 4, out, 8), 1);
}

/* What has no reading cannot be judged and stays. Units are counted with their tones. */
static void only_the_tone_that_is_given(void **state)
{
    (void)state;
    struct candidate out[8];
    const char *third[] = {"m", "ai", "3"};
    assert_int_equal(ask(third, 3, 0, out, 8), 3);
    assert_int_equal(asked_units, 2);
    assert_string_equal(out[0].text, "买");
    assert_int_equal(out[0].units, 3);
    assert_string_equal(out[1].text, "买单");
    assert_string_equal(out[2].text, "ok");
    assert_int_equal(ask(third, 3, 1, out, 1), 1);
    assert_string_equal(out[0].text, "买单");
    assert_int_equal(ask(third, 3, 3, out, 8), 0);
    const char *both[] = {"m", "ai", "4", "d", "ang", "1"};
    assert_int_equal(ask(both, 6, 0, out, 8), 3);
    assert_string_equal(out[0].text, "卖");
    assert_int_equal(out[0].units, 3);
    assert_string_equal(out[1].text, "麦当");
    assert_int_equal(out[1].units, 6);
    const char *second[] = {"m", "ai", "d", "ang", "1"};
    assert_int_equal(ask(second, 5, 0, out, 8), KNOWN);
    assert_int_equal(out[0].units, 2);
    assert_int_equal(out[3].units, 5);
}

static bool follows(const char *const *units, int unit_count, const char *unit)
{
    struct predictor predictor = toned_predictor(&toned);
    struct predict_request request = {.context = "", .units = units, .unit_count = unit_count};
    return predictor.may_follow(predictor.self, &request, unit);
}

static void a_tone_follows_a_syllable_once(void **state)
{
    (void)state;
    const char *units[] = {"m", "ai", "3", "d"};
    assert_false(follows(units, 0, "3"));
    assert_false(follows(units, 1, "3"));
    assert_true(follows(units, 2, "3"));
    assert_false(follows(units, 3, "4"));
    assert_false(follows(units, 4, "1"));
    assert_true(follows(units, 3, "d"));
    assert_int_equal(asked_units, 2);
}

static void weights_come_from_below_tones_and_all(void **state)
{
    (void)state;
    struct predictor predictor = toned_predictor(&toned);
    const char *units[] = {"m", "ai", "3"};
    struct predict_request request = {.context = "", .units = units, .unit_count = 3};
    struct predict_weight item = {.text = "买"};
    predictor.weigh(predictor.self, &request, &item, 1);
    assert_int_equal(asked_units, 3);
    assert_true(item.weight > 0.4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_tones_all_pass),
        cmocka_unit_test(only_the_tone_that_is_given),
        cmocka_unit_test(a_tone_follows_a_syllable_once),
        cmocka_unit_test(weights_come_from_below_tones_and_all),
    };
    return cmocka_run_group_tests_name("toned", tests, NULL, NULL);
}
