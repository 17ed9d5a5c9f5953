/* How one person presses: how often a press is missed or made by mistake, and when after a light-up it comes.
 * Learnt while they write, from weak beginnings; a few numbers that can be stored, shown and reset.
 *
 *   miss m    share of the steps in which the wanted key was lit and no press came
 *   slip f    share of the scan times in which it was not lit and a press came all the same
 *   g(t)      density of a press t seconds after the light-up. Two of them, for a light-up that follows a
 *             silent step and one that follows a press: the hand must let go first, and who anticipates can
 *             press at the very light-up only in the first case.
 *
 *   m = (misses + 1) / (hits + misses + 20)          f = (slips + 0.3) / (quiet + slips + 30)
 *   g(t) = 0.95 N(t; mean, sd) / N(t > 0) + 0.05 U(0, L),   L the length of the step
 *
 * (posterior means under Beta(1, 19) and Beta(0.3, 29.7): 5 % and 1 %, worth 20 and 30 steps; the uniform
 * part keeps one odd press from deciding anything). Mean and variance are running ones that begin as if
 * three presses had been seen, at 45 % of the scan time, and forget with a memory of about 60 presses;
 * counts are scaled down beyond 400 steps, so that the day's form is followed. An outlying press counts as
 * one at 3 sd. After Nomon, which learns the density of a person's clicks and infers from all of them
 * (Broderick and MacKay, "Fast and flexible selection with a single switch", PLoS ONE 4(10), 2009). */
#ifndef YINIAN_SCAN_EVIDENCE_PERSON_H
#define YINIAN_SCAN_EVIDENCE_PERSON_H

#include <stdbool.h>

enum evidence_context { EVIDENCE_AFTER_SILENCE, EVIDENCE_AFTER_PRESS };
enum { EVIDENCE_CONTEXTS = 2, EVIDENCE_PERSON_NUMBERS = 12 };
enum {
    EVIDENCE_COUNTS_AT_MOST = 400, /* steps of each kind that are remembered */
    EVIDENCE_PRESSES_AT_FIRST = 3, /* as many as the guess is worth that a mean begins with */
    EVIDENCE_PRESSES_AT_MOST = 60,
    EVIDENCE_MEAN_MOST_S = 10
};

struct evidence_reaction {
    double count, mean_s, variance_s2;
};

/* Steps are counted in real numbers: what is not sure is counted in part. */
struct evidence_person {
    double hits, misses;                 /* steps in which the wanted key was lit */
    double reading_hits, reading_misses; /* … and new words were still being read when it lit */
    double slips, quiet;                 /* scan times in which it was not */
    struct evidence_reaction reactions[EVIDENCE_CONTEXTS];
};

/* What is known of nobody in particular. */
void evidence_person_init(struct evidence_person *person, int scan_time_ms);
/* The same person at another scan time. When a press comes is the hand's own, in seconds, and stays; as far as
 * a mean is still the guess that it began with, it moves with the scan time (the guess is a share of that).
 * Misses are counted by steps, and stay. Slips come by the clock: the quiet time remains as long in seconds, and
 * is counted in the new scan times. */
void evidence_person_rescale(struct evidence_person *person, int from_ms, int to_ms);
/* The same as numbers, for storing; of EVIDENCE_PERSON_NUMBERS. */
void evidence_person_export(const struct evidence_person *person, double *numbers);
/* False, and nothing changed, when a number is none or outside what evidence_person_export() can give. */
bool evidence_person_import(struct evidence_person *person, const double *numbers, int count);

/* m, from 0.005 to 0.5; `reading`: in a step in which new words were still being read. */
double evidence_person_miss(const struct evidence_person *person, bool reading);
/* f, from 0.002 to 0.2. */
double evidence_person_slip(const struct evidence_person *person);
double evidence_person_mean_s(const struct evidence_person *person, enum evidence_context context);
double evidence_person_sd_s(const struct evidence_person *person,
                            enum evidence_context context); /* at least 0.04 */
/* g(t), per second; 0 before the light-up. */
double evidence_person_density(const struct evidence_person *person, enum evidence_context context,
                               double t_s, double length_s);
/* The share of presses that would come only after the end of a step of this length. */
double evidence_person_beyond(const struct evidence_person *person, enum evidence_context context,
                              double length_s);

/* A press at its right place, `share` of one (0–1), t_s after the light-up. */
void evidence_person_learn_press(struct evidence_person *person, enum evidence_context context, double t_s,
                                 double share);
/* A step with the wanted key lit (hit or missed); one without it (slip or quiet), of so many scan times. */
void evidence_person_learn_lit(struct evidence_person *person, bool reading, bool hit, double share);
void evidence_person_learn_unlit(struct evidence_person *person, bool slip, double scan_times);

#endif
