/* How wide characters are, for setting pages of articles: asks the fonts, which are opened when it is first asked. */
#ifndef YINIAN_RUN_PAGE_MEASURE_H
#define YINIAN_RUN_PAGE_MEASURE_H

#include "view/font.h"

struct page_measure {
    struct font_set *fonts;
    bool tried; /* to open them */
    struct text_measure of_fonts, measure;
};

void page_measure_init(struct page_measure *measure);
void page_measure_destroy(struct page_measure *measure);

#endif
