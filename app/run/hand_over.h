/* Hands over what the app asks for: texts into files of their own, to a program, the boards to paper. On a thread of its
 * own, one after the other: none of it holds up the scan. Each is answered by EVENT_HANDED or EVENT_HAND_FAILED. What is
 * handed over is written down nowhere else. */
#ifndef YINIAN_RUN_HAND_OVER_H
#define YINIAN_RUN_HAND_OVER_H

#include "run/world.h"

struct hand_over;

typedef void hand_over_post(void *context, const struct event *event);

/* `world` must outlive it. NULL: no thread to be had. */
struct hand_over *hand_over_start(const struct world *world, hand_over_post *post, void *context);
/* EFFECT_SAVE_TEXT, EFFECT_SEND, EFFECT_PAPER: what it needs is taken out of the world and the settings now. */
void hand_over_add(struct hand_over *over, const struct effect *effect, const struct settings *settings);
/* EFFECT_CALL_COMMAND: answered by EVENT_CALLED or EVENT_CALL_FAILED, which is written to stderr too. The program gets the
 * sentence on its standard input and YINIAN_CALL=ringing or acknowledged in its environment. For a hand-over of its own: no
 * other program that hangs is to hold up a call. */
void hand_over_call(struct hand_over *over, const struct effect *effect, const struct settings *settings);
void hand_over_stop(
    struct hand_over *over); /* what runs is ended, what waits is not begun; NULL is nothing */

/* Into DATA/texts/DATE-NUMBER.txt, the first number that is free. `path` gets the name. */
bool text_file_save(const struct world *world, const char *text, char path[PLACE_BYTES], char *reason,
                    size_t reason_size);

#endif
