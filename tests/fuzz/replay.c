/* Runs a fuzz entry point over the files of the folders given: for compilers without libFuzzer.
 * Prints TAP, a case a folder; a crash or a sanitizer's report ends it in the middle. */
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* false: the file cannot be read. The input is a block of exactly its size, so that reading beyond is seen. */
static bool replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    size_t size = 0, capacity = 1 << 16;
    uint8_t *bytes = memory_new(capacity, 1);
    for (size_t got; (got = fread(bytes + size, 1, capacity - size, file)) > 0;) {
        size += got;
        if (size == capacity)
            bytes = memory_grow(bytes, capacity *= 2, 1);
    }
    bool whole = !ferror(file);
    fclose(file);
    uint8_t *exact = memory_new(size, 1);
    memcpy(exact, bytes, size);
    free(bytes);
    if (whole)
        LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    return whole;
}

/* How many files were run; -1: one could not be read. An empty input is run as well. */
static int replay_folder(const char *folder)
{
    DIR *directory = opendir(folder);
    if (!directory)
        return -1;
    int count = 0;
    struct arena arena;
    arena_init(&arena);
    for (struct dirent *entry; count >= 0 && (entry = readdir(directory));) {
        if (entry->d_name[0] == '.')
            continue;
        const char *path = arena_printf(&arena, "%s/%s", folder, entry->d_name);
        printf("# %s\n", path);
        fflush(stdout);
        count = replay_file(path) ? count + 1 : -1;
    }
    arena_destroy(&arena);
    closedir(directory);
    return count;
}

int main(int argc, char **argv)
{
    int failed = argc < 2;
    printf("1..%d\n", argc - 1);
    static const uint8_t nothing[1];
    LLVMFuzzerTestOneInput(nothing, 0);
    for (int i = 1; i < argc; i++) {
        int count = replay_folder(argv[i]);
        failed |= count <= 0;
        printf("%sok %d - %d inputs of %s\n", count > 0 ? "" : "not ", i, count < 0 ? 0 : count, argv[i]);
    }
    return failed ? 1 : 0;
}
