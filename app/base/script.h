/* Simplified and traditional characters. Everything inside the program is simplified: words, phrases, what is predicted.
 * Whoever wants traditional characters sees and writes those: texts are turned where they leave the inside, and turned
 * back where a text of the person's comes in. The real one stands at the edge (run/script_opencc.h), tests bring their
 * own. */
#ifndef YINIAN_BASE_SCRIPT_H
#define YINIAN_BASE_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

enum script_kind { SCRIPT_SIMPLIFIED, SCRIPT_TRADITIONAL };

struct script {
    void *self;
    /* The text in that script into `out` (cleared first), by words: 头发 is 頭髮, 发现 is 發現. As many characters as the
     * text has. False, and `out` empty, where it cannot be done: the text then stands as it is. From one thread. */
    bool (*convert)(void *self, enum script_kind to, const char *text, size_t size, struct buffer *out);
};

#endif
