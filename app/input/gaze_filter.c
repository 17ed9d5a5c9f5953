#include "input/gaze_filter.h"

#include <math.h>

/* Degrees, seconds: tuned with look_bench on noise of 0.35° and on the traces it names. */
static const double steady_hz = 1.0;
static const double gain = 0.3; /* Hz for each degree a second */
static const double speed_hz = 1.0;
enum { SAMPLES_COUNTED = 100000 };

void gaze_filter_init(struct gaze_filter *filter, const struct gaze_filter_settings *settings)
{
    *filter = (struct gaze_filter){.settings = *settings, .patient_until = INT64_MIN};
}

void gaze_filter_drop(struct gaze_filter *filter)
{
    filter->waits = false;
}

void gaze_filter_forget(struct gaze_filter *filter)
{
    gaze_filter_drop(filter);
    filter->known = false;
}

void gaze_filter_back(struct gaze_filter *filter, time_us at_us)
{
    if (filter->known)
        filter->patient_until = at_us + time_from_ms(GAZE_LIDS_MS);
}

static double jump_px(const struct gaze_filter *filter)
{
    return filter->settings.jump_degrees * filter->settings.px_per_degree;
}

/* Weight of a new sample in a first-order low pass of this cutoff. */
static double weight(double cutoff_hz, double dt)
{
    return dt / (dt + 1 / (2 * M_PI * cutoff_hz));
}

static void take(struct gaze_filter *filter, double x, double y, time_us at_us)
{
    double dt = (double)(at_us - filter->at_us) / 1e6;
    if (dt > 0) {
        double of_speed = weight(speed_hz, dt), degrees = filter->settings.px_per_degree * dt;
        filter->speed_x += of_speed * ((x - filter->x) / degrees - filter->speed_x);
        filter->speed_y += of_speed * ((y - filter->y) / degrees - filter->speed_y);
    }
    double share = weight(steady_hz + gain * hypot(filter->speed_x, filter->speed_y), dt);
    filter->samples += filter->samples < SAMPLES_COUNTED;
    share = fmax(share, 1.0 / filter->samples);
    filter->x += share * (x - filter->x);
    filter->y += share * (y - filter->y);
    filter->at_us = at_us;
}

static void jump(struct gaze_filter *filter, double x, double y, time_us at_us)
{
    gaze_filter_drop(filter);
    filter->known = true;
    filter->x = x;
    filter->y = y;
    filter->speed_x = filter->speed_y = 0;
    filter->samples = 1;
    filter->at_us = filter->jumped_at = at_us;
}

void gaze_filter_confirm(struct gaze_filter *filter)
{
    jump(filter, filter->waiting_x, filter->waiting_y, filter->waiting_since);
}

static double within(double px)
{
    return fmin(fmax(px, -GAZE_FARTHEST_PX), GAZE_FARTHEST_PX);
}

static void wait_there(struct gaze_filter *filter, double x, double y, time_us at_us)
{
    if (!filter->waits)
        filter->away_since = at_us;
    filter->waits = true;
    filter->waiting_x = x;
    filter->waiting_y = y;
    filter->waiting_since = filter->waiting_us = at_us;
}

/* Near what waits; there for long enough? When the two are far apart for being near, the first was still on its way. */
static enum gaze_filter_result stay_there(struct gaze_filter *filter, double x, double y, time_us at_us)
{
    double apart = hypot(x - filter->waiting_x, y - filter->waiting_y);
    time_us since_us = filter->waiting_since;
    filter->waiting_us = at_us;
    if (at_us < filter->patient_until || at_us - since_us < time_from_ms(GAZE_TOGETHER_MS))
        return GAZE_FILTER_WAITS;
    gaze_filter_confirm(filter);
    if (apart > jump_px(filter) / 2)
        jump(filter, x, y, at_us);
    else
        take(filter, x, y, at_us);
    filter->jumped_at = since_us;
    return GAZE_FILTER_JUMPED;
}

enum gaze_filter_result gaze_filter_sample(struct gaze_filter *filter, double x, double y, time_us at_us)
{
    x = within(x);
    y = within(y);
    double radius = jump_px(filter);
    double here = filter->known ? hypot(x - filter->x, y - filter->y) : INFINITY;
    double there = filter->waits ? hypot(x - filter->waiting_x, y - filter->waiting_y) : INFINITY;
    if (here <= radius && here <= there) {
        gaze_filter_drop(filter);
        take(filter, x, y, at_us);
        return GAZE_FILTER_TAKEN;
    }
    if (there <= radius)
        return stay_there(filter, x, y, at_us);
    wait_there(filter, x, y, at_us);
    if (at_us < filter->patient_until || at_us - filter->away_since < time_from_ms(GAZE_AWAY_MS))
        return GAZE_FILTER_WAITS;
    gaze_filter_confirm(filter);
    return GAZE_FILTER_JUMPED;
}
