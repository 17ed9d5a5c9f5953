#include "run/say.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

/* The most that can be set (speech_volume): a call is heard two rooms away, whatever was set for talking beside a bed. */
enum { CALL_VOLUME = 200 };

void sayer_init(struct sayer *sayer, const struct lexicon *lexicon, const struct script *script,
                struct recordings *recordings)
{
    *sayer = (struct sayer){.lexicon = lexicon, .script = script, .recordings = recordings};
    reading_init(&sayer->reading);
}

void sayer_destroy(struct sayer *sayer)
{
    reading_destroy(&sayer->reading);
    buffer_destroy(&sayer->simplified);
}

/* The readings that were chosen: one word for each Hanzi of the text, "-" where there is none. */
struct chosen {
    struct spelt_reading *items;
    toned_syllable *syllables;
    size_t count;
};

static size_t next_word(const char **at, const char **word)
{
    *at += strspn(*at, " ");
    *word = *at;
    size_t length = strcspn(*at, " ");
    *at += length;
    return length;
}

static void take_chosen(struct chosen *chosen, const char *text, const char *reading)
{
    size_t size = strlen(text), characters = utf8_count(text, size);
    uint32_t c;
    chosen->items = memory_new(characters, sizeof *chosen->items);
    chosen->syllables = memory_new(characters, sizeof *chosen->syllables);
    int index = 0;
    for (size_t at = 0; at < size; index++) {
        const char *word;
        at += utf8_decode(text + at, size - at, &c);
        if (!utf8_is_hanzi(c))
            continue;
        size_t length = next_word(&reading, &word);
        toned_syllable *syllable = &chosen->syllables[chosen->count];
        if (length == 0 || *word == '-' || reading_parse_spelt(word, length, syllable, 1) != 1)
            continue;
        chosen->items[chosen->count++] =
            (struct spelt_reading){.first = index, .count = 1, .syllables = syllable};
    }
}

/* The lexicon knows simplified characters: 銀行 is looked up as 银行. As many characters as the text has, each in its
 * place. */
static const char *as_read(struct sayer *sayer, const char *text)
{
    const struct script *script = sayer->script;
    size_t size = strlen(text);
    return script && script->convert(script->self, SCRIPT_SIMPLIFIED, text, size, &sayer->simplified)
               ? buffer_text(&sayer->simplified)
               : text;
}

/* The cue voice is the program's, and what is read at another pace is read by the synthesiser. */
static void find_recording(struct sayer *sayer, const struct effect *effect, const char *text, bool english)
{
    struct recordings_wish wish = {.english = english, .phrase = effect->phrase, .text = text};
    sayer->answer = RECORDINGS_NONE;
    if (sayer->recordings && !effect->cue && effect->rate_wpm == 0)
        sayer->answer = recordings_get(sayer->recordings, &wish, &sayer->found);
    if (sayer->answer == RECORDINGS_NONE)
        sayer->found = (struct recordings_found){0};
}

static int volume_of(const struct effect *effect, const struct settings *settings)
{
    if (effect->cue)
        return settings->cue_volume;
    bool calls = effect->phrase && strcmp(effect->phrase, "call") == 0;
    return calls ? CALL_VOLUME : settings->speech_volume;
}

struct utterance sayer_build(struct sayer *sayer, const struct effect *effect,
                             const struct settings *settings)
{
    struct chosen chosen = {0};
    if (effect->reading)
        take_chosen(&chosen, effect->text, effect->reading);
    struct reading_options options = {
        .lexicon = sayer->lexicon,
        .hint = settings->language == LANGUAGE_ENGLISH ? SPEECH_ENGLISH : SPEECH_CHINESE,
        .english = settings->english_voice == 0 ? VOICE_ENGLISH_BRITISH : VOICE_ENGLISH,
        .spelt = chosen.items,
        .spelt_count = chosen.count,
    };
    const char *text = as_read(sayer, effect->text);
    reading_make(&sayer->reading, text, strlen(text), &options);
    free(chosen.items);
    free(chosen.syllables);
    find_recording(sayer, effect, text, settings->language == LANGUAGE_ENGLISH);
    return (struct utterance){
        .id = effect->speech_id,
        .role = effect->cue ? VOICE_CUE : VOICE_MAIN,
        .segments = sayer->reading.segments,
        .segment_count = sayer->reading.segment_count,
        .rate_wpm = effect->rate_wpm ? effect->rate_wpm
                    : effect->cue    ? settings->cue_rate_wpm
                                     : settings->speech_rate_wpm,
        .pitch = settings->speech_pitch,
        .volume_percent = volume_of(effect, settings),
        .samples = sayer->found.samples,
        .sample_count = sayer->found.count,
        .characters = (int)utf8_count(effect->text, strlen(effect->text)),
    };
}

void say_report(const struct sayer *sayer, const struct utterance *utterance, struct app *app, time_us at_us)
{
    if (sayer->answer == RECORDINGS_BROKEN)
        app_warn(app, WARNING_RECORDING_BROKEN, sayer->found.problem, at_us);
    if (sayer->answer != RECORDINGS_SOUND)
        return;
    app_unwarn(app, WARNING_RECORDING_BROKEN, at_us);
    app_speech_lasts(app, utterance->id, (time_us)utterance->sample_count * 1000000 / SOUND_RATE_HZ);
}

void say_as(const struct utterance *utterance, struct buffer *out)
{
    for (size_t i = 0; i < utterance->segment_count && !utterance->sample_count; i++)
        buffer_printf(out, "%s%s", i ? " " : "", utterance->segments[i].as);
}
