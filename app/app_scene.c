#include "app_parts.h"

#include <string.h>

#include "base/text.h"

/* What is to be seen, and what the driver is told: the scene, the page, the state of the scan. */

static void scene_of_scan(const struct app *app, struct scene *scene)
{
    int path[8];
    int length = app->scans_by_evidence ? 0 : scanner_path(&app->scanner, path, 8);
    for (int i = 1; i < length && i < 8; i++) {
        int ref = app_ref_of(app, path[i]);
        bool last = i == length - 1;
        if (ref >= APP_REF_SECTION)
            *(last ? &scene->lit_section : &scene->within_section) = ref - APP_REF_SECTION;
        else if (ref >= APP_REF_ROW)
            *(last ? &scene->lit_row : &scene->within_row) = ref - APP_REF_ROW;
        else if (last)
            scene->lit_cell = ref;
    }
    if (app->mode == MODE_PRACTICE) {
        scene->lit_cell = app_practice_lit_cell(app);
        scene->held = app->practice.held;
        scene->taken_cell = app->taken_cell;
        return;
    }
    enum scan_state state = app_scan_state(app);
    scene->held = state == SCAN_STATE_HELD;
    scene->scan_paused = state == SCAN_STATE_PAUSED;
    scene->taken_cell = app->taken_cell;
}

/* The set that is lit, cell by cell: kept up to date when it changes (app_tell_highlight). */
static void scene_of_set(const struct app *app, struct scene *scene)
{
    if (!app->scans_by_evidence || !evidence_any_lit(app->evidence))
        return;
    scene->lit_cells = app->lit_cells;
    if (app->settings.outline_next)
        scene->next_cells = app->next_cells;
}

static void scene_of_message(const struct app *app, struct scene *scene)
{
    scene->message = message_text(&app->message);
    scene->reading = app->told_reading;
    scene->caret = message_caret(&app->message);
    scene->spoken_text = app->speech_id ? app->speech_text : NULL;
    scene->spoken_first = app->spoken_first;
    scene->spoken_count = app->speech_id ? app->spoken_count : 0;
    scene->message_hint = strncmp(app->reading.search, "people", 6) == 0 ? _("The name")
                          : app->reading.searches                        ? _("What are you looking for?")
                                                                         : _("What would you like to say?");
}

static void scene_of_warnings(const struct app *app, struct scene *scene)
{
    for (int i = 0; i < SCENE_NOTICES_AT_MOST; i++)
        scene->notices[i] = i < app->notice_count ? app->notices[i] : NULL;
}

void app_scene(const struct app *app, struct scene *scene)
{
    *scene = scene_of_page(&app->pages[app->page]);
    scene->large_text = app->large_text;
    scene->ringing = app->ringing;
    scene->flash_on = app->flash_on;
    scene->theme = (enum theme)app->settings.theme;
    scene->text_percent = app->settings.text_percent;
    scene->english = app_english(app);
    scene->traditional = app_traditional(app);
    scene_of_scan(app, scene);
    scene_of_set(app, scene);
    app_gaze_scene(app, scene);
    scene_of_message(app, scene);
    scene_of_warnings(app, scene);
    app_read_scene(app, scene);
    app_edit_scene(app, scene);
}

unsigned long app_revision(const struct app *app)
{
    return app->revision;
}

const struct settings *app_settings(const struct app *app)
{
    return &app->settings;
}

const struct page *app_page(const struct app *app)
{
    return &app->pages[app->page];
}

void app_scan_report(const struct app *app, struct app_scan_report *report)
{
    static const char *const patterns[] = {"row-column", "group-row-column", "linear", "evidence"};
    static const char *const controls[] = {NULL, "step", "step-dwell", "inverse"};
    time_us since = app_scan_lit_since(app), until = app_scan_lit_until(app);
    const char *control = controls[app->settings.scan_control];
    int pattern = app->settings.scan_pattern;
    if (pattern == PATTERN_EVIDENCE && !app->scans_by_evidence)
        pattern = PATTERN_ROW_COLUMN; /* on the urgent page */
    *report = (struct app_scan_report){
        .technique = control ? control : patterns[pattern],
        .state = scan_state_name(app_scan_state(app)),
        .period_ms = app->settings.scan_time_ms,
        .lit_ms = since == TIME_NEVER ? -1 : time_to_ms(app->now) - time_to_ms(since),
        .left_ms = until == TIME_NEVER ? -1 : time_to_ms(until) - time_to_ms(app->now),
    };
    if (app->calling.answer_at != TIME_NEVER || (app->mode == MODE_CALL && app_asks_in_the_dark(app)))
        report->state = scan_state_name(SCAN_STATE_SETTLING);
    if (app_by_gaze(app))
        app_gaze_report(app, report);
    if (app->mode == MODE_PRACTICE)
        app_practice_report(app, report);
}
