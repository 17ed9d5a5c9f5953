/* Runs `yinian --devices` alone. `--once`: only the list. */
#include <string.h>

#include "input/device_list.h"

int main(int count, char **arguments)
{
    struct device_list_options options = {.once = count > 1 && !strcmp(arguments[1], "--once")};
    return device_list_run(stdout, &options);
}
