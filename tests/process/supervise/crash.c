/* Preloaded: a broken file that ends whoever opens it. $YINIAN_CRASH_AT is the end of its path. */
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

static void crash_at(const char *path)
{
    const char *end = getenv("YINIAN_CRASH_AT");
    size_t size = path ? strlen(path) : 0, wanted = end ? strlen(end) : 0;
    if (wanted && size >= wanted && strcmp(path + size - wanted, end) == 0)
        abort();
}

int open(const char *path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;
    va_end(list);
    crash_at(path);
    return openat(AT_FDCWD, path, flags, mode);
}
