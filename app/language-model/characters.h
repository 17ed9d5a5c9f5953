/* The readings of single characters in Mainland Mandarin, from Unicode's Unihan_Readings.txt:
 *
 *   kTGHZ2013    通用规范汉字字典: which readings there are (for the 8,106 characters of the standard)
 *   kXHC1983     现代汉语词典: the same for others
 *   kHanyuPinlu  现代汉语频率词典: how often each was met in a corpus, neutral tones included
 *   kMandarin    the most usual one where nothing was counted
 *   kHanyuPinyin 汉语大字典: the old and the regional ones (簿 bó): nobody says them here, but some spell so */
#ifndef YINIAN_LANGUAGE_MODEL_CHARACTERS_H
#define YINIAN_LANGUAGE_MODEL_CHARACTERS_H

#include "source.h"
#include "word_table.h"

struct character_reading {
    toned_syllable toned;
    double weight;
    bool standard; /* a dictionary of today has it */
};

struct character {
    struct character_reading readings[HELD_READINGS]; /* heaviest first */
    int count;
    toned_syllable old[HELD_READINGS]; /* of kHanyuPinyin, whether they are among the readings or not */
    int old_count;
    bool listed; /* in kTGHZ2013 or kXHC1983: what is not here is not said on the Mainland */
};

struct characters {
    struct character *items; /* 0x10000 */
};

void characters_init(struct characters *characters);
void characters_destroy(struct characters *characters);
void characters_read(struct characters *characters, const struct source *unihan);
/* The tones that a syllable (without tone) can have in this character, heaviest first: the index'th, or 0. */
toned_syllable characters_toned(const struct characters *characters, uint32_t character, int syllable,
                                int index);
/* How much of the weight of all tones of this syllable in the character this one has, 0 … 1. */
double characters_share(const struct characters *characters, uint32_t character, toned_syllable toned);
/* Is this a reading of the character? Where nothing is listed everything is. */
bool characters_allow(const struct characters *characters, uint32_t character, toned_syllable toned);

#endif
