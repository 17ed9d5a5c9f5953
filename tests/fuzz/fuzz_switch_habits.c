/* habits.txt: anything may stand in it. What is taken is written, read back without complaint and written the same;
 * counting and proposing go on from it; what is refused leaves everything as it was. */
#include "fuzz.h"

#include "scan/switch_habits.h"

static void require_stable(const struct switch_habits *habits)
{
    struct switch_habits again = {.count = 0};
    struct diagnostics problems;
    struct buffer first = {0}, second = {0};
    diagnostics_init(&problems);
    switch_habits_write(habits, &first);
    REQUIRE(switch_habits_parse(&again, buffer_text(&first), first.size, "written.txt", &problems));
    REQUIRE(problems.count == 0);
    switch_habits_write(&again, &second);
    require_same_bytes(&first, &second);
    buffer_destroy(&first);
    buffer_destroy(&second);
    diagnostics_destroy(&problems);
}

static void go_on(struct switch_habits *habits)
{
    int64_t local_ms = (int64_t)20779 * 86400000; /* 22 November 2026 */
    for (int day = 0; day < 5; day++, local_ms += 43200000) {
        struct switch_habit *now = switch_habits_now(habits, local_ms, 1000, 100);
        switch_habit_press(now, 149);
        switch_habit_hold(now, 5000);
        struct habit_proposal proposal = switch_habits_propose(habits, local_ms, 1000, 100);
        REQUIRE(proposal.kind == HABIT_NO_PROPOSAL || proposal.proposed_ms >= 0);
        REQUIRE(habits->count > 0 && habits->count <= HABITS_AT_MOST);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static struct switch_habits habits, before;
    struct diagnostics problems;
    memset(&habits, 0, sizeof habits);
    switch_habits_now(&habits, 0, 700, 0);
    before = habits;
    diagnostics_init(&problems);
    bool right = switch_habits_parse(&habits, (const char *)bytes, size, "habits.txt", &problems);
    require_complaints(&problems, right);
    if (right) {
        REQUIRE(habits.count >= 0 && habits.count <= HABITS_AT_MOST);
        require_stable(&habits);
        go_on(&habits);
    } else {
        REQUIRE(memcmp(&before, &habits, sizeof habits) == 0);
    }
    diagnostics_destroy(&problems);
    return 0;
}
