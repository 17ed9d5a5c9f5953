#include "predict/offers.h"

#include <stdint.h>
#include <string.h>

#include "predict/syllable.h"

void offers_init(struct offers *offers, const struct predictor *inner, bool weighs)
{
    *offers = (struct offers){.inner = inner, .weighs = weighs};
    offers_forget(offers);
}

void offers_forget(struct offers *offers)
{
    offers->context_size = SIZE_MAX;
}

/* --- worth ----------------------------------------------------------------------------------------------- */

static bool is_digit(const char *unit)
{
    return unit[0] >= '0' && unit[0] <= '9';
}

/* Initials and finals in turn? Tones are no part of it. `parts`: how many there are. Initials alone have no weights. */
static bool is_in_turn(const struct predict_request *request, int *parts)
{
    *parts = 0;
    for (int i = 0; i < request->unit_count; i++) {
        if (is_digit(request->units[i]))
            continue;
        if (*parts % 2 && final_find(request->units[i], strlen(request->units[i])) == FINAL_NONE)
            return false;
        ++*parts;
    }
    return true;
}

/* How many of these stand on the first page. Where no weights can be given, all do. */
static int worth_showing(const struct offers *offers, const struct predict_request *request,
                         const struct candidate *found, int count)
{
    struct predict_weight items[OFFERS_PAGE_AT_MOST];
    int parts;
    if (!offers->weighs || !(request->worth > 0) || count > OFFERS_PAGE_AT_MOST ||
        !is_in_turn(request, &parts))
        return count;
    bool spelt_out = parts > 0 && parts % 2 == 0;
    double sum = 0, least = spelt_out ? request->worth / 2 : request->worth;
    for (int i = 0; i < count; i++)
        items[i] = (struct predict_weight){.text = found[i].text};
    offers->inner->weigh(offers->inner->self, request, items, count);
    for (int i = 0; i < count; i++)
        sum += items[i].weight;
    int shown = spelt_out && count > 0 ? 1 : 0;
    while (shown < count && (items[shown].weight >= least || !(sum > 0)))
        shown++;
    double together = 0;
    for (int i = 0; i < shown; i++)
        together += items[i].weight;
    if (!spelt_out && sum > 0 && together < shown * request->worth + request->first_worth)
        shown = 0;
    for (int i = shown; i < count; i++)
        if (found[i].whole)
            shown = i + 1;
    return shown;
}

static bool stands_elsewhere(const struct predict_request *request, const char *text)
{
    for (int i = 0; i < request->elsewhere_count; i++)
        if (strcmp(request->elsewhere[i], text) == 0)
            return request->unit_count == 0;
    return false;
}

static int first_page(const struct offers *offers, const struct predict_request *request,
                      struct candidate *out, int most)
{
    struct candidate found[OFFERS_PAGE_AT_MOST + OFFERS_ELSEWHERE_AT_MOST];
    int more = request->unit_count == 0 ? request->elsewhere_count : 0, kept = 0;
    if (more == 0 || more > OFFERS_ELSEWHERE_AT_MOST || most > OFFERS_PAGE_AT_MOST) {
        kept = offers->inner->candidates(offers->inner->self, request, out, most);
        return worth_showing(offers, request, out, kept);
    }
    int count = offers->inner->candidates(offers->inner->self, request, found, most + more);
    for (int i = 0; i < count && kept < most; i++)
        if (!stands_elsewhere(request, found[i].text))
            out[kept++] = found[i];
    return worth_showing(offers, request, out, kept);
}

/* --- declined -------------------------------------------------------------------------------------------- */

static const char *end_of_context(const struct predict_request *request, size_t *size)
{
    size_t most = OFFERS_CONTEXT_BYTES;
    *size = request->context_size < most ? request->context_size : most;
    return request->context + request->context_size - *size;
}

static bool is_same_place(const struct offers *offers, const struct predict_request *request)
{
    size_t size;
    const char *context = end_of_context(request, &size);
    return size == offers->context_size && memcmp(context, offers->context, size) == 0;
}

static void begin_place(struct offers *offers, const struct predict_request *request)
{
    const char *context = end_of_context(request, &offers->context_size);
    memcpy(offers->context, context, offers->context_size);
    offers->unit_count = offers->counts[0] = 0;
}

/* How many of the units are those for which the words are known. */
static int known_units(const struct offers *offers, const struct predict_request *request, int most)
{
    int known = 0;
    while (known < offers->unit_count && known < most &&
           strcmp(offers->units[known], request->units[known]) == 0)
        known++;
    return known;
}

/* Returns how many are declined then. */
static int decline(struct offers *offers, const char *text, int declined)
{
    size_t size = strlen(text) + 1;
    if (declined == OFFERS_DECLINED_AT_MOST || size > CANDIDATE_TEXT_BYTES)
        return declined;
    memcpy(offers->texts[declined], text, size);
    offers->declined[declined] = offers->texts[declined];
    return declined + 1;
}

/* What stands there while only the first `count` units are spelt is declined by whoever spells the next. */
static void decline_page(struct offers *offers, const struct predict_request *request, int count)
{
    struct candidate found[OFFERS_PAGE_AT_MOST];
    struct predict_request before = *request;
    int declined = offers->counts[count];
    before.unit_count = count;
    before.skip = 0;
    before.declined = offers->declined;
    before.declined_count = declined;
    int shown = first_page(offers, &before, found, request->page);
    for (int i = 0; i < shown; i++)
        declined = decline(offers, found[i].text, declined);
    for (int i = 0; count == 0 && i < request->elsewhere_count; i++)
        declined = decline(offers, request->elsewhere[i], declined);
    offers->counts[count + 1] = declined;
    memcpy(offers->units[count], request->units[count], strlen(request->units[count]) + 1);
    offers->unit_count = count + 1;
}

/* Where syllables are spelt: with what was declined. */
static struct predict_request completed(struct offers *offers, const struct predict_request *request)
{
    struct predict_request complete = *request;
    complete.page = offers->page;
    complete.worth = offers->worth;
    if (!is_same_place(offers, request))
        begin_place(offers, request);
    int most = request->unit_count < OFFERS_UNITS_AT_MOST ? request->unit_count : OFFERS_UNITS_AT_MOST;
    int known = known_units(offers, request, most);
    for (; known < most && strlen(request->units[known]) < OFFERS_UNIT_BYTES; known++)
        decline_page(offers, &complete, known);
    complete.declined = offers->declined;
    complete.declined_count = offers->counts[known];
    return complete;
}

/* --- the predictor --------------------------------------------------------------------------------------- */

static bool is_mine(const struct offers *offers, const struct predict_request *request)
{
    return !request->english && offers->page > 0 && !(request->unit_count > 0 && is_digit(request->units[0]));
}

/* What this request says about the page holds for the next weights, too. */
static void note_page(struct offers *offers, const struct predict_request *request)
{
    int page = request->page < OFFERS_PAGE_AT_MOST ? request->page : OFFERS_PAGE_AT_MOST;
    if (page == offers->page && !(request->worth < offers->worth) && !(request->worth > offers->worth))
        return;
    offers->page = page;
    offers->worth = request->worth;
    offers_forget(offers);
}

static int candidates(void *self, const struct predict_request *request, struct candidate *out, int most)
{
    struct offers *offers = self;
    note_page(offers, request);
    if (!is_mine(offers, request))
        return offers->inner->candidates(offers->inner->self, request, out, most);
    struct predict_request complete = completed(offers, request);
    return request->skip == 0 && !request->further
               ? first_page(offers, &complete, out, most)
               : offers->inner->candidates(offers->inner->self, &complete, out, most);
}

static bool may_follow(void *self, const struct predict_request *request, const char *unit)
{
    const struct offers *offers = self;
    return offers->inner->may_follow(offers->inner->self, request, unit);
}

static void weigh(void *self, const struct predict_request *request, struct predict_weight *items, int count)
{
    struct offers *offers = self;
    struct predict_request complete = is_mine(offers, request) ? completed(offers, request) : *request;
    offers->inner->weigh(offers->inner->self, &complete, items, count);
}

struct predictor offers_predictor(struct offers *offers)
{
    return (struct predictor){
        .self = offers, .candidates = candidates, .may_follow = may_follow, .weigh = weigh};
}
