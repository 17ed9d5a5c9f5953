/* An article as one page of HTML to be printed: A4, large letters, callouts framed, nothing loaded from elsewhere. Pure.
 *
 * It holds the text as it is shown and read aloud, every block of it, and nothing else of the file: no HTML, no script and no
 * link that stood there (article.h makes plain text of them). What is written is escaped. Below it stand where it comes from,
 * when it was written, what its marks mean, and that it replaces no doctor, in the language of the screen (_()). */
#ifndef YINIAN_LIBRARY_ARTICLE_HTML_H
#define YINIAN_LIBRARY_ARTICLE_HTML_H

#include "base/buffer.h"
#include "library/article.h"

/* Adds the page. `language`: of the page, as HTML names it ("zh-CN", "en"). */
void article_html(const struct article *article, const char *language, struct buffer *out);

#endif
