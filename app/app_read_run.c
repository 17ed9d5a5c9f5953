#include "app_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"

/* Reading that goes on by itself: aloud, sentence by sentence, or silently, page by page. See app_read.h. */

static const struct article_sentence *sentence_now(const struct app *app)
{
    const struct app_reading *reading = &app->reading;
    const struct article *article = reading->set_of;
    bool is = article && reading->sentence >= 0 && reading->sentence < article->sentence_count;
    return is ? &article->sentences[reading->sentence] : NULL;
}

static const struct reading_page *page_now(const struct app *app)
{
    return &app->reading.pages.pages[app->reading.page];
}

/* --- stopping --------------------------------------------------------------------------------------------- */

/* What is being said is left to whoever stops it. */
void app_read_still(struct app *app)
{
    struct app_reading *reading = &app->reading;
    if (reading->run == READING_STILL)
        return;
    reading->run = READING_STILL;
    reading->turn_at = TIME_NEVER;
    reading->word_count = 0;
    app->last_press = app->now; /* the time to rest by itself begins now */
    app_stale_from_start(app);
    if (app->mode == MODE_PAGE)
        app_scan_start(app);
}

void app_read_stop(struct app *app)
{
    bool aloud = app->reading.run == READING_ALOUD;
    app_read_still(app);
    if (aloud)
        app_stop_speech(app);
}

/* The article has come to its end: aloud begins at its beginning again, or at the page's. */
static void come_to_end(struct app *app)
{
    app->reading.sentence = -1;
    app_read_still(app);
}

/* --- aloud ------------------------------------------------------------------------------------------------ */

static void show_page_of(struct app *app, size_t offset)
{
    struct app_reading *reading = &app->reading;
    if (reading_page_of(&reading->pages, offset) == reading->page)
        return;
    reading->at = offset;
    app->page_stale = true;
}

static void say_sentence(struct app *app)
{
    struct app_reading *reading = &app->reading;
    const struct article_sentence *sentence = sentence_now(app);
    struct buffer known = {0};
    char *text = memory_new(sentence->size + 1, 1);
    memcpy(text, reading->set_of->text + sentence->first, sentence->size);
    glossary_reading(&app_library(app)->glossary, text, sentence->size, &known);
    reading->word_count = 0;
    app->last_press = app->now; /* who listens is awake */
    app_speak_part(app, text, known.size ? buffer_text(&known) : NULL, app->settings.reading_rate_wpm);
    buffer_destroy(&known);
    free(text);
    app_changed(app);
}

/* The sentence that runs on from the page before is read from its beginning, on this page. */
static int first_sentence(const struct app *app)
{
    const struct app_reading *reading = &app->reading;
    const struct article_sentence *left_at = sentence_now(app);
    const struct reading_page *page = page_now(app);
    if (left_at && left_at->first < page->end && left_at->first + left_at->size > page->first)
        return reading->sentence;
    return article_sentence_at(reading->set_of, page->first);
}

void app_read_aloud(struct app *app)
{
    struct app_reading *reading = &app->reading;
    if (!app_reads(app) || reading->run != READING_STILL)
        return;
    if (app->sound_lost) { /* the notice says it; nothing is read to nobody */
        app_changed(app);
        return;
    }
    int sentence = first_sentence(app);
    if (sentence < 0)
        return;
    app_stop_speech(app);
    reading->sentence = sentence;
    reading->run = READING_ALOUD;
    app_scan_stop(app);
    app->page_stale = true;
    say_sentence(app);
}

/* What was said has come to its end. */
void app_read_said(struct app *app)
{
    struct app_reading *reading = &app->reading;
    if (reading->run != READING_ALOUD)
        return;
    if (++reading->sentence >= reading->set_of->sentence_count) {
        come_to_end(app);
        return;
    }
    show_page_of(app, sentence_now(app)->first);
    say_sentence(app);
}

/* A word of the sentence begins: it lights up, and a sentence that goes on overleaf turns the page. */
void app_read_word(struct app *app, int first, int count)
{
    struct app_reading *reading = &app->reading;
    const struct article_sentence *sentence = sentence_now(app);
    if (reading->run != READING_ALOUD || !sentence)
        return;
    reading->word_first = first;
    reading->word_count = count;
    size_t at = utf8_offset(reading->set_of->text + sentence->first, sentence->size, (size_t)first);
    if (sentence->first + at >= page_now(app)->end)
        show_page_of(app, sentence->first + at);
    app_changed(app);
}

/* --- silently --------------------------------------------------------------------------------------------- */

void app_read_time_page(struct app *app)
{
    const struct article *article = app->reading.set_of;
    const struct reading_page *page = page_now(app);
    int64_t units = article_units(article->text + page->first, page->end - page->first);
    int64_t ms = units * 60000 / app->settings.reading_pace;
    app->reading.turn_at = app->now + time_from_ms(ms > READING_PAGE_LEAST_MS ? ms : READING_PAGE_LEAST_MS);
}

void app_read_silent(struct app *app)
{
    struct app_reading *reading = &app->reading;
    const struct article *article = reading->set_of;
    char place[ARTICLE_ID_BYTES + 32];
    if (!article || reading->run != READING_STILL)
        return;
    snprintf(place, sizeof place, "%zu:%s", reading->at, article->id);
    app_read_go(app, place);
    app_stop_speech(app);
    reading->run = READING_SILENT;
    reading->turn_at = TIME_NEVER; /* once it stands there */
    app_scan_stop(app);
}

time_us app_read_deadline(const struct app *app)
{
    return time_min(app->reading.keep_at, app->reading.turn_at);
}

static void turn_by_itself(struct app *app)
{
    struct app_reading *reading = &app->reading;
    if (reading->page + 1 >= reading->pages.page_count) {
        come_to_end(app);
        return;
    }
    app->last_press = app->now;
    reading->at = reading->pages.pages[reading->page + 1].first;
    reading->turn_at = TIME_NEVER;
    app->page_stale = true;
}

void app_read_advance(struct app *app)
{
    if (app->reading.turn_at <= app->now)
        turn_by_itself(app);
    else
        app_read_keep(app);
}

/* --- a press ---------------------------------------------------------------------------------------------- */

/* A press while something runs stops it when it counts, and does nothing else: neither what is lit then nor, let go, what
 * was lit before. */
bool app_read_takes_press(struct app *app, const struct switch_output *output)
{
    struct app_reading *reading = &app->reading;
    bool counts = output->kind == SWITCH_PRESSED || output->kind == SWITCH_ACT;
    if (reading->run != READING_STILL && counts) {
        app_read_stop(app);
        reading->swallows = output->kind == SWITCH_PRESSED;
        return true;
    }
    bool swallowed = reading->swallows && output->kind == SWITCH_ACT; /* which may come behind the release */
    if (output->kind == SWITCH_PRESSED || output->kind == SWITCH_ACT || output->kind == SWITCH_CANCEL)
        reading->swallows = false;
    return swallowed;
}

/* --- to others -------------------------------------------------------------------------------------------- */

void app_read_say(struct app *app)
{
    const struct article *article = app->reading.set_of;
    struct buffer text = {0}, known = {0};
    if (!article)
        return;
    const struct reading_page *page = page_now(app);
    buffer_printf(&text, "%s", _("Please listen to this: "));
    buffer_add(&text, article->text + page->first, page->end - page->first);
    glossary_reading(&app_library(app)->glossary, buffer_text(&text), text.size, &known);
    app_speak(app, buffer_text(&text), known.size ? buffer_text(&known) : NULL, false);
    buffer_destroy(&text);
    buffer_destroy(&known);
}

/* --- what is seen ----------------------------------------------------------------------------------------- */

void app_read_scene(const struct app *app, struct scene *scene)
{
    const struct app_reading *reading = &app->reading;
    const struct article_sentence *sentence = sentence_now(app);
    if (reading->run != READING_ALOUD || !sentence)
        return;
    const char *text = reading->set_of->text + sentence->first;
    size_t first = utf8_offset(text, sentence->size, (size_t)reading->word_first);
    size_t end = utf8_offset(text, sentence->size, (size_t)(reading->word_first + reading->word_count));
    scene->read_first = sentence->first;
    scene->read_size = sentence->size;
    scene->read_word_first = sentence->first + first;
    scene->read_word_size = end - first;
    scene->spoken_text = NULL; /* it stands in the article */
    scene->spoken_count = 0;
}
