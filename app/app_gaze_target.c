#include <limits.h>

#include "app_parts.h"

/* What the eyes may rest on: where the cells of the page stand, how far each reaches for the eyes, and how long it wants to
 * be dwelt on. */

/* Nobody waits three times as long twice: for what is risky, and because it is the first choice after a pause. */
enum { FACTOR_OF_BOTH_AT_MOST = 300 };

/* --- what stands where ----------------------------------------------------------------------------------- */

/* Words and keys alone: what does something else is never quicker. */
static void find_likely(struct app *app)
{
    const struct page *page = app_shown(app);
    struct app_gaze *gaze = &app->gaze;
    gaze->likely = NULL;
    if (app->settings.dwell_likely_percent >= 100 || !app_by_gaze(app))
        return;
    double *weights = arena_new(&gaze->places_arena, (size_t)page->cell_count + 1, sizeof *weights), sum = 0;
    gaze->likely = arena_new(&gaze->places_arena, (size_t)page->cell_count + 1, sizeof *gaze->likely);
    app_weigh_page(app, weights);
    for (int i = 0; i < page->cell_count; i++)
        sum += weights[i];
    for (int i = 0; i < page->cell_count; i++) {
        enum cell_role role = page->cells[i].role;
        gaze->likely[i] = (role == CELL_KEY || role == CELL_WORD) && weights[i] >= GAZE_LIKELY * sum;
    }
}

const struct view_rect *app_gaze_places(struct app *app)
{
    struct app_gaze *gaze = &app->gaze;
    if (gaze->places_stale) {
        arena_reset(&gaze->places_arena);
        gaze->places = layout_of(app_shown(app), app->width_px, app->height_px, app->settings.text_percent,
                                 &gaze->places_arena);
        gaze->places_stale = false;
        find_likely(app);
    }
    return gaze->places.cells;
}

/* Keys to practise pressing with are not for the eyes; a large text hides everything. */
static bool may_be_looked_at(const struct app *app, const struct cell *cell)
{
    return app_cell_is_choice(cell) && cell->action.kind != ACTION_PRACTICE_KEY && !app->large_text;
}

/* Where the eyes take the cell: its gaps too, but not what is next to the message. */
static struct view_rect reach_of(struct app *app, int index)
{
    struct view_rect rect = app_gaze_places(app)[index];
    const struct layout *layout = &app->gaze.places;
    int gap = layout->scale.gap_px;
    int message = rect_is_empty(layout->message) ? INT_MIN / 2 : layout->message.y + layout->message.height;
    struct view_rect reach = rect_grow(rect, gap / 2);
    if (!app->gaze.idle || rect.y - message > 2 * gap || rect.y < message)
        return reach;
    int lower = (int)(app_gaze_px_per_degree(app) * GAZE_BELOW_MESSAGE_DEGREE_TENTHS / 10);
    lower = lower < rect.height / 4 ? lower : rect.height / 4;
    return (struct view_rect){reach.x, rect.y + lower, reach.width, rect.height + gap / 2 - lower};
}

int app_gaze_cell_under(struct app *app, double x, double y)
{
    const struct page *page = app_shown(app);
    int edge = (int)(app_gaze_px_per_degree(app) * GAZE_EDGE_DEGREE_TENTHS / 10);
    int kept = app->gaze.looked;
    if (app->mode == MODE_REST)
        return -1;
    if (kept >= 0 && kept < page->cell_count && may_be_looked_at(app, &page->cells[kept]) &&
        rect_holds(rect_grow(reach_of(app, kept), edge), (int)x, (int)y))
        return kept;
    for (int i = 0; i < page->cell_count; i++)
        if (may_be_looked_at(app, &page->cells[i]) && rect_holds(reach_of(app, i), (int)x, (int)y))
            return i;
    return -1;
}

/* --- targets --------------------------------------------------------------------------------------------- */

static int own_factor(const struct app *app, int index)
{
    const struct cell *cell = &app->pages[app->page].cells[index];
    if (app->gaze.likely && app->gaze.likely[index] && !app->gaze.idle)
        return app->settings.dwell_likely_percent;
    switch (cell->action.kind) {
    case ACTION_SPEAK:
    case ACTION_SPEAK_AGAIN:
    case ACTION_REST:
        return app->settings.dwell_speak_percent;
    case ACTION_CLEAR:
    case ACTION_QUIT:
    case ACTION_CALL:
    case ACTION_CALL_STOP:
    case ACTION_CONFIRM:
        return app->settings.dwell_risky_percent;
    default:
        return 100;
    }
}

/* Rounded up: at least so long. */
static int percent_of_idle(const struct settings *settings)
{
    return (settings->dwell_idle_ms * 100 + settings->dwell_ms - 1) / settings->dwell_ms;
}

static int greater(int a, int b)
{
    return a > b ? a : b;
}

static int factor_of(const struct app *app, int index)
{
    int own = own_factor(app, index), idle = percent_of_idle(&app->settings);
    if (!app->gaze.idle || idle <= 100)
        return own;
    int both = own * idle / 100, most = greater(FACTOR_OF_BOTH_AT_MOST, greater(own, idle));
    return both < most ? both : most;
}

static time_us later(time_us a, time_us b)
{
    return a > b ? a : b;
}

/* What came with another page stays closed for the dead time; a word among keys that stay, for half of it. While pressing is
 * practised the eyes follow its light: they stop nothing and call nobody by that. */
static time_us opens_at(const struct app *app, const struct cell *cell)
{
    int dead_ms = app->settings.dead_time_ms;
    time_us since = later(app->gaze.page_since, app_practice_out_since(app, cell));
    if (since == TIME_NEVER)
        return TIME_NEVER;
    return later(since + time_from_ms(dead_ms),
                 cell->stamp_us + time_from_ms(cell->role == CELL_WORD ? dead_ms / 2 : dead_ms));
}

/* From a block to the cell that stands there now the eyes need not leave; from that cell to anything they must. */
static int64_t place_of(const struct app *app, struct view_rect rect)
{
    int64_t place = (int64_t)(rect.y + rect.height / 2) * 100000 + rect.x + rect.width / 2;
    return place + (int64_t)(app->blocks_taken % 1000) * 100000 * 100000;
}

/* Where something was taken stays one place, whatever stands there on the next page. */
int64_t app_gaze_place(const struct app *app, double x, double y, int64_t otherwise)
{
    bool there = rect_holds(app->gaze.taken_at, (int)x, (int)y);
    return there ? place_of(app, app->gaze.taken_at) : otherwise;
}

struct dwell_target app_gaze_target(struct app *app, int index)
{
    if (index < 0)
        return (struct dwell_target){.id = DWELL_NO_TARGET, .factor_percent = 100, .place = -1};
    const struct cell *cell = &app_shown(app)->cells[index];
    struct view_rect rect = app_gaze_places(app)[index];
    return (struct dwell_target){.id = app_name_of_cell(cell),
                                 .factor_percent = factor_of(app, index),
                                 .opens_at = opens_at(app, cell),
                                 .place = place_of(app, rect)};
}

int app_gaze_cell_of(struct app *app, int id)
{
    const struct page *page = app_shown(app);
    for (int i = 0; id != DWELL_NO_TARGET && i < page->cell_count; i++)
        if (may_be_looked_at(app, &page->cells[i]) && app_gaze_target(app, i).id == id)
            return i;
    return -1;
}
