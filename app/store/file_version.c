#include "store/file_version.h"

#include <stdbool.h>
#include <string.h>

struct cursor {
    const char *at, *end; /* of a line */
};

static void pass_blanks(struct cursor *line)
{
    while (line->at < line->end && (*line->at == ' ' || *line->at == '\t' || *line->at == '\r'))
        line->at++;
}

static bool pass(struct cursor *line, const char *word)
{
    size_t size = strlen(word);
    if ((size_t)(line->end - line->at) < size || memcmp(line->at, word, size) != 0)
        return false;
    line->at += size;
    return true;
}

static bool is_digit(const struct cursor *line)
{
    return line->at < line->end && *line->at >= '0' && *line->at <= '9';
}

/* The number up to the end of the line; −1: it is none. */
static int number(struct cursor *line)
{
    int value = 0;
    if (!is_digit(line))
        return -1;
    for (; is_digit(line); line->at++)
        value = value < FILE_VERSION_AT_MOST / 10 ? value * 10 + (*line->at - '0') : FILE_VERSION_AT_MOST;
    pass_blanks(line);
    return line->at == line->end ? value : -1;
}

static int read_version(struct cursor line)
{
    pass_blanks(&line);
    if (pass(&line, "#"))
        pass_blanks(&line);
    if (pass(&line, "yinian-")) {
        while (line.at < line.end && *line.at >= 'a' && *line.at <= 'z')
            line.at++;
        pass_blanks(&line);
        return number(&line);
    }
    if (!pass(&line, "version"))
        return -1;
    pass_blanks(&line);
    if (!pass(&line, "="))
        return -1;
    pass_blanks(&line);
    return number(&line);
}

int file_version(const char *bytes, size_t size)
{
    const char *end = bytes + size, *at = bytes;
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) /* some editors begin a file with this mark */
        at += 3;
    for (int i = 0; at < end && i < FILE_VERSION_LINES; i++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        int version = read_version((struct cursor){at, newline ? newline : end});
        if (version >= 0)
            return version;
        at = newline ? newline + 1 : end;
    }
    return 0;
}
