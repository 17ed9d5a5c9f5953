#include "app_parts.h"

#include <string.h>

#include "base/utf8.h"

/* How likely each cell is to be wanted, before anything happened: the prior of evidence scanning.
 *
 * Words and keys share what the language model expects (predictor->weigh), and so do "speak", which is the end of the
 * message, and the key that leads to the marks. What mends a message is likely when there is something to mend. Phrases
 * are the likelier the more often they were said. The figures are shares of a whole of about 1; those of the functions
 * were chosen from how often a sentence of some ten choices needs them. */

static bool leads_to(const struct cell *cell, const char *screen)
{
    return cell->action.kind == ACTION_OPEN && strcmp(cell->action.argument, screen) == 0;
}

/* From the digits, the further letters or the marks one goes back to where one writes. */
static double weight_of_opening(struct app *app, const struct cell *cell)
{
    const char *screen = app_shown(app)->screen;
    if (cell->role == CELL_URGENT)
        return 0.008;
    return strncmp(screen, "write:", 6) == 0 && leads_to(cell, "write") ? 0.03 : 0.003;
}

static double weight_of_action(struct app *app, const struct cell *cell)
{
    bool written = message_size(&app->message) > 0, spelt = app->message.now.unit_count > 0;
    switch (cell->action.kind) {
    case ACTION_SPEAK:
        return written && !spelt ? 0.03 : 0.002;
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
        return weight_of_opening(app, cell);
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
 * that each word alike; the rest is for the next page, for the keys, and for having gone wrong. */
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
        else if (cell->action.kind == ACTION_BACK)
            weights[i] = 0.05;
    }
}

/* Who went to the digits or the marks wants one of them: by the model, as far as it knows them, and each alike. */
static void weigh_typing(struct app *app, int count, double *weights)
{
    const struct page *page = app_shown(app);
    double keys = 0, words = 0;
    int key_count = 0;
    for (int i = 0; i < count; i++) {
        const struct cell *cell = &page->cells[app->leaf_cells[i]];
        bool key = cell->role == CELL_KEY && !cell->empty;
        key_count += key;
        *(key ? &keys : &words) += key || cell->role == CELL_WORD ? weights[i] : 0;
    }
    for (int i = 0; i < count; i++) {
        const struct cell *cell = &page->cells[app->leaf_cells[i]];
        if (cell->role == CELL_KEY && !cell->empty)
            weights[i] = 0.3 / key_count + (keys > 0 ? 0.3 * weights[i] / keys : 0);
        else if (cell->role == CELL_WORD && words > 0)
            weights[i] *= 0.2 / words;
    }
}

static bool has_letters(const struct app *app, const struct page *page, int count)
{
    for (int i = 0; i < count; i++)
        if (strncmp(page->cells[app->leaf_cells[i]].id, "letter.", 7) == 0)
            return true;
    return false;
}

static bool has_spelling(const struct app *app, const struct page *page, int count)
{
    for (int i = 0; i < count; i++)
        if (page->cells[app->leaf_cells[i]].spell_count > 0)
            return true;
    return false;
}

/* "Speak" stands for the end of the message, where the predictor knows how likely that is. */
static struct predict_weight item_of(const struct app *app, const struct cell *cell)
{
    if (cell->action.kind == ACTION_SPEAK)
        return (struct predict_weight){.text = message_size(&app->message) > 0 ? "" : NULL};
    return (struct predict_weight){.text = cell->empty ? NULL : cell->commit,
                                   .unit = cell->empty || cell->spell_count == 0 ? NULL : cell->spell[0]};
}

/* The marks, of which those that have no key on this page are behind another one. */
enum { MARKS = 4 };
static const char *const marks[2][MARKS] = {{"，", "。", "？", "！"}, {",", ".", "?", "!"}};

static bool is_on_page(const struct predict_weight *items, int count, const char *text)
{
    for (int i = 0; i < count; i++)
        if (items[i].text && strcmp(items[i].text, text) == 0)
            return true;
    return false;
}

static int add_hidden_marks(bool english, struct predict_weight *items, int count)
{
    int all = count;
    for (int i = 0; i < MARKS; i++)
        if (!is_on_page(items, count, marks[english][i]))
            items[all++] = (struct predict_weight){.text = marks[english][i]};
    return all;
}

/* As the board asks for its words (write_request()). */
static struct predict_request request_of(struct app *app, const char **units, int count)
{
    const struct page *page = app_shown(app);
    const char *text = message_text(&app->message);
    size_t size = message_size(&app->message);
    int unit_count = message_units(&app->message, units);
    bool letters = has_letters(app, page, count), english = app_english(app);
    return (struct predict_request){
        .context = text,
        .context_size = utf8_offset(text, size, (size_t)message_caret(&app->message)),
        .units = units,
        .unit_count = unit_count,
        .page = app->settings.suggestions,
        .english = letters && (unit_count > 0 || english),
        .hanzi = letters && !english,
        .hanzi_first = letters && app->settings.writing == WRITE_LETTERS,
        .traditional = app->settings.script == WRITE_TRADITIONAL,
    };
}

/* What the predictor expects, in place of what was guessed. Returns what is left of 1. */
static double take_weights(struct app *app, const struct predict_weight *items, int count, int all,
                           double *weights)
{
    const struct page *page = app_shown(app);
    double rest = 1, behind = 0;
    for (int i = count; i < all; i++)
        behind += items[i].weight;
    for (int i = 0; i < count; i++) {
        const struct cell *cell = &page->cells[app->leaf_cells[i]];
        if (is_written_with(cell) || items[i].weight > weights[i])
            rest -= weights[i] = items[i].weight;
        else if (leads_to(cell, APP_MARKS_SCREEN))
            weights[i] += behind;
    }
    return rest - behind;
}

/* On a page for writing: what the predictor says for keys and words. */
static void weigh_writing(struct app *app, int count, double *weights)
{
    struct predict_weight items[EVIDENCE_LEAVES_AT_MOST + MARKS];
    const char *units[MESSAGE_UNITS_AT_MOST];
    const struct page *page = app_shown(app);
    struct predict_request request = request_of(app, units, count);
    for (int i = 0; i < count; i++)
        items[i] = item_of(app, &page->cells[app->leaf_cells[i]]);
    int all = request.unit_count > 0 ? count : add_hidden_marks(app_english(app), items, count);
    app->predictor->weigh(app->predictor->self, &request, items, all);
    double rest = take_weights(app, items, count, all, weights);
    for (int i = 0; i < count; i++)
        if (page->cells[app->leaf_cells[i]].action.kind == ACTION_MORE)
            weights[i] = (request.english ? 0.01 : weights[i]) + (rest > 0 ? rest * 0.8 : 0);
    if (page->further)
        weigh_further_page(app, count, weights);
    else if (!has_spelling(app, page, count))
        weigh_typing(app, count, weights);
}

/* --- phrases --------------------------------------------------------------------------------------------- */

static int uses_of(const struct app *app, const char *text)
{
    int uses = 0;
    for (int i = 0; i < app->history_count; i++)
        uses += strcmp(app->history[i], text) == 0;
    return uses;
}

/* A phrase that was said n times today against one that was not: 2 n + 1 to 1 (each had half a use beforehand, Krichevsky
 * and Trofimov 1981). A category is as likely as its phrases are on the whole. */
static double use_of(const struct app *app, const struct cell *cell)
{
    static const char PHRASES[] = "phrases:";
    const struct phrase_set *set = app_phrases(app);
    const struct phrase *phrase =
        cell->action.kind == ACTION_SAY ? phrase_set_phrase(set, cell->action.argument) : NULL;
    if (phrase)
        return 1 + 2 * uses_of(app, phrase->spoken);
    if (cell->action.kind != ACTION_OPEN || strncmp(cell->action.argument, PHRASES, sizeof PHRASES - 1) != 0)
        return 1;
    const struct phrase_category *category =
        phrase_set_category(set, cell->action.argument + sizeof PHRASES - 1);
    int uses = 0;
    for (size_t i = 0; category && i < category->count; i++)
        uses += uses_of(app, category->phrases[i].spoken);
    return 1 + 2 * uses;
}

/* --- all pages ------------------------------------------------------------------------------------------- */

void app_weigh_cells(struct app *app, int count, double *weights)
{
    const struct page *page = app_shown(app);
    bool writing = strncmp(page->screen, "write", 5) == 0;
    for (int i = 0; i < count; i++) {
        const struct cell *cell = &page->cells[app->leaf_cells[i]];
        bool function = cell->role == CELL_ACTION || (writing && !is_written_with(cell));
        weights[i] = function ? weight_of_action(app, cell) : 0.03 * use_of(app, cell);
    }
    if (writing && app->predictor && app->predictor->weigh)
        weigh_writing(app, count, weights);
}

void app_weigh_page(struct app *app, double *weights)
{
    const struct page *page = app_shown(app);
    double listed[EVIDENCE_LEAVES_AT_MOST];
    int count = 0;
    for (int i = 0; i < page->cell_count; i++) {
        weights[i] = 0;
        if (app_cell_is_choice(&page->cells[i]) && count < EVIDENCE_LEAVES_AT_MOST)
            app->leaf_cells[count++] = i;
    }
    app_weigh_cells(app, count, listed);
    for (int i = 0; i < count; i++)
        weights[app->leaf_cells[i]] = listed[i];
}
