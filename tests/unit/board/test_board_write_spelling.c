/* Spelling on the writing boards, over the real lexicon: pinyin, Zhuyin, strokes, tones, initials. */
#include "write_desk.h"

#include "board/zhuyin.h"
#include "predict/toned.h"

enum { PLACES_AT_MOST = 512 };

/* --- spelling ------------------------------------------------------------------------------------------------ */

/* Every syllable that any character reads as is spelt by the key of its initial and then that of its final. */
static void every_syllable_is_spelt(void **state)
{
    (void)state;
    int spelt = 0;
    for (int syllable = 1; syllable <= syllable_count(); syllable++) {
        const char *initial = initial_text(syllable_initial(syllable)),
                   *final = final_text(syllable_final(syllable));
        struct pinyin_unit unit = {(uint8_t)syllable_initial(syllable), (uint8_t)syllable_final(syllable)};
        struct lexicon_match match;
        char id[ID_BYTES];
        spell("");
        build("write");
        snprintf(id, sizeof id, "initial.%s", initial);
        spells(id, initial);
        assert_true(message_spell(&message, initial));
        build("write");
        assert_null(page_find(&page, id));
        snprintf(id, sizeof id, "final.%s", final);
        if (lexicon_spelt(&lexicon, &unit, 1, 1, 1, &match, 1) == 0) {
            assert_null(there(id));
            continue;
        }
        spells(id, final);
        assert_true(message_spell(&message, final));
        build("write");
        assert_non_null(there("initial.d"));
        spelt++;
    }
    assert_true(spelt > 400);
}

/* Keys that lead to no syllable are not there to be chosen. */
static void only_possible_finals_are_there(void **state)
{
    (void)state;
    for (int initial = 0; initial < INITIAL_COUNT; initial++) {
        spell(initial_text(initial));
        build("write");
        for (int i = 0; i < page.cell_count; i++) {
            const struct cell *cell = &page.cells[i];
            if (cell->empty || cell->action.kind != ACTION_SPELL)
                continue;
            int final = final_find(cell->spell[0], strlen(cell->spell[0]));
            assert_int_not_equal(syllable_join(initial, final), SYLLABLE_NONE);
        }
    }
    spell("b");
    build("write");
    assert_non_null(page_find(&page, "final.iong"));
    assert_null(there("final.iong"));
}

struct place {
    char id[ID_BYTES];
    int row, column;
};

static void place_is_kept(struct place *places, int *count, const struct cell *cell, int row, int column)
{
    for (int i = 0; i < *count; i++)
        if (strcmp(places[i].id, cell->id) == 0) {
            if (places[i].row != row || places[i].column != column)
                print_error("%s has moved\n", cell->id);
            assert_int_equal(places[i].row, row);
            assert_int_equal(places[i].column, column);
            return;
        }
    assert_true(*count < PLACES_AT_MOST);
    struct place *place = &places[(*count)++];
    snprintf(place->id, sizeof place->id, "%s", cell->id);
    place->row = row;
    place->column = column;
}

/* Whatever has been spelt: one id, one place. */
static void keys_never_move(void **state)
{
    (void)state;
    static struct place places[PLACES_AT_MOST];
    for (int board = 0; board < SCREENS; board++) {
        int count = 0;
        for (int spelt = 0; spelt < STATES + INITIAL_COUNT; spelt++) {
            spell(spelt < STATES ? states[spelt] : initial_text(spelt - STATES));
            build(screens[board]);
            for (int row = 0; row < page.row_count; row++)
                for (int i = 0; i < page.rows[row].cell_count; i++) {
                    const struct cell *cell = &page.cells[page.rows[row].first_cell + i];
                    place_is_kept(places, &count, cell, row, i);
                }
        }
    }
}

/* Fixed keys keep the time since which they have stood there: a person need not look again. */
static void keys_keep_their_stamp(void **state)
{
    (void)state;
    static struct page before;
    page_init(&before);
    spell("");
    build("write");
    page_stamp(&page, &before, 1000);
    struct page first = page;
    page_init(&page);
    spell("h ao");
    build("write");
    page_stamp(&page, &first, 2000);
    assert_int_equal(there("initial.d")->stamp_us, 1000);
    assert_int_equal(there("suggest.0")->stamp_us, 2000);
    page_destroy(&first);
    page_destroy(&before);
}

/* --- Zhuyin, strokes, tones ---------------------------------------------------------------------------------- */

/* Every syllable that is read is spelt by one key, which stands for the same final as on the pinyin board. */
static void every_syllable_is_spelt_in_zhuyin(void **state)
{
    (void)state;
    int spelt = 0;
    for (int syllable = 1; syllable <= syllable_count(); syllable++) {
        int initial = syllable_initial(syllable), final = syllable_final(syllable);
        struct pinyin_unit unit = {(uint8_t)initial, (uint8_t) final};
        struct lexicon_match match;
        char id[ID_BYTES];
        if (lexicon_spelt(&lexicon, &unit, 1, 1, 1, &match, 1) == 0)
            continue;
        snprintf(id, sizeof id, "initial.%s", initial_text(initial));
        spell("");
        build("write:zhuyin");
        spells(id, initial_text(initial));
        assert_string_equal(there(id)->label, zhuyin_key(initial));
        assert_true(message_spell(&message, initial_text(initial)));
        build("write:zhuyin");
        snprintf(id, sizeof id, "rime.%s", zhuyin_rime(initial, final));
        spells(id, final_text(final));
        spelt++;
    }
    assert_true(spelt > 400);
}

/* The driver and the predictors see pinyin; the person sees Zhuyin, but letters as they are. */
static void zhuyin_is_shown_to_who_writes_it(void **state)
{
    (void)state;
    spell("n i 3 h ao 3 y an zh i j");
    build("write:zhuyin");
    assert_string_equal(page.reading, "ㄋㄧˇㄏㄠˇㄧㄢㄓㄐ");
    build("write:pinyin");
    assert_null(page.reading);
    settings.writing = WRITE_ZHUYIN;
    build("write");
    assert_string_equal(page.reading, "ㄋㄧˇㄏㄠˇㄧㄢㄓㄐ");
    build("write:initials");
    assert_string_equal(there("initial.d")->label, "ㄉ");
    build("write:digits");
    assert_string_equal(page.reading, "ㄋㄧˇㄏㄠˇㄧㄢㄓㄐ");
    assert_non_null(there("open.write"));
    build("write:letters");
    assert_null(page.reading);
}

static void strokes_spell_strokes(void **state)
{
    (void)state;
    static const char *const strokes[] = {"一", "丨", "丿", "丶", "乛", "＊"};
    predictor_is_there = false; /* the word list knows no strokes */
    settings.writing = WRITE_STROKES;
    for (size_t i = 0; i < sizeof strokes / sizeof strokes[0]; i++) {
        char id[ID_BYTES];
        snprintf(id, sizeof id, "stroke.%s", strokes[i]);
        spell("");
        build("write");
        spells(id, strokes[i]);
        assert_non_null(there(id)->note);
        assert_true(message_spell(&message, strokes[i]));
        build("write");
        spells("stroke.一", "一");
        build("write:pinyin");
        assert_null(there("initial.d"));
        build("write:letters");
        assert_null(there("letter.e"));
    }
    spell("h ao");
    build("write");
    assert_null(there("stroke.一"));
    assert_non_null(there("open.write:pinyin"));
    build("write:pinyin");
    assert_non_null(there("open.write"));
    build("write:digits");
    assert_non_null(there("open.write"));
    predictor_is_there = true;
}

/* Strokes are no text: what is typed stands before them. */
static void typing_keeps_strokes(void **state)
{
    (void)state;
    spell("一 丨");
    build("write:digits");
    assert_string_equal(there("type.3")->commit, "3");
    assert_int_equal(there("type.3")->units, 0);
    build("write:strokes");
    assert_null(there("type.，"));
    spell("");
    build("write:strokes");
    assert_string_equal(there("type.，")->commit, "，");
}

static void tones_follow_a_final(void **state)
{
    (void)state;
    struct predictor plain = predictor;
    struct toned toned = {&plain};
    predictor = toned_predictor(&toned);
    spell("m ai");
    build("write");
    assert_null(page_find(&page, "tone.3"));
    settings.tones = true;
    build("write");
    assert_string_equal(page.cells[page.rows[2].first_cell + 6].id, "tone.1");
    spells("tone.3", "3");
    spell("g ei");
    build("write");
    spells("tone.3", "3");
    assert_null(there("tone.2")); /* no character is read so */
    build("write:initials");
    assert_null(page_find(&page, "tone.3"));
    spell("m ai 3");
    build("write");
    assert_null(there("tone.3"));
    assert_string_equal(there("suggest.0")->commit, "买");
    assert_int_equal(there("suggest.0")->units, 3);
    for (int i = 0; i < page.rows[0].cell_count; i++)
        if (page.cells[i].commit && page.cells[i].reading)
            assert_int_equal(strncmp(page.cells[i].reading, "mai3", 4), 0);
    spell("m");
    build("write:zhuyin");
    assert_null(there("tone.3"));
    predictor = plain;
}

static void initials_only(void **state)
{
    (void)state;
    spell("x");
    build("write:initials");
    spells("initial.t", "t");
    const struct cell *way = there("open.write");
    assert_non_null(way);
    build("write");
    assert_non_null(there("open.write:initials"));
    assert_null(page_find(&page, "initial.t"));
}

static void full_reading_offers_no_more_units(void **state)
{
    (void)state;
    char units[256] = "";
    for (int i = 0; i < MESSAGE_UNITS_AT_MOST; i++)
        memcpy(units + 2 * i, i % 2 ? "i " : "x ", 3);
    spell(units);
    build("write");
    assert_null(there("initial.d"));
    assert_non_null(there("suggest.0"));
    build("write:letters");
    assert_null(there("letter.e"));
    units[2 * (MESSAGE_UNITS_AT_MOST - 1)] = 0; /* room for one unit, and the initial waits for it */
    spell(units);
    build("write");
    assert_non_null(there("final.i"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_syllable_is_spelt),
        TEST(only_possible_finals_are_there),
        TEST(keys_never_move),
        TEST(keys_keep_their_stamp),
        TEST(every_syllable_is_spelt_in_zhuyin),
        TEST(zhuyin_is_shown_to_who_writes_it),
        TEST(strokes_spell_strokes),
        TEST(typing_keeps_strokes),
        TEST(tones_follow_a_final),
        TEST(initials_only),
        TEST(full_reading_offers_no_more_units),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
