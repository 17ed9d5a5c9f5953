#include "board/obf_parts.h"

#include <string.h>

#include "base/text.h"

/* An archive's files → a set: the manifest says which are boards and where to begin; what it does not say is found. */

static bool ends_with(const char *name, const char *ending)
{
    size_t size = strlen(name), end = strlen(ending);
    return size >= end && strcasecmp(name + size - end, ending) == 0;
}

/* Systems put these beside what was meant. */
static bool is_junk(const char *name)
{
    const char *slash = strrchr(name, '/'), *last = slash ? slash + 1 : name;
    return strncmp(name, "__MACOSX/", 9) == 0 || strcmp(last, ".DS_Store") == 0 ||
           strcasecmp(last, "Thumbs.db") == 0 || !*last;
}

/* How long the folder is that everything lies in: of "Folder/manifest.json" 7. */
static size_t common_folder(const struct obf_file *files, size_t count)
{
    const char *first = NULL;
    size_t size = 0;
    for (size_t i = 0; i < count; i++) {
        const char *name = files[i].name, *slash = strchr(name, '/');
        if (is_junk(name))
            continue;
        if (!slash || (first && strncmp(name, first, size) != 0))
            return 0;
        first = name;
        size = (size_t)(slash + 1 - name);
    }
    return size;
}

static bool has_manifest(const struct obf_file *files, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(files[i].name, "manifest.json") == 0)
            return true;
    return false;
}

struct package {
    struct obf_reader reader;
    struct obf_set *set;
    const struct obf_file *files;
    size_t count, skip; /* skip: of each name, the folder that everything lies in */
    struct json_object *manifest;
    struct json_object *board_paths; /* of the manifest; NULL: none */
    const char *root;                /* NULL: not said */
};

static const char *name_of(const struct package *package, size_t index)
{
    const char *name = package->files[index].name;
    return strlen(name) >= package->skip ? name + package->skip : name;
}

static const struct obf_file *find(const struct package *package, const char *name)
{
    for (size_t i = 0; i < package->count; i++)
        if (!is_junk(package->files[i].name) && strcmp(name_of(package, i), name) == 0)
            return &package->files[i];
    return NULL;
}

/* --- the manifest ----------------------------------------------------------------------------------------- */

static struct obf_path *read_media_paths(struct obf_reader *reader, struct json_object *paths,
                                         const char *key, struct obf_extras *extras, size_t *count)
{
    struct json_object *object = obf_inside(reader, paths, key, json_type_object, extras);
    if (!object)
        return NULL;
    struct obf_path *list = arena_new(reader->arena, (size_t)json_object_object_length(object), sizeof *list);
    struct json_object_iterator at = json_object_iter_begin(object), end = json_object_iter_end(object);
    for (; !json_object_iter_equal(&at, &end); json_object_iter_next(&at)) {
        struct json_object *path = json_object_iter_peek_value(&at);
        if (json_object_is_type(path, json_type_string))
            list[(*count)++] =
                (struct obf_path){.id = {.text = arena_text(reader->arena, json_object_iter_peek_name(&at))},
                                  .path = arena_text(reader->arena, json_object_get_string(path))};
    }
    return list;
}

static void read_paths(struct package *package)
{
    struct obf_reader *reader = &package->reader;
    struct obf_set *set = package->set;
    struct json_object *paths =
        obf_inside(reader, package->manifest, "paths", json_type_object, &set->extras);
    if (!paths)
        return;
    size_t before = obf_enter(reader, "paths");
    obf_read_fields(reader, paths, obf_paths_fields, NULL, &set->path_extras);
    package->board_paths = obf_inside(reader, paths, "boards", json_type_object, &set->path_extras);
    set->images = read_media_paths(reader, paths, "images", &set->path_extras, &set->image_count);
    set->sounds = read_media_paths(reader, paths, "sounds", &set->path_extras, &set->sound_count);
    obf_leave(reader, before);
}

static void read_manifest(struct package *package)
{
    struct obf_reader *reader = &package->reader;
    const struct obf_file *file = find(package, "manifest.json");
    if (!file) {
        obf_tell(reader, DIAGNOSTIC_WARNING,
                 _("there is no manifest.json; the boards are taken as they are found"), NULL);
        return;
    }
    const char *archive = reader->file;
    reader->file = arena_printf(reader->arena, "%s/manifest.json", archive);
    package->manifest = obf_json_read(reader, file->bytes, file->size);
    if (json_object_is_type(package->manifest, json_type_object)) {
        obf_read_fields(reader, package->manifest, obf_manifest_fields, NULL, &package->set->extras);
        struct json_object *root =
            obf_inside(reader, package->manifest, "root", json_type_string, &package->set->extras);
        package->root = root ? arena_text(reader->arena, json_object_get_string(root)) : NULL;
        read_paths(package);
    } else if (package->manifest) {
        obf_tell(reader, DIAGNOSTIC_ERROR, _("this is JSON, but no manifest"), _("an object: { … }"));
    }
    reader->file = archive;
}

/* --- its files -------------------------------------------------------------------------------------------- */

static bool is_listed(const struct package *package, const char *name)
{
    if (!package->board_paths)
        return false;
    struct json_object_iterator at = json_object_iter_begin(package->board_paths),
                                end = json_object_iter_end(package->board_paths);
    for (; !json_object_iter_equal(&at, &end); json_object_iter_next(&at)) {
        struct json_object *path = json_object_iter_peek_value(&at);
        if (json_object_is_type(path, json_type_string) && strcmp(json_object_get_string(path), name) == 0)
            return true;
    }
    return false;
}

static void tell_missing(struct package *package)
{
    struct obf_reader *reader = &package->reader;
    if (!package->board_paths)
        return;
    struct json_object_iterator at = json_object_iter_begin(package->board_paths),
                                end = json_object_iter_end(package->board_paths);
    size_t before = obf_enter(reader, "paths");
    size_t inside = obf_enter(reader, "boards");
    for (; !json_object_iter_equal(&at, &end); json_object_iter_next(&at)) {
        struct json_object *path = json_object_iter_peek_value(&at);
        size_t here = obf_enter(reader, json_object_iter_peek_name(&at));
        if (!json_object_is_type(path, json_type_string) || !find(package, json_object_get_string(path)))
            obf_tell(reader, DIAGNOSTIC_ERROR, _("the archive has no such board"), NULL);
        obf_leave(reader, here);
    }
    obf_leave(reader, inside);
    obf_leave(reader, before);
}

static void add_file(struct package *package, const char *name, const struct obf_file *file)
{
    struct obf_set *set = package->set;
    set->files[set->file_count++] =
        (struct obf_file){arena_text(&set->arena, name),
                          arena_copy(&set->arena, file->bytes ? file->bytes : "", file->size), file->size};
}

static void add_board(struct package *package, const char *name, const struct obf_file *file)
{
    struct obf_reader *reader = &package->reader;
    if (package->set->board_count == OBF_BOARDS_AT_MOST) {
        obf_tell(reader, DIAGNOSTIC_ERROR, _("too many boards; the rest is left out"), _("at most 1000"));
        return;
    }
    if (package->board_paths && !is_listed(package, name))
        obf_tell(
            reader, DIAGNOSTIC_NOTE,
            arena_printf(reader->arena, _("the manifest does not name the board %s; it is taken too"), name),
            NULL);
    obf_read_board(package->set, file->bytes, file->size, name,
                   arena_printf(reader->arena, "%s/%s", reader->file, name), reader->out);
}

static void add_all(struct package *package)
{
    package->set->files = arena_new(&package->set->arena, package->count, sizeof *package->set->files);
    for (size_t i = 0; i < package->count; i++) {
        const char *name = name_of(package, i);
        if (is_junk(package->files[i].name) || strcmp(name, "manifest.json") == 0)
            continue;
        if (ends_with(name, ".obf") || is_listed(package, name))
            add_board(package, name, &package->files[i]);
        else
            add_file(package, name, &package->files[i]);
    }
}

/* --- where to begin --------------------------------------------------------------------------------------- */

static void mark_linked(const struct obf_set *set, size_t from, bool *linked)
{
    for (size_t i = 0; i < set->boards[from].button_count; i++) {
        const struct obf_link *link = set->boards[from].buttons[i].load_board;
        int to = link ? obf_find_link(set, link) : -1;
        if (to >= 0 && (size_t)to != from)
            linked[to] = true;
    }
}

/* The first to which no other leads. */
static size_t guess_root(struct obf_set *set)
{
    bool *linked = arena_new(&set->arena, set->board_count, sizeof *linked);
    for (size_t i = 0; i < set->board_count; i++)
        mark_linked(set, i, linked);
    for (size_t i = 0; i < set->board_count; i++)
        if (!linked[i])
            return i;
    return 0;
}

static void find_root(struct package *package)
{
    struct obf_set *set = package->set;
    struct obf_link wanted = {.path = package->root};
    int root = package->root ? obf_find_link(set, &wanted) : -1;
    set->root = root >= 0 ? (size_t)root : guess_root(set);
    if (root < 0 && set->board_count > 1)
        obf_tell(&package->reader, DIAGNOSTIC_WARNING,
                 arena_printf(&set->arena,
                              _("which board is the first is not said, or it is not there; %s was taken"),
                              set->boards[set->root].path),
                 _("\"root\" in manifest.json"));
}

bool obf_read_package(struct obf_set *set, const struct obf_file *files, size_t count, const char *file,
                      struct diagnostics *diagnostics)
{
    struct package package = {.reader = {.arena = &set->arena, .file = file, .out = diagnostics},
                              .set = set,
                              .files = files,
                              .count = count};
    package.skip = has_manifest(files, count) ? 0 : common_folder(files, count);
    if (package.skip && !find(&package, "manifest.json"))
        package.skip = 0;
    if (package.skip)
        obf_tell(&package.reader, DIAGNOSTIC_NOTE, _("everything lies in a folder of its own"), NULL);
    read_manifest(&package);
    add_all(&package);
    tell_missing(&package);
    if (set->board_count > 0)
        find_root(&package);
    else
        obf_tell(&package.reader, DIAGNOSTIC_ERROR, _("there is no board in it"),
                 _("files that end in .obf"));
    json_object_put(package.manifest);
    buffer_destroy(&package.reader.at);
    return set->board_count > 0;
}
