#include "run/resume.h"

bool resume_begin(const struct life *life, struct buffer *text, struct app_setup *setup)
{
    enum life_begin begin = life_resume(life, text);
    if (begin == LIFE_ANEW)
        return false;
    setup->resume = buffer_text(text);
    setup->resume_size = text->size;
    setup->resume_home = begin != LIFE_WHERE_IT_WAS;
    setup->resume_unwritten = begin == LIFE_WITH_CALL;
    return true;
}

void resume_keep(struct life *life, struct buffer *text, const struct app *app)
{
    if (!life)
        return;
    app_resume_write(app, text);
    life_keeps(life, text);
}
