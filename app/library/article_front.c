#include "library/article_front.h"

#include <string.h>
#include <strings.h>

#include "base/hash.h"
#include "base/text.h"
#include "base/utf8.h"

enum front_key {
    KEY_ID,
    KEY_LANG,
    KEY_GROUP,
    KEY_AUDIENCE,
    KEY_TITLE,
    KEY_SUMMARY,
    KEY_FACTS,
    KEY_SOURCES,
    KEY_DATE,
    KEY_COUNT
};

static const char *const key_names[KEY_COUNT] = {"id",      "lang",  "group",   "audience", "title",
                                                 "summary", "facts", "sources", "date"};
#define ALL_KEYS "id, lang, group, audience, title, summary, facts, sources, date"

/* Bytes `from` to before `to` of the source. */
struct piece {
    size_t from, to;
};

struct front {
    struct article *article;
    struct article_source *source;
    const char *values[KEY_COUNT]; /* NULL: not there */
    size_t places[KEY_COUNT];      /* of the value, for complaints */
    bool right;
};

static void complain(struct front *front, enum diagnostic_level level, size_t offset, const char *key,
                     const char *reason, const char *valid)
{
    article_complain(front->source, level, offset, key, reason, valid);
    front->right = front->right && level != DIAGNOSTIC_ERROR;
}

/* ---- lines ---- */

/* The line at `at` without its end; `*next` is where the following one begins. */
static struct piece line_at(const struct article_source *source, size_t at, size_t *next)
{
    struct piece line = {at, at};
    while (line.to < source->size && source->bytes[line.to] != '\n' && source->bytes[line.to] != '\r')
        line.to++;
    *next = line.to + (line.to < source->size);
    if (*next < source->size && source->bytes[line.to] == '\r' && source->bytes[*next] == '\n')
        ++*next;
    return line;
}

static bool is_fence(const struct article_source *source, struct piece line)
{
    while (line.to > line.from && (source->bytes[line.to - 1] == ' ' || source->bytes[line.to - 1] == '\t'))
        line.to--;
    return line.to - line.from == 3 && memcmp(source->bytes + line.from, "---", 3) == 0;
}

/* Parts a line at its first colon, an ASCII or a full-width one. False: there is none, or no key before it. */
static bool part_line(const struct article_source *source, struct piece line, struct piece *key,
                      struct piece *value)
{
    const char *bytes = source->bytes;
    for (size_t at = line.from; at < line.to; at++) {
        size_t colon = bytes[at] == ':' ? 1 : 0;
        if (line.to - at >= 3 && memcmp(bytes + at, "\xEF\xBC\x9A", 3) == 0)
            colon = 3;
        if (!colon)
            continue;
        *key = (struct piece){line.from, at};
        *value = (struct piece){at + colon, line.to};
        while (value->from < value->to && (bytes[value->from] == ' ' || bytes[value->from] == '\t'))
            value->from++;
        while (key->to > key->from && (bytes[key->to - 1] == ' ' || bytes[key->to - 1] == '\t'))
            key->to--;
        return key->to > key->from;
    }
    return false;
}

static bool is_word(const struct article_source *source, struct piece key)
{
    for (size_t at = key.from; at < key.to; at++) {
        char c = source->bytes[at];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-'))
            return false;
    }
    return true;
}

/* A family's file may begin with a line drawn across: then no key follows. */
static bool begins_front(const struct article_source *source, size_t at, size_t *next)
{
    struct piece key, value;
    size_t behind;
    if (!is_fence(source, line_at(source, at, next)))
        return false;
    struct piece line = line_at(source, *next, &behind);
    return !source->own || is_fence(source, line) ||
           (part_line(source, line, &key, &value) && is_word(source, key));
}

/* ---- values ---- */

static const char *clean(struct front *front, struct piece piece)
{
    struct buffer out;
    buffer_init(&out);
    article_add_clean(&out, front->source->bytes + piece.from, piece.to - piece.from);
    const char *kept = arena_copy(&front->article->arena, buffer_text(&out), out.size);
    buffer_destroy(&out);
    return kept;
}

static void take_value(struct front *front, struct piece key, struct piece value)
{
    const char *name = clean(front, key);
    int which = 0;
    while (which < KEY_COUNT && strcasecmp(name, key_names[which]) != 0)
        which++;
    if (which == KEY_COUNT) {
        complain(front, DIAGNOSTIC_WARNING, key.from, name, _("the head of an article knows no such line"),
                 ALL_KEYS);
    } else if (front->values[which]) {
        complain(front, DIAGNOSTIC_WARNING, key.from, name,
                 _("this stands here a second time; the first is taken"), NULL);
    } else {
        front->values[which] = clean(front, value);
        front->places[which] = value.from;
    }
}

static void take_line(struct front *front, struct piece line)
{
    struct piece key, value;
    struct piece rest = line;
    while (rest.from < rest.to &&
           (front->source->bytes[rest.from] == ' ' || front->source->bytes[rest.from] == '\t'))
        rest.from++;
    if (rest.from == rest.to)
        return;
    if (part_line(front->source, rest, &key, &value))
        take_value(front, key, value);
    else
        complain(front, article_level(front->source), rest.from, NULL,
                 _("in the head of an article this line says nothing"), _("key: value"));
}

/* ---- what the values mean ---- */

static bool all_digits(const char *text)
{
    return *text && text[strspn(text, "0123456789")] == 0;
}

static bool is_date(const char *text)
{
    static const char shape[] = "dddd-dd-dd";
    for (size_t i = 0; i < sizeof shape; i++)
        if (shape[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != shape[i])
            return false;
    return true;
}

static bool is_group(const char *text)
{
    size_t digits = text[0] == 'G' ? strspn(text + 1, "0123456789") : 0;
    return digits > 0 && text[1 + digits] == ' ';
}

static bool is_id(const char *text)
{
    return text[0] == 'L' && all_digits(text + 1) && strlen(text) < ARTICLE_ID_BYTES;
}

static bool is_language(const char *text)
{
    return strcmp(text, "zh") == 0 || strcmp(text, "en") == 0;
}

static const struct audience_name {
    const char *name;
    enum article_audience audience;
    bool by_choice;
} audience_names[] = {{"all", AUDIENCE_ALL, false},
                      {"patient", AUDIENCE_PATIENT, false},
                      {"caregiver", AUDIENCE_CAREGIVER, false},
                      {"background", AUDIENCE_BACKGROUND, false},
                      {"patient (opt-in)", AUDIENCE_PATIENT, true}};

static const struct audience_name *audience_named(const char *text)
{
    for (size_t i = 0; i < sizeof audience_names / sizeof audience_names[0]; i++)
        if (strcasecmp(text, audience_names[i].name) == 0)
            return &audience_names[i];
    return NULL;
}

static bool is_audience(const char *text)
{
    return audience_named(text) != NULL;
}

static bool is_anything(const char *text)
{
    return *text != 0;
}

static const struct rule {
    enum front_key key;
    bool (*fits)(const char *text);
    const char *valid;
    bool ours_alone; /* the family's is not looked at */
} rules[] = {{KEY_ID, is_id, "L01, L02 …", true},
             {KEY_LANG, is_language, "zh, en", false},
             {KEY_GROUP, is_group, "G1 …", true},
             {KEY_AUDIENCE, is_audience, "all, patient, caregiver, background, patient (opt-in)", false},
             {KEY_TITLE, is_anything, NULL, true},
             {KEY_SUMMARY, is_anything, NULL, true},
             {KEY_DATE, is_date, "2026-11-22", false}};

static void check_values(struct front *front)
{
    bool own = front->source->own;
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        const struct rule *rule = &rules[i];
        const char **value = &front->values[rule->key];
        if (!*value && !own)
            complain(front, DIAGNOSTIC_ERROR, 0, key_names[rule->key],
                     _("the head of the article does not say this"), rule->valid);
        if (!*value || (own && rule->ours_alone) || rule->fits(*value))
            continue;
        complain(front, article_level(front->source), front->places[rule->key], key_names[rule->key],
                 **value ? _("this is not known") : _("nothing stands here"), rule->valid);
        *value = NULL;
    }
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static void hand_over(struct front *front)
{
    struct article *article = front->article;
    if (!front->source->own)
        article->id = or_empty(front->values[KEY_ID]);
    article->language = or_empty(front->values[KEY_LANG]);
    article->group = or_empty(front->values[KEY_GROUP]);
    article->title = or_empty(front->values[KEY_TITLE]);
    article->summary = or_empty(front->values[KEY_SUMMARY]);
    article->facts = or_empty(front->values[KEY_FACTS]);
    article->sources = or_empty(front->values[KEY_SOURCES]);
    article->date = or_empty(front->values[KEY_DATE]);
    const struct audience_name *audience = audience_named(or_empty(front->values[KEY_AUDIENCE]));
    article->audience = audience ? audience->audience : AUDIENCE_ALL;
    article->by_choice = audience && audience->by_choice;
}

/* ---- the file's name ---- */

static struct piece bare_name(const char *file)
{
    const char *slash = strrchr(file, '/');
    struct piece name = {slash ? (size_t)(slash + 1 - file) : 0, strlen(file)};
    if (name.to - name.from > 3 && strcasecmp(file + name.to - 3, ".md") == 0)
        name.to -= 3;
    return name;
}

const char *article_file_title(struct arena *arena, const char *file)
{
    struct piece name = bare_name(file);
    struct buffer out;
    buffer_init(&out);
    if (utf8_valid(file + name.from, name.to - name.from, NULL))
        article_add_clean(&out, file + name.from, name.to - name.from);
    const char *title = arena_text(arena, out.size ? buffer_text(&out) : "?");
    buffer_destroy(&out);
    return title;
}

/* One word, as reading.txt keeps it (reading_state.h). */
static const char *own_id(struct arena *arena, const char *file)
{
    enum { HASH_BYTES = 9 };
    struct piece name = bare_name(file);
    struct buffer out;
    buffer_init(&out);
    uint32_t c;
    for (size_t at = name.from, length; at < name.to; at += length) {
        length = utf8_decode(file + at, name.to - at, &c);
        bool plain =
            !article_is_blank(c) && !article_is_invisible(c) && (c != UTF8_REPLACEMENT || length > 1);
        buffer_add(&out, plain ? file + at : "_", plain ? length : 1);
    }
    if (out.size >= ARTICLE_ID_BYTES) {
        size_t cut = ARTICLE_ID_BYTES - 1 - HASH_BYTES;
        while (((unsigned char)out.bytes[cut] & 0xC0u) == 0x80u)
            cut--;
        uint32_t hash = hash32_bytes(HASH32_START, out.bytes, out.size);
        buffer_splice(&out, cut, out.size - cut, "", 0);
        buffer_printf(&out, "-%08x", (unsigned)hash);
    }
    const char *id = arena_text(arena, out.size ? buffer_text(&out) : "_");
    buffer_destroy(&out);
    return id;
}

bool article_front_parse(struct article *article, struct article_source *source, size_t *body)
{
    struct front front = {.article = article, .source = source, .right = true};
    size_t start = source->size >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    size_t at, next;
    *body = start;
    if (source->own)
        article->id = own_id(&article->arena, source->file ? source->file : "");
    if (begins_front(source, start, &at)) {
        bool closed = false;
        for (; at < source->size && !closed; at = next) {
            struct piece line = line_at(source, at, &next);
            closed = is_fence(source, line);
            if (!closed)
                take_line(&front, line);
        }
        *body = at;
        if (!closed)
            complain(&front, DIAGNOSTIC_ERROR, start, NULL, _("the head that begins here is never closed"),
                     "---");
    }
    check_values(&front);
    hand_over(&front);
    return front.right;
}
