#include "predict/talk_texts.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"

enum { BYTES_AT_MOST = 16 * 1024 * 1024 };

const char *talk_texts_line(const struct talk_texts *talk, int number, size_t *size)
{
    *size = talk->lines[number + 1] - talk->lines[number] - 1;
    return talk->bytes + talk->lines[number];
}

/* As memcmp, a beginning before what goes on. */
static int compare(const char *a, size_t a_size, const char *b, size_t b_size)
{
    int order = memcmp(a, b, a_size < b_size ? a_size : b_size);
    return order ? order : (a_size > b_size) - (a_size < b_size);
}

static void find_lines(struct talk_texts *talk, size_t size)
{
    const char *end = talk->bytes + size;
    size_t capacity = 1;
    for (const char *at = talk->bytes; (at = memchr(at, '\n', (size_t)(end - at))); at++)
        capacity++;
    talk->lines = memory_new(capacity, sizeof *talk->lines);
    for (const char *at = talk->bytes; (at = memchr(at, '\n', (size_t)(end - at))); at++)
        talk->lines[++talk->count] = (uint32_t)(at + 1 - talk->bytes);
}

/* The number of the first line that is not in order, 0: all are. */
static int first_wrong(const struct talk_texts *talk)
{
    size_t before_size, size;
    for (int i = 1; i < talk->count; i++) {
        const char *before = talk_texts_line(talk, i - 1, &before_size);
        const char *line = talk_texts_line(talk, i, &size);
        if (compare(before, before_size, line, size) >= 0)
            return i + 1;
    }
    return 0;
}

static bool refuse(struct talk_texts *talk, const char *path, int line, const char *reason,
                   struct diagnostics *problems)
{
    talk_texts_close(talk);
    diagnostics_add(problems, &(struct diagnostic){
                                  .level = DIAGNOSTIC_ERROR, .file = path, .line = line, .reason = reason});
    return false;
}

bool talk_texts_open(struct talk_texts *talk, const char *bytes, size_t size, const char *path,
                     struct diagnostics *problems)
{
    *talk = (struct talk_texts){.bytes = bytes};
    if (size == 0 || size > BYTES_AT_MOST || bytes[size - 1] != '\n')
        return refuse(talk, path, 0, _("it is cut off"), problems);
    if (memchr(bytes, 0, size) || !utf8_valid(bytes, size, NULL))
        return refuse(talk, path, 0, _("it is not UTF-8"), problems);
    find_lines(talk, size);
    int wrong = first_wrong(talk);
    return wrong ? refuse(talk, path, wrong, _("its lines are not in order"), problems) : true;
}

void talk_texts_close(struct talk_texts *talk)
{
    free(talk->lines);
    *talk = (struct talk_texts){.bytes = NULL};
}

/* The first line that is not before `beginning`, or, `past` it, that does not begin so either. */
static int first_from(const struct talk_texts *talk, const char *beginning, size_t beginning_size, bool past)
{
    int low = 0, high = talk->count;
    while (low < high) {
        size_t size;
        int middle = low + (high - low) / 2;
        const char *line = talk_texts_line(talk, middle, &size);
        if (past && size > beginning_size)
            size = beginning_size;
        int order = compare(line, size, beginning, beginning_size);
        if (past ? order <= 0 : order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int talk_texts_begin_so(const struct talk_texts *talk, const char *beginning, size_t size, int *first)
{
    size_t line_size;
    *first = first_from(talk, beginning, size, false);
    int end = first_from(talk, beginning, size, true);
    if (*first < end && (talk_texts_line(talk, *first, &line_size), line_size == size))
        ++*first;
    return end - *first;
}
