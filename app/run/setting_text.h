/* What a setting may be, in words, for --settings and the manual. */
#ifndef YINIAN_RUN_SETTING_TEXT_H
#define YINIAN_RUN_SETTING_TEXT_H

#include "base/buffer.h"
#include "settings/settings.h"

void setting_valid_text(const struct setting_info *info,
                        struct buffer *out); /* "300 … 5000 ms", "yes | no" */
void setting_start_text(const struct setting_info *info,
                        struct buffer *out); /* as the file says it; "" for a text */

#endif
