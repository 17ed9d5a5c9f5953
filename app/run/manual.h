/* `yinian --manual 1|5|7`: the man pages, made from the tables of options, settings, switch functions, actions and the
 * driver's commands, in the language asked for (packaging/CMakeLists.txt installs them). */
#ifndef YINIAN_RUN_MANUAL_H
#define YINIAN_RUN_MANUAL_H

#include <stdio.h>

#include "base/buffer.h"

/* `section`: "1" (the program), "5" (its files) or "7" (the driver). `language`: "zh", "en" or NULL for Chinese. The
 * exit status. */
int manual_run(const char *section, const char *language, FILE *out);

void manual_program(struct buffer *out);
void manual_files(struct buffer *out);
void manual_driver(struct buffer *out);

#endif
