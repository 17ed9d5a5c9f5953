/* Inside paper/. */
#ifndef YINIAN_PAPER_PAPER_PARTS_H
#define YINIAN_PAPER_PAPER_PARTS_H

#include "paper/paper.h"

/* A new sheet, good until the next is added. */
struct paper_sheet *paper_add_sheet(struct paper *paper, const char *title, const char *hint);
/* A new table on it, all of its cells empty. */
struct paper_table *paper_add_table(struct paper *paper, struct paper_sheet *sheet, const char *heading,
                                    int rows, int columns);
struct paper_cell *paper_cell_at(const struct paper_table *table, int row, int column);

void paper_add_writing(struct paper *paper, const struct paper_source *source); /* paper_writing.c */
void paper_add_body(struct paper *paper);                                       /* paper_body.c */

#endif
