#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "board/write_keys.h"
#include "board/zhuyin.h"
#include "paper/paper_parts.h"
#include "predict/syllable.h"

/* The writing board as it stands on the person's own screen, without the keys that only lead elsewhere on a screen. */

struct key_tables {
    const struct write_keys *scanned, *looked_at, *in_blocks;
};

static const struct write_keys *own(const struct settings *settings, const struct key_tables *tables)
{
    if (settings->pointing == POINTING_OFF)
        return tables->scanned;
    return settings->gaze_board == GAZE_BOARD_BLOCKS ? tables->in_blocks : tables->looked_at;
}

/* Grunts such as hm and ng stand on keys of others; nobody spells them on paper. */
static bool is_grunt(const char *unit, size_t size)
{
    static const char *const grunts[] = {"hm", "hng", "m", "n", "ng", "ㄏㄇ", "ㄏㄫ", "ㄇ", "ㄋ", "ㄫ", "-"};
    for (size_t i = 0; i < sizeof grunts / sizeof *grunts; i++)
        if (strlen(grunts[i]) == size && memcmp(grunts[i], unit, size) == 0)
            return true;
    return false;
}

/* Finals apart by blanks, v as ü. */
static void add_finals(struct buffer *out, const char *finals)
{
    for (const char *at = finals; at && *at;) {
        size_t size = strcspn(at, " ");
        if (!is_grunt(at, size)) {
            if (out->size > 0)
                buffer_add_byte(out, ' ');
            bool umlaut = at[0] == 'v';
            buffer_add_text(out, umlaut ? "ü" : "");
            buffer_add(out, at + umlaut, size - umlaut);
        }
        at += size + strspn(at + size, " ");
    }
}

static const char *initial_of(const struct write_key *key, const struct settings *settings)
{
    if (settings->writing == WRITE_ZHUYIN)
        return zhuyin_key(initial_find(key->text, strlen(key->text)));
    return key->label ? key->label : key->text;
}

static const char *blank_or(const char *text)
{
    return strcmp(text, " ") == 0 ? _("space") : text;
}

/* NULL: nothing that is spelt or typed. */
static const char *text_of(struct paper *paper, const struct paper_source *source,
                           const struct write_key *key)
{
    struct buffer finals = {0};
    const char *text = NULL;
    switch (key->kind) {
    case KEY_INITIAL:
        return arena_text(&paper->arena, initial_of(key, source->settings));
    case KEY_FINAL:
    case KEY_FINALS:
    case KEY_RIME:
    case KEY_RIMES:
        add_finals(&finals, key->text);
        add_finals(&finals, key->other);
        if (finals.size > 0)
            text = arena_text(&paper->arena, buffer_text(&finals));
        buffer_destroy(&finals);
        return text;
    case KEY_STROKE:
    case KEY_LETTER:
        return arena_text(&paper->arena, key->text);
    case KEY_TYPE:
        return arena_text(&paper->arena, blank_or(key->label ? _(key->label) : key->text));
    case KEY_MARK:
        return arena_text(&paper->arena, source->english && key->other ? key->other : key->text);
    default:
        return NULL;
    }
}

static int columns_of(const struct write_keys *keys, int row)
{
    int columns = 0;
    while (columns < keys->columns && keys->places[row][columns].kind != KEY_END)
        columns++;
    return columns;
}

/* Rows and columns at the end in which nothing stands are left away: the numbers of the others stay. */
static void shorten(struct paper_table *table)
{
    int rows = 0, columns = 0;
    for (int r = 0; r < table->rows; r++)
        for (int c = 0; c < table->columns; c++)
            if (paper_cell_at(table, r, c)->text) {
                rows = r + 1;
                columns = c + 1 > columns ? c + 1 : columns;
            }
    for (int r = 0; r < rows; r++)
        for (int c = 0; c < columns; c++)
            table->cells[r * columns + c] = *paper_cell_at(table, r, c);
    table->rows = rows;
    table->columns = columns;
}

static void add_keys(struct paper *paper, const struct paper_source *source, struct paper_sheet *sheet,
                     const char *heading, const struct key_tables *tables)
{
    const struct write_keys *keys = own(source->settings, tables);
    struct paper_table *table = paper_add_table(paper, sheet, heading, keys->rows, keys->columns);
    for (int r = 0; r < keys->rows; r++)
        for (int c = 0; c < columns_of(keys, r); c++) {
            const struct write_key *key = &keys->places[r][c];
            struct paper_cell *cell = paper_cell_at(table, r, c);
            cell->text = text_of(paper, source, key);
            if (key->kind == KEY_STROKE && key->other)
                cell->note = arena_text(&paper->arena, _(key->other));
        }
    shorten(table);
}

static void add_sounds(struct paper *paper, const struct paper_source *source)
{
    static const struct key_tables initials = {&write_keys_initials, &write_gaze_initials,
                                               &write_block_initials},
                                   finals = {&write_keys_finals, &write_gaze_finals, &write_block_finals},
                                   rimes = {&write_keys_rimes, &write_gaze_rimes, &write_block_rimes};
    bool zhuyin = source->settings->writing == WRITE_ZHUYIN;
    struct paper_sheet *sheet = paper_add_sheet(paper, zhuyin ? _("Writing: zhuyin") : _("Writing: pinyin"),
                                                _("First the beginning of the syllable, then its end."));
    add_keys(paper, source, sheet, _("1. Beginnings (initials)"), &initials);
    add_keys(paper, source, sheet, _("2. Ends (finals)"), zhuyin ? &rimes : &finals);
}

static void add_strokes(struct paper *paper, const struct paper_source *source)
{
    static const struct key_tables strokes = {&write_keys_strokes, &write_gaze_strokes, &write_block_strokes};
    struct paper_sheet *sheet =
        paper_add_sheet(paper, _("Writing: strokes"), _("Stroke after stroke, in the order of writing."));
    add_keys(paper, source, sheet, NULL, &strokes);
}

static void add_letters(struct paper *paper, const struct paper_source *source)
{
    static const struct key_tables orders[] = {
        [LETTERS_BY_FREQUENCY] = {&write_keys_letters, &write_gaze_letters, &write_block_letters},
        [LETTERS_BY_ALPHABET] = {&write_keys_alphabet, &write_gaze_alphabet, &write_block_alphabet},
        [LETTERS_QWERTY] = {&write_keys_qwerty, &write_gaze_qwerty, &write_block_qwerty},
    };
    struct paper_sheet *sheet = paper_add_sheet(paper, _("Writing: letters"), NULL);
    add_keys(paper, source, sheet, NULL, &orders[source->settings->letters]);
}

static void add_digits(struct paper *paper, const struct paper_source *source)
{
    static const struct key_tables digits[] = {
        {&write_keys_digits, &write_gaze_digits, &write_block_digits},
        {&write_keys_english_digits, &write_gaze_english_digits, &write_block_english_digits}};
    struct paper_sheet *sheet = paper_add_sheet(paper, _("Writing: numbers"), NULL);
    add_keys(paper, source, sheet, NULL, &digits[source->english]);
}

void paper_add_writing(struct paper *paper, const struct paper_source *source)
{
    int writing = source->settings->writing;
    if (source->english || writing == WRITE_LETTERS)
        add_letters(paper, source);
    else if (writing == WRITE_STROKES)
        add_strokes(paper, source);
    else
        add_sounds(paper, source);
    add_digits(paper, source);
}
