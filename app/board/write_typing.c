#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "board/board_parts.h"
#include "board/board_write.h"
#include "board/write_parts.h"

/* Keys that type: digits, marks, blanks. */

void board_write_typed(const char *const *units, int unit_count, const char *typed, struct buffer *out)
{
    buffer_clear(out);
    for (int i = 0; i < unit_count; i++)
        if (strcmp(units[i], "'") != 0)
            buffer_add_text(out, units[i]);
    buffer_add_text(out, typed);
}

/* --- the form of a mark ---------------------------------------------------------------------------------- */

enum script { SCRIPT_NEITHER, SCRIPT_LATIN, SCRIPT_CHINESE };

/* Digits, blanks and signs are of neither; the Hanzi's own marks and full widths begin at U+3000. */
static enum script script_of(uint32_t character)
{
    uint32_t lower = character | 0x20u;
    if ((lower >= 'a' && lower <= 'z') || (character >= 0xC0 && character < 0x250))
        return SCRIPT_LATIN;
    return utf8_is_hanzi(character) || (character >= 0x3000 && character < 0xFFF0) ? SCRIPT_CHINESE
                                                                                   : SCRIPT_NEITHER;
}

/* Of what stands before the caret, the nearest that is of one script or the other; else the screen's. */
static bool is_chinese_before(const struct writing *writing)
{
    const struct message *message = writing->context->message;
    const char *text = message_text(message);
    size_t size = message_size(message), at = utf8_offset(text, size, (size_t)message_caret(message));
    while (at > 0) {
        uint32_t character;
        at = utf8_before(text, at);
        utf8_decode(text + at, size - at, &character);
        if (script_of(character) != SCRIPT_NEITHER)
            return script_of(character) == SCRIPT_CHINESE;
    }
    return !writing->context->english;
}

/* What is spelt becomes Latin letters before the mark; strokes do not. */
static bool is_chinese_mark(const struct writing *writing)
{
    bool letters = writing->unit_count > 0 && !write_is_stroke(writing->units[0]);
    return !letters && is_chinese_before(writing);
}

/* --- keys ------------------------------------------------------------------------------------------------ */

/* Strokes are no text: they stay spelt. */
static void add_key(const struct writing *writing, const char *id, const char *typed, const char *label)
{
    struct page *page = writing->page;
    struct buffer text;
    bool strokes = writing->unit_count > 0 && write_is_stroke(writing->units[0]);
    int units = strokes ? 0 : writing->unit_count;
    buffer_init(&text);
    board_write_typed(writing->units, units, typed, &text);
    struct cell *cell = page_cell(page, CELL_KEY, arena_printf(&page->arena, "type.%s", id), label);
    cell->action = (struct action){ACTION_TYPE, arena_text(&page->arena, typed)};
    cell->commit =
        units > 0 ? write_parted(writing, buffer_text(&text)) : arena_text(&page->arena, buffer_text(&text));
    cell->units = units;
    buffer_destroy(&text);
}

void write_add_typing(const struct writing *writing, const struct write_key *key)
{
    add_key(writing, key->text, key->text, key->label ? _(key->label) : key->text + (key->text[0] == ' '));
}

/* The place keeps its name whatever form stands there. While strokes are spelt their board types nothing. */
void write_add_mark(const struct writing *writing, const struct write_key *key)
{
    bool latin_board = writing->context->english || writing->board == LETTERS || writing->board == CAPITALS;
    bool rarer = key->kind == KEY_RARER;
    const char *id = latin_board != rarer ? key->other : key->text;
    const char *typed = is_chinese_mark(writing) != rarer ? key->text : key->other;
    if (writing->board == STROKES && writing->unit_count > 0)
        page_gap(writing->page, arena_printf(&writing->page->arena, "type.%s", id));
    else
        add_key(writing, id, typed, typed);
}
