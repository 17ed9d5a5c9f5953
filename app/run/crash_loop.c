#include "run/crash_loop.h"

#include <string.h>

void crash_loop_init(struct crash_loop *loop, enum life_level level)
{
    *loop = (struct crash_loop){.level = level, .no_screen_us = TIME_NEVER};
    for (int part = 0; part < LIFE_PARTS; part++)
        loop->hung_us[part] = TIME_NEVER;
}

static void forget_old(struct crash_loop *loop, time_us now_us)
{
    int old = 0;
    while (old < loop->death_count && now_us - loop->deaths[old] >= time_from_ms(CRASH_LOOP_MS))
        old++;
    loop->death_count -= old;
    memmove(loop->deaths, loop->deaths + old, (size_t)loop->death_count * sizeof loop->deaths[0]);
}

static int pause_of(const struct crash_loop *loop)
{
    int pause_ms = loop->unshown > 0 ? CRASH_PAUSE_MS : 0;
    for (int i = 1; i < loop->unshown && pause_ms < CRASH_PAUSE_MOST_MS; i++)
        pause_ms *= 2;
    return pause_ms < CRASH_PAUSE_MOST_MS ? pause_ms : CRASH_PAUSE_MOST_MS;
}

struct next_start crash_loop_died(struct crash_loop *loop, bool shown, time_us now_us)
{
    forget_old(loop, now_us);
    loop->no_screen_us = TIME_NEVER;
    loop->unshown = shown ? 0 : loop->unshown + 1;
    loop->deaths[loop->death_count++] = now_us;
    struct next_start next = {.pause_ms = pause_of(loop)};
    next.begin = loop->level != LIFE_ALL  ? LIFE_WITH_CALL
                 : loop->death_count == 1 ? LIFE_WHERE_IT_WAS
                                          : LIFE_WITH_MESSAGE;
    if (loop->death_count < CRASH_LOOP_DEATHS)
        return next;
    loop->death_count = 0;
    next.begin = LIFE_WITH_CALL;
    loop->unshown = 0;
    next.pause_ms = loop->level == LIFE_BARE ? CRASH_PAUSE_MOST_MS : 0;
    loop->level = loop->level == LIFE_ALL ? LIFE_SAFE : LIFE_BARE;
    return next;
}

struct next_start crash_loop_no_screen(struct crash_loop *loop, time_us now_us)
{
    if (loop->no_screen_us == TIME_NEVER)
        loop->no_screen_us = now_us;
    return (struct next_start){.ends = now_us - loop->no_screen_us >= time_from_ms(CRASH_NO_SCREEN_MS),
                               .pause_ms = CRASH_NO_SCREEN_PAUSE_MS,
                               .begin = loop->level == LIFE_ALL ? LIFE_WHERE_IT_WAS : LIFE_WITH_CALL};
}

struct next_start crash_loop_again(struct crash_loop *loop)
{
    loop->level = LIFE_ALL;
    loop->death_count = loop->unshown = 0;
    return (struct next_start){.begin = LIFE_ANEW};
}

void crash_loop_shown(struct crash_loop *loop)
{
    loop->unshown = 0;
    loop->no_screen_us = TIME_NEVER;
}

bool crash_loop_hangs(struct crash_loop *loop, enum life_part part, time_us now_us)
{
    static const int not_within_ms[LIFE_PARTS] = {
        [LIFE_VOICE] = CRASH_VOICE_MS, [LIFE_SWITCHES] = CRASH_SWITCHES_MS};
    time_us *hung_us = &loop->hung_us[part];
    if (*hung_us != TIME_NEVER && now_us - *hung_us < time_from_ms(not_within_ms[part]))
        return false;
    *hung_us = now_us;
    return true;
}
