#include "speech/voice_virtual.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "speech/sound_ring.h"

enum { CACHE_AT_MOST = 8192, TAIL_MS = 5 /* as the real voice's */ };

/* As the synthesiser says it. */
struct raw_word {
    uint64_t sample;
    int position, length;
};

/* One piece that was synthesised, by what it was asked for. */
struct piece {
    enum voice_language language;
    int rate_wpm, pitch;
    char *as;
    uint64_t samples;
    uint64_t zeros; /* of them before its first sound */
    struct raw_word *words;
    size_t word_count;
    struct piece *next; /* in its bucket */
};

enum { BUCKETS = 1024 };

struct voice_virtual {
    struct synth *synth;
    struct piece *buckets[BUCKETS];
    size_t pieces;
    struct speech_word *words;
    size_t word_count, word_capacity;
};

static void forget_all(struct voice_virtual *v)
{
    for (size_t i = 0; i < BUCKETS; i++) {
        for (struct piece *piece = v->buckets[i], *next; piece; piece = next) {
            next = piece->next;
            free(piece->as);
            free(piece->words);
            free(piece);
        }
        v->buckets[i] = NULL;
    }
    v->pieces = 0;
}

struct voice_virtual *voice_virtual_create(struct synth *synth)
{
    struct voice_virtual *v = memory_new(1, sizeof *v);
    v->synth = synth;
    if (synth)
        synth_warm_up(synth);
    return v;
}

void voice_virtual_destroy(struct voice_virtual *v)
{
    if (!v)
        return;
    forget_all(v);
    free(v->words);
    free(v);
}

/* In the child: what it finds out goes to the parent as records of the same shape. After the words come two more: the
 * number of samples, and how many of them are zeros before the first sound. */
struct child {
    struct buffer records;
    uint64_t samples, zeros;
};
enum { RECORD_SAMPLES = -1, RECORD_ZEROS = -2 };

static void child_word(void *context, uint64_t sample, int position, int length)
{
    struct child *child = context;
    struct raw_word word = {.sample = sample, .position = position, .length = length};
    if (position > 0 && length > 0)
        buffer_add(&child->records, (const char *)&word, sizeof word);
}

static bool child_samples(void *context, const int16_t *samples, size_t count)
{
    struct child *child = context;
    for (size_t i = 0; i < count && child->zeros == child->samples + i && !samples[i]; i++)
        child->zeros++;
    child->samples += count;
    return true;
}

_Noreturn static void be_child(struct voice_virtual *v, const struct piece *piece, int out)
{
    struct child child = {0};
    struct voice_segment segment = {.language = piece->language, .as = piece->as};
    struct synth_sink sink = {.context = &child, .word = child_word, .samples = child_samples};
    if (!synth_speak(v->synth, &segment, piece->rate_wpm, piece->pitch, &sink))
        _exit(1);
    const struct raw_word last[2] = {{.sample = child.samples, .position = RECORD_SAMPLES},
                                     {.sample = child.zeros, .position = RECORD_ZEROS}};
    buffer_add(&child.records, (const char *)last, sizeof last);
    for (size_t done = 0; done < child.records.size;) {
        ssize_t wrote = write(out, child.records.bytes + done, child.records.size - done);
        if (wrote < 0 && errno != EINTR)
            _exit(1);
        done += wrote > 0 ? (size_t)wrote : 0;
    }
    _exit(0);
}

static void read_all(int in, struct buffer *records)
{
    char bytes[4096];
    ssize_t got;
    while ((got = read(in, bytes, sizeof bytes)) != 0 && (got > 0 || errno == EINTR))
        buffer_add(records, bytes, got > 0 ? (size_t)got : 0);
}

/* True when `records` is whole: ends with the two numbers. */
static bool keep_records(struct piece *piece, const struct buffer *records)
{
    size_t count = records->size / sizeof(struct raw_word);
    if (count < 2 || records->size % sizeof(struct raw_word))
        return false;
    piece->words = memory_new(count, sizeof *piece->words);
    memcpy(piece->words, records->bytes, records->size);
    piece->word_count = count - 2;
    piece->samples = piece->words[count - 2].sample;
    piece->zeros = piece->words[count - 1].sample;
    return piece->words[count - 2].position == RECORD_SAMPLES &&
           piece->words[count - 1].position == RECORD_ZEROS;
}

static bool synthesise(struct voice_virtual *v, struct piece *piece)
{
    int ends[2];
    if (!v->synth || pipe2(ends, O_CLOEXEC) != 0)
        return false;
    pid_t child = fork();
    if (child == 0)
        be_child(v, piece, ends[1]);
    close(ends[1]);
    struct buffer records;
    buffer_init(&records);
    read_all(ends[0], &records);
    close(ends[0]);
    int status = 1;
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    bool whole = child > 0 && status == 0 && keep_records(piece, &records);
    buffer_destroy(&records);
    return whole;
}

static size_t bucket_of(const struct voice_segment *segment, const struct utterance *utterance)
{
    uint64_t how =
        (uint64_t)segment->language << 32 ^ (uint64_t)utterance->rate_wpm << 8 ^ (uint64_t)utterance->pitch;
    return (size_t)(hash64_step(hash64_text(HASH64_START, segment->as), how) >> 32) % BUCKETS;
}

static const struct piece *piece_of(struct voice_virtual *v, const struct voice_segment *segment,
                                    const struct utterance *utterance)
{
    size_t bucket = bucket_of(segment, utterance);
    for (const struct piece *piece = v->buckets[bucket]; piece; piece = piece->next)
        if (piece->language == segment->language && piece->rate_wpm == utterance->rate_wpm &&
            piece->pitch == utterance->pitch && strcmp(piece->as, segment->as) == 0)
            return piece;
    if (v->pieces == CACHE_AT_MOST)
        forget_all(v);
    struct piece *piece = memory_new(1, sizeof *piece);
    *piece = (struct piece){
        .language = segment->language, .rate_wpm = utterance->rate_wpm, .pitch = utterance->pitch};
    piece->as = memory_copy_text(segment->as);
    if (!synthesise(v, piece)) {
        piece->word_count = 0;
        piece->zeros = 0;
        piece->samples =
            (uint64_t)voice_segment_estimate_ms(segment, utterance->rate_wpm) * SOUND_RATE_HZ / 1000;
    }
    piece->next = v->buckets[bucket];
    v->buckets[bucket] = piece;
    v->pieces++;
    return piece;
}

static int to_ms(uint64_t samples)
{
    return (int)(samples * 1000 / SOUND_RATE_HZ);
}

static void add_word(struct voice_virtual *v, struct speech_word word)
{
    if (v->word_count == v->word_capacity) {
        v->word_capacity = v->word_capacity ? v->word_capacity * 2 : 32;
        v->words = memory_grow(v->words, v->word_capacity, sizeof *v->words);
    }
    v->words[v->word_count++] = word;
}

/* The piece begins at sample `begin` of the utterance, without its first `skipped` samples. */
static void add_words(struct voice_virtual *v, const struct voice_segment *segment, const struct piece *piece,
                      uint64_t begin, uint64_t skipped)
{
    for (size_t i = 0; i < piece->word_count; i++) {
        const struct raw_word *raw = &piece->words[i];
        uint64_t sample = raw->sample < skipped ? 0 : raw->sample - skipped;
        struct speech_word word = {.at_ms = to_ms(begin + sample)};
        if (voice_segment_word(segment, raw->position, raw->length, &word.first, &word.count))
            add_word(v, word);
    }
}

static uint64_t play(struct voice_virtual *v, const struct utterance *utterance)
{
    if (utterance->characters > 0)
        add_word(v, (struct speech_word){.count = utterance->characters});
    return utterance->sample_count;
}

/* As the real voice does it: the silence before the first sound is left out, see skip_closure(). */
static uint64_t speak(struct voice_virtual *v, const struct utterance *utterance)
{
    struct kept_utterance *kept = utterance_keep(utterance); /* brings the values into range */
    uint64_t samples = 0;
    bool skipping = true;
    for (size_t i = 0; i < kept->said.segment_count; i++) {
        const struct voice_segment *segment = &kept->said.segments[i];
        const struct piece *piece = piece_of(v, segment, &kept->said);
        uint64_t skipped = skipping ? piece->zeros : 0;
        add_words(v, segment, piece, samples, skipped);
        samples += piece->samples - skipped;
        skipping = skipping && skipped == piece->samples;
        if (!skipping && i + 1 < kept->said.segment_count)
            samples += (uint64_t)voice_segment_gap_ms(segment) * SOUND_RATE_HZ / 1000;
    }
    utterance_drop(kept);
    return samples;
}

void voice_virtual_time(struct voice_virtual *v, const struct utterance *utterance,
                        struct speech_times *times)
{
    v->word_count = 0;
    uint64_t samples = utterance->sample_count ? play(v, utterance) : speak(v, utterance);
    samples += (uint64_t)TAIL_MS * SOUND_RATE_HZ / 1000;
    *times =
        (struct speech_times){.duration_ms = to_ms(samples), .words = v->words, .word_count = v->word_count};
}
