/* The person's boards on paper as a file: `yinian --paper`, and the page of that name in the settings. */
#ifndef YINIAN_RUN_PAPER_FILE_H
#define YINIAN_RUN_PAPER_FILE_H

#include "run/world.h"

struct paper_options {
    const char *data, *profile; /* as for a start */
    const char *language;       /* "zh", "en"; NULL: that of the screen */
    const char *file;           /* NULL: DATA/paper/boards-DATE.pdf */
};

/* Writes the file and tells its name on standard output. Returns the exit status. */
int paper_run(const struct paper_options *options);

/* What is to be drawn, taken out of the world: it can be drawn on another thread while the world changes. */
struct paper_job;
struct paper_job *paper_job_new(const struct world *world, const struct settings *settings);
/* Draws it and writes DATA/paper/boards-DATE.pdf (or `file`), whole or not at all. `path` gets the name. */
bool paper_job_write(const struct paper_job *job, const char *file, char path[PLACE_BYTES], char *reason,
                     size_t reason_size);
void paper_job_free(struct paper_job *job); /* NULL allowed */

#endif
