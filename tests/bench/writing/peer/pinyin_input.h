/* What is being spelt with libpinyin, as ibus-libpinyin does it with the settings that it comes with: sentence first,
 * then words by length, pinyin length and frequency; corrections of mistyped letters; what is taken is learnt.
 *
 *     letters   w o x i a n g h e s h u i         choose(我想) →   chosen 我想   rest h e s h u i
 *     candidates 我想喝水 我想 握 我 窝 …                            choose(喝水) →   finished: 我想喝水 */
#ifndef PEER_PINYIN_INPUT_H
#define PEER_PINYIN_INPUT_H

#include <stdbool.h>

struct pinyin_input;

/* `user`: an existing folder for what is learnt. `incomplete`: initials alone stand for syllables (the start setting).
 * NULL when libpinyin's data cannot be read. */
struct pinyin_input *pinyin_input_new(const char *user, bool incomplete);
void pinyin_input_free(struct pinyin_input *input);

void pinyin_input_clear(struct pinyin_input *input);
void pinyin_input_letter(struct pinyin_input *input, char letter);
/* Takes back the last letter; false when nothing is being spelt. */
bool pinyin_input_erase(struct pinyin_input *input);

/* Of what is being spelt: the text chosen so far, and the letters that are still to be turned into text. All texts are
 * the input's, until it is next changed. */
const char *pinyin_input_chosen(const struct pinyin_input *input);
const char *pinyin_input_rest(const struct pinyin_input *input);
/* Candidates, the best first: as shown, and the text that choosing one adds to what is chosen. */
int pinyin_input_count(const struct pinyin_input *input);
const char *pinyin_input_label(const struct pinyin_input *input, int candidate);
const char *pinyin_input_adds(const struct pinyin_input *input, int candidate);
/* When nothing is left to be turned into text, that text (g_free()), and nothing is being spelt; else NULL. */
char *pinyin_input_choose(struct pinyin_input *input, int candidate);

#endif
