/* Any bytes as a message: read as Chinese and as English, with the built lexicon. Every span lies in its piece and on
 * the text, the pieces are ASCII letters, digits and marks, and a second reading says the same. */
#include "fuzz.h"

#include <stdio.h>

#include "base/memory.h"
#include "speech/reading.h"

static unsigned char *lexicon_bytes; /* once for all inputs; the process owns it */

static const struct lexicon *built_lexicon(void)
{
    static struct lexicon lexicon;
    FILE *file = lexicon_bytes ? NULL : fopen(YINIAN_BUILT_LEXICON, "rb");
    if (!file)
        return &lexicon;
    enum { AT_MOST = 16 << 20 };
    lexicon_bytes = memory_new(AT_MOST, 1);
    size_t size = fread(lexicon_bytes, 1, AT_MOST, file);
    fclose(file);
    REQUIRE(lexicon_open(&lexicon, lexicon_bytes, size, NULL));
    return &lexicon;
}

static void require_sound(const struct reading *reading, size_t characters)
{
    for (size_t i = 0; i < reading->segment_count; i++) {
        const struct voice_segment *segment = &reading->segments[i];
        size_t length = strlen(segment->as);
        REQUIRE(length > 0 && utf8_valid(segment->as, length, NULL));
        for (size_t k = 0; k < segment->span_count; k++) {
            const struct voice_span *span = &segment->spans[k];
            REQUIRE(span->byte + span->bytes <= length);
            REQUIRE(span->first >= 0 && span->count >= 1 &&
                    (size_t)(span->first + span->count) <= characters);
        }
    }
}

static void read_as(const uint8_t *bytes, size_t size, enum speech_language hint)
{
    toned_syllable given[8];
    int count = reading_parse_spelt((const char *)bytes, size, given, 8);
    struct spelt_reading spelt = {1, count > 0 ? count : 0, given};
    struct reading_options options = {.lexicon = built_lexicon(),
                                      .hint = hint,
                                      .english = VOICE_ENGLISH,
                                      .spelt = &spelt,
                                      .spelt_count = 1};
    struct reading first, second;
    reading_init(&first);
    reading_init(&second);
    reading_make(&first, (const char *)bytes, size, &options);
    reading_make(&second, (const char *)bytes, size, &options);
    require_sound(&first, utf8_count((const char *)bytes, size));
    REQUIRE(first.segment_count == second.segment_count);
    for (size_t i = 0; i < first.segment_count; i++)
        REQUIRE(strcmp(first.segments[i].as, second.segments[i].as) == 0);
    reading_destroy(&first);
    reading_destroy(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    read_as(bytes, size, SPEECH_CHINESE);
    read_as(bytes, size, SPEECH_ENGLISH);
    return 0;
}
