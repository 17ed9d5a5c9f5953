#include "board/board_write.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "board/board_parts.h"
#include "board/write_keys.h"
#include "predict/spelt.h"

void board_write_typed(const char *const *units, int unit_count, const char *typed, struct buffer *out)
{
    buffer_clear(out);
    for (int i = 0; i < unit_count; i++)
        if (strcmp(units[i], "'") != 0)
            buffer_add_text(out, units[i]);
    buffer_add_text(out, typed);
}

enum write_board { PINYIN, INITIALS_ONLY, LETTERS, CAPITALS, DIGITS, PUNCTUATION, WRITE_BOARD_COUNT };
static const char *const board_names[] = {"pinyin",   "initials", "letters",
                                          "capitals", "digits",   "punctuation"};

/* What is being built. */
struct writing {
    const struct board_context *context;
    struct page *page;
    enum write_board board;
    const char *units[MESSAGE_UNITS_AT_MOST];
    int unit_count;
    int open_initial; /* −1: none waits for its final */
};

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

static struct predict_request request_of(const struct writing *writing)
{
    const struct message *message = writing->context->message;
    bool letters = writing->board == LETTERS || writing->board == CAPITALS;
    return (struct predict_request){
        .context = message_text(message),
        .context_size =
            utf8_offset(message_text(message), message_size(message), (size_t)message_caret(message)),
        .units = writing->units,
        .unit_count = writing->unit_count,
        /* On a Chinese screen the letters may be pinyin, or a word in Latin letters; nothing spelt is Chinese. */
        .english = letters && (writing->unit_count > 0 || writing->context->english),
    };
}

/* --- suggestions --------------------------------------------------------------------------------------- */

enum { SUGGESTIONS_AT_MOST = 8 };

static int ask(const struct writing *writing, int skip, struct candidate *out, int most)
{
    const struct predictor *predictor = writing->context->predictor;
    struct predict_request request = request_of(writing);
    request.skip = skip;
    return predictor ? predictor->candidates(predictor->self, &request, out, most) : 0;
}

/* The page that "more" has turned to, after the last comes the first; fills in up to each + 1. */
static int ask_page(const struct writing *writing, int each, struct candidate *out, int *page_number)
{
    struct candidate probe;
    *page_number = writing->context->page_number;
    int count = ask(writing, *page_number * each, out, each + 1);
    if (count > 0 || *page_number == 0)
        return count;
    int pages = 1;
    while (pages < *page_number && ask(writing, pages * each, &probe, 1) > 0)
        pages++;
    *page_number %= pages;
    return ask(writing, *page_number * each, out, each + 1);
}

static bool is_latin(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A Latin word after another one, or after its comma or full stop, is parted from it by a blank. */
static const char *parted(const struct writing *writing, const char *text)
{
    const struct message *message = writing->context->message;
    size_t caret = utf8_offset(message_text(message), message_size(message), (size_t)message_caret(message));
    char before = caret > 0 ? message_text(message)[caret - 1] : ' ';
    bool part = is_latin(text[0]) && (is_latin(before) || (before != '\0' && strchr(",.?!;:", before)));
    return arena_printf(&writing->page->arena, "%s%s", part ? " " : "", text);
}

static void add_suggestion(const struct writing *writing, const char *id, const struct candidate *candidate)
{
    struct page *page = writing->page;
    const char *shown = candidate->text + (candidate->text[0] == ' ');
    struct cell *cell = page_cell(page, CELL_WORD, id, shown);
    cell->commit = parted(writing, candidate->text);
    cell->reading = candidate->reading[0] ? arena_text(&page->arena, candidate->reading) : NULL;
    cell->units = candidate->units;
    cell->action = (struct action){ACTION_COMMIT, cell->commit};
}

/* An English screen shows no Hanzi that letters might spell. */
static int without_hanzi(struct candidate *candidates, int count)
{
    int kept = 0;
    for (int i = 0; i < count; i++)
        if (!candidates[i].reading[0])
            candidates[kept++] = candidates[i];
    return kept;
}

static int find_suggestions(const struct writing *writing, int each, struct candidate *out, int *page_number)
{
    int count = ask_page(writing, each, out, page_number);
    if (!writing->context->english || !request_of(writing).english)
        return count;
    count = without_hanzi(out, count);
    if (count > 0 || *page_number == 0)
        return count;
    *page_number = 0;
    return without_hanzi(out, ask(writing, 0, out, each + 1));
}

static void add_suggestions(const struct writing *writing)
{
    struct candidate found[SUGGESTIONS_AT_MOST];
    struct page *page = writing->page;
    int each = writing->context->settings->suggestions, page_number;
    if (each > SUGGESTIONS_AT_MOST - 1)
        each = SUGGESTIONS_AT_MOST - 1;
    int count = find_suggestions(writing, each, found, &page_number);
    page_section(page, "suggest");
    page_row(page, "suggest", ROW_WORDS);
    for (int i = 0; i < each; i++) {
        const char *id = arena_printf(&page->arena, "suggest.%d", i);
        if (i < count)
            add_suggestion(writing, id, &found[i]);
        else
            page_gap(page, id);
    }
    board_add_action(page, ACTION_MORE, NULL)->empty = page_number == 0 && count <= each;
}

/* --- keys ------------------------------------------------------------------------------------------------ */

static bool may_follow(const struct writing *writing, const char *unit)
{
    const struct predictor *predictor = writing->context->predictor;
    struct predict_request request = request_of(writing);
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
    cell->commit = writing->unit_count > 0 ? parted(writing, buffer_text(&text))
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
    add_suggestions(&writing);
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
