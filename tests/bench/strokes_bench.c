/* Writing by strokes, by a person who makes no mistake: strokes_bench LEXICON MODEL STROKES SENTENCES [LIMIT [order]]
 *
 * Whoever writes takes the longest word among the five on offer that goes on with the sentence; else draws the next stroke
 * of the next character (the Mainland's way), and when all are drawn turns the page. Marks between the Hanzi are left out.
 * SENTENCES: one a line, or in the first column. With `taiwan` the strokes are drawn in the order of Taiwan's standard,
 * with `any` every third stroke is not known.
 *
 *   strokes     drawn, a character            choices   words taken + strokes + pages turned, a character
 *   bits        −log2 of what weigh() gives to each choice, a character: evidence scanning needs about so many steps
 *   steps       row–column, a character: the words as the first row, the strokes as the second */
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"
#include "predict/language_text.h"
#include "predict/strokes.h"

enum { WORDS = 5, KEYS = STROKE_KINDS + 1, PAGES_AT_MOST = 12, TEXT = 400, TIMES = 200000 };
enum manner { MAINLAND, TAIWAN, UNSURE };
static const char *const keys[KEYS] = {"一", "丨", "丿", "丶", "乛", "＊"};

struct bench {
    struct lexicon lexicon;
    struct language_model model;
    struct stroke_table table;
    struct word_list list;
    struct strokes strokes;
    struct predictor below, predictor;
    enum manner manner;
    double characters, drawn, words, pages, bits, steps, missed;
    double asked_ms[TIMES];
    int asked_count;
};

/* What is being written. */
struct writing {
    char text[TEXT];
    size_t size, at;
    const char *units[STROKES_AT_MOST];
    int unit_count, page;
};

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static const void *map_file(const char *path, size_t *size)
{
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &status) != 0) {
        fprintf(stderr, "strokes_bench: %s cannot be read\n", path);
        exit(1);
    }
    *size = (size_t)status.st_size;
    const void *bytes = mmap(NULL, *size, PROT_READ, MAP_SHARED, file, 0);
    close(file);
    return bytes == MAP_FAILED ? NULL : bytes;
}

static struct predict_request request_of(const struct writing *writing)
{
    return (struct predict_request){.context = writing->text,
                                    .context_size = writing->at,
                                    .units = writing->units,
                                    .unit_count = writing->unit_count,
                                    .skip = writing->page * WORDS};
}

/* Which of the words goes on with the sentence furthest; −1: none. */
static int best_word(const struct writing *writing, const struct candidate *words, int count)
{
    int best = -1;
    size_t longest = 0;
    for (int i = 0; i < count; i++) {
        size_t size = strlen(words[i].text);
        if (size > longest && size <= writing->size - writing->at &&
            memcmp(writing->text + writing->at, words[i].text, size) == 0) {
            longest = size;
            best = i;
        }
    }
    return best;
}

/* The next stroke of the next character; −1: all are drawn, or it is not known. */
static int next_stroke(const struct bench *bench, const struct writing *writing)
{
    uint32_t character, first;
    struct stroke_sequence sequence;
    utf8_decode(writing->text + writing->at, writing->size - writing->at, &character);
    uint32_t count = stroke_table_find(&bench->table, character, &first);
    if (bench->manner == TAIWAN) {
        while (count > 1 && stroke_table_sequence(&bench->table, first + 1, &sequence) &&
               sequence.form == character) {
            first++;
            count--;
        }
    }
    if (count == 0 || !stroke_table_sequence(&bench->table, first, &sequence) ||
        writing->unit_count >= sequence.count)
        return -1;
    return bench->manner == UNSURE && writing->unit_count % 3 == 2 ? STROKE_KINDS
                                                                   : sequence.strokes[writing->unit_count];
}

static double bits_of(struct bench *bench, const struct predict_request *request,
                      const struct candidate *words, int count, int chosen)
{
    struct predict_weight items[WORDS + KEYS] = {{0}};
    double rest = 1;
    for (int i = 0; i < count; i++)
        items[i].text = words[i].text;
    for (int i = 0; i < KEYS; i++)
        items[WORDS + i].unit = keys[i];
    bench->predictor.weigh(bench->predictor.self, request, items, WORDS + KEYS);
    for (int i = 0; i < WORDS + KEYS; i++)
        rest -= items[i].weight;
    double weight = chosen >= 0 ? items[chosen].weight : rest; /* the page is turned with what is left */
    return -log2(fmax(weight, 1e-4));
}

/* One choice; false when there is no way on. */
static bool choose(struct bench *bench, struct writing *writing)
{
    struct candidate words[WORDS];
    struct predict_request request = request_of(writing);
    double from = now_ms();
    int count = bench->predictor.candidates(bench->predictor.self, &request, words, WORDS);
    if (writing->unit_count > 0 && bench->asked_count < TIMES)
        bench->asked_ms[bench->asked_count++] = now_ms() - from;
    int word = best_word(writing, words, count), stroke = next_stroke(bench, writing);
    if (word >= 0) {
        bench->bits += bits_of(bench, &request, words, count, word);
        bench->words++;
        bench->steps += 1 + word + 1;
        writing->at += strlen(words[word].text);
        writing->unit_count = writing->page = 0;
    } else if (stroke >= 0) {
        bench->bits += bits_of(bench, &request, words, count, WORDS + stroke);
        bench->drawn++;
        bench->steps += 2 + stroke + 1;
        writing->units[writing->unit_count++] = keys[stroke];
    } else {
        bench->bits += bits_of(bench, &request, words, count, -1);
        bench->pages++;
        bench->steps += 1 + WORDS + 1;
        writing->page++;
    }
    return count > 0 && writing->page < PAGES_AT_MOST;
}

static void write_sentence(struct bench *bench, struct writing *writing)
{
    uint32_t character;
    while (writing->at < writing->size) {
        if (choose(bench, writing))
            continue;
        bench->missed++;
        writing->at += utf8_decode(writing->text + writing->at, writing->size - writing->at, &character);
        writing->unit_count = writing->page = 0;
    }
    bench->characters += (double)utf8_count(writing->text, writing->size);
}

static void write_all(struct bench *bench, FILE *sentences, int limit)
{
    char line[4096];
    for (int i = 0; i < limit && fgets(line, sizeof line, sentences); i++) {
        struct writing writing = {.size = 0};
        size_t size = strcspn(line, "\t\n");
        uint32_t character;
        for (size_t at = 0, taken; at < size && writing.size + 4 < TEXT; at += taken) {
            taken = utf8_decode(line + at, size - at, &character);
            if (utf8_is_hanzi(character))
                writing.size += utf8_encode(character, writing.text + writing.size);
        }
        write_sentence(bench, &writing);
    }
}

static int by_size(const void *a, const void *b)
{
    const double *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

static void report(struct bench *bench)
{
    double all = bench->characters > 0 ? bench->characters : 1;
    int count = bench->asked_count;
    printf("%.0f characters: %.2f strokes, %.2f choices (%.2f words, %.3f pages), %.2f bits, %.2f row-column "
           "steps a character; %.0f not found\n",
           bench->characters, bench->drawn / all, (bench->drawn + bench->words + bench->pages) / all,
           bench->words / all, bench->pages / all, bench->bits / all, bench->steps / all, bench->missed);
    if (count == 0)
        return;
    qsort(bench->asked_ms, (size_t)count, sizeof bench->asked_ms[0], by_size);
    printf("suggestions: median %.3f ms, p99 %.3f ms, most %.3f ms (target 0.5 ms)\n",
           bench->asked_ms[count / 2], bench->asked_ms[count * 99 / 100], bench->asked_ms[count - 1]);
}

static bool open_all(struct bench *bench, char **arguments)
{
    size_t sizes[3];
    const void *files[3];
    for (int i = 0; i < 3; i++)
        files[i] = map_file(arguments[1 + i], &sizes[i]);
    if (!lexicon_open(&bench->lexicon, files[0], sizes[0], NULL) ||
        !language_model_open(&bench->model, files[1], sizes[1], arguments[2], NULL) ||
        !stroke_table_open(&bench->table, files[2], sizes[2], arguments[3], NULL))
        return false;
    word_list_init(&bench->list, &bench->lexicon);
    float *probabilities = calloc(bench->model.token_count, sizeof *probabilities);
    word_list_use_model(&bench->list, &bench->model, probabilities, NULL);
    bench->below = word_list_predictor(&bench->list);
    strokes_init(&bench->strokes, &bench->table, &bench->list, &bench->below);
    bench->predictor = strokes_predictor(&bench->strokes);
    return probabilities != NULL;
}

int main(int count, char **arguments)
{
    static struct bench bench;
    if (count < 5 || count > 7) {
        fprintf(stderr, "strokes_bench LEXICON MODEL STROKES SENTENCES [LIMIT [taiwan|any]]\n");
        return 2;
    }
    FILE *sentences = fopen(arguments[4], "r");
    if (!sentences || !open_all(&bench, arguments)) {
        fprintf(stderr, "strokes_bench: a file is missing or damaged\n");
        return 1;
    }
    if (count == 7)
        bench.manner = strcmp(arguments[6], "taiwan") == 0 ? TAIWAN : UNSURE;
    write_all(&bench, sentences, count > 5 ? atoi(arguments[5]) : 1000000);
    report(&bench);
    fclose(sentences);
    strokes_destroy(&bench.strokes);
    free(bench.list.probabilities);
    return 0;
}
