/* Looks: whatever samples come in whatever time, no look's number falls, nothing is due in the past, what is told agrees with
 * itself, and it does not matter how often the time is told. */
#include "fuzz.h"

#include <math.h>

#include "input/gaze_look.h"

static void check(const struct gaze_look_machine *machine, const struct gaze_look *before, time_us at_us)
{
    struct gaze_look now;
    gaze_look_now(machine, &now);
    REQUIRE(now.number >= before->number);
    REQUIRE(!now.resting || (now.tracked && now.number > 0));
    REQUIRE(!now.resting || !before->resting || now.number != before->number || now.since == before->since);
    REQUIRE(!now.resting || now.since <= at_us);
    REQUIRE(now.tracked ? now.lost_since == TIME_NEVER : now.sure_until == TIME_NEVER);
    REQUIRE(now.lost_since == TIME_NEVER || now.lost_since <= at_us);
    REQUIRE(isfinite(now.x) && isfinite(now.y) && isfinite(now.centre_x) && isfinite(now.centre_y));
    REQUIRE(fabs(now.x) <= GAZE_FARTHEST_PX && fabs(now.y) <= GAZE_FARTHEST_PX);
    REQUIRE(gaze_look_deadline(machine) > at_us);
}

static void check_same(const struct gaze_look_machine *a, const struct gaze_look_machine *b)
{
    struct gaze_look of_a, of_b;
    gaze_look_now(a, &of_a);
    gaze_look_now(b, &of_b);
    REQUIRE(of_a.tracked == of_b.tracked && of_a.resting == of_b.resting && of_a.number == of_b.number);
    REQUIRE(of_a.x == of_b.x && of_a.y == of_b.y);
    REQUIRE(of_a.centre_x == of_b.centre_x && of_a.centre_y == of_b.centre_y);
    REQUIRE(of_a.since == of_b.since && of_a.sure_until == of_b.sure_until &&
            of_a.lost_since == of_b.lost_since);
}

static struct gaze_look_settings settings_from(const uint8_t *bytes)
{
    return (struct gaze_look_settings){.px_per_degree = bytes[0],
                                       .enter_degrees = bytes[1] / 10.0,
                                       .blink_ms = bytes[2] * 4,
                                       .silence = (enum gaze_silence)(bytes[3] % 3)};
}

/* Places: about the last one, a screen's, or beyond all reason. */
static double place(double last, unsigned what, int8_t value)
{
    if (what % 4 == 0)
        return value * 8;
    return what % 64 == 1 ? ldexp(value, 1000) : last + value / 8.0;
}

struct eyes {
    double x, y;
    time_us at_us;
};

static void tell(struct gaze_look_machine *machine, const uint8_t *bytes, const struct eyes *eyes)
{
    struct gaze_look_settings settings;
    switch (bytes[0] % 16) {
    case 0:
        gaze_look_advance(machine, eyes->at_us);
        break;
    case 1:
    case 2:
        gaze_look_lost(machine, eyes->at_us);
        break;
    case 3:
        settings = settings_from(bytes);
        gaze_look_set_settings(machine, &settings, eyes->at_us);
        break;
    default:
        gaze_look_sample(machine, eyes->x, eyes->y, eyes->at_us);
    }
}

/* Four bytes of settings, then five for each event: what, x, y, and how long after the last in units of 100 us. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size < 4)
        return 0;
    struct gaze_look_settings settings = settings_from(bytes);
    struct gaze_look_machine lazy, eager;
    struct eyes eyes = {0, 0, 0};
    gaze_look_init(&lazy, &settings);
    gaze_look_init(&eager, &settings);
    for (size_t at = 4; at + 5 <= size; at += 5) {
        struct gaze_look before;
        const uint8_t *event = bytes + at;
        eyes.at_us += (time_us)(event[3] * 256 + event[4]) * 100;
        eyes.x = place(eyes.x, event[0] / 16u, (int8_t)event[1]);
        eyes.y = place(eyes.y, event[0] / 16u, (int8_t)event[2]);
        gaze_look_now(&lazy, &before);
        for (time_us due_us; (due_us = gaze_look_deadline(&eager)) <= eyes.at_us && due_us != TIME_NEVER;)
            gaze_look_advance(&eager, due_us);
        tell(&lazy, event, &eyes);
        tell(&eager, event, &eyes);
        check(&lazy, &before, eyes.at_us);
        check_same(&lazy, &eager);
    }
    return 0;
}
