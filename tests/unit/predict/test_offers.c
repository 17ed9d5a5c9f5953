/* Which words stand on the first page, over a predictor with five words of known weights. */
#include "unit_test.h"

#include "predict/offers.h"

struct word {
    const char *text, *spelling; /* of one letter for each unit */
    double weight;
};

static const struct word words[] = {
    {"你", "ni", 0.4}, {"那", "na", 0.3}, {"能", "ne", 0.1}, {"他", "ta", 0.1}, {"年", "nn", 0.1}};
enum { WORDS = 5 };

static int asked; /* how often the inner predictor was asked for candidates */
static struct offers offers;
static struct predictor predictor;

static double weight_of(const struct predict_request *request, const struct word *word)
{
    for (int i = 0; i < request->unit_count; i++)
        if (word->spelling[i] != request->units[i][0])
            return 0;
    for (int i = 0; i < request->declined_count; i++)
        if (strcmp(request->declined[i], word->text) == 0)
            return word->weight * OFFERS_OVERLOOKED;
    return word->weight;
}

static int best_first(void *self, const struct predict_request *request, struct candidate *out, int most)
{
    int order[WORDS], found = 0, count = 0;
    (void)self;
    asked++;
    for (int i = 0; i < WORDS; i++) {
        int at = found;
        if (!(weight_of(request, &words[i]) > 0))
            continue;
        for (; at > 0 && weight_of(request, &words[order[at - 1]]) < weight_of(request, &words[i]); at--)
            order[at] = order[at - 1];
        order[at] = i;
        found++;
    }
    for (int i = request->skip; i < found && count < most; i++) {
        out[count] = (struct candidate){.units = request->unit_count};
        snprintf(out[count++].text, CANDIDATE_TEXT_BYTES, "%s", words[order[i]].text);
    }
    return count;
}

static bool any_follows(void *self, const struct predict_request *request, const char *unit)
{
    (void)self;
    (void)request;
    return unit[0] == 'n';
}

static void weigh_words(void *self, const struct predict_request *request, struct predict_weight *items,
                        int count)
{
    double sum = 0;
    (void)self;
    for (int k = 0; k < WORDS; k++)
        sum += weight_of(request, &words[k]);
    for (int i = 0; i < count; i++)
        for (int k = 0; k < WORDS; k++)
            if (items[i].text && strcmp(items[i].text, words[k].text) == 0)
                items[i].weight = weight_of(request, &words[k]) / sum;
}

static const struct predictor inner = {
    .candidates = best_first, .may_follow = any_follows, .weigh = weigh_words};

static int begin(void **state)
{
    (void)state;
    asked = 0;
    offers_init(&offers, &inner, true);
    predictor = offers_predictor(&offers);
    return 0;
}

static const char *const n_i[] = {"n", "i"};

static const char *first_page(int page, double worth, int unit_count, int skip)
{
    static char text[64];
    struct candidate out[8];
    struct predict_request request = {
        .context = "", .units = n_i, .unit_count = unit_count, .page = page, .worth = worth, .skip = skip};
    int count = predictor.candidates(predictor.self, &request, out, page);
    text[0] = 0;
    for (int i = 0; i < count; i++)
        strcat(text, out[i].text);
    return text;
}

static void what_was_not_taken_comes_later(void **state)
{
    (void)state;
    assert_string_equal(first_page(2, 0, 0, 0), "你那");
    assert_string_equal(first_page(2, 0, 1, 0), "能年");
    assert_string_equal(first_page(2, 0, 1, 2), "你那");
}

static void only_what_is_worth_reading(void **state)
{
    (void)state;
    assert_string_equal(first_page(5, 0.2, 0, 0), "你那");
    assert_string_equal(first_page(5, 0.2, 0, 2), "能他年"); /* the rest is on the next page */
    assert_string_equal(first_page(5, 0.5, 0, 0), "");
    assert_string_equal(first_page(5, 0.5, 2, 0), "你"); /* spelt out: one at least */
}

/* 你 .4, 那 .3: two words cost 2 × 0.2 and what the first costs more. */
static void none_where_all_together_are_not_worth_it(void **state)
{
    (void)state;
    for (int more = 0; more < 2; more++) {
        struct candidate out[8];
        struct predict_request request = {
            .context = "", .units = n_i, .page = 5, .worth = 0.2, .first_worth = more ? 0.31 : 0.29};
        assert_int_equal(predictor.candidates(predictor.self, &request, out, 5), more ? 0 : 2);
    }
}

static void what_stands_elsewhere_is_not_offered_and_declined_with_the_others(void **state)
{
    (void)state;
    static const char *const elsewhere[] = {"你", "他"};
    struct candidate out[8];
    struct predict_request request = {
        .context = "", .units = n_i, .page = 2, .elsewhere = elsewhere, .elsewhere_count = 2};
    assert_int_equal(predictor.candidates(predictor.self, &request, out, 2), 2);
    assert_string_equal(out[0].text, "那");
    assert_string_equal(out[1].text, "能");
    request.unit_count = 1; /* n: all that stood there was not meant */
    assert_int_equal(predictor.candidates(predictor.self, &request, out, 2), 2);
    assert_string_equal(out[0].text, "年");
    assert_string_equal(out[1].text, "你");
    request.unit_count = 0;
    request.further = true; /* behind the first page nothing is lost */
    assert_int_equal(predictor.candidates(predictor.self, &request, out, 8), 5);
}

static void without_weights_all_stand(void **state)
{
    (void)state;
    offers_init(&offers, &inner, false);
    assert_string_equal(first_page(5, 0.5, 0, 0), "你那能他年");
}

static void weights_know_what_was_declined(void **state)
{
    (void)state;
    struct predict_weight items[] = {{.text = "你"}, {.text = "能"}};
    struct predict_request request = {.context = "", .units = n_i, .unit_count = 1};
    first_page(2, 0, 1, 0);
    predictor.weigh(predictor.self, &request, items, 2);
    assert_true(items[1].weight > 0.4 && items[0].weight < 0.1);
}

static void each_page_is_asked_for_once(void **state)
{
    (void)state;
    first_page(2, 0, 0, 0);
    first_page(2, 0, 1, 0); /* the page before, and this */
    assert_int_equal(asked, 3);
    first_page(2, 0, 2, 0);
    assert_int_equal(asked, 5);
}

static void letters_and_strokes_pass_through(void **state)
{
    (void)state;
    static const char *const strokes[] = {"1", "2"};
    struct candidate out[8];
    struct predict_request request = {
        .context = "", .units = n_i, .unit_count = 1, .page = 2, .worth = 0.9, .english = true};
    assert_int_equal(predictor.candidates(predictor.self, &request, out, 2), 2);
    request.english = false;
    request.units = strokes;
    assert_int_equal(predictor.candidates(predictor.self, &request, out, 2), 0);
    assert_int_equal(asked, 2);
    assert_true(predictor.may_follow(predictor.self, &request, "n"));
}

#define TEST(name) cmocka_unit_test_setup(name, begin)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_not_taken_comes_later), TEST(only_what_is_worth_reading),
        TEST(none_where_all_together_are_not_worth_it),
        TEST(what_stands_elsewhere_is_not_offered_and_declined_with_the_others),
        TEST(without_weights_all_stand),      TEST(weights_know_what_was_declined),
        TEST(each_page_is_asked_for_once),    TEST(letters_and_strokes_pass_through),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
