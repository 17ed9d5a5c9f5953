#include "library/questions.h"

#include <stdlib.h>

#include "base/text.h"
#include "library/tsv.h"

enum { ARTICLE, ZH, EN, COLUMNS };
static const char *const names[] = {"article", "zh", "en", NULL};

void questions_init(struct questions *questions)
{
    *questions = (struct questions){0};
    arena_init(&questions->arena);
}

void questions_destroy(struct questions *questions)
{
    free(questions->items);
    arena_destroy(&questions->arena);
    *questions = (struct questions){0};
}

static bool check(struct tsv *tsv, const struct questions *questions)
{
    for (int i = 0; i < COLUMNS; i++)
        if (tsv->fields[i].size == 0)
            return tsv_wrong(tsv, i, _("nothing stands here"), NULL);
    return questions->count < QUESTIONS_AT_MOST ||
           tsv_wrong(tsv, ARTICLE, _("there are too many questions"), NULL);
}

bool questions_add(struct questions *questions, const char *bytes, size_t size, const char *file,
                   struct diagnostics *diagnostics)
{
    struct tsv tsv;
    tsv_begin(&tsv, names, bytes, size, file, diagnostics);
    while (tsv_next(&tsv)) {
        if (!check(&tsv, questions))
            continue;
        if (questions->count == questions->capacity) {
            questions->capacity = questions->capacity ? 2 * questions->capacity : 128;
            questions->items =
                memory_grow(questions->items, (size_t)questions->capacity, sizeof *questions->items);
        }
        questions->items[questions->count++] =
            (struct question){.article = tsv_copy(&tsv, ARTICLE, &questions->arena),
                              .zh = tsv_copy(&tsv, ZH, &questions->arena),
                              .en = tsv_copy(&tsv, EN, &questions->arena)};
    }
    return tsv.right;
}
