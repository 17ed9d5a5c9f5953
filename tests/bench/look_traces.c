#include "look_traces.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input/gaze_look.h"

static const double PX_PER_DEGREE =
    35.5; /* 1920 px on 533 mm at 565 mm: irf; the others are taken to be alike */

struct sample {
    time_us at_us;
    double x, y;
    bool seen;
    int fixation; /* where the eyes should rest: number of the fixation or target, 0: none */
    double out_x, out_y;
    bool resting;
    unsigned look;
    time_us since;
};

struct trace {
    struct sample *samples;
    int count;
    bool labelled; /* by hand; else fixations are the targets, from 400 ms on */
};

enum column { AT_S, AT_MS, X, Y, LEFT_X, LEFT_Y, RIGHT_X, RIGHT_Y, EVENT, TARGET, COLUMNS };
static const char *const column_names[COLUMNS] = {"t_s",    "timestamp", "x_px",    "y_px",  "left_x",
                                                  "left_y", "right_x",   "right_y", "event", "target_id"};

static bool read_line(FILE *file, char *line, char **fields, int *count)
{
    if (!fgets(line, 1000, file))
        return false;
    *count = 0;
    for (char *rest = line, *field; *count < 20 && (field = strtok_r(rest, ",\t\r\n", &rest));)
        fields[(*count)++] = field;
    return true;
}

/* The mean of both eyes, or the one that is seen. */
static void place(const double *values, struct sample *sample)
{
    double left = isnan(values[LEFT_X]) ? 0 : 1, right = isnan(values[RIGHT_X]) ? 0 : 1;
    sample->x = values[X];
    sample->y = values[Y];
    if (left + right > 0) {
        sample->x = ((left > 0 ? values[LEFT_X] : 0) + (right > 0 ? values[RIGHT_X] : 0)) / (left + right);
        sample->y = ((left > 0 ? values[LEFT_Y] : 0) + (right > 0 ? values[RIGHT_Y] : 0)) / (left + right);
    }
    sample->seen = !isnan(sample->x) && !isnan(sample->y);
}

static struct sample *add_sample(struct trace *trace)
{
    if (trace->count % 4096 == 0) {
        size_t size = (size_t)(trace->count + 4096) * sizeof *trace->samples;
        struct sample *more = realloc(trace->samples, size);
        if (!more)
            abort();
        trace->samples = more;
    }
    trace->samples[trace->count] = (struct sample){.at_us = 0};
    return &trace->samples[trace->count++];
}

/* Hand labels: each run of 1 is a fixation. Targets: each run, 400 ms after it began. */
static void number_fixations(struct trace *trace, const int *marks)
{
    int number = 0;
    time_us began = 0;
    for (int i = 0; i < trace->count; i++) {
        bool on = trace->labelled ? marks[i] == 1 : marks[i] > 0;
        if (on && (i == 0 || marks[i - 1] != marks[i])) {
            number++;
            began = trace->samples[i].at_us;
        }
        bool late = trace->labelled || trace->samples[i].at_us - began >= time_from_ms(400);
        trace->samples[i].fixation = on && late ? number : 0;
    }
}

static bool read_trace(const char *path, struct trace *trace)
{
    FILE *file = fopen(path, "r");
    char line[1000], *fields[20];
    int count, column_of[20], *marks = NULL;
    *trace = (struct trace){.labelled = false};
    if (!file || !read_line(file, line, fields, &count)) {
        if (file)
            fclose(file);
        return false;
    }
    for (int i = 0; i < count; i++) {
        column_of[i] = COLUMNS;
        for (int c = 0; c < COLUMNS; c++)
            if (strcmp(fields[i], column_names[c]) == 0)
                column_of[i] = c;
        trace->labelled = trace->labelled || column_of[i] == EVENT;
    }
    while (read_line(file, line, fields, &count)) {
        double values[COLUMNS + 1];
        for (int c = 0; c <= COLUMNS; c++)
            values[c] = NAN;
        for (int i = 0; i < count; i++)
            values[column_of[i]] = strtod(fields[i], NULL);
        struct sample *sample = add_sample(trace);
        sample->at_us = llround(isnan(values[AT_S]) ? values[AT_MS] * 1000 : values[AT_S] * 1e6);
        place(values, sample);
        marks = realloc(marks, (size_t)trace->count * sizeof *marks);
        if (!marks)
            abort();
        marks[trace->count - 1] = (int)(trace->labelled ? values[EVENT] : values[TARGET]);
    }
    fclose(file);
    number_fixations(trace, marks);
    free(marks);
    return trace->count > 0;
}

/* As a tracker of that rate would have sent it. */
static struct trace resample(const struct trace *from, double hz)
{
    struct trace to = {.labelled = from->labelled};
    time_us first = from->samples[0].at_us, last = from->samples[from->count - 1].at_us;
    for (int i = 0, at = 0; first + (time_us)(i * 1e6 / hz) <= last; i++) {
        time_us tick = first + (time_us)(i * 1e6 / hz);
        while (at + 1 < from->count && from->samples[at + 1].at_us <= tick)
            at++;
        *add_sample(&to) = from->samples[at];
    }
    return to;
}

/* As it moves the cursor of a window: whole pixels, nothing is sent while nothing changes, nor while the eyes are lost. */
static void as_cursor(struct trace *trace)
{
    int count = 0;
    double x = NAN, y = NAN;
    for (int i = 0; i < trace->count; i++) {
        struct sample sample = trace->samples[i];
        sample.x = round(sample.x);
        sample.y = round(sample.y);
        if (!sample.seen || (sample.x == x && sample.y == y))
            continue;
        x = sample.x;
        y = sample.y;
        trace->samples[count++] = sample;
    }
    trace->count = count;
}

/* When it was known that silence is loss. */
static time_us look_at(struct trace *trace, const struct gaze_look_settings *settings)
{
    time_us known_us = TIME_NEVER;
    struct gaze_look_machine machine;
    gaze_look_init(&machine, settings);
    for (int i = 0; i < trace->count; i++) {
        struct sample *sample = &trace->samples[i];
        if (sample->seen)
            gaze_look_sample(&machine, sample->x, sample->y, sample->at_us);
        else
            gaze_look_lost(&machine, sample->at_us);
        struct gaze_look now;
        gaze_look_now(&machine, &now);
        sample->out_x = now.x;
        sample->out_y = now.y;
        sample->resting = now.resting;
        sample->look = now.number;
        sample->since = now.since;
        if (machine.stream.keeps_sending)
            known_us = time_min(known_us, sample->at_us - trace->samples[0].at_us);
    }
    return known_us;
}

/* --- what is found in a trace ----------------------------------------------------------------------- */

struct fixation {
    int first, end; /* samples */
    double x, y;    /* raw mean */
};

static int next_fixation(const struct trace *trace, int from, struct fixation *fixation)
{
    int first = from, n = 0;
    while (first < trace->count && trace->samples[first].fixation == 0)
        first++;
    *fixation = (struct fixation){first, first, 0, 0};
    for (int number = first < trace->count ? trace->samples[first].fixation : 0;
         fixation->end < trace->count && trace->samples[fixation->end].fixation == number; fixation->end++)
        if (trace->samples[fixation->end].seen) {
            fixation->x += trace->samples[fixation->end].x;
            fixation->y += trace->samples[fixation->end].y;
            n++;
        }
    fixation->x /= n;
    fixation->y /= n;
    return first < trace->count;
}

/* Spread about the mean, and from sample to sample; from 100 ms after the fixation's beginning. */
static void print_noise(const struct trace *trace)
{
    double before = 0, after = 0, step_before = 0, step_after = 0;
    int n = 0;
    struct fixation fixation;
    for (int at = 0; next_fixation(trace, at, &fixation); at = fixation.end) {
        double x = 0, y = 0, out_x = 0, out_y = 0, squares = 0, out_squares = 0;
        int m = 0;
        for (int i = fixation.first + 1; i < fixation.end; i++) {
            const struct sample *sample = &trace->samples[i], *last = sample - 1;
            if (!sample->seen || !last->seen ||
                sample->at_us - trace->samples[fixation.first].at_us < time_from_ms(100))
                continue;
            x += sample->x, y += sample->y, out_x += sample->out_x, out_y += sample->out_y, m++;
            squares += sample->x * sample->x + sample->y * sample->y;
            out_squares += sample->out_x * sample->out_x + sample->out_y * sample->out_y;
            step_before += pow(sample->x - last->x, 2) + pow(sample->y - last->y, 2);
            step_after += pow(sample->out_x - last->out_x, 2) + pow(sample->out_y - last->out_y, 2);
        }
        if (m == 0)
            continue;
        before += squares - (x * x + y * y) / m;
        after += out_squares - (out_x * out_x + out_y * out_y) / m;
        n += m;
    }
    printf(" %5.2f %5.2f | %5.2f %5.2f |", sqrt(before / n) / PX_PER_DEGREE, sqrt(after / n) / PX_PER_DEGREE,
           sqrt(step_before / n) / PX_PER_DEGREE, sqrt(step_after / n) / PX_PER_DEGREE);
}

static time_us reached(const struct trace *trace, const struct fixation *from, const struct fixation *to,
                       bool out)
{
    double dx = to->x - from->x, dy = to->y - from->y, square = dx * dx + dy * dy;
    for (int i = from->end; i < to->end; i++) {
        const struct sample *sample = &trace->samples[i];
        double x = out ? sample->out_x : sample->x, y = out ? sample->out_y : sample->y;
        if (sample->seen && (x - from->x) * dx + (y - from->y) * dy >= 0.9 * square)
            return sample->at_us;
    }
    return TIME_NEVER;
}

/* From when the samples have gone 90 % of the way to the next fixation, 3 degrees and further, until the output has. */
static void print_lag_behind(const struct trace *trace)
{
    struct fixation from, to;
    double sum = 0, most = 0;
    int n = 0;
    if (!next_fixation(trace, 0, &from))
        return;
    for (; next_fixation(trace, from.end, &to); from = to) {
        time_us pause = trace->samples[to.first].at_us - trace->samples[from.end - 1].at_us;
        if (hypot(to.x - from.x, to.y - from.y) < 3 * PX_PER_DEGREE ||
            pause > time_from_ms(trace->labelled ? 150 : 2000))
            continue;
        time_us raw = reached(trace, &from, &to, false), ours = reached(trace, &from, &to, true);
        if (raw == TIME_NEVER || ours == TIME_NEVER)
            continue;
        double ms = (double)(ours - raw) / 1000;
        sum += ms;
        most = fmax(most, ms);
        n++;
    }
    printf(" %3d %5.1f %5.0f |", n, sum / n, most);
}

/* How many looks a fixation is seen in, and whether one of them holds four fifths of it. */
static void print_looks(const struct trace *trace, double blink_ms)
{
    int fixations = 0, places = 0, whole = 0, split = 0, resting = 0, seen = 0;
    struct fixation fixation, last = {0};
    for (int at = 0; next_fixation(trace, at, &fixation); at = fixation.end, last = fixation) {
        time_us first = trace->samples[fixation.first].at_us, pause = first - trace->samples[last.end].at_us;
        if (trace->samples[fixation.end - 1].at_us - first < time_from_ms(GAZE_CONFIRM_MS))
            continue;
        fixations++;
        places += fixations == 1 || (double)pause > blink_ms * 1000 ||
                  hypot(fixation.x - last.x, fixation.y - last.y) > 1.5 * PX_PER_DEGREE;
        int looks = 0, longest = 0, length = 0;
        time_us since = TIME_NEVER;
        for (int i = fixation.first; i < fixation.end; i++) {
            const struct sample *sample = &trace->samples[i];
            bool holds = sample->resting;
            if (holds && sample->since != since) {
                looks++;
                since = sample->since;
                length = 0;
                for (int j = fixation.first; j < i; j++)
                    length += trace->samples[j].at_us >= since;
            }
            length += holds;
            longest = length > longest ? length : longest;
        }
        whole += longest * 5 >= (fixation.end - fixation.first) * 4;
        split += looks > 1;
    }
    for (int i = 0; i < trace->count; i++) {
        resting += trace->samples[i].resting;
        seen += trace->samples[i].seen;
    }
    printf(" %5u %5d %5d | %5.1f %5.1f | %5.1f |", trace->samples[trace->count - 1].look, fixations, places,
           100.0 * whole / fixations, 100.0 * split / fixations, 100.0 * resting / seen);
}

static void print_trace(const char *name, const char *how, struct trace *trace)
{
    struct gaze_look_settings settings = {PX_PER_DEGREE, 1, 300, GAZE_SILENCE_AUTO};
    time_us known_us = look_at(trace, &settings);
    printf("%-22.22s %6s |", name, how);
    print_noise(trace);
    print_lag_behind(trace);
    print_looks(trace, settings.blink_ms);
    if (known_us == TIME_NEVER)
        printf("     - |\n");
    else
        printf(" %5.1f |\n", (double)known_us / 1e6);
}

static void print_file(const char *folder, const char *name)
{
    char path[4096];
    struct trace trace;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (!read_trace(path, &trace)) {
        printf("%s is not there\n", path);
        return;
    }
    name = strchr(name, '_') + 1;
    struct trace slower = resample(&trace, 60);
    print_trace(name, "as is", &trace);
    print_trace(name, "60 Hz", &slower);
    as_cursor(&slower);
    print_trace(name, "cursor", &slower);
    free(trace.samples);
    free(slower.samples);
}

void look_traces_print(const char *folder)
{
    static const char *const names[] = {
        "irf_lookAtPoint_EL_S1_250Hz.csv",        "irf_lookAtPoint_EL_S2_250Hz.csv",
        "etdqualitizer_Tobii_Spectrum_120Hz.tsv", "etdqualitizer_Tobii_Spectrum_600Hz.tsv",
        "etdqualitizer_SMI_RED500_500Hz.tsv",     "etdqualitizer_EyeLink_1000plus_left_1000Hz.tsv"};
    printf("\nRecorded. Degrees, at %.1f px; before and after. Lag: of the output behind the samples, ms, at "
           "90 %% of saccades "
           "of 3 degrees and more.\n"
           "Fixations of 50 ms and more; places: those more than 1.5 degrees from the one before. Whole: one "
           "look holds 80 %% "
           "of the fixation.\n"
           "At rest: of the samples, %%. Known: to be a tracker, after s. Cursor: 60 Hz in whole pixels, and "
           "sent only when "
           "it changes.\n",
           PX_PER_DEGREE);
    printf("%-22s        | spread      | step        |  n  mean  most |looks fixat places| whole split |  "
           "rest | known |\n",
           "");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        print_file(folder, names[i]);
}
