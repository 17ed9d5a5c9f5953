/* How long article_parse() takes: for each of the articles of content/, and for files of 2 MB, ordinary and hostile.
 *
 *     article_bench CONTENT        wanted: opening an article takes 50 ms at most, pages and picture included */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "library/article.h"

enum { ARTICLES = 31, TIMES = 20 };

static double now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static bool read_file(const char *path, struct buffer *out)
{
    char piece[4096];
    FILE *file = fopen(path, "rb");
    buffer_clear(out);
    if (!file)
        return false;
    for (size_t size; (size = fread(piece, 1, sizeof piece, file)) > 0;)
        buffer_add(out, piece, size);
    fclose(file);
    return true;
}

/* The mean of TIMES parses, in ms; negative: refused. */
static double time_parse(const struct buffer *bytes, bool own, int times, struct article *last)
{
    double start = now_ms();
    bool right = true;
    for (int i = 0; i < times; i++) {
        if (i)
            article_destroy(last);
        right = article_parse(last, buffer_text(bytes), bytes->size, "bench.md", own, NULL);
    }
    double taken = (now_ms() - start) / times;
    return right ? taken : -taken;
}

static bool time_articles(const char *content, struct buffer *all)
{
    struct buffer bytes;
    struct article article;
    double sum = 0, most = 0;
    char path[4096], slowest[8] = "";
    buffer_init(&bytes);
    for (int i = 0; i < 2 * ARTICLES; i++) {
        const char *language = i < ARTICLES ? "zh" : "en";
        snprintf(path, sizeof path, "%s/%s/L%02d.md", content, language, i % ARTICLES + 1);
        if (!read_file(path, &bytes)) {
            fprintf(stderr, "article_bench: %s cannot be read\n", path);
            return false;
        }
        double taken = time_parse(&bytes, false, TIMES, &article);
        article_destroy(&article);
        if (taken < 0)
            fprintf(stderr, "article_bench: %s was refused\n", path);
        if (taken > most)
            snprintf(slowest, sizeof slowest, "%s/L%02d", language, i % ARTICLES + 1);
        most = taken > most ? taken : most;
        sum += taken;
        buffer_add(all, bytes.bytes, bytes.size);
    }
    printf("%d articles: mean %.3f ms, most %.3f ms (%s)\n", 2 * ARTICLES, sum / (2 * ARTICLES), most,
           slowest);
    buffer_destroy(&bytes);
    return true;
}

struct large {
    const char *what;
    const char *head;            /* once, before all */
    const char *piece, *between; /* `between` behind every `every` pieces */
    size_t every;
};

static void fill(struct buffer *bytes, const struct large *large, size_t most)
{
    size_t step = strlen(large->piece) + strlen(large->between);
    buffer_add_text(bytes, large->head);
    for (size_t count = 1; bytes->size + step <= most; count++) {
        buffer_add_text(bytes, large->piece);
        if (large->every && count % large->every == 0)
            buffer_add_text(bytes, large->between);
    }
}

static void time_large(const struct large *large, size_t most)
{
    struct buffer bytes;
    struct article article;
    buffer_init(&bytes);
    fill(&bytes, large, most);
    double taken = time_parse(&bytes, true, 1, &article);
    printf("%4zu kB of %-30s %8.1f ms%s, %d blocks, %d sentences\n", bytes.size / 1000, large->what,
           taken < 0 ? -taken : taken, taken < 0 ? " (refused)" : "", article.block_count,
           article.sentence_count);
    fflush(stdout);
    article_destroy(&article);
    buffer_destroy(&bytes);
}

static const struct large hostile[] = {
    {"one line of Hanzi", "", "渐", "", 0},
    {"one line of marks", "", "。", "", 0},
    {"words without an end", "", "word ", "", 0},
    {"short paragraphs, too many", "", "a\n\n", "", 0},
    {"long paragraphs", "", "病人说，", "\n\n", 20},
    {"[", "", "[", "", 0},
    {"[a](, too many", "", "[a](", "", 0},
    {"[a](, as many as may be", "", "[a](<b\n", "\n", 1000},
    {"[a](b \"", "", "[a](b \"", "\n", 10},
    {"![", "", "![", "", 0},
    {"*a _b **c", "", "*a _b **c ", "\n", 10},
    {"**a", "", "**a", "", 0},
    {"` of all lengths", "", "`a``a```a````a", "", 0},
    {"<a", "", "<a ", "", 0},
    {"<!--", "", "<!--", "\n", 10},
    {"<b>", "", "<b>", "", 0},
    {"&amp;", "", "&amp;", "", 0},
    {"quotes as deep as may be", "", "> > > > > > > > > > > > > > > > > > > > > > > > > a\n", "\n", 1},
    {"a list as deep, and empty lines", "- - - - - - - - - - - - - - - - - - - - - - - - - a\n", "\n", "", 0},
    {"quotes deeper than that", "", "> ", "\n", 1000},
    {"link definitions", "", "[aaaaaa]: /b\n", "\n", 1000},
    {"many links, one definition", "[a]: <http://long.address/to/repeat>\n\n", "[a] ", "\n\n", 1000},
    {"a table of many columns", "", "|---", "\n", 20000},
    {"a table of many rows", "a|b|c|d|e|f|g|h\n---|---|---|---|---|---|---|---\n", "a\n", "", 0},
    {"HTML comments, one in another", "", "<!-- a\n", "", 0}};

int main(int count, char **arguments)
{
    struct buffer all;
    buffer_init(&all);
    if (count != 2 || !time_articles(arguments[1], &all)) {
        fprintf(stderr, "article_bench CONTENT\n");
        return 2;
    }
    time_large(&(struct large){"our articles over and over", "", buffer_text(&all), "", 0}, 1000000);
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++)
        time_large(&hostile[i], ARTICLE_BYTES_AT_MOST);
    buffer_destroy(&all);
    return 0;
}
