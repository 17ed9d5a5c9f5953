#include "predict/language_model.h"

#include <string.h>

#include "base/text.h"
#include "predict/language_model_format.h"
#include "predict/lexicon_format.h"

/* What a probability is made that is not a number or not in its range: the file is damaged. */
static const float LEAST = 1e-12f;

/* --- opening ------------------------------------------------------------------------------------- */

static bool refuse(struct diagnostics *diagnostics, const char *name, const char *reason)
{
    struct diagnostic diagnostic = {.level = DIAGNOSTIC_ERROR, .file = name, .reason = reason};
    diagnostics_add(diagnostics, &diagnostic);
    return false;
}

static bool section_fits(const struct language_header *header, uint32_t at, uint64_t size)
{
    return at >= sizeof *header && at % 4 == 0 && at <= header->file_size && size <= header->file_size - at;
}

static bool sections_fit(const struct language_header *header)
{
    uint64_t tokens = header->token_count, spellings = header->spelling_count;
    if (tokens > LANGUAGE_TOKENS_AT_MOST || tokens != (uint64_t)header->word_count + LANGUAGE_MARKS + 1)
        return false;
    if (spellings != 0 && spellings != header->word_count)
        return false;
    return section_fits(header, header->values_at, LANGUAGE_VALUES * sizeof(float)) &&
           section_fits(header, header->singles_at, tokens * sizeof(float)) &&
           section_fits(header, header->pair_firsts_at, (tokens + 2) * sizeof(uint32_t)) &&
           section_fits(header, header->pair_weights_at, (tokens + 1) * sizeof(float)) &&
           section_fits(header, header->pairs_at, header->pair_count * (uint64_t)4) &&
           section_fits(header, header->contexts_at,
                        header->context_count * (uint64_t)sizeof(struct language_context)) &&
           section_fits(header, header->triples_at, header->triple_count * (uint64_t)4) &&
           section_fits(header, header->spellings_at, spellings ? (spellings + 1) * 4 : 0) &&
           section_fits(header, header->texts_at, header->texts_size) &&
           section_fits(header, header->notice_at, header->notice_size);
}

static bool header_is_ours(const struct language_header *header, size_t size, const char *name,
                           struct diagnostics *diagnostics)
{
    if (memcmp(header->magic, LANGUAGE_MAGIC, sizeof header->magic) != 0)
        return refuse(diagnostics, name, _("this is not a language model"));
    if (header->byte_order != LANGUAGE_BYTE_ORDER)
        return refuse(diagnostics, name,
                      _("the language model was built on a machine with another byte order"));
    if (header->version != LANGUAGE_VERSION)
        return refuse(diagnostics, name, _("the language model was built by another version of the program"));
    size_t checked = offsetof(struct language_header, header_checksum);
    if (language_checksum((const unsigned char *)header, checked) != header->header_checksum)
        return refuse(diagnostics, name, _("the language model is damaged"));
    if (header->file_size != size || !sections_fit(header))
        return refuse(diagnostics, name, _("the language model is cut short"));
    return true;
}

bool language_model_open(struct language_model *model, const void *bytes, size_t size, const char *name,
                         struct diagnostics *diagnostics)
{
    struct language_header header;
    *model = (struct language_model){0};
    if (size < sizeof header)
        return refuse(diagnostics, name, _("the language model is cut short"));
    memcpy(&header, bytes, sizeof header);
    if (!header_is_ours(&header, size, name, diagnostics))
        return false;
    *model = (struct language_model){
        .bytes = bytes,
        .size = size,
        .word_count = header.word_count,
        .token_count = header.token_count,
        .pair_count = header.pair_count,
        .context_count = header.context_count,
        .triple_count = header.triple_count,
        .spelling_count = header.spelling_count,
        .texts_size = header.texts_size,
        .notice_size = header.notice_size,
        .values_at = header.values_at,
        .singles_at = header.singles_at,
        .pair_firsts_at = header.pair_firsts_at,
        .pair_weights_at = header.pair_weights_at,
        .pairs_at = header.pairs_at,
        .contexts_at = header.contexts_at,
        .triples_at = header.triples_at,
        .spellings_at = header.spellings_at,
        .texts_at = header.texts_at,
        .notice_at = header.notice_at,
        .lexicon_checksum = header.lexicon_checksum,
    };
    return true;
}

bool language_model_verify(const struct language_model *model, const char *name,
                           struct diagnostics *diagnostics)
{
    struct language_header header;
    if (!model->bytes)
        return refuse(diagnostics, name, _("there is no language model"));
    memcpy(&header, model->bytes, sizeof header);
    if (language_checksum(model->bytes + sizeof header, model->size - sizeof header) != header.body_checksum)
        return refuse(diagnostics, name, _("the language model is damaged"));
    return true;
}

bool language_model_fits(const struct language_model *model, const struct lexicon *lexicon)
{
    struct lexicon_header header;
    if (!model->bytes || !lexicon->bytes || lexicon->size < sizeof header)
        return false;
    memcpy(&header, lexicon->bytes, sizeof header);
    return model->word_count == lexicon->word_count && model->lexicon_checksum == header.body_checksum;
}

const char *language_model_notice(const struct language_model *model, size_t *size)
{
    *size = model->notice_size;
    return model->bytes ? (const char *)model->bytes + model->notice_at : "";
}

/* --- records; each is copied out, so that nothing depends on alignment --------------------------- */

static float sane(float probability)
{
    return probability >= LEAST && probability <= 1 ? probability : LEAST;
}

static uint32_t number_at(const struct language_model *model, size_t section, size_t index)
{
    uint32_t number;
    memcpy(&number, model->bytes + section + 4 * index, sizeof number);
    return number;
}

static float float_at(const struct language_model *model, size_t section, size_t index)
{
    float number;
    memcpy(&number, model->bytes + section + 4 * index, sizeof number);
    return number;
}

/* A weight may be above 1 (the words that are listed are less likely than without them), never below 0. */
static float weight_at(const struct language_model *model, size_t section, size_t index)
{
    float weight = float_at(model, section, index);
    return weight >= 0 && weight < 1e6f ? weight : 0;
}

static uint32_t token_of(uint32_t record)
{
    return record >> LANGUAGE_CODE_BITS;
}

static float value_of(const struct language_model *model, uint32_t record)
{
    return sane(float_at(model, model->values_at, record & (LANGUAGE_VALUES - 1)));
}

static float single(const struct language_model *model, uint32_t token)
{
    return sane(float_at(model, model->singles_at, token));
}

/* A run of records of one history; empty when the bytes make no sense. */
struct run {
    size_t section;
    uint32_t begin, end;
    float weight; /* of backing off from here */
};

static const struct run nothing = {0, 0, 0, 1};

static struct run pairs_of(const struct language_model *model, uint32_t last)
{
    if (!model->bytes || last > model->token_count)
        return nothing;
    struct run run = {model->pairs_at, number_at(model, model->pair_firsts_at, last),
                      number_at(model, model->pair_firsts_at, (size_t)last + 1),
                      weight_at(model, model->pair_weights_at, last)};
    return run.begin <= run.end && run.end <= model->pair_count ? run : nothing;
}

/* The first record of the run whose token is at least that. */
static uint32_t first_record(const struct language_model *model, const struct run *run, uint32_t token)
{
    uint32_t low = run->begin, high = token ? run->end : run->begin;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (token_of(number_at(model, run->section, middle)) < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The record of a token in a run, or run.end. */
static uint32_t find_record(const struct language_model *model, const struct run *run, uint32_t token)
{
    uint32_t at = first_record(model, run, token);
    return at < run->end && token_of(number_at(model, run->section, at)) == token ? at : run->end;
}

static struct language_context context_at(const struct language_model *model, uint32_t index)
{
    struct language_context context;
    memcpy(&context, model->bytes + model->contexts_at + (size_t)index * sizeof context, sizeof context);
    return context;
}

static struct run triples_of_pair(const struct language_model *model, uint32_t pair)
{
    uint32_t low = 0, high = model->context_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (context_at(model, middle).pair < pair)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == model->context_count || context_at(model, low).pair != pair)
        return nothing;
    struct language_context context = context_at(model, low);
    uint32_t end = low + 1 < model->context_count ? context_at(model, low + 1).first : model->triple_count;
    struct run run = {model->triples_at, context.first, end,
                      context.weight >= 0 && context.weight < 1e6f ? context.weight : 0};
    return run.begin <= run.end && run.end <= model->triple_count ? run : nothing;
}

static struct run triples_of(const struct language_model *model, struct language_history history)
{
    struct run before = pairs_of(model, history.before);
    uint32_t pair = find_record(model, &before, history.last);
    return pair == before.end ? nothing : triples_of_pair(model, pair);
}

/* --- histories ----------------------------------------------------------------------------------- */

struct language_history language_history_start(const struct language_model *model)
{
    return (struct language_history){LANGUAGE_NONE, language_start(model)};
}

struct language_history language_history_add(const struct language_model *model,
                                             struct language_history history, uint32_t token)
{
    if (token >= model->word_count && token < language_other_token(model))
        return language_history_start(model);
    if (token >= model->word_count)
        return (struct language_history){LANGUAGE_NONE, LANGUAGE_NONE};
    return (struct language_history){history.last, token};
}

/* --- probabilities ------------------------------------------------------------------------------- */

double language_probability(const struct language_model *model, struct language_history history,
                            uint32_t token)
{
    if (!model->bytes || token >= model->token_count)
        return 0;
    struct run triples = triples_of(model, history);
    uint32_t found = find_record(model, &triples, token);
    if (found != triples.end)
        return (double)value_of(model, number_at(model, triples.section, found));
    struct run pairs = pairs_of(model, history.last);
    found = find_record(model, &pairs, token);
    double lower = found != pairs.end ? (double)value_of(model, number_at(model, pairs.section, found))
                                      : (double)pairs.weight * (double)single(model, token);
    double probability = (double)triples.weight * lower;
    return probability < 1 ? probability : 1;
}

double language_end_probability(const struct language_model *model, struct language_history history)
{
    double sum = 0;
    for (int mark = 0; mark < LANGUAGE_MARKS; mark++)
        sum += language_probability(model, history, language_mark_token(model, (enum language_mark)mark));
    return sum < 1 ? sum : 1;
}

static int state_count(const struct language_state *state)
{
    return state->count < LANGUAGE_HISTORIES ? state->count : LANGUAGE_HISTORIES;
}

static int tail_count(const struct language_state *state)
{
    return state->tail_count < LANGUAGE_TAILS ? state->tail_count : LANGUAGE_TAILS;
}

double language_state_probability(const struct language_model *model, const struct language_state *state,
                                  uint32_t token)
{
    double sum = 0;
    for (int i = 0; i < state_count(state); i++)
        sum += (double)state->weights[i] * language_probability(model, state->histories[i], token);
    for (int i = 0; i < tail_count(state); i++)
        sum += state->tails[i].word == token ? (double)state->tails[i].probability : 0;
    return sum;
}

double language_state_end(const struct language_model *model, const struct language_state *state)
{
    double sum = 0;
    for (int i = 0; i < state_count(state); i++)
        sum += (double)state->weights[i] * language_end_probability(model, state->histories[i]);
    return sum;
}

/* --- all tokens at once -------------------------------------------------------------------------- */

/* Each step puts in the place of what the token has so far what the longer history says:
 *   single  share · wt · wp · P(w)         for all, where wp, wt are the weights of backing off
 *   pair    share · wt · p2                instead of it
 *   triple  share · p3                     instead of either */
struct part {
    uint32_t first, end; /* tokens */
    float *probabilities;
};

/* Differences of rounded numbers can leave a little less than nothing. */
static void add(const struct part *part, uint32_t token, float difference)
{
    float *place = &part->probabilities[token - part->first];
    float sum = *place + difference;
    *place = sum < LEAST ? LEAST : sum < 1 ? sum : 1;
}

static void add_pairs(const struct language_model *model, const struct run *pairs, float share,
                      const struct part *part)
{
    for (uint32_t i = first_record(model, pairs, part->first); i < pairs->end; i++) {
        uint32_t record = number_at(model, pairs->section, i), token = token_of(record);
        if (token >= part->end)
            break;
        if (token >= part->first)
            add(part, token, share * (value_of(model, record) - pairs->weight * single(model, token)));
    }
}

static void add_triples(const struct language_model *model, const struct run *triples,
                        const struct run *pairs, float share, const struct part *part)
{
    uint32_t pair = first_record(model, pairs, part->first);
    for (uint32_t i = first_record(model, triples, part->first); i < triples->end; i++) {
        uint32_t record = number_at(model, triples->section, i), token = token_of(record);
        if (token >= part->end)
            break;
        if (token < part->first)
            continue;
        while (pair < pairs->end && token_of(number_at(model, pairs->section, pair)) < token)
            pair++;
        bool listed = pair < pairs->end && token_of(number_at(model, pairs->section, pair)) == token;
        float lower = listed ? value_of(model, number_at(model, pairs->section, pair))
                             : pairs->weight * single(model, token);
        add(part, token, share * (value_of(model, record) - triples->weight * lower));
    }
}

/* In one pass that compilers turn into vector instructions: this is where the time goes. A number that is
 * none fails the first comparison. */
static void fill_singles(const struct language_model *model, float share, const struct part *part)
{
    size_t count = part->end - part->first;
    const unsigned char *from = model->bytes + model->singles_at + 4 * (size_t)part->first;
    for (size_t i = 0; i < count; i++) {
        float value;
        memcpy(&value, from + 4 * i, sizeof value);
        value *= share;
        value = value > LEAST ? value : LEAST;
        part->probabilities[i] = value < 1 ? value : 1;
    }
}

void language_distribution_part(const struct language_model *model, const struct language_state *state,
                                uint32_t first, uint32_t end, float *probabilities)
{
    struct run pairs[LANGUAGE_HISTORIES], triples[LANGUAGE_HISTORIES];
    struct part part = {first, end < model->token_count ? end : model->token_count, probabilities};
    float share = 0;
    int count = state_count(state);
    if (!model->bytes || part.first >= part.end)
        return;
    for (int i = 0; i < count; i++) {
        pairs[i] = pairs_of(model, state->histories[i].last);
        triples[i] = triples_of(model, state->histories[i]);
        share += state->weights[i] * triples[i].weight * pairs[i].weight;
    }
    fill_singles(model, share, &part);
    for (int i = 0; i < count; i++) {
        add_pairs(model, &pairs[i], state->weights[i] * triples[i].weight, &part);
        add_triples(model, &triples[i], &pairs[i], state->weights[i], &part);
    }
}

void language_distribution(const struct language_model *model, const struct language_state *state,
                           float *probabilities)
{
    struct part whole = {0, model->token_count, probabilities};
    language_distribution_part(model, state, 0, model->token_count, probabilities);
    for (int i = 0; i < tail_count(state); i++)
        if (state->tails[i].word < model->token_count)
            add(&whole, state->tails[i].word, state->tails[i].probability);
}

/* `words` is kept in order; what does not beat the last is seen by one comparison. */
int language_top(const struct language_model *model, const float *probabilities, uint32_t *words, int most)
{
    int count = 0;
    float least = -1;
    for (uint32_t word = 0; word < model->word_count && most > 0; word++) {
        float probability = probabilities[word];
        if (probability <= least)
            continue;
        int place = count < most ? count++ : count - 1;
        for (; place > 0 && probability > probabilities[words[place - 1]]; place--)
            words[place] = words[place - 1];
        words[place] = word;
        if (count == most)
            least = probabilities[words[count - 1]];
    }
    return count;
}
