/* A voice: somebody who can say something aloud. Whoever it is (espeak-ng on a thread, or recordings where there are
 * any; other synthesisers later), it is asked through `struct voice` and answers with events.
 *
 * An utterance is plain data: pieces of one language each, and for each piece the string that is handed to the
 * synthesiser (`as`) with a map from its bytes back to the characters of the text, so that the characters being
 * spoken can light up in the message:
 *
 *     text     我 想 看 movie                   characters 0 1 2 3…7
 *     piece 0  zh  as "wo3 xiang3 kan4"         spans {0,3 → 0,1} {4,6 → 1,1} {11,4 → 2,1}
 *     piece 1  en  as "movie"                   spans {0,5 → 3,5}
 */
#ifndef YINIAN_SPEECH_VOICE_H
#define YINIAN_SPEECH_VOICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "input/event.h"

enum voice_role { VOICE_MAIN, VOICE_CUE };
enum { VOICE_ROLES = 2 };

enum voice_language { VOICE_CHINESE, VOICE_ENGLISH, VOICE_ENGLISH_BRITISH };

/* `bytes` bytes of `as` from `byte` stand for `count` characters of the text from `first`. */
struct voice_span {
    size_t byte, bytes;
    int first, count;
};

struct voice_segment {
    enum voice_language language;
    const char *as; /* UTF-8, terminated */
    const struct voice_span *spans;
    size_t span_count; /* 0: nothing lights up while this piece is spoken */
};

/* espeak-ng's own range (espeak-ng(1), -s). */
enum { VOICE_RATE_LEAST_WPM = 80, VOICE_RATE_MOST_WPM = 450 };

struct utterance {
    uint32_t id; /* the caller's; comes back in the events */
    enum voice_role role;
    bool
        queued; /* main voice: after what is being said; otherwise in its place. A cue is always in its place */
    const struct voice_segment *segments;
    size_t segment_count;
    /* A recording of it: played in place of the segments, all `characters` of the text lit meanwhile. NULL: none. Mono,
     * SOUND_RATE_HZ (sound_ring.h). */
    const int16_t *samples;
    size_t sample_count;
    int characters;
    int rate_wpm;       /* 80–450 */
    int pitch;          /* 0–100 */
    int volume_percent; /* 0–200; 100 is the synthesiser's full scale, above that the peaks are rounded off */
};

/* Where a voice puts what happened: EVENT_SPEECH_STARTED, _WORD, _ENDED, EVENT_SOUND_LOST, _BACK. It is called on
 * the voice's own threads, must not block and must not destroy the voice; every utterance said gets exactly one
 * EVENT_SPEECH_ENDED, and at most one EVENT_SPEECH_STARTED before it. at_us never runs backwards for one id. */
struct voice_post {
    void (*post)(void *context, const struct event *event);
    void *context;
};

struct voice {
    void *self;
    void (*say)(void *self, const struct utterance *utterance); /* copies it; returns at once */
    void (*stop)(void *self, enum voice_role role); /* what is said and what waits; returns at once */
    void (*destroy)(void *self);                    /* nothing is posted after it returns */
};

/* An utterance that owns its texts. */
struct kept_utterance {
    struct utterance said;
    struct arena arena;
};

struct kept_utterance *
utterance_keep(const struct utterance *utterance); /* a deep copy, values brought into range */
void utterance_drop(struct kept_utterance *kept);  /* NULL is nothing */

/* The synthesiser says that the word at character `position` of `as` (from 1), `length` characters long, begins:
 * which characters of the text is that? False when it is none (espeak-ng 1.51 sends words of length or position 0
 * after a full stop). */
bool voice_segment_word(const struct voice_segment *segment, int position, int length, int *first,
                        int *count);

/* How long to be silent after this piece when another follows: a comma or full stop at its end is a pause, a change
 * of language within a clause is hardly one. */
int voice_segment_gap_ms(const struct voice_segment *segment);

/* About how long the piece would take to say, for a synthesiser that says nothing. From espeak-ng 1.51 at 175 words a
 * minute: 302 ms for a Chinese syllable, 61 ms for a byte of English. */
int voice_segment_estimate_ms(const struct voice_segment *segment, int rate_wpm);

#endif
