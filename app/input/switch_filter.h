/* The switch filter: raw edges of one switch in, what they mean out. Pure; one filter for each switch.
 *
 * The rule of the product: what a press selects is what was lit when it happened. So the filter says at
 * once that something began (HOLD: freeze what is lit), and later whether it counted (ACT) or not
 * (CANCEL: go on).
 *
 * The cases. ▁ contact open, ▔ contact closed; A acceptance, B bounce, R ignore repeats, L long press,
 * S stuck, H linger. A deadline at or before an edge fires first, so "for A" means A or longer, "within B" means
 * less than B.
 *
 * 1. Act on press, A = 0: no latency.          2. Act on press, A > 0, held for A or longer.
 *      ▁▁▔▔▔▔▔▔▁▁▁▁▁▁                               ▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁
 *        ¦     ¦ B ¦                                  ¦ A ¦     ¦ B ¦
 *        HOLD      RELEASED                           HOLD          RELEASED
 *        PRESSED                                          PRESSED
 *        ACT                                              ACT, of the press
 *
 * 3. Let go before A: nothing counts.          4. Bounce, at either end: one hold.
 *      ▁▁▔▔▔▔▁▁▁▁▁▁▁                                ▁▁▔▁▔▔▔▔▔▔▔▁▔▁▁▁▁▁▁
 *        ¦   ¦ B ¦                                    ¦ A ¦       ¦ B ¦
 *        ¦    A    ¦                                  HOLD            RELEASED, of the last opening
 *        HOLD    CANCEL                                   PRESSED, ACT
 *    A counts from the first contact. Is it open when A ends, and closes within B: it counts then.
 *
 * 5. Act on release (and inverse scanning).    6. The same, the release bounces.
 *      ▁▁▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁                            ▁▁▔▔▔▔▔▔▔▔▔▁▔▔▔▔▔▔▁▁▁▁▁▁
 *        ¦ A ¦    ¦ B ¦                               ¦ A ¦    ¦¦     ¦ B ¦
 *            PRESSED                                      PRESSED     HOLD
 *                 HOLD                                         HOLD       RELEASED
 *                     RELEASED                                  RESUME    ACT
 *                     ACT, of the release
 *    What is lit runs on while the switch is held, and stands from the raw release until that is decided.
 *    Let go before A: nothing at all.
 *
 * 7. Long press: LONG comes at L, never before A. Act on press: ACT has come already, LONG is one thing
 *    more. Act on release: the release after LONG does nothing but RELEASED.
 *    A press that lingers is the same for H, before L comes: LINGER, and then LONG if it is held on.
 *      ▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁
 *        ¦   H   ¦   ¦
 *        ¦     L     ¦
 *              LINGER LONG
 *
 * 8. Ignore repeats: dead time of R, from the press that counted and again from its release.
 *      ▁▁▔▔▔▔▔▁▁▁▔▔▔▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔
 *        ¦    ¦  R  ¦
 *        ¦            ¦   R   ¦
 *        ACT       –           ACT
 *    - A press that begins in the dead time is the same hold going on: no output. It is no press either
 *      when it lasts beyond the dead time (only the stuck watch looks at it).
 *    - Its release is taken for the hold's final release: the dead time starts again. Once only: further
 *      ones change nothing, so that no tremor silences anybody.
 *    - A press at the very end of the dead time counts. With R = 100 ms, presses of 80 ms with pauses of
 *      120 ms are all heard.
 *
 * 9. Stuck: held for S. CANCEL (if a hold was running: nothing is selected, with act on release neither),
 *    STUCK; the switch then counts as open. UNSTUCK when it opens at last; then the dead time.
 *
 * 10. Lost (the device vanished, events were dropped): CANCEL if a hold was running, never ACT. Deadlines
 *    that have not fired by then do not fire: whether it was still held is not known.
 *
 * 11. Found held (at the start, plugged in while pressed, after a loss): not a press; watched for being
 *    stuck; its release starts the dead time.
 */
#ifndef YINIAN_INPUT_SWITCH_FILTER_H
#define YINIAN_INPUT_SWITCH_FILTER_H

#include <stdbool.h>

#include "base/time_us.h"

enum switch_act_on { SWITCH_ACT_ON_PRESS, SWITCH_ACT_ON_RELEASE };

/* Start values and ranges are the field's (settings table); bounce is what contacts of switches and keys
 * do. */
struct switch_filter_config {
    int acceptance_ms;     /* A: 0 (0–2000) */
    int ignore_repeats_ms; /* R: 200 (0–2000) */
    enum switch_act_on act_on;
    int bounce_ms;     /* B: 25 (0–100) */
    int long_press_ms; /* L: 0 = off */
    int linger_ms;     /* H: 0 = off; as long as L or longer: never */
    int stuck_ms;      /* S: 10000; 0 = off. Inverse scanning holds long: give it more than a whole pass */
};

enum switch_output_kind {
    SWITCH_HOLD,     /* freeze what is lit. Ended by exactly one ACT, RESUME or CANCEL */
    SWITCH_PRESSED,  /* held for the acceptance time. Ended by exactly one RELEASED or CANCEL */
    SWITCH_ACT,      /* it counts: select what was lit at edge_us */
    SWITCH_RESUME,   /* the release was only bounce: thaw, still held */
    SWITCH_RELEASED, /* let go, bounce is over */
    SWITCH_CANCEL,   /* it is over and selects nothing: thaw, stop moving */
    SWITCH_LINGER,   /* held for the linger time */
    SWITCH_LONG,     /* held for the long-press time */
    SWITCH_STUCK,    /* warn; it counts as open until UNSTUCK */
    SWITCH_UNSTUCK
};
enum { SWITCH_OUTPUT_KINDS = SWITCH_UNSTUCK + 1 };

struct switch_output {
    enum switch_output_kind kind;
    time_us at_us;   /* when it was decided */
    time_us edge_us; /* the edge it belongs to: press (PRESSED, LONG, STUCK), release (RELEASED, UNSTUCK), as
                        drawn */
};

enum { SWITCH_OUTPUTS_AT_MOST = 16 }; /* one call makes at most 8 */

/* Every call appends; the caller sets count to 0 when it has read them. */
struct switch_outputs {
    struct switch_output items[SWITCH_OUTPUTS_AT_MOST];
    int count;
};

enum switch_state {
    SWITCH_STATE_OPEN,    /* up, or dead time running */
    SWITCH_STATE_CLOSING, /* down, acceptance time running */
    SWITCH_STATE_CLOSED,  /* down and counted as held */
    SWITCH_STATE_IGNORED, /* down, but no press: cases 8 and 11 */
    SWITCH_STATE_STUCK
};

/* Told of every change of state; for the log. `why` is a constant text. */
typedef void switch_trace(void *context, time_us at_us, enum switch_state from, enum switch_state to,
                          const char *why);

/* Owns nothing; copy and forget freely. The members are the filter's own. */
struct switch_filter {
    struct switch_filter_config config;
    enum switch_state state;
    bool contact;       /* raw state; open while state is not OPEN means: opened, not yet confirmed */
    bool frozen;        /* a HOLD was given and not ended */
    bool linger_fired;  /* LINGER was given in this hold */
    bool long_fired;    /* LONG was given in this hold */
    bool dead_again;    /* the dead time was started again by an ignored press */
    time_us down_us;    /* first contact of this hold */
    time_us contact_us; /* latest closing */
    time_us up_us;      /* latest opening */
    time_us dead_until_us;
    time_us newest_us; /* of all edges: an older one is taken to be as new as this */
    switch_trace *trace;
    void *trace_context;
};

void switch_filter_init(struct switch_filter *filter, const struct switch_filter_config *config);
/* trace may be NULL. */
void switch_filter_trace(struct switch_filter *filter, switch_trace *trace, void *context);
/* New settings: a hold that is running is cancelled and does not count; one that has counted already (act on press) goes on: who
 * holds on after a choice that changed a setting still calls. */
void switch_filter_configure(struct switch_filter *filter, const struct switch_filter_config *config,
                             time_us at_us, struct switch_outputs *out);

/* A raw edge. Key repeats (down while down) and openings while open do nothing. */
void switch_filter_edge(struct switch_filter *filter, bool down, time_us at_us, struct switch_outputs *out);
void switch_filter_lost(struct switch_filter *filter, time_us at_us,
                        struct switch_outputs *out); /* case 10 */
void switch_filter_held(struct switch_filter *filter, time_us at_us,
                        struct switch_outputs *out); /* case 11 */
/* Fires every deadline up to and including now_us, each at its own time. */
void switch_filter_advance(struct switch_filter *filter, time_us now_us, struct switch_outputs *out);
/* When it next has something to say by itself; TIME_NEVER when nothing is pending. */
time_us switch_filter_deadline(const struct switch_filter *filter);

const char *switch_output_name(enum switch_output_kind kind); /* "hold", "act", … */
const char *switch_state_name(enum switch_state state);       /* "open", "closing", … */

#endif
