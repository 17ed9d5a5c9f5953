#include "base/warning.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

#define WARNING_ROW(ENUM, name, urgent, text) {name, urgent, text},
static const struct warning_info table[] = {WARNING_TABLE(WARNING_ROW)};
#undef WARNING_ROW

const struct warning_info *warning_info(enum warning_kind kind)
{
    return &table[kind];
}

void warnings_init(struct warnings *warnings)
{
    *warnings = (struct warnings){0};
}

bool warnings_raise(struct warnings *warnings, enum warning_kind kind, const char *detail)
{
    char text[WARNING_TEXT_BYTES];
    utf8_copy(text, sizeof text, detail ? detail : "");
    if (warnings->items[kind].on && strcmp(warnings->items[kind].detail, text) == 0)
        return false;
    warnings->items[kind].on = true;
    warnings->items[kind].order = ++warnings->next_order;
    memcpy(warnings->items[kind].detail, text, sizeof text);
    return true;
}

bool warnings_clear(struct warnings *warnings, enum warning_kind kind)
{
    bool was = warnings->items[kind].on;
    warnings->items[kind].on = false;
    return was;
}

void warning_text(const struct warnings *warnings, enum warning_kind kind, char *text, size_t size)
{
    const char *format = _(table[kind].text);
    const char *place = strstr(format, "%s");
    if (!place)
        snprintf(text, size, "%s", format);
    else
        snprintf(text, size, "%.*s%s%s", (int)(place - format), format, warnings->items[kind].detail,
                 place + 2);
}

int warnings_list(const struct warnings *warnings, enum warning_kind *kinds, int most)
{
    int count = 0;
    unsigned long below = warnings->next_order + 1;
    while (count < most) {
        int best = -1;
        for (int kind = 0; kind < WARNING_KIND_COUNT; kind++)
            if (warnings->items[kind].on && warnings->items[kind].order < below &&
                (best < 0 || warnings->items[kind].order > warnings->items[best].order))
                best = kind;
        if (best < 0)
            break;
        kinds[count++] = (enum warning_kind)best;
        below = warnings->items[best].order;
    }
    return count;
}
