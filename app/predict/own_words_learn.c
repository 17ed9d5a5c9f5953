#include "predict/own_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "predict/language_text.h"

/* From a message that was spoken to words and pairs.
 *
 *     message → clauses (marks part them)
 *             → Hanzi: pieces, as the model cuts them → new words put together → counted, with their pairs
 *             → Latin words as they stand             → counted, with their pairs
 */

enum {
    PIECES_AT_MOST = LANGUAGE_CLAUSE,
    CLAUSE_WORDS = 5 * LANGUAGE_CLAUSE, /* words and trials that a clause can bring */
    NEW_WORD_CHARACTERS = 4,
    /* −1000·ln P of a character by itself: what is likelier (的, 我, 去, 拿) is no part of a name, but for … */
    USUAL_COST = 8500
};
/* Less likely than this after what stands before: the model did not expect it. */
static const double STRANGE = 1.0 / 256;

/* … what a name begins with: the hundred most usual surnames less those that are everyday words (高 白 方 于 向),
 * and what stands before one in talk. */
static const char *const name_beginnings = "小老阿王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程"
                                           "曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟"
                                           "汪田任姜范石姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎"
                                           "常武乔贺赖龚庞樊殷施陶翟倪严牛温季俞章鲁葛";

struct piece {
    size_t at, size;
    int first, count; /* Hanzi of the message; 0: Latin */
    uint32_t token;
    bool strange; /* after the piece before */
};

struct hearing {
    struct own_words *own;
    const struct own_message *message;
    const char *reading; /* where the reading of the next Hanzi stands, or NULL */
    char clause_reading[LANGUAGE_CLAUSE * SYLLABLE_SPELLING];
    size_t reading_at[LANGUAGE_CLAUSE + 1];
    struct piece pieces[PIECES_AT_MOST];
    int count;
    int previous; /* word before, OWN_WORD_START, or −1 */
};

/* --- readings ------------------------------------------------------------------------------------------ */

/* The next Hanzi's syllable, "-" where it is not known. */
static void add_reading(struct hearing *hearing, int index)
{
    const char *at = hearing->reading;
    size_t size = at ? strcspn(at, " ") : 0;
    bool known = size > 0 && size < SYLLABLE_SPELLING;
    size_t place = hearing->reading_at[index];
    memcpy(hearing->clause_reading + place, known ? at : "-", known ? size : 1);
    place += known ? size : 1;
    hearing->clause_reading[place] = ' ';
    hearing->reading_at[index + 1] = place + 1;
    if (at)
        hearing->reading = at[size] ? at + size + 1 : NULL;
}

/* The word that these Hanzi make; as they were spelt, or as the lexicon reads them. */
static bool make_word(const struct hearing *hearing, const struct piece *from, const struct piece *to,
                      struct own_word *word)
{
    char reading[LEXICON_WORD_CHARACTERS * SYLLABLE_SPELLING + 1] = "";
    int count = to->first + to->count - from->first;
    if (from->count > 0 && count > 0 && count <= LEXICON_WORD_CHARACTERS) {
        size_t start = hearing->reading_at[from->first];
        size_t size = hearing->reading_at[from->first + count] - start;
        memcpy(reading, hearing->clause_reading + start, size);
        reading[size - 1] = 0;
    }
    return own_word_make(hearing->own, hearing->message->text + from->at, to->at + to->size - from->at,
                         reading, word);
}

static bool is_new(const struct hearing *hearing, const struct piece *piece)
{
    return piece->at + piece->size > hearing->message->known;
}

/* --- new words ----------------------------------------------------------------------------------------- */

/* Pieces put together where they make a word that was learnt. */
static void join_known(struct hearing *hearing)
{
    int written = 0;
    for (int i = 0; i < hearing->count;) {
        struct piece piece = hearing->pieces[i];
        int next = i + 1;
        for (int j = i + 1; j < hearing->count; j++) {
            const struct piece *last = &hearing->pieces[j];
            if (last->first + last->count - piece.first > LEXICON_WORD_CHARACTERS)
                break;
            size_t size = last->at + last->size - hearing->pieces[i].at;
            int word = own_words_find(hearing->own, hearing->message->text + piece.at, size);
            if (word < 0 || !own_word_is_new(&hearing->own->words[word]))
                continue;
            piece.size = size;
            piece.count = last->first + last->count - piece.first;
            piece.token = LEXICON_NO_WORD;
            next = j + 1;
        }
        hearing->pieces[written++] = piece;
        i = next;
    }
    hearing->count = written;
}

static bool is_odd(const struct hearing *hearing, const struct piece *piece)
{
    struct lexicon_word word;
    if (piece->token == language_other_token(hearing->own->model))
        return true;
    return lexicon_word(hearing->own->lexicon, piece->token, &word) && word.cost > USUAL_COST;
}

static bool begins_name(const struct hearing *hearing, const struct piece *piece)
{
    char text[8] = "";
    if (piece->count != 1 || piece->size >= sizeof text)
        return false;
    memcpy(text, hearing->message->text + piece->at, piece->size);
    return strstr(name_beginnings, text);
}

/* Could these pieces be one new word? Rare characters that the model does not expect beside each other
 * (利鲁唑), or what a name begins with and one or two characters more, which may be a word (崔主任, 汤婷婷). */
static bool could_be_word(const struct hearing *hearing, int from, int count)
{
    const struct piece *pieces = &hearing->pieces[from];
    bool name = begins_name(hearing, &pieces[0]);
    int characters = 0;
    for (int i = 0; i < count; i++) {
        characters += pieces[i].count;
        if ((i > 0 && !pieces[i].strange) || !(is_odd(hearing, &pieces[i]) || (name && i == 0)) ||
            (pieces[i].count != 1 && !(name && count == 2 && i == 1)))
            return false;
    }
    return characters <= NEW_WORD_CHARACTERS - name;
}

/* What is part of a longer one, and was never seen without it, is not a word of its own. */
static void drop_parts(struct own_words *own, const char *text, double weight)
{
    bool *gone = memory_new((size_t)own->count, sizeof *gone);
    bool any = false;
    for (int i = 1; i < own->count; i++) {
        const struct own_word *word = &own->words[i];
        gone[i] = word->trial && word->weight < weight + own->unit * 0.01 && strcmp(word->text, text) != 0 &&
                  strstr(text, word->text);
        any = any || gone[i];
    }
    if (any)
        own_words_drop(own, gone);
    free(gone);
}

/* One more time heard. True when it is believed from now on. */
static bool try_word(struct hearing *hearing, int from, int count)
{
    struct own_words *own = hearing->own;
    struct own_word word;
    const struct piece *first = &hearing->pieces[from], *last = &hearing->pieces[from + count - 1];
    if (!is_new(hearing, last) || !make_word(hearing, first, last, &word) || word.token != LEXICON_NO_WORD)
        return false;
    word.trial = true;
    int index = own_words_add(own, &word);
    double weight = own->words[index].weight + own->unit;
    if (weight < OWN_WORD_ACCEPTED * own->unit) {
        own_words_use(own, index, own->unit);
        return false;
    }
    own_words_believe(own, index); /* this time is counted with the other words */
    drop_parts(own, word.text, weight);
    return true;
}

/* The longest first, so that a part of it is not believed before the whole. */
static void find_new(struct hearing *hearing)
{
    bool found = false;
    for (int count = NEW_WORD_CHARACTERS; count > 1; count--)
        for (int i = 0; i + count <= hearing->count; i++)
            if (could_be_word(hearing, i, count) && try_word(hearing, i, count)) {
                found = true;
                i += count - 1;
            }
    if (found)
        join_known(hearing);
}

/* --- counting ------------------------------------------------------------------------------------------ */

static void count_piece(struct hearing *hearing, const struct piece *piece)
{
    struct own_word word;
    struct own_words *own = hearing->own;
    int previous = hearing->previous;
    hearing->previous = -1;
    if (!make_word(hearing, piece, piece, &word))
        return;
    if (!is_new(hearing, piece)) {
        hearing->previous = own_words_find(own, word.text, strlen(word.text));
        return;
    }
    int index = own_words_add(own, &word);
    own_words_believe(own, index);
    own_words_use(own, index, own->unit);
    if (previous >= 0)
        own_words_use_pair(own, previous, index, own->unit);
    hearing->previous = index;
}

/* --- clauses ------------------------------------------------------------------------------------------- */

static void cut_pieces(struct hearing *hearing, size_t at, size_t size)
{
    uint32_t tokens[PIECES_AT_MOST];
    struct language_history history = language_history_start(hearing->own->model);
    const char *text = hearing->message->text;
    struct lexicon_word word;
    int first = 0;
    hearing->count =
        language_segment(hearing->own->model, hearing->own->lexicon, text + at, size, tokens, PIECES_AT_MOST);
    for (int i = 0; i < hearing->count; i++) {
        struct piece *piece = &hearing->pieces[i];
        *piece = (struct piece){.at = at, .first = first, .count = 1, .token = tokens[i]};
        if (lexicon_word(hearing->own->lexicon, tokens[i], &word)) {
            piece->size = word.size;
            piece->count = word.length;
        } else {
            uint32_t character;
            piece->size = utf8_decode(text + at, size, &character);
        }
        piece->strange = tokens[i] == language_other_token(hearing->own->model) ||
                         language_probability(hearing->own->model, history, tokens[i]) < STRANGE;
        history = language_history_add(hearing->own->model, history, tokens[i]);
        at += piece->size;
        size -= piece->size;
        first += piece->count;
    }
}

/* Makes room and finds new words: both may move the words, so the one before is looked up again. */
static void prepare(struct hearing *hearing)
{
    struct own_words *own = hearing->own;
    char previous[OWN_WORD_BYTES] = "";
    if (hearing->previous > OWN_WORD_START)
        memcpy(previous, own->words[hearing->previous].text, sizeof previous);
    own_words_make_room(own, CLAUSE_WORDS, 2 * PIECES_AT_MOST);
    join_known(hearing);
    find_new(hearing);
    if (previous[0])
        hearing->previous = own_words_find(own, previous, strlen(previous));
}

/* Hanzi from `at` on, at most so many as a clause may have; returns how many bytes. */
static size_t hear_hanzi(struct hearing *hearing, size_t at)
{
    const struct own_message *message = hearing->message;
    size_t end = at;
    int count = 0;
    hearing->reading_at[0] = 0;
    while (end < message->size && count < LANGUAGE_CLAUSE) {
        uint32_t character;
        size_t taken = utf8_decode(message->text + end, message->size - end, &character);
        if (!utf8_is_hanzi(character))
            break;
        add_reading(hearing, count++);
        end += taken;
    }
    cut_pieces(hearing, at, end - at);
    prepare(hearing);
    for (int i = 0; i < hearing->count; i++)
        count_piece(hearing, &hearing->pieces[i]);
    return end - at;
}

static bool is_latin(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '\'' || byte == '-';
}

static size_t hear_latin(struct hearing *hearing, size_t at)
{
    const struct own_message *message = hearing->message;
    size_t size = 0;
    while (at + size < message->size && is_latin(message->text[at + size]))
        size++;
    struct piece piece = {.at = at, .size = size, .token = LEXICON_NO_WORD};
    hearing->count = 0;
    prepare(hearing);
    count_piece(hearing, &piece);
    return size;
}

/* A mark, a blank, a digit … */
static size_t hear_other(struct hearing *hearing, size_t at)
{
    uint32_t character;
    size_t size = utf8_decode(hearing->message->text + at, hearing->message->size - at, &character);
    if (language_mark_of(character) != LANGUAGE_MARKS)
        hearing->previous = OWN_WORD_START;
    else if (character != ' ')
        hearing->previous = -1;
    return size;
}

void own_words_learn(struct own_words *own, const struct own_message *message)
{
    struct hearing hearing = {
        .own = own, .message = message, .reading = message->reading, .previous = OWN_WORD_START};
    if (!own->on || own->model->word_count == 0 || !language_model_fits(own->model, own->lexicon))
        return;
    own->unit *= exp2(1.0 / OWN_WORDS_HALF_LIFE);
    own->said++;
    for (size_t at = 0; at < message->size;) {
        uint32_t character;
        utf8_decode(message->text + at, message->size - at, &character);
        if (utf8_is_hanzi(character))
            at += hear_hanzi(&hearing, at);
        else if (is_latin(message->text[at]))
            at += hear_latin(&hearing, at);
        else
            at += hear_other(&hearing, at);
    }
}
