#include "app_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"

/* Mending, and what is remembered of it: pages of suggestions that were turned to, words that were taken back. */

/* --- what was seen at each state of the message ---------------------------------------------------------- */

/* A collision would only show another page first. */
static uint64_t add_to_key(uint64_t key, const char *text)
{
    return hash64_step(hash64_text(key, text), 0xFF); /* which is in no text */
}

static struct app_seen *find_seen(struct app *app, uint64_t key)
{
    for (int i = 0; i < APP_SEEN_AT_MOST; i++)
        if (app->seen[i].key == key && key)
            return &app->seen[i];
    return NULL;
}

/* The oldest is forgotten. */
static struct app_seen *need_seen(struct app *app, uint64_t key)
{
    struct app_seen *seen = find_seen(app, key);
    if (seen)
        return seen;
    seen = &app->seen[app->seen_next];
    app->seen_next = (app->seen_next + 1) % APP_SEEN_AT_MOST;
    *seen = (struct app_seen){.key = key};
    return seen;
}

static int enter_pages(struct app *app)
{
    app->seen_now = add_to_key(add_to_key(HASH64_START, message_text(&app->message)), app->told_reading);
    const struct app_seen *seen = find_seen(app, app->seen_now);
    return seen ? seen->page_number : 0;
}

void app_forget_seen(struct app *app)
{
    memset(app->seen, 0, sizeof app->seen);
    app->seen_now = 0;
    app->pages_turned = 0;
}

void app_note_reading(struct app *app)
{
    struct buffer reading;
    buffer_init(&reading);
    message_reading(&app->message, &reading);
    snprintf(app->told_reading, sizeof app->told_reading, "%s", buffer_text(&reading));
    buffer_destroy(&reading);
}

static void tell_message(struct app *app)
{
    app_note_reading(app);
    struct effect *effect = app_emit(app, EFFECT_MESSAGE);
    effect->text = app_keep(app, message_text(&app->message));
    effect->reading = app_keep(app, app->told_reading);
}

void app_message_exchanged(struct app *app)
{
    tell_message(app);
    app_forget_seen(app);
    enter_pages(app);
    app->page_stale = true;
}

void app_message_changed(struct app *app)
{
    int *page_number = &app->screens[app->screen_count - 1].page_number;
    need_seen(app, app->seen_now)->page_number = *page_number;
    tell_message(app);
    if (app->keep_message_at == TIME_NEVER)
        app->keep_message_at = app->now + time_from_ms(APP_KEEP_MESSAGE_MS);
    *page_number = enter_pages(app);
    app->pages_turned = 0;
    app->page_stale = true;
    app_words_message_changed(app);
    app_hand_message_changed(app);
    app_partner_message_changed(app);
}

/* --- what was taken back --------------------------------------------------------------------------------- */

int app_rejected(const struct app *app, const char *texts[APP_REJECTED_AT_MOST])
{
    int count = 0;
    for (int i = 0; i < APP_SEEN_AT_MOST && app->seen_now; i++)
        if (app->seen[i].key == app->seen_now)
            for (int j = 0; j < APP_REJECTED_AT_MOST; j++)
                if (app->seen[i].rejected[j][0])
                    texts[count++] = app->seen[i].rejected[j];
    return count;
}

/* The newest stands first; what is too long for a suggestion was none. */
static void reject(struct app *app, const char *text)
{
    struct app_seen *seen = need_seen(app, app->seen_now);
    size_t size = strlen(text) + 1;
    if (size > sizeof seen->rejected[0])
        return;
    memmove(seen->rejected[1], seen->rejected[0], sizeof seen->rejected - sizeof seen->rejected[0]);
    memcpy(seen->rejected[0], text, size);
}

/* The text that a step back took off the end, if it did. */
static const char *taken_off(const char *before, const char *after)
{
    size_t size = strlen(after);
    return strncmp(before, after, size) == 0 ? before + size : "";
}

static void undo_message(struct app *app)
{
    char *before = memory_copy_text(message_text(&app->message));
    if (message_undo(&app->message)) {
        app_message_changed(app);
        const char *wrong = taken_off(before, message_text(&app->message));
        if (*wrong)
            reject(app, wrong);
    }
    free(before);
}

/* --- steps ----------------------------------------------------------------------------------------------- */

static bool is_writing(const struct app_screen *screen)
{
    return strncmp(screen->name, "write", 5) == 0;
}

/* Another board begins with its first page. */
bool app_has_turned(const struct app *app)
{
    const struct app_screen *screen = &app->screens[app->screen_count - 1];
    return app->pages_turned > 0 && screen->page_number > 0 && is_writing(screen);
}

void app_undo(struct app *app)
{
    if (!app_has_turned(app)) {
        undo_message(app);
        return;
    }
    int *page_number = &app->screens[app->screen_count - 1].page_number;
    *page_number = --app->pages_turned == 0 ? app->turned_from : *page_number - 1;
    app->page_stale = true;
}

/* Who went back to the keys and asks for more once more goes on where they stopped: what was looked at was not wanted. */
void app_more(struct app *app)
{
    struct app_screen *screen = &app->screens[app->screen_count - 1];
    app->page_stale = true;
    if (!is_writing(screen)) {
        screen->page_number++;
        return;
    }
    struct app_seen *seen = need_seen(app, app->seen_now);
    if (app->pages_turned++ == 0)
        app->turned_from = screen->page_number;
    screen->page_number = screen->page_number > 0 ? screen->page_number + 1 : seen->furthest + 1;
    seen->furthest = screen->page_number;
}
