#include "board/obf_parts.h"

#include <string.h>

/* Boards back into JSON: the fields of the tables, what is inside, and what was kept. Lists that the format demands are
 * written even when they are empty. */

/* A value of another kind was kept: it stands there already. */
static void add_unless_kept(struct json_object *object, const char *key, struct json_object *value,
                            const struct obf_extras *extras)
{
    for (size_t i = 0; i < extras->count; i++)
        if (strcmp(extras->items[i].key, key) == 0) {
            json_object_put(value);
            return;
        }
    json_object_object_add(object, key, value);
}

static struct json_object *write_media(const struct obf_media *media, size_t count)
{
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; i < count; i++) {
        struct json_object *item = json_object_new_object();
        obf_write_fields(item, obf_media_fields, &media[i], &media[i].extras);
        if (media[i].symbol) {
            struct json_object *symbol = json_object_new_object();
            obf_write_fields(symbol, obf_symbol_fields, media[i].symbol, &media[i].symbol->extras);
            json_object_object_add(item, "symbol", symbol);
        }
        json_object_array_add(list, item);
    }
    return list;
}

static struct json_object *write_button(const struct obf_button *button)
{
    struct json_object *item = json_object_new_object();
    obf_write_fields(item, obf_button_fields, button, &button->extras);
    if (button->load_board) {
        struct json_object *link = json_object_new_object();
        obf_write_fields(link, obf_link_fields, button->load_board, &button->load_board->extras);
        json_object_object_add(item, "load_board", link);
    }
    if (button->actions) {
        struct json_object *actions = json_object_new_array();
        for (size_t i = 0; i < button->action_count; i++)
            json_object_array_add(actions, json_object_new_string(button->actions[i]));
        json_object_object_add(item, "actions", actions);
    }
    return item;
}

static struct json_object *write_buttons(const struct obf_board *board)
{
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; i < board->button_count; i++)
        json_object_array_add(list, write_button(&board->buttons[i]));
    return list;
}

static struct json_object *write_grid(const struct obf_board *board)
{
    struct json_object *grid = json_object_new_object(), *order = json_object_new_array();
    json_object_object_add(grid, "rows", json_object_new_int64(board->rows));
    json_object_object_add(grid, "columns", json_object_new_int64(board->columns));
    for (int row = 0; row < board->rows; row++) {
        struct json_object *places = json_object_new_array();
        for (int column = 0; column < board->columns; column++)
            json_object_array_add(places, obf_write_id(&board->order[row * board->columns + column]));
        json_object_array_add(order, places);
    }
    obf_write_fields(grid, obf_grid_fields, NULL, &board->grid_extras);
    json_object_object_add(grid, "order", order); /* what was none is replaced by what was made of it */
    return grid;
}

static struct json_object *write_strings(const struct obf_board *board)
{
    struct json_object *strings = json_object_new_object();
    for (size_t i = 0; i < board->language_count; i++) {
        const struct obf_language *language = &board->languages[i];
        struct json_object *texts = json_object_new_object();
        for (size_t k = 0; k < language->count; k++)
            json_object_object_add(texts, language->items[k].from,
                                   json_object_new_string(language->items[k].to));
        obf_write_fields(texts, obf_grid_fields, NULL, &language->extras);
        json_object_object_add(strings, language->locale, texts);
    }
    return strings;
}

static void write_tree(struct json_object *tree, struct buffer *out)
{
    buffer_add_text(
        out, json_object_to_json_string_ext(tree, JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_NOSLASHESCAPE));
    buffer_add_byte(out, '\n');
    json_object_put(tree);
}

void obf_write_board(const struct obf_board *board, struct buffer *out)
{
    struct json_object *tree = json_object_new_object();
    json_object_object_add(tree, "format", json_object_new_string(OBF_FORMAT));
    obf_write_fields(tree, obf_board_fields, board, &board->extras);
    json_object_object_add(tree, "grid", write_grid(board));
    add_unless_kept(tree, "buttons", write_buttons(board), &board->extras);
    add_unless_kept(tree, "images", write_media(board->images, board->image_count), &board->extras);
    add_unless_kept(tree, "sounds", write_media(board->sounds, board->sound_count), &board->extras);
    if (board->languages)
        json_object_object_add(tree, "strings", write_strings(board));
    write_tree(tree, out);
}

static struct json_object *write_paths(const struct obf_path *paths, size_t count)
{
    struct json_object *object = json_object_new_object();
    for (size_t i = 0; i < count; i++)
        json_object_object_add(object, paths[i].id.text, json_object_new_string(paths[i].path));
    return object;
}

static struct json_object *write_board_paths(const struct obf_set *set)
{
    struct json_object *object = json_object_new_object();
    for (size_t i = 0; i < set->board_count; i++) {
        const struct obf_board *board = &set->boards[i];
        if (board->id.text && obf_find_board(set, &board->id) == (int)i)
            json_object_object_add(object, board->id.text, json_object_new_string(board->path));
    }
    return object;
}

void obf_write_manifest(const struct obf_set *set, struct buffer *out)
{
    struct json_object *tree = json_object_new_object(), *paths = json_object_new_object();
    json_object_object_add(tree, "format", json_object_new_string(OBF_FORMAT));
    if (set->root < set->board_count)
        json_object_object_add(tree, "root", json_object_new_string(set->boards[set->root].path));
    json_object_object_add(paths, "boards", write_board_paths(set));
    json_object_object_add(paths, "images", write_paths(set->images, set->image_count));
    json_object_object_add(paths, "sounds", write_paths(set->sounds, set->sound_count));
    obf_write_fields(paths, obf_paths_fields, NULL, &set->path_extras);
    json_object_object_add(tree, "paths", paths);
    obf_write_fields(tree, obf_manifest_fields, NULL, &set->extras);
    write_tree(tree, out);
}
