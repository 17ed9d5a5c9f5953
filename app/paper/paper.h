/* The person's boards on paper, for the day the power fails: what stands on which sheet, as data. Pure; paper_pdf.h
 * draws it. Texts are those of the screen's language (_()), so set that first.
 *
 *     how to ask → yes and no → urgent phrases → the writing board → the body → the other phrases, category by category
 *
 * Rows and columns are numbered, and those of the writing board stand as on the person's own screen: somebody asks
 * "row 1? row 2? …", then along the row. What is hidden is left out. */
#ifndef YINIAN_PAPER_PAPER_H
#define YINIAN_PAPER_PAPER_H

#include <stdbool.h>

#include "base/memory.h"
#include "base/script.h"
#include "board/body_figure.h"
#include "board/phrase_set.h"
#include "settings/settings.h"

enum { PAPER_TABLES_AT_MOST = 2, PAPER_PHRASE_COLUMNS = 3, PAPER_PHRASE_ROWS = 8 };

struct paper_cell {
    const char *text; /* NULL: nothing stands here */
    const char *note; /* smaller, below: what is said, where the text is only a label; NULL: none */
};

struct paper_table {
    const char *heading;          /* NULL: none */
    const char *const *row_names; /* beside the numbers; NULL: none */
    int rows, columns;
    bool numbered;
    struct paper_cell *cells; /* rows × columns, row by row */
};

struct paper_sheet {
    const char *title;
    const char *hint;              /* NULL: none */
    const char *const *paragraphs; /* ends with NULL; NULL: none */
    bool has_figure;
    enum body_side side; /* of the figure */
    struct paper_table tables[PAPER_TABLES_AT_MOST];
    int table_count;
};

struct paper {
    struct arena arena;
    struct paper_sheet *sheets;
    int count, capacity;
};

struct paper_source {
    const struct settings *settings;
    const struct phrase_set *phrases; /* of the language below */
    bool english;
    const struct script
        *script; /* phrases are turned into traditional characters; NULL: they stand as they are */
};

void paper_init(struct paper *paper, const struct paper_source *source);
void paper_destroy(struct paper *paper);

#endif
