/* The sheets as they are drawn (paper_pdf.h): inside the margins, whole, the same bytes every time. */
#include "../paper/paper_desk.h"

#include "paper/paper_pdf.h"

/* cairo keeps what it took for subsets of fonts, fontconfig its configuration. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libcairo.so\nleak:libfontconfig.so\n";
}

static const struct paper_print print_zh = {"2026-11-22", false, false},
                                print_en = {"2026-11-22", true, false};

static void draw_shipped(struct paper *paper, struct phrase_set *set, bool english, int writing, int pointing)
{
    struct settings settings;
    settings_init(&settings);
    settings.writing = writing;
    settings.pointing = pointing;
    desk_shipped(set, english ? "en" : "zh");
    paper_init(paper, &(struct paper_source){&settings, set, english, NULL});
}

static void assert_inside(const struct paper *paper, int sheet, const struct paper_print *print)
{
    double x, y, width, height;
    cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
    cairo_t *cairo = cairo_create(surface);
    int cut = paper_pdf_draw(cairo, paper, sheet, print);
    cairo_recording_surface_ink_extents(surface, &x, &y, &width, &height);
    if (cut > 0)
        fail_msg("%s: %d texts are cut", paper->sheets[sheet].title, cut);
    if (x < PAPER_MARGIN_PT - 1 || y < PAPER_MARGIN_PT - 1 ||
        x + width > PAPER_WIDTH_PT - PAPER_MARGIN_PT + 1 ||
        y + height > PAPER_HEIGHT_PT - PAPER_MARGIN_PT + 1)
        fail_msg("%s: %.1f,%.1f %.1f×%.1f leaves the margins", paper->sheets[sheet].title, x, y, width,
                 height);
    assert_true(width > 100 && height > 100);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

static void nothing_is_cut_or_leaves_the_margins(void **state)
{
    (void)state;
    static const struct {
        bool english;
        int writing, pointing;
    } cases[] = {{false, WRITE_PINYIN, POINTING_OFF},   {true, WRITE_LETTERS, POINTING_OFF},
                 {false, WRITE_STROKES, POINTING_OFF},  {false, WRITE_ZHUYIN, POINTING_DWELL},
                 {false, WRITE_PINYIN, POINTING_DWELL}, {true, WRITE_LETTERS, POINTING_DWELL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct paper paper;
        struct phrase_set set;
        draw_shipped(&paper, &set, cases[i].english, cases[i].writing, cases[i].pointing);
        for (int sheet = 0; sheet < (i < 2 ? paper.count : 8); sheet++) /* the phrases are the same in all */
            assert_inside(&paper, sheet, cases[i].english ? &print_en : &print_zh);
        paper_destroy(&paper);
        phrase_set_destroy(&set);
    }
}

static int count(const struct buffer *bytes, const char *text)
{
    int found = 0;
    size_t length = strlen(text);
    for (size_t at = 0; at + length <= bytes->size; at++)
        found += memcmp(bytes->bytes + at, text, length) == 0;
    return found;
}

static void one_page_a_sheet_all_of_a4(void **state)
{
    (void)state;
    struct paper paper;
    struct phrase_set set;
    struct buffer pdf = {0};
    draw_shipped(&paper, &set, false, WRITE_PINYIN, POINTING_OFF);
    assert_true(paper_pdf(&paper, &print_zh, &pdf, NULL));
    assert_memory_equal(pdf.bytes, "%PDF-", 5);
    assert_int_equal(count(&pdf, "/MediaBox [ 0 0 595.276 841.89 ]"), paper.count);
    buffer_destroy(&pdf);
    paper_destroy(&paper);
    phrase_set_destroy(&set);
}

static void the_same_paper_gives_the_same_bytes(void **state)
{
    (void)state;
    struct paper paper;
    struct phrase_set set;
    struct buffer first = {0}, second = {0};
    draw_shipped(&paper, &set, true, WRITE_LETTERS, POINTING_OFF);
    paper.count = 8;
    assert_true(paper_pdf(&paper, &print_en, &first, NULL));
    assert_true(paper_pdf(&paper, &print_en, &second, NULL));
    assert_int_equal(first.size, second.size);
    assert_memory_equal(first.bytes, second.bytes, first.size);
    buffer_destroy(&first);
    buffer_destroy(&second);
    paper_destroy(&paper);
    phrase_set_destroy(&set);
}

/* A family may write a whole story into one phrase: it ends in "…", and the sheet stays a sheet. */
static void what_is_far_too_long_is_cut_and_counted(void **state)
{
    (void)state;
    struct settings settings;
    struct phrase_set set;
    struct paper paper;
    struct buffer text = {0}, pdf = {0};
    int cut = 0;
    settings_init(&settings);
    phrase_set_init(&set);
    buffer_add_text(&text, "# Long\n");
    for (int i = 0; i < PAPER_PHRASE_COLUMNS * PAPER_PHRASE_ROWS; i++) {
        buffer_printf(&text, "- label %d | ", i);
        for (int k = 0; k < 65; k++)
            buffer_add_text(&text, "and on ");
        buffer_add_text(&text, "\n");
    }
    phrase_file_parse(buffer_text(&text), text.size, "test.md", &set, NULL);
    paper_init(&paper, &(struct paper_source){&settings, &set, true, NULL});
    assert_true(paper_pdf(&paper, &print_en, &pdf, &cut));
    assert_true(cut > 0);
    buffer_destroy(&text);
    buffer_destroy(&pdf);
    paper_destroy(&paper);
    phrase_set_destroy(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_cut_or_leaves_the_margins),
        cmocka_unit_test(one_page_a_sheet_all_of_a4),
        cmocka_unit_test(the_same_paper_gives_the_same_bytes),
        cmocka_unit_test(what_is_far_too_long_is_cut_and_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
