/* Every place at which a line of the library ends is one at which libunibreak (Unicode's rules, UAX 14) lets it end,
 * or one inside a word that is wider than the column: the line before then holds nothing but the beginning of that. */
#include "made_article.h"

#include <linebreak.h>

#include "view/reading_pages.h"

static struct reading_pages pages;

struct finding {
    int breaks, broken_words;
};

/* Nowhere inside the line may one break: it had no better end. */
static bool is_one_piece(const struct reading_line *line, const char *breaks)
{
    for (size_t i = 0; i + 1 < line->size; i++)
        if (breaks[line->offset + i] == LINEBREAK_ALLOWBREAK ||
            breaks[line->offset + i] == LINEBREAK_MUSTBREAK)
            return false;
    return true;
}

static void compare(const struct article *article, const char *breaks, struct finding *finding)
{
    for (int i = 1; i < pages.line_count; i++) {
        const struct reading_line *line = &pages.lines[i];
        if (line->begins)
            continue;
        finding->breaks++;
        char kind = breaks[line->offset - 1];
        if (kind == LINEBREAK_ALLOWBREAK || kind == LINEBREAK_MUSTBREAK)
            continue;
        if (!is_one_piece(&pages.lines[i - 1], breaks))
            fail_msg("%s: …%.*s | %.*s…", article->id, (int)pages.lines[i - 1].size,
                     article->text + pages.lines[i - 1].offset, (int)line->size,
                     article->text + line->offset);
        finding->broken_words++;
    }
}

static void no_line_ends_where_unicode_forbids_it(void **state)
{
    (void)state;
    static const int widths_em[] = {7, 11, 18, 26, 33, 34};
    struct finding finding = {0};
    for (int number = 0; number < CONTENT_ARTICLES; number++) {
        struct article article = content_article(number);
        char *breaks = test_calloc(article.size + 1, 1);
        set_linebreaks_utf8((const utf8_t *)article.text, article.size, number < 31 ? "zh" : "en", breaks);
        for (size_t i = 0; i < sizeof widths_em / sizeof *widths_em; i++) {
            reading_pages_make(&pages, &article, widths_em[i] * 20, 500, 20, &made_measure);
            compare(&article, breaks, &finding);
        }
        test_free(breaks);
        article_destroy(&article);
    }
    print_message("%d lines end inside a block, %d of them in a word that is too wide\n", finding.breaks,
                  finding.broken_words);
    assert_true(finding.breaks > 10000);
    assert_true(finding.broken_words * 100 < finding.breaks);
}

static int set_up(void **state)
{
    (void)state;
    init_linebreak();
    reading_pages_init(&pages);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    reading_pages_destroy(&pages);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_line_ends_where_unicode_forbids_it),
    };
    return cmocka_run_group_tests_name("reading breaks", tests, set_up, tear_down);
}
