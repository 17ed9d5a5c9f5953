/* How long drawing takes, and how much memory: targets of the issue at 1280×800: all of it at most 7 ms, a highlight
 * that moves at most 2 ms, and no GPU stack. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "sample_pages.h"
#include "view/draw.h"
#include "view/font.h"

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int by_time(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return (first > second) - (first < second);
}

enum { ROUNDS = 200 };

struct bench {
    struct painter *painter;
    struct canvas canvas;
    struct arena arena;
    struct node_trace trace;
    double times[ROUNDS];
};

/* Draws what changed; the tree and the comparison belong to the time, as they do in the window. */
static void present(struct bench *bench, const struct scene *scene)
{
    struct dirty dirty;
    arena_reset(&bench->arena);
    struct node_tree tree = node_tree_of(scene, bench->canvas.width, bench->canvas.height, &bench->arena);
    node_trace_advance(&bench->trace, &tree, &dirty);
    for (int i = 0; i < dirty.count; i++) {
        canvas_clip(&bench->canvas, dirty.rects[i]);
        painter_draw(bench->painter, scene, &tree, &bench->canvas);
    }
}

static void report(struct bench *bench, const char *page, const char *what)
{
    qsort(bench->times, ROUNDS, sizeof *bench->times, by_time);
    printf("%-11s %4dx%-4d  %-16s median %6.2f ms   p99 %6.2f ms\n", page, bench->canvas.width,
           bench->canvas.height, what, bench->times[ROUNDS / 2], bench->times[ROUNDS * 99 / 100]);
}

static void measure(struct bench *bench, const char *page)
{
    struct sample sample;
    sample_build(&sample, page, false, THEME_DARK);
    double start = now_ms();
    present(bench, &sample.scene);
    printf("%-11s %4dx%-4d  first picture    %6.2f ms\n", page, bench->canvas.width, bench->canvas.height,
           now_ms() - start);
    for (int i = 0; i < ROUNDS; i++) {
        bench->trace.count = 0;
        start = now_ms();
        present(bench, &sample.scene);
        bench->times[i] = now_ms() - start;
    }
    report(bench, page, "everything");
    int row = sample.page.row_count > 2 ? 2 : 0;
    struct row *lit = &sample.page.rows[row];
    sample.scene.lit_row = -1;
    sample.scene.within_row = row;
    sample.scene.lit_cell = lit->first_cell;
    present(bench, &sample.scene);
    for (int i = 0; i < ROUNDS; i++) {
        sample.scene.lit_cell = lit->first_cell + i % lit->cell_count;
        start = now_ms();
        present(bench, &sample.scene);
        bench->times[i] = now_ms() - start;
    }
    report(bench, page, "cell moves");
    sample.scene.within_row = sample.scene.lit_cell = -1;
    for (int i = 0; i < ROUNDS; i++) {
        sample.scene.lit_row = i % sample.page.row_count;
        start = now_ms();
        present(bench, &sample.scene);
        bench->times[i] = now_ms() - start;
    }
    report(bench, page, "row moves");
    sample_destroy(&sample);
}

/* What is looked at fills up, as often as a screen shows it: 30 of these a second while the eyes rest. */
static void measure_look(struct bench *bench, const char *page)
{
    struct sample sample;
    sample_build(&sample, page, false, THEME_DARK);
    struct text_measure measure = font_measure(painter_fonts(bench->painter));
    sample_fit(&sample, bench->canvas.width, bench->canvas.height, &measure);
    present(bench, &sample.scene);
    for (int i = 0; i < ROUNDS; i++) {
        sample.scene.dwell = (float)(i % 20 + 1) / 20;
        double start = now_ms();
        present(bench, &sample.scene);
        bench->times[i] = now_ms() - start;
    }
    report(bench, page, "it fills up");
    int cells = sample.page.cell_count;
    for (int i = 0; i < ROUNDS; i++) {
        sample.scene.lit_cell = i * 7 % cells;
        double start = now_ms();
        present(bench, &sample.scene);
        bench->times[i] = now_ms() - start;
    }
    report(bench, page, "eyes move");
    sample_destroy(&sample);
}

/* Read aloud: the word goes on, character by character, and the pages turn. */
static void measure_read(struct bench *bench, bool english)
{
    struct sample sample;
    sample_build(&sample, "read-sentence", english, THEME_DARK);
    struct text_measure measure = font_measure(painter_fonts(bench->painter));
    sample_fit(&sample, bench->canvas.width, bench->canvas.height, &measure);
    present(bench, &sample.scene);
    size_t first = sample.scene.read_first, characters = sample.scene.read_size / 3;
    for (int i = 0; i < ROUNDS; i++) {
        sample.scene.read_word_first = first + (size_t)i % characters * 3;
        double start = now_ms();
        present(bench, &sample.scene);
        bench->times[i] = now_ms() - start;
    }
    report(bench, english ? "read, en" : "read, zh", "word goes on");
    for (int i = 0; i < ROUNDS; i++) {
        sample.page.reading_page = i % sample.set.page_count;
        double start = now_ms();
        present(bench, &sample.scene);
        bench->times[i] = now_ms() - start;
    }
    report(bench, english ? "read, en" : "read, zh", "pages turn");
    sample_destroy(&sample);
}

static void print_memory(const char *when)
{
    char line[256];
    FILE *file = fopen("/proc/self/status", "r");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "VmRSS", 5) == 0 || strncmp(line, "RssAnon", 7) == 0)
            printf("%-14s %s", when, line);
    if (file)
        fclose(file);
}

int main(int count, char **words)
{
    static const char *const pages[] = {"home", "write", "phrases", "body-front", "silent", NULL};
    static const char *const looks[] = {"gaze-key-35", "gaze-word-80", "gaze-tints", NULL};
    int width = 1280, height = 800;
    if (count > 1 && sscanf(words[1], "%dx%d", &width, &height) != 2)
        return 2;
    struct bench bench = {0};
    print_memory("at the start");
    double start = now_ms();
    bench.painter = painter_new(NULL);
    printf("fonts found and opened in %.2f ms\n", now_ms() - start);
    uint32_t *pixels = memory_new((size_t)width * (size_t)height, sizeof *pixels);
    bench.canvas = canvas_over(pixels, width, height, width);
    arena_init(&bench.arena);
    node_trace_init(&bench.trace);
    for (int i = 0; pages[i]; i++)
        measure(&bench, pages[i]);
    for (int i = 0; looks[i]; i++)
        measure_look(&bench, looks[i]);
    measure_read(&bench, false);
    measure_read(&bench, true);
    print_memory("at the end");
    node_trace_destroy(&bench.trace);
    arena_destroy(&bench.arena);
    painter_free(bench.painter);
    free(pixels);
    return 0;
}
