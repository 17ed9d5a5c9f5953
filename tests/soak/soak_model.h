/* What must be lit: a scanner of its own, written from how scanning is described (design of the field, the timing cases in
 * scan/scanner.h), not from scanner.c. It knows a page by what the driver's tree shows of it, and nothing of the app. Automatic
 * row–column scanning, act on press, to the microsecond. */
#ifndef YINIAN_TESTS_SOAK_MODEL_H
#define YINIAN_TESTS_SOAK_MODEL_H

#include <stdbool.h>
#include <string.h>

#include "base/time_us.h"
#include "view/node.h"

enum { SHOWN_ROWS = 64, SHOWN_CELLS = 128, SHOWN_ID = 200 };

struct shown_row {
    char id[SHOWN_ID];
    char cells[SHOWN_CELLS][SHOWN_ID]; /* what can be chosen, and the way out where it stands */
    int count, choices;
};

struct model {
    /* How this person scans. */
    time_us scan, first, pause; /* `first`: what a first item has more */
    int row_loops, page_loops;  /* 0: endless */
    bool waits_for_voice;
    /* The page: rows with something to choose. */
    struct shown_row rows[SHOWN_ROWS];
    int row_count;
    /* Where it is. */
    enum { MODEL_LIT, MODEL_SETTLING, MODEL_PAUSED, MODEL_AT_REST } state;
    int row; /* −1: the rows are scanned; else the cells of this one */
    int item, began_with, passes;
    time_us until; /* of what is lit, or of settling */
};

static bool model_is_exit(const char *id)
{
    return strncmp(id, "exit.", 5) == 0;
}

static bool model_can_choose(const struct node *node)
{
    return node->kind == NODE_CELL && !node->empty && !model_is_exit(node->id) &&
           (node->commit || node->spell_count || node->action);
}

static void model_read(struct model *m, const struct node_tree *tree)
{
    m->row_count = 0;
    for (int i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        if (node->kind != NODE_ROW || m->row_count == SHOWN_ROWS)
            continue;
        struct shown_row *row = &m->rows[m->row_count];
        row->count = row->choices = 0;
        snprintf(row->id, SHOWN_ID, "%s", node->id);
        for (int k = node->first_child; k < node->first_child + node->child_count; k++) {
            const struct node *cell = &tree->nodes[k];
            bool choice = model_can_choose(cell);
            if ((choice || (cell->kind == NODE_CELL && model_is_exit(cell->id))) && row->count < SHOWN_CELLS)
                snprintf(row->cells[row->count++], SHOWN_ID, "%s", cell->id);
            row->choices += choice;
        }
        m->row_count += row->choices > 0;
    }
}

/* A row that is the only one is no choice: its cells are scanned, and there is no way out of it. */
static bool model_one_row(const struct model *m)
{
    return m->row_count == 1;
}

static int model_length(const struct model *m)
{
    if (m->row < 0)
        return m->row_count;
    const struct shown_row *row = &m->rows[m->row];
    return model_one_row(m) ? row->choices : row->count;
}

/* The cell at this place of the row; ways out are left out where they lead nowhere. */
static const char *model_cell(const struct model *m, int item)
{
    const struct shown_row *row = &m->rows[m->row];
    for (int i = 0; i < row->count; i++)
        if (!(model_one_row(m) && model_is_exit(row->cells[i])) && item-- == 0)
            return row->cells[i];
    return "";
}

static const char *model_lit(const struct model *m)
{
    if (m->state != MODEL_LIT || m->row_count == 0)
        return "";
    return m->row < 0 ? m->rows[m->item].id : model_cell(m, m->item);
}

static void model_light(struct model *m, int row, int item, time_us at)
{
    m->state = MODEL_LIT;
    m->row = row;
    m->item = m->began_with = item;
    m->passes = 0;
    m->until = at + m->scan + m->first;
}

static void model_start(struct model *m, time_us at)
{
    model_light(m, model_one_row(m) ? 0 : -1, 0, at);
}

static void model_step(struct model *m)
{
    m->item = (m->item + 1) % model_length(m);
    m->passes += m->item == m->began_with;
    bool in_row = m->row >= 0 && !model_one_row(m);
    if (in_row && m->row_loops && m->passes == m->row_loops)
        model_light(m, -1, m->row, m->until);
    else if (!in_row && m->page_loops && m->passes == m->page_loops)
        m->state = MODEL_PAUSED;
    else
        m->until += m->scan;
}

/* Up to and with `at`: a press at the edge belongs to what lights up there. */
static void model_pass(struct model *m, time_us at)
{
    while ((m->state == MODEL_LIT || m->state == MODEL_SETTLING) && m->until <= at && m->row_count) {
        if (m->state == MODEL_SETTLING)
            model_start(m, m->until);
        else
            model_step(m);
    }
}

enum model_outcome { MODEL_TAKES, MODEL_NARROWS, MODEL_GOES_BACK, MODEL_GOES_ON, MODEL_NOTHING };

/* A press that counts. `id`: what it takes, or narrows to. After MODEL_TAKES: model_taken(). */
static enum model_outcome model_press(struct model *m, time_us at, const char **id)
{
    *id = model_lit(m);
    if (m->state == MODEL_PAUSED) {
        model_start(m, at);
        return MODEL_GOES_ON;
    }
    if (m->state != MODEL_LIT)
        return MODEL_NOTHING;
    if (m->row >= 0 && model_is_exit(*id)) {
        model_light(m, -1, m->row, at);
        return MODEL_GOES_BACK;
    }
    if (m->row >= 0)
        return MODEL_TAKES;
    if (m->rows[m->item].choices > 1) {
        model_light(m, m->item, 0, at);
        return MODEL_NARROWS;
    }
    for (int i = 0; i < m->rows[m->item].count; i++)
        if (!model_is_exit(m->rows[m->item].cells[i]))
            *id = m->rows[m->item].cells[i];
    return MODEL_TAKES;
}

/* The page may be another now: model_read() first. `voice_until`: what was said ends then; 0: nothing was. */
static void model_taken(struct model *m, time_us at, time_us voice_until)
{
    m->state = MODEL_SETTLING;
    m->until = at + m->pause;
    if (m->waits_for_voice && voice_until > m->until)
        m->until = voice_until;
}

#endif
