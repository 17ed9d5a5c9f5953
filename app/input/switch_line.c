#include "input/switch_line.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* In the settings a name ends at a quotation mark, a pattern may hold * and ?, which fit themselves too; and what else
 * stands on the line needs its place. */
enum { NAME_BYTES_AT_MOST = 60 };

static bool can_be_written(const char *name)
{
    size_t size = strlen(name);
    return size > 0 && size <= NAME_BYTES_AT_MOST && utf8_valid(name, size, NULL) &&
           !strpbrk(name, "\"\r\n\t");
}

void switch_line_write(const struct switch_device *device, const char *key, char *line, size_t size)
{
    if (device->kind == DEVICE_KEYBOARD)
        snprintf(line, size, "select keyboard %s", key);
    else if (!device->name[0] && device->kind == DEVICE_OTHER)
        snprintf(line, size, "select any %s", key);
    else if (can_be_written(device->name))
        snprintf(line, size, "select \"%s\" %s", device->name, key);
    else
        snprintf(line, size, "select %04x:%04x %s", device->vendor, device->product, key);
}

void switch_line_name(const struct switch_device *device, const char *key, char *name, size_t size)
{
    const char *bare = strncmp(key, "KEY_", 4) == 0 ? key + 4 : key;
    if (device->name[0] && utf8_valid(device->name, strlen(device->name), NULL))
        snprintf(name, size, "%s · %s", bare, device->name);
    else
        snprintf(name, size, "%s", bare);
}
