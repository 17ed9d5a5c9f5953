/* From written text to what is said: digits, dates, units and letters become words, marks become pauses, the
 * rest that cannot be said (emoji, brackets, quotes) is dropped. Pure.
 *
 *     "38.5℃，2次"  →  三十八点五摄氏度，两次          "3–5 years"  →  3 to 5 years
 *
 * Every spoken character knows which characters of the text it stands for, so that they can be lit while it
 * is heard. How numbers are said: the table tests of tests/unit/speech/test_reading.c. */
#ifndef YINIAN_SPEECH_NORMALISE_H
#define YINIAN_SPEECH_NORMALISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum spoken_kind {
    SPOKEN_HANZI,  /* as written */
    SPOKEN_NUMBER, /* Hanzi that stand for digits, signs and units */
    SPOKEN_LETTER, /* a Latin letter said by its name, in capitals */
    SPOKEN_LATIN,  /* one character of an English word or sentence, spaces included */
    SPOKEN_BREAK,  /* nothing is heard, but no word reaches over it */
    SPOKEN_PAUSE   /* one of ， ； 。 ！ ？ */
};

struct spoken {
    uint32_t character;
    enum spoken_kind kind;
    int first, count; /* characters of the text */
};

struct spoken_text {
    struct spoken *items;
    int count, capacity;
};

enum speech_language { SPEECH_CHINESE, SPEECH_ENGLISH };

void spoken_text_init(struct spoken_text *spoken);
void spoken_text_destroy(struct spoken_text *spoken);
/* Replaces what `spoken` holds. `hint` decides how a text without Hanzi says its numbers ("120", "OK 3"):
 * a text with English words is English; a text with Hanzi is Chinese whatever the hint. */
void normalise_text(struct spoken_text *spoken, const char *text, size_t size, enum speech_language hint);

#endif
