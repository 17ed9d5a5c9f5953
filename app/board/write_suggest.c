#include <string.h>

#include "base/utf8.h"
#include "board/board_parts.h"
#include "board/write_parts.h"

enum { READ_FIRST_MS = 300, READ_EACH_MS = 120, GAZE_CHOICE_MS = 1600 };

/* A key is two looks, and a word stands for several: what was best in measuring (11.5, 11.8, 11.5 characters a minute at
 * 2800, 4500, 9000). */
enum { BLOCKS_CHOICE_MS = 4500 };

/* Words on a further page: the row of suggestions, and rows where the keys stood. */
static int further_words(const struct writing *writing)
{
    return writing->further_each * (1 + writing->further_rows);
}

/* Evidence scanning waits until new words have been read. A word costs everybody that time and spares about one scan
 * time to whoever wants it; where rows are scanned the first row is read while it is lit. */
static double word_worth(const struct board_context *context)
{
    const struct settings *settings = context->settings;
    if (write_by_blocks(context)) /* a key costs two looks */
        return (double)READ_EACH_MS / BLOCKS_CHOICE_MS;
    if (context->key_px > 0) /* a key costs finding it and the dwell time */
        return (double)READ_EACH_MS / GAZE_CHOICE_MS;
    bool waits = settings->scan_pattern == PATTERN_EVIDENCE && settings->scan_control == CONTROL_AUTOMATIC;
    return waits ? (double)READ_EACH_MS / settings->scan_time_ms : 0;
}

/* Among keys that stay, whoever finds no new word need not look for any. */
static double first_worth(const struct board_context *context)
{
    if (write_by_blocks(context))
        return 0;
    return context->key_px > 0 ? (double)(READ_FIRST_MS - READ_EACH_MS) / GAZE_CHOICE_MS : 0;
}

struct predict_request write_request(const struct writing *writing)
{
    const struct message *message = writing->context->message;
    bool letters = writing->board == LETTERS || writing->board == CAPITALS;
    bool marks = writing->board == DIGITS || writing->board == PUNCTUATION;
    return (struct predict_request){
        .context = message_text(message),
        .context_size =
            utf8_offset(message_text(message), message_size(message), (size_t)message_caret(message)),
        .units = writing->units,
        .unit_count = writing->unit_count,
        .page = writing->words_each,
        .worth = word_worth(writing->context),
        .elsewhere = writing->core,
        .elsewhere_count = writing->core_count,
        .first_worth = first_worth(writing->context),
        /* On a Chinese screen the letters may be pinyin, or a word in Latin letters; nothing spelt is Chinese. */
        .english = letters ? writing->unit_count > 0 || writing->context->english
                           : marks && writing->context->english,
        .hanzi = letters && !writing->context->english,
        .hanzi_first = writing->board == LETTERS && writing->context->settings->writing == WRITE_LETTERS,
        .traditional = writing->context->settings->script == WRITE_TRADITIONAL,
    };
}

/* `further`: one of the words behind the first page. */
static int ask(const struct writing *writing, bool further, int skip, struct candidate *out, int most)
{
    const struct predictor *predictor = writing->context->predictor;
    struct predict_request request = write_request(writing);
    request.skip = skip;
    request.further = further;
    return predictor ? predictor->candidates(predictor->self, &request, out, most) : 0;
}

/* Does anything stand after the first `skip`? */
static bool is_any(const struct writing *writing, int skip)
{
    struct candidate probe;
    return ask(writing, true, skip, &probe, 1) > 0;
}

/* The page that "more" has turned to, after the last comes the first. The first page holds as many words as are worth
 * it (offers.h), the others go on after it; where the keys take several pages the same words stand above them all. */
static void ask_page(const struct writing *writing, struct write_words *words)
{
    int first = ask(writing, false, 0, words->found, writing->words_each);
    int pages = writing->key_pages, each = further_words(writing);
    while (pages <= words->page_number && is_any(writing, first + (pages - writing->key_pages) * each))
        pages++;
    words->page_number %= pages;
    words->count = words->shown = first;
    words->each = writing->words_each;
    words->further = words->page_number >= writing->key_pages;
    if (!words->further)
        return;
    int skip = first + (words->page_number - writing->key_pages) * each;
    words->each = writing->further_each;
    words->count = ask(writing, true, skip, words->found, each);
    words->shown = skip + words->count;
}

static bool is_latin(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

const char *write_parted(const struct writing *writing, const char *text)
{
    const struct message *message = writing->context->message;
    size_t caret = utf8_offset(message_text(message), message_size(message), (size_t)message_caret(message));
    char before = caret > 0 ? message_text(message)[caret - 1] : ' ';
    bool part = is_latin(text[0]) && (is_latin(before) || (before != '\0' && strchr(",.?!;:", before)));
    return arena_printf(&writing->page->arena, "%s%s", part ? " " : "", text);
}

static void add_suggestion(const struct writing *writing, const char *id, const struct candidate *candidate)
{
    struct page *page = writing->page;
    const char *shown = candidate->text + (candidate->text[0] == ' ');
    struct cell *cell = page_cell(page, CELL_WORD, id, shown);
    cell->commit = write_parted(writing, candidate->text);
    cell->reading = candidate->reading[0] ? arena_text(&page->arena, candidate->reading) : NULL;
    cell->units = candidate->units;
    cell->action = (struct action){ACTION_COMMIT, cell->commit};
}

/* An English screen shows no Hanzi that letters might spell. */
static int without_hanzi(struct candidate *candidates, int count)
{
    int kept = 0;
    for (int i = 0; i < count; i++)
        if (!candidates[i].reading[0])
            candidates[kept++] = candidates[i];
    return kept;
}

static bool hides_hanzi(const struct writing *writing)
{
    return writing->context->english && write_request(writing).english;
}

/* Is there anything to turn to from the first page? `shown`: how many stand on it, hidden ones counted. */
static bool is_more(const struct writing *writing, int shown)
{
    struct candidate next[WRITE_WORDS_AT_MOST];
    int count = ask(writing, true, shown, next, further_words(writing));
    return (hides_hanzi(writing) ? without_hanzi(next, count) : count) > 0;
}

static bool is_rejected(const struct writing *writing, const struct candidate *candidate)
{
    const char *text = write_parted(writing, candidate->text);
    for (int i = 0; i < writing->context->rejected_count; i++)
        if (strcmp(writing->context->rejected[i], text) == 0)
            return true;
    return false;
}

/* What was chosen here and taken back is not offered first again: it stands after the others. */
static void put_rejected_last(const struct writing *writing, struct candidate *found, int count)
{
    for (int tried = 0; tried < count - 1 && is_rejected(writing, &found[0]); tried++) {
        struct candidate first = found[0];
        memmove(found, found + 1, (size_t)(count - 1) * sizeof *found);
        found[count - 1] = first;
    }
}

void write_find_words(const struct writing *writing, struct write_words *words)
{
    words->page_number = writing->context->page_number;
    ask_page(writing, words);
    if (hides_hanzi(writing))
        words->count = without_hanzi(words->found, words->count);
    if (words->count == 0 && words->further) { /* all of them are hidden */
        words->page_number = 0;
        words->further = false;
        words->each = writing->words_each;
        words->shown = ask(writing, false, 0, words->found, words->each);
        words->count = without_hanzi(words->found, words->shown);
    }
    put_rejected_last(writing, words->found, words->count);
}

static void add_word(const struct writing *writing, const struct write_words *words, int i)
{
    const char *id = arena_printf(&writing->page->arena, "suggest.%d", i);
    if (i < words->count)
        add_suggestion(writing, id, &words->found[i]);
    else
        page_gap(writing->page, id);
}

void write_add_suggestions(const struct writing *writing, const struct write_words *words)
{
    struct page *page = writing->page;
    page_section(page, "suggest");
    page_row(page, "suggest", ROW_WORDS);
    for (int i = 0; i < words->each; i++)
        add_word(writing, words, i);
}

void write_add_more(const struct writing *writing, const struct write_words *words)
{
    board_add_action(writing->page, ACTION_MORE, NULL)->empty =
        words->page_number == 0 && writing->key_pages == 1 && !is_more(writing, words->shown);
}

void write_add_further_words(const struct writing *writing, const struct write_words *words)
{
    struct page *page = writing->page;
    page->further = true;
    page_section(page, "words");
    for (int row = 1; row <= writing->further_rows; row++) {
        page_row(page, arena_printf(&page->arena, "words.%d", row), ROW_CELLS);
        for (int i = 0; i < words->each; i++)
            add_word(writing, words, row * words->each + i);
    }
}
