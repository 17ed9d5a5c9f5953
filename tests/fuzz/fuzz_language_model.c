/* The language model over hostile bytes: the header is repaired so that the bytes are let in; then everything
 * is asked. No access may leave the bytes, and every probability must be one.
 *
 * The input is a header's worth of fields and then the sections; the table of values, which alone is 64 KB,
 * is put behind it, so that small inputs get far. */
#include "fuzz.h"

#include <math.h>

#include "base/memory.h"
#include "predict/language_model_format.h"
#include "predict/language_text.h"

enum { TABLE = LANGUAGE_VALUES * 4, WORDS_AT_MOST = 64 };

/* Offsets and counts stay the input's, but are brought near the file's size: else almost none would be let
 * in. */
static void repair(uint8_t *bytes, size_t size, size_t given)
{
    struct language_header header;
    memcpy(&header, bytes, sizeof header);
    memcpy(header.magic, LANGUAGE_MAGIC, sizeof header.magic);
    header.byte_order = LANGUAGE_BYTE_ORDER;
    header.version = LANGUAGE_VERSION;
    header.file_size = (uint32_t)size;
    header.word_count %= WORDS_AT_MOST;
    header.token_count = header.word_count + LANGUAGE_MARKS + 1;
    header.spelling_count = header.spelling_count % 2 ? header.word_count : 0;
    header.values_at = (uint32_t)given;
    uint32_t *places[] = {&header.singles_at,   &header.pair_firsts_at, &header.pair_weights_at,
                          &header.pairs_at,     &header.contexts_at,    &header.triples_at,
                          &header.spellings_at, &header.texts_at,       &header.notice_at};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        *places[i] = (uint32_t)(sizeof header + *places[i] % (size - sizeof header)) & ~3u;
    uint32_t *counts[] = {&header.pair_count, &header.context_count, &header.triple_count, &header.texts_size,
                          &header.notice_size};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
        *counts[i] %= (uint32_t)(size / 4);
    header.header_checksum =
        language_checksum((const unsigned char *)&header, offsetof(struct language_header, header_checksum));
    memcpy(bytes, &header, sizeof header);
}

static void ask_probabilities(const struct language_model *model, uint32_t u, uint32_t v)
{
    float probabilities[WORDS_AT_MOST + LANGUAGE_MARKS + 1];
    uint32_t words[8];
    struct language_state state = {.histories = {{u, v}, {v, u}}, .weights = {0.5f, 0.5f}, .count = 2};
    for (uint32_t i = 0; i < model->token_count; i++) {
        double probability = language_probability(model, state.histories[0], i);
        REQUIRE(probability >= 0 && probability <= 1);
    }
    language_distribution(model, &state, probabilities);
    for (uint32_t i = 0; i < model->token_count; i++)
        REQUIRE(probabilities[i] >= 0 && probabilities[i] <= 1);
    int count = language_top(model, probabilities, words, 8);
    for (int i = 0; i < count; i++)
        REQUIRE(words[i] < model->word_count);
    if (model->spelling_count) {
        float letters[LANGUAGE_LETTERS];
        language_letters(model, probabilities, "a", 1, letters);
        for (int i = 0; i < LANGUAGE_LETTERS; i++)
            REQUIRE(letters[i] >= 0 && letters[i] <= 1.001f);
    }
}

static void ask_texts(const struct language_model *model, const uint8_t *bytes, size_t size)
{
    struct lexicon none = {0};
    struct language_state state;
    uint32_t tokens[LANGUAGE_CLAUSE], first, end;
    size_t length, part = size < 100 ? size : 100;
    const char *text = (const char *)bytes;
    for (int english = 0; english < 2; english++) {
        language_read(model, &none, text, part, english, &state);
        REQUIRE(state.count >= 1 && state.count <= LANGUAGE_HISTORIES);
        REQUIRE(!(language_text_cost(model, &none, text, part, english).bits < 0));
    }
    int count = language_segment(model, &none, text, part, tokens, LANGUAGE_CLAUSE);
    REQUIRE(count >= 0 && count <= LANGUAGE_CLAUSE);
    language_find(model, text, part < 4 ? part : 4);
    language_prefix(model, text, part < 4 ? part : 4, &first, &end);
    REQUIRE(first <= end && end <= model->spelling_count);
    language_word(model, first, &length);
    language_model_notice(model, &length);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct language_model model;
    language_model_open(&model, bytes, size, "fuzz", NULL);
    ask_texts(&model, bytes, size);
    size_t given = size & ~(size_t)3;
    if (given <= sizeof(struct language_header))
        return 0;
    uint8_t *repaired = memory_new(given + TABLE, 1);
    memcpy(repaired, bytes, given);
    for (size_t i = 0; i < LANGUAGE_VALUES; i++) {
        float value = expf(-(float)i / 800);
        memcpy(repaired + given + 4 * i, &value, sizeof value);
    }
    repair(repaired, given + TABLE, given);
    if (language_model_open(&model, repaired, given + TABLE, "fuzz", NULL)) {
        language_model_verify(&model, "fuzz", NULL);
        for (uint32_t u = 0; u <= model.token_count + 1; u += 3)
            for (uint32_t v = 0; v <= model.token_count + 1; v += 2)
                ask_probabilities(&model, u, v);
        ask_texts(&model, bytes, size);
    }
    free(repaired);
    return 0;
}
