#include "run/phrase_editor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "board/phrase_edit.h"
#include "board/phrase_undo.h"

#define FRESH_FILE "99-own.md"

/* A file as it was before an edit, and after it. */
struct changed_file {
    char *path;
    struct buffer before, after;
};

struct step {
    struct changed_file *files;
    size_t count;
};

struct phrase_editor {
    const struct places *places;
    const struct store_options *store;
    struct step steps[PHRASE_UNDO_AT_MOST];
    size_t step_count;
};

struct phrase_editor *phrase_editor_new(const struct places *places, const struct store_options *store)
{
    struct phrase_editor *editor = memory_new(1, sizeof *editor);
    editor->places = places;
    editor->store = store;
    return editor;
}

static void free_step(struct step *step)
{
    for (size_t i = 0; i < step->count; i++) {
        free(step->files[i].path);
        buffer_destroy(&step->files[i].before);
        buffer_destroy(&step->files[i].after);
    }
    free(step->files);
    *step = (struct step){0};
}

void phrase_editor_free(struct phrase_editor *editor)
{
    for (size_t i = 0; editor && i < editor->step_count; i++)
        free_step(&editor->steps[i]);
    free(editor);
}

/* --- the files ------------------------------------------------------------------------------------------ */

struct reading {
    const char *folder;
    bool own;
    struct phrase_texts *texts;
    struct arena *names;
    bool right; /* all could be read */
    char *reason;
    size_t reason_size;
};

static struct phrase_text *add_text(struct phrase_texts *texts, struct arena *names, const char *path,
                                    bool own)
{
    texts->items = memory_grow(texts->items, texts->count + 1, sizeof *texts->items);
    struct phrase_text *text = &texts->items[texts->count++];
    *text = (struct phrase_text){.name = arena_text(names, path), .own = own};
    return text;
}

static void read_file(void *context, const char *name)
{
    struct reading *in = context;
    char path[PLACE_BYTES];
    if (!place_join(path, in->folder, name))
        return;
    struct phrase_text *text = add_text(in->texts, in->names, path, in->own);
    if (in->own && strcmp(name, FRESH_FILE) == 0)
        in->texts->fresh = in->texts->count - 1;
    if (!store_read(path, &text->bytes, NULL, in->reason, in->reason_size))
        in->right = false;
}

/* An own file that cannot be read must not be written over. The file for new things comes where its name puts it: last, but
 * for names that only their maker understands. */
static bool read_all(const struct phrase_editor *editor, bool english, struct phrase_texts *texts,
                     struct arena *names, char *reason, size_t reason_size)
{
    const char *language = english ? "en" : "zh";
    char above[PLACE_BYTES], folder[PLACE_BYTES], fresh[PLACE_BYTES];
    struct reading in = {folder, false, texts, names, true, reason, reason_size};
    *texts =
        (struct phrase_texts){.own_folder = editor->places->data, .chinese = !english, .fresh = (size_t)-1};
    if (place_join(folder, editor->places->phrases, language))
        store_list(folder, ".md", read_file, &in);
    in.own = true;
    snprintf(reason, reason_size, "%s", _("the folder of the phrases cannot be read"));
    bool right = place_join(above, editor->places->data, "phrases") && place_join(folder, above, language) &&
                 place_join(fresh, folder, FRESH_FILE) && store_list(folder, ".md", read_file, &in) &&
                 in.right;
    if (right && texts->fresh == (size_t)-1) {
        texts->fresh = texts->count;
        add_text(texts, names, fresh, true);
    }
    return right;
}

static void free_texts(struct phrase_texts *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        buffer_destroy(&texts->items[i].bytes);
    free(texts->items);
}

/* --- writing -------------------------------------------------------------------------------------------- */

static bool write_file(const struct phrase_editor *editor, const char *path, const struct buffer *bytes,
                       char *reason, size_t reason_size)
{
    return store_write(path, buffer_text(bytes), bytes->size, editor->store, reason, reason_size);
}

/* Those written before one that cannot be are put back: all of an edit or nothing of it. */
static bool write_step(const struct phrase_editor *editor, const struct step *step, char *reason,
                       size_t reason_size)
{
    char unheard[PLACE_BYTES + 64];
    for (size_t i = 0; i < step->count; i++) {
        if (write_file(editor, step->files[i].path, &step->files[i].after, reason, reason_size))
            continue;
        while (i-- > 0)
            write_file(editor, step->files[i].path, &step->files[i].before, unheard, sizeof unheard);
        return false;
    }
    return true;
}

static void remember(struct phrase_editor *editor, const struct step *step)
{
    if (editor->step_count == PHRASE_UNDO_AT_MOST) {
        free_step(&editor->steps[0]);
        memmove(&editor->steps[0], &editor->steps[1], --editor->step_count * sizeof editor->steps[0]);
    }
    editor->steps[editor->step_count++] = *step;
}

static void add_changed(struct step *step, const char *path, const struct buffer *before,
                        const struct buffer *after)
{
    step->files = memory_grow(step->files, step->count + 1, sizeof *step->files);
    struct changed_file *file = &step->files[step->count++];
    *file = (struct changed_file){.path = memory_copy_text(path)};
    buffer_add(&file->before, buffer_text(before), before->size);
    buffer_add(&file->after, buffer_text(after), after->size);
}

static const char *reason_of(enum phrase_edit_result result)
{
    static const char *const reasons[] = {
        [PHRASE_EDIT_DONE] = "",
        [PHRASE_EDIT_NOTHING] = N_("Nothing has changed."),
        [PHRASE_EDIT_GONE] = N_("It is not there any more."),
        [PHRASE_EDIT_THERE] = N_("That is there already."),
        [PHRASE_EDIT_TOO_LONG] = N_("That is too long."),
        [PHRASE_EDIT_NO_READING] = N_("The reading does not fit: a syllable with a tone for each Hanzi."),
        [PHRASE_EDIT_NOT_OURS] = N_("That comes with the program, or must stay."),
        [PHRASE_EDIT_UNREADABLE] = N_("The file of the phrases cannot be read: save it as UTF-8."),
    };
    return result == PHRASE_EDIT_DONE ? "" : _(reasons[result]);
}

static struct buffer *copy_bytes(const struct phrase_texts *texts)
{
    struct buffer *copies = memory_new(texts->count + 1, sizeof *copies);
    for (size_t i = 0; i < texts->count; i++)
        buffer_add(&copies[i], buffer_text(&texts->items[i].bytes), texts->items[i].bytes.size);
    return copies;
}

static enum phrase_written edit_files(struct phrase_editor *editor, char *bytes, bool english, char *told,
                                      size_t told_size)
{
    struct phrase_texts texts;
    struct arena names;
    struct buffer *old = NULL;
    struct phrase_edit edit;
    struct buffer id = {0};
    struct step step = {0};
    enum phrase_written written = PHRASE_UNWRITTEN;
    arena_init(&names);
    bool right = read_all(editor, english, &texts, &names, told, told_size);
    if (right && phrase_edit_read(bytes, &edit)) {
        old = copy_bytes(&texts);
        enum phrase_edit_result result = phrase_edit_apply(&texts, &edit, &id);
        for (size_t i = 0; i < texts.count; i++)
            if (texts.items[i].changed)
                add_changed(&step, texts.items[i].name, &old[i], &texts.items[i].bytes);
        snprintf(told, told_size, "%s", reason_of(result));
        written = result != PHRASE_EDIT_DONE                   ? PHRASE_REFUSED
                  : write_step(editor, &step, told, told_size) ? PHRASE_WRITTEN
                                                               : PHRASE_UNWRITTEN;
    }
    if (written == PHRASE_WRITTEN) {
        remember(editor, &step);
        snprintf(told, told_size, "%s", buffer_text(&id));
    } else {
        free_step(&step);
    }
    for (size_t i = 0; old && i < texts.count; i++)
        buffer_destroy(&old[i]);
    free(old);
    free_texts(&texts);
    arena_destroy(&names);
    buffer_destroy(&id);
    return written;
}

/* --- undo ----------------------------------------------------------------------------------------------- */

/* One that cannot be read must not be written over. */
static enum phrase_written plan_undo_of(const struct changed_file *file, struct step *back, char *told,
                                        size_t told_size)
{
    struct buffer now = {0}, out = {0};
    bool missing = false;
    enum phrase_written planned = PHRASE_UNWRITTEN;
    if (store_read(file->path, &now, &missing, told, told_size) || missing) {
        planned = phrase_undo(&file->before, &file->after, &now, &out) ? PHRASE_WRITTEN : PHRASE_REFUSED;
        snprintf(told, told_size, "%s", _("The file was changed by hand since: that cannot be taken back."));
    }
    if (planned == PHRASE_WRITTEN)
        add_changed(back, file->path, &now, &out);
    buffer_destroy(&now);
    buffer_destroy(&out);
    return planned;
}

/* What the files of the latest edit become. */
static enum phrase_written plan_undo(const struct step *step, struct step *back, char *told, size_t told_size)
{
    enum phrase_written planned = PHRASE_WRITTEN;
    for (size_t i = 0; i < step->count && planned == PHRASE_WRITTEN; i++)
        planned = plan_undo_of(&step->files[i], back, told, told_size);
    return planned;
}

static enum phrase_written undo(struct phrase_editor *editor, char *told, size_t told_size)
{
    struct step back = {0};
    snprintf(told, told_size, "%s", _("There is nothing to take back."));
    if (editor->step_count == 0)
        return PHRASE_REFUSED;
    struct step *last = &editor->steps[editor->step_count - 1];
    enum phrase_written written = plan_undo(last, &back, told, told_size);
    if (written == PHRASE_WRITTEN && !write_step(editor, &back, told, told_size))
        written = PHRASE_UNWRITTEN;
    free_step(&back);
    if (written == PHRASE_UNWRITTEN)
        return written;
    if (written == PHRASE_WRITTEN)
        told[0] = '\0';
    free_step(last);
    editor->step_count--;
    return written;
}

enum phrase_written phrase_editor_write(struct phrase_editor *editor, const char *edit, bool english,
                                        char *told, size_t told_size)
{
    if (strncmp(edit, PHRASE_EDIT_UNDO "\n", sizeof PHRASE_EDIT_UNDO) == 0)
        return undo(editor, told, told_size);
    char *bytes = memory_copy_text(edit);
    enum phrase_written written = edit_files(editor, bytes, english, told, told_size);
    free(bytes);
    return written;
}
