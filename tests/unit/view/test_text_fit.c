#include "unit_test.h"

#include "base/utf8.h"
#include "view/line_break.h"
#include "view/paragraph.h"
#include "view/text_fit.h"

/* A font in which Chinese characters are one em wide and all others half of one. */
static int advance(void *context, uint32_t c)
{
    (void)context;
    return utf8_is_hanzi(c) || (c >= 0x3000 && c <= 0x30FF) || c >= 0xFF00 || c == 0x2026 ? 1000 : 500;
}

static const struct text_measure measure = {advance, NULL};
static const int sizes[] = {10, 12, 15, 20, 30, 40};

static struct text_fit fit(const char *text, int width, int height, int lines)
{
    struct fit_box box = {width, height, sizes, 6, lines};
    return text_fit(text, strlen(text), &box, &measure);
}

static const char *line(const char *text, const struct text_fit *f, int index)
{
    static char copy[200];
    snprintf(copy, sizeof copy, "%.*s", (int)f->lines[index].size, text + f->lines[index].offset);
    return copy;
}

static void largest_size_that_fits(void **state)
{
    (void)state;
    assert_int_equal(fit("喝水", 80, 40, 1).size_px, 40);
    assert_int_equal(fit("喝水", 79, 40, 1).size_px, 30);
    assert_int_equal(fit("喝水", 80, 39, 1).size_px, 30);
    assert_int_equal(fit("喝水", 20, 10, 1).size_px, 10);
    assert_int_equal(fit("", 10, 10, 3).line_count, 0);
    assert_int_equal(fit("  ", 10, 10, 3).line_count, 0);
}

static void lines_are_balanced(void **state)
{
    (void)state;
    const char *text = "快捷需要";
    struct text_fit f = fit(text, 130, 100, 3);
    assert_int_equal(f.size_px, 40);
    assert_int_equal(f.line_count, 2);
    assert_string_equal(line(text, &f, 0), "快捷");
    assert_string_equal(line(text, &f, 1), "需要");
}

static void two_lines_part_where_one_pauses(void **state)
{
    (void)state;
    const char *text = "我觉得好多了，谢谢";
    struct text_fit f = fit(text, 300, 100, 2);
    assert_int_equal(f.line_count, 2);
    assert_string_equal(line(text, &f, 0), "我觉得好多了，");
    assert_string_equal(line(text, &f, 1), "谢谢");
    const char *english = "Wait, let me decide";
    f = fit(english, 300, 100, 2);
    assert_string_equal(line(english, &f, 0), "Wait,");
    assert_string_equal(line(english, &f, 1), "let me decide");
}

/* The lines, joined with /. */
static const char *lines_of(const char *text, const struct text_fit *f)
{
    static char joined[400];
    joined[0] = '\0';
    for (int i = 0; i < f->line_count; i++) {
        strcat(joined, i ? "/" : "");
        strcat(joined, line(text, f, i));
    }
    return joined;
}

static void more_lines_part_where_one_pauses_too(void **state)
{
    (void)state;
    const char *text = "停电时用：常用句、打字板、身体图、是与不是，都带编号，方便一行行地问。";
    struct text_fit f = fit(text, 370, 80, 8);
    assert_int_equal(f.size_px, 20);
    assert_string_equal(lines_of(text, &f),
                        "停电时用：常用句、打字板、身体图、/是与不是，都带编号，方便一行行地问。");
    /* one line more than needed, where there is room for it */
    text = "有记号的键一亮就按，一共十次。大约一分钟，就知道快慢。";
    f = fit(text, 280, 75, 8);
    assert_int_equal(f.size_px, 20);
    assert_string_equal(lines_of(text, &f), "有记号的键一亮就按，/一共十次。大约一分钟，/就知道快慢。");
    const char *english = "All is ready. Set it up again whenever you like.";
    f = fit(english, 340, 34, 8);
    assert_string_equal(lines_of(english, &f), "All is ready./Set it up again whenever you like.");
    const char *number = "改用 950 毫秒"; /* seven and a half em */
    f = fit(number, 150, 70, 2);
    assert_string_equal(lines_of(number, &f), "改用/950 毫秒");
    const char *paragraphs = "颜色：深色\n深色久看不累；高对比适合视力弱的人。";
    f = fit(paragraphs, 240, 75, 8);
    assert_string_equal(lines_of(paragraphs, &f), "颜色：深色/深色久看不累；/高对比适合视力弱的人。");
}

/* At 15 all of it stands in two lines, at 12 each phrase in one. Without a pause the size is the larger. */
static void a_smaller_size_spares_a_phrase(void **state)
{
    (void)state;
    const char *text = "在这里选的值立刻生效，但只在这一页上。您说保留，才会保留。";
    struct text_fit f = fit(text, 240, 34, 2);
    assert_int_equal(f.size_px, 12);
    assert_false(f.split_phrase);
    assert_string_equal(lines_of(text, &f), "在这里选的值立刻生效，但只在这一页上。/您说保留，才会保留。");
    const char *unbroken = "在这里选的值立刻生效但只在这一页上您说保留才会保留。";
    f = fit(unbroken, 240, 34, 2);
    assert_int_equal(f.size_px, 15);
    struct arena arena;
    arena_init(&arena);
    struct fit_box box = {240, 34, sizes, 3, 40};
    struct paragraph p = paragraph_of(text, strlen(text), 0, &box, &measure, &arena);
    assert_int_equal(p.size_px, 15);
    paragraph_balance(&p, text, strlen(text), &box, &measure);
    assert_int_equal(p.size_px, 12);
    assert_int_equal(p.line_count, 2);
    assert_int_equal(p.seen_count, 2);
    assert_int_equal(p.lines[1].offset, strlen("在这里选的值立刻生效，但只在这一页上。"));
    arena_destroy(&arena);
}

/* At 40 there is room for two characters in a line, at 32 for three: what remains is no lone character. */
static void a_smaller_size_spares_a_lone_character(void **state)
{
    (void)state;
    static const int near[] = {32, 40};
    const char *text = "慢一些";
    struct fit_box box = {100, 100, near, 2, 2};
    struct text_fit f = text_fit(text, strlen(text), &box, &measure);
    assert_int_equal(f.size_px, 32);
    assert_int_equal(f.line_count, 1);
    box.width_px = 90;
    f = text_fit(text, strlen(text), &box, &measure); /* nothing is gained */
    assert_int_equal(f.size_px, 40);
    assert_string_equal(lines_of(text, &f), "慢一/些");
}

static void no_line_begins_with_a_particle_that_ends_a_word(void **state)
{
    (void)state;
    const char *text = "好，这是我们家以前的老样子。";
    struct fit_box box = {132, 30, sizes + 1, 1, 2};
    struct text_fit f = text_fit(text, strlen(text), &box, &measure);
    assert_string_equal(lines_of(text, &f), "好，这是我们家/以前的老样子。");
}

static void punctuation_stands_where_it_may(void **state)
{
    (void)state;
    assert_int_equal(line_break_between(0x6211, 0xFF0C), LINE_BREAK_NO); /* 我， */
    assert_int_equal(line_break_between(0xFF0C, 0x6211), LINE_BREAK_MAY);
    assert_int_equal(line_break_between(0xFF08, 0x6211), LINE_BREAK_NO); /* （我 */
    assert_int_equal(line_break_between(0x6211, 0xFF08), LINE_BREAK_MAY);
    assert_int_equal(line_break_between(0x201C, 0x6211), LINE_BREAK_NO); /* “我 */
    assert_int_equal(line_break_between(0x6211, 0x201D), LINE_BREAK_NO); /* 我” */
    assert_int_equal(line_break_between(0x6211, 0x4EEC), LINE_BREAK_MAY);
    assert_int_equal(line_break_between('a', 'b'), LINE_BREAK_NO);
    assert_int_equal(line_break_between(' ', 'b'), LINE_BREAK_MAY);
    assert_int_equal(line_break_between('a', ' '), LINE_BREAK_NO);
    assert_int_equal(line_break_between('3', 0x2103), LINE_BREAK_NO); /* 3℃ */
    assert_int_equal(line_break_between('-', '2'), LINE_BREAK_NO);    /* RAG-21 */
    assert_int_equal(line_break_between('-', 'b'), LINE_BREAK_MAY);
    assert_int_equal(line_break_between('/', '7'), LINE_BREAK_NO);
    assert_int_equal(line_break_between('/', 0x6211), LINE_BREAK_MAY); /* 和/我 */
    assert_int_equal(line_break_between(0x6211, '/'), LINE_BREAK_NO);
    assert_int_equal(line_break_between(0x6211, '-'), LINE_BREAK_NO);
    assert_int_equal(line_break_between(0x6211, '"'), LINE_BREAK_NO);
    assert_int_equal(line_break_between('"', 0x6211), LINE_BREAK_NO);
    assert_int_equal(line_break_between(' ', '"'), LINE_BREAK_MAY);
    assert_int_equal(line_break_between(0x6211, 'O'), LINE_BREAK_MAY);
    assert_int_equal(line_break_between('\n', 'a'), LINE_BREAK_MUST);
}

static void words_stay_whole_until_nothing_else_helps(void **state)
{
    (void)state;
    const char *text = "suction please";
    struct text_fit f = fit(text, 75, 100, 3);
    assert_int_equal(f.size_px, 20); /* "suction" is 70 wide at 20 */
    assert_false(f.broken_words);
    f = fit("incomprehensibilities", 30, 100, 8);
    assert_true(f.broken_words);
    assert_false(f.shortened);
    assert_int_equal(f.size_px, 10);
}

static void what_does_not_fit_is_shortened_and_says_so(void **state)
{
    (void)state;
    const char *text = "一二三四五六七八九十";
    struct text_fit f = fit(text, 50, 10, 1);
    assert_true(f.shortened);
    assert_int_equal(f.line_count, 1);
    assert_string_equal(line(text, &f, 0), "一二三四"); /* and "…" after it */
    assert_true(f.lines[0].width_px + 10 <= 50);
}

static const char *const pieces[] = {"我", "想", "喝",    "水", "，", "。", "（", "）", "“",  "”",
                                     " ",  "a",  "speak", "37", "℃",  "-",  "\n", "？", "的", "ok"};

static void random_text(char *text, size_t size, unsigned *seed)
{
    int count = 1 + (int)(*seed % 40u);
    text[0] = '\0';
    for (int i = 0; i < count; i++) {
        *seed = *seed * 1664525u + 1013904223u;
        const char *piece = pieces[*seed >> 16 & 0xFFFF ? (*seed >> 16) % 20u : 0];
        if (strlen(text) + strlen(piece) + 1 < size)
            strcat(text, piece);
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n';
}

/* Nothing is lost but blanks at line ends, nothing is said twice, nothing is wider than the box. */
static void check_fit(const char *text, const struct text_fit *f, int width, int height)
{
    size_t at = 0;
    assert_true(text_height(f->line_count, f->size_px) <= height || f->shortened);
    for (int i = 0; i < f->line_count; i++) {
        for (; at < f->lines[i].offset; at++)
            assert_true(is_blank(text[at]));
        assert_true(f->lines[i].width_px <= width || f->size_px > width);
        at = f->lines[i].offset + f->lines[i].size;
    }
    for (; !f->shortened && at < strlen(text); at++)
        assert_true(is_blank(text[at]));
}

static void random_texts_fit_or_say_so(void **state)
{
    (void)state;
    unsigned seed = 7;
    char text[400];
    for (int i = 0; i < 20000; i++) {
        random_text(text, sizeof text, &seed);
        int width = 12 + (int)(seed >> 8) % 300, height = 10 + (int)(seed >> 20) % 150;
        struct text_fit f = fit(text, width, height, 1 + i % 8);
        check_fit(text, &f, width, height);
    }
}

static void paragraphs_show_what_matters(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    char text[400] = "";
    for (int i = 0; i < 100; i++)
        strcat(text, "水");
    struct fit_box box = {100, 40, sizes, 3, 2};
    struct paragraph p = paragraph_of(text, strlen(text), strlen(text), &box, &measure, &arena);
    assert_int_equal(p.size_px, 10);
    assert_int_equal(p.line_count, 10);
    assert_int_equal(p.seen_count, 2);
    assert_int_equal(p.first_line, 8); /* the end */
    p = paragraph_of(text, strlen(text), 0, &box, &measure, &arena);
    assert_int_equal(p.first_line, 0);
    p = paragraph_of(text, strlen(text), 150, &box, &measure, &arena); /* 50th character: line 5 */
    assert_true(p.first_line <= 5 && 5 < p.first_line + p.seen_count);
    p = paragraph_of("水", 3, 3, &box, &measure, &arena);
    assert_int_equal(p.size_px, 15); /* the largest of the three */
    p = paragraph_of("", 0, 0, &box, &measure, &arena);
    assert_int_equal(p.line_count, 0);
    arena_destroy(&arena);
}

/* Ten pixels a character, three for the ellipsis. */
static void one_line_shows_the_end(void **state)
{
    (void)state;
    const char *text = "今天晚上我想喝水";
    struct text_line all = paragraph_window(text, 24, 24, 80, 10, 3, &measure);
    assert_int_equal(all.offset, 0);
    assert_int_equal(all.size, 24);
    assert_int_equal(all.width_px, 80);
    struct text_line end = paragraph_window(text, 24, 24, 79, 10, 3, &measure);
    assert_int_equal(end.offset, 3); /* seventy and three */
    assert_int_equal(end.size, 21);
    assert_int_equal(paragraph_window(text, 24, 24, 72, 10, 3, &measure).offset, 6);
    struct text_line middle = paragraph_window(text, 24, 12, 33, 10, 3, &measure);
    assert_int_equal(middle.offset, 3); /* up to the caret, which is in the middle */
    assert_int_equal(middle.size, 9);
    struct text_line start = paragraph_window(text, 24, 3, 35, 10, 3, &measure);
    assert_int_equal(start.offset, 0); /* and on as far as there is room */
    assert_int_equal(start.size, 9);
    struct text_line nothing = paragraph_window(text, 24, 24, 5, 10, 3, &measure);
    assert_int_equal(nothing.offset, 24);
    assert_int_equal(nothing.size, 0);
    assert_int_equal(paragraph_window("", 0, 0, 80, 10, 3, &measure).size, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(largest_size_that_fits),
        cmocka_unit_test(lines_are_balanced),
        cmocka_unit_test(two_lines_part_where_one_pauses),
        cmocka_unit_test(more_lines_part_where_one_pauses_too),
        cmocka_unit_test(a_smaller_size_spares_a_phrase),
        cmocka_unit_test(a_smaller_size_spares_a_lone_character),
        cmocka_unit_test(no_line_begins_with_a_particle_that_ends_a_word),
        cmocka_unit_test(punctuation_stands_where_it_may),
        cmocka_unit_test(words_stay_whole_until_nothing_else_helps),
        cmocka_unit_test(what_does_not_fit_is_shortened_and_says_so),
        cmocka_unit_test(random_texts_fit_or_say_so),
        cmocka_unit_test(one_line_shows_the_end),
        cmocka_unit_test(paragraphs_show_what_matters),
    };
    return cmocka_run_group_tests_name("text_fit", tests, NULL, NULL);
}
