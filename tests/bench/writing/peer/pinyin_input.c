#include "pinyin_input.h"

#include <pinyin.h>
#include <string.h>

/* As ibus-libpinyin's settings schema has them: "sort-candidate-option" 1, "correct-pinyin", "dynamic-adjust";
 * "incomplete-pinyin" is the caller's. Its emoji candidates are left out. */
static const guint sort_option = SORT_BY_PHRASE_LENGTH_AND_PINYIN_LENGTH_AND_FREQUENCY;
static const pinyin_option_t base_options = IS_PINYIN | PINYIN_CORRECT_ALL | DYNAMIC_ADJUST;

struct candidate {
    guint index; /* libpinyin's */
    bool sentence;
    char *label;
    const char *adds; /* into label */
};

/* A candidate that was chosen for the letters up to `end`. */
struct piece {
    size_t end;
    char *text;
};

struct pinyin_input {
    pinyin_context_t *context;
    pinyin_instance_t *instance;
    GString *letters, *chosen;
    size_t from; /* letters before it are chosen */
    GArray *pieces, *candidates;
};

static void free_piece(void *piece)
{
    g_free(((struct piece *)piece)->text);
}

static void free_candidate(void *candidate)
{
    g_free(((struct candidate *)candidate)->label);
}

struct pinyin_input *pinyin_input_new(const char *user, bool incomplete)
{
    pinyin_context_t *context = pinyin_init(PEER_PINYIN_DATA, user);
    if (!context)
        return NULL;
    pinyin_set_options(context, base_options | (incomplete ? PINYIN_INCOMPLETE : 0));
    struct pinyin_input *input = g_new0(struct pinyin_input, 1);
    input->context = context;
    input->instance = pinyin_alloc_instance(context);
    input->letters = g_string_new(NULL);
    input->chosen = g_string_new(NULL);
    input->pieces = g_array_new(FALSE, FALSE, sizeof(struct piece));
    input->candidates = g_array_new(FALSE, FALSE, sizeof(struct candidate));
    g_array_set_clear_func(input->pieces, free_piece);
    g_array_set_clear_func(input->candidates, free_candidate);
    return input;
}

void pinyin_input_free(struct pinyin_input *input)
{
    g_array_free(input->pieces, TRUE);
    g_array_free(input->candidates, TRUE);
    g_string_free(input->letters, TRUE);
    g_string_free(input->chosen, TRUE);
    pinyin_free_instance(input->instance);
    pinyin_fini(input->context);
    g_free(input);
}

static void keep_pieces(struct pinyin_input *input, guint count)
{
    g_array_set_size(input->pieces, count);
    g_string_truncate(input->chosen, 0);
    input->from = 0;
    for (guint i = 0; i < count; i++) {
        const struct piece *piece = &g_array_index(input->pieces, struct piece, i);
        g_string_append(input->chosen, piece->text);
        input->from = piece->end;
    }
}

static void add_candidate(struct pinyin_input *input, guint index)
{
    lookup_candidate_t *found = NULL;
    lookup_candidate_type_t type;
    const gchar *text = NULL;
    if (!pinyin_get_candidate(input->instance, index, &found) ||
        !pinyin_get_candidate_type(input->instance, found, &type) ||
        !pinyin_get_candidate_string(input->instance, found, &text) || !text ||
        (type != NBEST_MATCH_CANDIDATE && type != NORMAL_CANDIDATE))
        return;
    struct candidate candidate = {index, type == NBEST_MATCH_CANDIDATE, g_strdup(text), ""};
    candidate.adds = candidate.label;
    /* A sentence stands for everything that is being spelt. */
    if (candidate.sentence && g_str_has_prefix(text, input->chosen->str))
        candidate.adds += input->chosen->len;
    g_array_append_val(input->candidates, candidate);
}

/* The candidates for the letters from `from` on, whose sentence has been guessed. */
static void list_candidates(struct pinyin_input *input)
{
    guint count = 0;
    g_array_set_size(input->candidates, 0);
    if (pinyin_get_parsed_input_length(input->instance) <= input->from)
        return;
    pinyin_guess_candidates(input->instance, input->from, sort_option);
    pinyin_get_n_candidate(input->instance, &count);
    for (guint i = 0; i < count; i++)
        add_candidate(input, i);
}

/* Whether the sentence still begins with what was chosen: other letters may have made other syllables of it. */
static bool pieces_hold(struct pinyin_input *input)
{
    char *sentence = NULL;
    if (input->chosen->len == 0)
        return true;
    bool hold = pinyin_get_sentence(input->instance, 0, &sentence) && sentence &&
                g_str_has_prefix(sentence, input->chosen->str);
    g_free(sentence);
    return hold;
}

static void spelt(struct pinyin_input *input)
{
    pinyin_parse_more_full_pinyins(input->instance, input->letters->str);
    pinyin_guess_sentence(input->instance);
    if (!pieces_hold(input))
        keep_pieces(input, 0);
    list_candidates(input);
}

void pinyin_input_clear(struct pinyin_input *input)
{
    pinyin_reset(input->instance);
    g_string_truncate(input->letters, 0);
    g_array_set_size(input->candidates, 0);
    keep_pieces(input, 0);
}

void pinyin_input_letter(struct pinyin_input *input, char letter)
{
    g_string_append_c(input->letters, letter);
    spelt(input);
}

bool pinyin_input_erase(struct pinyin_input *input)
{
    if (input->letters->len == 0)
        return false;
    g_string_truncate(input->letters, input->letters->len - 1);
    guint kept = input->pieces->len;
    while (kept > 0 && g_array_index(input->pieces, struct piece, kept - 1).end > input->letters->len)
        kept--;
    keep_pieces(input, kept);
    if (input->letters->len == 0)
        pinyin_input_clear(input);
    else
        spelt(input);
    return true;
}

const char *pinyin_input_chosen(const struct pinyin_input *input)
{
    return input->chosen->str;
}

const char *pinyin_input_rest(const struct pinyin_input *input)
{
    return input->letters->str + input->from;
}

int pinyin_input_count(const struct pinyin_input *input)
{
    return (int)input->candidates->len;
}

const char *pinyin_input_label(const struct pinyin_input *input, int candidate)
{
    return g_array_index(input->candidates, struct candidate, candidate).label;
}

const char *pinyin_input_adds(const struct pinyin_input *input, int candidate)
{
    return g_array_index(input->candidates, struct candidate, candidate).adds;
}

static char *finish(struct pinyin_input *input, guint8 sentence, char *text)
{
    pinyin_train(input->instance, sentence);
    pinyin_input_clear(input);
    return text;
}

char *pinyin_input_choose(struct pinyin_input *input, int number)
{
    const struct candidate *candidate = &g_array_index(input->candidates, struct candidate, number);
    char *label = g_strdup(candidate->label);
    lookup_candidate_t *found = NULL;
    guint8 sentence = 0;
    pinyin_get_candidate(input->instance, candidate->index, &found);
    if (candidate->sentence) {
        pinyin_get_candidate_nbest_index(input->instance, found, &sentence);
        pinyin_choose_candidate(input->instance, 0, found);
        return finish(input, sentence, label);
    }
    struct piece piece = {(size_t)pinyin_choose_candidate(input->instance, input->from, found), label};
    g_array_append_val(input->pieces, piece);
    keep_pieces(input, input->pieces->len);
    pinyin_guess_sentence(input->instance);
    if (input->from >= input->letters->len)
        return finish(input, 0, g_strdup(input->chosen->str));
    list_candidates(input);
    return NULL;
}
