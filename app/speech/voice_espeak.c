#include "speech/voice_espeak.h"

#include <espeak-ng/speak_lib.h>
#include <locale.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "speech/sound_ring.h"

enum { CHUNK_MS = 20 };

struct synth {
    int language;                  /* whose voice is set; -1: none */
    const struct synth_sink *sink; /* while speaking */
};

/* The library's own state is the process's; this is only the memory of having started it. */
static pthread_once_t started = PTHREAD_ONCE_INIT;
static int library_rate_hz;

/* The library hands back, with each list of events, what was given to espeak_Synth(): our struct synth. */
static int hear(short *samples, int count, espeak_EVENT *events)
{
    const espeak_EVENT *last = events;
    while (last->type != espeakEVENT_LIST_TERMINATED)
        last++;
    const struct synth *synth = last->user_data;
    const struct synth_sink *sink = synth ? synth->sink : NULL;
    if (!sink)
        return 1;
    for (; sink->word && events != last; events++)
        if (events->type == espeakEVENT_WORD && events->sample >= 0)
            sink->word(sink->context, (uint64_t)events->sample, events->text_position, events->length);
    if (!samples || count <= 0)
        return 0;
    return sink->samples(sink->context, samples, (size_t)count) ? 0 : 1;
}

static void start_library(void)
{
    char *before = memory_copy_text(setlocale(LC_CTYPE, NULL));
    library_rate_hz = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, CHUNK_MS, NULL, espeakINITIALIZE_DONT_EXIT);
    if (before)
        setlocale(LC_CTYPE, before);
    free(before);
    if (library_rate_hz > 0)
        espeak_SetSynthCallback(hear);
}

struct synth *synth_create(char *reason, size_t size)
{
    pthread_once(&started, start_library);
    if (library_rate_hz != SOUND_RATE_HZ) {
        snprintf(reason, size, library_rate_hz > 0 ? "espeak-ng: rate of %d Hz" : "espeak-ng: no data (%d)",
                 library_rate_hz);
        return NULL;
    }
    struct synth *synth = memory_new(1, sizeof *synth);
    synth->language = -1;
    return synth;
}

void synth_destroy(struct synth *synth)
{
    free(synth);
}

/* `cmn` reads Hanzi as English in 1.51 and wants no pinyin; this one takes toned pinyin. */
static const char *voice_name(enum voice_language language)
{
    switch (language) {
    case VOICE_CHINESE:
        return "cmn-latn-pinyin";
    case VOICE_ENGLISH_BRITISH:
        return "en"; /* gmw/en: Great Britain */
    case VOICE_ENGLISH:
        break;
    }
    return "en-us";
}

static bool set_voice(struct synth *synth, enum voice_language language)
{
    if (synth->language == (int)language)
        return true;
    bool found = espeak_SetVoiceByName(voice_name(language)) == EE_OK;
    synth->language = found ? (int)language : -1;
    return found;
}

bool synth_speak(struct synth *synth, const struct voice_segment *segment, int rate_wpm, int pitch,
                 const struct synth_sink *sink)
{
    if (!set_voice(synth, segment->language))
        return false;
    espeak_SetParameter(espeakRATE, rate_wpm, 0);
    espeak_SetParameter(espeakPITCH, pitch, 0);
    synth->sink = sink;
    espeak_ERROR error = espeak_Synth(segment->as, strlen(segment->as) + 1, 0, POS_CHARACTER, 0,
                                      espeakCHARS_UTF8, NULL, synth);
    synth->sink = NULL;
    return error == EE_OK;
}

void synth_warm_up(struct synth *synth)
{
    set_voice(synth, VOICE_ENGLISH);
    set_voice(synth, VOICE_CHINESE);
}
