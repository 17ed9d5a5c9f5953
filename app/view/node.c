#include "view/node.h"

#include <string.h>

#include "base/hash.h"
#include "board/body_figure.h"
#include "view/node_reading.h"
#include "view/outline.h"
#include "view/reading_pages.h"

/* In tenths of the spacing unit: the point's ring is 112 px at 1080p, its dot 11. */
enum { POINT_SIZE = 140, POINT_DOT = 14, CORNER_SIZE = 80 };
/* Of a strip that the head shares with the message, in per cent, while there is something to say. */
enum { HEAD_SHARE_BUSY = 55 };

/* ---- hashes ---------------------------------------------------------------------------------------------- */

static uint64_t hash_number(uint64_t hash, int64_t number)
{
    return hash64_bytes(hash, &number, sizeof number);
}

/* NULL and "" differ; the end counts, so that "ab","c" is not "a","bc". */
static uint64_t hash_text(uint64_t hash, const char *text)
{
    return text ? hash64_bytes(hash, text, strlen(text) + 1) : hash_number(hash, -1);
}

static uint64_t hash_rect(uint64_t hash, struct view_rect r)
{
    return hash_number(hash_number(hash_number(hash_number(hash, r.x), r.y), r.width), r.height);
}

/* ---- what is lit ------------------------------------------------------------------------------------------- */

struct builder {
    const struct scene *scene;
    const struct page *page;
    struct arena *arena;
    struct node_tree *tree;
    bool anything_lit;
    int first_section, first_row; /* indices of nodes; first_section is -1 without section nodes */
};

static bool any_lit(const struct scene *scene)
{
    if (scene->by_gaze) /* nothing steps back behind what is looked at: the eyes wander */
        return false;
    if (scene->lit_cell >= 0 || scene->lit_row >= 0 || scene->lit_section >= 0)
        return true;
    for (int i = 0; scene->lit_cells && i < scene->page->cell_count; i++)
        if (scene->lit_cells[i])
            return true;
    return false;
}

static bool row_itself_lit(const struct builder *b, int row)
{
    /* With one section there is no node for it: its rows are what is lit. */
    bool whole = b->first_section < 0 && b->scene->lit_section == b->page->rows[row].section;
    return b->scene->lit_row == row || whole;
}

static bool row_lit(const struct builder *b, int row)
{
    return row_itself_lit(b, row) || b->scene->lit_section == b->page->rows[row].section;
}

static bool cell_lit(const struct builder *b, int cell)
{
    return b->scene->lit_cells ? b->scene->lit_cells[cell] : b->scene->lit_cell == cell;
}

/* How far a thing that is not lit steps back: siblings in the row that the scan has narrowed to less than others. */
static int dim_of(const struct builder *b, int row)
{
    if (!b->anything_lit)
        return DIM_NONE;
    if (b->scene->within_row >= 0)
        return b->scene->within_row == row ? DIM_ONCE : DIM_TWICE;
    if (b->scene->within_section >= 0)
        return b->page->rows[row].section == b->scene->within_section ? DIM_ONCE : DIM_TWICE;
    return DIM_ONCE;
}

/* ---- nodes --------------------------------------------------------------------------------------------------- */

static struct node *add_node(struct builder *b, enum node_kind kind, const char *id, const char *role,
                             int index)
{
    struct node *node = &b->tree->nodes[b->tree->count++];
    *node = (struct node){
        .kind = kind, .id = id, .role = role, .label = "", .index = index, .parent = -1, .first_child = -1};
    return node;
}

static void add_frame_node(struct builder *b, enum node_kind kind, const char *id, const char *role,
                           int index)
{
    const struct scene *scene = b->scene;
    struct node *node = add_node(b, kind, id, role, index);
    bool section = kind == NODE_SECTION;
    node->rect = section ? b->tree->layout.sections[index] : b->tree->layout.rows[index];
    node->lit = section ? scene->lit_section == index : row_itself_lit(b, index);
    node->lit_around = !section && row_lit(b, index) && !node->lit;
    node->within = section ? scene->within_section == index : scene->within_row == index;
    node->held = node->lit && scene->held;
    node->state = node->lit ? STATE_LIT : node->lit_around ? STATE_AROUND : STATE_PLAIN;
    if (!section && b->page->rows[index].kind == ROW_FREE)
        node->within = false; /* its cells lie apart: no frame could go round them */
    node->content = hash_rect(HASH64_START, node->rect);
    node->look = hash_number(node->content, node->state * 8 + node->held * 4 + node->within * 2 + node->lit);
}

static const char *action_text(struct arena *arena, const struct action *action)
{
    if (action->kind == ACTION_NONE)
        return NULL;
    const char *name = action_info(action->kind)->name;
    return action->argument ? arena_printf(arena, "%s:%s", name, action->argument) : name;
}

/* What fills a cell grows from its middle at a steady pace, as wide as high until it meets the outline on two
 * sides: no edge of it runs along a line of the label for long. A pixel is a step. */
static struct view_rect grown_to(struct view_rect inside, float share)
{
    int longer = inside.width > inside.height ? inside.width : inside.height;
    int side = (int)((float)longer * (share > 1 ? 1 : share) + 0.5f);
    int x = inside.width > side ? inside.width / 2 - side / 2 : 0;
    int y = inside.height > side ? inside.height / 2 - side / 2 : 0;
    return (struct view_rect){inside.x + x, inside.y + y, inside.width - 2 * x, inside.height - 2 * y};
}

static void set_fill(const struct builder *b, struct node *node)
{
    const struct scene *scene = b->scene;
    const struct scale *scale = &b->tree->layout.scale;
    int outline = scale->look_px * (node->held ? 2 : 1) + scale->border_px;
    node->kept = node->state == STATE_PLAIN && scene->kept_cell == node->index && scene->kept_dwell > 0;
    float share = node->kept ? scene->kept_dwell : node->state == STATE_LOOKED ? node->dwell : 0;
    if (share > 0)
        node->fill = grown_to(rect_grow(node->rect, -outline), share);
}

static void set_cell_state(const struct builder *b, struct node *node, int row)
{
    const struct scene *scene = b->scene;
    enum cell_state lit = scene->by_gaze ? STATE_LOOKED : STATE_LIT;
    node->lit = cell_lit(b, node->index);
    node->lit_around = !node->lit && row_lit(b, row);
    node->held = node->lit && scene->held;
    node->dwell = node->lit ? scene->dwell : 0;
    node->dim = dim_of(b, row);
    node->hidden = b->page->cells[node->index].row_exit && scene->within_row != row;
    if (scene->taken_cell == node->index)
        node->state = STATE_TAKEN;
    else if (node->lit)
        node->state = lit;
    else
        node->state = node->lit_around ? STATE_AROUND : STATE_PLAIN;
    if (scene->by_gaze || scene->kept_cell >= 0)
        set_fill(b, node);
    node->next = scene->next_cells && scene->next_cells[node->index] && node->state == STATE_PLAIN;
}

/* What a cell is and does, to be told and read. */
static struct node *add_choice(struct builder *b, enum node_kind kind, const struct cell *cell, int index)
{
    const char *role = cell->small_count > 0 ? "block" : cell_role_name(cell->role);
    struct node *node = add_node(b, kind, cell->id, role, index);
    node->label = cell->label ? cell->label : "";
    node->note = cell->note;
    node->picture = cell->picture;
    node->commit = cell->commit;
    node->spell = cell->spell;
    node->spell_count = cell->spell_count;
    node->action = action_text(b->arena, &cell->action);
    node->chosen = cell->chosen;
    node->empty = cell->empty;
    node->stamp_us = cell->stamp_us;
    node->mark = cell->mark;
    node->tint = cell->tint;
    return node;
}

/* It is drawn with its block. */
static void add_small_node(struct builder *b, int index)
{
    struct node *node = add_choice(b, NODE_SMALL, &b->page->small[index], index);
    node->rect = b->tree->layout.small[index];
}

static void add_cell_node(struct builder *b, int index, int row)
{
    const struct cell *cell = &b->page->cells[index];
    struct node *node = add_choice(b, NODE_CELL, cell, index);
    node->rect = b->tree->layout.cells[index];
    set_cell_state(b, node, row);
    uint64_t hash = hash_text(hash_text(hash_rect(HASH64_START, node->rect), node->label), node->note);
    hash = hash_number(hash_number(hash_number(hash, cell->role), cell->mark), cell->tint);
    hash = hash_text(hash, node->picture);
    hash = hash_number(hash, (int)cell->pair * 8 + cell->row_exit * 4 + cell->empty * 2 + cell->chosen);
    node->content = hash;
    int progress_px = b->scene->by_gaze ? 0 : (int)(node->dwell * (float)node->rect.width);
    hash = hash_number(hash_number(hash, progress_px), node->state);
    hash = hash_number(hash_rect(hash, node->fill), node->kept);
    node->look = hash_number(hash, node->dim * 8 + node->next * 4 + node->hidden * 2 + node->held);
}

/* Where message and head share a strip, the head has more of it while it has something to say. */
static void share_strip(const struct builder *b, struct view_rect *message, struct view_rect *head)
{
    const struct scene *scene = b->scene;
    const struct layout *layout = &b->tree->layout;
    *message = layout->message;
    *head = layout->head;
    bool calling = scene->ringing && b->page->shape != PAGE_CALL;
    bool beside = b->page->key_px > 0 && !rect_is_empty(*message) &&
                  (rect_is_empty(*head) || head->y < message->y + message->height);
    if (!beside || (!scene->notices[0] && !scene->scan_paused && !calling))
        return;
    struct view_rect strip = rect_union(*message, *head);
    *message = *head = strip;
    head->width = strip.width * HEAD_SHARE_BUSY / 100;
    head->x = strip.x + strip.width - head->width;
    message->width = strip.width - head->width - layout->scale.gap_px;
}

static void add_message_node(struct builder *b)
{
    const struct scene *scene = b->scene;
    struct node *node = add_node(b, NODE_MESSAGE, "message", "message", -1);
    struct view_rect head;
    node->label = scene->message ? scene->message : "";
    share_strip(b, &node->rect, &head);
    uint64_t hash =
        hash_text(hash_text(hash_rect(HASH64_START, node->rect), scene->message), scene_reading(scene));
    hash = hash_text(hash_text(hash, scene->message_hint), scene->spoken_text);
    node->content = hash;
    hash = hash_number(hash_number(hash, scene->spoken_first), scene->spoken_count);
    node->look = hash_number(hash, scene->caret);
}

static void set_children(struct node_tree *tree, int parent, int first, int count)
{
    tree->nodes[parent].first_child = count ? first : -1;
    tree->nodes[parent].child_count = count;
    for (int i = first; i < first + count; i++)
        tree->nodes[i].parent = parent;
}

static void add_reading(struct builder *b)
{
    struct node *node = add_node(b, NODE_READING, "reading", "text", -1);
    node_reading_area(node, b->scene, &b->tree->layout);
}

static void add_reading_lines(struct builder *b, int parent)
{
    const struct reading_page *at = node_reading_page(b->scene);
    b->tree->first_line = b->tree->count;
    for (int i = 0; i < at->line_count; i++) {
        const char *id = arena_printf(b->arena, "line.%d", i);
        struct node *node = add_node(b, NODE_LINE, id, "line", -1);
        node_reading_line(node, b->scene, &b->tree->layout, i, b->arena);
    }
    set_children(b->tree, parent, b->tree->first_line, at->line_count);
}

/* ---- decorations ------------------------------------------------------------------------------------------- */

static void add_head(struct builder *b)
{
    const struct scene *scene = b->scene;
    struct node *node = add_node(b, NODE_HEAD, NULL, "head", -1);
    node->label = b->page->title ? b->page->title : "";
    struct view_rect message;
    share_strip(b, &message, &node->rect);
    uint64_t hash = hash_text(hash_text(hash_rect(HASH64_START, node->rect), node->label), scene->clock);
    for (int i = 0; i < SCENE_NOTICES_AT_MOST && scene->notices[i]; i++)
        hash = hash_text(hash, scene->notices[i]);
    node->content = hash_number(hash, scene->scan_paused * 2 + scene->corners);
    node->look = node->content;
}

static void add_figure(struct builder *b)
{
    struct node *node = add_node(b, NODE_FIGURE, NULL, "figure", -1);
    node->rect = b->tree->layout.free; /* with the lines to the names */
    node->content = hash_number(hash_rect(HASH64_START, node->rect), b->page->body_back);
    node->look = node->content;
    for (int i = b->tree->first_cell; i < b->tree->first_cell + b->page->cell_count; i++) {
        const struct node *cell = &b->tree->nodes[i];
        if (b->page->cells[cell->index].role == CELL_PART)
            node->look = hash_number(node->look, (int)cell->state * 4 + cell->dim);
    }
}

static void add_large_text(struct builder *b)
{
    const struct scene *scene = b->scene;
    bool covers = scene->large_text != NULL;
    const char *text = covers ? scene->large_text : b->page->question;
    if (!text)
        return;
    struct node *node = add_node(b, NODE_TEXT, NULL, "text", -1);
    struct view_rect all = {0, 0, b->tree->layout.width, b->tree->layout.height};
    node->label = text;
    node->rect = b->tree->layout.text;
    if (covers) {
        int top = b->tree->layout.head.y + b->tree->layout.head.height;
        node->rect = (struct view_rect){all.x, top, all.width, all.height - top};
    }
    node->lit = false;
    node->content = hash_text(hash_rect(HASH64_START, node->rect), text);
    bool spoken_here = scene->spoken_text && strcmp(scene->spoken_text, text) == 0;
    node->look =
        hash_number(node->content, spoken_here ? scene->spoken_first * 1000 + scene->spoken_count : -1);
}

/* Round, its middle always where the eyes are to be; the ring about it shrinks while they are there. */
static void add_point(struct builder *b)
{
    const struct layout *layout = &b->tree->layout;
    const struct cell_place *point = &b->page->point;
    struct node *node = add_node(b, NODE_POINT, NULL, "point", -1);
    int size = scale_units(&layout->scale, POINT_SIZE) | 1, dot = scale_units(&layout->scale, POINT_DOT) | 1;
    int x = (int)((long long)layout->width * point->x / 1000);
    int y = (int)((long long)layout->height * point->y / 1000);
    int share = point->width < 0 ? 0 : point->width > 1000 ? 1000 : point->width;
    int ring = (dot + (size - dot) * share / 1000) | 1;
    node->rect = (struct view_rect){x - size / 2, y - size / 2, size, size};
    node->fill = (struct view_rect){x - ring / 2, y - ring / 2, ring, ring};
    node->content = hash_rect(HASH64_START, node->rect);
    node->look = hash_number(node->content, ring);
}

static void add_corners(struct builder *b)
{
    const struct scene *scene = b->scene;
    int size = scale_units(&b->tree->layout.scale, CORNER_SIZE);
    for (int i = 0; i < 2; i++) {
        struct node *node = add_node(b, NODE_CORNER, NULL, "corner", i);
        node->rect = (struct view_rect){i ? b->tree->layout.width - size : 0, 0, size, size};
        node->state = scene->corners_seen > i         ? STATE_TAKEN
                      : scene->corners_seen == i && i ? STATE_LOOKED
                                                      : STATE_PLAIN;
        node->content = hash_rect(HASH64_START, node->rect);
        node->look = hash_number(node->content, node->state);
    }
}

/* ---- joining ------------------------------------------------------------------------------------------------ */

static void add_rows_and_cells(struct builder *b)
{
    const struct page *page = b->page;
    b->first_section = page->section_count > 1 ? b->tree->count : -1;
    for (int i = 0; b->first_section >= 0 && i < page->section_count; i++)
        add_frame_node(b, NODE_SECTION, page->sections[i].id, "section", i);
    b->first_row = b->tree->count;
    for (int i = 0; i < page->row_count; i++)
        add_frame_node(b, NODE_ROW, page->rows[i].id, "row", i);
    b->tree->first_cell = b->tree->count;
    for (int r = 0; r < page->row_count; r++)
        for (int c = 0; c < page->rows[r].cell_count; c++)
            add_cell_node(b, page->rows[r].first_cell + c, r);
    b->tree->first_small = b->tree->count;
    for (int i = 0; i < page->small_count; i++)
        add_small_node(b, i);
    for (int i = 0; i < page->cell_count; i++)
        set_children(b->tree, b->tree->first_cell + i, b->tree->first_small + page->cells[i].first_small,
                     page->cells[i].small_count);
    for (int r = 0; r < page->row_count; r++)
        set_children(b->tree, b->first_row + r, b->tree->first_cell + page->rows[r].first_cell,
                     page->rows[r].cell_count);
    for (int s = 0; b->first_section >= 0 && s < page->section_count; s++)
        set_children(b->tree, b->first_section + s, b->first_row + page->sections[s].first_row,
                     page->sections[s].row_count);
    int top = b->first_section >= 0 ? page->section_count : page->row_count;
    set_children(b->tree, 0, 1, top + (page->with_message ? 1 : 0) + (node_reading_page(b->scene) ? 1 : 0));
}

static uint64_t ground_of(const struct scene *scene, const struct layout *layout)
{
    const struct page *page = scene->page;
    uint64_t hash = hash_number(hash_number(HASH64_START, layout->width), layout->height);
    hash = hash_number(hash_number(hash, scene->theme), scene->text_percent);
    hash = hash_number(hash, scene->traditional);
    hash = hash_number(hash_number(hash, page->shape), page->with_message * 2 + page->turned);
    hash = hash_number(hash_number(hash, scene->large_text != NULL), page->body_back);
    bool flashing = page->shape == PAGE_CALL || scene->ringing;
    return hash_number(hash_number(hash, flashing && scene->flash_on), scene->ringing);
}

struct node_tree node_tree_of(const struct scene *scene, int width, int height, struct arena *arena)
{
    const struct page *page = scene->page;
    struct node_tree tree = {.layout = layout_of(page, width, height, scene->text_percent, arena)};
    const struct reading_page *read = node_reading_page(scene);
    size_t most = 10 + (size_t)page->section_count + (size_t)page->row_count + (size_t)page->cell_count +
                  (size_t)page->small_count + (read ? (size_t)read->line_count + 1 : 0);
    tree.nodes = arena_new(arena, most, sizeof *tree.nodes);
    struct builder b = {
        .scene = scene, .page = page, .arena = arena, .tree = &tree, .anything_lit = any_lit(scene)};
    struct node *root = add_node(&b, NODE_ROOT, page->screen, "screen", -1);
    root->label = page->title ? page->title : "";
    root->rect = (struct view_rect){0, 0, width, height};
    if (page->with_message)
        add_message_node(&b);
    int reading = tree.count;
    if (read)
        add_reading(&b);
    add_rows_and_cells(&b);
    if (read)
        add_reading_lines(&b, reading);
    tree.first_decoration = tree.count;
    add_head(&b);
    if (page->shape == PAGE_BODY)
        add_figure(&b);
    add_large_text(&b);
    if (page->shape == PAGE_POINT)
        add_point(&b);
    if (scene->corners)
        add_corners(&b);
    tree.ground = ground_of(scene, &tree.layout);
    tree.content = tree.ground;
    for (int i = 0; i < tree.count; i++)
        if (tree.nodes[i].kind == NODE_CELL)
            tree.content = hash_number(tree.content, (int64_t)tree.nodes[i].content);
    return tree;
}

const struct node *node_of_cell(const struct node_tree *tree, int index)
{
    return &tree->nodes[tree->first_cell + index];
}

/* ---- hits ---------------------------------------------------------------------------------------------------- */

static bool part_holds(const struct node_tree *tree, const struct cell *cell, float x, float y)
{
    const struct body_part *part = body_part_of_cell(cell);
    if (!part)
        return false;
    struct view_rect figure = tree->layout.figure;
    float scale = (float)figure.height / BODY_FIGURE_HEIGHT;
    struct outline_place place = {(float)figure.x, (float)figure.y, scale, false};
    if (part->mirrored)
        place =
            (struct outline_place){(float)figure.x + BODY_FIGURE_WIDTH * scale, (float)figure.y, scale, true};
    struct polygons region;
    polygons_init(&region);
    outline_fill(&region, part->region, place);
    bool inside = polygons_hold(&region, x, y);
    polygons_destroy(&region);
    return inside;
}

int node_cell_at(const struct node_tree *tree, const struct scene *scene, int x, int y)
{
    const struct page *page = scene->page;
    if (scene->large_text)
        return -1;
    for (int i = 0; i < page->cell_count; i++)
        if (!page->cells[i].empty && !node_of_cell(tree, i)->hidden &&
            rect_holds(tree->layout.cells[i], x, y))
            return i;
    for (int i = 0; page->shape == PAGE_BODY && i < page->cell_count; i++)
        if (page->cells[i].role == CELL_PART &&
            part_holds(tree, &page->cells[i], (float)x + 0.5f, (float)y + 0.5f))
            return i;
    return -1;
}
