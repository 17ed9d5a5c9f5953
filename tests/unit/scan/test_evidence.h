/* What the tests of evidence scanning share. */
#ifndef YINIAN_TESTS_EVIDENCE_H
#define YINIAN_TESTS_EVIDENCE_H

#include <math.h>

#include "unit_test.h"

/* `is` within `by` of `wanted`. */
#define assert_near(is, wanted, by) check_near(is, wanted, by, __FILE__, __LINE__)

static inline void check_near(double is, double wanted, double by, const char *file, int line)
{
    if (fabs(is - wanted) <= by)
        return;
    print_error("%.12g is not within %g of %.12g\n", is, by, wanted);
    _fail(file, line);
}

/* splitmix64, from 0 to 1 */
static inline double next_uniform(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return ((double)((z ^ (z >> 31)) >> 11) + 0.5) / 9007199254740992.0;
}

#endif
