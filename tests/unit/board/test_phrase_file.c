/* The phrase file format: what a file says, and what is told about it, to the column. */
#include "unit_test.h"

#include "board/phrase_file.h"

/* One file read into a fresh set, as two texts: what it says and what is told about it. */
struct outcome {
    struct phrase_set set;
    struct diagnostics diagnostics;
    struct buffer says;
    struct buffer told;
};

static void dump_set(const struct phrase_set *set, struct buffer *out)
{
    for (size_t i = 0; i < set->count; i++) {
        const struct phrase_category *category = &set->categories[i];
        buffer_printf(out, "# %s (%s)", category->title, category->id);
        if (category->colour != PHRASE_COLOUR_NONE)
            buffer_printf(out, " %s", phrase_colour_name(category->colour));
        buffer_add_byte(out, '\n');
        for (size_t k = 0; k < category->count; k++) {
            const struct phrase *phrase = &category->phrases[k];
            buffer_printf(out, "%d %s", phrase->line, phrase->label);
            if (strcmp(phrase->label, phrase->spoken) != 0)
                buffer_printf(out, " | %s", phrase->spoken);
            if (phrase->reading)
                buffer_printf(out, " [%s]", phrase->reading);
            if (phrase->colour != PHRASE_COLOUR_NONE)
                buffer_printf(out, " %s", phrase_colour_name(phrase->colour));
            if (phrase->picture)
                buffer_printf(out, " %s", phrase->picture);
            if (phrase->recording)
                buffer_printf(out, " %s", phrase->recording);
            buffer_add_byte(out, '\n');
        }
    }
}

static void dump_told(const struct diagnostics *list, struct buffer *out)
{
    static const char *const levels[] = {"note", "warning", "error"};
    for (size_t i = 0; i < list->count; i++)
        buffer_printf(out, "%d:%d %s: %s\n", list->items[i].line, list->items[i].column,
                      levels[list->items[i].level], list->items[i].reason);
}

static void outcome_add(struct outcome *outcome, const char *bytes, size_t size, const char *file)
{
    phrase_file_parse(bytes, size, file, &outcome->set, &outcome->diagnostics);
    buffer_clear(&outcome->says);
    buffer_clear(&outcome->told);
    dump_set(&outcome->set, &outcome->says);
    dump_told(&outcome->diagnostics, &outcome->told);
}

static void outcome_init(struct outcome *outcome)
{
    *outcome = (struct outcome){0};
    phrase_set_init(&outcome->set);
    diagnostics_init(&outcome->diagnostics);
}

static void outcome_destroy(struct outcome *outcome)
{
    phrase_set_destroy(&outcome->set);
    diagnostics_destroy(&outcome->diagnostics);
    buffer_destroy(&outcome->says);
    buffer_destroy(&outcome->told);
}

struct example {
    const char *file; /* the text */
    const char *says;
    const char *told;
};

static void check_bytes(const char *bytes, size_t size, const char *says, const char *told)
{
    struct outcome outcome;
    outcome_init(&outcome);
    outcome_add(&outcome, bytes, size, "zh/10-短语.md");
    assert_string_equal(buffer_text(&outcome.says), says);
    assert_string_equal(buffer_text(&outcome.told), told);
    outcome_destroy(&outcome);
}

static void check_examples(const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_bytes(examples[i].file, strlen(examples[i].file), examples[i].says, examples[i].told);
}

#define CHECK(examples) check_examples(examples, sizeof examples / sizeof examples[0])

static void headings_are_categories(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"", "", ""},
        {"# 呼吸\n- 吸痰\n", "# 呼吸 (呼吸)\n2 吸痰\n", ""},
        {"### Warm & Cold! ###\n- a", "# Warm & Cold! (warm-cold)\n2 a\n", ""},
        {"#呼吸\n- a\n", "# 呼吸 (呼吸)\n2 a\n", ""},
        {"  # C#\n- a\n", "# C# (c)\n2 a\n", ""},
        {"＃ 呼吸\n- a\n", "# 呼吸 (呼吸)\n2 a\n", "1:1 warning: a full-width sign, taken for #\n"},
        {"# 短语集\n## 呼吸\n- a\n## 痒\n- b\n## 呼吸\n- c\n", "# 呼吸 (呼吸)\n3 a\n7 c\n# 痒 (痒)\n5 b\n",
         ""},
        {"# 空的\n", "", ""},
        {"# 疼痛 {id: pain}\n- a\n# Pain\n- b\n", "# 疼痛 (pain)\n2 a\n4 b\n", ""},
        {"# 甲\n- a\n#\n- b\n", "# 甲 (甲)\n2 a\n4 b\n",
         "3:1 warning: this heading says nothing; it was passed over\n"},
        {"- a\n", "# 短语 (短语)\n1 a\n", ""},
        {"# ！\n- a\n", "# ！ (4f4a5285)\n2 a\n", ""},
    };
    CHECK(examples);
}

static void items_are_phrases(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"# T\n- a\n* b\n+ c\n1. d\n12) e\n\t- f\n　- g\n", "# T (t)\n2 a\n3 b\n4 c\n5 d\n6 e\n7 f\n8 g\n",
         ""},
        {"# T\n-a\n", "# T (t)\n2 a\n", "2:1 warning: taken for a phrase, but its mark is unusual\n"},
        {"# T\n －a\n", "# T (t)\n2 a\n", "2:2 warning: taken for a phrase, but its mark is unusual\n"},
        {"# T\n—— a\n", "# T (t)\n2 a\n", "2:1 warning: taken for a phrase, but its mark is unusual\n"},
        {"# T\n• a\n", "# T (t)\n2 a\n", "2:1 warning: taken for a phrase, but its mark is unusual\n"},
        {"# T\n＊ a\n", "# T (t)\n2 a\n", "2:1 warning: taken for a phrase, but its mark is unusual\n"},
        {"# T\n1、a\n2．b\n", "# T (t)\n2 a\n3 b\n",
         "2:1 warning: taken for a phrase, but its mark is unusual\n"
         "3:1 warning: taken for a phrase, but its mark is unusual\n"},
        {"# T\n**b** c\n\n+1\n\n1.5\n\n1234. x\n", "", ""}, /* emphasis and numbers are no lists */
        {"# T\n---\n* * *\n____\n- a\n", "# T (t)\n5 a\n", ""},
        {"# T\n--\n", "",
         "2:1 warning: taken for a phrase, but its mark is unusual\n2:1 warning: this phrase is empty\n"},
        {"# T\n-\n- \n", "", "2:1 warning: this phrase is empty\n3:1 warning: this phrase is empty\n"},
        {"# T\n- a   b\t 　c \n", "# T (t)\n2 a b c\n", ""},
        {"# T\n- - a\n", "# T (t)\n2 - a\n", ""},
    };
    CHECK(examples);
}

static void other_lines_are_for_people(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"text\n# T\ntext\n- a\n\ntext\n> quote\n", "# T (t)\n4 a\n", ""},
        {"# T\n- a\n  b\n", "# T (t)\n2 a\n", "3:3 warning: this line will not be spoken\n"},
        {"# T\n- a\nb\nc\n", "# T (t)\n2 a\n", "3:1 warning: this line will not be spoken\n"},
        {"# T <!-- x -->\n- a<!-- 是 -->b\n<!--\n- c\n-->\n- d\n", "# T (t)\n2 ab\n6 d\n", ""},
        {"# T\n<!-- x --> - a\n", "# T (t)\n2 a\n", ""},
        {"# T\n- 吸痰 <!-- b\n- c\n", "# T (t)\n2 吸痰\n3 c\n",
         "2:6 error: this comment is never closed; it was taken to end with its line\n"},
        {"# T\n- a \\<!-- b\n", "# T (t)\n2 a <!-- b\n", ""},
        {"# T\n- 中<!--文-->{bad: x}\n", "# T (t)\n2 中\n",
         "2:13 error: no such attribute; it was left out\n"},
    };
    CHECK(examples);
}

static void label_and_text(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"# T\n- 吸痰 | 快帮我：吸痰\n- 吸痰｜快\n", "# T (t)\n2 吸痰 | 快帮我：吸痰\n3 吸痰 | 快\n", ""},
        {"# T\n- a \\| b\n- \\｜\n- c\\\\|d\n", "# T (t)\n2 a | b\n3 ｜\n4 c\\ | d\n", ""},
        {"# T\n- a | b | c |\n", "# T (t)\n2 a | b c\n", "2:9 warning: a second | was taken for a blank\n"},
        {"# T\n- a || b\n", "# T (t)\n2 a | b\n", "2:6 warning: a second | was taken for a blank\n"},
        {"# T\n- a | b ||\n", "# T (t)\n2 a | b\n", "2:9 warning: a second | was taken for a blank\n"},
        {"# T\n- 吸痰 |\n", "# T (t)\n2 吸痰\n",
         "2:6 warning: nothing stands behind the |; the label is spoken\n"},
        {"# T\n- | b\n", "# T (t)\n2 b\n",
         "2:3 warning: nothing stands before the |; the text is its own label\n"},
        {"# T\n- |\n", "", "2:1 warning: this phrase is empty\n"},
        /* 28 columns fit a key, more do not: a Hanzi takes two */
        {"# T\n- 一二三四五六七八九十一二三四\n", "# T (t)\n2 一二三四五六七八九十一二三四\n", ""},
        {"# T\n- 一二三四五六七八九十一二三四五\n",
         "# T (t)\n2 一二三四五六七八九十一二三… | 一二三四五六七八九十一二三四五\n", ""},
        {"# T\n- Would you turn me onto my side\n",
         "# T (t)\n2 Would you turn me onto my… | Would you turn me onto my side\n", ""},
        {"# T\n- 一二三四五六七八九十一二三四 | x\n", "# T (t)\n2 一二三四五六七八九十一二三四 | x\n", ""},
        {"# T\n-  一二三四五六七八九十一二三四a | x\n", "# T (t)\n2 一二三四五六七八九十一二三四a | x\n",
         "2:4 note: this label is long for a key\n"},
    };
    CHECK(examples);
}

static void attributes(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"# 呼吸 {id: breathing; 颜色: 蓝}\n- a {颜色: 红; 图: tu/a.png}\n",
         "# 呼吸 (breathing) blue\n2 a red tu/a.png\n", ""},
        {"# T｛id：b；颜色：绿色｝\n- a｛COLOR: Grey；picture：b.PNG；｝\n",
         "# T (b) green\n2 a grey b.PNG\n", ""},
        {"# T\n- a \\{b\\} {}\n", "# T (t)\n2 a {b}\n", ""},
        {"# T\n- a {; ;颜色: 红; }\n", "# T (t)\n2 a red\n", ""},
        {"# T\n- 是 {颜色: 粉}\n", "# T (t)\n2 是\n", "2:10 warning: no such colour\n"},
        {"# T\n- 是 {colour: urgent}\n", "# T (t)\n2 是 red\n", ""},
        {"# T\n- 是 {大小: 3}\n", "# T (t)\n2 是\n", "2:6 error: no such attribute; it was left out\n"},
        {"# T {读音: ti4}\n- a\n", "# T (t)\n2 a\n", "1:6 error: no such attribute; it was left out\n"},
        {"# T\n- 是 {红}\n", "# T (t)\n2 是\n", "2:6 error: this attribute has no colon; it was left out\n"},
        {"# T\n- a {颜色: 红; colour: blue}\n", "# T (t)\n2 a red\n",
         "2:13 error: given twice; the first one counts\n"},
        {"# T\n- a {颜色: 红\n", "# T (t)\n2 a red\n", "2:5 warning: this brace is never closed\n"},
        {"# T\n- a {颜色: 红} b\n", "# T (t)\n2 a red\n",
         "2:13 error: what stands behind the } was left out\n"},
        {"# T\n- a {图: /etc/a.png}\n- b {图: ../a.png}\n- c {图: a.jpg}\n- d {图: .png}\n",
         "# T (t)\n2 a\n3 b\n4 c\n5 d\n",
         "2:9 warning: this cannot be a picture\n3:9 warning: this cannot be a picture\n"
         "4:9 warning: this cannot be a picture\n5:9 warning: this cannot be a picture\n"},
        {"# T\n- a {录音: wo/a.WAV}\n- b {recording: b.flac; 图: b.png}\n- c {sound: .}\n",
         "# T (t)\n2 a wo/a.WAV\n3 b b.png b.flac\n4 c\n", "4:13 warning: this cannot be a recording\n"},
        {"# T\n- a {录音: /etc/a.wav}\n- b {录音: ../a.mp3}\n- c {录音: a.txt}\n- d {录音: .ogg}\n",
         "# T (t)\n2 a\n3 b\n4 c\n5 d\n",
         "2:10 warning: this cannot be a recording\n3:10 warning: this cannot be a recording\n"
         "4:10 warning: this cannot be a recording\n5:10 warning: this cannot be a recording\n"},
        {"# T {id: Big}\n- a\n", "# T (t)\n2 a\n", "1:10 error: this cannot be an id; it was left out\n"},
        {"# T {id: a.b}\n- a\n", "# T (t)\n2 a\n", "1:10 error: this cannot be an id; it was left out\n"},
        {"# T {id: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}\n- a\n",
         "# T (t)\n2 a\n", "1:10 error: this cannot be an id; it was left out\n"},
        {"# T {id: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}\n- a\n",
         "# T (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)\n2 a\n", ""},
    };
    CHECK(examples);
}

static void readings(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"# T\n- 银行 {读音: yin2 hang2}\n", "# T (t)\n2 银行 [yin2 hang2]\n", ""},
        {"# T\n- 绿，女 {pinyin: LÜ4nu:3}\n", "# T (t)\n2 绿，女 [lv4 nv3]\n", ""},
        {"# T\n- 好了 {reading: hao3 le0}\n", "# T (t)\n2 好了 [hao3 le5]\n", ""},
        {"# T\n- 银行 | 去2次银行，行吗？ {拼音: 银行 yin2 hang2， 吗 ma5}\n",
         "# T (t)\n2 银行 | 去2次银行，行吗？ [- - yin2 hang2 - ma5]\n", ""},
        {"# T\n- 长长的 {发音: 长 chang2}\n", "# T (t)\n2 长长的 [chang2 chang2 -]\n", ""},
        {"# T\n- 银行 {读音: yin2}\n", "# T (t)\n2 银行\n",
         "2:11 warning: the reading has 1 syllables for 2 Hanzi; it was left out\n"},
        {"# T\n- 银行 {读音: yin2 hang2 ma5}\n", "# T (t)\n2 银行\n",
         "2:11 warning: the reading has 3 syllables for 2 Hanzi; it was left out\n"},
        {"# T\n- 银行 {读音: 银行 yin2}\n", "# T (t)\n2 银行\n",
         "2:11 warning: the reading has 1 syllables for 2 Hanzi; it was left out\n"},
        {"# T\n- 银行 {读音: 音 yin1}\n", "# T (t)\n2 银行\n",
         "2:11 warning: the text has no such word; the reading was left out\n"},
        {"# T\n- 银行 {读音: yin2 hang}\n", "# T (t)\n2 银行\n",
         "2:16 warning: here is no syllable with a tone; the reading was left out\n"},
        {"# T\n- 银行 {读音: yin2 hang6}\n", "# T (t)\n2 银行\n",
         "2:16 warning: here is no syllable with a tone; the reading was left out\n"},
        {"# T\n- 银行 {读音: yin2 hxng2}\n", "# T (t)\n2 银行\n",
         "2:16 warning: here is no syllable with a tone; the reading was left out\n"},
        {"# T\n- 银行 {读音: yin2 行 hang2}\n", "# T (t)\n2 银行\n",
         "2:16 warning: here is no syllable with a tone; the reading was left out\n"},
        {"# T\n- 银行 {读音: }\n", "# T (t)\n2 银行\n",
         "2:10 warning: here is no syllable with a tone; the reading was left out\n"},
    };
    CHECK(examples);
}

static void what_editors_leave_behind(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"\xEF\xBB\xBF# T\n- a {x}\n", "# T (t)\n2 a\n",
         "1:1 note: the file begins with a byte order mark; that is read all the same\n"
         "2:6 error: this attribute has no colon; it was left out\n"},
        {"# 题\r\n- a\r\n- b\r\n", "# 题 (题)\n2 a\n3 b\n",
         "1:4 note: lines end as on Windows (CR LF); that is read all the same\n"},
        {"# T\r- a\r- b", "# T (t)\n2 a\n3 b\n", ""},
        {"# T\n- 吸\xB0\xA1\xFF\n- b\n", "# T (t)\n3 b\n",
         "2:4 error: this line is not UTF-8 and was left out\n"},
        {"# T\n- 吸\x07痰\x1B\n", "# T (t)\n2 吸痰\n",
         "2:4 warning: a character that nobody can see (U+0007) was left out\n"},
        {"# T\n- 吸\xE2\x80\x8B痰 {x}\n", "# T (t)\n2 吸痰\n",
         "2:4 warning: a character that nobody can see (U+200B) was left out\n"
         "2:8 error: this attribute has no colon; it was left out\n"},
        {"# T\n- a\xC2\xA0z\n", "# T (t)\n2 a z\n", ""},
        {"\xFF\xFE#\1", "", "1:1 error: this file is UTF-16; nothing in it can be read\n"},
    };
    CHECK(examples);
    static const char nul[] = "# T\n- 吸\0痰\n- b\n";
    check_bytes(nul, sizeof nul - 1, "# T (t)\n2 吸痰\n3 b\n",
                "2:4 error: a character that nobody can see (U+0000) was left out\n");
}

static void long_lines(void **state)
{
    (void)state;
    for (size_t over = 0; over < 2; over++) {
        struct buffer file, told;
        buffer_init(&file);
        buffer_init(&told);
        buffer_add_text(&file, "# T\n- ");
        for (size_t i = 0; i < PHRASE_LINE_CHARACTERS_AT_MOST - 2 + over; i++)
            buffer_add_text(&file, "啊");
        buffer_add_text(&file, "\n- b\n");
        struct outcome outcome;
        outcome_init(&outcome);
        outcome_add(&outcome, file.bytes, file.size, NULL);
        assert_int_equal(outcome.set.phrase_count, 2 - over);
        assert_string_equal(buffer_text(&outcome.told),
                            over ? "2:501 error: this line is too long and was left out\n" : "");
        outcome_destroy(&outcome);
        buffer_destroy(&file);
        buffer_destroy(&told);
    }
}

static void too_many_phrases(void **state)
{
    (void)state;
    for (int over = 0; over < 3; over++) {
        struct buffer file;
        buffer_init(&file);
        buffer_add_text(&file, "# T\n");
        for (int i = 0; i < PHRASE_SET_PHRASES_AT_MOST + over; i++)
            buffer_printf(&file, "- a%d\n", i);
        struct outcome outcome;
        outcome_init(&outcome);
        outcome_add(&outcome, file.bytes, file.size, NULL);
        assert_int_equal(outcome.set.phrase_count, PHRASE_SET_PHRASES_AT_MOST);
        assert_string_equal(
            buffer_text(&outcome.told),
            over ? "2002:1 error: more than 2000 phrases; this one and those behind it were left out\n" : "");
        outcome_destroy(&outcome);
        buffer_destroy(&file);
    }
}

static void too_many_categories(void **state)
{
    (void)state;
    struct buffer file;
    buffer_init(&file);
    for (int i = 0; i <= PHRASE_SET_CATEGORIES_AT_MOST; i++)
        buffer_printf(&file, "# c%d\n- a\n", i);
    buffer_add_text(&file, "# c0\n- b\n");
    struct outcome outcome;
    outcome_init(&outcome);
    outcome_add(&outcome, file.bytes, file.size, NULL);
    assert_int_equal(outcome.set.count, PHRASE_SET_CATEGORIES_AT_MOST);
    assert_non_null(phrase_set_phrase(&outcome.set, "c0.b"));
    assert_string_equal(
        buffer_text(&outcome.told),
        "402:1 error: more than 200 categories; this phrase and others in new ones were left out\n");
    outcome_destroy(&outcome);
    buffer_destroy(&file);
}

static void assert_phrase(const struct phrase_set *set, const char *id, const char *spoken)
{
    const struct phrase *phrase = phrase_set_phrase(set, id);
    if (!phrase)
        fail_msg("no phrase %s", id);
    assert_string_equal(phrase->spoken, spoken);
}

static void ids_stay(void **state)
{
    (void)state;
    static const char before[] = "# 呼吸 {id: breathing}\n- 吸痰 | 快吸痰\n- 好吗？\n- Open, please\n";
    static const char after[] =
        "# 呼吸 {id: breathing}\n- 新的\n- Open, please\n- 吸痰 | 慢慢吸痰\n- 好吗？\n- 好！吗\n";
    struct outcome outcome;
    outcome_init(&outcome);
    outcome_add(&outcome, before, strlen(before), "a.md");
    assert_phrase(&outcome.set, "breathing.吸痰", "快吸痰");
    assert_phrase(&outcome.set, "breathing.好吗", "好吗？");
    assert_phrase(&outcome.set, "breathing.open-please", "Open, please");
    outcome_destroy(&outcome);
    outcome_init(&outcome);
    outcome_add(&outcome, after, strlen(after), "a.md");
    assert_phrase(&outcome.set, "breathing.吸痰", "慢慢吸痰");
    assert_phrase(&outcome.set, "breathing.好吗", "好吗？");
    assert_phrase(&outcome.set, "breathing.open-please", "Open, please");
    assert_phrase(&outcome.set, "breathing.好-吗", "好！吗");
    assert_null(phrase_set_phrase(&outcome.set, "吸痰"));
    assert_null(phrase_set_category(&outcome.set, "呼吸"));
    assert_string_equal(phrase_set_category(&outcome.set, "breathing")->title, "呼吸");
    outcome_destroy(&outcome);
}

static void ids_differ(void **state)
{
    (void)state;
    static const char file[] =
        "# T\n- 好吗\n- 好吗？\n- 好吗 | 你好吗\n- 好吗\n- a {id: x}\n- b {id: x}\n- a {id: y}\n";
    struct outcome outcome;
    outcome_init(&outcome);
    outcome_add(&outcome, file, strlen(file), "a.md");
    assert_phrase(&outcome.set, "t.好吗", "好吗");
    assert_string_equal(buffer_text(&outcome.says), "# T (t)\n2 好吗\n3 好吗？\n4 好吗 | 你好吗\n6 a\n7 b\n");
    assert_string_equal(buffer_text(&outcome.told),
                        "5:3 warning: this category has this phrase already\n"
                        "7:3 error: its id belongs to another phrase; it was left out\n"
                        "8:3 warning: this category has this phrase already\n");
    const struct phrase_category *category = phrase_set_category(&outcome.set, "t");
    for (size_t i = 0; i < category->count; i++)
        assert_ptr_equal(phrase_set_phrase(&outcome.set, category->phrases[i].id), &category->phrases[i]);
    assert_phrase(&outcome.set, "t.b", "b");
    outcome_destroy(&outcome);
}

static void a_second_file_goes_on(void **state)
{
    (void)state;
    static const char first[] = "# 紧急 {id: urgent; 颜色: 红}\n- 吸痰 | 快吸痰 {id: suction}\n- 疼\n";
    static const char second[] =
        "# 紧急\n- 吸痰 | 老李，快吸痰！\n# 我们 {id: urgent}\n- 疼 | 好疼\n- 新的\n# 另外\n- x\n";
    struct outcome outcome;
    outcome_init(&outcome);
    outcome_add(&outcome, first, strlen(first), "a.md");
    outcome_add(&outcome, second, strlen(second), "b.md");
    assert_string_equal(
        buffer_text(&outcome.says),
        "# 我们 (urgent) red\n2 吸痰 | 老李，快吸痰！\n4 疼 | 好疼\n5 新的\n# 另外 (另外)\n7 x\n");
    assert_string_equal(buffer_text(&outcome.told), "");
    assert_phrase(&outcome.set, "urgent.suction", "老李，快吸痰！");
    assert_string_equal(phrase_set_phrase(&outcome.set, "urgent.suction")->file, "b.md");
    assert_int_equal(outcome.set.phrase_count, 4);
    outcome_destroy(&outcome);
}

static void a_later_file_replaces_by_id(void **state)
{
    (void)state;
    static const char first[] = "# U {id: u}\n- 吸痰 {id: s}\n- 一二三四五六七八九十一二三四甲\n";
    static const char second[] = "# U {id: u}\n- 抽痰 | 抽一下 {id: s}\n- 一二三四五六七八九十一二三四乙\n";
    struct outcome outcome;
    outcome_init(&outcome);
    outcome_add(&outcome, first, strlen(first), "a.md");
    outcome_add(&outcome, second, strlen(second), "b.md");
    assert_phrase(&outcome.set, "u.s", "抽一下");
    assert_int_equal(outcome.set.phrase_count, 3); /* labels cut alike are not the same phrase */
    assert_phrase(&outcome.set, "u.一二三四五六七八九十一二三", "一二三四五六七八九十一二三四甲");
    outcome_destroy(&outcome);
}

static void colour_comes_from_the_category(void **state)
{
    (void)state;
    static const char file[] = "# T {colour: blue}\n- a\n- b {colour: yellow}\n";
    struct outcome outcome;
    outcome_init(&outcome);
    outcome_add(&outcome, file, strlen(file), NULL);
    const struct phrase_category *category = &outcome.set.categories[0];
    assert_int_equal(phrase_colour_shown(category, &category->phrases[0]), PHRASE_COLOUR_BLUE);
    assert_int_equal(phrase_colour_shown(category, &category->phrases[1]), PHRASE_COLOUR_YELLOW);
    outcome_destroy(&outcome);
}

static void files_name_their_first_category(void **state)
{
    (void)state;
    static const char *const names[][2] = {{"phrases/30-奶奶的话.md", "奶奶的话"},
                                           {"07_x.md", "x"},
                                           {"7x.md", "7x"},
                                           {".md", ".md"},
                                           {"a\xFF.md", "Phrases"},
                                           {NULL, "Phrases"}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct outcome outcome;
        outcome_init(&outcome);
        outcome_add(&outcome, "- a", 3, names[i][0]);
        assert_string_equal(outcome.set.categories[0].title, names[i][1]);
        outcome_destroy(&outcome);
    }
}

struct saving {
    const char *before;
    const char *title;
    const char *text;
    const char *after; /* NULL: nothing is added */
    enum phrase_append_result result;
};

static void saved_phrases(void **state)
{
    (void)state;
    static const struct saving savings[] = {
        {"", "我的", "你好", "# 我的\n\n- 你好\n", PHRASE_APPENDED},
        {"# 甲\n\n- a\n\n# 乙\n- b\n", "甲", "新", "# 甲\n\n- a\n- 新\n\n# 乙\n- b\n", PHRASE_APPENDED},
        {"# 甲\n\n- a\n\n# 乙\n- b", "乙", "新", "# 甲\n\n- a\n\n# 乙\n- b\n- 新\n", PHRASE_APPENDED},
        {"# 甲\r\n- a\r\n", "甲", "新", "# 甲\r\n- a\r\n- 新\r\n", PHRASE_APPENDED},
        {"# 甲\r\n- a", "丙", "新", "# 甲\r\n- a\r\n\r\n# 丙\r\n\r\n- 新\r\n", PHRASE_APPENDED},
        {"## 甲 ## \n# 乙\n", "甲", "新", "## 甲 ## \n\n- 新\n# 乙\n", PHRASE_APPENDED},
        {"# 甲\n说明\n\n# 乙\n", "甲", "新", "# 甲\n说明\n\n- 新\n\n# 乙\n", PHRASE_APPENDED},
        {"# 甲 {id: x}\n- a <!-- 1\n- b\n--> \nc\n", "甲", "新",
         "# 甲 {id: x}\n- a <!-- 1\n- b\n--> \n- 新\nc\n", PHRASE_APPENDED},
        {"<!--\n# 甲\n-->\n", "甲", "新", "<!--\n# 甲\n-->\n\n# 甲\n\n- 新\n", PHRASE_APPENDED},
        {"<!--", "甲", "-->", "<!--\n\n# 甲\n\n- \\--\\>\n", PHRASE_APPENDED},
        {"# \xFF\n\xFF\n", "甲", "新", "# \xFF\n\xFF\n\n# 甲\n\n- 新\n", PHRASE_APPENDED},
        {"# 甲\n- 新 \n", "甲", " 新", NULL, PHRASE_APPEND_THERE},
        {"# 甲\n- 旧 | 新 {颜色: 红}\n", "甲", "新", NULL, PHRASE_APPEND_THERE},
        {"# 甲\n- 新 | 旧\n", "甲", "新", "# 甲\n- 新 | 旧\n- 新\n", PHRASE_APPENDED},
        {"# 甲\n- 新\n", "乙", "新", "# 甲\n- 新\n\n# 乙\n\n- 新\n", PHRASE_APPENDED},
        {"", "甲", " \n\x07　", NULL, PHRASE_APPEND_NOTHING},
        {"", "\t", "新", NULL, PHRASE_APPEND_NOTHING},
        {"\xFF\xFE", "甲", "新", NULL, PHRASE_APPEND_NOT_UTF8},
    };
    for (size_t i = 0; i < sizeof savings / sizeof savings[0]; i++) {
        const struct saving *saving = &savings[i];
        struct buffer out;
        buffer_init(&out);
        assert_int_equal(
            phrase_file_append(saving->before, strlen(saving->before), saving->title, saving->text, &out),
            saving->result);
        assert_string_equal(buffer_text(&out), saving->after ? saving->after : "");
        buffer_destroy(&out);
    }
}

/* Whatever was written is said again, wherever it is saved. */
static void saved_phrases_come_back(void **state)
{
    (void)state;
    static const char *const texts[] = {"a | b",
                                        "{红}",
                                        "# 题",
                                        "- 一",
                                        "<!-- x -->",
                                        "-->",
                                        "\\",
                                        "｜｛｝；：",
                                        "a\\|b\\\\",
                                        "--- ---",
                                        "* * *",
                                        "1. 一",
                                        "＃－",
                                        "（——）",
                                        "我想喝水，温的。3 > 2",
                                        "https://example.org/#a"};
    static const char *const files[] = {"", "# 我的 | {}\n- 旧\n", "<!-- \n# 我的\n",
                                        "\xEF\xBB\xBF# 甲\r\n- a <!-- b"};
    for (size_t f = 0; f < sizeof files / sizeof files[0]; f++)
        for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
            struct buffer out;
            buffer_init(&out);
            assert_int_equal(phrase_file_append(files[f], strlen(files[f]), texts[i], texts[i], &out),
                             PHRASE_APPENDED);
            struct outcome outcome;
            outcome_init(&outcome);
            outcome_add(&outcome, out.bytes, out.size, "a.md");
            const struct phrase_category *last = &outcome.set.categories[outcome.set.count - 1];
            assert_string_equal(last->title, texts[i]);
            assert_string_equal(last->phrases[last->count - 1].spoken, texts[i]);
            outcome_destroy(&outcome);
            buffer_destroy(&out);
        }
}

static void saved_phrases_have_a_longest_line(void **state)
{
    (void)state;
    for (size_t over = 0; over < 2; over++) {
        struct buffer text, out;
        buffer_init(&text);
        buffer_init(&out);
        for (size_t i = 0; i < PHRASE_LINE_CHARACTERS_AT_MOST - 2 + over; i++)
            buffer_add_text(&text, "啊");
        assert_int_equal(phrase_file_append("", 0, "甲", text.bytes, &out),
                         over ? PHRASE_APPEND_TOO_LONG : PHRASE_APPENDED);
        assert_int_equal(out.size > 0, !over);
        struct outcome outcome;
        outcome_init(&outcome);
        outcome_add(&outcome, buffer_text(&out), out.size, "a.md");
        assert_int_equal(outcome.set.phrase_count, 1 - over);
        outcome_destroy(&outcome);
        buffer_destroy(&text);
        buffer_destroy(&out);
    }
}

static void what_is_hidden_stands_behind(void **state)
{
    (void)state;
    static const char text[] = "# 甲 {id: a}\n- 一\n- 二 {隐藏: 是}\n- 三\n# 乙\n# 丙 {hidden: yes}\n- 四\n# "
                               "丁\n- 五 {hidden: maybe}\n";
    struct outcome outcome;
    outcome_init(&outcome);
    outcome_add(&outcome, text, strlen(text), "a.md");
    assert_string_equal(buffer_text(&outcome.says), "# 甲 (a)\n2 一\n4 三\n# 丁 (丁)\n9 五\n");
    assert_string_equal(buffer_text(&outcome.told), "9:14 warning: hidden, or not?\n");
    assert_int_equal(outcome.set.phrase_count, 3);
    assert_int_equal(outcome.set.total, 5);
    assert_int_equal(outcome.set.hidden_count, 2);
    assert_null(phrase_set_phrase(&outcome.set, "a.二"));
    assert_null(phrase_set_category(&outcome.set, "丙"));
    assert_string_equal(phrase_set_any_phrase(&outcome.set, "a.二")->label, "二");
    assert_string_equal(phrase_set_any_category(&outcome.set, "乙")->title, "乙");
    static const char more[] = "# 甲\n- 二\n# 乙\n- 六\n";
    outcome_add(&outcome, more, strlen(more), "b.md");
    assert_string_equal(buffer_text(&outcome.says),
                        "# 甲 (a)\n2 一\n4 三\n2 二\n# 丁 (丁)\n9 五\n# 乙 (乙)\n4 六\n");
    outcome_destroy(&outcome);
}

static void places_are_kept(void **state)
{
    (void)state;
    static const char text[] =
        "# 甲\n- 一\n- 二 {place: 1}\n- 三 {位置: 9}\n- 四 {place: 1}\n- 五\n# 乙 {place: 1}\n- 六\n";
    struct outcome outcome;
    outcome_init(&outcome);
    outcome_add(&outcome, text, strlen(text), "a.md");
    phrase_set_order(&outcome.set, "/home");
    buffer_clear(&outcome.says);
    dump_set(&outcome.set, &outcome.says);
    assert_string_equal(buffer_text(&outcome.says),
                        "# 乙 (乙)\n8 六\n# 甲 (甲)\n3 二\n5 四\n2 一\n6 五\n4 三\n");
    assert_string_equal(buffer_text(&outcome.told), "");
    outcome_destroy(&outcome);
}

/* A person's own category comes behind the urgent ones; one of ours stays where it was, whatever was changed in it. */
static void own_categories_come_first(void **state)
{
    (void)state;
    static const char ours[] = "# 急 {id: urgent}\n- 一\n# 疼 {id: pain}\n- 二\n";
    static const char theirs[] = "# 疼 {id: pain}\n- 二 | 二二\n# 家\n- 三\n";
    struct outcome outcome;
    outcome_init(&outcome);
    outcome_add(&outcome, ours, strlen(ours), "/ours/a.md");
    outcome_add(&outcome, theirs, strlen(theirs), "/home/b.md");
    phrase_set_order(&outcome.set, "/home");
    buffer_clear(&outcome.says);
    dump_set(&outcome.set, &outcome.says);
    assert_string_equal(buffer_text(&outcome.says),
                        "# 急 (urgent)\n2 一\n# 家 (家)\n4 三\n# 疼 (pain)\n2 二 | 二二\n");
    assert_true(phrase_set_phrase(&outcome.set, "pain.二")->replaces);
    outcome_destroy(&outcome);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_are_categories),
        cmocka_unit_test(what_is_hidden_stands_behind),
        cmocka_unit_test(places_are_kept),
        cmocka_unit_test(own_categories_come_first),
        cmocka_unit_test(items_are_phrases),
        cmocka_unit_test(other_lines_are_for_people),
        cmocka_unit_test(label_and_text),
        cmocka_unit_test(attributes),
        cmocka_unit_test(readings),
        cmocka_unit_test(what_editors_leave_behind),
        cmocka_unit_test(long_lines),
        cmocka_unit_test(too_many_phrases),
        cmocka_unit_test(too_many_categories),
        cmocka_unit_test(ids_stay),
        cmocka_unit_test(ids_differ),
        cmocka_unit_test(a_second_file_goes_on),
        cmocka_unit_test(a_later_file_replaces_by_id),
        cmocka_unit_test(colour_comes_from_the_category),
        cmocka_unit_test(files_name_their_first_category),
        cmocka_unit_test(saved_phrases),
        cmocka_unit_test(saved_phrases_come_back),
        cmocka_unit_test(saved_phrases_have_a_longest_line),
    };
    return cmocka_run_group_tests_name("phrase file", tests, NULL, NULL);
}
