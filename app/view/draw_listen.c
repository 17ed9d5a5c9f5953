#include "view/draw_part.h"

/* The display of somebody who listens: read from across a room, at a glance. Letters do not fill the screen while there
 * are few of them: they would shrink with each that is written. */

void draw_listen_text(const struct drawing *d, const struct node *node)
{
    const struct page_colours *colours = d->colours;
    colour of_call = d->scene->flash_on ? colours->call_text_high : colours->call_text_low;
    colour ink = d->scene->ringing ? of_call : colours->text;
    draw_shown_text(d, node->label, ink, node->rect, node->rect.height / 3);
}

/* Alone it stands in the middle: there is nothing else to read. */
void draw_listen_head(const struct drawing *d, const struct node *node)
{
    struct view_rect rect = node->rect;
    const char *text = d->scene->page->question;
    bool alone = !text || !*text;
    if (alone)
        rect = rect_union(node->rect, d->tree->layout.text);
    draw_shown_text(d, node->label, d->colours->weak, rect, alone ? rect.height / 7 : rect.height / 2);
}
