/* Where a line may end, for Chinese and Latin text mixed, as Chinese books do it (GB/T 15834, CLREQ):
 *     between any two Chinese characters, but no line begins with closing punctuation （，。、！？）”） nor
 *     ends with opening punctuation （“（《）; Latin words, numbers and their units stay whole; spaces hang; behind a
 *     slash or a hyphen, if no figure follows (RAG-21). */
#ifndef YINIAN_VIEW_LINE_BREAK_H
#define YINIAN_VIEW_LINE_BREAK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum line_break { LINE_BREAK_NO, LINE_BREAK_MAY, LINE_BREAK_MUST };

/* Between the characters `before` and `after`. A newline must break after itself. */
enum line_break line_break_between(uint32_t before, uint32_t after);

#endif
