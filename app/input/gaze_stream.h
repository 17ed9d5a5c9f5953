/* Does a pointer keep sending while it rests, as a tracker does, or is it silent when still, as a mouse is? Pure, in time.
 *
 *     tracker   ⁖⁘⁛⁙⁖⁘⁙⁖⁛    ten samples and more over 300 ms, never 100 ms without one, going to and fro: their way is
 *                            four times as long as the place that holds them is wide
 *     mouse     ····      ·  a hand homing in on a key sends as many, but they lead somewhere
 *
 * What was found stays found until it is disproved: a silence that was taken for lost eyes ends just where it began. Eyes
 * that come back do not find the same place to a tenth of a degree; a mouse cannot do otherwise. */
#ifndef YINIAN_INPUT_GAZE_STREAM_H
#define YINIAN_INPUT_GAZE_STREAM_H

#include <stdbool.h>

#include "base/time_us.h"

enum {
    GAZE_STREAM_SAMPLES = 10,
    GAZE_STREAM_MS = 300,
    GAZE_STREAM_GAP_MS = 100,
    GAZE_STREAM_TO_AND_FRO = 4,
};
#define GAZE_STREAM_SAME_DEGREES 0.1

struct gaze_stream {
    bool keeps_sending;
    int samples; /* of the present run; 0: none */
    time_us first_us, last_us;
    time_us usual_us; /* between samples at rest, smoothed; 0: not known */
    double x, y;      /* of the last sample ever */
    double left, right, top, bottom, way;
};

void gaze_stream_init(struct gaze_stream *stream);
/* A sample of a pointer that rests, pixels. */
void gaze_stream_sample(struct gaze_stream *stream, double x, double y, time_us at_us);
/* So long a gap in what keeps sending is no stutter: three times the usual, or longer than any that counts. */
bool gaze_stream_is_gap(const struct gaze_stream *stream, time_us gap_us);
/* The pointer moved on, or was lost: the run is over. */
void gaze_stream_break(struct gaze_stream *stream);
/* The first sample after a silence that was taken for lost. */
void gaze_stream_back(struct gaze_stream *stream, double x, double y, double px_per_degree);

#endif
