/* A set of leaves, by number. */
#ifndef YINIAN_SCAN_EVIDENCE_SET_H
#define YINIAN_SCAN_EVIDENCE_SET_H

#include <stdbool.h>
#include <stdint.h>

enum { EVIDENCE_LEAVES_AT_MOST = 256 };

struct evidence_set {
    uint64_t words[EVIDENCE_LEAVES_AT_MOST / 64];
};

static inline bool evidence_set_has(const struct evidence_set *set, int leaf)
{
    return leaf >= 0 && leaf < EVIDENCE_LEAVES_AT_MOST && (set->words[leaf / 64] >> (leaf % 64) & 1);
}

/* `leaf` from 0 to EVIDENCE_LEAVES_AT_MOST - 1. */
static inline void evidence_set_add(struct evidence_set *set, int leaf)
{
    set->words[leaf / 64] |= (uint64_t)1 << (leaf % 64);
}

static inline void evidence_set_remove(struct evidence_set *set, int leaf)
{
    set->words[leaf / 64] &= ~((uint64_t)1 << (leaf % 64));
}

/* The lowest number in it; -1 when it is empty. */
static inline int evidence_set_first(const struct evidence_set *set)
{
    for (int leaf = 0; leaf < EVIDENCE_LEAVES_AT_MOST; leaf++)
        if (evidence_set_has(set, leaf))
            return leaf;
    return -1;
}

static inline bool evidence_set_same(const struct evidence_set *a, const struct evidence_set *b)
{
    for (int i = 0; i < EVIDENCE_LEAVES_AT_MOST / 64; i++)
        if (a->words[i] != b->words[i])
            return false;
    return true;
}

#endif
