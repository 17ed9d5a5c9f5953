/* Looking for a setting: by its name in the file, what it is called, its group, its values and its help, on a Chinese screen
 * in Chinese, in English, and by the letters of its pinyin ("smsj"). Pure. */
#ifndef YINIAN_BOARD_SETTING_SEARCH_H
#define YINIAN_BOARD_SETTING_SEARCH_H

#include <stdbool.h>

#include "predict/lexicon.h"
#include "settings/settings.h"

/* What a thing that can be found says of itself. English; it is found by the words of the screen's language too. */
struct searched {
    const char *name;                     /* "scan_time" */
    const char *label;                    /* N_() */
    const char *about;                    /* N_(): the group; NULL: nothing */
    const char *help;                     /* N_(), or NULL */
    const struct setting_choice *choices; /* SETTING_CHOICES_AT_MOST of them, or NULL */
};

/* How well it fits, the less the better: by its label, by its group or values, by its help, by single Hanzi in any of them;
 * −1: not at all. Every word of the question must be found, capitals or not. An empty question finds nothing. */
int setting_search_fit(const struct searched *thing, const char *question, const struct lexicon *lexicon);

#endif
