#include "app_parts.h"

#include <math.h>
#include <string.h>

/* Whole sentences that the writing board may offer: the phrases, what was said today, and on earlier days. */

static const double WEIGHT_OF_PHRASE = 1, WEIGHT_OF_SAID = 2, FADES_BY = 0.99;
static const double WEIGHT_OF_EARLIER = 1, FADES_BY_DAY = 0.97; /* half after three weeks */
enum { ROOM_FOR_TODAY = 1000 };

static void add_phrases(struct app *app, const struct phrase_set *set)
{
    for (size_t i = 0; set && i < set->count; i++)
        for (size_t k = 0; k < set->categories[i].count; k++) {
            const struct phrase *phrase = &set->categories[i].phrases[k];
            if (!phrase->label_cut)
                known_texts_add(app->known, phrase->label, WEIGHT_OF_PHRASE);
            if (strcmp(phrase->label, phrase->spoken) != 0)
                known_texts_add(app->known, phrase->spoken, WEIGHT_OF_PHRASE);
        }
}

static void add_earlier(struct app *app)
{
    for (int i = 0; i < app->said_earlier_count; i++)
        if (app->known->count < KNOWN_TEXTS_AT_MOST - ROOM_FOR_TODAY)
            known_texts_add(app->known, app->said_earlier[i].text,
                            WEIGHT_OF_EARLIER * pow(FADES_BY_DAY, app->said_earlier[i].days));
}

void app_known_fill(struct app *app)
{
    double weight = WEIGHT_OF_SAID;
    if (!app->known)
        return;
    known_texts_clear(app->known);
    add_phrases(app, app->phrases_zh);
    add_phrases(app, app->phrases_en);
    for (int i = 0; i < app->history_count; i++, weight *= FADES_BY)
        known_texts_add(app->known, app->history[i], weight);
    add_earlier(app);
}

void app_known_said(struct app *app, const char *text)
{
    if (app->known)
        known_texts_add(app->known, text, WEIGHT_OF_SAID);
}
