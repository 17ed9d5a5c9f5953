/* How quick the voice is. SDL's disk driver writes what would be heard into a pipe, block by block at the pace of a sound
 * card, and this program reads the pipe and counts the samples.
 *
 *     say            STARTED (stamp of the block)      stop
 *     |--- queued ---|- lead -|======= audible =======|==|        samples in the pipe
 *                                                     |--| after stop = STARTED + lead + audible - stop
 *
 * `lead` is how many samples of the sentence are too soft to hear (not counting zeros: the voice leaves them out),
 * counted beforehand. The pipe's own times are of no
 * use: stdio writes it in pieces of 4096 bytes.
 *
 *     build/release/tests/bench/speech_bench [SAYINGS]
 *
 * Prints one line a figure: name, figures in ms, and the target of issue 2 where there is one. No sound card is
 * needed; what the card and its server add on a real machine is not in these figures. */
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <SDL.h>

#include "speech/sound_ring.h"
#include "speech/voice_thread.h"
#include "speech/voice_virtual.h"

enum { AUDIBLE = 150, SAYINGS_AT_MOST = 2000, DEADLINE_MS = 5000 };

/* What came out of the pipe, and what the voice told. */
struct listener {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int fd;
    bool quit;
    uint64_t heard;                       /* samples that came since listen_anew() */
    uint64_t first_audible, last_audible; /* of these; 0: none */
    time_us started_us;                   /* when EVENT_SPEECH_STARTED says */
    time_us ended_us;                     /* when EVENT_SPEECH_ENDED came */
};

static struct listener listener = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};

static void hear(void *context, const struct event *event)
{
    (void)context;
    pthread_mutex_lock(&listener.lock);
    if (event->kind == EVENT_SPEECH_STARTED)
        listener.started_us = event->at_us;
    if (event->kind == EVENT_SPEECH_ENDED)
        listener.ended_us = sound_clock_us();
    if (event->kind == EVENT_SOUND_LOST)
        fprintf(stderr, "sound lost: %s\n", event->text);
    pthread_cond_signal(&listener.changed);
    pthread_mutex_unlock(&listener.lock);
}

static void note_block(const int16_t *samples, size_t count)
{
    pthread_mutex_lock(&listener.lock);
    for (size_t i = 0; i < count; i++) {
        listener.heard++;
        if (abs(samples[i]) <= AUDIBLE)
            continue;
        listener.last_audible = listener.heard;
        if (!listener.first_audible)
            listener.first_audible = listener.heard;
    }
    pthread_mutex_unlock(&listener.lock);
}

static void *listen_to_pipe(void *context)
{
    (void)context;
    int16_t samples[4096];
    ssize_t got;
    while ((got = read(listener.fd, samples, sizeof samples)) > 0 && !listener.quit)
        note_block(samples, (size_t)got / sizeof *samples);
    return NULL;
}

static void listen_anew(void)
{
    pthread_mutex_lock(&listener.lock);
    listener.heard = listener.first_audible = listener.last_audible = 0;
    listener.started_us = listener.ended_us = 0;
    pthread_mutex_unlock(&listener.lock);
}

/* Until *what is no longer 0; its value. */
static time_us wait_for(const time_us *what)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += DEADLINE_MS / 1000;
    pthread_mutex_lock(&listener.lock);
    while (!*what)
        if (pthread_cond_timedwait(&listener.changed, &listener.lock, &until) != 0) {
            fprintf(stderr, "the voice did not answer\n");
            exit(1);
        }
    time_us value = *what;
    pthread_mutex_unlock(&listener.lock);
    return value;
}

static void pause_ms(int ms)
{
    poll(NULL, 0, ms);
}

static int by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void print_figures(const char *name, double *ms, size_t count, const char *target)
{
    qsort(ms, count, sizeof *ms, by_size);
    printf("%-44s n %4zu  median %6.2f  p95 %6.2f  p99 %6.2f  max %6.2f ms  %s\n", name, count, ms[count / 2],
           ms[count * 95 / 100], ms[count * 99 / 100], ms[count - 1], target);
}

static const struct voice_segment sentences[][2] = {
    {{.language = VOICE_CHINESE, .as = "qing3 bang1 wo3 xi1 tan2, wo3 chuan3 bu2 shang4 qi4"}},
    {{.language = VOICE_ENGLISH, .as = "Please turn me to the left, my shoulder hurts."}},
    {{.language = VOICE_CHINESE, .as = "wo3 xiang3 kan4"},
     {.language = VOICE_ENGLISH, .as = "a movie tonight"}},
    {{.language = VOICE_CHINESE, .as = "you4 jian1 bang3 yang3, qing3 bang1 wo3 nao2 yi2 xia4"}},
    {{.language = VOICE_ENGLISH, .as = "Yes"}},
    {{.language = VOICE_CHINESE, .as = "ba3 kong1 tiao2 kai1 da4 yi4 dian3"}},
};
enum { SENTENCES = sizeof sentences / sizeof sentences[0] };

static struct utterance utterance(uint32_t id)
{
    const struct voice_segment *segments = sentences[id % SENTENCES];
    return (struct utterance){.id = id,
                              .segments = segments,
                              .segment_count = segments[1].as ? 2 : 1,
                              .rate_wpm = 150,
                              .pitch = 50,
                              .volume_percent = 100};
}

/* How much of the sentence's beginning is too soft to hear. */
struct beginning {
    uint64_t samples;
    uint64_t zeros; /* of them; the voice leaves these out */
    bool over;
};

static bool skip_soft(void *context, const int16_t *samples, size_t count)
{
    struct beginning *beginning = context;
    for (size_t i = 0; i < count && !beginning->over; i++) {
        beginning->over = abs(samples[i]) > AUDIBLE;
        beginning->zeros += !samples[i] && beginning->zeros == beginning->samples;
        beginning->samples += !beginning->over;
    }
    return !beginning->over;
}

static time_us samples_us(uint64_t samples)
{
    return (time_us)samples * 1000000 / SOUND_RATE_HZ;
}

static time_us lead_us[SENTENCES];

static void measure_leads(struct synth *synth)
{
    for (uint32_t i = 0; i < SENTENCES; i++) {
        struct beginning beginning = {0};
        struct synth_sink sink = {.context = &beginning, .samples = skip_soft};
        struct utterance said = utterance(i);
        synth_speak(synth, &said.segments[0], said.rate_wpm, said.pitch, &sink);
        lead_us[i] = samples_us(beginning.samples - beginning.zeros);
    }
}

/* Samples from the first audible one to the last of what was said since listen_anew(). */
static uint64_t audible_samples(void)
{
    pthread_mutex_lock(&listener.lock);
    uint64_t samples = listener.first_audible ? listener.last_audible - listener.first_audible : 0;
    pthread_mutex_unlock(&listener.lock);
    return samples;
}

/* Says `count` sentences and stops each while it sounds. */
static void measure_voice(struct voice *voice, int count, const char *name, int rest_ms)
{
    static double queued[SAYINGS_AT_MOST], audible[SAYINGS_AT_MOST], quiet[SAYINGS_AT_MOST];
    for (int i = 0; i < count; i++) {
        struct utterance said = utterance((uint32_t)i);
        listen_anew();
        time_us said_us = sound_clock_us();
        voice->say(voice->self, &said);
        time_us started_us = wait_for(&listener.started_us);
        time_us audible_us = started_us + lead_us[i % SENTENCES];
        pause_ms(60 + i * 7 % 13); /* at every phase of the device's period */
        time_us stopped_us = sound_clock_us();
        voice->stop(voice->self, VOICE_MAIN);
        wait_for(&listener.ended_us);
        pause_ms(200 + rest_ms + i * 5 % 12); /* the pipe's last piece has come */
        time_us after_us = audible_us + samples_us(audible_samples()) - stopped_us;
        queued[i] = (double)(started_us - said_us) / 1000;
        audible[i] = (double)(audible_us - said_us) / 1000;
        quiet[i] = after_us > 0 ? (double)after_us / 1000 : 0;
    }
    printf("%s\n", name);
    print_figures("  say to first sample at the device", queued, (size_t)count, "target: p95 <= 20");
    print_figures("  say to first audible sample at the device", audible, (size_t)count, "target: p95 <= 20");
    print_figures("  stop to last audible sample", quiet, (size_t)count, "target: <= 50");
}

static long resident_kb(void)
{
    long pages = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file && fscanf(file, "%ld %ld", &pages, &resident) != 2)
        resident = 0;
    if (file)
        fclose(file);
    return resident * sysconf(_SC_PAGESIZE) / 1024;
}

static long switches_of(const char *task)
{
    char path[300], line[200];
    long switches = 0;
    snprintf(path, sizeof path, "/proc/self/task/%s/status", task);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "voluntary_ctxt_switches: %ld", &switches) == 1)
            break;
    if (file)
        fclose(file);
    return switches;
}

/* Of all threads but this one. */
static long wakeups(int *threads)
{
    char own[20];
    long sum = 0;
    snprintf(own, sizeof own, "%d", (int)getpid());
    *threads = 0;
    DIR *tasks = opendir("/proc/self/task");
    for (struct dirent *task; tasks && (task = readdir(tasks));)
        if (task->d_name[0] != '.' && strcmp(task->d_name, own) != 0) {
            sum += switches_of(task->d_name);
            (*threads)++;
        }
    if (tasks)
        closedir(tasks);
    return sum;
}

static void measure_rest(void)
{
    int threads;
    pause_ms(500); /* lingering is over: see options */
    long before = wakeups(&threads);
    pause_ms(5000);
    printf("%-44s %ld in 5 s, %d threads  target: 0\n", "wakeups at rest", wakeups(&threads) - before,
           threads);
}

static void measure_virtual(struct synth *synth)
{
    enum { PIECES = 200 };
    static double fresh[PIECES];
    struct voice_virtual *v = voice_virtual_create(synth);
    struct speech_times times;
    unsigned sum = 0;
    for (int i = 0; i < PIECES; i++) {
        struct utterance said = utterance((uint32_t)i);
        said.pitch = i % 100;
        said.rate_wpm = 100 + i;
        time_us before = sound_clock_us();
        voice_virtual_time(v, &said, &times);
        fresh[i] = (double)(sound_clock_us() - before) / 1000;
        sum = sum * 31 + (unsigned)times.duration_ms;
    }
    print_figures("virtual time: an utterance never asked before", fresh, PIECES, "");
    struct utterance said = utterance(PIECES - 1);
    said.pitch = (PIECES - 1) % 100;
    said.rate_wpm = 100 + PIECES - 1;
    enum { AGAIN = 100000 };
    time_us before = sound_clock_us();
    for (int i = 0; i < AGAIN; i++)
        voice_virtual_time(v, &said, &times);
    printf("%-44s %.2f us\n", "virtual time: asked before", (double)(sound_clock_us() - before) / AGAIN);
    printf("%-44s %08x (the same in every run)\n", "virtual time: all durations", sum);
    voice_virtual_destroy(v);
}

int main(int count, char **arguments)
{
    int sayings = count > 1 ? atoi(arguments[1]) : 120;
    sayings = sayings < 1 ? 1 : sayings > SAYINGS_AT_MOST ? SAYINGS_AT_MOST : sayings;
    char path[64], reason[96] = "";
    snprintf(path, sizeof path, "/tmp/yinian-speech-%d", (int)getpid());
    SDL_LogSetOutputFunction(NULL, NULL); /* the disk driver announces itself */
    SDL_setenv("SDL_AUDIODRIVER", "disk", 1);
    SDL_setenv("SDL_DISKAUDIODELAY", "11",
               1); /* 256 samples are 11.6 ms; the driver's own work adds the rest */
    if (mkfifo(path, 0600) != 0 || (listener.fd = open(path, O_RDWR | O_CLOEXEC)) < 0) {
        fprintf(stderr, "%s: no pipe\n", path);
        return 1;
    }
    long before_kb = resident_kb();
    struct synth *synth = synth_create(reason, sizeof reason);
    if (!synth) {
        fprintf(stderr, "%s\n", reason);
        return 1;
    }
    measure_virtual(synth);
    measure_leads(synth);
    pthread_t ears;
    pthread_create(&ears, NULL, listen_to_pipe, NULL);
    struct sound_system *system = sound_system_create();
    struct voice_thread_options options = {
        .system = system, .synth = synth, .device = path, .linger_ms = 300, .post = {hear, NULL}};
    struct voice *voice = voice_thread_create(&options);
    measure_voice(voice, sayings, "the device is open:", 0);
    measure_voice(voice, sayings / 4 + 1, "the device was closed at rest:", 400);
    measure_rest();
    printf("%-44s %ld kB more than before espeak-ng (%ld kB)\n", "memory of the voice",
           resident_kb() - before_kb, before_kb);
    voice->destroy(voice->self);
    sound_system_destroy(system);
    pthread_cancel(ears);
    pthread_join(ears, NULL);
    close(listener.fd);
    unlink(path);
    synth_destroy(synth);
    return 0;
}
