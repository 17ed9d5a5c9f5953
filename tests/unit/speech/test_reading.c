/* Hanzi become toned pinyin: what is handed to espeak-ng, and how many polyphones are read right. */
#include <unistd.h>

#include "unit_test.h"
#include "built_words.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "speech/reading.h"

enum { RIGHT_PER_MILLE_LEAST = 970 };

/* --- what is handed over ------------------------------------------------------------------------- */

static void make(const struct built *built, struct reading *reading, const char *text)
{
    struct reading_options options = {
        .lexicon = &built->lexicon, .hint = SPEECH_CHINESE, .english = VOICE_ENGLISH};
    reading_make(reading, text, strlen(text), &options);
}

/* "zh:…|en:…" */
static void pieces(const struct reading *reading, struct buffer *said)
{
    buffer_clear(said);
    for (size_t i = 0; i < reading->segment_count; i++) {
        const struct voice_segment *segment = &reading->segments[i];
        buffer_printf(said, "%s%s:%s", i ? "|" : "", segment->language == VOICE_CHINESE ? "zh" : "en",
                      segment->as);
    }
}

static void sentences_as_handed_over(void **state)
{
    static const char *const sentences[][2] = {
        {"请帮我吸痰", "zh:qing3 bang1wo3 xi1tan2"},
        {"右肩膀痒，请帮我挠一下", "zh:you4 jian1bang3 yang3， qing3 bang1wo3 nao2 yi2xia4"},
        {"打120", "zh:da3 yao1 er4 ling2"},
        {"一点儿也不疼", "zh:yi4dian3er5 ye3 bu4teng2"},
        {"看一看", "zh:kan4yi5kan4"},
        {"1个", "zh:yi2 ge4"},
        {"第1次", "zh:di4 yi1 ci4"},
        {"一月一日", "zh:yi1yue4 yi1ri4"},
        {"星期一", "zh:xing1qi1yi1"},
        {"一天", "zh:yi4tian1"},
        {"不要", "zh:bu2yao4"},
        {"不好", "zh:bu4hao3"},
        {"好不好", "zh:hao3bu5hao3"},
        {"女儿来了", "zh:nv3er2 lai2le5"},
        {"做CT检查", "zh:zuo4 C T jian3cha2"},
        {"做EMG", "zh:zuo4 E M G"},
        {"RAG-21", "zh:R A G er4shi2yi1"},
        {"SOD1基因", "zh:S O D yi1 ji1yin1"}, /* a 1 after letters is a name */
        {"GM1抗体", "zh:G M yi1 kang4ti3"},
        {"IL-1高", "zh:I L yi1 gao1"},
        {"做CT1次", "zh:zuo4 C T yi2 ci4"}, /* unless something is counted */
        {"1期", "zh:yi1 qi1"},
        {"1型", "zh:yi1 xing2"},
        {"一期试验", "zh:yi1qi1 shi4yan4"},
        {"一期节目", "zh:yi4qi1 jie2mu4"},
        {"躯干和脑干", "zh:qu1gan4 he2 nao3gan4"},
        {"干细胞，嘴干", "zh:gan4xi4bao1， zui3 gan1"},
        {"好得多", "zh:hao3 de5duo1"},
        {"睡不好", "zh:shui4bu4hao3"},
        {"心律乱", "zh:xin1lv4 luan4"},
        {"无创，创意", "zh:wu2 chuang1， chuang4yi4"},
        {"应激", "zh:ying4ji1"},
        {"嚼不动，咀嚼", "zh:jiao2 bu2dong4， ju3jue2"},
        {"FUS和TARDBP", "zh:F U S he2 T A R D B P"}, /* no word, but letters */
        {"ALSFRS-R", "zh:A L S F R S R"},
        {"他叫HEALEY", "zh:ta1 jiao4|en:HEALEY"}, /* a word */
        {"我想看movie好吗？", "zh:wo3xiang3kan4|en:movie|zh:hao3ma5？"},
        {"OK，我来", "en:OK,|zh:wo3lai2"},
        {"嗯", "zh:en1"},
        {"？！", ""},
        {"", ""},
    };
    struct built *built = *state;
    struct reading reading;
    struct buffer said;
    reading_init(&reading);
    buffer_init(&said);
    for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++) {
        make(built, &reading, sentences[i][0]);
        pieces(&reading, &said);
        assert_string_equal(buffer_text(&said), sentences[i][1]);
        assert_false(reading.has_gaps);
    }
    buffer_destroy(&said);
    reading_destroy(&reading);
}

/* Every span lies in its piece, in order, on the characters that it says. */
static void spans_lead_back_to_the_text(void **state)
{
    struct built *built = *state;
    struct reading reading;
    reading_init(&reading);
    make(built, &reading, "我要200ml水，OK？");
    const struct voice_segment *first = &reading.segments[0];
    assert_int_equal(reading.segment_count, 2);
    assert_int_equal(first->span_count, 7); /* 我 要 两 百 毫 升 水 */
    static const int starts[] = {0, 1, 2, 2, 5, 5, 7}, counts[] = {1, 1, 3, 3, 2, 2, 1};
    size_t end = 0;
    for (size_t i = 0; i < first->span_count; i++) {
        const struct voice_span *span = &first->spans[i];
        assert_int_equal(span->first, starts[i]);
        assert_int_equal(span->count, counts[i]);
        assert_true(span->byte >= end && span->byte + span->bytes <= strlen(first->as));
        end = span->byte + span->bytes;
    }
    assert_memory_equal(first->as + first->spans[0].byte, "wo3", 3);
    assert_int_equal(reading.segments[1].spans[0].first, 9);
    reading_destroy(&reading);
}

/* --- what was spelt ------------------------------------------------------------------------------ */

static void said_at(const struct reading *reading, int index, const char *expected)
{
    char text[SYLLABLE_SPELLING];
    toned_format(reading->syllables[index], text);
    assert_string_equal(text, expected);
}

static void the_reading_that_was_spelt_wins(void **state)
{
    struct built *built = *state;
    struct reading reading;
    toned_syllable given[4];
    const char *text = "他姓仇，头发长";
    reading_init(&reading);
    make(built, &reading, text);
    said_at(&reading, 6, "chang2");
    assert_int_equal(reading_parse_spelt("qiu2", 4, given, 4), 1);
    assert_int_equal(reading_parse_spelt("zhang", 5, given + 1, 3), 1);
    struct spelt_reading spelt[] = {{2, 1, given}, {6, 1, given + 1}};
    struct reading_options options = {.lexicon = &built->lexicon, .spelt = spelt, .spelt_count = 2};
    reading_make(&reading, text, strlen(text), &options);
    said_at(&reading, 2, "qiu2");
    said_at(&reading, 6, "zhang3");
    reading_destroy(&reading);
}

static void a_spelt_tone_is_not_changed(void **state)
{
    struct built *built = *state;
    struct reading reading;
    toned_syllable given[2];
    reading_init(&reading);
    assert_int_equal(reading_parse_spelt("yi1ge4", 6, given, 2), 2);
    struct spelt_reading spelt = {0, 2, given};
    struct reading_options options = {.lexicon = &built->lexicon, .spelt = &spelt, .spelt_count = 1};
    reading_make(&reading, "一个", strlen("一个"), &options);
    said_at(&reading, 0, "yi1");
    reading_destroy(&reading);
}

static void spelling_by_caregivers(void **state)
{
    (void)state;
    toned_syllable given[4];
    assert_int_equal(reading_parse_spelt("chong2 qing4", 12, given, 4), 2);
    assert_int_equal(reading_parse_spelt("xi1'an1", 7, given, 4), 2);
    assert_int_equal(reading_parse_spelt("nü3er2", 7, given, 4), 2);
    assert_int_equal(reading_parse_spelt("chong qing", 10, given, 4), 2);
    assert_int_equal(toned_tone(given[0]), 0);
    assert_int_equal(reading_parse_spelt("", 0, given, 4), 0);
    assert_int_equal(reading_parse_spelt("hello1", 6, given, 4), -1);
    assert_int_equal(reading_parse_spelt("a1 a1 a1 a1 a1", 14, given, 4), -1);
}

static void without_words_nothing_is_said_and_told(void **state)
{
    (void)state;
    struct lexicon none = {0};
    struct reading reading;
    struct reading_options options = {.lexicon = &none};
    reading_init(&reading);
    reading_make(&reading, "你好", strlen("你好"), &options);
    assert_true(reading.has_gaps);
    assert_int_equal(reading.segment_count, 0);
    reading_destroy(&reading);
}

/* --- polyphones ---------------------------------------------------------------------------------- */

struct score {
    int right, all;
};

/* "chu4/chu5": either. */
static bool is_right(const char *expected, const char *said)
{
    size_t length = strlen(said);
    for (const char *at = expected; *at; at += strcspn(at, "/"), at += *at == '/')
        if (strcspn(at, "/") == length && strncmp(at, said, length) == 0)
            return true;
    return false;
}

/* sentence, index, character, pinyin; tabs between, what follows is not read. */
static void score_line(const struct built *built, struct reading *reading, char *line, bool tell,
                       struct score *score)
{
    char *fields[4], *rest = line, said[SYLLABLE_SPELLING];
    for (int i = 0; i < 4; i++)
        if (!(fields[i] = strsep(&rest, "\t")))
            return;
    make(built, reading, fields[0]);
    int index = atoi(fields[1]);
    if (line[0] == '#' || index >= reading->character_count || strcmp(fields[0], "sentence") == 0)
        return;
    toned_format(reading->syllables[index], said);
    bool right = is_right(fields[3], said);
    score->right += right;
    score->all++;
    if (tell && !right)
        print_message("# wrong: %s: %s is %s, not %s\n", fields[0], fields[2], fields[3], said);
}

static struct score score_file(const struct built *built, const char *path, bool tell)
{
    struct score score = {0};
    struct reading reading;
    size_t size;
    char *text = (char *)whole_file(path, &size), *rest = text;
    reading_init(&reading);
    for (char *line; (line = strsep(&rest, "\n"));)
        score_line(built, &reading, line, tell, &score);
    reading_destroy(&reading);
    free(text);
    return score;
}

static void polyphones_are_read_right(void **state)
{
    struct score score = score_file(*state, YINIAN_SOURCE_DIR "/tests/unit/speech/polyphones.tsv", true);
    print_message("# polyphones: %d of %d right\n", score.right, score.all);
    assert_true(score.all >= 320);
    assert_true(score.right * 1000 >= score.all * RIGHT_PER_MILLE_LEAST);
}

/* Sentences of an encyclopaedia with rare readings; only told, and only where the set is at hand. */
static void polyphones_elsewhere(void **state)
{
    static const char path[] = YINIAN_SOURCE_DIR "/../shared/samples/pinyin/polyphones-dev.tsv";
    if (access(path, R_OK) != 0) {
        print_message("# ../shared/samples/pinyin is not here\n");
        skip();
    }
    struct score score = score_file(*state, path, false);
    print_message("# polyphones-dev: %d of %d right\n", score.right, score.all);
    assert_true(score.right * 1000 >= score.all * 800);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_as_handed_over),
        cmocka_unit_test(spans_lead_back_to_the_text),
        cmocka_unit_test(the_reading_that_was_spelt_wins),
        cmocka_unit_test(a_spelt_tone_is_not_changed),
        cmocka_unit_test(spelling_by_caregivers),
        cmocka_unit_test(without_words_nothing_is_said_and_told),
        cmocka_unit_test(polyphones_are_read_right),
        cmocka_unit_test(polyphones_elsewhere),
    };
    return cmocka_run_group_tests(tests, open_built, close_built);
}
