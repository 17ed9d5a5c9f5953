#include "unit_test.h"

#include "settings/settings.h"

struct parsed {
    struct settings settings;
    struct diagnostics diagnostics;
    bool right;
};

static void parse_bytes(struct parsed *parsed, const char *bytes, size_t size)
{
    settings_init(&parsed->settings);
    diagnostics_init(&parsed->diagnostics);
    parsed->right = settings_parse(&parsed->settings, bytes, size, "a.conf", &parsed->diagnostics);
}

static void forget(struct parsed *parsed)
{
    diagnostics_destroy(&parsed->diagnostics);
}

/* The whole outcome of a text: its diagnostics, a line each; "" when nothing is wrong. */
static void expect_bytes(const char *bytes, size_t size, const char *wanted)
{
    struct parsed parsed;
    struct buffer got;
    buffer_init(&got);
    parse_bytes(&parsed, bytes, size);
    for (size_t i = 0; i < parsed.diagnostics.count; i++) {
        char line[400];
        diagnostic_format(&parsed.diagnostics.items[i], line, sizeof line);
        buffer_printf(&got, "%s%s", i ? "\n" : "", line);
    }
    assert_string_equal(buffer_text(&got), wanted);
    assert_int_equal(parsed.right, wanted[0] == 0);
    buffer_destroy(&got);
    forget(&parsed);
}

static void expect(const char *text, const char *wanted)
{
    expect_bytes(text, strlen(text), wanted);
}

static int value_after(const char *text, const char *name)
{
    struct parsed parsed;
    parse_bytes(&parsed, text, strlen(text));
    assert_true(parsed.right);
    int value = setting_get(&parsed.settings, setting_find(name));
    forget(&parsed);
    return value;
}

static bool accepts_number(const struct setting_info *info, int value, int *taken)
{
    char text[SETTINGS_TEXT_BYTES];
    struct parsed parsed;
    if (info->tenths)
        snprintf(text, sizeof text, "%s = %d.%d\n", info->name, value / 10, value % 10);
    else
        snprintf(text, sizeof text, "%s = %d\n", info->name, value);
    parse_bytes(&parsed, text, strlen(text));
    *taken = setting_get(&parsed.settings, info);
    assert_int_equal(parsed.right, parsed.diagnostics.count == 0);
    forget(&parsed);
    return parsed.right;
}

/* --- the table ----------------------------------------------------------------------------------------- */

static void names_labels_and_places_are_there_and_differ(void **state)
{
    (void)state;
    for (size_t i = 0; i < settings_count(); i++) {
        const struct setting_info *info = &settings_table[i];
        assert_ptr_equal(setting_find(info->name), info);
        assert_true(info->label && info->label[0] && info->help && info->help[0]);
        assert_true(info->group < SETTINGS_GROUP_COUNT);
        assert_string_not_equal(info->name, "switch");
        size_t size = info->type == SETTING_TEXT ? (size_t)SETTINGS_TEXT_BYTES : sizeof(int);
        assert_true(info->offset + size <= offsetof(struct settings, switches));
        for (size_t j = 0; j < i; j++) {
            size_t other = settings_table[j].type == SETTING_TEXT ? (size_t)SETTINGS_TEXT_BYTES : sizeof(int);
            assert_true(info->offset + size <= settings_table[j].offset ||
                        settings_table[j].offset + other <= info->offset);
        }
    }
    assert_null(setting_find("scan_tim"));
    assert_null(setting_find(""));
}

static void settings_of_a_group_stand_together(void **state)
{
    (void)state;
    for (size_t i = 1; i < settings_count(); i++)
        assert_true(settings_table[i].group >= settings_table[i - 1].group);
    for (int group = 0; group < SETTINGS_GROUP_COUNT; group++)
        assert_true(setting_group_label((enum setting_group)group)[0]);
}

static void every_choice_has_a_name_and_a_label(void **state)
{
    (void)state;
    for (size_t i = 0; i < settings_count(); i++) {
        const struct setting_info *info = &settings_table[i];
        int named = 0;
        while (named < SETTING_CHOICES_AT_MOST && info->choices[named].name) {
            assert_true(info->choices[named].label && info->choices[named].label[0]);
            named++;
        }
        assert_int_equal(named, info->type == SETTING_CHOICE ? info->most + 1 : 0);
    }
}

static void start_values_are_in_range_and_can_be_reached_by_steps(void **state)
{
    (void)state;
    struct settings settings;
    settings_init(&settings);
    for (size_t i = 0; i < settings_count(); i++) {
        const struct setting_info *info = &settings_table[i];
        if (info->type == SETTING_TEXT)
            continue;
        assert_int_equal(setting_get(&settings, info), info->start);
        assert_true(info->least <= info->start && info->start <= info->most && info->least < info->most);
        if (info->type == SETTING_NUMBER) {
            assert_true(info->step > 0 && info->step <= info->most - info->least);
            assert_int_equal((info->start - info->least) % info->step, 0);
        }
    }
    assert_int_equal(settings.switch_count, 0);
    assert_string_equal(settings.sound_device, "");
}

/* The field's values, written a second time: a slip in the table is seen here. */
static void start_values_are_those_of_the_field(void **state)
{
    (void)state;
    struct settings settings;
    settings_init(&settings);
    assert_int_equal(settings.scan_time_ms, 1500);
    assert_int_equal(settings.first_item_extra_percent, 50);
    assert_int_equal(settings.row_loops, 2);
    assert_int_equal(settings.page_loops, 3);
    assert_int_equal(settings.pause_after_selection_ms, 500);
    assert_int_equal(settings.acceptance_ms, 0);
    assert_int_equal(settings.ignore_repeats_ms, 200);
    assert_int_equal(settings.long_press_ms, 3000);
    assert_int_equal(settings.long_press_function, LONG_CALL);
    assert_int_equal(settings.stuck_ms, 10000);
    assert_int_equal(settings.board, BOARD_STANDARD);
    assert_int_equal(settings.pointing, POINTING_OFF);
    assert_int_equal(settings.dwell_ms, 1200);
    assert_int_equal(settings.dwell_speak_percent, 140);
    assert_int_equal(settings.dwell_risky_percent, 160);
    assert_int_equal(settings.lock_on_ms, 250);
    assert_int_equal(settings.dwell_memory_ms, 750);
    assert_int_equal(settings.dead_time_ms, 600);
    assert_true(settings.look_away);
    assert_int_equal(settings.screen_inch_tenths, 156);
    assert_int_equal(settings.eye_distance_cm, 60);
    assert_int_equal(settings.key_degree_tenths, 34);
}

static void tenths_are_written_with_a_point_and_read_with_or_without(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        int value;
        bool right;
    } cases[] = {
        {"screen_size = 15.6\n", 156, true},
        {"screen_size = 13\n", 130, true},
        {"screen_size = 13.0 in\n", 130, true},
        {"screen_size = 15,6\n", 156, false},
        {"screen_size = 15.66\n", 156, false},
        {"screen_size = .5\n", 156, false},
        {"screen_size = 15.\n", 156, false},
        {"screen_size = -15.6\n", 156, false},
        {"screen_size = 99999999999999999999\n", 156, false},
    };
    const struct setting_info *info = setting_find("screen_size");
    char shown[64];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct parsed parsed;
        parse_bytes(&parsed, cases[i].line, strlen(cases[i].line));
        assert_int_equal(setting_get(&parsed.settings, info), cases[i].value);
        assert_int_equal(parsed.right, cases[i].right);
        forget(&parsed);
    }
    setting_show(info, 156, shown, sizeof shown);
    assert_string_equal(shown, "15.6 in");
}

/* --- values: both sides of every edge ------------------------------------------------------------------ */

static void numbers_are_taken_to_both_ends_of_their_range_and_not_beyond(void **state)
{
    (void)state;
    int checked = 0, taken;
    for (size_t i = 0; i < settings_count(); i++) {
        const struct setting_info *info = &settings_table[i];
        if (info->type != SETTING_NUMBER)
            continue;
        assert_true(accepts_number(info, info->least, &taken));
        assert_int_equal(taken, info->least);
        assert_true(accepts_number(info, info->most, &taken));
        assert_int_equal(taken, info->most);
        assert_false(accepts_number(info, info->least - 1, &taken));
        assert_int_equal(taken, info->start);
        assert_false(accepts_number(info, info->most + 1, &taken));
        assert_int_equal(taken, info->start);
        checked++;
    }
    assert_true(checked > 10);
}

static void setting_set_keeps_the_same_limits(void **state)
{
    (void)state;
    struct settings settings;
    settings_init(&settings);
    for (size_t i = 0; i < settings_count(); i++) {
        const struct setting_info *info = &settings_table[i];
        if (info->type == SETTING_TEXT) {
            assert_false(setting_set(&settings, info, 0));
            continue;
        }
        assert_true(setting_set(&settings, info, info->most));
        assert_false(setting_set(&settings, info, info->most + 1));
        assert_int_equal(setting_get(&settings, info), info->most);
        assert_true(setting_set(&settings, info, info->least));
        assert_false(setting_set(&settings, info, info->least - 1));
        assert_int_equal(setting_get(&settings, info), info->least);
    }
}

static void every_word_of_every_choice_is_read(void **state)
{
    (void)state;
    char text[SETTINGS_TEXT_BYTES];
    for (size_t i = 0; i < settings_count(); i++) {
        const struct setting_info *info = &settings_table[i];
        for (int value = 0; info->type == SETTING_CHOICE && value <= info->most; value++) {
            snprintf(text, sizeof text, "%s = %s\n", info->name, info->choices[value].name);
            assert_int_equal(value_after(text, info->name), value);
        }
        for (int value = 0; info->type == SETTING_YES_NO && value <= 1; value++) {
            snprintf(text, sizeof text, "%s = %s\n", info->name, value ? "yes" : "no");
            assert_int_equal(value_after(text, info->name), value);
        }
    }
}

static void a_number_may_carry_its_unit(void **state)
{
    (void)state;
    assert_int_equal(value_after("scan_time = 1200 ms\n", "scan_time"), 1200);
    assert_int_equal(value_after("scan_time=1200ms\n", "scan_time"), 1200);
    assert_int_equal(value_after("text_size = 120 %\n", "text_size"), 120);
    expect("scan_time = 2 s", "a.conf:1:13: scan_time: \"2 s\" is not a number; valid: 300 to 5000 ms");
    expect("row_loops = 2 ms", "a.conf:1:13: row_loops: \"2 ms\" is not a number; valid: 0 to 10");
}

static void the_later_line_wins_and_what_is_wrong_changes_nothing(void **state)
{
    (void)state;
    assert_int_equal(value_after("scan_time = 1000\nscan_time = 2000\n", "scan_time"), 2000);
    struct parsed parsed;
    const char *text = "scan_time = 1000\nscan_time = 90\nboard = six\nboard = seven\nrow_loops = 4\n";
    parse_bytes(&parsed, text, strlen(text));
    assert_false(parsed.right);
    assert_int_equal(parsed.settings.scan_time_ms, 1000);
    assert_int_equal(parsed.settings.board, BOARD_SIX);
    assert_int_equal(parsed.settings.row_loops, 4);
    assert_int_equal(parsed.diagnostics.errors, 2);
    forget(&parsed);
}

/* --- what is reported ---------------------------------------------------------------------------------- */

static void wrong_values_are_named_with_place_and_choices(void **state)
{
    (void)state;
    expect("scan_time = 90", "a.conf:1:13: scan_time: 90 is too small; valid: 300 to 5000 ms");
    expect("\n\n  scan_time =5001", "a.conf:3:14: scan_time: 5001 is too large; valid: 300 to 5000 ms");
    expect("row_loops = -1", "a.conf:1:13: row_loops: -1 is too small; valid: 0 to 10");
    expect("scan_time = ", "a.conf:1:12: scan_time: \"\" is not a number; valid: 300 to 5000 ms");
    expect("scan_time = 1e3", "a.conf:1:13: scan_time: \"1e3\" is not a number; valid: 300 to 5000 ms");
    expect("board = nine", "a.conf:1:9: board: there is no \"nine\"; valid: start, six, standard");
    expect("board = Six", "a.conf:1:9: board: there is no \"Six\"; valid: start, six, standard");
    expect("cue_voice = 1", "a.conf:1:13: cue_voice: there is no \"1\"; valid: yes, no");
}

static void a_number_too_large_for_the_machine_is_only_too_large(void **state)
{
    (void)state;
    expect("scan_time = 4294967596",
           "a.conf:1:13: scan_time: 4294967596 is too large; valid: 300 to 5000 ms");
    expect("scan_time = -99999999999999999999999",
           "a.conf:1:13: scan_time: -9999999999999999999 is too small; valid: 300 to 5000 ms");
}

static void wrong_names_are_reported_at_the_name(void **state)
{
    (void)state;
    expect("  scan_tim = 1000",
           "a.conf:1:3: scan_tim: there is no such setting; valid: the names that yinian "
           "--settings lists");
    expect("scan_time 1000", "a.conf:1:1: there is no = in this line; valid: scan_time = 1500");
    expect(" = 5", "a.conf:1:2: : there is no such setting; valid: the names that yinian --settings lists");
}

static void columns_count_characters(void **state)
{
    (void)state;
    expect("速度 = 3",
           "a.conf:1:1: 速度: there is no such setting; valid: the names that yinian --settings lists");
    expect("scan_time = 很慢", "a.conf:1:13: scan_time: \"很慢\" is not a number; valid: 300 to 5000 ms");
    expect("\t扫描 x", "a.conf:1:2: there is no = in this line; valid: scan_time = 1500");
}

static void a_quoted_value_is_cut_between_characters(void **state)
{
    (void)state;
    expect("board = a慢慢慢慢慢慢慢慢慢慢慢慢慢慢慢慢慢慢慢慢慢慢",
           "a.conf:1:9: board: there is no \"a慢慢慢慢慢慢慢慢慢慢慢慢慢慢慢慢慢慢慢\"; valid: start, six, "
           "standard");
}

/* --- lines, comments, bytes ---------------------------------------------------------------------------- */

static void comments_and_blanks_are_passed_over(void **state)
{
    (void)state;
    expect("", "");
    expect("\n\n", "");
    expect("# scan_time = 90\n   # board = nine\n\t\n", "");
    assert_int_equal(value_after("scan_time = 1000 # not 1500\n", "scan_time"), 1000);
    assert_int_equal(value_after("\t scan_time\t=\t1000\t", "scan_time"), 1000);
    assert_int_equal(value_after("scan_time=1000", "scan_time"), 1000);
    expect("scan_time = 1000#x", "a.conf:1:13: scan_time: \"1000#x\" is not a number; valid: 300 to 5000 ms");
}

static void a_number_sign_in_quotes_is_no_comment(void **state)
{
    (void)state;
    struct parsed parsed;
    const char *text =
        "switch = \"Box #2\" BTN_0 # the left one\nsound_device = card#1\ncue_device =# none\n";
    parse_bytes(&parsed, text, strlen(text));
    assert_true(parsed.right);
    assert_string_equal(parsed.settings.switches[0], "\"Box #2\" BTN_0");
    assert_string_equal(parsed.settings.sound_device, "card#1");
    assert_string_equal(parsed.settings.cue_device, "");
    forget(&parsed);
}

static void files_of_windows_are_read(void **state)
{
    (void)state;
    const char *text = "\xEF\xBB\xBFscan_time = 1000\r\n\r\n# x\r\nboard = six\r\nscan_time = 90\r\n";
    struct parsed parsed;
    parse_bytes(&parsed, text, strlen(text));
    assert_int_equal(parsed.settings.scan_time_ms, 1000);
    assert_int_equal(parsed.settings.board, BOARD_SIX);
    assert_int_equal(parsed.diagnostics.count, 1);
    assert_int_equal(parsed.diagnostics.items[0].line, 5);
    assert_int_equal(parsed.diagnostics.items[0].column, 13);
    forget(&parsed);
    expect("\xEF\xBB\xBFscan_tim = 1",
           "a.conf:1:1: scan_tim: there is no such setting; valid: the names that yinian "
           "--settings lists");
}

static void bytes_that_are_no_text_cost_only_their_line(void **state)
{
    (void)state;
    static const char nul[] = "board = six\0x\nscan_time = 1000\n";
    struct parsed parsed;
    parse_bytes(&parsed, nul, sizeof nul - 1);
    assert_int_equal(parsed.diagnostics.count, 1);
    assert_string_equal(parsed.diagnostics.items[0].reason, "this line is not readable text");
    assert_int_equal(parsed.settings.board, BOARD_STANDARD);
    assert_int_equal(parsed.settings.scan_time_ms, 1000);
    forget(&parsed);
    expect("sound_device = \xFF\xFE", "a.conf:1:1: this line is not readable text; valid: UTF-8");
    expect("sound_device = \xE4\xB8", "a.conf:1:1: this line is not readable text; valid: UTF-8");
    expect("board = six\nboard = \xC0\xAF\n", "a.conf:2:1: this line is not readable text; valid: UTF-8");
}

static void nothing_is_read_beyond_the_size(void **state)
{
    (void)state;
    static const char text[] = "scan_time = 10005";
    enum { CUT_BYTES = sizeof text - 2 };
    char *exact = malloc(CUT_BYTES); /* no NUL behind it: the sanitizer watches */
    assert_non_null(exact);
    memcpy(exact, text, CUT_BYTES);
    struct parsed parsed;
    parse_bytes(&parsed, exact, CUT_BYTES);
    assert_int_equal(parsed.settings.scan_time_ms, 1000);
    forget(&parsed);
    free(exact);
    expect_bytes(NULL, 0, "");
}

static void values_fit_or_are_refused_whole(void **state)
{
    (void)state;
    char text[400];
    struct parsed parsed;
    int size = snprintf(text, sizeof text, "sound_device = %0127d\n", 7);
    parse_bytes(&parsed, text, (size_t)size);
    assert_true(parsed.right);
    assert_int_equal(strlen(parsed.settings.sound_device), SETTINGS_TEXT_BYTES - 1);
    forget(&parsed);
    size = snprintf(text, sizeof text, "sound_device = %0128d\n", 7);
    parse_bytes(&parsed, text, (size_t)size);
    assert_string_equal(parsed.settings.sound_device, "");
    forget(&parsed);
    expect(text, "a.conf:1:16: sound_device: the value is too long; valid: at most 127 bytes");
}

static void sixteen_switches_and_no_more(void **state)
{
    (void)state;
    struct buffer text;
    buffer_init(&text);
    for (int i = 1; i <= SETTINGS_SWITCHES_AT_MOST; i++)
        buffer_printf(&text, "# a comment\nswitch = box %d\n", i);
    struct parsed parsed;
    parse_bytes(&parsed, buffer_text(&text), text.size);
    assert_true(parsed.right);
    assert_int_equal(parsed.settings.switch_count, SETTINGS_SWITCHES_AT_MOST);
    assert_string_equal(parsed.settings.switches[15], "box 16");
    assert_int_equal(parsed.settings.switch_lines[15], 32);
    forget(&parsed);
    buffer_add_text(&text, "switch = one too many\n");
    expect(buffer_text(&text), "a.conf:33:10: switch: too many switches; valid: 16");
    buffer_destroy(&text);
}

static void a_second_file_replaces_the_switches_of_the_first(void **state)
{
    (void)state;
    struct settings settings;
    settings_init(&settings);
    assert_true(settings_parse(&settings, "switch = a\nswitch = b\n", 22, "a.conf", NULL));
    assert_true(settings_parse(&settings, "switch = c\n", 11, "b.conf", NULL));
    assert_int_equal(settings.switch_count, 1);
    assert_string_equal(settings.switches[0], "c");
}

/* --- profiles, writing, showing ------------------------------------------------------------------------ */

static void every_profile_is_right(void **state)
{
    (void)state;
    int count = 0;
    for (; settings_profile_names[count]; count++) {
        const char *text = settings_profile(settings_profile_names[count]);
        assert_non_null(text);
        expect(text, "");
    }
    assert_int_equal(count, 6);
    assert_null(settings_profile("nobody"));
    assert_int_equal(value_after(settings_profile("start"), "board"), BOARD_START);
    assert_int_equal(value_after(settings_profile("six"), "board"), BOARD_SIX);
    assert_int_equal(value_after(settings_profile("fluent"), "scan_time"), 1000);
    assert_int_equal(value_after(settings_profile("fluent"), "scan_pattern"), PATTERN_EVIDENCE);
    assert_int_equal(value_after(settings_profile("fluent-rows"), "scan_pattern"), PATTERN_ROW_COLUMN);
    assert_int_equal(value_after(settings_profile("gaze"), "text_size"), 120);
    assert_int_equal(value_after(settings_profile("gaze"), "pointing"), POINTING_DWELL);
    assert_int_equal(value_after(settings_profile("gaze"), "dwell_time"), 600);
}

/* What is written reads back the same, and writes the same again. */
static void expect_round_trip(const struct settings *settings)
{
    struct buffer first, second;
    buffer_init(&first);
    buffer_init(&second);
    settings_write(settings, &first);
    struct parsed parsed;
    parse_bytes(&parsed, buffer_text(&first), first.size);
    assert_true(parsed.right);
    for (size_t i = 0; i < settings_count(); i++)
        if (settings_table[i].type != SETTING_TEXT)
            assert_int_equal(setting_get(&parsed.settings, &settings_table[i]),
                             setting_get(settings, &settings_table[i]));
    assert_string_equal(parsed.settings.sound_device, settings->sound_device);
    assert_string_equal(parsed.settings.cue_device, settings->cue_device);
    assert_int_equal(parsed.settings.switch_count, settings->switch_count);
    for (int i = 0; i < settings->switch_count; i++)
        assert_string_equal(parsed.settings.switches[i], settings->switches[i]);
    settings_write(&parsed.settings, &second);
    assert_string_equal(buffer_text(&first), buffer_text(&second));
    forget(&parsed);
    buffer_destroy(&second);
    buffer_destroy(&first);
}

static void what_is_written_reads_back_the_same(void **state)
{
    (void)state;
    struct settings settings;
    settings_init(&settings);
    expect_round_trip(&settings);
    for (size_t i = 0; i < settings_count(); i++)
        setting_set(&settings, &settings_table[i], settings_table[i].most);
    expect_round_trip(&settings);
    for (size_t i = 0; i < settings_count(); i++)
        setting_set(&settings, &settings_table[i], settings_table[i].least);
    expect_round_trip(&settings);
    const char *text =
        "sound_device =耳机 \"#2\" a#b\ncue_device =#\nswitch = \"Box #2\" BTN_0 select\nswitch = x y\n";
    assert_true(settings_parse(&settings, text, strlen(text), "a.conf", NULL));
    assert_string_equal(settings.sound_device, "耳机 \"#2\" a#b");
    expect_round_trip(&settings);
}

static void shown(const char *name, int value, const char *wanted)
{
    char text[64];
    setting_show(setting_find(name), value, text, sizeof text);
    assert_string_equal(text, wanted);
}

static void values_show_as_people_read_them(void **state)
{
    (void)state;
    shown("scan_time", 1500, "1.5 s");
    shown("text_size", 120, "120 %");
    shown("row_loops", 2, "2");
    shown("row_loops", 0, "endless");
    shown("rest_after", 0, "never");
    shown("rest_after", 10, "10 min");
    shown("cue_voice", 1, "yes");
    shown("cue_voice", 0, "no");
    shown("board", BOARD_SIX, "six tiles");
    shown("board", 99, "?");
    char small[4];
    setting_show(setting_find("scan_time"), 1500, small, sizeof small);
    assert_string_equal(small, "1.5");
}

static void update_is(const char *old, const struct settings *settings, const char *expected)
{
    struct buffer out = {0};
    settings_update(settings, old, strlen(old), &out);
    assert_string_equal(buffer_text(&out), expected);
    buffer_destroy(&out);
}

static void an_update_keeps_comments_and_lines_that_are_right(void **state)
{
    (void)state;
    struct settings settings;
    settings_init(&settings);
    settings.scan_time_ms = 1200;
    settings.theme = SETTING_LIGHT;
    update_is("# for grandma\nscan_time = 1500   # steady in the morning\nrow_loops=2\nnonsense\n"
              "switch = select any KEY_A\n",
              &settings,
              "# for grandma\nscan_time = 1200  # steady in the morning\nrow_loops=2\nnonsense\n"
              "switch = select any KEY_A\ntheme = light\n");
    update_is("scan_time = 1200 # as it was", &settings, "scan_time = 1200 # as it was\ntheme = light\n");
    update_is("theme = purple\nscan_time = 99", &settings, "theme = light\nscan_time = 1200\n");
    update_is("", &settings, "theme = light\nscan_time = 1200\n");
}

static void a_switch_that_is_new_takes_the_place_of_those_that_select(void **state)
{
    (void)state;
    struct settings settings;
    settings_init(&settings);
    static const char old[] = "switch = call any KEY_C # nurse\n switch=select any KEY_A # old\nrow_loops = 2\n";
    settings.switch_count = 2;
    snprintf(settings.switches[0], SETTINGS_TEXT_BYTES, "call any KEY_C");
    snprintf(settings.switches[1], SETTINGS_TEXT_BYTES, "select any KEY_A");
    update_is(old, &settings, old);
    snprintf(settings.switches[1], SETTINGS_TEXT_BYTES, "select \"Buzz #1\" BTN_0");
    update_is(old, &settings,
              "switch = call any KEY_C # nurse\nrow_loops = 2\nswitch = select \"Buzz #1\" BTN_0\n");
    settings.switch_count = 1; /* the file knows more: nobody has replaced that */
    update_is(old, &settings, old);
}

static void a_profile_is_taken_without_what_was_fitted_to_the_person(void **state)
{
    (void)state;
    struct settings settings, start;
    settings_init(&start);
    settings = start;
    settings.scan_time_ms = 700;
    settings.ignore_repeats_ms = 350;
    settings.text_percent = 140;
    settings.speech_rate_wpm = 200;
    assert_true(settings_take_profile(&settings, "fluent"));
    assert_int_equal(settings.scan_pattern, PATTERN_EVIDENCE);
    assert_int_equal(settings.row_loops, 0);
    assert_int_equal(settings.scan_time_ms, 700);
    assert_int_equal(settings.ignore_repeats_ms, 350);
    assert_true(settings_has_profile(&settings, "fluent"));
    assert_false(settings_has_profile(&settings, "standard"));
    assert_true(settings_take_profile(&settings, "start"));
    assert_int_equal(settings.row_loops, start.row_loops);
    assert_int_equal(settings.urgent_hold_ms, start.urgent_hold_ms);
    assert_int_equal(settings.board, BOARD_START);
    assert_int_equal(settings.speech_rate_wpm, 200);
    assert_false(settings_take_profile(&settings, "none such"));
}

static void only_a_profile_for_looking_changes_whether_one_looks(void **state)
{
    (void)state;
    struct settings settings;
    settings_init(&settings);
    assert_true(settings_take_profile(&settings, "gaze"));
    assert_int_equal(settings.pointing, POINTING_DWELL);
    assert_int_equal(settings.dwell_ms, setting_find("dwell_time")->start);
    assert_true(settings_take_profile(&settings, "six"));
    assert_int_equal(settings.pointing, POINTING_DWELL);
}

static void an_updated_file_gives_the_same_settings(void **state)
{
    (void)state;
    struct settings settings, again;
    struct buffer out = {0};
    settings_init(&settings);
    settings.cue = 1;
    settings.page_loops = 0;
    settings.speech_rate_wpm = 200;
    snprintf(settings.sound_device, sizeof settings.sound_device, "USB \"#1\"");
    static const char old[] = "page_loops = 5\ncue_voice = no\n";
    settings_update(&settings, old, sizeof old - 1, &out);
    settings_init(&again);
    assert_true(settings_parse(&again, buffer_text(&out), out.size, NULL, NULL));
    assert_memory_equal(&settings, &again, sizeof settings);
    buffer_destroy(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_labels_and_places_are_there_and_differ),
        cmocka_unit_test(settings_of_a_group_stand_together),
        cmocka_unit_test(every_choice_has_a_name_and_a_label),
        cmocka_unit_test(tenths_are_written_with_a_point_and_read_with_or_without),
        cmocka_unit_test(start_values_are_in_range_and_can_be_reached_by_steps),
        cmocka_unit_test(start_values_are_those_of_the_field),
        cmocka_unit_test(numbers_are_taken_to_both_ends_of_their_range_and_not_beyond),
        cmocka_unit_test(setting_set_keeps_the_same_limits),
        cmocka_unit_test(every_word_of_every_choice_is_read),
        cmocka_unit_test(a_number_may_carry_its_unit),
        cmocka_unit_test(the_later_line_wins_and_what_is_wrong_changes_nothing),
        cmocka_unit_test(wrong_values_are_named_with_place_and_choices),
        cmocka_unit_test(a_number_too_large_for_the_machine_is_only_too_large),
        cmocka_unit_test(wrong_names_are_reported_at_the_name),
        cmocka_unit_test(columns_count_characters),
        cmocka_unit_test(a_quoted_value_is_cut_between_characters),
        cmocka_unit_test(comments_and_blanks_are_passed_over),
        cmocka_unit_test(a_number_sign_in_quotes_is_no_comment),
        cmocka_unit_test(files_of_windows_are_read),
        cmocka_unit_test(bytes_that_are_no_text_cost_only_their_line),
        cmocka_unit_test(nothing_is_read_beyond_the_size),
        cmocka_unit_test(values_fit_or_are_refused_whole),
        cmocka_unit_test(sixteen_switches_and_no_more),
        cmocka_unit_test(a_second_file_replaces_the_switches_of_the_first),
        cmocka_unit_test(every_profile_is_right),
        cmocka_unit_test(what_is_written_reads_back_the_same),
        cmocka_unit_test(values_show_as_people_read_them),
        cmocka_unit_test(an_update_keeps_comments_and_lines_that_are_right),
        cmocka_unit_test(an_updated_file_gives_the_same_settings),
        cmocka_unit_test(a_switch_that_is_new_takes_the_place_of_those_that_select),
        cmocka_unit_test(a_profile_is_taken_without_what_was_fitted_to_the_person),
        cmocka_unit_test(only_a_profile_for_looking_changes_whether_one_looks),
    };
    return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
