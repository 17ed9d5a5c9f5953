#include "board/own_boards.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "board/obf_colour.h"
#include "board/obf_data.h"

/* What a button does here, and what of a set cannot be as it was meant. */

static const struct {
    const char *name;
    enum action_kind kind;
    const char *argument;
} functions[] = {
    {":clear", ACTION_CLEAR, NULL}, {":backspace", ACTION_DELETE, NULL},
    {":speak", ACTION_SPEAK, NULL}, {":back", ACTION_BACK, NULL},
    {":home", ACTION_HOME, NULL},   {":native-keyboard", ACTION_OPEN, "write"},
};

static bool find_function(const char *name, struct action *action)
{
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        if (strcmp(functions[i].name, name) == 0) {
            *action = (struct action){functions[i].kind, functions[i].argument};
            return true;
        }
    return false;
}

static struct action home_of(const struct own_boards *own, const struct own_board *board, struct arena *arena)
{
    const struct own_set *set = board->of;
    const struct obf_board *first = &set->set.boards[set->set.root];
    for (size_t i = 0; board->board != first && i < own->count; i++)
        if (own->boards[i].board == first)
            return (struct action){ACTION_OPEN, arena_printf(arena, "board:%s", own->boards[i].key)};
    return (struct action){ACTION_HOME, NULL};
}

/* One function, or texts to be written; what comes beside that is not done. */
static void take_action(struct own_meaning *meaning, const char *name, struct arena *arena)
{
    struct action action;
    const char *text = strcmp(name, ":space") == 0 ? " " : name[0] == '+' && name[1] ? name + 1 : NULL;
    bool free_for_text = meaning->action.kind == ACTION_NONE || meaning->action.kind == ACTION_COMMIT;
    if (text && free_for_text) {
        meaning->said = arena_printf(arena, "%s%s", meaning->said ? meaning->said : "", text);
        meaning->action = (struct action){ACTION_COMMIT, NULL};
    } else if (!text && meaning->action.kind == ACTION_NONE && find_function(name, &action)) {
        meaning->action = action;
    } else if (!meaning->unknown) {
        meaning->unknown = name;
    }
}

static void take_actions(struct own_meaning *meaning, const struct obf_button *button, struct arena *arena)
{
    for (size_t i = 0; i < button->action_count; i++)
        take_action(meaning, button->actions[i], arena);
    if (button->action_count == 0 && button->action)
        take_action(meaning, button->action, arena);
}

static bool is_pictograph(uint32_t character)
{
    return (character >= 0x1F000 && character <= 0x1FAFF) || (character >= 0x2600 && character <= 0x27BF) ||
           character == 0xFE0F || character == 0x200D || character == 0x20E3;
}

/* Without the blanks that they leave at the ends. */
static char *without_pictographs(struct arena *arena, const char *text)
{
    size_t size = strlen(text), length = 0;
    char *plain = arena_new(arena, size + 1, 1);
    for (size_t at = 0; at < size;) {
        uint32_t character;
        size_t step = utf8_decode(text + at, size - at, &character);
        if (!is_pictograph(character) && (length > 0 || character != ' ')) {
            memcpy(plain + length, text + at, step);
            length += step;
        }
        at += step;
    }
    while (length > 0 && plain[length - 1] == ' ')
        length--;
    plain[length] = '\0';
    return plain;
}

const char *own_plain_text(struct arena *arena, const char *text)
{
    char *plain = text ? without_pictographs(arena, text) : NULL;
    return plain && plain[0] && strlen(plain) < strlen(text) ? plain : text;
}

static void say(struct own_meaning *meaning, const struct own_board *board, const struct obf_button *button,
                const char *language, struct arena *arena)
{
    const char *own_text =
        button->vocalization && button->vocalization[0] ? button->vocalization : button->label;
    const char *text = obf_in_language(board->board, own_text, language);
    if (!text || !text[strspn(text, " \t\r\n")])
        return;
    meaning->said = own_plain_text(arena, text);
    meaning->reading = meaning->said == own_text ? button->yinian_reading : NULL;
    meaning->action = (struct action){ACTION_SAY_TEXT, meaning->said};
}

struct own_meaning own_meaning_of(const struct own_boards *own, const struct own_board *board,
                                  const struct obf_button *button, const char *language, struct arena *arena)
{
    struct own_meaning meaning = {.action = {ACTION_NONE, NULL}};
    if (button->load_board) {
        const struct own_board *next = own_boards_follow(own, board, button->load_board);
        if (next) {
            meaning.action = (struct action){ACTION_OPEN, arena_printf(arena, "board:%s", next->key)};
            return meaning;
        }
        meaning.unknown = "load_board";
    } else {
        take_actions(&meaning, button, arena);
    }
    if (meaning.action.kind == ACTION_HOME)
        meaning.action = home_of(own, board, arena);
    if (meaning.action.kind == ACTION_COMMIT)
        meaning.action.argument = meaning.said;
    if (meaning.action.kind == ACTION_NONE)
        say(&meaning, board, button, language, arena);
    return meaning;
}

/* --- what cannot be taken --------------------------------------------------------------------------------- */

struct check {
    const struct own_boards *own;
    const struct own_board *board;
    const char *file;
    struct diagnostics *out;
    struct arena arena;
};

static void tell(struct check *check, enum diagnostic_level level, const char *key, const char *reason,
                 const char *valid)
{
    diagnostics_add(check->out,
                    &(struct diagnostic){
                        .level = level, .file = check->file, .key = key, .reason = reason, .valid = valid});
}

static void check_link(struct check *check, const char *key, const struct obf_link *link)
{
    const char *where = link->path ? link->path : link->id.text ? link->id.text : link->url ? link->url : "?";
    tell(check, DIAGNOSTIC_WARNING, key,
         arena_printf(&check->arena, _("leads to a board that is not here (%s); it says its label"), where),
         NULL);
}

static void check_colour(struct check *check, const char *key, const char *text)
{
    struct obf_colour colour;
    if (text && text[0] && !obf_colour_read(text, &colour))
        tell(check, DIAGNOSTIC_WARNING, key, arena_printf(&check->arena, _("no colour: \"%s\""), text),
             "rgb(0, 0, 0), rgba(0, 0, 0, 0.5), #rrggbb");
}

static void check_button(struct check *check, size_t index)
{
    const struct obf_button *button = &check->board->board->buttons[index];
    const char *key = arena_printf(&check->arena, "/buttons/%zu", index);
    struct own_meaning meaning = own_meaning_of(check->own, check->board, button, "", &check->arena);
    if (meaning.unknown && button->load_board)
        check_link(check, key, button->load_board);
    else if (meaning.unknown)
        tell(check, DIAGNOSTIC_WARNING, key,
             arena_printf(&check->arena, _("an action that is not known here, or beside another: \"%s\""),
                          meaning.unknown),
             ":clear, :backspace, :space, :speak, :back, :home, :native-keyboard, +…");
    if (meaning.action.kind == ACTION_NONE && button->hidden != OBF_YES)
        tell(check, DIAGNOSTIC_WARNING, key, _("there is nothing that it could say or do; it is not shown"),
             "label, vocalization");
    check_colour(check, key, button->background_color);
    check_colour(check, key, button->border_color);
}

static void check_pictographs(struct check *check)
{
    const struct obf_board *board = check->board->board;
    size_t count = 0;
    for (size_t i = 0; i < board->button_count; i++)
        count += own_plain_text(&check->arena, board->buttons[i].label) != board->buttons[i].label;
    if (count)
        tell(check, DIAGNOSTIC_NOTE, "/buttons",
             arena_printf(&check->arena, _("labels with pictographs, which are kept and not shown: %zu"),
                          count),
             NULL);
}

static void check_image_ids(struct check *check)
{
    const struct obf_board *board = check->board->board;
    size_t missing = 0;
    for (size_t i = 0; i < board->button_count; i++)
        missing += board->buttons[i].image_id.text &&
                   !obf_find_media(board->images, board->image_count, &board->buttons[i].image_id);
    if (missing)
        tell(check, DIAGNOSTIC_WARNING, "/images",
             arena_printf(&check->arena, _("buttons whose picture the board does not have: %zu"), missing),
             NULL);
}

/* The bytes of a picture as far as they are here; `broken`: they should be, and cannot be read. */
static const char *picture_bytes(const struct obf_set *set, const struct obf_media *image,
                                 struct buffer *buffer, size_t *size, bool *broken)
{
    const struct obf_file *file = obf_media_file(set, image, false);
    *broken = false;
    if (file) {
        *size = file->size;
        return file->bytes;
    }
    if (!image->data)
        return NULL;
    *broken = !obf_data_read(image->data, buffer);
    *size = buffer->size;
    return *broken ? NULL : buffer_text(buffer);
}

static void check_image(struct check *check, size_t index, size_t *elsewhere)
{
    const struct obf_media *image = &check->board->board->images[index];
    const char *key = arena_printf(&check->arena, "/images/%zu", index);
    struct buffer buffer = {0};
    size_t size;
    bool broken;
    const char *bytes = picture_bytes(&check->board->of->set, image, &buffer, &size, &broken);
    enum obf_picture kind = bytes ? obf_picture_of(bytes, size) : OBF_PICTURE_NONE;
    if (broken || (bytes && kind == OBF_PICTURE_NONE))
        tell(check, DIAGNOSTIC_WARNING, key, _("the picture is broken; it is kept, and not shown"),
             "PNG, JPEG, GIF, SVG");
    else if (image->path && !bytes)
        tell(check, DIAGNOSTIC_WARNING, key,
             arena_printf(&check->arena, _("the picture is not in the archive: %s"), image->path), NULL);
    *elsewhere += !bytes && !broken && !image->path;
    buffer_destroy(&buffer);
}

static void check_images(struct check *check)
{
    size_t elsewhere = 0;
    for (size_t i = 0; i < check->board->board->image_count; i++)
        check_image(check, i, &elsewhere);
    if (elsewhere)
        tell(check, DIAGNOSTIC_NOTE, "/images",
             arena_printf(&check->arena,
                          _("pictures that are only on the Internet, kept and not fetched: %zu"), elsewhere),
             NULL);
}

static void check_sounds(struct check *check)
{
    const struct obf_board *board = check->board->board;
    size_t elsewhere = 0;
    for (size_t i = 0; i < board->sound_count; i++)
        elsewhere +=
            !board->sounds[i].data && !obf_media_file(&check->board->of->set, &board->sounds[i], true);
    if (elsewhere)
        tell(check, DIAGNOSTIC_NOTE, "/sounds",
             arena_printf(&check->arena, _("sounds that are not in the file, kept and not fetched: %zu"),
                          elsewhere),
             NULL);
}

static void check_board(struct check *check)
{
    for (size_t i = 0; i < check->board->board->button_count; i++)
        check_button(check, i);
    check_pictographs(check);
    check_image_ids(check);
    check_images(check);
    check_sounds(check);
}

void own_boards_check(const struct own_boards *own, const struct own_set *set, const char *file,
                      struct diagnostics *diagnostics)
{
    bool single = set->set.board_count == 1;
    for (size_t i = 0; i < own->count; i++) {
        if (own->boards[i].of != set)
            continue;
        struct check check = {.own = own, .board = &own->boards[i], .file = file, .out = diagnostics};
        arena_init(&check.arena);
        if (!single)
            check.file = arena_printf(&check.arena, "%s/%s", file, own->boards[i].board->path);
        check_board(&check);
        arena_destroy(&check.arena);
    }
}
