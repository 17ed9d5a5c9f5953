/* Parts a text of several lines where one pauses in speaking, as a person would who wrote it on a board: 有记号的键一亮就按，/
 * 一共十次。not 有记号的键一 / 亮就按，一共十次。
 *
 * Of all ways to part it the one of the least cost is taken. In thousandths:
 *     a line ends with a sentence 0, with a clause 30, with an item of a list 80, between English words 260, between
 *     Chinese characters 400 – no dictionary says which of them are one word –, before 的了吗… 150 more, between a number
 *     and what it counts (100 次) 600;
 *     one line more than needed 250; a line that is longer or shorter than the mean by a part p of it 250 p².
 * The weights were set by looking at the pages of Yinian. */
#ifndef YINIAN_VIEW_TEXT_PAUSES_H
#define YINIAN_VIEW_TEXT_PAUSES_H

#include "view/text_fit.h"

/* `fit` holds 2 or more lines, none wider than `width_px`; they are replaced if something better is found. With no
 * pause and no number inside the text nothing changes. `lines_at_most`: 1 to FIT_LINES_AT_MOST, as many as there is room for. */
void text_part_at_pauses(const char *text, size_t size, int width_px, int lines_at_most,
                         const struct text_measure *measure, struct text_fit *fit);

#endif
