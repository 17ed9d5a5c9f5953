#include "scan/scan_hold.h"

enum { NOT_LATCHED = -1 };

static unsigned bit_of(enum scan_switch which)
{
    return 1u << which;
}

void scan_hold_init(struct scan_hold *hold)
{
    *hold = (struct scan_hold){.latched = {NOT_LATCHED, NOT_LATCHED}};
}

bool scan_hold_begin(struct scan_hold *hold, enum scan_switch which, long highlight, time_us at)
{
    if (scan_hold_has(hold, which))
        return false;
    if (!hold->switches)
        hold->since = at;
    hold->switches |= bit_of(which);
    hold->latched[which] = highlight;
    return true;
}

bool scan_hold_drop(struct scan_hold *hold, enum scan_switch which, long highlight, time_us *due, time_us at)
{
    if (hold->switches == bit_of(which))
        scan_hold_end(hold, due, at);
    hold->switches &= ~bit_of(which);
    bool same = hold->latched[which] == NOT_LATCHED || hold->latched[which] == highlight;
    hold->latched[which] = NOT_LATCHED;
    return same;
}

void scan_hold_end(struct scan_hold *hold, time_us *due, time_us at)
{
    if (hold->switches && *due != TIME_NEVER)
        *due += at - hold->since;
    hold->switches = 0;
}

bool scan_hold_has(const struct scan_hold *hold, enum scan_switch which)
{
    return hold->switches & bit_of(which);
}

bool scan_hold_is_latched(const struct scan_hold *hold, enum scan_switch which)
{
    return hold->latched[which] != NOT_LATCHED;
}

time_us scan_hold_from(const struct scan_hold *hold, time_us at)
{
    return hold->switches ? hold->since : at;
}

time_us scan_hold_due(const struct scan_hold *hold, time_us length, time_us at)
{
    return length == TIME_NEVER ? TIME_NEVER : scan_hold_from(hold, at) + length;
}
