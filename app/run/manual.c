#include "run/manual.h"

#include <string.h>

#include "action/action.h"
#include "base/text.h"
#include "run/driver_command.h"
#include "run/language.h"
#include "run/options.h"
#include "run/person_files.h"
#include "run/place.h"
#include "run/roff.h"

/* --- yinian(1) -------------------------------------------------------------------------------------------- */

static void name_line(struct buffer *out, const char *name, const char *what)
{
    roff_section(out, _("NAME"));
    roff_text(out, name);
    buffer_add_text(out, " \\- ");
    roff_text(out, what);
    buffer_add_byte(out, '\n');
}

static void add_options(struct buffer *out)
{
    for (int kind = 1; kind < OPTION_KIND_COUNT; kind++) {
        const struct option_info *info = option_info((enum option_kind)kind);
        char name[64];
        snprintf(name, sizeof name, "--%s", info->name);
        roff_item(out, name, info->argument, _(info->help));
    }
}

static void add_keeping(struct buffer *out)
{
    roff_section(out, _("SAVING, GOING BACK, MOVING"));
    roff_paragraph(
        out, _("--save writes everything of the person into one file: settings, phrases, boards, recordings, "
               "learnt words, what was said. On another computer --restore puts it back."));
    roff_example(out, "yinian --save li-2026-11-22.yinian");
    roff_example(out, "yinian --restore li-2026-11-22.yinian");
    roff_paragraph(
        out,
        _("--restore checks the whole file first, keeps a copy of what is there, and asks. It replaces "
          "everything. --restore undo goes back. It is refused while the program runs with that folder."));
    roff_paragraph(
        out,
        _("On every day on which something changed the program makes a copy by itself; the last seven are "
          "kept. --copies lists them, --restore with a date such as 2026-11-22 goes back to one."));
    roff_paragraph(
        out, _("A saved file is a gzipped tar that holds what the person said: whoever has it can read it."));
}

void manual_program(struct buffer *out)
{
    roff_begin(out, "YINIAN", "1", _("Yinian"));
    name_line(out, "yinian", _("a communication aid for one switch or a pair of eyes"));
    roff_section(out, _("SYNOPSIS"));
    buffer_add_text(out, "\\fByinian\\fR [\\fI");
    roff_text(out, _("OPTION"));
    buffer_add_text(out, "\\fR ...]\n");
    roff_section(out, _("DESCRIPTION"));
    roff_paragraph(
        out,
        _("For people who can neither speak nor use their hands. Groups of tiles light up one after another "
          "and a press of one switch takes what is lit; or what the eyes rest on is taken. The computer says "
          "it aloud, in Mandarin or English. Nothing leaves the computer."));
    roff_paragraph(
        out,
        _("Without options it starts with the settings, phrases and recordings of the person's folder."));
    roff_paragraph(out, _("It is no medical device: no alarm may hang on it alone."));
    roff_section(out, _("OPTIONS"));
    add_options(out);
    add_keeping(out);
    roff_section(out, _("FILES"));
    roff_paragraph(out, _("The person's folder is yinian in $XDG_DATA_HOME, else in ~/.local/share:"));
    for (size_t i = 0; person_file_info(i); i++)
        roff_item(out, person_file_info(i)->name, NULL, _(person_file_info(i)->help));
    roff_section(out, _("EXIT STATUS"));
    roff_item(out, "0", NULL, _("all is well"));
    roff_item(out, "1", NULL, _("something is wrong, or was left out; it is told"));
    roff_item(out, "2", NULL, _("the command line is wrong"));
    roff_section(out, _("SEE ALSO"));
    roff_paragraph(out, "yinian(5), yinian-driver(7), espeak-ng(1)");
}

/* --- yinian-driver(7) ------------------------------------------------------------------------------------- */

static const struct {
    const char *name, *help;
} answer_fields[] = {
    {"t", N_("milliseconds of virtual time since the start")},
    {"events", N_("what happened since the last answer, in order, each with its own t and kind: highlight, "
                  "select, screen, "
                  "message, say, said, call, rest, wake, saved, warning")},
    {"error", N_("instead: what was wrong with the command; nothing was changed")},
    {"nodes", N_("of tree: what stands on the screen, with id, role, label, rect, and lit where a press "
                 "would take it; "
                 "action, commit and spell say what a node does")},
    {"partner", N_("of partner: what who listens sees: state (off, nothing, writing, speaking, said, call), title, text")},
};

void manual_driver(struct buffer *out)
{
    roff_begin(out, "YINIAN\\-DRIVER", "7", _("Yinian"));
    name_line(out, "yinian-driver", _("Yinian in virtual time, for tests"));
    roff_section(out, _("SYNOPSIS"));
    roff_paragraph(out,
                   "yinian --drive [--screen 1280x800] [--profile NAME|FILE] [--data FOLDER] [--seed N]");
    roff_section(out, _("DESCRIPTION"));
    roff_paragraph(
        out,
        _("The whole aid without window, sound card or device. One command a line is read, one JSON object "
          "a line is answered; the same input gives the same bytes. End of input ends it."));
    roff_example(out, "printf 'wait 300\\ntap\\nquit\\n' | yinian --drive");
    roff_section(out, _("COMMANDS"));
    for (size_t i = 0; driver_command_info(i); i++) {
        const struct driver_command_info *info = driver_command_info(i);
        roff_item(out, info->name, info->arguments, _(info->help));
    }
    roff_section(out, _("ANSWERS"));
    for (size_t i = 0; i < sizeof answer_fields / sizeof *answer_fields; i++)
        roff_item(out, answer_fields[i].name, NULL, _(answer_fields[i].help));
    roff_section(out, _("ACTIONS"));
    roff_paragraph(out, _("What a node does, written as name or name:argument."));
    for (int kind = 0; kind < ACTION_KIND_COUNT; kind++) {
        const struct action_info *info = action_info((enum action_kind)kind);
        roff_item(out, info->name, info->takes_argument ? ":…" : NULL, _(info->help));
    }
    roff_section(out, _("SEE ALSO"));
    roff_paragraph(out, "yinian(1), yinian(5)");
}

/* --- which ------------------------------------------------------------------------------------------------ */

int manual_run(const char *section, const char *language, FILE *out)
{
    struct places places;
    struct buffer page = {0};
    places_find(&places, NULL);
    screen_language_start(places.locale);
    screen_language_set(language && strcmp(language, "en") == 0, false);
    if (strcmp(section, "1") == 0)
        manual_program(&page);
    else if (strcmp(section, "5") == 0)
        manual_files(&page);
    else if (strcmp(section, "7") == 0)
        manual_driver(&page);
    bool written = fwrite(buffer_text(&page), 1, page.size, out) == page.size && fflush(out) == 0;
    int status = page.size ? written ? 0 : 1 : 2;
    buffer_destroy(&page);
    return status;
}
