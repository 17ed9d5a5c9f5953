#include "run/board_take.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"
#include "board/obf_make.h"
#include "run/board_files.h"
#include "run/world.h"
#include "store/zip.h"

enum { NAME_BYTES_AT_MOST = 201 };

static void print_problems(const struct diagnostics *problems, FILE *out)
{
    char line[2048];
    for (size_t i = 0; i < problems->count; i++) {
        diagnostic_format(&problems->items[i], line, sizeof line);
        fprintf(out, "  %s\n", line);
    }
    if (problems->dropped)
        fprintf(out, _("… and %zu more\n"), problems->dropped);
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* --- import ----------------------------------------------------------------------------------------------- */

/* "My Boards.OBZ", an archive → "My-Boards.obz" */
static char *name_for(const char *path, bool zip)
{
    const char *last = last_part(path), *dot = strrchr(last, '.');
    size_t size = dot && dot != last ? (size_t)(dot - last) : strlen(last);
    char stem[NAME_BYTES_AT_MOST];
    struct buffer name = {0};
    utf8_copy(stem, sizeof stem, last);
    buffer_add(&name, stem, size < strlen(stem) ? size : strlen(stem));
    for (size_t i = 0; i < name.size; i++)
        if ((unsigned char)name.bytes[i] <= ' ' || name.bytes[i] == 0x7F || (i == 0 && name.bytes[i] == '.'))
            name.bytes[i] = '-';
    buffer_add_text(&name, zip ? ".obz" : ".obf");
    char *copy = memory_copy_text(buffer_text(&name));
    buffer_destroy(&name);
    return copy;
}

/* Each time it stays: B.obz.before, B.obz.before-2 … */
static bool set_aside(const char *path, const struct buffer *old, const struct store_options *store,
                      FILE *out)
{
    char reason[PLACE_BYTES + 64];
    struct buffer aside = {0};
    buffer_printf(&aside, "%s.before", path);
    for (int i = 2; access(buffer_text(&aside), F_OK) == 0; i++) {
        buffer_clear(&aside);
        buffer_printf(&aside, "%s.before-%d", path, i);
    }
    bool right = store_write(buffer_text(&aside), buffer_text(old), old->size, store, reason, sizeof reason);
    if (right)
        fprintf(out, _("  What was there of that name lies in %s now.\n"), buffer_text(&aside));
    else
        fprintf(out, "  %s\n", reason);
    buffer_destroy(&aside);
    return right;
}

static bool copy_in(const struct world *world, const char *name, const struct buffer *bytes, FILE *out)
{
    char path[PLACE_BYTES], reason[PLACE_BYTES + 64];
    struct buffer old = {0};
    bool missing = false;
    if (!place_join(path, world->boards.folder, name))
        return false;
    bool there = store_read(path, &old, &missing, reason, sizeof reason);
    bool same =
        there && old.size == bytes->size && memcmp(buffer_text(&old), buffer_text(bytes), old.size) == 0;
    bool right = missing || same || (there && set_aside(path, &old, &world->store, out));
    bool written = !right || same ||
                   store_write(path, buffer_text(bytes), bytes->size, &world->store, reason, sizeof reason);
    if (!written || (!there && !missing))
        fprintf(out, "  %s\n", reason);
    right = right && written;
    buffer_destroy(&old);
    return right;
}

static size_t count_buttons(const struct obf_set *set)
{
    size_t count = 0;
    for (size_t i = 0; i < set->board_count; i++)
        count += set->boards[i].button_count;
    return count;
}

/* What of the set is not as it was meant, seen among those that are there already. `set` is used up. */
static void check_among(struct world *world, const char *name, struct obf_set *set, const char *path,
                        struct diagnostics *problems)
{
    own_boards_add(&world->boards.own, name, set);
    own_boards_index(&world->boards.own);
    own_boards_check(&world->boards.own, &world->boards.own.sets[world->boards.own.set_count - 1], path,
                     problems);
}

static bool import_bytes(struct world *world, const char *path, const struct buffer *bytes, FILE *out)
{
    struct obf_set set;
    struct diagnostics problems;
    bool zip;
    obf_set_init(&set);
    diagnostics_init(&problems);
    bool right = board_files_read(buffer_text(bytes), bytes->size, last_part(path), &set, &zip, &problems);
    char *name = name_for(path, zip);
    size_t boards = set.board_count, buttons = count_buttons(&set), files = set.file_count;
    if (right)
        check_among(world, name, &set, last_part(path), &problems);
    if (right && copy_in(world, name, bytes, out))
        fprintf(out, _("%s: taken as %s; boards: %zu, buttons: %zu, other files: %zu, remarks: %zu\n"), path,
                name, boards, buttons, files, problems.count + problems.dropped);
    else
        fprintf(out, _("%s: NOT taken\n"), path);
    print_problems(&problems, out);
    right = right && problems.errors == 0;
    free(name);
    obf_set_destroy(&set);
    diagnostics_destroy(&problems);
    return right;
}

static bool import_file(struct world *world, const char *path, FILE *out)
{
    struct buffer bytes = {0};
    char reason[PLACE_BYTES + 64];
    bool right = store_read(path, &bytes, NULL, reason, sizeof reason);
    if (right)
        right = import_bytes(world, path, &bytes, out);
    else
        fprintf(out, _("%s: NOT taken\n  %s\n"), path, reason);
    buffer_destroy(&bytes);
    return right;
}

int board_import(const struct board_take_options *options, FILE *out)
{
    struct world world;
    bool right = world_open(
        &world, &(struct world_options){.data = options->data, .profile = options->profile, .durable = true});
    if (options->file_count == 0) {
        fprintf(out, _("--import wants files: .obz, .obf\n"));
        right = false;
    }
    for (int i = 0; i < options->file_count; i++)
        right = import_file(&world, options->files[i], out) && right;
    world_close(&world);
    return right ? 0 : 1;
}

/* --- export ----------------------------------------------------------------------------------------------- */

/* What lies on this machine and belongs to a picture or a sound of the set: with it. */
static bool pack_media(const struct obf_media *media, size_t count, struct zip_files *files, FILE *out)
{
    bool right = true;
    for (size_t i = 0; i < count; i++) {
        struct buffer bytes = {0};
        char reason[PLACE_BYTES + 64];
        if (!media[i].drawn || !media[i].path)
            continue;
        if (store_read(media[i].drawn, &bytes, NULL, reason, sizeof reason)) {
            zip_add(files, media[i].path, buffer_text(&bytes), bytes.size);
        } else {
            fprintf(out, "  %s\n", reason);
            right = false;
        }
        buffer_destroy(&bytes);
    }
    return right;
}

static bool is_packed(const struct obf_set *set, const char *path)
{
    return obf_find_file(set, path);
}

static bool pack_board(const struct obf_set *set, const struct obf_board *board, struct zip_files *files,
                       FILE *out)
{
    struct buffer text = {0};
    obf_write_board(board, &text);
    zip_add(files, board->path, buffer_text(&text), text.size);
    buffer_destroy(&text);
    bool right = true;
    for (size_t i = 0; i < board->image_count; i++)
        if (board->images[i].path && !is_packed(set, board->images[i].path))
            right = pack_media(&board->images[i], 1, files, out) && right;
    for (size_t i = 0; i < board->sound_count; i++)
        if (board->sounds[i].path && !is_packed(set, board->sounds[i].path))
            right = pack_media(&board->sounds[i], 1, files, out) && right;
    return right;
}

static bool write_set(const struct obf_set *set, const struct board_take_options *options, FILE *out)
{
    struct zip_files files = {0};
    struct buffer text = {0}, archive = {0};
    char reason[PLACE_BYTES + 64] = "";
    obf_write_manifest(set, &text);
    zip_add(&files, "manifest.json", buffer_text(&text), text.size);
    bool whole = true;
    for (size_t i = 0; i < set->board_count; i++)
        whole = pack_board(set, &set->boards[i], &files, out) && whole;
    for (size_t i = 0; i < set->file_count; i++)
        zip_add(&files, set->files[i].name, set->files[i].bytes, set->files[i].size);
    bool written = zip_write(&files, &archive) &&
                   store_write(options->to, buffer_text(&archive), archive.size,
                               &(struct store_options){.durable = true}, reason, sizeof reason);
    if (written)
        fprintf(out, _("%s: boards: %zu, buttons: %zu, files in all: %zu\n"), options->to, set->board_count,
                count_buttons(set), files.count);
    else
        fprintf(out, _("%s: NOT written. %s\n"), options->to, reason);
    zip_free(&files);
    buffer_destroy(&text);
    buffer_destroy(&archive);
    return written && whole;
}

struct finding { /* recordings */
    const struct world *world;
    bool english;
    char path[PLACE_BYTES];
};

static const char *recording_of(void *self, const struct phrase *phrase)
{
    struct finding *finding = self;
    bool found =
        recordings_path_of_phrase(&finding->world->recordings, finding->english, phrase, finding->path) &&
        !recordings_of_other_text(&finding->world->recordings, finding->english, phrase, finding->path);
    return found ? finding->path : NULL;
}

static bool add_language(const struct world *world, bool english, struct obf_set *set)
{
    const struct phrase_set *phrases = english ? &world->phrases_en : &world->phrases_zh;
    struct finding finding = {.world = world, .english = english};
    if (phrases->count > 0)
        obf_add_phrases(set, phrases, english ? "en" : "zh", english ? "Phrases" : "常用句",
                        &(struct obf_recordings){&finding, recording_of});
    return phrases->count > 0;
}

static void add_phrase_boards(const struct world *world, struct obf_set *set)
{
    add_language(world, true, set);
    add_language(world, false, set);
}

/* With one board that leads to the first of each. */
static void add_everything(const struct world *world, struct obf_set *set)
{
    const struct own_boards *own = &world->boards.own;
    size_t *firsts = memory_new(own->set_count + 2, sizeof *firsts), count = 0;
    for (size_t i = 0; i < own->set_count; i++) {
        char prefix[PLACE_BYTES];
        snprintf(prefix, sizeof prefix, "sets/%zu-%s", i + 1, own->sets[i].name);
        firsts[count++] = set->board_count + own->sets[i].set.root;
        obf_add_set(set, &own->sets[i].set, prefix);
    }
    for (int english = 0; english < 2; english++)
        if (add_language(world, english, set))
            firsts[count++] = set->root;
    obf_add_index(set, _("My boards"), firsts, count);
    free(firsts);
}

static const struct own_set *find_set(const struct own_boards *own, const char *name)
{
    for (size_t i = 0; i < own->set_count; i++)
        if (strcmp(own->sets[i].name, name) == 0 || strcmp(own->sets[i].file, name) == 0)
            return &own->sets[i];
    return NULL;
}

static void print_names(const struct own_boards *own, FILE *out)
{
    fprintf(out, "all, phrases");
    for (size_t i = 0; i < own->set_count; i++)
        fprintf(out, ", %s", own->sets[i].name);
    fputc('\n', out);
}

static bool export_what(const struct world *world, const struct board_take_options *options, FILE *out)
{
    const char *what = options->boards ? options->boards : "all";
    const struct own_set *one = find_set(&world->boards.own, what);
    struct obf_set set;
    obf_set_init(&set);
    bool known = true;
    if (one)
        known = write_set(&one->set, options, out);
    else if (strcmp(what, "phrases") == 0)
        add_phrase_boards(world, &set);
    else if (strcmp(what, "all") == 0)
        add_everything(world, &set);
    else {
        fprintf(out, _("There are no boards of this name: %s. There are: "), what);
        print_names(&world->boards.own, out);
        known = false;
    }
    bool right = known && (one || write_set(&set, options, out));
    obf_set_destroy(&set);
    return right;
}

int board_export(const struct board_take_options *options, FILE *out)
{
    struct world world;
    bool right = world_open(
        &world, &(struct world_options){.data = options->data, .profile = options->profile, .durable = true});
    right = export_what(&world, options, out) && right;
    world_close(&world);
    return right ? 0 : 1;
}
