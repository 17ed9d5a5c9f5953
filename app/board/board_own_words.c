#include "board/board_parts.h"

#include <string.h>

#include "base/text.h"
#include "predict/own_words.h"

/* What was learnt from what is spoken, for the caregiver: "words" lists it, "words:TEXT" is one word. */

enum { COLUMNS = 4, COLUMNS_UPRIGHT = 3, ROWS = 4, ROWS_UPRIGHT = 7 };

struct learnt {
    const struct own_words *own;
    const uint16_t *order;
};

static int times_said(const struct own_words *own, const struct own_word *word)
{
    int times = (int)(word->weight / own->unit + 0.5);
    return times > 0 ? times : 1;
}

static const char *reading_of(struct page *page, const struct own_word *word)
{
    char text[LEXICON_WORD_CHARACTERS * SYLLABLE_SPELLING] = "";
    size_t size = 0;
    for (int i = 0; i < word->length; i++) {
        if (i > 0)
            text[size++] = ' ';
        size += toned_format(word->syllables[i], text + size);
    }
    return arena_text(&page->arena, text);
}

static void add_word(const void *state, struct page *page, int index)
{
    const struct learnt *learnt = state;
    const struct own_word *word = &learnt->own->words[learnt->order[index]];
    struct cell *cell =
        board_add_open(page, CELL_TILE, arena_printf(&page->arena, "words:%s", word->text), word->text);
    cell->note = arena_printf(&page->arena, "%d×", times_said(learnt->own, word));
}

static void say_none(const struct board_context *context, struct page *page)
{
    page->shape = PAGE_ASK;
    page->question = context->settings->learn ? _("Nothing has been learnt yet.")
                                              : _("Learning is off: what was learnt is kept, but not used.");
}

static void build_list(const struct board_context *context, struct page *page)
{
    const struct own_words *own = context->own_words;
    bool upright = context->height_px > context->width_px;
    uint16_t *order = arena_new(&page->arena, own ? (size_t)own->count : 1, sizeof *order);
    int count = own ? own_words_ranked(own, order) : 0;
    struct learnt learnt = {own, order};
    if (count == 0)
        say_none(context, page);
    board_add_grid(context, page,
                   &(struct board_grid){.total = count,
                                        .columns = upright ? COLUMNS_UPRIGHT : COLUMNS,
                                        .rows = upright ? ROWS_UPRIGHT : ROWS,
                                        .row_id = "words",
                                        .add = add_word,
                                        .state = &learnt});
    page_row(page, "words.all", ROW_BAR);
    board_add_open(page, CELL_ACTION, "settings:learn", _("Learn words"));
    board_add_action(page, ACTION_FORGET_WORDS, NULL)->empty = count == 0;
}

/* The message as it stands, where it is a word: mended or spelt anew on the writing board. */
static void add_correct(const struct board_context *context, struct page *page, const char *text)
{
    struct own_word word;
    const char *message = message_text(context->message);
    struct cell *cell = board_add_action(page, ACTION_CORRECT_WORD, text);
    cell->empty = !own_word_make(context->own_words, message, message_size(context->message), NULL, &word);
    cell->note = cell->empty ? _("write it first") : arena_text(&page->arena, message);
}

static void build_word(const struct board_context *context, struct page *page, const char *text)
{
    const struct own_words *own = context->own_words;
    int index = own ? own_words_find(own, text, strlen(text)) : -1;
    page->shape = PAGE_ASK;
    if (index < 0) {
        page->question = arena_printf(&page->arena, _("%s: forgotten."), text);
        return;
    }
    const struct own_word *word = &own->words[index];
    page->question = arena_printf(&page->arena, _("%s  %s\nsaid about %d times"), word->text,
                                  reading_of(page, word), times_said(own, word));
    page_row(page, "word", ROW_CELLS);
    board_add_action(page, ACTION_FORGET_WORD, word->text);
    add_correct(context, page, word->text);
}

void board_own_words_build(const struct board_context *context, struct page *page)
{
    page_begin(page, context->screen, _("Learnt words"));
    page_section(page, "words");
    if (context->argument[0])
        build_word(context, page, context->argument);
    else
        build_list(context, page);
    board_add_bar(context, page);
}

bool board_own_words_knows(const struct board_context *context, const char *argument)
{
    return context->own_words && own_words_find(context->own_words, argument, strlen(argument)) > 0;
}
