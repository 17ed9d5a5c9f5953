#include "board/phrase_fixed.h"

#include <string.h>

#include "base/text.h"

const struct phrase_fixed phrase_fixed[] = {
    {"yes", "home.yes", N_("Yes"), N_("Yes.")},
    {"no", "home.no", N_("No"), N_("No.")},
    {"call", "home.call", N_("Call"), N_("Please come! I need help.")},
    {0},
};

const struct phrase_fixed *phrase_fixed_find(const char *id)
{
    const struct phrase_fixed *fixed = phrase_fixed;
    while (fixed->id && strcmp(fixed->id, id) != 0)
        fixed++;
    return fixed->id ? fixed : NULL;
}
