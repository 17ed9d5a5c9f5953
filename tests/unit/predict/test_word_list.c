/* Candidates from the real lexicon (built by the build), or from none. */
#include "unit_test.h"
#include "built_words.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "predict/next_words.h"
#include "predict/word_list.h"

enum { CANDIDATES_AT_MOST = WORD_LIST_ITEMS_AT_MOST + 8, UNITS_AT_MOST = 40 };

static struct lexicon lexicon;
static struct word_list list, fresh;
static unsigned char *bytes;

static int open_lexicon(void **state)
{
    (void)state;
    bytes = built_lexicon(&lexicon, NULL);
    word_list_init(&list, &lexicon);
    return 0;
}

static int close_lexicon(void **state)
{
    (void)state;
    free(bytes);
    return 0;
}

/* "h ao ch" → units. */
static int split(char *text, const char *units[UNITS_AT_MOST])
{
    int count = 0;
    for (char *unit = strtok(text, " "); unit && count < UNITS_AT_MOST; unit = strtok(NULL, " "))
        units[count++] = unit;
    return count;
}

struct answer {
    struct candidate items[CANDIDATES_AT_MOST];
    int count;
};

static int ask(struct word_list *of, const char *context, const char *spelt, bool english, int skip,
               struct candidate *out, int most)
{
    char text[256];
    const char *units[UNITS_AT_MOST];
    snprintf(text, sizeof text, "%s", spelt);
    struct predict_request request = {.context = context,
                                      .context_size = strlen(context),
                                      .units = units,
                                      .unit_count = split(text, units),
                                      .skip = skip,
                                      .english = english};
    struct predictor predictor = word_list_predictor(of);
    return predictor.candidates(predictor.self, &request, out, most);
}

static const struct answer *ask_all(const char *spelt)
{
    static struct answer answer;
    answer.count = ask(&list, "", spelt, false, 0, answer.items, CANDIDATES_AT_MOST);
    return &answer;
}

static int place_of(const struct answer *answer, const char *text)
{
    for (int i = 0; i < answer->count; i++)
        if (strcmp(answer->items[i].text, text) == 0)
            return i;
    return -1;
}

static bool may_follow(const char *spelt, const char *unit, bool english)
{
    char text[256];
    const char *units[UNITS_AT_MOST];
    snprintf(text, sizeof text, "%s", spelt);
    struct predict_request request = {
        .context = "", .units = units, .unit_count = split(text, units), .english = english};
    struct predictor predictor = word_list_predictor(&list);
    return predictor.may_follow(predictor.self, &request, unit);
}

/* --- units ------------------------------------------------------------------------------------------------- */

static void parsed_is(const char *spelt_text, const char *expected)
{
    char text[256], got[256] = "";
    const char *units[UNITS_AT_MOST];
    struct spelt spelt;
    snprintf(text, sizeof text, "%s", spelt_text);
    int count = split(text, units);
    if (!spelt_parse(units, count, &spelt))
        snprintf(got, sizeof got, "none");
    for (int i = 0; i < spelt.count; i++) {
        size_t size = strlen(got);
        snprintf(got + size, sizeof got - size, "%s%s%s@%d", i ? " " : "",
                 initial_text(spelt.syllables[i].initial),
                 spelt.syllables[i].final ? final_text(spelt.syllables[i].final) : "-", spelt.units[i]);
    }
    assert_string_equal(got, expected);
}

static void units_become_syllables(void **state)
{
    (void)state;
    parsed_is("", "");
    parsed_is("h ao", "hao@2");
    parsed_is("h ao ch", "hao@2 ch-@3");
    parsed_is("x t", "x-@1 t-@2");
    parsed_is("h m", "h-@1 m-@2");
    parsed_is("' an q van", "none");
    parsed_is("' an q uan", "'an@2 quan@4");
    parsed_is("' ng", "'ng@2");
    parsed_is("n v '", "nv@2 '-@3");
    parsed_is("l ve y ue", "lve@2 yue@4");
    parsed_is("x i n", "xi@2 n-@3");
    parsed_is("x i a n", "none");
    parsed_is("ao", "none");
    parsed_is("b iong", "none");
}

static void open_initial_is(const char *spelt_text, const char *expected)
{
    char text[256];
    const char *units[UNITS_AT_MOST];
    snprintf(text, sizeof text, "%s", spelt_text);
    int count = split(text, units);
    assert_string_equal(initial_text(spelt_open_initial(units, count)), expected);
}

static void open_initials(void **state)
{
    (void)state;
    open_initial_is("", "");
    open_initial_is("h", "h");
    open_initial_is("h ao", "");
    open_initial_is("h ao '", "'");
    open_initial_is("x t", "t");
    open_initial_is("h e l l o", "");
}

static void divided_is(const char *spelt_text, const char *expected)
{
    char text[256], got[512] = "";
    const char *units[UNITS_AT_MOST];
    struct spelt ways[SPELT_WAYS_AT_MOST];
    snprintf(text, sizeof text, "%s", spelt_text);
    int way_count = spelt_parse_letters(units, split(text, units), ways);
    for (int w = 0; w < way_count; w++)
        for (int i = 0; i < ways[w].count; i++) {
            size_t size = strlen(got);
            struct pinyin_unit syllable = ways[w].syllables[i];
            snprintf(got + size, sizeof got - size, "%s%s%s",
                     i   ? "·"
                     : w ? " "
                         : "",
                     syllable.initial ? initial_text(syllable.initial) : "", final_text(syllable.final));
        }
    assert_string_equal(got, expected);
}

static void letters_become_syllables(void **state)
{
    (void)state;
    divided_is("x i n", "xin xi·n");
    divided_is("x i a n", "xian xia·n xi·an xi·a·n");
    divided_is("x i ' a n", "xi·an xi·a·n");
    divided_is("X T", "x·t");
    divided_is("z h sh", "");
    divided_is("t a n i", "ta·ni");
    divided_is("i", "");
    divided_is("'", "");
    divided_is("n", "n");
    divided_is("5", "");
}

/* Words of many readings by division end soon enough, whatever is spelt. */
static void long_letters_end(void **state)
{
    (void)state;
    const char *units[UNITS_AT_MOST];
    for (int i = 0; i < 32; i++)
        units[i] = i % 2 ? "a" : "n";
    units[31] = "i";
    struct spelt ways[SPELT_WAYS_AT_MOST];
    assert_true(spelt_parse_letters(units, 32, ways) <= SPELT_WAYS_AT_MOST);
}

/* --- words ------------------------------------------------------------------------------------------------- */

static void the_usual_word_comes_first(void **state)
{
    (void)state;
    const struct answer *answer = ask_all("n i");
    assert_string_equal(answer->items[0].text, "你");
    assert_string_equal(answer->items[0].reading, "ni3");
    assert_int_equal(answer->items[0].units, 2);
    answer = ask_all("y in h ang");
    assert_string_equal(answer->items[0].text, "银行");
    assert_string_equal(answer->items[0].reading, "yin2 hang2");
    assert_int_equal(answer->items[0].units, 4);
    assert_true(place_of(ask_all("w o m"), "我们") == 0);
}

static void words_by_their_initials(void **state)
{
    (void)state;
    assert_in_range(place_of(ask_all("x h"), "喜欢"), 0, 4);
    assert_in_range(place_of(ask_all("h sh"), "喝水"), 0, 39);
    assert_true(place_of(ask_all("x i t"), "吸痰") >= 0);
    assert_true(place_of(ask_all("x t"), "吸痰") >= 0);
}

/* Words that use up everything come before those that leave something spelt; fewer units come later. */
static void all_units_first_then_fewer(void **state)
{
    (void)state;
    static const char *const spellings[] = {"w o x iang", "x i t an", "w o x iang h e sh ui", "d d",
                                            "zh ong g"};
    for (size_t s = 0; s < sizeof spellings / sizeof spellings[0]; s++) {
        const struct answer *answer = ask_all(spellings[s]);
        assert_true(answer->count > 5);
        for (int i = 1; i < answer->count; i++)
            assert_true(answer->items[i].units <= answer->items[i - 1].units);
    }
    const struct answer *answer = ask_all("x i b v");
    assert_int_equal(answer->count, 0);
    answer = ask_all("x i n v h ai");
    assert_int_equal(answer->items[answer->count - 1].units, 2);
    assert_true(place_of(answer, "西") > 0);
}

static bool reads(const struct lexicon_word *word, int syllable)
{
    struct lexicon_reading reading;
    for (int i = 0; i < word->reading_count; i++)
        if (lexicon_reading(&lexicon, word, i, &reading) &&
            toned_syllable_of(reading.syllables[0]) == syllable)
            return true;
    return false;
}

static int characters_of(int syllable)
{
    int count = 0;
    struct lexicon_word word;
    for (uint32_t i = 0; i < lexicon.word_count; i++)
        count += lexicon_word(&lexicon, i, &word) && word.length == 1 && reads(&word, syllable);
    return count;
}

static void spell_syllable(int syllable, char text[32])
{
    snprintf(text, 32, "%s %s", initial_text(syllable_initial(syllable)),
             final_text(syllable_final(syllable)));
}

static void nothing_twice(const struct answer *answer)
{
    for (int i = 0; i < answer->count; i++)
        assert_int_equal(place_of(answer, answer->items[i].text), i);
}

/* Its final's key is to be chosen. */
static bool can_be_spelt(int syllable)
{
    return may_follow(initial_text(syllable_initial(syllable)), final_text(syllable_final(syllable)), false);
}

/* All characters of every syllable, up to the lexicon's bound, each once; and the pages, put together, are the list. */
static void every_character_of_every_syllable_once(void **state)
{
    (void)state;
    int usable = 0;
    for (int syllable = 1; syllable <= syllable_count(); syllable++) {
        char spelt[32];
        spell_syllable(syllable, spelt);
        const struct answer *answer = ask_all(spelt);
        int characters = 0;
        for (int i = 0; i < answer->count; i++)
            characters += utf8_count(answer->items[i].text, strlen(answer->items[i].text)) == 1;
        nothing_twice(answer);
        int known =
            syllable % 7 == 0 ? characters_of(syllable) : characters; /* a full count takes its time */
        assert_int_equal(characters, known < LEXICON_MATCHES ? known : LEXICON_MATCHES);
        assert_int_equal(characters > 0, can_be_spelt(syllable));
        usable += characters > 0;
    }
    assert_true(usable > 400);
}

static void pages_are_the_list(void **state)
{
    (void)state;
    static const char *const spellings[] = {"y i", "y", "x t", "w o x iang h e sh ui", "sh ang h ai '"};
    for (size_t s = 0; s < sizeof spellings / sizeof spellings[0]; s++) {
        const struct answer *answer = ask_all(spellings[s]);
        struct candidate page[5];
        nothing_twice(answer);
        int seen = 0, count;
        while ((count = ask(&list, "", spellings[s], false, seen, page, 5)) > 0)
            for (int i = 0; i < count; i++)
                assert_string_equal(page[i].text, answer->items[seen++].text);
        assert_int_equal(seen, answer->count);
    }
}

/* Every 97th word, spelt out, is there before any that leaves something spelt. */
static void words_are_found_by_their_spelling(void **state)
{
    (void)state;
    struct lexicon_word word;
    struct lexicon_reading reading;
    int words = 0;
    for (uint32_t i = 0; i < lexicon.word_count; i += 97) {
        if (!lexicon_word(&lexicon, i, &word) || word.length < 2 ||
            !lexicon_reading(&lexicon, &word, 0, &reading))
            continue;
        char spelt[256] = "", text[CANDIDATE_TEXT_BYTES];
        for (int k = 0; k < reading.length; k++) {
            char one[32];
            spell_syllable(toned_syllable_of(reading.syllables[k]), one);
            size_t at = strlen(spelt);
            snprintf(spelt + at, sizeof spelt - at, "%s%s", k ? " " : "", one);
        }
        snprintf(text, sizeof text, "%.*s", (int)word.size, word.text);
        const struct answer *answer = ask_all(spelt);
        int place = place_of(answer, text);
        assert_true(place >= 0);
        assert_int_equal(answer->items[place].units, 2 * word.length);
        words++;
    }
    assert_true(words > 500);
}

/* Whatever legal syllables are spelt, text can be made of all of them by taking the first offer again and again. */
static void long_input_is_convertible(void **state)
{
    (void)state;
    for (int start = 1; start + 16 < syllable_count(); start += 13) {
        const char *units[UNITS_AT_MOST];
        int count = 0, used = 0;
        for (int i = 0; i < 16; i++) {
            int syllable = start + (i * 29) % (syllable_count() - start);
            if (!can_be_spelt(syllable))
                continue;
            units[count++] = initial_text(syllable_initial(syllable));
            units[count++] = final_text(syllable_final(syllable));
        }
        struct predictor predictor = word_list_predictor(&list);
        while (used < count) {
            struct candidate first;
            struct predict_request request = {
                .context = "", .units = units + used, .unit_count = count - used};
            assert_int_equal(predictor.candidates(predictor.self, &request, &first, 1), 1);
            assert_in_range(first.units, 1, count - used);
            used += first.units;
        }
    }
}

static void the_kept_answer_is_the_fresh_one(void **state)
{
    (void)state;
    static const char *const turns[] = {"h", "h ao", "h ao", "h", "", "h ao ch", "x t", "x t", "x"};
    for (size_t i = 0; i < sizeof turns / sizeof turns[0]; i++) {
        struct candidate kept[7], anew[7];
        word_list_init(&fresh, &lexicon);
        for (int english = 0; english < 2; english++) {
            int count = ask(&list, "我", turns[i], english, 2, kept, 7);
            assert_int_equal(ask(&fresh, "我", turns[i], english, 2, anew, 7), count);
            for (int k = 0; k < count; k++) {
                assert_string_equal(kept[k].text, anew[k].text);
                assert_string_equal(kept[k].reading, anew[k].reading);
                assert_int_equal(kept[k].units, anew[k].units);
            }
        }
    }
}

/* --- letters, nothing spelt, no lexicon -------------------------------------------------------------------------- */

static void letters_stand_first(void **state)
{
    (void)state;
    struct candidate out[8];
    int count = ask(&list, "", "x i n", true, 0, out, 8);
    assert_int_equal(count, 8);
    assert_string_equal(out[0].text, "xin");
    assert_string_equal(out[1].text, "Xin");
    assert_string_equal(out[2].text, "XIN");
    assert_string_equal(out[0].reading, "");
    assert_int_equal(out[2].units, 3);
    assert_int_equal(out[3].units, 3);
    assert_true(strncmp(out[3].reading, "xin", 3) == 0);
    assert_int_equal(ask(&list, "", "W i F i", true, 0, out, 2), 2);
    assert_string_equal(out[0].text, "WiFi");
    assert_string_equal(out[1].text, "WIFI");
    assert_int_equal(ask(&list, "", "h e l l o", false, 0, out, 1), 1); /* letters on the pinyin board */
    assert_int_equal(out[0].units <= 5, 1);
}

static int hanzi_in(const char *text)
{
    int count = 0;
    uint32_t character;
    for (size_t at = 0, size = strlen(text); at < size;) {
        at += utf8_decode(text + at, size - at, &character);
        count += utf8_is_hanzi(character);
    }
    return count;
}

static void next_words_are_sound(void **state)
{
    (void)state;
    static const char *const contexts[] = {"",       "我",    "我想", "你", "不", "很",   "请",
                                           "是",     "有",    "去",   "的", "把", "今天", "门",
                                           "好了。", "Hello", "I",    " I", "HI", "Yes. "};
    for (size_t c = 0; c < 2 * sizeof contexts / sizeof contexts[0]; c++) {
        int count;
        const char *context = contexts[c / 2];
        const struct next_word *words = next_words(context, strlen(context), c % 2, &count);
        assert_true(count >= 8);
        for (int i = 0; i < count; i++) {
            int syllables = 0;
            toned_syllable toned;
            for (const char *at = words[i].reading; *at; syllables++) {
                size_t taken = toned_parse(at, strlen(at), &toned);
                assert_true(taken > 0);
                at += taken + (at[taken] == ' ');
            }
            assert_int_equal(syllables, hanzi_in(words[i].text));
            for (int k = 0; k < i; k++)
                assert_string_not_equal(words[k].text, words[i].text);
        }
    }
}

static void nothing_spelt(void **state)
{
    (void)state;
    struct candidate out[8];
    assert_int_equal(ask(&list, "", "", false, 0, out, 5), 5);
    assert_string_equal(out[0].text, "我");
    assert_string_equal(out[0].reading, "wo3");
    assert_int_equal(out[0].units, 0);
    ask(&list, "今天很好。", "", false, 0, out, 1);
    assert_string_equal(out[0].text, "我");
    ask(&list, "我", "", false, 0, out, 1);
    assert_string_equal(out[0].text, "想");
    ask(&list, "I", "", true, 0, out, 1);
    assert_string_equal(out[0].text, " want");
    ask(&list, "I ", "", true, 0, out, 1);
    assert_string_equal(out[0].text, "the");
    ask(&list, "HI", "", true, 0, out, 1);
    assert_string_equal(out[0].text, " the");
    assert_int_equal(ask(&list, "", "", false, 1000, out, 5), 0);
    assert_int_equal(ask(&list, "", "h ao", false, -1, out, 5), 0);
}

static void no_lexicon(void **state)
{
    (void)state;
    static struct lexicon none;
    struct candidate out[8];
    word_list_init(&fresh, &none);
    assert_int_equal(ask(&fresh, "", "h ao", false, 0, out, 8), 0);
    assert_int_equal(ask(&fresh, "", "h i", true, 0, out, 8), 3);
    assert_int_equal(ask(&fresh, "", "", false, 0, out, 8), 8);
}

/* Longer than any key's unit, and more of them than are looked at. */
static void odd_units(void **state)
{
    (void)state;
    struct candidate out[8];
    assert_int_equal(ask(&list, "", "abcdefghijklmnop", false, 0, out, 8), 0);
    assert_int_equal(ask(&list, "", "? ? ?", false, 0, out, 8), 0);
    char many[256] = "";
    for (int i = 0; i < 38; i++)
        memcpy(many + 2 * i, i % 2 ? "a " : "d ", 3);
    assert_int_equal(ask(&list, "", many, false, 0, out, 8), 8);
    assert_in_range(out[0].units, 1, 32);
}

static void what_may_follow(void **state)
{
    (void)state;
    assert_true(may_follow("", "h", false));
    assert_false(may_follow("", "ao", false));
    assert_true(may_follow("h", "ao", false));
    assert_true(may_follow("h", "m", false)); /* h m → 好吗 */
    assert_false(may_follow("b", "iong", false));
    assert_false(may_follow("p", "ia", false)); /* legal, but no character reads so */
    assert_false(may_follow("j", "ve", false));
    assert_true(may_follow("'", "er", false));
    assert_true(may_follow("h ao", "'", false));
    assert_false(may_follow("h ao", "ao", false));
    assert_true(may_follow("h", "z", true));
    assert_false(may_follow("h", "zh", true));
}

/* --- with the language model ----------------------------------------------------------------------------- */

struct modelled {
    struct word_list list;
    struct language_model model;
    unsigned char *bytes;
    float *probabilities;
};

static void modelled_init(struct modelled *m)
{
    m->bytes = built_model(&m->model);
    m->probabilities = memory_new(m->model.token_count, sizeof *m->probabilities);
    word_list_init(&m->list, &lexicon);
    word_list_use_model(&m->list, &m->model, m->probabilities, NULL);
}

static void modelled_destroy(struct modelled *m)
{
    free(m->probabilities);
    free(m->bytes);
}

static int rank_of(struct word_list *of, const char *context, const char *spelt, const char *text)
{
    static struct candidate found[64];
    int count = ask(of, context, spelt, false, 0, found, 64);
    for (int i = 0; i < count; i++)
        if (strcmp(found[i].text, text) == 0)
            return i;
    return 64;
}

static void the_message_decides_which_word_comes_first(void **state)
{
    (void)state;
    struct modelled m;
    modelled_init(&m);
    assert_int_equal(rank_of(&m.list, "我想喝", "sh ui", "水"), 0);
    assert_true(rank_of(&m.list, "我渴了想", "h e sh ui", "喝水") < 2);
    /* The same spelling after other words gives another order. */
    assert_true(rank_of(&m.list, "他是我的", "t a", "他") > rank_of(&m.list, "", "t a", "他") ||
                rank_of(&m.list, "我想喝", "sh ui", "谁") > rank_of(&m.list, "这是", "sh ui", "谁"));
    modelled_destroy(&m);
}

static void with_nothing_spelt_likely_words_come(void **state)
{
    (void)state;
    struct modelled m;
    modelled_init(&m);
    assert_true(rank_of(&m.list, "我们一起去吃", "", "饭") < 10);
    assert_int_equal(rank_of(&m.list, "我们一起去吃", "", "饭"), rank_of(&m.list, "我们一起去吃", "", "饭"));
    struct candidate first[5], second[5];
    assert_int_equal(ask(&m.list, "我", "", false, 0, first, 5), 5);
    assert_int_equal(ask(&m.list, "我", "", false, 5, second, 5), 5);
    for (int i = 0; i < 25; i++)
        assert_string_not_equal(first[i / 5].text, second[i % 5].text);
    assert_true(first[0].reading[0] != '\0');
    modelled_destroy(&m);
}

static void every_candidate_stays_reachable_with_the_model(void **state)
{
    (void)state;
    struct modelled m;
    static struct answer plain, weighed;
    modelled_init(&m);
    plain.count = ask(&list, "", "sh i", false, 0, plain.items, CANDIDATES_AT_MOST);
    weighed.count = ask(&m.list, "我", "sh i", false, 0, weighed.items, CANDIDATES_AT_MOST);
    for (int i = 0; i < plain.count; i++)
        if (utf8_count(plain.items[i].text, strlen(plain.items[i].text)) == 1)
            assert_true(rank_of(&m.list, "我", "sh i", plain.items[i].text) < 64 || weighed.count > 64);
    assert_true(weighed.count >= plain.count - WORD_LIST_LONGER_WORDS);
    modelled_destroy(&m);
}

static void a_model_of_another_lexicon_changes_nothing(void **state)
{
    (void)state;
    struct modelled m;
    modelled_init(&m);
    m.model.lexicon_checksum ^= 1;
    word_list_init(&m.list, &lexicon);
    word_list_use_model(&m.list, &m.model, m.probabilities, NULL);
    assert_int_equal(rank_of(&m.list, "我想喝", "sh ui", "谁"), rank_of(&list, "我想喝", "sh ui", "谁"));
    modelled_destroy(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_message_decides_which_word_comes_first),
        cmocka_unit_test(with_nothing_spelt_likely_words_come),
        cmocka_unit_test(every_candidate_stays_reachable_with_the_model),
        cmocka_unit_test(a_model_of_another_lexicon_changes_nothing),
        cmocka_unit_test(units_become_syllables),
        cmocka_unit_test(open_initials),
        cmocka_unit_test(letters_become_syllables),
        cmocka_unit_test(long_letters_end),
        cmocka_unit_test(the_usual_word_comes_first),
        cmocka_unit_test(words_by_their_initials),
        cmocka_unit_test(all_units_first_then_fewer),
        cmocka_unit_test(every_character_of_every_syllable_once),
        cmocka_unit_test(pages_are_the_list),
        cmocka_unit_test(words_are_found_by_their_spelling),
        cmocka_unit_test(long_input_is_convertible),
        cmocka_unit_test(the_kept_answer_is_the_fresh_one),
        cmocka_unit_test(letters_stand_first),
        cmocka_unit_test(next_words_are_sound),
        cmocka_unit_test(nothing_spelt),
        cmocka_unit_test(no_lexicon),
        cmocka_unit_test(odd_units),
        cmocka_unit_test(what_may_follow),
    };
    return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
