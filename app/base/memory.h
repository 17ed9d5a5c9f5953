/* Memory. Out of memory ends the program (nothing sensible can be done, and the supervisor starts it again);
 * so none of these return NULL.
 *
 * An arena owns everything that is made for one page: it is reset, not freed piece by piece. */
#ifndef YINIAN_BASE_MEMORY_H
#define YINIAN_BASE_MEMORY_H

#include <stddef.h>

void *memory_new(size_t count, size_t size);             /* zeroed; free() it */
void *memory_grow(void *old, size_t count, size_t size); /* realloc; new part not zeroed */
char *memory_copy_text(const char *text);                /* free() it; NULL gives NULL */

struct arena_block;
struct arena {
    struct arena_block *blocks; /* newest first */
};

void arena_init(struct arena *arena);
void arena_destroy(struct arena *arena);
/* Forgets everything in it, keeps one block for the next round. */
void arena_reset(struct arena *arena);
void *arena_new(struct arena *arena, size_t count, size_t size);       /* zeroed, aligned for any type */
char *arena_copy(struct arena *arena, const char *bytes, size_t size); /* NUL-terminated copy */
char *arena_text(struct arena *arena, const char *text);
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
