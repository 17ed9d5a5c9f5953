#include "library/article_blocks.h"

#include <md4c.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "library/article_entity.h"

/* Link definitions and tables can make much out of little. */
enum { TEXT_BYTES_AT_MOST = 2 * ARTICLE_BYTES_AT_MOST, CALLS_AT_MOST = 4 * ARTICLE_BYTES_AT_MOST };

enum { SOFT, STRONG, EMPHASIS_KINDS };
static const size_t NOWHERE = SIZE_MAX;

struct container { /* a list, or a quote */
    bool quote, ordered;
    bool item_due; /* the next block is the item's first */
    int number;    /* of that item */
};

struct builder {
    struct article_draft *draft;
    struct article_source *source;
    struct container containers[ARTICLE_DEPTH_AT_MOST + 1];
    int depth, lists;
    int heading;         /* level of the one we are in; 0: none */
    bool code;           /* in a block of code */
    bool open;           /* a block is open */
    bool gap, line_gap;  /* blanks, or the end of a line, stand before what comes next */
    uint32_t last;       /* character of the open block */
    bool cell_gap;       /* the next character begins another cell of a table's row */
    const char *warning; /* due at the next text */
    struct {
        int depth;    /* spans of this kind around us */
        size_t first; /* NOWHERE: with the next character */
    } emphasis[EMPHASIS_KINDS];
    size_t link;  /* where its text begins */
    size_t place; /* offset in the source of the newest text */
    long calls;   /* of md4c's */
    const char *refusal;
};

/* ---- blocks ---- */

static void keep_emphasis(struct builder *builder, int kind)
{
    struct article_draft *draft = builder->draft;
    size_t first = builder->emphasis[kind].first;
    builder->emphasis[kind].first = NOWHERE;
    if (first == NOWHERE)
        return;
    if (draft->emphasis_count == draft->emphasis_capacity) {
        draft->emphasis_capacity = draft->emphasis_capacity * 2 + 16;
        draft->emphases =
            memory_grow(draft->emphases, (size_t)draft->emphasis_capacity, sizeof *draft->emphases);
    }
    draft->emphases[draft->emphasis_count++] =
        (struct article_emphasis){.first = first, .size = draft->text.size - first, .strong = kind == STRONG};
}

static void end_block(struct builder *builder)
{
    if (!builder->open)
        return;
    for (int kind = 0; kind < EMPHASIS_KINDS; kind++)
        keep_emphasis(builder, kind);
    struct article_block *block = &builder->draft->blocks[builder->draft->block_count - 1];
    block->size = builder->draft->text.size - block->first;
    builder->open = false;
}

static struct container *innermost(struct builder *builder)
{
    return builder->depth ? &builder->containers[builder->depth - 1] : NULL;
}

static struct article_block next_block(struct builder *builder)
{
    struct container *in = innermost(builder);
    bool item = in && in->item_due;
    if (item)
        in->item_due = false;
    if (builder->heading)
        return (struct article_block){.kind = BLOCK_HEADING, .level = builder->heading};
    if (in && in->quote)
        return (struct article_block){.kind = BLOCK_CALLOUT};
    if (item)
        return (struct article_block){
            .kind = BLOCK_ITEM, .level = builder->lists, .number = in->ordered ? in->number : 0};
    return (struct article_block){.kind = BLOCK_PARAGRAPH};
}

static void open_block(struct builder *builder)
{
    struct article_draft *draft = builder->draft;
    if (draft->block_count == draft->block_capacity) {
        draft->block_capacity = draft->block_capacity * 2 + 32;
        draft->blocks = memory_grow(draft->blocks, (size_t)draft->block_capacity, sizeof *draft->blocks);
    }
    if (draft->block_count)
        buffer_add_byte(&draft->text, '\n');
    struct article_block block = next_block(builder);
    block.first = draft->text.size;
    draft->blocks[draft->block_count++] = block;
    builder->open = true;
    builder->gap = builder->line_gap = builder->cell_gap = false;
    builder->last = 0;
    if (draft->block_count >= ARTICLE_BLOCKS_AT_MOST)
        builder->refusal = _("there are too many paragraphs in this file");
}

/* ---- characters ---- */

static void add_gap(struct builder *builder, uint32_t next)
{
    struct buffer *text = &builder->draft->text;
    bool beside_wide = article_is_wide(builder->last) || article_is_wide(next);
    if (builder->cell_gap)
        buffer_add_text(text, beside_wide ? "；" : "; ");
    else if (builder->gap || (builder->line_gap && !beside_wide))
        buffer_add_byte(text, ' ');
    builder->gap = builder->line_gap = builder->cell_gap = false;
}

static void add_character(struct builder *builder, uint32_t c)
{
    if (article_is_blank(c)) {
        builder->gap = true;
        return;
    }
    if (article_is_invisible(c))
        return;
    if (!builder->open)
        open_block(builder);
    else
        add_gap(builder, c);
    struct buffer *text = &builder->draft->text;
    for (int kind = 0; kind < EMPHASIS_KINDS; kind++)
        if (builder->emphasis[kind].depth && builder->emphasis[kind].first == NOWHERE)
            builder->emphasis[kind].first = text->size;
    char bytes[4];
    buffer_add(text, bytes, utf8_encode(c, bytes));
    builder->last = c;
    if (text->size > TEXT_BYTES_AT_MOST)
        builder->refusal = _("this file is too large to be shown");
}

static void add_text(struct builder *builder, const char *bytes, size_t size)
{
    uint32_t c;
    for (size_t at = 0; at < size && !builder->refusal;) {
        at += utf8_decode(bytes + at, size - at, &c);
        if (c == '\n' || c == '\r')
            builder->line_gap = true;
        else
            add_character(builder, c);
    }
}

static void add_entity(struct builder *builder, const char *bytes, size_t size)
{
    uint32_t c = article_entity(bytes, size);
    if (c)
        add_character(builder, c);
    else
        add_text(builder, bytes, size);
}

static void hard_break(struct builder *builder)
{
    if (builder->heading)
        builder->line_gap = true;
    else
        end_block(builder);
}

/* Each line of it a paragraph. */
static void add_code(struct builder *builder, const char *bytes, size_t size)
{
    for (size_t at = 0; at < size;) {
        const char *end = memchr(bytes + at, '\n', size - at);
        size_t line = end ? (size_t)(end - bytes) - at : size - at;
        add_text(builder, bytes + at, line);
        if (end)
            end_block(builder);
        at += line + (end != NULL);
    }
}

/* ---- where we are, and what is odd there ---- */

static void see_place(struct builder *builder, const char *bytes)
{
    uintptr_t first = (uintptr_t)builder->source->bytes, at = (uintptr_t)bytes;
    if (at >= first && at < first + builder->source->size)
        builder->place = (size_t)(at - first);
    if (builder->warning)
        article_complain(builder->source, DIAGNOSTIC_WARNING, builder->place, NULL, builder->warning, NULL);
    builder->warning = NULL;
}

/* ---- what md4c finds ---- */

static int go_on(struct builder *builder)
{
    if (++builder->calls > CALLS_AT_MOST)
        builder->refusal = _("this file is too large to be shown");
    return builder->refusal != NULL;
}

static void push(struct builder *builder, struct container container)
{
    if (builder->depth == ARTICLE_DEPTH_AT_MOST) {
        builder->refusal = _("lists stand too deep within each other here");
        return;
    }
    builder->containers[builder->depth++] = container;
    builder->lists += !container.quote;
}

static void pop(struct builder *builder)
{
    builder->lists -= !builder->containers[--builder->depth].quote;
}

static void enter_list(struct builder *builder, bool ordered, unsigned start)
{
    push(builder, (struct container){.ordered = ordered, .number = (int)start - 1});
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct builder *builder = user;
    if (type == MD_BLOCK_TH || type == MD_BLOCK_TD) {
        builder->cell_gap = builder->open;
        return go_on(builder);
    }
    end_block(builder);
    if (type == MD_BLOCK_QUOTE)
        push(builder, (struct container){.quote = true});
    else if (type == MD_BLOCK_UL)
        enter_list(builder, false, 0);
    else if (type == MD_BLOCK_OL)
        enter_list(builder, true, ((MD_BLOCK_OL_DETAIL *)detail)->start);
    else if (type == MD_BLOCK_LI) {
        innermost(builder)->item_due = true;
        innermost(builder)->number++;
    } else if (type == MD_BLOCK_H)
        builder->heading = (int)((MD_BLOCK_H_DETAIL *)detail)->level;
    else if (type == MD_BLOCK_CODE) {
        builder->code = true;
        builder->warning = _("a block of code is shown as plain text");
    } else if (type == MD_BLOCK_TABLE)
        builder->warning = _("a table is shown as plain text, a line for each row");
    return go_on(builder);
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct builder *builder = user;
    (void)detail;
    if (type == MD_BLOCK_TH || type == MD_BLOCK_TD)
        return go_on(builder);
    end_block(builder);
    if (type == MD_BLOCK_QUOTE || type == MD_BLOCK_UL || type == MD_BLOCK_OL)
        pop(builder);
    else if (type == MD_BLOCK_H)
        builder->heading = 0;
    else if (type == MD_BLOCK_CODE)
        builder->code = false;
    return go_on(builder);
}

static void plain_address(const MD_ATTRIBUTE *address, struct buffer *out)
{
    for (int i = 0; address->size && address->substr_offsets[i] < address->size; i++) {
        const char *part = address->text + address->substr_offsets[i];
        size_t size = address->substr_offsets[i + 1] - address->substr_offsets[i];
        uint32_t c = address->substr_types[i] == MD_TEXT_ENTITY ? article_entity(part, size) : 0;
        char bytes[4];
        if (c)
            buffer_add(out, bytes, utf8_encode(c, bytes));
        else
            buffer_add(out, part, size);
    }
}

/* The address behind a link's text, unless the text is the address. */
static void add_address(struct builder *builder, const MD_ATTRIBUTE *address)
{
    static const char mail[] = "mailto:";
    struct buffer plain;
    buffer_init(&plain);
    plain_address(address, &plain);
    const char *text = buffer_text(&builder->draft->text), *shown = buffer_text(&plain);
    size_t first = builder->link, end = builder->draft->text.size;
    while (first < end && (text[first] == ' ' || text[first] == '\n'))
        first++;
    if (strncmp(shown, mail, sizeof mail - 1) == 0 && strcmp(shown + sizeof mail - 1, text + first) == 0)
        shown = text + first;
    if (*shown && strcmp(shown, text + first) != 0) {
        bool wide = article_is_wide(builder->last);
        add_text(builder, wide ? "（" : " (", strlen(wide ? "（" : " ("));
        add_text(builder, shown, strlen(shown));
        add_text(builder, wide ? "）" : ")", strlen(wide ? "）" : ")"));
    }
    buffer_destroy(&plain);
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user)
{
    struct builder *builder = user;
    (void)detail;
    if (type == MD_SPAN_EM || type == MD_SPAN_STRONG) {
        int kind = type == MD_SPAN_STRONG ? STRONG : SOFT;
        builder->emphasis[kind].depth++;
    } else if (type == MD_SPAN_A)
        builder->link = builder->draft->text.size;
    else if (type == MD_SPAN_IMG)
        builder->warning = _("a picture cannot be shown here; its description stands in its place");
    return go_on(builder);
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user)
{
    struct builder *builder = user;
    if (type == MD_SPAN_EM || type == MD_SPAN_STRONG) {
        int kind = type == MD_SPAN_STRONG ? STRONG : SOFT;
        if (--builder->emphasis[kind].depth == 0)
            keep_emphasis(builder, kind);
    } else if (type == MD_SPAN_A)
        add_address(builder, &((MD_SPAN_A_DETAIL *)detail)->href);
    else if (type == MD_SPAN_IMG)
        see_place(builder, NULL);
    return go_on(builder);
}

static int take_text(MD_TEXTTYPE type, const MD_CHAR *bytes, MD_SIZE size, void *user)
{
    struct builder *builder = user;
    if (type == MD_TEXT_HTML)
        builder->warning = _("HTML is shown as it is written");
    see_place(builder, bytes);
    if (type == MD_TEXT_BR)
        hard_break(builder);
    else if (type == MD_TEXT_SOFTBR)
        builder->line_gap = true;
    else if (type == MD_TEXT_ENTITY)
        add_entity(builder, bytes, size);
    else if (builder->code)
        add_code(builder, bytes, size);
    else
        add_text(builder, bytes, size);
    return go_on(builder);
}

/* ---- before md4c: its work grows with the depth times the lines, and with the links times the paragraph ---- */

/* Behind the marker of a list or quote at `at`; `at` when there is none. */
static size_t behind_marker(const struct article_source *source, size_t at)
{
    const char *bytes = source->bytes;
    size_t end = at;
    if (end < source->size && bytes[end] == '>')
        return end + 1;
    while (end < source->size && bytes[end] >= '0' && bytes[end] <= '9')
        end++;
    const char *marks = end > at ? ".)" : "-+*";
    if (end >= source->size || !bytes[end] || !strchr(marks, bytes[end]))
        return at;
    end++;
    bool apart = end == source->size || strchr(" \t\r\n", bytes[end]);
    return apart ? end : at;
}

/* How deep the line at `at` can stand: two columns for each list around it, and its own markers. */
static size_t depth_of_line(const struct article_source *source, size_t at)
{
    size_t columns = 0, markers = 0;
    for (size_t next; at < source->size; at = next) {
        char c = source->bytes[at];
        next = at + 1;
        if (c == ' ' || c == '\t') {
            columns += c == '\t' ? 4 : 1;
            continue;
        }
        next = behind_marker(source, at);
        if (next == at)
            break;
        markers++;
    }
    return markers ? markers + columns / 2 : 0;
}

/* Indented text need not be a list: what looks too deep by far is refused here, the rest by push(). */
enum { DEPTH_SEEN_AT_MOST = 4 * ARTICLE_DEPTH_AT_MOST };

static bool refuse(struct article_source *source, size_t at, const char *reason)
{
    article_complain(source, DIAGNOSTIC_ERROR, at, NULL, reason, NULL);
    return false;
}

/* The end of the line at `at`; counts the links that may begin in it. */
static size_t line_end(const struct article_source *source, size_t at, uint64_t *links)
{
    const char *bytes = source->bytes;
    for (; at < source->size && bytes[at] != '\n' && bytes[at] != '\r'; at++)
        *links += bytes[at] == ']' && at + 1 < source->size && bytes[at + 1] == '(';
    return at;
}

/* An unclosed link is looked for to the end of its paragraph, each by itself: some 100 ms for as many steps as this
 * (md4c 0.4.8, 2026-11-22). A paragraph here is what no empty line parts. */
static bool check_work(struct article_source *source, size_t body)
{
    static const uint64_t steps_at_most = UINT64_C(1) << 32;
    uint64_t steps = 0, links = 0;
    size_t paragraph = body;
    for (size_t at = body; at < source->size;) {
        if (depth_of_line(source, at) > DEPTH_SEEN_AT_MOST)
            return refuse(source, at, _("lists stand too deep within each other here"));
        size_t end = line_end(source, at, &links);
        size_t next = end + (end + 1 < source->size && memcmp(source->bytes + end, "\r\n", 2) == 0 ? 2 : 1);
        if (end == at || next >= source->size) {
            steps += links * (end - paragraph);
            paragraph = end;
            links = 0;
        }
        if (steps > steps_at_most)
            return refuse(source, at, _("there are too many links in one paragraph"));
        at = next;
    }
    return true;
}

/* ---- all of it ---- */

void article_draft_init(struct article_draft *draft)
{
    *draft = (struct article_draft){0};
    buffer_init(&draft->text);
}

void article_draft_destroy(struct article_draft *draft)
{
    buffer_destroy(&draft->text);
    free(draft->blocks);
    free(draft->emphases);
}

bool article_blocks_parse(struct article_draft *draft, struct article_source *source, size_t body)
{
    static const MD_PARSER parser = {.flags = MD_FLAG_PERMISSIVEATXHEADERS | MD_FLAG_NOINDENTEDCODEBLOCKS |
                                              MD_FLAG_NOHTMLBLOCKS | MD_FLAG_TABLES,
                                     .enter_block = enter_block,
                                     .leave_block = leave_block,
                                     .enter_span = enter_span,
                                     .leave_span = leave_span,
                                     .text = take_text};
    struct builder builder = {.draft = draft,
                              .source = source,
                              .place = body,
                              .emphasis = {{.first = NOWHERE}, {.first = NOWHERE}}};
    if (!check_work(source, body))
        return false;
    int result = md_parse(source->bytes + body, (MD_SIZE)(source->size - body), &parser, &builder);
    if (result != 0 && !builder.refusal)
        builder.refusal = _("this file is too large to be shown");
    if (builder.refusal)
        article_complain(source, DIAGNOSTIC_ERROR, builder.place, NULL, builder.refusal, NULL);
    return !builder.refusal;
}
