/* Any bytes are an article, of ours or of the family's: what is made of them keeps the promises of article.h. */
#include "fuzz.h"

#include "library/article.h"
#include "library/shelf.h"

static void check_blocks(const struct article *article)
{
    size_t end = 0;
    REQUIRE(article->block_count > 1 && article->block_count <= ARTICLE_BLOCKS_AT_MOST);
    for (int i = 0; i < article->block_count; i++) {
        const struct article_block *block = &article->blocks[i];
        REQUIRE(block->first == (i ? end + 1 : 0) && block->size > 0);
        REQUIRE(!i || article->text[end] == '\n');
        end = block->first + block->size;
        REQUIRE(end <= article->size && !memchr(article->text + block->first, '\n', block->size));
        REQUIRE((block->kind == BLOCK_HEADING || block->kind == BLOCK_ITEM) == (block->level > 0));
        REQUIRE((block->level == 1 && block->kind == BLOCK_HEADING) == (i == 0));
        REQUIRE(block->number >= 0 && (block->kind == BLOCK_ITEM || block->number == 0));
        REQUIRE(article_block_at(article, block->first) == i && article_block_at(article, end - 1) == i);
    }
    REQUIRE(end == article->size);
}

static void check_emphases(const struct article *article)
{
    for (int i = 0; i < article->emphasis_count; i++) {
        const struct article_emphasis *emphasis = &article->emphases[i];
        REQUIRE(emphasis->size > 0 && emphasis->first + emphasis->size <= article->size);
        REQUIRE(i == 0 || emphasis->first >= article->emphases[i - 1].first);
        REQUIRE(article_block_at(article, emphasis->first) ==
                article_block_at(article, emphasis->first + emphasis->size - 1));
        REQUIRE(utf8_valid(article->text + emphasis->first, emphasis->size, NULL));
    }
}

/* Each byte but blanks and the ends of blocks is in exactly one sentence. */
static void check_sentences(const struct article *article)
{
    size_t at = 0;
    for (int i = 0; i < article->sentence_count; i++) {
        const struct article_sentence *sentence = &article->sentences[i];
        size_t end = sentence->first + sentence->size;
        for (; at < sentence->first; at++)
            REQUIRE(article->text[at] == ' ' || article->text[at] == '\n');
        REQUIRE(at == sentence->first && sentence->size > 0 && end <= article->size);
        REQUIRE(article->text[at] != ' ' && article->text[end - 1] != ' ');
        REQUIRE(utf8_valid(article->text + at, sentence->size, NULL));
        REQUIRE(article_block_at(article, at) == sentence->block &&
                article_block_at(article, end - 1) == sentence->block);
        REQUIRE(article_sentence_at(article, at) == i && article_sentence_at(article, end - 1) == i);
        REQUIRE(article_last_sentence(article, at, end) == i);
        at = end;
    }
    REQUIRE(at == article->size && article_sentence_at(article, at) == -1);
}

static void check_words(const struct article *article)
{
    const char *const words[] = {article->id,      article->language, article->group,   article->title,
                                 article->summary, article->facts,    article->sources, article->date};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        REQUIRE(words[i] && utf8_valid(words[i], strlen(words[i]), NULL));
        for (const char *at = words[i]; *at; at++)
            REQUIRE((unsigned char)*at >= 0x20);
    }
    REQUIRE(strlen(article->id) < ARTICLE_ID_BYTES);
}

static void check(const char *bytes, size_t size, bool own)
{
    struct diagnostics complaints;
    struct article article;
    diagnostics_init(&complaints);
    bool right = article_parse(&article, bytes, size, "a.md", own, &complaints);
    require_complaints(&complaints, right);
    check_words(&article);
    REQUIRE(utf8_valid(article.text, article.size, NULL) && strlen(article.text) == article.size);
    if (right) {
        REQUIRE(*article.id && *article.title && article.own == own && article.reading_units >= 0);
        check_blocks(&article);
        check_emphases(&article);
        check_sentences(&article);
    } else {
        REQUIRE(article.block_count == 0 && article.sentence_count == 0 && article.size == 0);
    }
    article_destroy(&article);
    diagnostics_destroy(&complaints);
}

static void check_shelf(const char *bytes, size_t size)
{
    struct shelf shelf;
    shelf_init(&shelf);
    shelf_add(&shelf, bytes, size, "a.md", true, NULL);
    shelf_add(&shelf, bytes, size, "b.md", false, NULL);
    shelf_sort(&shelf);
    for (int i = 0; i < shelf.count; i++)
        REQUIRE(shelf_group_of(&shelf, &shelf.articles[i]) && shelf_find(&shelf, shelf.articles[i].id));
    shelf_destroy(&shelf);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *bytes = memory_new(size, 1);
    if (size)
        memcpy(bytes, data, size);
    check(bytes, size, false);
    check(bytes, size, true);
    check_shelf(bytes, size);
    free(bytes);
    return 0;
}
