/* Pictures of other formats into PNG by `yinian-picture` (app/picture/main.c), which is started when the first one comes and
 * ended with the last. One that ends it, or takes longer than PICTURE_MAKER_MS, is refused, and it is started anew. */
#ifndef YINIAN_RUN_PICTURE_MAKER_H
#define YINIAN_RUN_PICTURE_MAKER_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/buffer.h"

enum { PICTURE_MAKER_MS = 10000 };

struct picture_maker {
    const char *program; /* borrowed */
    int stop_fd;         /* an eventfd that breaks off what goes on; −1: none */
    pid_t pid;           /* 0: it does not run */
    int fd;
};

enum picture_made {
    PICTURE_MADE,
    PICTURE_REFUSED,   /* it is no such picture, or too much of one: for ever */
    PICTURE_BROKEN_OFF /* stopped, or the program cannot be started: another time */
};

void picture_maker_init(struct picture_maker *maker, const char *program, int stop_fd);
void picture_maker_end(struct picture_maker *maker);
/* `reason`: a text in the language of the screen, when it is refused. */
enum picture_made picture_maker_make(struct picture_maker *maker, const char *bytes, size_t size,
                                     struct buffer *png, const char **reason);

#endif
