#include "predict/toned.h"

#include <string.h>

#include "predict/spelt.h"

enum { UNITS_AT_MOST = 32, ASKED_AT_ONCE = 16 };

/* What is spelt without its tones, and the tones. */
struct hidden {
    const char *units[UNITS_AT_MOST];
    int ends[UNITS_AT_MOST]; /* of each unit: how many there are up to its end with the tone after it */
    int unit_count;
    int tones[SPELT_SYLLABLES_AT_MOST]; /* of each syllable; 0: not given */
    int syllable_count;
    bool any;
};

static void read_tones(struct hidden *hidden, const struct predict_request *request)
{
    struct spelt spelt;
    if (!spelt_parse(request->units, request->unit_count, &spelt))
        return;
    hidden->syllable_count = spelt.count;
    for (int i = 0; i < spelt.count; i++)
        hidden->tones[i] = spelt_tone(request->units[spelt.units[i] - 1]);
}

/* Digits among letters are no tones: they are left as they are. */
static struct hidden hide(const struct predict_request *request)
{
    struct hidden hidden = {.unit_count = 0};
    if (request->unit_count > UNITS_AT_MOST)
        return hidden;
    read_tones(&hidden, request);
    for (int i = 0; i < request->unit_count; i++) {
        if (hidden.syllable_count > 0 && hidden.unit_count > 0 && spelt_tone(request->units[i])) {
            hidden.ends[hidden.unit_count - 1] = i + 1;
            hidden.any = true;
        } else {
            hidden.ends[hidden.unit_count] = i + 1;
            hidden.units[hidden.unit_count++] = request->units[i];
        }
    }
    return hidden;
}

static struct predict_request without_tones(const struct predict_request *request,
                                            const struct hidden *hidden)
{
    struct predict_request plain = *request;
    plain.units = hidden->units;
    plain.unit_count = hidden->unit_count;
    return plain;
}

/* The tone of the syllable of a reading that begins here; 0: none is given. */
static int tone_of(const char *syllable)
{
    size_t length = strcspn(syllable, " ");
    return length > 0 && syllable[length - 1] >= '1' && syllable[length - 1] <= '5'
               ? syllable[length - 1] - '0'
               : 0;
}

static bool fits(const struct hidden *hidden, const struct candidate *candidate)
{
    const char *syllable = candidate->reading;
    for (int i = 0; i < hidden->syllable_count && *syllable; i++) {
        int tone = tone_of(syllable);
        if (hidden->tones[i] && tone && tone != hidden->tones[i])
            return false;
        syllable += strcspn(syllable, " ");
        syllable += strspn(syllable, " ");
    }
    return true;
}

static int count_with_tones(const struct hidden *hidden, int units)
{
    return units > 0 && units <= hidden->unit_count ? hidden->ends[units - 1] : units;
}

static int candidates(void *self, const struct predict_request *request, struct candidate *out, int most)
{
    const struct predictor *below = ((const struct toned *)self)->below;
    struct hidden hidden = hide(request);
    if (!hidden.any)
        return below->candidates(below->self, request, out, most);
    struct predict_request plain = without_tones(request, &hidden);
    struct candidate some[ASKED_AT_ONCE];
    int passed = 0, count = 0, found = ASKED_AT_ONCE;
    for (plain.skip = 0; count < most && found == ASKED_AT_ONCE; plain.skip += ASKED_AT_ONCE) {
        found = below->candidates(below->self, &plain, some, ASKED_AT_ONCE);
        for (int i = 0; i < found && count < most; i++) {
            if (!fits(&hidden, &some[i]) || passed++ < request->skip)
                continue;
            out[count] = some[i];
            out[count++].units = count_with_tones(&hidden, some[i].units);
        }
    }
    return count;
}

/* A tone may follow when there is anything to be offered for it. */
static bool tone_may_follow(struct toned *toned, const struct predict_request *request, const char *unit)
{
    const char *units[UNITS_AT_MOST];
    struct candidate one;
    if (request->unit_count >= UNITS_AT_MOST || !spelt_wants_tone(request->units, request->unit_count))
        return false;
    for (int i = 0; i < request->unit_count; i++)
        units[i] = request->units[i];
    units[request->unit_count] = unit;
    struct predict_request longer = *request;
    longer.units = units;
    longer.unit_count++;
    longer.skip = 0;
    return candidates(toned, &longer, &one, 1) > 0;
}

static bool may_follow(void *self, const struct predict_request *request, const char *unit)
{
    struct toned *toned = self;
    struct hidden hidden = hide(request);
    if (spelt_tone(unit) && !request->english)
        return tone_may_follow(toned, request, unit);
    struct predict_request plain = hidden.any ? without_tones(request, &hidden) : *request;
    return toned->below->may_follow(toned->below->self, &plain, unit);
}

/* Tones are weighed with the rest (weigh.h). */
static void weigh(void *self, const struct predict_request *request, struct predict_weight *items, int count)
{
    const struct predictor *below = ((const struct toned *)self)->below;
    below->weigh(below->self, request, items, count);
}

struct predictor toned_predictor(struct toned *toned)
{
    return (struct predictor){
        .self = toned, .candidates = candidates, .may_follow = may_follow, .weigh = weigh};
}
