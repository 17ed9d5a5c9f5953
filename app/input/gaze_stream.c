#include "input/gaze_stream.h"

#include <math.h>

void gaze_stream_init(struct gaze_stream *stream)
{
    *stream = (struct gaze_stream){.keeps_sending = false};
}

void gaze_stream_break(struct gaze_stream *stream)
{
    stream->samples = 0;
}

static void begin_run(struct gaze_stream *stream, double x, double y, time_us at_us)
{
    stream->samples = 1;
    stream->first_us = at_us;
    stream->left = stream->right = x;
    stream->top = stream->bottom = y;
    stream->way = 0;
}

bool gaze_stream_is_gap(const struct gaze_stream *stream, time_us gap_us)
{
    bool known = stream->keeps_sending && stream->usual_us > 0;
    return gap_us > time_from_ms(GAZE_STREAM_GAP_MS) || (known && gap_us > 3 * stream->usual_us);
}

static void go_on(struct gaze_stream *stream, double x, double y, time_us at_us)
{
    time_us gap_us = at_us - stream->last_us;
    stream->usual_us += stream->usual_us > 0 ? (gap_us - stream->usual_us) / 16 : gap_us;
    stream->samples += stream->samples < GAZE_STREAM_SAMPLES;
    stream->way += hypot(x - stream->x, y - stream->y);
    stream->left = fmin(stream->left, x);
    stream->right = fmax(stream->right, x);
    stream->top = fmin(stream->top, y);
    stream->bottom = fmax(stream->bottom, y);
    double wide = hypot(stream->right - stream->left, stream->bottom - stream->top);
    if (stream->samples >= GAZE_STREAM_SAMPLES && at_us - stream->first_us >= time_from_ms(GAZE_STREAM_MS) &&
        stream->way >= GAZE_STREAM_TO_AND_FRO * wide)
        stream->keeps_sending = true;
}

void gaze_stream_sample(struct gaze_stream *stream, double x, double y, time_us at_us)
{
    if (stream->samples == 0 || at_us - stream->last_us > time_from_ms(GAZE_STREAM_GAP_MS))
        begin_run(stream, x, y, at_us);
    else
        go_on(stream, x, y, at_us);
    stream->x = x;
    stream->y = y;
    stream->last_us = at_us;
}

void gaze_stream_back(struct gaze_stream *stream, double x, double y, double px_per_degree)
{
    if (hypot(x - stream->x, y - stream->y) <= GAZE_STREAM_SAME_DEGREES * px_per_degree)
        stream->keeps_sending = false;
}
