/* The person's own boards out of their files: DATA/boards, Open Board Format (board/obf.h).
 *
 * A file that was right once and is broken now stays as it was, and the complaint says where it is broken. Pictures are put
 * into DATA/boards/.pictures, named by what is in them: a PNG is drawn from there, others wait for board_pictures.h; what no
 * board has any more is taken away. So with sounds: DATA/boards/.sounds; they are read when they are to be played. */
#ifndef YINIAN_RUN_BOARD_FILES_H
#define YINIAN_RUN_BOARD_FILES_H

#include "base/diagnostic.h"
#include "board/own_boards.h"
#include "run/place.h"
#include "store/store.h"

struct board_files {
    char folder[PLACE_BYTES], pictures[PLACE_BYTES], sounds[PLACE_BYTES];
    struct store_options store, picture_store; /* pictures can be made anew */
    struct own_boards own; /* stays at its address */
};

/* The folder is made if it is not there. Tells errors alone: what cannot be taken of a board was told when it was imported, and is
 * told by board_files_check(). */
void board_files_open(struct board_files *files, const char *data, const struct store_options *store,
                      struct diagnostics *problems);
void board_files_close(struct board_files *files);
/* All of it anew; pointers into `own` are gone. */
void board_files_reload(struct board_files *files, struct diagnostics *problems);
/* Everything that is to be said about the files as they are now. */
void board_files_check(const struct board_files *files, struct diagnostics *problems);

/* One file into an empty set, whatever it is called; false: there is nothing to take. `zip`: it is an archive. */
bool board_files_read(const char *bytes, size_t size, const char *path, struct obf_set *set, bool *zip,
                      struct diagnostics *problems);

#endif
