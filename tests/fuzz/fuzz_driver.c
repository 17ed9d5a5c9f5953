/* The driver's command lines: whatever comes, a command within its ranges or a complaint. */
#include "fuzz.h"

#include "run/driver_command.h"

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
        REQUIRE(problem[0] == '\0');
        REQUIRE(command.switch_number >= 1 && command.switch_number <= DRIVER_SWITCHES);
        REQUIRE(command.ms >= 0);
        REQUIRE(abs(command.x_px) <= DRIVER_POINT_PX && abs(command.y_px) <= DRIVER_POINT_PX);
        bool named = command.kind == DRIVER_OPEN || command.kind == DRIVER_SAY || command.kind == DRIVER_SHOT;
        bool may_name = command.kind == DRIVER_PARTNER;
        REQUIRE(may_name || named == (command.text && command.text[0]));
    } else {
        REQUIRE(problem[0] != '\0');
    }
    free(line);
    return 0;
}
