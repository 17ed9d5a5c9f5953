/* For tests of reading: articles block by block, those of content/, and a font that needs no files. */
#ifndef YINIAN_TESTS_MADE_ARTICLE_H
#define YINIAN_TESTS_MADE_ARTICLE_H

#include "unit_test.h"

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/utf8.h"
#include "library/article.h"
#include "view/text_fit.h"

struct made_block {
    enum article_block_kind kind;
    int level, number;
    const char *text;
};

static inline struct article made_article(const struct made_block *blocks, int count)
{
    struct article article = {.id = "made", .title = "made"};
    struct buffer text;
    buffer_init(&text);
    arena_init(&article.arena);
    article.blocks = arena_new(&article.arena, (size_t)count + 1, sizeof *article.blocks);
    article.block_count = count;
    for (int i = 0; i < count; i++) {
        if (i > 0)
            buffer_add_byte(&text, '\n');
        article.blocks[i] = (struct article_block){blocks[i].kind, blocks[i].level, blocks[i].number,
                                                   text.size, strlen(blocks[i].text)};
        buffer_add_text(&text, blocks[i].text);
    }
    article.size = text.size;
    article.text = arena_copy(&article.arena, buffer_text(&text), text.size);
    buffer_destroy(&text);
    return article;
}

/* Chinese characters and their marks are one em wide, all others half of one. */
static inline int made_advance(void *context, uint32_t c)
{
    (void)context;
    return utf8_is_hanzi(c) || (c >= 0x2010 && c <= 0x2026) || (c >= 0x3000 && c <= 0x30FF) || c >= 0xFF00
               ? 1000
               : 500;
}

static const struct text_measure made_measure = {made_advance, NULL};

enum { CONTENT_ARTICLES = 62 };

/* Number 0 to 61: L01 to L31 in Chinese, then in English. */
static inline struct article content_article(int number)
{
    char path[512], block[4096];
    struct article article;
    struct buffer bytes;
    struct diagnostics problems;
    snprintf(path, sizeof path, "%s/content/%s/L%02d.md", YINIAN_SOURCE_DIR, number < 31 ? "zh" : "en",
             number % 31 + 1);
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s is not there", path);
    buffer_init(&bytes);
    diagnostics_init(&problems);
    for (size_t got; (got = fread(block, 1, sizeof block, file)) > 0;)
        buffer_add(&bytes, block, got);
    fclose(file);
    if (!article_parse(&article, bytes.bytes, bytes.size, path, false, &problems))
        fail_msg("%s cannot be read", path);
    diagnostics_destroy(&problems);
    buffer_destroy(&bytes);
    return article;
}

#endif
