/* The file of learnt words: takes anything; what it leaves is in range; what is written of it is read back without
 * complaint, and written the same again. Without a lexicon every word is a new one. */
#include "fuzz.h"

#include "predict/own_words_file.h"

static void require_in_range(const struct own_words *own)
{
    REQUIRE(own->count >= 1 && own->count <= OWN_WORDS_AT_MOST);
    REQUIRE(own->pair_count >= 0 && own->pair_count <= OWN_PAIRS_AT_MOST);
    for (int i = 1; i < own->count; i++) {
        REQUIRE(memchr(own->words[i].text, 0, OWN_WORD_BYTES));
        REQUIRE(utf8_valid(own->words[i].text, strlen(own->words[i].text), NULL));
        REQUIRE(own->words[i].length >= 0 && own->words[i].length <= LEXICON_WORD_CHARACTERS);
        REQUIRE(own_words_find(own, own->words[i].text, strlen(own->words[i].text)) == i);
    }
    for (int i = 0; i < own->pair_count; i++)
        REQUIRE(own->pairs[i].first < own->count && own->pairs[i].second < own->count);
}

static void require_stable(const struct own_words *own, struct own_words *again)
{
    struct diagnostics diagnostics;
    struct buffer first = {0}, second = {0};
    diagnostics_init(&diagnostics);
    own_words_write(own, &first);
    REQUIRE(own_words_parse(again, buffer_text(&first), first.size, "written.txt", &diagnostics));
    REQUIRE(diagnostics.count == 0);
    own_words_write(again, &second);
    REQUIRE(again->count == own->count && again->pair_count == own->pair_count);
    REQUIRE(first.size == second.size);
    buffer_destroy(&second);
    buffer_destroy(&first);
    diagnostics_destroy(&diagnostics);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct lexicon lexicon = {0};
    struct language_model model = {0};
    struct own_words own, again;
    struct diagnostics diagnostics;
    own_words_init(&own, &lexicon, &model);
    own_words_init(&again, &lexicon, &model);
    diagnostics_init(&diagnostics);
    bool right = own_words_parse(&own, (const char *)bytes, size, "fuzz.txt", &diagnostics);
    require_complaints(&diagnostics, right);
    require_in_range(&own);
    require_stable(&own, &again);
    diagnostics_destroy(&diagnostics);
    own_words_destroy(&own);
    own_words_destroy(&again);
    return 0;
}
