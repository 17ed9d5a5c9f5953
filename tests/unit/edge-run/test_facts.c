/* What happened, told by many threads, taken by one loop. */
#include "unit_test.h"

#include <pthread.h>

#include "run/facts.h"

static void add(struct facts *facts, enum event_kind kind, time_us at_us, int switch_number)
{
    facts_add(facts, &(struct event){.kind = kind, .at_us = at_us, .switch_number = switch_number});
}

static void what_is_told_late_stands_at_its_time(void **state)
{
    (void)state;
    struct facts facts;
    facts_init(&facts);
    add(&facts, EVENT_SWITCH_UP, 300, 1);
    add(&facts, EVENT_SWITCH_DOWN, 100, 1);
    add(&facts, EVENT_SWITCH_DOWN, 300, 2);
    add(&facts, EVENT_SWITCH_DOWN, 200, 3);
    assert_int_equal(facts_take(&facts), 4);
    static const struct {
        time_us at_us;
        int number;
    } right[] = {{100, 1}, {200, 3}, {300, 1}, {300, 2}};
    for (int i = 0; i < 4; i++) {
        assert_int_equal(facts.taken[i].at_us, right[i].at_us);
        assert_int_equal(facts.taken[i].switch_number, right[i].number);
    }
    assert_int_equal(facts_take(&facts), 0);
    facts_destroy(&facts);
}

static void changed_files_wait_once_and_presses_each_time(void **state)
{
    (void)state;
    static const enum event_kind once[] = {EVENT_FILES_CHANGED, EVENT_LIBRARY_CHANGED, EVENT_BOARDS_CHANGED};
    struct facts facts;
    facts_init(&facts);
    for (int i = 0; i < 3; i++)
        for (int times = 0; times < 10; times++)
            add(&facts, once[i], i * 10 + times, 0);
    assert_int_equal(facts_take(&facts), 3);
    add(&facts, EVENT_FILES_CHANGED, 50, 0); /* what was taken waits no more */
    add(&facts, EVENT_SWITCH_DOWN, 50, 1);
    add(&facts, EVENT_SWITCH_DOWN, 50, 1);
    assert_int_equal(facts_take(&facts), 3);
    facts_destroy(&facts);
}

enum { THREADS = 4, EACH = 2000 };

struct teller {
    struct facts *facts;
    int number;
};

static void *tell(void *context)
{
    const struct teller *teller = context;
    for (int i = 0; i < EACH; i++)
        add(teller->facts, EVENT_SWITCH_DOWN, i, teller->number);
    return NULL;
}

static void nothing_is_lost_between_threads(void **state)
{
    (void)state;
    struct facts facts;
    struct teller tellers[THREADS];
    pthread_t threads[THREADS];
    int seen[THREADS] = {0}, total = 0;
    facts_init(&facts);
    for (int i = 0; i < THREADS; i++) {
        tellers[i] = (struct teller){&facts, i};
        assert_int_equal(pthread_create(&threads[i], NULL, tell, &tellers[i]), 0);
    }
    while (total < THREADS * EACH) {
        size_t count = facts_take(&facts);
        for (size_t i = 0; i < count; i++, total++)
            seen[facts.taken[i].switch_number]++;
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(seen[i], EACH);
    }
    facts_destroy(&facts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_told_late_stands_at_its_time),
        cmocka_unit_test(changed_files_wait_once_and_presses_each_time),
        cmocka_unit_test(nothing_is_lost_between_threads),
    };
    return cmocka_run_group_tests_name("facts", tests, NULL, NULL);
}
