/* From what the app wants said to what a voice is handed. */
#ifndef YINIAN_RUN_SAY_H
#define YINIAN_RUN_SAY_H

#include "base/buffer.h"
#include "base/script.h"
#include "effect.h"
#include "predict/lexicon.h"
#include "settings/settings.h"
#include "speech/reading.h"
#include "speech/voice.h"

struct sayer {
    const struct lexicon *lexicon; /* borrowed */
    const struct script *script;   /* borrowed, or NULL: traditional characters are read one by one */
    struct buffer simplified;
    struct reading reading;
};

void sayer_init(struct sayer *sayer, const struct lexicon *lexicon, const struct script *script);
void sayer_destroy(struct sayer *sayer);
/* What it gives points into the sayer and is good until the next call. */
struct utterance sayer_build(struct sayer *sayer, const struct effect *effect,
                             const struct settings *settings);
/* Exactly what the synthesiser gets, pieces parted by blanks. */
void say_as(const struct utterance *utterance, struct buffer *out);

#endif
