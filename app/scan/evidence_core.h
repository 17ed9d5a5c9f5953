/* Inside evidence scanning: phases and steps (evidence_core.c), for evidence.c. */
#ifndef YINIAN_SCAN_EVIDENCE_CORE_H
#define YINIAN_SCAN_EVIDENCE_CORE_H

#include "scan/evidence.h"

/* The state, if somebody is to be told. */
enum scan_state evidence_state_for_log(const struct evidence *e);
void evidence_told(const struct evidence *e, time_us at, const char *transition, enum scan_state before);

/* Nothing is lit, and nothing is due. */
void evidence_go_dark(struct evidence *e, time_us at);
/* A set lights: the one that was outlined, or another. */
void evidence_light(struct evidence *e, time_us at);
/* A choice begins: what happened before counts no more. */
void evidence_begin(struct evidence *e, time_us at);
/* What is outlined is thought over again. */
void evidence_plan(struct evidence *e);
void evidence_enter_pause(struct evidence *e, time_us at);
void evidence_enter_settle(struct evidence *e, time_us at);
/* A press `press_us` after the light-up. */
const char *evidence_count_press(struct evidence *e, time_us press_us, time_us at);
/* The deadline that is due; `now` may be later. */
void evidence_fire(struct evidence *e, time_us now);

#endif
