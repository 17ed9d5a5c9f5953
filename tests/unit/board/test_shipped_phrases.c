/* Every phrase file that the program ships, as a caregiver would find it. */
#include "unit_test.h"

#include <dirent.h>
#include <iconv.h>

#include "base/utf8.h"
#include "board/phrase_file.h"

enum { FILES_AT_MOST = 100, LEAST_PHRASES = 320, CATEGORY_LEAST = 9, CATEGORY_MOST = 24 };

struct language {
    struct phrase_set set;
    struct diagnostics diagnostics;
    struct buffer bytes; /* all files */
    int files;
};

struct shipped {
    struct language zh;
    struct language en;
};

static int is_phrase_file(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return dot && strcmp(dot, ".md") == 0;
}

static void read_file(const char *path, struct buffer *bytes)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char part[4096];
    for (size_t size; (size = fread(part, 1, sizeof part, file)) > 0;)
        buffer_add(bytes, part, size);
    fclose(file);
}

static void load(struct language *language, const char *folder)
{
    phrase_set_init(&language->set);
    diagnostics_init(&language->diagnostics);
    buffer_init(&language->bytes);
    language->files = 0;
    struct dirent **entries;
    int count = scandir(folder, &entries, is_phrase_file, alphasort);
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        char path[1000];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        size_t before = language->bytes.size;
        read_file(path, &language->bytes);
        phrase_file_parse(buffer_text(&language->bytes) + before, language->bytes.size - before, path,
                          &language->set, &language->diagnostics);
        language->files++;
        free(entries[i]);
    }
    free(entries);
}

static int load_all(void **state)
{
    struct shipped *shipped = memory_new(1, sizeof *shipped);
    load(&shipped->zh, YINIAN_SOURCE_DIR "/phrases/zh");
    load(&shipped->en, YINIAN_SOURCE_DIR "/phrases/en");
    *state = shipped;
    return 0;
}

static int forget_all(void **state)
{
    struct shipped *shipped = *state;
    struct language *languages[] = {&shipped->zh, &shipped->en};
    for (size_t i = 0; i < 2; i++) {
        phrase_set_destroy(&languages[i]->set);
        diagnostics_destroy(&languages[i]->diagnostics);
        buffer_destroy(&languages[i]->bytes);
    }
    free(shipped);
    return 0;
}

static size_t count_hanzi(const char *text)
{
    size_t count = 0, size = strlen(text);
    uint32_t c;
    for (size_t at = 0; at < size;) {
        at += utf8_decode(text + at, size - at, &c);
        count += utf8_is_hanzi(c);
    }
    return count;
}

static size_t count_words(const char *text)
{
    size_t count = *text != '\0';
    for (; *text; text++)
        count += *text == ' ';
    return count;
}

static void check_diagnostics(const struct language *language)
{
    for (size_t i = 0; i < language->diagnostics.count; i++) {
        char line[500];
        diagnostic_format(&language->diagnostics.items[i], line, sizeof line);
        print_message("%s\n", line);
    }
    assert_int_equal(language->diagnostics.count, 0);
}

static void nothing_to_complain_about(void **state)
{
    const struct shipped *shipped = *state;
    check_diagnostics(&shipped->zh);
    check_diagnostics(&shipped->en);
}

static void enough_phrases(void **state)
{
    const struct shipped *shipped = *state;
    assert_true(shipped->zh.set.phrase_count >= LEAST_PHRASES);
    assert_true(shipped->en.set.phrase_count >= LEAST_PHRASES);
    assert_int_equal(shipped->zh.files, shipped->en.files);
    print_message("zh %zu, en %zu phrases\n", shipped->zh.set.phrase_count, shipped->en.set.phrase_count);
}

static void check_unique(const struct phrase_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        for (size_t k = 0; k < set->categories[i].count; k++) {
            const struct phrase *phrase = &set->categories[i].phrases[k];
            assert_ptr_equal(phrase_set_phrase(set, phrase->id), phrase);
            for (size_t j = 0; j <= i; j++)
                for (size_t m = 0; m < (j < i ? set->categories[j].count : k); m++) {
                    const struct phrase *other = &set->categories[j].phrases[m];
                    if (strcmp(phrase->spoken, other->spoken) == 0)
                        fail_msg("%s and %s say the same", phrase->id, other->id);
                }
        }
}

static void ids_and_texts_are_unique(void **state)
{
    const struct shipped *shipped = *state;
    check_unique(&shipped->zh.set);
    check_unique(&shipped->en.set);
}

static void both_languages_have_the_same_categories(void **state)
{
    const struct shipped *shipped = *state;
    const struct phrase_set *zh = &shipped->zh.set, *en = &shipped->en.set;
    assert_int_equal(zh->count, en->count);
    for (size_t i = 0; i < zh->count; i++) {
        assert_string_equal(zh->categories[i].id, en->categories[i].id);
        assert_int_equal(zh->categories[i].colour, en->categories[i].colour);
        assert_int_equal(strspn(zh->categories[i].id, "abcdefghijklmnopqrstuvwxyz-"),
                         strlen(zh->categories[i].id));
    }
}

static void categories_fit_a_page_or_two(void **state)
{
    const struct shipped *shipped = *state;
    const struct phrase_set *sets[] = {&shipped->zh.set, &shipped->en.set};
    for (size_t l = 0; l < 2; l++)
        for (size_t i = 0; i < sets[l]->count; i++) {
            const struct phrase_category *category = &sets[l]->categories[i];
            bool urgent = strcmp(category->id, "urgent") == 0;
            assert_in_range(category->count, urgent ? 8 : CATEGORY_LEAST, urgent ? 8 : CATEGORY_MOST);
            if (l == 0)
                assert_in_range(count_hanzi(category->title), 2, 4);
            else
                assert_in_range(strlen(category->title), 2, 18);
        }
}

static void the_eight_urgent_ones(void **state)
{
    const struct shipped *shipped = *state;
    static const char *const ids[] = {"urgent.suction", "urgent.breath", "urgent.ventilator",
                                      "urgent.call",    "urgent.pain",   "urgent.turn",
                                      "urgent.toilet",  "urgent.unwell"};
    const struct phrase_set *sets[] = {&shipped->zh.set, &shipped->en.set};
    for (size_t l = 0; l < 2; l++) {
        const struct phrase_category *urgent = phrase_set_category(sets[l], "urgent");
        assert_non_null(urgent);
        assert_ptr_equal(urgent, &sets[l]->categories[0]);
        assert_int_equal(urgent->count, 8);
        assert_int_equal(urgent->colour, PHRASE_COLOUR_RED);
        for (size_t i = 0; i < 8; i++) {
            assert_string_equal(urgent->phrases[i].id, ids[i]);
            if (l == 0)
                assert_in_range(count_hanzi(urgent->phrases[i].label), 2, 4);
            assert_true(strlen(urgent->phrases[i].spoken) > strlen(urgent->phrases[i].label));
        }
    }
}

static void check_label(const struct phrase *phrase, bool chinese)
{
    bool own = strcmp(phrase->label, phrase->spoken) == 0;
    size_t size = chinese ? count_hanzi(phrase->label) : strlen(phrase->label);
    size_t most = chinese ? (own ? 14 : 6) : (own ? 28 : 18);
    if (size > most || phrase->label_cut)
        fail_msg("%s:%d: the label \"%s\" is too long", phrase->file, phrase->line, phrase->label);
    assert_true(size > 0);
}

static void labels_fit_a_key(void **state)
{
    const struct shipped *shipped = *state;
    const struct phrase_set *sets[] = {&shipped->zh.set, &shipped->en.set};
    for (size_t l = 0; l < 2; l++)
        for (size_t i = 0; i < sets[l]->count; i++)
            for (size_t k = 0; k < sets[l]->categories[i].count; k++)
                check_label(&sets[l]->categories[i].phrases[k], l == 0);
}

static void labels_differ_in_a_category(void **state)
{
    const struct shipped *shipped = *state;
    const struct phrase_set *sets[] = {&shipped->zh.set, &shipped->en.set};
    for (size_t l = 0; l < 2; l++)
        for (size_t i = 0; i < sets[l]->count; i++)
            for (size_t k = 0; k < sets[l]->categories[i].count; k++)
                for (size_t m = 0; m < k; m++)
                    assert_string_not_equal(sets[l]->categories[i].phrases[k].label,
                                            sets[l]->categories[i].phrases[m].label);
}

static void readings_count_right(void **state)
{
    const struct shipped *shipped = *state;
    const struct phrase_set *set = &shipped->zh.set;
    size_t readings = 0;
    for (size_t i = 0; i < set->count; i++)
        for (size_t k = 0; k < set->categories[i].count; k++) {
            const struct phrase *phrase = &set->categories[i].phrases[k];
            if (!phrase->reading)
                continue;
            readings++;
            assert_int_equal(count_words(phrase->reading), count_hanzi(phrase->spoken));
        }
    assert_true(readings >= 100);
}

/* Ordinary characters only: every one is in GB 2312, so every Chinese font and every reader has it. */
static void characters_are_ordinary(void **state)
{
    struct shipped *shipped = *state;
    iconv_t to = iconv_open("GB2312", "UTF-8");
    assert_true(to != (iconv_t)-1);
    struct language *languages[] = {&shipped->zh, &shipped->en};
    for (size_t l = 0; l < 2; l++) {
        char *in = languages[l]->bytes.bytes;
        size_t left = languages[l]->bytes.size;
        char out[4096];
        while (left > 0) {
            char *to_here = out;
            size_t room = sizeof out;
            size_t before = left;
            if (iconv(to, &in, &left, &to_here, &room) == (size_t)-1 && left == before)
                fail_msg("no ordinary character: %.12s", in);
        }
    }
    iconv_close(to);
}

static bool is_said(const struct phrase_set *set, const char *word)
{
    for (size_t i = 0; i < set->count; i++)
        for (size_t k = 0; k < set->categories[i].count; k++)
            if (strstr(set->categories[i].phrases[k].spoken, word) ||
                strstr(set->categories[i].phrases[k].label, word))
                return true;
    return false;
}

/* The needs that recur in published phrase sets (喝水 in 10 of 14 … 呼吸机 in 1), and those of issue 2. */
static void every_need_has_its_words(void **state)
{
    const struct shipped *shipped = *state;
    static const char *const words[] = {"喝水",         "渴",       "小便",
                                        "大便",         "疼",       "饿",
                                        "冷",           "热",       "翻身",
                                        "喘不上气",     "坐起来",   "躺下",
                                        "药",           "谢谢",     "家人",
                                        "护士",         "医生",     "睡觉",
                                        "歇",           "开灯",     "擦",
                                        "洗脸",         "漱",       "电视",
                                        "轮椅",         "恶心",     "吐",
                                        "慢一点",       "再说一遍", "等一下",
                                        "回家",         "痒",       "电话",
                                        "手机",         "头晕",     "毯子",
                                        "被子",         "眼镜",     "助听器",
                                        "害怕",         "难过",     "是的",
                                        "不是",         "吸痰",     "枕头",
                                        "呼吸机",       "胃管",     "营养液",
                                        "让我自己决定", "现在不要", "把开关往左挪一点",
                                        "我爱你",       "对不起",   "痰"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (!is_said(&shipped->zh.set, words[i]))
            fail_msg("nobody says %s", words[i]);
}

static void every_needed_category_is_there(void **state)
{
    const struct shipped *shipped = *state;
    static const char *const ids[] = {"urgent",      "answers", "decisions", "breathing", "position",
                                      "pain",        "itch",    "toilet",    "food",      "warmth",
                                      "light-sound", "sleep",   "machines",  "care",      "doctor",
                                      "feelings",    "family",  "visitors",  "chat",      "humour",
                                      "thanks",      "device",  "phone-out", "love",      "wishes"};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        assert_non_null(phrase_set_category(&shipped->zh.set, ids[i]));
        assert_non_null(phrase_set_category(&shipped->en.set, ids[i]));
    }
    assert_null(phrase_set_category(&shipped->zh.set, "nothing"));
}

/* What the README tells a caregiver to write can be read. */
static void the_readme_is_right(void **state)
{
    (void)state;
    struct buffer readme;
    buffer_init(&readme);
    read_file(YINIAN_SOURCE_DIR "/phrases/README.md", &readme);
    size_t examples = 0;
    for (const char *from = strstr(readme.bytes, "```\n"); from; from = strstr(from, "```\n")) {
        from += 4;
        const char *to = strstr(from, "```\n");
        assert_non_null(to);
        struct language language = {0};
        phrase_set_init(&language.set);
        diagnostics_init(&language.diagnostics);
        assert_true(
            phrase_file_parse(from, (size_t)(to - from), "README.md", &language.set, &language.diagnostics));
        check_diagnostics(&language);
        phrase_set_destroy(&language.set);
        diagnostics_destroy(&language.diagnostics);
        examples++;
        from = to + 4;
    }
    assert_int_equal(examples, 7);
    buffer_destroy(&readme);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_to_complain_about),
        cmocka_unit_test(enough_phrases),
        cmocka_unit_test(ids_and_texts_are_unique),
        cmocka_unit_test(both_languages_have_the_same_categories),
        cmocka_unit_test(categories_fit_a_page_or_two),
        cmocka_unit_test(the_eight_urgent_ones),
        cmocka_unit_test(labels_fit_a_key),
        cmocka_unit_test(labels_differ_in_a_category),
        cmocka_unit_test(readings_count_right),
        cmocka_unit_test(characters_are_ordinary),
        cmocka_unit_test(every_need_has_its_words),
        cmocka_unit_test(every_needed_category_is_there),
        cmocka_unit_test(the_readme_is_right),
    };
    return cmocka_run_group_tests_name("shipped phrases", tests, load_all, forget_all);
}
