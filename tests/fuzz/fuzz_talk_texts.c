/* talk.txt: takes anything; every line that is opened is found by its own beginnings. */
#include "fuzz.h"

#include "predict/talk_texts.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct talk_texts talk;
    if (talk_texts_open(&talk, (const char *)bytes, size, "talk.txt", NULL))
        for (int i = 0; i < talk.count; i++) {
            size_t length;
            int first;
            const char *line = talk_texts_line(&talk, i, &length);
            if (length == 0)
                continue;
            int count = talk_texts_begin_so(&talk, line, length - 1, &first);
            REQUIRE(i >= first && i < first + count);
        }
    talk_texts_close(&talk);
    return 0;
}
