/* Whole sentences before words, over the built lexicon and a predictor that offers three words. */
#include "unit_test.h"
#include "built_words.h"

#include <math.h>

#include "base/memory.h"
#include "predict/known_texts.h"

static struct lexicon lexicon;
static unsigned char *bytes;
static struct known_texts known;
static struct predictor predictor;

static int set_up(void **state)
{
    (void)state;
    bytes = built_lexicon(&lexicon, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    free(bytes);
    return 0;
}

static int words_candidates(void *self, const struct predict_request *request, struct candidate *out,
                            int most)
{
    static const char *const words[] = {"下", "吸痰", "小"};
    int count = 0;
    (void)self;
    for (int i = request->skip; i < 3 && count < most; i++) {
        out[count] = (struct candidate){.units = 1};
        snprintf(out[count++].text, CANDIDATE_TEXT_BYTES, "%s", words[i]);
    }
    return count;
}

static bool any_follows(void *self, const struct predict_request *request, const char *unit)
{
    (void)self;
    (void)request;
    return unit[0] != 'p';
}

static void weigh_alike(void *self, const struct predict_request *request, struct predict_weight *items,
                        int count)
{
    (void)self;
    (void)request;
    for (int i = 0; i < count; i++)
        items[i].weight = 1.0 / count;
}

static const struct predictor words = {
    .candidates = words_candidates, .may_follow = any_follows, .weigh = weigh_alike};

static int begin(void **state)
{
    (void)state;
    known_texts_init(&known, &lexicon, &words);
    predictor = known_texts_predictor(&known);
    return 0;
}

static int end(void **state)
{
    (void)state;
    known_texts_destroy(&known);
    return 0;
}

static struct predict_request asked(const char *context, const char *const *units, int unit_count)
{
    return (struct predict_request){
        .context = context, .context_size = strlen(context), .units = units, .unit_count = unit_count};
}

static int ask(const char *context, const char *const *units, int unit_count, struct candidate out[8])
{
    struct predict_request request = asked(context, units, unit_count);
    return predictor.candidates(predictor.self, &request, out, 8);
}

static const char *const x_t[] = {"x", "t"};

static void initials_alone_mean_a_phrase(void **state)
{
    (void)state;
    struct candidate out[8];
    known_texts_add(&known, "小腿疼", 1);
    known_texts_add(&known, "吸痰", 1);
    assert_int_equal(ask("", x_t, 2, out), 4);
    assert_string_equal(out[0].text, "吸痰"); /* as long as what is spelt */
    assert_string_equal(out[0].reading, "xi1 tan2");
    assert_int_equal(out[0].units, 2);
    assert_string_equal(out[1].text, "小腿疼");
    assert_string_equal(out[2].text, "下"); /* and 吸痰 is not there again */
    assert_string_equal(out[3].text, "小");
    ask("请快", x_t, 2, out);
    assert_string_equal(out[0].text,
                        "吸痰"); /* in the middle of a sentence, but only what is spelt in full */
    assert_string_equal(out[1].text, "下");
}

static void pages_go_on(void **state)
{
    (void)state;
    struct candidate all[8], one;
    known_texts_add(&known, "小腿疼", 1);
    known_texts_add(&known, "吸痰", 1);
    int count = ask("", x_t, 2, all);
    for (int i = 0; i <= count; i++) {
        struct predict_request request = asked("", x_t, 2);
        request.skip = i;
        assert_int_equal(predictor.candidates(predictor.self, &request, &one, 1), i < count);
        if (i < count)
            assert_string_equal(one.text, all[i].text);
    }
}

static void what_was_said_goes_on(void **state)
{
    (void)state;
    struct candidate out[8];
    known_texts_add(&known, "今天护士来不来？", 2);
    ask("你好，今天", NULL, 0, out);
    assert_string_equal(out[0].text, "下");          /* too little to go by … */
    known_texts_add(&known, "今天护士来不来？ ", 2); /* a blank more is no other text */
    assert_int_equal(known.count, 1);
    ask("你好，今天", NULL, 0, out);
    assert_string_equal(out[0].text, "护士来不来？"); /* … unless it is said often */
    ask("你好，今天护士", NULL, 0, out);
    assert_string_equal(out[0].text, "来不来？");
    assert_string_equal(out[0].reading, "lai2 bu4 lai2");
    assert_int_equal(out[0].units, 0);
    ask("今天护士来不来？", NULL, 0, out);
    assert_string_equal(out[0].text, "下"); /* it is all there */
    ask("我今天护士", NULL, 0, out);
    assert_string_equal(out[0].text, "下"); /* it does not begin the clause */
}

static void spelt_beginnings(void **state)
{
    (void)state;
    static const char *const units[] = {"h", "e", "sh", "ui"}, *const other[] = {"h", "e", "sh", "ou"};
    struct candidate out[8];
    known_texts_add(&known, "喝水吗", 1);
    ask("", units, 4, out);
    assert_string_equal(out[0].text, "下"); /* the word that is spelt stands first */
    assert_string_equal(out[1].text, "喝水吗");
    assert_int_equal(out[1].units, 4);
    ask("", other, 4, out);
    assert_string_equal(out[0].text, "下");
}

static void english_goes_on(void **state)
{
    (void)state;
    struct candidate out[8];
    known_texts_add(&known, "Please turn me over", 1);
    ask("Please turn", NULL, 0, out);
    assert_string_equal(out[0].text, " me over");
    assert_string_equal(out[0].reading, "");
}

static void weights_share(void **state)
{
    (void)state;
    static const char *const units[] = {"h", "e", "sh", "ui"};
    struct predict_weight items[] = {{.text = "喝水吗"}, {.text = "下"}, {.unit = "m"}};
    struct predict_request request = asked("", units, 4);
    known_texts_add(&known, "喝水吗", 1);
    predictor.weigh(predictor.self, &request, items, 3);
    double sum = items[0].weight + items[1].weight + items[2].weight;
    assert_true(sum > 0.999 && sum < 1.001);
    assert_true(items[0].weight > 0.5);
    struct predict_weight others[] = {{.text = "下"}, {.unit = "m"}};
    predictor.weigh(predictor.self, &request, others, 2);
    assert_true(others[0].weight > 0.499); /* not on offer: nothing is taken for it */
}

static void initials_alone_weigh(void **state)
{
    (void)state;
    struct predict_weight items[] = {{.text = "吸痰"}, {.text = "下"}};
    struct predict_request request = asked("", x_t, 2);
    known_texts_add(&known, "吸痰", 1);
    predictor.weigh(predictor.self, &request, items, 2);
    assert_true(items[0].weight >= KNOWN_BY_INITIALS);
}

static void what_does_not_fit_is_left_out(void **state)
{
    (void)state;
    assert_false(known_texts_add(&known, "", 1));
    assert_false(known_texts_add(&known, "我今天早上起来以后觉得很累所以想再睡一会儿", 1));
    assert_int_equal(known.count, 0);
    assert_true(predictor.may_follow(predictor.self, &(struct predict_request){.context = ""}, "x"));
    assert_false(predictor.may_follow(predictor.self, &(struct predict_request){.context = ""}, "p"));
}

/* --- everyday talk --------------------------------------------------------------------------------------- */

static const char talk_lines[] =
    "Could you turn me over, please?\n今天下雨了别出门\n我想喝水\n我想喝汤\n我想喝粥\n";

static void open_talk(struct talk_texts *talk)
{
    assert_true(talk_texts_open(talk, talk_lines, sizeof talk_lines - 1, "talk.txt", NULL));
    known.talk = talk;
}

static void talk_goes_on_after_the_first_word(void **state)
{
    (void)state;
    struct talk_texts talk;
    struct candidate out[8];
    open_talk(&talk);
    assert_int_equal(ask("今天下", NULL, 0, out), 4);
    assert_string_equal(out[0].text, "下");
    assert_string_equal(out[1].text, "雨了别出门");
    assert_string_equal(out[1].reading, "yu3 le5 bie2 chu1 men2");
    assert_true(out[1].whole);
    assert_int_equal(ask("今天", NULL, 0, out), 4); /* 0.02 · 6 characters */
    assert_int_equal(ask("今", NULL, 0, out), 3);
    assert_int_equal(ask("昨天下", NULL, 0, out), 3);
    assert_int_equal(ask("我想喝", NULL, 0, out), 3); /* three are as likely: none is worth it */
    assert_int_equal(ask("今天下雨了别出", NULL, 0, out), 3);
    talk_texts_close(&talk);
}

static void talk_is_spelt_on(void **state)
{
    (void)state;
    static const char *const sh_ui[] = {"sh", "ui"}, *const zh[] = {"zh"};
    struct talk_texts talk;
    struct candidate out[8];
    open_talk(&talk);
    assert_int_equal(ask("我想喝", sh_ui, 2, out), 4);
    assert_string_equal(out[1].text, "水");
    assert_int_equal(out[1].units, 2);
    assert_int_equal(ask("我想喝", zh, 1, out), 4);
    assert_string_equal(out[1].text, "粥");
    talk_texts_close(&talk);
}

static void english_talk_goes_on_between_words(void **state)
{
    (void)state;
    struct talk_texts talk;
    struct candidate out[8];
    open_talk(&talk);
    assert_int_equal(ask("Could you turn", NULL, 0, out), 4);
    assert_string_equal(out[1].text, " me over, please?");
    assert_int_equal(ask("Could you tu", NULL, 0, out), 3);
    talk_texts_close(&talk);
}

static void talk_stands_once(void **state)
{
    (void)state;
    struct talk_texts talk;
    struct candidate out[8];
    open_talk(&talk);
    known_texts_add(&known, "今天下雨了别出门", 2);
    assert_int_equal(ask("今天下", NULL, 0, out), 4);
    assert_string_equal(out[0].text, "雨了别出门");
    assert_string_equal(out[1].text, "下");
    talk_texts_close(&talk);
}

static void talk_weighs(void **state)
{
    (void)state;
    struct talk_texts talk;
    struct predict_weight items[] = {{.text = "下"}, {.text = "雨了别出门"}};
    struct predict_request request = asked("今天下", NULL, 0);
    open_talk(&talk);
    predictor.weigh(predictor.self, &request, items, 2);
    assert_true(fabs(items[0].weight - 0.5 * 0.94) < 1e-9);
    assert_true(fabs(items[1].weight - 0.5 * 0.94 - 0.06) < 1e-9);
    talk_texts_close(&talk);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(initials_alone_mean_a_phrase),
        TEST(pages_go_on),
        TEST(what_was_said_goes_on),
        TEST(spelt_beginnings),
        TEST(english_goes_on),
        TEST(weights_share),
        TEST(initials_alone_weigh),
        TEST(what_does_not_fit_is_left_out),
        TEST(talk_goes_on_after_the_first_word),
        TEST(talk_is_spelt_on),
        TEST(english_talk_goes_on_between_words),
        TEST(talk_stands_once),
        TEST(talk_weighs),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
