/* The lexicon and the Chinese language model that the build made. */
#ifndef YINIAN_TESTS_BUILT_WORDS_H
#define YINIAN_TESTS_BUILT_WORDS_H

#include "whole_file.h"

#include "predict/language_model.h"
#include "predict/lexicon.h"

/* Returns the bytes that it stands on, the caller's to free, and how many they are, if that is wanted. */
static inline unsigned char *built_lexicon(struct lexicon *lexicon, size_t *size)
{
    size_t read;
    unsigned char *bytes = whole_file(YINIAN_BUILT_LEXICON, &read);
    assert_true(lexicon_open(lexicon, bytes, read, NULL));
    if (size)
        *size = read;
    return bytes;
}

static inline unsigned char *built_model(struct language_model *model)
{
    size_t size;
    unsigned char *bytes = whole_file(YINIAN_BUILT_MODEL_ZH, &size);
    assert_true(language_model_open(model, bytes, size, "model", NULL));
    return bytes;
}

/* The lexicon as the state of a group of tests. */
struct built {
    unsigned char *bytes;
    size_t size;
    struct lexicon lexicon;
};

static inline int open_built(void **state)
{
    struct built *built = memory_new(1, sizeof *built);
    built->bytes = built_lexicon(&built->lexicon, &built->size);
    *state = built;
    return 0;
}

static inline int close_built(void **state)
{
    struct built *built = *state;
    free(built->bytes);
    free(built);
    return 0;
}

#endif
