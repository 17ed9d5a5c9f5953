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
    for (size_t i = 0; i < set->count + set->hidden_count; i++)
        free(set->categories[i].phrases);
    free(set->categories);
    arena_destroy(&set->arena);
    *set = (struct phrase_set){0};
}

static struct phrase_category *category_by_id(const struct phrase_set *set, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(set->categories[i].id, id) == 0)
            return &set->categories[i];
    return NULL;
}

static struct phrase_category *category_by_title(const struct phrase_set *set, const char *title)
{
    for (size_t i = 0; i < set->count + set->hidden_count; i++)
        if (strcmp(set->categories[i].title, title) == 0)
            return &set->categories[i];
    return NULL;
}

const struct phrase_category *phrase_set_category(const struct phrase_set *set, const char *id)
{
    return category_by_id(set, set->count, id);
}

const struct phrase_category *phrase_set_any_category(const struct phrase_set *set, const char *id)
{
    return category_by_id(set, set->count + set->hidden_count, id);
}

static struct phrase *phrase_by_id(const struct phrase_category *category, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(category->phrases[i].id, id) == 0)
            return &category->phrases[i];
    return NULL;
}

const struct phrase *phrase_set_phrase(const struct phrase_set *set, const char *id)
{
    for (size_t i = 0; i < set->count; i++) {
        const struct phrase *phrase = phrase_by_id(&set->categories[i], set->categories[i].count, id);
        if (phrase)
            return phrase;
    }
    return NULL;
}

static size_t all_of(const struct phrase_category *category)
{
    return category->count + category->hidden_count;
}

const struct phrase *phrase_set_any_phrase(const struct phrase_set *set, const char *id)
{
    for (size_t i = 0; i < set->count + set->hidden_count; i++) {
        const struct phrase *phrase = phrase_by_id(&set->categories[i], all_of(&set->categories[i]), id);
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

bool phrase_id_character(uint32_t c)
{
    return belongs_in_word(c) || c == '-' || c == '_';
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

static struct phrase_category *find(const struct phrase_set *set, const char *explicit_id, const char *title)
{
    size_t all = set->count + set->hidden_count;
    struct phrase_category *there =
        explicit_id ? category_by_id(set, all, explicit_id) : category_by_title(set, title);
    if (there || explicit_id)
        return there;
    struct arena arena;
    arena_init(&arena);
    there = category_by_id(set, all, make_word(&arena, title));
    arena_destroy(&arena);
    return there;
}

const struct phrase_category *phrase_set_find(const struct phrase_set *set, const char *explicit_id,
                                              const char *title)
{
    return find(set, explicit_id, title);
}

struct phrase_category *phrase_set_join(struct phrase_set *set, const char *explicit_id, const char *title,
                                        const char *file)
{
    size_t all = set->count + set->hidden_count;
    struct phrase_category *there = find(set, explicit_id, title);
    if (there)
        return there;
    if (all == PHRASE_SET_CATEGORIES_AT_MOST)
        return NULL;
    set->categories = memory_grow(set->categories, all + 1, sizeof *set->categories);
    struct phrase_category *category = &set->categories[all];
    const char *id = explicit_id ? arena_text(&set->arena, explicit_id) : make_word(&set->arena, title);
    set->hidden_count++; /* until phrase_set_part() finds something to say in it */
    *category = (struct phrase_category){
        .id = id, .title = arena_text(&set->arena, title), .made_in = file, .title_in = ""};
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
    struct phrase *same = given->id ? phrase_by_id(category, all_of(category), id) : NULL;
    for (size_t i = 0; !same && i < all_of(category); i++)
        if (stands_for(&category->phrases[i], given))
            same = &category->phrases[i];
    return same;
}

static void append(struct phrase_set *set, struct phrase_category *category, const struct phrase *given,
                   const char *id)
{
    size_t all = all_of(category);
    category->phrases = memory_grow(category->phrases, all + 1, sizeof *category->phrases);
    category->phrases[all] = *given;
    category->phrases[all].id = id;
    category->hidden_count++; /* until phrase_set_part() has looked at it */
    set->total++;
}

/* `id`, or where another phrase has it: with a hash of the text behind it, and of that again. */
static const char *free_id(struct phrase_set *set, const struct phrase_category *category, const char *id,
                           const char *spoken)
{
    uint32_t hash = hash32_text(HASH32_START, spoken);
    const char *free = id;
    while (phrase_by_id(category, all_of(category), free))
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
        same->replaces = true;
        return PHRASE_REPLACED;
    }
    if (same && said_already(same, given))
        return PHRASE_TWICE;
    if (same)
        id = arena_printf(&set->arena, "%s.%s", category->id, make_word(&set->arena, given->label));
    append(set, category, given, free_id(set, category, id, given->spoken));
    return same ? PHRASE_ID_TAKEN : PHRASE_ADDED;
}

/* ---- what is hidden, and what has a place ---- */

static void part_phrases(struct phrase_category *category)
{
    size_t all = all_of(category), shown = 0, behind = 0;
    struct phrase *hidden = memory_new(all + 1, sizeof *hidden);
    for (size_t i = 0; i < all; i++)
        if (category->phrases[i].hidden)
            hidden[behind++] = category->phrases[i];
        else
            category->phrases[shown++] = category->phrases[i];
    if (behind)
        memcpy(category->phrases + shown, hidden, behind * sizeof *hidden);
    category->count = shown;
    category->hidden_count = behind;
    free(hidden);
}

void phrase_set_part(struct phrase_set *set)
{
    size_t all = set->count + set->hidden_count, shown = 0, behind = 0;
    struct phrase_category *hidden = memory_new(all + 1, sizeof *hidden);
    set->phrase_count = 0;
    for (size_t i = 0; i < all; i++) {
        struct phrase_category category = set->categories[i];
        part_phrases(&category);
        if (category.hidden || category.count == 0) {
            hidden[behind++] = category;
            continue;
        }
        set->phrase_count += category.count;
        set->categories[shown++] = category;
    }
    if (behind)
        memcpy(set->categories + shown, hidden, behind * sizeof *hidden);
    set->count = shown;
    set->hidden_count = behind;
    free(hidden);
}

/* The first slot from `wanted` on that is free, else the last one before it. There is one. */
static size_t free_slot(const size_t *slots, size_t count, size_t wanted)
{
    size_t at = wanted < count ? wanted : count - 1;
    while (at < count && slots[at])
        at++;
    if (at == count)
        for (at = count - 1; slots[at]; at--)
            continue;
    return at;
}

/* slots[i]: which of them stands there, from 1. `places` are looked at from the smallest. */
static void find_slots(const int *places, size_t count, size_t *slots)
{
    bool *done = memory_new(count + 1, sizeof *done);
    memset(slots, 0, count * sizeof *slots);
    for (;;) {
        size_t next = count;
        for (size_t i = 0; i < count; i++)
            if (places[i] > 0 && !done[i] && (next == count || places[i] < places[next]))
                next = i;
        if (next == count)
            break;
        done[next] = true;
        slots[free_slot(slots, count, (size_t)places[next] - 1)] = next + 1;
    }
    for (size_t i = 0, at = 0; i < count; i++)
        if (!done[i]) {
            while (slots[at])
                at++;
            slots[at] = i + 1;
        }
    free(done);
}

static void place_phrases(struct phrase_category *category)
{
    size_t count = category->count, placed = 0;
    int *places = memory_new(count + 1, sizeof *places);
    size_t *slots = memory_new(count + 1, sizeof *slots);
    struct phrase *old = memory_new(count + 1, sizeof *old);
    for (size_t i = 0; i < count; i++) {
        old[i] = category->phrases[i];
        places[i] = old[i].place;
        placed += places[i] > 0;
    }
    if (placed) {
        find_slots(places, count, slots);
        for (size_t i = 0; i < count; i++)
            category->phrases[i] = old[slots[i] - 1];
    }
    free(places);
    free(slots);
    free(old);
}

static void place_categories(struct phrase_set *set)
{
    size_t count = set->count;
    int *places = memory_new(count + 1, sizeof *places);
    size_t *slots = memory_new(count + 1, sizeof *slots);
    struct phrase_category *old = memory_new(count + 1, sizeof *old);
    for (size_t i = 0; i < count; i++) {
        old[i] = set->categories[i];
        places[i] = old[i].place;
    }
    find_slots(places, count, slots);
    for (size_t i = 0; i < count; i++)
        set->categories[i] = old[slots[i] - 1];
    free(places);
    free(slots);
    free(old);
}

/* A person's own words are wanted more often than any of ours. */
static void own_first(struct phrase_set *set, const char *own_folder)
{
    size_t own = strlen(own_folder), to = phrase_set_category(set, "urgent") == &set->categories[0];
    for (size_t i = to; i < set->count; i++) {
        struct phrase_category category = set->categories[i];
        if (strncmp(category.made_in, own_folder, own) != 0)
            continue;
        memmove(&set->categories[to + 1], &set->categories[to], (i - to) * sizeof category);
        set->categories[to++] = category;
    }
}

bool phrase_set_is_own(const struct phrase_set *set, const char *file)
{
    return set->own_folder && strncmp(file, set->own_folder, strlen(set->own_folder)) == 0;
}

void phrase_set_order(struct phrase_set *set, const char *own_folder)
{
    set->own_folder = arena_text(&set->arena, own_folder);
    own_first(set, own_folder);
    for (size_t i = 0; i < set->count; i++)
        place_phrases(&set->categories[i]);
    place_categories(set);
}
