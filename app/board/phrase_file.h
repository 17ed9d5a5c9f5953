/* Phrase files: plain Markdown that a caregiver edits in any editor. phrases/README.md explains it to them.
 *
 *     # 呼吸 {id: breathing; 颜色: 蓝}            a heading is a category (any number of #)
 *     - 我喘不上气                               a list item is a phrase: - * + 1. 1)
 *     - 吸痰 | 快帮我吸一下痰，我喘不上气了。       label | what is said
 *     - 去银行 {读音: 银行 yin2 hang2}            attributes at the end of the line
 *     Other lines, --- and <!-- comments --> are for people.
 *
 * Rules
 * - One phrase a line. A paragraph line directly under a phrase is reported: it would not be spoken.
 * - The first | parts label and text; later ones become blanks. Full-width ｜ ｛ ｝ ： ； ＃ mean the same.
 * - A backslash before punctuation makes it ordinary: `3 \| 4`.
 * - Attributes: id/编号, reading/pinyin/读音/拼音/发音, colour/color/颜色, picture/image/图/图片,
 * recording/sound/录音/声音, place/位置 (a number), hidden/隐藏 (yes/是, no/否); of a heading: id, colour, place, hidden.
 * Written `key: value`, parted by ; — values cannot hold ; or }.
 * - What is hidden is not for the person, but can be shown again (phrase_edit.h); a place is counted among what is shown.
 * - A heading that gives the id of a category of an earlier file, and another title, renames it.
 * - id: letters a–z, Hanzi, digits, - and _, at most PHRASE_ID_CHARACTERS_AT_MOST. Where ids come from:
 * phrase_set.h.
 * - Phrases above the first heading belong to a category named after the file, without number and `.md`
 *   (`30-奶奶的话.md` → 奶奶的话). A heading without phrases makes no category that is shown.
 * - A phrase without a label whose text is wider than PHRASE_LABEL_COLUMNS_AT_MOST is shown by its beginning
 * and …
 * - Dashes and bullets that a Chinese keyboard types for `- ` (－ — • ·, `1、`, `-x`) are taken, with a
 * warning.
 *
 * What is wrong is reported as file:line:column and the rest survives. Levels: a note or warning loses
 * nothing that would be said; an error left something out. */
#ifndef YINIAN_BOARD_PHRASE_FILE_H
#define YINIAN_BOARD_PHRASE_FILE_H

#include <stddef.h>

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "board/phrase_set.h"

enum {
    PHRASE_LINE_CHARACTERS_AT_MOST = 500, /* of a heading or item; about two minutes of speech */
    PHRASE_ID_CHARACTERS_AT_MOST = 64
};

/* Adds the phrases of one file to the set; call it again for every further file, in the order of their names.
 * `file_name` stands in diagnostics and in struct phrase, and may be NULL; `diagnostics` too. Returns how
 * many phrases were added or replaced. */
size_t phrase_file_parse(const char *bytes, size_t size, const char *file_name, struct phrase_set *set,
                         struct diagnostics *diagnostics);

struct phrase_line;
struct phrase_attributes;
/* What a file's first category is called if it has no heading. */
const char *phrase_file_title(struct arena *arena, const char *file);
/* The title of a heading ("" if it says nothing), and its attributes; nothing is reported. */
const char *phrase_heading_read(const struct phrase_line *line, struct arena *arena,
                                struct phrase_attributes *attributes);

enum phrase_append_result {
    PHRASE_APPENDED,
    PHRASE_APPEND_NOTHING,  /* text or title is empty */
    PHRASE_APPEND_TOO_LONG, /* the line would be longer than PHRASE_LINE_CHARACTERS_AT_MOST */
    PHRASE_APPEND_THERE,    /* the category says it already */
    PHRASE_APPEND_NOT_UTF8  /* UTF-16: nothing can be added to it */
};

/* "Save as a phrase": adds to `out` the bytes of the file with `text` as the last phrase of the category
 * titled `title`, which is made at the end of the file if it is missing. Every other byte stays; line ends
 * follow the file's. Any text is safe: what has a meaning in the format is escaped, so that parsing gives
 * `text` back (blanks and line ends as single blanks). Unless it returns PHRASE_APPENDED, nothing is added to
 * `out`. */
enum phrase_append_result phrase_file_append(const char *bytes, size_t size, const char *title,
                                             const char *text, struct buffer *out);

#endif
