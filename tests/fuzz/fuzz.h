/* What every fuzz target needs: its entry, and conditions that end it where they do not hold. */
#ifndef YINIAN_TESTS_FUZZ_H
#define YINIAN_TESTS_FUZZ_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/utf8.h"

#define REQUIRE(condition)                                                                                   \
    do {                                                                                                     \
        if (!(condition))                                                                                    \
            abort();                                                                                         \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Every complaint about a file has a place and can be shown; `right`: the parser took the file. */
static inline void require_complaints(const struct diagnostics *complaints, bool right)
{
    REQUIRE(right == (complaints->errors == 0));
    for (size_t i = 0; i < complaints->count; i++) {
        const struct diagnostic *item = &complaints->items[i];
        REQUIRE(item->line > 0 && item->column > 0);
        REQUIRE(utf8_valid(item->reason, strlen(item->reason), NULL));
    }
}

/* What was written, read back and written again. */
static inline void require_same_bytes(const struct buffer *first, const struct buffer *second)
{
    REQUIRE(first->size == second->size && memcmp(buffer_text(first), buffer_text(second), first->size) == 0);
}

#endif
