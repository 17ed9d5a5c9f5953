#include "library/article.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "library/article_blocks.h"
#include "library/article_front.h"
#include "library/article_sentences.h"
#include "library/article_source.h"

/* ---- the title before the draft ---- */

static bool says(const struct article_draft *draft, const struct article_block *block, const char *text)
{
    return block->size == strlen(text) && memcmp(draft->text.bytes + block->first, text, block->size) == 0;
}

/* The heading of the draft that is the title, so as not to stand there twice; −1: none. */
static int find_title(const struct article *article, const struct article_draft *draft)
{
    for (int i = 0; i < draft->block_count; i++) {
        const struct article_block *block = &draft->blocks[i];
        if (block->kind == BLOCK_HEADING && block->level == 1)
            return *article->title == 0 || says(draft, block, article->title) ? i : -1;
    }
    return -1;
}

static void choose_title(struct article *article, const struct article_draft *draft, int heading,
                         const char *file)
{
    if (*article->title)
        return;
    if (heading >= 0)
        article->title = arena_copy(&article->arena, draft->text.bytes + draft->blocks[heading].first,
                                    draft->blocks[heading].size);
    else
        article->title = article_file_title(&article->arena, file ? file : "");
}

static int by_place(const void *a, const void *b)
{
    const struct article_emphasis *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return x->size == y->size ? (int)x->strong - (int)y->strong : x->size > y->size ? -1 : 1;
}

/* A block of the draft into the article, behind what is there; `emphasis` goes on to the next block's. */
static void move_block(struct article *article, struct buffer *text, const struct article_draft *draft,
                       struct article_block block, bool leave_out, int *emphasis)
{
    size_t first = text->size + 1, end = block.first + block.size;
    for (; *emphasis < draft->emphasis_count && draft->emphases[*emphasis].first < end; ++*emphasis) {
        struct article_emphasis moved = draft->emphases[*emphasis];
        moved.first = moved.first - block.first + first;
        if (!leave_out)
            article->emphases[article->emphasis_count++] = moved;
    }
    if (leave_out)
        return;
    buffer_add_byte(text, '\n');
    buffer_add(text, draft->text.bytes + block.first, block.size);
    block.first = first;
    if (block.kind == BLOCK_HEADING && block.level == 1)
        block.level = 2; /* 1 is the title alone */
    article->blocks[article->block_count++] = block;
}

static void assemble(struct article *article, const struct article_draft *draft, int title_heading)
{
    struct buffer text;
    int emphasis = 0;
    buffer_init(&text);
    buffer_add_text(&text, article->title);
    article->blocks = arena_new(&article->arena, (size_t)draft->block_count + 1, sizeof *article->blocks);
    article->emphases = arena_new(&article->arena, (size_t)draft->emphasis_count, sizeof *article->emphases);
    article->blocks[article->block_count++] =
        (struct article_block){.kind = BLOCK_HEADING, .level = 1, .size = text.size};
    for (int i = 0; i < draft->block_count; i++)
        move_block(article, &text, draft, draft->blocks[i], i == title_heading, &emphasis);
    qsort(article->emphases, (size_t)article->emphasis_count, sizeof *article->emphases, by_place);
    article->text = arena_copy(&article->arena, buffer_text(&text), text.size);
    article->size = text.size;
    buffer_destroy(&text);
}

/* ---- all of it ---- */

static void clear(struct article *article)
{
    arena_destroy(&article->arena);
    *article = (struct article){.id = "",
                                .language = "",
                                .group = "",
                                .title = "",
                                .summary = "",
                                .facts = "",
                                .sources = "",
                                .date = "",
                                .text = ""};
    arena_init(&article->arena);
}

static bool parse_body(struct article *article, struct article_source *source, size_t body)
{
    struct article_draft draft;
    article_draft_init(&draft);
    bool right = article_blocks_parse(&draft, source, body);
    int heading = find_title(article, &draft);
    if (right && draft.block_count == (heading >= 0)) {
        article_complain(source, DIAGNOSTIC_ERROR, body, NULL, _("there is nothing to read in this file"),
                         NULL);
        right = false;
    }
    if (right) {
        choose_title(article, &draft, heading, source->file);
        assemble(article, &draft, heading);
        article_find_sentences(article);
    }
    article_draft_destroy(&draft);
    return right;
}

bool article_parse(struct article *article, const char *bytes, size_t size, const char *file, bool own,
                   struct diagnostics *diagnostics)
{
    struct article_source source;
    size_t body = 0;
    arena_init(&article->arena);
    clear(article);
    article->own = own;
    article_source_init(&source, bytes, size, file, own, diagnostics);
    bool right = article_source_check(&source) && article_front_parse(article, &source, &body) &&
                 parse_body(article, &source, body);
    if (!right)
        clear(article);
    return right;
}

void article_destroy(struct article *article)
{
    clear(article);
}

/* ---- looking things up ---- */

int article_sentence_at(const struct article *article, size_t offset)
{
    int low = 0, high = article->sentence_count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        const struct article_sentence *sentence = &article->sentences[middle];
        if (sentence->first + sentence->size > offset)
            high = middle;
        else
            low = middle + 1;
    }
    return low < article->sentence_count ? low : -1;
}

int article_last_sentence(const struct article *article, size_t first, size_t end)
{
    int low = 0, high = article->sentence_count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (article->sentences[middle].first < end)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return -1;
    const struct article_sentence *sentence = &article->sentences[low - 1];
    return sentence->first + sentence->size > first ? low - 1 : -1;
}

int article_block_at(const struct article *article, size_t offset)
{
    int low = 0, high = article->block_count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (article->blocks[middle].first <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low - 1;
}

int article_minutes(const struct article *article, int units_a_minute)
{
    int pace = units_a_minute > 0 ? units_a_minute : 1;
    int minutes = article->reading_units / pace + (article->reading_units % pace > 0);
    return minutes > 0 ? minutes : 1;
}
