#include "view/text_pauses.h"

#include <limits.h>
#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"
#include "view/line_break.h"

enum {
    PLACES_AT_MOST = 200, /* where a line may end; a text with more of them is no label and no notice */
    COST_CLAUSE = 30,
    COST_ITEM = 80,
    COST_SPACE = 260,
    COST_INSIDE = 400,
    COST_PARTICLE = 150,
    COST_UNIT = 600,
    COST_MORE_LINES = 250,
    COST_UNEVEN = 250,
    COST_NEVER = INT_MAX / 4,
};

/* A line may end before `offset`, its ink at `ink_end`; the next begins there. */
struct place {
    size_t offset, ink_end;
    long long milli, ink_end_milli; /* of the em, from the beginning of the text */
    int cost;
    bool must;
};

struct parting {
    const char *text;
    size_t size;
    int width_px, size_px;
    const struct text_measure *measure;
    struct place places[PLACES_AT_MOST + 2]; /* the first is the beginning of the text, the last its end */
    int count;
};

static bool is_one_of(uint32_t c, const char *list)
{
    for (size_t at = 0; list[at];) {
        uint32_t other;
        at += utf8_decode(list + at, strlen(list + at), &other);
        if (other == c)
            return true;
    }
    return false;
}

/* COST_INSIDE where one does not pause after these two characters. */
static int pause_after(uint32_t earlier, uint32_t last)
{
    uint32_t c = is_one_of(last, "”’）)\"") ? earlier : last;
    if (is_one_of(c, "。！？；….!?;"))
        return 0;
    if (is_one_of(c, "，：,:"))
        return COST_CLAUSE;
    return c == 0x3001 ? COST_ITEM : COST_INSIDE; /* 、 */
}

static int cost_between(uint32_t earlier, uint32_t last, bool space, uint32_t next)
{
    int cost = pause_after(earlier, last);
    if (cost < COST_INSIDE)
        return cost;
    if (space)
        return last >= '0' && last <= '9' && utf8_is_hanzi(next) ? COST_UNIT : COST_SPACE;
    return is_one_of(next, "的了吗呢吧着过们得") ? COST_INSIDE + COST_PARTICLE : COST_INSIDE;
}

/* The place before the next character; its cost when a line ends there. */
struct walk {
    struct place place;
    uint32_t earlier, last; /* the last characters that are no blanks */
    uint32_t before;
};

static void step(struct walk *walk, uint32_t c, size_t length, const struct text_measure *measure)
{
    walk->place.offset += length;
    walk->place.milli += c == '\n' ? 0 : measure->advance(measure->context, c);
    walk->before = c;
    if (c == ' ' || c == '\n')
        return;
    walk->place.ink_end = walk->place.offset;
    walk->place.ink_end_milli = walk->place.milli;
    walk->earlier = walk->last;
    walk->last = c;
}

/* Fills the places; false when there are too many, or it does not matter at which of them a line ends. */
static bool find_places(struct parting *p)
{
    struct walk walk = {0};
    bool matters = false;
    p->places[p->count++] = walk.place;
    while (walk.place.offset < p->size) {
        uint32_t c;
        size_t at = walk.place.offset, length = utf8_decode(p->text + at, p->size - at, &c);
        enum line_break kind = at ? line_break_between(walk.before, c) : LINE_BREAK_NO;
        if (kind != LINE_BREAK_NO) {
            if (p->count > PLACES_AT_MOST)
                return false;
            struct place place = walk.place;
            place.must = kind == LINE_BREAK_MUST;
            place.cost = place.must ? 0 : cost_between(walk.earlier, walk.last, walk.before == ' ', c);
            matters = matters || place.cost < COST_SPACE || place.cost == COST_UNIT;
            p->places[p->count++] = place;
        }
        step(&walk, c, length, p->measure);
    }
    p->places[p->count++] = walk.place;
    return matters;
}

static struct text_line line_between(const struct parting *p, int from, int to)
{
    const struct place *start = &p->places[from], *end = &p->places[to];
    if (end->ink_end <= start->offset)
        return (struct text_line){.offset = start->offset};
    long long milli = end->ink_end_milli - start->milli;
    return (struct text_line){start->offset, end->ink_end - start->offset,
                              (int)((milli * p->size_px + 999) / 1000)};
}

static int uneven(int width, int mean)
{
    long long apart = width - mean;
    return (int)(apart * apart * COST_UNEVEN / ((long long)mean * mean + 1));
}

/* What the lines of a parting cost, the last `to`; from[][] is the way back. */
struct ways {
    int cost[FIT_LINES_AT_MOST + 1][PLACES_AT_MOST + 2];
    short from[FIT_LINES_AT_MOST + 1][PLACES_AT_MOST + 2];
};

/* The cheapest lines that end at `to`, one line after those of `ways->cost[line - 1]`. */
static void extend_ways(const struct parting *p, struct ways *ways, int line, int to, int mean)
{
    ways->cost[line][to] = COST_NEVER;
    for (int from = to - 1; from >= 0; from--) {
        struct text_line now = line_between(p, from, to);
        if (now.width_px > p->width_px)
            return;
        int cost = ways->cost[line - 1][from];
        if (cost < COST_NEVER) {
            cost += uneven(now.width_px, mean) + p->places[to].cost;
            if (cost < ways->cost[line][to]) {
                ways->cost[line][to] = cost;
                ways->from[line][to] = (short)from;
            }
        }
        if (p->places[from].must)
            return;
    }
}

struct parted {
    struct text_line lines[FIT_LINES_AT_MOST];
    bool inside; /* a line ends where one does not pause, between Chinese characters */
};

/* Parts it into exactly `count` lines; returns what that costs. */
static int part_into(const struct parting *p, int count, int total_px, struct parted *parted)
{
    struct ways ways;
    int end = p->count - 1;
    for (int at = 0; at <= end; at++)
        ways.cost[0][at] = at ? COST_NEVER : 0;
    for (int line = 1; line <= count; line++) {
        ways.cost[line][0] = COST_NEVER;
        for (int to = 1; to <= end; to++)
            extend_ways(p, &ways, line, to, total_px / count);
    }
    int cost = ways.cost[count][end];
    parted->inside = false;
    for (int line = count, at = end; cost < COST_NEVER && line > 0; line--) {
        parted->inside = parted->inside || p->places[at].cost >= COST_INSIDE;
        parted->lines[line - 1] = line_between(p, ways.from[line][at], at);
        at = ways.from[line][at];
    }
    return cost;
}

void text_part_at_pauses(const char *text, size_t size, int width_px, int lines_at_most,
                         const struct text_measure *measure, struct text_fit *fit)
{
    struct parting p = {
        .text = text, .size = size, .width_px = width_px, .size_px = fit->size_px, .measure = measure};
    if (!find_places(&p))
        return;
    struct parted parted;
    int total_px = 0, best = COST_NEVER, needed = fit->line_count;
    for (int i = 0; i < needed; i++)
        total_px += fit->lines[i].width_px;
    int most = needed < lines_at_most ? needed + 1 : needed;
    for (int count = needed; count <= most && count <= FIT_LINES_AT_MOST; count++) {
        int cost = part_into(&p, count, total_px, &parted) + (count - needed) * COST_MORE_LINES;
        if (cost >= best)
            continue;
        best = cost;
        fit->line_count = count;
        fit->split_phrase = parted.inside;
        memcpy(fit->lines, parted.lines, sizeof *parted.lines * (size_t)count);
    }
}
