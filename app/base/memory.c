#include "base/memory.h"

#include <stdarg.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_BLOCK_BYTES = 16384 };

struct arena_block {
    struct arena_block *next;
    size_t used;
    size_t size;
    alignas(max_align_t) char bytes[];
};

static void *or_abort(void *memory)
{
    if (!memory) {
        fputs("yinian: out of memory\n", stderr);
        abort();
    }
    return memory;
}

void *memory_new(size_t count, size_t size)
{
    return or_abort(calloc(count ? count : 1, size ? size : 1));
}

void *memory_grow(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return or_abort(NULL);
    size_t bytes = count * size;
    return or_abort(realloc(old, bytes ? bytes : 1));
}

char *memory_copy_text(const char *text)
{
    return text ? or_abort(strdup(text)) : NULL;
}

void arena_init(struct arena *arena)
{
    arena->blocks = NULL;
}

void arena_destroy(struct arena *arena)
{
    while (arena->blocks) {
        struct arena_block *next = arena->blocks->next;
        free(arena->blocks);
        arena->blocks = next;
    }
}

void arena_reset(struct arena *arena)
{
    if (!arena->blocks)
        return;
    struct arena rest = {arena->blocks->next};
    arena->blocks->next = NULL;
    arena->blocks->used = 0;
    arena_destroy(&rest);
}

static void add_block(struct arena *arena, size_t least)
{
    size_t size = least > ARENA_BLOCK_BYTES ? least : ARENA_BLOCK_BYTES;
    struct arena_block *block = or_abort(malloc(sizeof *block + size));
    *block = (struct arena_block){.next = arena->blocks, .used = 0, .size = size};
    arena->blocks = block;
}

void *arena_new(struct arena *arena, size_t count, size_t size)
{
    if (size && count > (SIZE_MAX - alignof(max_align_t)) / size)
        or_abort(NULL);
    size_t wanted = (count * size + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
    if (!arena->blocks || arena->blocks->size - arena->blocks->used < wanted)
        add_block(arena, wanted);
    char *memory = arena->blocks->bytes + arena->blocks->used;
    arena->blocks->used += wanted;
    memset(memory, 0, wanted);
    return memory;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t size)
{
    char *copy = arena_new(arena, size + 1, 1);
    if (size)
        memcpy(copy, bytes, size);
    return copy;
}

char *arena_text(struct arena *arena, const char *text)
{
    return arena_copy(arena, text, strlen(text));
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int size = vsnprintf(NULL, 0, format, list);
    va_end(list);
    char *text = arena_new(arena, (size_t)(size < 0 ? 0 : size) + 1, 1);
    va_start(list, format);
    vsnprintf(text, (size_t)(size < 0 ? 0 : size) + 1, format, list);
    va_end(list);
    return text;
}
