#include "app_parts.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/memory.h"

/* The technique in force: the scanner (rows, cells, steps …) or evidence scanning. Both are driven alike; this is the
 * one place that knows which. */

static bool by_evidence(struct app *app)
{
    return app->settings.scan_pattern == PATTERN_EVIDENCE &&
           app->settings.scan_control == CONTROL_AUTOMATIC && !app_shown(app)->by_rows;
}

/* --- settings ------------------------------------------------------------------------------------------ */

static struct scanner_settings scanner_settings_of(const struct settings *settings)
{
    static const enum scan_control controls[] = {
        [CONTROL_AUTOMATIC] = SCAN_AUTOMATIC,
        [CONTROL_STEP] = SCAN_STEP_TWO_SWITCHES,
        [CONTROL_STEP_DWELL] = SCAN_STEP_ONE_SWITCH,
        [CONTROL_INVERSE] = SCAN_INVERSE,
    };
    return (struct scanner_settings){
        .control = controls[settings->scan_control],
        .resume =
            settings->scan_resume == RESUME_SAME_ROW ? SCAN_RESUME_WHERE_IT_STOPPED : SCAN_RESUME_AT_START,
        .scan_time_ms = settings->scan_time_ms,
        .first_item_extra_percent = settings->first_item_extra_percent,
        .row_loops = settings->row_loops,
        .page_loops = settings->page_loops,
        .pause_after_selection_ms = settings->pause_after_selection_ms,
        .step_take_ms = settings->step_take_ms,
        .wait_while_speaking = settings->wait_while_speaking,
        .auto_start = true,
    };
}

static struct evidence_settings evidence_settings_of(const struct settings *settings)
{
    struct evidence_settings evidence = evidence_settings_default();
    evidence.scan_time_ms = settings->scan_time_ms;
    evidence.first_item_extra_percent = settings->first_item_extra_percent;
    evidence.pause_after_selection_ms = settings->pause_after_selection_ms;
    evidence.pause_after_steps = settings->page_loops * APP_EVIDENCE_STEPS_A_LOOP;
    evidence.wait_while_speaking = settings->wait_while_speaking;
    evidence.auto_start = true;
    return evidence;
}

void app_scan_init(struct app *app)
{
    struct scanner_settings scanning = scanner_settings_of(&app->settings);
    struct evidence_settings evidence = evidence_settings_of(&app->settings);
    app->evidence = memory_new(1, sizeof *app->evidence);
    scan_tree_init(&app->tree);
    scanner_init(&app->scanner, &scanning, app->now);
    evidence_init(app->evidence, &evidence, app->now);
    app->scans_by_evidence = by_evidence(app);
}

void app_scan_destroy(struct app *app)
{
    evidence_destroy(app->evidence);
    free(app->evidence);
    scanner_destroy(&app->scanner);
    scan_tree_destroy(&app->tree);
}

/* Calls the function of the technique in force. */
#define DRIVE(app, name, ...)                                                                                \
    ((app)->scans_by_evidence ? evidence_##name((app)->evidence, __VA_ARGS__)                                \
                              : scanner_##name(&(app)->scanner, __VA_ARGS__))

static void show_nothing(struct app *app)
{
    app->leaf_count = 0;
    scan_tree_clear(&app->tree);
    if (app->scans_by_evidence)
        evidence_set_leaves(app->evidence, NULL, 0, SCAN_FROM_START, app->now);
    else
        scanner_set_tree(&app->scanner, &app->tree, SCAN_FROM_START, app->now);
}

/* A press that began under the other technique counts for nothing under this one. */
static void latch(struct app *app, enum scan_switch which)
{
    bool from_scanner = app->scans_by_evidence;
    if (!scan_hold_is_latched(from_scanner ? &app->scanner.hold : &app->evidence->hold, which))
        return;
    if (from_scanner)
        scanner_thaw(&app->scanner, which, app->now);
    else
        evidence_thaw(app->evidence, which, app->now);
    app_scan_hold(app, which);
}

/* The other technique takes over: it rests, is paused, settles or works as the old one does, with nothing to light yet.
 * What the old one still has to tell is only that it went dark. */
static void change_technique(struct app *app)
{
    enum scan_state state = app_scan_state(app);
    bool was_lit = app_scan_lit_since(app) != TIME_NEVER;
    struct scan_event event;
    app_scan_stop(app);
    while (app_scan_next_event(app, &event))
        was_lit = was_lit || event.kind == SCAN_LIT;
    app->scans_by_evidence = !app->scans_by_evidence;
    show_nothing(app);
    app_scan_speaking(app);
    latch(app, SCAN_SWITCH_SELECT);
    latch(app, SCAN_SWITCH_STEP);
    if (state != SCAN_STATE_STOPPED)
        app_scan_start(app);
    if (state == SCAN_STATE_PAUSED)
        DRIVE(app, pause, app->now);
    if (state == SCAN_STATE_SETTLING || state == SCAN_STATE_WAITING)
        app_scan_settle(app);
    if (was_lit)
        app_tell_highlight(app, SCAN_NONE);
}

void app_scan_configure(struct app *app)
{
    struct scanner_settings scanning = scanner_settings_of(&app->settings);
    struct evidence_settings evidence = evidence_settings_of(&app->settings);
    scanner_set_settings(&app->scanner, &scanning, app->now);
    evidence_set_settings(app->evidence, &evidence, app->now);
    if (app->scans_by_evidence == by_evidence(app))
        return;
    app_scan_show(app, SCAN_FROM_START);
    app_drain_scanner(app);
}

/* --- the page ------------------------------------------------------------------------------------------ */

static bool is_risky(enum action_kind kind)
{
    return kind == ACTION_SPEAK || kind == ACTION_CLEAR || kind == ACTION_QUIT || kind == ACTION_CALL ||
           kind == ACTION_REST || kind == ACTION_CONFIRM || kind == ACTION_CALL_STOP;
}

static bool is_way_to_urgent(const struct cell *cell)
{
    return cell->role == CELL_URGENT && cell->action.kind == ACTION_OPEN;
}

int app_name_of_cell(const struct cell *cell)
{
    return (int)(hash32_text(hash32_text(HASH32_START, cell->id), cell->label) & 0x7FFFFFFFu);
}

/* A person needs 300 ms to look at something new, and 120 ms more for each further word that is as new. */
static time_us readable_at(const struct cell *cell, time_us *newest, int *as_new)
{
    if (cell->role != CELL_WORD)
        return cell->stamp_us;
    *as_new = cell->stamp_us == *newest ? *as_new + 1 : 0;
    *newest = cell->stamp_us;
    return cell->stamp_us + time_from_ms(APP_READ_FIRST_MS + APP_READ_EACH_MS * *as_new);
}

/* Who turns on a page of further words has read all of them. */
static void read_before_more(const struct app *app, const struct page *page, struct evidence_leaf *leaves,
                             int count)
{
    time_us last = 0;
    for (int i = 0; i < count; i++)
        last = leaves[i].readable_at > last ? leaves[i].readable_at : last;
    for (int i = 0; i < count && page->further; i++)
        if (page->cells[app->leaf_cells[i]].action.kind == ACTION_MORE)
            leaves[i].readable_at = last;
}

static int leaves_of(struct app *app, struct evidence_leaf *leaves)
{
    const struct page *page = app_shown(app);
    double weights[EVIDENCE_LEAVES_AT_MOST];
    int count = 0, as_new = 0;
    time_us newest = TIME_NEVER;
    for (int row = 0; row < page->row_count; row++)
        for (int i = 0; i < page->rows[row].cell_count && count < EVIDENCE_LEAVES_AT_MOST; i++) {
            const struct cell *cell = &page->cells[page->rows[row].first_cell + i];
            if (cell->row_exit || cell->action.kind == ACTION_NONE)
                continue;
            app->leaf_cells[count] = page->rows[row].first_cell + i;
            leaves[count++] = (struct evidence_leaf){.ref = app_name_of_cell(cell),
                                                     .row = row,
                                                     .readable_at = readable_at(cell, &newest, &as_new),
                                                     .skip = cell->empty,
                                                     .alone = is_way_to_urgent(cell),
                                                     .risky = is_risky(cell->action.kind)};
        }
    read_before_more(app, page, leaves, count);
    app_weigh_cells(app, count, weights);
    for (int i = 0; i < count; i++)
        leaves[i].weight = weights[i];
    return count;
}

void app_scan_show(struct app *app, enum scan_place place)
{
    if (app->scans_by_evidence != by_evidence(app)) {
        change_technique(app);
        place = SCAN_FROM_START;
    }
    if (!app->scans_by_evidence) {
        app_build_tree(app);
        scanner_set_tree(&app->scanner, &app->tree, place, app->now);
        return;
    }
    struct evidence_leaf leaves[EVIDENCE_LEAVES_AT_MOST];
    app->leaf_count = leaves_of(app, leaves);
    evidence_set_leaves(app->evidence, leaves, app->leaf_count, place, app->now);
}

/* --- driving ------------------------------------------------------------------------------------------- */

void app_scan_start(struct app *app)
{
    if (app_by_gaze(app) || app->reading.run != READING_STILL || app_guide_listens(app))
        return;
    DRIVE(app, start, app->now);
}

void app_scan_stop(struct app *app)
{
    DRIVE(app, stop, app->now);
}

void app_scan_pause(struct app *app)
{
    DRIVE(app, pause, app->now);
}

void app_scan_settle(struct app *app)
{
    DRIVE(app, settle, app->now);
}

void app_scan_speaking(struct app *app)
{
    DRIVE(app, speaking, app_waits_for_speech(app), app->now);
}

void app_scan_advance(struct app *app, time_us at_us)
{
    DRIVE(app, advance, at_us);
}

void app_scan_hold(struct app *app, enum scan_switch which)
{
    DRIVE(app, hold, which, app->now);
}

void app_scan_thaw(struct app *app, enum scan_switch which)
{
    DRIVE(app, thaw, which, app->now);
}

void app_scan_press(struct app *app, enum scan_switch which)
{
    DRIVE(app, press, which, app->now);
}

void app_scan_release(struct app *app, enum scan_switch which)
{
    DRIVE(app, release, which, app->now);
}

void app_scan_cancel(struct app *app)
{
    DRIVE(app, cancel, app->now);
}

bool app_scan_next_event(struct app *app, struct scan_event *event)
{
    return DRIVE(app, next_event, event);
}

time_us app_scan_deadline(const struct app *app)
{
    return app->scans_by_evidence ? evidence_deadline(app->evidence) : scanner_deadline(&app->scanner);
}

enum scan_state app_scan_state(const struct app *app)
{
    return app->scans_by_evidence ? evidence_state(app->evidence) : scanner_state(&app->scanner);
}

time_us app_scan_lit_since(const struct app *app)
{
    return app->scans_by_evidence ? evidence_lit_since(app->evidence) : scanner_lit_since(&app->scanner);
}

time_us app_scan_lit_until(const struct app *app)
{
    return app->scans_by_evidence ? evidence_lit_until(app->evidence) : scanner_lit_until(&app->scanner);
}
