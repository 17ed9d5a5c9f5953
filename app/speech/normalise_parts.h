/* Shared by the files normalise*.c. */
#ifndef YINIAN_SPEECH_NORMALISE_PARTS_H
#define YINIAN_SPEECH_NORMALISE_PARTS_H

#include "speech/normalise.h"

/* The text as characters; full-width letters, digits and signs are folded to ASCII. */
struct script {
    uint32_t *characters;
    int count;
};

/* The character at an index, 0 outside the text. */
uint32_t script_at(const struct script *script, int index);
bool script_is_digit(const struct script *script, int index);
bool script_is_letter(const struct script *script, int index);
/* Do these characters (UTF-8) stand at the index, or end before it? */
bool script_has(const struct script *script, int index, const char *text);
bool script_ends(const struct script *script, int index, const char *text);
/* The same for a list of texts parted by spaces. */
bool script_has_any(const struct script *script, int index, const char *texts);
bool script_ends_any(const struct script *script, int index, const char *texts);
/* How many digits stand at the index. */
int script_digits(const struct script *script, int index);
/* Their value; at most 9 digits. */
long script_value(const struct script *script, int index, int digits);

void spoken_add(struct spoken_text *spoken, uint32_t character, enum spoken_kind kind, int first, int count);
void spoken_add_text(struct spoken_text *spoken, const char *text, enum spoken_kind kind, int first,
                     int count);

/* A number as written: "1,234.50". */
struct number {
    int first, end; /* characters of the text, end excluded */
    char whole[32]; /* digits without commas, terminated */
    char decimals[32];
};

/* The number that begins at the index; false when there is no digit, or too many to be one. */
bool number_scan(const struct script *script, int index, struct number *number);
/* Writes the number in Hanzi: 两百零五, 三点一四. `pair`: a lone 2 is 两. `text` holds NUMERAL_SIZE bytes. */
enum { NUMERAL_SIZE = 256 };
void numeral_say(const struct number *number, bool pair, char text[NUMERAL_SIZE]);
/* Digit by digit; `yao`: 1 is 幺, as in telephone and room numbers. Everything that is no digit is left out.
 */
void numeral_spell(const struct script *script, int first, int end, bool yao, char text[NUMERAL_SIZE]);

/* The unit at the index ("ml", "km/h", "℃"): its length in characters, 0 when there is none. */
int unit_find(const struct script *script, int index, const char **chinese, const char **one,
              const char **many);

/* Says what begins with a digit, a sign or a currency at the index; returns the index after it, or the same
 * index when nothing of the kind stands there. */
int normalise_number_chinese(const struct script *script, int index, struct spoken_text *spoken);
int normalise_number_english(const struct script *script, int index, struct spoken_text *spoken);
/* The same for capitals that are to be spelt. */
int normalise_abbreviation_english(const struct script *script, int index, struct spoken_text *spoken);

#endif
