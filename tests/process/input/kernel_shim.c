/* Preloaded before umockdev, for what it cannot do as the kernel does. YINIAN_SHIM names what is wanted:
 *     clock    EVIOCSCLOCKID works (umockdev refuses it)
 *     busy     EVIOCGRAB says EBUSY, as when another program has the device, until there is $YINIAN_DATA/free */
#include <dlfcn.h>
#include <errno.h>
#include <linux/input.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static bool is_held(void)
{
    const char *data = getenv("YINIAN_DATA");
    char path[4096];
    snprintf(path, sizeof path, "%s/free", data ? data : "/nonexistent");
    return access(path, F_OK) != 0;
}

typedef int ioctl_function(int fd, unsigned long request, ...);

int ioctl(int fd, unsigned long request, ...)
{
    const char *wanted = getenv("YINIAN_SHIM");
    ioctl_function *next;
    void *symbol = dlsym(RTLD_NEXT, "ioctl");
    memcpy(&next, &symbol, sizeof next);
    va_list list;
    va_start(list, request);
    void *argument = va_arg(list, void *);
    va_end(list);
    if (wanted && !strcmp(wanted, "clock") && request == EVIOCSCLOCKID)
        return 0;
    if (wanted && !strcmp(wanted, "busy") && request == EVIOCGRAB && argument && is_held()) {
        errno = EBUSY;
        return -1;
    }
    return next(fd, request, argument);
}
