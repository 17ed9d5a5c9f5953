/* Any bytes are a phrase file: what is made of them keeps the promises of phrase_set.h, and a phrase added to them
 * is there afterwards, with every other byte in its place. */
#include "fuzz.h"

#include "board/phrase_file.h"

static void check_text(const char *text)
{
    REQUIRE(text && *text && utf8_valid(text, strlen(text), NULL));
    for (; *text; text++)
        REQUIRE((unsigned char)*text >= 0x20);
}

static void check_set(const struct phrase_set *set)
{
    size_t count = 0;
    REQUIRE(set->count <= PHRASE_SET_CATEGORIES_AT_MOST && set->phrase_count <= PHRASE_SET_PHRASES_AT_MOST);
    for (size_t i = 0; i < set->count; i++) {
        const struct phrase_category *category = &set->categories[i];
        check_text(category->title);
        REQUIRE(phrase_set_category(set, category->id) == category && category->count > 0);
        count += category->count;
        for (size_t k = 0; k < category->count; k++) {
            const struct phrase *phrase = &category->phrases[k];
            check_text(phrase->label);
            check_text(phrase->spoken);
            REQUIRE(phrase_set_phrase(set, phrase->id) == phrase && phrase->line > 0);
        }
    }
    REQUIRE(count == set->phrase_count);
}

static bool says(const struct phrase_category *category, const char *text)
{
    for (size_t i = 0; category && i < category->count; i++)
        if (strcmp(category->phrases[i].spoken, text) == 0)
            return true;
    return false;
}

static const struct phrase_category *titled(const struct phrase_set *set, const char *title)
{
    for (size_t i = 0; i < set->count; i++)
        if (strcmp(set->categories[i].title, title) == 0)
            return &set->categories[i];
    return NULL;
}

/* The old bytes are the beginning and the end of the new ones. */
static void check_kept(const char *bytes, size_t size, const struct buffer *out)
{
    REQUIRE(out->size > size);
    size_t front = 0, back = 0;
    while (front < size && bytes[front] == out->bytes[front])
        front++;
    while (back < size - front && bytes[size - 1 - back] == out->bytes[out->size - 1 - back])
        back++;
    REQUIRE(front + back == size);
}

static void check_append(const char *bytes, size_t size, const struct phrase_set *before)
{
    static const char title[] = "{T}|";
    char text[64] = "";
    memcpy(text, bytes, size < sizeof text - 1 ? size : sizeof text - 1);
    struct buffer out;
    buffer_init(&out);
    if (phrase_file_append(bytes, size, title, text, &out) == PHRASE_APPENDED) {
        check_kept(bytes, size, &out);
        struct phrase_set set;
        phrase_set_init(&set);
        phrase_file_parse(out.bytes, out.size, "a.md", &set, NULL);
        check_set(&set);
        if (before->count < PHRASE_SET_CATEGORIES_AT_MOST &&
            before->phrase_count < PHRASE_SET_PHRASES_AT_MOST)
            REQUIRE(titled(&set, title) ||
                    phrase_set_category(&set, "t")); /* the id made from it may be another's */
        struct buffer again;
        buffer_init(&again);
        REQUIRE(phrase_file_append(out.bytes, out.size, title, text, &again) == PHRASE_APPEND_THERE);
        REQUIRE(again.size == 0);
        buffer_destroy(&again);
        phrase_set_destroy(&set);
    } else {
        REQUIRE(out.size == 0);
    }
    buffer_destroy(&out);
}

/* An ordinary text is given back exactly. */
static void check_round_trip(const char *bytes, size_t size, const struct phrase_set *before)
{
    static const char text[] = "# a | {b} --> \\ c";
    struct buffer out;
    buffer_init(&out);
    if (before->count < PHRASE_SET_CATEGORIES_AT_MOST && before->phrase_count < PHRASE_SET_PHRASES_AT_MOST &&
        phrase_file_append(bytes, size, "Mine", text, &out) == PHRASE_APPENDED) {
        struct phrase_set set;
        phrase_set_init(&set);
        phrase_file_parse(out.bytes, out.size, "a.md", &set, NULL);
        bool said = false;
        for (size_t i = 0; i < set.count; i++)
            said = said || says(&set.categories[i], text);
        REQUIRE(said);
        phrase_set_destroy(&set);
    }
    buffer_destroy(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *bytes = memory_new(size, 1);
    if (size)
        memcpy(bytes, data, size);
    struct phrase_set set;
    struct diagnostics diagnostics;
    phrase_set_init(&set);
    diagnostics_init(&diagnostics);
    phrase_file_parse(bytes, size, "a.md", &set, &diagnostics);
    check_set(&set);
    check_append(bytes, size, &set);
    check_round_trip(bytes, size, &set);
    phrase_file_parse(bytes, size, "b.md", &set, &diagnostics);
    check_set(&set);
    diagnostics_destroy(&diagnostics);
    phrase_set_destroy(&set);
    free(bytes);
    return 0;
}
