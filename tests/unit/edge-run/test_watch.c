/* What happens in the person's folder (run/watch.h), while whoever is told has no time. */
#include "unit_test.h"

#include <semaphore.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <time.h>

#include "run/place.h"
#include "run/watch.h"
#include "run/scratch.h"

struct listener {
    char data[PLACE_BYTES];
    sem_t told, goes_on;
    atomic_int of[EVENT_QUIT + 1]; /* how often, each kind */
};

static void note(void *context, const struct event *event)
{
    struct listener *listener = context;
    atomic_fetch_add(&listener->of[event->kind], 1);
    sem_post(&listener->told);
    sem_wait(&listener->goes_on);
}

static int set_up(void **state)
{
    struct listener *listener = test_calloc(1, sizeof *listener);
    assert_true(scratch_make(listener->data));
    sem_init(&listener->told, 0, 0);
    sem_init(&listener->goes_on, 0, 0);
    *state = listener;
    return 0;
}

static int tear_down(void **state)
{
    struct listener *listener = *state;
    scratch_remove(listener->data);
    sem_destroy(&listener->told);
    sem_destroy(&listener->goes_on);
    test_free(listener);
    return 0;
}

static void write_file(const struct listener *listener, const char *name)
{
    char path[PLACE_BYTES];
    assert_true(place_join(path, listener->data, name));
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fclose(file);
}

static bool is_told(struct listener *listener)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 10;
    return sem_timedwait(&listener->told, &until) == 0;
}

static int queue_holds(void)
{
    int most = 0;
    FILE *file = fopen("/proc/sys/fs/inotify/max_queued_events", "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%d", &most), 1);
    fclose(file);
    return most;
}

static void what_is_more_than_the_kernel_keeps_may_be_anything(void **state)
{
    struct listener *listener = *state;
    struct watch *watch = watch_start(listener->data, true, note, listener);
    assert_non_null(watch);
    write_file(listener, "settings.conf");
    assert_true(is_told(listener));
    for (int i = 0, most = queue_holds(); i <= most;
         i++) /* never the same twice in turn: that would be one event */
        write_file(listener, i % 2 ? "one.txt" : "other.txt");
    write_file(listener, "settings.conf");
    for (int i = 0; i < 8; i++)
        sem_post(&listener->goes_on);
    while (atomic_load(&listener->of[EVENT_FILES_CHANGED]) < 2)
        assert_true(is_told(listener));
    watch_stop(watch);
    assert_int_equal(atomic_load(&listener->of[EVENT_LIBRARY_CHANGED]), 1);
    assert_int_equal(atomic_load(&listener->of[EVENT_SHOW]), 0);
}

static void make_folder(const struct listener *listener, const char *name)
{
    char path[PLACE_BYTES];
    assert_true(place_join(path, listener->data, name));
    assert_int_equal(mkdir(path, 0700), 0);
}

static void move(const struct listener *listener, const char *from, const char *to)
{
    char path[PLACE_BYTES], then[PLACE_BYTES];
    assert_true(place_join(path, listener->data, from) && place_join(then, listener->data, to));
    assert_int_equal(rename(path, then), 0);
}

static void wait_until_told(struct listener *listener, enum event_kind kind, int times)
{
    while (atomic_load(&listener->of[kind]) < times)
        assert_true(is_told(listener));
}

/* A family member throws the folder of articles away and copies another one there. */
static void a_folder_that_is_made_anew_is_watched(void **state)
{
    struct listener *listener = *state;
    for (int i = 0; i < 100; i++)
        sem_post(&listener->goes_on);
    make_folder(listener, "articles");
    struct watch *watch = watch_start(listener->data, true, note, listener);
    move(listener, "articles", "thrown-away");
    wait_until_told(listener, EVENT_LIBRARY_CHANGED, 1);
    make_folder(listener, "articles");
    wait_until_told(listener, EVENT_LIBRARY_CHANGED, 2);
    write_file(listener, "articles/one.md");
    wait_until_told(listener, EVENT_LIBRARY_CHANGED, 3);
    make_folder(listener, "phrases");
    wait_until_told(listener, EVENT_FILES_CHANGED, 3);
    make_folder(listener, "phrases/zh");
    wait_until_told(listener, EVENT_FILES_CHANGED, 4);
    write_file(listener, "phrases/zh/own.md");
    wait_until_told(listener, EVENT_FILES_CHANGED, 5);
    watch_stop(watch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_folder_that_is_made_anew_is_watched, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_more_than_the_kernel_keeps_may_be_anything, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests_name("watch", tests, NULL, NULL);
}
