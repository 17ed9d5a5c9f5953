/* Devices that do not answer when they are opened: SDL's disk driver, and a pipe that nobody reads. */
#include "unit_test.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <sys/stat.h>

#include "heard.h"
#include "speech/sound_sdl.h"

static void fill(void *context, int16_t *samples, size_t count, time_us at_us)
{
    (void)at_us;
    memset(samples, 0, count * sizeof *samples);
    atomic_fetch_add((atomic_int *)context, 1);
}

static void count_one(void *context, const char *name)
{
    (void)name;
    ++*(int *)context;
}

static void count_names(struct sound_system *system, int *count)
{
    *count = 0;
    sound_system_names(system, count_one, count);
}

static struct sound_out *try_to_open(struct sound_system *system, const char *device, atomic_int *filled)
{
    char reason[200] = "";
    struct sound_out *out =
        sound_out_open_only(system, device, 0, (struct sound_source){fill, filled}, reason, sizeof reason);
    assert_true(out || strstr(reason, "does not answer"));
    return out;
}

/* A pipe that nobody reads, and a file. */
struct bench {
    char pipe_path[200], file[200];
    atomic_int filled, of_file;
    struct sound_system *system;
    int reader;
};

static void set_up(struct bench *bench)
{
    atomic_init(&bench->filled, 0);
    atomic_init(&bench->of_file, 0);
    use_disk("2");
    disk_file(bench->pipe_path, sizeof bench->pipe_path, "pipe");
    disk_file(bench->file, sizeof bench->file, "file");
    unlink(bench->pipe_path);
    assert_int_equal(mkfifo(bench->pipe_path, 0600), 0);
    bench->system = sound_system_create();
}

/* Now the pipe answers, to nobody. */
static void answer(struct bench *bench)
{
    bench->reader = open(bench->pipe_path, O_RDONLY | O_NONBLOCK);
    assert_true(bench->reader >= 0);
    sound_system_set_open_ms(bench->system, HEARD_DEADLINE_S * 1000);
}

static void put_away(struct bench *bench)
{
    sound_system_destroy(bench->system);
    close(bench->reader);
    unlink(bench->pipe_path);
    unlink(bench->file);
}

static void a_device_that_never_answers_is_given_up_and_holds_nobody_up(void **state)
{
    (void)state;
    struct bench bench;
    int names;
    set_up(&bench);
    sound_system_set_open_ms(bench.system, 40);
    assert_null(try_to_open(bench.system, bench.pipe_path, &bench.filled));
    assert_null(
        try_to_open(bench.system, bench.file, &bench.of_file)); /* not while the other is being opened */
    count_names(bench.system, &names);
    assert_int_equal(names, 0);
    answer(&bench);
    struct sound_out *out = try_to_open(bench.system, bench.file, &bench.of_file);
    assert_non_null(out);
    while (atomic_load(&bench.of_file) < 3)
        SDL_Delay(1);
    assert_int_equal(atomic_load(&bench.filled), 0);
    sound_out_close(out);
    out = try_to_open(bench.system, bench.pipe_path, &bench.filled);
    assert_non_null(out);
    sound_out_close(out);
    put_away(&bench);
}

static void what_plays_is_closed_also_while_another_does_not_answer(void **state)
{
    (void)state;
    struct bench bench;
    set_up(&bench);
    struct sound_out *plays = try_to_open(bench.system, bench.file, &bench.of_file);
    assert_non_null(plays);
    sound_system_set_open_ms(bench.system, 40);
    assert_null(try_to_open(bench.system, bench.pipe_path, &bench.filled));
    sound_out_close(plays);
    answer(&bench);
    plays = try_to_open(bench.system, bench.file, &bench.of_file);
    assert_non_null(plays);
    sound_out_close(plays);
    put_away(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_device_that_never_answers_is_given_up_and_holds_nobody_up),
        cmocka_unit_test(what_plays_is_closed_also_while_another_does_not_answer),
    };
    return cmocka_run_group_tests_name("sound_sdl", tests, NULL, NULL);
}
