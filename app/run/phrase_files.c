#include "run/phrase_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "board/phrase_file.h"
#include "store/store.h"

struct folder {
    struct phrase_files *files;
    const char *path;
    struct phrase_set *set;
    struct diagnostics *problems;
};

void phrase_files_destroy(struct phrase_files *files)
{
    for (size_t i = 0; i < files->count; i++)
        buffer_destroy(&files->good[i].bytes);
    free(files->good);
    *files = (struct phrase_files){0};
}

static struct good_phrases *find_good(struct phrase_files *files, const char *path)
{
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(files->good[i].path, path) == 0)
            return &files->good[i];
    return NULL;
}

static void keep_good(struct phrase_files *files, const char *path, const struct buffer *bytes)
{
    struct good_phrases *good = find_good(files, path);
    if (!good) {
        files->good = memory_grow(files->good, files->count + 1, sizeof *files->good);
        good = &files->good[files->count++];
        *good = (struct good_phrases){0};
        snprintf(good->path, sizeof good->path, "%s", path);
    }
    buffer_clear(&good->bytes);
    buffer_add(&good->bytes, buffer_text(bytes), bytes->size);
}

static void problem(struct diagnostics *problems, const char *reason)
{
    diagnostics_add(problems, &(struct diagnostic){.level = DIAGNOSTIC_ERROR, .reason = reason});
}

static void parse(const struct buffer *bytes, const char *path, struct phrase_set *set,
                  struct diagnostics *problems)
{
    phrase_file_parse(buffer_text(bytes), bytes->size, path, set, problems);
}

/* By itself: is there an error in it? */
static bool is_good(const struct buffer *bytes, const char *path)
{
    struct phrase_set set;
    struct diagnostics problems;
    phrase_set_init(&set);
    diagnostics_init(&problems);
    parse(bytes, path, &set, &problems);
    bool good = problems.errors == 0;
    diagnostics_destroy(&problems);
    phrase_set_destroy(&set);
    return good;
}

/* What is wrong in it is told, also when something older counts. */
static void tell_problems(const struct buffer *bytes, const char *path, struct diagnostics *problems)
{
    struct phrase_set set;
    phrase_set_init(&set);
    parse(bytes, path, &set, problems);
    phrase_set_destroy(&set);
}

static void load_file(void *context, const char *name)
{
    const struct folder *folder = context;
    char path[PLACE_BYTES], reason[PLACE_BYTES + 64];
    struct buffer bytes = {0};
    if (!place_join(path, folder->path, name))
        return;
    bool there = store_read(path, &bytes, NULL, reason, sizeof reason);
    const struct good_phrases *good = find_good(folder->files, path);
    if (!there)
        problem(folder->problems, reason);
    if (there && (is_good(&bytes, path) || !good)) {
        parse(&bytes, path, folder->set, folder->problems);
        keep_good(folder->files, path, &bytes);
    } else if (good) {
        if (there)
            tell_problems(&bytes, path, folder->problems);
        parse(&good->bytes, path, folder->set, NULL);
    }
    buffer_destroy(&bytes);
}

static bool load_folder(struct folder *folder, const char *above, const char *language)
{
    char path[PLACE_BYTES];
    folder->path = path;
    return place_join(path, above, language) && store_list(path, ".md", load_file, folder);
}

bool phrase_files_load(struct phrase_files *files, const struct places *places, const char *language,
                       struct phrase_set *set, struct diagnostics *problems)
{
    char own[PLACE_BYTES];
    struct folder folder = {.files = files, .set = set, .problems = problems};
    bool shipped = load_folder(&folder, places->phrases, language);
    if (!shipped)
        problem(problems, _("the phrases that come with the program are not there"));
    if (place_join(own, places->data, "phrases"))
        load_folder(&folder, own, language);
    phrase_set_order(set, places->data);
    return shipped;
}
