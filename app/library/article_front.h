/* The front matter of an article: `key: value` lines between two lines `---` (content/README.md has the keys). */
#ifndef YINIAN_LIBRARY_ARTICLE_FRONT_H
#define YINIAN_LIBRARY_ARTICLE_FRONT_H

#include "library/article.h"
#include "library/article_source.h"

/* Fills in what it says, in the article's arena; `body`: the offset of what follows. False: refused, all that is wrong
 * reported. An own article's front matter says only title, summary, group, audience, lang, facts, sources, date; its id
 * is the file's name with '_' for blanks, and with a hash where it had to be cut. */
bool article_front_parse(struct article *article, struct article_source *source, size_t *body);
/* The file's name without folder and ".md", as a person reads it; in the arena. */
const char *article_file_title(struct arena *arena, const char *file);

#endif
