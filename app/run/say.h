/* From what the app wants said to what a voice is handed. */
#ifndef YINIAN_RUN_SAY_H
#define YINIAN_RUN_SAY_H

#include "app.h"
#include "base/buffer.h"
#include "base/script.h"
#include "effect.h"
#include "predict/lexicon.h"
#include "run/recordings.h"
#include "settings/settings.h"
#include "speech/reading.h"
#include "speech/voice.h"

struct sayer {
    const struct lexicon *lexicon; /* borrowed */
    const struct script *script;   /* borrowed, or NULL: traditional characters are read one by one */
    struct recordings *recordings; /* borrowed; NULL: none */
    struct buffer simplified;
    struct reading reading;
    /* Of what was built last. */
    enum recordings_answer answer;
    struct recordings_found found;
};

void sayer_init(struct sayer *sayer, const struct lexicon *lexicon, const struct script *script,
                struct recordings *recordings);
void sayer_destroy(struct sayer *sayer);
/* What it gives points into the sayer and is good until the next call. Where there is a recording that can be played, it
 * has its samples. */
struct utterance sayer_build(struct sayer *sayer, const struct effect *effect,
                             const struct settings *settings);
/* Tells the app what came of the recording of what was built last: how long it lasts, or why it is not played. May come
 * only when the effect is done with. */
void say_report(const struct sayer *sayer, const struct utterance *utterance, struct app *app, time_us at_us);
/* Exactly what the synthesiser gets, pieces parted by blanks; nothing of what is played. */
void say_as(const struct utterance *utterance, struct buffer *out);

#endif
