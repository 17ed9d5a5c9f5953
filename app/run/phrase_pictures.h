/* The pictures that lie beside the person's phrases: PNG files in DATA/phrases/zh or en, and in the folders in these. Looked for
 * anew whenever somebody asks, by name.
 *
 * Whether one is damaged shows only when all of it is read. That is done for so many pixels at each look and remembered by
 * the file's time and size: one who calls must not wait for photographs. */
#ifndef YINIAN_RUN_PHRASE_PICTURES_H
#define YINIAN_RUN_PHRASE_PICTURES_H

#include "board/picture_desk.h"

enum { PHRASE_PICTURES_PIXELS = 2 * 1000 * 1000 }; /* one large one, or a page of small ones */

struct phrase_pictures;

/* `data`: the person's folder. */
struct phrase_pictures *phrase_pictures_new(const char *data);
void phrase_pictures_free(struct phrase_pictures *pictures);
const struct picture_desk *phrase_pictures_desk(const struct phrase_pictures *pictures);

#endif
