/* A text of any length in a box: the message, or a large text. The largest of the given sizes at which all of it
 * fits; at the smallest, as many lines as there is room for, chosen so that the place that matters (the caret, the
 * characters being spoken) is always seen. Pure. */
#ifndef YINIAN_VIEW_PARAGRAPH_H
#define YINIAN_VIEW_PARAGRAPH_H

#include "base/memory.h"
#include "view/text_fit.h"

struct paragraph {
    int size_px;
    int line_height_px;
    int line_count; /* all of them */
    int first_line; /* the first that is seen */
    int seen_count;
    struct text_line *lines; /* in the arena */
};

/* `matters` is the byte offset of what must be seen. sizes_px ascending. */
struct paragraph paragraph_of(const char *text, size_t size, size_t matters, const struct fit_box *box,
                              const struct text_measure *measure, struct arena *arena);
/* Balances the lines as text_fit() does, and parts them where one pauses, for texts that stand in the middle of their
 * box. May take a size up to a fifth smaller, where that spares a phrase. */
void paragraph_balance(struct paragraph *paragraph, const char *text, size_t size, const struct fit_box *box,
                       const struct text_measure *measure);
/* One line that cannot hold the text: the part of it that is shown. It ends behind `matters`, as far behind as
 * there is room, and begins as far before it as fits. When that is not the text's beginning, `ellipsis_px` of the
 * width are left for a sign of it. */
struct text_line paragraph_window(const char *text, size_t size, size_t matters, int width_px, int size_px,
                                  int ellipsis_px, const struct text_measure *measure);
/* The line that the byte offset stands in: the last one that begins at or before it. -1 without lines. */
int paragraph_line_of(const struct paragraph *paragraph, size_t offset);

#endif
