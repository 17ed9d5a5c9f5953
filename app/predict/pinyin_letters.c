#include "predict/pinyin_letters.h"

#include <string.h>

#include "base/utf8.h"

static void add_word(const struct lexicon *lexicon, const struct lexicon_word *word, struct buffer *whole,
                     struct buffer *first)
{
    struct lexicon_reading reading;
    if (!lexicon_reading(lexicon, word, 0, &reading))
        return;
    for (int i = 0; i < reading.length; i++) {
        const char *letters = syllable_text(toned_syllable_of(reading.syllables[i]));
        buffer_add_text(whole, letters);
        buffer_add(first, letters, letters[0] ? 1 : 0);
    }
}

void pinyin_letters(const struct lexicon *lexicon, const char *text, struct buffer *whole,
                    struct buffer *first)
{
    size_t size = strlen(text);
    for (size_t at = 0; at < size;) {
        struct lexicon_word words[LEXICON_WORD_CHARACTERS];
        uint32_t character;
        int count = lexicon_prefixes(lexicon, text + at, size - at, words);
        if (count == 0) {
            at += utf8_decode(text + at, size - at, &character);
            continue;
        }
        add_word(lexicon, &words[count - 1], whole, first);
        at += words[count - 1].size;
    }
}
