/* For tests of small files: what the reader says when something else stands in them. */
#ifndef YINIAN_TESTS_FILE_COMPLAINT_H
#define YINIAN_TESTS_FILE_COMPLAINT_H

#include "unit_test.h"

#include "base/buffer.h"
#include "base/diagnostic.h"

enum { COMPLAINT_BYTES = 300 };

typedef bool file_reader(void *into, const char *text, struct diagnostics *problems);

/* `text`, which is used up, with `new` in the place of `old`: the reader's first complaint of it. False: there is none, and
 * it was read. */
static inline bool file_complaint(struct buffer *text, const char *old, const char *new, file_reader *read,
                                  void *into, char line[COMPLAINT_BYTES])
{
    struct diagnostics problems;
    diagnostics_init(&problems);
    const char *at = strstr(buffer_text(text), old);
    assert_non_null(at);
    buffer_splice(text, (size_t)(at - buffer_text(text)), strlen(old), new, strlen(new));
    bool right = read(into, buffer_text(text), &problems);
    assert_true(right == (problems.count == 0));
    if (!right)
        diagnostic_format(&problems.items[0], line, COMPLAINT_BYTES);
    buffer_destroy(text);
    diagnostics_destroy(&problems);
    return !right;
}

#endif
