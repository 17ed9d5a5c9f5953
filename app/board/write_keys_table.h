/* How the tables of keys are written, for write_keys*.c only: short names for struct write_key (write_keys.h). */
#ifndef YINIAN_BOARD_WRITE_KEYS_TABLE_H
#define YINIAN_BOARD_WRITE_KEYS_TABLE_H

#include <stddef.h>

#include "base/text.h"
#include "board/write_keys.h"

/* clang-format off */
#define NONE           {KEY_NONE, NULL, NULL, NULL, NULL}
#define INITIAL(x)     {KEY_INITIAL, x, NULL, NULL, NULL}
#define NO_INITIAL     {KEY_INITIAL, "'", "aoe", NULL, NULL}
#define STROKE(x, y)   {KEY_STROKE, x, NULL, y, NULL}
#define MARK(x, y)     {KEY_MARK, x, NULL, y, NULL}
#define RARER(x, y)    {KEY_RARER, x, NULL, y, NULL}
#define LETTER(x)      {KEY_LETTER, x, NULL, NULL, NULL}
#define TYPE(x)        {KEY_TYPE, x, NULL, NULL, NULL}
#define SPACE          {KEY_TYPE, " ", N_("space"), NULL, NULL}
#define LETTERS        {KEY_BOARD, "letters", "abc", NULL, NULL}
#define DIGITS         {KEY_BOARD, "digits", "123", NULL, NULL}
#define PUNCTUATION    {KEY_BOARD, "punctuation", "，。？", NULL, NULL}
#define MARKS          {KEY_BOARD, "punctuation", ".,?", NULL, NULL}
/* clang-format on */

#define ROWS(places) ((int)(sizeof(places) / sizeof(places)[0]))

#endif
