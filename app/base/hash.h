/* FNV-1a (Fowler, Noll, Vo), 32 and 64 bits: for finding things and for telling changes, not against an adversary. Begin
 * with HASH32_START or HASH64_START and put in one piece after another; equal bytes give equal hashes on every machine. */
#ifndef YINIAN_BASE_HASH_H
#define YINIAN_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH32_START 2166136261u
#define HASH64_START 14695981039346656037u

/* One step. FNV-1a proper puts in single bytes; a whole number at once is quicker and mixes less. */
static inline uint32_t hash32_step(uint32_t hash, uint32_t value)
{
    return (hash ^ value) * 16777619u;
}

static inline uint64_t hash64_step(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * 1099511628211u;
}

static inline uint32_t hash32_bytes(uint32_t hash, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < size; i++)
        hash = hash32_step(hash, at[i]);
    return hash;
}

static inline uint64_t hash64_bytes(uint64_t hash, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < size; i++)
        hash = hash64_step(hash, at[i]);
    return hash;
}

/* A text without its end: "ab","c" gives what "a","bc" gives. */
static inline uint32_t hash32_text(uint32_t hash, const char *text)
{
    for (; *text; text++)
        hash = hash32_step(hash, (unsigned char)*text);
    return hash;
}

static inline uint64_t hash64_text(uint64_t hash, const char *text)
{
    for (; *text; text++)
        hash = hash64_step(hash, (unsigned char)*text);
    return hash;
}

#endif
