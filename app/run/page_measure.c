#include "run/page_measure.h"

enum { GUESS_WIDE = 1000, GUESS_NARROW = 600 };

static int advance(void *context, uint32_t character)
{
    struct page_measure *measure = context;
    if (!measure->tried)
        measure->fonts = font_set_new(false, NULL);
    if (!measure->tried && measure->fonts)
        measure->of_fonts = font_measure(measure->fonts);
    measure->tried = true;
    if (measure->fonts)
        return measure->of_fonts.advance(measure->of_fonts.context, character);
    return character >= 0x2E80 ? GUESS_WIDE : GUESS_NARROW; /* nothing is drawn then either */
}

void page_measure_init(struct page_measure *measure)
{
    *measure = (struct page_measure){.measure = {.advance = advance, .context = measure}};
}

void page_measure_destroy(struct page_measure *measure)
{
    font_set_free(measure->fonts);
}
