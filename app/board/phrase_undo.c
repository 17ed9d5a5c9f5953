#include "board/phrase_undo.h"

#include <stdint.h>
#include <string.h>

struct part {
    const char *bytes;
    size_t size;
};

static bool same(struct part one, struct part other)
{
    return one.size == other.size && (one.size == 0 || memcmp(one.bytes, other.bytes, one.size) == 0);
}

/* Whole lines that both begin with. */
static size_t common_front(struct part one, struct part other)
{
    size_t at = 0, line = 0;
    while (at < one.size && at < other.size && one.bytes[at] == other.bytes[at])
        if (one.bytes[at++] == '\n')
            line = at;
    return at == one.size && at == other.size ? at : line;
}

/* Whole lines that both end with, no more than `most` bytes. */
static size_t common_back(struct part one, struct part other, size_t most)
{
    size_t count = 0, lines = 0;
    while (count < most && one.bytes[one.size - 1 - count] == other.bytes[other.size - 1 - count]) {
        count++;
        bool begins = count == one.size || one.bytes[one.size - 1 - count] == '\n';
        bool other_begins = count == other.size || other.bytes[other.size - 1 - count] == '\n';
        if (begins && other_begins)
            lines = count;
    }
    return lines;
}

/* The last line of the first `size` bytes. */
static struct part line_before(struct part whole, size_t size)
{
    size_t from = size;
    while (from > 0 && (from == size || whole.bytes[from - 1] != '\n'))
        from--;
    return (struct part){whole.bytes + from, size - from};
}

static bool begins_line(struct part now, size_t at)
{
    return at == 0 || now.bytes[at - 1] == '\n';
}

static bool stands_at(struct part now, size_t at, struct part wanted)
{
    size_t end = at + wanted.size;
    return end <= now.size && same((struct part){now.bytes + at, wanted.size}, wanted);
}

static size_t distance(size_t one, size_t other)
{
    return one > other ? one - other : other - one;
}

/* Where `wanted` stands behind the line `context`, nearest to where it was; SIZE_MAX: nowhere. `context.size` 0: anywhere. */
static size_t find(struct part now, struct part wanted, struct part context, size_t near)
{
    size_t best = SIZE_MAX;
    for (size_t at = 0; at <= now.size; at++) {
        bool fits = begins_line(now, at) && stands_at(now, at, wanted) && at >= context.size &&
                    stands_at(now, at - context.size, context) && begins_line(now, at - context.size);
        if (fits && (best == SIZE_MAX || distance(at, near) < distance(best, near)))
            best = at;
    }
    return best;
}

bool phrase_undo(const struct buffer *before, const struct buffer *after, const struct buffer *now,
                 struct buffer *out)
{
    struct part old = {buffer_text(before), before->size}, new = {buffer_text(after), after->size};
    struct part present = {buffer_text(now), now->size};
    size_t front = common_front(old, new);
    size_t least = old.size < new.size ? old.size : new.size;
    size_t back = common_back(old, new, least - (front < least ? front : least));
    struct part taken = {old.bytes + front, old.size - front - back};
    struct part put = {new.bytes + front, new.size - front - back};
    if (same(new, present)) {
        buffer_add(out, old.bytes, old.size);
        return true;
    }
    size_t at = find(present, put, line_before(new, front), front);
    if (at == SIZE_MAX && put.size > 0)
        at = find(present, put, (struct part){"", 0}, front);
    if (at == SIZE_MAX)
        return false;
    buffer_add(out, present.bytes, at);
    buffer_add(out, taken.bytes, taken.size);
    buffer_add(out, present.bytes + at + put.size, present.size - at - put.size);
    return true;
}
