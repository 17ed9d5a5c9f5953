#include "base/number_file.h"
#include "input/gaze_correction.h"

static const struct number_field fields[] = {
    {"version", GAZE_CORRECTION_FILE_VERSION, GAZE_CORRECTION_FILE_VERSION, true},
    {"xx", 0.5, 2, false},
    {"xy", -0.5, 0.5, false},
    {"yx", -0.5, 0.5, false},
    {"yy", 0.5, 2, false},
    {"shift_x", -0.5, 0.5, false},
    {"shift_y", -0.5, 0.5, false},
    {"accuracy_degrees", 0, 12, false},
    {"precision_degrees", 0, 5, false},
};
enum { FIELDS = sizeof fields / sizeof fields[0] };

void gaze_correction_write(const struct gaze_correction *correction, struct buffer *out)
{
    const struct gaze_correction *c = correction;
    const double numbers[FIELDS] = {
        GAZE_CORRECTION_FILE_VERSION, c->xx, c->xy, c->yx, c->yy, c->shift_x, c->shift_y, c->accuracy_degrees,
        c->precision_degrees};
    buffer_add_text(
        out,
        "# How far the eye tracker is off: x' = xx * x + xy * y + shift_x, y' = yx * x + yy * y + shift_y,\n"
        "# from the middle of the screen, in shares of its width and height. Written by the program; delete\n"
        "# the file to begin without a correction.\n");
    number_file_write(fields, FIELDS, numbers, out);
}

bool gaze_correction_parse(struct gaze_correction *correction, const char *bytes, size_t size,
                           const char *name, struct diagnostics *diagnostics)
{
    double n[FIELDS];
    if (!number_file_parse(fields, FIELDS, n, bytes, size, name, diagnostics))
        return false;
    *correction = (struct gaze_correction){.xx = n[1],
                                           .xy = n[2],
                                           .yx = n[3],
                                           .yy = n[4],
                                           .shift_x = n[5],
                                           .shift_y = n[6],
                                           .accuracy_degrees = n[7],
                                           .precision_degrees = n[8]};
    return true;
}
