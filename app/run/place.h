/* Where things lie: what the program ships (phrases, word list, catalogues) and the person's own folder. */
#ifndef YINIAN_RUN_PLACE_H
#define YINIAN_RUN_PLACE_H

#include <stdbool.h>
#include <stddef.h>

enum { PLACE_BYTES = 1024 };

struct places {
    char phrases[PLACE_BYTES]; /* shipped: zh/ and en/ below it */
    char lexicon[PLACE_BYTES]; /* lexicon.bin */
    char model[PLACE_BYTES];   /* model-zh.bin */
    char model_en[PLACE_BYTES];
    char strokes[PLACE_BYTES]; /* strokes.bin */
    char talk[PLACE_BYTES];    /* talk.txt */
    char locale[PLACE_BYTES];  /* message catalogues */
    char picture[PLACE_BYTES]; /* the program yinian-picture */
    char content[PLACE_BYTES]; /* the care library: zh/, en/, glossary/ … */
    char articles[PLACE_BYTES]; /* the family's own articles, in `data` */
    char data[PLACE_BYTES];    /* the person's: settings.conf, phrases/, message.txt, said/ */
    bool is_passing;           /* data is only for as long as the machine is on: nobody's home is known */
};

/* A program that runs from its build folder takes what lies there and in the sources; an installed one what lies in
 * PREFIX/share/yinian. `data`: the person's folder, NULL for ${XDG_DATA_HOME:-~/.local/share}/yinian. Without HOME the home
 * is that of the user database; without that too it is ${TMPDIR:-/tmp}/yinian-UID, which must be the user's alone, or nothing
 * is kept. Never in the folder the program happens to be started in. */
void places_find(struct places *places, const char *data);
/* folder + "/" + name; false when it would be too long. */
bool place_join(char out[PLACE_BYTES], const char *folder, const char *name);

#endif
