#include "run/options.h"

#include <string.h>

#include "run/language.h"
#include "run/place.h"

#define OPTION_INFO(ENUM, name, argument, mode, help) {name, argument, mode, help},
static const struct option_info infos[] = {{NULL, NULL, false, NULL}, OPTION_TABLE(OPTION_INFO)};

const struct option_info *option_info(enum option_kind kind)
{
    return &infos[kind];
}

void options_for_getopt(struct option table[OPTION_KIND_COUNT])
{
    for (int kind = 1; kind < OPTION_KIND_COUNT; kind++) {
        const char *argument = infos[kind].argument;
        bool wants = argument && argument[0] != '[';
        table[kind - 1] =
            (struct option){infos[kind].name, wants ? required_argument : no_argument, NULL, kind};
    }
    table[OPTION_KIND_COUNT - 1] = (struct option){0};
}

static void help_line(const struct option_info *info, FILE *out)
{
    fprintf(out, "  --%s%s%s\n      %s\n", info->name, info->argument ? " " : "",
            info->argument ? info->argument : "", info->help);
    if (strcmp(_(info->help), info->help) != 0)
        fprintf(out, "      %s\n", _(info->help));
}

void options_help(FILE *out)
{
    struct places places;
    places_find(&places, NULL);
    screen_language_start(places.locale);
    screen_language_set(false, false);
    fputs("yinian 一念 " YINIAN_VERSION "\n\n  yinian [OPTION …]\n\n", out);
    for (int kind = 1; kind < OPTION_KIND_COUNT; kind++)
        help_line(&infos[kind], out);
}
