/* An article as a page to be printed: all of its text, nothing else of its file. */
#include "article_text.h"

#include "library/article_html.h"

/* The page of an article of the family's; into `out`. */
static void print_own(const char *text, struct buffer *out)
{
    struct article article;
    assert_true(parse_own(&article, text, NULL));
    article_html(&article, "en", out);
    article_destroy(&article);
}

static void assert_holds(const struct buffer *page, const char *wanted)
{
    if (!strstr(buffer_text(page), wanted))
        fail_msg("\"%s\" is not in:\n%s", wanted, buffer_text(page));
}

static void assert_lacks(const struct buffer *page, const char *text)
{
    if (strstr(buffer_text(page), text))
        fail_msg("\"%s\" is in:\n%s", text, buffer_text(page));
}

static void blocks_are_what_they_are_on_the_screen(void **state)
{
    (void)state;
    struct buffer page = {0};
    print_own(
        "# Pump\n\n## Begin\n\nOne *two* **three**.\n\n- a\n- b\n  - c\n\n3. d\n4. e\n\n> mind\n>\n> this\n",
        &page);
    assert_holds(&page, "<html lang=\"en\">");
    assert_holds(&page, "<title>Pump</title>");
    assert_holds(&page,
                 "<h1>Pump</h1>\n<h2>Begin</h2>\n<p>One <em>two</em> <strong>three</strong>.</p>\n"
                 "<ul class=\"in1\">\n<li>a</li>\n<li>b</li>\n</ul>\n<ul class=\"in2\">\n<li>c</li>\n</ul>\n"
                 "<ol class=\"in1\">\n<li value=\"3\">d</li>\n<li value=\"4\">e</li>\n</ol>\n"
                 "<blockquote><p>mind</p></blockquote>\n<blockquote><p>this</p></blockquote>\n<footer>");
    assert_holds(&page, "Written by the family.");
    assert_holds(&page, "This replaces no doctor.");
    assert_lacks(&page, "legend");
    buffer_destroy(&page);
}

static void emphasis_within_emphasis_is_well_formed(void **state)
{
    (void)state;
    struct buffer page = {0};
    print_own("# A\n\n**one *two* three** and ***both*** (disputed) *x (older) y*\n", &page);
    assert_holds(&page, "<p><strong>one </strong><strong><em>two</em></strong><strong> three</strong> and "
                        "<strong><em>both</em></strong> <span class=\"mark\">(disputed)</span> <em>x </em>"
                        "<em><span class=\"mark\">(older)</span></em><em> y</em></p>");
    buffer_destroy(&page);
}

static void what_is_hostile_is_only_read(void **state)
{
    (void)state;
    struct buffer page = {0};
    print_own("---\ntitle: </title><script>a()</script>\nsummary: \"><img src=x>\ndate: 2026-11-22\n---\n"
              "<script>alert(1)</script>\n\n[click](javascript:alert(2)) <b onclick='x'>bold</b>\n\n"
              "![picture](http://example.org/x.png) & \"quoted\" &lt;svg onload=x&gt;\n\n"
              "`<iframe>`\n\n</body></html>\n",
              &page);
    static const char *const never[] = {"<script", "<img", "<b ", "<a ", "<iframe", "<svg", "href", "src=\""};
    for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
        assert_lacks(&page, never[i]);
    assert_holds(&page, "&lt;script&gt;alert(1)&lt;/script&gt;");
    assert_holds(&page, "<title>&lt;/title&gt;&lt;script&gt;");
    assert_holds(&page, "&amp; &quot;quoted&quot; &lt;svg");
    assert_holds(&page, "default-src 'none'");
    const char *end = strstr(buffer_text(&page), "</html>");
    assert_string_equal(end, "</html>\n");
    buffer_destroy(&page);
}

static void ours(const char *group, const char *text, struct buffer *out)
{
    struct article article;
    struct buffer bytes = {0};
    buffer_printf(&bytes,
                  "---\nid: L05\nlang: en\ngroup: %s\naudience: all\ntitle: T\nsummary: S\nfacts: A-001\n"
                  "sources: A, B\ndate: 2026-11-22\n---\n\n%s\n",
                  group, text);
    assert_true(article_parse(&article, buffer_text(&bytes), bytes.size, "L05.md", false, NULL));
    article_html(&article, "en", out);
    article_destroy(&article);
    buffer_destroy(&bytes);
}

static void what_stands_below_says_where_it_comes_from(void **state)
{
    (void)state;
    struct buffer page = {0};
    ours("G4 Medicines", "It helps (weak source).", &page);
    assert_holds(&page,
                 "<p class=\"group\">Medicines</p>\n<h1>T</h1>\n<p class=\"summary\">S</p>\n<p>It helps ");
    assert_holds(&page, "<p class=\"legend\">");
    assert_holds(&page, "Baidu Baike");
    assert_holds(&page, "Hangji Stem Cell");
    assert_holds(&page, "Written on 2026-11-22.");
    assert_holds(&page, "No neurologist and no pharmacist");
    buffer_clear(&page);
    ours("G1 What it is", "It is.", &page);
    assert_lacks(&page, "No neurologist");
    assert_lacks(&page, "legend");
    buffer_destroy(&page);
}

/* Quick for as much emphasis as fits: each byte is looked at a few times, not once for each pair of stars. */
static void much_emphasis_is_no_harm(void **state)
{
    (void)state;
    struct buffer text = {0}, page = {0};
    buffer_add_text(&text, "# A\n\n");
    for (int i = 0; i < 40000; i++)
        buffer_add_text(&text, "**a** *b* ");
    print_own(buffer_text(&text), &page);
    assert_holds(&page, "<strong>a</strong> <em>b</em> <strong>a</strong>");
    buffer_destroy(&text);
    buffer_destroy(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_what_they_are_on_the_screen),
        cmocka_unit_test(emphasis_within_emphasis_is_well_formed),
        cmocka_unit_test(what_is_hostile_is_only_read),
        cmocka_unit_test(what_stands_below_says_where_it_comes_from),
        cmocka_unit_test(much_emphasis_is_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
