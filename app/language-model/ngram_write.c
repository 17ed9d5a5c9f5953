#include "ngram_write.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "predict/language_model_format.h"

static uint32_t code_of(double probability)
{
    double code = -LANGUAGE_CODES_PER_NAT * log(probability);
    return code < 0 ? 0 : code > LANGUAGE_VALUES - 1 ? LANGUAGE_VALUES - 1 : (uint32_t)lround(code);
}

static float value_of(uint32_t code)
{
    return (float)exp(-(double)code / LANGUAGE_CODES_PER_NAT);
}

static void round_list(struct ngram_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        list->items[i].probability = value_of(code_of((double)list->items[i].probability));
}

/* The weights of backing off are worked out anew from what is written, so that the sums stay 1. */
static void round_model(struct ngrams *model)
{
    round_list(&model->pairs);
    round_list(&model->triples);
    for (uint32_t i = 0; i < model->tokens; i++)
        model->p1[i] = fmax(model->p1[i], 2e-12);
    ngrams_weigh(model);
}

/* --- sections ------------------------------------------------------------------------------------ */

static uint32_t begin_section(struct buffer *file)
{
    while (file->size % 4 != 0)
        buffer_add_byte(file, 0);
    return (uint32_t)file->size;
}

static void add_number(struct buffer *file, uint32_t number)
{
    buffer_add(file, (const char *)&number, sizeof number);
}

static void add_float(struct buffer *file, double number)
{
    float rounded = (float)number;
    buffer_add(file, (const char *)&rounded, sizeof rounded);
}

static void add_records(struct buffer *file, const struct ngram_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        add_number(file, ngram_last(list->items[i].key) << LANGUAGE_CODE_BITS |
                             code_of((double)list->items[i].probability));
}

static uint32_t add_contexts(struct buffer *file, const struct ngrams *model)
{
    uint32_t count = 0;
    for (uint32_t pair = 0; pair < model->pairs.count; pair++) {
        struct language_context context = {pair, model->first3[pair], (float)model->bow2[pair]};
        if (model->first3[pair] == model->first3[pair + 1])
            continue;
        buffer_add(file, (const char *)&context, sizeof context);
        count++;
    }
    return count;
}

static void add_model(struct buffer *file, const struct ngrams *model, struct language_header *header)
{
    header->values_at = begin_section(file);
    for (uint32_t code = 0; code < LANGUAGE_VALUES; code++)
        add_float(file, (double)value_of(code));
    header->singles_at = begin_section(file);
    for (uint32_t i = 0; i < model->tokens; i++)
        add_float(file, model->p1[i]);
    header->pair_firsts_at = begin_section(file);
    for (uint32_t i = 0; i < model->tokens + 2; i++)
        add_number(file, model->first2[i]);
    header->pair_weights_at = begin_section(file);
    for (uint32_t i = 0; i < model->tokens + 1; i++)
        add_float(file, model->bow1[i]);
    header->pairs_at = begin_section(file);
    add_records(file, &model->pairs);
    header->contexts_at = begin_section(file);
    header->context_count = add_contexts(file, model);
    header->triples_at = begin_section(file);
    add_records(file, &model->triples);
}

static void add_words(struct buffer *file, const struct ngram_words *words, struct language_header *header)
{
    header->spellings_at = begin_section(file);
    header->spelling_count = words->spellings ? words->count : 0;
    uint32_t at = 0;
    for (uint32_t i = 0; i < header->spelling_count; i++) {
        add_number(file, at);
        at += (uint32_t)strlen(words->spellings[i]);
    }
    if (header->spelling_count)
        add_number(file, at);
    header->texts_at = begin_section(file);
    header->texts_size = at;
    for (uint32_t i = 0; i < header->spelling_count; i++)
        buffer_add_text(file, words->spellings[i]);
    header->notice_at = begin_section(file);
    header->notice_size = (uint32_t)strlen(words->notice);
    buffer_add_text(file, words->notice);
}

void ngram_write(struct buffer *file, struct ngrams *model, const struct ngram_words *words)
{
    struct language_header header = {
        .magic = LANGUAGE_MAGIC,
        .byte_order = LANGUAGE_BYTE_ORDER,
        .version = LANGUAGE_VERSION,
        .word_count = words->count,
        .token_count = model->tokens,
        .pair_count = (uint32_t)model->pairs.count,
        .triple_count = (uint32_t)model->triples.count,
        .lexicon_checksum = words->lexicon_checksum,
    };
    round_model(model);
    buffer_add(file, (const char *)&header, sizeof header);
    add_model(file, model, &header);
    add_words(file, words, &header);
    begin_section(file);
    header.file_size = (uint32_t)file->size;
    const unsigned char *bytes = (const unsigned char *)file->bytes;
    header.body_checksum = language_checksum(bytes + sizeof header, file->size - sizeof header);
    header.header_checksum =
        language_checksum((const unsigned char *)&header, offsetof(struct language_header, header_checksum));
    memcpy(file->bytes, &header, sizeof header);
}
