#include "scan/evidence_person.h"

#include <math.h>

#define MISS_PRIOR 1.0
#define MISS_PRIOR_OF 20.0
#define READING_PRIOR 1.0
#define READING_PRIOR_OF 10.0
#define SLIP_PRIOR 0.3
#define SLIP_PRIOR_OF 30.0
#define FIRST_MEAN 0.45 /* of the scan time */
#define FIRST_SD 0.2
#define SD_LEAST_S 0.04
#define SD_MOST_S 1.0
#define SPREAD 0.05 /* the uniform part of g */
#define OUTLIER_SD 3.0

static double clamp(double value, double least, double most)
{
    return fmin(fmax(value, least), most);
}

void evidence_person_init(struct evidence_person *person, int scan_time_ms)
{
    double scan_time_s = scan_time_ms / 1000.0, sd_s = FIRST_SD * scan_time_s;
    *person = (struct evidence_person){.hits = 0};
    for (int i = 0; i < EVIDENCE_CONTEXTS; i++)
        person->reactions[i] = (struct evidence_reaction){.count = EVIDENCE_PRESSES_AT_FIRST,
                                                          .mean_s = FIRST_MEAN * scan_time_s,
                                                          .variance_s2 = sd_s * sd_s};
}

/* Scaled down together where they are more than is remembered. */
static void limit_counts(double *yes, double *no)
{
    double most = EVIDENCE_COUNTS_AT_MOST / fmax(*yes + *no, EVIDENCE_COUNTS_AT_MOST);
    *yes *= most;
    *no *= most;
    /* the product may round to a hair above */
    *yes = fmin(*yes, EVIDENCE_COUNTS_AT_MOST);
    *no = fmin(*no, EVIDENCE_COUNTS_AT_MOST);
}

void evidence_person_rescale(struct evidence_person *person, int from_ms, int to_ms)
{
    double from_s = from_ms / 1000.0, to_s = to_ms / 1000.0;
    if (from_ms == to_ms)
        return;
    for (int i = 0; i < EVIDENCE_CONTEXTS; i++) {
        struct evidence_reaction *reaction = &person->reactions[i];
        double guess =
            reaction->count < EVIDENCE_PRESSES_AT_MOST ? EVIDENCE_PRESSES_AT_FIRST / reaction->count : 0;
        reaction->mean_s =
            clamp(reaction->mean_s + guess * FIRST_MEAN * (to_s - from_s), 0, EVIDENCE_MEAN_MOST_S);
        if (reaction->count <= EVIDENCE_PRESSES_AT_FIRST)
            reaction->variance_s2 = FIRST_SD * to_s * FIRST_SD * to_s;
    }
    person->quiet *= from_s / to_s;
    limit_counts(&person->slips, &person->quiet);
}

/* --- as numbers ----------------------------------------------------------------------------------------- */

void evidence_person_export(const struct evidence_person *person, double *numbers)
{
    const double counts[] = {person->hits,           person->misses, person->reading_hits,
                             person->reading_misses, person->slips,  person->quiet};
    for (int i = 0; i < 6; i++)
        numbers[i] = counts[i];
    for (int i = 0; i < EVIDENCE_CONTEXTS; i++) {
        numbers[6 + 3 * i] = person->reactions[i].count;
        numbers[7 + 3 * i] = person->reactions[i].mean_s;
        numbers[8 + 3 * i] = person->reactions[i].variance_s2;
    }
}

static bool within(double value, double least, double most)
{
    return value >= least && value <= most; /* false for what is no number */
}

bool evidence_person_import(struct evidence_person *person, const double *numbers, int count)
{
    bool good = count == EVIDENCE_PERSON_NUMBERS;
    for (int i = 0; good && i < 6; i++)
        good = within(numbers[i], 0, EVIDENCE_COUNTS_AT_MOST);
    for (int i = 6; good && i < EVIDENCE_PERSON_NUMBERS; i += 3)
        good = within(numbers[i], EVIDENCE_PRESSES_AT_FIRST, EVIDENCE_PRESSES_AT_MOST) &&
               within(numbers[i + 1], 0, EVIDENCE_MEAN_MOST_S) &&
               within(numbers[i + 2], 0, EVIDENCE_MEAN_MOST_S * EVIDENCE_MEAN_MOST_S);
    if (!good)
        return false;
    *person = (struct evidence_person){.hits = numbers[0],
                                       .misses = numbers[1],
                                       .reading_hits = numbers[2],
                                       .reading_misses = numbers[3],
                                       .slips = numbers[4],
                                       .quiet = numbers[5]};
    for (int i = 0; i < EVIDENCE_CONTEXTS; i++)
        person->reactions[i] =
            (struct evidence_reaction){numbers[6 + 3 * i], numbers[7 + 3 * i], numbers[8 + 3 * i]};
    return true;
}

/* --- what is expected ----------------------------------------------------------------------------------- */

double evidence_person_miss(const struct evidence_person *person, bool reading)
{
    double misses = reading ? person->reading_misses + READING_PRIOR : person->misses + MISS_PRIOR;
    double all = reading ? person->reading_hits + person->reading_misses + READING_PRIOR_OF
                         : person->hits + person->misses + MISS_PRIOR_OF;
    return clamp(misses / all, 0.005, 0.5);
}

double evidence_person_slip(const struct evidence_person *person)
{
    return clamp((person->slips + SLIP_PRIOR) / (person->slips + person->quiet + SLIP_PRIOR_OF), 0.002, 0.2);
}

double evidence_person_mean_s(const struct evidence_person *person, enum evidence_context context)
{
    return person->reactions[context].mean_s;
}

double evidence_person_sd_s(const struct evidence_person *person, enum evidence_context context)
{
    return clamp(sqrt(person->reactions[context].variance_s2), SD_LEAST_S, SD_MOST_S);
}

/* P(X > x), X normal. */
static double normal_beyond(double x, double mean, double sd)
{
    return 0.5 * erfc((x - mean) / (sd * sqrt(2)));
}

double evidence_person_density(const struct evidence_person *person, enum evidence_context context,
                               double t_s, double length_s)
{
    if (t_s < 0)
        return 0;
    double mean = evidence_person_mean_s(person, context), sd = evidence_person_sd_s(person, context);
    double z = (t_s - mean) / sd;
    double normal = exp(-z * z / 2) / (sd * sqrt(2 * acos(-1))) / normal_beyond(0, mean, sd);
    return (1 - SPREAD) * normal + (t_s <= length_s ? SPREAD / length_s : 0);
}

double evidence_person_beyond(const struct evidence_person *person, enum evidence_context context,
                              double length_s)
{
    double mean = evidence_person_mean_s(person, context), sd = evidence_person_sd_s(person, context);
    return (1 - SPREAD) * normal_beyond(length_s, mean, sd) / normal_beyond(0, mean, sd);
}

/* --- learning ------------------------------------------------------------------------------------------- */

void evidence_person_learn_press(struct evidence_person *person, enum evidence_context context, double t_s,
                                 double share)
{
    struct evidence_reaction *reaction = &person->reactions[context];
    double reach = OUTLIER_SD * evidence_person_sd_s(person, context);
    double off = clamp(t_s - reaction->mean_s, -reach, reach);
    reaction->count = fmin(reaction->count + share, EVIDENCE_PRESSES_AT_MOST);
    double weight = share / reaction->count;
    reaction->mean_s = clamp(reaction->mean_s + weight * off, 0, EVIDENCE_MEAN_MOST_S);
    reaction->variance_s2 = (1 - weight) * (reaction->variance_s2 + weight * off * off);
}

static void count(double *yes, double *no, bool is, double share)
{
    *(is ? yes : no) += share;
    limit_counts(yes, no);
}

void evidence_person_learn_lit(struct evidence_person *person, bool reading, bool hit, double share)
{
    if (reading)
        count(&person->reading_hits, &person->reading_misses, hit, share);
    else
        count(&person->hits, &person->misses, hit, share);
}

void evidence_person_learn_unlit(struct evidence_person *person, bool slip, double scan_times)
{
    count(&person->slips, &person->quiet, slip, scan_times);
}
