/* From the text of a message to what a voice is handed: pieces of Chinese as pinyin with tones, pieces of
 * English, and the way back from each byte to the characters of the text. Pure.
 *
 *     text  "我要2片药，OK？"
 *     zh    "wo3 yao4 liang3 pian4 yao4，"     en "OK?"
 *
 * How: normalise.h puts numbers and signs into words. Hanzi are cut into the likeliest words of the lexicon
 * (Viterbi over its unigrams) and take their words' readings; single characters with several readings are
 * settled by rules on what stands around them (reading_rules.h); what was spelt wins over all of that; then
 * 一 and 不 change their tones. Third tones are left as they are: espeak-ng 1.51's `cmn-latn-pinyin` changes
 * them itself (measured: ni3hao3 comes out as 35 214, hen3 hao3 too).
 *
 * The pinyin's surface was chosen by what that voice does (measured, espeak-ng 1.51): syllables of a word
 * together, words parted by spaces; ü as v; a neutral tone is 5; marks are the full-width ones ("." before a
 * small letter ends no sentence there, "。" does); single letters in capitals parted by spaces ("C T"), as
 * joined capitals become English words or noise. */
#ifndef YINIAN_SPEECH_READING_H
#define YINIAN_SPEECH_READING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"
#include "predict/lexicon.h"
#include "speech/normalise.h"
#include "speech/voice.h"

/* Characters `first` … `first + count − 1` of the text were spelt so: one syllable for each. A syllable with
 * tone 0 (as typed on a writing board) fixes the sound only; its tone is the usual one with that sound. */
struct spelt_reading {
    int first, count;
    const toned_syllable *syllables;
};

struct reading_options {
    const struct lexicon *lexicon; /* without words every Hanzi is silent: has_gaps tells */
    enum speech_language hint;     /* the language of the screen: says "120" in it */
    enum voice_language english;   /* which voice says English: VOICE_ENGLISH or VOICE_ENGLISH_BRITISH */
    const struct spelt_reading *spelt;
    size_t spelt_count;
};

struct reading {
    struct voice_segment *segments; /* owned by the arena; all pointers live until the next make or destroy */
    size_t segment_count;
    toned_syllable
        *syllables; /* one for each character of the text as it is said; 0: no Hanzi, or not known */
    int character_count;
    bool has_gaps; /* some Hanzi has no known reading and is left out */
    struct arena arena;
};

void reading_init(struct reading *reading);
void reading_destroy(struct reading *reading);
/* Replaces what `reading` holds. */
void reading_make(struct reading *reading, const char *text, size_t size,
                  const struct reading_options *options);

/* "chong2 qing4", as a caregiver writes it in a phrase file; tones may be left out (tone 0). Returns how many
 * syllables were written, −1 when something is no syllable or there are more than `at_most`. */
int reading_parse_spelt(const char *pinyin, size_t size, toned_syllable *syllables, int at_most);

#endif
