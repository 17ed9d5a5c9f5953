/* The writing boards over the real lexicon: whole pages, suggestions, letters and marks. */
#include "write_desk.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_cell_has_a_label_and_an_action),
        TEST(rows_and_sections_stand_in_their_order),
        TEST(keys_lead_to_boards_that_are_there),
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
