#include "app_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* What somebody who listens sees on a display of their own:
 *
 *     nothing ──something is written──▶ is writing ──said──▶ what was said ──APP_PARTNER_SAID_MS──▶ nothing
 *                                          ▲──────────something is written──────────┘
 *
 * While a rest, a search, a text that is typed, or the person hides it, there is nothing to see. A call always is. */

static bool is_shown(const struct app *app)
{
    return app->settings.partner_view != PARTNER_OFF;
}

/* What stands in the message now is not meant for anybody. */
static bool writes_aside(const struct app *app)
{
    return app->reading.searches || app->edit.told.typing;
}

void app_partner_message_changed(struct app *app)
{
    struct app_partner *partner = &app->partner;
    const char *text = message_text(&app->message);
    if (!is_shown(app) || writes_aside(app))
        return;
    bool said = partner->said && strcmp(partner->said, text) == 0 && !app->told_reading[0];
    partner->writing = !said && !message_is_empty(&app->message);
}

void app_partner_says(struct app *app, const char *text)
{
    if (!is_shown(app))
        return;
    app_replace_text(&app->partner.said, text);
    app->partner.writing = false;
    app->partner.said_until = TIME_NEVER; /* while it is being said */
}

static bool says(const struct app *app)
{
    return app->speech_id && app->partner.said && strcmp(app->speech_text, app->partner.said) == 0;
}

void app_partner_said(struct app *app)
{
    if (app->partner.said && app->partner.said_until == TIME_NEVER)
        app->partner.said_until = app->now + time_from_ms(APP_PARTNER_SAID_MS);
}

time_us app_partner_deadline(const struct app *app)
{
    return app->partner.said ? app->partner.said_until : TIME_NEVER;
}

void app_partner_advance(struct app *app)
{
    app_partner_destroy(app);
    app_changed(app);
}

void app_partner_configure(struct app *app)
{
    if (is_shown(app))
        return;
    app->partner.writing = false;
    app_partner_destroy(app);
}

void app_partner_destroy(struct app *app)
{
    free(app->partner.said);
    app->partner.said = NULL;
    app->partner.said_until = TIME_NEVER;
}

static bool is_away(const struct app *app)
{
    bool asked = app->mode == MODE_PAGE || app->mode == MODE_ASK;
    return !asked || app->settings.partner_hidden;
}

static enum partner_state state_of(const struct app *app)
{
    if (app->ringing)
        return PARTNER_STATE_CALL;
    if (is_away(app))
        return PARTNER_STATE_NOTHING;
    if (app->partner.writing)
        return writes_aside(app) ? PARTNER_STATE_NOTHING : PARTNER_STATE_WRITING;
    bool tells = app->partner.said && app->settings.partner_shows != PARTNER_WRITING;
    return !tells ? PARTNER_STATE_NOTHING : says(app) ? PARTNER_STATE_SPEAKING : PARTNER_STATE_SAID;
}

static const char *text_of(const struct app *app, enum partner_state state)
{
    const char *said = app->partner.said ? app->partner.said : "";
    switch (state) {
    case PARTNER_STATE_CALL:
        return _("Please come! I need help.");
    case PARTNER_STATE_WRITING:
        return app->settings.partner_shows == PARTNER_MESSAGE ? message_text(&app->message)
               : app->settings.partner_shows == PARTNER_SAID  ? said
                                                              : "";
    case PARTNER_STATE_SPEAKING:
    case PARTNER_STATE_SAID:
        return said;
    case PARTNER_STATE_NOTHING:
        break;
    }
    return "";
}

const char *partner_state_name(enum partner_state state)
{
    static const char *const names[] = {"nothing", "writing", "speaking", "said", "call"};
    return names[state];
}

bool app_partner_scene(const struct app *app, struct page *page, struct scene *scene,
                       enum partner_state *state)
{
    if (!is_shown(app))
        return false;
    *state = state_of(app);
    page_begin(page, "partner", *state == PARTNER_STATE_WRITING ? _("is writing, please wait …") : "");
    page->shape = PAGE_LISTEN;
    page->question = arena_text(&page->arena, text_of(app, *state));
    *scene = scene_of_page(page);
    scene->theme = (enum theme)app->settings.theme;
    scene->text_percent = app->settings.text_percent;
    scene->english = app_english(app);
    scene->traditional = app_traditional(app);
    scene->ringing = app->ringing;
    scene->flash_on = app->flash_on;
    if (*state == PARTNER_STATE_SPEAKING) {
        scene->spoken_text = app->speech_text;
        scene->spoken_first = app->spoken_first;
        scene->spoken_count = app->spoken_count;
    }
    return true;
}
