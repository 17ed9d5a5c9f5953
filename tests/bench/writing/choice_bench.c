/* How long the program takes from a press to the picture that answers it: the press goes into the app, the choice is
 * computed (words, weights, the next set of keys), and what changed is drawn into memory by the software renderer.
 * Target of the issue: p99 at most 16 ms, aim 5 ms. The way from the switch to the app, and from memory to the screen, is
 * measured by real_bench.py.
 *
 *     choice_bench [PROFILE [PRESSES]]     fluent, 600
 *
 * Virtual time, wall clock around the work alone; beside it the time that the processor worked, which says more on a busy
 * machine. The hand presses 450 ms after its aim lights up; aims are cells of the writing board by chance: words and keys
 * about as often, sometimes undo. */
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app.h"
#include "base/memory.h"
#include "run/language.h"
#include "run/world.h"
#include "view/draw.h"

enum { WIDTH = 1280, HEIGHT = 800, REACTION_MS = 450, HOLD_MS = 80, GIVEN_UP_AFTER_STEPS = 200 };

struct times {
    double *ms, *worked_ms;
    int count, capacity;
};

struct span {
    double ms, worked_ms;
};

struct bench {
    struct world world;
    struct app *app;
    struct painter *painter;
    struct canvas canvas;
    struct arena arena;
    struct node_trace trace;
    time_us now;
    uint32_t random;
    char aim[64];        /* id of the cell that is wanted; "": none yet */
    bool chosen;         /* something was taken since the aim was picked */
    int steps;           /* since then */
    time_us press_at;    /* TIME_NEVER: none is planned */
    unsigned long shown; /* revision of the app that is drawn */
    struct times presses, steps_drawn;
};

static double ms_by(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static uint32_t chance(struct bench *bench, uint32_t below)
{
    bench->random = bench->random * 1664525u + 1013904223u;
    return (bench->random >> 8) % below;
}

static void add_time(struct times *times, struct span span)
{
    if (times->count == times->capacity) {
        times->capacity = times->capacity ? times->capacity * 2 : 256;
        times->ms = memory_grow(times->ms, (size_t)times->capacity, sizeof *times->ms);
        times->worked_ms = memory_grow(times->worked_ms, (size_t)times->capacity, sizeof *times->worked_ms);
    }
    times->ms[times->count] = span.ms;
    times->worked_ms[times->count++] = span.worked_ms;
}

/* --- what the program does between an event and its picture ----------------------------------------------- */

/* The disk and the voice have threads of their own and do not delay the picture: their effects are passed over. */
static void settle(struct bench *bench)
{
    for (const struct effect *effect = app_next_effect(bench->app); effect;
         effect = app_next_effect(bench->app))
        bench->chosen = bench->chosen || effect->kind == EFFECT_SELECT;
}

static void draw(struct bench *bench)
{
    struct scene scene;
    struct dirty dirty;
    if (app_revision(bench->app) == bench->shown)
        return;
    bench->shown = app_revision(bench->app);
    app_scene(bench->app, &scene);
    arena_reset(&bench->arena);
    struct node_tree tree = node_tree_of(&scene, WIDTH, HEIGHT, &bench->arena);
    node_trace_advance(&bench->trace, &tree, &dirty);
    for (int i = 0; i < dirty.count; i++) {
        canvas_clip(&bench->canvas, dirty.rects[i]);
        painter_draw(bench->painter, &scene, &tree, &bench->canvas);
    }
}

static struct span timed(struct bench *bench, const struct event *event)
{
    double from = ms_by(CLOCK_MONOTONIC), worked = ms_by(CLOCK_THREAD_CPUTIME_ID);
    if (event) {
        app_handle(bench->app, event);
        settle(bench);
    }
    app_advance(bench->app, bench->now);
    settle(bench);
    draw(bench);
    return (struct span){ms_by(CLOCK_MONOTONIC) - from, ms_by(CLOCK_THREAD_CPUTIME_ID) - worked};
}

/* --- the hand -------------------------------------------------------------------------------------------- */

static bool is_lit(const struct scene *scene, int cell)
{
    const struct page *page = scene->page;
    if (scene->lit_cells)
        return scene->lit_cells[cell];
    if (scene->lit_row >= 0) {
        const struct row *row = &page->rows[scene->lit_row];
        return cell >= row->first_cell && cell < row->first_cell + row->cell_count;
    }
    return cell == scene->lit_cell;
}

static int find_aim(const struct bench *bench, const struct page *page)
{
    for (int i = 0; i < page->cell_count; i++)
        if (!page->cells[i].empty && strcmp(page->cells[i].id, bench->aim) == 0)
            return i;
    return -1;
}

/* One of the cells of the kind that chance wants; none: the way to delete everything, next time another. */
static void pick_aim(struct bench *bench, const struct page *page)
{
    uint32_t kind = chance(bench, 100), seen = 0;
    bench->aim[0] = '\0';
    for (int i = 0; i < page->cell_count; i++) {
        const struct cell *cell = &page->cells[i];
        bool fits = kind < 45   ? cell->role == CELL_WORD && cell->commit
                    : kind < 95 ? cell->role == CELL_KEY && cell->spell_count > 0
                                : strcmp(cell->id, "act.undo") == 0;
        if (fits && !cell->empty && chance(bench, ++seen) == 0)
            snprintf(bench->aim, sizeof bench->aim, "%s", cell->id);
    }
    bench->steps = 0;
    bench->chosen = false;
}

static void begin_again(struct bench *bench)
{
    app_write(bench->app, bench->now);
    settle(bench);
    draw(bench);
    bench->aim[0] = '\0';
}

/* After anything was lit anew: does the hand press in it? */
static void look(struct bench *bench)
{
    struct scene scene;
    app_scene(bench->app, &scene);
    bench->press_at = TIME_NEVER;
    if (strncmp(scene.page->screen, "write", 5) != 0 || ++bench->steps > GIVEN_UP_AFTER_STEPS) {
        begin_again(bench);
        app_scene(bench->app, &scene);
    }
    if (bench->chosen || find_aim(bench, scene.page) < 0)
        pick_aim(bench, scene.page);
    int aim = find_aim(bench, scene.page);
    if (aim >= 0 && is_lit(&scene, aim))
        bench->press_at = bench->now + time_from_ms(REACTION_MS);
}

static void press(struct bench *bench)
{
    struct event event = {.kind = EVENT_SWITCH_DOWN, .at_us = bench->now, .switch_number = 1};
    add_time(&bench->presses, timed(bench, &event));
    bench->now += time_from_ms(HOLD_MS);
    event = (struct event){.kind = EVENT_SWITCH_UP, .at_us = bench->now, .switch_number = 1};
    timed(bench, &event);
    look(bench);
}

static void write_by_chance(struct bench *bench, int presses)
{
    app_start(bench->app, bench->now);
    begin_again(bench);
    look(bench);
    while (bench->presses.count < presses) {
        time_us due = app_deadline(bench->app);
        if (bench->press_at <= due) {
            bench->now = bench->press_at;
            press(bench);
        } else if (due == TIME_NEVER) {
            begin_again(bench);
            look(bench);
        } else {
            unsigned long shown = bench->shown;
            bench->now = due > bench->now ? due : bench->now;
            struct span span = timed(bench, NULL);
            if (bench->shown != shown)
                add_time(&bench->steps_drawn, span);
            look(bench);
        }
    }
}

/* --- life and report ------------------------------------------------------------------------------------- */

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

static void report_clock(const char *what, double *ms, int count)
{
    qsort(ms, (size_t)count, sizeof *ms, by_size);
    printf("%-44s n %5d  p50 %7.3f  p95 %7.3f  p99 %7.3f  most %7.3f ms\n", what, count, ms[count / 2],
           ms[count * 95 / 100], ms[count * 99 / 100], ms[count - 1]);
    free(ms);
}

static void report(const char *what, struct times *times)
{
    char worked[64];
    if (times->count == 0)
        return;
    snprintf(worked, sizeof worked, "%s, processor", what);
    report_clock(what, times->ms, times->count);
    report_clock(worked, times->worked_ms, times->count);
}

static bool open_bench(struct bench *bench, const char *profile, const char *data)
{
    struct app_setup setup = {.set_language = screen_language_set, .width_px = WIDTH, .height_px = HEIGHT};
    if (!world_open(&bench->world,
                    &(struct world_options){.data = data, .profile = profile, .today = "2026-11-22"}))
        return false;
    world_setup(&bench->world, &setup);
    bench->app = app_new(&setup, bench->now);
    world_report(&bench->world, bench->app, bench->now);
    bench->painter = painter_new(NULL);
    uint32_t *pixels = memory_new((size_t)WIDTH * HEIGHT, sizeof *pixels);
    bench->canvas = canvas_over(pixels, WIDTH, HEIGHT, WIDTH);
    arena_init(&bench->arena);
    node_trace_init(&bench->trace);
    return true;
}

static void close_bench(struct bench *bench)
{
    app_free(bench->app);
    world_close(&bench->world);
    node_trace_destroy(&bench->trace);
    arena_destroy(&bench->arena);
    free(bench->canvas.pixels);
    painter_free(bench->painter);
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *place)
{
    (void)status;
    (void)type;
    (void)place;
    return remove(path);
}

int main(int count, char **arguments)
{
    char data[] = "/tmp/choice-bench-XXXXXX";
    const char *profile = count > 1 ? arguments[1] : "fluent";
    int presses = count > 2 ? atoi(arguments[2]) : 600;
    struct bench bench = {.random = 1, .press_at = TIME_NEVER, .shown = ULONG_MAX};
    if (count > 3 || presses < 1 || !mkdtemp(data)) {
        fprintf(stderr, "choice_bench [PROFILE [PRESSES]]\n");
        return 2;
    }
    int status = 1;
    if (open_bench(&bench, profile, data)) {
        write_by_chance(&bench, presses);
        report("press to picture", &bench.presses);
        report("step (nobody presses) to picture", &bench.steps_drawn);
        close_bench(&bench);
        status = 0;
    }
    nftw(data, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    return status;
}
