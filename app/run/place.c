#include "run/place.h"

#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

static void find_own(char data[PLACE_BYTES], const char *given)
{
    const char *xdg = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (given)
        snprintf(data, PLACE_BYTES, "%s", given);
    else if (xdg && xdg[0] == '/')
        snprintf(data, PLACE_BYTES, "%s/yinian", xdg);
    else
        snprintf(data, PLACE_BYTES, "%s/.local/share/yinian", home && home[0] ? home : ".");
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
    find_own(places->data, data);
    place_join(places->articles, places->data, "articles");
}
