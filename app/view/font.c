#include "view/font.h"

#include <SDL_ttf.h>
#include <fontconfig/fontconfig.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"

enum { FACES_AT_MOST = 10, MEASURE_PX = 400, NO_FACE = FACES_AT_MOST };

struct face {
    TTF_Font *font;
    char *file;
    int index;
    int size_px; /* that is set now */
};

struct known_character {
    uint32_t character;                  /* 0: free place */
    uint16_t advance[FONT_WEIGHT_COUNT]; /* thousandths of the em */
    uint16_t face;
    uint16_t
        blank;     /* thousandths of the em left out before its ink: of a quotation mark drawn half as wide */
    bool narrowed; /* its advance is half of what the font says */
};

struct font_set {
    bool traditional;
    struct face main[FONT_WEIGHT_COUNT]; /* bold may be the same font again */
    struct face others[FACES_AT_MOST];   /* fallbacks, opened when needed */
    int other_count;
    struct known_character *known;
    size_t known_count, known_capacity; /* a power of two */
};

/* ---- fontconfig --------------------------------------------------------------------------------------------- */

static const char *const families[] = {"Noto Sans CJK SC",    "Noto Sans SC",        "Source Han Sans SC",
                                       "Source Han Sans CN",  "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
                                       "Droid Sans Fallback", "sans-serif"};

/* Before those above, which have all characters, too, in the Mainland's forms. */
static const char *const traditional_families[] = {"Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC",
                                                   "Source Han Sans TW"};

static FcPattern *wanted_pattern(FcConfig *config, bool traditional, enum font_weight weight)
{
    FcPattern *pattern = FcPatternCreate();
    for (size_t i = 0; traditional && i < sizeof traditional_families / sizeof *traditional_families; i++)
        FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)traditional_families[i]);
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)families[i]);
    FcPatternAddString(pattern, FC_LANG, (const FcChar8 *)(traditional ? "zh-tw" : "zh-cn"));
    FcPatternAddInteger(pattern, FC_WEIGHT, weight == FONT_BOLD ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
    FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
    FcConfigSubstitute(config, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    return pattern;
}

static bool open_face(struct face *face, const char *file, int index)
{
    TTF_Font *font = TTF_OpenFontIndex(file, MEASURE_PX, index);
    if (!font)
        return false;
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
    *face = (struct face){font, memory_copy_text(file), index, MEASURE_PX};
    return true;
}

static bool open_pattern(struct face *face, FcPattern *found)
{
    FcChar8 *file;
    int index = 0;
    if (FcPatternGetString(found, FC_FILE, 0, &file) != FcResultMatch)
        return false;
    FcPatternGetInteger(found, FC_INDEX, 0, &index);
    return open_face(face, (const char *)file, index);
}

static bool open_main(struct font_set *fonts, FcConfig *config, enum font_weight weight)
{
    FcResult result;
    FcPattern *wanted = wanted_pattern(config, fonts->traditional, weight);
    FcPattern *found = FcFontMatch(config, wanted, &result);
    bool opened = found && open_pattern(&fonts->main[weight], found);
    if (found)
        FcPatternDestroy(found);
    FcPatternDestroy(wanted);
    return opened;
}

static bool pattern_covers(FcPattern *pattern, uint32_t character)
{
    FcCharSet *set;
    return FcPatternGetCharSet(pattern, FC_CHARSET, 0, &set) == FcResultMatch &&
           FcCharSetHasChar(set, character);
}

/* The best fallback that has the character, opened; NO_FACE when there is none or no room. */
static int search_fallback(struct font_set *fonts, uint32_t character)
{
    if (fonts->other_count == FACES_AT_MOST)
        return NO_FACE;
    FcConfig *config = FcInitLoadConfigAndFonts();
    FcPattern *wanted = wanted_pattern(config, fonts->traditional, FONT_REGULAR);
    FcResult result;
    FcFontSet *sorted = FcFontSort(config, wanted, FcFalse, NULL, &result);
    int face = NO_FACE;
    for (int i = 0; sorted && i < sorted->nfont && face == NO_FACE; i++) {
        struct face *place = &fonts->others[fonts->other_count];
        if (!pattern_covers(sorted->fonts[i], character) || !open_pattern(place, sorted->fonts[i]))
            continue;
        face = fonts->other_count++;
    }
    if (sorted)
        FcFontSetDestroy(sorted);
    FcPatternDestroy(wanted);
    FcConfigDestroy(config);
    return face;
}

/* ---- the set -------------------------------------------------------------------------------------------------- */

static void report(struct diagnostics *problems, const char *reason)
{
    char key[] = "font";
    char *copy = memory_copy_text(reason), *valid = memory_copy_text(_("install the package fonts-noto-cjk"));
    diagnostics_add(problems, &(struct diagnostic){
                                  .level = DIAGNOSTIC_WARNING, .key = key, .reason = copy, .valid = valid});
    free(copy);
    free(valid);
}

struct font_set *font_set_new(bool traditional, struct diagnostics *problems)
{
    if (TTF_Init() != 0) {
        report(problems, _("the font library does not start"));
        return NULL;
    }
    struct font_set *fonts = memory_new(1, sizeof *fonts);
    fonts->traditional = traditional;
    FcConfig *config = FcInitLoadConfigAndFonts();
    bool found = config && open_main(fonts, config, FONT_REGULAR);
    if (found && !open_main(fonts, config, FONT_BOLD))
        found = open_face(&fonts->main[FONT_BOLD], fonts->main[FONT_REGULAR].file,
                          fonts->main[FONT_REGULAR].index);
    if (config)
        FcConfigDestroy(config);
    if (!found) {
        report(problems, _("no font was found"));
        font_set_free(fonts);
        return NULL;
    }
    if (!font_covers(fonts, 0x6211)) /* 我 */
        report(problems, _("no font has Chinese characters"));
    return fonts;
}

static void close_face(struct face *face)
{
    if (face->font)
        TTF_CloseFont(face->font);
    free(face->file);
}

void font_set_free(struct font_set *fonts)
{
    if (!fonts)
        return;
    for (int i = 0; i < FONT_WEIGHT_COUNT; i++)
        close_face(&fonts->main[i]);
    for (int i = 0; i < fonts->other_count; i++)
        close_face(&fonts->others[i]);
    free(fonts->known);
    free(fonts);
    TTF_Quit();
}

const char *font_main_file(const struct font_set *fonts)
{
    return fonts->main[FONT_REGULAR].file;
}

/* ---- characters ------------------------------------------------------------------------------------------------ */

/* Faces are numbered: 0 is the main one of whatever weight, 1 … the fallbacks. */
static struct face *face_of(struct font_set *fonts, int face, enum font_weight weight)
{
    return face == 0 ? &fonts->main[weight] : &fonts->others[face - 1];
}

static void set_size(struct face *face, int size_px)
{
    if (face->size_px == size_px)
        return;
    TTF_SetFontSize(face->font, size_px);
    face->size_px = size_px;
}

static int find_face(struct font_set *fonts, uint32_t character)
{
    if (TTF_GlyphIsProvided32(fonts->main[FONT_REGULAR].font, character))
        return 0;
    for (int i = 0; i < fonts->other_count; i++)
        if (TTF_GlyphIsProvided32(fonts->others[i].font, character))
            return i + 1;
    int found = search_fallback(fonts, character);
    return found == NO_FACE ? NO_FACE : found + 1;
}

static struct known_character *place_for(struct known_character *table, size_t capacity, uint32_t character)
{
    size_t at = (size_t)character * 2654435761u & (capacity - 1);
    while (table[at].character && table[at].character != character)
        at = (at + 1) & (capacity - 1);
    return &table[at];
}

static void grow_known(struct font_set *fonts)
{
    size_t capacity = fonts->known_capacity ? fonts->known_capacity * 2 : 512;
    struct known_character *table = memory_new(capacity, sizeof *table);
    for (size_t i = 0; i < fonts->known_capacity; i++)
        if (fonts->known[i].character)
            *place_for(table, capacity, fonts->known[i].character) = fonts->known[i];
    free(fonts->known);
    fonts->known = table;
    fonts->known_capacity = capacity;
}

static uint16_t measured_advance(struct font_set *fonts, int face, enum font_weight weight,
                                 uint32_t character)
{
    struct face *measured = face_of(fonts, face, weight);
    int advance = 0;
    set_size(measured, MEASURE_PX);
    TTF_GlyphMetrics32(measured->font, character, NULL, NULL, NULL, NULL, &advance);
    return (uint16_t)((advance * 1000 + MEASURE_PX - 1) / MEASURE_PX);
}

/* Chinese fonts give quotation marks, which English writes with the same characters, a whole em, half of it blank: “so” .
 * They take half an em. Where the ink stands is asked of the font. */
static void narrow_quotation_mark(struct font_set *fonts, struct known_character *known)
{
    bool quotation = known->character == 0x2018 || known->character == 0x2019 || known->character == 0x201C ||
                     known->character == 0x201D;
    if (!quotation || known->advance[FONT_REGULAR] < 900)
        return;
    int left = MEASURE_PX, right = 0;
    for (int weight = 0; weight < FONT_WEIGHT_COUNT; weight++) {
        struct face *face = face_of(fonts, known->face, (enum font_weight)weight);
        int least = 0, most = 0;
        set_size(face, MEASURE_PX);
        TTF_GlyphMetrics32(face->font, known->character, &least, &most, NULL, NULL, NULL);
        left = least < left ? least : left;
        right = most > right ? most : right;
    }
    if (left < MEASURE_PX / 2 && right > MEASURE_PX / 2)
        return;
    known->narrowed = true;
    known->blank = left < MEASURE_PX / 2 ? 0 : 500;
    for (int weight = 0; weight < FONT_WEIGHT_COUNT; weight++)
        known->advance[weight] = 500;
}

static const struct known_character *know(struct font_set *fonts, uint32_t character)
{
    uint32_t asked = character < 0x20 ? ' ' : character;
    if (fonts->known_count * 2 >= fonts->known_capacity)
        grow_known(fonts);
    struct known_character *known = place_for(fonts->known, fonts->known_capacity, asked);
    if (known->character)
        return known;
    int face = find_face(fonts, asked);
    /* Finding a fallback does not touch the table: `known` is still the place. */
    *known = (struct known_character){.character = asked, .face = (uint16_t)face};
    for (int weight = 0; weight < FONT_WEIGHT_COUNT; weight++)
        known->advance[weight] =
            face == NO_FACE ? 1000 : measured_advance(fonts, face, (enum font_weight)weight, asked);
    if (face != NO_FACE)
        narrow_quotation_mark(fonts, known);
    fonts->known_count++;
    return known;
}

/* Chinese characters all have the same advance in a Chinese font: one measurement serves thousands. */
static const uint16_t *advances_of(struct font_set *fonts, uint32_t character)
{
    if (character > 0x4E00 && character <= 0x9FFF &&
        TTF_GlyphIsProvided32(fonts->main[FONT_REGULAR].font, character))
        return know(fonts, 0x4E00)->advance;
    return know(fonts, character)->advance;
}

static int regular_advance(void *context, uint32_t character)
{
    return advances_of(context, character)[FONT_REGULAR];
}

static int bold_advance(void *context, uint32_t character)
{
    return advances_of(context, character)[FONT_BOLD];
}

static int widest_advance(void *context, uint32_t character)
{
    const uint16_t *advance = advances_of(context, character);
    return advance[FONT_REGULAR] > advance[FONT_BOLD] ? advance[FONT_REGULAR] : advance[FONT_BOLD];
}

struct text_measure font_measure(struct font_set *fonts)
{
    return (struct text_measure){widest_advance, fonts};
}

struct text_measure font_measure_of(struct font_set *fonts, enum font_weight weight)
{
    return (struct text_measure){weight == FONT_BOLD ? bold_advance : regular_advance, fonts};
}

bool font_covers(struct font_set *fonts, uint32_t character)
{
    return know(fonts, character)->face != NO_FACE;
}

/* ---- drawing a line -------------------------------------------------------------------------------------------- */

static void widen(struct text_mask *mask, int left, int top, int right, int bottom)
{
    int old_right = mask->left + mask->width, old_bottom = mask->top + mask->height;
    bool first = !mask->bytes;
    struct text_mask wider = *mask;
    wider.left = first || left < mask->left ? left : mask->left;
    wider.top = first || top < mask->top ? top : mask->top;
    wider.width = (first || right > old_right ? right : old_right) - wider.left;
    wider.height = (first || bottom > old_bottom ? bottom : old_bottom) - wider.top;
    wider.bytes = memory_new((size_t)wider.width * (size_t)wider.height, 1);
    for (int y = 0; y < mask->height; y++)
        memcpy(wider.bytes + (ptrdiff_t)(y + mask->top - wider.top) * wider.width + (mask->left - wider.left),
               mask->bytes + (ptrdiff_t)y * mask->width, (size_t)mask->width);
    free(mask->bytes);
    *mask = wider;
}

struct ink {
    int left, top, right, bottom; /* right and bottom are one past */
};

static struct ink ink_of(const SDL_Surface *surface)
{
    struct ink ink = {surface->w, surface->h, 0, 0};
    for (int y = 0; y < surface->h; y++) {
        const uint8_t *line = (const uint8_t *)surface->pixels + (ptrdiff_t)y * surface->pitch;
        for (int x = 0; x < surface->w; x++) {
            if (!line[x])
                continue;
            ink.left = x < ink.left ? x : ink.left;
            ink.right = x + 1 > ink.right ? x + 1 : ink.right;
            ink.top = y < ink.top ? y : ink.top;
            ink.bottom = y + 1;
        }
    }
    return ink;
}

/* Adds the surface's ink with its left top corner at (x, y) from the pen's start. */
static void add_surface(struct text_mask *mask, const SDL_Surface *surface, int x, int y)
{
    struct ink ink = ink_of(surface);
    if (ink.right <= ink.left)
        return;
    widen(mask, x + ink.left, y + ink.top, x + ink.right, y + ink.bottom);
    for (int row = ink.top; row < ink.bottom; row++) {
        const uint8_t *from = (const uint8_t *)surface->pixels + (ptrdiff_t)row * surface->pitch;
        uint8_t *to = mask->bytes + (ptrdiff_t)(row + y - mask->top) * mask->width + (x - mask->left);
        for (int column = ink.left; column < ink.right; column++)
            to[column] = from[column] > to[column] ? from[column] : to[column];
    }
}

static void add_run(struct text_mask *mask, struct face *face, const char *text, int size_px, int x)
{
    SDL_Color white = {255, 255, 255, 255}, black = {0, 0, 0, 255};
    set_size(face, size_px);
    /* Eight bits a pixel, from black to white: the index is the coverage. */
    SDL_Surface *surface = TTF_RenderUTF8_Shaded(face->font, text, white, black);
    if (!surface)
        return;
    add_surface(mask, surface, x, -TTF_FontAscent(face->font));
    SDL_FreeSurface(surface);
}

struct run {
    struct buffer text;
    int face;
    bool narrowed; /* one character, that is */
    int blank;
};

/* Copies the characters from `at` on that are drawn in one go; returns where it stopped. */
static size_t take_run(struct font_set *fonts, const char *text, size_t size, size_t at, struct run *run)
{
    buffer_clear(&run->text);
    size_t start = at;
    while (at < size) {
        uint32_t character;
        size_t length = utf8_decode(text + at, size - at, &character);
        character = character < 0x20 ? ' ' : character;
        const struct known_character *known = know(fonts, character);
        int face = known->face == NO_FACE ? 0 : known->face;
        if (at > start && (face != run->face || known->narrowed || run->narrowed))
            break;
        run->face = face;
        run->narrowed = known->narrowed;
        run->blank = known->blank;
        char bytes[4];
        buffer_add(&run->text, bytes, utf8_encode(character, bytes));
        at += length;
    }
    return at;
}

struct text_mask font_render(struct font_set *fonts, const char *text, size_t size, enum font_weight weight,
                             int size_px)
{
    struct text_mask mask = {0};
    struct text_measure measure = font_measure_of(fonts, weight);
    struct run run = {0};
    buffer_init(&run.text);
    for (size_t at = 0; at < size;) {
        int x = text_width(text, at, size_px, &measure);
        at = take_run(fonts, text, size, at, &run);
        add_run(&mask, face_of(fonts, run.face, weight), buffer_text(&run.text), size_px,
                x - run.blank * size_px / 1000);
    }
    buffer_destroy(&run.text);
    return mask;
}

int font_pen_width(struct font_set *fonts, const char *text, size_t size, enum font_weight weight,
                   int size_px)
{
    struct text_measure measure = font_measure_of(fonts, weight);
    int end = 0;
    struct run run = {0};
    buffer_init(&run.text);
    for (size_t at = 0; at < size;) {
        int width = 0, x = text_width(text, at, size_px, &measure);
        at = take_run(fonts, text, size, at, &run);
        struct face *face = face_of(fonts, run.face, weight);
        set_size(face, size_px);
        TTF_SizeUTF8(face->font, buffer_text(&run.text), &width, NULL);
        end = x + (run.narrowed ? size_px / 2 : width);
    }
    buffer_destroy(&run.text);
    return end;
}
