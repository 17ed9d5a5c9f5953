#include "board/board_parts.h"

#include "base/text.h"

/* How to use the aid, to be read and heard with the same switch. */

/* Told for the settings in force, that of the seconds included. */
struct topic {
    const char *title;
    const char *(*text)(const struct board_context *context, struct page *page);
};

static const char *how_to_choose(const struct board_context *context, struct page *page)
{
    const struct settings *settings = context->settings;
    (void)page;
    if (settings->scan_pattern == PATTERN_LINEAR)
        return _("The light goes from cell to cell. Take the one you want when it is lit.");
    if (settings->scan_pattern == PATTERN_EVIDENCE && settings->scan_control == CONTROL_AUTOMATIC)
        return _(
            "Look at what you want and press whenever it lights up, among whatever else is lit. After a few "
            "presses it is chosen. What is outlined lights up next.");
    return _("The light goes from row to row. Press when your row is lit, and again when the right "
             "cell is lit. If you took the wrong row, take the arrow at its end.");
}

static const char *how_to_call(const struct board_context *context, struct page *page)
{
    const struct settings *settings = context->settings;
    bool call = settings->long_press_ms > 0 && settings->long_press_function == LONG_CALL;
    if (!call)
        return _("Take Call. It rings until somebody comes and stops it.");
    const char *hold =
        arena_printf(&page->arena,
                     _("Hold the switch down for %g seconds, or take Call. It rings until somebody comes and "
                       "stops it."),
                     settings->long_press_ms / 1000.0);
    if (settings->urgent_hold_ms == 0 || settings->urgent_hold_ms >= settings->long_press_ms)
        return hold;
    return arena_printf(&page->arena, _("%s If you hold it for %g s only, the urgent phrases stand there."),
                        hold, settings->urgent_hold_ms / 1000.0);
}

static const char *how_to_rest(const struct board_context *context, struct page *page)
{
    (void)context, (void)page;
    return _("Take Rest and the screen goes dark. To wake, press once; then the screen asks, and you "
             "take Wake up. Nothing happens if you do not answer.");
}

static const char *how_to_write(const struct board_context *context, struct page *page)
{
    (void)page;
    if (context->english || context->settings->writing == WRITE_LETTERS)
        return _(
            "Choose the letters of the word. The words that begin so stand above: take yours as soon as it "
            "is there. Take Speak when the sentence is ready.");
    if (context->settings->writing == WRITE_STROKES)
        return _(
            "Choose the strokes of the character in the order in which it is written. The words that fit "
            "stand above. Take Speak when the sentence is ready.");
    return _("Choose the first sound of the syllable, then its ending. The words that fit stand above. "
             "Take Speak when the sentence is ready.");
}

static const char *how_to_correct(const struct board_context *context, struct page *page)
{
    (void)context, (void)page;
    return _("Undo takes back the last step, whatever it was. Delete takes away one character, Word a whole "
             "word.");
}

static const char *own_phrases(const struct board_context *context, struct page *page)
{
    (void)context, (void)page;
    return _("Phrases are plain text files. A helper can change them with any editor; they are "
             "there at once.");
}

static const struct topic topics[] = {
    {N_("How to choose"), how_to_choose},   {N_("How to call"), how_to_call},
    {N_("How to rest"), how_to_rest},       {N_("How to write"), how_to_write},
    {N_("How to correct"), how_to_correct}, {N_("Your own phrases"), own_phrases},
};

static void add_topic(const void *state, struct page *page, int index)
{
    board_add_say(page, arena_printf(&page->arena, "topic.%d", index), _(topics[index].title),
                  topics[index].text(state, page));
}

void board_add_howto(const struct board_context *context, struct page *page)
{
    board_add_grid(context, page,
                   &(struct board_grid){.total = (int)(sizeof topics / sizeof topics[0]),
                                        .columns = context->height_px > context->width_px ? 1 : 2,
                                        .rows = 6,
                                        .row_id = "topics",
                                        .add = add_topic,
                                        .state = context});
}
