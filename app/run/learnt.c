#include "run/learnt.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "predict/own_words_file.h"
#include "run/place.h"
#include "store/file_version.h"

enum { BROKEN_AT_MOST = 99 };

static void problem(struct diagnostics *problems, const char *file, const char *reason)
{
    diagnostics_add(problems,
                    &(struct diagnostic){.level = DIAGNOSTIC_ERROR, .file = file, .reason = reason});
}

static bool is_there(const char *path)
{
    struct buffer bytes = {0};
    char reason[PLACE_BYTES + 64];
    bool missing = false;
    bool there = store_read(path, &bytes, &missing, reason, sizeof reason) || !missing;
    buffer_destroy(&bytes);
    return there;
}

/* False: there is no copy, so the broken file is all there is. */
static bool set_aside(const char *path, const struct buffer *bytes, const struct store_options *options,
                      struct diagnostics *problems)
{
    char copy[PLACE_BYTES + 16], reason[PLACE_BYTES + 64];
    for (int i = 1; i <= BROKEN_AT_MOST; i++) {
        snprintf(copy, sizeof copy, "%s.broken-%d", path, i);
        if (is_there(copy))
            continue;
        if (store_write(copy, buffer_text(bytes), bytes->size, options, reason, sizeof reason))
            return true;
        problem(problems, NULL, reason);
        return false;
    }
    problem(problems, path, _("there are too many broken copies of it beside it"));
    return false;
}

void learnt_load(struct learnt_file *file, const char *data, const struct store_options *options,
                 struct own_words *own, struct diagnostics *problems)
{
    char path[PLACE_BYTES], reason[PLACE_BYTES + 64];
    struct buffer bytes = {0};
    bool missing = false;
    file->locked = file->newer = false;
    if (!place_join(path, data, "learnt.txt"))
        return;
    if (store_read(path, &bytes, &missing, reason, sizeof reason)) {
        file->newer = file_version(buffer_text(&bytes), bytes.size) > FILE_VERSION_NOW;
        if (file->newer)
            problem(problems, path, _("it is of a newer version of the program, and is left as it is"));
        else if (!own_words_parse(own, buffer_text(&bytes), bytes.size, path, problems))
            file->locked = !set_aside(path, &bytes, options, problems);
    } else if (!missing) {
        problem(problems, NULL, reason);
        file->locked = true;
    }
    buffer_destroy(&bytes);
}

enum world_kept learnt_keep(const struct learnt_file *file, const char *data,
                            const struct store_options *options, const char *text, char *reason,
                            size_t reason_size)
{
    char path[PLACE_BYTES];
    if (file->newer)
        return WORLD_LEFT;
    if (file->locked || !place_join(path, data, "learnt.txt")) {
        snprintf(reason, reason_size, _("learnt.txt is broken, and is not written over"));
        return WORLD_REFUSED;
    }
    bool right = store_write(path, text, strlen(text), options, reason, reason_size);
    return right ? WORLD_KEPT : WORLD_FAILED;
}

void learnt_note(struct learnt_file *file, const char *text)
{
    file->written[file->next] = hash64_bytes(HASH64_START, text, strlen(text));
    file->next = (file->next + 1) % LEARNT_WRITTEN;
}

bool learnt_is_foreign(const struct learnt_file *file, const char *data)
{
    char path[PLACE_BYTES], reason[PLACE_BYTES + 64];
    struct buffer bytes = {0};
    bool missing = false, foreign = false;
    if (place_join(path, data, "learnt.txt"))
        foreign = store_read(path, &bytes, &missing, reason, sizeof reason);
    uint64_t key = hash64_bytes(HASH64_START, buffer_text(&bytes), bytes.size);
    for (int i = 0; i < LEARNT_WRITTEN; i++)
        foreign = foreign && file->written[i] != key;
    buffer_destroy(&bytes);
    return foreign;
}
