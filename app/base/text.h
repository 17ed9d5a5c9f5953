/* The words on the screen. The code holds English; gettext (app/po/zh_CN.po) holds the Chinese.
 * _() translates now, N_() marks a text in a table that is translated when it is used. */
#ifndef YINIAN_BASE_TEXT_H
#define YINIAN_BASE_TEXT_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text

#endif
