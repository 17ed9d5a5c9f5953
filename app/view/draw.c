#include "view/draw.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "view/draw_part.h"
#include "view/png.h"

/* Enough for every label of a full page at 3840×2160; a page at 1280×800 takes a tenth. */
enum { MASK_BYTES_AT_MOST = 5 * 1024 * 1024, SIDE_AT_MOST = 16384 };
/* Two pages full of pictures at 3840×2160. */
enum { PICTURE_CARD_BYTES_AT_MOST = 8 * 1024 * 1024 };
/* While a thread reads them: so long a new page waits for its pictures. Small ones are all there by then. */
enum { PICTURE_WAIT_MS = 60 };

struct painter {
    bool traditional; /* the fonts are */
    struct font_set *fonts;
    struct mask_cache *masks;
    struct picture_cache *pictures;
    struct diagnostics picture_problems; /* not yet told */
    struct arena arena;                  /* for one drawing */
    /* The sizes of the labels, kept as long as what is written on the page does not change. */
    struct cell_fit *fits;
    int fit_capacity;
    uint64_t fits_content;
};

struct painter *painter_new(struct diagnostics *problems)
{
    struct painter *painter = memory_new(1, sizeof *painter);
    arena_init(&painter->arena);
    painter->fonts = font_set_new(false, problems);
    painter->masks = mask_cache_new(painter->fonts, MASK_BYTES_AT_MOST);
    diagnostics_init(&painter->picture_problems);
    painter->pictures = picture_cache_new(PICTURE_CARD_BYTES_AT_MOST, &painter->picture_problems);
    return painter;
}

void painter_free(struct painter *painter)
{
    if (!painter)
        return;
    mask_cache_free(painter->masks);
    picture_cache_free(painter->pictures);
    diagnostics_destroy(&painter->picture_problems);
    font_set_free(painter->fonts);
    arena_destroy(&painter->arena);
    free(painter->fits);
    free(painter);
}

struct font_set *painter_fonts(struct painter *painter)
{
    return painter->fonts;
}

/* Without fonts nothing is measured: fits stay empty, and only boxes and signs are drawn. */
static int no_advance(void *context, uint32_t character)
{
    (void)context;
    (void)character;
    return 0;
}

static bool picture_size(void *context, const char *path, int *width, int *height)
{
    return picture_cache_size(context, path, width, height);
}

/* Reads the pictures of the page, or has them read and waits a little. */
static void prepare_pictures(struct painter *painter, const struct scene *scene, const struct node_tree *tree)
{
    for (int i = 0; i < scene->page->cell_count; i++) {
        struct view_rect rect = painter->fits[i].picture;
        if (!rect_is_empty(rect))
            picture_of_cell(painter->pictures, scene->page->cells[i].picture, rect, &tree->layout.scale);
    }
    picture_cache_take(painter->pictures, PICTURE_WAIT_MS);
}

/* A picture that has a place turned out to be damaged, as its head had not told. */
static bool has_damaged_picture(struct painter *painter, const struct scene *scene)
{
    int width, height;
    for (int i = 0; i < scene->page->cell_count; i++)
        if (!rect_is_empty(painter->fits[i].picture) &&
            !picture_cache_size(painter->pictures, scene->page->cells[i].picture, &width, &height))
            return true;
    return false;
}

static void tell_picture_problems(struct painter *painter)
{
    char line[1024];
    for (size_t i = 0; i < painter->picture_problems.count; i++) {
        diagnostic_format(&painter->picture_problems.items[i], line, sizeof line);
        fprintf(stderr, "yinian: %s\n", line);
    }
    diagnostics_clear(&painter->picture_problems);
}

static void fit_cells(struct painter *painter, const struct scene *scene, const struct node_tree *tree)
{
    struct text_measure measure =
        painter->fonts ? font_measure(painter->fonts) : (struct text_measure){no_advance, NULL};
    struct picture_measure pictures = {picture_size, painter->pictures};
    cell_fit_with_pictures(tree, scene->page, &measure, &pictures, painter->fits);
    cell_fit_small(tree, scene->page, &measure, painter->fits + scene->page->cell_count);
}

static void mend_fits(struct painter *painter, const struct scene *scene, const struct node_tree *tree)
{
    if (has_damaged_picture(painter, scene))
        fit_cells(painter, scene, tree);
    tell_picture_problems(painter);
}

static void update_fits(struct painter *painter, const struct scene *scene, const struct node_tree *tree)
{
    int count = scene->page->cell_count + scene->page->small_count;
    if (count == 0) /* and what is known of another window's page stays */
        return;
    if (painter->fits && painter->fits_content == tree->content && count <= painter->fit_capacity) {
        mend_fits(painter, scene, tree);
        return;
    }
    if (count > painter->fit_capacity) {
        painter->fit_capacity = count;
        painter->fits = memory_grow(painter->fits, (size_t)count, sizeof *painter->fits);
    }
    picture_cache_look_again(painter->pictures);
    fit_cells(painter, scene, tree);
    prepare_pictures(painter, scene, tree);
    mend_fits(painter, scene, tree);
    painter->fits_content = tree->content;
}

void painter_read_beside(struct painter *painter, picture_reader_load *load)
{
    picture_cache_read_beside(painter->pictures, load);
}

bool painter_take_pictures(struct painter *painter)
{
    return picture_cache_take(painter->pictures, 0);
}

/* Another script has other glyphs for the same characters: nothing that was drawn holds. */
static void follow_script(struct painter *painter, bool traditional)
{
    if (painter->traditional == traditional)
        return;
    mask_cache_free(painter->masks);
    font_set_free(painter->fonts);
    painter->traditional = traditional;
    painter->fonts = font_set_new(traditional, NULL);
    painter->masks = mask_cache_new(painter->fonts, MASK_BYTES_AT_MOST);
    free(painter->fits);
    painter->fits = NULL;
    painter->fit_capacity = 0;
}

static colour surface_of(const struct scene *scene, const struct page_colours *colours)
{
    bool tells_call = scene->page->shape == PAGE_LISTEN && scene->ringing;
    if (scene->page->shape == PAGE_CALL || tells_call)
        return scene->flash_on ? colours->call_high : colours->call_low;
    return scene->page->shape == PAGE_REST ? colours->rest_surface : colours->surface;
}

static void draw_nodes(const struct drawing *d, enum node_kind kind, const struct cell_fit *fits)
{
    for (int i = 0; i < d->tree->count; i++) {
        const struct node *node = &d->tree->nodes[i];
        if (node->kind != kind || !rect_overlap(node_reach(d->tree, node), d->canvas->clip))
            continue;
        switch (kind) {
        case NODE_MESSAGE:
            draw_message(d, node);
            break;
        case NODE_SECTION:
        case NODE_ROW:
            draw_frame(d, node);
            break;
        case NODE_CELL:
            draw_cell(d, node, &fits[node->index]);
            break;
        case NODE_SMALL:
            draw_small(d, node, &fits[d->scene->page->cell_count + node->index]);
            break;
        case NODE_HEAD:
            (d->scene->page->shape == PAGE_LISTEN ? draw_listen_head : draw_head)(d, node);
            break;
        case NODE_FIGURE:
            draw_figure(d, node);
            break;
        case NODE_TEXT:
            if (d->scene->page->turned && !d->scene->large_text)
                draw_turned(d, node, draw_large_text);
            else if (d->scene->page->shape == PAGE_LISTEN)
                draw_listen_text(d, node);
            else
                draw_large_text(d, node);
            break;
        case NODE_POINT:
            draw_point(d, node);
            break;
        case NODE_CORNER:
            draw_corner(d, node);
            break;
        case NODE_READING:
            draw_reading(d, node);
            break;
        case NODE_LINE:
            draw_reading_line(d, node);
            break;
        case NODE_ROOT:
            break;
        }
    }
}

void painter_draw(struct painter *painter, const struct scene *scene, const struct node_tree *tree,
                  const struct canvas *canvas)
{
    /* From the back to the front. */
    static const enum node_kind order[] = {NODE_SECTION, NODE_ROW,  NODE_FIGURE, NODE_READING,
                                           NODE_LINE,    NODE_CELL, NODE_SMALL,  NODE_MESSAGE,
                                           NODE_HEAD,    NODE_TEXT, NODE_POINT,  NODE_CORNER};
    follow_script(painter, scene->traditional);
    const struct page_colours *colours = theme_page(scene->theme);
    struct drawing d = {.scene = scene,
                        .tree = tree,
                        .canvas = canvas,
                        .scale = &tree->layout.scale,
                        .colours = colours,
                        .surface = surface_of(scene, colours),
                        .masks = painter->masks,
                        .pictures = painter->pictures,
                        .fonts = painter->fonts,
                        .arena = &painter->arena};
    update_fits(painter, scene, tree);
    arena_reset(&painter->arena);
    paint_fill(canvas, canvas->clip, d.surface);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        draw_nodes(&d, order[i], painter->fits);
}

int painter_shot(struct painter *painter, const struct scene *scene, int width, int height, const char *path)
{
    if (width < 1 || height < 1 || width > SIDE_AT_MOST || height > SIDE_AT_MOST)
        return EINVAL;
    struct arena arena;
    arena_init(&arena);
    uint32_t *pixels = memory_new((size_t)width * (size_t)height, sizeof *pixels);
    struct canvas canvas = canvas_over(pixels, width, height, width);
    struct node_tree tree = node_tree_of(scene, width, height, &arena);
    painter_draw(painter, scene, &tree, &canvas);
    int error = png_write(path, pixels, width, height, width);
    free(pixels);
    arena_destroy(&arena);
    return error;
}

int view_shot(const struct scene *scene, int width, int height, const char *path)
{
    struct painter *painter = painter_new(NULL);
    int error = painter_shot(painter, scene, width, height, path);
    painter_free(painter);
    return error;
}
