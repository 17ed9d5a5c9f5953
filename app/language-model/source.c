#include "source.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static void stop(const char *path)
{
    fprintf(stderr, "build-lexicon: %s: %s\n", path, strerror(errno));
    exit(1);
}

void source_read(struct source *source, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        stop(path);
    *source = (struct source){.path = path};
    size_t capacity = 1u << 20, taken;
    source->bytes = memory_new(capacity, 1);
    while ((taken = fread(source->bytes + source->size, 1, capacity - source->size - 1, file)) > 0) {
        source->size += taken;
        if (capacity - source->size < 2)
            source->bytes = memory_grow(source->bytes, capacity *= 2, 1);
    }
    if (ferror(file))
        stop(path);
    source->bytes[source->size] = 0;
    fclose(file);
}

void source_destroy(struct source *source)
{
    free(source->bytes);
}

bool source_line(const struct source *source, size_t *at, struct line *line)
{
    if (*at >= source->size)
        return false;
    const char *start = source->bytes + *at;
    const char *end = memchr(start, '\n', source->size - *at);
    *line = (struct line){start, end ? (size_t)(end - start) : source->size - *at};
    *at += line->size + 1;
    return true;
}

bool line_field(struct line *line, char separator, struct line *field)
{
    while (line->size > 0 && line->text[0] == separator) {
        line->text++;
        line->size--;
    }
    if (line->size == 0)
        return false;
    const char *end = memchr(line->text, separator, line->size);
    *field = (struct line){line->text, end ? (size_t)(end - line->text) : line->size};
    line->text += field->size;
    line->size -= field->size;
    return true;
}

double line_number(const struct line *line)
{
    char text[40];
    if (line->size >= sizeof text)
        return 0;
    memcpy(text, line->text, line->size);
    text[line->size] = 0;
    return strtod(text, NULL);
}
