/* Everything of a person in one file (.yinian): whatever the bytes are, they are taken whole or refused with a reason. The
 * corpus holds plain tar too, which has no check sums of its own to get past. */
#include "fuzz.h"

#include <locale.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "store/keep_archive.h"

static void require_answer(bool right, const struct keep_manifest *manifest, const char *reason)
{
    REQUIRE(right || (*reason && manifest->count == 0));
    uint64_t total = 0;
    for (size_t i = 0; i < manifest->count; i++)
        total += manifest->files[i].size;
    REQUIRE(total == manifest->total);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char path[64], reason[1024] = "";
    struct keep_manifest manifest;
    setlocale(LC_CTYPE, "C.UTF-8");
    int fd = memfd_create("kept", 0);
    REQUIRE(fd >= 0 && write(fd, bytes, size) == (ssize_t)size);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    bool listed = keep_read_list(path, &manifest, reason, sizeof reason);
    require_answer(listed, &manifest, reason);
    keep_manifest_destroy(&manifest);
    *reason = '\0';
    bool whole = keep_read(path, NULL, &manifest, reason, sizeof reason);
    require_answer(whole, &manifest, reason);
    REQUIRE(listed || !whole);
    keep_manifest_destroy(&manifest);
    close(fd);
    return 0;
}
