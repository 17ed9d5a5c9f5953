/* How long an article of a hundred pages takes to be set: 1280×800, the program's fonts, Chinese and English. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "view/draw.h"
#include "view/font.h"
#include "view/reading_pages.h"

enum { PAGES_WANTED = 100, ROUNDS = 20, AT_MOST_MS = 100 };

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

static struct article article_of(int paragraphs, const char *paragraph)
{
    struct buffer text;
    struct article article;
    struct diagnostics problems;
    buffer_init(&text);
    diagnostics_init(&problems);
    buffer_add_text(&text, "# 一百页\n\n");
    for (int i = 0; i < paragraphs; i++)
        buffer_printf(&text, "%s%s%s\n\n", i % 8 == 0 ? "## 小标题\n\n" : "", i % 5 == 0 ? "> " : "",
                      paragraph);
    article_parse(&article, text.bytes, text.size, "bench.md", true, &problems);
    diagnostics_destroy(&problems);
    buffer_destroy(&text);
    return article;
}

static void measure(const char *name, const char *paragraph, const struct text_measure *measure)
{
    struct reading_pages pages;
    double least = 1e9, first = 0;
    reading_pages_init(&pages);
    int paragraphs = 0;
    do {
        struct article article = article_of(paragraphs += 20, paragraph);
        reading_pages_make(&pages, &article, 1214, 560, reading_size_px(1280, 800, 100), measure);
        article_destroy(&article);
    } while (pages.page_count < PAGES_WANTED);
    struct article article = article_of(paragraphs, paragraph);
    for (int i = 0; i < ROUNDS; i++) {
        double began = now_ms();
        reading_pages_make(&pages, &article, 1214, 560, reading_size_px(1280, 800, 100), measure);
        double took = now_ms() - began;
        first = i == 0 ? took : first;
        least = took < least ? took : least;
    }
    printf("%-8s %d pages, %zu bytes: %.1f ms, at best %.1f ms (wanted: at most %d)\n", name,
           pages.page_count, article.size, first, least, AT_MOST_MS);
    article_destroy(&article);
    reading_pages_destroy(&pages);
}

int main(void)
{
    struct painter *painter = painter_new(NULL);
    if (!painter_fonts(painter))
        return 1;
    struct text_measure fonts = font_measure(painter_fonts(painter));
    measure("Chinese",
            "躺久了，皮肤和关节会疼。每两小时翻一次身，能让受压的地方歇一歇（有争议）。Braden量表（总分6～23"
            "分）可以"
            "帮助判断风险：分数越低，越要当心。",
            &fonts);
    measure("English",
            "Skin and joints hurt when one lies still for long. Turning every two hours lets the places rest "
            "that "
            "bear the weight (disputed). The Braden scale (6–23 points) helps to judge the risk.",
            &fonts);
    painter_free(painter);
    return 0;
}
