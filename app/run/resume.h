/* Where the person was, from one program to the next that a supervisor starts (life.h). `text` is memory that both use.
 *
 *     folder 17           whose that is: of several people who share the machine one may have gone, another come (people.h);
 *     /home/li/.local/…   its size, and the folder
 *     screen 0 home       as of app_resume_write()
 *     …  */
#ifndef YINIAN_RUN_RESUME_H
#define YINIAN_RUN_RESUME_H

#include "app.h"
#include "run/life.h"
#include "run/place.h"

/* The folder of whoever was there in the program before this one; false: there was none, or the folder is gone. */
bool resume_folder(const struct life *life, char folder[PLACE_BYTES]);
/* Into `setup`, which borrows `text`; false: it begins as ever. Of another folder than this nothing is taken but a call that
 * rings, and rest. */
bool resume_begin(const struct life *life, struct buffer *text, const char *folder, struct app_setup *setup);
void resume_keep(struct life *life, struct buffer *text, const char *folder, const struct app *app);

#endif
