/* A file of the build, read whole for a test. */
#ifndef YINIAN_TESTS_WHOLE_FILE_H
#define YINIAN_TESTS_WHOLE_FILE_H

#include "base/memory.h"
#include "unit_test.h"

/* The bytes are the caller's to free; a file that cannot be read fails the test. */
static inline void *whole_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    *size = (size_t)ftell(file);
    rewind(file);
    unsigned char *bytes = memory_new(*size, 1);
    assert_int_equal(fread(bytes, 1, *size, file), *size);
    fclose(file);
    return bytes;
}

#endif
