/* yinian(5): what a caregiver may write by hand. */
#include "base/text.h"
#include "input/switch_map.h"
#include "run/manual.h"
#include "run/roff.h"
#include "run/setting_text.h"
#include "settings/settings.h"

static void add_setting(struct buffer *out, const struct setting_info *info)
{
    struct buffer text = {0}, values = {0}, start = {0};
    buffer_printf(&text, "%s: %s", _(info->label), _(info->help));
    setting_valid_text(info, &values);
    setting_start_text(info, &start);
    roff_item(out, info->name, buffer_text(&values), buffer_text(&text));
    if (start.size) {
        buffer_clear(&text);
        buffer_printf(&text, _("At the start: %s"), buffer_text(&start));
        roff_below(out, buffer_text(&text));
    }
    buffer_destroy(&text);
    buffer_destroy(&values);
    buffer_destroy(&start);
}

static void add_settings(struct buffer *out)
{
    roff_section(out, _("SETTINGS"));
    roff_paragraph(
        out,
        _("settings.conf holds one setting a line, name = value. A # begins a comment. What is wrong is "
          "told with file, line and column, and left as it was; the rest counts. Changes work as soon as "
          "the file is saved, and a change on the screen keeps comments."));
    roff_example(out, "scan_time = 1200     # ms");
    for (size_t i = 0; i < settings_count(); i++) {
        const struct setting_info *info = &settings_table[i];
        if (i == 0 || info->group != info[-1].group)
            roff_subsection(out, _(setting_group_label(info->group)));
        add_setting(out, info);
    }
}

static void add_switches(struct buffer *out)
{
    roff_section(out, _("SWITCHES"));
    roff_paragraph(
        out,
        _("A line switch = FUNCTION DEVICE KEY for each. The device is a name in quotes (* is any text), "
          "vendor:product, any, keyboard, gamepad or mouse; the key a name that yinian --devices shows, or "
          "any. Without such a line Space, Enter and the buttons of gamepads select."));
    roff_example(out, "switch = select \"Buzz Button\" KEY_SPACE");
    roff_example(out, "switch = step 1209:0001 BTN_TRIGGER");
    for (int function = 0; function < SWITCH_FUNCTIONS; function++) {
        const struct switch_function_info *info = switch_function_info((enum switch_function)function);
        roff_item(out, info->name, NULL, _(info->help));
    }
}

static void add_phrases(struct buffer *out)
{
    roff_section(out, _("PHRASES"));
    roff_paragraph(
        out,
        _("phrases/zh/*.md and phrases/en/*.md, in the order of their names. A line that begins with # is a "
          "category, with - a phrase. Before | stands what is on the tile, behind it what is said. In "
          "braces at the end: reading (pinyin with tone digits), colour, picture, recording, id."));
    roff_example(out, "# Breathing {colour: blue}");
    roff_example(out, "- Suction | Please do the suction, quickly.");
    roff_example(out, "- 我去趟银行 {读音: 银行 yin2 hang2}");
    roff_paragraph(
        out, _("A phrase with the category and label of one that comes with the program takes its place."));
}

static void add_articles(struct buffer *out)
{
    roff_section(out, _("ARTICLES"));
    roff_paragraph(
        out,
        _("articles/*.md are the family's own pages of the library. The first line that begins with # is "
          "the title; ## begins a part, - an item of a list, > a callout; an empty line ends a "
          "paragraph."));
}

void manual_files(struct buffer *out)
{
    roff_begin(out, "YINIAN", "5", _("Yinian"));
    roff_section(out, _("NAME"));
    buffer_add_text(out, "yinian \\- ");
    roff_text(out, _("settings, phrases and articles of Yinian"));
    buffer_add_byte(out, '\n');
    roff_section(out, _("DESCRIPTION"));
    roff_paragraph(
        out,
        _("Plain text in UTF-8, in the person's folder (see yinian(1)). yinian --check says what is wrong in "
          "any of them."));
    add_settings(out);
    add_switches(out);
    add_phrases(out);
    add_articles(out);
    roff_section(out, _("SEE ALSO"));
    roff_paragraph(out, "yinian(1), yinian-driver(7)");
}
