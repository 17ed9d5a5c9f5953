/* Any bytes are a sound file: refused with a reason, or bounded, in numbers, fit to be said, and the same when it is written
 * and read again. */
#include "fuzz.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "speech/recording_file.h"

/* libsndfile 1.2.0 does not give back what libvorbis took when an OGG file turns out damaged. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:vorbis_info_init\n";
}

static void check_sound(const struct recording *sound)
{
    REQUIRE(sound->count > 0 && sound->count <= (size_t)RECORDING_SECONDS_AT_MOST * SOUND_RATE_HZ + 64);
    for (size_t i = 0; i < sound->count; i++)
        REQUIRE(isfinite(sound->samples[i]));
}

static void check_again(const struct recording *sound)
{
    struct buffer bytes = {0};
    struct recording_file again;
    char reason[256];
    REQUIRE(recording_file_write(sound, "text", &bytes, reason, sizeof reason));
    REQUIRE(recording_file_parse(bytes.bytes, bytes.size, &again, reason, sizeof reason));
    REQUIRE(again.prepared && strcmp(again.text, "text") == 0);
    char *text = recording_file_text(bytes.bytes, bytes.size);
    REQUIRE(text && strcmp(text, "text") == 0);
    free(text);
    REQUIRE(again.sound.count == sound->count);
    for (size_t i = 0; i < sound->count; i++)
        REQUIRE(fabsf(again.sound.samples[i] - sound->samples[i]) < 1e-4f);
    recording_file_destroy(&again);
    buffer_destroy(&bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct recording_file file;
    char reason[256] = "";
    free(recording_file_text((const char *)data, size)); /* of what no decoder has looked at yet */
    if (!recording_file_parse((const char *)data, size, &file, reason, sizeof reason)) {
        REQUIRE(reason[0] && !file.sound.samples && !file.text);
        return 0;
    }
    check_sound(&file.sound);
    size_t count = file.sound.count;
    if (recording_prepare(&file.sound)) {
        REQUIRE(file.sound.count <= count);
        check_sound(&file.sound);
        for (size_t i = 0; i < file.sound.count; i++)
            REQUIRE(fabsf(file.sound.samples[i]) <= (float)RECORDING_PEAK + 1e-5f);
        check_again(&file.sound);
    }
    recording_file_destroy(&file);
    return 0;
}
