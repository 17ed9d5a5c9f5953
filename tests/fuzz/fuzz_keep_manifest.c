/* The list in a saved file: anything may stand in it. What is taken names only files that may be written, below the
 * folder and each once; and is written again byte for byte. */
#include "fuzz.h"

#include "store/keep_manifest.h"

static void require_climbs_nowhere(const char *name)
{
    size_t size = strlen(name);
    REQUIRE(size > 0 && size <= KEEP_NAME_BYTES_AT_MOST && utf8_valid(name, size, NULL));
    REQUIRE(name[0] != '/' && name[size - 1] != '/');
    for (const char *part = name; part; part = strchr(part, '/') ? strchr(part, '/') + 1 : NULL)
        REQUIRE(*part != '.' && *part != '/' && *part);
    REQUIRE(strncmp(name, "copies/", 7) != 0);
}

static void require_is_right(const struct keep_manifest *manifest)
{
    uint64_t total = 0;
    for (size_t i = 0; i < manifest->count; i++) {
        const struct keep_file *file = &manifest->files[i];
        require_climbs_nowhere(file->name);
        REQUIRE(file->size <= KEEP_FILE_BYTES_AT_MOST);
        REQUIRE(i == 0 || strcmp(manifest->files[i - 1].name, file->name) < 0);
        REQUIRE(keep_manifest_find(manifest, file->name) == file);
        total += file->size;
    }
    REQUIRE(total == manifest->total && total <= KEEP_BYTES_AT_MOST);
    REQUIRE(keep_date_is_right(manifest->date));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct keep_manifest manifest;
    struct diagnostics problems;
    struct buffer again = {0};
    diagnostics_init(&problems);
    bool right = keep_manifest_parse(&manifest, (const char *)bytes, size, "list", &problems);
    REQUIRE(right == (problems.count == 0) && (right || manifest.count == 0));
    if (right) {
        require_is_right(&manifest);
        keep_manifest_write(&manifest, &again);
        REQUIRE(again.size == size && memcmp(buffer_text(&again), bytes, size) == 0);
    }
    buffer_destroy(&again);
    keep_manifest_destroy(&manifest);
    diagnostics_destroy(&problems);
    return 0;
}
