/* Writing JSON, all that the driver needs of it: strings are escaped, invalid UTF-8 becomes U+FFFD. */
#ifndef YINIAN_RUN_JSON_H
#define YINIAN_RUN_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "view/rect.h"

void json_string(struct buffer *out, const char *text);
/* `,"name":` unless it is the first in its object. */
void json_name(struct buffer *out, const char *name);
void json_text_field(struct buffer *out, const char *name, const char *text); /* nothing for NULL */
void json_number_field(struct buffer *out, const char *name, int64_t number);
void json_rect_field(struct buffer *out, const char *name, struct view_rect rect);

#endif
