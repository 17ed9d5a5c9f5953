/* The settings parser: takes anything; every value it leaves is in range; what it writes, it reads back the same,
 * without complaint, and writes the same again. */
#include "fuzz.h"

#include "settings/settings.h"

static void require_in_range(const struct settings *settings)
{
    for (size_t i = 0; i < settings_count(); i++) {
        const struct setting_info *info = &settings_table[i];
        if (info->type == SETTING_TEXT) {
            REQUIRE(memchr((const char *)settings + info->offset, 0, SETTINGS_TEXT_BYTES));
            continue;
        }
        int value = setting_get(settings, info);
        REQUIRE(value >= info->least && value <= info->most);
    }
    REQUIRE(settings->switch_count >= 0 && settings->switch_count <= SETTINGS_SWITCHES_AT_MOST);
}

static void require_stable(const struct settings *settings)
{
    struct settings again;
    struct diagnostics diagnostics;
    struct buffer first, second;
    diagnostics_init(&diagnostics);
    buffer_init(&first);
    buffer_init(&second);
    settings_write(settings, &first);
    settings_init(&again);
    REQUIRE(settings_parse(&again, buffer_text(&first), first.size, "written.conf", &diagnostics));
    REQUIRE(diagnostics.count == 0);
    REQUIRE(again.switch_count == settings->switch_count);
    settings_write(&again, &second);
    require_same_bytes(&first, &second);
    buffer_destroy(&second);
    buffer_destroy(&first);
    diagnostics_destroy(&diagnostics);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct settings settings;
    struct diagnostics diagnostics;
    settings_init(&settings);
    diagnostics_init(&diagnostics);
    bool right = settings_parse(&settings, (const char *)bytes, size, "fuzz.conf", &diagnostics);
    require_complaints(&diagnostics, right);
    require_in_range(&settings);
    require_stable(&settings);
    diagnostics_destroy(&diagnostics);
    return 0;
}
