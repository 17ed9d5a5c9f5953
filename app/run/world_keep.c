#include "run/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"
#include "board/phrase_edit.h"
#include "library/reading_state.h"
#include "store/file_version.h"

/* What the app asks to be kept, into the person's files. See world.h. */

/* --- keeping ------------------------------------------------------------------------------------------- */

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

static bool keep_phrase(const struct world *world, const char *text, bool english, char *reason,
                        size_t reason_size)
{
    char path[PLACE_BYTES];
    struct buffer old = {0}, new = {0};
    if (!own_file(world, english ? "phrases/en" : "phrases/zh", "99-own.md", path))
        return false;
    bool missing = false;
    bool right = store_read(path, &old, &missing, reason, reason_size) || missing;
    right = right && add_phrase(&old, english ? "My own phrases" : "我的话", text, &new, reason, reason_size);
    if (right && new.size)
        right = store_write(path, buffer_text(&new), new.size, &world->store, reason, reason_size);
    buffer_destroy(&old);
    buffer_destroy(&new);
    return right;
}

static bool keep_said(const struct world *world, const char *text, char *reason, size_t reason_size)
{
    char path[PLACE_BYTES];
    char *line = memory_copy_text(text);
    for (char *at = line; *at; at++)
        if (*at == '\n' || *at == '\r')
            *at = ' ';
    bool right = said_path(world, path) && store_append_line(path, line, &world->store, reason, reason_size);
    free(line);
    return right;
}

static bool keep_settings(const struct world *world, const struct settings *settings, char *reason,
                          size_t reason_size)
{
    char path[PLACE_BYTES];
    struct buffer old = {0}, bytes = {0};
    bool missing = false;
    bool right =
        settings_path(world, path) && (store_read(path, &old, &missing, reason, reason_size) || missing);
    if (right && missing)
        settings_write(settings, &bytes);
    else if (right)
        settings_update(settings, buffer_text(&old), old.size, &bytes);
    right = right && store_write(path, buffer_text(&bytes), bytes.size, &world->store, reason, reason_size);
    buffer_destroy(&old);
    buffer_destroy(&bytes);
    return right;
}

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

/* A file that could not be understood is set aside, as NAME.damaged, before it is replaced. */
static bool keep_whole(const struct world *world, const char *name, bool is_right(const struct buffer *bytes),
                       const char *text, char *reason, size_t reason_size)
{
    char path[PLACE_BYTES], damaged[PLACE_BYTES], aside[PLACE_BYTES], unread[PLACE_BYTES + 64];
    struct buffer old = {0};
    snprintf(damaged, sizeof damaged, "%s.damaged", name);
    bool right = place_join(path, world->places.data, name) && place_join(aside, world->places.data, damaged);
    if (right && store_read(path, &old, NULL, unread, sizeof unread) && !is_right(&old))
        right = store_write(aside, buffer_text(&old), old.size, &world->store, reason, reason_size);
    right = right && store_write(path, text, strlen(text), &world->store, reason, reason_size);
    buffer_destroy(&old);
    return right;
}

void world_edit_phrases(const struct world *world, const char *edit, bool english, struct event *answer)
{
    static const enum event_kind kinds[] = {
        [PHRASE_WRITTEN] = EVENT_PHRASES_EDITED,
        [PHRASE_REFUSED] = EVENT_EDIT_REFUSED,
        [PHRASE_UNWRITTEN] = EVENT_EDIT_FAILED,
    };
    char told[PLACE_BYTES + 64] = "";
    enum phrase_written written =
        phrase_editor_write(world->phrase_editor, edit, english, told, sizeof told);
    *answer = (struct event){.kind = kinds[written]};
    if (written == PHRASE_WRITTEN) {
        phrase_id_shown(told, answer->text);
        return;
    }
    size_t size = strlen(told), most = sizeof answer->text - 1;
    snprintf(answer->text, sizeof answer->text, "%.*s", (int)(size > most ? utf8_before(told, most) : size),
             told);
}

bool world_keep(const struct world *world, const struct effect *effect, const struct settings *settings,
                char *reason, size_t reason_size)
{
    char path[PLACE_BYTES];
    switch (effect->kind) {
    case EFFECT_KEEP_MESSAGE:
        return place_join(path, world->places.data, "message.txt") &&
               store_write(path, effect->text, strlen(effect->text), &world->store, reason, reason_size);
    case EFFECT_KEEP_SAID:
        return keep_said(world, effect->text, reason, reason_size);
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
        return true;
    }
}

