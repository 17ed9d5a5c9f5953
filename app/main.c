/* Arguments → what to run. The only file that names backends. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "input/device_list.h"
#include "run/check.h"
#include "run/driver.h"
#include "run/language.h"
#include "run/place.h"
#include "run/print.h"
#include "run/real.h"

enum mode { MODE_REAL, MODE_DRIVE, MODE_DEVICES, MODE_CHECK, MODE_SETTINGS, MODE_PRINT };

struct arguments {
    enum mode mode;
    int width_px, height_px;
    const char *profile, *data;
    long seed;
    const char *log, *language, *folder;
    char *const *words; /* what stands there beside the options */
    int word_count;
    bool once, window;
};

static void usage(FILE *out)
{
    fputs(
        "yinian 一念 " YINIAN_VERSION "\n"
        "  yinian [--profile NAME|FILE] [--data DIR] [--window] [--log FILE]   start / 启动\n"
        "  yinian --devices [--once]    list switches, then show every press / 列出开关并显示每次按动\n"
        "  yinian --check               check settings, phrases and articles strictly / 检查设置、常用句和文章\n"
        "  yinian --settings            list every setting / 列出所有设置\n"
        "  yinian --print [ARTICLE…|all] [--language zh|en] [--to FOLDER]\n"
        "                               articles of the library as pages to print: HTML files / "
        "把书架上的文章做成可打印的网页\n"
        "  yinian --drive [--screen 1280x800] [--profile NAME|FILE] [--data DIR] [--seed N]\n"
        "                               virtual time, for tests: one command a line, one JSON answer a line\n"
        "  yinian --help, --version\n",
        out);
}

static int wrong(const char *what, const char *value, const char *valid)
{
    fprintf(stderr, "yinian: %s: \"%s\"; valid: %s\n", what, value, valid);
    return 2;
}

enum {
    OPTION_DRIVE = 1000,
    OPTION_DEVICES,
    OPTION_CHECK,
    OPTION_SETTINGS,
    OPTION_PRINT,
    OPTION_LANGUAGE,
    OPTION_TO,
    OPTION_SCREEN,
    OPTION_PROFILE,
    OPTION_DATA,
    OPTION_SEED,
    OPTION_ONCE,
    OPTION_WINDOW,
    OPTION_LOG,
    OPTION_HELP,
    OPTION_VERSION
};

static const struct option options[] = {
    {"drive", no_argument, NULL, OPTION_DRIVE},
    {"devices", no_argument, NULL, OPTION_DEVICES},
    {"check", no_argument, NULL, OPTION_CHECK},
    {"settings", no_argument, NULL, OPTION_SETTINGS},
    {"screen", required_argument, NULL, OPTION_SCREEN},
    {"profile", required_argument, NULL, OPTION_PROFILE},
    {"data", required_argument, NULL, OPTION_DATA},
    {"seed", required_argument, NULL, OPTION_SEED},
    {"once", no_argument, NULL, OPTION_ONCE},
    {"window", no_argument, NULL, OPTION_WINDOW},
    {"log", required_argument, NULL, OPTION_LOG},
    {"help", no_argument, NULL, OPTION_HELP},
    {"version", no_argument, NULL, OPTION_VERSION},
    {"print", no_argument, NULL, OPTION_PRINT},
    {"language", required_argument, NULL, OPTION_LANGUAGE},
    {"to", required_argument, NULL, OPTION_TO},
    {0},
};

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

/* −1: go on; else the exit status. */
static int take_option(int option, struct arguments *arguments)
{
    switch (option) {
    case OPTION_DRIVE:
    case OPTION_DEVICES:
    case OPTION_CHECK:
    case OPTION_SETTINGS:
    case OPTION_PRINT:
        arguments->mode = (enum mode)(option - OPTION_DRIVE + MODE_DRIVE);
        return -1;
    case OPTION_SCREEN:
        return read_size(optarg, arguments) ? -1 : wrong("--screen", optarg, "320x240 to 8192x8192");
    case OPTION_SEED:
        return read_seed(optarg, arguments) ? -1 : wrong("--seed", optarg, "a whole number");
    case OPTION_LANGUAGE:
        arguments->language = optarg;
        return strcmp(optarg, "zh") == 0 || strcmp(optarg, "en") == 0 ? -1
                                                                      : wrong("--language", optarg, "zh, en");
    case OPTION_TO:
        arguments->folder = optarg;
        return -1;
    case OPTION_PROFILE:
        arguments->profile = optarg;
        return -1;
    case OPTION_DATA:
        arguments->data = optarg;
        return -1;
    case OPTION_ONCE:
        arguments->once = true;
        return -1;
    case OPTION_WINDOW:
        arguments->window = true;
        return -1;
    case OPTION_LOG:
        arguments->log = optarg;
        return -1;
    case OPTION_VERSION:
        puts("yinian " YINIAN_VERSION);
        return 0;
    default:
        usage(option == OPTION_HELP ? stdout : stderr);
        return option == OPTION_HELP ? 0 : 2;
    }
}

static int run(const struct arguments *arguments)
{
    switch (arguments->mode) {
    case MODE_DRIVE:
        return driver_run(&(struct driver_options){arguments->width_px, arguments->height_px,
                                                   arguments->profile, arguments->data, arguments->seed},
                          stdin, stdout);
    case MODE_DEVICES:
        return check_devices(arguments->once);
    case MODE_CHECK:
        return check_run(arguments->data, arguments->profile, stdout);
    case MODE_SETTINGS:
        return check_settings(arguments->data, stdout);
    case MODE_PRINT:
        return print_run(&(struct print_options){.data = arguments->data,
                                                 .profile = arguments->profile,
                                                 .language = arguments->language,
                                                 .folder = arguments->folder,
                                                 .articles = arguments->words,
                                                 .article_count = arguments->word_count});
    default:
        return real_run(&(struct real_options){.profile = arguments->profile,
                                               .data = arguments->data,
                                               .window = arguments->window,
                                               .log = arguments->log,
                                               .width_px = arguments->width_px,
                                               .height_px = arguments->height_px});
    }
}

int main(int count, char **words)
{
    struct arguments arguments = {.width_px = 1280, .height_px = 800};
    for (int option; (option = getopt_long(count, words, "", options, NULL)) != -1;) {
        int status = take_option(option, &arguments);
        if (status >= 0)
            return status;
    }
    arguments.words = words + optind;
    arguments.word_count = count - optind;
    if (optind < count && arguments.mode != MODE_PRINT) {
        usage(stderr);
        return 2;
    }
    return run(&arguments);
}
