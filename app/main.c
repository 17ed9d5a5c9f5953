/* Arguments → what to run. The only file that names backends. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input/device_list.h"
#include "run/board_take.h"
#include "run/check.h"
#include "run/driver.h"
#include "run/keep.h"
#include "run/manual.h"
#include "run/options.h"
#include "run/paper_file.h"
#include "run/people.h"
#include "run/place.h"
#include "run/print.h"
#include "run/real.h"
#include "run/recordings_take.h"
#include "run/supervise.h"

struct arguments {
    enum option_kind mode; /* OPTION_NONE: start */
    int width_px, height_px;
    const char *profile, *data, *person;
    long seed;
    const char *log, *language, *folder, *recordings;
    const char *boards; /* of --export */
    char *const *words; /* what stands there beside the options */
    int word_count;
    const char *file; /* of --save, --restore, --export; the section of --manual */
    bool once, window, yes, supervise, durable, safe;
};

static int wrong(const char *what, const char *value, const char *valid)
{
    fprintf(stderr, "yinian: %s: \"%s\"; valid: %s\n", what, value, valid);
    return 2;
}

static bool read_size(const char *text, struct arguments *arguments)
{
    char after;
    return sscanf(text, "%dx%d%c", &arguments->width_px, &arguments->height_px, &after) == 2 &&
           arguments->width_px >= 320 && arguments->width_px <= 8192 && arguments->height_px >= 240 &&
           arguments->height_px <= 8192;
}

static bool read_seed(const char *text, struct arguments *arguments)
{
    char *end;
    arguments->seed = strtol(text, &end, 10);
    return *text && !*end;
}

/* Where what stands behind an option goes; NULL: it is read, or nothing stands there. */
static const char **text_of(int option, struct arguments *arguments)
{
    switch (option) {
    case OPTION_SAVE:
    case OPTION_RESTORE:
    case OPTION_EXPORT:
    case OPTION_MANUAL:
        return &arguments->file;
    case OPTION_RECORDINGS:
        return &arguments->recordings;
    case OPTION_BOARDS:
        return &arguments->boards;
    case OPTION_LANGUAGE:
        return &arguments->language;
    case OPTION_TO:
        return &arguments->folder;
    case OPTION_PROFILE:
        return &arguments->profile;
    case OPTION_DATA:
        return &arguments->data;
    case OPTION_PERSON:
        return &arguments->person;
    case OPTION_LOG:
        return &arguments->log;
    default:
        return NULL;
    }
}

static bool *flag_of(int option, struct arguments *arguments)
{
    switch (option) {
    case OPTION_YES:
        return &arguments->yes;
    case OPTION_DURABLE:
        return &arguments->durable;
    case OPTION_ONCE:
        return &arguments->once;
    case OPTION_WINDOW:
        return &arguments->window;
    case OPTION_SUPERVISE:
        return &arguments->supervise;
    case OPTION_SAFE:
        return &arguments->safe;
    default:
        return NULL;
    }
}

/* −1: go on; else the exit status. */
static int read_option(int option, struct arguments *arguments)
{
    switch (option) {
    case OPTION_SCREEN:
        return read_size(optarg, arguments) ? -1 : wrong("--screen", optarg, "320x240 to 8192x8192");
    case OPTION_SEED:
        return read_seed(optarg, arguments) ? -1 : wrong("--seed", optarg, "a whole number");
    case OPTION_LANGUAGE:
        return strcmp(optarg, "zh") == 0 || strcmp(optarg, "en") == 0 ? -1
                                                                      : wrong("--language", optarg, "zh, en");
    case OPTION_VERSION:
        puts("yinian " YINIAN_VERSION);
        return 0;
    case OPTION_HELP:
        options_help(stdout);
        return 0;
    default:
        return -1;
    }
}

/* The same. */
static int take_option(int option, struct arguments *arguments)
{
    if (option <= OPTION_NONE || option >= OPTION_KIND_COUNT) { /* getopt_long() has told what is wrong */
        options_help(stderr);
        return 2;
    }
    const char **text = text_of(option, arguments);
    bool *flag = flag_of(option, arguments);
    if (text)
        *text = optarg;
    if (flag)
        *flag = true;
    if (option_info((enum option_kind)option)->mode)
        arguments->mode = (enum option_kind)option;
    return read_option(option, arguments);
}

static int check(const struct arguments *arguments)
{
    if (arguments->word_count == 0)
        return check_run(arguments->data, arguments->profile, stdout);
    return keep_check_run(&(struct keep_options){.data = arguments->data, .file = arguments->words[0]},
                          stdout);
}

static int keep(const struct arguments *arguments)
{
    struct keep_options options = {.data = arguments->data, .file = arguments->file, .yes = arguments->yes};
    switch (arguments->mode) {
    case OPTION_SAVE:
        return keep_save_run(&options, stdout);
    case OPTION_RESTORE:
        return keep_restore_run(&options, stdin, stdout);
    default:
        return keep_copies_run(&options, stdout);
    }
}

static int run(const struct arguments *arguments)
{
    switch (arguments->mode) {
    case OPTION_SAVE:
    case OPTION_RESTORE:
    case OPTION_COPIES:
        return keep(arguments);
    case OPTION_MANUAL:
        return manual_run(arguments->file, arguments->language, stdout);
    case OPTION_DRIVE:
        return driver_run(&(struct driver_options){.width_px = arguments->width_px,
                                                   .height_px = arguments->height_px,
                                                   .profile = arguments->profile,
                                                   .data = arguments->data,
                                                   .seed = arguments->seed,
                                                   .durable = arguments->durable,
                                                   .safe = arguments->safe},
                          stdin, stdout);
    case OPTION_DEVICES:
        return check_devices(arguments->once);
    case OPTION_CHECK:
        return check(arguments);
    case OPTION_SETTINGS:
        return check_settings(arguments->data, stdout);
    case OPTION_UNLOCK:
        return check_unlock(arguments->data, stdout);
    case OPTION_PRINT:
        return print_run(&(struct print_options){.data = arguments->data,
                                                 .profile = arguments->profile,
                                                 .language = arguments->language,
                                                 .folder = arguments->folder,
                                                 .articles = arguments->words,
                                                 .article_count = arguments->word_count});
    case OPTION_RECORDINGS:
        return recordings_run(&(struct recordings_options){.data = arguments->data,
                                                           .profile = arguments->profile,
                                                           .language = arguments->language,
                                                           .what = arguments->recordings});
    case OPTION_IMPORT:
    case OPTION_EXPORT:
        return (arguments->mode == OPTION_IMPORT ? board_import : board_export)(
            &(struct board_take_options){.data = arguments->data,
                                         .profile = arguments->profile,
                                         .files = arguments->words,
                                         .file_count = arguments->word_count,
                                         .to = arguments->file,
                                         .boards = arguments->boards},
            stdout);
    case OPTION_PAPER:
        return paper_run(&(struct paper_options){.data = arguments->data,
                                                 .profile = arguments->profile,
                                                 .language = arguments->language,
                                                 .file = arguments->word_count ? arguments->words[0] : NULL});
    default:
        return real_run(&(struct real_options){.profile = arguments->profile,
                                               .data = arguments->data,
                                               .window = arguments->window,
                                               .log = arguments->log,
                                               .safe = arguments->safe,
                                               .width_px = arguments->width_px,
                                               .height_px = arguments->height_px});
    }
}

/* Everything is of one person: who was named, or was there last. What is driven without a folder has nobody else. */
static bool find_person(struct arguments *arguments, char folder[PLACE_BYTES])
{
    char reason[512] = "";
    bool starts = arguments->mode == OPTION_NONE || arguments->mode == OPTION_DRIVE;
    if (arguments->mode == OPTION_DRIVE && !arguments->data && !arguments->person)
        return true;
    if (!people_find(folder, arguments->data, arguments->person, reason, sizeof reason)) {
        fprintf(stderr, "yinian: %s\n", reason);
        return false;
    }
    arguments->data = folder;
    if (starts && arguments->person)
        people_remember(folder);
    return true;
}

static bool ends_with(const char *name, const char *end)
{
    size_t length = strlen(name), of_end = strlen(end);
    return length > of_end && strcmp(name + length - of_end, end) == 0;
}

/* --export and --import of a file that holds everything are --save and --restore. */
static void carry_everything(struct arguments *arguments)
{
    if (arguments->mode == OPTION_EXPORT && !arguments->boards && ends_with(arguments->file, ".yinian"))
        arguments->mode = OPTION_SAVE;
    if (arguments->mode == OPTION_IMPORT && arguments->word_count == 1 &&
        ends_with(arguments->words[0], ".yinian")) {
        arguments->mode = OPTION_RESTORE;
        arguments->file = arguments->words[0];
        arguments->word_count = 0;
    }
}

/* Who started us may ignore its children or hold signals back, and we would inherit it: then no waitpid() tells that one of ours
 * has ended, and a dead program is never begun anew. */
static void inherit_no_signals(void)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGCHLD, SIG_DFL);
}

int main(int count, char **words)
{
    inherit_no_signals();
    struct arguments arguments = {.width_px = 1280, .height_px = 800};
    struct option options[OPTION_KIND_COUNT];
    options_for_getopt(options);
    for (int option; (option = getopt_long(count, words, "", options, NULL)) != -1;) {
        int status = take_option(option, &arguments);
        if (status >= 0)
            return status;
    }
    arguments.words = words + optind;
    arguments.word_count = count - optind;
    carry_everything(&arguments);
    if (arguments.mode == OPTION_EXPORT && !ends_with(arguments.file, ".obz"))
        return wrong("--export", arguments.file,
                     "FILE.obz (boards), FILE.yinian (everything, without --boards)");
    bool takes_words =
        arguments.mode == OPTION_PRINT || arguments.mode == OPTION_IMPORT ||
        ((arguments.mode == OPTION_CHECK || arguments.mode == OPTION_PAPER) && arguments.word_count == 1);
    if (arguments.word_count > 0 && !takes_words) {
        options_help(stderr);
        return 2;
    }
    if (arguments.mode == OPTION_NONE)
        signal(SIGPIPE, SIG_IGN); /* nobody is silenced because whoever read its log is gone */
    if (arguments.supervise && arguments.mode == OPTION_NONE && !supervise_is_child())
        return supervise_run(words, arguments.safe);
    char folder[PLACE_BYTES];
    return find_person(&arguments, folder) ? run(&arguments) : 2;
}
