/* What may stand on the command line, in ONE table (house rule 4): the parser, --help and the manual come from it. */
#ifndef YINIAN_RUN_OPTIONS_H
#define YINIAN_RUN_OPTIONS_H

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/text.h"

/* X(ENUM, name, argument, what the program does instead of starting, help)
 *
 * An argument in [] may follow as a word beside the options; any other must. */
#define OPTION_TABLE(X)                                                                                      \
    X(PROFILE, "profile", "NAME|FILE", false,                                                                \
      N_("begin with these settings: start, six, standard, fluent, gaze, or a settings file"))               \
    X(DATA, "data", "FOLDER", false, N_("the person's folder, where it is not the usual one"))               \
    X(PERSON, "person", "NAME", false, N_("begin with this person, of those who share the machine"))           \
    X(WINDOW, "window", NULL, false, N_("in a window, whatever the settings say"))                           \
    X(SCREEN, "screen", "WIDTHxHEIGHT", false, N_("how large that window is, or the screen of --drive"))     \
    X(SUPERVISE, "supervise", NULL, false,                                                                   \
      N_("begin anew, where the person was, when the program dies or hangs"))                                \
    X(SAFE, "safe", NULL, false,                                                                             \
      N_("safe mode: with the person's settings, without any other file of theirs; nothing is kept"))        \
    X(LOG, "log", "FILE", false, N_("write down what happens, as --drive answers; - is standard output"))    \
    X(DEVICES, "devices", NULL, true, N_("list switches, then show every press"))                            \
    X(ONCE, "once", NULL, false, N_("with --devices: only list them"))                                       \
    X(CHECK, "check", "[FILE.yinian]", true,                                                                 \
      N_("check settings, phrases and articles strictly; or a saved file"))                                  \
    X(SAVE, "save", "FILE.yinian", true, N_("save everything of the person into one file"))                  \
    X(RESTORE, "restore", "FILE.yinian|DATE|undo", true,                                                     \
      N_("put back everything from a saved file or the copy of a day, after asking; undo goes back"))        \
    X(YES, "yes", NULL, false, N_("with --restore: do not ask"))                                             \
    X(COPIES, "copies", NULL, true, N_("list the copies of everything that were made"))                      \
    X(UNLOCK, "unlock", NULL, true, N_("take the lock off the settings, where its digits are forgotten"))        \
    X(SETTINGS, "settings", NULL, true, N_("list every setting"))                                            \
    X(PRINT, "print", "[ARTICLE…|all]", true, N_("articles of the library as pages to print: HTML files"))   \
    X(PAPER, "paper", "[FILE.pdf]", true,                                                                    \
      N_("the person's boards on paper, for the day the power fails: a PDF"))                                \
    X(RECORDINGS, "recordings", "FOLDER|LIST|missing", true,                                                 \
      N_("take in recordings of phrases, by the names of the files or by a list; or list what has none "     \
         "yet"))                                                                                             \
    X(LANGUAGE, "language", "zh|en", false, N_("the language of --print, --paper, --recordings and --manual")) \
    X(TO, "to", "FOLDER", false, N_("where --print puts them"))                                              \
    X(IMPORT, "import", "[FILE…]", true,                                                                     \
      N_("take in boards of other programs: Open Board Format, .obz or .obf; FILE.yinian: as --restore"))    \
    X(EXPORT, "export", "FILE.obz|FILE.yinian", true,                                                        \
      N_("write boards as an Open Board archive for other programs; FILE.yinian: everything, as --save"))    \
    X(BOARDS, "boards", "NAME|all|phrases", false, N_("which boards --export writes; all where it is not said")) \
    X(DRIVE, "drive", NULL, true, N_("virtual time, for tests: one command a line, one JSON answer a line")) \
    X(DURABLE, "durable", NULL, false, N_("with --drive: wait for the disk with every file, as the program itself does")) \
    X(SEED, "seed", "NUMBER", false, N_("with --drive: where chance begins"))                                \
    X(MANUAL, "manual", "1|5|7", true, N_("print a page of the manual: the program, its files, the driver")) \
    X(HELP, "help", NULL, true, N_("show this"))                                                             \
    X(VERSION, "version", NULL, true, N_("show the version"))

#define OPTION_ENUM(ENUM, name, argument, mode, help) OPTION_##ENUM,
enum option_kind { OPTION_NONE, OPTION_TABLE(OPTION_ENUM) OPTION_KIND_COUNT };
#undef OPTION_ENUM

struct option_info {
    const char *name;     /* without its dashes */
    const char *argument; /* NULL: none */
    bool mode;
    const char *help; /* N_() */
};

const struct option_info *option_info(enum option_kind kind); /* not of OPTION_NONE */
/* What getopt_long() wants; `val` is the enum option_kind. */
void options_for_getopt(struct option table[OPTION_KIND_COUNT]);
/* Every option in English and Chinese, whatever the language of the screen. Starts gettext. */
void options_help(FILE *out);

#endif
