#include "run/driver_parts.h"

#include <string.h>

#include "run/event_json.h"
#include "run/json.h"
#include "view/node.h"

void driver_tell(struct driver *driver, const struct effect *effect, const struct utterance *utterance)
{
    struct buffer object = {0};
    if (event_json(&object, effect, utterance))
        buffer_printf(&driver->events, "%s%s", driver->events.size ? "," : "", buffer_text(&object));
    buffer_destroy(&object);
}

/* --- the tree ------------------------------------------------------------------------------------------ */

static void spell_field(struct buffer *out, const struct node *node)
{
    if (node->spell_count == 0)
        return;
    json_name(out, "spell");
    for (int i = 0; i < node->spell_count; i++) {
        buffer_add_byte(out, i ? ',' : '[');
        json_string(out, node->spell[i]);
    }
    buffer_add_byte(out, ']');
}

static bool is_choice(const struct node *node)
{
    return node->kind == NODE_CELL || node->kind == NODE_SMALL;
}

/* What an empty cell would do is not to be had; so it is not told. */
static void choice_fields(struct buffer *out, const struct node *node)
{
    if (!is_choice(node))
        return;
    if (node->empty) {
        json_name(out, "empty");
        buffer_add_text(out, "true");
        return;
    }
    json_text_field(out, "commit", node->commit);
    spell_field(out, node);
    if (node->action && !node->commit && node->spell_count == 0)
        json_text_field(out, "action", node->action);
}

static void node_fields(struct buffer *out, const struct node *node)
{
    json_text_field(out, "id", node->id);
    json_text_field(out, "role", node->role);
    if (is_choice(node) || node->kind == NODE_MESSAGE || node->kind == NODE_LINE)
        json_text_field(out, "label", node->label);
    choice_fields(out, node);
    json_rect_field(out, "rect", node->rect);
    if (node->lit) {
        json_name(out, "lit");
        buffer_add_text(out, "true");
    }
    if (node->dwell > 0) {
        json_name(out, "dwell");
        buffer_printf(out, "%.2f", (double)node->dwell);
    }
    if (is_choice(node))
        json_number_field(out, "stamp", time_to_ms(node->stamp_us));
}

/* A row's way out is there only once the scan is in the row. */
static bool is_told(const struct node_tree *tree, const struct page *page, const struct node *node)
{
    bool way_out = node->kind == NODE_CELL && node->index >= 0 && page->cells[node->index].row_exit;
    return !way_out || (node->parent >= 0 && tree->nodes[node->parent].within);
}

static void children_of(struct buffer *out, const struct node_tree *tree, const struct page *page, int parent)
{
    const struct node *node = &tree->nodes[parent];
    bool first = true;
    buffer_add_byte(out, '[');
    for (int i = node->first_child; i < node->first_child + node->child_count; i++) {
        if (!is_told(tree, page, &tree->nodes[i]))
            continue;
        buffer_add_text(out, first ? "{" : ",{");
        first = false;
        node_fields(out, &tree->nodes[i]);
        if (tree->nodes[i].child_count > 0) {
            json_name(out, "children");
            children_of(out, tree, page, i);
        }
        buffer_add_byte(out, '}');
    }
    buffer_add_byte(out, ']');
}

static void scan_field(struct buffer *out, const struct app *app)
{
    struct app_scan_report report;
    app_scan_report(app, &report);
    json_name(out, "scan");
    buffer_add_byte(out, '{');
    json_text_field(out, "technique", report.technique);
    json_number_field(out, "period_ms", report.period_ms);
    json_text_field(out, "state", report.state);
    if (report.lit_ms >= 0)
        json_number_field(out, "lit_ms", report.lit_ms);
    if (report.left_ms >= 0)
        json_number_field(out, "left_ms", report.left_ms);
    buffer_add_byte(out, '}');
}

static void message_field(struct buffer *out, const struct scene *scene)
{
    json_name(out, "message");
    buffer_add_byte(out, '{');
    json_text_field(out, "text", scene->message);
    json_text_field(out, "reading", scene->reading);
    json_number_field(out, "caret", scene->caret);
    buffer_add_byte(out, '}');
}

/* Where the eyes are to be, in pixels. */
static void point_field(struct driver *driver, struct buffer *out, const struct page *page)
{
    if (page->shape != PAGE_POINT)
        return;
    json_name(out, "point");
    buffer_printf(out, "[%d,%d]", page->point.x * driver->options.width_px / 1000,
                  page->point.y * driver->options.height_px / 1000);
}

static void tree_fields(struct driver *driver, struct buffer *out)
{
    struct scene scene;
    app_scene(driver->app, &scene);
    struct node_tree tree =
        node_tree_of(&scene, driver->options.width_px, driver->options.height_px, &driver->arena);
    json_text_field(out, "screen", scene.page->screen);
    json_name(out, "size");
    buffer_printf(out, "[%d,%d]", driver->options.width_px, driver->options.height_px);
    point_field(driver, out, scene.page);
    message_field(out, &scene);
    scan_field(out, driver->app);
    json_name(out, "nodes");
    children_of(out, &tree, scene.page, 0);
}

static void partner_field(struct driver *driver, struct buffer *out)
{
    struct scene scene;
    enum partner_state state;
    bool shown = app_partner_scene(driver->app, &driver->partner_page, &scene, &state);
    json_name(out, "partner");
    buffer_add_byte(out, '{');
    json_text_field(out, "state", shown ? partner_state_name(state) : "off");
    if (shown) {
        json_text_field(out, "title", scene.page->title);
        json_text_field(out, "text", scene.page->question);
    }
    buffer_add_byte(out, '}');
}

void driver_answer(struct driver *driver, struct buffer *out, enum driver_command_kind asked)
{
    buffer_add_byte(out, '{');
    json_number_field(out, "t", time_to_ms(driver->now));
    json_name(out, "events");
    buffer_printf(out, "[%s]", buffer_text(&driver->events));
    buffer_clear(&driver->events);
    if (asked == DRIVER_TREE)
        tree_fields(driver, out);
    if (asked == DRIVER_PARTNER)
        partner_field(driver, out);
    buffer_add_byte(out, '}');
    arena_reset(&driver->arena);
}
