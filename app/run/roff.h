/* Man pages, as man(7) wants them. Texts are escaped; Chinese may be broken between any two characters, but not before
 * 。 nor after （. */
#ifndef YINIAN_RUN_ROFF_H
#define YINIAN_RUN_ROFF_H

#include "base/buffer.h"

void roff_begin(struct buffer *out, const char *name, const char *section, const char *title);
void roff_section(struct buffer *out, const char *title);
void roff_subsection(struct buffer *out, const char *title);
void roff_paragraph(struct buffer *out, const char *text);
/* `rest` stands behind the name, in italics; may be NULL. */
void roff_item(struct buffer *out, const char *name, const char *rest, const char *text);
/* One more line below an item. */
void roff_below(struct buffer *out, const char *text);
/* As it stands, one line. */
void roff_example(struct buffer *out, const char *text);
void roff_text(struct buffer *out, const char *text);

#endif
