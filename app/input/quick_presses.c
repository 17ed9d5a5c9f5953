#include "input/quick_presses.h"

void quick_presses_forget(struct quick_presses *quick)
{
    quick->count = 0;
}

void quick_presses_configure(struct quick_presses *quick, int wanted, int gap_ms)
{
    if (quick->wanted == wanted && quick->gap_ms == gap_ms)
        return;
    *quick = (struct quick_presses){.wanted = wanted, .gap_ms = gap_ms};
}

bool quick_presses_press(struct quick_presses *quick, time_us at_us)
{
    bool soon = quick->count > 0 && at_us - quick->last_us <= time_from_ms(quick->gap_ms);
    if (quick->wanted == 0)
        return false;
    quick->count = soon ? quick->count + 1 : 1;
    quick->last_us = at_us;
    bool done = quick->count >= quick->wanted;
    if (done)
        quick_presses_forget(quick);
    return done;
}

/* A press at the very end still belongs to it: 1 µs later. */
time_us quick_presses_deadline(const struct quick_presses *quick)
{
    return quick->count ? quick->last_us + time_from_ms(quick->gap_ms) + 1 : TIME_NEVER;
}

bool quick_presses_advance(struct quick_presses *quick, time_us now_us, int *count)
{
    if (quick_presses_deadline(quick) > now_us)
        return false;
    *count = quick->count;
    quick_presses_forget(quick);
    return true;
}
