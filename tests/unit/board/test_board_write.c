/* The writing boards over the real lexicon: what is there, where it stands, and that it never moves. */
#include "unit_test.h"
#include "whole_file.h"

#include "base/memory.h"
#include "board/board_write.h"
#include "board/zhuyin.h"
#include "predict/toned.h"
#include "predict/word_list.h"

enum { PLACES_AT_MOST = 512, ID_BYTES = 64 };

static struct lexicon lexicon;
static struct word_list list;
static unsigned char *bytes;
static struct settings settings;
static struct message message;
static struct predictor predictor;
static bool predictor_is_there = true;
static struct page page;

static int set_up(void **state)
{
    (void)state;
    size_t size;
    bytes = whole_file(YINIAN_BUILT_LEXICON, &size);
    assert_true(lexicon_open(&lexicon, bytes, size, NULL));
    word_list_init(&list, &lexicon);
    predictor = word_list_predictor(&list);
    page_init(&page);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    page_destroy(&page);
    free(bytes);
    return 0;
}

static int start_message(void **state)
{
    (void)state;
    settings_init(&settings);
    message_init(&message);
    return 0;
}

static int end_message(void **state)
{
    (void)state;
    message_destroy(&message);
    return 0;
}

static void spell(const char *units)
{
    char text[256];
    snprintf(text, sizeof text, "%s", units);
    message_reset(&message);
    for (char *unit = strtok(text, " "); unit; unit = strtok(NULL, " "))
        assert_true(message_spell(&message, unit));
}

static void build_page(const char *screen, bool english, int page_number)
{
    const char *colon = strchr(screen, ':');
    struct board_context context = {.settings = &settings,
                                    .message = &message,
                                    .predictor = predictor_is_there ? &predictor : NULL,
                                    .screen = screen,
                                    .argument = colon ? colon + 1 : "",
                                    .page_number = page_number,
                                    .english = english,
                                    .width_px = 1280,
                                    .height_px = 800};
    board_write_build(&context, &page);
}

static void build(const char *screen)
{
    build_page(screen, false, 0);
}

static const struct cell *there(const char *id)
{
    const struct cell *cell = page_find(&page, id);
    return cell && !cell->empty ? cell : NULL;
}

static const struct row *row_called(const char *id)
{
    for (int i = 0; i < page.row_count; i++)
        if (strcmp(page.rows[i].id, id) == 0)
            return &page.rows[i];
    fail_msg("no row %s", id);
    return NULL;
}

static const char *const screens[] = {"write",          "write:pinyin",   "write:zhuyin",
                                      "write:strokes",  "write:initials", "write:letters",
                                      "write:capitals", "write:digits",   "write:punctuation"};
enum { SCREENS = sizeof screens / sizeof screens[0] };
static const char *const states[] = {"",          "h",      "h ao",     "h ao '", "x t",
                                     "h e l l o", "l",      "j",        "sh",     "y i y i y i y i y",
                                     "一 丨",     "h ao 3", "h ao 3 sh"};
enum { STATES = sizeof states / sizeof states[0] };

/* --- whole pages ----------------------------------------------------------------------------------------- */

static void check_cell(const struct cell *cell)
{
    assert_true(cell->id[0] != 0);
    if (!cell->empty) {
        assert_true(cell->label[0] != 0);
        assert_true(cell->action.kind != ACTION_NONE);
        assert_int_equal(action_info(cell->action.kind)->takes_argument, cell->action.argument != NULL);
    }
    for (const struct cell *other = page.cells; other < cell; other++)
        assert_string_not_equal(other->id, cell->id);
}

/* On every board, in every state, in both languages. */
static void every_cell_has_a_label_and_an_action(void **state)
{
    (void)state;
    for (int screen = 0; screen < SCREENS; screen++)
        for (int spelt = 0; spelt < STATES; spelt++)
            for (int english = 0; english < 2; english++) {
                spell(states[spelt]);
                build_page(screens[screen], english, 0);
                assert_string_equal(page.screen, screens[screen]);
                assert_true(page.with_message);
                for (int i = 0; i < page.cell_count; i++)
                    check_cell(&page.cells[i]);
            }
}

static void rows_and_sections_stand_in_their_order(void **state)
{
    (void)state;
    static const char *const ends[] = {"edit", "bar"};
    static const char *const sections[] = {"group.suggest", "group.urgent", "group.keys", "group.edit",
                                           "group.bar"};
    for (int screen = 0; screen < SCREENS; screen++)
        for (int spelt = 0; spelt < STATES; spelt++) {
            spell(states[spelt]);
            build(screens[screen]);
            int keys = strcmp(screens[screen], "write:strokes") == 0 ? 3 : 5;
            assert_int_equal(page.row_count, keys + 4);
            assert_string_equal(page.rows[0].id, "suggest");
            assert_string_equal(page.rows[1].id, "urgent");
            for (int i = 0; i < keys; i++) {
                char id[] = {'k', 'e', 'y', 's', '.', (char)('0' + i), 0};
                assert_string_equal(page.rows[2 + i].id, id);
            }
            for (int i = 0; i < 2; i++)
                assert_string_equal(page.rows[2 + keys + i].id, ends[i]);
            assert_int_equal(page.section_count, 5);
            for (int i = 0; i < 5; i++)
                assert_string_equal(page.sections[i].id, sections[i]);
            assert_int_equal(page.rows[0].kind, ROW_WORDS);
            assert_int_equal(page.rows[1].kind, ROW_STRIP);
        }
}

static void keys_lead_to_boards_that_are_there(void **state)
{
    (void)state;
    for (int screen = 0; screen < SCREENS; screen++)
        for (int english = 0; english < 2; english++) {
            spell("");
            build_page(screens[screen], english, 0);
            int ways = 0;
            for (int i = 0; i < page.cell_count; i++) {
                const struct cell *cell = &page.cells[i];
                if (cell->action.kind != ACTION_OPEN || strncmp(cell->action.argument, "write", 5) != 0)
                    continue;
                assert_true(cell->action.argument[5] == 0 || cell->action.argument[5] == ':');
                assert_string_not_equal(cell->action.argument, screens[screen]);
                ways++;
            }
            assert_true(ways >= 3);
        }
}

/* --- spelling ------------------------------------------------------------------------------------------------ */

static void spells(const char *id, const char *unit)
{
    const struct cell *cell = there(id);
    assert_non_null(cell);
    assert_int_equal(cell->role, CELL_KEY);
    assert_int_equal(cell->action.kind, ACTION_SPELL);
    assert_string_equal(cell->action.argument, unit);
    assert_int_equal(cell->spell_count, 1);
    assert_string_equal(cell->spell[0], unit);
    assert_null(cell->commit);
}

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

/* --- suggestions --------------------------------------------------------------------------------------------- */

static void suggestions_as_many_as_set(void **state)
{
    (void)state;
    for (int each = 3; each <= 7; each++) {
        settings.suggestions = each;
        for (int spelt = 0; spelt < STATES; spelt++) {
            spell(states[spelt]);
            build("write");
            const struct row *row = row_called("suggest");
            assert_int_equal(row->cell_count, each + 1);
            assert_string_equal(page.cells[row->first_cell].id, "suggest.0");
            assert_string_equal(page.cells[row->first_cell + each].id, "act.more");
        }
    }
}

static void a_suggestion_says_what_it_commits(void **state)
{
    (void)state;
    spell("y in h ang");
    build("write");
    const struct cell *cell = there("suggest.0");
    assert_non_null(cell);
    assert_int_equal(cell->role, CELL_WORD);
    assert_string_equal(cell->label, "银行");
    assert_string_equal(cell->commit, "银行");
    assert_string_equal(cell->reading, "yin2 hang2");
    assert_int_equal(cell->units, 4);
    assert_int_equal(cell->action.kind, ACTION_COMMIT);
    assert_string_equal(cell->action.argument, "银行");
    assert_true(message_commit(&message, cell->commit, cell->reading, cell->units));
    build("write");
    assert_int_equal(there("suggest.0")->units, 0);
}

/* The words of the page in reading order. */
static int shown(struct candidate *out)
{
    int count = 0;
    for (int i = 0; i < page.cell_count; i++)
        if (strncmp(page.cells[i].id, "suggest.", 8) == 0 && !page.cells[i].empty)
            snprintf(out[count++].text, sizeof out->text, "%s", page.cells[i].commit);
    return count;
}

enum { FURTHER_PAGE = 8 };

/* "More" goes through all candidates, each once, and then begins again; and is not there when there is no more. */
static void more_pages(void **state)
{
    (void)state;
    static struct candidate all[WORD_LIST_ITEMS_AT_MOST], some[64];
    for (int spelt = 0; spelt < STATES; spelt++) {
        spell(states[spelt]);
        if (message.now.unit_count > 0 && strcmp(message.now.units[0], "一") == 0)
            continue; /* the word list knows no strokes */
        struct predict_request request = {.context = ""};
        const char *units[MESSAGE_UNITS_AT_MOST];
        request.unit_count = message_units(&message, units);
        request.units = units;
        int total = predictor.candidates(predictor.self, &request, all, WORD_LIST_ITEMS_AT_MOST), seen = 0;
        int pages = 1 + (total - 5 + FURTHER_PAGE - 1) / FURTHER_PAGE;
        assert_true(pages > 1);
        for (int number = 0; number < pages; number++) {
            build_page("write", false, number);
            assert_non_null(there("act.more"));
            int count = shown(some);
            for (int i = 0; i < count; i++)
                assert_string_equal(some[i].text, all[seen++].text);
        }
        assert_int_equal(seen, total);
        build_page("write", false, pages);
        assert_string_equal(there("suggest.0")->commit, all[0].text);
        build_page("write", false, 3 * pages + 1);
        assert_string_equal(there("suggest.0")->commit, all[5].text);
    }
    spell("o");
    build_page("write:letters", true, 0);
    assert_null(there("act.more"));
}

/* Further words stand where the keys stand; everything else keeps its place. */
static void further_words_take_the_place_of_the_keys(void **state)
{
    (void)state;
    static const char *const boards[] = {"write",         "write:initials", "write:letters",
                                         "write:strokes", "write:digits",   "write:punctuation"};
    for (size_t i = 0; i < sizeof boards / sizeof *boards; i++) {
        spell("");
        build_page(boards[i], false, 0);
        assert_false(page.further);
        int keys = 0;
        for (int k = 0; k < page.cell_count; k++)
            keys += page.cells[k].role == CELL_KEY && !page.cells[k].empty;
        assert_true(keys > 0);
        build_page(boards[i], false, 1);
        assert_true(page.further);
        for (int k = 0; k < page.cell_count; k++)
            assert_int_not_equal(page.cells[k].role, CELL_KEY);
        assert_non_null(there("suggest.7"));
        assert_null(page_find(&page, "suggest.20"));
        assert_int_equal(row_called("words.1")->cell_count, 4);
        assert_non_null(page_find(&page, "act.undo"));
        assert_non_null(there("act.back"));
        assert_string_equal(page.rows[1].id, "urgent");
    }
}

/* Nothing that is worth its place: all of it stands behind "more". */
static int nothing_worth(void *self, const struct predict_request *request, struct candidate *out, int most)
{
    (void)self;
    if (!request->further || request->skip > 0 || most < 1)
        return 0;
    out[0] = (struct candidate){.text = "挟", .reading = "xie2"};
    return 1;
}

static void more_leads_to_words_that_are_not_worth_their_place(void **state)
{
    (void)state;
    struct predictor all = predictor;
    predictor =
        (struct predictor){.candidates = nothing_worth, .may_follow = all.may_follow, .self = all.self};
    spell("x");
    build_page("write", false, 0);
    assert_null(there("suggest.0"));
    assert_non_null(there("act.more"));
    build_page("write", false, 1);
    assert_string_equal(there("suggest.0")->commit, "挟");
    build_page("write", false, 2);
    assert_null(there("suggest.0"));
    assert_non_null(there("initial.d") ? there("initial.d") : there("final.i"));
    predictor = all;
}

static void without_a_predictor(void **state)
{
    (void)state;
    struct board_context context = {
        .settings = &settings, .message = &message, .screen = "write", .argument = "", .page_number = 3};
    spell("h");
    board_write_build(&context, &page);
    assert_null(there("suggest.0"));
    assert_null(there("act.more"));
    spells("final.ao", "ao");
    assert_null(there("final.iong"));
}

/* --- letters, digits, punctuation --------------------------------------------------------------------------------- */

static void letters_are_all_there(void **state)
{
    (void)state;
    for (int capitals = 0; capitals < 2; capitals++) {
        build(capitals ? "write:capitals" : "write:letters");
        for (char letter = 'a'; letter <= 'z'; letter++) {
            char unit[2] = {capitals ? (char)(letter - 'a' + 'A') : letter, 0}, id[ID_BYTES];
            snprintf(id, sizeof id, "letter.%s", unit);
            spells(id, unit);
        }
    }
    assert_non_null(there("open.write:letters"));
    build("write:letters");
    assert_non_null(there("open.write:capitals"));
}

static void letters_stand_as_set(void **state)
{
    (void)state;
    static const char *const first[] = {[LETTERS_BY_ALPHABET] = "letter.a", [LETTERS_QWERTY] = "letter.q"};
    static const int columns[] = {[LETTERS_BY_ALPHABET] = 7, [LETTERS_QWERTY] = 10};
    for (int order = LETTERS_BY_ALPHABET; order <= LETTERS_QWERTY; order++) {
        settings.letters = order;
        letters_are_all_there(state);
        build("write:letters");
        assert_string_equal(page.cells[row_called("keys.0")->first_cell].id, first[order]);
        assert_int_equal(row_called("keys.0")->cell_count, columns[order]);
        static const char *const others[] = {"type.,",
                                             "type..",
                                             "type.?",
                                             "type. ",
                                             "type.'",
                                             "open.write",
                                             "open.write:digits",
                                             "open.write:capitals",
                                             "open.write:punctuation"};
        for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
            assert_non_null(there(others[i]));
    }
}

static void letters_are_offered_as_they_stand(void **state)
{
    (void)state;
    spell("x i n");
    build_page("write:letters", false, 0);
    assert_string_equal(there("suggest.0")->commit, "xin");
    assert_string_equal(there("suggest.3")->reading, "xin1");
    build_page("write", true, 0); /* an English screen begins with letters and shows no Hanzi */
    assert_string_equal(there("suggest.0")->commit, "xin");
    assert_string_equal(there("suggest.2")->commit, "XIN");
    assert_null(there("suggest.3"));
    build_page("write", true, 1);
    assert_string_equal(there("suggest.0")->commit, "xin");
}

static void writing_begins_as_set(void **state)
{
    (void)state;
    build("write");
    assert_non_null(there("initial.d"));
    assert_non_null(there("open.write:letters"));
    settings.writing = WRITE_LETTERS;
    build("write");
    assert_non_null(there("letter.e"));
    assert_non_null(there("open.write:pinyin"));
    build("write:pinyin");
    assert_non_null(there("initial.d"));
    assert_non_null(there("open.write"));
    build("write:no-such-board");
    assert_non_null(there("letter.e"));
}

/* What is spelt is not lost by typing: it becomes text before it. */
static void typing_says_what_it_adds(void **state)
{
    (void)state;
    spell("O K");
    build("write:punctuation");
    const struct cell *cell = there("type.！");
    assert_non_null(cell);
    assert_int_equal(cell->action.kind, ACTION_TYPE);
    assert_string_equal(cell->action.argument, "!");
    assert_string_equal(cell->commit, "OK!");
    assert_int_equal(cell->units, 2);
    assert_true(message_commit(&message, cell->commit, NULL, cell->units));
    assert_string_equal(message_text(&message), "OK!");
    struct buffer out;
    const char *units[] = {"'", "an"};
    buffer_init(&out);
    board_write_typed(units, 2, "5", &out);
    assert_string_equal(buffer_text(&out), "an5");
    board_write_typed(units, 0, "℃", &out);
    assert_string_equal(buffer_text(&out), "℃");
    buffer_destroy(&out);
}

static void mark_is(const char *screen, const char *id, const char *typed)
{
    build(screen);
    assert_non_null(there(id));
    assert_string_equal(there(id)->commit, typed);
    assert_string_equal(there(id)->label, typed);
}

/* Latin letters before the caret want Latin marks, Hanzi Chinese ones; digits and signs say nothing. */
static void marks_follow_the_text(void **state)
{
    (void)state;
    mark_is("write:punctuation", "type.，", "，");
    mark_is("write:punctuation", "type.,", ",");
    assert_true(message_commit(&message, "3.5", NULL, 0));
    mark_is("write:punctuation", "type.，", "，");
    assert_true(message_commit(&message, "ok 2", NULL, 0));
    mark_is("write:punctuation", "type.，", ",");
    mark_is("write:punctuation", "type.,", "，");
    mark_is("write:letters", "type.,", ",");
    assert_true(message_commit(&message, "好 12", NULL, 0));
    mark_is("write:punctuation", "type.？", "？");
    mark_is("write:letters", "type.?", "？");
    mark_is("write:digits", "type.:", ":");
    message_reset(&message);
    build_page("write:punctuation", true, 0);
    assert_string_equal(there("type.,")->commit, ",");
    assert_true(message_commit(&message, "好", NULL, 0));
    build_page("write:punctuation", true, 0);
    assert_string_equal(there("type.,")->commit, "，");
}

static void digits_and_punctuation(void **state)
{
    (void)state;
    static const char *const chinese[] = {"type.点", "type.分", "type.号", "type.月",
                                          "type.年", "type.%",  "type.℃"};
    static const char *const marks[] = {"type.，", "type.。", "type.？", "type.！", "type.、",
                                        "type.…",  "type.：", "type.“",  "type.”",  "type.,",
                                        "type..",  "type.?",  "type.!",  "type.'"};
    for (int english = 0; english < 2; english++) {
        build_page("write:digits", english, 0);
        for (char digit = '0'; digit <= '9'; digit++) {
            char id[] = {'t', 'y', 'p', 'e', '.', digit, 0};
            assert_non_null(there(id));
        }
    }
    build("write:digits");
    for (size_t i = 0; i < sizeof chinese / sizeof chinese[0]; i++)
        assert_non_null(there(chinese[i]));
    build("write:punctuation");
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        assert_non_null(there(marks[i]));
    for (int spelt = 0; spelt < STATES; spelt++) { /* nothing types on the pinyin board */
        spell(states[spelt]);
        build("write");
        for (int i = 0; i < page.cell_count; i++)
            assert_int_not_equal(page.cells[i].action.kind, ACTION_TYPE);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start_message, end_message)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_cell_has_a_label_and_an_action),
        TEST(rows_and_sections_stand_in_their_order),
        TEST(keys_lead_to_boards_that_are_there),
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
        TEST(suggestions_as_many_as_set),
        TEST(a_suggestion_says_what_it_commits),
        TEST(more_pages),
        TEST(further_words_take_the_place_of_the_keys),
        TEST(more_leads_to_words_that_are_not_worth_their_place),
        TEST(without_a_predictor),
        TEST(letters_are_all_there),
        TEST(letters_stand_as_set),
        TEST(letters_are_offered_as_they_stand),
        TEST(writing_begins_as_set),
        TEST(typing_says_what_it_adds),
        TEST(marks_follow_the_text),
        TEST(digits_and_punctuation),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
