/* Inside the world: world.c (what is loaded), world_keep.c (what is kept). */
#ifndef YINIAN_RUN_WORLD_PARTS_H
#define YINIAN_RUN_WORLD_PARTS_H

#include "run/world.h"

/* world.c; false: the path would be too long */
bool world_own_file(const struct world *world, const char *folder, const char *name, char path[PLACE_BYTES]);
bool world_settings_path(const struct world *world, char path[PLACE_BYTES]);
bool world_said_path(const struct world *world, char path[PLACE_BYTES]);
/* Not what is left of a file by a power cut or a failing disk: empty, zeroed, no UTF-8. */
bool world_is_text(const struct buffer *bytes);

/* world_keep.c: settings without a fault are kept as .settings.good too, which serves when settings.conf is destroyed. */
void world_keep_good(const struct world *world, const struct buffer *settings);

#endif
