/* Draws a scene: into memory, part by part, or into a PNG. Needs fonts but no window and no video system. */
#ifndef YINIAN_VIEW_DRAW_H
#define YINIAN_VIEW_DRAW_H

#include "base/diagnostic.h"
#include "view/node.h"
#include "view/paint.h"
#include "view/picture_reader.h"
#include "view/scene.h"

struct painter;

/* Opens the fonts; what is wrong with them goes to `problems` (may be NULL). Never NULL: without any font it draws
 * everything but text. */
struct painter *painter_new(struct diagnostics *problems);
void painter_free(struct painter *painter); /* NULL allowed */
/* The painter's fonts, NULL without any. Borrowed. */
struct font_set *painter_fonts(struct painter *painter);

/* From now on pictures are read on a thread (`load`: picture_load()). A page whose pictures are not there within a blink is drawn
 * without them, their places empty. */
void painter_read_beside(struct painter *painter, picture_reader_load *load);
/* Takes those that came later. True: all is to be drawn again. Never between the parts of one picture. */
bool painter_take_pictures(struct painter *painter);

/* Draws what lies inside the canvas's clip. The tree must be that of the scene, for a screen as large as the
 * canvas. */
void painter_draw(struct painter *painter, const struct scene *scene, const struct node_tree *tree,
                  const struct canvas *canvas);

/* Draws the whole scene and writes it as a PNG, whole or not at all; the same scene gives the same bytes. Returns 0
 * or an errno value (EINVAL: not a size). */
int painter_shot(struct painter *painter, const struct scene *scene, int width, int height, const char *path);
/* The same with a painter of its own: for one picture. */
int view_shot(const struct scene *scene, int width, int height, const char *path);

#endif
