/* The writing boards by looking, without a predictor: every sound that Mandarin has, at a place of its own; every key of
 * the boards that are scanned. */
#include "gaze_desk.h"

#include "board/gaze_grid.h"
#include "board/write_keys.h"
#include "board/zhuyin.h"
#include "predict/syllable.h"

enum { PAGES_AT_MOST = 12 };

static void build(struct gaze_desk *desk, const char *name, const struct gaze_screen *screen, int page_number)
{
    struct board_context context = gaze_context(desk, name, screen, page_number);
    gaze_build(desk, &context);
}

static bool spells(const struct cell *cell, const char *unit)
{
    return !cell->empty && cell->spell_count == 1 && strcmp(cell->spell[0], unit) == 0;
}

/* How many cells of the page spell it; `place`: the first of them. */
static int spelling(const struct page *page, const char *unit, int *place)
{
    int count = 0;
    for (int i = page->cell_count - 1; i >= 0; i--)
        if (spells(&page->cells[i], unit)) {
            *place = i;
            count++;
        }
    return count;
}

static void every_final_of_every_initial_has_its_place(const char *board, bool one_place)
{
    struct gaze_desk desk;
    gaze_desk_init(&desk);
    int places[64];
    for (int final = 0; final < 64; final++)
        places[final] = -1;
    for (int initial = 0; initial < INITIAL_COUNT; initial++) {
        message_reset(&desk.message);
        assert_true(message_spell(&desk.message, initial_text(initial)));
        build(&desk, board, &gaze_screens[1], 0);
        for (int final = 1; final <= final_count(); final++) {
            int place = -1, count = spelling(&desk.page, final_text(final), &place);
            bool possible = syllable_join(initial, final) != SYLLABLE_NONE;
            if (count != possible)
                fail_msg("%s: %s %s stands there %d times", board, initial_text(initial), final_text(final),
                         count);
            if (possible && one_place) {
                assert_true(places[final] == -1 || places[final] == place);
                places[final] = place;
            }
        }
    }
    gaze_desk_destroy(&desk);
}

static void every_final_of_pinyin_has_its_place(void **state)
{
    (void)state;
    every_final_of_every_initial_has_its_place("write", true);
}

/* There a place is a rime's: u is ㄨ after b, ㄩ after j. */
static void every_rime_of_zhuyin_has_its_place(void **state)
{
    (void)state;
    every_final_of_every_initial_has_its_place("write:zhuyin", false);
    struct gaze_desk desk;
    gaze_desk_init(&desk);
    struct {
        const char *rime;
        int place;
    } seen[64];
    int count = 0;
    for (int initial = 0; initial < INITIAL_COUNT; initial++)
        for (int final = 1; final <= final_count(); final++) {
            if (syllable_join(initial, final) == SYLLABLE_NONE)
                continue;
            int place = -1, known = 0;
            message_reset(&desk.message);
            assert_true(message_spell(&desk.message, initial_text(initial)));
            build(&desk, "write:zhuyin", &gaze_screens[1], 0);
            assert_int_equal(spelling(&desk.page, final_text(final), &place), 1);
            const char *rime = zhuyin_rime(initial, final);
            while (known < count && strcmp(seen[known].rime, rime) != 0)
                known++;
            if (known == count) {
                seen[count].rime = rime;
                seen[count++].place = place;
            }
            assert_int_equal(seen[known].place, place);
        }
    gaze_desk_destroy(&desk);
}

static void initials_keep_their_places(void **state)
{
    (void)state;
    struct gaze_desk desk;
    gaze_desk_init(&desk);
    static const char *const boards[] = {"write", "write:zhuyin", "write:initials"};
    int places[INITIAL_COUNT];
    for (int board = 0; board < 3; board++) {
        message_reset(&desk.message);
        build(&desk, boards[board], &gaze_screens[1], 0);
        for (int initial = 0; initial < INITIAL_COUNT; initial++) {
            int place = -1;
            assert_int_equal(spelling(&desk.page, initial_text(initial), &place), 1);
            place -= desk.page.rows[1].first_cell;
            assert_true(board == 0 || places[initial] == place);
            places[initial] = place;
        }
    }
    gaze_desk_destroy(&desk);
}

/* Fewer large keys fit: the others stand on the pages that "more" leads to, each once. */
static void every_key_is_reached_on_every_screen(void **state)
{
    (void)state;
    struct gaze_desk desk;
    gaze_desk_init(&desk);
    for (int s = 0; s < GAZE_SCREENS; s++)
        for (int opened = 0; opened < 2; opened++) {
            int counts[64] = {0}, total = opened ? final_count() + 1 : INITIAL_COUNT,
                n = initial_find("n", 1);
            message_reset(&desk.message);
            if (opened)
                assert_true(message_spell(&desk.message, "n"));
            bool turned_round = false;
            for (int number = 0; number < PAGES_AT_MOST && !turned_round; number++) {
                build(&desk, "write", &gaze_screens[s], number);
                turned_round = number > 0 && !desk.page.further;
                for (int i = 0; i < total && !turned_round; i++) {
                    int place;
                    counts[i] += spelling(&desk.page, opened ? final_text(i) : initial_text(i), &place);
                }
            }
            assert_true(turned_round);
            for (int i = opened; i < total; i++)
                assert_int_equal(counts[i], opened ? syllable_join(n, i) != SYLLABLE_NONE : 1);
        }
    gaze_desk_destroy(&desk);
}

static bool table_holds(const struct write_keys *keys, const struct write_key *wanted)
{
    for (int row = 0; row < keys->rows; row++)
        for (int column = 0; column < keys->columns; column++) {
            const struct write_key *key = &keys->places[row][column];
            if (key->kind == wanted->kind && strcmp(key->text, wanted->text) == 0)
                return true;
        }
    return false;
}

static void scanned_keys_can_be_looked_at(void **state)
{
    (void)state;
    static const struct {
        const struct write_keys *scanned, *looked_at;
        bool marks; /* stand there by looking, too */
    } tables[] = {
        {&write_keys_initials, &write_gaze_initials, true},
        {&write_keys_strokes, &write_gaze_strokes, true},
        {&write_keys_letters, &write_gaze_letters, false}, /* marks have their own board */
        {&write_keys_alphabet, &write_gaze_alphabet, false},
        {&write_keys_qwerty, &write_gaze_qwerty, false},
        {&write_keys_digits, &write_gaze_digits, true},
        {&write_keys_punctuation, &write_gaze_punctuation, true},
        {&write_keys_english_digits, &write_gaze_english_digits, true},
        {&write_keys_english_punctuation, &write_gaze_english_punctuation, true},
    };
    for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++)
        for (int row = 0; row < tables[t].scanned->rows; row++)
            for (int column = 0; column < tables[t].scanned->columns; column++) {
                const struct write_key *key = &tables[t].scanned->places[row][column];
                bool mark = key->kind == KEY_MARK || (key->kind == KEY_TYPE && strcmp(key->text, "'") == 0);
                if (key->kind == KEY_NONE || key->kind == KEY_BOARD || (mark && !tables[t].marks))
                    continue;
                if (key->kind == KEY_END)
                    break;
                if (!table_holds(tables[t].looked_at, key))
                    fail_msg("table %zu: %s is missing", t, key->text);
            }
}

/* Words are at least a key wide, "more" is one. */
static void words_and_tones(void **state)
{
    (void)state;
    struct gaze_desk desk;
    gaze_desk_init(&desk);
    for (int each = 3; each <= 7; each++) {
        desk.settings.suggestions = each;
        message_reset(&desk.message);
        build(&desk, "write:zhuyin", &gaze_screens[1], 0);
        const struct row *row = &desk.page.rows[0];
        int spans = 0;
        for (int i = 0; i < row->cell_count; i++)
            spans += desk.page.cells[row->first_cell + i].span;
        assert_int_equal(row->cell_count, each + 1);
        assert_int_equal(spans, 9 * each);
        assert_int_equal(desk.page.cells[row->first_cell + each].span, each);
    }
    desk.settings.tones = true;
    assert_true(message_spell(&desk.message, "h"));
    assert_true(message_spell(&desk.message, "ao"));
    bool found = false;
    for (int number = 0; number < 2; number++) {
        int place;
        build(&desk, "write", &gaze_screens[1], number);
        found = found || spelling(&desk.page, "3", &place) == 1;
    }
    assert_true(found);
    gaze_desk_destroy(&desk);
}

/* Beside the suggestions and among the keys; while a syllable is spelt they rest at their places. */
static void core_words_have_their_places(void **state)
{
    (void)state;
    static const char *const words[] = {"我", "你", "的", "是", "了", "不"};
    struct gaze_desk desk;
    gaze_desk_init(&desk);
    for (int spelt = 0; spelt < 2; spelt++) {
        message_reset(&desk.message);
        assert_true(!spelt || message_spell(&desk.message, "h"));
        build(&desk, "write", &gaze_screens[1], 0);
        for (int i = 0; i < 6; i++) {
            int places = 0;
            for (int c = 0; c < desk.page.cell_count; c++) {
                const struct cell *cell = &desk.page.cells[c];
                if (strncmp(cell->label, words[i], strlen(words[i])) != 0)
                    continue;
                places++;
                assert_int_equal(cell->role, CELL_KEY);
                assert_true(spelt ? !cell->commit : strcmp(cell->commit, words[i]) == 0);
            }
            assert_int_equal(places, 1);
        }
        assert_int_equal(desk.page.rows[0].cell_count, 3 + 4 + 1);
    }
    gaze_desk_destroy(&desk);
}

/* An initial and finals share a key, and its label never changes but where an interjection is spelt. */
static void keys_keep_their_labels(void **state)
{
    (void)state;
    struct gaze_desk desk;
    struct page before;
    gaze_desk_init(&desk);
    build(&desk, "write", &gaze_screens[1], 0);
    page_init(&before);
    for (int initial = 0; initial < INITIAL_COUNT; initial++) {
        message_reset(&desk.message);
        build(&desk, "write", &gaze_screens[1], 0);
        struct page first = desk.page;
        desk.page = before;
        assert_true(message_spell(&desk.message, initial_text(initial)));
        build(&desk, "write", &gaze_screens[1], 0);
        assert_int_equal(first.cell_count, desk.page.cell_count);
        for (int i = first.rows[1].first_cell; i < first.rows[1].first_cell + 27; i++) {
            const struct cell *cell = &desk.page.cells[i];
            assert_string_equal(first.cells[i].id, cell->id);
            assert_int_equal(first.cells[i].pair, PAIR_FIRST);
            assert_int_equal(cell->pair, PAIR_SECOND);
            assert_true(initial == INITIAL_EMPTY || strcmp(first.cells[i].label, cell->label) == 0);
        }
        before = desk.page;
        desk.page = first;
    }
    page_destroy(&before);
    gaze_desk_destroy(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_final_of_pinyin_has_its_place),
        cmocka_unit_test(every_rime_of_zhuyin_has_its_place),
        cmocka_unit_test(initials_keep_their_places),
        cmocka_unit_test(every_key_is_reached_on_every_screen),
        cmocka_unit_test(scanned_keys_can_be_looked_at),
        cmocka_unit_test(words_and_tones),
        cmocka_unit_test(core_words_have_their_places),
        cmocka_unit_test(keys_keep_their_labels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
