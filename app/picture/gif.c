#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "picture/raster.h"

/* GIF89a specification, W3C. Only the first picture is taken. */

enum { CODES = 4096, NO_CODE = -1, TRAILER = 0x3B, EXTENSION = 0x21, IMAGE = 0x2C, GRAPHIC_CONTROL = 0xF9 };

struct gif {
    const uint8_t *bytes;
    size_t size, at;
    const uint8_t *palette; /* three bytes a colour */
    int colours;
    int transparent; /* −1: none */
    struct raster *raster;
    int left, top, width, height; /* of the picture on its ground */
    bool interlaced;
};

static bool has(const struct gif *gif, size_t count)
{
    return gif->size - gif->at >= count;
}

static int byte_of(struct gif *gif)
{
    return gif->bytes[gif->at++];
}

static int word_of(struct gif *gif)
{
    int low = byte_of(gif);
    return low | byte_of(gif) << 8;
}

static bool take_palette(struct gif *gif, int flags)
{
    int colours = 2 << (flags & 7);
    if (!(flags & 0x80))
        return true;
    if (!has(gif, (size_t)colours * 3))
        return false;
    gif->palette = gif->bytes + gif->at;
    gif->colours = colours;
    gif->at += (size_t)colours * 3;
    return true;
}

static bool skip_blocks(struct gif *gif)
{
    while (has(gif, 1)) {
        size_t count = (size_t)byte_of(gif);
        if (count == 0)
            return true;
        if (!has(gif, count))
            return false;
        gif->at += count;
    }
    return false;
}

static bool take_extension(struct gif *gif)
{
    if (!has(gif, 1))
        return false;
    if (byte_of(gif) == GRAPHIC_CONTROL && has(gif, 5) && gif->bytes[gif->at] == 4)
        gif->transparent = gif->bytes[gif->at + 1] & 1 ? gif->bytes[gif->at + 4] : -1;
    return skip_blocks(gif);
}

/* --- LZW -------------------------------------------------------------------------------------------------- */

struct lzw {
    struct gif *gif;
    size_t block_left;
    uint32_t bits;
    int bit_count;
    bool ended;
    int16_t before[CODES];
    uint8_t last[CODES];
};

/* The next code of so many bits; NO_CODE when the data ends. */
static int next_code(struct lzw *lzw, int width)
{
    struct gif *gif = lzw->gif;
    while (lzw->bit_count < width) {
        if (lzw->block_left == 0) {
            if (lzw->ended || !has(gif, 1) || (lzw->block_left = (size_t)byte_of(gif)) == 0) {
                lzw->ended = true;
                return NO_CODE;
            }
        }
        if (!has(gif, 1))
            return NO_CODE;
        lzw->bits |= (uint32_t)byte_of(gif) << lzw->bit_count;
        lzw->bit_count += 8;
        lzw->block_left--;
    }
    int code = (int)(lzw->bits & ((1u << width) - 1));
    lzw->bits >>= width;
    lzw->bit_count -= width;
    return code;
}

static int row_of(const struct gif *gif, int line)
{
    static const int from[] = {0, 4, 2, 1}, step[] = {8, 8, 4, 2};
    if (!gif->interlaced)
        return line;
    for (int pass = 0; pass < 4; pass++) {
        int lines = gif->height > from[pass] ? (gif->height - from[pass] + step[pass] - 1) / step[pass] : 0;
        if (line < lines)
            return from[pass] + line * step[pass];
        line -= lines;
    }
    return gif->height;
}

static void put(const struct gif *gif, long index, int colour)
{
    int x = gif->left + (int)(index % gif->width), y = gif->top + row_of(gif, (int)(index / gif->width));
    if (x >= gif->raster->width || y >= gif->raster->height || colour == gif->transparent ||
        colour >= gif->colours)
        return;
    uint8_t *pixel = gif->raster->pixels + 4 * ((size_t)y * (size_t)gif->raster->width + (size_t)x);
    memcpy(pixel, gif->palette + 3 * colour, 3);
    pixel[3] = 255;
}

/* Writes what a code stands for. */
static void put_string(const struct lzw *lzw, int code, long *index, long most)
{
    uint8_t stack[CODES];
    int count = 0;
    for (; code != NO_CODE && count < CODES; code = lzw->before[code])
        stack[count++] = lzw->last[code];
    while (count > 0 && *index < most)
        put(lzw->gif, (*index)++, stack[--count]);
}

static int first_of(const struct lzw *lzw, int code)
{
    for (int steps = 0; lzw->before[code] != NO_CODE && steps < CODES; steps++)
        code = lzw->before[code];
    return lzw->last[code];
}

/* All of the picture must be there. */
static bool decode(struct lzw *lzw, int least_bits)
{
    long index = 0, most = (long)lzw->gif->width * lzw->gif->height;
    int clear = 1 << least_bits, end = clear + 1, next = end + 1, width = least_bits + 1, old = NO_CODE;
    for (int i = 0; i < clear; i++) {
        lzw->before[i] = NO_CODE;
        lzw->last[i] = (uint8_t)i;
    }
    while (index < most) {
        int code = next_code(lzw, width);
        if (code == NO_CODE || code == end)
            return false;
        if (code == clear) {
            next = end + 1;
            width = least_bits + 1;
            old = NO_CODE;
            continue;
        }
        if (code > next || (code == next && old == NO_CODE) || (old == NO_CODE && code >= clear))
            return false;
        if (old != NO_CODE && next < CODES) {
            lzw->before[next] = (int16_t)old;
            lzw->last[next] = (uint8_t)first_of(lzw, code == next ? old : code);
            next++;
            if (next == 1 << width && width < 12)
                width++;
        } else if (code >= next) {
            return false;
        }
        put_string(lzw, code, &index, most);
        old = code;
    }
    return true;
}

static enum raster_fault take_image(struct gif *gif)
{
    if (!has(gif, 9))
        return RASTER_BROKEN;
    gif->left = word_of(gif);
    gif->top = word_of(gif);
    gif->width = word_of(gif);
    gif->height = word_of(gif);
    int flags = byte_of(gif);
    gif->interlaced = flags & 0x40;
    if (gif->width == 0 || gif->height == 0 || !take_palette(gif, flags) || !gif->palette || !has(gif, 1))
        return RASTER_BROKEN;
    if ((long)gif->width * gif->height > RASTER_PIXELS_AT_MOST)
        return RASTER_TOO_LARGE;
    int least_bits = byte_of(gif);
    if (least_bits < 1 || least_bits > 8)
        return RASTER_BROKEN;
    struct lzw *lzw = memory_new(1, sizeof *lzw);
    lzw->gif = gif;
    bool right = decode(lzw, least_bits);
    free(lzw);
    return right ? RASTER_GOOD : RASTER_BROKEN;
}

static enum raster_fault take_first(struct gif *gif)
{
    while (has(gif, 1)) {
        int kind = byte_of(gif);
        if (kind == IMAGE)
            return take_image(gif);
        if (kind != EXTENSION || !take_extension(gif))
            return RASTER_BROKEN;
    }
    return RASTER_BROKEN;
}

enum raster_fault raster_of_gif(const uint8_t *bytes, size_t size, struct raster *raster)
{
    struct gif gif = {.bytes = bytes, .size = size, .at = 6, .transparent = -1, .raster = raster};
    *raster = (struct raster){0};
    if (size < 13 || (memcmp(bytes, "GIF87a", 6) != 0 && memcmp(bytes, "GIF89a", 6) != 0))
        return RASTER_BROKEN;
    int width = word_of(&gif), height = word_of(&gif), flags = byte_of(&gif);
    gif.at += 2; /* ground and proportions */
    if (width == 0 || height == 0 || !take_palette(&gif, flags))
        return RASTER_BROKEN;
    if ((long)width * height > RASTER_PIXELS_AT_MOST)
        return RASTER_TOO_LARGE;
    *raster = (struct raster){width, height, memory_new((size_t)width * (size_t)height, 4)};
    enum raster_fault fault = take_first(&gif);
    if (fault != RASTER_GOOD)
        raster_destroy(raster);
    return fault;
}
