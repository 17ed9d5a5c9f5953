/* The caregiver's program of a call, with real programs: what it is told, in which order, and what comes of it. */
#include "unit_test.h"

#include <pthread.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "run/hand_over.h"

enum { DEADLINE_S = 60, ANSWERS_AT_MOST = 8 };

struct desk {
    char folder[40];
    struct settings settings;
    struct hand_over *over;
    pthread_mutex_t lock;
    pthread_cond_t more;
    struct event answers[ANSWERS_AT_MOST];
    int count;
};

static void post(void *context, const struct event *event)
{
    struct desk *desk = context;
    pthread_mutex_lock(&desk->lock);
    assert_true(desk->count < ANSWERS_AT_MOST);
    desk->answers[desk->count++] = *event;
    pthread_cond_signal(&desk->more);
    pthread_mutex_unlock(&desk->lock);
}

/* `lines`: of sh; FOLDER is the desk's. */
static void begin(struct desk *desk, const char *lines)
{
    char path[80];
    *desk = (struct desk){.folder = "/tmp/yinian-call-XXXXXX"};
    assert_non_null(mkdtemp(desk->folder));
    snprintf(path, sizeof path, "%s/call", desk->folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\nFOLDER=%s\n%s\n", desk->folder, lines);
    fclose(file);
    assert_int_equal(chmod(path, 0700), 0);
    settings_init(&desk->settings);
    snprintf(desk->settings.call_command, sizeof desk->settings.call_command, "%s", path);
    pthread_mutex_init(&desk->lock, NULL);
    pthread_cond_init(&desk->more, NULL);
    desk->over = hand_over_start(NULL, post, desk);
    assert_non_null(desk->over);
}

static void end(struct desk *desk)
{
    char command[80];
    hand_over_stop(desk->over);
    pthread_cond_destroy(&desk->more);
    pthread_mutex_destroy(&desk->lock);
    snprintf(command, sizeof command, "rm -r %s", desk->folder);
    assert_int_equal(system(command), 0);
}

static void call(struct desk *desk, const char *state)
{
    hand_over_call(
        desk->over,
        &(struct effect){.kind = EFFECT_CALL_COMMAND, .id = state, .text = "Please come! I need help."},
        &desk->settings);
}

static void await_answers(struct desk *desk, int count)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += DEADLINE_S;
    pthread_mutex_lock(&desk->lock);
    while (desk->count < count)
        assert_int_equal(pthread_cond_timedwait(&desk->more, &desk->lock, &until), 0);
    pthread_mutex_unlock(&desk->lock);
}

static void assert_told(const struct desk *desk, const char *wanted)
{
    char path[80], told[400] = "";
    snprintf(path, sizeof path, "%s/told", desk->folder);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    told[fread(told, 1, sizeof told - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(told, wanted);
}

/* However it ended, the program hears of its end, so that a bell that it has turned on is turned off. */
static void it_is_told_the_state_and_the_sentence_in_order(void **state)
{
    (void)state;
    struct desk desk;
    begin(&desk, "echo \"$YINIAN_CALL $(cat)\" >>$FOLDER/told");
    call(&desk, "ringing");
    call(&desk, "ringing");
    call(&desk, "acknowledged");
    call(&desk, "stopped");
    await_answers(&desk, 4);
    for (int i = 0; i < 4; i++)
        assert_int_equal(desk.answers[i].kind, EVENT_CALLED);
    assert_told(&desk, "ringing Please come! I need help.\nringing Please come! I need help.\n"
                       "acknowledged Please come! I need help.\nacknowledged Please come! I need help.\n");
    end(&desk);
}

static void its_failure_is_told_with_the_reason(void **state)
{
    (void)state;
    struct desk desk;
    begin(&desk, "[ $YINIAN_CALL = acknowledged ] || exit 3");
    call(&desk, "ringing");
    call(&desk, "acknowledged");
    await_answers(&desk, 2);
    assert_int_equal(desk.answers[0].kind, EVENT_CALL_FAILED);
    assert_non_null(strstr(desk.answers[0].detail, "3"));
    assert_int_equal(desk.answers[1].kind, EVENT_CALLED);
    end(&desk);
}

/* The aid ends: a program that hangs is ended, too, and what waits is not begun. */
static void who_stops_waits_for_none(void **state)
{
    (void)state;
    struct desk desk;
    begin(&desk, "echo begun >>$FOLDER/told; exec sleep 1000");
    call(&desk, "ringing");
    call(&desk, "ringing");
    char path[80];
    snprintf(path, sizeof path, "%s/told", desk.folder);
    for (int i = 0; access(path, F_OK) != 0; i++) {
        assert_true(i < DEADLINE_S * 100);
        nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    }
    hand_over_stop(desk.over);
    desk.over = NULL;
    assert_int_equal(desk.count, 1);
    assert_int_equal(desk.answers[0].kind, EVENT_CALL_FAILED);
    assert_told(&desk, "begun\n");
    end(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_told_the_state_and_the_sentence_in_order),
        cmocka_unit_test(its_failure_is_told_with_the_reason),
        cmocka_unit_test(who_stops_waits_for_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
