#include "app_parts.h"

#include <stdio.h>
#include <string.h>

#include "input/gaze_scale.h"

/* Choosing by looking: see app_gaze.h. The machines of input/ say where the eyes rest and what was dwelt on; here stands
 * what that means on a page. */

/* --- settings ------------------------------------------------------------------------------------------- */

double app_gaze_px_per_degree(const struct app *app)
{
    return gaze_px_per_degree(app->width_px, app->height_px, app->settings.screen_inch_tenths,
                              app->settings.eye_distance_cm);
}

int app_gaze_key_px(const struct app *app)
{
    return (int)(app_gaze_px_per_degree(app) * app->settings.key_degree_tenths / 10 + 0.999);
}

bool app_by_gaze(const struct app *app)
{
    return app->settings.pointing != POINTING_OFF && !app->gaze.scanning && app->mode != MODE_COURSE;
}

static struct gaze_look_settings look_settings(const struct app *app)
{
    static const enum gaze_silence silences[] = {
        [SILENCE_AUTO] = GAZE_SILENCE_AUTO,
        [SILENCE_LOST] = GAZE_SILENCE_LOST,
        [SILENCE_STILL] = GAZE_SILENCE_STILL,
    };
    return (struct gaze_look_settings){.px_per_degree = app_gaze_px_per_degree(app),
                                       .enter_degrees = app->settings.fixation_degree_tenths / 10.0,
                                       .blink_ms = app->settings.blink_ms,
                                       .silence = silences[app->settings.pointer_silence]};
}

static struct dwell_settings dwell_settings_of(const struct settings *settings)
{
    return (struct dwell_settings){
        .dwell_ms = settings->dwell_ms,
        .lock_on_ms = settings->lock_on_ms < settings->dwell_ms ? settings->lock_on_ms : settings->dwell_ms,
        .memory_ms = settings->dwell_memory_ms,
        .pause_ms = settings->pause_after_selection_ms,
        .look_away = settings->look_away};
}

/* What was seen before says nothing of now. */
static void begin_to_look(struct app *app)
{
    struct app_gaze *gaze = &app->gaze;
    struct gaze_look_settings looks = look_settings(app);
    struct dwell_settings dwell = dwell_settings_of(&app->settings);
    gaze_look_init(&gaze->looks, &looks);
    dwell_init(&gaze->dwell, &dwell);
    gaze_gesture_init(&gaze->gesture);
    gaze_round_init(&gaze->round);
    gaze->lost_since = gaze->page_since = app->now;
    gaze->sure_until = gaze->seen_since = gaze->frame_at = gaze->follow_at = TIME_NEVER;
    gaze->awake = GAZE_AWAKE_CHOICES;
    gaze->looked = gaze->lit = gaze->kept = -1;
    gaze->kept_target = gaze->latched = DWELL_NO_TARGET;
    gaze->dwelt_by = 0;
}

void app_gaze_init(struct app *app, const struct gaze_correction *correction)
{
    struct app_gaze *gaze = &app->gaze;
    gaze->on = app->settings.pointing != POINTING_OFF;
    begin_to_look(app);
    gaze_correction_init(&gaze->correction);
    if (correction)
        gaze->correction = *correction;
    gaze->places_stale = true;
    app_gaze_sound_init(app);
    arena_init(&gaze->places_arena);
}

void app_gaze_destroy(struct app *app)
{
    arena_destroy(&app->gaze.places_arena);
}

static void nothing_looked_at(struct app *app)
{
    app->gaze.looked = app->gaze.lit = app->gaze.kept = -1;
    app->gaze.latched = DWELL_NO_TARGET;
    app->gaze.frame_at = TIME_NEVER;
}

static void go_scanning(struct app *app);
static void tell_lit(struct app *app);

static void look_no_more(struct app *app)
{
    struct app_gaze *gaze = &app->gaze;
    nothing_looked_at(app);
    tell_lit(app);
    app_lower(app, WARNING_EYES_LOST);
    app_lower(app, WARNING_EYES_LOST_SCANNING);
    gaze->scanning = gaze->lost_told = false;
    if (app->mode != MODE_REST && !app_practises(app))
        app_scan_start(app);
}

/* Looking that was switched off lets the scan begin, and the other way round. */
void app_gaze_configure(struct app *app)
{
    struct app_gaze *gaze = &app->gaze;
    struct gaze_look_settings looks = look_settings(app);
    struct dwell_settings dwell = dwell_settings_of(&app->settings);
    bool on = app->settings.pointing != POINTING_OFF;
    if (on && !gaze->on)
        begin_to_look(app);
    gaze->on = on;
    gaze_look_set_settings(&gaze->looks, &looks, app->now);
    dwell_set_settings(&gaze->dwell, &dwell, app->now);
    gaze->places_stale = true;
    if (!on)
        look_no_more(app);
    else if (!gaze->scanning)
        app_scan_stop(app);
}

/* --- what is lit ------------------------------------------------------------------------------------------ */

static void tell_lit(struct app *app)
{
    const struct cell *cell = app->gaze.lit >= 0 ? &app_shown(app)->cells[app->gaze.lit] : NULL;
    const char *id = cell ? cell->id : "";
    if (strncmp(app->gaze.told, id, sizeof app->gaze.told - 1) == 0)
        return;
    snprintf(app->gaze.told, sizeof app->gaze.told, "%s", id);
    struct effect *effect = app_emit(app, EFFECT_HIGHLIGHT);
    app_changed(app);
    if (cell) {
        app->taken_cell = -1;
        effect->id = app_keep(app, cell->id);
        effect->label = app_keep(app, cell->label);
    }
    app_gaze_cue_lit(app, cell ? app_gaze_target(app, app->gaze.lit).id : DWELL_NO_TARGET);
}

/* What was left a moment ago and is remembered stays to be seen. */
static void keep_in_sight(struct app *app)
{
    struct app_gaze *gaze = &app->gaze;
    int locked = dwell_locked(&gaze->dwell);
    if (locked != DWELL_NO_TARGET)
        gaze->kept_target = locked;
    bool kept = locked == DWELL_NO_TARGET && gaze->kept_target != DWELL_NO_TARGET &&
                dwell_progress(&gaze->dwell, gaze->kept_target, app->now) > 0;
    if (!kept && locked == DWELL_NO_TARGET)
        gaze->kept_target = DWELL_NO_TARGET;
    int cell = kept ? app_gaze_cell_of(app, gaze->kept_target) : -1;
    if (cell != gaze->kept)
        app_changed(app);
    gaze->kept = cell;
}

/* By dwelling, what has been locked on to; where the switch takes, whatever the eyes rest on, unless pressing is practised. */
static void light(struct app *app)
{
    struct app_gaze *gaze = &app->gaze;
    bool dwells = app->settings.pointing == POINTING_DWELL;
    if (app_switch_is_down(app)) /* what the press is for stays lit */
        return;
    int pressed_for = app->mode == MODE_PRACTICE ? -1 : gaze->looked;
    gaze->lit = dwells ? app_gaze_cell_of(app, dwell_locked(&gaze->dwell)) : pressed_for;
    if (gaze->lit < 0)
        gaze->frame_at = TIME_NEVER;
    else if (dwells && gaze->frame_at == TIME_NEVER)
        gaze->frame_at = app->now + time_from_ms(GAZE_FRAME_MS);
    keep_in_sight(app);
    tell_lit(app);
}

/* --- taking ----------------------------------------------------------------------------------------------- */

/* Where looks land inside keys is how far the tracker is off; in wide cells eyes go to the words. */
static void note_landing(struct app *app, int index)
{
    struct gaze_look look;
    struct view_rect rect = app_gaze_places(app)[index];
    gaze_look_now(&app->gaze.looks, &look);
    bool block =
        app_shown(app)->cells[index].action.kind == ACTION_BLOCK; /* eyes go to what stands small in it */
    if (look.resting && app->gaze.looked == index && rect.width <= 2 * rect.height && !block)
        gaze_drift_add(&app->gaze.drift, look.centre_x - rect.x - rect.width / 2.0,
                       look.centre_y - rect.y - rect.height / 2.0);
    app_drift_noted(app);
}

static void take(struct app *app, int index)
{
    int64_t place = app_gaze_target(app, index).place;
    note_landing(app, index);
    app->gaze.taken_at = app_gaze_places(app)[index];
    app->gaze.awake++;
    gaze_round_forget(&app->gaze.round);
    app_take_cell(app, index, true);
    dwell_taken_at(&app->gaze.dwell, place);
    app_gaze_taken(app);
    app_refresh(app);
    app_drain_scanner(app);
}

static void drain_dwell(struct app *app)
{
    struct dwell_event event;
    while (dwell_next_event(&app->gaze.dwell, &event)) {
        int cell = app_gaze_cell_of(app, event.target);
        if (event.kind != DWELL_TAKEN || cell < 0 || app->settings.pointing != POINTING_DWELL)
            continue;
        app->gaze.by_dwell = true;
        take(app, cell);
        app->gaze.by_dwell = false;
    }
}

/* What may be over since a while has not filled since then. */
static time_us sure_now(const struct app *app)
{
    return time_min(app->now, app->gaze.sure_until);
}

void app_gaze_spend(struct app *app)
{
    app->gaze.latched = DWELL_NO_TARGET;
    dwell_spend(&app->gaze.dwell, sure_now(app));
    light(app);
}

/* Targets are others; what was still to be told of the old ones is void. */
static void forget_targets(struct app *app)
{
    struct dwell_event event;
    dwell_forget(&app->gaze.dwell, sure_now(app));
    while (dwell_next_event(&app->gaze.dwell, &event))
        continue;
}

/* --- following the eyes ------------------------------------------------------------------------------------ */

static void follow_gesture(struct app *app, const struct gaze_look *look)
{
    struct app_gaze *gaze = &app->gaze;
    double degree = app_gaze_px_per_degree(app), corner = 2.5 * degree;
    (void)app_gaze_places(app);
    int strip = gaze->places.message.y + gaze->places.message.height;
    bool rests = app->mode == MODE_REST;
    if (!rests && strip < corner)
        corner = strip > 1.2 * degree ? strip : 1.2 * degree;
    if (look->tracked)
        gaze_gesture_look(
            &gaze->gesture,
            gaze_corner_at(look->x, look->y, app->width_px, app->height_px, rests ? 4 * degree : corner),
            app->now);
    else
        gaze_gesture_lost(&gaze->gesture, app->now);
}

/* Not while the tracker is put right, or looking is practised: points and keys stand in the corners then. */
static void follow_round(struct app *app, const struct gaze_look *look)
{
    struct gaze_round *round = &app->gaze.round;
    double corner_px = GAZE_ROUND_DEGREES * app_gaze_px_per_degree(app);
    if (!app->settings.call_gaze || app->mode == MODE_COURSE || app->mode == MODE_LOOK_PRACTICE) {
        gaze_round_forget(round);
        return;
    }
    int corner =
        look->tracked ? gaze_round_corner(look->x, look->y, app->width_px, app->height_px, corner_px) : 0;
    gaze_round_look(round, corner, app->now);
    if (!gaze_round_taken(round) || app->ringing)
        return;
    dwell_spend(&app->gaze.dwell, sure_now(app));
    app->last_press = app->now;
    app_call_by(app, CALL_BY_CORNERS);
    app_refresh(app);
}

/* Wakes as a switch for resting does: once to be asked, once more to wake. The question's few large cells are hit also by
 * a tracker that is off since the person was turned; one of them calls. */
static void act_on_gesture(struct app *app)
{
    if (!gaze_gesture_taken(&app->gaze.gesture) || !app->settings.corner_gesture)
        return;
    dwell_spend(&app->gaze.dwell, sure_now(app));
    app->last_press = app->now; /* nobody reads who does this */
    app->gaze.awake = GAZE_AWAKE_CHOICES;
    if (app->mode == MODE_REST)
        app_ask_wake(app);
    else if (app->mode == MODE_WAKE)
        app_wake(app);
    else
        app_act_kind(app, ACTION_REST);
    app_refresh(app);
}

static void note_seen(struct app *app, const struct gaze_look *look)
{
    struct app_gaze *gaze = &app->gaze;
    bool seen = look->tracked;
    if (seen && gaze->seen_since == TIME_NEVER)
        gaze->seen_since = app->now;
    if (seen)
        gaze->lost_since = TIME_NEVER;
    if (!seen && gaze->lost_since == TIME_NEVER)
        gaze->lost_since = time_min(look->lost_since, app->now);
    if (!seen)
        gaze->seen_since = TIME_NEVER;
    if (seen && gaze->lost_told && !gaze->scanning) {
        gaze->lost_told = false;
        app_lower(app, WARNING_EYES_LOST);
    }
}

/* A pause is over with the second choice: the first may have been a mistake of somebody who reads. */
static void note_pause(struct app *app, time_us look_since)
{
    struct app_gaze *gaze = &app->gaze;
    if (look_since >= app->last_press + time_from_ms(GAZE_IDLE_MS))
        gaze->awake = 0;
    gaze->idle = gaze->awake < GAZE_AWAKE_CHOICES;
}

/* A press that is held on does what it does: the eyes choose nothing beside it. Let go, they go on. */
static void heed_switch(struct app *app)
{
    struct app_gaze *gaze = &app->gaze;
    bool is_down = app_switch_is_down(app), is_closed = gaze->dwell.closed_until == TIME_NEVER;
    if (is_down == is_closed)
        return;
    dwell_close(&gaze->dwell, is_down ? TIME_NEVER : app->now, sure_now(app));
    gaze->follow_at = app->now;
}

/* A look that turns out to be over was so since it was last sure. */
static void dwell_by(struct app *app, const struct gaze_look *look)
{
    struct app_gaze *gaze = &app->gaze;
    bool same = look->resting && look->number == gaze->dwelt_by;
    heed_switch(app);
    if (!same && gaze->sure_until <= app->now)
        dwell_away(&gaze->dwell, gaze->sure_until);
    if (look->resting && !same)
        note_pause(app, look->since);
    gaze->dwelt_by = look->resting ? look->number : 0;
    gaze->sure_until = look->sure_until;
    if (look->sure_until <= app->now)
        return;
    gaze->looked = look->resting ? app_gaze_cell_under(app, look->centre_x, look->centre_y) : -1;
    struct dwell_target target = app_gaze_target(app, gaze->looked);
    target.place = app_gaze_place(app, look->centre_x, look->centre_y, target.place);
    if (look->resting)
        dwell_look(&gaze->dwell, &target, look->number, look->since, app->now);
    else
        dwell_away(&gaze->dwell, app->now);
    drain_dwell(app);
}

static void follow(struct app *app)
{
    struct app_gaze *gaze = &app->gaze;
    struct gaze_look look;
    gaze->follow_at = TIME_NEVER;
    gaze_look_now(&gaze->looks, &look);
    note_seen(app, &look);
    if (app_practises(app)) /* its points and keys are where the corners are */
        gaze_gesture_init(&gaze->gesture);
    else
        follow_gesture(app, &look);
    follow_round(app, &look);
    if (app_by_gaze(app)) {
        dwell_by(app, &look);
        light(app);
    }
    act_on_gesture(app);
    app_course_sway(app, &look);
}

/* --- eyes lost and found ----------------------------------------------------------------------------------- */

static void go_scanning(struct app *app)
{
    struct app_gaze *gaze = &app->gaze;
    if (gaze->scanning)
        return;
    gaze->scanning = gaze->lost_told = true;
    forget_targets(app);
    nothing_looked_at(app);
    tell_lit(app);
    app_lower(app, WARNING_EYES_LOST);
    app_raise(app, WARNING_EYES_LOST_SCANNING, NULL);
    if (app->mode == MODE_REST || app_practises(app))
        return;
    app_rebuild(app, SCAN_FROM_START);
    app_scan_start(app);
    app_drain_scanner(app);
}

static void go_looking(struct app *app)
{
    struct app_gaze *gaze = &app->gaze;
    app_scan_stop(app);
    app_drain_scanner(app);
    gaze->scanning = gaze->lost_told = false;
    app_lower(app, WARNING_EYES_LOST_SCANNING);
    gaze->page_since = app->now;
    app_rebuild(app, SCAN_FROM_START);
}

static time_us lost_deadline(const struct app *app)
{
    const struct app_gaze *gaze = &app->gaze;
    if (gaze->lost_since == TIME_NEVER || gaze->lost_told || app->mode == MODE_REST ||
        app->mode == MODE_COURSE)
        return TIME_NEVER;
    return gaze->lost_since + time_from_ms((int64_t)app->settings.lost_after_s * 1000);
}

static void tell_lost(struct app *app)
{
    if (app->settings.scan_when_lost) {
        go_scanning(app);
        return;
    }
    app->gaze.lost_told = true;
    app_raise(app, WARNING_EYES_LOST, NULL);
}

static time_us back_deadline(const struct app *app)
{
    const struct app_gaze *gaze = &app->gaze;
    if (!gaze->scanning || gaze->seen_since == TIME_NEVER)
        return TIME_NEVER;
    time_us quiet_since = gaze->seen_since > app->last_press ? gaze->seen_since : app->last_press;
    return quiet_since + time_from_ms(GAZE_BACK_MS);
}

static time_us taken_deadline(const struct app *app)
{
    bool shown = app->taken_cell >= 0 && app_by_gaze(app) && !app_practises(app);
    return shown ? app->last_press + time_from_ms(GAZE_TAKEN_MS) : TIME_NEVER;
}

/* --- the app's calls ---------------------------------------------------------------------------------------- */

void app_gaze_event(struct app *app, const struct event *event)
{
    struct app_gaze *gaze = &app->gaze;
    if (app->settings.pointing == POINTING_OFF)
        return;
    app_course_event(app, event);
    if (event->kind == EVENT_POINT) {
        double x = event->x_px, y = event->y_px;
        gaze_correct(&gaze->correction, app->width_px, app->height_px, &x, &y);
        app_look_practice_sample(app, x, y);
        gaze_look_sample(&gaze->looks, x, y, app->now);
    } else {
        gaze_look_lost(&gaze->looks, app->now);
    }
    follow(app);
}

time_us app_gaze_deadline(const struct app *app)
{
    const struct app_gaze *gaze = &app->gaze;
    if (app->settings.pointing == POINTING_OFF)
        return TIME_NEVER;
    time_us first = time_min(gaze_look_deadline(&gaze->looks), gaze_gesture_deadline(&gaze->gesture));
    first = time_min(first, gaze_round_deadline(&gaze->round));
    if (app_by_gaze(app) && dwell_deadline(&gaze->dwell) <= gaze->sure_until)
        first = time_min(first, dwell_deadline(&gaze->dwell));
    first = time_min(first, gaze->frame_at);
    first = time_min(first, time_min(gaze->follow_at, taken_deadline(app)));
    first = time_min(first, app_gaze_cue_deadline(app));
    return time_min(first, time_min(lost_deadline(app), back_deadline(app)));
}

void app_gaze_advance(struct app *app)
{
    struct app_gaze *gaze = &app->gaze;
    gaze_look_advance(&gaze->looks, app->now);
    gaze_gesture_advance(&gaze->gesture, app->now);
    gaze_round_advance(&gaze->round, app->now);
    dwell_advance(&gaze->dwell, sure_now(app));
    drain_dwell(app);
    follow(app);
    app_gaze_cue_advance(app);
    if (gaze->frame_at <= app->now) {
        gaze->frame_at = app->now + time_from_ms(GAZE_FRAME_MS);
        app_changed(app);
    }
    if (taken_deadline(app) <= app->now) {
        app->taken_cell = -1;
        app_changed(app);
    }
    if (lost_deadline(app) <= app->now)
        tell_lost(app);
    if (back_deadline(app) <= app->now)
        go_looking(app);
}

/* The eyes rest where they rested; what stands there now is another thing. */
void app_gaze_page(struct app *app, bool another)
{
    struct app_gaze *gaze = &app->gaze;
    gaze->places_stale = true;
    gaze->looked = gaze->lit = gaze->kept = -1;
    if (app->settings.pointing == POINTING_OFF)
        return;
    if (another) {
        gaze->latched = DWELL_NO_TARGET;
        gaze->page_since = app->now;
        forget_targets(app);
    }
    gaze->follow_at = app->now;
    if (app_by_gaze(app))
        light(app);
}

void app_gaze_look_anew(struct app *app)
{
    if (app->settings.pointing != POINTING_OFF)
        app->gaze.follow_at = app->now;
}

/* A press takes what was lit when it began, also where it must be held to count; nothing if nothing was, or if that was
 * taken meanwhile by staying on it. */
void app_gaze_switch(struct app *app, const struct switch_output *output)
{
    struct app_gaze *gaze = &app->gaze;
    bool decides =
        output->kind == SWITCH_ACT || output->kind == SWITCH_RESUME || output->kind == SWITCH_CANCEL;
    if (output->kind == SWITCH_HOLD) {
        gaze->held = true;
        gaze->latched = app_gaze_target(app, gaze->lit).id;
    }
    heed_switch(app);
    if (!decides || !gaze->held)
        return;
    int cell = app_gaze_cell_of(app, gaze->latched);
    gaze->held = false;
    gaze->latched = DWELL_NO_TARGET;
    if (output->kind != SWITCH_ACT)
        return;
    if (app->mode != MODE_REST && cell >= 0)
        take(app, cell);
    else if (app->mode == MODE_REST || app_practises(app) || gaze->lost_since == TIME_NEVER)
        app_unused_press(app);
    else
        go_scanning(app);
}

/* While pressing is practised lit_cell is its light: what the eyes have begun beside it shows itself as what is kept. */
static void scene_of_begun(const struct app *app, struct scene *scene)
{
    const struct app_gaze *gaze = &app->gaze;
    int target = gaze->lit >= 0 ? dwell_locked(&gaze->dwell) : gaze->kept_target;
    scene->kept_cell = gaze->lit >= 0 ? gaze->lit : gaze->kept;
    if (scene->kept_cell >= 0)
        scene->kept_dwell = (float)dwell_progress(&gaze->dwell, target, sure_now(app));
}

void app_gaze_scene(const struct app *app, struct scene *scene)
{
    const struct app_gaze *gaze = &app->gaze;
    scene->corners =
        app->settings.pointing != POINTING_OFF && app->settings.corner_gesture && !app_practises(app);
    scene->corners_seen = gaze->gesture.state == GAZE_GESTURE_NONE     ? 0
                          : gaze->gesture.state == GAZE_GESTURE_SECOND ? 2
                                                                       : 1;
    if (app_by_gaze(app) && app->mode == MODE_PRACTICE)
        scene_of_begun(app, scene);
    if (!app_by_gaze(app) || app->mode == MODE_REST || app->mode == MODE_PRACTICE)
        return;
    scene->by_gaze = true;
    scene->lit_row = scene->lit_section = scene->within_row = scene->within_section = -1;
    scene->lit_cell = gaze->lit;
    scene->scan_paused = false;
    scene->held = gaze->held && gaze->latched != DWELL_NO_TARGET;
    if (app->settings.pointing != POINTING_DWELL)
        return;
    scene->kept_cell = gaze->kept;
    if (gaze->kept >= 0)
        scene->kept_dwell = (float)dwell_progress(&gaze->dwell, gaze->kept_target, app->now);
    if (gaze->lit >= 0)
        scene->dwell = (float)dwell_progress(&gaze->dwell, dwell_locked(&gaze->dwell),
                                             time_min(app->now, gaze->sure_until));
}

void app_gaze_report(const struct app *app, struct app_scan_report *report)
{
    const struct app_gaze *gaze = &app->gaze;
    time_us due = dwell_deadline(&gaze->dwell);
    bool lit = gaze->lit >= 0;
    report->technique = app->settings.pointing == POINTING_DWELL ? "dwell" : "look";
    report->state = app->mode == MODE_REST ? "stopped" : gaze->lost_since != TIME_NEVER ? "lost" : "looking";
    report->period_ms = app->settings.dwell_ms;
    report->lit_ms = -1;
    report->left_ms = lit && app->settings.pointing == POINTING_DWELL && due != TIME_NEVER
                          ? time_to_ms(due) - time_to_ms(app->now)
                          : -1;
}
