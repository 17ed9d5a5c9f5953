/* How a single character with several readings is read by what stands around it.
 *
 * A rule holds for one character; the first that fits is taken, and when none fits the reading stays that of
 * its word, or the lexicon's usual one. Patterns are lists parted by spaces (line_has and line_ends in
 * reading_parts.h): '.' a pause or the edge of the text, '0' a numeral or 这 那 几 每 …, '*' any Hanzi, '~'
 * (before only) a word of two characters or more. NULL fits anything. */
#ifndef YINIAN_SPEECH_READING_RULES_H
#define YINIAN_SPEECH_READING_RULES_H

#include <stddef.h>

enum rule_reach {
    RULE_SINGLE, /* a character that is a word by itself, or whose word no word list has */
    RULE_ALWAYS  /* also within a longer word, whose reading it overrules */
};

struct reading_rule {
    const char *character;
    const char *before; /* one of these ends right before it */
    const char *after;  /* one of these begins right after it */
    const char *pinyin;
    enum rule_reach reach;
};

/* Sorted in groups by character, the order within a group counts. */
extern const struct reading_rule reading_rules[];
extern const size_t reading_rule_count;

#endif
