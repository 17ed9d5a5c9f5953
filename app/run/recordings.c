#include "run/recordings.h"

#include "effect.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/store.h"

enum { NAME_BYTES_AT_MOST = 200, ENDING_BYTES = 8 };

void recordings_init(struct recordings *recordings, const char *data, const struct phrase_set *zh,
                     const struct phrase_set *en)
{
    *recordings = (struct recordings){.sets = {zh, en}, .notes = recording_notes_new()};
    place_join(recordings->folder, data, "recordings");
}

static void forget(struct recordings *recordings, int at)
{
    struct recordings_kept *kept = &recordings->kept[at];
    recordings->kept_samples -= kept->count;
    free(kept->path);
    free(kept->samples);
    free(kept->reason);
    *kept = recordings->kept[--recordings->kept_count];
}

void recordings_destroy(struct recordings *recordings)
{
    while (recordings->kept_count > 0)
        forget(recordings, 0);
    free(recordings->trial);
    recording_notes_free(recordings->notes);
}

/* --- which file ------------------------------------------------------------------------------------------ */

void recordings_name(const char *id, char name[PLACE_BYTES])
{
    int cut = NAME_BYTES_AT_MOST;
    if (strlen(id) <= NAME_BYTES_AT_MOST) {
        snprintf(name, PLACE_BYTES, "%s", id);
        return;
    }
    while (((unsigned char)id[cut] & 0xC0) == 0x80)
        cut--;
    /* No file system takes it: its beginning, and what tells it from others. */
    snprintf(name, PLACE_BYTES, "%.*s-%08x", cut, id, hash32_text(HASH32_START, id));
}

static bool is_file(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

/* Endings in small letters and in capitals, as recorders write them. */
static bool find_ending(const char *folder, const char *name, char path[PLACE_BYTES])
{
    for (int i = 0; recording_file_endings[i]; i++) {
        const char *ending = recording_file_endings[i];
        char capitals[ENDING_BYTES] = "", whole[PLACE_BYTES + ENDING_BYTES];
        for (size_t c = 0; ending[c]; c++)
            capitals[c] = (char)toupper((unsigned char)ending[c]);
        snprintf(whole, sizeof whole, "%s%s", name, ending);
        if (place_join(path, folder, whole) && is_file(path))
            return true;
        snprintf(whole, sizeof whole, "%s%s", name, capitals);
        if (place_join(path, folder, whole) && is_file(path))
            return true;
    }
    return false;
}

static bool find_name(const struct recordings *recordings, bool english, const char *id,
                      char path[PLACE_BYTES])
{
    char folder[PLACE_BYTES], name[PLACE_BYTES];
    recordings_name(id, name);
    return (place_join(folder, recordings->folder, english ? "en" : "zh") &&
            find_ending(folder, name, path)) ||
           find_ending(recordings->folder, name, path);
}

/* What the phrase's file says: beside that file, or among the recordings. False: it is not there; `path` is where. */
static bool find_named(const struct recordings *recordings, bool english, const struct phrase *phrase,
                       char path[PLACE_BYTES])
{
    char folder[PLACE_BYTES];
    const char *slash = strrchr(phrase->file, '/');
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - phrase->file) : 1,
             slash ? phrase->file : ".");
    if (place_join(path, folder, phrase->recording) && is_file(path))
        return true;
    if (place_join(folder, recordings->folder, english ? "en" : "zh") &&
        place_join(path, folder, phrase->recording) && is_file(path))
        return true;
    return place_join(path, recordings->folder, phrase->recording) && is_file(path);
}

bool recordings_path_of_phrase(const struct recordings *recordings, bool english, const struct phrase *phrase,
                               char path[PLACE_BYTES])
{
    char missing[PLACE_BYTES];
    if (phrase->recording && find_named(recordings, english, phrase, path))
        return true;
    snprintf(missing, sizeof missing, "%s", phrase->recording ? path : "");
    if (find_name(recordings, english, phrase->id, path))
        return true;
    snprintf(path, PLACE_BYTES, "%s", missing);
    return phrase->recording;
}

bool recordings_path_of_fixed(const struct recordings *recordings, bool english,
                              const struct phrase_fixed *fixed, char path[PLACE_BYTES])
{
    return find_name(recordings, english, fixed->id, path) ||
           (fixed->other && find_name(recordings, english, fixed->other, path));
}

/* Straight in DATA/recordings: for both languages. */
static bool serves_both(const struct recordings *recordings, const char *path)
{
    size_t size = strlen(recordings->folder);
    return strncmp(path, recordings->folder, size) == 0 && path[size] == '/' && !strchr(path + size + 1, '/');
}

bool recordings_of_other_text(const struct recordings *recordings, bool english, const struct phrase *phrase,
                              const char *path)
{
    const char *text = recording_notes_text(recordings->notes, path);
    if (!text || strcmp(text, phrase->spoken) == 0)
        return false;
    const struct phrase *other = phrase_set_phrase(recordings->sets[!english], phrase->id);
    return !(other && strcmp(text, other->spoken) == 0 && serves_both(recordings, path));
}

static bool find_right(const struct recordings *recordings, bool english, const struct phrase *phrase,
                       char path[PLACE_BYTES])
{
    return recordings_path_of_phrase(recordings, english, phrase, path) &&
           !recordings_of_other_text(recordings, english, phrase, path);
}

/* Of an old text too. */
static bool find_kept(const struct recordings *recordings, const struct recordings_wish *wish,
                      char path[PLACE_BYTES])
{
    const struct phrase *phrase = phrase_set_phrase(recordings->sets[wish->english], wish->phrase);
    return phrase && recordings_path_of_phrase(recordings, wish->english, phrase, path);
}

static bool find_by_id(const struct recordings *recordings, const struct recordings_wish *wish,
                       char path[PLACE_BYTES])
{
    const struct phrase *phrase =
        wish->phrase ? phrase_set_phrase(recordings->sets[wish->english], wish->phrase) : NULL;
    if (phrase && find_right(recordings, wish->english, phrase, path))
        return true;
    for (const struct phrase_fixed *fixed = phrase_fixed; wish->phrase && fixed->id; fixed++)
        if (strcmp(fixed->id, wish->phrase) == 0)
            return recordings_path_of_fixed(recordings, wish->english, fixed, path);
    return false;
}

static bool find_by_text(const struct recordings *recordings, const struct recordings_wish *wish,
                         char path[PLACE_BYTES])
{
    const struct phrase_set *set = recordings->sets[wish->english];
    for (size_t i = 0; i < set->count; i++)
        for (size_t j = 0; j < set->categories[i].count; j++) {
            const struct phrase *phrase = &set->categories[i].phrases[j];
            if (strcmp(phrase->spoken, wish->text) == 0 &&
                find_right(recordings, wish->english, phrase, path))
                return true;
        }
    for (const struct phrase_fixed *fixed = phrase_fixed; fixed->id; fixed++)
        if (strcmp(_(fixed->text), wish->text) == 0 &&
            recordings_path_of_fixed(recordings, wish->english, fixed, path))
            return true;
    return false;
}

/* --- what is in it --------------------------------------------------------------------------------------- */

static bool refuse(char *reason, size_t size, const char *why)
{
    snprintf(reason, size, "%s", why);
    return false;
}

bool recordings_read(const char *path, struct recording_file *file, char *reason, size_t size)
{
    struct buffer bytes = {0};
    struct stat status;
    char unread[PLACE_BYTES + 64]; /* names the path: the caller does */
    if (stat(path, &status) != 0)
        return refuse(reason, size, strerror(errno));
    if (!S_ISREG(status.st_mode))
        return refuse(reason, size, _("it is not a file"));
    if (status.st_size > RECORDING_FILE_BYTES_AT_MOST)
        return refuse(reason, size, _("it is larger than 50 MB"));
    bool right =
        store_read(path, &bytes, NULL, unread, sizeof unread) || refuse(reason, size, _("it cannot be read"));
    right = right && recording_file_parse(buffer_text(&bytes), bytes.size, file, reason, size);
    buffer_destroy(&bytes);
    if (!right || file->prepared || recording_prepare(&file->sound))
        return right;
    recording_file_destroy(file);
    return refuse(reason, size, _("nothing is to be heard in it"));
}

bool recordings_may_last(const char *id, size_t samples, char *reason, size_t size)
{
    if (!id || strcmp(id, "call") != 0 || samples <= (size_t)RECORDINGS_CALL_SECONDS * SOUND_RATE_HZ)
        return true;
    return refuse(reason, size,
                  _("it is longer than 15 seconds: so long the bell of a call may not be silent"));
}

static void make_room(struct recordings *recordings, size_t count)
{
    while (recordings->kept_count > 0 && (recordings->kept_count == RECORDINGS_KEPT_AT_MOST ||
                                          recordings->kept_samples + count > RECORDINGS_KEPT_SAMPLES)) {
        int oldest = 0;
        for (int i = 1; i < recordings->kept_count; i++)
            if (recordings->kept[i].used < recordings->kept[oldest].used)
                oldest = i;
        forget(recordings, oldest);
    }
}

static struct recordings_kept *read_anew(struct recordings *recordings, const char *path,
                                         const struct stat *status)
{
    struct recording_file file = {0};
    char reason[256];
    bool right = recordings_read(path, &file, reason, sizeof reason);
    make_room(recordings, file.sound.count);
    struct recordings_kept *kept = &recordings->kept[recordings->kept_count++];
    *kept = (struct recordings_kept){
        .path = memory_copy_text(path), .changed = status->st_mtim, .size = status->st_size};
    if (right) {
        kept->count = file.sound.count;
        kept->samples = memory_new(kept->count, sizeof *kept->samples);
        recording_to_pcm(file.sound.samples, kept->count, kept->samples);
        recording_file_destroy(&file);
    } else {
        kept->reason = memory_copy_text(reason);
    }
    recordings->kept_samples += kept->count;
    return kept;
}

static bool is_as_it_was(const struct recordings_kept *kept, const struct stat *status)
{
    return kept->size == status->st_size && kept->changed.tv_sec == status->st_mtim.tv_sec &&
           kept->changed.tv_nsec == status->st_mtim.tv_nsec;
}

static struct recordings_kept *take(struct recordings *recordings, const char *path)
{
    struct stat status = {0};
    stat(path, &status);
    for (int i = 0; i < recordings->kept_count; i++) {
        if (strcmp(recordings->kept[i].path, path) != 0)
            continue;
        if (is_as_it_was(&recordings->kept[i], &status))
            return &recordings->kept[i];
        forget(recordings, i);
        break;
    }
    return read_anew(recordings, path, &status);
}

/* False: there is none. */
static bool find(const struct recordings *recordings, const struct recordings_wish *wish,
                 char path[PLACE_BYTES])
{
    struct recordings_wish kept = *wish;
    if (wish->phrase && strncmp(wish->phrase, EFFECT_SOUND, strlen(EFFECT_SOUND)) == 0) {
        snprintf(path, PLACE_BYTES, "%s", wish->phrase + strlen(EFFECT_SOUND));
        return true;
    }
    if (wish->phrase && strncmp(wish->phrase, RECORDING_KEPT, strlen(RECORDING_KEPT)) == 0) {
        kept.phrase += strlen(RECORDING_KEPT);
        return find_kept(recordings, &kept, path);
    }
    return find_by_id(recordings, wish, path) || find_by_text(recordings, wish, path);
}

enum recordings_answer recordings_get(struct recordings *recordings, const struct recordings_wish *wish,
                                      struct recordings_found *found)
{
    char path[PLACE_BYTES];
    *found = (struct recordings_found){0};
    if (wish->phrase && strcmp(wish->phrase, RECORDING_TRIAL) == 0) {
        found->samples = recordings->trial;
        found->count = recordings->trial_count;
        return found->samples ? RECORDINGS_SOUND : RECORDINGS_NONE;
    }
    if (!find(recordings, wish, path))
        return RECORDINGS_NONE;
    struct recordings_kept *kept = take(recordings, path);
    char reason[256] = "";
    kept->used = ++recordings->clock;
    if (kept->samples && recordings_may_last(wish->phrase, kept->count, reason, sizeof reason)) {
        found->samples = kept->samples;
        found->count = kept->count;
        return RECORDINGS_SOUND;
    }
    snprintf(found->problem, sizeof found->problem, "%.600s: %s", path, reason[0] ? reason : kept->reason);
    return RECORDINGS_BROKEN;
}

/* --- all of them ----------------------------------------------------------------------------------------- */

static void check_file(const char *path, const char *id, struct diagnostics *problems)
{
    struct recording_file file = {0};
    char reason[256];
    bool right = recordings_read(path, &file, reason, sizeof reason) &&
                 recordings_may_last(id, file.sound.count, reason, sizeof reason);
    recording_file_destroy(&file);
    if (!right)
        diagnostics_add(problems,
                        &(struct diagnostic){.level = DIAGNOSTIC_ERROR, .file = path, .reason = reason});
}

static void check_language(const struct recordings *recordings, bool english, struct diagnostics *problems)
{
    char path[PLACE_BYTES];
    const struct phrase_set *set = recordings->sets[english];
    for (size_t i = 0; i < set->count; i++)
        for (size_t j = 0; j < set->categories[i].count; j++)
            if (recordings_path_of_phrase(recordings, english, &set->categories[i].phrases[j], path))
                check_file(path, NULL, problems);
    for (const struct phrase_fixed *fixed = phrase_fixed; fixed->id; fixed++)
        if (recordings_path_of_fixed(recordings, english, fixed, path))
            check_file(path, fixed->id, problems);
}

void recordings_check(const struct recordings *recordings, struct diagnostics *problems)
{
    check_language(recordings, false, problems);
    check_language(recordings, true, problems);
}
