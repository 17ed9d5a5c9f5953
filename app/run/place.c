#include "run/place.h"

#include <libgen.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool place_join(char out[PLACE_BYTES], const char *folder, const char *name)
{
    size_t first = strlen(folder), second = strlen(name);
    out[0] = '\0';
    if (first + 1 + second >= PLACE_BYTES)
        return false;
    memmove(out, folder, first);
    out[first] = '/';
    memcpy(out + first + 1, name, second + 1);
    return true;
}

/* The folder of the running program, without a slash at its end. */
static void program_folder(char folder[PLACE_BYTES])
{
    char path[PLACE_BYTES] = "";
    ssize_t size = readlink("/proc/self/exe", path, sizeof path - 1);
    path[size > 0 ? size : 0] = '\0';
    snprintf(folder, PLACE_BYTES, "%s", dirname(path));
}

/* From the root, or NULL. */
static const char *whole(const char *path)
{
    return path && path[0] == '/' ? path : NULL;
}

static const char *home_folder(void)
{
    const char *home = whole(getenv("HOME"));
    const struct passwd *user = home ? NULL : getpwuid(getuid());
    return user ? whole(user->pw_dir) : home;
}

static void name_passing(char folder[PLACE_BYTES])
{
    const char *above = whole(getenv("TMPDIR"));
    snprintf(folder, PLACE_BYTES, "%s/yinian-%ld", above ? above : "/tmp", (long)getuid());
}

/* Others may write beside it: what is not the user's alone is not taken, and what is said is not laid there. */
static bool make_passing(const char *folder)
{
    struct stat found;
    mkdir(folder, 0700); /* maybe it is there */
    return lstat(folder, &found) == 0 && S_ISDIR(found.st_mode) && found.st_uid == getuid() &&
           (found.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

static void find_own(struct places *places, const char *given)
{
    const char *xdg = whole(getenv("XDG_DATA_HOME")), *home = xdg ? NULL : home_folder();
    char *data = places->data, passing[PLACE_BYTES];
    name_passing(passing);
    places->is_passing = !xdg && !home && (!given || strcmp(given, passing) == 0);
    if (given)
        snprintf(data, PLACE_BYTES, "%s", given);
    else if (xdg)
        snprintf(data, PLACE_BYTES, "%s/yinian", xdg);
    else if (home)
        snprintf(data, PLACE_BYTES, "%s/.local/share/yinian", home);
    else
        snprintf(data, PLACE_BYTES, "%s", make_passing(passing) ? passing : "/dev/null/yinian");
}

void places_find(struct places *places, const char *data)
{
    char folder[PLACE_BYTES], share[PLACE_BYTES];
    program_folder(folder);
    size_t built = strlen(YINIAN_BUILD_DIR);
    if (strncmp(folder, YINIAN_BUILD_DIR, built) == 0 && (folder[built] == '/' || !folder[built])) {
        place_join(places->picture, folder, "yinian-picture");
        place_join(places->phrases, YINIAN_SOURCE_DIR, "phrases");
        place_join(places->content, YINIAN_SOURCE_DIR, "content");
        snprintf(places->lexicon, PLACE_BYTES, "%s", YINIAN_LEXICON);
        snprintf(places->model, PLACE_BYTES, "%s", YINIAN_MODEL_ZH);
        snprintf(places->model_en, PLACE_BYTES, "%s", YINIAN_MODEL_EN);
        snprintf(places->strokes, PLACE_BYTES, "%s", YINIAN_STROKES);
        snprintf(places->talk, PLACE_BYTES, "%s", YINIAN_TALK);
        snprintf(places->locale, PLACE_BYTES, "%s", YINIAN_LOCALE_DIR);
    } else {
        place_join(share, folder, "../share");
        place_join(places->picture, folder, "../libexec/yinian/yinian-picture");
        place_join(places->phrases, share, "yinian/phrases");
        place_join(places->content, share, "yinian/content");
        place_join(places->lexicon, share, "yinian/lexicon.bin");
        place_join(places->model, share, "yinian/model-zh.bin");
        place_join(places->model_en, share, "yinian/model-en.bin");
        place_join(places->strokes, share, "yinian/strokes.bin");
        place_join(places->talk, share, "yinian/talk.txt");
        place_join(places->locale, share, "locale");
    }
    find_own(places, data);
    place_join(places->articles, places->data, "articles");
}
