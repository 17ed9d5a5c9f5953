/* Colours of Open Board files: "rgb(255, 0, 0)", "rgba(0, 128, 0, 0.5)", and what programs write beside it: "#f00", "#ff0000",
 * "#ff000080", names as "red", "transparent". Anything else is no colour. */
#ifndef YINIAN_BOARD_OBF_COLOUR_H
#define YINIAN_BOARD_OBF_COLOUR_H

#include <stdbool.h>

#include "board/page.h"

struct obf_colour {
    int red, green, blue; /* 0–255 */
    double alpha;         /* 0–1 */
};

bool obf_colour_read(const char *text, struct obf_colour *colour);
/* The nearest of ours: by hue; what is pale, white or seen through is TINT_NONE, what has no hue TINT_GREY. */
enum cell_tint obf_colour_tint(const struct obf_colour *colour);

#endif
