/* score-model MODEL LEXICON|- FILE…
 *
 * Bits per character of sentences, one a line: the first column of a .tsv, a line of any other file; # is a
 * comment. "-" instead of the lexicon: English. Prints the mean with and without the end of the sentence, and
 * for Chinese over all segmentations. A sentence with no probability counts as such and is named. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "predict/language_text.h"
#include "source.h"

struct score {
    struct language_cost sum;
    size_t sentences;
};

static void score_file(struct score *score, const struct language_model *model, const struct lexicon *lexicon,
                       const char *path)
{
    struct source file;
    struct line line, text;
    source_read(&file, path);
    for (size_t at = 0; source_line(&file, &at, &line);) {
        if (line.size == 0 || line.text[0] == '#' || !line_field(&line, '\t', &text))
            continue;
        struct language_cost cost =
            language_text_cost(model, lexicon, text.text, text.size, lexicon->bytes == NULL);
        if (!isfinite(cost.bits + cost.end_bits)) {
            fprintf(stderr, "%s: no probability: %.*s\n", path, (int)text.size, text.text);
            continue;
        }
        score->sum.bits += cost.bits;
        score->sum.end_bits += cost.end_bits;
        score->sum.characters += cost.characters;
        score->sentences++;
    }
    source_destroy(&file);
}

static int load(struct source *file, const char *path)
{
    if (strcmp(path, "-") == 0)
        return 0;
    source_read(file, path);
    return 1;
}

int main(int count, char **arguments)
{
    struct source model_file, lexicon_file = {0};
    struct language_model model;
    struct lexicon lexicon = {0};
    if (count < 4) {
        fprintf(stderr, "score-model MODEL LEXICON|- FILE...\n");
        return 2;
    }
    load(&model_file, arguments[1]);
    bool chinese = load(&lexicon_file, arguments[2]);
    if (!language_model_open(&model, model_file.bytes, model_file.size, arguments[1], NULL) ||
        !language_model_verify(&model, arguments[1], NULL) ||
        (chinese && (!lexicon_open(&lexicon, lexicon_file.bytes, lexicon_file.size, NULL) ||
                     !language_model_fits(&model, &lexicon)))) {
        fprintf(stderr, "score-model: the model or the lexicon is damaged, or they do not belong together\n");
        return 1;
    }
    for (int i = 3; i < count; i++) {
        struct score score = {0};
        score_file(&score, &model, &lexicon, arguments[i]);
        double characters = (double)score.sum.characters;
        printf("%s: %zu sentences, %zu characters, %.3f bits/char, with the end %.3f (end %.2f bits)\n",
               arguments[i], score.sentences, score.sum.characters, score.sum.bits / characters,
               (score.sum.bits + score.sum.end_bits) / characters,
               score.sum.end_bits / (double)score.sentences);
    }
    source_destroy(&model_file);
    source_destroy(&lexicon_file);
    return 0;
}
