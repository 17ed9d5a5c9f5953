/* Entities of HTML as they stand in Markdown: "&amp;", "&#8211;", "&#x2013;". */
#ifndef YINIAN_LIBRARY_ARTICLE_ENTITY_H
#define YINIAN_LIBRARY_ARTICLE_ENTITY_H

#include <stddef.h>
#include <stdint.h>

/* The character; 0: not one that is known, to be left as it is written. */
uint32_t article_entity(const char *bytes, size_t size);

#endif
