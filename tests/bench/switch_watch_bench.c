/* What the watch on the switch costs in false alarms, and how soon it sees what it is for (scan/switch_watch.h): people who
 * press by chance, years of them. What people are like is a guess, and stands beside each figure. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "scan/switch_watch.h"

#define HOUR ((int64_t)3600000)
#define DAY (24 * HOUR)

enum { PEOPLE = 400, DAYS = 365, SCAN = 1000, IGNORE = 200, STEP = 50 };

static uint64_t state;

static double chance(void)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return ((double)(state >> 11) + 0.5) / 9007199254740992.0;
}

static double normal(void)
{
    return sqrt(-2 * log(chance())) * cos(6.283185307179586 * chance());
}

static double lognormal(double median, double sigma)
{
    return median * exp(sigma * normal());
}

static int poisson(double mean)
{
    if (mean > 50)
        return (int)fmax(0, mean + sqrt(mean) * normal() + 0.5);
    double left = exp(-mean), product = chance();
    int count = 0;
    for (; product > left; count++)
        product *= chance();
    return count;
}

/* One day of presses; true: it was told. Rattles come in runs: some minutes are worse than others. */
static bool live_a_day(struct switch_habits *habits, int64_t day, double rate)
{
    int presses = (int)lognormal(800, 0.6);
    bool told = false;
    for (int done = 0; done < presses; done += STEP) {
        int64_t at = day * DAY + 9 * HOUR + (int64_t)done * 10 * HOUR / (presses + 1);
        struct switch_habit *habit = switch_habits_now(habits, at, SCAN, IGNORE);
        habit->counts[HABIT_PRESSES] += STEP;
        habit->counts[HABIT_BOUNCES] += poisson(STEP * lognormal(rate, 0.7));
        if (switch_watch_rattling(habits, at, IGNORE).more) {
            habits->rattling_told = true;
            habits->rattling_told_day = (int)day;
            told = true;
        }
    }
    return told;
}

static void rattling_without_cause(double days_differ)
{
    int told = 0;
    state = 1;
    for (int person = 0; person < PEOPLE; person++) {
        struct switch_habits habits = {.count = 0};
        double rate = lognormal(0.03, 1.2);
        for (int day = 1; day <= DAYS; day++)
            told += live_a_day(&habits, day, lognormal(rate, days_differ));
    }
    printf("rattling, nothing has changed, days differ by a factor of e^±%.1f: told %.3f times in a year of "
           "a person\n",
           days_differ, (double)told / PEOPLE);
}

static void rattling_with_cause(double times, double a_day)
{
    int within[3] = {0}, late[] = {1, 3, 30};
    state = 2;
    for (int person = 0; person < PEOPLE; person++) {
        struct switch_habits habits = {.count = 0};
        double rate = lognormal(0.03, 0.6);
        int seen = 0;
        for (int day = 1; day <= 60 && !seen; day++) {
            double now = day <= 20 ? rate : fmin(rate * times * pow(a_day, day - 20), 3);
            bool told = live_a_day(&habits, day, lognormal(now, 0.3));
            seen = told && day > 20 ? day - 20 : 0;
        }
        for (int i = 0; i < 3; i++)
            within[i] += seen && seen <= late[i];
    }
    printf("rattling %4.1f times as often%s: told that day %3.0f %%, within 3 days %3.0f %%, within 30 days "
           "%3.0f %%\n",
           times, a_day > 1 ? ", 7 % more each day" : "", 100.0 * within[0] / PEOPLE,
           100.0 * within[1] / PEOPLE, 100.0 * within[2] / PEOPLE);
}

/* Somebody speaks for some minutes, and then does not for a while: from 8 to 20 h. Returns how often it was told. */
static int silent_for_a_year(double pause_min, double pauses_differ, int *first_month)
{
    struct switch_habits habits = {.count = 0};
    int told = 0;
    int64_t last = DAY + 8 * HOUR;
    for (int64_t at = last; at < (DAYS + 1) * DAY;) {
        at += (int64_t)(lognormal(pause_min, pauses_differ) * 60000);
        if (at % DAY < 8 * HOUR || at % DAY >= 21 * HOUR) /* asleep until the morning */
            at = (at % DAY >= 21 * HOUR ? at / DAY + 1 : at / DAY) * DAY + 8 * HOUR +
                 (int64_t)(chance() * (double)HOUR);
        int64_t silent = switch_watch_day_ms(last, at);
        if (silent >= (int64_t)switch_watch_limit_min(&habits, last) * 60000) {
            told++;
            *first_month += at < 31 * DAY;
        }
        switch_watch_note(&habits, at, (int)(silent / 60000));
        last = at;
    }
    return told;
}

static void silence_without_cause(double pause_min, double pauses_differ)
{
    int told = 0, first_month = 0;
    state = 3;
    for (int person = 0; person < PEOPLE; person++)
        told += silent_for_a_year(pause_min, pauses_differ, &first_month);
    printf("silence, pauses of %.0f min in the middle, e^±%.1f: told %.2f times in a year of a person, %.2f "
           "of them in the first "
           "month\n",
           pause_min, pauses_differ, (double)told / PEOPLE, (double)first_month / PEOPLE);
}

int main(void)
{
    rattling_without_cause(0.2);
    rattling_without_cause(0.5);
    rattling_without_cause(0.8);
    rattling_with_cause(2, 1);
    rattling_with_cause(3, 1);
    rattling_with_cause(5, 1);
    rattling_with_cause(10, 1);
    rattling_with_cause(1, 1.07);
    silence_without_cause(15, 0.8);
    silence_without_cause(30, 0.8);
    silence_without_cause(30, 1.1);
    silence_without_cause(60, 0.8);
    return 0;
}
