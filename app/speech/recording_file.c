#include "speech/recording_file.h"

#include <math.h>
#include <samplerate.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"

const char *const recording_file_endings[] = {".flac", ".wav", ".ogg", ".mp3", NULL};

static const char prepared_by[] = "yinian recording";

enum { BLOCK = 4096 /* frames */ };

/* --- bytes in memory as a file --------------------------------------------------------------------------- */

struct memory_file {
    const char *bytes;  /* read */
    struct buffer *out; /* or written */
    size_t size, at;
};

static size_t size_of(const struct memory_file *file)
{
    return file->out ? file->out->size : file->size;
}

static sf_count_t file_size(void *context)
{
    return (sf_count_t)size_of(context);
}

static sf_count_t file_seek(sf_count_t offset, int whence, void *context)
{
    struct memory_file *file = context;
    sf_count_t size = (sf_count_t)size_of(file), from = whence == SEEK_CUR   ? (sf_count_t)file->at
                                                        : whence == SEEK_END ? size
                                                                             : 0;
    if (offset < -from || offset > size - from)
        return -1;
    file->at = (size_t)(from + offset);
    return (sf_count_t)file->at;
}

static sf_count_t file_read(void *to, sf_count_t count, void *context)
{
    struct memory_file *file = context;
    size_t left = file->size - file->at, got = (size_t)count < left ? (size_t)count : left;
    if (count <= 0 || !file->bytes || !got)
        return 0;
    memcpy(to, file->bytes + file->at, got);
    file->at += got;
    return (sf_count_t)got;
}

static sf_count_t file_write(const void *from, sf_count_t count, void *context)
{
    struct memory_file *file = context;
    if (count <= 0 || !file->out)
        return 0;
    size_t behind = file->out->size - file->at, over = (size_t)count < behind ? (size_t)count : behind;
    buffer_splice(file->out, file->at, over, from, (size_t)count);
    file->at += (size_t)count;
    return count;
}

static sf_count_t file_tell(void *context)
{
    const struct memory_file *file = context;
    return (sf_count_t)file->at;
}

static SNDFILE *open_memory(struct memory_file *file, int mode, SF_INFO *info)
{
    SF_VIRTUAL_IO io = {file_size, file_seek, file_read, file_write, file_tell};
    return sf_open_virtual(&io, mode, info, file);
}

/* --- reading --------------------------------------------------------------------------------------------- */

static bool refuse(char *reason, size_t size, const char *why)
{
    snprintf(reason, size, "%s", why);
    return false;
}

static bool kind_is_ours(int format)
{
    switch (format & SF_FORMAT_TYPEMASK) {
    case SF_FORMAT_WAV:
    case SF_FORMAT_WAVEX:
    case SF_FORMAT_RF64:
    case SF_FORMAT_FLAC:
    case SF_FORMAT_OGG:
    case SF_FORMAT_MPEG:
        return true;
    default:
        return false;
    }
}

static bool head_is_right(const SF_INFO *info, char *reason, size_t size)
{
    if (!kind_is_ours(info->format))
        return refuse(reason, size, _("it is not a WAV, FLAC, OGG or MP3 file"));
    if (info->channels < 1 || info->channels > RECORDING_FILE_CHANNELS_AT_MOST)
        return refuse(reason, size, _("it has more than 8 channels"));
    if (info->samplerate < RECORDING_FILE_RATE_LEAST_HZ || info->samplerate > RECORDING_FILE_RATE_MOST_HZ)
        return refuse(reason, size, _("its sample rate is not between 4 and 192 kHz"));
    return true;
}

/* What is no number is silence. */
static float mixed(const float *frame, int channels)
{
    float sum = 0;
    for (int i = 0; i < channels; i++)
        sum += frame[i];
    return isfinite(sum) ? fmaxf(fminf(sum / (float)channels, 4), -4) : 0;
}

/* One channel, at the file's rate. */
static bool read_frames(SNDFILE *in, const SF_INFO *info, struct recording *mono, char *reason, size_t size)
{
    size_t most = (size_t)info->samplerate * RECORDING_SECONDS_AT_MOST;
    float block[BLOCK * RECORDING_FILE_CHANNELS_AT_MOST];
    for (sf_count_t got; (got = sf_readf_float(in, block, BLOCK)) > 0;) {
        if (mono->count + (size_t)got > most)
            return refuse(reason, size, _("it is longer than a minute"));
        mono->samples = memory_grow(mono->samples, mono->count + (size_t)got, sizeof *mono->samples);
        for (sf_count_t i = 0; i < got; i++)
            mono->samples[mono->count++] = mixed(block + i * info->channels, info->channels);
    }
    if (sf_error(in) != SF_ERR_NO_ERROR)
        return refuse(reason, size, _("it is damaged"));
    return true;
}

static bool resample(struct recording *recording, int rate_hz, char *reason, size_t size)
{
    if (rate_hz == SOUND_RATE_HZ || recording->count == 0)
        return true;
    double ratio = (double)SOUND_RATE_HZ / rate_hz;
    size_t room = (size_t)((double)recording->count * ratio) + 64;
    struct recording out = {memory_new(room, sizeof *out.samples), 0};
    SRC_DATA data = {.data_in = recording->samples,
                     .input_frames = (long)recording->count,
                     .data_out = out.samples,
                     .output_frames = (long)room,
                     .src_ratio = ratio};
    bool right = src_simple(&data, SRC_SINC_FASTEST, 1) == 0;
    out.count = (size_t)data.output_frames_gen;
    recording_destroy(recording);
    *recording = out;
    return right || refuse(reason, size, _("it is damaged"));
}

static void read_notes(SNDFILE *in, struct recording_file *file)
{
    const char *by = sf_get_string(in, SF_STR_SOFTWARE), *text = sf_get_string(in, SF_STR_TITLE);
    file->prepared = by && strncmp(by, prepared_by, sizeof prepared_by - 1) == 0;
    if (file->prepared && text && utf8_valid(text, strlen(text), NULL))
        file->text = memory_copy_text(text);
}

bool recording_file_parse(const char *bytes, size_t size, struct recording_file *file, char *reason,
                          size_t reason_size)
{
    struct memory_file memory = {.bytes = bytes, .size = size};
    SF_INFO info = {0};
    *file = (struct recording_file){0};
    if (size == 0)
        return refuse(reason, reason_size, _("it is empty"));
    if (size > RECORDING_FILE_BYTES_AT_MOST)
        return refuse(reason, reason_size, _("it is larger than 50 MB"));
    SNDFILE *in = open_memory(&memory, SFM_READ, &info);
    if (!in)
        return refuse(reason, reason_size, _("it is not a WAV, FLAC, OGG or MP3 file, or it is damaged"));
    bool right = head_is_right(&info, reason, reason_size) &&
                 read_frames(in, &info, &file->sound, reason, reason_size) &&
                 resample(&file->sound, info.samplerate, reason, reason_size) &&
                 (file->sound.count > 0 || refuse(reason, reason_size, _("there is no sound in it")));
    if (right)
        read_notes(in, file);
    else
        recording_file_destroy(file);
    sf_close(in);
    return right;
}

void recording_file_destroy(struct recording_file *file)
{
    recording_destroy(&file->sound);
    free(file->text);
    *file = (struct recording_file){0};
}

char *recording_file_text(const char *bytes, size_t size)
{
    struct memory_file memory = {.bytes = bytes, .size = size};
    struct recording_file file = {.text = NULL};
    SF_INFO info = {0};
    SNDFILE *in =
        size > 0 && size <= RECORDING_FILE_BYTES_AT_MOST ? open_memory(&memory, SFM_READ, &info) : NULL;
    if (!in)
        return NULL;
    read_notes(in, &file);
    sf_close(in);
    return file.text;
}

/* --- writing --------------------------------------------------------------------------------------------- */

bool recording_file_write(const struct recording *recording, const char *text, struct buffer *out,
                          char *reason, size_t reason_size)
{
    struct memory_file memory = {.out = out};
    SF_INFO info = {.samplerate = SOUND_RATE_HZ, .channels = 1, .format = SF_FORMAT_FLAC | SF_FORMAT_PCM_16};
    buffer_clear(out);
    SNDFILE *file = open_memory(&memory, SFM_WRITE, &info);
    if (!file)
        return refuse(reason, reason_size, sf_strerror(NULL));
    int16_t *pcm = memory_new(recording->count, sizeof *pcm);
    recording_to_pcm(recording->samples, recording->count, pcm);
    sf_set_string(file, SF_STR_SOFTWARE, prepared_by);
    sf_set_string(file, SF_STR_TITLE, text);
    bool right = sf_writef_short(file, pcm, (sf_count_t)recording->count) == (sf_count_t)recording->count;
    right = sf_close(file) == 0 && right;
    free(pcm);
    return right || refuse(reason, reason_size, _("it could not be written as FLAC"));
}
