/* A growing run of bytes that is also a C string: `bytes[size]` is always NUL once anything was added. */
#ifndef YINIAN_BASE_BUFFER_H
#define YINIAN_BASE_BUFFER_H

#include <stddef.h>

struct buffer {
    char *bytes; /* NULL while nothing was ever added: use buffer_text() to read */
    size_t size;
    size_t capacity;
};

void buffer_init(struct buffer *buffer);
void buffer_destroy(struct buffer *buffer);
void buffer_clear(struct buffer *buffer); /* keeps the memory */
void buffer_add(struct buffer *buffer, const char *bytes, size_t size);
void buffer_add_text(struct buffer *buffer, const char *text);
void buffer_add_byte(struct buffer *buffer, char byte);
void buffer_printf(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Replaces `removed` bytes at `offset` by `bytes`; offset + removed <= size. */
void buffer_splice(struct buffer *buffer, size_t offset, size_t removed, const char *bytes, size_t size);
const char *buffer_text(const struct buffer *buffer); /* "" when empty; valid until the next change */

#endif
