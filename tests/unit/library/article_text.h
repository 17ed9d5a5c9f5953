/* For tests of articles: one made of a text, and what must hold for every one. */
#ifndef YINIAN_TESTS_ARTICLE_TEXT_H
#define YINIAN_TESTS_ARTICLE_TEXT_H

#include "unit_test.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "library/article.h"

/* Blocks follow each other with one '\n' between; emphases lie in order, each within one block. */
static inline void check_blocks(const struct article *article)
{
    size_t end = 0;
    int emphasis = 0;
    for (int i = 0; i < article->block_count; i++) {
        const struct article_block *block = &article->blocks[i];
        assert_true(block->size > 0);
        assert_int_equal(block->first, i ? end + 1 : 0);
        assert_true(!i || article->text[end] == '\n');
        assert_null(memchr(article->text + block->first, '\n', block->size));
        assert_int_equal(article_block_at(article, block->first + block->size - 1), i);
        end = block->first + block->size;
        for (; emphasis < article->emphasis_count && article->emphases[emphasis].first < end; emphasis++) {
            const struct article_emphasis *found = &article->emphases[emphasis];
            assert_true(found->size > 0 && found->first >= block->first && found->first + found->size <= end);
        }
    }
    assert_int_equal(emphasis, article->emphasis_count);
    assert_int_equal(end, article->size);
    assert_int_equal(strlen(article->text), article->size);
    assert_true(utf8_valid(article->text, article->size, NULL));
}

/* Each byte that is no blank is in exactly one sentence, in order, and each sentence in its block. */
static inline void check_sentences(const struct article *article)
{
    size_t at = 0;
    for (int i = 0; i < article->sentence_count; i++) {
        const struct article_sentence *sentence = &article->sentences[i];
        size_t end = sentence->first + sentence->size;
        for (; at < sentence->first; at++)
            assert_true(article->text[at] == ' ' || article->text[at] == '\n');
        assert_int_equal(at, sentence->first);
        assert_true(sentence->size > 0 && article->text[at] != ' ' && article->text[end - 1] != ' ');
        assert_int_equal(article_block_at(article, at), sentence->block);
        assert_int_equal(article_block_at(article, end - 1), sentence->block);
        assert_int_equal(article_sentence_at(article, at), i);
        assert_int_equal(article_sentence_at(article, end - 1), i);
        assert_int_equal(article_last_sentence(article, at, end), i);
        at = end;
    }
    assert_int_equal(at, article->size);
}

static inline void check_article(const struct article *article)
{
    check_blocks(article);
    check_sentences(article);
}

/* An article of the family's named "my pump.md". */
static inline bool parse_own(struct article *article, const char *text, struct diagnostics *problems)
{
    bool right = article_parse(article, text, strlen(text), "folder/my pump.md", true, problems);
    if (right)
        check_article(article);
    return right;
}

#endif
