#include "predict/script_words.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

void script_words_init(struct script_words *words, const struct script *script,
                       const struct predictor *inside)
{
    *words = (struct script_words){.script = script, .inside = inside, .raw_size = SIZE_MAX};
}

void script_words_destroy(struct script_words *words)
{
    buffer_destroy(&words->context);
    buffer_destroy(&words->word);
}

static bool is_wanted(const struct script_words *words, const struct predict_request *request)
{
    return words->script && request->traditional;
}

/* The end of the message, from a whole character on. */
static size_t end_start(const struct predict_request *request)
{
    size_t start =
        request->context_size > SCRIPT_CONTEXT_BYTES ? request->context_size - SCRIPT_CONTEXT_BYTES : 0;
    while (start < request->context_size && ((unsigned char)request->context[start] & 0xC0u) == 0x80u)
        start++;
    return start;
}

/* The request with the end of its message in simplified characters. */
static struct predict_request turned_back(struct script_words *words, const struct predict_request *request)
{
    struct predict_request inside = *request;
    size_t start = end_start(request), size = request->context_size - start;
    const char *end = request->context + start;
    if (size != words->raw_size || memcmp(words->raw, end, size) != 0) {
        if (!words->script->convert(words->script->self, SCRIPT_SIMPLIFIED, end, size, &words->context)) {
            buffer_clear(&words->context);
            buffer_add(&words->context, end, size);
        }
        memcpy(words->raw, end, size);
        words->raw_size = size;
    }
    inside.context = buffer_text(&words->context);
    inside.context_size = words->context.size;
    return inside;
}

/* --- words going out ------------------------------------------------------------------------------------- */

/* The last few characters of the message, as far as they are Hanzi. */
static size_t before_word(const struct buffer *context)
{
    size_t at = context->size;
    for (int i = 0; i < SCRIPT_BEFORE && at > 0; i++) {
        uint32_t character;
        size_t before = utf8_before(context->bytes, at);
        utf8_decode(context->bytes + before, context->size - before, &character);
        if (!utf8_is_hanzi(character))
            break;
        at = before;
    }
    return at;
}

/* `count` characters at the end of `text` are the word. */
static bool take_word(const struct buffer *text, size_t count, char word[CANDIDATE_TEXT_BYTES])
{
    size_t all = utf8_count(buffer_text(text), text->size);
    if (all < count)
        return false;
    size_t from = utf8_offset(buffer_text(text), text->size, all - count);
    if (text->size - from >= CANDIDATE_TEXT_BYTES)
        return false;
    memcpy(word, buffer_text(text) + from, text->size - from);
    word[text->size - from] = 0;
    return true;
}

/* Together with what stands before it, so that 发 after 头 is 髮. */
static void turn_word(struct script_words *words, char word[CANDIDATE_TEXT_BYTES])
{
    struct buffer turned = {0};
    size_t from = before_word(&words->context);
    buffer_clear(&words->word);
    buffer_add(&words->word, buffer_text(&words->context) + from, words->context.size - from);
    buffer_add_text(&words->word, word);
    if (words->script->convert(words->script->self, SCRIPT_TRADITIONAL, buffer_text(&words->word),
                               words->word.size, &turned) &&
        utf8_count(buffer_text(&turned), turned.size) ==
            utf8_count(buffer_text(&words->word), words->word.size))
        take_word(&turned, utf8_count(word, strlen(word)), word);
    buffer_destroy(&turned);
}

static void keep_word(struct script_words *words, const char *inside, const char *shown)
{
    struct script_word *kept = &words->kept[words->kept_next];
    words->kept_next = (words->kept_next + 1) % SCRIPT_KEPT;
    memcpy(kept->inside, inside, strlen(inside) + 1);
    memcpy(kept->shown, shown, strlen(shown) + 1);
}

static int candidates(void *self, const struct predict_request *request, struct candidate *out, int most)
{
    struct script_words *words = self;
    const struct predictor *inside = words->inside;
    if (!is_wanted(words, request))
        return inside->candidates(inside->self, request, out, most);
    struct predict_request turned = turned_back(words, request);
    int count = inside->candidates(inside->self, &turned, out, most);
    for (int i = 0; i < count; i++) {
        char before[CANDIDATE_TEXT_BYTES];
        memcpy(before, out[i].text, sizeof before);
        if (!out[i].drawn)
            turn_word(words, out[i].text);
        keep_word(words, before, out[i].text);
    }
    return count;
}

static bool may_follow(void *self, const struct predict_request *request, const char *unit)
{
    struct script_words *words = self;
    if (!is_wanted(words, request))
        return words->inside->may_follow(words->inside->self, request, unit);
    struct predict_request turned = turned_back(words, request);
    return words->inside->may_follow(words->inside->self, &turned, unit);
}

/* --- words coming back ----------------------------------------------------------------------------------- */

/* The newest word that is shown so; the text itself where there is none. */
static const char *inside_of(const struct script_words *words, const char *shown)
{
    for (int i = 1; i <= SCRIPT_KEPT; i++) {
        const struct script_word *kept = &words->kept[(words->kept_next + SCRIPT_KEPT - i) % SCRIPT_KEPT];
        if (shown[0] && strcmp(kept->shown, shown) == 0)
            return kept->inside;
    }
    return shown;
}

enum { ITEMS_AT_MOST = 256 }; /* of a page; those beyond are asked for as they stand */

static void weigh(void *self, const struct predict_request *request, struct predict_weight *items, int count)
{
    struct script_words *words = self;
    const struct predictor *inside = words->inside;
    if (!inside->weigh)
        return;
    if (!is_wanted(words, request)) {
        inside->weigh(inside->self, request, items, count);
        return;
    }
    struct predict_request turned = turned_back(words, request);
    const char *shown[ITEMS_AT_MOST];
    int turned_count = count < ITEMS_AT_MOST ? count : ITEMS_AT_MOST;
    for (int i = 0; i < turned_count; i++) {
        shown[i] = items[i].text;
        items[i].text = shown[i] ? inside_of(words, shown[i]) : NULL;
    }
    inside->weigh(inside->self, &turned, items, count);
    for (int i = 0; i < turned_count; i++)
        items[i].text = shown[i];
}

struct predictor script_words_predictor(struct script_words *words)
{
    return (struct predictor){
        .self = words, .candidates = candidates, .may_follow = may_follow, .weigh = weigh};
}
