#include "scan/scan_settings.h"

struct scanner_settings scanner_settings_default(void)
{
    return (struct scanner_settings){
        .control = SCAN_AUTOMATIC,
        .resume = SCAN_RESUME_AT_START,
        .scan_time_ms = 1500,
        .first_item_extra_percent = 50,
        .row_loops = 2,
        .page_loops = 3,
        .pause_after_selection_ms = 500,
        .step_take_ms = 1500,
        .wait_while_speaking = true,
        .auto_start = true,
    };
}

static int between(int least, int value, int most)
{
    return value < least ? least : value > most ? most : value;
}

void scanner_settings_clamp(struct scanner_settings *settings)
{
    if (settings->control < SCAN_AUTOMATIC || settings->control > SCAN_INVERSE)
        settings->control = SCAN_AUTOMATIC;
    if (settings->resume != SCAN_RESUME_WHERE_IT_STOPPED)
        settings->resume = SCAN_RESUME_AT_START;
    settings->scan_time_ms = between(300, settings->scan_time_ms, 5000);
    settings->first_item_extra_percent = between(0, settings->first_item_extra_percent, 200);
    settings->row_loops = between(0, settings->row_loops, 10);
    settings->page_loops = between(0, settings->page_loops, 10);
    settings->pause_after_selection_ms = between(0, settings->pause_after_selection_ms, 3000);
    settings->step_take_ms = between(300, settings->step_take_ms, 5000);
}

time_us scanner_settings_first_item_extra(const struct scanner_settings *settings)
{
    enum { LEAST_US = 500000 };
    if (!settings->first_item_extra_percent)
        return 0;
    time_us extra = time_from_ms(settings->scan_time_ms) * settings->first_item_extra_percent / 100;
    return extra > LEAST_US ? extra : LEAST_US;
}
