/* Open Board Format (open-board-0.1, openboardformat.org): boards as other programs write them, as data.
 *
 *     .obf  one board, JSON                              { "format", "id", "name", "grid", "buttons", "images", "sounds" … }
 *     .obz  a zip of such: manifest.json says which      { "format", "root": "boards/a.obf", "paths": { "boards": … } }
 *
 * Nothing is lost: what a field of the format does not say is kept as the JSON text that it was (`extras`), at every
 * level: fields of other programs (ext_…), null, values of the wrong kind (those are reported too). Writing gives all of it
 * back. Ids are numbers or texts and stay what they were.
 *
 * What is wrong is reported with file and line:column (JSON that cannot be read) or the place as a JSON pointer
 * ("/buttons/3/label"), and reading goes on. Errors: something was left out; warnings: something was understood otherwise
 * than it stands there; notes: worth knowing. */
#ifndef YINIAN_BOARD_OBF_H
#define YINIAN_BOARD_OBF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/memory.h"

enum {
    OBF_FILE_BYTES_AT_MOST = 16 * 1024 * 1024, /* of one board; pictures may be inside */
    OBF_DEPTH_AT_MOST = 32,                    /* of JSON in JSON */
    OBF_BOARDS_AT_MOST = 1000,
    OBF_BUTTONS_AT_MOST = 1000, /* of one board */
    OBF_SIDE_AT_MOST = 100      /* rows or columns */
};

#define OBF_FORMAT "open-board-0.1"

struct obf_id {
    const char *text; /* NULL: none. Of a number: as it was written, "2.0" */
    bool is_number;
};

struct obf_number {
    const char *text; /* as it was written; NULL: none */
    double value;
};

enum obf_flag { OBF_UNSAID, OBF_NO, OBF_YES };

/* A member that is kept as it is. */
struct obf_extra {
    const char *key, *json;
};

struct obf_extras {
    struct obf_extra *items;
    size_t count;
};

struct obf_link { /* load_board */
    struct obf_id id;
    const char *name, *path, *url, *data_url;
    struct obf_extras extras;
};

struct obf_button {
    struct obf_id id, image_id, sound_id;
    const char *label, *vocalization;
    const char *background_color, *border_color; /* as written: obf_colour.h */
    const char *action;                          /* ":clear", "+a" … */
    const char **actions;                        /* several, one after the other */
    size_t action_count;
    enum obf_flag hidden;
    struct obf_number left, top, width, height; /* shares of the board, 0–1, where buttons lie freely */
    struct obf_link *load_board;                /* NULL: none */
    /* Ours. Toned pinyin, the path of a recording in the archive, and how long it waits: kept with the button. */
    const char *yinian_reading, *yinian_recording;
    const char *yinian_timing; /* JSON */
    struct obf_extras extras;
};

struct obf_symbol {
    const char *set, *filename;
    struct obf_extras extras;
};

struct obf_media { /* an image, or a sound */
    struct obf_id id;
    const char *data; /* "data:image/png;base64,…" */
    const char *data_url, *path, *url, *content_type;
    struct obf_number width, height, duration;
    struct obf_symbol *symbol; /* NULL: none */
    const char *license;       /* JSON */
    const char *
        drawn; /* not of the format: the path of a PNG that can be drawn; NULL: none. Whoever keeps boards sets it */
    const char *kept; /* likewise: whatever file is kept of it, or NULL */
    struct obf_extras extras;
};

struct obf_translation {
    const char *from, *to;
};

struct obf_language { /* of "strings" */
    const char *locale;
    struct obf_translation *items;
    size_t count;
    struct obf_extras extras;
};

struct obf_board {
    struct obf_id id;
    const char *path; /* in the archive, or the file's name */
    const char *format, *locale, *name, *description_html, *url;
    const char *license; /* JSON */
    int rows, columns;
    struct obf_id *order; /* rows × columns; text NULL: an empty place */
    struct obf_extras grid_extras;
    struct obf_button *buttons;
    size_t button_count;
    struct obf_media *images, *sounds;
    size_t image_count, sound_count;
    struct obf_language *languages;
    size_t language_count;
    struct obf_extras extras;
};

/* A file of an archive that is no board: a picture, a sound, something unknown. */
struct obf_file {
    const char *name; /* "images/a.png": parts by '/', none of them "..", not from the root */
    const char *bytes;
    size_t size;
};

struct obf_path { /* of the manifest: what has this id lies there */
    struct obf_id id;
    const char *path;
};

/* Boards that belong together: an archive, or a single file. Owns everything in it. */
struct obf_set {
    struct arena arena;
    struct obf_board *boards;
    size_t board_count;
    size_t root; /* which of them is the first to be shown */
    struct obf_file *files;
    size_t file_count;
    struct obf_path *images, *sounds; /* of the manifest */
    size_t image_count, sound_count;
    struct obf_extras extras, path_extras; /* of the manifest, and of its "paths" */
};

void obf_set_init(struct obf_set *set);
void obf_set_destroy(struct obf_set *set);

/* Adds the board of one .obf file. `file` stands in diagnostics, `path` in the board. False: it cannot be read, and the
 * set is as it was. UTF-8; UTF-16 with its mark, comments and commas too many are taken, with a warning. */
bool obf_read_board(struct obf_set *set, const char *bytes, size_t size, const char *path, const char *file,
                    struct diagnostics *diagnostics);
/* Fills an empty set from the files of an archive, in any order: manifest.json, boards, the rest. `file`: of the archive.
 * Without a manifest, or a right one, the boards are taken as they are found, and reported. False: there is no board. */
bool obf_read_package(struct obf_set *set, const struct obf_file *files, size_t count, const char *file,
                      struct diagnostics *diagnostics);

/* As JSON, readable by people; reading it again gives the same. */
void obf_write_board(const struct obf_board *board, struct buffer *out);
void obf_write_manifest(const struct obf_set *set, struct buffer *out);

/* Which of the boards a link means: by path, then by id; −1: none of this set. */
int obf_find_link(const struct obf_set *set, const struct obf_link *link);
int obf_find_board(const struct obf_set *set, const struct obf_id *id);
bool obf_id_equal(const struct obf_id *a, const struct obf_id *b); /* 1 is not "1", but 1.0 */
/* By an id that stands elsewhere: the very same, or, where there is none, one that reads the same. NULL: none. */
const struct obf_button *obf_find_button(const struct obf_board *board, const struct obf_id *id);
const struct obf_media *obf_find_media(const struct obf_media *media, size_t count, const struct obf_id *id);
const struct obf_file *obf_find_file(const struct obf_set *set, const char *path);
/* Where the archive has what a media's path, or the manifest, says; NULL: it has not. `sound`: else an image. */
const struct obf_file *obf_media_file(const struct obf_set *set, const struct obf_media *media, bool sound);
/* A text of the board in this language ("zh", "en"), or as it stands. */
const char *obf_in_language(const struct obf_board *board, const char *text, const char *language);

#endif
