#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "view/draw_part.h"

/* One thing in the head: a text, with or without a filled pill and a sign. */
struct head_item {
    const char *text;
    enum cell_mark mark;
    enum font_weight weight;
    bool pill;
    colour fill, ink;
    int largest_step;
    int lines_at_most;
};

static struct text_fit fit_item(const struct drawing *d, const struct head_item *item, int width, int height)
{
    struct text_measure measure = font_measure_of(d->fonts, item->weight);
    struct fit_box box = {width > 1 ? width : 1, height * 94 / 100, d->scale->type_px, item->largest_step + 1,
                          item->lines_at_most};
    return text_fit(item->text, strlen(item->text), &box, &measure);
}

/* Draws it at the left (or the right) end of `room` and returns what is left of that. */
static struct view_rect place_item(const struct drawing *d, const struct head_item *item,
                                   struct view_rect room, bool at_right)
{
    int padding = item->pill ? d->scale->padding_px : 0;
    int mark_px = item->mark ? room.height * 6 / 10 : 0;
    int mark_taken = mark_px ? mark_px + d->scale->gap_px / 2 : 0;
    struct text_fit fit = fit_item(d, item, room.width - 2 * padding - mark_taken, room.height);
    if (fit.line_count == 0)
        return room;
    int text_width_px = 0;
    for (int i = 0; i < fit.line_count; i++)
        text_width_px = fit.lines[i].width_px > text_width_px ? fit.lines[i].width_px : text_width_px;
    text_width_px += fit.shortened ? fit.size_px : 0;
    int width = text_width_px + mark_taken + 2 * padding;
    width = width > room.width ? room.width : width;
    struct view_rect rect = {at_right ? room.x + room.width - width : room.x, room.y, width, room.height};
    if (item->pill)
        paint_round(d->canvas, rect, d->scale->radius_px, item->fill);
    if (mark_px)
        draw_mark(d->masks, d->canvas, item->mark, rect.x + padding, rect.y + (rect.height - mark_px) / 2,
                  mark_px, item->ink);
    struct view_rect text = {rect.x + padding + mark_taken, rect.y, text_width_px, rect.height};
    draw_fitted(d, item->text, &fit, text, true, item->weight, item->ink);
    int taken = width + 2 * d->scale->gap_px;
    return (struct view_rect){at_right ? room.x : room.x + taken, room.y, room.width - taken, room.height};
}

/* The newest notice stands there in full; how many more there are is said after it. */
static struct view_rect place_notices(const struct drawing *d, struct view_rect room, int lines)
{
    int count = 0;
    while (count < SCENE_NOTICES_AT_MOST && d->scene->notices[count])
        count++;
    if (count == 0)
        return room;
    struct buffer text;
    buffer_init(&text);
    buffer_add_text(&text, d->scene->notices[0]);
    if (count > 1)
        buffer_printf(&text, _(" (+%d more)"), count - 1);
    struct head_item item = {.text = buffer_text(&text),
                             .mark = MARK_URGENT,
                             .pill = true,
                             .fill = d->colours->notice,
                             .ink = d->colours->notice_text,
                             .largest_step = TYPE_35,
                             .lines_at_most = lines};
    room = place_item(d, &item, room, true);
    buffer_destroy(&text);
    return room;
}

static struct view_rect place_state(const struct drawing *d, struct view_rect room, int lines)
{
    bool calling = d->scene->ringing && d->scene->page->shape != PAGE_CALL;
    if (calling) {
        struct head_item call = {_("Calling for help"), MARK_CALL, FONT_BOLD, true, 0, 0, TYPE_35, lines};
        call.fill = d->scene->flash_on ? d->colours->call_high : d->colours->call_low;
        call.ink = d->scene->flash_on ? d->colours->call_text_high : d->colours->call_text_low;
        room = place_item(d, &call, room, false);
    }
    if (d->scene->scan_paused && d->scene->page->shape != PAGE_REST) {
        struct head_item paused = {
            _("Waiting – press to go on"), MARK_NONE, FONT_REGULAR, true, 0, 0, TYPE_35, lines};
        paused.fill = d->colours->paused;
        paused.ink = d->colours->paused_text;
        room = place_item(d, &paused, room, false);
    }
    return room;
}

/* Where things may stand: beside the signs in the corners, and in a high strip only its middle. */
static struct view_rect head_room(const struct drawing *d, const struct node *node)
{
    struct view_rect room = node->rect;
    int most = text_height(2, d->scale->type_px[TYPE_35]) + d->scale->gap_px;
    if (room.height > most) {
        room.y += (room.height - most) / 2;
        room.height = most;
    }
    bool strip = d->scene->page->key_px > 0;
    if (!d->scene->corners && !strip)
        return room;
    int apart = corner_reach(d->scale) + d->scale->gap_px / 2, right = room.x + room.width;
    int left = room.x < apart ? apart : room.x, end = d->canvas->width - apart;
    return (struct view_rect){left, room.y, (right > end ? end : right) - left, room.height};
}

/* The clock at the right, the title at the left; what is left between them. */
static struct view_rect place_title(const struct drawing *d, const char *title, struct view_rect room,
                                    bool narrow)
{
    bool quiet = d->scene->page->shape == PAGE_REST, call = d->scene->page->shape == PAGE_CALL;
    colour call_ink = d->scene->flash_on ? d->colours->call_text_high : d->colours->call_text_low;
    colour ink = quiet ? d->colours->rest_text : call ? call_ink : d->colours->text;
    colour weak = quiet || call ? ink : d->colours->weak;
    struct head_item clock = {d->scene->clock, MARK_NONE, FONT_REGULAR, false, 0, weak, TYPE_HEAD, 1};
    if (d->scene->clock)
        room = place_item(d, &clock, room, true);
    if (*title && !quiet) {
        struct head_item item = {title, MARK_NONE, FONT_BOLD, false, 0, ink, TYPE_HEAD, narrow ? 2 : 1};
        bool alone = d->scene->page->shape == PAGE_READ && !d->scene->notices[0] && !d->scene->scan_paused;
        int most = narrow || (alone && !d->scene->ringing) ? room.width : room.width * 2 / 5;
        struct view_rect part = {room.x, room.y, most, room.height};
        struct view_rect rest = place_item(d, &item, part, false);
        room = (struct view_rect){rest.x, room.y, room.x + room.width - rest.x, room.height};
    }
    return room;
}

void draw_head(const struct drawing *d, const struct node *node)
{
    const struct scene *scene = d->scene;
    bool strip = scene->page->key_px > 0, beside = strip && scene->page->with_message;
    bool busy = scene->notices[0] || scene->scan_paused || scene->ringing;
    bool bare = scene->page->shape == PAGE_POINT; /* the point is all there is to look at */
    struct view_rect room = head_room(d, node);
    if (!d->fonts || rect_is_empty(room))
        return;
    if (!bare && !(beside && busy)) /* beside the message what is wrong needs all the room */
        room = place_title(d, node->label, room, beside);
    struct view_rect state = room;
    if (beside && scene->notices[0])
        state.width = room.width * 2 / 5;
    state = place_state(d, state, strip ? 2 : 1);
    room = (struct view_rect){state.x, room.y, room.x + room.width - state.x, room.height};
    place_notices(d, room, strip ? 2 : 1);
}
