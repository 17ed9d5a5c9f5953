/* Archives of boards (.obz): what is taken has names that lead nowhere else and sizes within the limits; packed again it
 * comes back the same; and what is in it is read as boards. */
#include "fuzz.h"

#include <locale.h>

#include "base/memory.h"
#include "board/own_boards.h"
#include "store/zip.h"

static void require_climbs_nowhere(const char *name)
{
    REQUIRE(*name && strlen(name) <= ZIP_NAME_BYTES_AT_MOST && utf8_valid(name, strlen(name), NULL));
    REQUIRE(name[0] != '/' && name[1] != ':' && !strchr(name, '\\'));
    for (const char *part = name; part; part = strchr(part, '/') ? strchr(part, '/') + 1 : NULL)
        REQUIRE(strcmp(part, "..") != 0 && strncmp(part, "../", 3) != 0);
}

static void require_right(const struct zip_files *files, size_t size)
{
    size_t total = 0;
    REQUIRE(files->count <= ZIP_FILES_AT_MOST);
    for (size_t i = 0; i < files->count; i++) {
        require_climbs_nowhere(files->items[i].name);
        REQUIRE(files->items[i].size <= ZIP_FILE_BYTES_AT_MOST);
        total += files->items[i].size;
    }
    REQUIRE(total <= (size_t)1024 * 1024 + size * ZIP_RATIO_AT_MOST);
}

static void require_comes_back(const struct zip_files *files)
{
    struct buffer packed = {0};
    struct zip_files again = {0};
    struct diagnostics problems;
    diagnostics_init(&problems);
    REQUIRE(zip_write(files, &packed) && zip_is(buffer_text(&packed), packed.size));
    REQUIRE(zip_read(buffer_text(&packed), packed.size, "b.obz", &again, &problems));
    REQUIRE(again.count == files->count);
    for (size_t i = 0; i < again.count; i++)
        REQUIRE(strcmp(again.items[i].name, files->items[i].name) == 0 &&
                again.items[i].size == files->items[i].size &&
                memcmp(again.items[i].bytes, files->items[i].bytes, again.items[i].size) == 0);
    buffer_destroy(&packed);
    zip_free(&again);
    diagnostics_destroy(&problems);
}

static void read_boards(const struct zip_files *files, struct diagnostics *problems)
{
    struct obf_set set;
    struct obf_file *items = memory_new(files->count + 1, sizeof *items);
    for (size_t i = 0; i < files->count; i++)
        items[i] = (struct obf_file){files->items[i].name, files->items[i].bytes, files->items[i].size};
    obf_set_init(&set);
    obf_read_package(&set, items, files->count, "a.obz", problems);
    obf_set_destroy(&set);
    free(items);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct zip_files files = {0};
    struct diagnostics problems;
    setlocale(LC_CTYPE, "C.UTF-8");
    diagnostics_init(&problems);
    bool right = zip_read((const char *)bytes, size, "a.obz", &files, &problems);
    REQUIRE(right == (problems.errors == 0));
    if (right) {
        require_right(&files, size);
        if (files.count)
            require_comes_back(&files);
        read_boards(&files, &problems);
    }
    zip_free(&files);
    diagnostics_destroy(&problems);
    return 0;
}
