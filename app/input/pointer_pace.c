#include "input/pointer_pace.h"

time_us pointer_pace_deadline(const struct pointer_pace *pace)
{
    return pace->waits ? pace->told_at + POINTER_PACE_US : TIME_NEVER;
}

static void tell(struct pointer_pace *pace, time_us at_us)
{
    pace->begun = true;
    pace->waits = false;
    pace->told_at = at_us;
}

bool pointer_pace_offer(struct pointer_pace *pace, const struct pointer_place *place)
{
    pace->last = *place;
    pace->waits =
        pace->begun && place->at_us >= pace->told_at && place->at_us - pace->told_at < POINTER_PACE_US;
    if (!pace->waits)
        tell(pace, place->at_us);
    return !pace->waits;
}

bool pointer_pace_take(struct pointer_pace *pace, time_us now_us, struct pointer_place *place)
{
    if (!pace->waits || now_us < pointer_pace_deadline(pace))
        return false;
    *place = pace->last;
    tell(pace, pointer_pace_deadline(pace));
    return true;
}
