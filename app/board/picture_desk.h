/* The pictures that a phrase can have, as the board that offers them asks for them: a struct of functions. The real one
 * (run/phrase_pictures.h) has the folder of the person's phrases behind it. Pure.
 *
 * look() says how many there are, now; the others tell of one of these, until the next look(). */
#ifndef YINIAN_BOARD_PICTURE_DESK_H
#define YINIAN_BOARD_PICTURE_DESK_H

#include <stdbool.h>

enum { PICTURE_DESK_AT_MOST = 500 };

struct picture_desk {
    void *self;
    int (*look)(void *self, bool english);
    const char *(*name)(void *self,
                        int index); /* as it stands in a file of phrases: "cat.png", "home/cat.png" */
    const char *(*path)(void *self, int index);    /* where it is drawn from */
    const char *(*problem)(void *self, int index); /* why it cannot be taken, N_(); NULL: it can */
    const char *(*folder)(void *self);             /* where they are to be put */
};

#endif
