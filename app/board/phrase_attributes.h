/* The `{key: value; key: value}` behind a heading or a phrase. */
#ifndef YINIAN_BOARD_PHRASE_ATTRIBUTES_H
#define YINIAN_BOARD_PHRASE_ATTRIBUTES_H

#include <stdbool.h>

#include "base/diagnostic.h"
#include "board/phrase_markdown.h"
#include "board/phrase_set.h"

enum phrase_attribute {
    PHRASE_ATTRIBUTE_ID,
    PHRASE_ATTRIBUTE_COLOUR,
    PHRASE_ATTRIBUTE_READING,
    PHRASE_ATTRIBUTE_PICTURE,
    PHRASE_ATTRIBUTE_RECORDING,
    PHRASE_ATTRIBUTE_PLACE,
    PHRASE_ATTRIBUTE_HIDDEN,
    PHRASE_ATTRIBUTE_COUNT
};

/* Where a diagnostic of this line goes. */
struct phrase_place {
    const char *file; /* borrowed; may be NULL */
    const struct phrase_line *line;
    struct diagnostics *diagnostics; /* may be NULL */
};

/* Reports at byte offset `at` of the line. */
void phrase_report(const struct phrase_place *place, enum diagnostic_level level, size_t at, const char *key,
                   const char *reason, const char *valid);

/* Values that passed their check; the reading is not checked here, for it needs the text. */
struct phrase_attributes {
    struct phrase_span body; /* of the line: what stands before the { */
    const char *id;          /* in the arena, or NULL */
    enum phrase_colour colour;
    const char *picture;        /* in the arena, or NULL */
    const char *recording;      /* in the arena, or NULL */
    struct phrase_span reading; /* of the line; from 0: not given */
    int place;                  /* from 1; 0: not given */
    bool hidden;
};

/* Parts `content` of the line into body and attributes. A heading has no reading, picture or recording. */
void phrase_attributes_parse(const struct phrase_place *place, struct phrase_span content, bool heading,
                             struct arena *arena, struct phrase_attributes *attributes);

/* Which attribute is called so; false: none. */
bool phrase_attribute_called(const char *name, enum phrase_attribute *key);
/* As the program writes it. */
const char *phrase_attribute_name(enum phrase_attribute key, bool chinese);
/* The word for a colour in a file; PHRASE_COLOUR_NONE has none. */
const char *phrase_colour_written(enum phrase_colour colour, bool chinese);

#endif
