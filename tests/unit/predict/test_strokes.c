/* Writing by strokes, with the real table, lexicon and language model that the build made. */
#include "unit_test.h"
#include "built_words.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "predict/stroke_format.h"
#include "predict/strokes.h"

enum { MANY = STROKES_ITEMS_AT_MOST + 8 };

static unsigned char *lexicon_bytes, *model_bytes, *table_bytes;
static size_t table_size;
static struct lexicon lexicon;
static struct language_model model;
static struct stroke_table table;
static struct word_list list;
static struct predictor below;
static struct strokes strokes;
static float *probabilities;

static int set_up(void **state)
{
    (void)state;
    lexicon_bytes = built_lexicon(&lexicon, NULL);
    model_bytes = built_model(&model);
    table_bytes = whole_file(YINIAN_BUILT_STROKES, &table_size);
    assert_true(stroke_table_open(&table, table_bytes, table_size, "strokes", NULL));
    assert_true(stroke_table_verify(&table, "strokes", NULL));
    probabilities = memory_new(model.token_count, sizeof *probabilities);
    word_list_init(&list, &lexicon);
    word_list_use_model(&list, &model, probabilities, NULL);
    below = word_list_predictor(&list);
    strokes_init(&strokes, &table, &list, &below);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    strokes_destroy(&strokes);
    free(probabilities);
    free(table_bytes);
    free(model_bytes);
    free(lexicon_bytes);
    return 0;
}

/* "丨乛一" → units. */
struct drawn {
    char bytes[STROKES_AT_MOST + 8][8];
    const char *units[STROKES_AT_MOST + 8];
    struct predict_request request;
};

static const struct predict_request *draw(struct drawn *drawn, const char *context, const char *pattern)
{
    size_t size = strlen(pattern), at = 0;
    int count = 0;
    memset(drawn, 0, sizeof *drawn);
    while (at < size) {
        uint32_t character;
        size_t taken = utf8_decode(pattern + at, size - at, &character);
        memcpy(drawn->bytes[count], pattern + at, taken);
        drawn->units[count] = drawn->bytes[count];
        at += taken;
        count++;
    }
    drawn->request = (struct predict_request){
        .context = context, .context_size = strlen(context), .units = drawn->units, .unit_count = count};
    return &drawn->request;
}

static int ask(const struct predict_request *request, struct candidate *out, int most)
{
    struct predictor predictor = strokes_predictor(&strokes);
    return predictor.candidates(predictor.self, request, out, most);
}

/* Its place among what is offered, −1: not there. */
static int place_of(const struct predict_request *request, const char *text)
{
    static struct candidate found[MANY];
    int count = ask(request, found, MANY);
    for (int i = 0; i < count; i++)
        if (strcmp(found[i].text, text) == 0)
            return i;
    return -1;
}

static void characters_are_drawn_as_schools_teach(void **state)
{
    (void)state;
    static const struct {
        const char *character, *strokes;
    } drawn[] = {{"我", "丿一丨一乛丿丶"},
                 {"你", "丿丨丿乛丨丿丶"},
                 {"好", "乛丿一乛丨一"},
                 {"小", "丨丿丶"},
                 {"必", "丶乛丶丿丶"},
                 {"了", "乛丨"},
                 {"水", "丨乛丿丶"},
                 {"没", "丶丶一丿乛乛丶"},
                 {"骨", "丨乛乛丶乛丨乛一一"},
                 {"一", "一"},
                 {"口", "丨乛一"},
                 {"马", "乛乛一"}};
    static const char *const names[] = {"一", "丨", "丿", "丶", "乛"};
    for (size_t i = 0; i < sizeof drawn / sizeof drawn[0]; i++) {
        struct stroke_sequence sequence;
        uint32_t character, first;
        char text[128] = "";
        utf8_decode(drawn[i].character, strlen(drawn[i].character), &character);
        assert_true(stroke_table_find(&table, character, &first) > 0);
        assert_true(stroke_table_sequence(&table, first, &sequence));
        for (int k = 0; k < sequence.count; k++)
            strcat(text, names[sequence.strokes[k]]);
        assert_string_equal(text, drawn[i].strokes);
    }
}

static void the_message_decides_the_order(void **state)
{
    (void)state;
    struct drawn drawn;
    assert_in_range(place_of(draw(&drawn, "我想", "丨乛一"), "喝水"), 0, 4);
    assert_in_range(place_of(draw(&drawn, "我饿了，想", "丨乛"), "吃"), 0, 4);
    int mouth = place_of(draw(&drawn, "张开", "丨乛一"), "口");
    assert_in_range(mouth, 0, 30);
    assert_int_equal(place_of(draw(&drawn, "", "丨乛一"), "我"), -1);
}

static void another_order_and_any_stroke_are_understood(void **state)
{
    (void)state;
    struct drawn drawn;
    assert_in_range(place_of(draw(&drawn, "", "丿一丨一"), "我"), 0, 4);
    assert_in_range(place_of(draw(&drawn, "", "丿一乛一"), "我"), 0, 4);
    assert_in_range(place_of(draw(&drawn, "", "丿＊＊一乛"), "我"), 0, 4);
    assert_in_range(place_of(draw(&drawn, "", "＊"), "我"), 0, 4);
    assert_int_equal(place_of(draw(&drawn, "", "丿＊＊丶乛"), "我"), -1);
}

/* Every character of a whole range can be written when all of its strokes are drawn. */
static void what_is_drawn_to_its_end_is_offered(void **state)
{
    (void)state;
    static const char *const names[] = {"一", "丨", "丿", "丶", "乛"};
    for (uint32_t character = 0x4E00; character < 0x9FA5; character += 97) {
        struct stroke_sequence sequence;
        struct lexicon_word word;
        struct drawn drawn;
        uint32_t first;
        char pattern[STROKES_AT_MOST * 3 + 1] = "", text[5] = "";
        size_t size = utf8_encode(character, text);
        if (!lexicon_find(&lexicon, text, size, &word) || !stroke_table_find(&table, character, &first) ||
            !stroke_table_sequence(&table, first, &sequence))
            continue;
        for (int i = 0; i < sequence.count; i++)
            strcat(pattern, names[sequence.strokes[i]]);
        assert_int_not_equal(place_of(draw(&drawn, "", pattern), text), -1);
    }
}

static void a_word_uses_up_all_strokes_and_brings_its_reading(void **state)
{
    (void)state;
    struct drawn drawn;
    struct candidate found[MANY];
    const struct predict_request *request = draw(&drawn, "我想", "丨乛一");
    int count = ask(request, found, MANY);
    for (int i = 0; i < count; i++) {
        assert_int_equal(found[i].units, 3);
        if (strcmp(found[i].text, "喝水") == 0)
            assert_string_equal(found[i].reading, "he1 shui3");
    }
    /* 行 is xing2 or hang2: the voice finds out which. */
    request = draw(&drawn, "银", "丿丿丨一一丨");
    count = ask(request, found, MANY);
    bool met = false;
    for (int i = 0; i < count; i++)
        if (strcmp(found[i].text, "行") == 0) {
            assert_string_equal(found[i].reading, "");
            met = true;
        }
    assert_true(met);
}

static void pages_go_on_where_the_last_ended(void **state)
{
    (void)state;
    struct drawn drawn;
    struct candidate whole[MANY], part[5];
    draw(&drawn, "我", "一");
    int count = ask(&drawn.request, whole, MANY);
    assert_true(count > 20);
    for (int skip = 0; skip < 20; skip += 5) {
        drawn.request.skip = skip;
        assert_int_equal(ask(&drawn.request, part, 5), 5);
        for (int i = 0; i < 5; i++)
            assert_string_equal(part[i].text, whole[skip + i].text);
    }
    drawn.request.skip = count;
    assert_int_equal(ask(&drawn.request, part, 5), 0);
}

static void impossible_strokes_may_not_follow(void **state)
{
    (void)state;
    struct drawn drawn;
    struct predictor predictor = strokes_predictor(&strokes);
    const struct predict_request *request = draw(&drawn, "", "丨乛一");
    assert_true(predictor.may_follow(predictor.self, request, "丨"));
    assert_true(predictor.may_follow(predictor.self, request, "＊"));
    assert_false(predictor.may_follow(predictor.self, request, "sh"));
    request = draw(&drawn, "", "乛乛乛乛乛乛乛乛乛");
    assert_false(predictor.may_follow(predictor.self, request, "一"));
    assert_false(predictor.may_follow(predictor.self, request, "＊"));
    request = draw(&drawn, "", "");
    assert_true(predictor.may_follow(predictor.self, request, "乛"));
    assert_true(predictor.may_follow(predictor.self, request, "sh"));
    const char *pinyin[] = {"sh"};
    struct predict_request other = {.context = "", .units = pinyin, .unit_count = 1};
    assert_false(predictor.may_follow(predictor.self, &other, "丨"));
    assert_true(predictor.may_follow(predictor.self, &other, "ui"));
}

static void traditional_forms_only_when_wanted(void **state)
{
    (void)state;
    struct drawn drawn;
    static const char head[] = "一丨乛一丶"; /* of 頭 */
    draw(&drawn, "我的", head);
    assert_int_equal(place_of(&drawn.request, "头"), -1);
    int drawn_in_vain = place_of(&drawn.request, "頭");
    drawn.request.traditional = true;
    int drawn_well = place_of(&drawn.request, "頭");
    assert_in_range(drawn_well, 0, 4);
    assert_true(drawn_in_vain < 0 || drawn_in_vain > drawn_well);
    static struct candidate found[MANY];
    int count = ask(&drawn.request, found, MANY), met = 0;
    for (int i = 0; i < count; i++)
        met += strcmp(found[i].text, "頭") == 0;
    assert_int_equal(met, 1);
    draw(&drawn, "", "一丨乛一丶丿");
    drawn.request.traditional = true;
    assert_int_not_equal(place_of(&drawn.request, "豆"), -1);
}

static double weight_sum(const struct predict_weight *items, int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++) {
        assert_true(items[i].weight >= 0 && items[i].weight <= 1.0001);
        sum += items[i].weight;
    }
    return sum;
}

static void weights_of_strokes_and_words_make_a_whole(void **state)
{
    (void)state;
    struct drawn drawn;
    struct predictor predictor = strokes_predictor(&strokes);
    struct predict_weight items[] = {
        {.unit = "一"}, {.unit = "丨"}, {.unit = "丿"}, {.unit = "丶"}, {.unit = "乛"}, {.unit = "＊"}, {0},
        {.text = "我"}};
    predictor.weigh(predictor.self, draw(&drawn, "", ""), items, 8);
    double sum = weight_sum(items, 8);
    assert_true(sum > 0.97 && sum < 1.0001);
    assert_true(items[6].weight <= 0 && items[7].weight > 0.05);
    assert_true(items[5].weight < items[0].weight);
    items[7].text = "喝水";
    predictor.weigh(predictor.self, draw(&drawn, "我想", "丨乛一丨乛"), items, 8);
    sum = weight_sum(items, 8);
    assert_true(sum > 0.5 && sum < 1.0001);
    assert_true(items[7].weight > 0.02);
    for (int i = 1; i < 5; i++)
        assert_true(items[0].weight > items[i].weight); /* 喝 goes on with 一 */
}

static void other_spellings_are_for_the_predictor_behind(void **state)
{
    (void)state;
    struct candidate ours[5], theirs[5];
    const char *units[] = {"h", "ao"};
    struct predict_request request = {.context = "", .units = units, .unit_count = 2};
    struct predictor predictor = strokes_predictor(&strokes);
    assert_int_equal(ask(&request, ours, 5), below.candidates(below.self, &request, theirs, 5));
    for (int i = 0; i < 5; i++)
        assert_string_equal(ours[i].text, theirs[i].text);
    struct predict_weight items[] = {{.unit = "sh"}};
    predictor.weigh(predictor.self, &request, items, 1);
}

static void without_a_table_or_a_model_the_rest_goes_on(void **state)
{
    (void)state;
    struct stroke_table none = {0};
    struct word_list plain;
    struct strokes bare;
    struct drawn drawn;
    struct candidate found[5];
    word_list_init(&plain, &lexicon);
    struct predictor plain_below = word_list_predictor(&plain);
    strokes_init(&bare, &none, &plain, &plain_below);
    struct predictor predictor = strokes_predictor(&bare);
    assert_int_equal(predictor.candidates(predictor.self, draw(&drawn, "", "一"), found, 5), 0);
    assert_false(predictor.may_follow(predictor.self, &drawn.request, "一"));
    strokes_destroy(&bare);
    strokes_init(&bare, &table, &plain, &plain_below);
    predictor = strokes_predictor(&bare);
    assert_int_equal(predictor.candidates(predictor.self, draw(&drawn, "", "丿丨"), found, 5), 5);
    strokes_destroy(&bare);
}

static void too_many_strokes_are_nothing(void **state)
{
    (void)state;
    struct drawn drawn;
    char pattern[(STROKES_AT_MOST + 1) * 3 + 1] = "";
    for (int i = 0; i <= STROKES_AT_MOST; i++)
        strcat(pattern, "一");
    assert_int_equal(place_of(draw(&drawn, "", pattern), "一"), -1);
    const char *mixed[] = {"一", "sh"};
    struct predict_request request = {.context = "", .units = mixed, .unit_count = 2};
    struct candidate found[5];
    assert_int_equal(ask(&request, found, 5), 0);
}

static void damaged_files_are_refused(void **state)
{
    (void)state;
    struct stroke_table opened;
    struct diagnostics problems;
    unsigned char *copy = memory_new(table_size, 1);
    diagnostics_init(&problems);
    const size_t places[] = {0, 16, 20, 24, 60};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        memcpy(copy, table_bytes, table_size);
        copy[places[i] < sizeof(struct stroke_header) ? places[i] : 40] ^= 0x55;
        if (places[i] < offsetof(struct stroke_header, header_checksum)) {
            assert_false(stroke_table_open(&opened, copy, table_size, "strokes.bin", &problems));
            assert_null(opened.bytes);
        }
    }
    assert_false(stroke_table_open(&opened, table_bytes, table_size - 1, "strokes.bin", &problems));
    assert_false(stroke_table_open(&opened, table_bytes, 10, "strokes.bin", &problems));
    assert_true(problems.count > 0);
    memcpy(copy, table_bytes, table_size);
    copy[table_size - 5] ^= 0x55;
    assert_true(stroke_table_open(&opened, copy, table_size, "strokes.bin", &problems));
    assert_false(stroke_table_verify(&opened, "strokes.bin", &problems));
    diagnostics_destroy(&problems);
    free(copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_are_drawn_as_schools_teach),
        cmocka_unit_test(the_message_decides_the_order),
        cmocka_unit_test(another_order_and_any_stroke_are_understood),
        cmocka_unit_test(what_is_drawn_to_its_end_is_offered),
        cmocka_unit_test(a_word_uses_up_all_strokes_and_brings_its_reading),
        cmocka_unit_test(pages_go_on_where_the_last_ended),
        cmocka_unit_test(impossible_strokes_may_not_follow),
        cmocka_unit_test(traditional_forms_only_when_wanted),
        cmocka_unit_test(weights_of_strokes_and_words_make_a_whole),
        cmocka_unit_test(other_spellings_are_for_the_predictor_behind),
        cmocka_unit_test(without_a_table_or_a_model_the_rest_goes_on),
        cmocka_unit_test(too_many_strokes_are_nothing),
        cmocka_unit_test(damaged_files_are_refused),
    };
    return cmocka_run_group_tests_name("strokes", tests, set_up, tear_down);
}
