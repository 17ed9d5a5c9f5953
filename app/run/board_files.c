#include "run/board_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/text.h"
#include "board/obf_data.h"
#include "run/recordings.h"
#include "store/zip.h"
#include "view/picture.h"

/* --- one file --------------------------------------------------------------------------------------------- */

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool read_archive(const char *bytes, size_t size, const char *path, struct obf_set *set,
                         struct diagnostics *problems)
{
    struct zip_files unpacked;
    if (!zip_read(bytes, size, path, &unpacked, problems))
        return false;
    struct obf_file *files = memory_new(unpacked.count + 1, sizeof *files);
    for (size_t i = 0; i < unpacked.count; i++)
        files[i] = (struct obf_file){unpacked.items[i].name, unpacked.items[i].bytes, unpacked.items[i].size};
    bool right = obf_read_package(set, files, unpacked.count, path, problems);
    free(files);
    zip_free(&unpacked);
    return right;
}

static bool looks_like_json(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (!strchr(" \t\r\n", bytes[i]))
            return strchr("{[\xEF\xFE\xFF", bytes[i]);
    return false;
}

bool board_files_read(const char *bytes, size_t size, const char *path, struct obf_set *set, bool *zip,
                      struct diagnostics *problems)
{
    *zip = !looks_like_json(bytes, size);
    return *zip ? read_archive(bytes, size, path, set, problems)
                : obf_read_board(set, bytes, size, last_part(path), path, problems);
}

/* --- pictures and sounds --------------------------------------------------------------------------------------------- */

static bool is_there(const char *path, size_t size)
{
    struct stat found;
    return stat(path, &found) == 0 && S_ISREG(found.st_mode) &&
           (size ? (size_t)found.st_size == size : found.st_size > 0);
}

static bool put(const struct board_files *files, const char *path, const char *bytes, size_t size)
{
    char reason[PLACE_BYTES + 64];
    return is_there(path, size) ||
           store_write(path, bytes, size, &files->picture_store, reason, sizeof reason);
}

/* A PNG is drawn as it is; anything else, once it has become one. */
static void keep_picture(const struct board_files *files, struct arena *arena, struct obf_media *image,
                         const char *bytes, size_t size)
{
    int width, height;
    const char *name = arena_printf(arena, "%s/%016llx", files->pictures,
                                    (unsigned long long)hash64_bytes(HASH64_START, bytes, size));
    const char *png = arena_printf(arena, "%s.png", name), *refused = arena_printf(arena, "%s.refused", name);
    enum obf_picture kind = obf_picture_of(bytes, size);
    bool is_png = kind == OBF_PICTURE_PNG;
    if (kind == OBF_PICTURE_NONE || size > PICTURE_BYTES_AT_MOST ||
        (is_png && picture_head((const uint8_t *)bytes, size, &width, &height) != PICTURE_GOOD))
        return;
    if (is_png ? put(files, png, bytes, size) : is_there(png, 0))
        image->drawn = image->kept = png;
    else if (!is_png && is_there(refused, 0))
        image->kept = refused;
    else if (!is_png && put(files, arena_printf(arena, "%s.wait", name), bytes, size))
        image->kept = arena_printf(arena, "%s.wait", name);
}

static void keep_image(const struct board_files *files, struct obf_set *set, struct obf_media *image)
{
    const struct obf_file *file = obf_media_file(set, image, false);
    struct buffer bytes = {0};
    if (file)
        keep_picture(files, &set->arena, image, file->bytes, file->size);
    else if (image->data && obf_data_read(image->data, &bytes))
        keep_picture(files, &set->arena, image, buffer_text(&bytes), bytes.size);
    buffer_destroy(&bytes);
}

static void keep_sound(const struct board_files *files, struct obf_set *set, struct obf_media *sound)
{
    const struct obf_file *file = obf_media_file(set, sound, true);
    struct buffer data = {0};
    const char *bytes = file ? file->bytes : NULL;
    size_t size = file ? file->size : 0;
    if (!file && sound->data && obf_data_read(sound->data, &data)) {
        bytes = buffer_text(&data);
        size = data.size;
    }
    const char *path = arena_printf(&set->arena, "%s/%016llx.sound", files->sounds,
                                    (unsigned long long)hash64_bytes(HASH64_START, bytes ? bytes : "", size));
    if (size > 0 && put(files, path, bytes, size))
        sound->kept = path;
    buffer_destroy(&data);
}

static void keep_media(const struct board_files *files, struct obf_set *set)
{
    for (size_t i = 0; i < set->board_count; i++) {
        for (size_t k = 0; k < set->boards[i].image_count; k++)
            keep_image(files, set, &set->boards[i].images[k]);
        for (size_t k = 0; k < set->boards[i].sound_count; k++)
            keep_sound(files, set, &set->boards[i].sounds[k]);
    }
}

static bool has_kept(const struct obf_media *items, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (items[i].kept && strcmp(last_part(items[i].kept), name) == 0)
            return true;
    return false;
}

static bool is_kept(const struct own_boards *own, const char *name)
{
    for (size_t i = 0; i < own->count; i++) {
        const struct obf_board *board = own->boards[i].board;
        if (has_kept(board->images, board->image_count, name) ||
            has_kept(board->sounds, board->sound_count, name))
            return true;
    }
    return false;
}

static void forget_picture(void *context, const char *name)
{
    const struct board_files *files = context;
    char path[PLACE_BYTES];
    if (!is_kept(&files->own, name) && place_join(path, files->pictures, name))
        unlink(path);
}

static void forget_sound(void *context, const char *name)
{
    const struct board_files *files = context;
    char path[PLACE_BYTES];
    if (!is_kept(&files->own, name) && place_join(path, files->sounds, name))
        unlink(path);
}

/* --- the folder ------------------------------------------------------------------------------------------- */

struct loading {
    struct board_files *files;
    struct own_boards *fresh;
    struct diagnostics *problems;
};

static struct own_set *find_old(struct own_boards *own, const char *name)
{
    for (size_t i = 0; i < own->set_count; i++)
        if (strcmp(own->sets[i].file, name) == 0 && own->sets[i].set.board_count > 0)
            return &own->sets[i];
    return NULL;
}

static bool read_file(const char *path, struct obf_set *set, struct diagnostics *problems)
{
    struct buffer bytes = {0};
    char reason[PLACE_BYTES + 64];
    bool zip, right = false;
    struct stat found;
    if (stat(path, &found) == 0 && !S_ISREG(found.st_mode))
        diagnostics_add(problems, &(struct diagnostic){.level = DIAGNOSTIC_ERROR,
                                                       .file = path,
                                                       .reason = _("this is no file that can be read")});
    else if (!store_read(path, &bytes, NULL, reason, sizeof reason))
        diagnostics_add(problems, &(struct diagnostic){.level = DIAGNOSTIC_ERROR, .reason = reason});
    else
        right = board_files_read(buffer_text(&bytes), bytes.size, path, set, &zip, problems);
    buffer_destroy(&bytes);
    return right;
}

/* As the file is now; where something of it cannot be taken, as it was when all of it could. */
static void load_file(void *context, const char *name)
{
    const struct loading *loading = context;
    char path[PLACE_BYTES];
    struct obf_set set;
    size_t errors = loading->problems->errors;
    if (!place_join(path, loading->files->folder, name))
        return;
    obf_set_init(&set);
    bool right = read_file(path, &set, loading->problems);
    struct own_set *old = find_old(&loading->files->own, name);
    if (old && loading->problems->errors > errors) {
        own_boards_add(loading->fresh, name, &old->set);
    } else if (right) {
        keep_media(loading->files, &set);
        own_boards_add(loading->fresh, name, &set);
    }
    obf_set_destroy(&set);
}

static void add_errors(const struct diagnostics *all, struct diagnostics *problems)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].level == DIAGNOSTIC_ERROR)
            diagnostics_add(problems, &all->items[i]);
}

void board_files_reload(struct board_files *files, struct diagnostics *problems)
{
    struct own_boards fresh;
    struct diagnostics all;
    struct loading loading = {files, &fresh, &all};
    own_boards_init(&fresh);
    diagnostics_init(&all);
    store_list(files->folder, ".obf", load_file, &loading);
    store_list(files->folder, ".obz", load_file, &loading);
    own_boards_index(&fresh);
    own_boards_destroy(&files->own);
    files->own = fresh;
    store_list(files->pictures, ".png", forget_picture, files);
    store_list(files->pictures, ".refused", forget_picture, files);
    store_list(files->pictures, ".wait", forget_picture, files);
    store_list(files->sounds, ".sound", forget_sound, files);
    add_errors(&all, problems);
    diagnostics_destroy(&all);
}

void board_files_open(struct board_files *files, const char *data, const struct store_options *store,
                      struct diagnostics *problems)
{
    *files = (struct board_files){.store = *store, .picture_store = *store};
    files->picture_store.durable = false;
    own_boards_init(&files->own);
    if (!place_join(files->folder, data, "boards") ||
        !place_join(files->pictures, files->folder, ".pictures") ||
        !place_join(files->sounds, files->folder, ".sounds"))
        return;
    store_make_folder(files->pictures); /* where nothing can be written, boards go without pictures */
    store_make_folder(files->sounds);
    board_files_reload(files, problems);
}

void board_files_close(struct board_files *files)
{
    own_boards_destroy(&files->own);
}

static void tell_silent(const struct board_files *files, const struct own_set *of, const char *path,
                        struct diagnostics *problems)
{
    for (size_t i = 0; i < files->own.count; i++) {
        const struct obf_board *board = files->own.boards[i].board;
        for (size_t k = 0; files->own.boards[i].of == of && k < board->sound_count; k++) {
            struct recording_file sound = {0};
            char reason[256], key[64];
            if (!board->sounds[k].kept ||
                recordings_read(board->sounds[k].kept, &sound, reason, sizeof reason)) {
                recording_file_destroy(&sound);
                continue;
            }
            snprintf(key, sizeof key, "/sounds/%zu", k);
            diagnostics_add(problems,
                            &(struct diagnostic){
                                .level = DIAGNOSTIC_WARNING, .file = path, .key = key, .reason = reason});
        }
    }
}

/* Those that are no picture after all, or too much of one. */
static void tell_refused(const struct board_files *files, const struct own_set *of, const char *path,
                         struct diagnostics *problems)
{
    struct buffer reason = {0};
    char problem[PLACE_BYTES + 64], key[64];
    for (size_t i = 0; i < files->own.count; i++) {
        const struct obf_board *board = files->own.boards[i].board;
        for (size_t k = 0; files->own.boards[i].of == of && k < board->image_count; k++) {
            const char *kept = board->images[k].kept, *dot = kept ? strrchr(kept, '.') : NULL;
            if (!dot || strcmp(dot, ".refused") != 0 ||
                !store_read(kept, &reason, NULL, problem, sizeof problem))
                continue;
            snprintf(key, sizeof key, "/images/%zu", k);
            diagnostics_add(problems, &(struct diagnostic){.level = DIAGNOSTIC_WARNING,
                                                           .file = path,
                                                           .key = key,
                                                           .reason = buffer_text(&reason)});
            buffer_clear(&reason);
        }
    }
    buffer_destroy(&reason);
}

/* Of one that cannot be read now nothing but that is told. */
void board_files_check(const struct board_files *files, struct diagnostics *problems)
{
    for (size_t i = 0; i < files->own.set_count; i++) {
        const struct own_set *of = &files->own.sets[i];
        char path[PLACE_BYTES];
        struct obf_set set;
        struct diagnostics all;
        obf_set_init(&set);
        diagnostics_init(&all);
        if (place_join(path, files->folder, of->file) && read_file(path, &set, &all))
            own_boards_check(&files->own, of, path, &all);
        tell_refused(files, of, path, &all);
        tell_silent(files, of, path, &all);
        for (size_t k = 0; k < all.count; k++)
            if (all.items[k].level != DIAGNOSTIC_ERROR) /* those were told when it was read */
                diagnostics_add(problems, &all.items[k]);
        diagnostics_destroy(&all);
        obf_set_destroy(&set);
    }
}
