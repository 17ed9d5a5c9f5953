/* The language models beside the targets of the issue: opened in at most 5 ms, a next-word distribution in at
 * most 0.2 ms. Arguments: the model, the lexicon ("-": English), a file of sentences, one a line or in the
 * first column. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "predict/english_words.h"
#include "predict/language_text.h"

enum { CONTEXTS = 2000, ROUNDS = 3 };

struct times {
    double items[CONTEXTS * ROUNDS];
    int count;
};

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now); /* others may be at work on the machine */
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    const double *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

static void report(const char *what, struct times *times, const char *target)
{
    if (times->count == 0)
        return;
    qsort(times->items, (size_t)times->count, sizeof times->items[0], by_size);
    printf("%-34s median %8.4f ms   p95 %8.4f ms   p99 %8.4f ms   most %8.4f ms   %s\n", what,
           times->items[times->count / 2], times->items[times->count * 95 / 100],
           times->items[times->count * 99 / 100], times->items[times->count - 1], target);
}

static const void *map_file(const char *path, size_t *size)
{
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &status) != 0) {
        fprintf(stderr, "model_bench: %s cannot be read\n", path);
        exit(1);
    }
    *size = (size_t)status.st_size;
    const void *bytes = mmap(NULL, *size, PROT_READ, MAP_SHARED, file, 0);
    close(file);
    return bytes == MAP_FAILED ? NULL : bytes;
}

/* Contexts are the beginnings of the sentences; English ones end with a space. */
static void measure(const struct language_model *model, const struct lexicon *lexicon, FILE *sentences)
{
    static struct times reading, distribution, top, single;
    float *probabilities = calloc(model->token_count, sizeof *probabilities);
    bool english = lexicon->bytes == NULL;
    char line[1024];
    uint32_t words[50];
    while (probabilities && fgets(line, sizeof line, sentences)) {
        size_t size = strcspn(line, "\t\n");
        for (size_t at = 0; at <= size && distribution.count < CONTEXTS * ROUNDS; at++) {
            if (english ? at > 0 && line[at - 1] != ' ' : at < size && (line[at] & 0xC0) == 0x80)
                continue;
            struct language_state state;
            double from = now_ms();
            language_read(model, lexicon, line, at, english, &state);
            double read = now_ms();
            language_distribution(model, &state, probabilities);
            double filled = now_ms();
            language_top(model, probabilities, words, 50);
            double sorted = now_ms();
            for (uint32_t i = 0; i < 100; i++)
                probabilities[i] = (float)language_state_probability(model, &state, i * 700);
            double end = now_ms();
            reading.items[reading.count++] = read - from;
            distribution.items[distribution.count++] = filled - read;
            top.items[top.count++] = sorted - filled;
            single.items[single.count++] = end - sorted;
        }
    }
    report("message read (histories)", &reading, "");
    report("distribution over all words", &distribution, "target 0.2 ms");
    report("the 50 likeliest of it", &top, "");
    report("100 words asked singly", &single, "");
    free(probabilities);
}

/* One state of English writing as the board and evidence scanning ask for it: a page, and the weights of its words, the
 * letters and the end. */
static double ask_english(const struct predictor *predictor, const struct predict_request *request)
{
    static const char letters[26][2] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m",
                                        "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z"};
    struct candidate page[6];
    struct predict_weight items[32] = {{.text = ""}};
    double from = now_ms();
    int count = predictor->candidates(predictor->self, request, page, 6);
    for (int i = 0; i < count && i < 5; i++)
        items[1 + i].text = page[i].text;
    for (int i = 0; i < 26; i++)
        items[6 + i].unit = letters[i];
    predictor->weigh(predictor->self, request, items, 32);
    return now_ms() - from;
}

/* Every word of the sentences, spelt letter by letter. */
static void measure_english(const struct language_model *model, FILE *sentences)
{
    static struct times unspelt, spelt;
    static char units[64][2];
    const char *list[64];
    char line[1024];
    struct english_words words;
    float *probabilities = calloc(model->token_count, sizeof *probabilities);
    english_words_init(&words, model, probabilities, &(struct predictor){.self = NULL});
    struct predictor predictor = english_words_predictor(&words);
    while (probabilities && fgets(line, sizeof line, sentences)) {
        size_t start = 0, size = line[0] == '#' ? 0 : strcspn(line, "\t\n");
        for (size_t at = 0; at < size && at - start < 32 && spelt.count < CONTEXTS * ROUNDS; at++) {
            start = line[at] == ' ' ? at + 1 : start;
            int letters = (int)(at - start);
            struct predict_request request = {.context = line,
                                              .context_size = start ? start - 1 : 0,
                                              .units = list,
                                              .unit_count = letters < 0 ? 0 : letters,
                                              .page = 5,
                                              .english = true};
            for (int i = 0; i < request.unit_count; i++) {
                units[i][0] = line[start + (size_t)i];
                list[i] = units[i];
            }
            struct times *times = request.unit_count ? &spelt : &unspelt;
            times->items[times->count++] = ask_english(&predictor, &request);
        }
    }
    report("English: page and weights, unspelt", &unspelt, "target p99 2 ms");
    report("English: page and weights, spelt", &spelt, "target p99 2 ms");
    free(probabilities);
}

int main(int count, char **arguments)
{
    struct language_model model;
    struct lexicon lexicon = {0};
    size_t size, lexicon_size;
    if (count != 4) {
        fprintf(stderr, "model_bench MODEL LEXICON|- SENTENCES\n");
        return 2;
    }
    double from = now_ms();
    const void *bytes = map_file(arguments[1], &size);
    bool opened = bytes && language_model_open(&model, bytes, size, arguments[1], NULL);
    double open_at = now_ms();
    if (!opened || !language_model_verify(&model, arguments[1], NULL)) {
        fprintf(stderr, "model_bench: %s is damaged\n", arguments[1]);
        return 1;
    }
    double verified = now_ms();
    printf("%s: %.1f MB, %u words, %u pairs, %u triples\n", arguments[1], (double)size / 1e6,
           model.word_count, model.pair_count, model.triple_count);
    printf("opened in %.3f ms (target 5 ms), checksum in %.3f ms\n", open_at - from, verified - open_at);
    if (strcmp(arguments[2], "-") != 0) {
        bytes = map_file(arguments[2], &lexicon_size);
        if (!bytes || !lexicon_open(&lexicon, bytes, lexicon_size, NULL) ||
            !language_model_fits(&model, &lexicon)) {
            fprintf(stderr, "model_bench: the lexicon does not belong to the model\n");
            return 1;
        }
    }
    FILE *sentences = fopen(arguments[3], "r");
    if (!sentences) {
        fprintf(stderr, "model_bench: %s cannot be read\n", arguments[3]);
        return 1;
    }
    measure(&model, &lexicon, sentences);
    rewind(sentences);
    if (!lexicon.bytes)
        measure_english(&model, sentences);
    fclose(sentences);
    return 0;
}
