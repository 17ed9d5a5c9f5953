/* Articles set in pages: nothing is lost, nothing stands outside, and both sides of every rule. */
#include "made_article.h"

#include "view/reading_pages.h"

enum { EM = 20, WIDTH = 20 * EM };

#define LINE10 "一二三四五六七八九十"
#define LINE20 LINE10 LINE10

#define LINES_BYTES(characters) ((characters)*3)

static struct reading_pages pages;

static int set_up(void **state)
{
    (void)state;
    reading_pages_init(&pages);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    reading_pages_destroy(&pages);
    return 0;
}

/* ---- what is so of all articles ---------------------------------------------------------------------------- */

static enum article_block_kind kind_of(const struct article *article, int line)
{
    return article->blocks[pages.lines[line].block].kind;
}

static int frame_of(const struct article *article, int line)
{
    return kind_of(article, line) == BLOCK_CALLOUT ? reading_frame_px(pages.size_px) : 0;
}

/* Every byte stands on exactly one line, but for blanks. */
static void check_text(const struct article *article)
{
    size_t at = 0;
    for (int i = 0; i <= pages.line_count; i++) {
        size_t next = i < pages.line_count ? pages.lines[i].offset : article->size;
        assert_true(next >= at);
        for (; at < next; at++)
            assert_true(article->text[at] == ' ' || article->text[at] == '\n');
        if (i == pages.line_count)
            break;
        const struct reading_line *line = &pages.lines[i];
        const struct article_block *block = &article->blocks[line->block];
        assert_true(line->offset >= block->first && line->offset + line->size <= block->first + block->size);
        assert_true(line->begins == (i == 0 || pages.lines[i - 1].block != line->block));
        at = line->offset + line->size;
    }
}

/* No line is wider than the area, but for one that holds a single character; none stands outside or over another. */
static void check_places(const struct article *article)
{
    for (int p = 0; p < pages.page_count; p++) {
        const struct reading_page *page = &pages.pages[p];
        int bottom = 0;
        for (int i = page->first_line; i < page->first_line + page->line_count; i++) {
            const struct reading_line *line = &pages.lines[i];
            bool alone = line->size == 0 || utf8_before(article->text + line->offset, line->size) == 0;
            assert_true(line->x_px >= 0 && line->y_px >= 0);
            if (!alone)
                assert_in_range(line->x_px + line->width_px, 0, pages.width_px);
            assert_true(line->y_px >= bottom + (i > page->first_line ? 0 : frame_of(article, i)));
            bottom = line->y_px + reading_ink_px(line->size_px);
            if (page->line_count > 1)
                assert_in_range(bottom + frame_of(article, i), 0, pages.height_px);
        }
    }
}

static int lines_of_block(int line, int direction)
{
    int count = 0, block = pages.lines[line].block;
    for (int i = line; i >= 0 && i < pages.line_count && pages.lines[i].block == block; i += direction)
        count++;
    return count;
}

static bool is_good_end(const struct article *article, int line)
{
    if (kind_of(article, line - 1) == BLOCK_HEADING)
        return false;
    bool inside = pages.lines[line - 1].block == pages.lines[line].block;
    return !inside || (lines_of_block(line - 1, -1) >= 2 && lines_of_block(line, 1) >= 2);
}

/* A page that ends badly had no place where it could have ended well. */
static void check_rules(const struct article *article)
{
    for (int p = 0; p + 1 < pages.page_count; p++) {
        const struct reading_page *page = &pages.pages[p];
        int end = page->first_line + page->line_count;
        assert_true(page->line_count >= 1);
        if (is_good_end(article, end))
            continue;
        bool only_headings = true;
        for (int i = page->first_line + 1; i <= end; i++) {
            assert_false(is_good_end(article, i));
            only_headings = only_headings && kind_of(article, i - 1) == BLOCK_HEADING;
        }
        assert_true(kind_of(article, end - 1) != BLOCK_HEADING || only_headings);
    }
}

static void check_pages(const struct article *article)
{
    int line = 0;
    assert_true(pages.page_count >= 1);
    assert_int_equal(pages.pages[0].first, 0);
    assert_int_equal(pages.pages[pages.page_count - 1].end, article->size);
    for (int p = 0; p < pages.page_count; p++) {
        const struct reading_page *page = &pages.pages[p];
        assert_int_equal(page->first_line, line);
        line += page->line_count;
        if (p > 0) {
            assert_int_equal(page->first, pages.pages[p - 1].end);
            assert_int_equal(page->first, pages.lines[page->first_line].offset);
        }
        assert_int_equal(reading_page_of(&pages, page->first), p);
        if (page->end > page->first)
            assert_int_equal(reading_page_of(&pages, page->end - 1), p);
    }
    assert_int_equal(line, pages.line_count);
    assert_int_equal(reading_page_of(&pages, article->size + 100), pages.page_count - 1);
}

static void make(const struct article *article, int width, int height, int size)
{
    reading_pages_make(&pages, article, width, height, size, &made_measure);
    check_text(article);
    check_places(article);
    check_pages(article);
    check_rules(article);
}

/* ---- rules ------------------------------------------------------------------------------------------------- */

static struct article article_of(const struct made_block *blocks, int count)
{
    return made_article(blocks, count);
}

/* How high an area must be at least for all of it to stand on one page. */
static int height_of_all(const struct article *article)
{
    make(article, WIDTH, 100000, EM);
    assert_int_equal(pages.page_count, 1);
    const struct reading_line *last = &pages.lines[pages.line_count - 1];
    return last->y_px + reading_ink_px(last->size_px) + frame_of(article, pages.line_count - 1);
}

/* The number of lines on the first page, once there is room for all, and once a pixel is missing. */
static void expect_lines(const struct made_block *blocks, int count, int all, int with_one_pixel_less)
{
    struct article article = article_of(blocks, count);
    int height = height_of_all(&article);
    make(&article, WIDTH, height, EM);
    assert_int_equal(pages.page_count, 1);
    assert_int_equal(pages.pages[0].line_count, all);
    make(&article, WIDTH, height - 1, EM);
    assert_int_equal(pages.page_count, 2);
    assert_int_equal(pages.pages[0].line_count, with_one_pixel_less);
    article_destroy(&article);
}

static void no_heading_is_the_last_of_a_page(void **state)
{
    (void)state;
    static const struct made_block blocks[] = {{BLOCK_PARAGRAPH, 0, 0, LINE20 LINE20},
                                               {BLOCK_HEADING, 2, 0, "小标题"},
                                               {BLOCK_PARAGRAPH, 0, 0, LINE10}};
    expect_lines(blocks, 3, 4, 2);
    static const struct made_block two[] = {{BLOCK_PARAGRAPH, 0, 0, LINE10},
                                            {BLOCK_HEADING, 2, 0, "小标题"},
                                            {BLOCK_HEADING, 3, 0, "更小的标题"},
                                            {BLOCK_PARAGRAPH, 0, 0, LINE20 LINE10}};
    expect_lines(two, 4, 5, 1);
}

static void a_heading_of_two_lines_stays_whole(void **state)
{
    (void)state;
    static const struct made_block blocks[] = {
        {BLOCK_PARAGRAPH, 0, 0, LINE10}, {BLOCK_HEADING, 1, 0, LINE20}, {BLOCK_PARAGRAPH, 0, 0, LINE10}};
    expect_lines(blocks, 3, 4, 1);
}

static void paragraphs_are_parted_by_two_lines_at_least(void **state)
{
    (void)state;
    static const struct made_block four[] = {{BLOCK_PARAGRAPH, 0, 0, LINE20 LINE20 LINE20 LINE10}};
    expect_lines(four, 1, 4, 2);
    static const struct made_block five[] = {{BLOCK_PARAGRAPH, 0, 0, LINE20 LINE20 LINE20 LINE20 LINE10}};
    expect_lines(five, 1, 5, 3);
    static const struct made_block three[] = {{BLOCK_PARAGRAPH, 0, 0, LINE10},
                                              {BLOCK_PARAGRAPH, 0, 0, LINE20 LINE20 LINE10}};
    expect_lines(three, 2, 4, 1);
    static const struct made_block two[] = {{BLOCK_PARAGRAPH, 0, 0, LINE10},
                                            {BLOCK_PARAGRAPH, 0, 0, LINE20 LINE10}};
    expect_lines(two, 2, 3, 1);
    static const struct made_block one[] = {{BLOCK_PARAGRAPH, 0, 0, LINE10}, {BLOCK_PARAGRAPH, 0, 0, LINE10}};
    expect_lines(one, 2, 2, 1);
}

/* The second page takes lines along for their sense, but not half of the first one. */
static void notes_stay_with_what_they_are_about(void **state)
{
    (void)state;
    static const struct made_block note[] = {{BLOCK_PARAGRAPH, 0, 0, LINE20 LINE20 LINE10},
                                             {BLOCK_PARAGRAPH, 0, 0, LINE10},
                                             {BLOCK_CALLOUT, 0, 0, LINE10}};
    expect_lines(note, 3, 5, 3);
    static const struct made_block list[] = {{BLOCK_PARAGRAPH, 0, 0, LINE20 LINE20 LINE10},
                                             {BLOCK_PARAGRAPH, 0, 0, "有三样："},
                                             {BLOCK_ITEM, 1, 0, LINE10}};
    expect_lines(list, 3, 5, 3);
    static const struct made_block english[] = {{BLOCK_PARAGRAPH, 0, 0, LINE20 LINE20 LINE10},
                                                {BLOCK_PARAGRAPH, 0, 0, "Three of them:"},
                                                {BLOCK_ITEM, 1, 0, LINE10}};
    expect_lines(english, 3, 5, 3);
    static const struct made_block no_list[] = {{BLOCK_PARAGRAPH, 0, 0, LINE20 LINE20 LINE10},
                                                {BLOCK_PARAGRAPH, 0, 0, "有三样。"},
                                                {BLOCK_ITEM, 1, 0, LINE10}};
    expect_lines(no_list, 3, 5, 4);
    static const struct made_block half[] = {{BLOCK_PARAGRAPH, 0, 0, LINE10},
                                             {BLOCK_PARAGRAPH, 0, 0, LINE20 LINE10},
                                             {BLOCK_CALLOUT, 0, 0, LINE10}};
    expect_lines(half, 3, 4, 3);
}

static void an_area_for_one_line_has_one_line_a_page(void **state)
{
    (void)state;
    static const struct made_block blocks[] = {
        {BLOCK_HEADING, 1, 0, "题目"}, {BLOCK_PARAGRAPH, 0, 0, LINE20 LINE10}, {BLOCK_CALLOUT, 0, 0, "提醒"}};
    struct article article = article_of(blocks, 3);
    for (int height = -5; height <= EM; height++) {
        make(&article, WIDTH, height, EM);
        assert_int_equal(pages.page_count, 4);
    }
    make(&article, 0, 0, 0);
    make(&article, 1, 1, EM);
    article_destroy(&article);
}

static void callouts_have_room_for_their_frames_on_each_page(void **state)
{
    (void)state;
    static const struct made_block blocks[] = {
        {BLOCK_CALLOUT, 0, 0, LINE20 LINE20 LINE20 LINE20 LINE20 LINE20 LINE20}};
    struct article article = article_of(blocks, 1);
    int frame = reading_frame_px(EM), height = height_of_all(&article), lines = pages.line_count;
    assert_int_equal(pages.lines[0].y_px, frame);
    assert_true(pages.lines[0].x_px > pages.column_x_px);
    make(&article, WIDTH, height - frame, EM);
    assert_int_equal(pages.page_count, 2);
    assert_int_equal(pages.pages[0].line_count, lines - 2);
    assert_int_equal(pages.lines[lines - 2].y_px, frame);
    article_destroy(&article);
}

/* ---- shapes ------------------------------------------------------------------------------------------------- */

static void columns_are_not_too_wide_and_in_the_middle(void **state)
{
    (void)state;
    static const struct made_block blocks[] = {{BLOCK_PARAGRAPH, 0, 0, LINE20 LINE20 LINE20}};
    struct article article = article_of(blocks, 1);
    make(&article, READING_EM_AT_MOST * EM, 500, EM);
    assert_int_equal(pages.column_x_px, 0);
    assert_int_equal(pages.line_count, 2);
    make(&article, READING_EM_AT_MOST * EM + 100, 500, EM);
    assert_int_equal(pages.column_px, READING_EM_AT_MOST * EM);
    assert_int_equal(pages.lines[0].x_px, 50);
    assert_int_equal(pages.lines[0].width_px, READING_EM_AT_MOST * EM);
    article_destroy(&article);
}

static void marks_stay_whole(void **state)
{
    (void)state;
    static const struct made_block marked[] = {
        {BLOCK_PARAGRAPH, 0, 0, LINE10 "一二三四五（有争议）。"},
        {BLOCK_PARAGRAPH, 0, 0, LINE10 "一二三四五六（有争议）。"},
        {BLOCK_PARAGRAPH, 0, 0, "The thirty letters of it all (weak source)."},
        {BLOCK_PARAGRAPH, 0, 0, LINE10 "一二三四五六（有道理）。"}};
    static const int first_lines[] = {LINES_BYTES(15), LINES_BYTES(16), 28, LINES_BYTES(19)};
    struct article article = article_of(marked, 4);
    make(&article, WIDTH, 5000, EM);
    for (int i = 0, block = 0; i < pages.line_count; i++)
        if (pages.lines[i].begins)
            assert_int_equal(pages.lines[i].size, first_lines[block++]);
    make(&article, EM * 3, 5000, EM); /* narrower than a mark: still every byte of it is there */
    article_destroy(&article);
}

static void headings_are_larger_and_items_stand_in(void **state)
{
    (void)state;
    static const struct made_block blocks[] = {
        {BLOCK_HEADING, 1, 0, "题"},   {BLOCK_HEADING, 2, 0, "节"},   {BLOCK_HEADING, 3, 0, "小节"},
        {BLOCK_HEADING, 6, 0, "再小"}, {BLOCK_PARAGRAPH, 0, 0, "文"}, {BLOCK_ITEM, 1, 0, "点"},
        {BLOCK_ITEM, 2, 0, "点点"},    {BLOCK_ITEM, 1, 7, "七"},      {BLOCK_ITEM, 1, 123, "多"},
        {BLOCK_ITEM, 4, 0, "深"},      {BLOCK_ITEM, 30, 0, "很深"},
    };
    struct article article = article_of(blocks, 11);
    make(&article, WIDTH, 5000, 100);
    static const int sizes[] = {150, 125, 112, 112, 100, 100, 100, 100, 100, 100, 100};
    for (int i = 0; i < 11; i++)
        assert_int_equal(pages.lines[i].size_px, sizes[i]);
    make(&article, WIDTH, 5000, EM);
    assert_int_equal(pages.lines[4].x_px, 0);
    assert_int_equal(pages.lines[5].x_px, EM * 3 / 2);
    assert_int_equal(pages.lines[6].x_px, EM * 3);
    assert_int_equal(pages.lines[7].x_px, EM * 2);
    assert_int_equal(pages.lines[8].x_px, EM * 27 / 10);
    assert_int_equal(pages.lines[10].x_px, pages.lines[9].x_px);
    article_destroy(&article);
}

/* The size is for two metres; the largest letters of the smallest screen leave room for eleven characters. */
static void letters_are_large_enough(void **state)
{
    (void)state;
    assert_int_equal(reading_size_px(1280, 800, 100), 37);
    assert_int_equal(reading_size_px(1920, 1080, 100), 50);
    assert_int_equal(reading_size_px(1080, 1920, 100), 50);
    assert_int_equal(reading_size_px(800, 480, 100), 24);
    assert_int_equal(reading_size_px(800, 480, 160), 38);
    assert_int_equal(reading_size_px(800, 480, 1000), 38);
    assert_int_equal(reading_size_px(800, 480, 80), 19);
    assert_int_equal(reading_size_px(800, 480, 0), 19);
    assert_int_equal(reading_size_px(1, 1, 100), 24);
}

static void what_was_set_before_is_forgotten(void **state)
{
    (void)state;
    static const struct made_block longer[] = {{BLOCK_PARAGRAPH, 0, 0, LINE20 LINE20 LINE20 LINE20}};
    static const struct made_block shorter[] = {{BLOCK_PARAGRAPH, 0, 0, LINE10}};
    struct article first = article_of(longer, 1), second = article_of(shorter, 1), none = article_of(NULL, 0);
    make(&first, WIDTH, EM, EM);
    make(&second, WIDTH, EM * 2, EM);
    assert_int_equal(pages.line_count, 1);
    assert_int_equal(pages.page_count, 1);
    make(&none, WIDTH, EM * 2, EM);
    assert_int_equal(pages.line_count, 0);
    assert_int_equal(pages.page_count, 1);
    article_destroy(&first);
    article_destroy(&second);
    article_destroy(&none);
}

/* ---- many ----------------------------------------------------------------------------------------------------- */

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void add_random_text(struct buffer *text, unsigned *seed)
{
    static const char *const parts[] = {
        "喘",   "不上气", "，", "。", "（有争议）", "“", "”", "ventilator ",          "90%", " ", "—", "……",
        "SpO₂", "a-b/c",  "  ", "《", "》",         "0", "😀", "averyveryverylongword"};
    for (unsigned words = next_random(seed) % 60 + 1; words > 0; words--)
        buffer_add_text(text, parts[next_random(seed) % (sizeof parts / sizeof *parts)]);
}

static void random_articles(void **state)
{
    (void)state;
    enum { BLOCKS = 30, ROUNDS = 400 };
    unsigned seed = 5;
    for (int round = 0; round < ROUNDS; round++) {
        struct made_block blocks[BLOCKS];
        struct buffer texts[BLOCKS];
        int count = (int)(next_random(&seed) % BLOCKS) + 1;
        for (int i = 0; i < count; i++) {
            buffer_init(&texts[i]);
            add_random_text(&texts[i], &seed);
            blocks[i] = (struct made_block){(enum article_block_kind)(next_random(&seed) % 4),
                                            (int)(next_random(&seed) % 8) - 1,
                                            (int)(next_random(&seed) % 200) - 100, buffer_text(&texts[i])};
        }
        struct article article = article_of(blocks, count);
        int size = (int)(next_random(&seed) % 50) + 1;
        make(&article, (int)(next_random(&seed) % 900) + size * 2, (int)(next_random(&seed) % 600), size);
        article_destroy(&article);
        for (int i = 0; i < count; i++)
            buffer_destroy(&texts[i]);
    }
}

static void all_articles_of_the_library(void **state)
{
    (void)state;
    static const int sizes[][2] = {{758, 330}, {1214, 560}, {1850, 780}, {440, 600}};
    static const int screens[][2] = {{800, 480}, {1280, 800}, {1920, 1080}, {480, 800}};
    static const int percents[] = {80, 100, 160};
    for (int number = 0; number < CONTENT_ARTICLES; number++) {
        struct article article = content_article(number);
        for (int screen = 0; screen < 4; screen++)
            for (int percent = 0; percent < 3; percent++) {
                int size = reading_size_px(screens[screen][0], screens[screen][1], percents[percent]);
                make(&article, sizes[screen][0], sizes[screen][1], size);
                /* But for the largest letters there is always a good way. */
                for (int p = 0; percents[percent] <= 100 && p + 1 < pages.page_count; p++)
                    assert_true(is_good_end(&article, pages.pages[p + 1].first_line));
            }
        article_destroy(&article);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_heading_is_the_last_of_a_page),
        cmocka_unit_test(a_heading_of_two_lines_stays_whole),
        cmocka_unit_test(paragraphs_are_parted_by_two_lines_at_least),
        cmocka_unit_test(notes_stay_with_what_they_are_about),
        cmocka_unit_test(an_area_for_one_line_has_one_line_a_page),
        cmocka_unit_test(callouts_have_room_for_their_frames_on_each_page),
        cmocka_unit_test(columns_are_not_too_wide_and_in_the_middle),
        cmocka_unit_test(marks_stay_whole),
        cmocka_unit_test(headings_are_larger_and_items_stand_in),
        cmocka_unit_test(letters_are_large_enough),
        cmocka_unit_test(what_was_set_before_is_forgotten),
        cmocka_unit_test(random_articles),
        cmocka_unit_test(all_articles_of_the_library),
    };
    return cmocka_run_group_tests_name("reading pages", tests, set_up, tear_down);
}
