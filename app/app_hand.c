#include "app_parts.h"

#include <stdio.h>
#include <string.h>

/* Handing over: the message to others, the boards to paper. Asked of the world, which answers in its own time; nobody
 * waits for it. Another message begins anew. */

void app_hand_over(struct app *app, enum hand hand)
{
    static const enum effect_kind effects[HAND_COUNT] = {[HAND_COPY] = EFFECT_COPY,
                                                         [HAND_SAVE] = EFFECT_SAVE_TEXT,
                                                         [HAND_SEND] = EFFECT_SEND,
                                                         [HAND_PAPER] = EFFECT_PAPER};
    const char *text = hand == HAND_PAPER ? "" : message_text(&app->message);
    if ((hand != HAND_PAPER && message_size(&app->message) == 0) ||
        app->hands[hand].state == BOARD_HAND_ASKED)
        return;
    app->hands[hand] = (struct board_hand){.state = BOARD_HAND_ASKED};
    app_replace_text(&app->handed_text[hand], text);
    app_emit(app, effects[hand])->text = app_keep(app, text);
    app->page_stale = true;
}

/* What is still being sent stays so: it is not sent twice at a time. */
void app_hand_message_changed(struct app *app)
{
    for (int hand = 0; hand < HAND_PAPER; hand++)
        if (app->hands[hand].state != BOARD_HAND_ASKED)
            app->hands[hand] = (struct board_hand){.state = BOARD_HAND_IDLE};
    app_lower(app, WARNING_HAND_FAILED);
}

void app_handed(struct app *app, const struct event *event)
{
    bool done = event->kind == EVENT_HANDED;
    bool concerns = event->hand == HAND_PAPER ||
                    (app->handed_text[event->hand] &&
                     strcmp(app->handed_text[event->hand], message_text(&app->message)) == 0);
    struct board_hand *hand = &app->hands[event->hand];
    *hand = (struct board_hand){.state = !concerns ? BOARD_HAND_IDLE
                                         : done    ? BOARD_HAND_DONE
                                                   : BOARD_HAND_FAILED};
    snprintf(hand->detail, sizeof hand->detail, "%s", event->detail);
    if (!done && event->hand != HAND_PAPER) /* the page of that says it itself */
        app_raise(app, WARNING_HAND_FAILED, event->detail);
    else
        app_lower(app, WARNING_HAND_FAILED);
    app->page_stale = true;
    app_changed(app);
}

void app_hand_destroy(struct app *app)
{
    for (int hand = 0; hand < HAND_COUNT; hand++)
        app_replace_text(&app->handed_text[hand], NULL);
}
