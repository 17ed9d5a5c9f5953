/* The real synthesiser, one for all tests of a file: start() and end() of their group. */
#ifndef YINIAN_TESTS_REAL_SYNTH_H
#define YINIAN_TESTS_REAL_SYNTH_H

#include "unit_test.h"

#include "speech/voice_espeak.h"

static struct synth *synth;

static inline int start(void **state)
{
    (void)state;
    char reason[96] = "";
    synth = synth_create(reason, sizeof reason);
    return synth ? 0 : -1;
}

static inline int end(void **state)
{
    (void)state;
    synth_destroy(synth);
    return 0;
}

#endif
