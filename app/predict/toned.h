/* Tones, for who gives them: a predictor that stands in front of all others, hides tones from them and leaves out what
 * is read in another tone.
 *
 *     units   h ao 3 sh       below is asked for   h ao sh        offered: what begins with hǎo
 *
 * Only candidates that bring their reading are judged. Without tones everything passes through untouched. Pure. */
#ifndef YINIAN_PREDICT_TONED_H
#define YINIAN_PREDICT_TONED_H

#include "predict/predictor.h"

/* `below` is borrowed; all of it must outlive the predictor. */
struct toned {
    const struct predictor *below;
};

struct predictor toned_predictor(struct toned *toned);

#endif
