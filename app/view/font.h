/* Fonts: found by fontconfig, opened by SDL_ttf. Noto Sans CJK SC first, then its kin, then whatever covers a
 * character. The files are read piece by piece as glyphs are needed, never whole (they are 19 MB each).
 *
 * Widths are linear: the advance of a character in thousandths of the em, measured once at a large size. */
#ifndef YINIAN_VIEW_FONT_H
#define YINIAN_VIEW_FONT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diagnostic.h"
#include "view/text_fit.h"

enum font_weight { FONT_REGULAR, FONT_BOLD, FONT_WEIGHT_COUNT };

struct font_set;

/* Finds and opens the fonts. Reports a missing Chinese font to `problems` (may be NULL) and goes on with what there
 * is. `traditional`: characters as Taiwan draws them. NULL only when there is no font at all. font_set_free() takes NULL too. */
struct font_set *font_set_new(bool traditional, struct diagnostics *problems);
void font_set_free(struct font_set *fonts);

/* For text_fit: context is the font set. The wider of the two weights, so that a text that fits in one fits in the
 * other; or one weight, where something is placed beside what is drawn. */
struct text_measure font_measure(struct font_set *fonts);
struct text_measure font_measure_of(struct font_set *fonts, enum font_weight weight);
/* Is there a font that has this character? */
bool font_covers(struct font_set *fonts, uint32_t character);
/* The file of the main font, for diagnostics and tests. */
const char *font_main_file(const struct font_set *fonts);

/* Coverage of one line of text, cut to its ink. `left` and `top` lead from the pen's start on the baseline to the
 * first byte; top is negative upwards. An empty mask has no bytes. */
struct text_mask {
    uint8_t *bytes; /* width × height; free() them */
    int width, height;
    int left, top;
};
struct text_mask font_render(struct font_set *fonts, const char *text, size_t size, enum font_weight weight,
                             int size_px);
/* How far the pen moves while it draws that: letters that stand closer together than their advances say count so. */
int font_pen_width(struct font_set *fonts, const char *text, size_t size, enum font_weight weight,
                   int size_px);

#endif
