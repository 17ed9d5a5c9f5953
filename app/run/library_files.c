#include "run/library_files.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "base/text.h"
#include "run/place.h"
#include "store/store.h"

/* Into which library, and in which characters. */
struct loading {
    struct library_files *files;
    struct library *library;
    struct shelf *shelf; /* of articles */
    const char *folder;
    bool turn;
    struct diagnostics *problems; /* NULL: they were told already */
};

static void problem(struct diagnostics *problems, const char *file, const char *reason)
{
    diagnostics_add(problems,
                    &(struct diagnostic){.level = DIAGNOSTIC_ERROR, .file = file, .reason = reason});
}

/* A pipe that nobody writes to would be waited for without end. */
static bool is_no_file(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && !S_ISREG(found.st_mode) && !S_ISDIR(found.st_mode);
}

static bool read_file(const struct loading *loading, const char *folder, const char *name,
                      char path[PLACE_BYTES], struct buffer *bytes)
{
    char reason[PLACE_BYTES + 64];
    if (!place_join(path, folder, name))
        return false;
    if (is_no_file(path)) {
        problem(loading->problems, path, _("this is no file that can be read"));
        return false;
    }
    if (!store_read(path, bytes, NULL, reason, sizeof reason)) {
        problem(loading->problems, NULL, reason);
        return false;
    }
    return true;
}

/* What cannot be turned stands as it is written. */
static void turn(const struct loading *loading, struct buffer *bytes)
{
    const struct script *script = loading->files->script;
    struct buffer turned = {0};
    if (!loading->turn || !script ||
        !script->convert(script->self, SCRIPT_TRADITIONAL, buffer_text(bytes), bytes->size, &turned)) {
        buffer_destroy(&turned);
        return;
    }
    buffer_destroy(bytes);
    *bytes = turned;
}

/* --- articles --------------------------------------------------------------------------------------------- */

static void load_article(void *context, const char *name)
{
    const struct loading *loading = context;
    char path[PLACE_BYTES];
    struct buffer bytes = {0};
    if (read_file(loading, loading->folder, name, path, &bytes)) {
        turn(loading, &bytes);
        shelf_add(loading->shelf, buffer_text(&bytes), bytes.size, path, false, loading->problems);
    }
    buffer_destroy(&bytes);
}

static struct library_good *find_good(struct library_files *files, const char *name)
{
    for (int i = 0; i < files->good_count; i++)
        if (strcmp(files->good[i].name, name) == 0)
            return &files->good[i];
    return NULL;
}

static void note_good(struct library_files *files, const char *name, const struct buffer *bytes)
{
    struct library_good *good = find_good(files, name);
    if (!good) {
        files->good = memory_grow(files->good, (size_t)files->good_count + 1, sizeof *files->good);
        good = &files->good[files->good_count++];
        *good = (struct library_good){.name = memory_copy_text(name)};
    }
    free(good->bytes);
    good->bytes = memory_new(bytes->size + 1, 1);
    memcpy(good->bytes, buffer_text(bytes), bytes->size);
    good->size = bytes->size;
}

static bool add_to_both(const struct loading *loading, const char *bytes, size_t size, const char *path,
                        struct diagnostics *problems)
{
    bool right = shelf_add(&loading->library->zh, bytes, size, path, true, problems);
    shelf_add(&loading->library->en, bytes, size, path, true, NULL);
    return right;
}

static void load_own(void *context, const char *name)
{
    const struct loading *loading = context;
    char path[PLACE_BYTES];
    struct buffer bytes = {0};
    const struct library_good *good = find_good(loading->files, name);
    bool right = read_file(loading, loading->folder, name, path, &bytes) &&
                 add_to_both(loading, buffer_text(&bytes), bytes.size, path, loading->problems);
    if (right)
        note_good(loading->files, name, &bytes);
    else if (good)
        add_to_both(loading, good->bytes, good->size, path, NULL);
    buffer_destroy(&bytes);
}

static void load_shelf(const struct loading *from, struct shelf *shelf, const char *language)
{
    struct loading loading = *from;
    char folder[PLACE_BYTES];
    loading.shelf = shelf;
    loading.folder = folder;
    loading.turn = from->turn && strcmp(language, "zh") == 0;
    if (!place_join(folder, from->files->content, language) ||
        !store_list(folder, ".md", load_article, &loading))
        problem(from->problems, folder, _("the articles that come with the program are not there"));
}

/* --- the tables ------------------------------------------------------------------------------------------- */

static void load_terms(const struct loading *loading, const char *name,
                       bool add(struct glossary *glossary, const char *bytes, size_t size, const char *file,
                                struct diagnostics *diagnostics))
{
    char path[PLACE_BYTES];
    struct buffer bytes = {0};
    if (read_file(loading, loading->files->content, name, path, &bytes)) {
        turn(loading, &bytes);
        add(&loading->library->glossary, buffer_text(&bytes), bytes.size, path, loading->problems);
    }
    buffer_destroy(&bytes);
}

static void load_questions(const struct loading *loading)
{
    char path[PLACE_BYTES];
    struct buffer bytes = {0};
    if (read_file(loading, loading->files->content, "questions.tsv", path, &bytes)) {
        turn(loading, &bytes);
        questions_add(&loading->library->questions, buffer_text(&bytes), bytes.size, path, loading->problems);
    }
    buffer_destroy(&bytes);
}

/* --- all of it -------------------------------------------------------------------------------------------- */

static void library_init(struct library *library)
{
    shelf_init(&library->zh);
    shelf_init(&library->en);
    glossary_init(&library->glossary);
    questions_init(&library->questions);
}

static void library_destroy(struct library *library)
{
    shelf_destroy(&library->zh);
    shelf_destroy(&library->en);
    glossary_destroy(&library->glossary);
    questions_destroy(&library->questions);
}

static void load(struct library_files *files, struct library *library, bool turned,
                 struct diagnostics *problems)
{
    struct loading loading = {
        .files = files, .library = library, .folder = files->own, .turn = turned, .problems = problems};
    library_init(library);
    load_shelf(&loading, &library->zh, "zh");
    load_shelf(&loading, &library->en, "en");
    store_list(files->own, ".md", load_own, &loading);
    shelf_sort(&library->zh);
    shelf_sort(&library->en);
    load_terms(&loading, "glossary/terms.tsv", glossary_add_terms);
    load_terms(&loading, "glossary/marks.tsv", glossary_add_terms);
    load_terms(&loading, "glossary/readings.tsv", glossary_add_readings);
    load_questions(&loading);
}

static const struct library *give(void *self, bool traditional)
{
    struct library_files *files = self;
    if (!traditional)
        return &files->plain;
    if (!files->is_turned)
        load(files, &files->turned, true, NULL);
    files->is_turned = true;
    return &files->turned;
}

void library_files_open(struct library_files *files, const char *content, const char *own,
                        const struct script *script, struct diagnostics *problems)
{
    *files = (struct library_files){
        .content = content, .own = own, .script = script, .source = {.self = files, .get = give}};
    load(files, &files->plain, false, problems);
}

static void forget(struct library_files *files)
{
    library_destroy(&files->plain);
    if (files->is_turned)
        library_destroy(&files->turned);
    files->is_turned = false;
}

void library_files_close(struct library_files *files)
{
    forget(files);
    for (int i = 0; i < files->good_count; i++) {
        free(files->good[i].name);
        free(files->good[i].bytes);
    }
    free(files->good);
}

void library_files_reload(struct library_files *files, struct diagnostics *problems)
{
    forget(files);
    load(files, &files->plain, false, problems);
}
