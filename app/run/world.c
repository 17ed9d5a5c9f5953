#include "run/world.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"
#include "input/evdev_devices.h"
#include "library/reading_state.h"
#include "run/board_pictures.h"
#include "run/keep.h"
#include "run/language.h"
#include "run/world_parts.h"
#include "store/file_version.h"
#include "store/folder_lock.h"

/* --- phrases ------------------------------------------------------------------------------------------- */

static void problem(struct diagnostics *problems, const char *file, const char *reason)
{
    diagnostics_add(problems,
                    &(struct diagnostic){.level = DIAGNOSTIC_ERROR, .file = file, .reason = reason});
}

/* Of a broken file what was good last stays; without ours the last good set stays whole. */
void world_reload_phrases(struct world *world)
{
    diagnostics_clear(&world->phrase_problems);
    diagnostics_clear(&world->person_problems); /* told at the start; what is kept since then is right */
    diagnostics_clear(&world->gaze_problems);
    struct phrase_set *sets[] = {&world->phrases_zh, &world->phrases_en};
    static const char *const languages[] = {"zh", "en"};
    for (int i = 0; i < 2; i++) {
        struct phrase_set fresh;
        phrase_set_init(&fresh);
        bool right = phrase_files_load(&world->phrase_files[i], &world->places, languages[i], &fresh,
                                       &world->phrase_problems);
        if (right || sets[i]->count == 0) {
            struct phrase_set old = *sets[i];
            *sets[i] = fresh;
            fresh = old;
        }
        phrase_set_destroy(&fresh);
    }
}

/* --- settings ------------------------------------------------------------------------------------------ */

static void load_switches(struct world *world, const char *file)
{
    world->switches = (struct switch_map){0};
    for (int i = 0; i < world->settings.switch_count; i++) {
        struct switch_place place = {.file = file, .line = world->settings.switch_lines[i]};
        switch_map_add(&world->switches, world->settings.switches[i], strlen(world->settings.switches[i]),
                       &place, evdev_key_code, &world->settings_problems);
    }
}

void world_take_switches(struct world *world)
{
    load_switches(world, NULL);
}

bool world_is_text(const struct buffer *bytes)
{
    return bytes->size > 0 && !memchr(buffer_text(bytes), 0, bytes->size) &&
           utf8_valid(buffer_text(bytes), bytes->size, NULL);
}

/* One that a later version of the program wrote is read as far as that goes. */
static bool tell_newer(struct world *world, const char *path, const struct buffer *bytes)
{
    const struct diagnostics *told = &world->kept_problems;
    if (file_version(buffer_text(bytes), bytes->size) <= FILE_VERSION_NOW)
        return false;
    for (size_t i = 0; i < told->count; i++)
        if (told->items[i].file && strcmp(told->items[i].file, path) == 0)
            return true;
    problem(&world->kept_problems, path, _("it is of a newer version of the program, and is left as it is"));
    return true;
}

static bool load_settings_file(struct world *world, const char *path, bool must_exist)
{
    struct buffer bytes = {0};
    char reason[PLACE_BYTES + 64];
    bool missing = false;
    bool there = store_read(path, &bytes, &missing, reason, sizeof reason);
    if (there) {
        world->settings_there = true;
        settings_parse(&world->settings, buffer_text(&bytes), bytes.size, path, &world->settings_problems);
        load_switches(world, path);
    } else if (!missing || must_exist) {
        problem(&world->settings_problems, NULL, reason);
    } else {
        world->first_start = true;
    }
    buffer_destroy(&bytes);
    return there || !must_exist;
}

static void add_profile_names(struct buffer *out)
{
    for (int i = 0; settings_profile_names[i]; i++)
        buffer_printf(out, "%s%s", i ? ", " : "", settings_profile_names[i]);
}

static bool load_profile(struct world *world, const char *profile)
{
    const char *shipped = settings_profile(profile);
    if (shipped)
        return settings_parse(&world->settings, shipped, strlen(shipped), profile, &world->settings_problems);
    if (load_settings_file(world, profile, true))
        return true;
    struct buffer valid = {0};
    add_profile_names(&valid);
    diagnostics_add(&world->settings_problems,
                    &(struct diagnostic){.level = DIAGNOSTIC_ERROR,
                                         .key = "--profile",
                                         .reason = _("there is no such profile, nor such a file"),
                                         .valid = buffer_text(&valid)});
    buffer_destroy(&valid);
    return false;
}

bool world_settings_path(const struct world *world, char path[PLACE_BYTES])
{
    return place_join(path, world->places.data, "settings.conf");
}

/* Where settings.conf is destroyed, what was good last serves. */
static void take_good_settings(struct world *world)
{
    char path[PLACE_BYTES], reason[PLACE_BYTES + 64];
    struct buffer bytes = {0};
    if (place_join(path, world->places.data, ".settings.good") &&
        store_read(path, &bytes, NULL, reason, sizeof reason)) {
        settings_init(&world->settings);
        settings_parse(&world->settings, buffer_text(&bytes), bytes.size, path, NULL);
        load_switches(world, path);
        problem(&world->settings_problems, path, _("settings.conf is destroyed; this copy serves"));
    }
    buffer_destroy(&bytes);
}

static void load_own_settings(struct world *world)
{
    char path[PLACE_BYTES], reason[PLACE_BYTES + 64];
    struct buffer bytes = {0};
    if (!world_settings_path(world, path) || !load_settings_file(world, path, false) || world->first_start ||
        !store_read(path, &bytes, NULL, reason, sizeof reason))
        return;
    if (!world_is_text(&bytes))
        take_good_settings(world);
    else if (!tell_newer(world, path, &bytes) && world->settings_problems.errors == 0 &&
             world->level == LIFE_ALL)
        world_keep_good(world, &bytes);
    buffer_destroy(&bytes);
}

static bool load_settings(struct world *world, const char *profile)
{
    world->by_profile = profile;
    if (profile)
        return load_profile(world, profile);
    load_own_settings(world);
    return true;
}

/* A file that never was there is not missed: a phrase was written before anything was set. */
bool world_reload_settings(struct world *world)
{
    char path[PLACE_BYTES];
    struct settings old = world->settings;
    if (world->by_profile)
        return false;
    diagnostics_clear(&world->settings_problems);
    settings_init(&world->settings);
    bool right = world_settings_path(world, path) && load_settings_file(world, path, world->settings_there) &&
                 world->settings_there && world->settings_problems.errors == 0;
    if (!right)
        world->settings = old;
    return right;
}

/* --- what was kept ------------------------------------------------------------------------------------- */

bool world_own_file(const struct world *world, const char *folder, const char *name, char path[PLACE_BYTES])
{
    char inside[PLACE_BYTES];
    if (!place_join(inside, world->places.data, folder))
        return false;
    store_make_folder(inside); /* it may not have been to be had at the start, or be gone since */
    return place_join(path, inside, name);
}

/* False: it is not there, or cannot be read. */
static bool read_kept(struct world *world, const char *name, char path[PLACE_BYTES], struct buffer *bytes,
                      struct diagnostics *problems)
{
    char reason[PLACE_BYTES + 64];
    bool missing = false;
    if (!place_join(path, world->places.data, name))
        return false;
    bool there = store_read(path, bytes, &missing, reason, sizeof reason);
    if (!there && !missing)
        problem(problems, NULL, reason);
    return there;
}

/* A file that is taken whole or not at all; false: it is not there, cannot be read, or is of a newer version. */
static bool load_whole(struct world *world, const char *name, char path[PLACE_BYTES], struct buffer *bytes,
                       struct diagnostics *problems)
{
    return read_kept(world, name, path, bytes, problems) && !tell_newer(world, path, bytes);
}

/* Of a message that is no text what can be read serves; all of it is kept beside. */
static void tell_damaged(struct world *world, const char *path, const struct buffer *bytes)
{
    char aside[PLACE_BYTES + 16], reason[PLACE_BYTES + 64];
    snprintf(aside, sizeof aside, "%s.damaged", path);
    store_write(aside, buffer_text(bytes), bytes->size, &world->store, reason, sizeof reason);
    problem(&world->kept_problems, path, _("it is damaged; what can be read of it serves"));
}

static void load_message(struct world *world)
{
    char path[PLACE_BYTES];
    struct buffer bytes = {0};
    size_t right = 0;
    /* Whatever stands there is the message: it has no head. */
    if (read_kept(world, "message.txt", path, &bytes, &world->kept_problems) && bytes.size > 0) {
        size_t end = strlen(buffer_text(&bytes));
        right = utf8_valid(buffer_text(&bytes), end, &right) ? end : right;
        world->message = memory_new(right + 1, 1);
        memcpy(world->message, buffer_text(&bytes), right);
    }
    if (right < bytes.size)
        tell_damaged(world, path, &bytes);
    if (load_whole(world, "writing.txt", path, &bytes, &world->kept_problems) && bytes.size > 0)
        world->writing = memory_copy_text(buffer_text(&bytes));
    buffer_destroy(&bytes);
}

static void load_person(struct world *world)
{
    char path[PLACE_BYTES];
    struct buffer bytes = {0};
    world->person_known =
        load_whole(world, "person.txt", path, &bytes, &world->person_problems) &&
        person_file_parse(&world->person, buffer_text(&bytes), bytes.size, path, &world->person_problems);
    buffer_destroy(&bytes);
}

static void load_habits(struct world *world)
{
    char path[PLACE_BYTES];
    struct buffer bytes = {0};
    if (load_whole(world, "habits.txt", path, &bytes, &world->person_problems))
        switch_habits_parse(&world->habits, buffer_text(&bytes), bytes.size, path, &world->person_problems);
    buffer_destroy(&bytes);
}

static void load_gaze(struct world *world)
{
    char path[PLACE_BYTES];
    struct buffer bytes = {0};
    world->gaze_known =
        load_whole(world, "gaze.txt", path, &bytes, &world->gaze_problems) &&
        gaze_correction_parse(&world->gaze, buffer_text(&bytes), bytes.size, path, &world->gaze_problems);
    buffer_destroy(&bytes);
}

/* What is wrong in it is reported and left out. */
static void load_reading(struct world *world)
{
    char path[PLACE_BYTES];
    struct buffer bytes = {0};
    struct reading_state state;
    reading_state_init(&state);
    if (load_whole(world, "reading.txt", path, &bytes, &world->reading_problems)) {
        reading_state_parse(&state, buffer_text(&bytes), bytes.size, path, &world->reading_problems);
        world->reading = memory_copy_text(buffer_text(&bytes));
    }
    reading_state_destroy(&state);
    buffer_destroy(&bytes);
}

/* A line that a power failure left as bytes of no text is none. */
static void add_said(struct world *world, const char *line, size_t size)
{
    if (!utf8_valid(line, size, NULL) || memchr(line, 0, size))
        return;
    world->said = memory_grow(world->said, (size_t)world->said_count + 1, sizeof *world->said);
    memmove(world->said + 1, world->said, (size_t)world->said_count * sizeof *world->said);
    world->said[0] = memory_new(size + 1, 1);
    memcpy(world->said[0], line, size);
    world->said_count++;
}

void world_date(const struct world *world, char date[WORLD_DATE_BYTES])
{
    time_t now = time(NULL);
    struct tm local;
    localtime_r(&now, &local);
    if (world->day_stays)
        memcpy(date, world->today, WORLD_DATE_BYTES);
    else
        strftime(date, WORLD_DATE_BYTES, "%Y-%m-%d", &local);
}

bool world_said_path(const struct world *world, char path[PLACE_BYTES])
{
    char name[32], date[WORLD_DATE_BYTES];
    world_date(world, date);
    snprintf(name, sizeof name, "%s.txt", date);
    return world_own_file(world, "said", name, path);
}

static void load_said(struct world *world)
{
    char path[PLACE_BYTES], reason[PLACE_BYTES + 64];
    struct buffer bytes = {0};
    if (world_said_path(world, path))
        store_read(path, &bytes, NULL, reason, sizeof reason);
    const char *at = buffer_text(&bytes), *end = at + bytes.size;
    for (const char *newline; at < end && (newline = memchr(at, '\n', (size_t)(end - at))); at = newline + 1)
        if (newline > at && !memchr(at, 0, (size_t)(newline - at)) &&
            utf8_valid(at, (size_t)(newline - at), NULL))
            add_said(world, at, (size_t)(newline - at));
    buffer_destroy(&bytes);
}

static void make_folders(struct world *world)
{
    static const char *const folders[] = {"phrases/zh", "phrases/en", "said", "articles", "recordings"};
    char path[PLACE_BYTES];
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
        if (place_join(path, world->places.data, folders[i]) && !store_make_folder(path))
            problem(&world->kept_problems, path, strerror(errno));
}

static void enter_folder(struct world *world)
{
    char reason[2 * PLACE_BYTES];
    world->lock = keep_enter(&world->places, world->store.durable, world->today, reason, sizeof reason);
    if (reason[0])
        problem(&world->kept_problems, NULL, reason);
    if (world->places.is_passing)
        problem(&world->kept_problems, world->places.data,
                _("HOME is not set: what is kept here may be gone when the computer is switched off"));
}

static void set_today(struct world *world, const char *today)
{
    world->day_stays = today;
    if (today)
        snprintf(world->today, sizeof world->today, "%s", today);
    else
        world_date(world, world->today);
}

/* --- safe mode ----------------------------------------------------------------------------------------- */

/* What is nowhere is not read, and cannot end the program. */
static void leave_out(struct world *world)
{
    struct places *places = &world->places;
    char *const left[] = {places->data,     places->articles, places->content, places->model,
                          places->model_en, places->strokes,  places->talk};
    for (size_t i = 0; i < sizeof left / sizeof left[0]; i++)
        snprintf(left[i], PLACE_BYTES, "/nonexistent");
    if (world->level == LIFE_BARE) {
        snprintf(places->phrases, PLACE_BYTES, "/nonexistent");
        snprintf(places->lexicon, PLACE_BYTES, "/nonexistent");
    }
}

/* What is not there on purpose is no fault; settings that are wrong are told of. */
static void forget_problems(struct world *world)
{
    diagnostics_clear(&world->phrase_problems);
    diagnostics_clear(&world->learnt_problems);
    diagnostics_clear(&world->library_problems);
    diagnostics_clear(&world->board_problems);
    diagnostics_clear(&world->reading_problems);
    diagnostics_clear(&world->other_problems);
    diagnostics_clear(&world->kept_problems);
    world->first_start = false;
}

/* --- whole --------------------------------------------------------------------------------------------- */

bool world_open(struct world *world, const struct world_options *options)
{
    bool safe = options->level != LIFE_ALL;
    *world = (struct world){.store = {.durable = options->durable}, .level = options->level, .lock = -1};
    diagnostics_init(&world->settings_problems);
    diagnostics_init(&world->phrase_problems);
    diagnostics_init(&world->person_problems);
    diagnostics_init(&world->gaze_problems);
    diagnostics_init(&world->learnt_problems);
    diagnostics_init(&world->library_problems);
    diagnostics_init(&world->board_problems);
    diagnostics_init(&world->reading_problems);
    diagnostics_init(&world->kept_problems);
    diagnostics_init(&world->other_problems);
    phrase_set_init(&world->phrases_zh);
    phrase_set_init(&world->phrases_en);
    places_find(&world->places, options->data);
    memcpy(world->folder, world->places.data, sizeof world->folder);
    settings_init(&world->settings);
    set_today(world, options->today);
    if (!safe)
        make_folders(world);
    screen_language_start(world->places.locale);
    screen_language_set(false, false);
    if (!safe)
        enter_folder(world);
    bool right = world->level == LIFE_BARE || load_settings(world, options->profile);
    screen_language_set(world->settings.language == LANGUAGE_ENGLISH,
                        world->settings.script == WRITE_TRADITIONAL);
    if (world->settings.language == LANGUAGE_ENGLISH && world->settings_problems.count > 0) {
        /* What was complained of in Chinese is read once more. */
        diagnostics_clear(&world->settings_problems);
        settings_init(&world->settings);
        load_settings(world, options->profile);
    }
    if (safe)
        leave_out(world);
    world->phrase_editor = phrase_editor_new(&world->places, &world->store);
    world->pictures = phrase_pictures_new(world->places.data);
    recordings_init(&world->recordings, world->places.data, &world->phrases_zh, &world->phrases_en);
    world_reload_phrases(world);
    if (world->level != LIFE_BARE)
        load_gaze(world); /* after what forgets the complaints of before */
    writing_words_open(&world->words, &world->places, &world->other_problems);
    if (world->settings.script == WRITE_TRADITIONAL)
        script_opencc_check(&world->words.opencc, &world->other_problems);
    library_files_open(&world->library, world->places.content, world->places.articles,
                       &world->words.opencc.script, &world->library_problems);
    board_files_open(&world->boards, world->places.data, &world->store, &world->board_problems);
    page_measure_init(&world->measure);
    load_message(world);
    load_reading(world);
    load_person(world);
    load_habits(world);
    learnt_load(&world->learnt, world->places.data, &world->store, world->words.own, &world->learnt_problems);
    load_said(world);
    earlier_load(&world->earlier, world->places.data, world->today);
    keep_list(world->places.data, &world->copies);
    people_list(world->places.data, &world->people);
    if (safe)
        forget_problems(world);
    return right;
}

bool world_reload_learnt(struct world *world)
{
    if (!learnt_is_foreign(&world->learnt, world->places.data))
        return false;
    diagnostics_clear(&world->learnt_problems);
    learnt_load(&world->learnt, world->places.data, &world->store, world->words.own, &world->learnt_problems);
    return true;
}

void world_reload_boards(struct world *world)
{
    diagnostics_clear(&world->board_problems);
    board_files_reload(&world->boards, &world->board_problems);
}

void world_make_pictures(struct world *world)
{
    if (board_pictures_make(&world->boards, world->places.picture) > 0)
        world_reload_boards(world);
}

void world_reload_library(struct world *world)
{
    diagnostics_clear(&world->library_problems);
    diagnostics_clear(&world->reading_problems);
    library_files_reload(&world->library, &world->library_problems);
}

void world_close(struct world *world)
{
    for (int i = 0; i < world->said_count; i++)
        free(world->said[i]);
    free(world->said);
    earlier_free(&world->earlier);
    free(world->message);
    free(world->writing);
    free(world->reading);
    library_files_close(&world->library);
    board_files_close(&world->boards);
    page_measure_destroy(&world->measure);
    folder_unlock(world->lock);
    writing_words_close(&world->words);
    recordings_destroy(&world->recordings);
    phrase_pictures_free(world->pictures);
    phrase_set_destroy(&world->phrases_zh);
    phrase_set_destroy(&world->phrases_en);
    phrase_files_destroy(&world->phrase_files[0]);
    phrase_files_destroy(&world->phrase_files[1]);
    phrase_editor_free(world->phrase_editor);
    diagnostics_destroy(&world->settings_problems);
    diagnostics_destroy(&world->phrase_problems);
    diagnostics_destroy(&world->person_problems);
    diagnostics_destroy(&world->gaze_problems);
    diagnostics_destroy(&world->learnt_problems);
    diagnostics_destroy(&world->library_problems);
    diagnostics_destroy(&world->board_problems);
    diagnostics_destroy(&world->reading_problems);
    diagnostics_destroy(&world->kept_problems);
    diagnostics_destroy(&world->other_problems);
}

const char *world_name_on_the_screen(const struct world *world, const char *text)
{
    size_t length = strlen(world->places.data);
    bool within = strncmp(text, world->places.data, length) == 0 && text[length] == '/';
    return within ? text + length + 1 : text;
}

/* Notes (a long label, CRLF line ends) are for --check alone. The worst one stands on the screen. */
static void report_list(const struct world *world, const struct diagnostics *problems, enum warning_kind kind,
                        struct app *app, time_us at_us)
{
    char line[2048];
    const struct diagnostic *worst = NULL;
    for (size_t i = 0; i < problems->count; i++) {
        const struct diagnostic *item = &problems->items[i];
        if (item->level == DIAGNOSTIC_NOTE)
            continue;
        diagnostic_format(item, line, sizeof line);
        fprintf(stderr, "yinian: %s\n", line);
        if (!worst || item->level > worst->level)
            worst = item;
    }
    if (!app)
        return;
    if (worst) {
        struct diagnostic shown = *worst;
        if (shown.file)
            shown.file = world_name_on_the_screen(world, shown.file);
        diagnostic_format(&shown, line, sizeof line);
        app_warn(app, kind, line, at_us);
    } else {
        app_unwarn(app, kind, at_us);
    }
}

void world_report(const struct world *world, struct app *app, time_us at_us)
{
    report_list(world, &world->settings_problems, WARNING_SETTINGS_BROKEN, app, at_us);
    report_list(world, &world->phrase_problems, WARNING_PHRASES_BROKEN, app, at_us);
    report_list(world, &world->person_problems, WARNING_PERSON_BROKEN, app, at_us);
    report_list(world, &world->gaze_problems, WARNING_GAZE_BROKEN, app, at_us);
    report_list(world, &world->library_problems, WARNING_LIBRARY_BROKEN, app, at_us);
    report_list(world, &world->board_problems, WARNING_BOARDS_BROKEN, app, at_us);
    report_list(world, &world->reading_problems, WARNING_READING_BROKEN, app, at_us);
    report_list(world, &world->learnt_problems, WARNING_LEARNT_BROKEN, app, at_us);
    report_list(world, &world->kept_problems, WARNING_KEPT_BROKEN, app, at_us);
    report_list(world, &world->other_problems, WARNING_WORDS_MISSING, app, at_us);
}

void world_setup(const struct world *world, struct app_setup *setup)
{
    setup->safe = world->level != LIFE_ALL;
    setup->settings = &world->settings;
    setup->phrases_zh = &world->phrases_zh;
    setup->phrases_en = &world->phrases_en;
    setup->predictor = &world->words.predictor;
    setup->lexicon = &world->words.lexicon;
    setup->script = &world->words.opencc.script;
    setup->own_words = world->words.own;
    setup->known = world->words.known;
    setup->message = world->message;
    setup->writing = world->writing;
    setup->library = &world->library.source;
    setup->own_boards = &world->boards.own;
    setup->copies = &world->copies;
    setup->people = &world->people;
    setup->pictures = phrase_pictures_desk(world->pictures);
    setup->measure = &world->measure.measure;
    setup->reading = world->reading;
    setup->person = world->person_known ? &world->person : NULL;
    setup->habits = &world->habits;
    setup->gaze = world->gaze_known ? &world->gaze : NULL;
    setup->said_today = (const char *const *)world->said;
    setup->said_today_count = world->said_count;
    setup->said_earlier = world->earlier.texts;
    setup->said_earlier_count = world->earlier.count;
}
