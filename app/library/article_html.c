#include "library/article_html.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* What a byte stands in: emphasis, and marks such as （有争议）. They lie within blocks, but may overlap. */
enum layer { LAYER_STRONG, LAYER_SOFT, LAYER_MARK, LAYERS };

struct html {
    const struct article *article;
    struct buffer *out;
    int *changes[LAYERS]; /* at each byte: how many of these begin, less how many have ended */
    bool has_mark;
};

static const char *const open_tags[LAYERS] = {"<strong>", "<em>", "<span class=\"mark\">"};
static const char *const close_tags[LAYERS] = {"</strong>", "</em>", "</span>"};

static const char style[] =
    "@page { size: A4; margin: 18mm }\n"
    "body { font: 17pt/1.6 \"Noto Sans CJK SC\", \"Noto Sans\", sans-serif; color: #000; background: #fff;"
    " max-width: 40em; margin: 0 auto; padding: 0 1em }\n"
    "h1 { font-size: 28pt; line-height: 1.25; margin: 0.2em 0 }\n"
    "h2 { font-size: 21pt } h3, h4, h5, h6 { font-size: 18pt }\n"
    "h1, h2, h3, h4, h5, h6 { break-after: avoid }\n"
    "p, li { orphans: 2; widows: 2; overflow-wrap: anywhere }\n"
    "li { margin: 0.3em 0 }\n"
    ".in2 { margin-left: 2em } .in3 { margin-left: 4em } .in4 { margin-left: 6em }\n"
    "blockquote { border: 2px solid #000; border-left-width: 10px; margin: 1em 0; padding: 0 0.8em;"
    " break-inside: avoid }\n"
    "blockquote p { margin: 0.5em 0 }\n"
    ".mark { font-weight: bold; border-bottom: 2px solid #000 }\n"
    ".summary { font-size: 19pt } .group { margin: 0 }\n"
    "footer { border-top: 2px solid #000; margin-top: 1.5em; font-size: 13pt; break-inside: avoid }\n"
    "@media print { body { max-width: none; padding: 0 } }\n";

/* --- text ------------------------------------------------------------------------------------------------ */

static void add_byte(struct buffer *out, char byte)
{
    switch (byte) {
    case '&':
        buffer_add_text(out, "&amp;");
        break;
    case '<':
        buffer_add_text(out, "&lt;");
        break;
    case '>':
        buffer_add_text(out, "&gt;");
        break;
    case '"':
        buffer_add_text(out, "&quot;");
        break;
    default:
        buffer_add_byte(out, byte);
    }
}

static void add_escaped(struct buffer *out, const char *text)
{
    for (; *text; text++)
        add_byte(out, *text);
}

static void add_line(struct buffer *out, const char *class, const char *text)
{
    if (!*text)
        return;
    buffer_printf(out, "<p class=\"%s\">", class);
    add_escaped(out, text);
    buffer_add_text(out, "</p>\n");
}

/* --- what stands out in it --------------------------------------------------------------------------------- */

static void note_span(struct html *html, enum layer layer, size_t first, size_t size)
{
    html->changes[layer][first]++;
    html->changes[layer][first + size]--;
}

static void note_marks(struct html *html)
{
    static const char *const marks[] = {"（较旧）", "（有争议）", "（来源弱）",
                                        "(older)",  "(disputed)", "(weak source)"};
    const char *text = html->article->text;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        for (const char *at = strstr(text, marks[i]); at; at = strstr(at + 1, marks[i])) {
            note_span(html, LAYER_MARK, (size_t)(at - text), strlen(marks[i]));
            html->has_mark = true;
        }
}

static void note_emphases(struct html *html)
{
    const struct article *article = html->article;
    for (int i = 0; i < article->emphasis_count; i++) {
        const struct article_emphasis *emphasis = &article->emphases[i];
        note_span(html, emphasis->strong ? LAYER_STRONG : LAYER_SOFT, emphasis->first, emphasis->size);
    }
}

static void change_tags(struct buffer *out, unsigned from, unsigned to)
{
    for (int layer = LAYERS - 1; from != to && layer >= 0; layer--)
        if (from & 1u << layer)
            buffer_add_text(out, close_tags[layer]);
    for (int layer = 0; from != to && layer < LAYERS; layer++)
        if (to & 1u << layer)
            buffer_add_text(out, open_tags[layer]);
}

static void add_text(struct html *html, const struct article_block *block)
{
    int depth[LAYERS] = {0};
    unsigned open = 0;
    for (size_t at = block->first; at < block->first + block->size; at++) {
        unsigned wanted = 0;
        for (int layer = 0; layer < LAYERS; layer++) {
            depth[layer] += html->changes[layer][at];
            wanted |= depth[layer] > 0 ? 1u << layer : 0;
        }
        change_tags(html->out, open, wanted);
        open = wanted;
        add_byte(html->out, html->article->text[at]);
    }
    change_tags(html->out, open, 0);
}

/* --- blocks ------------------------------------------------------------------------------------------------ */

/* Lists within lists stand one after the other, further in: items of one depth and kind are one list. */
static bool is_one_list(const struct article_block *a, const struct article_block *b)
{
    return a->kind == BLOCK_ITEM && b->kind == BLOCK_ITEM && a->level == b->level &&
           (a->number > 0) == (b->number > 0);
}

static void add_item(struct html *html, int index)
{
    const struct article *article = html->article;
    const struct article_block *block = &article->blocks[index];
    const char *list = block->number > 0 ? "ol" : "ul";
    if (index == 0 || !is_one_list(block - 1, block))
        buffer_printf(html->out, "<%s class=\"in%d\">\n", list, block->level < 4 ? block->level : 4);
    if (block->number > 0)
        buffer_printf(html->out, "<li value=\"%d\">", block->number);
    else
        buffer_add_text(html->out, "<li>");
    add_text(html, block);
    buffer_add_text(html->out, "</li>\n");
    if (index + 1 == article->block_count || !is_one_list(block, block + 1))
        buffer_printf(html->out, "</%s>\n", list);
}

static int heading_level(const struct article_block *block, int index)
{
    return index == 0 ? 1 : block->level < 2 ? 2 : block->level;
}

static void add_block(struct html *html, int index)
{
    const struct article_block *block = &html->article->blocks[index];
    switch (block->kind) {
    case BLOCK_HEADING:
        buffer_printf(html->out, "<h%d>", heading_level(block, index));
        add_text(html, block);
        buffer_printf(html->out, "</h%d>\n", heading_level(block, index));
        break;
    case BLOCK_ITEM:
        add_item(html, index);
        break;
    case BLOCK_CALLOUT:
        buffer_add_text(html->out, "<blockquote><p>");
        add_text(html, block);
        buffer_add_text(html->out, "</p></blockquote>\n");
        break;
    default:
        buffer_add_text(html->out, "<p>");
        add_text(html, block);
        buffer_add_text(html->out, "</p>\n");
    }
}

/* --- around it --------------------------------------------------------------------------------------------- */

static void add_head(const struct html *html, const char *language)
{
    struct buffer *out = html->out;
    buffer_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", language);
    buffer_add_text(out, "<meta http-equiv=\"Content-Security-Policy\" "
                         "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                         "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    add_escaped(out, html->article->title);
    buffer_printf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", style);
}

/* Groups 3, 4 and 7: treatment and care, medicines, the course of the illness (content/README.md). */
static bool waits_for_review(const struct article *article)
{
    const char *group = article->group;
    return !article->own && group[0] == 'G' && group[1] && strchr("347", group[1]) && group[2] == ' ';
}

static void add_sources(const struct html *html)
{
    const char *sources = html->article->sources;
    if (strchr(sources, 'A'))
        add_line(html->out, "source",
                 _("The first source: the entry on ALS in Baidu Baike, retrieved on 22 November 2025."));
    if (strchr(sources, 'B'))
        add_line(html->out, "source",
                 _("The second source: an undated article by Hangji Stem Cell, of about the end of 2025."));
}

static void add_foot(const struct html *html)
{
    const struct article *article = html->article;
    struct buffer *out = html->out, date = {0};
    buffer_add_text(out, "<footer>\n");
    if (html->has_mark && !article->own)
        add_line(
            out, "legend",
            _("Marks: (older): things have changed since. (disputed): others disagree. (weak source): the "
              "source gives no evidence, or it is hard to check."));
    if (article->own)
        add_line(out, "source", _("Written by the family. Nobody else has reviewed it."));
    else
        add_sources(html);
    if (article->date[0])
        buffer_printf(&date, _("Written on %s."), article->date);
    add_line(out, "date", buffer_text(&date));
    if (waits_for_review(article))
        add_line(out, "review", _("No neurologist and no pharmacist has reviewed this article yet."));
    add_line(out, "doctor", _("This replaces no doctor. In an emergency call for help at once."));
    buffer_add_text(out, "</footer>\n</body>\n</html>\n");
    buffer_destroy(&date);
}

/* "G1 What it is" → what is behind the first blank. */
static const char *name_of_group(const struct article *article)
{
    const char *blank = strchr(article->group, ' ');
    return blank && !article->own ? blank + 1 : "";
}

void article_html(const struct article *article, const char *language, struct buffer *out)
{
    struct html html = {.article = article, .out = out};
    for (int layer = 0; layer < LAYERS; layer++)
        html.changes[layer] = memory_new(article->size + 1, sizeof *html.changes[layer]);
    note_emphases(&html);
    note_marks(&html);
    add_head(&html, language);
    add_line(out, "group", name_of_group(article));
    for (int i = 0; i < article->block_count; i++) {
        add_block(&html, i);
        if (i == 0)
            add_line(out, "summary", article->summary);
    }
    add_foot(&html);
    for (int layer = 0; layer < LAYERS; layer++)
        free(html.changes[layer]);
}
