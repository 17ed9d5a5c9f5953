/* The switch filter: whatever comes in whatever time, HOLD and PRESSED are ended as its header says, nothing
 * is decided before its edge, and it does not matter how often the time is told. */
#include "fuzz.h"

#include "input/switch_filter.h"

struct run {
    struct switch_filter filter;
    bool held, frozen;
};

static void check(struct run *run, const struct switch_output *output)
{
    bool ends_hold = output->kind == SWITCH_ACT || output->kind == SWITCH_RESUME;
    REQUIRE(output->edge_us <= output->at_us);
    REQUIRE(output->kind != SWITCH_HOLD || !run->frozen);
    REQUIRE(output->kind != SWITCH_PRESSED || !run->held);
    REQUIRE(output->kind != SWITCH_RELEASED || run->held);
    REQUIRE(output->kind != SWITCH_CANCEL || run->held || run->frozen);
    REQUIRE(!ends_hold || run->frozen);
    if (output->kind == SWITCH_HOLD || ends_hold || output->kind == SWITCH_CANCEL)
        run->frozen = output->kind == SWITCH_HOLD;
    if (output->kind == SWITCH_PRESSED || output->kind == SWITCH_RELEASED || output->kind == SWITCH_CANCEL)
        run->held = output->kind == SWITCH_PRESSED;
}

static void check_all(struct run *run, const struct switch_outputs *out)
{
    REQUIRE(out->count <= SWITCH_OUTPUTS_AT_MOST / 2);
    for (int i = 0; i < out->count; i++)
        check(run, &out->items[i]);
}

static void tell(struct run *run, unsigned what, time_us at_us, struct switch_outputs *out)
{
    switch (what % 8) {
    case 0:
        switch_filter_advance(&run->filter, at_us, out);
        switch_filter_lost(&run->filter, at_us, out);
        break;
    case 1:
        switch_filter_advance(&run->filter, at_us, out);
        switch_filter_held(&run->filter, at_us, out);
        break;
    case 2:
        switch_filter_advance(&run->filter, at_us, out);
        break;
    default:
        switch_filter_edge(&run->filter, what % 2, at_us, out);
    }
}

/* The same twice: told only of edges, and at each deadline. */
static void tell_both(struct run *lazy, struct run *eager, unsigned what, time_us at_us)
{
    struct switch_outputs late = {0}, early = {0};
    tell(lazy, what, at_us, &late);
    for (time_us due_us; (due_us = switch_filter_deadline(&eager->filter)) <= at_us && due_us != TIME_NEVER;)
        switch_filter_advance(&eager->filter, due_us, &early);
    tell(eager, what, at_us, &early);
    check_all(lazy, &late);
    check_all(eager, &early);
    REQUIRE(late.count == early.count);
    for (int i = 0; i < late.count; i++)
        REQUIRE(late.items[i].kind == early.items[i].kind && late.items[i].at_us == early.items[i].at_us &&
                late.items[i].edge_us == early.items[i].edge_us);
}

/* Six bytes of settings, then three for each input: what, and how long after the last in units of 100 us. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size < 6)
        return 0;
    struct switch_filter_config config = {.acceptance_ms = bytes[0] * 8,
                                          .ignore_repeats_ms = bytes[1] * 8,
                                          .act_on =
                                              bytes[2] % 2 ? SWITCH_ACT_ON_RELEASE : SWITCH_ACT_ON_PRESS,
                                          .bounce_ms = bytes[3] % 101,
                                          .long_press_ms = bytes[4] * 32,
                                          .stuck_ms = bytes[5] * 40};
    struct run lazy = {.held = false}, eager = {.held = false};
    switch_filter_init(&lazy.filter, &config);
    switch_filter_init(&eager.filter, &config);
    time_us now_us = 0;
    for (size_t at = 6; at + 3 <= size; at += 3) {
        now_us += (time_us)(bytes[at + 1] * 256 + bytes[at + 2]) * 100;
        tell_both(&lazy, &eager, bytes[at], now_us);
    }
    return 0;
}
