#include "view/theme.h"

#include <math.h>

/* ---- sizes -------------------------------------------------------------------------------------------- */

static int clamp(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

/* 8 px at 1920×1080, from the mean side so that portrait and landscape agree; narrow screens get a little less. */
static int unit_milli_of(int width, int height)
{
    double mean = sqrt((double)width * (double)height);
    double least = (double)(width < height ? width : height);
    double side = mean < least * 1.8 ? mean : least * 1.8;
    return clamp((int)(side * 1000.0 / 180.0), 2000, 40000);
}

int scale_units(const struct scale *scale, int tenths)
{
    int px = (int)(((long long)scale->unit_milli * tenths + 5000) / 10000);
    return px > 0 ? px : 1;
}

struct scale scale_of(int width, int height, int text_percent)
{
    static const int type_at_unit_8[TYPE_COUNT] = {20, 24, 29, 35, 42, 50, 60, 72, 86, 104, 124, 149};
    struct scale scale = {.unit_milli = unit_milli_of(width, height)};
    int shorter = width < height ? width : height;
    int lit_at_least = (shorter * 8 + 1079) / 1080;
    scale.gap_px = scale_units(&scale, 15);
    scale.margin_px = scale_units(&scale, 20);
    scale.padding_px = scale_units(&scale, 15);
    scale.radius_px = scale_units(&scale, 15);
    scale.border_px = scale_units(&scale, 3);
    scale.lit_px = scale_units(&scale, 13);
    scale.lit_px = scale.lit_px < lit_at_least ? lit_at_least : scale.lit_px;
    scale.lit_px = scale.lit_px < 3 ? 3 : scale.lit_px;
    scale.next_px = scale_units(&scale, 7);
    scale.next_px = scale.next_px < 2 ? 2 : scale.next_px;
    scale.look_px = scale_units(&scale, 8);
    scale.look_px = scale.look_px < 3 ? 3 : scale.look_px;
    long long percent = clamp(text_percent, 80, 160);
    for (int i = 0; i < TYPE_COUNT; i++) {
        long long px = (type_at_unit_8[i] * (long long)scale.unit_milli * percent + 400000) / 800000;
        scale.type_px[i] = px < TYPE_PX_AT_LEAST ? TYPE_PX_AT_LEAST : (int)px;
    }
    return scale;
}

/* ---- colours ------------------------------------------------------------------------------------------- */

static double linear(unsigned channel)
{
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

double theme_luminance(colour c)
{
    return 0.2126 * linear(c >> 16 & 255u) + 0.7152 * linear(c >> 8 & 255u) + 0.0722 * linear(c & 255u);
}

double theme_contrast(colour a, colour b)
{
    double first = theme_luminance(a) + 0.05;
    double second = theme_luminance(b) + 0.05;
    return first > second ? first / second : second / first;
}

colour theme_mix(colour a, colour b, int parts)
{
    colour result = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        int from = (int)(a >> shift & 255u);
        int to = (int)(b >> shift & 255u);
        result |= (colour)(from + (to - from) * parts / 256) << shift;
    }
    return result;
}

colour theme_dimmed(colour text, colour fill, int dim)
{
    static const double at_least[DIM_COUNT] = {7.0, 7.3, 4.7};
    static const int wanted[DIM_COUNT] = {0, 70, 130};
    for (int parts = wanted[dim]; parts > 0; parts -= 4) {
        colour weak = theme_mix(text, fill, parts);
        if (theme_contrast(weak, fill) >= at_least[dim])
            return weak;
    }
    return text;
}

static const struct page_colours page_colours[THEME_COUNT] = {
    [THEME_DARK] =
        {
            .surface = 0x0E1319,
            .text = 0xE9EDF2,
            .weak = 0xA9B4C0,
            .bar = 0x171E27,
            .bar_border = 0x36424F,
            .bar_text = 0xF6F8FA,
            .bar_weak = 0xAAB5C1,
            .reading = 0x8CC8FF,
            .spoken = 0x8CC8FF,
            .spoken_text = 0x06131F,
            .sentence = 0x223B55,
            .callout = 0x1D1B2B,
            .callout_bar = 0xB79CF0,
            .doubt = 0xFFC27A,
            .progress = 0x8CC8FF,
            .progress_left = 0x2A3644,
            .caret = 0xFFC94A,
            .lit = 0xFFC94A,
            .lit_band = 0x2E2204,
            .next = 0xD9A63A,
            .within = 0xB98A1E,
            .looked = 0xE0AC3C,
            .looked_fill = 0x6E4B02,
            .looked_edge = 0xB0821F,
            .looked_text = 0xFFFFFF,
            .looked_weak = 0xFFF6E0,
            .corner = 0x6F7F8F,
            .notice = 0xFFB454,
            .notice_text = 0x1E1202,
            .paused = 0x2A3644,
            .paused_text = 0xF6F8FA,
            .figure = 0x46535F,
            .figure_line = 0x7C8B99,
            .figure_detail = 0x6A7885,
            .rest_surface = 0x000000,
            .rest_text = 0x9AA3AC,
            .rest_corner = 0x626B74,
            .call_low = 0x4A0E0E,
            .call_high = 0xFF7A6B,
            .call_text_low = 0xFFFFFF,
            .call_text_high = 0x1A0403,
        },
    [THEME_LIGHT] =
        {
            .surface = 0xEAE7E0,
            .text = 0x17191C,
            .weak = 0x41464D,
            .bar = 0xFFFFFF,
            .bar_border = 0xB3AC9F,
            .bar_text = 0x101214,
            .bar_weak = 0x4C525A,
            .reading = 0x0B4A94,
            .spoken = 0x0B4A94,
            .spoken_text = 0xFFFFFF,
            .sentence = 0xB0CFF2,
            .callout = 0xF7F4FD,
            .callout_bar = 0x5B2A99,
            .doubt = 0x6B1500,
            .progress = 0x0B4A94,
            .progress_left = 0xC9C3B8,
            .caret = 0x0B4A94,
            .lit = 0x0A4390,
            .lit_band = 0xE3EDFA,
            .next = 0x1F5CB0,
            .within = 0x5B86BF,
            .looked = 0x0A4390,
            .looked_fill = 0x93B6E6,
            .looked_edge = 0x3F70B4,
            .looked_text = 0x061A33,
            .looked_weak = 0x0A1D3A,
            .corner = 0x7D766A,
            .notice = 0x7A3B00,
            .notice_text = 0xFFFFFF,
            .paused = 0xFFFFFF,
            .paused_text = 0x17191C,
            .figure = 0xCFC8BB,
            .figure_line = 0x7D766A,
            .figure_detail = 0x968E81,
            .rest_surface = 0x0A0A0A,
            .rest_text = 0x9AA0A6,
            .rest_corner = 0x666B70,
            .call_low = 0x7A1410,
            .call_high = 0xFFE1DD,
            .call_text_low = 0xFFFFFF,
            .call_text_high = 0x5A0A05,
        },
    [THEME_HIGH_CONTRAST] =
        {
            .surface = 0x000000,
            .text = 0xFFFFFF,
            .weak = 0xD6D6D6,
            .bar = 0x000000,
            .bar_border = 0xFFFFFF,
            .bar_text = 0xFFFFFF,
            .bar_weak = 0xC8C8C8,
            .reading = 0x7FE9FF,
            .spoken = 0x7FE9FF,
            .spoken_text = 0x000000,
            .sentence = 0x003A50,
            .callout = 0x26004A,
            .callout_bar = 0xD7B4FF,
            .doubt = 0xFFD27A,
            .progress = 0x7FE9FF,
            .progress_left = 0x4A4A4A,
            .caret = 0xFFEB00,
            .lit = 0xFFEB00,
            .lit_band = 0x4A4400,
            .next = 0xFFEB00,
            .within = 0xB3A500,
            .looked = 0xFFEB00,
            .looked_fill = 0x5A5200,
            .looked_edge = 0xB4A600,
            .looked_text = 0xFFFFFF,
            .looked_weak = 0xFFFFFF,
            .corner = 0xB0B0B0,
            .notice = 0xFFFFFF,
            .notice_text = 0x000000,
            .paused = 0x000000,
            .paused_text = 0xFFFFFF,
            .figure = 0x3C3C3C,
            .figure_line = 0xFFFFFF,
            .figure_detail = 0x9A9A9A,
            .rest_surface = 0x000000,
            .rest_text = 0xB0B0B0,
            .rest_corner = 0x7A7A7A,
            .call_low = 0x000000,
            .call_high = 0xFFFFFF,
            .call_text_low = 0xFFFFFF,
            .call_text_high = 0x000000,
        },
};

const struct page_colours *theme_page(enum theme theme)
{
    return &page_colours[theme < THEME_COUNT ? theme : THEME_DARK];
}

struct role_colours {
    colour fill, border, text, weak, mark;
    int thickness;
};

static const struct role_colours role_colours[THEME_COUNT][CELL_ROLE_COUNT] =
    {
        [THEME_DARK] =
            {
                [CELL_TILE] = {0x222C38, 0x3C4957, 0xF4F6F9, 0xCCD5DE, 0x9CD0FF, 10},
                [CELL_KEY] = {0x222B36, 0x394654, 0xF4F6F9, 0xCCD5DE, 0xBFC9D4, 10},
                [CELL_WORD] = {0x14324C, 0x2C5E88, 0xF0F7FF, 0xBCD6EE, 0x9CD0FF, 10},
                [CELL_PHRASE] = {0x222B36, 0x394654, 0xF4F6F9, 0xCCD5DE, 0xBFC9D4, 10},
                [CELL_ACTION] = {0x121820, 0x4A5867, 0xDDE4EB, 0xCCD5DE, 0xB4BFCA, 10},
                [CELL_URGENT] = {0x5E1715, 0xE8635A, 0xFFFFFF, 0xFFD9D5, 0xFFB3AC, 20},
                [CELL_PART] = {0x1C252F, 0x394654, 0xF4F6F9, 0xCCD5DE, 0x9CD0FF, 10},
                [CELL_LINE] = {0x0E1319, 0x0E1319, 0xE9EDF2, 0xA9B4C0, 0xA9B4C0, 0},
            },
        [THEME_LIGHT] =
            {
                [CELL_TILE] = {0xFFFFFF, 0xB3AC9F, 0x131518, 0x41464D, 0x0B4A94, 10},
                [CELL_KEY] = {0xFFFFFF, 0xB3AC9F, 0x131518, 0x41464D, 0x41464D, 10},
                [CELL_WORD] = {0xDCEBFB, 0x6A9CD3, 0x0A1F38, 0x24415F, 0x0B4A94, 10},
                [CELL_PHRASE] = {0xFFFFFF, 0xB3AC9F, 0x131518, 0x41464D, 0x41464D, 10},
                [CELL_ACTION] = {0xF4F1EA, 0x8F887A, 0x22262B, 0x41464D, 0x41464D, 10},
                [CELL_URGENT] = {0xFFDAD5, 0xB3261E, 0x520A05, 0x6B1A14, 0x9C1A12, 20},
                [CELL_PART] = {0xFFFFFF, 0xB3AC9F, 0x131518, 0x41464D, 0x0B4A94, 10},
                [CELL_LINE] = {0xEAE7E0, 0xEAE7E0, 0x17191C, 0x41464D, 0x41464D, 0},
            },
        [THEME_HIGH_CONTRAST] =
            {
                [CELL_TILE] = {0x000000, 0xFFFFFF, 0xFFFFFF, 0xE6E6E6, 0xFFFFFF, 10},
                [CELL_KEY] = {0x000000, 0xFFFFFF, 0xFFFFFF, 0xE6E6E6, 0xFFFFFF, 10},
                [CELL_WORD] = {0x001F33, 0x7FE9FF, 0xFFFFFF, 0xE6E6E6, 0x7FE9FF, 10},
                [CELL_PHRASE] = {0x000000, 0xFFFFFF, 0xFFFFFF, 0xE6E6E6, 0xFFFFFF, 10},
                [CELL_ACTION] = {0x000000, 0xC0C0C0, 0xFFFFFF, 0xE6E6E6, 0xFFFFFF, 10},
                [CELL_URGENT] = {0x3A0000, 0xFF8A80, 0xFFFFFF, 0xFFFFFF, 0xFFB4AC, 25},
                [CELL_PART] = {0x000000, 0xFFFFFF, 0xFFFFFF, 0xE6E6E6, 0xFFFFFF, 10},
                [CELL_LINE] = {0x000000, 0x000000, 0xFFFFFF, 0xE6E6E6, 0xE6E6E6, 0},
            },
};

/* The fill and the mark of a tinted cell; text keeps the role's colour. */
static const colour tint_fill[THEME_COUNT][TINT_COUNT] = {
    [THEME_DARK] = {0, 0x4A1F1F, 0x17402B, 0x17385C, 0x453A10, 0x3A2758, 0x2E353D},
    [THEME_LIGHT] = {0, 0xFFE1DC, 0xDDF2E2, 0xDDEAFB, 0xFBEFC6, 0xEEE3FA, 0xE6E6E4},
    [THEME_HIGH_CONTRAST] = {0, 0x2A0000, 0x002410, 0x001A3A, 0x2A2400, 0x1E0038, 0x1E1E1E},
};
static const colour tint_mark[THEME_COUNT][TINT_COUNT] = {
    [THEME_DARK] = {0, 0xFF9C93, 0x7BDBA0, 0x8CC8FF, 0xF2D060, 0xCFB2FF, 0xC3CCD5},
    [THEME_LIGHT] = {0, 0xA3231B, 0x14663A, 0x0B4A94, 0x6B5200, 0x5B2A99, 0x474B50},
    [THEME_HIGH_CONTRAST] = {0, 0xFF8A80, 0x69F0AE, 0x82B1FF, 0xFFEB00, 0xD7B4FF, 0xD6D6D6},
};

static const struct role_colours state_colours[THEME_COUNT][STATE_COUNT] =
    {
        [THEME_DARK] =
            {
                [STATE_AROUND] = {0x63490A, 0xB98A1E, 0xFFF8E6, 0xFFEFC8, 0xFFD979, 10},
                [STATE_LIT] = {0xFFC94A, 0xFFF4D2, 0x140D00, 0x2B1E02, 0x2B1E02, 10},
                [STATE_TAKEN] = {0x8BE0AC, 0xE6FFF0, 0x03180C, 0x0C3320, 0x0C3320, 10},
            },
        [THEME_LIGHT] =
            {
                [STATE_AROUND] = {0xC3D9F5, 0x0A4390, 0x061A33, 0x0F2A4D, 0x0A4390, 10},
                [STATE_LIT] = {0x0A4390, 0x04204A, 0xFFFFFF, 0xE2EDFA, 0xFFFFFF, 10},
                [STATE_TAKEN] = {0x0E5A32, 0x06301A, 0xFFFFFF, 0xE0F4E8, 0xFFFFFF, 10},
            },
        [THEME_HIGH_CONTRAST] =
            {
                [STATE_AROUND] = {0xCFBF00, 0xFFEB00, 0x000000, 0x000000, 0x000000, 10},
                [STATE_LIT] = {0xFFEB00, 0xFFFFFF, 0x000000, 0x000000, 0x000000, 10},
                [STATE_TAKEN] = {0x69F0AE, 0xFFFFFF, 0x000000, 0x000000, 0x000000, 10},
            },
};

static struct cell_colours as_cell_colours(const struct role_colours *role)
{
    return (struct cell_colours){role->fill, role->border, role->text,
                                 role->weak, role->mark,   role->thickness};
}

/* Dimming lowers the fill towards the surface and the text towards the fill: the light goes down as one. */
static void dim_cell(struct cell_colours *cell, colour surface, int dim)
{
    static const int fill_parts[DIM_COUNT] = {0, 110, 190};
    static const int border_parts[DIM_COUNT] = {0, 90, 170};
    cell->fill = theme_mix(cell->fill, surface, fill_parts[dim]);
    cell->border = theme_mix(cell->border, surface, border_parts[dim]);
    cell->text = theme_dimmed(cell->text, cell->fill, dim);
    cell->weak = theme_dimmed(cell->weak, cell->fill, dim);
    cell->mark = theme_mix(cell->mark, cell->fill, border_parts[dim]);
}

/* The fill and the sign stay as they are: nothing jumps under the eyes. */
static void look_at_cell(struct cell_colours *cell, const struct page_colours *page)
{
    cell->border = page->looked;
    cell->text = page->looked_text;
    cell->weak = page->looked_weak;
    cell->border_units_tenth = 10;
}

struct cell_colours theme_cell(enum theme theme, enum cell_role role, enum cell_tint tint,
                               enum cell_state state, int dim)
{
    enum theme known = theme < THEME_COUNT ? theme : THEME_DARK;
    if (state != STATE_PLAIN && state != STATE_LOOKED)
        return as_cell_colours(&state_colours[known][state]);
    struct cell_colours cell =
        as_cell_colours(&role_colours[known][role < CELL_ROLE_COUNT ? role : CELL_ACTION]);
    if (tint > TINT_NONE && tint < TINT_COUNT && role != CELL_LINE && role != CELL_URGENT) {
        cell.fill = tint_fill[known][tint];
        cell.mark = tint_mark[known][tint];
        cell.border = theme_mix(cell.mark, cell.fill, 140);
    }
    if (state == STATE_LOOKED)
        look_at_cell(&cell, &page_colours[known]);
    else if (dim != DIM_NONE)
        dim_cell(&cell, page_colours[known].surface, dim);
    return cell;
}

colour theme_kept_fill(enum theme theme, enum cell_role role, enum cell_tint tint)
{
    colour own = theme_cell(theme, role, tint, STATE_PLAIN, DIM_NONE).fill;
    return theme_mix(own, theme_page(theme)->looked_fill, 140);
}
