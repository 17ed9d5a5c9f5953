/* Inside phrase_edit*.c. */
#ifndef YINIAN_BOARD_PHRASE_EDIT_PARTS_H
#define YINIAN_BOARD_PHRASE_EDIT_PARTS_H

#include "board/phrase_edit.h"
#include "board/phrase_file.h"
#include "board/phrase_markdown.h"
#include "board/phrase_reading.h"
#include "board/phrase_rewrite.h"

struct editing {
    struct phrase_texts *texts;
    const struct phrase_set *set; /* as it was before */
    const struct phrase_category *category;
    const struct phrase *phrase;
    bool own; /* the phrase stands in one of the person's own files */
    const char *text;
    /* Where what was edited stands afterwards. */
    const char **file;
    int *line;
};

/* Where something of a category stands in the person's files. */
struct place_found {
    struct phrase_text *text;
    int heading; /* the first that leads to it; 0: none */
    int last;    /* its last phrase, or what stands under a heading without any; 0: none */
    bool has_phrase;
};

struct phrase_text *phrase_text_named(const struct phrase_texts *texts, const char *file);
/* Takes the bytes into the file, if it is right; else lets them go. */
enum phrase_edit_result phrase_text_take(struct phrase_text *text, bool right, struct buffer *bytes);
enum phrase_edit_result phrase_text_rewrite(const struct editing *in, const char *file, int line,
                                            struct phrase_rewrite *rewrite);
enum phrase_edit_result phrase_text_insert(struct phrase_text *text, int after, const char *mark,
                                           const struct phrase_rewrite *rewrite, bool blank);
/* At the end of the file for new things. `id` may be NULL. */
enum phrase_edit_result phrase_text_add_heading(const struct editing *in, const char *title, const char *id,
                                                struct phrase_rewrite *rewrite, int *line);

/* Goes on with what `best` knows from earlier files. */
void find_headings(const struct editing *in, struct phrase_text *text, const char *id,
                   struct place_found *best);

enum phrase_edit_result phrase_add(const struct editing *in, const struct phrase_category *category,
                                   struct phrase_rewrite *rewrite);
enum phrase_edit_result phrase_change(const struct editing *in, const struct phrase_rewrite *change);
enum phrase_edit_result phrase_step_phrase(const struct editing *in, int by);

enum phrase_edit_result phrase_add_category(const struct editing *in);
enum phrase_edit_result phrase_edit_category(const struct editing *in, enum phrase_edit_kind kind);

#endif
