#include "board/phrase_set.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "base/utf8.h"

void phrase_set_init(struct phrase_set *set)
{
    *set = (struct phrase_set){0};
    arena_init(&set->arena);
}

void phrase_set_destroy(struct phrase_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        free(set->categories[i].phrases);
    free(set->categories);
    arena_destroy(&set->arena);
    *set = (struct phrase_set){0};
}

static struct phrase_category *category_by_id(const struct phrase_set *set, const char *id)
{
    for (size_t i = 0; i < set->count; i++)
        if (strcmp(set->categories[i].id, id) == 0)
            return &set->categories[i];
    return NULL;
}

static struct phrase_category *category_by_title(const struct phrase_set *set, const char *title)
{
    for (size_t i = 0; i < set->count; i++)
        if (strcmp(set->categories[i].title, title) == 0)
            return &set->categories[i];
    return NULL;
}

const struct phrase_category *phrase_set_category(const struct phrase_set *set, const char *id)
{
    return category_by_id(set, id);
}

static struct phrase *phrase_by_id(const struct phrase_category *category, const char *id)
{
    for (size_t i = 0; i < category->count; i++)
        if (strcmp(category->phrases[i].id, id) == 0)
            return &category->phrases[i];
    return NULL;
}

const struct phrase *phrase_set_phrase(const struct phrase_set *set, const char *id)
{
    for (size_t i = 0; i < set->count; i++) {
        const struct phrase *phrase = phrase_by_id(&set->categories[i], id);
        if (phrase)
            return phrase;
    }
    return NULL;
}

enum phrase_colour phrase_colour_shown(const struct phrase_category *category, const struct phrase *phrase)
{
    return phrase->colour != PHRASE_COLOUR_NONE ? phrase->colour : category->colour;
}

const char *phrase_colour_name(enum phrase_colour colour)
{
    static const char *const names[PHRASE_COLOUR_COUNT] = {"none",   "red",    "blue", "green",
                                                           "yellow", "purple", "grey"};
    return names[colour];
}

static bool belongs_in_word(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 0xC0 && c <= 0x24F) || utf8_is_hanzi(c);
}

/* `Warm & cold!` → `warm-cold`; a text without a letter or Hanzi becomes its hash. */
static char *make_word(struct arena *arena, const char *text)
{
    struct buffer word;
    buffer_init(&word);
    size_t size = strlen(text);
    uint32_t c;
    for (size_t at = 0; at < size;) {
        at += utf8_decode(text + at, size - at, &c);
        if (c >= 'A' && c <= 'Z')
            c += 'a' - 'A';
        char bytes[4];
        if (belongs_in_word(c))
            buffer_add(&word, bytes, utf8_encode(c, bytes));
        else if (word.size && word.bytes[word.size - 1] != '-')
            buffer_add_byte(&word, '-');
    }
    if (word.size && word.bytes[word.size - 1] == '-')
        buffer_splice(&word, word.size - 1, 1, NULL, 0);
    if (word.size == 0)
        buffer_printf(&word, "%08x", hash32_text(HASH32_START, text));
    char *copy = arena_text(arena, buffer_text(&word));
    buffer_destroy(&word);
    return copy;
}

struct phrase_category *phrase_set_join(struct phrase_set *set, const char *explicit_id, const char *title)
{
    struct phrase_category *there =
        explicit_id ? category_by_id(set, explicit_id) : category_by_title(set, title);
    if (there)
        return there;
    const char *id = explicit_id ? arena_text(&set->arena, explicit_id) : make_word(&set->arena, title);
    there = category_by_id(set, id);
    if (there)
        return there;
    if (set->count == PHRASE_SET_CATEGORIES_AT_MOST)
        return NULL;
    set->categories = memory_grow(set->categories, set->count + 1, sizeof *set->categories);
    struct phrase_category *category = &set->categories[set->count++];
    *category = (struct phrase_category){.id = id, .title = arena_text(&set->arena, title)};
    return category;
}

static bool said_already(const struct phrase *same, const struct phrase *given)
{
    return strcmp(same->label, given->label) == 0 && strcmp(same->spoken, given->spoken) == 0;
}

/* A label that was cut says nothing about the rest: such a phrase is another's like only word by word. */
static bool stands_for(const struct phrase *other, const struct phrase *given)
{
    if (other->file == given->file || other->label_cut || given->label_cut)
        return said_already(other, given);
    return strcmp(other->label, given->label) == 0;
}

static struct phrase *find_same(const struct phrase_category *category, const struct phrase *given,
                                const char *id)
{
    struct phrase *same = given->id ? phrase_by_id(category, id) : NULL;
    for (size_t i = 0; !same && i < category->count; i++)
        if (stands_for(&category->phrases[i], given))
            same = &category->phrases[i];
    return same;
}

static void append(struct phrase_set *set, struct phrase_category *category, const struct phrase *given,
                   const char *id)
{
    category->phrases = memory_grow(category->phrases, category->count + 1, sizeof *category->phrases);
    category->phrases[category->count] = *given;
    category->phrases[category->count].id = id;
    category->count++;
    set->phrase_count++;
}

/* `id`, or where another phrase has it: with a hash of the text behind it, and of that again. */
static const char *free_id(struct phrase_set *set, const struct phrase_category *category, const char *id,
                           const char *spoken)
{
    uint32_t hash = hash32_text(HASH32_START, spoken);
    const char *free = id;
    while (phrase_by_id(category, free))
        free = arena_printf(&set->arena, "%s-%08x", id, hash++);
    return free;
}

enum phrase_added phrase_set_add(struct phrase_set *set, struct phrase_category *category,
                                 const struct phrase *given)
{
    const char *word = given->id ? given->id : make_word(&set->arena, given->label);
    const char *id = arena_printf(&set->arena, "%s.%s", category->id, word);
    struct phrase *same = find_same(category, given, id);
    if (same && same->file != given->file) {
        id = same->id;
        *same = *given;
        same->id = id;
        return PHRASE_REPLACED;
    }
    if (same && said_already(same, given))
        return PHRASE_TWICE;
    if (same)
        id = arena_printf(&set->arena, "%s.%s", category->id, make_word(&set->arena, given->label));
    append(set, category, given, free_id(set, category, id, given->spoken));
    return same ? PHRASE_ID_TAKEN : PHRASE_ADDED;
}
