/* `yinian --supervise`: starts the program and begins it anew when it dies or hangs, until the person or the caregiver ends
 * it. Has no window, no sound and no thread; sleeps until it is needed (life.h). What follows a death: crash_loop.h.
 *
 *     start ──first picture──▶ running ──died, or no sign of life──▶ pause ──▶ start
 *                                │ ended by itself with 0 → 0; SIGTERM, SIGINT, SIGHUP → it is told to end, and has 5 s
 *
 * A program that hangs is killed: it cannot keep anything any more, and what the person wrote lies in life.h. No core is
 * left behind, which would hold what was said. When the supervisor itself is killed the program lives on: nobody is
 * silenced by that. */
#ifndef YINIAN_RUN_SUPERVISE_H
#define YINIAN_RUN_SUPERVISE_H

#include <stdbool.h>

bool supervise_is_child(void); /* a supervisor has started this program */
/* `words`: its own command line, which the program gets too. `safe`: it begins on that level. Returns the exit status. */
int supervise_run(char *const *words, bool safe);

#endif
