#include "board/board_parts.h"

#include <math.h>
#include <string.h>

#include "base/text.h"

/* Putting the tracker right: "gaze", with what is known of it and the drift that was seen; "gaze:course", what came of
 * looking at the points; and the page with the point itself. Practising to look is board_look_practice.c. */

enum { GOOD_KEY_TENTHS = 34, FAIR_KEY_TENTHS = 50 };

/* --- figures in plain words ------------------------------------------------------------------------------- */

const char *board_degrees(struct page *page, double degrees)
{
    return arena_printf(&page->arena, "%.1f°", degrees);
}

/* In steps of the setting, and within its range; never below its start value, the least that keys for looking should be. */
int board_key_size_tenths(double accuracy_degrees, double precision_degrees)
{
    const struct setting_info *info = setting_find("key_size");
    double degrees = gaze_key_degrees(accuracy_degrees, precision_degrees);
    int steps = (int)ceil((degrees * 10 - info->start) / info->step - 1e-6);
    int tenths = info->start + (steps > 0 ? steps : 0) * info->step;
    return tenths < info->most ? tenths : info->most;
}

static const char *how_good(int key_tenths)
{
    return key_tenths <= GOOD_KEY_TENTHS ? _("That is good.")
           : key_tenths <= FAIR_KEY_TENTHS
               ? _("That is fair.")
               : _("That is poor: it needs larger keys, or a better place for the tracker.");
}

const char *board_exactness(const struct board_context *context, struct page *page, double accuracy_degrees,
                            double precision_degrees)
{
    int wanted = board_key_size_tenths(accuracy_degrees, precision_degrees);
    int now = context->settings->key_degree_tenths;
    const char *known = arena_printf(
        &page->arena, _("Your gaze lands within %s of its target and trembles by %s. %s"),
        board_degrees(page, accuracy_degrees), board_degrees(page, precision_degrees), how_good(wanted));
    const char *keys =
        wanted == now
            ? arena_printf(&page->arena, _("Keys of %s suit that."), board_degrees(page, now / 10.0))
            : arena_printf(&page->arena, _("Keys of %s would suit that; now they are %s."),
                           board_degrees(page, wanted / 10.0), board_degrees(page, now / 10.0));
    return arena_printf(&page->arena, "%s\n%s", known, keys);
}

/* Where looks land, seen from where they should: "0.8° to the right of". */
static const char *way(struct page *page, double x_degrees, double y_degrees)
{
    const char *far = board_degrees(page, hypot(x_degrees, y_degrees));
    bool across = fabs(x_degrees) >= fabs(y_degrees) / 2, upright = fabs(y_degrees) >= fabs(x_degrees) / 2;
    bool right = x_degrees > 0, down = y_degrees > 0;
    const char *words = across && upright
                            ? right  ? down ? _("%s to the lower right") : _("%s to the upper right")
                               : down ? _("%s to the lower left")
                                     : _("%s to the upper left")
                        : across ? right ? _("%s to the right") : _("%s to the left")
                        : down ? _("%s too low")
                                 : _("%s too high");
    return arena_printf(&page->arena, words, far);
}

void board_add_key_size(const struct board_context *context, struct page *page, double accuracy_degrees,
                        double precision_degrees)
{
    int wanted = board_key_size_tenths(accuracy_degrees, precision_degrees);
    if (wanted == context->settings->key_degree_tenths)
        return;
    struct cell *cell =
        page_cell(page, CELL_TILE, "gaze.keys",
                  arena_printf(&page->arena, _("Use keys of %s"), board_degrees(page, wanted / 10.0)));
    cell->action = (struct action){ACTION_SETTING_CHANGE, arena_printf(&page->arena, "key_size=%d", wanted)};
}

static void add_course(struct page *page, const char *kind, const char *label)
{
    struct cell *cell = board_add_action(page, ACTION_GAZE_COURSE, kind);
    cell->id = arena_printf(&page->arena, "gaze.%s", kind);
    cell->label = arena_text(&page->arena, label);
}

/* --- what came of the points ------------------------------------------------------------------------------ */

static const char *why_not(const struct gaze_course *course)
{
    switch (course->end) {
    case GAZE_COURSE_NOBODY:
        return _("The tracker saw no eyes. Nothing was changed.");
    case GAZE_COURSE_NOT_STEADY:
        return _("Your eyes did not rest on the points. Nothing was changed.");
    case GAZE_COURSE_LEFT:
    case GAZE_COURSE_NOT_BEGUN:
    case GAZE_COURSE_RUNNING:
        return _("Nothing was changed.");
    default:
        return _("Your eyes did not follow the points. Nothing was changed.");
    }
}

static const char *what_was(const struct gaze_course_outcome *outcome, struct page *page)
{
    if (hypot(outcome->was_x, outcome->was_y) < 0.3)
        return _("The tracker was right as it was.");
    return arena_printf(&page->arena, _("Your gaze landed %s. That is put right now."),
                        way(page, outcome->was_x, outcome->was_y));
}

static const char *result(const struct board_context *context, struct page *page)
{
    const struct board_gaze *gaze = context->gaze;
    const struct gaze_course_outcome *outcome = &gaze->outcome;
    if (!outcome->applied)
        return why_not(gaze->course);
    const char *was = what_was(outcome, page);
    if (gaze->course->kind == GAZE_COURSE_ONE)
        return arena_printf(&page->arena, _("%s\nA second point was met within %s."), was,
                            board_degrees(page, outcome->now_degrees));
    return arena_printf(
        &page->arena, "%s\n%s", was,
        board_exactness(context, page, outcome->now_degrees, gaze->correction->precision_degrees));
}

static void build_result(const struct board_context *context, struct page *page)
{
    const struct board_gaze *gaze = context->gaze;
    bool applied = gaze && gaze->outcome.applied;
    page_begin(page, context->screen, _("Put the tracker right"));
    page->shape = PAGE_ASK;
    page->question = gaze ? result(context, page) : _("Nothing was changed.");
    page_section(page, "gaze");
    page_row(page, "keep", ROW_CELLS);
    struct cell *cell = page_cell(page, CELL_TILE, "gaze.keep", applied ? _("Keep it") : _("Leave it"));
    cell->mark = MARK_YES;
    cell->action.kind = ACTION_BACK;
    if (gaze && gaze->can_return)
        board_add_action(page, ACTION_GAZE_BEFORE, NULL);
    if (applied && gaze->course->kind == GAZE_COURSE_FIVE)
        board_add_key_size(context, page, gaze->outcome.now_degrees, gaze->correction->precision_degrees);
    page_row(page, "again", ROW_CELLS);
    bool five = gaze && gaze->course->kind == GAZE_COURSE_FIVE;
    add_course(page, five ? "five" : "one", _("Once more"));
    add_course(page, five ? "one" : "five", five ? _("One look instead") : _("Five points instead"));
    board_add_bar(context, page);
}

/* --- what is known ---------------------------------------------------------------------------------------- */

static const char *introduction(const struct board_context *context, struct page *page)
{
    const struct gaze_correction *correction = context->gaze->correction;
    const char *gesture =
        context->settings->sway_gesture
            ? _("On any page: look left, right, left, right, from edge to edge, until the point appears.")
            : "";
    const char *known =
        correction->accuracy_degrees > 0
            ? board_exactness(context, page, correction->accuracy_degrees, correction->precision_degrees)
            : _("How exact the tracker is has not been measured yet: five points measure it.");
    return arena_printf(&page->arena, "%s\n%s", known, gesture);
}

static void add_drift_answers(const struct board_context *context, struct page *page)
{
    const struct board_gaze *gaze = context->gaze;
    page->question = arena_printf(&page->arena, _("When you choose, your gaze lands %s. Put that right?"),
                                  way(page, gaze->drift_x, gaze->drift_y));
    page_row(page, "drift", ROW_CELLS);
    struct cell *cell = board_add_action(page, ACTION_GAZE_DRIFT, "leave");
    cell->id = "gaze.leave";
    cell->label = _("No, leave it");
    cell->mark = MARK_NO;
    cell = board_add_action(page, ACTION_GAZE_DRIFT, "move");
    cell->id = "gaze.move";
    cell->label = _("Yes, put it right");
    cell->mark = MARK_YES;
}

static void build_off(const struct board_context *context, struct page *page)
{
    page->question = _("Choosing by looking is off.");
    page_row(page, "gaze", ROW_CELLS);
    board_add_open(page, CELL_TILE, "settings:pointing", _("Choose by looking"));
    board_add_bar(context, page);
}

static void build_known(const struct board_context *context, struct page *page)
{
    const struct board_gaze *gaze = context->gaze;
    page_begin(page, context->screen, _("Eye tracker"));
    page->shape = PAGE_ASK;
    page_section(page, "gaze");
    if (!gaze) {
        build_off(context, page);
        return;
    }
    page->question = introduction(context, page);
    if (gaze->drifts)
        add_drift_answers(context, page);
    page_row(page, "gaze", ROW_CELLS);
    add_course(page, "five", _("Correct with five points"));
    add_course(page, "one", _("Correct with one look"));
    page_row(page, "gaze.more", ROW_CELLS);
    board_add_open(page, CELL_TILE, "gaze:practice", _("Practise looking"))->mark = MARK_KEEP;
    struct cell *cell = board_add_action(page, ACTION_GAZE_FORGET, NULL);
    cell->empty = gaze_correction_is_none(gaze->correction) && gaze->correction->accuracy_degrees == 0;
    board_add_open(page, CELL_TILE, "settings:looking", _("Settings of looking"))->mark = MARK_SETTINGS;
    board_add_bar(context, page);
}

void board_looking_build(const struct board_context *context, struct page *page)
{
    if (strcmp(context->argument, "course") == 0)
        build_result(context, page);
    else if (strcmp(context->argument, "practice") == 0)
        board_look_practice_build(context, page);
    else
        build_known(context, page);
}

bool board_looking_knows(const struct board_context *context, const char *argument)
{
    (void)context;
    return strcmp(argument, "course") == 0 || strcmp(argument, "practice") == 0;
}

/* --- the point -------------------------------------------------------------------------------------------- */

void board_add_gaze_bar(struct page *page)
{
    page_section(page, "bar");
    page_row(page, "bar", ROW_BAR);
    board_add_action(page, ACTION_GAZE_STOP, NULL);
    board_add_action(page, ACTION_HOME, NULL);
    board_add_action(page, ACTION_CALL, NULL);
    board_add_action(page, ACTION_REST, NULL);
}

void board_point_build(const struct board_context *context, struct page *page)
{
    page_begin(page, "gaze-course", "");
    page->shape = PAGE_POINT;
    page->question =
        board_has_switch(context->settings)
            ? _("Look at the point until it is small.\nA press ends it.")
            : _("Look at the point until it is small.\nTo end it, close your eyes for ten seconds.");
    board_add_gaze_bar(page);
}
