#include "app_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "board/phrase_edit.h"
#include "board/phrase_reading.h"

/* --- what boards are told --------------------------------------------------------------------------------- */

static void say_notice(struct app *app, const char *notice)
{
    snprintf(app->edit.notice, sizeof app->edit.notice, "%s", notice);
    app->edit.told.notice = app->edit.notice;
    app->page_stale = true;
}

/* --- edits ------------------------------------------------------------------------------------------------ */

static void send_first(struct app *app)
{
    struct app_edit *edit = &app->edit;
    if (edit->under_way || edit->waiting_count == 0)
        return;
    edit->under_way = true;
    edit->told.failed = false;
    app_emit(app, EFFECT_EDIT_PHRASES)->text = app_keep(app, edit->waiting[0]);
}

static void ask(struct app *app, const char *text)
{
    struct app_edit *edit = &app->edit;
    if (edit->waiting_count == APP_EDITS_AT_MOST) {
        say_notice(app, _("Too many changes wait for the disk: this one is not taken."));
        return;
    }
    say_notice(app, "");
    edit->waiting[edit->waiting_count++] = memory_copy_text(text);
    send_first(app);
}

static void ask_edit(struct app *app, const struct phrase_edit *wanted)
{
    struct buffer text = {0};
    phrase_edit_write(wanted, &text);
    ask(app, buffer_text(&text));
    buffer_destroy(&text);
}

/* "hide:pain:pain.头疼:" and the like, into `parts`. */
static bool split(char *argument, const char **parts, int count, enum phrase_edit_kind *kind)
{
    for (int i = 0; i < count; i++) {
        parts[i] = argument;
        char *end = i + 1 < count ? strchr(argument, ':') : NULL;
        if (!end && i + 1 < count)
            return false;
        if (end)
            *end = '\0';
        argument = end ? end + 1 : argument;
    }
    for (int i = 0; i < PHRASE_EDIT_KINDS; i++)
        if (strcmp(parts[0], phrase_edit_name((enum phrase_edit_kind)i)) == 0) {
            *kind = (enum phrase_edit_kind)i;
            return true;
        }
    return false;
}

static const char *top_name(const struct app *app)
{
    return app->screens[app->screen_count - 1].name;
}

static bool begins(const char *name, const char *with)
{
    return strncmp(name, with, strlen(with)) == 0;
}

/* "edit:CATEGORY:PHRASE:what" is left for what it belongs to. */
static void leave_choice(struct app *app)
{
    int colons = 0;
    for (const char *at = top_name(app); *at; at++)
        colons += *at == ':';
    if (begins(top_name(app), "edit:") && colons == 3 && app->screen_count > 1) {
        app->screen_count--;
        app_stale_from_start(app);
    }
}

void app_edit_do(struct app *app, const char *argument)
{
    struct phrase_edit wanted;
    const char *parts[4];
    char *copy = memory_copy_text(argument);
    if (split(copy, parts, 4, &wanted.kind)) {
        wanted.category = parts[1];
        wanted.phrase = parts[2];
        wanted.text = parts[3];
        leave_choice(app);
        ask_edit(app, &wanted);
    }
    free(copy);
}

void app_edit_forget_recording(struct app *app, const char *id)
{
    const struct phrase_set *set = app_phrases(app);
    const struct phrase *phrase = phrase_set_phrase(set, id);
    for (size_t i = 0; phrase && phrase->recording && i < set->count; i++) {
        const struct phrase_category *category = &set->categories[i];
        if (phrase >= category->phrases && phrase < category->phrases + category->count)
            ask_edit(app, &(struct phrase_edit){PHRASE_EDIT_RECORDING, category->id, phrase->id, ""});
    }
}

void app_edit_undo(struct app *app)
{
    ask(app, "undo\n\n\n\n");
}

void app_edit_retry(struct app *app)
{
    send_first(app);
}

void app_edit_hear(struct app *app, const char *id)
{
    const struct phrase *phrase = phrase_set_any_phrase(app_phrases(app), id);
    struct buffer text = {0};
    if (phrase)
        app_speak_phrase(app, phrase->id, app_as_shown(app, phrase->spoken, &text), phrase->reading, false);
    buffer_destroy(&text);
}

/* --- what came of it -------------------------------------------------------------------------------------- */

static const struct phrase *phrase_shown_as(const struct phrase_set *set, const char *shown,
                                            const struct phrase_category **of)
{
    char text[PHRASE_ID_SHOWN_BYTES];
    for (size_t i = 0; i < set->count + set->hidden_count; i++) {
        *of = &set->categories[i];
        for (size_t k = 0; k < (*of)->count + (*of)->hidden_count; k++) {
            phrase_id_shown((*of)->phrases[k].id, text);
            if (strcmp(text, shown) == 0)
                return &(*of)->phrases[k];
        }
    }
    return NULL;
}

/* The screen of what was edited, as it is called now; false: there is none. */
static bool screen_of(const struct app *app, const struct phrase_edit *done, const char *shown,
                      char screen[APP_SCREEN_BYTES])
{
    const struct phrase_category *category;
    char id[PHRASE_ID_SHOWN_BYTES], word[PHRASE_ID_SHOWN_BYTES];
    if (!shown[0])
        return false;
    if (done->kind >= PHRASE_EDIT_CATEGORY_ADD) {
        snprintf(screen, APP_SCREEN_BYTES, "%s:%.64s",
                 done->kind == PHRASE_EDIT_CATEGORY_ADD ? "edit" : "category", shown);
        return true;
    }
    const struct phrase *phrase = phrase_shown_as(app_phrases(app), shown, &category);
    if (!phrase)
        return false;
    phrase_id_shown(category->id, id);
    phrase_id_shown(phrase->id + strlen(category->id) + 1, word);
    return snprintf(screen, APP_SCREEN_BYTES, "edit:%s:%s", id, word) < APP_SCREEN_BYTES;
}

static void rename_screens(struct app *app, const char *before, const char *after)
{
    for (int i = 1; i < app->screen_count; i++)
        if (strcmp(app->screens[i].name, before) == 0)
            snprintf(app->screens[i].name, APP_SCREEN_BYTES, "%s", after);
}

/* A category has two screens. */
static void rename_category_screens(struct app *app, const char *before, const char *after)
{
    char from[APP_SCREEN_BYTES], to[APP_SCREEN_BYTES];
    snprintf(from, sizeof from, "edit:%.64s", before);
    snprintf(to, sizeof to, "edit:%.64s", after);
    rename_screens(app, from, to);
}

static void go_to_edited(struct app *app, const struct phrase_edit *done, const char *shown)
{
    char before[APP_SCREEN_BYTES], after[APP_SCREEN_BYTES], id[PHRASE_ID_SHOWN_BYTES];
    const char *top = top_name(app);
    bool edits = begins(top, "edit") || begins(top, "category:");
    bool deleted = done->kind == PHRASE_EDIT_DELETE || done->kind == PHRASE_EDIT_CATEGORY_DELETE;
    bool made = done->kind == PHRASE_EDIT_ADD || done->kind == PHRASE_EDIT_COPY ||
                done->kind == PHRASE_EDIT_CATEGORY_ADD;
    phrase_id_shown(done->category, id);
    if (done->kind == PHRASE_EDIT_CATEGORY_RENAME)
        rename_category_screens(app, id, shown);
    if (!edits)
        return;
    snprintf(before, sizeof before, "%s", top);
    if (deleted && !shown[0] && app->screen_count > 1)
        app_go_back(app);
    if (done->kind == PHRASE_EDIT_CATEGORY_DELETE && strcmp(top_name(app), "edit") != 0)
        app_go_back(app);
    if (deleted || !screen_of(app, done, shown, after))
        return;
    if (made)
        app_go(app, after);
    else if (strcmp(before, after) != 0 && (begins(after, "edit:") == begins(before, "edit:")))
        rename_screens(app, before, after);
}

/* Returns the first of those that wait; free() it. */
static char *take_first(struct app *app)
{
    struct app_edit *edit = &app->edit;
    char *first = edit->waiting[0];
    edit->waiting_count--;
    memmove(edit->waiting, edit->waiting + 1, (size_t)edit->waiting_count * sizeof edit->waiting[0]);
    edit->under_way = false;
    return first;
}

static void edited(struct app *app, const char *shown)
{
    struct app_edit *edit = &app->edit;
    struct phrase_edit done;
    char *first = take_first(app);
    if (!phrase_edit_read(first, &done)) {
        edit->told.undo_count -= edit->told.undo_count > 0; /* it was one that takes back */
        if (begins(top_name(app), "edit:"))
            leave_choice(app);
    } else {
        edit->told.undo_count += edit->told.undo_count < APP_UNDO_AT_MOST;
        go_to_edited(app, &done, shown);
    }
    free(first);
    app_emit(app, EFFECT_SAVED);
    if (!app->unsaved)
        app_lower(app, WARNING_SAVE_FAILED);
}

static void refused(struct app *app, const char *why)
{
    char *first = take_first(app);
    if (begins(first, "undo\n"))
        app->edit.told.undo_count -= app->edit.told.undo_count > 0;
    free(first);
    say_notice(app, why);
}

static void failed(struct app *app, const char *why)
{
    app->edit.under_way = false;
    app->edit.told.failed = true;
    say_notice(app, why);
    app_raise(app, WARNING_SAVE_FAILED, why);
}

void app_edit_event(struct app *app, const struct event *event)
{
    if (!app->edit.under_way)
        return;
    app->page_stale = true;
    if (event->kind == EVENT_EDIT_FAILED) {
        failed(app, event->text);
        return;
    }
    if (event->kind == EVENT_PHRASES_EDITED)
        edited(app, event->text);
    else
        refused(app, event->text);
    send_first(app);
}

/* --- typing ----------------------------------------------------------------------------------------------- */

static int field_at(const struct app *app)
{
    for (int i = 1; i < app->screen_count; i++)
        if (strcmp(app->screens[i].name, "field") == 0)
            return i;
    return 0;
}

/* What the field holds now. */
static const char *text_of(const struct app *app, enum phrase_edit_kind kind)
{
    const struct phrase *phrase = phrase_set_any_phrase(app_phrases(app), app->edit.phrase);
    const struct phrase_category *category = phrase_set_any_category(app_phrases(app), app->edit.category);
    const char *text = NULL;
    if (phrase && kind == PHRASE_EDIT_LABEL)
        text = phrase->label_cut ? phrase->spoken : phrase->label;
    else if (phrase && kind == PHRASE_EDIT_SPOKEN)
        text = phrase->spoken;
    else if (phrase && kind == PHRASE_EDIT_READING)
        text = phrase->reading_written;
    else if (phrase && kind == PHRASE_EDIT_PICTURE)
        text = phrase->picture;
    else if (category && kind == PHRASE_EDIT_CATEGORY_RENAME)
        text = category->title;
    return text ? text : "";
}

static void exchange(struct app *app)
{
    struct message other = app->edit.aside;
    app->edit.aside = app->message;
    app->message = other;
    app->edit.preedit[0] = '\0';
    app_message_exchanged(app);
}

void app_field_open(struct app *app, const char *argument)
{
    struct app_edit *edit = &app->edit;
    enum phrase_edit_kind kind;
    const char *parts[3];
    char *copy = memory_copy_text(argument);
    if (!edit->told.typing && !app->reading.searches && split(copy, parts, 3, &kind)) {
        app_replace_text(&edit->category, parts[1]);
        app_replace_text(&edit->phrase, parts[2]);
        edit->told.field = kind;
        edit->told.typing = true;
        edit->typed_at = app->by_scan ? TIME_NEVER : app->now;
        say_notice(app, "");
        message_restore(&edit->aside, text_of(app, kind));
        app_go(app, "field");
        exchange(app);
    }
    free(copy);
}

/* Before a page is built: who has left the field has left it as it was. */
void app_edit_heed(struct app *app)
{
    if (!app->edit.told.typing || field_at(app))
        return;
    app->edit.told.typing = false;
    exchange(app);
}

static void close_field(struct app *app)
{
    int at = field_at(app);
    if (at) {
        app->screen_count = at;
        app_stale_from_start(app);
    }
    app_edit_heed(app);
}

void app_field_done(struct app *app)
{
    struct app_edit *edit = &app->edit;
    if (!edit->told.typing)
        return;
    if (app_english(app) && app->told_reading[0]) /* letters are what they spell */
        message_commit(&app->message, app->told_reading, NULL, MESSAGE_UNITS_AT_MOST);
    char *text = memory_copy_text(message_text(&app->message));
    close_field(app);
    leave_choice(app);
    ask_edit(app, &(struct phrase_edit){edit->told.field, edit->category, edit->phrase, text});
    free(text);
}

/* A reading is heard on what is said with it. */
void app_field_hear(struct app *app)
{
    const struct phrase *phrase = phrase_set_any_phrase(app_phrases(app), app->edit.phrase);
    const char *text = message_text(&app->message);
    struct arena arena;
    struct phrase_reading_problem problem;
    if (app->edit.told.field != PHRASE_EDIT_READING || !phrase) {
        app_speak(app, text, NULL, false);
        return;
    }
    arena_init(&arena);
    app_speak(app, phrase->spoken, phrase_reading_parse(text, strlen(text), phrase->spoken, &arena, &problem),
              false);
    arena_destroy(&arena);
}

/* A field, the lock; what is looked for among the settings, or a name. */
static bool is_typed(const struct app *app)
{
    const struct app_reading *reading = &app->reading;
    if (app->mode != MODE_PAGE)
        return false;
    if (app_lock_shown(app))
        return true;
    return app->edit.told.typing ? field_at(app) > 0
                                 : reading->searches && strcmp(reading->search, "library:search") != 0;
}

void app_typing_opened(struct app *app, const char *screen)
{
    if (strcmp(screen, "settings:search") == 0 || strncmp(screen, "people:", 7) == 0)
        app->edit.typed_at = app->by_scan ? TIME_NEVER : app->now;
}

enum app_typing app_types(const struct app *app)
{
    if (!is_typed(app))
        return TYPING_NOTHING;
    bool all = app->edit.typed_at != TIME_NEVER && !app_lock_shown(app);
    return all ? TYPING_ALL : TYPING_BESIDE;
}

time_us app_edit_deadline(const struct app *app)
{
    const struct app_edit *edit = &app->edit;
    bool waits = edit->typed_at != TIME_NEVER && is_typed(app);
    return waits ? edit->typed_at + time_from_ms(APP_TYPING_MS) : TIME_NEVER;
}

void app_edit_advance(struct app *app)
{
    app->edit.typed_at = TIME_NEVER;
    app_changed(app);
}

static void put_text(struct app *app, const char *text)
{
    char *copy = memory_copy_text(text);
    for (char *at = copy; *at; at++)
        if ((unsigned char)*at < ' ')
            *at = ' ';
    if (message_commit(&app->message, copy, NULL, 0))
        app_message_changed(app);
    free(copy);
}

static void move_caret(struct app *app, int to)
{
    if (message_move_caret(&app->message, to))
        app_changed(app);
}

static void press_key(struct app *app, enum typing_key key)
{
    int caret = message_caret(&app->message);
    switch (key) {
    case TYPING_LEFT:
        move_caret(app, caret - 1);
        break;
    case TYPING_RIGHT:
        move_caret(app, caret + 1);
        break;
    case TYPING_HOME:
        move_caret(app, 0);
        break;
    case TYPING_END:
        move_caret(app, message_count(&app->message));
        break;
    case TYPING_BACKSPACE:
        if (message_delete(&app->message))
            app_message_changed(app);
        break;
    case TYPING_DELETE:
        if (message_delete_next(&app->message))
            app_message_changed(app);
        break;
    case TYPING_ENTER:
        if (app->edit.told.typing)
            app_field_done(app);
        else
            app_go(app, app->reading.search);
        break;
    case TYPING_ESCAPE:
        if (app->edit.told.typing)
            close_field(app);
        else
            app_go_back(app);
        break;
    }
}

void app_typed(struct app *app, const struct event *event)
{
    if (!app_types(app))
        return;
    app->last_press = app->now; /* somebody is there */
    if (app->edit.typed_at != TIME_NEVER)
        app->edit.typed_at = app->now;
    app_changed(app);
    if (event->kind == EVENT_TEXT_EDITING) {
        if (app_lock_shown(app))
            return;
        snprintf(app->edit.preedit, sizeof app->edit.preedit, "%s", event->text);
        return;
    }
    app->edit.preedit[0] = '\0';
    if (app_lock_shown(app))
        app_lock_typed(app, event);
    else if (event->kind == EVENT_TEXT)
        put_text(app, event->text);
    else
        press_key(app, event->key);
}

void app_edit_scene(const struct app *app, struct scene *scene)
{
    if (app_types(app) && app->edit.preedit[0])
        scene->reading = app->edit.preedit;
}

void app_edit_init(struct app *app)
{
    message_init(&app->edit.aside);
    app->edit.told.notice = app->edit.notice;
    app->edit.typed_at = TIME_NEVER;
}

void app_edit_destroy(struct app *app)
{
    for (int i = 0; i < app->edit.waiting_count; i++)
        free(app->edit.waiting[i]);
    free(app->edit.category);
    free(app->edit.phrase);
    message_destroy(&app->edit.aside);
}
