/* Draws the sheets with cairo and pango: A4 upright, black on white, into one PDF in memory. The same paper and the
 * same date give the same bytes. Needs fonts; no screen. One thread at a time. */
#ifndef YINIAN_PAPER_PAPER_PDF_H
#define YINIAN_PAPER_PAPER_PDF_H

#include <cairo.h>

#include "base/buffer.h"
#include "paper/paper.h"

/* Points: 1/72 inch. Nothing is drawn outside the margins: home printers leave 5 to 12 mm white. */
#define PAPER_WIDTH_PT 595.276
#define PAPER_HEIGHT_PT 841.89
#define PAPER_MARGIN_PT 42.0

struct paper_print {
    const char *date; /* "2026-11-22": stands at the foot, and is the file's date */
    bool english, traditional;
};

/* False when cairo refuses. `cut` (may be NULL): how many texts were too long for their place at the smallest size and
 * end in "…". */
bool paper_pdf(const struct paper *paper, const struct paper_print *print, struct buffer *out, int *cut);
/* One sheet, for tests. Returns how many texts were cut. */
int paper_pdf_draw(cairo_t *cairo, const struct paper *paper, int sheet, const struct paper_print *print);

#endif
