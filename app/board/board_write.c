#include "board/board_write.h"

#include <string.h>

#include "base/text.h"
#include "board/board_parts.h"
#include "board/write_keys.h"
#include "board/write_parts.h"
#include "predict/spelt.h"

void board_write_typed(const char *const *units, int unit_count, const char *typed, struct buffer *out)
{
    buffer_clear(out);
    for (int i = 0; i < unit_count; i++)
        if (strcmp(units[i], "'") != 0)
            buffer_add_text(out, units[i]);
    buffer_add_text(out, typed);
}

static const char *const board_names[] = {"pinyin",   "initials", "letters",
                                          "capitals", "digits",   "punctuation"};

static enum write_board first_board(const struct board_context *context)
{
    return context->english || context->settings->writing == WRITE_LETTERS ? LETTERS : PINYIN;
}

static enum write_board board_called(const char *name, enum write_board otherwise)
{
    for (int i = 0; i < WRITE_BOARD_COUNT; i++)
        if (strcmp(name, board_names[i]) == 0)
            return (enum write_board)i;
    return otherwise;
}

/* --- keys ------------------------------------------------------------------------------------------------ */

static bool may_follow(const struct writing *writing, const char *unit)
{
    const struct predictor *predictor = writing->context->predictor;
    struct predict_request request = write_request(writing);
    return !predictor || predictor->may_follow(predictor->self, &request, unit);
}

/* An initial needs room for its final, too. */
static bool has_room(const struct writing *writing, int units)
{
    return writing->unit_count + units <= MESSAGE_UNITS_AT_MOST;
}

static void add_spelling(const struct writing *writing, const char *kind, const char *unit, const char *label)
{
    struct page *page = writing->page;
    struct cell *cell = page_cell(page, CELL_KEY, arena_printf(&page->arena, "%s.%s", kind, unit), label);
    cell->spell[0] = arena_text(&page->arena, unit);
    cell->spell_count = 1;
    cell->action = (struct action){ACTION_SPELL, cell->spell[0]};
}

static void add_gap(const struct writing *writing, const char *kind, const char *text)
{
    page_gap(writing->page, arena_printf(&writing->page->arena, "%s.%s", kind, text));
}

static void add_initial(const struct writing *writing, const struct write_key *key)
{
    bool possible =
        has_room(writing, writing->board == INITIALS_ONLY ? 1 : 2) && may_follow(writing, key->text);
    if (possible)
        add_spelling(writing, "initial", key->text, key->label ? key->label : key->text);
    else
        add_gap(writing, "initial", key->text);
}

static bool final_fits(const struct writing *writing, const char *final)
{
    int number = final ? final_find(final, strlen(final)) : FINAL_NONE;
    return number != FINAL_NONE && syllable_join(writing->open_initial, number) != SYLLABLE_NONE &&
           has_room(writing, 1) && may_follow(writing, final);
}

static void add_final(const struct writing *writing, const struct write_key *key)
{
    if (final_fits(writing, key->text))
        add_spelling(writing, "final", key->text, key->label ? key->label : key->text);
    else if (final_fits(writing, key->other))
        add_spelling(writing, "final", key->other, key->other_label ? key->other_label : key->other);
    else
        add_gap(writing, "final", key->text);
}

static void add_letter(const struct writing *writing, const struct write_key *key)
{
    char letter[2] = {key->text[0], 0};
    if (writing->board == CAPITALS)
        letter[0] = (char)(letter[0] - 'a' + 'A');
    if (has_room(writing, 1))
        add_spelling(writing, "letter", letter, letter);
    else
        add_gap(writing, "letter", letter);
}

static void add_typing(const struct writing *writing, const struct write_key *key)
{
    struct page *page = writing->page;
    struct buffer text;
    buffer_init(&text);
    board_write_typed(writing->units, writing->unit_count, key->text, &text);
    const char *label = key->label ? _(key->label) : key->text + (key->text[0] == ' ');
    struct cell *cell = page_cell(page, CELL_KEY, arena_printf(&page->arena, "type.%s", key->text), label);
    cell->action = (struct action){ACTION_TYPE, arena_text(&page->arena, key->text)};
    cell->commit = writing->unit_count > 0 ? write_parted(writing, buffer_text(&text))
                                           : arena_text(&page->arena, buffer_text(&text));
    cell->units = writing->unit_count;
    buffer_destroy(&text);
}

static void add_board(const struct writing *writing, const struct write_key *key)
{
    struct page *page = writing->page;
    bool other = key->other && board_called(key->text, PINYIN) == writing->board;
    const char *name = other ? key->other : key->text;
    const char *label = _(other ? key->other_label : key->label);
    bool first = board_called(name, PINYIN) == first_board(writing->context);
    const char *screen = first ? "write" : arena_printf(&page->arena, "write:%s", name);
    board_add_open(page, CELL_ACTION, screen, label);
}

static void add_key(const struct writing *writing, const struct write_key *key, int row, int column)
{
    switch (key->kind) {
    case KEY_NONE:
        page_gap(writing->page, arena_printf(&writing->page->arena, "gap.%d.%d", row, column));
        break;
    case KEY_INITIAL:
        add_initial(writing, key);
        break;
    case KEY_FINAL:
        add_final(writing, key);
        break;
    case KEY_LETTER:
        add_letter(writing, key);
        break;
    case KEY_TYPE:
        add_typing(writing, key);
        break;
    case KEY_BOARD:
        add_board(writing, key);
        break;
    }
}

static const struct write_keys *keys_of(const struct writing *writing)
{
    bool english = writing->context->english;
    switch (writing->board) {
    case LETTERS:
    case CAPITALS:
        return &write_keys_letters;
    case DIGITS:
        return english ? &write_keys_english_digits : &write_keys_digits;
    case PUNCTUATION:
        return english ? &write_keys_english_punctuation : &write_keys_punctuation;
    case PINYIN:
        if (writing->open_initial >= 0)
            return &write_keys_finals;
        break;
    case INITIALS_ONLY:
    case WRITE_BOARD_COUNT:
        break;
    }
    return &write_keys_initials;
}

static void add_keys(const struct writing *writing)
{
    const struct write_keys *keys = keys_of(writing);
    page_section(writing->page, "keys");
    for (int row = 0; row < keys->rows; row++) {
        page_row(writing->page, arena_printf(&writing->page->arena, "keys.%d", row), ROW_CELLS);
        for (int column = 0; column < keys->columns; column++)
            add_key(writing, &keys->places[row][column], row, column);
    }
}

void board_write_build(const struct board_context *context, struct page *page)
{
    struct writing writing = {
        .context = context, .page = page, .board = board_called(context->argument, first_board(context))};
    writing.unit_count = message_units(context->message, writing.units);
    writing.open_initial = spelt_open_initial(writing.units, writing.unit_count);
    page_begin(page, context->screen, _("Write"));
    page->with_message = true;
    write_add_suggestions(&writing);
    board_add_urgent_strip(context, page);
    add_keys(&writing);
    board_add_edit_bar(context, page);
    board_add_bar(context, page);
}

bool board_write_knows(const struct board_context *context, const char *argument)
{
    (void)context;
    for (int i = 0; i < WRITE_BOARD_COUNT; i++)
        if (strcmp(argument, board_names[i]) == 0)
            return true;
    return false;
}
