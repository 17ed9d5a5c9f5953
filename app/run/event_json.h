/* What happened, as the driver and the log tell it: one JSON object. */
#ifndef YINIAN_RUN_EVENT_JSON_H
#define YINIAN_RUN_EVENT_JSON_H

#include <stdbool.h>

#include "base/buffer.h"
#include "effect.h"
#include "speech/voice.h"

/* Adds `{"t":…,"kind":…}`; false, and nothing is added, for effects that nobody is told of. `utterance`: of a SAY. */
bool event_json(struct buffer *out, const struct effect *effect, const struct utterance *utterance);

#endif
