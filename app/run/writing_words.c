#include "run/writing_words.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"

static void problem(struct diagnostics *problems, const char *file, const char *reason)
{
    diagnostics_add(problems,
                    &(struct diagnostic){.level = DIAGNOSTIC_ERROR, .file = file, .reason = reason});
}

static void map_file(const char *path, struct mapped *mapped, struct diagnostics *problems)
{
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &status) != 0 || status.st_size <= 0) {
        problem(problems, path, strerror(fd < 0 ? errno : EINVAL));
    } else {
        void *bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (bytes == MAP_FAILED)
            problem(problems, path, strerror(errno));
        else
            *mapped = (struct mapped){bytes, (size_t)status.st_size};
    }
    if (fd >= 0)
        close(fd);
}

static void unmap_file(struct mapped *mapped)
{
    if (mapped->bytes)
        munmap(mapped->bytes, mapped->size);
}

static void open_model(struct writing_words *words, const char *path, struct diagnostics *problems)
{
    map_file(path, &words->model_file, problems);
    if (!words->model_file.bytes ||
        !language_model_open(&words->model, words->model_file.bytes, words->model_file.size, path, problems))
        return;
    if (!language_model_fits(&words->model, &words->lexicon))
        problem(problems, path, _("it was not made with this word list"));
    words->probabilities = memory_new(words->model.token_count, sizeof *words->probabilities);
    words->spellings = memory_new(words->lexicon.word_count, sizeof *words->spellings);
    word_list_use_model(&words->list, &words->model, words->probabilities, words->spellings);
}

/* The numbers of its words are its own: it needs no word list. */
static void open_english(struct writing_words *words, const char *path, struct diagnostics *problems)
{
    struct language_model *model = &words->english_model;
    map_file(path, &words->english_file, problems);
    if (words->english_file.bytes &&
        language_model_open(model, words->english_file.bytes, words->english_file.size, path, problems)) {
        if (model->spelling_count == 0)
            problem(problems, path, _("it has no English words"));
        words->english_probabilities =
            memory_new(model->token_count + ENGLISH_NEW_AT_MOST, sizeof *words->english_probabilities);
    }
    english_words_init(&words->english, model, words->english_probabilities, &words->chinese);
    english_words_use_own(&words->english, words->own);
}

static void open_strokes(struct writing_words *words, const char *path, struct diagnostics *problems)
{
    map_file(path, &words->strokes_file, problems);
    if (words->strokes_file.bytes)
        stroke_table_open(&words->stroke_table, words->strokes_file.bytes, words->strokes_file.size, path,
                          problems);
    strokes_init(&words->strokes, &words->stroke_table, &words->list, &words->before_strokes);
}

/* Without it fewer sentences are completed: nothing that a person must be told. */
static void open_talk(struct writing_words *words, const char *path, struct diagnostics *problems)
{
    struct mapped *file = &words->talk_file;
    if (access(path, R_OK) != 0) {
        fprintf(stderr, "yinian: %s: %s\n", path, strerror(errno));
        return;
    }
    map_file(path, file, problems);
    if (file->bytes && talk_texts_open(&words->talk, file->bytes, file->size, path, problems))
        words->known->talk = &words->talk;
}

void writing_words_open(struct writing_words *words, const struct places *places,
                        struct diagnostics *problems)
{
    *words = (struct writing_words){.predictor = {NULL}};
    map_file(places->lexicon, &words->lexicon_file, problems);
    if (words->lexicon_file.bytes)
        lexicon_open(&words->lexicon, words->lexicon_file.bytes, words->lexicon_file.size, problems);
    word_list_init(&words->list, &words->lexicon);
    open_model(words, places->model, problems);
    words->own = memory_new(1, sizeof *words->own);
    own_words_init(words->own, &words->lexicon, &words->model);
    word_list_use_own(&words->list, words->own);
    words->chinese = word_list_predictor(&words->list);
    open_english(words, places->model_en, problems);
    words->before_tones = english_words_predictor(&words->english);
    words->toned.below = &words->before_tones;
    words->before_known = toned_predictor(&words->toned);
    words->known = memory_new(1, sizeof *words->known);
    known_texts_init(words->known, &words->lexicon, &words->before_known);
    open_talk(words, places->talk, problems);
    words->before_offers = known_texts_predictor(words->known);
    offers_init(&words->offers, &words->before_offers, words->list.model != NULL);
    words->before_strokes = offers_predictor(&words->offers);
    open_strokes(words, places->strokes, problems);
    words->before_script = strokes_predictor(&words->strokes);
    script_opencc_init(&words->opencc);
    script_words_init(&words->script, &words->opencc.script, &words->before_script);
    words->predictor = script_words_predictor(&words->script);
}

void writing_words_close(struct writing_words *words)
{
    known_texts_destroy(words->known);
    free(words->known);
    own_words_destroy(words->own);
    free(words->own);
    free(words->probabilities);
    free(words->spellings);
    free(words->english_probabilities);
    script_words_destroy(&words->script);
    script_opencc_destroy(&words->opencc);
    strokes_destroy(&words->strokes);
    talk_texts_close(&words->talk);
    unmap_file(&words->talk_file);
    unmap_file(&words->strokes_file);
    unmap_file(&words->english_file);
    unmap_file(&words->model_file);
    unmap_file(&words->lexicon_file);
}
