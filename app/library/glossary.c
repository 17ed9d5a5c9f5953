#include "library/glossary.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "library/tsv.h"

enum { SYLLABLE_LETTERS_AT_MOST = 6 }; /* zhuang, shuang, chuang */

void glossary_init(struct glossary *glossary)
{
    *glossary = (struct glossary){0};
    arena_init(&glossary->arena);
    forms_init(&glossary->zh);
    forms_init(&glossary->en);
    forms_init(&glossary->said_terms);
    forms_init(&glossary->said);
}

void glossary_destroy(struct glossary *glossary)
{
    forms_destroy(&glossary->zh);
    forms_destroy(&glossary->en);
    forms_destroy(&glossary->said_terms);
    forms_destroy(&glossary->said);
    free(glossary->terms);
    free(glossary->words);
    arena_destroy(&glossary->arena);
    *glossary = (struct glossary){0};
}

const struct glossary_term *glossary_term(const struct glossary *glossary, const char *id)
{
    for (int i = 0; i < glossary->term_count; i++)
        if (strcmp(glossary->terms[i].id, id) == 0)
            return &glossary->terms[i];
    return NULL;
}

/* --- readings ------------------------------------------------------------------------------------------ */

static size_t next_syllable(const char **at, const char *end, const char **syllable)
{
    while (*at < end && **at == ' ')
        ++*at;
    *syllable = *at;
    while (*at < end && **at != ' ')
        ++*at;
    return (size_t)(*at - *syllable);
}

/* Small letters and a tone from 1 to 5: "ji1", "lv4". */
static bool is_syllable(const char *bytes, size_t size)
{
    if (size < 2 || size > SYLLABLE_LETTERS_AT_MOST + 1)
        return false;
    for (size_t i = 0; i + 1 < size; i++)
        if (bytes[i] < 'a' || bytes[i] > 'z')
            return false;
    return bytes[size - 1] >= '1' && bytes[size - 1] <= '5';
}

static int count_hanzi(const struct tsv_field *field)
{
    uint32_t c;
    int count = 0;
    for (size_t at = 0; at < field->size;) {
        at += utf8_decode(field->at + at, field->size - at, &c);
        count += utf8_is_hanzi(c);
    }
    return count;
}

/* As many syllables as `words` has Hanzi; "-" may stand for what is between them. */
static bool check_reading(struct tsv *tsv, int words, int reading)
{
    const char *at = tsv->fields[reading].at, *end = at + tsv->fields[reading].size, *syllable;
    int missing = count_hanzi(&tsv->fields[words]);
    size_t size;
    while ((size = next_syllable(&at, end, &syllable)) > 0) {
        bool syllables = is_syllable(syllable, size);
        if (!syllables && !(size == 1 && *syllable == '-'))
            return tsv_wrong(tsv, reading, _("this is not a reading"), "ji1 rou4");
        missing -= syllables;
    }
    return missing == 0 || tsv_wrong(tsv, reading, _("this is not the reading of the word"),
                                     _("a syllable with its tone for each character, as tang1 ting2"));
}

/* One blank between the syllables, nothing else. */
static const char *copy_reading(const struct tsv *tsv, int reading, struct arena *arena)
{
    const char *at = tsv->fields[reading].at, *end = at + tsv->fields[reading].size, *syllable;
    char *copy = arena_new(arena, tsv->fields[reading].size + 1, 1), *to = copy;
    size_t size;
    while ((size = next_syllable(&at, end, &syllable)) > 0) {
        if (*syllable == '-')
            continue;
        if (to > copy)
            *to++ = ' ';
        memcpy(to, syllable, size);
        to += size;
    }
    return copy;
}

/* --- terms --------------------------------------------------------------------------------------------- */

enum { ID, ZH, ZH_FORMS, PINYIN, READING, ZH_EXPLANATION, EN, EN_FORMS, EN_EXPLANATION };
static const char *const term_names[] = {
    "id", "zh", "zh_forms", "pinyin", "reading", "zh_explanation", "en", "en_forms", "en_explanation", NULL};

/* "A|B" as two forms behind the term itself; NULL-terminated. What is too many, or empty, is passed over. */
static const char *const *read_forms(struct arena *arena, const char *term, const struct tsv_field *field)
{
    const char **forms = arena_new(arena, GLOSSARY_FORMS_AT_MOST + 1, sizeof *forms);
    const char *at = field->at, *end = at + field->size;
    int count = 0;
    forms[count++] = term;
    while (at < end && count < GLOSSARY_FORMS_AT_MOST) {
        const char *bar = memchr(at, '|', (size_t)(end - at));
        const char *stop = bar ? bar : end;
        while (at < stop && *at == ' ')
            at++;
        const char *last = stop;
        while (last > at && last[-1] == ' ')
            last--;
        if (last > at)
            forms[count++] = arena_copy(arena, at, (size_t)(last - at));
        at = stop + 1;
    }
    return forms;
}

static bool check_term(struct tsv *tsv, const struct glossary *glossary)
{
    static const int needed[] = {ID, ZH, ZH_EXPLANATION, EN, EN_EXPLANATION};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (tsv->fields[needed[i]].size == 0)
            return tsv_wrong(tsv, needed[i], _("nothing stands here"), NULL);
    for (int i = 0; i < glossary->term_count; i++)
        if (strlen(glossary->terms[i].id) == tsv->fields[ID].size &&
            memcmp(glossary->terms[i].id, tsv->fields[ID].at, tsv->fields[ID].size) == 0)
            return tsv_wrong(tsv, ID, _("this stands here twice"), NULL);
    if (glossary->term_count == GLOSSARY_TERMS_AT_MOST)
        return tsv_wrong(tsv, ID, _("there are too many words"), NULL);
    return tsv->fields[READING].size == 0 || check_reading(tsv, ZH, READING);
}

static void index_term(struct glossary *glossary, int index)
{
    const struct glossary_term *term = &glossary->terms[index];
    for (int i = 0; term->zh_forms[i]; i++)
        forms_add(&glossary->zh, term->zh_forms[i], index);
    for (int i = 0; term->en_forms[i]; i++)
        forms_add(&glossary->en, term->en_forms[i], index);
    if (*term->reading)
        forms_add(&glossary->said_terms, term->zh, index);
}

static void add_term(struct glossary *glossary, const struct tsv *tsv)
{
    struct arena *arena = &glossary->arena;
    if (glossary->term_count == glossary->term_capacity) {
        glossary->term_capacity = glossary->term_capacity ? 2 * glossary->term_capacity : 64;
        glossary->terms =
            memory_grow(glossary->terms, (size_t)glossary->term_capacity, sizeof *glossary->terms);
    }
    struct glossary_term *term = &glossary->terms[glossary->term_count];
    *term = (struct glossary_term){
        .id = tsv_copy(tsv, ID, arena),
        .zh = tsv_copy(tsv, ZH, arena),
        .en = tsv_copy(tsv, EN, arena),
        .pinyin = tsv_copy(tsv, PINYIN, arena),
        .reading = copy_reading(tsv, READING, arena),
        .zh_explanation = tsv_copy(tsv, ZH_EXPLANATION, arena),
        .en_explanation = tsv_copy(tsv, EN_EXPLANATION, arena),
    };
    term->zh_forms = read_forms(arena, term->zh, &tsv->fields[ZH_FORMS]);
    term->en_forms = read_forms(arena, term->en, &tsv->fields[EN_FORMS]);
    index_term(glossary, glossary->term_count++);
}

bool glossary_add_terms(struct glossary *glossary, const char *bytes, size_t size, const char *file,
                        struct diagnostics *diagnostics)
{
    struct tsv tsv;
    if (tsv_begin(&tsv, term_names, bytes, size, file, diagnostics))
        while (tsv_next(&tsv))
            if (check_term(&tsv, glossary))
                add_term(glossary, &tsv);
    return tsv.right;
}

/* --- words that are said otherwise --------------------------------------------------------------------- */

enum { WORDS, WORDS_READING };
static const char *const word_names[] = {"words", "reading", NULL};

static bool check_word(struct tsv *tsv, const struct glossary *glossary)
{
    if (count_hanzi(&tsv->fields[WORDS]) == 0)
        return tsv_wrong(tsv, WORDS, _("there is no Chinese character here"), NULL);
    if (glossary->word_count == GLOSSARY_WORDS_AT_MOST)
        return tsv_wrong(tsv, WORDS, _("there are too many words"), NULL);
    return check_reading(tsv, WORDS, WORDS_READING);
}

static void add_word(struct glossary *glossary, const struct tsv *tsv)
{
    if (glossary->word_count == glossary->word_capacity) {
        glossary->word_capacity = glossary->word_capacity ? 2 * glossary->word_capacity : 64;
        glossary->words =
            memory_grow(glossary->words, (size_t)glossary->word_capacity, sizeof *glossary->words);
    }
    struct glossary_word *word = &glossary->words[glossary->word_count];
    word->words = tsv_copy(tsv, WORDS, &glossary->arena);
    word->reading = copy_reading(tsv, WORDS_READING, &glossary->arena);
    forms_add(&glossary->said, word->words, glossary->word_count++);
}

bool glossary_add_readings(struct glossary *glossary, const char *bytes, size_t size, const char *file,
                           struct diagnostics *diagnostics)
{
    struct tsv tsv;
    if (tsv_begin(&tsv, word_names, bytes, size, file, diagnostics))
        while (tsv_next(&tsv))
            if (check_word(&tsv, glossary))
                add_word(glossary, &tsv);
    return tsv.right;
}

/* --- looking in a text --------------------------------------------------------------------------------- */

static bool is_among(const struct glossary_term *term, const struct glossary_term *const *found, int count)
{
    for (int i = 0; i < count; i++)
        if (found[i] == term)
            return true;
    return false;
}

int glossary_find(const struct glossary *glossary, bool english, const char *text, size_t size,
                  const struct glossary_term **found, int at_most)
{
    const struct forms *forms = english ? &glossary->en : &glossary->zh;
    uint32_t c;
    int count = 0;
    for (size_t at = 0; at < size && count < at_most;) {
        const struct form *form = forms_at(forms, text, size, at);
        at += form ? form->size : utf8_decode(text + at, size - at, &c);
        if (form && !is_among(&glossary->terms[form->of], found, count))
            found[count++] = &glossary->terms[form->of];
    }
    return count;
}

/* How long the known word is that begins at this byte, and its reading; 0: none does. */
static size_t known_at(const struct glossary *glossary, const char *text, size_t size, size_t at,
                       const char **reading)
{
    const struct form *term = forms_at(&glossary->said_terms, text, size, at);
    const struct form *word = forms_at(&glossary->said, text, size, at);
    if (!term && !word)
        return 0;
    bool by_word = word && (!term || word->size >= term->size);
    *reading = by_word ? glossary->words[word->of].reading : glossary->terms[term->of].reading;
    return by_word ? word->size : term->size;
}

/* A word for each Hanzi of the piece: the next of `reading`; NULL: "-". */
static void add_piece(struct buffer *out, const char *piece, size_t size, const char *reading, bool *first)
{
    uint32_t c;
    const char *end = reading ? reading + strlen(reading) : NULL, *syllable = "-";
    for (size_t at = 0; at < size;) {
        at += utf8_decode(piece + at, size - at, &c);
        if (!utf8_is_hanzi(c))
            continue;
        if (!*first)
            buffer_add_byte(out, ' ');
        *first = false;
        size_t length = reading ? next_syllable(&reading, end, &syllable) : 1;
        buffer_add(out, syllable, length);
    }
}

void glossary_reading(const struct glossary *glossary, const char *text, size_t size, struct buffer *reading)
{
    size_t start = reading->size;
    bool known = false, first = true;
    uint32_t c;
    for (size_t at = 0; at < size;) {
        const char *said = NULL;
        size_t length = known_at(glossary, text, size, at, &said);
        known = known || length > 0;
        if (length == 0)
            length = utf8_decode(text + at, size - at, &c);
        add_piece(reading, text + at, length, said, &first);
        at += length;
    }
    if (!known)
        buffer_splice(reading, start, reading->size - start, "", 0);
}
