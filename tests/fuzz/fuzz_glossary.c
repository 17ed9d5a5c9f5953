/* The tables of the glossary: take anything; every term that is left is found in its own forms' text, or a longer form is; what
 * is said of the bytes themselves has a word for each Hanzi. The bytes are read as terms, as readings and as a text. */
#include "fuzz.h"

#include "library/glossary.h"

static void require_whole(const struct glossary *glossary)
{
    for (int i = 0; i < glossary->term_count; i++) {
        const struct glossary_term *term = &glossary->terms[i], *found[4];
        REQUIRE(*term->id && *term->zh && *term->en && *term->zh_explanation && *term->en_explanation);
        REQUIRE(glossary_term(glossary, term->id) == term);
        REQUIRE(term->zh_forms[0] == term->zh && term->en_forms[0] == term->en);
        for (int f = 0; term->zh_forms[f]; f++)
            REQUIRE(glossary_find(glossary, false, term->zh_forms[f], strlen(term->zh_forms[f]), found, 4) >
                    0);
        for (int f = 0; term->en_forms[f]; f++)
            REQUIRE(glossary_find(glossary, true, term->en_forms[f], strlen(term->en_forms[f]), found, 4) >
                    0);
    }
}

static size_t count_hanzi(const char *text, size_t size)
{
    size_t count = 0;
    uint32_t c;
    for (size_t at = 0; at < size;) {
        at += utf8_decode(text + at, size - at, &c);
        count += utf8_is_hanzi(c);
    }
    return count;
}

static void require_reading(const struct glossary *glossary, const char *text, size_t size)
{
    struct buffer reading = {0};
    glossary_reading(glossary, text, size, &reading);
    size_t words = reading.size > 0;
    for (size_t i = 0; i < reading.size; i++)
        words += reading.bytes[i] == ' ';
    REQUIRE(reading.size == 0 || words == count_hanzi(text, size));
    buffer_destroy(&reading);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct glossary glossary;
    struct diagnostics complaints;
    const char *text = (const char *)bytes;
    const struct glossary_term *found[4];
    glossary_init(&glossary);
    diagnostics_init(&complaints);
    bool right = glossary_add_terms(&glossary, text, size, "terms.tsv", &complaints);
    require_complaints(&complaints, right);
    right = glossary_add_readings(&glossary, text, size, "readings.tsv", &complaints) && right;
    require_complaints(&complaints, right);
    require_whole(&glossary);
    require_reading(&glossary, text, size);
    REQUIRE(glossary_find(&glossary, false, text, size, found, 4) <= 4);
    diagnostics_destroy(&complaints);
    glossary_destroy(&glossary);
    return 0;
}
