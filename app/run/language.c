#include "run/language.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>

void screen_language_start(const char *locale_folder)
{
    /* Only the words are ours to choose: numbers stay as C writes them, so that files read the same everywhere. */
    setlocale(LC_CTYPE, "C.UTF-8");
    setlocale(LC_MESSAGES, "C.UTF-8");
    bindtextdomain("yinian", locale_folder);
    bind_textdomain_codeset("yinian", "UTF-8");
    textdomain("yinian");
}

void screen_language_set(bool english, bool traditional)
{
    setenv("LANGUAGE", english ? "en" : traditional ? "zh_TW:zh_CN" : "zh_CN", 1);
    /* gettext looks at LANGUAGE again when the domain is bound anew (GNU gettext manual, "Being a gettext grok"). */
    textdomain("yinian");
}
