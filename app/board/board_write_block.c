#include "base/text.h"
#include "board/block_fold.h"
#include "board/board_parts.h"
#include "board/write_parts.h"
#include "predict/spelt.h"

/* The writing boards in two looks (block_fold.h): every key at its own place in its block.
 *
 *     ┌─────────┬─────────┬─────────┐
 *     │  words  │  keys   │  keys   │      words: five, and "more", which leads to pages of five large ones
 *     ├─────────┼─────────┼─────────┤      the last block: speak, undo, other keys, and three keys of the board's own
 *     │  keys   │  keys   │ speak … │      or, where it has none: delete, the marks, call
 *     └─────────┴─────────┴─────────┘
 *
 * Zero to KEY_BLOCKS − 1 of a table of keys (write_keys_block.c) are blocks, the row behind them is the board's own three. */

enum { WORDS = BLOCK_CELLS - 1, KEY_BLOCKS = 4 };

/* --- keys ---------------------------------------------------------------------------------------------------- */

static void add_key(const struct writing *writing, const struct write_keys *keys, int row, int column)
{
    const struct write_key *key = &keys->places[row][column];
    if (key->text)
        write_add_key(writing, key, row, column);
    else
        page_gap(writing->page, arena_printf(&writing->page->arena, "gap.%d.%d", row, column));
}

static void add_blocks_of_keys(const struct writing *writing, const struct write_keys *keys)
{
    for (int row = 0; row < KEY_BLOCKS; row++) {
        page_row(writing->page, arena_printf(&writing->page->arena, "keys.%d", row), ROW_CELLS);
        for (int column = 0; column < keys->columns; column++)
            add_key(writing, keys, row, column);
    }
}

static void add_function(const struct writing *writing, enum action_kind kind)
{
    const struct message *message = writing->context->message;
    bool impossible = (kind == ACTION_SPEAK && message_size(message) == 0) ||
                      (kind == ACTION_UNDO && !writing->context->can_undo) ||
                      (kind == ACTION_DELETE && message_is_empty(message));
    struct cell *cell = board_add_action(writing->page, kind, NULL);
    cell->empty = impossible;
    if (kind == ACTION_BACK)
        cell->id = arena_text(&writing->page->arena, BLOCK_LEAVE_ID);
}

/* The board's own key at one of the three places among the functions. */
static void add_own(const struct writing *writing, const struct write_keys *keys, int place)
{
    static const enum action_kind otherwise[] = {ACTION_DELETE, ACTION_NONE, ACTION_CALL};
    if (keys->places[KEY_BLOCKS][place].text)
        add_key(writing, keys, KEY_BLOCKS, place);
    else if (otherwise[place] == ACTION_NONE)
        write_add_opening(writing, PUNCTUATION);
    else
        add_function(writing, otherwise[place]);
}

static void add_functions(const struct writing *writing, const struct write_keys *keys)
{
    page_row(writing->page, "functions", ROW_CELLS);
    add_function(writing, ACTION_SPEAK);
    add_function(writing, ACTION_UNDO);
    add_own(writing, keys, 0);
    if (writing->board == DIGITS || writing->board == PUNCTUATION) { /* which one only visits */
        add_function(writing, ACTION_BACK);
    } else {
        write_add_opening(writing, OTHER_KEYS);
        writing->page->cells[writing->page->cell_count - 1].mark = MARK_KEYS;
    }
    add_own(writing, keys, 1);
    add_own(writing, keys, 2);
}

/* --- pages ---------------------------------------------------------------------------------------------------- */

/* After a syllable its tone stands on a page of its own, before those with further words. */
static bool has_tone_page(const struct writing *writing)
{
    return write_has_tones(writing) && spelt_wants_tone(writing->units, writing->unit_count);
}

static void add_tones(const struct writing *writing)
{
    page_row(writing->page, "tones", ROW_CELLS);
    for (int tone = 1; tone <= TONE_NEUTRAL; tone++)
        write_add_tone(writing, tone);
    board_add_action(writing->page, ACTION_MORE, NULL);
}

/* "More" keeps its place, however few words there are. */
static void add_words(const struct writing *writing, const struct write_words *words)
{
    write_add_suggestions(writing, words);
    for (int place = words->each; place < WORDS; place++)
        page_gap(writing->page, arena_printf(&writing->page->arena, "suggest.%d", place));
    write_add_more(writing, words);
}

void write_build_blocks(struct writing *writing)
{
    struct page *page = writing->page;
    const struct write_keys *keys = write_keys_of(writing);
    int wanted = writing->context->settings->suggestions;
    struct write_words words;
    writing->words_each = wanted < WORDS ? wanted : WORDS;
    writing->further_each = WORDS;
    writing->further_rows = 0;
    writing->key_pages = has_tone_page(writing) ? 2 : 1;
    write_find_words(writing, &words);
    page->further = words.page_number > 0;
    if (page->further && !words.further)
        add_tones(writing);
    else
        add_words(writing, &words);
    if (page->further) {
        block_spread(writing->context, page);
        return;
    }
    add_blocks_of_keys(writing, keys);
    add_functions(writing, keys);
    block_fold(writing->context, page);
}

/* --- the other keys ------------------------------------------------------------------------------------------- */

static void add_boards(const struct writing *writing, const enum write_board *boards, int count)
{
    for (int i = 0; i < count; i++)
        write_add_opening(writing, boards[i]);
}

static void add_editing(const struct writing *writing)
{
    const struct board_context *context = writing->context;
    struct page *page = writing->page;
    bool empty = message_is_empty(context->message), nothing = message_size(context->message) == 0;
    page_row(page, "edit", ROW_CELLS);
    add_function(writing, ACTION_DELETE);
    board_add_action(page, ACTION_DELETE_WORD, NULL)->empty = empty;
    board_add_action(page, ACTION_CLEAR, NULL)->empty = empty;
    page_row(page, "saying", ROW_CELLS);
    board_add_action(page, ACTION_SAVE_PHRASE, NULL)->empty = context->kept || nothing;
    board_add_action(page, ACTION_SPEAK_AGAIN, NULL)->empty = context->history_count == 0;
    board_add_open(page, CELL_ACTION, "message", _("Message"))->mark = MARK_HISTORY;
}

static void add_leaving(const struct writing *writing)
{
    struct page *page = writing->page;
    page_row(page, "help", ROW_CELLS);
    board_add_open(page, CELL_URGENT, "urgent", _("Urgent"))->mark = MARK_URGENT;
    add_function(writing, ACTION_CALL);
    add_function(writing, ACTION_REST);
    page_row(page, "leaving", ROW_CELLS);
    add_function(writing, ACTION_BACK);
    add_function(writing, ACTION_HOME);
}

void write_build_other_blocks(const struct writing *writing)
{
    static const enum write_board first[] = {PINYIN, ZHUYIN, STROKES, INITIALS_ONLY};
    static const enum write_board second[] = {LETTERS, CAPITALS, DIGITS, PUNCTUATION};
    struct page *page = writing->page;
    page->title = arena_text(&page->arena, _("Other keys"));
    page_row(page, "boards.0", ROW_CELLS);
    add_boards(writing, first, 4);
    page_row(page, "boards.1", ROW_CELLS);
    add_boards(writing, second, 4);
    add_editing(writing);
    add_leaving(writing);
    block_fold(writing->context, page);
}
