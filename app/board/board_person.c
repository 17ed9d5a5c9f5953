#include "board/board_parts.h"

#include <math.h>

#include "base/text.h"

/* For the caregiver: how this person presses, in plain words; from here it can be practised, or forgotten. */

enum { LINE_PARTS = 25, FEW_PRESSES = 5 };

static int presses_of(const struct evidence_person *person)
{
    return person ? (int)lround(person->hits + person->reading_hits + person->slips) : 0;
}

/* "0 s ┄┄┄━━●━━┄┄┄┄ 1 s": from the light-up to the end of the scan time, or as far as presses come; the strong part
 * holds two presses of three. */
static const char *timing_line(const struct board_context *context, struct page *page)
{
    double mean_s = evidence_person_mean_s(context->person, EVIDENCE_AFTER_SILENCE);
    double sd_s = evidence_person_sd_s(context->person, EVIDENCE_AFTER_SILENCE);
    double end_s = fmax(context->settings->scan_time_ms / 1000.0, ceil(10 * (mean_s + 2 * sd_s)) / 10);
    struct buffer line = {0};
    buffer_printf(&line, "0 %s ", _("s"));
    int middle = (int)(mean_s / end_s * LINE_PARTS);
    for (int i = 0; i < LINE_PARTS; i++) {
        double from_s = i * end_s / LINE_PARTS, to_s = (i + 1) * end_s / LINE_PARTS;
        bool strong = to_s > mean_s - sd_s && from_s < mean_s + sd_s;
        buffer_add_text(&line, i == middle ? "●" : strong ? "━" : "┄");
    }
    buffer_printf(&line, " %g %s", end_s, _("s"));
    const char *text = arena_text(&page->arena, buffer_text(&line));
    buffer_destroy(&line);
    return text;
}

static const char *in_words(const struct board_context *context, struct page *page)
{
    const struct evidence_person *person = context->person;
    int presses = presses_of(person);
    if (presses < FEW_PRESSES)
        return _("How you press is not known yet.\nIt is learnt while you write with sets by evidence, or by "
                 "practising.");
    double mean_s = evidence_person_mean_s(person, EVIDENCE_AFTER_SILENCE);
    double sd_s = evidence_person_sd_s(person, EVIDENCE_AFTER_SILENCE);
    const char *when =
        arena_printf(&page->arena,
                     _("You press %.2f s after the light comes; two times of three between %.2f and %.2f s."),
                     mean_s, fmax(mean_s - sd_s, 0), mean_s + sd_s);
    const char *rates =
        arena_printf(&page->arena,
                     _("Of 100 lights you want, about %d are missed; of 100 others, about %d are "
                       "pressed by mistake."),
                     (int)lround(100 * evidence_person_miss(person, false)),
                     (int)lround(100 * evidence_person_slip(person)));
    const char *from =
        arena_printf(&page->arena, _("Learnt from %d presses; the newest count most."), presses);
    return arena_printf(&page->arena, "%s\n%s\n%s", when, rates, from);
}

void board_person_build(const struct board_context *context, struct page *page)
{
    int presses = presses_of(context->person);
    page_begin(page, context->screen, _("How you press"));
    page->shape = PAGE_ASK;
    page->question = arena_text(&page->arena, in_words(context, page));
    page_section(page, "person");
    if (presses >= FEW_PRESSES) {
        page_row(page, "timing", ROW_STRIP);
        page_cell(page, CELL_LINE, "person.timing", timing_line(context, page));
    }
    page_row(page, "person", ROW_CELLS);
    board_add_open(page, CELL_TILE, "practice", _("Practise"))->mark = MARK_KEEP;
    struct cell *cell = board_add_open(page, CELL_TILE, "health", _("Switch health"));
    if (context->habit_proposal.kind != HABIT_NO_PROPOSAL)
        cell->note = _("a proposal");
    board_add_action(page, ACTION_FORGET_PERSON, NULL)->empty = presses == 0;
    board_add_bar(context, page);
}
