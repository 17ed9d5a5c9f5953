/* What stands inside of a board as text: "data:image/png;base64,iVBO…"; and what kind of picture some bytes are, by their
 * first ones, not by what they are called. */
#ifndef YINIAN_BOARD_OBF_DATA_H
#define YINIAN_BOARD_OBF_DATA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* Base64 (white space is passed over) or percent-encoded. False: it is no such text, or broken, or empty. */
bool obf_data_read(const char *text, struct buffer *bytes);

enum obf_picture { OBF_PICTURE_NONE, OBF_PICTURE_PNG, OBF_PICTURE_JPEG, OBF_PICTURE_GIF, OBF_PICTURE_SVG };
enum { OBF_PICTURE_SIDE_AT_MOST = 8192 };

/* NONE: it is none of these, or its head is broken (a PNG, JPEG or GIF whose sides are 0 or too long). */
enum obf_picture obf_picture_of(const char *bytes, size_t size);
const char *obf_picture_name(enum obf_picture kind); /* "PNG"; of NONE "?" */

#endif
