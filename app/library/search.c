#include "library/search.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

enum { WORDS_AT_MOST = 20 }; /* of a question; what comes behind them is not looked for */

/* What the place of the best hit counts: more than all hits that differ. */
enum { IN_TEXT, IN_HEADING, IN_TITLE, PLACE_COUNTS = 10000, HITS_AT_MOST = PLACE_COUNTS - 1 };

/* --- characters as they are compared ------------------------------------------------------------------- */

/* Full width as half width (of NFKC what keyboards give: U+FF01 to U+FF5E and the blank), capital letters as small ones. */
static uint32_t fold(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFEE0;
    if (c == 0x3000 || c == 0xA0)
        return ' ';
    bool capital = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
    return capital ? c + 0x20 : c;
}

static bool is_latin(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0x24F && c != 0xF7);
}

static bool is_blank(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Marks do not part words, but none begins or ends with one: "呼吸？" is "呼吸". */
static bool is_mark(uint32_t c)
{
    return (c < 0x80 && !is_latin(c)) || (c >= 0x2000 && c <= 0x206F) ||
           (c >= 0x3001 && c <= 0x303F && !utf8_is_hanzi(c));
}

/* --- the question -------------------------------------------------------------------------------------- */

struct word {
    const uint32_t *characters;
    size_t count;
    bool latin; /* begins with a letter or figure: stands only where a word begins */
    int hits;
    size_t last; /* where it stood last */
    int place;   /* the best one */
    bool here;   /* in this block */
};

struct asked {
    uint32_t *characters; /* folded */
    struct word words[WORDS_AT_MOST];
    int count;
};

static void add_word(struct asked *asked, const uint32_t *at, size_t count)
{
    while (count > 0 && is_mark(*at)) {
        at++;
        count--;
    }
    while (count > 0 && is_mark(at[count - 1]))
        count--;
    if (count > 0 && asked->count < WORDS_AT_MOST)
        asked->words[asked->count++] =
            (struct word){.characters = at, .count = count, .latin = is_latin(*at)};
}

static void read_question(struct asked *asked, const char *text)
{
    size_t size = strlen(text), count = 0, start = 0;
    uint32_t c;
    *asked = (struct asked){.characters = memory_new(size + 1, sizeof *asked->characters)};
    for (size_t at = 0; at < size;) {
        at += utf8_decode(text + at, size - at, &c);
        asked->characters[count++] = fold(c);
    }
    for (size_t i = 0; i <= count; i++)
        if (i == count || is_blank(asked->characters[i])) {
            add_word(asked, asked->characters + start, i - start);
            start = i + 1;
        }
}

/* --- an article ---------------------------------------------------------------------------------------- */

static bool stands_at(const struct word *word, const struct article *article, size_t at)
{
    uint32_t c;
    for (size_t i = 0; i < word->count; i++) {
        if (at >= article->size)
            return false;
        at += utf8_decode(article->text + at, article->size - at, &c);
        if (fold(c) != word->characters[i])
            return false;
    }
    return true;
}

static int place_of(const struct article_block *block)
{
    if (block->kind != BLOCK_HEADING)
        return IN_TEXT;
    return block->level == 1 ? IN_TITLE : IN_HEADING;
}

/* Where all words stand nearest to each other, so far. */
struct nearest {
    size_t at, distance;
    bool any;
};

static void take_nearest(struct nearest *nearest, const struct asked *asked, size_t at)
{
    size_t first = at;
    for (int i = 0; i < asked->count; i++) {
        if (asked->words[i].hits == 0)
            return;
        if (asked->words[i].last < first)
            first = asked->words[i].last;
    }
    if (nearest->any && at - first >= nearest->distance)
        return;
    *nearest = (struct nearest){.at = first, .distance = at - first, .any = true};
}

/* Counts the words that begin at this byte. False: none does. */
static bool take_hits(struct asked *asked, const struct article *article, size_t at, uint32_t c, bool begins)
{
    bool any = false;
    for (int i = 0; i < asked->count; i++) {
        struct word *word = &asked->words[i];
        if (*word->characters != c || (word->latin && !begins) || !stands_at(word, article, at))
            continue;
        word->hits++;
        word->last = at;
        word->here = any = true;
    }
    return any;
}

static void look_in_block(struct asked *asked, const struct article *article,
                          const struct article_block *block, struct nearest *nearest)
{
    uint32_t before = ' ', c;
    for (size_t at = block->first, next; at < block->first + block->size; at = next, before = c) {
        next = at + utf8_decode(article->text + at, article->size - at, &c);
        c = fold(c);
        if (take_hits(asked, article, at, c, !is_latin(before)))
            take_nearest(nearest, asked, at);
    }
    for (int i = 0; i < asked->count; i++) {
        struct word *word = &asked->words[i];
        if (word->here && place_of(block) > word->place)
            word->place = place_of(block);
        word->here = false;
    }
}

/* False: not all of the words stand in it. */
static bool look_in_article(struct asked *asked, const struct article *article, struct search_hit *hit)
{
    struct nearest nearest = {0};
    int places = 0, hits = 0;
    for (int i = 0; i < asked->count; i++)
        asked->words[i].hits = asked->words[i].place = 0;
    for (int i = 0; i < article->block_count; i++)
        look_in_block(asked, article, &article->blocks[i], &nearest);
    for (int i = 0; i < asked->count; i++) {
        places += asked->words[i].place;
        hits += hits < HITS_AT_MOST ? asked->words[i].hits : 0;
    }
    int sentence = article_sentence_at(article, nearest.at);
    *hit = (struct search_hit){
        .article = article,
        .at = sentence >= 0 ? article->sentences[sentence].first : nearest.at,
        .score = places * PLACE_COUNTS + (hits < HITS_AT_MOST ? hits : HITS_AT_MOST),
    };
    return nearest.any;
}

/* --- the shelf ----------------------------------------------------------------------------------------- */

/* Of equal ones the first on the shelf. */
static int best_first(const void *a, const void *b)
{
    const struct search_hit *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return x->article < y->article ? -1 : 1;
}

int search_shelf(const struct shelf *shelf, const char *question, struct search_hit *hits, int at_most)
{
    struct asked asked;
    struct search_hit *all = memory_new((size_t)shelf->count, sizeof *all);
    int count = 0;
    read_question(&asked, question);
    for (int i = 0; i < shelf->count && asked.count > 0; i++)
        if (!shelf->articles[i].by_choice && look_in_article(&asked, &shelf->articles[i], &all[count]))
            count++;
    qsort(all, (size_t)count, sizeof *all, best_first);
    count = count < at_most ? count : at_most;
    for (int i = 0; i < count; i++)
        hits[i] = all[i];
    free(all);
    free(asked.characters);
    return count;
}
