#include "run/check.h"

#include "base/text.h"
#include "input/device_list.h"
#include "run/setting_text.h"
#include "run/world.h"

static bool open_plain(struct world *world, const char *data, const char *profile)
{
    bool right =
        world_open(world, &(struct world_options){.data = data, .profile = profile, .durable = true});
    return right;
}

static size_t print_problems(const struct diagnostics *problems, FILE *out)
{
    char line[2048];
    for (size_t i = 0; i < problems->count; i++) {
        diagnostic_format(&problems->items[i], line, sizeof line);
        fprintf(out, "%s\n", line);
    }
    if (problems->dropped)
        fprintf(out, _("… and %zu more\n"), problems->dropped);
    return problems->count + problems->dropped;
}

int check_run(const char *data, const char *profile, FILE *out)
{
    struct world world;
    bool right = open_plain(&world, data, profile);
    size_t problems =
        print_problems(&world.settings_problems, out) + print_problems(&world.phrase_problems, out) +
        print_problems(&world.person_problems, out) + print_problems(&world.gaze_problems, out) +
        print_problems(&world.learnt_problems, out) + print_problems(&world.library_problems, out) +
        print_problems(&world.reading_problems, out) + print_problems(&world.other_problems, out) +
        print_problems(&world.board_problems, out);
    struct diagnostics damage;
    diagnostics_init(&damage);
    world_make_pictures(&world);
    board_files_check(&world.boards, &damage);
    problems += print_problems(&damage, out);
    diagnostics_clear(&damage);
    if (world.words.lexicon_file.bytes)
        lexicon_verify(&world.words.lexicon, &damage);
    if (world.words.model_file.bytes)
        language_model_verify(&world.words.model, world.places.model, &damage);
    if (world.words.english_file.bytes)
        language_model_verify(&world.words.english_model, world.places.model_en, &damage);
    if (world.words.strokes_file.bytes)
        stroke_table_verify(&world.words.stroke_table, world.places.strokes, &damage);
    problems += print_problems(&damage, out);
    diagnostics_clear(&damage);
    recordings_check(&world.recordings, &damage);
    problems += print_problems(&damage, out);
    diagnostics_destroy(&damage);
    fprintf(out,
            _("%zu phrases in %zu categories (Chinese), %zu in %zu (English), %u words; problems: %zu\n"),
            world.phrases_zh.phrase_count, world.phrases_zh.count, world.phrases_en.phrase_count,
            world.phrases_en.count, (unsigned)world.words.lexicon.word_count, problems);
    fprintf(out, _("Your files lie in %s\n"), world.places.data);
    world_close(&world);
    return right && problems == 0 ? 0 : 1;
}

static void print_setting(const struct setting_info *info, FILE *out)
{
    struct buffer valid = {0}, start = {0};
    setting_valid_text(info, &valid);
    setting_start_text(info, &start);
    fprintf(out, "%s = %s\n    %s\n    %s: %s\n", info->name, buffer_text(&start), buffer_text(&valid),
            _(info->label), _(info->help));
    buffer_destroy(&valid);
    buffer_destroy(&start);
}

int check_settings(const char *data, FILE *out)
{
    struct world world;
    open_plain(&world, data, NULL);
    for (size_t i = 0; i < settings_count(); i++) {
        const struct setting_info *info = &settings_table[i];
        if (i == 0 || info->group != info[-1].group)
            fprintf(out, "%s# %s\n", i ? "\n" : "", _(setting_group_label(info->group)));
        print_setting(info, out);
    }
    world_close(&world);
    return 0;
}

int check_unlock(const char *data, FILE *out)
{
    struct world world;
    char reason[1024] = "";
    open_plain(&world, data, NULL);
    bool locked = world.settings.lock != LOCK_OFF;
    world.settings.lock = LOCK_OFF;
    int64_t said_end = -1;
    bool right = !locked || world_keep(&world, &(struct effect){.kind = EFFECT_KEEP_SETTINGS},
                                       &world.settings, &said_end, reason, sizeof reason) == WORLD_KEPT;
    if (right)
        fprintf(out, "%s\n", _("The settings are locked no more."));
    else
        fprintf(stderr, "yinian: %s\n", reason);
    world_close(&world);
    return right ? 0 : 1;
}

int check_devices(bool once)
{
    struct world world;
    open_plain(&world, NULL, NULL);
    int status = device_list_run(stdout, &(struct device_list_options){.map = &world.switches, .once = once});
    world_close(&world);
    return status;
}
