#include "run/recordings_take.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "base/text.h"
#include "run/language.h"
#include "run/recordings.h"
#include "store/store.h"

struct taking {
    const struct world *world;
    bool english;
    const char *folder;
    struct recording_aim *aims;
    size_t aim_count;
    size_t taken, refused;
};

/* --- what can be recorded --------------------------------------------------------------------------------- */

struct recording_aim *recordings_aims(const struct world *world, bool english, size_t *count)
{
    const struct phrase_set *set = world->recordings.sets[english];
    struct recording_aim *aims = memory_new(set->phrase_count + PHRASE_FIXED_COUNT, sizeof *aims);
    *count = 0;
    for (const struct phrase_fixed *from = phrase_fixed; from->id; from++)
        aims[(*count)++] = (struct recording_aim){from->id, from->other, _(from->label), _(from->text)};
    for (size_t i = 0; i < set->count; i++)
        for (size_t j = 0; j < set->categories[i].count; j++) {
            const struct phrase *phrase = &set->categories[i].phrases[j];
            aims[(*count)++] = (struct recording_aim){phrase->id, NULL, phrase->label, phrase->spoken};
        }
    return aims;
}

bool recordings_has(const struct world *world, bool english, const struct recording_aim *aim)
{
    char path[PLACE_BYTES];
    const struct phrase *phrase = phrase_set_phrase(world->recordings.sets[english], aim->id);
    struct stat status;
    if (phrase)
        return recordings_path_of_phrase(&world->recordings, english, phrase, path) &&
               stat(path, &status) == 0;
    const struct phrase_fixed *fixed = phrase_fixed_find(aim->id);
    return fixed && recordings_path_of_fixed(&world->recordings, english, fixed, path);
}

bool recordings_of_old_text(const struct world *world, bool english, const struct recording_aim *aim)
{
    char path[PLACE_BYTES];
    const struct phrase *phrase = phrase_set_phrase(world->recordings.sets[english], aim->id);
    return phrase && recordings_path_of_phrase(&world->recordings, english, phrase, path) &&
           recordings_of_other_text(&world->recordings, english, phrase, path);
}

/* --- keeping one ------------------------------------------------------------------------------------------ */

/* What is there goes aside; the same bytes need not. */
static bool set_aside(const char *folder, const char *name, const struct buffer *fresh, const char *path,
                      const struct store_options *store, char *reason, size_t size)
{
    char earlier[PLACE_BYTES], beside[PLACE_BYTES], numbered[PLACE_BYTES + 32];
    struct stat status;
    struct buffer old = {0};
    bool missing = false, there = store_read(path, &old, &missing, reason, size);
    bool same = there && old.size == fresh->size && memcmp(old.bytes, fresh->bytes, old.size) == 0;
    bool right =
        missing || same || (there && place_join(earlier, folder, "earlier") && store_make_folder(earlier));
    for (int i = 1; there && !same && right; i++) {
        snprintf(numbered, sizeof numbered, "%s.%d.flac", name, i);
        right = place_join(beside, earlier, numbered);
        if (!right || stat(beside, &status) == 0)
            continue;
        right = store_write(beside, buffer_text(&old), old.size, store, reason, size);
        break;
    }
    buffer_destroy(&old);
    return right;
}

bool recordings_keep(const struct world *world, bool english, const struct recording_aim *aim,
                     const struct recording *recording, char *reason, size_t size)
{
    char folder[PLACE_BYTES], name[PLACE_BYTES], file[PLACE_BYTES + 8], path[PLACE_BYTES];
    struct buffer bytes = {0};
    recordings_name(aim->id, name);
    snprintf(file, sizeof file, "%s.flac", name);
    snprintf(reason, size, "%s", _("its folder cannot be made"));
    bool right = recordings_may_last(aim->id, recording->count, reason, size) &&
                 place_join(folder, world->recordings.folder, english ? "en" : "zh") &&
                 store_make_folder(folder) && place_join(path, folder, file) &&
                 recording_file_write(recording, aim->spoken, &bytes, reason, size) &&
                 set_aside(folder, name, &bytes, path, &world->store, reason, size) &&
                 store_write(path, buffer_text(&bytes), bytes.size, &world->store, reason, size);
    buffer_destroy(&bytes);
    return right;
}

bool recordings_agree(const struct world *world, const char *path, const char *spoken, char *reason,
                      size_t size)
{
    struct recording_file file;
    struct buffer bytes = {0};
    if (!recordings_read(path, &file, reason, size))
        return false;
    bool right = recording_file_write(&file.sound, spoken, &bytes, reason, size) &&
                 store_write(path, buffer_text(&bytes), bytes.size, &world->store, reason, size);
    recording_file_destroy(&file);
    buffer_destroy(&bytes);
    return right;
}

/* --- taking in -------------------------------------------------------------------------------------------- */

static void refuse(struct taking *taking, const char *name, const char *why)
{
    taking->refused++;
    printf("%s: %s\n", name, why);
}

static void tell_several(struct taking *taking, const char *name, const struct recording_fits *fits)
{
    struct buffer ids = {0};
    for (size_t i = 0; i < fits->count; i++)
        buffer_printf(&ids, "%s%s", i ? ", " : "", taking->aims[fits->places[i]].id);
    taking->refused++;
    printf(_("%s: fits several phrases, name it by one of their ids: %s\n"), name, buffer_text(&ids));
    buffer_destroy(&ids);
}

static void keep(struct taking *taking, const char *name, const struct recording_fits *fits,
                 const struct recording *recording)
{
    char reason[PLACE_BYTES + 64];
    for (size_t i = 0; i < fits->count; i++) {
        const struct recording_aim *aim = &taking->aims[fits->places[i]];
        if (!recordings_keep(taking->world, taking->english, aim, recording, reason, sizeof reason)) {
            refuse(taking, name, reason);
            return;
        }
        printf("%s → %s %s (%.1f s)\n", name, aim->id, aim->label, (double)recording->count / SOUND_RATE_HZ);
    }
    taking->taken++;
}

/* `phrase`: as the name of a file says it. */
static void take(struct taking *taking, const char *name, const char *phrase)
{
    char path[PLACE_BYTES], reason[256];
    struct recording_fits fits;
    struct recording_file file;
    recording_match(taking->aims, taking->aim_count, phrase, &fits);
    if (fits.count == 0)
        refuse(taking, name, _("fits no phrase"));
    else if (!fits.same)
        tell_several(taking, name, &fits);
    else if (name[0] == '/' ? !place_join(path, "", name + 1) : !place_join(path, taking->folder, name))
        refuse(taking, name, _("its name is too long"));
    else if (!recordings_read(path, &file, reason, sizeof reason))
        refuse(taking, name, reason);
    else {
        keep(taking, name, &fits, &file.sound);
        recording_file_destroy(&file);
    }
}

/* Length of the name before the ending of a sound file; 0: it is none. */
static size_t stem_of(const char *name)
{
    size_t size = strlen(name);
    for (int i = 0; recording_file_endings[i]; i++) {
        size_t ending = strlen(recording_file_endings[i]);
        if (size > ending && strcasecmp(name + size - ending, recording_file_endings[i]) == 0)
            return size - ending;
    }
    return 0;
}

/* In simplified characters, as the phrases are. */
static void take_named(struct taking *taking, const char *name, const char *phrase, size_t size)
{
    const struct script *script = &taking->world->words.opencc.script;
    struct buffer simplified = {0};
    if (!script->convert || !script->convert(script->self, SCRIPT_SIMPLIFIED, phrase, size, &simplified)) {
        buffer_clear(&simplified);
        buffer_add(&simplified, phrase, size);
    }
    take(taking, name, buffer_text(&simplified));
    buffer_destroy(&simplified);
}

static void take_file(void *context, const char *name)
{
    size_t stem = name[0] == '.' ? 0 : stem_of(name);
    if (stem > 0)
        take_named(context, name, name, stem);
}

static bool take_folder(struct taking *taking, const char *folder)
{
    taking->folder = folder;
    return store_list(folder, "", take_file, taking);
}

static bool take_list(struct taking *taking, const char *path)
{
    char folder[PLACE_BYTES], reason[PLACE_BYTES + 64];
    struct buffer bytes = {0};
    struct recording_list list;
    const char *slash = strrchr(path, '/');
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) : 1, slash ? path : ".");
    taking->folder = folder;
    bool right = store_read(path, &bytes, NULL, reason, sizeof reason);
    if (!right)
        fprintf(stderr, "yinian: %s\n", reason);
    recording_list_begin(&list, buffer_text(&bytes), bytes.size);
    while (recording_list_next(&list)) {
        const char *file = buffer_text(&list.file);
        if (list.phrase.size == 0)
            fprintf(stderr, "yinian: %s:%d: ", path, list.line);
        if (list.phrase.size == 0)
            refuse(taking, file, _("the list names no phrase"));
        else
            take_named(taking, file, buffer_text(&list.phrase), list.phrase.size);
    }
    recording_list_end(&list);
    buffer_destroy(&bytes);
    return right;
}

/* --- what is missing -------------------------------------------------------------------------------------- */

static size_t list_missing(const struct taking *taking, bool print)
{
    size_t missing = 0;
    for (size_t i = 0; i < taking->aim_count; i++) {
        const struct recording_aim *aim = &taking->aims[i];
        bool old = recordings_of_old_text(taking->world, taking->english, aim);
        if (!old && recordings_has(taking->world, taking->english, aim))
            continue;
        missing++;
        if (print)
            printf("%s\t%s\t%s%s%s\n", aim->id, aim->label, aim->spoken, old ? "\t" : "",
                   old ? _("The text was changed since it was recorded.") : "");
    }
    return missing;
}

static void tell_missing(const struct taking *taking, bool print)
{
    size_t missing = list_missing(taking, print);
    printf(_("%zu of %zu still to be recorded\n"), missing, taking->aim_count);
}

/* --- all of it -------------------------------------------------------------------------------------------- */

static void begin(struct taking *taking, const struct world *world, bool english)
{
    screen_language_set(english, world->settings.script == WRITE_TRADITIONAL);
    taking->world = world;
    taking->english = english;
    free(taking->aims);
    taking->aims = recordings_aims(world, english, &taking->aim_count);
}

static bool take_language_folder(struct taking *taking, const struct world *world, const char *folder,
                                 const char *language)
{
    char inside[PLACE_BYTES];
    struct stat status;
    if (!place_join(inside, folder, language) || stat(inside, &status) != 0 || !S_ISDIR(status.st_mode))
        return true;
    begin(taking, world, strcmp(language, "en") == 0);
    return take_folder(taking, inside);
}

static bool take_all(struct taking *taking, const struct world *world, const char *what)
{
    struct stat status;
    if (stat(what, &status) == 0 && !S_ISDIR(status.st_mode))
        return take_list(taking, what);
    bool english = taking->english;
    bool right = take_folder(taking, what) && take_language_folder(taking, world, what, "zh") &&
                 take_language_folder(taking, world, what, "en");
    begin(taking, world, english);
    if (!right)
        fprintf(stderr, _("yinian: %s: this folder cannot be read\n"), what);
    return right;
}

static int run(struct taking *taking, const struct world *world, const struct recordings_options *options)
{
    if (strcmp(options->what, "missing") == 0) {
        tell_missing(taking, true);
        return list_missing(taking, false) > 0;
    }
    if (!take_all(taking, world, options->what))
        return 2;
    printf(_("%zu taken in, %zu not\n"), taking->taken, taking->refused);
    tell_missing(taking, false);
    return taking->refused > 0;
}

int recordings_run(const struct recordings_options *options)
{
    struct world world;
    struct taking taking = {0};
    bool right = world_open(
        &world, &(struct world_options){.data = options->data, .profile = options->profile, .durable = true});
    bool english = options->language ? strcmp(options->language, "en") == 0
                                     : world.settings.language == LANGUAGE_ENGLISH;
    begin(&taking, &world, english);
    int status = right ? run(&taking, &world, options) : 2;
    free(taking.aims);
    world_close(&world);
    return status;
}
