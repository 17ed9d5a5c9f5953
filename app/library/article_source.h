/* The bytes of one article on their way through its parsers, and complaints with their place in them. */
#ifndef YINIAN_LIBRARY_ARTICLE_SOURCE_H
#define YINIAN_LIBRARY_ARTICLE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/diagnostic.h"

struct article_source {
    const char *bytes; /* borrowed, like the rest */
    size_t size;
    const char *file;
    bool own;
    struct diagnostics *diagnostics; /* may be NULL */
    size_t at;                       /* lines and columns are counted up to here */
    int line, column;
};

void article_source_init(struct article_source *source, const char *bytes, size_t size, const char *file,
                         bool own, struct diagnostics *diagnostics);
/* False (reported): not a text that can be read at all. */
bool article_source_check(struct article_source *source);
void article_complain(struct article_source *source, enum diagnostic_level level, size_t offset,
                      const char *key, const char *reason, const char *valid);
/* What is an error in one of our articles is a warning in one of the family's: it is shown all the same. */
enum diagnostic_level article_level(const struct article_source *source);

bool article_is_blank(uint32_t character);     /* of any width, and line ends */
bool article_is_invisible(uint32_t character); /* neither seen nor said: controls, zero-width, directions */
/* Hanzi, kana, Hangul, and the full-width marks: no blank stands beside them. */
bool article_is_wide(uint32_t character);
/* Adds the bytes without what is invisible, trimmed, each run of blanks as one. */
void article_add_clean(struct buffer *out, const char *bytes, size_t size);

#endif
