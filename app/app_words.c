#include "app_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "predict/own_words_file.h"

/* The person's own words: learnt when the message is spoken, kept a few seconds later, mended by the
 * caregiver. */

void app_words_configure(struct app *app)
{
    if (app->own_words)
        own_words_switch(app->own_words, app->settings.learn);
}

static void keep_soon(struct app *app)
{
    if (app->keep_words_at == TIME_NEVER)
        app->keep_words_at = app->now + time_from_ms(APP_KEEP_WORDS_MS);
}

void app_words_keep(struct app *app)
{
    struct buffer text = {0};
    app->keep_words_at = TIME_NEVER;
    own_words_write(app->own_words, &text);
    app_emit(app, EFFECT_KEEP_WORDS)->text = app_keep(app, buffer_text(&text));
    buffer_destroy(&text);
}

void app_words_changed(struct app *app, time_us at_us)
{
    app_advance(app, at_us);
    app->page_stale = true;
    app_refresh(app);
}

/* The message in simplified characters, as the words inside the program stand. */
static void simple_message(struct app *app, struct buffer *text)
{
    const struct script *script = app->script;
    const char *message = message_text(&app->message);
    size_t size = message_size(&app->message);
    if (!app_traditional(app) || !script->convert(script->self, SCRIPT_SIMPLIFIED, message, size, text))
        buffer_add(text, message, size);
}

/* --- learning ------------------------------------------------------------------------------------------ */

/* How far the message is what was learnt from last: who speaks, writes on and speaks again has said the
 * beginning once. */
static size_t learnt_already(const struct app *app)
{
    const char *text = message_text(&app->message);
    size_t same = 0;
    if (!app->learnt)
        return 0;
    while (text[same] && text[same] == app->learnt[same])
        same++;
    while (same > 0 && ((unsigned char)text[same] & 0xC0u) == 0x80u)
        same--;
    return same;
}

void app_words_spoken(struct app *app)
{
    struct buffer reading = {0}, text = {0};
    size_t known = learnt_already(app);
    if (!app->own_words || !app->own_words->on || known == message_size(&app->message))
        return;
    size_t known_count = utf8_count(message_text(&app->message), known);
    simple_message(app, &text);
    app_message_reading(app, &reading);
    own_words_learn(app->own_words,
                    &(struct own_message){.text = buffer_text(&text),
                                          .size = text.size,
                                          .known = utf8_offset(buffer_text(&text), text.size, known_count),
                                          .reading = buffer_text(&reading)});
    buffer_destroy(&text);
    buffer_destroy(&reading);
    app_replace_text(&app->learnt, message_text(&app->message));
    keep_soon(app);
}

/* Another message begins where the last one was cleared. */
void app_words_message_changed(struct app *app)
{
    if (message_size(&app->message) == 0)
        app_replace_text(&app->learnt, NULL);
}

/* --- the caregiver ------------------------------------------------------------------------------------- */

static int find(const struct app *app, const char *text)
{
    return app->own_words ? own_words_find(app->own_words, text, strlen(text)) : -1;
}

void app_words_forget(struct app *app, const char *text)
{
    if (!own_words_forget(app->own_words, find(app, text)))
        return;
    keep_soon(app);
    app_go_back(app);
}

void app_words_correct(struct app *app, const char *text)
{
    struct buffer reading = {0}, right_text = {0};
    simple_message(app, &right_text);
    app_message_reading(app, &reading);
    bool right = own_words_correct(app->own_words, find(app, text), buffer_text(&right_text), right_text.size,
                                   buffer_text(&reading));
    buffer_destroy(&right_text);
    buffer_destroy(&reading);
    if (!right)
        return;
    keep_soon(app);
    app_go_back(app);
}

void app_words_forget_all(struct app *app)
{
    own_words_forget_all(app->own_words);
    keep_soon(app);
    app_stale_from_start(app);
}
