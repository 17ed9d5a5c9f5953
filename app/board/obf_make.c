#include "board/obf_make.h"

#include <string.h>

static struct obf_board *add_board(struct obf_set *set, const struct obf_board *board)
{
    struct obf_board *wider = arena_new(&set->arena, set->board_count + 1, sizeof *wider);
    if (set->board_count)
        memcpy(wider, set->boards, set->board_count * sizeof *wider);
    set->boards = wider;
    set->boards[set->board_count] = *board;
    return &set->boards[set->board_count++];
}

/* In the order of the buttons, so many side by side. */
static void lay_out(struct arena *arena, struct obf_board *board, int columns)
{
    int count = (int)board->button_count;
    while (count > columns * OBF_SIDE_AT_MOST)
        columns++;
    board->columns = columns;
    board->rows = count > 0 ? (count + columns - 1) / columns : 1;
    board->order = arena_new(arena, (size_t)(board->rows * board->columns), sizeof *board->order);
    for (int i = 0; i < count; i++)
        board->order[i] = board->buttons[i].id;
}

/* --- an index --------------------------------------------------------------------------------------------- */

void obf_add_index(struct obf_set *set, const char *title, const size_t *boards, size_t count)
{
    struct arena *arena = &set->arena;
    struct obf_board index = {
        .id = {.text = "yinian.index"}, .path = "boards/index.obf", .format = OBF_FORMAT};
    index.name = arena_text(arena, title);
    index.buttons = arena_new(arena, count, sizeof *index.buttons);
    index.button_count = count;
    for (size_t i = 0; i < count; i++) {
        const struct obf_board *to = &set->boards[boards[i]];
        struct obf_link *link = arena_new(arena, 1, sizeof *link);
        *link = (struct obf_link){.id = to->id, .name = to->name, .path = to->path};
        index.buttons[i] = (struct obf_button){.id = {.text = arena_printf(arena, "%zu", i + 1)},
                                               .label = to->name ? to->name : to->path,
                                               .load_board = link};
    }
    lay_out(arena, &index, 4);
    add_board(set, &index);
    set->root = set->board_count - 1;
}

/* --- several in one --------------------------------------------------------------------------------------- */

struct merge {
    struct obf_set *into;
    const struct obf_set *from;
    const char *prefix;
};

static const char *below(const struct merge *merge, const char *path)
{
    while (strncmp(path, "./", 2) == 0 || path[0] == '/')
        path += path[0] == '/' ? 1 : 2;
    return arena_printf(&merge->into->arena, "%s/%s", merge->prefix, path);
}

static struct obf_media *move_media(const struct merge *merge, const struct obf_media *media, size_t count)
{
    struct obf_media *copy = arena_new(&merge->into->arena, count, sizeof *copy);
    for (size_t i = 0; i < count; i++) {
        copy[i] = media[i];
        if (copy[i].path)
            copy[i].path = below(merge, copy[i].path);
    }
    return copy;
}

static struct obf_button *move_buttons(const struct merge *merge, const struct obf_board *board)
{
    struct obf_button *copy = arena_new(&merge->into->arena, board->button_count, sizeof *copy);
    for (size_t i = 0; i < board->button_count; i++) {
        copy[i] = board->buttons[i];
        if (copy[i].yinian_recording)
            copy[i].yinian_recording = below(merge, copy[i].yinian_recording);
        int to = copy[i].load_board ? obf_find_link(merge->from, copy[i].load_board) : -1;
        if (to < 0)
            continue;
        copy[i].load_board = arena_new(&merge->into->arena, 1, sizeof *copy[i].load_board);
        *copy[i].load_board = *board->buttons[i].load_board;
        copy[i].load_board->path = below(merge, merge->from->boards[to].path);
    }
    return copy;
}

static void move_files(const struct merge *merge)
{
    struct obf_set *into = merge->into;
    const struct obf_set *from = merge->from;
    struct obf_file *files = arena_new(&into->arena, into->file_count + from->file_count, sizeof *files);
    if (into->file_count)
        memcpy(files, into->files, into->file_count * sizeof *files);
    for (size_t i = 0; i < from->file_count; i++) {
        files[into->file_count] = from->files[i];
        files[into->file_count++].name = below(merge, from->files[i].name);
    }
    into->files = files;
}

/* What only the manifest says of a picture or sound is said by the picture from now on: ids of several sets would meet there. */
static void name_files(const struct merge *merge, struct obf_media *media, size_t count, bool sound)
{
    for (size_t i = 0; i < count; i++) {
        const struct obf_file *file = media[i].path ? NULL : obf_media_file(merge->from, &media[i], sound);
        if (file)
            media[i].path = below(merge, file->name);
    }
}

void obf_add_set(struct obf_set *into, const struct obf_set *from, const char *prefix)
{
    struct merge merge = {into, from, prefix};
    for (size_t i = 0; i < from->board_count; i++) {
        struct obf_board board = from->boards[i];
        board.path = below(&merge, board.path);
        board.buttons = move_buttons(&merge, &from->boards[i]);
        board.images = move_media(&merge, board.images, board.image_count);
        board.sounds = move_media(&merge, board.sounds, board.sound_count);
        name_files(&merge, board.images, board.image_count, false);
        name_files(&merge, board.sounds, board.sound_count, true);
        add_board(into, &board);
    }
    move_files(&merge);
}

/* --- phrases ---------------------------------------------------------------------------------------------- */

struct making {
    struct obf_set *set;
    const char *language;
    const struct obf_recordings *recordings;
    struct obf_board *board;
};

static const char *colour_of(enum phrase_colour colour)
{
    static const char *const colours[PHRASE_COLOUR_COUNT] = {
        [PHRASE_COLOUR_RED] = "rgb(240, 170, 160)",    [PHRASE_COLOUR_BLUE] = "rgb(170, 200, 240)",
        [PHRASE_COLOUR_GREEN] = "rgb(170, 220, 170)",  [PHRASE_COLOUR_YELLOW] = "rgb(245, 225, 150)",
        [PHRASE_COLOUR_PURPLE] = "rgb(210, 180, 235)", [PHRASE_COLOUR_GREY] = "rgb(200, 200, 200)",
    };
    return colours[colour];
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* A file beside the phrase's own; its name in the set begins with the phrase's id, so that two of one name do not meet. */
static struct obf_id add_media(struct making *making, const struct phrase *phrase, const char *name,
                               const char *folder, struct obf_media *list, size_t *count)
{
    struct arena *arena = &making->set->arena;
    const char *slash = strrchr(phrase->file, '/');
    int size = slash ? (int)(slash + 1 - phrase->file) : 0;
    struct obf_media *media = &list[(*count)++];
    *media = (struct obf_media){
        .id = {.text = arena_printf(arena, "%s.%s", folder, phrase->id)},
        .path = arena_printf(arena, "%s/%s/%s-%s", folder, making->language, phrase->id, last_part(name)),
        .drawn = name[0] == '/' ? arena_text(arena, name)
                                : arena_printf(arena, "%.*s%s", size, phrase->file, name)};
    return media->id;
}

static void add_phrase(struct making *making, const struct phrase_category *category,
                       const struct phrase *phrase)
{
    struct arena *arena = &making->set->arena;
    struct obf_board *board = making->board;
    struct obf_button *button = &board->buttons[board->button_count++];
    *button = (struct obf_button){
        .id = {.text = arena_text(arena, phrase->id)},
        .label = arena_text(arena, phrase->label),
        .vocalization = strcmp(phrase->label, phrase->spoken) ? arena_text(arena, phrase->spoken) : NULL,
        .background_color = colour_of(phrase_colour_shown(category, phrase)),
        .yinian_reading = phrase->reading ? arena_text(arena, phrase->reading) : NULL};
    if (phrase->picture) {
        button->image_id =
            add_media(making, phrase, phrase->picture, "images", board->images, &board->image_count);
        board->images[board->image_count - 1].content_type = "image/png";
    }
    const struct obf_recordings *recordings = making->recordings;
    const char *recording = recordings ? recordings->path(recordings->self, phrase) : phrase->recording;
    if (recording) {
        button->sound_id =
            add_media(making, phrase, recording, "recordings", board->sounds, &board->sound_count);
        button->yinian_recording = board->sounds[board->sound_count - 1].path;
    }
}

static void add_category(struct making *making, const struct phrase_category *category)
{
    struct arena *arena = &making->set->arena;
    struct obf_board board = {
        .id = {.text = arena_printf(arena, "yinian.%s.%s", making->language, category->id)},
        .path = arena_printf(arena, "boards/phrases-%s/%s.obf", making->language, category->id),
        .format = OBF_FORMAT,
        .locale = making->language,
        .name = arena_text(arena, category->title),
        .buttons = arena_new(arena, category->count, sizeof *board.buttons),
        .images = arena_new(arena, category->count, sizeof *board.images),
        .sounds = arena_new(arena, category->count, sizeof *board.sounds)};
    making->board = &board;
    for (size_t i = 0; i < category->count; i++)
        add_phrase(making, category, &category->phrases[i]);
    lay_out(arena, &board, 4);
    add_board(making->set, &board);
}

void obf_add_phrases(struct obf_set *set, const struct phrase_set *phrases, const char *language,
                     const char *title, const struct obf_recordings *recordings)
{
    struct making making = {
        .set = set, .language = arena_text(&set->arena, language), .recordings = recordings};
    size_t first = set->board_count;
    for (size_t i = 0; i < phrases->count; i++)
        add_category(&making, &phrases->categories[i]);
    size_t *boards = arena_new(&set->arena, phrases->count, sizeof *boards);
    for (size_t i = 0; i < phrases->count; i++)
        boards[i] = first + i;
    obf_add_index(set, title, boards, phrases->count);
    struct obf_board *index = &set->boards[set->board_count - 1];
    index->id.text = arena_printf(&set->arena, "yinian.%s", language);
    index->path = arena_printf(&set->arena, "boards/phrases-%s.obf", language);
    index->locale = making.language;
}
