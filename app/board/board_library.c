#include "board/board_parts.h"

#include "base/text.h"

/* How to use the aid, to be read and heard with the same switch. The care articles join it in content/. */

struct topic {
    const char *title;
    const char *text;
};

static const struct topic topics[] = {
    {N_("How to choose"),
     N_("The light goes from row to row. Press when your row is lit, and again when the right "
        "cell is lit. If you took the wrong row, take the arrow at its end.")},
    {N_("How to call"),
     N_("Hold the switch down for three seconds, or take Call. It rings until somebody comes and "
        "stops it.")},
    {N_("How to rest"),
     N_("Take Rest and the screen goes dark. To wake, press once; then the screen asks, and you "
        "take Wake up. Nothing happens if you do not answer.")},
    {N_("How to write"),
     N_("Choose the first sound of the syllable, then its ending. The words that fit stand above. "
        "Take Speak when the sentence is ready.")},
    {N_("How to correct"),
     N_("Undo takes back the last step, whatever it was. Delete takes away one character.")},
    {N_("Your own phrases"),
     N_("Phrases are plain text files. A helper can change them with any editor; they are "
        "there at once.")},
};

static void add_topic(const void *state, struct page *page, int index)
{
    (void)state;
    board_add_say(page, arena_printf(&page->arena, "topic.%d", index), _(topics[index].title),
                  _(topics[index].text));
}

void board_library_build(const struct board_context *context, struct page *page)
{
    page_begin(page, context->screen, _("Library"));
    page->with_message = true;
    page_section(page, "topics");
    board_add_grid(context, page,
                   &(struct board_grid){.total = (int)(sizeof topics / sizeof topics[0]),
                                        .columns = context->height_px > context->width_px ? 1 : 2,
                                        .rows = 6,
                                        .row_id = "topics",
                                        .add = add_topic});
    board_add_bar(context, page);
}
