#include "app_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"

/* The lock of the settings. What the caregiver sets is behind it: whoever wants to go there, or change something, comes to
 * the page of the lock, and from there where they wanted to go. Speaking, writing, reading, rest and the call are not.
 *
 *     SHUT ──the digits, or a hold of 3 s──▶ OPEN ──nothing set for 2 min, rest, “Lock now”──▶ SHUT
 *
 * The digits are kept as salt:hash, so that nobody reads them in passing; who can read the file can change it too. */

static const char *const guarded_screens[] = {
    "settings",   "try",      "edit",   "category", "field",  "record", "copies", "words",   "guide",
    "recordings", "practice", "person", "fitting",  "health", "paper",  "people", "lock:new"};

static const enum action_kind guarded_actions[] = {
    ACTION_SETTING_CHANGE, ACTION_SETTING_UNDO, ACTION_TRY,          ACTION_TRY_KEEP,    ACTION_EDIT,
    ACTION_EDIT_UNDO,      ACTION_FIELD,        ACTION_RECORD,       ACTION_RECORD_KEEP, ACTION_RECORD_AGREE,
    ACTION_RESTORE,        ACTION_FORGET_WORD,  ACTION_CORRECT_WORD, ACTION_FITTING,     ACTION_FORGET_WORDS,
    ACTION_FORGET_PERSON,  ACTION_GUIDE,        ACTION_GAZE_FORGET,  ACTION_PERSON,      ACTION_QUIT};

enum { DIGITS_ROUNDS = 1000 };

/* Digits that nobody has set lock nobody out. */
static bool is_on(const struct app *app)
{
    const struct settings *settings = &app->settings;
    return settings->lock == LOCK_HOLD || (settings->lock == LOCK_DIGITS && settings->lock_digits[0]);
}

static bool is_open(const struct app *app)
{
    return app->lock.open_until > app->now;
}

static void stay_open(struct app *app)
{
    app->lock.open_until = app->now + time_from_ms(APP_LOCK_OPEN_MS);
}

static bool is_guarded_screen(const char *screen)
{
    size_t size = strcspn(screen, ":");
    for (size_t i = 0; i < sizeof guarded_screens / sizeof guarded_screens[0]; i++)
        if (strcmp(guarded_screens[i], screen) == 0 ||
            (strlen(guarded_screens[i]) == size && memcmp(guarded_screens[i], screen, size) == 0))
            return true;
    return false;
}

static bool is_guarded(const struct action *action)
{
    if (action->kind == ACTION_OPEN)
        return is_guarded_screen(action->argument);
    for (size_t i = 0; i < sizeof guarded_actions / sizeof guarded_actions[0]; i++)
        if (guarded_actions[i] == action->kind)
            return true;
    return false;
}

bool app_lock_stops(struct app *app, const struct action *action)
{
    if (!is_on(app) || !is_guarded(action))
        return false;
    if (is_open(app)) {
        stay_open(app);
        return false;
    }
    bool opens = action->kind == ACTION_OPEN;
    snprintf(app->lock.wanted, sizeof app->lock.wanted, "%s", opens ? action->argument : "");
    app_practice_end(app);
    app->mode = MODE_PAGE;
    app_go(app, "lock");
    return true;
}

/* --- the digits ------------------------------------------------------------------------------------------- */

static void write_digits(const char *digits, uint64_t salt, char text[SETTINGS_TEXT_BYTES])
{
    uint64_t hash = hash64_step(HASH64_START, salt);
    for (int i = 0; i < DIGITS_ROUNDS; i++)
        hash = hash64_text(hash64_step(hash, (uint64_t)i), digits);
    snprintf(text, SETTINGS_TEXT_BYTES, "%016llx:%016llx", (unsigned long long)salt,
             (unsigned long long)hash);
}

/* Digits as somebody wrote them into the file count too. */
static bool are_right(const struct app *app)
{
    const char *kept = app->settings.lock_digits;
    unsigned long long salt;
    char text[SETTINGS_TEXT_BYTES];
    if (app->settings.lock == LOCK_HOLD)
        return strcmp(app->lock.told.typed, LOCK_ORDER) == 0;
    if (sscanf(kept, "%16llx:", &salt) != 1 || !strchr(kept, ':'))
        return strcmp(kept, app->lock.told.typed) == 0;
    write_digits(app->lock.told.typed, salt, text);
    return strcmp(kept, text) == 0;
}

static bool is_new(const struct app *app)
{
    return strcmp(app->screens[app->screen_count - 1].name, "lock:new") == 0;
}

bool app_lock_shown(const struct app *app)
{
    const char *screen = app->screens[app->screen_count - 1].name;
    return app->mode == MODE_PAGE && (is_new(app) || (strcmp(screen, "lock") == 0 && is_on(app)));
}

static void open_lock(struct app *app)
{
    char wanted[APP_SCREEN_BYTES];
    snprintf(wanted, sizeof wanted, "%s", app->lock.wanted);
    stay_open(app);
    app->lock.told.wrong = false;
    app_go_back(app);
    if (wanted[0])
        app_go(app, wanted);
}

static void add_digit(struct app *app, char digit)
{
    struct board_lock *told = &app->lock.told;
    size_t count = strlen(told->typed);
    told->wrong = false;
    if (count < LOCK_DIGIT_COUNT) {
        told->typed[count] = digit;
        told->typed[count + 1] = '\0';
    }
    if (is_new(app) || strlen(told->typed) < LOCK_DIGIT_COUNT)
        return;
    if (are_right(app)) {
        open_lock(app);
    } else {
        told->wrong = true;
        told->typed[0] = '\0';
    }
}

static void delete_digit(struct app *app)
{
    size_t count = strlen(app->lock.told.typed);
    if (count > 0)
        app->lock.told.typed[count - 1] = '\0';
}

static void take_new(struct app *app)
{
    struct settings changed = app->settings;
    if (!is_new(app) || strlen(app->lock.told.typed) < LOCK_DIGIT_COUNT)
        return;
    uint64_t salt = hash64_step(hash64_step(HASH64_START, (uint64_t)app_local_ms(app)), (uint64_t)app->now);
    write_digits(app->lock.told.typed, salt, changed.lock_digits);
    changed.lock = LOCK_DIGITS;
    app_put_settings(app, &changed);
    app_keep_settings(app);
    stay_open(app);
    app_go_back(app);
}

void app_lock_do(struct app *app, const char *deed)
{
    app->page_stale = true;
    if (strncmp(deed, "digit:", 6) == 0)
        add_digit(app, deed[6]);
    else if (strcmp(deed, "delete") == 0)
        delete_digit(app);
    else if (strcmp(deed, "take") == 0)
        take_new(app);
    else if (strcmp(deed, "now") == 0)
        app_lock_shut(app);
}

void app_lock_shut(struct app *app)
{
    if (!is_on(app) || !is_open(app))
        return;
    app->lock.open_until = app->now;
    if (app->mode == MODE_PAGE && is_guarded_screen(app->screens[app->screen_count - 1].name))
        app_go_home(app);
}

/* --- keys and holds ---------------------------------------------------------------------------------------- */

void app_lock_typed(struct app *app, const struct event *event)
{
    app->page_stale = true;
    if (event->kind == EVENT_TEXT)
        for (const char *at = event->text; *at; at++)
            if (*at >= '0' && *at <= '9')
                add_digit(app, *at);
    if (event->kind != EVENT_TYPING_KEY)
        return;
    if (event->key == TYPING_BACKSPACE)
        delete_digit(app);
    else if (event->key == TYPING_ENTER)
        take_new(app);
    else if (event->key == TYPING_ESCAPE)
        app_go_back(app);
}

void app_lock_hold(struct app *app, bool down)
{
    bool holds = down && app_lock_shown(app) && !is_new(app) && app->settings.lock == LOCK_HOLD;
    if (holds == app->lock.told.held)
        return;
    app->lock.told.held = holds;
    app->lock.held_until = holds ? app->now + time_from_ms(APP_LOCK_HOLD_MS) : TIME_NEVER;
    app->page_stale = true;
}

time_us app_lock_deadline(const struct app *app)
{
    return app->lock.told.held ? app->lock.held_until : TIME_NEVER;
}

void app_lock_advance(struct app *app)
{
    app->lock.told.held = false;
    app_changed(app);
    if (app_lock_shown(app))
        open_lock(app);
}

/* Before a page is built: what was typed is forgotten elsewhere, and a hold ends. */
void app_lock_heed(struct app *app)
{
    struct board_lock *told = &app->lock.told;
    if (!app_lock_shown(app)) {
        memset(told->typed, 0, sizeof told->typed);
        told->wrong = told->held = false;
    }
    told->on = is_on(app);
    told->opened = is_open(app);
}
