/* UTF-8 over (bytes, size). Invalid bytes decode to U+FFFD, one byte at a time, so that every function
 * ends and no input is refused here; parsers that want to refuse ask utf8_valid(). */
#ifndef YINIAN_BASE_UTF8_H
#define YINIAN_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_REPLACEMENT 0xFFFDu

/* Decodes the character at `bytes` (size > 0); returns how many bytes it takes (1–4). */
size_t utf8_decode(const char *bytes, size_t size, uint32_t *character);
/* Writes 1–4 bytes, returns how many. */
size_t utf8_encode(uint32_t character, char bytes[4]);
bool utf8_valid(const char *bytes, size_t size, size_t *bad_offset); /* bad_offset may be NULL */
size_t utf8_count(const char *bytes, size_t size);                   /* characters */
/* Byte offset of the `index`th character, or `size` when there are fewer. */
size_t utf8_offset(const char *bytes, size_t size, size_t index);
/* Byte offset of the character before `offset` (0 for 0). */
size_t utf8_before(const char *bytes, size_t offset);

/* Han characters: the unified ideographs, extensions A–F, compatibility ideographs and 〇. */
/* Into room for `size` bytes, terminated: as much as fits, no character cut in two. */
void utf8_copy(char *to, size_t size, const char *from);
bool utf8_is_hanzi(uint32_t character);

#endif
