#include "action/action.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

#define ACTION_ROW(ENUM, name, argument, help) {name, argument, help},
static const struct action_info table[] = {ACTION_TABLE(ACTION_ROW)};
#undef ACTION_ROW

const struct action_info *action_info(enum action_kind kind)
{
    return &table[kind < ACTION_KIND_COUNT ? kind : ACTION_NONE];
}

bool action_parse(const char *text, struct action *action)
{
    const char *colon = strchr(text, ':');
    size_t length = colon ? (size_t)(colon - text) : strlen(text);
    for (int kind = 0; kind < ACTION_KIND_COUNT; kind++) {
        if (strlen(table[kind].name) != length || memcmp(table[kind].name, text, length) != 0)
            continue;
        if (table[kind].takes_argument != (colon && colon[1]))
            return false;
        *action = (struct action){(enum action_kind)kind, colon ? colon + 1 : NULL};
        return true;
    }
    return false;
}

void action_format(const struct action *action, char *text, size_t size)
{
    const struct action_info *info = action_info(action->kind);
    if (info->takes_argument && action->argument)
        snprintf(text, size, "%s:%s", info->name, action->argument);
    else
        snprintf(text, size, "%s", info->name);
}
