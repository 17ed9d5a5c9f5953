#include "board/obf_parts.h"

#include <string.h>

#include "base/text.h"

#define FIELD(type, member, kind)                                                                            \
    {                                                                                                        \
#member, kind, offsetof(struct type, member)                                                         \
    }
#define NAMED(type, key, member, kind)                                                                       \
    {                                                                                                        \
        key, kind, offsetof(struct type, member)                                                             \
    }
#define INSIDE(key)                                                                                          \
    {                                                                                                        \
        key, OBF_INSIDE, 0                                                                                   \
    }
#define END                                                                                                  \
    {                                                                                                        \
        NULL, OBF_TEXT, 0                                                                                    \
    }

const struct obf_field obf_board_fields[] = {
    FIELD(obf_board, format, OBF_TEXT),
    FIELD(obf_board, id, OBF_ID),
    FIELD(obf_board, locale, OBF_TEXT),
    FIELD(obf_board, name, OBF_TEXT),
    FIELD(obf_board, description_html, OBF_TEXT),
    FIELD(obf_board, url, OBF_TEXT),
    FIELD(obf_board, license, OBF_JSON),
    INSIDE("grid"),
    INSIDE("buttons"),
    INSIDE("images"),
    INSIDE("sounds"),
    INSIDE("strings"),
    END,
};
const struct obf_field obf_grid_fields[] = {INSIDE("rows"), INSIDE("columns"), INSIDE("order"), END};
const struct obf_field obf_button_fields[] = {
    FIELD(obf_button, id, OBF_ID),
    FIELD(obf_button, label, OBF_TEXT),
    FIELD(obf_button, vocalization, OBF_TEXT),
    FIELD(obf_button, image_id, OBF_ID),
    FIELD(obf_button, sound_id, OBF_ID),
    FIELD(obf_button, background_color, OBF_TEXT),
    FIELD(obf_button, border_color, OBF_TEXT),
    FIELD(obf_button, action, OBF_TEXT),
    INSIDE("actions"),
    FIELD(obf_button, hidden, OBF_FLAG),
    FIELD(obf_button, left, OBF_NUMBER),
    FIELD(obf_button, top, OBF_NUMBER),
    FIELD(obf_button, width, OBF_NUMBER),
    FIELD(obf_button, height, OBF_NUMBER),
    INSIDE("load_board"),
    NAMED(obf_button, "ext_yinian_reading", yinian_reading, OBF_TEXT),
    NAMED(obf_button, "ext_yinian_recording", yinian_recording, OBF_TEXT),
    NAMED(obf_button, "ext_yinian_timing", yinian_timing, OBF_JSON),
    END,
};
const struct obf_field obf_link_fields[] = {
    FIELD(obf_link, id, OBF_ID),    FIELD(obf_link, name, OBF_TEXT),     FIELD(obf_link, path, OBF_TEXT),
    FIELD(obf_link, url, OBF_TEXT), FIELD(obf_link, data_url, OBF_TEXT), END,
};
const struct obf_field obf_media_fields[] = {
    FIELD(obf_media, id, OBF_ID),
    FIELD(obf_media, width, OBF_NUMBER),
    FIELD(obf_media, height, OBF_NUMBER),
    FIELD(obf_media, duration, OBF_NUMBER),
    FIELD(obf_media, content_type, OBF_TEXT),
    FIELD(obf_media, path, OBF_TEXT),
    FIELD(obf_media, url, OBF_TEXT),
    FIELD(obf_media, data_url, OBF_TEXT),
    FIELD(obf_media, license, OBF_JSON),
    INSIDE("symbol"),
    FIELD(obf_media, data, OBF_TEXT),
    END,
};
const struct obf_field obf_symbol_fields[] = {FIELD(obf_symbol, set, OBF_TEXT),
                                              FIELD(obf_symbol, filename, OBF_TEXT), END};
const struct obf_field obf_manifest_fields[] = {INSIDE("format"), INSIDE("root"), INSIDE("paths"), END};
const struct obf_field obf_paths_fields[] = {INSIDE("boards"), INSIDE("images"), INSIDE("sounds"), END};

/* --- where ------------------------------------------------------------------------------------------------ */

void obf_tell(struct obf_reader *reader, enum diagnostic_level level, const char *reason, const char *valid)
{
    diagnostics_add(reader->out,
                    &(struct diagnostic){.level = level,
                                         .file = reader->file,
                                         .key = reader->at.size ? buffer_text(&reader->at) : NULL,
                                         .reason = reason,
                                         .valid = valid});
}

size_t obf_enter(struct obf_reader *reader, const char *key)
{
    size_t before = reader->at.size;
    buffer_add_byte(&reader->at, '/');
    for (; *key; key++) /* RFC 6901 */
        if (*key == '~' || *key == '/')
            buffer_add_text(&reader->at, *key == '~' ? "~0" : "~1");
        else
            buffer_add_byte(&reader->at, *key);
    return before;
}

size_t obf_enter_index(struct obf_reader *reader, size_t index)
{
    size_t before = reader->at.size;
    buffer_printf(&reader->at, "/%zu", index);
    return before;
}

void obf_leave(struct obf_reader *reader, size_t before)
{
    buffer_splice(&reader->at, before, reader->at.size - before, "", 0);
}

/* --- reading ---------------------------------------------------------------------------------------------- */

void obf_keep(struct obf_reader *reader, struct obf_extras *extras, const char *key,
              struct json_object *value)
{
    size_t count = extras->count;
    if ((count & (count + 1)) == 0) { /* the arena does not grow: room for 1, 3, 7 … */
        struct obf_extra *wider = arena_new(reader->arena, 2 * (count + 1), sizeof *wider);
        if (count)
            memcpy(wider, extras->items, count * sizeof *wider);
        extras->items = wider;
    }
    extras->items[extras->count++] =
        (struct obf_extra){arena_text(reader->arena, key), obf_json_text(reader->arena, value)};
}

bool obf_read_id(struct obf_reader *reader, struct json_object *value, struct obf_id *id)
{
    bool is_text = json_object_is_type(value, json_type_string);
    bool is_number =
        json_object_is_type(value, json_type_int) || json_object_is_type(value, json_type_double);
    if (!is_text && !is_number)
        return false;
    const char *text = json_object_get_string(value);
    if (is_text && strlen(text) != (size_t)json_object_get_string_len(value))
        return false;
    *id = (struct obf_id){arena_text(reader->arena, text), is_number};
    return true;
}

static const char *text_of(struct obf_reader *reader, struct json_object *value)
{
    if (!json_object_is_type(value, json_type_string) ||
        strlen(json_object_get_string(value)) != (size_t)json_object_get_string_len(value))
        return NULL;
    return arena_text(reader->arena, json_object_get_string(value));
}

static bool read_number(struct obf_reader *reader, struct json_object *value, struct obf_number *number)
{
    if (!json_object_is_type(value, json_type_int) && !json_object_is_type(value, json_type_double))
        return false;
    *number = (struct obf_number){obf_json_text(reader->arena, value), json_object_get_double(value)};
    return true;
}

/* False: the value is of another kind. */
static bool read_field(struct obf_reader *reader, struct json_object *value, const struct obf_field *field,
                       void *record)
{
    char *place = (char *)record + field->offset;
    switch (field->kind) {
    case OBF_TEXT: {
        const char *text = text_of(reader, value);
        if (text)
            memcpy(place, &text, sizeof text);
        return text;
    }
    case OBF_ID:
        return obf_read_id(reader, value, (struct obf_id *)(void *)place);
    case OBF_NUMBER:
        return read_number(reader, value, (struct obf_number *)(void *)place);
    case OBF_FLAG: {
        enum obf_flag flag = json_object_get_boolean(value) ? OBF_YES : OBF_NO;
        bool right = json_object_is_type(value, json_type_boolean);
        if (right)
            memcpy(place, &flag, sizeof flag);
        return right;
    }
    case OBF_JSON: {
        const char *json = obf_json_text(reader->arena, value);
        memcpy(place, &json, sizeof json);
        return true;
    }
    default:
        return true;
    }
}

static const struct obf_field *find_field(const struct obf_field *fields, const char *key)
{
    for (; fields->key; fields++)
        if (strcmp(fields->key, key) == 0)
            return fields;
    return NULL;
}

static const char *kind_name(enum obf_kind kind)
{
    switch (kind) {
    case OBF_TEXT:
        return _("a text");
    case OBF_ID:
        return _("a text or a number");
    case OBF_NUMBER:
        return _("a number");
    default:
        return "true, false";
    }
}

void obf_read_fields(struct obf_reader *reader, struct json_object *object, const struct obf_field *fields,
                     void *record, struct obf_extras *extras)
{
    struct json_object_iterator at = json_object_iter_begin(object), end = json_object_iter_end(object);
    for (; !json_object_iter_equal(&at, &end); json_object_iter_next(&at)) {
        const char *key = json_object_iter_peek_name(&at);
        struct json_object *value = json_object_iter_peek_value(&at);
        const struct obf_field *field = find_field(fields, key);
        if (field && (field->kind == OBF_INSIDE || (value && read_field(reader, value, field, record))))
            continue;
        obf_keep(reader, extras, key, value);
        if (!field || !value)
            continue;
        size_t before = obf_enter(reader, key);
        obf_tell(reader, DIAGNOSTIC_WARNING, _("this value is of another kind; it is kept, and not used"),
                 kind_name(field->kind));
        obf_leave(reader, before);
    }
}

struct json_object *obf_inside(struct obf_reader *reader, struct json_object *object, const char *key,
                               enum json_type type, struct obf_extras *extras)
{
    struct json_object *value = NULL;
    if (!json_object_object_get_ex(object, key, &value) || json_object_is_type(value, type))
        return value;
    obf_keep(reader, extras, key, value);
    if (value) {
        size_t before = obf_enter(reader, key);
        obf_tell(reader, DIAGNOSTIC_WARNING, _("this value is of another kind; it is kept, and not used"),
                 type == json_type_array    ? _("a list: [ … ]")
                 : type == json_type_object ? _("an object: { … }")
                                            : _("a text"));
        obf_leave(reader, before);
    }
    return NULL;
}

/* --- writing ---------------------------------------------------------------------------------------------- */

struct json_object *obf_write_id(const struct obf_id *id)
{
    if (!id->text)
        return NULL;
    return id->is_number ? obf_json_of(id->text) : json_object_new_string(id->text);
}

/* NULL: there is none; also where a record has names only, and no values. */
static struct json_object *field_value(const struct obf_field *field, const void *record)
{
    if (!record)
        return NULL;
    const char *place = (const char *)record + field->offset;
    const char *text;
    enum obf_flag flag;
    switch (field->kind) {
    case OBF_TEXT:
        memcpy(&text, place, sizeof text);
        return text ? json_object_new_string(text) : NULL;
    case OBF_ID:
        return obf_write_id((const struct obf_id *)(const void *)place);
    case OBF_NUMBER:
        text = ((const struct obf_number *)(const void *)place)->text;
        return text ? obf_json_of(text) : NULL;
    case OBF_FLAG:
        memcpy(&flag, place, sizeof flag);
        return flag == OBF_UNSAID ? NULL : json_object_new_boolean(flag == OBF_YES);
    case OBF_JSON:
        memcpy(&text, place, sizeof text);
        return text ? obf_json_of(text) : NULL;
    default:
        return NULL;
    }
}

void obf_write_fields(struct json_object *object, const struct obf_field *fields, const void *record,
                      const struct obf_extras *extras)
{
    for (; fields->key; fields++) {
        struct json_object *value = field_value(fields, record);
        if (value)
            json_object_object_add(object, fields->key, value);
    }
    for (size_t i = 0; i < extras->count; i++)
        json_object_object_add(object, extras->items[i].key, obf_json_of(extras->items[i].json));
}
