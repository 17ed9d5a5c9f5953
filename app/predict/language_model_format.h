/* model-zh.bin and model-en.bin, shared by their builder (app/language-model) and their reader
 * (language_model.c).
 *
 * In the byte order of the machine that built it (it is built where it is used). The sections follow the
 * header, each at a multiple of 4 from the start of the file, in this order. T = token_count, H = T + 1
 * histories of one token (the last is the start of a sentence):
 *
 *     values        LANGUAGE_VALUES × float: the probability for each code in a record
 *     singles       T × float: P(w)
 *     pair_firsts   (H + 1) × uint32: where the pairs of a history begin
 *     pair_weights  H × float: weights of backing off
 *     pairs         pair_count records, by history, then by token
 *     contexts      context_count × struct language_context, by pair: the histories of two tokens
 *     triples       triple_count records, by context, then by token
 *     spellings     (spelling_count + 1) × uint32 into texts; 0 of them where the words are the lexicon's
 *     texts         the words, UTF-8, not terminated, sorted without regard to case
 *     notice        licences and sources of the data, UTF-8
 *
 * A record is 32 bits: token << LANGUAGE_CODE_BITS | code. The triples of context i end where those of i + 1
 * begin. */
#ifndef YINIAN_PREDICT_LANGUAGE_MODEL_FORMAT_H
#define YINIAN_PREDICT_LANGUAGE_MODEL_FORMAT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/hash.h"

#define LANGUAGE_MAGIC "yinian-language" /* 16 bytes with its NUL */

enum {
    LANGUAGE_VERSION = 1,
    LANGUAGE_BYTE_ORDER = 0x01020304,
    LANGUAGE_CODE_BITS = 14,
    LANGUAGE_VALUES = 1 << LANGUAGE_CODE_BITS,
    LANGUAGE_TOKENS_AT_MOST = (1 << (32 - LANGUAGE_CODE_BITS)) - 1
};

/* code = −LANGUAGE_CODES_PER_NAT · ln P: down to e^−20.5, each step 0.13 % */
#define LANGUAGE_CODES_PER_NAT 800.0

struct language_header {
    char magic[16];
    uint32_t byte_order, version;
    uint32_t file_size;
    uint32_t word_count, token_count;
    uint32_t pair_count, context_count, triple_count, spelling_count;
    uint32_t texts_size, notice_size;
    uint32_t values_at, singles_at, pair_firsts_at, pair_weights_at, pairs_at, contexts_at, triples_at;
    uint32_t spellings_at, texts_at, notice_at;
    uint32_t lexicon_checksum; /* body_checksum of the lexicon whose numbers these are; 0: words of its own */
    uint32_t body_checksum;    /* of everything after the header */
    uint32_t header_checksum;  /* of the header before this field */
};

struct language_context {
    uint32_t pair;
    uint32_t first; /* triple */
    float weight;
};

/* Four independent sums over words of 8 bytes, so that checking 20 MB takes a few milliseconds. */
static inline uint32_t language_checksum(const unsigned char *bytes, size_t size)
{
    uint64_t sums[4] = {HASH64_START, 1, 2, 3};
    size_t at = 0;
    for (; at + 32 <= size; at += 32)
        for (size_t lane = 0; lane < 4; lane++) {
            uint64_t word;
            memcpy(&word, bytes + at + 8 * lane, sizeof word);
            sums[lane] = hash64_step(sums[lane], word);
            sums[lane] ^= sums[lane] >> 29;
        }
    sums[0] = hash64_bytes(sums[0], bytes + at, size - at);
    uint64_t sum = size;
    for (size_t lane = 0; lane < 4; lane++)
        sum = hash64_step(sum, sums[lane]) ^ (sum >> 31);
    return (uint32_t)(sum ^ sum >> 32);
}

#endif
