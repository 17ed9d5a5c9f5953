#include "app_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "board/board_enlarge.h"

struct page *app_shown(struct app *app)
{
    return &app->pages[app->page];
}

static struct app_screen *top(struct app *app)
{
    return &app->screens[app->screen_count - 1];
}

/* --- screens ------------------------------------------------------------------------------------------- */

void app_stale_from_start(struct app *app)
{
    app->page_stale = app->from_start = true;
}

/* The writing boards take each other's place: "back" leads to the first of them, not through them all. So do articles. */
static bool takes_place_of(const char *screen, const char *old)
{
    bool writes = strncmp(screen, "write", 5) == 0 && strncmp(old, "write", 5) == 0;
    bool reads = strncmp(screen, "read:", 5) == 0 && strncmp(old, "read:", 5) == 0;
    bool records = strncmp(screen, "record:", 7) == 0 && strncmp(old, "record:", 7) == 0;
    return writes || reads || records;
}

void app_leave_block(struct app *app)
{
    if (app->key_block >= 0)
        app_stale_from_start(app);
    app->key_block = -1;
}

/* Going to the screen one came from is going back; so the stack stays short and `back` never goes in circles. */
void app_go(struct app *app, const char *screen)
{
    app->key_block = -1;
    app_stale_from_start(app);
    if (strcmp(screen, "home") == 0) {
        app_go_home(app);
        return;
    }
    for (int i = 0; i < app->screen_count; i++)
        if (strcmp(app->screens[i].name, screen) == 0) {
            app->screen_count = i + 1;
            return;
        }
    if (!takes_place_of(screen, top(app)->name) && app->screen_count < APP_SCREENS_AT_MOST)
        app->screen_count++;
    else if (!takes_place_of(screen, top(app)->name)) /* full: the oldest but home is forgotten */
        memmove(&app->screens[1], &app->screens[2], (APP_SCREENS_AT_MOST - 2) * sizeof app->screens[0]);
    snprintf(top(app)->name, APP_SCREEN_BYTES, "%s", screen);
    top(app)->page_number = 0;
}

/* From further words back to the keys; from a further writing board (letters, digits) back to the one on which writing
 * begins; from that, out of writing. */
void app_go_back(struct app *app)
{
    struct app_screen *screen = top(app);
    if (app_shown(app)->further)
        screen->page_number = app->pages_turned = 0;
    else if (strncmp(screen->name, "write:", 6) == 0)
        *screen = (struct app_screen){.name = "write"};
    else if (app->screen_count > 1)
        app->screen_count--;
    app_stale_from_start(app);
}

void app_go_home(struct app *app)
{
    app->screen_count = 1;
    app->screens[0].page_number = 0;
    app_stale_from_start(app);
}

/* --- pages --------------------------------------------------------------------------------------------- */

static struct board_context context_of(const struct app *app)
{
    const struct app_screen *screen = &app->screens[app->screen_count - 1];
    const char *colon = strchr(screen->name, ':');
    return (struct board_context){
        .settings = &app->settings,
        .phrases = app_phrases(app),
        .message = &app->message,
        .predictor = app->predictor,
        .person = &app->evidence->person,
        .practice = &app->practice,
        .fitting = &app->fitting,
        .found_switch = app->found_switch,
        .habits = &app->habits,
        .habit_proposal = app_habits_proposal(app),
        .own_words = app->own_words,
        .own_boards = app->own_boards,
        .copies = app->copies,
        .people = app->people,
        .pictures = app->pictures,
        .changes = app->changes,
        .change_count = app->change_count,
        .lock = app->lock.told,
        .tried = app->trial.info,
        .tried_before = app->trial.info ? setting_get(&app->trial.before, app->trial.info) : 0,
        .lexicon = app->lexicon,
        .history = (const char *const *)app->history,
        .history_count = app->history_count,
        .screen = screen->name,
        .argument = colon ? colon + 1 : "",
        .page_number = screen->page_number,
        .body_back = app->body_back,
        .edit = &app->edit.told,
        .key_px = app_by_gaze(app) ? app_gaze_key_px(app) : 0,
        .key_block = app->key_block,
        .hands = app->hands,
        .kept = app->kept_phrase && strcmp(app->kept_phrase, message_text(&app->message)) == 0,
        .can_undo = app->message.undo_count > 0 || app_has_turned(app),
        .speaking = app->speech_id != 0,
        .sound_lost = app->sound_lost,
        .call_practice = &app->calling.practice,
        .call_answered = app->calling.answer_at != TIME_NEVER,
        .safe = app->safe,
        .english = app_english(app),
        .width_px = app->width_px,
        .height_px = app->height_px,
    };
}

static struct board_gaze gaze_of(const struct app *app)
{
    struct board_gaze gaze = {.correction = &app->gaze.correction,
                              .course = &app->course.course,
                              .outcome = app->course.outcome,
                              .practice = &app->look_practice,
                              .key_px = app_gaze_key_px(app),
                              .can_return = app->course.has_before};
    gaze.drifts = app_drift(app, &gaze.drift_x, &gaze.drift_y);
    return gaze;
}

static const char *question_of(struct app *app)
{
    if (app->asked.kind == ACTION_FORGET_PERSON)
        return _("Forget how you press, and learn it anew?");
    if (app->asked.kind == ACTION_GAZE_FORGET)
        return _("Forget the correction of the tracker? Your gaze may land beside the keys then.");
    if (app->asked.kind == ACTION_FORGET_WORDS)
        return _("Forget all learnt words? They cannot be brought back.");
    if (app->asked.kind == ACTION_PERSON)
        return app_person_question(app);
    if (app->asked.kind == ACTION_RESTORE)
        return app_restore_question(app);
    if (app->asked.kind == ACTION_SETTING_CHANGE || app->asked.kind == ACTION_SETTING_UNDO)
        return app_setting_question(app);
    return app->asked.kind == ACTION_QUIT ? _("End the program? Then nobody can speak or call with it.")
                                          : _("Clear the whole message?");
}

static void build(struct app *app, struct page *page)
{
    struct board_reading reading;
    app_read_heed(app);
    app_edit_heed(app);
    app_lock_heed(app);
    struct board_context context = context_of(app);
    struct buffer inside = {0};
    app_read_tell(app, &reading);
    context.reading = &reading;
    context.setting_question = arena_text(&page->arena, app_as_inside(app, reading.question, &inside));
    buffer_destroy(&inside);
    const char *rejected[APP_REJECTED_AT_MOST];
    context.rejected_count = app_rejected(app, rejected);
    context.rejected = rejected;
    struct board_gaze gaze = gaze_of(app);
    if (app->settings.pointing != POINTING_OFF)
        context.gaze = &gaze;
    context.recording = &app->record.told;
    app_record_heed(app, &context, page);
    const struct board_screen *screen = board_find(context.screen);
    switch (app->mode) {
    case MODE_ASK:
        board_ask_build(&context, question_of(app), page);
        break;
    case MODE_REST:
        board_rest_build(&context, page);
        break;
    case MODE_PRACTICE:
        board_practice_run_build(&context, page);
        break;
    case MODE_LOOK_PRACTICE:
        board_look_practice_run_build(&context, page);
        break;
    case MODE_COURSE:
        board_point_build(&context, page);
        app_course_point(app, &page->point);
        break;
    case MODE_WAKE:
        board_wake_build(&context, page);
        break;
    case MODE_CALL:
        (app->call_stop_asked ? board_call_stop_build : board_call_build)(&context, page);
        break;
    default:
        if (reading.article)
            app_read_set(app, &context, &reading, page);
        screen->build(&context, page);
        app_read_shown(app, page);
    }
    if (app->reading.searches && app->mode == MODE_PAGE)
        board_search_instead(page);
    if (strncmp(app->reading.search, "people", 6) == 0)
        board_name_instead(page);
    if (app->edit.told.typing && app_types(app))
        board_field_instead(page);
    board_enlarge(&context, page);
    app_turn_page(app, page);
    if (!app_practises(app) && !app_by_gaze(app))
        board_add_row_exits(&context, page);
}

bool app_shows(const struct app *app)
{
    return app->mode == MODE_PAGE && app->pages[app->page].shape == PAGE_SHOW;
}

/* --- the scanner's tree -------------------------------------------------------------------------------- */

bool app_cell_is_choice(const struct cell *cell)
{
    return !cell->row_exit && !cell->empty && cell->action.kind != ACTION_NONE;
}

static enum scan_kind kind_of_cell(const struct cell *cell)
{
    if (cell->row_exit)
        return SCAN_BACK_LEAF;
    return app_cell_is_choice(cell) ? SCAN_LEAF : SCAN_EMPTY_LEAF;
}

static void add_cells(struct scan_tree *tree, int parent, const struct page *page, const struct row *row)
{
    for (int i = row->first_cell; i < row->first_cell + row->cell_count; i++)
        scan_tree_add(tree, parent, kind_of_cell(&page->cells[i]), APP_REF_CELL + i);
}

/* Rows below `parent`, then the cells of each: the tree wants all children of one parent before the next. */
static void add_rows(struct scan_tree *tree, int parent, const struct page *page, int first, int count)
{
    int first_node = tree->count;
    for (int i = first; i < first + count; i++)
        scan_tree_add(tree, parent, SCAN_GROUP, APP_REF_ROW + i);
    for (int i = 0; i < count; i++)
        add_cells(tree, first_node + i, page, &page->rows[first + i]);
}

void app_build_tree(struct app *app)
{
    struct scan_tree *tree = &app->tree;
    const struct page *page = app_shown(app);
    int pattern = app->settings.scan_pattern;
    scan_tree_clear(tree);
    if (pattern == PATTERN_LINEAR) {
        for (int i = 0; i < page->row_count; i++)
            add_cells(tree, SCAN_ROOT, page, &page->rows[i]);
    } else if (pattern == PATTERN_ROW_COLUMN || pattern == PATTERN_EVIDENCE || page->section_count < 2) {
        add_rows(tree, SCAN_ROOT, page, 0, page->row_count);
    } else {
        for (int i = 0; i < page->section_count; i++)
            scan_tree_add(tree, SCAN_ROOT, SCAN_GROUP, APP_REF_SECTION + i);
        for (int i = 0; i < page->section_count; i++)
            add_rows(tree, 1 + i, page, page->sections[i].first_row, page->sections[i].row_count);
    }
}

/* Whether it is another screen than was told last. */
static bool tell_screen(struct app *app)
{
    const char *name = app_shown(app)->screen;
    if (strcmp(app->told_screen, name) == 0)
        return false;
    snprintf(app->told_screen, sizeof app->told_screen, "%s", name);
    app->told_screen_new = true;
    app_emit(app, EFFECT_SCREEN)->text = app_keep(app, name);
    return true;
}

static bool *no_cells(struct app *app, bool *old)
{
    size_t cells = (size_t)app_shown(app)->cell_count;
    bool *fresh = memory_grow(old, cells + 1, sizeof *fresh);
    memset(fresh, 0, cells * sizeof *fresh);
    return fresh;
}

/* For the scene: whenever the page or what is lit has changed. */
static void note_lit_cells(struct app *app)
{
    app->lit_cells = no_cells(app, app->lit_cells);
    app->next_cells = no_cells(app, app->next_cells);
    for (int leaf = 0; leaf < app->leaf_count; leaf++) {
        app->lit_cells[app->leaf_cells[leaf]] = evidence_is_lit(app->evidence, leaf);
        app->next_cells[app->leaf_cells[leaf]] = evidence_is_next(app->evidence, leaf);
    }
}

/* What was taken shows itself only where it still stands. */
static bool taken_stands(const struct app *app, const struct page *before)
{
    const struct page *page = &app->pages[app->page];
    int taken = app->taken_cell;
    return taken >= 0 && taken < before->cell_count && taken < page->cell_count &&
           strcmp(before->cells[taken].id, page->cells[taken].id) == 0;
}

void app_rebuild(struct app *app, enum scan_place place)
{
    struct page *next = &app->pages[1 - app->page];
    app->page_stale = app->from_start = false;
    if (!app_by_gaze(app))
        app->key_block = -1;
    if (app_trial_heed(app))
        place = SCAN_FROM_START;
    build(app, next);
    page_stamp(next, app_shown(app), app->now);
    app->page = 1 - app->page;
    if (place == SCAN_FROM_START || !taken_stands(app, &app->pages[1 - app->page]))
        app->taken_cell = -1;
    app_gaze_page(app, tell_screen(app));
    app_guide_heed(app);
    app_scan_show(app, place);
    if (app->scans_by_evidence)
        note_lit_cells(app);
    app_guide_heard(app);
    app_changed(app);
    app_drain_scanner(app);
}

void app_refresh(struct app *app)
{
    if (app->page_stale)
        app_rebuild(app, app->from_start ? SCAN_FROM_START : SCAN_KEEP_PLACE);
}

/* --- what a node stands for ---------------------------------------------------------------------------- */

int app_ref_of(const struct app *app, int node)
{
    if (app->scans_by_evidence)
        return node >= 0 && node < app->leaf_count ? APP_REF_CELL + app->leaf_cells[node] : -1;
    const struct scan_tree *tree = scanner_tree(&app->scanner);
    return scan_tree_has(tree, node) ? tree->nodes[node].ref : -1;
}

const struct cell *app_cell_of_node(struct app *app, int node)
{
    int ref = app_ref_of(app, node);
    return ref >= 0 && ref < app_shown(app)->cell_count ? &app_shown(app)->cells[ref] : NULL;
}

const char *app_node_id(struct app *app, int node)
{
    const struct page *page = app_shown(app);
    int ref = app_ref_of(app, node);
    if (ref >= APP_REF_SECTION)
        return page->sections[ref - APP_REF_SECTION].id;
    if (ref >= APP_REF_ROW)
        return page->rows[ref - APP_REF_ROW].id;
    return ref >= 0 ? page->cells[ref].id : "";
}

static const struct cell *first_choice(const struct page *page, int first_row, int row_count)
{
    for (int r = first_row; r < first_row + row_count; r++)
        for (int i = 0; i < page->rows[r].cell_count; i++) {
            const struct cell *cell = &page->cells[page->rows[r].first_cell + i];
            if (kind_of_cell(cell) == SCAN_LEAF)
                return cell;
        }
    return NULL;
}

const char *app_node_label(struct app *app, int node)
{
    const struct page *page = app_shown(app);
    int ref = app_ref_of(app, node);
    const struct cell *cell = NULL;
    if (ref >= APP_REF_SECTION)
        cell = first_choice(page, page->sections[ref - APP_REF_SECTION].first_row,
                            page->sections[ref - APP_REF_SECTION].row_count);
    else if (ref >= APP_REF_ROW)
        cell = first_choice(page, ref - APP_REF_ROW, 1);
    else if (ref >= 0)
        cell = &page->cells[ref];
    return !cell ? "" : cell->cue ? cell->cue : cell->label;
}

/* Starting anew what has just been lit is no second light-up. (In another tree the same node is another thing.) */
static bool told_already(struct app *app, int node)
{
    int ref = app_ref_of(app, node);
    bool same = app->told_lit == ref && app->told_lit_at == app->now && !app->told_screen_new;
    app->told_lit = ref;
    app->told_lit_at = app->now;
    app->told_screen_new = false;
    return same;
}

/* All of the set, in reading order. */
static void tell_set(struct app *app)
{
    const struct page *page = app_shown(app);
    note_lit_cells(app);
    const char **ids = arena_new(&app->effect_texts, (size_t)app->leaf_count, sizeof *ids);
    const char **labels = arena_new(&app->effect_texts, (size_t)app->leaf_count, sizeof *labels);
    int count = 0;
    for (int leaf = 0; leaf < app->leaf_count; leaf++)
        if (evidence_is_lit(app->evidence, leaf)) {
            ids[count] = app_keep(app, page->cells[app->leaf_cells[leaf]].id);
            labels[count++] = app_keep(app, page->cells[app->leaf_cells[leaf]].label);
        }
    struct effect *effect = app_emit(app, EFFECT_HIGHLIGHT);
    effect->ids = ids;
    effect->labels = labels;
    effect->id_count = count;
}

void app_tell_highlight(struct app *app, int node)
{
    if (app->scans_by_evidence) {
        tell_set(app);
        return;
    }
    if (told_already(app, node))
        return;
    struct effect *effect = app_emit(app, EFFECT_HIGHLIGHT);
    if (node == SCAN_NONE)
        return;
    effect->id = app_keep(app, app_node_id(app, node));
    effect->label = app_keep(app, app_node_label(app, node));
    if (app->settings.cue)
        app_cue(app, app_node_label(app, node));
}

/* --- the outside's way in ------------------------------------------------------------------------------- */

static void enter(struct app *app)
{
    app_practice_over(app);
    app->mode = MODE_PAGE;
    app_stop_speech(app);
    app_rebuild(app, SCAN_FROM_START);
    app_scan_start(app);
    app_drain_scanner(app);
}

bool app_screen_exists(struct app *app, const char *screen)
{
    struct board_context context = context_of(app);
    struct board_reading reading = {.library = app_library(app), .shelf = app_shelf(app)};
    context.reading = &reading;
    return board_exists(&context, screen);
}

bool app_open(struct app *app, const char *screen, time_us at_us)
{
    app_advance(app, at_us);
    if (!app_screen_exists(app, screen) || strlen(screen) >= APP_SCREEN_BYTES || app->mode == MODE_CALL)
        return false;
    app_go(app, screen);
    enter(app);
    return true;
}

void app_write(struct app *app, time_us at_us)
{
    app_advance(app, at_us);
    if (app->reading.searches) { /* what is looked for is no message */
        app_go_home(app);
        app_read_heed(app);
    }
    message_reset(&app->message);
    app_forget_seen(app);
    if (app->ringing)
        app_call_stop(app, "stopped");
    app_go(app, "write");
    app->last_press = app->now; /* this is no pause, for whoever looks */
    app->gaze.awake = GAZE_AWAKE_CHOICES;
    app->screens[app->screen_count - 1].page_number = 0;
    app_message_changed(app);
    enter(app);
}

void app_take_cell(struct app *app, int cell, bool by_scan)
{
    struct cell chosen = app_shown(app)->cells[cell];
    struct effect *effect = app_emit(app, EFFECT_SELECT);
    effect->id = app_keep(app, chosen.id);
    effect->label = app_keep(app, chosen.label);
    app->last_press = app->now;
    app_lower(app, WARNING_RESTS_SOON);
    app->taken_cell = cell;
    app_gaze_spend(app);
    app->taken_count += by_scan;
    app_act(app, &chosen);
    app->last_by_scan = app->last_by_scan && chosen.action.kind == ACTION_UNDO;
}

bool app_choose(struct app *app, int cell, time_us at_us)
{
    app_advance(app, at_us);
    const struct page *page = app_shown(app);
    if (app->mode == MODE_REST) {
        app_ask_wake(app);
        return true;
    }
    if (cell < 0 || cell >= page->cell_count || kind_of_cell(&page->cells[cell]) != SCAN_LEAF)
        return false;
    app_scan_settle(app);
    app_take_cell(app, cell, false);
    app_refresh(app);
    app_drain_scanner(app);
    return true;
}
