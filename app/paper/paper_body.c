#include <string.h>

#include "base/text.h"
#include "paper/paper_parts.h"

/* The drawn body seen from both sides, the parts in rows as they are scanned, and what may be the matter there. */

static int parts_of(enum body_side side, enum body_group group, const struct body_part **found)
{
    size_t count;
    int here = 0;
    const struct body_part *parts = body_parts(&count);
    for (size_t i = 0; i < count; i++)
        if (parts[i].side == side && parts[i].group == group) {
            if (found)
                found[here] = &parts[i];
            here++;
        }
    return here;
}

static void add_side(struct paper *paper, enum body_side side, const char *title)
{
    enum { PARTS_AT_MOST = 64 };
    const struct body_part *found[PARTS_AT_MOST];
    int rows = 0, columns = 1, row = 0;
    for (int group = 0; group < BODY_GROUP_COUNT; group++) {
        int count = parts_of(side, (enum body_group)group, NULL);
        rows += count > 0;
        columns = count > columns ? count : columns;
    }
    struct paper_sheet *sheet =
        paper_add_sheet(paper, title, _("Point, or ask row by row. Left and right are the person's own."));
    sheet->has_figure = true;
    sheet->side = side;
    struct paper_table *table = paper_add_table(paper, sheet, NULL, rows, columns);
    for (int group = 0; group < BODY_GROUP_COUNT; group++) {
        int count = parts_of(side, (enum body_group)group, found);
        for (int i = 0; i < count; i++)
            paper_cell_at(table, row, i)->text = arena_text(&paper->arena, _(found[i]->name));
        row += count > 0;
    }
}

static void add_complaints(struct paper *paper)
{
    static const char *const complaints[] = {N_("It hurts"), N_("It itches"), N_("Stiff"), N_("Press here"),
                                             N_("Move it"),  N_("Cold"),      N_("Hot"),   N_("Numb")};
    struct paper_sheet *sheet = paper_add_sheet(paper, _("What is the matter there?"), NULL);
    struct paper_table *table = paper_add_table(paper, sheet, NULL, 4, 2);
    for (int i = 0; i < 8; i++)
        table->cells[i].text = arena_text(&paper->arena, _(complaints[i]));
    struct paper_table *scale =
        paper_add_table(paper, sheet, _("How strong is the pain? 0 none, 5 bad, 10 unbearable"), 1, 11);
    scale->numbered = false;
    for (int i = 0; i <= 10; i++)
        scale->cells[i].text = arena_printf(&paper->arena, "%d", i);
}

void paper_add_body(struct paper *paper)
{
    add_side(paper, BODY_FRONT, _("Body, from the front"));
    add_side(paper, BODY_BACK, _("Body, from behind"));
    add_complaints(paper);
}
