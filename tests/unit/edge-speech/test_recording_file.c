#include "unit_test.h"

#include <math.h>
#include <sndfile.h>
#include <unistd.h>

#include "base/memory.h"
#include "speech/recording_file.h"

enum { SECOND = SOUND_RATE_HZ };

/* libsndfile 1.2.0 does not give back what libvorbis took when an OGG file turns out damaged. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:vorbis_info_init\n";
}

/* A file as another program makes it: a tone of 440 Hz, half of full scale in the first channel, nothing in the others. */
static struct buffer tone_file(int format, int rate_hz, int channels, int ms)
{
    char path[] = "/tmp/yinian-tone-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    SF_INFO info = {.samplerate = rate_hz, .channels = channels, .format = format};
    SNDFILE *file = sf_open_fd(fd, SFM_WRITE, &info, 0);
    assert_non_null(file);
    size_t frames = (size_t)rate_hz * (size_t)ms / 1000;
    float *samples = memory_new(frames * (size_t)channels + 1, sizeof *samples);
    for (size_t i = 0; i < frames; i++)
        samples[i * (size_t)channels] = 0.5f * sinf((float)i * 440 * 6.2831853f / (float)rate_hz);
    assert_true(sf_writef_float(file, samples, (sf_count_t)frames) == (sf_count_t)frames);
    free(samples);
    sf_close(file);
    struct buffer bytes = {0};
    char block[65536];
    lseek(fd, 0, SEEK_SET);
    for (ssize_t got; (got = read(fd, block, sizeof block)) > 0;)
        buffer_add(&bytes, block, (size_t)got);
    close(fd);
    unlink(path);
    return bytes;
}

static bool parse(const struct buffer *bytes, struct recording_file *file)
{
    char reason[128];
    return recording_file_parse(buffer_text(bytes), bytes->size, file, reason, sizeof reason);
}

static void assert_refused(struct buffer *bytes, const char *why)
{
    struct recording_file file;
    char reason[128] = "";
    assert_false(recording_file_parse(buffer_text(bytes), bytes->size, &file, reason, sizeof reason));
    assert_non_null(strstr(reason, why));
    assert_null(file.sound.samples);
    buffer_destroy(bytes);
}

static double level_of(const struct recording *sound)
{
    double sum = 0;
    size_t from = sound->count / 4, to = sound->count * 3 / 4;
    for (size_t i = from; i < to; i++)
        sum += (double)sound->samples[i] * (double)sound->samples[i];
    return sqrt(sum / (double)(to - from));
}

static const struct {
    int format, rate_hz, channels;
    int about_ms; /* codecs add silence */
} kinds[] = {
    {SF_FORMAT_WAV | SF_FORMAT_PCM_16, 22050, 1, 1},
    {SF_FORMAT_WAV | SF_FORMAT_PCM_16, 44100, 2, 1},
    {SF_FORMAT_WAV | SF_FORMAT_PCM_U8, 8000, 1, 1},
    {SF_FORMAT_WAV | SF_FORMAT_FLOAT, 192000, 8, 1},
    {SF_FORMAT_WAV | SF_FORMAT_PCM_24, 4000, 1, 1},
    {SF_FORMAT_WAVEX | SF_FORMAT_PCM_16, 48000, 2, 1},
    {SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 48000, 1, 1},
    {SF_FORMAT_OGG | SF_FORMAT_VORBIS, 44100, 2, 1},
    {SF_FORMAT_OGG | SF_FORMAT_OPUS, 48000, 1, 20},
    {SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, 44100, 1, 60},
};

static void every_kind_of_file_comes_to_our_rate(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        struct buffer bytes = tone_file(kinds[i].format, kinds[i].rate_hz, kinds[i].channels, 800);
        struct recording_file file;
        assert_true(parse(&bytes, &file));
        assert_true(fabs((double)file.sound.count * 1000 / SECOND - 800) <= kinds[i].about_ms);
        assert_float_equal(level_of(&file.sound), (0.5 / sqrt(2) / kinds[i].channels), 0.01);
        assert_false(file.prepared);
        recording_file_destroy(&file);
        buffer_destroy(&bytes);
    }
}

static void the_bounds_of_length(void **state)
{
    (void)state;
    struct recording_file file;
    struct buffer bytes = tone_file(SF_FORMAT_WAV | SF_FORMAT_PCM_U8, 8000, 1, 60000);
    assert_true(parse(&bytes, &file));
    assert_true(labs((long)file.sound.count - 60L * SECOND) <= 1);
    recording_file_destroy(&file);
    buffer_destroy(&bytes);
    bytes = tone_file(SF_FORMAT_WAV | SF_FORMAT_PCM_U8, 8000, 1, 60001);
    assert_refused(&bytes, "longer than a minute");
}

static void the_bounds_of_rate_and_channels(void **state)
{
    (void)state;
    struct buffer bytes = tone_file(SF_FORMAT_WAV | SF_FORMAT_PCM_16, 192001, 1, 10);
    assert_refused(&bytes, "sample rate");
    bytes = tone_file(SF_FORMAT_WAV | SF_FORMAT_PCM_16, 3999, 1, 10);
    assert_refused(&bytes, "sample rate");
    bytes = tone_file(SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 9, 10);
    assert_refused(&bytes, "8 channels");
}

static void what_is_no_sound_file(void **state)
{
    (void)state;
    struct buffer bytes = {0};
    assert_refused(&bytes, "empty");
    buffer_add_text(&bytes, "# 紧急\n- 吸痰\n");
    assert_refused(&bytes, "WAV, FLAC, OGG or MP3");
    bytes = tone_file(SF_FORMAT_AIFF | SF_FORMAT_PCM_16, 22050, 1, 100);
    assert_refused(&bytes, "WAV, FLAC, OGG or MP3");
    bytes = tone_file(SF_FORMAT_WAV | SF_FORMAT_PCM_16, 22050, 1, 0);
    assert_refused(&bytes, "no sound");
    bytes = tone_file(SF_FORMAT_WAV | SF_FORMAT_PCM_16, 192000, 1, 1);
    buffer_splice(&bytes, 40, 4, "\4\0\0\0", 4); /* two samples: nothing at our rate */
    assert_refused(&bytes, "no sound");
}

static void the_bound_of_size(void **state)
{
    (void)state;
    static const char nothing[RECORDING_FILE_BYTES_AT_MOST + 1];
    struct recording_file file;
    char reason[128];
    assert_false(
        recording_file_parse(nothing, RECORDING_FILE_BYTES_AT_MOST + 1, &file, reason, sizeof reason));
    assert_non_null(strstr(reason, "50 MB"));
    assert_false(recording_file_parse(nothing, RECORDING_FILE_BYTES_AT_MOST, &file, reason, sizeof reason));
    assert_null(strstr(reason, "50 MB"));
}

static void damaged_files_do_no_harm(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        struct buffer bytes = tone_file(kinds[i].format, kinds[i].rate_hz, kinds[i].channels, 300);
        for (size_t size = 0; size < bytes.size; size += bytes.size / 23 + 1) {
            struct buffer part = {0};
            struct recording_file file;
            buffer_add(&part, bytes.bytes, size);
            if (parse(&part, &file))
                assert_true(file.sound.count > 0 && file.sound.count < SECOND);
            recording_file_destroy(&file);
            buffer_destroy(&part);
        }
        buffer_destroy(&bytes);
    }
}

/* A head that promises an hour: what is there counts. */
static void a_head_that_lies(void **state)
{
    (void)state;
    struct buffer bytes = tone_file(SF_FORMAT_WAV | SF_FORMAT_PCM_16, 22050, 1, 500);
    static const char huge[] = {'\xf0', '\xff', '\xff', '\x7f'};
    buffer_splice(&bytes, 4, 4, huge, 4);
    buffer_splice(&bytes, 40, 4, huge, 4);
    struct recording_file file;
    assert_true(parse(&bytes, &file));
    assert_int_equal(file.sound.count, SECOND / 2);
    recording_file_destroy(&file);
    buffer_destroy(&bytes);
}

static void what_is_no_number_is_silence(void **state)
{
    (void)state;
    struct buffer bytes = tone_file(SF_FORMAT_WAV | SF_FORMAT_FLOAT, 22050, 1, 500);
    static const unsigned char no_number[] = {0, 0, 0xC0, 0x7F}, endless[] = {0, 0, 0x80, 0x7F};
    buffer_splice(&bytes, bytes.size - 8, 4, (const char *)no_number, 4);
    buffer_splice(&bytes, bytes.size - 4, 4, (const char *)endless, 4);
    struct recording_file file;
    assert_true(parse(&bytes, &file));
    for (size_t i = 0; i < file.sound.count; i++)
        assert_true(isfinite(file.sound.samples[i]));
    recording_file_destroy(&file);
    buffer_destroy(&bytes);
}

static void what_was_written_is_read_as_it_was(void **state)
{
    (void)state;
    struct buffer bytes = tone_file(SF_FORMAT_WAV | SF_FORMAT_PCM_16, 44100, 1, 700), flac = {0};
    struct recording_file first, second;
    char reason[128];
    assert_true(parse(&bytes, &first));
    assert_true(recording_prepare(&first.sound));
    assert_true(recording_file_write(&first.sound, "吸痰，快！", &flac, reason, sizeof reason));
    assert_true(parse(&flac, &second));
    assert_true(second.prepared);
    assert_string_equal(second.text, "吸痰，快！");
    assert_int_equal(second.sound.count, first.sound.count);
    for (size_t i = 0; i < first.sound.count; i++)
        assert_float_equal(second.sound.samples[i], first.sound.samples[i], 1.0 / 32000);
    recording_file_destroy(&first);
    recording_file_destroy(&second);
    buffer_destroy(&bytes);
    buffer_destroy(&flac);
}

/* As long as a text of a phrase may be, to the last byte. */
static void the_text_is_read_without_the_sound(void **state)
{
    (void)state;
    struct buffer bytes = tone_file(SF_FORMAT_WAV | SF_FORMAT_PCM_16, 44100, 1, 700), flac = {0}, text = {0};
    struct recording_file file;
    char reason[128];
    for (int i = 0; i < 700; i++)
        buffer_add_text(&text, i % 7 ? "痰" : "=，");
    assert_true(parse(&bytes, &file));
    assert_null(recording_file_text(buffer_text(&bytes), bytes.size)); /* another program's */
    assert_null(recording_file_text("", 0));
    assert_null(recording_file_text("fLaC", 4));
    assert_true(recording_file_write(&file.sound, buffer_text(&text), &flac, reason, sizeof reason));
    char *read = recording_file_text(buffer_text(&flac), flac.size);
    assert_non_null(read);
    assert_string_equal(read, buffer_text(&text));
    free(read);
    recording_file_destroy(&file);
    buffer_destroy(&bytes);
    buffer_destroy(&flac);
    buffer_destroy(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_file_comes_to_our_rate),
        cmocka_unit_test(the_bounds_of_length),
        cmocka_unit_test(the_bounds_of_rate_and_channels),
        cmocka_unit_test(what_is_no_sound_file),
        cmocka_unit_test(the_bound_of_size),
        cmocka_unit_test(damaged_files_do_no_harm),
        cmocka_unit_test(a_head_that_lies),
        cmocka_unit_test(what_is_no_number_is_silence),
        cmocka_unit_test(what_was_written_is_read_as_it_was),
        cmocka_unit_test(the_text_is_read_without_the_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
