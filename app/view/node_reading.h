/* Inside node: an article's page as nodes. Pure. */
#ifndef YINIAN_VIEW_NODE_READING_H
#define YINIAN_VIEW_NODE_READING_H

#include "view/node.h"

struct reading_page;

/* What of the article the scene shows; NULL: nothing. */
const struct reading_page *node_reading_page(const struct scene *scene);
/* Fills in what the node of the area and that of the page's line `number` are; kind, id and role are there. */
void node_reading_area(struct node *node, const struct scene *scene, const struct layout *layout);
void node_reading_line(struct node *node, const struct scene *scene, const struct layout *layout, int number,
                       struct arena *arena);

#endif
