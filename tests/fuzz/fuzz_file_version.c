/* Which version a file is of, whatever stands in it: it is read to its size and no further, what stands behind the first lines
 * changes nothing, and a head before it all is what counts. */
#include "fuzz.h"

#include "base/memory.h"
#include "store/file_version.h"

static size_t size_of_head(const char *bytes, size_t size)
{
    size_t at = 0;
    for (int line = 0; line < FILE_VERSION_LINES && at < size; line++) {
        const char *newline = memchr(bytes + at, '\n', size - at);
        at = newline ? (size_t)(newline - bytes) + 1 : size;
    }
    return at;
}

static void require_of_head(const char *head, const char *bytes, size_t size, int version)
{
    struct buffer file = {0};
    buffer_add_text(&file, head);
    buffer_add(&file, bytes, size);
    REQUIRE(file_version(buffer_text(&file), file.size) == version);
    buffer_destroy(&file);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char *exact = memory_new(size + 1, 1); /* what is read behind it is seen by the sanitizer */
    if (size)
        memcpy(exact, bytes, size);
    exact = memory_grow(exact, size ? size : 1, 1);
    int version = file_version(exact, size);
    REQUIRE(version >= 0 && version <= FILE_VERSION_AT_MOST);
    REQUIRE(file_version(exact, size_of_head(exact, size)) == version);
    require_of_head("# yinian-x 7\n", exact, size, 7);
    require_of_head("yinian-learnt 1\n", exact, size, 1);
    require_of_head("version = 0\n", exact, size, 0);
    require_of_head("\n\n\n\n\n\n\n\n", exact, size, 0);
    free(exact);
    return 0;
}
