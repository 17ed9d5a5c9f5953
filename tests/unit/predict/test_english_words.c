/* English words on the real model (built by the build): what completes the letters, what comes next, in which case and
 * with which blank, page by page; and that the weights are the model's probabilities, counted here word by word. */
#include "unit_test.h"
#include "whole_file.h"

#include <math.h>

#include "base/memory.h"
#include "predict/english_words.h"
#include "predict/language_text.h"

enum { UNITS_AT_MOST = 40, CANDIDATES_AT_MOST = 128, PAGE = 5 };

static unsigned char *bytes;
static struct language_model model;
static float *probabilities, *expected;
static struct english_words english;

/* The predictor inside: two Hanzi and a text; notes that it was asked. */
static int inside_asked;

static int inside_candidates(void *self, const struct predict_request *request, struct candidate *out,
                             int most)
{
    static const struct candidate all[] = {{.text = "inside", .units = 1},
                                           {.text = "好", .reading = "hao3", .units = 1},
                                           {.text = "号", .reading = "hao4"}};
    (void)self;
    int count = 0;
    inside_asked++;
    for (int i = request->skip; i < 3 && count < most; i++)
        out[count++] = all[i];
    return count;
}

static bool inside_may_follow(void *self, const struct predict_request *request, const char *unit)
{
    (void)self;
    (void)request;
    return unit[0] != 'x';
}

static double inside_weight = 7;

static void inside_weigh(void *self, const struct predict_request *request, struct predict_weight *items,
                         int count)
{
    (void)self;
    (void)request;
    inside_asked++;
    for (int i = 0; i < count; i++)
        items[i].weight = inside_weight;
}

static const struct predictor inside = {
    .candidates = inside_candidates, .may_follow = inside_may_follow, .weigh = inside_weigh};

static int set_up(void **state)
{
    (void)state;
    size_t size;
    bytes = whole_file(YINIAN_BUILT_MODEL_EN, &size);
    assert_true(language_model_open(&model, bytes, size, "model-en.bin", NULL));
    probabilities = memory_new(model.token_count + ENGLISH_NEW_AT_MOST, sizeof *probabilities);
    expected = memory_new(model.token_count, sizeof *expected);
    english_words_init(&english, &model, probabilities, &inside);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    free(expected);
    free(probabilities);
    free(bytes);
    return 0;
}

/* --- asking ------------------------------------------------------------------------------------------------ */

struct question {
    const char *context, *letters; /* one unit each */
    int skip, page;
    bool chinese_screen, hanzi_first, not_english;
};

struct units {
    char texts[UNITS_AT_MOST][2];
    const char *list[UNITS_AT_MOST];
};

static struct predict_request request_of(const struct question *question, struct units *units)
{
    int count = (int)strlen(question->letters);
    assert_true(count <= UNITS_AT_MOST);
    for (int i = 0; i < count; i++) {
        units->texts[i][0] = question->letters[i];
        units->texts[i][1] = '\0';
        units->list[i] = units->texts[i];
    }
    return (struct predict_request){.context = question->context,
                                    .context_size = strlen(question->context),
                                    .units = units->list,
                                    .unit_count = count,
                                    .skip = question->skip,
                                    .page = question->page,
                                    .english = !question->not_english,
                                    .hanzi = question->chinese_screen,
                                    .hanzi_first = question->hanzi_first};
}

static int ask(const struct question *question, struct candidate *out, int most)
{
    struct units units;
    struct predict_request request = request_of(question, &units);
    struct predictor predictor = english_words_predictor(&english);
    return predictor.candidates(predictor.self, &request, out, most);
}

static int find(const struct candidate *list, int count, const char *text)
{
    for (int i = 0; i < count; i++)
        if (strcmp(list[i].text, text) == 0)
            return i;
    return -1;
}

static void offers(const char *context, const char *letters, const char *text)
{
    struct candidate list[CANDIDATES_AT_MOST];
    int count = ask(&(struct question){.context = context, .letters = letters}, list, CANDIDATES_AT_MOST);
    if (find(list, count, text) < 0)
        fail_msg("after \"%s\", with %s: \"%s\" is not offered", context, letters, text);
}

static void offers_not(const char *context, const char *letters, const char *text)
{
    struct candidate list[CANDIDATES_AT_MOST];
    int count = ask(&(struct question){.context = context, .letters = letters}, list, CANDIDATES_AT_MOST);
    if (find(list, count, text) >= 0)
        fail_msg("after \"%s\", with %s: \"%s\" is offered", context, letters, text);
}

/* --- what is offered --------------------------------------------------------------------------------------- */

static void expect_distribution(const char *context)
{
    struct language_state language_state;
    language_read(&model, NULL, context, strlen(context), true, &language_state);
    language_distribution(&model, &language_state, expected);
}

static void the_likeliest_words_that_begin_so_come_first(void **state)
{
    (void)state;
    struct candidate list[CANDIDATES_AT_MOST];
    int count = ask(&(struct question){.context = "I want to", .letters = "th"}, list, CANDIDATES_AT_MOST);
    double before = 1;
    assert_true(count > 20);
    expect_distribution("I want to ");
    for (int i = 0; i < count; i++) {
        const char *text = list[i].text + 1;
        uint32_t word = language_find(&model, text, strlen(text));
        assert_int_equal(list[i].text[0], ' ');
        assert_int_equal(list[i].units, 2);
        assert_int_equal(text[0] | 0x20, 't');
        assert_int_equal(text[1] | 0x20, 'h');
        if (i == ENGLISH_LITERAL_AT || i == 8 || i == 9)
            continue;
        assert_true(word != LANGUAGE_NONE);
        assert_true((double)expected[word] <= before);
        before = (double)expected[word];
    }
    assert_string_equal(list[ENGLISH_LITERAL_AT].text, " th");
    assert_string_equal(list[8].text, " Th");
    assert_string_equal(list[9].text, " TH");
}

static void letters_that_begin_no_word_stand_first(void **state)
{
    (void)state;
    struct candidate list[CANDIDATES_AT_MOST];
    int count = ask(&(struct question){.context = "", .letters = "xqzj"}, list, CANDIDATES_AT_MOST);
    assert_int_equal(count, 3);
    assert_string_equal(list[0].text, "xqzj");
    assert_string_equal(list[1].text, "Xqzj");
    assert_string_equal(list[2].text, "XQZJ");
    assert_int_equal(list[0].units, 4);
}

static void a_word_that_is_spelt_out_is_on_the_first_page_once(void **state)
{
    (void)state;
    static const char *const words[] = {"an", "new", "car", "other", "is"};
    for (int i = 0; i < 5; i++) {
        struct candidate list[CANDIDATES_AT_MOST];
        int count = ask(&(struct question){.context = "", .letters = words[i], .page = PAGE}, list,
                        CANDIDATES_AT_MOST);
        int place = find(list, count, words[i]);
        assert_in_range(place, 0, ENGLISH_LITERAL_AT);
        assert_int_equal(find(list + place + 1, count - place - 1, words[i]), -1);
    }
}

static void nothing_spelt_offers_the_next_words(void **state)
{
    (void)state;
    struct candidate list[PAGE];
    assert_int_equal(ask(&(struct question){.context = "thank", .letters = ""}, list, PAGE), PAGE);
    assert_string_equal(list[0].text, " you");
    assert_int_equal(list[0].units, 0);
    assert_string_equal(list[0].reading, "");
}

static void a_blank_parts_words_but_not_from_hanzi_or_a_bracket(void **state)
{
    (void)state;
    offers("hello", "yo", " you");
    offers("hello,", "yo", " you");
    offers("at 3", "o", " or");
    offers("hello ", "yo", "you");
    offers("hello\n", "yo", "you");
    offers("我用", "ph", "phone");
    offers("(", "yo", "you");
    offers("", "yo", "you");
}

static void case_is_kept_as_typed(void **state)
{
    (void)state;
    offers("", "th", "the");
    offers("", "Th", "The");
    offers("", "TH", "THE");
    offers("", "i", "I");
    offers("on", "mo", " Monday");
    offers("in", "lon", " London");
    offers("", "T", "The");
    offers_not("", "T", "THE");
}

static void a_capital_begins_a_sentence_after_a_mark(void **state)
{
    (void)state;
    offers("it is late.", "th", " The");
    offers("is it late? ", "th", "The");
    offers("it is late!", "", " I");
    offers("it is late,", "th", " the");
    offers_not("it is late.", "th", " the");
    offers("it is late.", "th", " th");
}

static void an_apostrophe_in_the_message_is_part_of_the_word(void **state)
{
    (void)state;
    offers("I don'", "", "t");
    offers("I don'", "t", "t");
    offers("I'", "", "m");
    offers("the dogs' '", "th", " the"); /* no word begins with that */
    offers_not("I don'", "", " the");
}

static void pages_join_into_one_list_without_repetition(void **state)
{
    (void)state;
    static const char *const letters[] = {"", "s", "wh", "Ma", "qu"};
    for (int n = 0; n < 5; n++) {
        struct candidate whole[CANDIDATES_AT_MOST], page[PAGE + 1];
        struct question question = {.context = "she said", .letters = letters[n], .page = PAGE};
        int count = ask(&question, whole, CANDIDATES_AT_MOST);
        assert_true(count >= PAGE);
        for (question.skip = 0; question.skip <= count; question.skip += PAGE) {
            int got = ask(&question, page, PAGE + 1), left = count - question.skip;
            assert_int_equal(got, left < PAGE + 1 ? left : PAGE + 1);
            for (int i = 0; i < got; i++)
                assert_string_equal(page[i].text, whole[question.skip + i].text);
        }
        for (int i = 0; i < count; i++)
            assert_int_equal(find(whole, i, whole[i].text), -1);
    }
}

static void words_that_were_passed_over_make_room(void **state)
{
    (void)state;
    struct candidate first[PAGE], second[PAGE], plain[PAGE];
    ask(&(struct question){.context = "I want to", .letters = "s", .page = PAGE}, first, PAGE);
    char letters[] = {first[0].text[1], first[0].text[2], 0};
    ask(&(struct question){.context = "I want to", .letters = letters}, plain, PAGE);
    ask(&(struct question){.context = "I want to", .letters = letters, .page = PAGE}, second, PAGE);
    assert_string_equal(plain[0].text, first[0].text);
    assert_string_not_equal(second[0].text, first[0].text);
    assert_int_equal(find(first, PAGE, second[0].text), -1);
    expect_distribution("I want to ");
    for (uint32_t word = 0; word < model.word_count; word++) /* for this request only */
        assert_true(fabsf(english.probabilities[word] - expected[word]) <= 0);
}

static void hanzi_take_every_second_place_on_a_chinese_screen(void **state)
{
    (void)state;
    struct candidate list[PAGE];
    int count = ask(&(struct question){.context = "我", .letters = "h", .chinese_screen = true}, list, PAGE);
    assert_int_equal(count, PAGE);
    assert_string_equal(list[1].text, "好");
    assert_string_equal(list[1].reading, "hao3");
    assert_string_equal(list[3].text, "号");
    assert_int_equal(list[0].text[0] | 0x20, 'h');
    assert_string_equal(list[0].reading, "");
}

static void other_requests_go_inside(void **state)
{
    (void)state;
    struct candidate list[PAGE];
    struct predictor predictor = english_words_predictor(&english);
    struct predict_request request = {.context = "", .english = true};
    assert_int_equal(ask(&(struct question){.context = "", .letters = "h", .not_english = true}, list, PAGE),
                     3);
    assert_string_equal(list[0].text, "inside");
    assert_true(predictor.may_follow(predictor.self, &request, "q"));
    assert_false(predictor.may_follow(predictor.self, &request, "x"));
    const char *units[] = {"zh"};
    request.units = units;
    request.unit_count = 1;
    inside_asked = 0;
    predictor.candidates(predictor.self, &request, list, PAGE);
    predictor.weigh(predictor.self, &request, NULL, 0);
    assert_int_equal(inside_asked, 2);
}

static void without_a_model_everything_goes_inside(void **state)
{
    (void)state;
    struct english_words none;
    struct language_model zeroed = {0};
    struct candidate list[PAGE];
    struct predict_weight item = {.unit = "a"};
    english_words_init(&none, &zeroed, NULL, &inside);
    struct predictor predictor = english_words_predictor(&none);
    struct predict_request request = {.context = "I", .context_size = 1, .english = true};
    assert_int_equal(predictor.candidates(predictor.self, &request, list, PAGE), 3);
    predictor.weigh(predictor.self, &request, &item, 1);
    assert_true(item.weight > 6);
}

static void odd_requests_are_answered(void **state)
{
    (void)state;
    struct candidate list[PAGE];
    char longest[3000], letters[UNITS_AT_MOST + 1];
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    memset(letters, 'z', UNITS_AT_MOST);
    letters[UNITS_AT_MOST] = '\0';
    assert_true(ask(&(struct question){.context = longest, .letters = ""}, list, PAGE) > 0);
    memset(longest, '\'', sizeof longest - 1);
    assert_true(ask(&(struct question){.context = longest, .letters = "a", .page = 100}, list, PAGE) > 0);
    assert_true(ask(&(struct question){.context = "\xE6\x88", .letters = "a"}, list, PAGE) > 0);
    assert_true(ask(&(struct question){.context = "", .letters = letters, .page = PAGE}, list, PAGE) > 0);
    assert_int_equal(ask(&(struct question){.context = "", .letters = "a", .skip = 100000}, list, PAGE), 0);
    assert_int_equal(ask(&(struct question){.context = "", .letters = "a", .skip = -3}, list, 0), 0);
}

/* --- weights ----------------------------------------------------------------------------------------------- */

enum { LETTER_ITEMS = 26 };

static void add_letters(struct predict_weight *items)
{
    static const char letters[LETTER_ITEMS][2] = {"a", "b", "c", "d", "e", "f", "g", "h", "i",
                                                  "j", "k", "l", "m", "n", "o", "p", "q", "r",
                                                  "s", "t", "u", "v", "w", "x", "y", "z"};
    for (int i = 0; i < LETTER_ITEMS; i++)
        items[i] = (struct predict_weight){.unit = letters[i]};
}

static void weigh_items(const struct question *question, struct predict_weight *items, int count)
{
    struct units units;
    struct predict_request request = request_of(question, &units);
    struct predictor predictor = english_words_predictor(&english);
    predictor.weigh(predictor.self, &request, items, count);
}

static double sum_of(const struct predict_weight *items, int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++)
        sum += items[i].weight;
    return sum;
}

static void is_near(double value, double wanted)
{
    if (fabs(value - wanted) > 1e-6)
        fail_msg("%.9f, not %.9f", value, wanted);
}

/* Of the words that begin so, all but the offered one, those whose next letter is that. */
static double counted(const char *prefix, char next, const char *offered)
{
    double sum = 0;
    size_t size, length = strlen(prefix);
    for (uint32_t word = 0; word < model.word_count; word++) {
        const char *text = language_word(&model, word, &size);
        bool begins = size > length;
        for (size_t i = 0; begins && i < length; i++)
            begins = (text[i] | 0x20) == prefix[i];
        if (begins && (text[length] | 0x20) == next &&
            !(size == strlen(offered) && memcmp(text, offered, size) == 0))
            sum += (double)expected[word];
    }
    return sum;
}

static void weights_are_the_models_probabilities(void **state)
{
    (void)state;
    struct predict_weight items[LETTER_ITEMS + 4];
    add_letters(items);
    items[26] = (struct predict_weight){.text = " something"};
    items[27] = (struct predict_weight){.text = " so"};
    items[28] = (struct predict_weight){.text = ""};
    items[29] = (struct predict_weight){.text = " so'"};
    weigh_items(&(struct question){.context = "I want", .letters = "so"}, items, LETTER_ITEMS + 4);
    expect_distribution("I want ");
    double unknown = ENGLISH_UNKNOWN / 28 / 28, whole = unknown;
    for (int i = 0; i < LETTER_ITEMS; i++)
        whole += counted("so", (char)('a' + i), "");
    whole +=
        (double)expected[language_find(&model, "so", 2)] + counted("so", '\'', "") + counted("so", '-', "");
    for (int i = 0; i < LETTER_ITEMS; i++)
        is_near(items[i].weight,
                (counted("so", (char)('a' + i), "something") + unknown * 5 / 6 / 28) / whole);
    is_near(items[26].weight, (double)expected[language_find(&model, "something", 9)] / whole);
    is_near(items[27].weight, ((double)expected[language_find(&model, "so", 2)] + unknown / 6) / whole);
    assert_true(items[28].weight <= 0);
    double sum =
        sum_of(items, LETTER_ITEMS + 4); /* so-called has no key, nor have an unknown word's hyphens */
    assert_true(sum > 0.999 && sum < 1);
}

static void every_letter_has_some_weight_also_after_what_is_no_word(void **state)
{
    (void)state;
    struct predict_weight items[LETTER_ITEMS + 1];
    static const char *const letters[] = {"", "q", "zzzz", "Xqzjw"};
    for (int n = 0; n < 4; n++) {
        add_letters(items);
        items[LETTER_ITEMS] = (struct predict_weight){.text = letters[n][0] ? letters[n] : "I"};
        weigh_items(&(struct question){.context = "", .letters = letters[n], .page = PAGE}, items,
                    LETTER_ITEMS + 1);
        for (int i = 0; i <= LETTER_ITEMS; i++)
            assert_true(items[i].weight > 0 && items[i].weight < 1);
    }
}

static void what_ends_the_message_weighs_as_its_marks(void **state)
{
    (void)state;
    struct predict_weight done[] = {{.text = ""}, {.text = "."}, {.text = "?"}, {.text = ","}};
    struct predict_weight open[] = {{.text = ""}};
    weigh_items(&(struct question){.context = "thank you very much", .letters = ""}, done, 4);
    weigh_items(&(struct question){.context = "I want", .letters = ""}, open, 1);
    expect_distribution("thank you very much ");
    double ends = 0, whole = ENGLISH_UNKNOWN;
    for (uint32_t token = 0; token < language_other_token(&model); token++)
        whole += (double)expected[token];
    for (int mark = LANGUAGE_FULL_STOP; mark <= LANGUAGE_EXCLAMATION; mark++)
        ends += (double)expected[language_mark_token(&model, (enum language_mark)mark)];
    is_near(done[0].weight, 0.9 * ends / whole);
    is_near(done[1].weight, 0.1 * (double)expected[language_mark_token(&model, LANGUAGE_FULL_STOP)] / whole);
    assert_true(open[0].weight < done[0].weight / 3);
    assert_true(done[2].weight > 0 && done[3].weight > 0);
}

static void passed_over_words_weigh_little(void **state)
{
    (void)state;
    struct predict_weight before[] = {{.text = " see"}, {.unit = "l"}},
                          after[] = {{.text = " see"}, {.unit = "l"}};
    weigh_items(&(struct question){.context = "I want to", .letters = "se"}, before, 2);
    weigh_items(&(struct question){.context = "I want to", .letters = "se", .page = PAGE}, after, 2);
    assert_true(after[0].weight < before[0].weight / 2);
    assert_true(after[1].weight > before[1].weight);
}

static void two_spellings_share_their_word(void **state)
{
    (void)state;
    struct predict_weight items[] = {{.text = "I"}, {.text = "i"}};
    weigh_items(&(struct question){.context = "", .letters = "i"}, items, 2);
    assert_true(items[1].weight > 0.05 * items[0].weight && items[1].weight < 0.2 * items[0].weight);
}

/* What the predictor inside says counts for its share, more where letters are pinyin above all. */
static void on_a_chinese_screen_pinyin_weighs_too(void **state)
{
    (void)state;
    struct predict_weight plain[LETTER_ITEMS + 1], items[LETTER_ITEMS + 1];
    struct question question = {.context = "我", .letters = "h"};
    add_letters(plain);
    plain[26] = (struct predict_weight){.text = "好"};
    memcpy(items, plain, sizeof items);
    weigh_items(&question, plain, LETTER_ITEMS + 1);
    question.chinese_screen = true;
    inside_weight = 0.5;
    for (int first = 0; first < 2; first++) {
        double share = first ? ENGLISH_HANZI_FIRST : ENGLISH_HANZI;
        question.hanzi_first = first;
        weigh_items(&question, items, LETTER_ITEMS + 1);
        is_near(items[26].weight, share * 0.5);
        is_near(items[4].weight, (1 - share) * plain[4].weight + share * 0.5);
    }
    inside_weight = 0;
    weigh_items(&question, items, LETTER_ITEMS + 1); /* no pinyin: English alone */
    is_near(items[4].weight, plain[4].weight);
    inside_weight = 7;
}

/* Whatever the bytes behind the header say. */
static void a_damaged_model_gives_wrong_words_and_nothing_worse(void **state)
{
    (void)state;
    unsigned char *copy = memory_new(model.size, 1);
    struct language_model damaged;
    struct english_words words;
    float *numbers = memory_new(model.token_count + ENGLISH_NEW_AT_MOST, sizeof *numbers);
    for (unsigned round = 0; round < 8; round++) {
        memcpy(copy, bytes, model.size);
        for (size_t at = 256, seed = round + 1; at < model.size; at += 1 + seed % 2000) {
            seed = (seed * 1103515245u + 12345u) & 0x7FFFFFFFu;
            copy[at] = (unsigned char)(seed >> 8);
        }
        assert_true(language_model_open(&damaged, copy, model.size, "model-en.bin", NULL));
        english_words_init(&words, &damaged, numbers, &inside);
        struct predictor predictor = english_words_predictor(&words);
        struct candidate list[PAGE];
        struct predict_weight items[LETTER_ITEMS];
        const char *units[] = {"t", "h"};
        struct predict_request request = {.context = "I want",
                                          .context_size = 6,
                                          .units = units,
                                          .unit_count = (int)(round % 3),
                                          .page = PAGE,
                                          .english = true};
        add_letters(items);
        assert_in_range(predictor.candidates(predictor.self, &request, list, PAGE), 0, PAGE);
        predictor.weigh(predictor.self, &request, items, LETTER_ITEMS);
        for (int i = 0; i < LETTER_ITEMS; i++)
            assert_true(items[i].weight >= 0 && items[i].weight <= 1 + 1e-6);
    }
    free(numbers);
    free(copy);
}

/* --- the person's own words ---------------------------------------------------------------------------------- */

static const struct lexicon no_lexicon;
static const struct language_model no_model;

static int learn(struct own_words *own, const char *text, double times)
{
    struct own_word word;
    assert_true(own_word_make(own, text, strlen(text), NULL, &word));
    int index = own_words_add(own, &word);
    own_words_use(own, index, times * own->unit);
    own_words_believe(own, index);
    return index;
}

static void what_the_person_says_is_likelier(void **state)
{
    (void)state;
    struct own_words own;
    struct predict_weight items[LETTER_ITEMS + 1];
    struct question question = {.context = "I saw", .letters = "pe"};
    add_letters(items);
    items[26] = (struct predict_weight){.text = " pelican"};
    weigh_items(&question, items, LETTER_ITEMS + 1);
    double before = items[26].weight;
    own_words_init(&own, &no_lexicon, &no_model);
    english_words_use_own(&english, &own);
    int saw = learn(&own, "saw", 10), pelican = learn(&own, "pelican", 10);
    weigh_items(&question, items, LETTER_ITEMS + 1);
    double alone = items[26].weight;
    assert_true(alone > 4 * before);
    own_words_use_pair(&own, saw, pelican, 5 * own.unit);
    weigh_items(&question, items, LETTER_ITEMS + 1);
    assert_true(items[26].weight > alone);
    assert_true(sum_of(items, LETTER_ITEMS + 1) < 1 + 1e-6);
    own_words_switch(&own, false);
    weigh_items(&question, items, LETTER_ITEMS + 1);
    is_near(items[26].weight, before);
    english_words_use_own(&english, NULL);
    own_words_destroy(&own);
}

static void a_word_that_only_the_person_has_is_completed(void **state)
{
    (void)state;
    struct own_words own;
    struct candidate list[CANDIDATES_AT_MOST];
    struct predict_weight items[LETTER_ITEMS + 1], offered[] = {{.text = " Xiaofang"}};
    assert_int_equal(language_find(&model, "Xiaofang", 8), LANGUAGE_NONE);
    own_words_init(&own, &no_lexicon, &no_model);
    english_words_use_own(&english, &own);
    learn(&own, "Xiaofang", 20);
    int count = ask(&(struct question){.context = "I saw", .letters = "xi"}, list, CANDIDATES_AT_MOST);
    assert_int_equal(find(list, count, " Xiaofang"), 0);
    add_letters(items);
    weigh_items(&(struct question){.context = "I saw", .letters = "xi"}, items, LETTER_ITEMS);
    assert_true(items[0].weight > 0.5); /* a */
    weigh_items(&(struct question){.context = "I saw", .letters = "xi"}, offered, 1);
    assert_true(offered[0].weight > 0.5);
    count = ask(&(struct question){.context = "I saw", .letters = "xy"}, list, CANDIDATES_AT_MOST);
    assert_true(find(list, count, " Xiaofang") < 0);
    english_words_use_own(&english, NULL);
    own_words_destroy(&own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_likeliest_words_that_begin_so_come_first),
        cmocka_unit_test(letters_that_begin_no_word_stand_first),
        cmocka_unit_test(a_word_that_is_spelt_out_is_on_the_first_page_once),
        cmocka_unit_test(nothing_spelt_offers_the_next_words),
        cmocka_unit_test(a_blank_parts_words_but_not_from_hanzi_or_a_bracket),
        cmocka_unit_test(case_is_kept_as_typed),
        cmocka_unit_test(a_capital_begins_a_sentence_after_a_mark),
        cmocka_unit_test(an_apostrophe_in_the_message_is_part_of_the_word),
        cmocka_unit_test(pages_join_into_one_list_without_repetition),
        cmocka_unit_test(words_that_were_passed_over_make_room),
        cmocka_unit_test(hanzi_take_every_second_place_on_a_chinese_screen),
        cmocka_unit_test(other_requests_go_inside),
        cmocka_unit_test(without_a_model_everything_goes_inside),
        cmocka_unit_test(odd_requests_are_answered),
        cmocka_unit_test(weights_are_the_models_probabilities),
        cmocka_unit_test(every_letter_has_some_weight_also_after_what_is_no_word),
        cmocka_unit_test(what_ends_the_message_weighs_as_its_marks),
        cmocka_unit_test(passed_over_words_weigh_little),
        cmocka_unit_test(two_spellings_share_their_word),
        cmocka_unit_test(on_a_chinese_screen_pinyin_weighs_too),
        cmocka_unit_test(a_damaged_model_gives_wrong_words_and_nothing_worse),
        cmocka_unit_test(what_the_person_says_is_likelier),
        cmocka_unit_test(a_word_that_only_the_person_has_is_completed),
    };
    return cmocka_run_group_tests_name("english_words", tests, set_up, tear_down);
}
