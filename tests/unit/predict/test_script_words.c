/* Words in traditional characters around a predictor that knows simplified ones. The script here knows a few characters and
 * the words that decide between them. */
#include "unit_test.h"

#include "base/utf8.h"
#include "predict/script_words.h"

static int converted; /* how often the script was asked */

static const struct {
    const char *simplified, *traditional;
} known[] = {{"头发", "頭髮"}, {"皇后", "皇后"}, {"后", "後"}, {"头", "頭"}, {"发", "發"}};

static bool convert(void *self, enum script_kind to, const char *text, size_t size, struct buffer *out)
{
    bool *broken = self;
    converted++;
    buffer_clear(out);
    for (size_t at = 0; at < size && !*broken;) {
        size_t taken = 1, i = 0;
        for (; i < sizeof known / sizeof known[0]; i++) {
            const char *from = to == SCRIPT_TRADITIONAL ? known[i].simplified : known[i].traditional;
            const char *turned = to == SCRIPT_TRADITIONAL ? known[i].traditional : known[i].simplified;
            if (strlen(from) > size - at || memcmp(text + at, from, strlen(from)) != 0)
                continue;
            buffer_add_text(out, turned);
            taken = strlen(from);
            break;
        }
        if (i == sizeof known / sizeof known[0])
            buffer_add_byte(out, text[at]);
        at += taken;
    }
    return !*broken;
}

/* The predictor inside: offers what it is told, remembers what it was asked. */
struct inside {
    struct candidate offers[4];
    int count;
    char context[1024];
    const char *weighed[4];
};

static int inside_candidates(void *self, const struct predict_request *request, struct candidate *out,
                             int most)
{
    struct inside *inside = self;
    snprintf(inside->context, sizeof inside->context, "%.*s", (int)request->context_size, request->context);
    int count = inside->count < most ? inside->count : most;
    memcpy(out, inside->offers, (size_t)count * sizeof *out);
    return count;
}

static bool inside_may_follow(void *self, const struct predict_request *request, const char *unit)
{
    struct inside *inside = self;
    snprintf(inside->context, sizeof inside->context, "%.*s", (int)request->context_size, request->context);
    return unit[0] == 'y';
}

static void inside_weigh(void *self, const struct predict_request *request, struct predict_weight *items,
                         int count)
{
    struct inside *inside = self;
    (void)request;
    for (int i = 0; i < count && i < 4; i++) {
        inside->weighed[i] = items[i].text;
        items[i].weight = 0.25;
    }
}

struct bench {
    bool broken;
    struct script script;
    struct inside inside;
    struct predictor inner, predictor;
    struct script_words words;
};

static void open_bench(struct bench *bench)
{
    memset(bench, 0, sizeof *bench);
    converted = 0;
    bench->script = (struct script){&bench->broken, convert};
    bench->inner = (struct predictor){&bench->inside, inside_candidates, inside_may_follow, inside_weigh};
    script_words_init(&bench->words, &bench->script, &bench->inner);
    bench->predictor = script_words_predictor(&bench->words);
}

static void offer(struct bench *bench, const char *text, bool drawn)
{
    struct candidate *candidate = &bench->inside.offers[bench->inside.count++];
    snprintf(candidate->text, sizeof candidate->text, "%s", text);
    candidate->drawn = drawn;
}

static struct predict_request after(const char *context)
{
    return (struct predict_request){.context = context, .context_size = strlen(context), .traditional = true};
}

static void words_go_out_traditional_and_the_message_in_simplified(void **state)
{
    (void)state;
    struct bench bench;
    struct candidate found[4];
    open_bench(&bench);
    offer(&bench, "头发", false);
    offer(&bench, "发", false);
    offer(&bench, "OK", false);
    struct predict_request request = after("我的後");
    assert_int_equal(bench.predictor.candidates(bench.predictor.self, &request, found, 4), 3);
    assert_string_equal(bench.inside.context, "我的后");
    assert_string_equal(found[0].text, "頭髮");
    assert_string_equal(found[1].text, "發");
    assert_string_equal(found[2].text, "OK");
    assert_true(bench.predictor.may_follow(bench.predictor.self, &request, "y"));
    assert_false(bench.predictor.may_follow(bench.predictor.self, &request, "x"));
    script_words_destroy(&bench.words);
}

static void what_stands_before_decides(void **state)
{
    (void)state;
    struct bench bench;
    struct candidate found[4];
    open_bench(&bench);
    offer(&bench, "发", false);
    offer(&bench, "后", false);
    struct predict_request request = after("我的頭");
    bench.predictor.candidates(bench.predictor.self, &request, found, 4);
    assert_string_equal(found[0].text, "髮");
    assert_string_equal(found[1].text, "後");
    request = after("是皇");
    bench.predictor.candidates(bench.predictor.self, &request, found, 4);
    assert_string_equal(found[1].text, "后");
    request = after("頭，"); /* a mark parts them */
    bench.predictor.candidates(bench.predictor.self, &request, found, 4);
    assert_string_equal(found[0].text, "發");
    script_words_destroy(&bench.words);
}

static void what_was_drawn_stands(void **state)
{
    (void)state;
    struct bench bench;
    struct candidate found[4];
    open_bench(&bench);
    offer(&bench, "后", true);
    offer(&bench, "后", false);
    struct predict_request request = after("");
    bench.predictor.candidates(bench.predictor.self, &request, found, 4);
    assert_string_equal(found[0].text, "后");
    assert_string_equal(found[1].text, "後");
    script_words_destroy(&bench.words);
}

static void weights_are_asked_for_the_words_inside(void **state)
{
    (void)state;
    struct bench bench;
    struct candidate found[4];
    open_bench(&bench);
    offer(&bench, "头发", false);
    struct predict_request request = after("");
    bench.predictor.candidates(bench.predictor.self, &request, found, 4);
    struct predict_weight items[] = {{.text = found[0].text}, {.unit = "一"}, {.text = "不在"}, {.text = ""}};
    bench.predictor.weigh(bench.predictor.self, &request, items, 4);
    assert_string_equal(bench.inside.weighed[0], "头发");
    assert_null(bench.inside.weighed[1]);
    assert_string_equal(bench.inside.weighed[2], "不在");
    assert_string_equal(bench.inside.weighed[3], "");
    assert_string_equal(items[0].text, "頭髮"); /* the caller's texts stay */
    assert_true(items[0].weight > 0.2);
    script_words_destroy(&bench.words);
}

static void simplified_and_a_broken_script_change_nothing(void **state)
{
    (void)state;
    struct bench bench;
    struct candidate found[4];
    open_bench(&bench);
    offer(&bench, "头发", false);
    struct predict_request request = after("後");
    request.traditional = false;
    bench.predictor.candidates(bench.predictor.self, &request, found, 4);
    assert_string_equal(found[0].text, "头发");
    assert_string_equal(bench.inside.context, "後");
    assert_int_equal(converted, 0);
    bench.broken = true;
    request = after("我後");
    bench.predictor.candidates(bench.predictor.self, &request, found, 4);
    assert_string_equal(found[0].text, "头发");
    assert_string_equal(bench.inside.context, "我後");
    script_words_destroy(&bench.words);
}

/* Cut at a whole character, turned back once for one message. */
static void a_long_message_is_read_from_its_end(void **state)
{
    (void)state;
    struct bench bench;
    static char text[3 * 500 + 1];
    open_bench(&bench);
    for (int i = 0; i < 500; i++)
        memcpy(text + 3 * i, "後", 3);
    struct predict_request request = after(text);
    for (int i = 0; i < 5; i++)
        assert_true(bench.predictor.may_follow(bench.predictor.self, &request, "y"));
    assert_int_equal(converted, 1);
    assert_true(utf8_valid(bench.inside.context, strlen(bench.inside.context), NULL));
    assert_int_equal(utf8_count(bench.inside.context, strlen(bench.inside.context)),
                     SCRIPT_CONTEXT_BYTES / 3);
    assert_null(strstr(bench.inside.context, "後"));
    script_words_destroy(&bench.words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_go_out_traditional_and_the_message_in_simplified),
        cmocka_unit_test(what_stands_before_decides),
        cmocka_unit_test(what_was_drawn_stands),
        cmocka_unit_test(weights_are_asked_for_the_words_inside),
        cmocka_unit_test(simplified_and_a_broken_script_change_nothing),
        cmocka_unit_test(a_long_message_is_read_from_its_end),
    };
    return cmocka_run_group_tests_name("script_words", tests, NULL, NULL);
}
