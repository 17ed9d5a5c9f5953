/* The glossary: what words mean, and how they are said. From content/glossary/terms.tsv and readings.tsv (columns:
 * content/README.md); columns are found by the names in the header line. Pure. */
#ifndef YINIAN_LIBRARY_GLOSSARY_H
#define YINIAN_LIBRARY_GLOSSARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/memory.h"
#include "library/forms.h"

enum { GLOSSARY_TERMS_AT_MOST = 2000, GLOSSARY_WORDS_AT_MOST = 10000, GLOSSARY_FORMS_AT_MOST = 32 };

struct glossary_term {
    const char *id;      /* "T01" */
    const char *zh, *en; /* the term */
    const char *pinyin;  /* for people, with tone marks */
    const char *reading; /* for the voice: a toned syllable for each Hanzi of `zh`; "": not known */
    const char *zh_explanation, *en_explanation;
    const char *const *zh_forms,
        *const *en_forms; /* all forms to look for, the term itself too; NULL-terminated */
};

struct glossary {
    struct glossary_term *terms; /* in the order of the file */
    int term_count, term_capacity;
    struct glossary_word {
        const char *words, *reading; /* a toned syllable for each Hanzi of `words` */
    } * words;                       /* of readings.tsv */
    int word_count, word_capacity;
    struct forms zh, en;           /* of the terms */
    struct forms said_terms, said; /* terms with a reading; words */
    struct arena arena;
};

void glossary_init(struct glossary *glossary);
void glossary_destroy(struct glossary *glossary);
/* Add what a file says; a line that is wrong is reported and left out. False: some were. */
bool glossary_add_terms(struct glossary *glossary, const char *bytes, size_t size, const char *file,
                        struct diagnostics *diagnostics);
bool glossary_add_readings(struct glossary *glossary, const char *bytes, size_t size, const char *file,
                           struct diagnostics *diagnostics);
const struct glossary_term *glossary_term(const struct glossary *glossary,
                                          const char *id); /* NULL: not there */

/* The terms that stand in the text, each once, in the order in which they first stand there: the longest form at each
 * place; English whole words, capital or small. Returns how many were written. */
int glossary_find(const struct glossary *glossary, bool english, const char *text, size_t size,
                  const struct glossary_term **found, int at_most);
/* How the text is to be said where the glossary knows it: one word for each Hanzi of the text, parted by blanks: a toned
 * syllable, or "-" where it knows nothing (as effect.reading). Letters, figures and marks take no word. Where terms and words of
 * readings.tsv overlap, the longest at each place counts, of two equal ones that of readings.tsv. Adds nothing when it
 * knows nothing at all. */
void glossary_reading(const struct glossary *glossary, const char *text, size_t size, struct buffer *reading);

#endif
