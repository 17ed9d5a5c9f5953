#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void buffer_init(struct buffer *buffer)
{
    *buffer = (struct buffer){0};
}

void buffer_destroy(struct buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct buffer){0};
}

void buffer_clear(struct buffer *buffer)
{
    buffer->size = 0;
    if (buffer->bytes)
        buffer->bytes[0] = '\0';
}

static void reserve(struct buffer *buffer, size_t size)
{
    if (size + 1 <= buffer->capacity)
        return;
    size_t capacity = buffer->capacity ? buffer->capacity : 64;
    while (capacity < size + 1)
        capacity *= 2;
    buffer->bytes = memory_grow(buffer->bytes, capacity, 1);
    buffer->capacity = capacity;
}

void buffer_add(struct buffer *buffer, const char *bytes, size_t size)
{
    reserve(buffer, buffer->size + size);
    if (size)
        memcpy(buffer->bytes + buffer->size, bytes, size);
    buffer->size += size;
    buffer->bytes[buffer->size] = '\0';
}

void buffer_add_text(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}

void buffer_add_byte(struct buffer *buffer, char byte)
{
    buffer_add(buffer, &byte, 1);
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int size = vsnprintf(NULL, 0, format, list);
    va_end(list);
    if (size < 0)
        return;
    reserve(buffer, buffer->size + (size_t)size);
    va_start(list, format);
    vsnprintf(buffer->bytes + buffer->size, (size_t)size + 1, format, list);
    va_end(list);
    buffer->size += (size_t)size;
}

void buffer_splice(struct buffer *buffer, size_t offset, size_t removed, const char *bytes, size_t size)
{
    size_t tail = buffer->size - offset - removed;
    reserve(buffer, buffer->size - removed + size);
    memmove(buffer->bytes + offset + size, buffer->bytes + offset + removed, tail);
    if (size)
        memcpy(buffer->bytes + offset, bytes, size);
    buffer->size = offset + size + tail;
    buffer->bytes[buffer->size] = '\0';
}

const char *buffer_text(const struct buffer *buffer)
{
    return buffer->bytes ? buffer->bytes : "";
}
