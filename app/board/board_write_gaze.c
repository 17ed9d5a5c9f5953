#include <string.h>

#include "base/text.h"
#include "board/board_enlarge.h"
#include "board/board_parts.h"
#include "board/gaze_grid.h"
#include "board/write_parts.h"

/* The writing boards by looking: a grid of large keys, every one at its own place.
 *
 *     ┌──────────────────────────────────┐
 *     │ 我想喝水|                          │
 *     │ 喝水  │ 睡觉  │ 翻身  │我│你│的│是│More│  words, wider than keys; core words (below)
 *     │ b  j  zh  y  d  sh  x  l  h       │
 *     │ m  q  ch  w  t  g   n  z  s       │  the keys: 3 rows of 9, or flowing on over as many columns as fit,
 *     │ p  f  r   k  …                    │  and over further pages ("more") where fewer fit
 *     │ back home other undo speak delete urgent call rest
 *     └──────────────────────────────────┘
 *
 * What finds no place in the last row stands on the page of other keys, with the other boards. */

enum { WORDS_ROWS = 1, PLACES = 27, COLUMNS_FOR_ONE_LAST = 6, ROWS_FOR_TWO_LAST = 5 };
/* On a further page words stand in all rows of the keys, so that "more" keeps its place. How many there are matters
 * little: eight, twelve and sixteen are written with at 25.0 characters a minute (simulated gaze user, dev set, first 100). */
enum { FURTHER_EACH = 4 };

struct plan {
    int columns;     /* of the last rows, and of the keys unless there are fewer of them */
    int key_columns; /* of the keys */
    int key_rows;    /* on one page */
    int last_rows;   /* of functions: 1 or 2 */
};

/* --- functions ---------------------------------------------------------------------------------------------- */

enum function { BACK, HOME, OTHER, UNDO, SPEAK, DELETE, URGENT, CALL, REST, FUNCTIONS };

static void add_function(const struct writing *writing, enum function function)
{
    const struct board_context *context = writing->context;
    struct page *page = writing->page;
    static const enum action_kind kinds[FUNCTIONS] = {
        [BACK] = ACTION_BACK,     [HOME] = ACTION_HOME, [UNDO] = ACTION_UNDO, [SPEAK] = ACTION_SPEAK,
        [DELETE] = ACTION_DELETE, [CALL] = ACTION_CALL, [REST] = ACTION_REST,
    };
    if (function == OTHER) {
        write_add_opening(writing, OTHER_KEYS);
        page->cells[page->cell_count - 1].mark = MARK_KEYS;
        return;
    }
    if (function == URGENT) {
        board_add_open(page, CELL_URGENT, "urgent", _("Urgent"))->mark = MARK_URGENT;
        return;
    }
    struct cell *cell = board_add_action(page, kinds[function], NULL);
    cell->empty = (function == UNDO && !context->can_undo) ||
                  (function == SPEAK && message_size(context->message) == 0) ||
                  (function == DELETE && message_is_empty(context->message));
}

/* Is it among those that are wanted most, as many as there are places? */
static bool has_place(const struct plan *plan, enum function function)
{
    static const int rank[FUNCTIONS] = {[OTHER] = 0, [SPEAK] = 1, [UNDO] = 2,   [DELETE] = 3, [BACK] = 4,
                                        [CALL] = 5,  [REST] = 6,  [URGENT] = 7, [HOME] = 8};
    return rank[function] < plan->columns * plan->last_rows;
}

/* In one row, or parted into two. */
static void add_functions(const struct writing *writing, const struct plan *plan)
{
    static const enum function in_order[] = {BACK, HOME, OTHER, UNDO, SPEAK, DELETE, URGENT, CALL, REST};
    struct page *page = writing->page;
    page_section(page, "bar");
    page_row(page, "bar", ROW_BAR);
    for (int i = 0; i < FUNCTIONS; i++) {
        if (plan->last_rows == 2 && in_order[i] == SPEAK)
            page_row(page, "bar.1", ROW_BAR);
        if (has_place(plan, in_order[i]))
            add_function(writing, in_order[i]);
    }
}

/* --- core words ---------------------------------------------------------------------------------------------- */

/* The words of one character that everyday talk needs most (these six are 15 of 100 characters of
 * app/language-model/talk) stand at places of their own, where the eyes find them without reading: four beside the
 * suggestions, two among the keys. They are not offered again, and whoever spells did not mean them (offers.h). While a
 * syllable is being spelt they are dim, and stay where they are. First 100 sentences: 26.7 characters a minute, 25.0
 * without them. */
enum { CORE_BESIDE = 4, CORE_WORDS = 6, CORE_LEAVES = 3, CORE_COLUMNS = 9 };

static const char *const core_words[CORE_WORDS] = {"我", "你", "的", "是", "了", "不"};
static const char *const core_readings[CORE_WORDS] = {"wo3", "ni3", "de5", "shi4", "le5", "bu4"};

static bool has_core(const struct writing *writing)
{
    return writing->core_count > 0;
}

static void fill_core(const struct writing *writing, struct cell *cell, int which)
{
    cell->empty = writing->unit_count > 0;
    if (cell->empty)
        return;
    cell->commit = core_words[which];
    cell->reading = core_readings[which];
    cell->action = (struct action){ACTION_COMMIT, cell->commit};
}

static void add_core_beside(const struct writing *writing)
{
    for (int i = 0; has_core(writing) && i < CORE_BESIDE; i++) {
        const char *id = arena_printf(&writing->page->arena, "core.%d", i);
        fill_core(writing, page_cell(writing->page, CELL_KEY, id, core_words[i]), i);
    }
}

/* Which core word stands in this place among the initials; −1: none. */
static int core_among_keys(const struct writing *writing, const struct write_key *key)
{
    static const char *const boards[] = {"letters", "digits"}; /* these are opened from the other keys */
    for (int i = 0; has_core(writing) && key->kind == KEY_BOARD && i < CORE_WORDS - CORE_BESIDE; i++)
        if (strcmp(key->text, boards[i]) == 0)
            return CORE_BESIDE + i;
    return -1;
}

/* --- keys --------------------------------------------------------------------------------------------------- */

/* In pinyin each key is an initial and the finals of the same place, and shows both all the time, the one that it spells
 * now large: nothing that the eyes have learnt ever moves, and the final can be looked for before the initial is taken.
 *
 *     ┌────┐ d ┌────┐
 *     │ d  │──▶│ d  │      impossible finals are dim, and stay where they are
 *     │ ai │   │ AI │
 *     └────┘   └────┘        */
static bool is_paired(const struct writing *writing)
{
    return writing->board == PINYIN;
}

static const char *first_label(const struct writing *writing, const struct write_key *key)
{
    int core = core_among_keys(writing, key);
    if (core >= 0)
        return core_words[core];
    if (key->kind == KEY_INITIAL && key->label)
        return "aoe";
    return key->kind == KEY_BOARD ? arena_text(&writing->page->arena, _(key->label)) : key->text;
}

/* Interjections follow the empty initial only: hm, hng, m, n, ng. */
static bool is_interjection(const char *final)
{
    return !strpbrk(final, "aeiouv");
}

static bool is_listed(const struct writing *writing, const char *final)
{
    if (strcmp(final, "ve") == 0) /* it looks like "ue", and stands in its place */
        return false;
    return !is_interjection(final) ||
           (writing->open_initial >= 0 && write_sound_fits(writing, KEY_FINAL, final));
}

static const char *second_label(const struct writing *writing, const struct write_key *key)
{
    struct arena *arena = &writing->page->arena;
    const char *label = "";
    for (const char *at = key->text; *at; at += strspn(at, " ")) {
        size_t size = strcspn(at, " ");
        const char *final = arena_printf(arena, "%.*s", (int)size, at);
        at += size;
        if (is_listed(writing, final))
            label = arena_printf(arena, "%s%s%s", label, *label ? " " : "",
                                 strcmp(final, "v") == 0 ? "ü" : final);
    }
    return label;
}

/* What was added last, at this place, is one of the two. */
static void pair_key(const struct writing *writing, int row, int column)
{
    struct page *page = writing->page;
    struct cell *cell = &page->cells[page->cell_count - 1];
    const struct write_key *first = &write_gaze_initials.places[row][column];
    const struct write_key *second = &write_gaze_finals.places[row][column];
    cell->cue = cell->cue ? cell->cue : cell->label;
    cell->id = arena_printf(&page->arena, "key.%s", first->text[0] == '\'' ? "none" : first->text);
    cell->label =
        arena_printf(&page->arena, "%s %s", first_label(writing, first), second_label(writing, second));
    cell->role = CELL_KEY;
    if (writing->open_initial < 0 && core_among_keys(writing, first) >= 0)
        fill_core(writing, cell, core_among_keys(writing, first));
    cell->pair = writing->open_initial >= 0 ? PAIR_SECOND : PAIR_FIRST;
}

static int place_count(const struct writing *writing, const struct write_keys *keys)
{
    return keys->rows * keys->columns + (write_has_tones(writing) ? TONE_NEUTRAL : 0);
}

static int rows_for(int count, int columns)
{
    return (count + columns - 1) / columns;
}

/* The last rows may be two where the keys still fit above them, and on narrow screens. */
static struct plan plan_of(const struct writing *writing, const struct write_keys *keys)
{
    const struct board_context *context = writing->context;
    struct gaze_grid grid = gaze_grid_of(context->width_px, context->height_px, context->key_px);
    struct plan plan = {.columns = grid.columns, .last_rows = 1};
    plan.key_columns = keys->columns < grid.columns ? keys->columns : grid.columns;
    int needed = rows_for(PLACES, grid.columns);
    bool narrow = grid.columns < COLUMNS_FOR_ONE_LAST && grid.rows >= ROWS_FOR_TWO_LAST;
    if (narrow || (grid.columns < FUNCTIONS && grid.rows >= WORDS_ROWS + needed + 2))
        plan.last_rows = 2;
    plan.key_rows = grid.rows - WORDS_ROWS - plan.last_rows;
    int all = rows_for(place_count(writing, keys), plan.key_columns);
    plan.key_rows = plan.key_rows > all ? all : plan.key_rows;
    return plan;
}

static void add_place(const struct writing *writing, const struct write_keys *keys, int place)
{
    int row = place / keys->columns, column = place % keys->columns,
        tone = place - keys->rows * keys->columns;
    if (row < keys->rows) {
        write_add_key(writing, &keys->places[row][column], row, column);
        if (is_paired(writing))
            pair_key(writing, row, column);
    } else if (write_has_tones(writing) && tone < TONE_NEUTRAL)
        write_add_tone(writing, tone + 1);
    else {
        page_gap(writing->page, arena_printf(&writing->page->arena, "gap.%d.%d", row, column));
    }
}

static void add_keys(const struct writing *writing, const struct write_keys *keys, const struct plan *plan,
                     int key_page)
{
    struct page *page = writing->page;
    page_section(page, "keys");
    int place = key_page * plan->key_rows * plan->key_columns;
    for (int row = 0; row < plan->key_rows; row++) {
        page_row(page, arena_printf(&page->arena, "keys.%d", row), ROW_CELLS);
        for (int column = 0; column < plan->key_columns; column++)
            add_place(writing, keys, place++);
    }
}

/* --- words -------------------------------------------------------------------------------------------------- */

/* "more" and the core words are one key wide each, the `each` words share the rest. */
static void widen_words(struct page *page, int columns, int each)
{
    const struct row *row = &page->rows[page->row_count - 1];
    int narrow = row->cell_count - each;
    for (int i = 0; i < row->cell_count; i++)
        page->cells[row->first_cell + i].span = i < each ? columns - narrow : each;
}

/* So many as are asked for, none narrower than a key. */
static int words_beside_more(const struct board_context *context, int columns)
{
    int each = context->settings->suggestions, most = columns - 1;
    return each < most ? each : most;
}

static void build_keys(struct writing *writing)
{
    const struct write_keys *keys = write_keys_of(writing);
    struct plan plan = plan_of(writing, keys);
    struct write_words words;
    bool core = writing->board == PINYIN && plan.columns >= CORE_COLUMNS;
    writing->core = core_words;
    writing->core_count = core ? CORE_WORDS : 0;
    writing->words_each = words_beside_more(writing->context, plan.columns - (core ? CORE_BESIDE : 0));
    if (core && writing->words_each > CORE_LEAVES)
        writing->words_each = CORE_LEAVES;
    writing->further_each = plan.columns > FURTHER_EACH ? FURTHER_EACH : plan.columns - 1;
    int rows = WRITE_WORDS_AT_MOST / writing->further_each - 1;
    writing->further_rows = plan.key_rows < rows ? plan.key_rows : rows;
    writing->key_pages = rows_for(place_count(writing, keys), plan.key_rows * plan.key_columns);
    write_find_words(writing, &words);
    write_add_suggestions(writing, &words);
    if (!words.further)
        add_core_beside(writing);
    write_add_more(writing, &words);
    widen_words(writing->page, plan.columns, words.each);
    if (words.further)
        write_add_further_words(writing, &words);
    else
        add_keys(writing, keys, &plan, words.page_number);
    add_functions(writing, &plan);
    writing->page->further = words.page_number > 0;
    writing->page->key_px = writing->context->key_px;
}

/* --- the other keys ----------------------------------------------------------------------------------------- */

static const enum write_board boards_to_open[] = {LETTERS, CAPITALS, DIGITS,  PUNCTUATION,
                                                  PINYIN,  ZHUYIN,   STROKES, INITIALS_ONLY};

/* An ordinary page: board_enlarge() gives it its last row, so that home, message and rest are there. */
static void build_other(const struct writing *writing)
{
    const struct board_context *context = writing->context;
    struct page *page = writing->page;
    bool empty = message_is_empty(context->message);
    page->title = arena_text(&page->arena, _("Other keys"));
    page_section(page, "boards");
    page_row(page, "boards.0", ROW_CELLS);
    for (size_t i = 0; i < sizeof boards_to_open / sizeof boards_to_open[0]; i++) {
        if (i == 4)
            page_row(page, "boards.1", ROW_CELLS);
        write_add_opening(writing, boards_to_open[i]);
    }
    page_section(page, "edit");
    page_row(page, "edit", ROW_CELLS);
    board_add_action(page, ACTION_DELETE_WORD, NULL)->empty = empty;
    board_add_action(page, ACTION_CLEAR, NULL)->empty = empty;
    board_add_action(page, ACTION_SAVE_PHRASE, NULL)->empty =
        context->kept || message_size(context->message) == 0;
    board_add_action(page, ACTION_SPEAK_AGAIN, NULL)->empty = context->history_count == 0;
    struct plan plan = plan_of(writing, &write_gaze_initials);
    if (!has_place(&plan, DELETE))
        add_function(writing, DELETE);
    board_add_urgent_strip(context, page);
    board_add_bar(context, page);
}

/* By itself: where fewer than two thirds of the keys would find room on the first page, that is with keys of 3.8° on;
 * looking for a key through pages costs more than a second look. */
bool write_by_blocks(const struct board_context *context)
{
    if (context->key_px <= 0 || context->settings->gaze_board == GAZE_BOARD_KEYS)
        return false;
    struct gaze_grid grid = gaze_grid_of(context->width_px, context->height_px, context->key_px);
    int rows = grid.rows - WORDS_ROWS - 1;
    return context->settings->gaze_board == GAZE_BOARD_BLOCKS || 3 * rows * grid.columns < 2 * PLACES;
}

void write_build_for_looking(struct writing *writing)
{
    if (write_by_blocks(writing->context)) {
        if (writing->board == OTHER_KEYS)
            write_build_other_blocks(writing);
        else
            write_build_blocks(writing);
        return;
    }
    if (writing->board == OTHER_KEYS)
        build_other(writing);
    else
        build_keys(writing);
}
