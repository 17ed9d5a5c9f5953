/* With the program's own fonts: every line of the library, as it is drawn, stays inside the box that its node tells, and
 * inside the area. */
#include "../view/made_article.h"

#include "view/draw_text.h"
#include "view/font.h"
#include "view/reading_pages.h"
#include "view/reading_style.h"

static struct font_set *fonts;
static struct reading_pages pages;

struct ink {
    int left, top, right, bottom; /* from the line's place */
};

static void add_run(struct ink *ink, const char *text, size_t size, enum font_weight weight, int size_px,
                    int x)
{
    struct text_mask mask = font_render(fonts, text, size, weight, size_px);
    int top = baseline_of(size_px) + mask.top, left = x + mask.left;
    if (mask.bytes) {
        ink->left = left < ink->left ? left : ink->left;
        ink->top = top < ink->top ? top : ink->top;
        ink->right = left + mask.width > ink->right ? left + mask.width : ink->right;
        ink->bottom = top + mask.height > ink->bottom ? top + mask.height : ink->bottom;
    }
    free(mask.bytes);
}

static struct ink ink_of(const struct article *article, const struct reading_line *line)
{
    struct ink ink = {0};
    int x = 0;
    for (size_t at = line->offset, end; at < line->offset + line->size; at = end) {
        struct reading_style style = reading_style_at(article, line->block, at);
        enum font_weight weight = style.strong || style.mark ? FONT_BOLD : FONT_REGULAR;
        end = style.end < line->offset + line->size ? style.end : line->offset + line->size;
        add_run(&ink, article->text + at, end - at, weight, line->size_px, x);
        x += font_pen_width(fonts, article->text + at, end - at, weight, line->size_px);
    }
    return ink;
}

/* Letters lean out of their place by a pixel or two. */
static void check_line(const struct article *article, const struct reading_line *line)
{
    struct ink ink = ink_of(article, line);
    int lean = line->size_px / 16 + 1;
    bool good = ink.left >= -lean && ink.top >= -lean && ink.right <= line->width_px + lean &&
                line->x_px + ink.right <= pages.width_px + lean &&
                ink.bottom <= reading_ink_px(line->size_px);
    if (!good)
        fail_msg("%s, %d px, %.*s: ink %d,%d to %d,%d in %d × %d", article->id, line->size_px,
                 (int)line->size, article->text + line->offset, ink.left, ink.top, ink.right, ink.bottom,
                 line->width_px, reading_ink_px(line->size_px));
}

static void no_letter_is_clipped(void **state)
{
    (void)state;
    static const int areas[][3] = {{758, 330, 24}, {1214, 560, 37}};
    struct text_measure measure = font_measure(fonts);
    long lines = 0;
    for (int number = 0; number < CONTENT_ARTICLES; number++) {
        struct article article = content_article(number);
        for (int i = 0; i < 2; i++) {
            reading_pages_make(&pages, &article, areas[i][0], areas[i][1], areas[i][2], &measure);
            for (int line = 0; line < pages.line_count; line++)
                check_line(&article, &pages.lines[line]);
            lines += pages.line_count;
        }
        article_destroy(&article);
    }
    print_message("%ld lines drawn\n", lines);
    assert_true(lines > 2000);
}

static int set_up(void **state)
{
    (void)state;
    fonts = font_set_new(false, NULL);
    reading_pages_init(&pages);
    return fonts ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    font_set_free(fonts);
    reading_pages_destroy(&pages);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_letter_is_clipped),
    };
    return cmocka_run_group_tests_name("reading ink", tests, set_up, tear_down);
}
