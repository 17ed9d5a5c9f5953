#include "run/setting_text.h"

#include "base/text.h"

void setting_valid_text(const struct setting_info *info, struct buffer *out)
{
    if (info->type == SETTING_TEXT) {
        buffer_add_text(out, _("a text"));
        return;
    }
    for (int value = info->least; info->type == SETTING_CHOICE && value <= info->most; value++)
        buffer_printf(out, "%s%s", value ? " | " : "", info->choices[value].name);
    if (info->type == SETTING_YES_NO)
        buffer_add_text(out, "yes | no");
    if (info->tenths)
        buffer_printf(out, "%d.%d … %d.%d %s", info->least / 10, info->least % 10, info->most / 10,
                      info->most % 10, _(info->unit));
    else if (info->type == SETTING_NUMBER)
        buffer_printf(out, "%d … %d%s%s", info->least, info->most, info->unit ? " " : "",
                      info->unit ? _(info->unit) : "");
}

void setting_start_text(const struct setting_info *info, struct buffer *out)
{
    if (info->type == SETTING_YES_NO)
        buffer_add_text(out, info->start ? "yes" : "no");
    else if (info->type == SETTING_CHOICE)
        buffer_add_text(out, info->choices[info->start].name);
    else if (info->tenths)
        buffer_printf(out, "%d.%d", info->start / 10, info->start % 10);
    else if (info->type == SETTING_NUMBER)
        buffer_printf(out, "%d", info->start);
}
