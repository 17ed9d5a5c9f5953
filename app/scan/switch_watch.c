#include "scan/switch_watch.h"

#include <string.h>

enum {
    HOUR_MS = 3600000,
    DAY_MS = 24 * HOUR_MS,
    WATCHED_MS = (WATCH_LAST_HOUR - WATCH_FIRST_HOUR) * HOUR_MS,
    DAYS_AT_MOST = HABITS_AT_MOST
};

/* --- rattling ------------------------------------------------------------------------------------------- */

struct day {
    int day;
    double presses, rattles;
};

static void add(struct day *to, const struct switch_habit *record)
{
    to->presses += record->counts[HABIT_PRESSES];
    to->rattles += record->counts[HABIT_BOUNCES] + record->counts[HABIT_IGNORED];
}

/* The days, whatever was the scan time; returns how many. The records of a day follow each other, but for a clock that was
 * set back: then a day comes twice, and that is all. */
static int list_days(const struct switch_habits *habits, int ignore_repeats_ms, struct day days[DAYS_AT_MOST])
{
    int count = 0;
    for (int i = 0; i < habits->count; i++) {
        const struct switch_habit *record = &habits->records[i];
        if (record->ignore_repeats_ms != ignore_repeats_ms)
            continue;
        if (count == 0 || days[count - 1].day != record->day)
            days[count++] = (struct day){.day = record->day};
        add(&days[count - 1], record);
    }
    return count;
}

struct before {
    int days;   /* of them */
    int listed; /* they are among the first so many of the list */
    double presses, rattles;
    double worst;    /* rattles a press, of the worst day */
    double wildness; /* how much more the days differed than by chance */
};

static bool is_before(const struct day *day, int today)
{
    return day->day < today && day->presses >= WATCH_PRESSES;
}

static double wildness(const struct day *days, int count, int today, double p)
{
    double sum = 0;
    int seen = 0;
    for (int i = 0; i < count; i++) {
        double expected = days[i].presses * p;
        if (!is_before(&days[i], today) || expected <= 0)
            continue;
        sum += (days[i].rattles - expected) * (days[i].rattles - expected) / expected;
        seen++;
    }
    return seen && sum > seen ? sum / seen : 1;
}

/* The older half of the days, WATCH_DAYS at least: what has grown slowly is seen too. */
static struct before sum_up(const struct day *days, int count, int today)
{
    struct before before = {.days = 0};
    int all = 0;
    for (int i = 0; i < count; i++)
        all += is_before(&days[i], today);
    int wanted = all / 2 > WATCH_DAYS ? all / 2 : WATCH_DAYS;
    for (int i = 0; i < count && before.days < wanted; i++) {
        before.listed = i + 1;
        if (!is_before(&days[i], today))
            continue;
        double rate = days[i].rattles / days[i].presses;
        before.days++;
        before.presses += days[i].presses;
        before.rattles += days[i].rattles;
        before.worst = rate > before.worst ? rate : before.worst;
    }
    before.wildness =
        before.presses > 0 ? wildness(days, before.listed, today, before.rattles / before.presses) : 1;
    return before;
}

/* So many times as often as before, half of that again more often than on the worst day, and no chance. */
static bool stands_out(const struct day *day, const struct before *before, double times)
{
    double expected = day->presses * before->rattles / before->presses, over = day->rattles - expected;
    return day->rattles >= times * expected && day->rattles >= times * 0.75 * before->worst * day->presses &&
           day->rattles >= 0.05 * day->presses && over > 0 &&
           over * over >= 16 * before->wildness * (expected + 1);
}

struct switch_rattling switch_watch_rattling(const struct switch_habits *habits, int64_t local_ms,
                                             int ignore_repeats_ms)
{
    struct day days[DAYS_AT_MOST];
    struct switch_rattling rattling = {.more = false};
    int today = switch_habits_day(local_ms), count = list_days(habits, ignore_repeats_ms, days),
        latest = count - 2;
    if (count == 0 || days[count - 1].day != today)
        return rattling;
    const struct day *now = &days[count - 1];
    struct before before = sum_up(days, count, today);
    rattling.presses_today = (int)now->presses;
    if (before.days < WATCH_DAYS || now->presses < WATCH_PRESSES)
        return rattling;
    rattling.now = (int)(1000 * now->rattles / now->presses + 0.5);
    rattling.before = (int)(1000 * before.rattles / before.presses + 0.5);
    while (!is_before(&days[latest], today))
        latest--;
    bool told = habits->rattling_told && today < habits->rattling_told_day + WATCH_QUIET_DAYS &&
                today >= habits->rattling_told_day;
    bool again = stands_out(now, &before, 2) && stands_out(&days[latest], &before, 2);
    rattling.more = !told && (again || stands_out(now, &before, 5));
    return rattling;
}

/* --- silence -------------------------------------------------------------------------------------------- */

/* Watched time since a midnight long ago. */
static int64_t watched_ms(int64_t local_ms)
{
    int64_t day = (local_ms >= 0 ? local_ms : local_ms - DAY_MS + 1) / DAY_MS;
    int64_t within = local_ms - day * DAY_MS - (int64_t)WATCH_FIRST_HOUR * HOUR_MS;
    within = within < 0 ? 0 : within > WATCHED_MS ? WATCHED_MS : within;
    return day * WATCHED_MS + within;
}

int64_t switch_watch_day_ms(int64_t from_local_ms, int64_t to_local_ms)
{
    return to_local_ms > from_local_ms ? watched_ms(to_local_ms) - watched_ms(from_local_ms) : 0;
}

int64_t switch_watch_after(int64_t from_local_ms, int64_t day_ms)
{
    int64_t target = watched_ms(from_local_ms) + (day_ms > 0 ? day_ms : 0);
    int64_t day = (target >= 0 ? target : target - WATCHED_MS + 1) / WATCHED_MS,
            within = target - day * WATCHED_MS;
    if (within == 0 && day_ms > 0) { /* the end of a day, not the beginning of the next */
        day--;
        within = WATCHED_MS;
    }
    int64_t at = day * DAY_MS + (int64_t)WATCH_FIRST_HOUR * HOUR_MS + within;
    return at > from_local_ms ? at : from_local_ms;
}

bool switch_watch_note(struct switch_habits *habits, int64_t local_ms, int minutes)
{
    int today = switch_habits_day(local_ms);
    struct habit_silence *latest =
        habits->silence_count ? &habits->silences[habits->silence_count - 1] : NULL;
    if (latest && latest->day == today) {
        bool longer = minutes > latest->minutes;
        latest->minutes = longer ? minutes : latest->minutes;
        return longer;
    }
    if (minutes < 1)
        return false;
    if (habits->silence_count == HABIT_SILENCES)
        memmove(&habits->silences[0], &habits->silences[1],
                (size_t)--habits->silence_count * sizeof habits->silences[0]);
    habits->silences[habits->silence_count++] =
        (struct habit_silence){today, minutes > 24 * 60 ? 24 * 60 : minutes};
    return true;
}

int switch_watch_limit_min(const struct switch_habits *habits, int64_t local_ms)
{
    int today = switch_habits_day(local_ms), days = 0, longest = 0;
    for (int i = 0; i < habits->silence_count; i++) {
        days += habits->silences[i].day != today;
        longest = habits->silences[i].minutes > longest ? habits->silences[i].minutes : longest;
    }
    int limit = longest * 3 / 2 + 30,
        least = days < WATCH_SILENT_DAYS ? WATCH_SILENT_START_MIN : WATCH_SILENT_LEAST_MIN;
    return limit < least ? least : limit > WATCH_SILENT_MOST_MIN ? WATCH_SILENT_MOST_MIN : limit;
}
