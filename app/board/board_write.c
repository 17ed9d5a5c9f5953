#include "board/board_write.h"

#include <string.h>

#include "base/text.h"
#include "board/board_parts.h"
#include "board/write_keys.h"
#include "board/write_parts.h"
#include "board/zhuyin.h"
#include "predict/spelt.h"

static const struct {
    const char *name, *label;
} boards[] = {
    [PINYIN] = {"pinyin", N_("pinyin")},
    [ZHUYIN] = {"zhuyin", N_("zhuyin")},
    [STROKES] = {"strokes", N_("strokes")},
    [INITIALS_ONLY] = {"initials", N_("initials")},
    [LETTERS] = {"letters", "abc"},
    [CAPITALS] = {"capitals", "ABC"},
    [DIGITS] = {"digits", "123"},
    [PUNCTUATION] = {"punctuation", "，。？"},
    [OTHER_KEYS] = {"other", N_("Other keys")},
};

/* What the person writes Chinese with; letters, too, lead to pinyin. */
static enum write_board chinese_board(const struct board_context *context)
{
    int writing = context->settings->writing;
    return writing == WRITE_STROKES ? STROKES : writing == WRITE_ZHUYIN ? ZHUYIN : PINYIN;
}

static enum write_board first_board(const struct board_context *context)
{
    bool letters = context->english || context->settings->writing == WRITE_LETTERS;
    return letters ? LETTERS : chinese_board(context);
}

static enum write_board board_called(const char *name, enum write_board otherwise)
{
    for (int i = 0; i < WRITE_BOARD_COUNT; i++)
        if (strcmp(name, boards[i].name) == 0)
            return (enum write_board)i;
    return otherwise;
}

bool write_is_stroke(const char *unit)
{
    const struct write_keys *keys = &write_keys_strokes;
    for (int row = 0; row < keys->rows; row++)
        for (int column = 0; column < keys->columns; column++) {
            const struct write_key *key = &keys->places[row][column];
            if (key->kind == KEY_STROKE && strcmp(key->text, unit) == 0)
                return true;
        }
    return false;
}

/* --- keys ------------------------------------------------------------------------------------------------ */

static bool may_follow(const struct writing *writing, const char *unit)
{
    const struct predictor *predictor = writing->context->predictor;
    struct predict_request request = write_request(writing);
    return !predictor || predictor->may_follow(predictor->self, &request, unit);
}

/* Strokes and sounds do not spell one word. An initial needs room for its final, too. */
static bool fits(const struct writing *writing, bool stroke)
{
    return writing->unit_count == 0 || write_is_stroke(writing->units[0]) == stroke;
}

static bool has_room(const struct writing *writing, int units)
{
    return writing->unit_count + units <= MESSAGE_UNITS_AT_MOST;
}

static void spell(struct cell *cell, const char *unit)
{
    cell->spell[0] = unit;
    cell->spell_count = 1;
    cell->action = (struct action){ACTION_SPELL, unit};
}

static struct cell *add_spelling(const struct writing *writing, const char *kind, const char *unit,
                                 const char *label)
{
    struct page *page = writing->page;
    struct cell *cell = page_cell(page, CELL_KEY, arena_printf(&page->arena, "%s.%s", kind, unit), label);
    spell(cell, arena_text(&page->arena, unit));
    return cell;
}

static void add_gap(const struct writing *writing, const char *kind, const char *text)
{
    page_gap(writing->page, arena_printf(&writing->page->arena, "%s.%s", kind, text));
}

/* By initials alone, too, one writes in the letters one knows. */
static bool in_zhuyin(const struct writing *writing)
{
    return writing->board == ZHUYIN ||
           (writing->board == INITIALS_ONLY && chinese_board(writing->context) == ZHUYIN);
}

static void add_initial(const struct writing *writing, const struct write_key *key)
{
    const char *label = key->label ? key->label : key->text;
    if (in_zhuyin(writing))
        label = zhuyin_key(initial_find(key->text, strlen(key->text)));
    if (fits(writing, false) && has_room(writing, writing->board == INITIALS_ONLY ? 1 : 2) &&
        may_follow(writing, key->text))
        add_spelling(writing, "initial", key->text, label);
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

/* The final that makes this rime now, or NULL. */
static const char *final_of_rime(const struct writing *writing, const char *rime)
{
    const char *final = rime ? final_text(zhuyin_final(writing->open_initial, rime)) : "";
    return *final && final_fits(writing, final) ? final : NULL;
}

/* One place, one rime, whatever final it is in pinyin. A syllable that is its initial alone is shown as that. */
static void add_rime(const struct writing *writing, const struct write_key *key)
{
    struct page *page = writing->page;
    const char *rime = final_of_rime(writing, key->text) ? key->text : key->other;
    const char *final = final_of_rime(writing, rime);
    if (!final) {
        add_gap(writing, "rime", key->text);
        return;
    }
    bool alone = strcmp(rime, ZHUYIN_NO_RIME) == 0;
    const char *id = arena_printf(&page->arena, "rime.%s", rime);
    struct cell *cell = page_cell(page, CELL_KEY, id, alone ? zhuyin_key(writing->open_initial) : rime);
    spell(cell, arena_text(&page->arena, final));
}

static void add_stroke(const struct writing *writing, const struct write_key *key)
{
    struct page *page = writing->page;
    if (!fits(writing, true) || !has_room(writing, 1) || !may_follow(writing, key->text)) {
        add_gap(writing, "stroke", key->text);
        return;
    }
    struct cell *cell = add_spelling(writing, "stroke", key->text, key->text);
    cell->note = cell->cue = arena_text(&page->arena, _(key->other));
}

static void add_letter(const struct writing *writing, const struct write_key *key)
{
    char letter[2] = {key->text[0], 0};
    if (writing->board == CAPITALS)
        letter[0] = (char)(letter[0] - 'a' + 'A');
    if (fits(writing, false) && has_room(writing, 1))
        add_spelling(writing, "letter", letter, letter);
    else
        add_gap(writing, "letter", letter);
}

/* "pinyin" leads to what the person writes Chinese with, and from there to pinyin itself. */
static enum write_board board_of_key(const struct writing *writing, const struct write_key *key)
{
    bool other = key->other && board_called(key->text, PINYIN) == writing->board;
    enum write_board board = board_called(other ? key->other : key->text, PINYIN);
    if (board != PINYIN || (writing->board == chinese_board(writing->context)))
        return board;
    return writing->board == INITIALS_ONLY && !in_zhuyin(writing) ? PINYIN : chinese_board(writing->context);
}

static void open_board(const struct writing *writing, enum write_board board, const char *label)
{
    struct page *page = writing->page;
    bool first = board == first_board(writing->context);
    const char *screen = first ? "write" : arena_printf(&page->arena, "write:%s", boards[board].name);
    board_add_open(page, CELL_ACTION, screen, _(label));
}

void write_add_opening(const struct writing *writing, enum write_board board)
{
    open_board(writing, board, boards[board].label);
}

static void add_board(const struct writing *writing, const struct write_key *key)
{
    enum write_board board = board_of_key(writing, key);
    bool other = key->other && board_called(key->text, PINYIN) == writing->board;
    const char *label = board_called(key->text, PINYIN) == PINYIN ? boards[board].label : key->label;
    open_board(writing, board, other ? key->other_label : label);
}

bool write_sound_fits(const struct writing *writing, enum write_key_kind kind, const char *sound)
{
    return kind == KEY_FINAL ? final_fits(writing, sound) : final_of_rime(writing, sound) != NULL;
}

/* The first of the sounds that fits. */
static void add_one_of(const struct writing *writing, const struct write_key *key, int row, int column)
{
    struct arena *arena = &writing->page->arena;
    enum write_key_kind kind = key->kind == KEY_FINALS ? KEY_FINAL : KEY_RIME;
    for (const char *at = key->text; *at; at += strspn(at, " ")) {
        size_t size = strcspn(at, " ");
        struct write_key one = {.kind = kind, .text = arena_printf(arena, "%.*s", (int)size, at)};
        at += size;
        if (!write_sound_fits(writing, kind, one.text))
            continue;
        one.label = strcmp(one.text, "v") == 0 ? "ü" : strcmp(one.text, "ve") == 0 ? "üe" : NULL;
        write_add_key(writing, &one, row, column);
        return;
    }
    page_gap(writing->page, arena_printf(arena, "gap.%d.%d", row, column));
}

void write_add_key(const struct writing *writing, const struct write_key *key, int row, int column)
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
    case KEY_RIME:
        add_rime(writing, key);
        break;
    case KEY_STROKE:
        add_stroke(writing, key);
        break;
    case KEY_LETTER:
        add_letter(writing, key);
        break;
    case KEY_TYPE:
        write_add_typing(writing, key);
        break;
    case KEY_MARK:
    case KEY_RARER:
        write_add_mark(writing, key);
        break;
    case KEY_BOARD:
        add_board(writing, key);
        break;
    case KEY_FINALS:
    case KEY_RIMES:
        add_one_of(writing, key, row, column);
        break;
    case KEY_END:
        break;
    }
}

/* A column of its own beside the initials, a tone a row: skipped unless a syllable has just been spelt out. */
void write_add_tone(const struct writing *writing, int tone)
{
    static const char *const labels[] = {"ā", "á", "ǎ", "à", "a"};
    static const char *const names[] = {N_("first tone"), N_("second tone"), N_("third tone"),
                                        N_("fourth tone"), N_("neutral tone")};
    const char unit[] = {(char)('0' + tone), 0};
    if (!spelt_wants_tone(writing->units, writing->unit_count) || !has_room(writing, 1) ||
        !may_follow(writing, unit)) {
        add_gap(writing, "tone", unit);
        return;
    }
    struct arena *arena = &writing->page->arena;
    const char *mark = arena_printf(arena, "%s %s", zhuyin_tone(unit), unit); /* the mark alone is small */
    struct cell *cell =
        add_spelling(writing, "tone", unit, writing->board == ZHUYIN ? mark : labels[tone - 1]);
    cell->cue = arena_text(arena, _(names[tone - 1]));
}

bool write_has_tones(const struct writing *writing)
{
    return writing->context->settings->tones && writing->open_initial < 0 &&
           (writing->board == PINYIN || writing->board == ZHUYIN);
}

/* What is scanned, what is looked at, the same in two looks. */
struct key_tables {
    const struct write_keys *scanned, *looked_at, *in_blocks;
};

static struct key_tables letters_of(const struct writing *writing)
{
    static const struct key_tables orders[] = {
        [LETTERS_BY_FREQUENCY] = {&write_keys_letters, &write_gaze_letters, &write_block_letters},
        [LETTERS_BY_ALPHABET] = {&write_keys_alphabet, &write_gaze_alphabet, &write_block_alphabet},
        [LETTERS_QWERTY] = {&write_keys_qwerty, &write_gaze_qwerty, &write_block_qwerty},
    };
    return orders[writing->context->settings->letters];
}

static struct key_tables tables_of(const struct writing *writing)
{
    static const struct key_tables initials = {&write_keys_initials, &write_gaze_initials,
                                               &write_block_initials};
    static const struct key_tables rimes = {&write_keys_rimes, &write_gaze_rimes, &write_block_rimes};
    static const struct key_tables finals = {&write_keys_finals, &write_gaze_finals, &write_block_finals};
    static const struct key_tables strokes = {&write_keys_strokes, &write_gaze_strokes, &write_block_strokes};
    static const struct key_tables digits[] = {
        {&write_keys_digits, &write_gaze_digits, &write_block_digits},
        {&write_keys_english_digits, &write_gaze_english_digits, &write_block_english_digits}};
    static const struct key_tables marks[] = {
        {&write_keys_punctuation, &write_gaze_punctuation, &write_block_punctuation},
        {&write_keys_english_punctuation, &write_gaze_english_punctuation, &write_block_english_punctuation}};
    bool english = writing->context->english, open = writing->open_initial >= 0;
    switch (writing->board) {
    case LETTERS:
    case CAPITALS:
        return letters_of(writing);
    case DIGITS:
        return digits[english];
    case PUNCTUATION:
        return marks[english];
    case STROKES:
        return strokes;
    case ZHUYIN:
        return open ? rimes : initials;
    case PINYIN:
        return open ? finals : initials;
    case INITIALS_ONLY:
    case OTHER_KEYS:
    case WRITE_BOARD_COUNT:
        break;
    }
    return initials;
}

const struct write_keys *write_keys_of(const struct writing *writing)
{
    struct key_tables tables = tables_of(writing);
    if (write_by_blocks(writing->context))
        return tables.in_blocks;
    return writing->context->key_px > 0 ? tables.looked_at : tables.scanned;
}

static void add_keys(const struct writing *writing)
{
    const struct write_keys *keys = write_keys_of(writing);
    page_section(writing->page, "keys");
    for (int row = 0; row < keys->rows; row++) {
        page_row(writing->page, arena_printf(&writing->page->arena, "keys.%d", row), ROW_CELLS);
        for (int column = 0; column < keys->columns && keys->places[row][column].kind != KEY_END; column++)
            write_add_key(writing, &keys->places[row][column], row, column);
        if (write_has_tones(writing) && row < TONE_NEUTRAL)
            write_add_tone(writing, row + 1);
    }
}

/* As it will stand: a word in Latin letters apart from the one before it. */
static void show_letters(const struct writing *writing)
{
    struct buffer reading;
    buffer_init(&reading);
    for (int i = 0; i < writing->unit_count; i++)
        buffer_add_text(&reading, writing->units[i]);
    const char *parted = write_parted(writing, buffer_text(&reading));
    writing->page->reading = parted[0] == ' ' ? parted : NULL;
    buffer_destroy(&reading);
}

/* Who writes Zhuyin sees it, wherever it is not letters that are spelt. */
static void show_reading(const struct writing *writing)
{
    if (writing->board == LETTERS || writing->board == CAPITALS) {
        show_letters(writing);
        return;
    }
    if (writing->board != ZHUYIN && chinese_board(writing->context) != ZHUYIN)
        return;
    struct buffer reading;
    buffer_init(&reading);
    zhuyin_of_units(writing->units, writing->unit_count, &reading);
    writing->page->reading = arena_text(&writing->page->arena, buffer_text(&reading));
    buffer_destroy(&reading);
}

/* A further page holds what is read before the next decision, some eight words (simulated-users.md, as measured: with
 * twenty the words behind the eighth were passed over and `more` was taken again). */
enum { FURTHER_EACH = 4, FURTHER_ROWS = 1 };

static void build_for_scanning(struct writing *writing)
{
    const struct board_context *context = writing->context;
    struct write_words words;
    int each = context->settings->suggestions;
    writing->words_each = each < WRITE_SUGGESTIONS_AT_MOST ? each : WRITE_SUGGESTIONS_AT_MOST;
    writing->further_each = FURTHER_EACH;
    writing->further_rows = FURTHER_ROWS;
    writing->key_pages = 1;
    write_find_words(writing, &words);
    write_add_suggestions(writing, &words);
    write_add_more(writing, &words);
    board_add_urgent_strip(context, writing->page);
    if (words.further)
        write_add_further_words(writing, &words);
    else
        add_keys(writing);
    board_add_edit_bar(context, writing->page);
    board_add_bar(context, writing->page);
}

void board_write_build(const struct board_context *context, struct page *page)
{
    struct writing writing = {
        .context = context, .page = page, .board = board_called(context->argument, first_board(context))};
    writing.unit_count = message_units(context->message, writing.units);
    writing.open_initial = spelt_open_initial(writing.units, writing.unit_count);
    if (writing.board == OTHER_KEYS && context->key_px == 0)
        writing.board = first_board(context);
    page_begin(page, context->screen, context->key_px > 0 ? "" : _("Write")); /* all for the message */
    page->with_message = true;
    show_reading(&writing);
    if (context->key_px > 0)
        write_build_for_looking(&writing);
    else
        build_for_scanning(&writing);
}

bool board_write_knows(const struct board_context *context, const char *argument)
{
    for (int i = 0; i < WRITE_BOARD_COUNT; i++)
        if (strcmp(argument, boards[i].name) == 0)
            return i != OTHER_KEYS || context->key_px > 0;
    return false;
}
