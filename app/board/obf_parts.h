/* Inside board/: what reading and writing Open Board files share. One table of fields for each kind of object, from which both
 * are derived, so that nothing is read that is not written. */
#ifndef YINIAN_BOARD_OBF_PARTS_H
#define YINIAN_BOARD_OBF_PARTS_H

#include <json-c/json.h>

#include "board/obf.h"

enum obf_kind {
    OBF_TEXT,   /* const char * */
    OBF_ID,     /* struct obf_id */
    OBF_NUMBER, /* struct obf_number */
    OBF_FLAG,   /* enum obf_flag */
    OBF_JSON,   /* const char *: any value, as its text */
    OBF_INSIDE  /* read and written by its own function */
};

struct obf_field {
    const char *key; /* NULL ends a table */
    enum obf_kind kind;
    size_t offset; /* in the struct */
};

extern const struct obf_field obf_board_fields[], obf_grid_fields[], obf_button_fields[], obf_link_fields[],
    obf_media_fields[], obf_symbol_fields[], obf_manifest_fields[], obf_paths_fields[];

/* Where reading is. */
struct obf_reader {
    struct arena *arena;
    const char *file; /* for diagnostics */
    struct diagnostics *out;
    struct buffer at; /* the JSON pointer of what is being read */
};

/* obf_json.c: bytes → json-c's tree, NULL with a report when that is impossible. The caller puts it. */
struct json_object *obf_json_read(struct obf_reader *reader, const char *bytes, size_t size);
/* Kept text → tree; NULL is null. */
struct json_object *obf_json_of(const char *json);
const char *obf_json_text(struct arena *arena, struct json_object *value);

/* obf_fields.c */
void obf_tell(struct obf_reader *reader, enum diagnostic_level level, const char *reason, const char *valid);
/* Steps into a member or an element; returns what obf_leave() wants. */
size_t obf_enter(struct obf_reader *reader, const char *key);
size_t obf_enter_index(struct obf_reader *reader, size_t index);
void obf_leave(struct obf_reader *reader, size_t before);
void obf_keep(struct obf_reader *reader, struct obf_extras *extras, const char *key,
              struct json_object *value);
/* Fills the fields of `record` by the table; what is not in it, or of another kind, goes to `extras`. */
void obf_read_fields(struct obf_reader *reader, struct json_object *object, const struct obf_field *fields,
                     void *record, struct obf_extras *extras);
/* The member, where it is of that type; else NULL, and anything but its absence is kept in `extras` (and told). */
struct json_object *obf_inside(struct obf_reader *reader, struct json_object *object, const char *key,
                               enum json_type type, struct obf_extras *extras);
bool obf_read_id(struct obf_reader *reader, struct json_object *value, struct obf_id *id);

struct json_object *obf_write_id(const struct obf_id *id);
void obf_write_fields(struct json_object *object, const struct obf_field *fields, const void *record,
                      const struct obf_extras *extras);

#endif
