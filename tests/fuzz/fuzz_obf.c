/* Open Board files: whatever the bytes are, what was read is written, and reading that gives the same again. */
#include "fuzz.h"

#include "board/obf_colour.h"
#include "board/obf_data.h"
#include "board/own_boards.h"

static void try_button(const struct own_boards *own, const struct own_board *board,
                       const struct obf_button *button)
{
    struct arena arena;
    struct obf_colour colour;
    arena_init(&arena);
    struct own_meaning meaning = own_meaning_of(own, board, button, "zh", &arena);
    REQUIRE(meaning.action.kind != ACTION_SAY_TEXT || meaning.said);
    if (obf_colour_read(button->background_color, &colour))
        REQUIRE(obf_colour_tint(&colour) < TINT_COUNT && colour.red >= 0 && colour.red <= 255);
    arena_destroy(&arena);
}

static void try_set(struct obf_set *set)
{
    struct own_boards own;
    struct diagnostics problems;
    own_boards_init(&own);
    diagnostics_init(&problems);
    own_boards_add(&own, "a set", set);
    own_boards_index(&own);
    for (size_t i = 0; i < own.count; i++) {
        REQUIRE(own_boards_find(&own, own.boards[i].key) == &own.boards[i]);
        REQUIRE(own.boards[i].board->rows > 0 && own.boards[i].board->columns > 0);
        for (size_t k = 0; k < own.boards[i].board->button_count; k++)
            try_button(&own, &own.boards[i], &own.boards[i].board->buttons[k]);
    }
    own_boards_check(&own, &own.sets[0], "a", &problems);
    diagnostics_destroy(&problems);
    own_boards_destroy(&own);
}

static void try_again(const struct obf_board *board)
{
    struct buffer once = {0}, twice = {0};
    struct obf_set set;
    obf_set_init(&set);
    obf_write_board(board, &once);
    REQUIRE(obf_read_board(&set, buffer_text(&once), once.size, "a", "a", NULL));
    obf_write_board(&set.boards[0], &twice);
    require_same_bytes(&once, &twice);
    buffer_destroy(&once);
    buffer_destroy(&twice);
    obf_set_destroy(&set);
}

/* Files of an archive: name, NUL, bytes to the next NUL. */
static size_t cut(char *bytes, size_t size, struct obf_file *files, size_t most)
{
    size_t count = 0;
    for (size_t at = 0; at < size && count < most; count++) {
        const char *name = bytes + at;
        at += strlen(name) + 1;
        const char *start = at < size ? bytes + at : "";
        size_t length = at < size ? strlen(start) : 0;
        files[count] = (struct obf_file){name, start, length};
        at += length + 1;
    }
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct obf_set single, package;
    struct diagnostics problems;
    struct obf_file files[8];
    char *bytes = memory_new(size + 1, 1);
    if (size)
        memcpy(bytes, data, size);
    obf_set_init(&single);
    obf_set_init(&package);
    diagnostics_init(&problems);
    if (obf_read_board(&single, bytes, size, "a.obf", "a.obf", &problems)) {
        try_again(&single.boards[0]);
        try_set(&single);
    }
    if (obf_read_package(&package, files, cut(bytes, size, files, 8), "a.obz", &problems))
        try_set(&package);
    struct buffer decoded = {0};
    if (obf_data_read(bytes, &decoded))
        obf_picture_of(buffer_text(&decoded), decoded.size);
    obf_picture_of(bytes, size);
    buffer_destroy(&decoded);
    obf_set_destroy(&single);
    obf_set_destroy(&package);
    diagnostics_destroy(&problems);
    free(bytes);
    return 0;
}
