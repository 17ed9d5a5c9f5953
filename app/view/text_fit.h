/* Makes a text fit a box: the largest step of the type scale at which it fits in at most so many lines, broken
 * as line_break.h says and balanced (four characters become 2 + 2, not 3 + 1), rather where one pauses in speaking
 * (text_pauses.h). Where a phrase would be parted and a size up to a fifth smaller spares that, it is that smaller one.
 *
 * If even the smallest size does not fit with whole words, words are broken; if that fails too, the last line
 * ends in "…" and `shortened` says so. No text that Yinian ships may need that (tests/pictures checks).
 *
 * Widths are linear in the size: the sum of the characters' advances, which `advance` gives in thousandths of the
 * em. That is how the fonts are drawn too (unhinted advances). */
#ifndef YINIAN_VIEW_TEXT_FIT_H
#define YINIAN_VIEW_TEXT_FIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FIT_LINES_AT_MOST = 8, LINE_HEIGHT_PERCENT = 126 };

struct text_measure {
    int (*advance)(void *context, uint32_t character); /* thousandths of the em */
    void *context;
};

struct text_line {
    size_t offset, size; /* bytes of the text; spaces and newlines at its end left out */
    int width_px;
};

struct text_fit {
    int size_px;
    int line_count; /* 0 for an empty text */
    struct text_line lines[FIT_LINES_AT_MOST];
    bool broken_words; /* a word had to be broken inside */
    /* A line ends between Chinese characters where one does not pause, though one does elsewhere; or one of them stands
     * in a line by itself. */
    bool split_phrase;
    bool shortened; /* does not fit: "…" is to be drawn after the last line, which leaves room for it */
};

struct fit_box {
    int width_px, height_px;
    const int *sizes_px; /* ascending */
    int size_count;      /* 1 or more */
    int lines_at_most;   /* 1 to FIT_LINES_AT_MOST */
};

struct text_fit text_fit(const char *text, size_t size, const struct fit_box *box,
                         const struct text_measure *measure);
/* Width of `size` bytes of text in a font of `size_px`. */
int text_width(const char *text, size_t size, int size_px, const struct text_measure *measure);
/* Height of so many lines: the em of the last, line heights above it. */
int text_height(int line_count, int size_px);

/* All the lines that the text takes at this width, however many; returns their number and fills the first
 * `capacity`. Words that are too wide are broken. Keeps spaces inside, drops them at line ends. */
int text_lines(const char *text, size_t size, int width_px, int size_px, const struct text_measure *measure,
               struct text_line *lines, int capacity);
/* The same, but no line ends before a byte for which `may_end` is false, as long as it can end elsewhere. */
struct text_ends {
    bool (*may_end)(void *context, size_t offset);
    void *context;
};
int text_lines_ending(const char *text, size_t size, int width_px, int size_px,
                      const struct text_measure *measure, const struct text_ends *ends,
                      struct text_line *lines, int capacity);

#endif
