/* What came of something that was to be kept. */
#ifndef YINIAN_RUN_KEPT_H
#define YINIAN_RUN_KEPT_H

enum world_kept {
    WORLD_KEPT,
    WORLD_LEFT,    /* the file is of a newer version of the program: not written, told at the start */
    WORLD_REFUSED, /* it can never be kept like this; there is a reason */
    WORLD_FAILED   /* the disk refuses: it can be tried again; there is a reason */
};

#endif
