#include "run/keep.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "run/language.h"
#include "run/person_files.h"
#include "settings/settings.h"
#include "store/folder_lock.h"
#include "store/keep_restore.h"
#include "store/store.h"

enum { REASON_BYTES = KEEP_PATH_BYTES + 256, START_WAITS_MS = 5000 };

/* --- the beginning of each -------------------------------------------------------------------------------- */

/* The language of the person's settings, read without the rest of their world. */
static void speak_their_language(const struct places *places)
{
    char path[PLACE_BYTES], reason[REASON_BYTES];
    struct settings settings;
    struct buffer bytes = {0};
    settings_init(&settings);
    if (place_join(path, places->data, "settings.conf") &&
        store_read(path, &bytes, NULL, reason, sizeof reason))
        settings_parse(&settings, buffer_text(&bytes), bytes.size, path, NULL);
    screen_language_start(places->locale);
    screen_language_set(settings.language == LANGUAGE_ENGLISH, settings.script == WRITE_TRADITIONAL);
    buffer_destroy(&bytes);
}

void keep_begin(struct places *places, const char *data)
{
    places_find(places, data);
    speak_their_language(places);
}

static struct keep_stamp stamp_of_today(char date[KEEP_DATE_BYTES])
{
    time_t now = time(NULL);
    struct tm local;
    localtime_r(&now, &local);
    strftime(date, KEEP_DATE_BYTES, "%Y-%m-%d", &local);
    return (struct keep_stamp){.program = YINIAN_VERSION, .date = date, .durable = true};
}

static int complain(const char *reason)
{
    fprintf(stderr, "yinian: %s\n", reason);
    return 1;
}

static void tell_size(const char *what, const struct keep_manifest *manifest, FILE *out)
{
    bool large = manifest->total >= 1000 * 1000;
    fprintf(out, _("%s: %zu files, %.1f %s, of %s\n"), what, manifest->count,
            (double)manifest->total / (large ? 1e6 : 1e3), large ? "MB" : "kB", manifest->date);
}

/* Of a later version of the program, or somebody's own: taken along, for nothing is to be lost. */
static void tell_strange(const struct keep_manifest *manifest)
{
    for (size_t i = 0; i < manifest->count; i++)
        if (!person_file_is_known(manifest->files[i].name))
            fprintf(stderr, _("yinian: %s is nothing that this version knows; it is taken along\n"),
                    manifest->files[i].name);
}

/* --- saving and looking ----------------------------------------------------------------------------------- */

static void tell_left_out(const struct diagnostics *notes)
{
    char line[REASON_BYTES];
    for (size_t i = 0; i < notes->count; i++) {
        diagnostic_format(&notes->items[i], line, sizeof line);
        fprintf(stderr, "yinian: %s\n", line);
    }
}

int keep_save_run(const struct keep_options *options, FILE *out)
{
    struct places places;
    struct diagnostics notes;
    struct keep_manifest manifest;
    char date[KEEP_DATE_BYTES], reason[REASON_BYTES];
    keep_begin(&places, options->data);
    struct keep_stamp stamp = stamp_of_today(date);
    diagnostics_init(&notes);
    int status = 0;
    if (!keep_save(places.data, options->file, &stamp, NULL, &notes, reason, sizeof reason) ||
        !keep_read(options->file, NULL, &manifest, reason, sizeof reason)) {
        status = complain(reason);
    } else {
        tell_left_out(&notes);
        tell_size(options->file, &manifest, out);
        tell_strange(&manifest);
        status = notes.count > 0;
        keep_manifest_destroy(&manifest);
    }
    diagnostics_destroy(&notes);
    return status;
}

int keep_check_run(const struct keep_options *options, FILE *out)
{
    struct places places;
    struct keep_manifest manifest;
    char reason[REASON_BYTES];
    keep_begin(&places, options->data);
    if (!keep_read(options->file, NULL, &manifest, reason, sizeof reason))
        return complain(reason);
    tell_size(options->file, &manifest, out);
    tell_strange(&manifest);
    fprintf(out, _("It is whole; Yinian %s saved it.\n"), manifest.program);
    keep_manifest_destroy(&manifest);
    return 0;
}

static bool tell_copies(const struct places *places, enum copy_kind kind, FILE *out)
{
    struct copy_names names;
    struct keep_manifest manifest;
    char path[KEEP_PATH_BYTES], reason[REASON_BYTES];
    bool right = true;
    copies_list(places->data, kind, &names);
    for (size_t i = 0; i < names.count; i++) {
        snprintf(path, sizeof path, "%s/copies/%s", places->data, names.names[i]);
        if (keep_read(path, NULL, &manifest, reason, sizeof reason))
            tell_size(path, &manifest, out);
        else
            right = complain(reason) == 0;
        keep_manifest_destroy(&manifest);
    }
    copy_names_free(&names);
    return right;
}

int keep_copies_run(const struct keep_options *options, FILE *out)
{
    struct places places;
    keep_begin(&places, options->data);
    fputs(_("Made by themselves, one a day (go back: yinian --restore DATE):\n"), out);
    bool right = tell_copies(&places, COPIES_DATED, out);
    fputs(_("What was there before something was restored (go back: yinian --restore undo):\n"), out);
    return tell_copies(&places, COPIES_BEFORE, out) && right ? 0 : 1;
}

/* --- putting back ----------------------------------------------------------------------------------------- */

/* Only a plain yes is one. */
static bool is_yes(const char *answer)
{
    static const char *const words[] = {"y", "yes", "Y", "Yes", "YES", "是", "好"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(answer, words[i]) == 0)
            return true;
    return false;
}

static bool is_agreed(const struct keep_options *options, const struct places *places, FILE *in, FILE *out)
{
    char answer[64] = "";
    if (options->yes)
        return true;
    if (!isatty(fileno(in))) {
        fputs(_("yinian: nobody can be asked here; add --yes\n"), stderr);
        return false;
    }
    fprintf(
        out,
        _("This replaces everything in %s. What is there now is kept; `yinian --restore undo` goes back.\n"),
        places->data);
    fputs(_("Go on? yes / no: "), out);
    fflush(out);
    if (!fgets(answer, sizeof answer, in))
        return false;
    answer[strcspn(answer, "\r\n")] = '\0';
    return is_yes(answer);
}

static int restore(const struct places *places, const char *file, FILE *out)
{
    char date[KEEP_DATE_BYTES], reason[REASON_BYTES], before[KEEP_PATH_BYTES];
    struct restore_options options = {.stamp = stamp_of_today(date)};
    bool taken, finished;
    store_make_folder(places->data);
    int lock = folder_lock(places->data, FOLDER_ALONE, 0, &taken);
    if (lock < 0) {
        fprintf(stderr,
                taken
                    ? _("yinian: the program is running with %s; end it first (Settings → End the program)\n")
                    : _("yinian: %s cannot be written to\n"),
                places->data);
        return 1;
    }
    /* What an earlier power cut interrupted comes to its end, so that the copy of before is whole. */
    bool right = keep_restore_finish(places->data, &options, &finished, reason, sizeof reason);
    if (!right)
        complain(reason);
    right = keep_restore(places->data, file, &options, before, reason, sizeof reason);
    folder_unlock(lock);
    if (!right)
        return complain(reason);
    fprintf(out, _("Restored from %s. What was there before: %s\n"), file, before);
    return 0;
}

int keep_restore_run(const struct keep_options *options, FILE *in, FILE *out)
{
    struct places places;
    struct keep_manifest manifest;
    char path[KEEP_PATH_BYTES], reason[REASON_BYTES];
    keep_begin(&places, options->data);
    if (!copies_find(places.data, options->file, path)) {
        fprintf(stderr, _("yinian: %s: there is no such file, nor a copy of that day\n"), options->file);
        return keep_copies_run(options, stderr), 2;
    }
    if (!keep_read(path, NULL, &manifest, reason, sizeof reason))
        return complain(reason);
    tell_size(path, &manifest, out);
    tell_strange(&manifest);
    keep_manifest_destroy(&manifest);
    if (!is_agreed(options, &places, in, out)) {
        fputs(_("Nothing was changed.\n"), out);
        return 1;
    }
    return restore(&places, path, out);
}

/* --- on the screen ----------------------------------------------------------------------------------------- */

void keep_list(const char *data, struct kept_copies *copies)
{
    struct copy_names names;
    *copies = (struct kept_copies){0};
    copies_list(data, COPIES_DATED, &names);
    for (size_t i = 0; i < names.count && copies->count < KEPT_COPIES_AT_MOST; i++)
        snprintf(copies->dates[copies->count++], KEPT_DATE_BYTES, "%s", names.names[i] + strlen("yinian-"));
    copy_names_free(&names);
    copies_list(data, COPIES_BEFORE, &names);
    copies->can_undo = names.count > 0;
    copy_names_free(&names);
}

bool keep_go_back(const char *data, const char *copy, bool durable, const char *today, char *reason,
                  size_t reason_size)
{
    char path[KEEP_PATH_BYTES], before[KEEP_PATH_BYTES];
    struct restore_options options = {
        .stamp = {.program = YINIAN_VERSION, .date = today, .durable = durable}};
    bool taken;
    if (!copies_find(data, copy, path)) {
        snprintf(reason, reason_size, "%s: %s", copy, _("it is not there any more"));
        return false;
    }
    int lock = folder_lock(data, FOLDER_ALONE, START_WAITS_MS, &taken);
    if (lock < 0) {
        snprintf(reason, reason_size, "%s", _("another program is running with these files"));
        return false;
    }
    bool right = keep_restore(data, path, &options, before, reason, reason_size);
    folder_unlock(lock);
    return right;
}

bool keep_begin_anew(char data[PLACE_BYTES], const char *with, bool durable, const char *today, char *reason,
                     size_t reason_size)
{
    bool person = strncmp(with, "person ", 7) == 0;
    bool right = person ? people_do(data, with + 7, today, reason, reason_size)
                        : keep_go_back(data, with, durable, today, reason, reason_size);
    if (right)
        reason[0] = '\0'; /* who begins anew tells whatever stands there */
    return right;
}

enum warning_kind keep_begin_warning(const char *with)
{
    return strncmp(with, "person ", 7) == 0 ? WARNING_PERSON_FAILED : WARNING_RESTORE_FAILED;
}

/* --- every start ------------------------------------------------------------------------------------------ */

static void finish(const struct places *places, bool durable, const char *today, char *reason,
                   size_t reason_size)
{
    struct restore_options options = {
        .stamp = {.program = YINIAN_VERSION, .date = today, .durable = durable}};
    bool taken, finished;
    int lock = folder_lock(places->data, FOLDER_ALONE, START_WAITS_MS, &taken);
    if (lock >= 0 && keep_restore_finish(places->data, &options, &finished, reason, reason_size))
        reason[0] = '\0';
    folder_unlock(lock);
}

int keep_enter(const struct places *places, bool durable, const char *today, char *reason, size_t reason_size)
{
    bool taken;
    reason[0] = '\0';
    if (keep_restore_is_due(places->data))
        finish(places, durable, today, reason, reason_size);
    /* The aid starts all the same: nobody is left without a voice because of a lock. */
    return folder_lock(places->data, FOLDER_SHARED, START_WAITS_MS, &taken);
}
