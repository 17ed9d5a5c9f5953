#include "board/board.h"

#include <string.h>

#include "base/text.h"
#include "board/board_parts.h"

const struct board_screen board_screens[] = {
    {"home", board_home_build, board_home_knows},
    {"urgent", board_urgent_build, NULL},
    {"phrases", board_phrases_build, board_phrases_knows},
    {"edit", board_edit_build, board_edit_knows},
    {"category", board_category_build, board_category_knows},
    {"field", board_field_build, NULL},
    {"boards", board_boards_build, NULL},
    {"board", board_board_build, board_board_knows},
    {"write", board_write_build, board_write_knows},
    {"message", board_message_build, NULL},
    {"history", board_history_build, NULL},
    {"pass-on", board_pass_on_build, NULL},
    {"paper", board_paper_build, NULL},
    {"show", board_show_build, board_show_knows},
    {"body", board_body_build, board_body_knows},
    {"library", board_library_build, board_library_knows},
    {"read", board_read_build, board_read_knows},
    {"reading", board_reading_build, board_reading_knows},
    {"term", board_term_build, board_term_knows},
    {"practice", board_practice_build, NULL},
    {"person", board_person_build, NULL},
    {"fitting", board_fitting_build, board_fitting_knows},
    {"guide", board_guide_build, board_guide_knows},
    {"health", board_health_build, NULL},
    {"calling", board_calling_build, NULL},
    {"settings", board_settings_build, board_settings_knows},
    {"try", board_try_build, board_try_knows},
    {"gaze", board_looking_build, board_looking_knows},
    {"copies", board_copies_build, NULL},
    {"words", board_own_words_build, board_own_words_knows},
    {"people", board_people_build, board_people_knows},
    {"lock", board_lock_build, board_lock_knows},
    {"recordings", board_recordings_build, board_recordings_knows},
    {"record", board_record_build, board_record_knows},
    {NULL, NULL, NULL},
};

const struct board_screen *board_find(const char *screen)
{
    size_t length = strcspn(screen, ":");
    for (const struct board_screen *found = board_screens; found->name; found++)
        if (strlen(found->name) == length && memcmp(found->name, screen, length) == 0)
            return !screen[length] || found->knows ? found : NULL;
    return NULL;
}

bool board_exists(const struct board_context *context, const char *screen)
{
    const struct board_screen *found = board_find(screen);
    const char *colon = strchr(screen, ':');
    return found && (!colon || found->knows(context, colon + 1));
}

struct action_look {
    enum action_kind kind;
    enum cell_mark mark;
    enum cell_role role;
    const char *label;
};

static const struct action_look looks[] = {
    {ACTION_SPEAK, MARK_SPEAK, CELL_ACTION, N_("Speak")},
    {ACTION_SPEAK_AGAIN, MARK_SPEAK, CELL_ACTION, N_("Say again")},
    {ACTION_UNDO, MARK_UNDO, CELL_ACTION, N_("Undo")},
    {ACTION_DELETE, MARK_DELETE, CELL_ACTION, N_("Delete")},
    {ACTION_DELETE_WORD, MARK_DELETE, CELL_ACTION, N_("Word")},
    {ACTION_CLEAR, MARK_CLEAR, CELL_ACTION, N_("Clear")},
    {ACTION_SAVE_PHRASE, MARK_KEEP, CELL_ACTION, N_("Keep as a phrase")},
    {ACTION_COPY, MARK_KEYS, CELL_TILE, N_("Copy")},
    {ACTION_SAVE_TEXT, MARK_KEEP, CELL_TILE, N_("Save as a file")},
    {ACTION_SEND, MARK_BOOK_NEXT, CELL_TILE, N_("Send")},
    {ACTION_HIDE, MARK_NONE, CELL_TILE, N_("Hide it from the listener")},
    {ACTION_PAPER, MARK_KEEP, CELL_TILE, N_("Write the file")},
    {ACTION_BACK, MARK_BACK, CELL_ACTION, N_("Back")},
    {ACTION_HOME, MARK_HOME, CELL_ACTION, N_("Home")},
    {ACTION_MORE, MARK_MORE, CELL_ACTION, N_("More")},
    {ACTION_CALL, MARK_CALL, CELL_URGENT, N_("Call")},
    {ACTION_CALL_STOP, MARK_STOP, CELL_ACTION, N_("Stop ringing")},
    {ACTION_REST, MARK_REST, CELL_ACTION, N_("Rest")},
    {ACTION_WAKE, MARK_YES, CELL_ACTION, N_("Wake up")},
    {ACTION_CONFIRM, MARK_YES, CELL_ACTION, N_("Yes")},
    {ACTION_CANCEL, MARK_NO, CELL_ACTION, N_("No")},
    {ACTION_FORGET_WORD, MARK_DELETE, CELL_ACTION, N_("Forget it")},
    {ACTION_CORRECT_WORD, MARK_WRITE, CELL_ACTION, N_("Put the message in its place")},
    {ACTION_FORGET_WORDS, MARK_CLEAR, CELL_ACTION, N_("Forget everything")},
    {ACTION_BODY_SIDE, MARK_BODY, CELL_ACTION, N_("Other side")},
    {ACTION_PRACTICE, MARK_KEEP, CELL_TILE, N_("Begin")},
    {ACTION_CALL_PRACTICE, MARK_KEEP, CELL_TILE, N_("Begin")},
    {ACTION_CALL_PRACTICE_STOP, MARK_STOP, CELL_TILE, N_("Stop")},
    {ACTION_PRACTICE_STOP, MARK_STOP, CELL_ACTION, N_("Stop")},
    {ACTION_HABITS_NO, MARK_NO, CELL_TILE, N_("Leave it as it is")},
    {ACTION_FITTING, MARK_KEEP, CELL_TILE, N_("Begin")},
    {ACTION_FORGET_PERSON, MARK_CLEAR, CELL_ACTION, N_("Forget and start anew")},
    {ACTION_GAZE_COURSE, MARK_TARGET, CELL_TILE, N_("Put the tracker right")},
    {ACTION_GAZE_PRACTICE, MARK_KEEP, CELL_TILE, N_("Practise looking")},
    {ACTION_GAZE_STOP, MARK_STOP, CELL_ACTION, N_("Stop")},
    {ACTION_GAZE_BEFORE, MARK_UNDO, CELL_TILE, N_("As it was before")},
    {ACTION_GAZE_DRIFT, MARK_NONE, CELL_TILE, N_("Put it right")},
    {ACTION_GAZE_FORGET, MARK_CLEAR, CELL_ACTION, N_("Forget the correction")},
    {ACTION_READ_NEXT, MARK_BOOK_NEXT, CELL_ACTION, N_("Next page")},
    {ACTION_READ_BACK, MARK_BOOK_BACK, CELL_ACTION, N_("Page back")},
    {ACTION_READ_ALOUD, MARK_SPEAK, CELL_ACTION, N_("Read aloud")},
    {ACTION_READ_SILENT, MARK_CLOCK, CELL_TILE, N_("Pages turn by themselves")},
    {ACTION_READ_STOP, MARK_STOP, CELL_ACTION, N_("Stop")},
    {ACTION_READ_MARK, MARK_BOOKMARK, CELL_ACTION, N_("Mark this")},
    {ACTION_READ_SAY, MARK_SPEAK, CELL_TILE, N_("Say this page to somebody")},
    {ACTION_READ_CHOOSE, MARK_YES, CELL_ACTION, N_("Show it")},
    {ACTION_FIELD_DONE, MARK_YES, CELL_ACTION, N_("Done")},
    {ACTION_RECORD, MARK_TARGET, CELL_TILE, N_("Record")},
    {ACTION_RECORD_STOP, MARK_STOP, CELL_TILE, N_("Stop")},
    {ACTION_RECORD_HEAR, MARK_SPEAK, CELL_TILE, N_("Hear it")},
    {ACTION_RECORD_KEEP, MARK_KEEP, CELL_TILE, N_("Keep the recording")},
    {ACTION_RECORD_AGREE, MARK_KEEP, CELL_TILE, N_("Keep it as it is")},
    {ACTION_TRY_KEEP, MARK_KEEP, CELL_TILE, N_("Keep this value")},
    {ACTION_TRY_HEAR, MARK_SPEAK, CELL_TILE, N_("Hear it")},
    {ACTION_SEARCH, MARK_SEARCH, CELL_ACTION, N_("Search")},
    {ACTION_BEGIN_ANEW, MARK_UNDO, CELL_ACTION, N_("Start everything again")},
    {ACTION_QUIT, MARK_STOP, CELL_ACTION, N_("End the program")},
};

static const struct action_look *look_of(enum action_kind kind)
{
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++)
        if (looks[i].kind == kind)
            return &looks[i];
    return NULL;
}

struct cell *board_add_action(struct page *page, enum action_kind kind, const char *argument)
{
    const struct action_look *look = look_of(kind);
    const char *name = action_info(kind)->name;
    struct cell *cell = page_cell(page, look ? look->role : CELL_ACTION,
                                  arena_printf(&page->arena, "act.%s", name), look ? _(look->label) : name);
    cell->mark = look ? look->mark : MARK_NONE;
    if (kind == ACTION_DELETE_WORD)
        cell->cue = _("Delete word");
    cell->action = (struct action){kind, argument ? arena_text(&page->arena, argument) : NULL};
    return cell;
}

struct cell *board_add_open(struct page *page, enum cell_role role, const char *screen, const char *label)
{
    struct cell *cell = page_cell(page, role, arena_printf(&page->arena, "open.%s", screen), label);
    cell->action = (struct action){ACTION_OPEN, arena_text(&page->arena, screen)};
    return cell;
}

void board_add_urgent_strip(const struct board_context *context, struct page *page)
{
    (void)context;
    page_section(page, "urgent");
    page_row(page, "urgent", ROW_STRIP);
    struct cell *cell = board_add_open(page, CELL_URGENT, "urgent", _("Urgent"));
    cell->mark = MARK_URGENT;
}

void board_add_bar(const struct board_context *context, struct page *page)
{
    bool home = strncmp(context->screen, "home", 4) == 0;
    page_section(page, "bar");
    page_row(page, "bar", ROW_BAR);
    if (strcmp(context->screen, "message") != 0)
        board_add_open(page, CELL_ACTION, "message", _("Message"))->mark = MARK_HISTORY;
    if (!home) {
        board_add_action(page, ACTION_BACK, NULL);
        board_add_action(page, ACTION_HOME, NULL);
    }
    board_add_action(page, ACTION_CALL, NULL);
    board_add_action(page, ACTION_REST, NULL);
}

void board_add_edit_bar(const struct board_context *context, struct page *page)
{
    bool empty = message_is_empty(context->message);
    page_section(page, "edit");
    page_row(page, "edit", ROW_BAR);
    board_add_action(page, ACTION_SPEAK, NULL)->empty = message_size(context->message) == 0;
    board_add_action(page, ACTION_UNDO, NULL)->empty = !context->can_undo;
    board_add_action(page, ACTION_DELETE, NULL)->empty = empty;
    board_add_action(page, ACTION_DELETE_WORD, NULL)->empty = empty;
    board_add_action(page, ACTION_CLEAR, NULL)->empty = empty;
}

static int choices_in(const struct page *page, const struct row *row)
{
    int count = 0;
    for (int i = row->first_cell; i < row->first_cell + row->cell_count; i++)
        count += !page->cells[i].empty && page->cells[i].action.kind != ACTION_NONE;
    return count;
}

/* Cells are one array in the order of rows, so an exit is put in by moving what follows. */
static void add_row_exit(struct page *page, int row_index)
{
    page_cell(page, CELL_ACTION, "", "");
    struct row *last = &page->rows[page->row_count - 1];
    last->cell_count--;
    struct row *row = &page->rows[row_index];
    int at = row->first_cell + row->cell_count;
    memmove(&page->cells[at + 1], &page->cells[at],
            (size_t)(page->cell_count - 1 - at) * sizeof *page->cells);
    page->cells[at] = (struct cell){.id = arena_printf(&page->arena, "exit.%s", row->id),
                                    .label = arena_text(&page->arena, "↩"),
                                    .cue = _("Back"),
                                    .role = CELL_ACTION,
                                    .mark = MARK_EXIT,
                                    .action = {ACTION_BACK, NULL},
                                    .span = 1,
                                    .row_exit = true};
    row->cell_count++;
    for (int i = row_index + 1; i < page->row_count; i++)
        page->rows[i].first_cell++;
}

/* With one row there is nothing to go back to: its cells are scanned at once. */
static int rows_with_choices(const struct page *page)
{
    int count = 0;
    for (int i = 0; i < page->row_count; i++)
        count += choices_in(page, &page->rows[i]) > 0;
    return count;
}

/* By evidence no row is ever entered, one by one neither. */
static bool rows_are_entered(const struct settings *settings, const struct page *page)
{
    bool evidence = settings->scan_pattern == PATTERN_EVIDENCE && settings->scan_control == CONTROL_AUTOMATIC;
    return settings->scan_pattern != PATTERN_LINEAR && (!evidence || page->by_rows);
}

void board_add_row_exits(const struct board_context *context, struct page *page)
{
    const struct settings *settings = context->settings;
    if (!settings->row_exit || !rows_are_entered(settings, page) || rows_with_choices(page) < 2)
        return;
    for (int i = 0; i < page->row_count; i++)
        if (choices_in(page, &page->rows[i]) > 1)
            add_row_exit(page, i);
}

int board_columns(const struct board_context *context, int count)
{
    bool portrait = context->height_px > context->width_px;
    int most = portrait ? 3 : context->width_px < 1000 ? 4 : 5;
    int rows = (count + most - 1) / most;
    return rows > 0 ? (count + rows - 1) / rows : 1;
}
