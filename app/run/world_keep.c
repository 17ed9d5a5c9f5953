#include "run/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"
#include "board/phrase_edit.h"
#include "board/phrase_file.h"
#include "library/reading_state.h"
#include "run/world_parts.h"
#include "store/file_version.h"

/* What the app asks to be kept, into the person's files. See world.h. */

static enum world_kept as_written(bool right)
{
    return right ? WORLD_KEPT : WORLD_FAILED;
}

static enum world_kept write_file(const struct world *world, const char *path, const char *bytes, size_t size,
                                  char *reason, size_t reason_size)
{
    return as_written(store_write(path, bytes, size, &world->store, reason, reason_size));
}

/* --- phrases ------------------------------------------------------------------------------------------- */

/* Whether the text is in `new` now, or was there all along. */
static bool add_phrase(const struct buffer *old, const char *title, const char *text, struct buffer *new,
                       char *reason, size_t reason_size)
{
    enum phrase_append_result result = phrase_file_append(buffer_text(old), old->size, title, text, new);
    if (result == PHRASE_APPEND_TOO_LONG)
        snprintf(reason, reason_size, _("the phrase is too long"));
    else if (result != PHRASE_APPENDED && result != PHRASE_APPEND_THERE)
        snprintf(reason, reason_size, _("the phrase cannot be added to this file"));
    return result == PHRASE_APPENDED || result == PHRASE_APPEND_THERE;
}

static enum world_kept keep_phrase(const struct world *world, const char *text, bool english, char *reason,
                                   size_t reason_size)
{
    char path[PLACE_BYTES];
    struct buffer old = {0}, new = {0};
    bool missing = false;
    enum world_kept kept = WORLD_REFUSED;
    if (!world_own_file(world, english ? "phrases/en" : "phrases/zh", "99-own.md", path))
        return kept;
    if (!store_read(path, &old, &missing, reason, reason_size) && !missing)
        kept = WORLD_FAILED;
    else if (add_phrase(&old, english ? "My own phrases" : "我的话", text, &new, reason, reason_size))
        kept =
            new.size ? write_file(world, path, buffer_text(&new), new.size, reason, reason_size) : WORLD_KEPT;
    buffer_destroy(&old);
    buffer_destroy(&new);
    return kept;
}

/* --- what was said, what is written ---------------------------------------------------------------------- */

static enum world_kept keep_said(const struct world *world, const char *text, int64_t *end, char *reason,
                                 size_t reason_size)
{
    char path[PLACE_BYTES];
    char *line = memory_copy_text(text);
    for (char *at = line; *at; at++)
        if (*at == '\n' || *at == '\r')
            *at = ' ';
    bool right = world_said_path(world, path) &&
                 store_append_line(path, line, &world->store, end, reason, reason_size);
    free(line);
    return as_written(right);
}

/* While a word is spelt the text stays as it is, and so does its file. */
static enum world_kept keep_changed(const struct world *world, const char *name, const char *text,
                                    char *reason, size_t reason_size)
{
    char path[PLACE_BYTES], unread[PLACE_BYTES + 64];
    struct buffer old = {0};
    size_t size = strlen(text);
    if (!place_join(path, world->places.data, name))
        return WORLD_REFUSED;
    bool same = store_read(path, &old, NULL, unread, sizeof unread) && old.size == size &&
                memcmp(buffer_text(&old), text, size) == 0;
    bool newer =
        file_version(buffer_text(&old), old.size) > FILE_VERSION_NOW && strcmp(name, "writing.txt") == 0;
    buffer_destroy(&old);
    return newer ? WORLD_LEFT : same ? WORLD_KEPT : write_file(world, path, text, size, reason, reason_size);
}

/* The text first: what is known of it is of no use without. */
static enum world_kept keep_message(const struct world *world, const struct effect *effect, char *reason,
                                    size_t reason_size)
{
    enum world_kept kept = keep_changed(world, "message.txt", effect->text, reason, reason_size);
    if (kept == WORLD_KEPT && effect->reading)
        kept = keep_changed(world, "writing.txt", effect->reading, reason, reason_size);
    return kept == WORLD_LEFT ? WORLD_KEPT : kept;
}

/* --- files with a version -------------------------------------------------------------------------------- */

static enum world_kept write_beside(const struct world *world, const char *name, const char *ending,
                                    const struct buffer *bytes, char *reason, size_t reason_size)
{
    char path[PLACE_BYTES], beside[PLACE_BYTES];
    snprintf(beside, sizeof beside, "%s%s", name, ending);
    if (!place_join(path, world->places.data, beside))
        return WORLD_REFUSED;
    return write_file(world, path, buffer_text(bytes), bytes->size, reason, reason_size);
}

/* As NAME.old-0; the first one stays. */
static enum world_kept keep_old(const struct world *world, const char *name, const struct buffer *bytes,
                                int version, char *reason, size_t reason_size)
{
    char ending[32], beside[PLACE_BYTES], path[PLACE_BYTES];
    snprintf(ending, sizeof ending, ".old-%d", version);
    snprintf(beside, sizeof beside, "%s%s", name, ending);
    if (place_join(path, world->places.data, beside) && access(path, F_OK) == 0)
        return WORLD_KEPT;
    return write_beside(world, name, ending, bytes, reason, reason_size);
}

/* What must be done with the file that is there before it is written over: nothing with one of a newer version; one of an
 * older version is kept as NAME.old-VERSION, one that cannot be understood as NAME.damaged. */
static enum world_kept set_aside(const struct world *world, const char *name, const struct buffer *old,
                                 bool right, char *reason, size_t reason_size)
{
    int version = file_version(buffer_text(old), old->size);
    if (version > FILE_VERSION_NOW)
        return WORLD_LEFT;
    if (old->size == 0)
        return WORLD_KEPT;
    if (!right)
        return write_beside(world, name, ".damaged", old, reason, reason_size);
    return version < FILE_VERSION_NOW ? keep_old(world, name, old, version, reason, reason_size) : WORLD_KEPT;
}

/* --- settings ------------------------------------------------------------------------------------------ */

static void settings_text(const struct settings *settings, const struct buffer *old, struct buffer *out)
{
    struct buffer text = {0};
    if (world_is_text(old))
        settings_update(settings, buffer_text(old), old->size, &text);
    else
        settings_write(settings, &text);
    if (file_version(buffer_text(&text), text.size) < FILE_VERSION_NOW)
        buffer_printf(out, "# yinian-settings %d\n", FILE_VERSION_NOW);
    buffer_add(out, buffer_text(&text), text.size);
    buffer_destroy(&text);
}

void world_keep_good(const struct world *world, const struct buffer *settings)
{
    char path[PLACE_BYTES], reason[PLACE_BYTES + 64];
    struct buffer good = {0};
    if (!place_join(path, world->places.data, ".settings.good"))
        return;
    store_read(path, &good, NULL, reason, sizeof reason);
    if (good.size != settings->size || memcmp(buffer_text(&good), buffer_text(settings), good.size) != 0)
        store_write(path, buffer_text(settings), settings->size, &world->store, reason, sizeof reason);
    buffer_destroy(&good);
}

static enum world_kept keep_settings(const struct world *world, const struct settings *settings, char *reason,
                                     size_t reason_size)
{
    char path[PLACE_BYTES];
    struct buffer old = {0}, bytes = {0};
    bool missing = false;
    enum world_kept kept = WORLD_REFUSED;
    if (world_settings_path(world, path))
        kept = as_written(store_read(path, &old, &missing, reason, reason_size) || missing);
    if (kept == WORLD_KEPT)
        kept = set_aside(world, "settings.conf", &old, world_is_text(&old), reason, reason_size);
    if (kept == WORLD_KEPT) {
        settings_text(settings, &old, &bytes);
        kept = write_file(world, path, buffer_text(&bytes), bytes.size, reason, reason_size);
    }
    if (kept == WORLD_KEPT)
        world_keep_good(world, &bytes);
    buffer_destroy(&old);
    buffer_destroy(&bytes);
    return kept;
}

/* --- files that are taken whole -------------------------------------------------------------------------- */

static bool person_is_right(const struct buffer *bytes)
{
    struct person_file file;
    return person_file_parse(&file, buffer_text(bytes), bytes->size, NULL, NULL);
}

static bool reading_is_right(const struct buffer *bytes)
{
    struct reading_state state;
    reading_state_init(&state);
    bool right = reading_state_parse(&state, buffer_text(bytes), bytes->size, NULL, NULL);
    reading_state_destroy(&state);
    return right;
}

static bool habits_are_right(const struct buffer *bytes)
{
    struct switch_habits habits;
    return switch_habits_parse(&habits, buffer_text(bytes), bytes->size, NULL, NULL);
}

static bool gaze_is_right(const struct buffer *bytes)
{
    struct gaze_correction correction;
    return gaze_correction_parse(&correction, buffer_text(bytes), bytes->size, NULL, NULL);
}

static enum world_kept keep_whole(const struct world *world, const char *name,
                                  bool is_right(const struct buffer *bytes), const char *text, char *reason,
                                  size_t reason_size)
{
    char path[PLACE_BYTES];
    struct buffer old = {0};
    bool missing = false;
    if (!place_join(path, world->places.data, name))
        return WORLD_REFUSED;
    enum world_kept kept = as_written(store_read(path, &old, &missing, reason, reason_size) || missing);
    if (kept == WORLD_KEPT)
        kept = set_aside(world, name, &old, is_right(&old), reason, reason_size);
    if (kept == WORLD_KEPT)
        kept = write_file(world, path, text, strlen(text), reason, reason_size);
    buffer_destroy(&old);
    return kept;
}

bool world_begins_with(const struct world *world, const struct effect *effect, char with[BEGIN_ANEW_BYTES])
{
    bool serves = world->level == LIFE_ALL;
    const char *before = effect->kind == EFFECT_PERSON ? "person " : "";
    snprintf(with, BEGIN_ANEW_BYTES, "%s%s", before, serves ? effect->text : "");
    return serves;
}

/* --- all of them --------------------------------------------------------------------------------------- */

void world_edit_phrases(const struct world *world, const char *edit, bool english, struct event *answer)
{
    static const enum event_kind kinds[] = {
        [PHRASE_WRITTEN] = EVENT_PHRASES_EDITED,
        [PHRASE_REFUSED] = EVENT_EDIT_REFUSED,
        [PHRASE_UNWRITTEN] = EVENT_EDIT_FAILED,
    };
    char told[PLACE_BYTES + 64] = "";
    if (world->level != LIFE_ALL) {
        *answer = (struct event){.kind = EVENT_EDIT_REFUSED};
        snprintf(answer->text, sizeof answer->text, "%s", _("not in safe mode"));
        return;
    }
    enum phrase_written written = phrase_editor_write(world->phrase_editor, edit, english, told, sizeof told);
    *answer = (struct event){.kind = kinds[written]};
    if (written == PHRASE_WRITTEN) {
        phrase_id_shown(told, answer->text);
        return;
    }
    utf8_copy(answer->text, sizeof answer->text, told);
}

static enum world_kept keep_one(const struct world *world, const struct effect *effect,
                                const struct settings *settings, int64_t *said_end, char *reason,
                                size_t reason_size)
{
    if (world->level != LIFE_ALL) /* what is there was not even read */
        return WORLD_KEPT;
    switch (effect->kind) {
    case EFFECT_KEEP_MESSAGE:
        return keep_message(world, effect, reason, reason_size);
    case EFFECT_KEEP_SAID:
        return keep_said(world, effect->text, said_end, reason, reason_size);
    case EFFECT_KEEP_PHRASE:
        return keep_phrase(world, effect->text, settings->language == LANGUAGE_ENGLISH, reason, reason_size);
    case EFFECT_KEEP_SETTINGS:
        return keep_settings(world, settings, reason, reason_size);
    case EFFECT_KEEP_WORDS:
        return learnt_keep(&world->learnt, world->places.data, &world->store, effect->text, reason,
                           reason_size);
    case EFFECT_KEEP_PERSON:
        return keep_whole(world, "person.txt", person_is_right, effect->text, reason, reason_size);
    case EFFECT_KEEP_HABITS:
        return keep_whole(world, "habits.txt", habits_are_right, effect->text, reason, reason_size);
    case EFFECT_KEEP_GAZE:
        return keep_whole(world, "gaze.txt", gaze_is_right, effect->text, reason, reason_size);
    case EFFECT_KEEP_READING:
        return keep_whole(world, "reading.txt", reading_is_right, effect->text, reason, reason_size);
    default:
        return WORLD_KEPT;
    }
}

enum world_kept world_keep(const struct world *world, const struct effect *effect,
                           const struct settings *settings, int64_t *said_end, char *reason,
                           size_t reason_size)
{
    enum world_kept kept = keep_one(world, effect, settings, said_end, reason, reason_size);
    if (kept != WORLD_KEPT && kept != WORLD_LEFT) {
        const char *shown = world_name_on_the_screen(world, reason);
        memmove(reason, shown, strlen(shown) + 1);
    }
    return kept;
}
