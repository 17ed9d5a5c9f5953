#include "paper/paper.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "paper/paper_parts.h"

#define URGENT "urgent" /* the category's id */

/* --- building ------------------------------------------------------------------------------------------- */

struct paper_sheet *paper_add_sheet(struct paper *paper, const char *title, const char *hint)
{
    if (paper->count == paper->capacity) {
        int more = paper->capacity ? paper->capacity * 2 : 16;
        struct paper_sheet *sheets = arena_new(&paper->arena, (size_t)more, sizeof *sheets);
        if (paper->count > 0)
            memcpy(sheets, paper->sheets, (size_t)paper->count * sizeof *sheets);
        paper->sheets = sheets;
        paper->capacity = more;
    }
    struct paper_sheet *sheet = &paper->sheets[paper->count++];
    sheet->title = arena_text(&paper->arena, title);
    sheet->hint = hint ? arena_text(&paper->arena, hint) : NULL;
    return sheet;
}

struct paper_table *paper_add_table(struct paper *paper, struct paper_sheet *sheet, const char *heading,
                                    int rows, int columns)
{
    struct paper_table *table = &sheet->tables[sheet->table_count++];
    *table = (struct paper_table){.rows = rows, .columns = columns, .numbered = true};
    table->heading = heading ? arena_text(&paper->arena, heading) : NULL;
    table->cells = arena_new(&paper->arena, (size_t)rows * (size_t)columns, sizeof *table->cells);
    return table;
}

struct paper_cell *paper_cell_at(const struct paper_table *table, int row, int column)
{
    return &table->cells[row * table->columns + column];
}

/* --- how to ask ----------------------------------------------------------------------------------------- */

static void add_how_to_ask(struct paper *paper)
{
    static const char *const paragraphs[] = {
        N_("Agree on the signs first: for instance eyes up, a blink, a squeeze of the hand."),
        N_("Yes = ______________    No = ______________"),
        N_("Hold the sheet where you both see it. First ask: \"Is it urgent?\" Then the urgent phrases come "
           "first."),
        N_("Ask for the row: \"Row 1? Row 2? Row 3? …\" Wait two seconds after each, and look for the sign "
           "for "
           "yes."),
        N_("Then ask along that row: \"Number 1? Number 2? …\", or read aloud what stands there."),
        N_("Say what was chosen, and ask: \"Is that right?\" If not, go back to the rows."),
        N_("To spell a word, do the same with the sheet for writing. Write down what there is already. "
           "When you guess the word, ask whether it is right."),
        N_("One question at a time, one that yes or no can answer. If nothing fits, ask: \"Something "
           "else?\""),
        N_("Take your time. Looking away or no sign may mean: neither yes nor no."),
    };
    enum { COUNT = sizeof paragraphs / sizeof *paragraphs };
    struct paper_sheet *sheet = paper_add_sheet(paper, _("How to ask"), NULL);
    const char **texts = arena_new(&paper->arena, COUNT + 1, sizeof *texts);
    for (int i = 0; i < COUNT; i++)
        texts[i] = arena_text(&paper->arena, _(paragraphs[i]));
    sheet->paragraphs = texts;
}

static void add_yes_and_no(struct paper *paper)
{
    static const char *const answers[] = {N_("Yes"),           N_("No"),
                                          N_("I do not know"), N_("Ask me in another way"),
                                          N_("Wait"),          N_("Something else")};
    struct paper_sheet *sheet = paper_add_sheet(paper, _("Yes and no"), NULL);
    struct paper_table *large = paper_add_table(paper, sheet, NULL, 1, 2);
    struct paper_table *others = paper_add_table(paper, sheet, NULL, 2, 2);
    large->numbered = others->numbered = false;
    for (int i = 0; i < 6; i++)
        (i < 2 ? &large->cells[i] : &others->cells[i - 2])->text = arena_text(&paper->arena, _(answers[i]));
}

/* --- phrases ---------------------------------------------------------------------------------------------- */

static const char *as_shown(struct paper *paper, const struct paper_source *source, const char *text)
{
    struct buffer turned = {0};
    bool turns =
        source->script && !source->english &&
        source->script->convert(source->script->self, SCRIPT_TRADITIONAL, text, strlen(text), &turned);
    const char *kept = arena_text(&paper->arena, turns ? buffer_text(&turned) : text);
    buffer_destroy(&turned);
    return kept;
}

static void fill_cell(struct paper *paper, const struct paper_source *source, struct paper_cell *cell,
                      const struct phrase *phrase)
{
    bool same = strcmp(phrase->label, phrase->spoken) == 0;
    cell->text = as_shown(paper, source, phrase->label_cut ? phrase->spoken : phrase->label);
    if (!same && !phrase->label_cut)
        cell->note = as_shown(paper, source, phrase->spoken);
}

/* Sheet after sheet, each numbered from 1. */
static void add_category(struct paper *paper, const struct paper_source *source,
                         const struct phrase_category *category)
{
    enum { A_SHEET = PAPER_PHRASE_COLUMNS * PAPER_PHRASE_ROWS };
    int count = (int)category->count, sheets = (count + A_SHEET - 1) / A_SHEET;
    const char *title = as_shown(paper, source, category->title);
    for (int i = 0; i < sheets; i++) {
        int left = count - i * A_SHEET, here = left < A_SHEET ? left : A_SHEET;
        struct paper_sheet *sheet = paper_add_sheet(
            paper, sheets > 1 ? arena_printf(&paper->arena, "%s (%d/%d)", title, i + 1, sheets) : title,
            NULL);
        int rows = (here + PAPER_PHRASE_COLUMNS - 1) / PAPER_PHRASE_COLUMNS;
        struct paper_table *table = paper_add_table(paper, sheet, NULL, rows, PAPER_PHRASE_COLUMNS);
        for (int k = 0; k < here; k++)
            fill_cell(paper, source, &table->cells[k], &category->phrases[i * A_SHEET + k]);
    }
}

static bool is_urgent(const struct phrase_category *category)
{
    return strcmp(category->id, URGENT) == 0;
}

static void add_phrases(struct paper *paper, const struct paper_source *source, bool urgent)
{
    for (size_t i = 0; i < source->phrases->count; i++)
        if (is_urgent(&source->phrases->categories[i]) == urgent)
            add_category(paper, source, &source->phrases->categories[i]);
}

/* --- whole ------------------------------------------------------------------------------------------------ */

void paper_init(struct paper *paper, const struct paper_source *source)
{
    *paper = (struct paper){.count = 0};
    arena_init(&paper->arena);
    add_how_to_ask(paper);
    add_yes_and_no(paper);
    add_phrases(paper, source, true);
    paper_add_writing(paper, source);
    paper_add_body(paper);
    add_phrases(paper, source, false);
}

void paper_destroy(struct paper *paper)
{
    arena_destroy(&paper->arena);
}
