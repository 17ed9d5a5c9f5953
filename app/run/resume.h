/* Where the person was, from one program to the next that a supervisor starts (life.h). `text` is memory that both use. */
#ifndef YINIAN_RUN_RESUME_H
#define YINIAN_RUN_RESUME_H

#include "app.h"
#include "run/life.h"

/* Into `setup`, which borrows `text`; false: it begins as ever. */
bool resume_begin(const struct life *life, struct buffer *text, struct app_setup *setup);
void resume_keep(struct life *life, struct buffer *text, const struct app *app);

#endif
