/* How Yinian looks: ONE scale of sizes, ONE palette of roles in three themes. Nothing else in view/ knows a
 * size or a colour.
 *
 * Contrast is that of WCAG 2.1 (relative luminance, (L1 + 0.05) / (L2 + 0.05)):
 *     text, undimmed or dimmed by one step   at least 7 : 1     (level AAA)
 *     text dimmed by two steps               at least 4.5 : 1   (level AA)
 *     what is lit against what is not        at least 3 : 1 in the fill or in the border around it
 *     the outline of what lights up next     at least 4.5 : 1 against its fill and against the page
 *     the outline of what is looked at       the same; 3 : 1 against what fills the cell by and by
 *     text of what is looked at              at least 7 : 1 on the cell's own fill and on what fills it
 * The tests compute it for every pair. Colour is never the only sign: what is lit has a thick border, what was
 * taken or is in force a tick, what is urgent a thick border and its mark. */
#ifndef YINIAN_VIEW_THEME_H
#define YINIAN_VIEW_THEME_H

#include <stdbool.h>
#include <stdint.h>

#include "board/page.h"
#include "view/scene.h"

/* ---- sizes -------------------------------------------------------------------------------------------- */

/* The type scale: each step is 1.2 times the one below. In pixels of the em at 1920×1080 and text_percent 100:
 * 20 24 29 35 42 50 60 72 86 104 124 149. At 2 m a Chinese character wants about 20 minutes of arc, which is 42
 * on a 24-inch screen: keys start there, notes and the head may be smaller. */
enum type_step {
    TYPE_SMALLEST,
    TYPE_NOTE,
    TYPE_HEAD,
    TYPE_35,
    TYPE_42,
    TYPE_ACTION,
    TYPE_WORD,
    TYPE_KEY,
    TYPE_TILE,
    TYPE_104,
    TYPE_QUESTION,
    TYPE_LARGEST,
    TYPE_COUNT
};

enum { TYPE_PX_AT_LEAST = 14 }; /* no text is smaller than this on any screen */

struct scale {
    int unit_milli; /* the spacing unit, in thousandths of a pixel: 8 px at 1920×1080 */
    int gap_px;     /* between cells: 1.5 units */
    int margin_px;  /* at the edge of the screen: 2 units */
    int padding_px; /* inside a cell: 1.5 units */
    int radius_px;  /* of corners: 1.5 units */
    int border_px;  /* an ordinary border: a quarter unit */
    int lit_px;     /* the border of what is lit: at least 8 px at 1080p (field.md) */
    int next_px; /* the outline of what lights up next: 6 px at 1080p, 24 inches: 3 minutes of arc at 2 m */
    int look_px; /* the outline of what is looked at: 6 px at 1080p; 9 minutes of arc at 0.6 m */
    int type_px[TYPE_COUNT]; /* ascending; equal at the small end on small screens */
};

/* width, height: 1 or more; text_percent is taken as 80–160. */
struct scale scale_of(int width, int height, int text_percent);
/* `tenths` tenths of the spacing unit in pixels, at least 1. */
int scale_units(const struct scale *scale, int tenths);

/* ---- colours ------------------------------------------------------------------------------------------- */

typedef uint32_t colour; /* 0xRRGGBB */

enum cell_state {
    STATE_PLAIN,
    STATE_AROUND, /* its row or section is what is lit */
    STATE_LIT,    /* it itself is lit */
    STATE_LOOKED, /* it is looked at: keeps its own fill, with the outline and the text of looking */
    STATE_TAKEN,  /* it has just been chosen */
    STATE_COUNT
};

enum { DIM_NONE, DIM_ONCE, DIM_TWICE, DIM_COUNT };

struct cell_colours {
    colour fill;
    colour border;
    colour text;
    colour weak;            /* note: a smaller second line */
    colour mark;            /* the sign and the tint's edge */
    int border_units_tenth; /* ordinary thickness in tenths of the scale's border_px (10: one border_px) */
};

struct page_colours {
    colour surface;
    colour text, weak;      /* on the surface */
    colour bar, bar_border; /* the message bar */
    colour bar_text, bar_weak;
    colour reading;             /* what is spelt and not yet text, in the bar */
    colour spoken, spoken_text; /* the characters being spoken: fill and text */
    colour sentence; /* PAGE_READ: behind the sentence that is being read; `spoken` behind the word in it */
    colour callout;  /* … the fill of what stands in a frame, and the bar at its edge: 3 : 1 on that */
    colour callout_bar;
    colour doubt; /* … the marks of doubtful sentences: on the page, in frames, in sentences */
    colour progress, progress_left; /* … how far one has read (3 : 1 on the page), and how far it goes on */
    colour caret;
    colour lit, lit_band; /* frame round what is lit; the band inside a lit row, between its cells */
    colour next;          /* outline of what lights up next: the hue of what is lit, calmer */
    colour within;        /* frame round the row that the scan has narrowed to */
    colour looked;        /* outline of what is looked at */
    colour looked_fill;   /* what fills it from its middle */
    colour looked_edge;   /* the edge of that: 3 : 1 on the fill of any cell */
    colour looked_text, looked_weak; /* its label and note: on looked_fill and on the fill of any cell */
    colour corner;                   /* the signs in the corners, at rest: a graphic, 3 : 1 on the page */
    colour notice, notice_text;      /* something is wrong: fill and text */
    colour paused, paused_text;      /* the scan waits for a press */
    colour figure, figure_line, figure_detail; /* the drawn body */
    colour rest_surface, rest_text;
    colour rest_corner;                                        /* the signs in the corners while resting */
    colour call_low, call_high, call_text_low, call_text_high; /* the two halves of the slow flash */
};

const struct page_colours *theme_page(enum theme theme);
/* The colours of one cell. `dim` (DIM_…) counts only for STATE_PLAIN. */
struct cell_colours theme_cell(enum theme theme, enum cell_role role, enum cell_tint tint,
                               enum cell_state state, int dim);
/* What is left of the filling of a cell that was looked at a moment ago: between its own fill and looked_fill. */
colour theme_kept_fill(enum theme theme, enum cell_role role, enum cell_tint tint);
/* `text` weakened towards `fill` as far as `dim` allows (see the ratios above). */
colour theme_dimmed(colour text, colour fill, int dim);

double theme_luminance(colour c);                       /* 0–1, WCAG */
double theme_contrast(colour a, colour b);              /* 1–21 */
colour theme_mix(colour a, colour b, int parts_of_256); /* a at 0, b at 256 */

#endif
