/* The driver's command lines: whatever comes, a command within its ranges or a complaint. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "run/driver_command.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void hold(bool condition)
{
    if (!condition)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct driver_command command;
    char problem[512] = "";
    char *line = malloc(size + 1);
    if (!line)
        return 0;
    memcpy(line, data, size);
    line[size] = '\0';
    if (driver_command_parse(line, size, &command, problem, sizeof problem)) {
        hold(problem[0] == '\0');
        hold(command.switch_number >= 1 && command.switch_number <= DRIVER_SWITCHES);
        hold(command.ms >= 0);
        hold(abs(command.x_px) <= DRIVER_POINT_PX && abs(command.y_px) <= DRIVER_POINT_PX);
        bool named = command.kind == DRIVER_OPEN || command.kind == DRIVER_SAY || command.kind == DRIVER_SHOT;
        hold(named == (command.text && command.text[0]));
    } else {
        hold(problem[0] != '\0');
    }
    free(line);
    return 0;
}
