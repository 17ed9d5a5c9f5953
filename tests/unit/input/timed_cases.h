/* Plays files of timed cases (dwell/README.md, scenarios/README.md) to a machine in time, at several paces: what it says
 * must not depend on how often it is told the time.
 *
 *     # a comment
 *     case what is shown        begins anew, with the start values
 *     config NAME VALUE …       other values, before the first line with a time
 *     1000.5 VERB …             milliseconds: the machine is told something
 *     expect 1600 …             what it will have said by the end of the case, line by line */
#ifndef YINIAN_TESTS_TIMED_CASES_H
#define YINIAN_TESTS_TIMED_CASES_H

#include "unit_test.h"

#include <dirent.h>

#include "base/buffer.h"
#include "base/time_us.h"

/* When the machine is told the time: with what it is told; at each deadline too; each millisecond; each millisecond with
 * what it was told last. */
enum pace { BY_INPUTS, BY_DEADLINES, BY_MILLISECONDS, BY_SAMPLES };

struct timed_play {
    const struct timed_machine *machine;
    void *self; /* the machine's */
    enum pace pace;
    time_us now_us;
    struct buffer seen, expected;
    char case_name[160];
    int cases;
};

struct timed_machine {
    void (*begin)(void *self);                            /* a case, with the start values */
    void (*config)(void *self, char **rest);              /* the rest of its line */
    void (*step)(struct timed_play *play, time_us at_us); /* it is told the time */
    time_us (*deadline)(const void *self);
    void (*tell)(struct timed_play *play, time_us at_us, const char *what, char **rest);
    void (*expect)(struct timed_play *play, char **rest); /* writes a line to `expected` */
};

/* Milliseconds, with decimals down to the microsecond. */
static inline time_us timed_us(const char *text)
{
    return (time_us)(strtod(text, NULL) * 1000 + 0.5);
}

/* Lets time pass up to, not including, at_us. */
static inline void timed_pass(struct timed_play *play, time_us at_us)
{
    time_us step_us = play->now_us;
    while (play->pace != BY_INPUTS) {
        step_us = play->pace == BY_DEADLINES ? play->machine->deadline(play->self) : step_us + 1000;
        if (step_us >= at_us)
            break;
        play->machine->step(play, step_us);
    }
    play->now_us = at_us;
}

static inline void timed_end_case(const struct timed_play *play)
{
    if (strcmp(buffer_text(&play->seen), buffer_text(&play->expected)) != 0)
        fail_msg("%s (pace %d)\n--- expected\n%s--- seen\n%s", play->case_name, (int)play->pace,
                 buffer_text(&play->expected), buffer_text(&play->seen));
}

static inline void timed_begin_case(struct timed_play *play, const char *file, const char *line)
{
    if (play->cases++)
        timed_end_case(play);
    play->machine->begin(play->self);
    play->now_us = 0;
    buffer_clear(&play->seen);
    buffer_clear(&play->expected);
    snprintf(play->case_name, sizeof play->case_name, "%.40s: %.100s", file, line);
}

static inline void timed_play_line(struct timed_play *play, const char *file, char *line)
{
    char whole[160];
    snprintf(whole, sizeof whole, "%s", line);
    char *rest = NULL;
    char *word = strtok_r(line, " \n", &rest);
    if (!word || word[0] == '#')
        return;
    if (!strcmp(word, "case")) {
        timed_begin_case(play, file, whole);
    } else if (!strcmp(word, "config")) {
        play->machine->config(play->self, &rest);
    } else if (!strcmp(word, "expect")) {
        play->machine->expect(play, &rest);
    } else {
        time_us at_us = timed_us(word);
        timed_pass(play, at_us);
        play->machine->tell(play, at_us, strtok_r(NULL, " \n", &rest), &rest);
    }
}

static inline int timed_play_file(const struct timed_machine *machine, void *self, const char *folder,
                                  const char *name, enum pace pace)
{
    char path[512], line[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    struct timed_play play = {.machine = machine, .self = self, .pace = pace};
    while (fgets(line, sizeof line, file))
        timed_play_line(&play, name, line);
    fclose(file);
    assert_true(play.cases > 0);
    timed_end_case(&play);
    buffer_destroy(&play.seen);
    buffer_destroy(&play.expected);
    return play.cases;
}

/* Every .txt file of the folder at every pace up to the last. Returns how many cases were played, each pace counting. */
static inline int timed_play_folder(const struct timed_machine *machine, void *self, const char *folder,
                                    enum pace last)
{
    struct dirent **names;
    int cases = 0, count = scandir(folder, &names, NULL, alphasort);
    assert_true(count > 0);
    for (int i = 0; i < count; free(names[i++])) {
        const char *dot = strrchr(names[i]->d_name, '.');
        if (!dot || strcmp(dot, ".txt") != 0)
            continue;
        for (enum pace pace = BY_INPUTS; pace <= last; pace++)
            cases += timed_play_file(machine, self, folder, names[i]->d_name, pace);
    }
    free(names);
    return cases;
}

#endif
