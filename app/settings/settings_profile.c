#include <string.h>

#include "settings/settings.h"

static const char *const personal[] = {"scan_time",  "acceptance_time", "ignore_repeats",
                                       "dwell_time", "text_size",       "pointing"};

static bool is_personal(const struct setting_info *info)
{
    for (size_t i = 0; i < sizeof personal / sizeof personal[0]; i++)
        if (strcmp(info->name, personal[i]) == 0)
            return true;
    return false;
}

static bool read_profile(const char *name, struct settings *profile)
{
    const char *text = settings_profile(name);
    settings_init(profile);
    return text && settings_parse(profile, text, strlen(text), name, NULL);
}

/* Does any shipped profile say something of it? */
static bool is_named(const struct setting_info *info)
{
    struct settings start, profile;
    settings_init(&start);
    for (int i = 0; settings_profile_names[i]; i++)
        if (read_profile(settings_profile_names[i], &profile) &&
            setting_get(&profile, info) != setting_get(&start, info))
            return true;
    return false;
}

bool settings_take_profile(struct settings *settings, const char *name)
{
    struct settings profile;
    if (!read_profile(name, &profile))
        return false;
    for (size_t i = 0; i < settings_count(); i++) {
        const struct setting_info *info = &settings_table[i];
        if (info->type != SETTING_TEXT && !is_personal(info) && is_named(info))
            setting_set(settings, info, setting_get(&profile, info));
    }
    if (profile.pointing != POINTING_OFF)
        settings->pointing = profile.pointing;
    return true;
}

bool settings_has_profile(const struct settings *settings, const char *name)
{
    struct settings taken = *settings;
    return settings_take_profile(&taken, name) && memcmp(&taken, settings, sizeof taken) == 0;
}
