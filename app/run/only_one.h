/* One program at a time writes into the person's folder: FOLDER/.running is locked by it as long as it lives, however it
 * ends (flock: a killed one leaves no lock behind), and holds its process number for people to read.
 *
 *     second start ── .running is locked ──▶ .show is written ── the first one sees it (run/watch.h), brings its window to
 *                                                 │               the front and removes it
 *                                                 └─ says so, or that the first does not answer; leaves with ONLY_ONE_EXIT
 *
 * Where nothing can be locked (a read-only disk) it starts all the same: nobody is left without a voice by that. */
#ifndef YINIAN_RUN_ONLY_ONE_H
#define YINIAN_RUN_ONLY_ONE_H

#include <stdbool.h>

#define ONLY_ONE_SHOW ".show" /* in the folder */

enum { ONLY_ONE_EXIT = 75 }; /* EX_TEMPFAIL of sysexits.h: it can be started when the other has ended */

/* The folder is made. A descriptor for only_one_leave(), −1 where nothing can be locked. `taken`: another one runs. */
int only_one_enter(const char *folder, bool *taken);
void only_one_leave(int lock);
/* Asks the other one to show itself, and tells on stderr what came of it. */
void only_one_show(const char *folder);
/* That other one has been asked: the window comes to the front, and it answers. */
void only_one_answer(const char *folder);

#endif
