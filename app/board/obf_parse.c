#include "board/obf_parts.h"

#include <string.h>

#include "base/text.h"

/* One board out of its JSON. The grid is made right where it is not: what stands in "order" counts, "rows" and "columns"
 * may widen it. */

/* --- pictures and sounds ---------------------------------------------------------------------------------- */

static void read_symbol(struct obf_reader *reader, struct json_object *object, struct obf_media *media)
{
    struct json_object *symbol = obf_inside(reader, object, "symbol", json_type_object, &media->extras);
    if (!symbol)
        return;
    media->symbol = arena_new(reader->arena, 1, sizeof *media->symbol);
    size_t before = obf_enter(reader, "symbol");
    obf_read_fields(reader, symbol, obf_symbol_fields, media->symbol, &media->symbol->extras);
    obf_leave(reader, before);
}

static void read_media_item(struct obf_reader *reader, struct json_object *value, struct obf_media *media)
{
    obf_read_fields(reader, value, obf_media_fields, media, &media->extras);
    read_symbol(reader, value, media);
}

static struct obf_media *read_media(struct obf_reader *reader, struct json_object *board, const char *key,
                                    struct obf_extras *extras, size_t *count)
{
    struct json_object *list = obf_inside(reader, board, key, json_type_array, extras);
    size_t length = list ? json_object_array_length(list) : 0;
    struct obf_media *media = arena_new(reader->arena, length, sizeof *media);
    size_t outside = obf_enter(reader, key);
    for (size_t i = 0; i < length; i++) {
        struct json_object *value = json_object_array_get_idx(list, i);
        size_t before = obf_enter_index(reader, i);
        if (json_object_is_type(value, json_type_object))
            read_media_item(reader, value, &media[(*count)++]);
        else
            obf_tell(reader, DIAGNOSTIC_ERROR, _("this is no object, and left out"), NULL);
        obf_leave(reader, before);
    }
    obf_leave(reader, outside);
    return media;
}

/* --- buttons ---------------------------------------------------------------------------------------------- */

static void read_link(struct obf_reader *reader, struct json_object *object, struct obf_button *button)
{
    struct json_object *link = obf_inside(reader, object, "load_board", json_type_object, &button->extras);
    if (!link)
        return;
    button->load_board = arena_new(reader->arena, 1, sizeof *button->load_board);
    size_t before = obf_enter(reader, "load_board");
    obf_read_fields(reader, link, obf_link_fields, button->load_board, &button->load_board->extras);
    obf_leave(reader, before);
}

static void read_actions(struct obf_reader *reader, struct json_object *object, struct obf_button *button)
{
    struct json_object *list = obf_inside(reader, object, "actions", json_type_array, &button->extras);
    size_t length = list ? json_object_array_length(list) : 0;
    for (size_t i = 0; i < length; i++)
        if (!json_object_is_type(json_object_array_get_idx(list, i), json_type_string)) {
            obf_keep(reader, &button->extras, "actions", list);
            size_t before = obf_enter(reader, "actions");
            obf_tell(reader, DIAGNOSTIC_WARNING, _("this value is of another kind; it is kept, and not used"),
                     _("texts"));
            obf_leave(reader, before);
            return;
        }
    button->actions = list ? arena_new(reader->arena, length + 1, sizeof *button->actions) : NULL;
    for (size_t i = 0; i < length; i++)
        button->actions[button->action_count++] =
            arena_text(reader->arena, json_object_get_string(json_object_array_get_idx(list, i)));
}

static bool id_taken(const struct obf_board *board, const struct obf_id *id)
{
    for (size_t i = 0; id->text && i < board->button_count; i++)
        if (obf_id_equal(&board->buttons[i].id, id))
            return true;
    return false;
}

static void read_button(struct obf_reader *reader, struct json_object *value, struct obf_board *board)
{
    struct obf_button button = {0};
    obf_read_fields(reader, value, obf_button_fields, &button, &button.extras);
    read_link(reader, value, &button);
    read_actions(reader, value, &button);
    if (!button.id.text)
        obf_tell(reader, DIAGNOSTIC_WARNING, _("this button has no id, so it has no place on the board"),
                 _("\"id\": a text or a number"));
    else if (id_taken(board, &button.id))
        obf_tell(reader, DIAGNOSTIC_WARNING, _("another button has this id; the first has the place"), NULL);
    board->buttons[board->button_count++] = button;
}

static void read_buttons(struct obf_reader *reader, struct json_object *object, struct obf_board *board)
{
    struct json_object *list = obf_inside(reader, object, "buttons", json_type_array, &board->extras);
    size_t length = list ? json_object_array_length(list) : 0;
    board->buttons = arena_new(reader->arena, length < OBF_BUTTONS_AT_MOST ? length : OBF_BUTTONS_AT_MOST,
                               sizeof *board->buttons);
    size_t outside = obf_enter(reader, "buttons");
    for (size_t i = 0; i < length; i++) {
        struct json_object *value = json_object_array_get_idx(list, i);
        size_t before = obf_enter_index(reader, i);
        if (board->button_count == OBF_BUTTONS_AT_MOST)
            obf_tell(reader, DIAGNOSTIC_ERROR, _("too many buttons; the rest is left out"),
                     _("at most 1000"));
        else if (!json_object_is_type(value, json_type_object))
            obf_tell(reader, DIAGNOSTIC_ERROR, _("this is no object, and left out"), NULL);
        else
            read_button(reader, value, board);
        obf_leave(reader, before);
        if (board->button_count == OBF_BUTTONS_AT_MOST)
            break;
    }
    obf_leave(reader, outside);
}

/* --- the grid --------------------------------------------------------------------------------------------- */

static bool read_side(struct json_object *grid, const char *key, int *side)
{
    struct json_object *value = NULL;
    json_object_object_get_ex(grid, key, &value);
    int64_t number = json_object_is_type(value, json_type_int) ? json_object_get_int64(value) : -1;
    *side = number >= 0 && number <= OBF_SIDE_AT_MOST ? (int)number : 0;
    return *side > 0;
}

static size_t row_length(struct json_object *row)
{
    return json_object_is_type(row, json_type_array) ? json_object_array_length(row) : 0;
}

static size_t longest_row(struct json_object *order)
{
    size_t longest = 0;
    for (size_t i = 0; i < json_object_array_length(order); i++) {
        size_t length = row_length(json_object_array_get_idx(order, i));
        longest = length > longest ? length : longest;
    }
    return longest;
}

/* Nobody said where they stand: in the order of the file, as square as can be. */
static void arrange(struct obf_reader *reader, struct obf_board *board)
{
    int count = board->button_count > 0 ? (int)board->button_count : 1;
    board->columns = 1;
    while (board->columns * board->columns < count)
        board->columns++;
    board->rows = (count + board->columns - 1) / board->columns;
    board->order = arena_new(reader->arena, (size_t)(board->rows * board->columns), sizeof *board->order);
    for (size_t i = 0; i < board->button_count; i++)
        board->order[i] = board->buttons[i].id;
    obf_tell(reader, DIAGNOSTIC_WARNING, _("there is no usable grid; the buttons stand in their order"),
             "\"grid\": {\"rows\": 2, \"columns\": 3, \"order\": [[1, 2, 3], [4, null, 5]]}");
}

static void read_place(struct obf_reader *reader, struct json_object *value, const struct obf_board *board,
                       struct obf_id *place)
{
    if (!value)
        return;
    if (!obf_read_id(reader, value, place))
        obf_tell(reader, DIAGNOSTIC_WARNING, _("this is no id; the place stays empty"), _("an id, or null"));
    else if (!obf_find_button(board, place))
        obf_tell(reader, DIAGNOSTIC_WARNING, _("there is no button of this id; the place stays empty"), NULL);
}

static void read_order(struct obf_reader *reader, struct json_object *order, struct obf_board *board)
{
    size_t outside = obf_enter(reader, "order");
    board->order = arena_new(reader->arena, (size_t)(board->rows * board->columns), sizeof *board->order);
    for (size_t i = 0; i < json_object_array_length(order); i++) {
        struct json_object *row = json_object_array_get_idx(order, i);
        size_t in_row = obf_enter_index(reader, i);
        if (row_length(row) != (size_t)board->columns)
            obf_tell(reader, DIAGNOSTIC_WARNING, _("this row is shorter than the grid; the rest is empty"),
                     NULL);
        for (size_t k = 0; k < row_length(row); k++) {
            size_t before = obf_enter_index(reader, k);
            read_place(reader, json_object_array_get_idx(row, k), board,
                       &board->order[i * (size_t)board->columns + k]);
            obf_leave(reader, before);
        }
        obf_leave(reader, in_row);
    }
    obf_leave(reader, outside);
}

/* False: there is nothing in it to go by. */
static bool size_grid(struct obf_reader *reader, struct json_object *grid, struct json_object *order,
                      struct obf_board *board)
{
    bool said = read_side(grid, "rows", &board->rows);
    said = read_side(grid, "columns", &board->columns) && said;
    size_t rows = json_object_array_length(order), columns = longest_row(order);
    if (rows > OBF_SIDE_AT_MOST || columns > OBF_SIDE_AT_MOST) {
        obf_tell(reader, DIAGNOSTIC_ERROR, _("the grid is too large"), _("at most 100 rows and 100 columns"));
        return false;
    }
    if (rows == 0 || columns == 0)
        return false;
    if (!said || rows > (size_t)board->rows || columns > (size_t)board->columns)
        obf_tell(reader, DIAGNOSTIC_WARNING,
                 _("rows and columns are not those of the order; the order counts"), NULL);
    board->rows = (int)rows > board->rows ? (int)rows : board->rows;
    board->columns = (int)columns > board->columns ? (int)columns : board->columns;
    return true;
}

static void read_grid(struct obf_reader *reader, struct json_object *object, struct obf_board *board)
{
    struct json_object *grid = obf_inside(reader, object, "grid", json_type_object, &board->extras);
    size_t before = obf_enter(reader, "grid");
    struct json_object *order = NULL;
    if (grid) {
        obf_read_fields(reader, grid, obf_grid_fields, NULL, &board->grid_extras);
        order = obf_inside(reader, grid, "order", json_type_array, &board->grid_extras);
    }
    if (order && size_grid(reader, grid, order, board))
        read_order(reader, order, board);
    else
        arrange(reader, board);
    obf_leave(reader, before);
}

static void tell_homeless(struct obf_reader *reader, const struct obf_board *board)
{
    bool *placed = arena_new(reader->arena, board->button_count, sizeof *placed);
    for (int i = 0; i < board->rows * board->columns; i++) {
        const struct obf_button *button = obf_find_button(board, &board->order[i]);
        if (button)
            placed[button - board->buttons] = true;
    }
    size_t outside = obf_enter(reader, "buttons");
    for (size_t i = 0; i < board->button_count; i++) {
        size_t before = obf_enter_index(reader, i);
        if (!placed[i])
            obf_tell(reader, DIAGNOSTIC_WARNING,
                     _("this button has no place in the grid; it is kept, and not shown"), NULL);
        obf_leave(reader, before);
    }
    obf_leave(reader, outside);
}

/* --- translations ----------------------------------------------------------------------------------------- */

static void read_language(struct obf_reader *reader, const char *locale, struct json_object *texts,
                          struct obf_language *language)
{
    *language = (struct obf_language){.locale = arena_text(reader->arena, locale)};
    language->items =
        arena_new(reader->arena, (size_t)json_object_object_length(texts), sizeof *language->items);
    struct json_object_iterator at = json_object_iter_begin(texts), end = json_object_iter_end(texts);
    for (; !json_object_iter_equal(&at, &end); json_object_iter_next(&at)) {
        struct json_object *to = json_object_iter_peek_value(&at);
        const char *from = json_object_iter_peek_name(&at);
        if (json_object_is_type(to, json_type_string))
            language->items[language->count++] = (struct obf_translation){
                arena_text(reader->arena, from), arena_text(reader->arena, json_object_get_string(to))};
        else
            obf_keep(reader, &language->extras, from, to);
    }
}

static void read_strings(struct obf_reader *reader, struct json_object *object, struct obf_board *board)
{
    struct json_object *strings = obf_inside(reader, object, "strings", json_type_object, &board->extras);
    if (!strings)
        return;
    size_t before = obf_enter(reader, "strings");
    board->languages =
        arena_new(reader->arena, (size_t)json_object_object_length(strings), sizeof *board->languages);
    struct json_object_iterator at = json_object_iter_begin(strings), end = json_object_iter_end(strings);
    for (; !json_object_iter_equal(&at, &end); json_object_iter_next(&at)) {
        const char *locale = json_object_iter_peek_name(&at);
        struct json_object *texts = json_object_iter_peek_value(&at);
        if (json_object_is_type(texts, json_type_object))
            read_language(reader, locale, texts, &board->languages[board->language_count++]);
        else
            obf_tell(reader, DIAGNOSTIC_ERROR, _("translations of one language are no object, and left out"),
                     NULL);
    }
    obf_leave(reader, before);
}

/* --- the board -------------------------------------------------------------------------------------------- */

/* Has it anything that only a board has? */
static bool is_board(struct json_object *tree)
{
    struct json_object *value;
    return json_object_is_type(tree, json_type_object) &&
           (json_object_object_get_ex(tree, "buttons", &value) ||
            json_object_object_get_ex(tree, "grid", &value));
}

static void read_board(struct obf_reader *reader, struct json_object *tree, struct obf_board *board)
{
    obf_read_fields(reader, tree, obf_board_fields, board, &board->extras);
    read_buttons(reader, tree, board);
    read_grid(reader, tree, board);
    tell_homeless(reader, board);
    board->images = read_media(reader, tree, "images", &board->extras, &board->image_count);
    board->sounds = read_media(reader, tree, "sounds", &board->extras, &board->sound_count);
    read_strings(reader, tree, board);
    if (board->format && strcmp(board->format, OBF_FORMAT) != 0)
        obf_tell(reader, DIAGNOSTIC_WARNING, _("this is another version of the format"), OBF_FORMAT);
}

static struct obf_board *new_board(struct obf_set *set)
{
    size_t count = set->board_count;
    if ((count & (count + 1)) == 0) {
        struct obf_board *wider = arena_new(&set->arena, 2 * (count + 1), sizeof *wider);
        if (count)
            memcpy(wider, set->boards, count * sizeof *wider);
        set->boards = wider;
    }
    return &set->boards[set->board_count++];
}

bool obf_read_board(struct obf_set *set, const char *bytes, size_t size, const char *path, const char *file,
                    struct diagnostics *diagnostics)
{
    struct obf_reader reader = {.arena = &set->arena, .file = file, .out = diagnostics};
    struct json_object *tree = obf_json_read(&reader, bytes, size);
    bool right = tree && is_board(tree);
    if (right) {
        struct obf_board *board = new_board(set);
        *board = (struct obf_board){.path = arena_text(&set->arena, path)};
        read_board(&reader, tree, board);
    } else if (tree) {
        obf_tell(&reader, DIAGNOSTIC_ERROR, _("this is JSON, but no board"),
                 _("an object with \"buttons\" and \"grid\""));
    }
    json_object_put(tree);
    buffer_destroy(&reader.at);
    return right;
}
