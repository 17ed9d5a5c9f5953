/* From what the app wants said to what a voice is handed: Hanzi become toned pinyin, foreign words a piece of their
 * own, and every piece knows which characters of the text it stands for. */
#ifndef YINIAN_RUN_SAY_H
#define YINIAN_RUN_SAY_H

#include "base/buffer.h"
#include "base/memory.h"
#include "effect.h"
#include "predict/lexicon.h"
#include "settings/settings.h"
#include "speech/voice.h"

/* Everything in `out` lives in `arena`. */
void say_build(const struct effect *effect, const struct settings *settings, const struct lexicon *lexicon,
               struct arena *arena, struct utterance *out);
/* Exactly what the synthesiser gets, pieces parted by blanks. */
void say_as(const struct utterance *utterance, struct buffer *out);

#endif
