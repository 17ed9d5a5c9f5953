/* What gaze_look makes of the recorded traces of ../shared/samples/gaze (index.tsv there says what they are). */
#ifndef YINIAN_TESTS_BENCH_LOOK_TRACES_H
#define YINIAN_TESTS_BENCH_LOOK_TRACES_H

/* Prints the figures of each trace: as it is, as a tracker of 60 Hz would have sent it, and as it would move a window's
 * cursor. Says which are not in the folder. */
void look_traces_print(const char *folder);

#endif
