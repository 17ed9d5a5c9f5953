#include "app_parts.h"

#include <string.h>

/* How likely each cell is to be wanted, before anything happened: the prior of evidence scanning.
 *
 * Words and keys share what the language model expects (predictor->weigh). What ends or mends a message is likely when
 * there is something to end or to mend. The figures are shares of a whole of about 1; those of the functions were
 * chosen from how often a sentence of some ten choices needs them. */

static double weight_of_action(const struct app *app, const struct cell *cell)
{
    bool written = message_size(&app->message) > 0, spelt = app->message.now.unit_count > 0;
    switch (cell->action.kind) {
    case ACTION_SPEAK:
        return written && !spelt ? 0.12 : 0.002;
    case ACTION_UNDO: /* the less sure the last choice was, the likelier it is taken back */
        return 0.02 + 0.5 * (1 - evidence_confidence(app->evidence));
    case ACTION_DELETE:
        return 0.006;
    case ACTION_MORE:
        return spelt ? 0.06 : 0.01;
    case ACTION_CALL:
    case ACTION_BACK:
    case ACTION_HOME:
        return 0.004;
    case ACTION_OPEN:
    case ACTION_REST:
    case ACTION_CLEAR:
        return 0.003;
    default:
        return 0.01;
    }
}

static bool is_written_with(const struct cell *cell)
{
    return cell->commit || cell->spell_count > 0;
}

/* Who turned the page did not find the word among the likelier ones: what stands here now is the best guess, and half of
 * that each word alike; the rest is for the next page, and for having gone wrong. */
static void weigh_further_page(struct app *app, int count, double *weights)
{
    const struct page *page = app_shown(app);
    double words = 0;
    int word_count = 0;
    for (int i = 0; i < count; i++)
        if (page->cells[app->leaf_cells[i]].commit && !page->cells[app->leaf_cells[i]].empty) {
            words += weights[i];
            word_count++;
        }
    for (int i = 0; i < count; i++) {
        const struct cell *cell = &page->cells[app->leaf_cells[i]];
        if (cell->commit && !cell->empty)
            weights[i] = 0.25 / word_count + (words > 0 ? 0.25 * weights[i] / words : 0);
        else if (cell->action.kind == ACTION_MORE)
            weights[i] = 0.3;
        else if (cell->spell_count > 0)
            weights[i] *= 0.1;
    }
}

static bool has_letters(const struct app *app, const struct page *page, int count)
{
    for (int i = 0; i < count; i++)
        if (strncmp(page->cells[app->leaf_cells[i]].id, "letter.", 7) == 0)
            return true;
    return false;
}

/* "Speak" stands for the end of the message, where the predictor knows how likely that is. */
static struct predict_weight item_of(const struct cell *cell)
{
    if (cell->action.kind == ACTION_SPEAK)
        return (struct predict_weight){.text = ""};
    return (struct predict_weight){.text = cell->empty ? NULL : cell->commit,
                                   .unit = cell->empty || cell->spell_count == 0 ? NULL : cell->spell[0]};
}

/* On a page for writing: what the predictor says for keys and words. */
static void weigh_writing(struct app *app, int count, double *weights)
{
    struct predict_weight items[EVIDENCE_LEAVES_AT_MOST];
    const char *units[MESSAGE_UNITS_AT_MOST];
    const struct page *page = app_shown(app);
    struct predict_request request = {
        .context = message_text(&app->message),
        .context_size = message_size(&app->message),
        .units = units,
        .unit_count = message_units(&app->message, units),
        .page = app->settings.suggestions,
        .english = has_letters(app, page, count),
        .hanzi = !app_english(app),
        .traditional = app->settings.script == WRITE_TRADITIONAL,
    };
    for (int i = 0; i < count; i++)
        items[i] = item_of(&page->cells[app->leaf_cells[i]]);
    app->predictor->weigh(app->predictor->self, &request, items, count);
    double rest = 1;
    for (int i = 0; i < count; i++)
        if (is_written_with(&page->cells[app->leaf_cells[i]]) || items[i].weight > weights[i])
            rest -= weights[i] = items[i].weight;
    for (int i = 0; i < count; i++)
        if (page->cells[app->leaf_cells[i]].action.kind == ACTION_MORE)
            weights[i] = (request.english ? 0.01 : weights[i]) + (rest > 0 ? rest * 0.8 : 0);
    if (app->screens[app->screen_count - 1].page_number > 0)
        weigh_further_page(app, count, weights);
}

void app_weigh_cells(struct app *app, int count, double *weights)
{
    const struct page *page = app_shown(app);
    bool writing = strncmp(page->screen, "write", 5) == 0;
    for (int i = 0; i < count; i++) {
        const struct cell *cell = &page->cells[app->leaf_cells[i]];
        bool function = cell->role == CELL_ACTION || (writing && !is_written_with(cell));
        weights[i] = function ? weight_of_action(app, cell) : 0.03;
    }
    if (writing && app->predictor && app->predictor->weigh)
        weigh_writing(app, count, weights);
}
