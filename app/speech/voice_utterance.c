#include "speech/voice.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static int within(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

static void keep_segment(struct arena *arena, struct voice_segment *to, const struct voice_segment *from)
{
    *to = *from;
    to->as = arena_text(arena, from->as ? from->as : "");
    if (!from->span_count)
        return;
    struct voice_span *spans = arena_new(arena, from->span_count, sizeof *spans);
    memcpy(spans, from->spans, from->span_count * sizeof *spans);
    to->spans = spans;
}

struct kept_utterance *utterance_keep(const struct utterance *utterance)
{
    struct kept_utterance *kept = memory_new(1, sizeof *kept);
    arena_init(&kept->arena);
    kept->said = *utterance;
    kept->said.rate_wpm = within(utterance->rate_wpm, VOICE_RATE_LEAST_WPM, VOICE_RATE_MOST_WPM);
    kept->said.pitch = within(utterance->pitch, 0, 100);
    kept->said.volume_percent = within(utterance->volume_percent, 0, 200);
    if (utterance->sample_count) {
        int16_t *samples = arena_new(&kept->arena, utterance->sample_count, sizeof *samples);
        memcpy(samples, utterance->samples, utterance->sample_count * sizeof *samples);
        kept->said.samples = samples;
    }
    if (!utterance->segment_count)
        return kept;
    struct voice_segment *segments = arena_new(&kept->arena, utterance->segment_count, sizeof *segments);
    for (size_t i = 0; i < utterance->segment_count; i++)
        keep_segment(&kept->arena, &segments[i], &utterance->segments[i]);
    kept->said.segments = segments;
    return kept;
}

void utterance_drop(struct kept_utterance *kept)
{
    if (!kept)
        return;
    arena_destroy(&kept->arena);
    free(kept);
}

bool voice_segment_word(const struct voice_segment *segment, int position, int length, int *first, int *count)
{
    if (position <= 0 || length <= 0)
        return false;
    size_t size = strlen(segment->as);
    size_t begin = utf8_offset(segment->as, size, (size_t)position - 1);
    size_t end = begin + utf8_offset(segment->as + begin, size - begin, (size_t)length);
    int from = INT32_MAX, to = -1;
    for (size_t i = 0; i < segment->span_count; i++) {
        const struct voice_span *span = &segment->spans[i];
        if (span->byte >= end || span->byte + span->bytes <= begin || span->count <= 0)
            continue;
        from = span->first < from ? span->first : from;
        to = span->first + span->count > to ? span->first + span->count : to;
    }
    if (to < 0)
        return false;
    *first = from;
    *count = to - from;
    return true;
}

static uint32_t last_character(const char *text)
{
    size_t size = strlen(text);
    while (size && text[size - 1] == ' ')
        size--;
    if (!size)
        return 0;
    size_t before = utf8_before(text, size);
    uint32_t character;
    utf8_decode(text + before, size - before, &character);
    return character;
}

int voice_segment_gap_ms(const struct voice_segment *segment)
{
    switch (last_character(segment->as)) {
    case '.':
    case '?':
    case '!':
    case ';':
    case 0x3002: /* 。 */
    case 0xFF1F: /* ？ */
    case 0xFF01: /* ！ */
    case 0xFF1B: /* ； */
        return 350;
    case ',':
    case ':':
    case 0xFF0C: /* ， */
    case 0xFF1A: /* ： */
    case 0x3001: /* 、 */
        return 200;
    default:
        return 40;
    }
}

int voice_segment_estimate_ms(const struct voice_segment *segment, int rate_wpm)
{
    size_t size = strlen(segment->as);
    int64_t at_175_ms = (int64_t)size * 61;
    if (segment->language == VOICE_CHINESE) {
        size_t syllables = 0;
        for (size_t i = 0; i < size;) {
            uint32_t character;
            i += utf8_decode(segment->as + i, size - i, &character);
            syllables += (character >= '1' && character <= '5') || utf8_is_hanzi(character);
        }
        at_175_ms = (int64_t)syllables * 302;
    }
    return (int)(at_175_ms * 175 / within(rate_wpm, VOICE_RATE_LEAST_WPM, VOICE_RATE_MOST_WPM));
}
