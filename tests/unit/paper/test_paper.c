/* What stands on which sheet (paper.h). Without a catalogue: the screen's own texts are the English ones. */
#include "paper_desk.h"

#include "board/write_keys.h"

static const char *text_at(const struct paper_table *table, int row, int column)
{
    assert_true(row <= table->rows && column <= table->columns);
    const char *text = table->cells[(row - 1) * table->columns + column - 1].text;
    return text ? text : "";
}

static bool stands(const struct paper *paper, const char *text)
{
    for (int i = 0; i < paper->count; i++)
        for (int t = 0; t < paper->sheets[i].table_count; t++) {
            const struct paper_table *table = &paper->sheets[i].tables[t];
            for (int c = 0; c < table->rows * table->columns; c++)
                if ((table->cells[c].text && strcmp(table->cells[c].text, text) == 0) ||
                    (table->cells[c].note && strcmp(table->cells[c].note, text) == 0))
                    return true;
        }
    return false;
}

static void every_shipped_phrase_stands_there_and_what_it_says(void **state)
{
    (void)state;
    struct settings settings;
    settings_init(&settings);
    for (int english = 0; english < 2; english++) {
        struct phrase_set set;
        struct paper paper;
        desk_shipped(&set, english ? "en" : "zh");
        paper_init(&paper, &(struct paper_source){&settings, &set, english, NULL});
        for (size_t i = 0; i < set.count; i++)
            for (size_t k = 0; k < set.categories[i].count; k++) {
                const struct phrase *phrase = &set.categories[i].phrases[k];
                if (!phrase->label_cut)
                    assert_true(stands(&paper, phrase->label));
                assert_true(stands(&paper, phrase->spoken));
            }
        paper_destroy(&paper);
        phrase_set_destroy(&set);
    }
}

static void parse(struct phrase_set *set, const char *text)
{
    phrase_set_init(set);
    phrase_file_parse(text, strlen(text), "test.md", set, NULL);
}

static void the_order_is_the_persons_with_the_urgent_first(void **state)
{
    (void)state;
    static const char *const titles[] = {"How to ask",
                                         "Yes and no",
                                         "Now",
                                         "Writing: pinyin",
                                         "Writing: numbers",
                                         "Body, from the front",
                                         "Body, from behind",
                                         "What is the matter there?",
                                         "Pets",
                                         "Garden"};
    struct settings settings;
    struct phrase_set set;
    struct paper paper;
    settings_init(&settings);
    parse(&set, "# Pets\n- cat\n- dog | Please bring the dog.\n# Now {id: urgent}\n- air\n# Garden\n- roses\n"
                "- weeds {hidden: yes}\n# Secrets {hidden: yes}\n- key\n");
    paper_init(&paper, &(struct paper_source){&settings, &set, false, NULL});
    assert_int_equal(paper.count, sizeof titles / sizeof *titles);
    for (int i = 0; i < paper.count; i++)
        assert_string_equal(paper.sheets[i].title, titles[i]);
    assert_string_equal(text_at(&paper.sheets[8].tables[0], 1, 2), "dog");
    assert_string_equal(paper.sheets[8].tables[0].cells[1].note, "Please bring the dog.");
    assert_false(stands(&paper, "weeds"));
    assert_false(stands(&paper, "key"));
    paper_destroy(&paper);
    phrase_set_destroy(&set);
}

static void a_long_category_goes_on_the_next_sheet(void **state)
{
    (void)state;
    enum { A_SHEET = PAPER_PHRASE_COLUMNS * PAPER_PHRASE_ROWS, COUNT = A_SHEET + 2 };
    struct settings settings;
    struct phrase_set set;
    struct paper paper;
    struct buffer text = {0};
    settings_init(&settings);
    buffer_add_text(&text, "# Many\n");
    for (int i = 1; i <= COUNT; i++)
        buffer_printf(&text, "- phrase %d\n", i);
    parse(&set, buffer_text(&text));
    paper_init(&paper, &(struct paper_source){&settings, &set, true, NULL});
    const struct paper_sheet *first = desk_sheet(&paper, "Many (1/2)"),
                             *last = desk_sheet(&paper, "Many (2/2)");
    assert_int_equal(first->tables[0].rows, PAPER_PHRASE_ROWS);
    assert_int_equal(last->tables[0].rows, 1);
    assert_string_equal(text_at(&first->tables[0], 1, 1), "phrase 1");
    assert_true(stands(&paper, "phrase 26"));
    assert_string_equal(text_at(&last->tables[0], 1, 3), "");
    paper_destroy(&paper);
    phrase_set_destroy(&set);
    buffer_destroy(&text);
}

/* The writing sheet with these settings. */
static struct paper writing(struct settings *settings, bool english)
{
    struct phrase_set none;
    struct paper paper;
    phrase_set_init(&none);
    paper_init(&paper, &(struct paper_source){settings, &none, english, NULL});
    phrase_set_destroy(&none);
    return paper;
}

static void pinyin_stands_as_on_the_persons_screen(void **state)
{
    (void)state;
    struct settings settings;
    settings_init(&settings);
    struct paper paper = writing(&settings, false);
    const struct paper_sheet *sheet = desk_sheet(&paper, "Writing: pinyin");
    assert_int_equal(sheet->table_count, 2);
    assert_string_equal(text_at(&sheet->tables[0], 1, 1), "d");
    assert_string_equal(text_at(&sheet->tables[0], 2, 1), "sh");
    assert_string_equal(text_at(&sheet->tables[0], 4, 5), write_keys_initials.places[3][4].label);
    assert_int_equal(sheet->tables[0].columns, 5); /* the sixth leads to other boards only */
    assert_string_equal(text_at(&sheet->tables[1], 4, 2), "ü");
    assert_string_equal(text_at(&sheet->tables[1], 4, 7), "ue üe");
    assert_string_equal(text_at(&sheet->tables[1], 2, 4), "iang"); /* without the grunt beside it */
    paper_destroy(&paper);
    settings.pointing = POINTING_DWELL;
    paper = writing(&settings, false);
    sheet = desk_sheet(&paper, "Writing: pinyin");
    assert_string_equal(text_at(&sheet->tables[0], 1, 1), "b");
    assert_string_equal(text_at(&sheet->tables[1], 3, 5), "ui ü");
    paper_destroy(&paper);
    settings.gaze_board = GAZE_BOARD_BLOCKS;
    paper = writing(&settings, false);
    assert_int_equal(desk_sheet(&paper, "Writing: pinyin")->tables[0].columns, 6);
    paper_destroy(&paper);
}

static void other_ways_of_writing(void **state)
{
    (void)state;
    struct settings settings;
    settings_init(&settings);
    settings.writing = WRITE_STROKES;
    struct paper paper = writing(&settings, false);
    const struct paper_table *table = &desk_sheet(&paper, "Writing: strokes")->tables[0];
    assert_string_equal(text_at(table, 1, 1), "一");
    assert_string_equal(table->cells[0].note, "across");
    paper_destroy(&paper);
    settings.writing = WRITE_ZHUYIN;
    paper = writing(&settings, false);
    assert_string_equal(text_at(&desk_sheet(&paper, "Writing: zhuyin")->tables[0], 1, 1), "ㄉ");
    paper_destroy(&paper);
    settings.writing = WRITE_LETTERS;
    settings.letters = LETTERS_BY_ALPHABET;
    paper = writing(&settings, false);
    table = &desk_sheet(&paper, "Writing: letters")->tables[0];
    assert_string_equal(text_at(table, 1, 1), "a");
    assert_string_equal(text_at(table, 5, 3), "space");
    paper_destroy(&paper);
    settings.writing = WRITE_PINYIN; /* nobody writes English with it */
    paper = writing(&settings, true);
    assert_string_equal(text_at(&desk_sheet(&paper, "Writing: letters")->tables[0], 1, 2), "b");
    paper_destroy(&paper);
}

static bool turn(void *self, enum script_kind to, const char *text, size_t size, struct buffer *out)
{
    (void)self;
    buffer_clear(out);
    buffer_add_text(out, to == SCRIPT_TRADITIONAL ? "T" : "S");
    buffer_add(out, text, size);
    return true;
}

static void phrases_are_turned_into_traditional_characters(void **state)
{
    (void)state;
    struct script script = {NULL, turn};
    struct settings settings;
    struct phrase_set set;
    struct paper paper;
    settings_init(&settings);
    parse(&set, "# 家\n- 头疼\n");
    paper_init(&paper, &(struct paper_source){&settings, &set, false, &script});
    assert_true(stands(&paper, "T头疼"));
    desk_sheet(&paper, "T家");
    paper_destroy(&paper);
    phrase_set_destroy(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shipped_phrase_stands_there_and_what_it_says),
        cmocka_unit_test(the_order_is_the_persons_with_the_urgent_first),
        cmocka_unit_test(a_long_category_goes_on_the_next_sheet),
        cmocka_unit_test(pinyin_stands_as_on_the_persons_screen),
        cmocka_unit_test(other_ways_of_writing),
        cmocka_unit_test(phrases_are_turned_into_traditional_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
