/* One line of a phrase file written anew; every other byte stays, and of the line itself whatever is not changed: its mark,
 * its comments, how its attributes are called, attributes that the program does not know. */
#ifndef YINIAN_BOARD_PHRASE_REWRITE_H
#define YINIAN_BOARD_PHRASE_REWRITE_H

#include "base/buffer.h"
#include "board/phrase_attributes.h"

enum { PHRASE_CHANGES_AT_MOST = PHRASE_ATTRIBUTE_COUNT };

struct phrase_change {
    enum phrase_attribute key;
    const char *value; /* plain; NULL: the attribute is taken away */
};

struct phrase_rewrite {
    const char *label;  /* plain; of a heading: its title. NULL: label and text stay */
    const char *spoken; /* NULL: the label is spoken */
    struct phrase_change changes[PHRASE_CHANGES_AT_MOST];
    int change_count;
    bool chinese; /* new attributes are called in Chinese */
};

void phrase_rewrite_set(struct phrase_rewrite *rewrite, enum phrase_attribute key, const char *value);

/* Lines are counted from 1, as struct phrase does. Each adds the whole new file to `out`; false: there is no such line (or it
 * would be longer than PHRASE_LINE_CHARACTERS_AT_MOST), and nothing was added. */
bool phrase_line_rewrite(const char *bytes, size_t size, int line, const struct phrase_rewrite *rewrite,
                         struct buffer *out);
/* Comments in the line stay. */
bool phrase_line_remove(const char *bytes, size_t size, int line, struct buffer *out);
/* Two lines that hold no comment change places. */
bool phrase_line_exchange(const char *bytes, size_t size, int first, int second, struct buffer *out);

/* `- label | text {…}`, or with `# `, as a line that says just that, without its end. */
void phrase_line_new(const char *mark, const struct phrase_rewrite *rewrite, struct buffer *out);
/* Adds a line behind the line `after` (0: at the beginning, behind a byte order mark); with `blank` a blank one before it. */
bool phrase_line_insert(const char *bytes, size_t size, int after, const char *text, bool blank,
                        struct buffer *out);

#endif
