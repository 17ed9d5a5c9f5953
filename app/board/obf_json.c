#include "board/obf_parts.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

/* Bytes that somebody gave us → a tree of json-c. Strict first; what only comments and commas too many keep from being
 * JSON is taken with a warning. */

/* --- characters ------------------------------------------------------------------------------------------- */

static unsigned unit16(const char *bytes, size_t at, bool big_endian)
{
    unsigned first = (unsigned char)bytes[at], second = (unsigned char)bytes[at + 1];
    return big_endian ? first << 8 | second : second << 8 | first;
}

static void turn_utf16(const char *bytes, size_t size, bool big_endian, struct buffer *out)
{
    for (size_t at = 2; at + 1 < size; at += 2) {
        uint32_t character = unit16(bytes, at, big_endian);
        if (character >= 0xD800 && character < 0xDC00 && at + 3 < size) {
            uint32_t low = unit16(bytes, at + 2, big_endian);
            if (low >= 0xDC00 && low < 0xE000) {
                character = 0x10000 + ((character - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        }
        if (character >= 0xD800 && character < 0xE000)
            character = UTF8_REPLACEMENT;
        char text[4];
        buffer_add(out, text, utf8_encode(character, text));
    }
}

/* UTF-8 without a mark in `out`. */
static void as_utf8(struct obf_reader *reader, const char *bytes, size_t size, struct buffer *out)
{
    bool little = size >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0;
    bool big = size >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0;
    if (little || big) {
        obf_tell(reader, DIAGNOSTIC_WARNING, _("the file is written in UTF-16"), "UTF-8");
        turn_utf16(bytes, size, big, out);
    } else {
        size_t mark = size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
        buffer_add(out, bytes + mark, size - mark);
    }
}

static void tell_place(struct obf_reader *reader, const struct buffer *text, size_t offset,
                       const char *reason, const char *valid)
{
    const char *bytes = buffer_text(text), *line = bytes;
    int number = 1;
    if (offset > text->size)
        offset = text->size;
    for (const char *at = bytes; at < bytes + offset; at++)
        if (*at == '\n') {
            number++;
            line = at + 1;
        }
    size_t before = (size_t)(bytes + offset - line);
    diagnostics_add(reader->out, &(struct diagnostic){.level = DIAGNOSTIC_ERROR,
                                                      .file = reader->file,
                                                      .line = number,
                                                      .column = (int)utf8_count(line, before) + 1,
                                                      .reason = reason,
                                                      .valid = valid});
}

/* --- JSON ------------------------------------------------------------------------------------------------- */

struct attempt {
    struct json_object *tree;
    enum json_tokener_error error;
    size_t end;
};

static struct attempt attempt(const struct buffer *text, int flags)
{
    struct attempt made = {.error = json_tokener_error_size};
    struct json_tokener *tokener = json_tokener_new_ex(OBF_DEPTH_AT_MOST);
    if (!tokener)
        return made;
    json_tokener_set_flags(tokener, flags);
    /* With the NUL behind the text, which says that a number ends here. */
    made.tree = json_tokener_parse_ex(tokener, buffer_text(text), (int)text->size + 1);
    made.error = json_tokener_get_error(tokener);
    made.end = json_tokener_get_parse_end(tokener);
    json_tokener_free(tokener);
    if (made.error != json_tokener_success) {
        json_object_put(made.tree);
        made.tree = NULL;
    }
    return made;
}

static const char *reason_of(enum json_tokener_error error)
{
    switch (error) {
    case json_tokener_continue:
    case json_tokener_error_parse_eof:
        return _("the file ends in the middle");
    case json_tokener_error_depth:
        return _("lists within lists, too deep");
    case json_tokener_error_parse_number:
        return _("a number that is none, or too large");
    default:
        return _("this is not JSON");
    }
}

static size_t count_members(struct json_object *value)
{
    size_t count = 0;
    if (json_object_is_type(value, json_type_array))
        for (size_t i = 0; i < json_object_array_length(value); i++)
            count += count_members(json_object_array_get_idx(value, i));
    if (!json_object_is_type(value, json_type_object))
        return count;
    struct json_object_iterator at = json_object_iter_begin(value), end = json_object_iter_end(value);
    for (; !json_object_iter_equal(&at, &end); json_object_iter_next(&at))
        count += 1 + count_members(json_object_iter_peek_value(&at));
    return count;
}

/* Every member has one colon outside of texts. */
static size_t count_colons(const struct buffer *text)
{
    size_t count = 0;
    bool quoted = false;
    const char *bytes = buffer_text(text);
    for (size_t i = 0; i < text->size; i++) {
        if (quoted && bytes[i] == '\\')
            i++;
        else if (bytes[i] == '"')
            quoted = !quoted;
        else
            count += !quoted && bytes[i] == ':';
    }
    return count;
}

static struct json_object *read_text(struct obf_reader *reader, const struct buffer *text)
{
    struct attempt strict = attempt(text, JSON_TOKENER_STRICT);
    if (strict.tree && count_colons(text) != count_members(strict.tree))
        obf_tell(reader, DIAGNOSTIC_WARNING,
                 _("a name stands twice in one object; what stands there last was taken"), NULL);
    if (strict.tree || strict.error != json_tokener_error_parse_unexpected) {
        struct attempt *told = &strict;
        if (!told->tree)
            tell_place(reader, text, told->end, reason_of(told->error), NULL);
        return told->tree;
    }
    struct attempt lenient = attempt(text, 0);
    if (lenient.tree)
        obf_tell(reader, DIAGNOSTIC_WARNING,
                 _("comments, or commas too many; they are left out when it is written again"), "JSON");
    else
        tell_place(reader, text, strict.end, reason_of(strict.error), NULL);
    return lenient.tree;
}

struct json_object *obf_json_read(struct obf_reader *reader, const char *bytes, size_t size)
{
    struct buffer text = {0};
    struct json_object *tree = NULL;
    size_t bad = 0;
    if (size > OBF_FILE_BYTES_AT_MOST) {
        obf_tell(reader, DIAGNOSTIC_ERROR, _("the file is too large"), _("at most 16 MB"));
        return NULL;
    }
    as_utf8(reader, bytes, size, &text);
    if (!utf8_valid(buffer_text(&text), text.size, &bad))
        tell_place(reader, &text, bad, _("this is no text in UTF-8"), NULL);
    else if (memchr(buffer_text(&text), '\0', text.size))
        tell_place(reader, &text, strlen(buffer_text(&text)), _("this is not JSON"), NULL);
    else
        tree = read_text(reader, &text);
    buffer_destroy(&text);
    return tree;
}

struct json_object *obf_json_of(const char *json)
{
    struct buffer text = {0};
    buffer_add_text(&text, json);
    struct attempt made = attempt(&text, 0);
    buffer_destroy(&text);
    return made.tree;
}

const char *obf_json_text(struct arena *arena, struct json_object *value)
{
    return arena_text(arena, json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN |
                                                                       JSON_C_TO_STRING_NOSLASHESCAPE));
}
