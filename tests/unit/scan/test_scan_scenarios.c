/* Runs every file of tests/unit/scan/scenarios: one for each behaviour of the scanner.
 *
 *     # a comment
 *     scenario what is shown            begins anew: settings and tree back to the start, time 0
 *     settings scan_time=1000 extra=0   changes those named; before `start` or, as a line with a time, later
 *     tree row1(a b <out) row2(-x c)    groups with their children; -x an empty cell, <out a row exit
 *     0        start                    TIME VERB: milliseconds, with decimals down to the microsecond
 *     999.999  lit row1                 a check, after every deadline up to that time has fired
 *     2000     late press               the deadlines before it are not called one by one
 *
 * Verbs: start stop restart pause resume settle advance cancel; press release hold thaw (of the select
 * switch, or `press step`); voice on|off; skip X; fill X; page TREE; keep TREE; settings K=V …
 * Checks: lit X|nothing [since T] [until T|never]; in X (stands in what is lit); dark X; state S;
 * deadline T|never; events KIND[:NODE][@T] … (all since the last such check; left out, T is the line's own)
 * or `none`; path X Y …; list X; level N; log NAME (the last transition, - for blanks). */
#include "unit_test.h"

#include <dirent.h>

#include "scan/scanner.h"

enum { NAMES = 100, WORDS = 64, EVENTS = 5000 };

struct run {
    const char *file;
    int line, scenarios, checks;
    char names[NAMES][24]; /* a node's ref is the number of its name */
    int name_count;
    struct scanner_settings settings;
    struct scanner scanner;
    bool live;
    char transition[32];
    struct told {
        char text[48];
        time_us at;
    } told[EVENTS]; /* since the last check of them; the names as they were then */
    int told_count;
};

static void wrong(const struct run *run, const char *what, const char *expected, const char *got)
{
    fail_msg("%s:%d: %s: expected %s, got %s", run->file, run->line, what, expected, got);
}

static void must(const struct run *run, bool condition, const char *what, const char *word)
{
    if (!condition)
        fail_msg("%s:%d: %s: %s", run->file, run->line, what, word ? word : "nothing");
}

/* Names and trees. */

static int name_number(struct run *run, const char *name, size_t length)
{
    must(run, length > 0 && length < sizeof run->names[0], "bad name", name);
    for (int i = 0; i < run->name_count; i++)
        if (strlen(run->names[i]) == length && !strncmp(run->names[i], name, length))
            return i;
    must(run, run->name_count < NAMES, "too many names", name);
    memcpy(run->names[run->name_count], name, length);
    run->names[run->name_count][length] = '\0';
    return run->name_count++;
}

struct draft {
    enum scan_kind kind;
    int ref, parent, node;
};

static int draft_node(struct run *run, const char **text, int parent, struct draft *node)
{
    static const char ends[] = " ()\t";
    node->parent = parent;
    node->kind = **text == '-' ? SCAN_EMPTY_LEAF : **text == '<' ? SCAN_BACK_LEAF : SCAN_LEAF;
    *text += node->kind != SCAN_LEAF;
    size_t length = strcspn(*text, ends);
    node->ref = name_number(run, *text, length);
    *text += length;
    if (**text == '(')
        node->kind = SCAN_GROUP;
    return node->kind == SCAN_GROUP;
}

static int draft_tree(struct run *run, const char *text, struct draft *nodes)
{
    int count = 1, parent = 0;
    nodes[0] = (struct draft){.parent = -1, .kind = SCAN_GROUP};
    while (*text) {
        if (*text == ' ') {
            text++;
        } else if (*text == ')') {
            must(run, parent > 0, "unbalanced tree", text);
            parent = nodes[parent].parent;
            text++;
        } else {
            must(run, count < NAMES, "tree too big", text);
            if (draft_node(run, &text, parent, &nodes[count])) {
                parent = count;
                text++;
            }
            count++;
        }
    }
    must(run, parent == 0, "unbalanced tree", "missing )");
    return count;
}

/* The scanner's tree wants all children of a node together: level by level. */
static void parse_tree(struct run *run, const char *text, struct scan_tree *tree)
{
    struct draft nodes[NAMES];
    int queue[NAMES], count = draft_tree(run, text, nodes), queued = 1;
    queue[0] = nodes[0].node = SCAN_ROOT;
    scan_tree_init(tree);
    for (int at = 0; at < queued; at++)
        for (int i = 1; i < count; i++)
            if (nodes[i].parent == queue[at]) {
                nodes[i].node = scan_tree_add(tree, nodes[queue[at]].node, nodes[i].kind, nodes[i].ref);
                must(run, nodes[i].node != SCAN_NONE, "tree refuses", run->names[nodes[i].ref]);
                queue[queued++] = i;
            }
}

static const char *node_name(const struct run *run, int node)
{
    if (node == SCAN_NONE)
        return "nothing";
    return node == SCAN_ROOT ? "root" : run->names[scanner_tree(&run->scanner)->nodes[node].ref];
}

static int node_named(const struct run *run, const char *name)
{
    const struct scan_tree *tree = scanner_tree(&run->scanner);
    for (int i = 1; name && i < tree->count; i++)
        if (!strcmp(run->names[tree->nodes[i].ref], name))
            return i;
    must(run, false, "no such node", name);
    return SCAN_NONE;
}

/* Numbers. */

static time_us parse_time(const struct run *run, const char *word)
{
    must(run, word != NULL, "time missing", word);
    if (!strcmp(word, "never"))
        return TIME_NEVER;
    char *end;
    time_us us = strtoll(word, &end, 10) * 1000;
    if (*end == '.') {
        time_us unit = 100;
        for (end++; *end >= '0' && *end <= '9' && unit; end++, unit /= 10)
            us += (*end - '0') * unit;
    }
    must(run, !*end, "bad time", word);
    return us;
}

static void check_time(const struct run *run, const char *what, const char *expected, time_us got)
{
    if (parse_time(run, expected) == got)
        return;
    char text[40] = "never";
    if (got != TIME_NEVER)
        snprintf(text, sizeof text, "%lld.%03lld", (long long)(got / 1000), (long long)(got % 1000));
    wrong(run, what, expected, text);
}

/* Settings. */

static void set_control(const struct run *run, struct scanner_settings *settings, const char *value)
{
    static const char *const names[] = {"automatic", "step-two", "step-one", "inverse"};
    for (int i = 0; i < 4; i++)
        if (!strcmp(value, names[i])) {
            settings->control = (enum scan_control)i;
            return;
        }
    must(run, false, "bad control", value);
}

static void set_one(struct run *run, char *word)
{
    struct scanner_settings *settings = &run->settings;
    const struct {
        const char *name;
        int *number;
        bool *flag;
    } known[] = {
        {"scan_time", &settings->scan_time_ms, NULL},
        {"extra", &settings->first_item_extra_percent, NULL},
        {"row_loops", &settings->row_loops, NULL},
        {"page_loops", &settings->page_loops, NULL},
        {"pause", &settings->pause_after_selection_ms, NULL},
        {"step_take", &settings->step_take_ms, NULL},
        {"wait_while_speaking", NULL, &settings->wait_while_speaking},
        {"auto_start", NULL, &settings->auto_start},
    };
    char *value = strchr(word, '=');
    must(run, value != NULL, "bad setting", word);
    *value++ = '\0';
    if (!strcmp(word, "control")) {
        set_control(run, settings, value);
        return;
    }
    if (!strcmp(word, "resume")) {
        bool there = !strcmp(value, "where-it-stopped");
        must(run, there || !strcmp(value, "start"), "bad resume", value);
        settings->resume = there ? SCAN_RESUME_WHERE_IT_STOPPED : SCAN_RESUME_AT_START;
        return;
    }
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (!strcmp(word, known[i].name)) {
            if (known[i].number)
                *known[i].number = atoi(value);
            else
                *known[i].flag = atoi(value) != 0;
            return;
        }
    must(run, false, "unknown setting", word);
}

/* Checks. */

static void check_text(struct run *run, const char *what, const char *expected, const char *got)
{
    run->checks++;
    if (!expected || strcmp(expected, got) != 0)
        wrong(run, what, expected ? expected : "(missing)", got);
}

static void check_lit(struct run *run, char **words)
{
    check_text(run, "lit", words[0], node_name(run, scanner_lit(&run->scanner)));
    for (char **word = words + 1; *word; word += 2) {
        bool since = !strcmp(*word, "since");
        must(run, since || !strcmp(*word, "until"), "neither since nor until", *word);
        check_time(run, *word, word[1],
                   since ? scanner_lit_since(&run->scanner) : scanner_lit_until(&run->scanner));
    }
}

static void check_events(struct run *run, char **words, time_us now)
{
    run->checks++;
    if (words[0] && !strcmp(words[0], "none"))
        words++;
    for (int i = 0; i < run->told_count; i++, words++) {
        const struct told *told = &run->told[i];
        char *time = *words ? strchr(*words, '@') : NULL;
        if (time)
            *time++ = '\0';
        check_text(run, "event", *words, told->text);
        if (time)
            check_time(run, told->text, time, told->at);
        else if (told->at != now)
            fail_msg("%s:%d: %s at %lld us, not now", run->file, run->line, told->text, (long long)told->at);
    }
    if (*words)
        wrong(run, "event", *words, "no more");
    run->told_count = 0;
}

static void check_path(struct run *run, char **words)
{
    int path[8], count = scanner_path(&run->scanner, path, 8);
    assert_true(count <= 8 && (!count || path[0] == SCAN_ROOT));
    for (int i = 1; i < count; i++)
        check_text(run, "path", *words ? *words++ : NULL, node_name(run, path[i]));
    must(run, !*words, "path is shorter", *words);
}

static bool check(struct run *run, char **words, time_us now)
{
    struct scanner *s = &run->scanner;
    char number[16];
    if (!strcmp(words[0], "lit"))
        check_lit(run, words + 1);
    else if (!strcmp(words[0], "in"))
        check_text(run, "in what is lit", "yes", scanner_is_lit(s, node_named(run, words[1])) ? "yes" : "no");
    else if (!strcmp(words[0], "dark"))
        check_text(run, "in what is lit", "no", scanner_is_lit(s, node_named(run, words[1])) ? "yes" : "no");
    else if (!strcmp(words[0], "state"))
        check_text(run, "state", words[1], scan_state_name(scanner_state(s)));
    else if (!strcmp(words[0], "deadline"))
        check_time(run, "deadline", words[1], scanner_deadline(s));
    else if (!strcmp(words[0], "events"))
        check_events(run, words + 1, now);
    else if (!strcmp(words[0], "path"))
        check_path(run, words + 1);
    else if (!strcmp(words[0], "list"))
        check_text(run, "list", words[1], node_name(run, scanner_list(s)));
    else if (!strcmp(words[0], "log"))
        check_text(run, "transition", words[1], run->transition);
    else if (!strcmp(words[0], "level")) {
        snprintf(number, sizeof number, "%d", scanner_level(s));
        check_text(run, "level", words[1], number);
    } else
        return false;
    return true;
}

/* Doing. */

static void take_note(struct run *run)
{
    struct scan_event event;
    while (scanner_next_event(&run->scanner, &event)) {
        must(run, run->told_count < EVENTS, "too many events", NULL);
        struct told *told = &run->told[run->told_count++];
        const char *kind = scan_event_name(event.kind);
        if (event.kind <= SCAN_BACK)
            snprintf(told->text, sizeof told->text, "%s:%s", kind, node_name(run, event.node));
        else
            snprintf(told->text, sizeof told->text, "%s", kind);
        told->at = event.at_us;
    }
}

static bool do_plain(struct run *run, const char *verb, time_us at)
{
    static const struct {
        const char *name;
        void (*act)(struct scanner *s, time_us at);
    } verbs[] = {{"start", scanner_start},   {"stop", scanner_stop},      {"restart", scanner_restart},
                 {"pause", scanner_pause},   {"resume", scanner_resume},  {"settle", scanner_settle},
                 {"cancel", scanner_cancel}, {"advance", scanner_advance}};
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
        if (!strcmp(verb, verbs[i].name)) {
            verbs[i].act(&run->scanner, at);
            return true;
        }
    return false;
}

static bool do_switch(struct run *run, char **words, time_us at)
{
    static const struct {
        const char *name;
        void (*act)(struct scanner *s, enum scan_switch which, time_us at);
    } verbs[] = {{"press", scanner_press},
                 {"release", scanner_release},
                 {"hold", scanner_hold},
                 {"thaw", scanner_thaw}};
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
        if (!strcmp(words[0], verbs[i].name)) {
            bool step = words[1] && !strcmp(words[1], "step");
            must(run, step || !words[1], "no such switch", words[1]);
            verbs[i].act(&run->scanner, step ? SCAN_SWITCH_STEP : SCAN_SWITCH_SELECT, at);
            return true;
        }
    return false;
}

static void do_page(struct run *run, char **words, time_us at)
{
    char text[400] = "";
    for (char **word = words + 1; *word; word++) {
        strcat(text, *word);
        strcat(text, " ");
    }
    struct scan_tree tree;
    parse_tree(run, text, &tree);
    scanner_set_tree(&run->scanner, &tree, strcmp(words[0], "keep") ? SCAN_FROM_START : SCAN_KEEP_PLACE, at);
    scan_tree_destroy(&tree);
}

static bool do_page_or_setting(struct run *run, char **words, time_us at)
{
    struct scanner *s = &run->scanner;
    if (!strcmp(words[0], "page") || !strcmp(words[0], "keep")) {
        do_page(run, words, at);
    } else if (!strcmp(words[0], "settings")) {
        for (char **word = words + 1; *word; word++)
            set_one(run, *word);
        scanner_set_settings(s, &run->settings, at);
    } else if (!strcmp(words[0], "skip") || !strcmp(words[0], "fill")) {
        scanner_set_skip(s, node_named(run, words[1]), words[0][0] == 's', at);
    } else if (!strcmp(words[0], "voice")) {
        must(run, words[1] != NULL, "voice on or off", NULL);
        scanner_speaking(s, !strcmp(words[1], "on"), at);
    } else {
        return false;
    }
    return true;
}

static void fire_until(struct run *run, time_us at)
{
    for (int fired = 0; scanner_deadline(&run->scanner) <= at; fired++) {
        must(run, fired < EVENTS, "deadlines do not end", NULL);
        scanner_advance(&run->scanner, scanner_deadline(&run->scanner));
    }
    scanner_advance(&run->scanner, at);
    take_note(run);
}

static void do_timed(struct run *run, char **words)
{
    time_us at = parse_time(run, words[0]);
    bool late = words[1] && !strcmp(words[1], "late");
    words += late ? 2 : 1;
    must(run, words[0] != NULL, "verb missing", NULL);
    if (!late)
        fire_until(run, at);
    if (check(run, words, at))
        return;
    bool done =
        do_plain(run, words[0], at) || do_switch(run, words, at) || do_page_or_setting(run, words, at);
    must(run, done, "unknown verb", words[0]);
    take_note(run);
}

static void remember_transition(void *context, time_us at, const char *transition, enum scan_state before,
                                enum scan_state after)
{
    (void)at, (void)before, (void)after;
    struct run *run = context;
    size_t i = 0;
    for (; transition[i] && i + 1 < sizeof run->transition; i++)
        run->transition[i] = transition[i];
    run->transition[i] = '\0';
    for (char *space = run->transition; (space = strchr(space, ' '));)
        *space = '-';
}

static void end_scenario(struct run *run)
{
    if (run->live)
        scanner_destroy(&run->scanner);
    run->live = false;
}

static void begin_scenario(struct run *run)
{
    end_scenario(run);
    run->scenarios++;
    run->told_count = 0;
    run->settings = scanner_settings_default();
    scanner_init(&run->scanner, &run->settings, 0);
    scanner_set_log(&run->scanner, remember_transition, run);
    run->live = true;
}

/* Files. */

static void run_line(struct run *run, char *line)
{
    char *words[WORDS + 1] = {NULL}, *rest = NULL;
    int count = 0;
    line[strcspn(line, "#\n")] = '\0';
    for (char *word = strtok_r(line, " \t", &rest); word; word = strtok_r(NULL, " \t", &rest)) {
        must(run, count < WORDS, "line too long", word);
        words[count++] = word;
    }
    if (!count)
        return;
    if (!strcmp(words[0], "scenario")) {
        begin_scenario(run);
        return;
    }
    must(run, run->live, "before the first scenario", words[0]);
    if (!strcmp(words[0], "tree"))
        do_page(run, words, run->scanner.now);
    else if (!strcmp(words[0], "settings"))
        do_page_or_setting(run, words, run->scanner.now);
    else
        do_timed(run, words);
}

static void run_file(void **state)
{
    const char *path = *state;
    const char *name = strrchr(path, '/');
    static struct run run; /* too big for the stack */
    memset(&run, 0, sizeof run);
    run.file = name ? name + 1 : path;
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    char line[500];
    while (fgets(line, sizeof line, file)) {
        run.line++;
        run_line(&run, line);
    }
    fclose(file);
    end_scenario(&run);
    assert_true(run.scenarios > 0);
    assert_true(run.checks > 0);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct CMUnitTest *)a)->name, ((const struct CMUnitTest *)b)->name);
}

int main(void)
{
    static const char folder[] = YINIAN_SOURCE_DIR "/tests/unit/scan/scenarios";
    struct CMUnitTest tests[100];
    size_t count = 0;
    DIR *open = opendir(folder);
    if (!open)
        return 1;
    for (struct dirent *entry; (entry = readdir(open)) && count < 100;) {
        size_t length = strlen(entry->d_name);
        if (length < 5 || strcmp(entry->d_name + length - 4, ".txt") != 0)
            continue;
        char *path = malloc(sizeof folder + length + 2);
        if (!path)
            return 1;
        sprintf(path, "%s/%s", folder, entry->d_name);
        tests[count++] = (struct CMUnitTest){strrchr(path, '/') + 1, run_file, NULL, NULL, path};
    }
    closedir(open);
    if (!count)
        return 1;
    qsort(tests, count, sizeof tests[0], by_name);
    int failed = _cmocka_run_group_tests("scan scenarios", tests, count, NULL, NULL);
    for (size_t i = 0; i < count; i++)
        free(tests[i].initial_state);
    return failed;
}
