/* Inside board/: the screens, and what they share. */
#ifndef YINIAN_BOARD_BOARD_PARTS_H
#define YINIAN_BOARD_BOARD_PARTS_H

#include "board/board.h"

void board_home_build(const struct board_context *context, struct page *page);
void board_urgent_build(const struct board_context *context, struct page *page);
void board_phrases_build(const struct board_context *context, struct page *page);
void board_edit_build(const struct board_context *context, struct page *page);
void board_category_build(const struct board_context *context, struct page *page);
void board_field_build(const struct board_context *context, struct page *page);
void board_message_build(const struct board_context *context, struct page *page);
void board_history_build(const struct board_context *context, struct page *page);
void board_pass_on_build(const struct board_context *context, struct page *page);
void board_paper_build(const struct board_context *context, struct page *page);
void board_show_build(const struct board_context *context, struct page *page);
void board_body_build(const struct board_context *context, struct page *page);
void board_library_build(const struct board_context *context, struct page *page);
void board_read_build(const struct board_context *context, struct page *page);
void board_reading_build(const struct board_context *context, struct page *page);
void board_term_build(const struct board_context *context, struct page *page);
void board_practice_build(const struct board_context *context, struct page *page);
void board_person_build(const struct board_context *context, struct page *page);
void board_fitting_build(const struct board_context *context, struct page *page);
void board_guide_build(const struct board_context *context, struct page *page);
void board_calling_build(const struct board_context *context, struct page *page);
void board_health_build(const struct board_context *context, struct page *page);
void board_settings_build(const struct board_context *context, struct page *page);
void board_people_build(const struct board_context *context, struct page *page);
void board_lock_build(const struct board_context *context, struct page *page);
void board_try_build(const struct board_context *context, struct page *page);
void board_look_practice_build(const struct board_context *context, struct page *page);
void board_looking_build(const struct board_context *context, struct page *page);
void board_own_words_build(const struct board_context *context, struct page *page);
/* The path of a phrase's picture; NULL: it has none. */
const char *board_phrase_picture(struct page *page, const struct phrase *phrase);
void board_recordings_build(const struct board_context *context, struct page *page);
void board_record_build(const struct board_context *context, struct page *page);
void board_copies_build(const struct board_context *context, struct page *page);
void board_boards_build(const struct board_context *context, struct page *page);
void board_board_build(const struct board_context *context, struct page *page);

bool board_home_knows(const struct board_context *context, const char *argument);
bool board_phrases_knows(const struct board_context *context, const char *argument);
bool board_show_knows(const struct board_context *context, const char *argument);
bool board_edit_knows(const struct board_context *context, const char *argument);
bool board_category_knows(const struct board_context *context, const char *argument);
bool board_body_knows(const struct board_context *context, const char *argument);
bool board_library_knows(const struct board_context *context, const char *argument);
bool board_read_knows(const struct board_context *context, const char *argument);
bool board_reading_knows(const struct board_context *context, const char *argument);
bool board_term_knows(const struct board_context *context, const char *argument);
bool board_fitting_knows(const struct board_context *context, const char *argument);
bool board_guide_knows(const struct board_context *context, const char *argument);
bool board_settings_knows(const struct board_context *context, const char *argument);
bool board_people_knows(const struct board_context *context, const char *argument);
bool board_lock_knows(const struct board_context *context, const char *argument);
bool board_try_knows(const struct board_context *context, const char *argument);
bool board_looking_knows(const struct board_context *context, const char *argument);
bool board_own_words_knows(const struct board_context *context, const char *argument);
bool board_recordings_knows(const struct board_context *context, const char *argument);
bool board_record_knows(const struct board_context *context, const char *argument);
/* The id of the phrase that the screen "record:ARGUMENT" is about; the screen of the first after it that has no recording.
 * NULL: none. */
const char *board_record_id(const struct board_context *context, const char *argument);
const char *board_record_after(const struct board_context *context, struct page *page, const char *argument);
bool board_board_knows(const struct board_context *context, const char *argument);

/* What is to be shown to somebody who listens: the message, or what was said last; "" when there is neither. */
const char *board_shown_text(const struct board_context *context);

/* Pages that the app puts over the others: a question, the dark screen, waking, ringing. */
void board_ask_build(const struct board_context *context, const char *question,
                     struct page *page);                                       /* yes, no */
void board_rest_build(const struct board_context *context, struct page *page); /* dark, nothing to choose */
void board_practice_run_build(const struct board_context *context, struct page *page); /* cells: the lights */
void board_look_practice_run_build(const struct board_context *context,
                                   struct page *page);                          /* cells: the keys */
void board_point_build(const struct board_context *context, struct page *page); /* PAGE_POINT */
void board_wake_build(const struct board_context *context, struct page *page);  /* rest on, wake, call */
void board_call_build(const struct board_context *context, struct page *page); /* ring on, somebody is here */
void board_call_stop_build(const struct board_context *context, struct page *page); /* ring on, stop */

/* A cell that leads to a screen, id "open.SCREEN". */
struct cell *board_add_open(struct page *page, enum cell_role role, const char *screen, const char *label);
/* The text with a capital at its beginning, where it begins with a Latin letter; in the page's memory. */
const char *board_capital(struct page *page, const char *text);
/* Fitting the switch (board_fitting.c): what it says with the settings in force; the screen of the first setting after
 * `after` (−1: of all) that something else would suit, or that which says it all; and what stands on a page of it, which is
 * one of the guide's if `guided`. */
struct fitting_advice board_fitting_advice(const struct fitting *fitting, const struct settings *settings);
const char *board_fitting_after(const struct fitting_advice *advice, const struct settings *settings, int after,
                                bool guided);
void board_fitting_add(const struct board_context *context, struct page *page, const char *step, bool guided);
/* A cell that leaves this step of the guide out. */
void board_guide_add_skip(struct page *page, const char *next);
/* Of a switch nobody knows before it is pressed: do the settings speak of one, beside looking? */
bool board_has_switch(const struct settings *settings);
/* Figures of looking in plain words, in the page's memory: "0.8°"; how exact looks are and which keys suit that. */
const char *board_degrees(struct page *page, double degrees);
const char *board_exactness(const struct board_context *context, struct page *page, double accuracy_degrees,
                            double precision_degrees);
/* Which setting of key_size that is; and a cell that takes it, where it is another than now. */
int board_key_size_tenths(double accuracy_degrees, double precision_degrees);
void board_add_key_size(const struct board_context *context, struct page *page, double accuracy_degrees,
                        double precision_degrees);
/* The bar while something is done by looking: stop, home, call, rest. */
void board_add_gaze_bar(struct page *page);
/* How to use the aid: topics to be heard (board_howto.c). */
void board_add_howto(const struct board_context *context, struct page *page);
/* While something is looked for: where a board has "speak" it has "search". */
void board_search_instead(struct page *page);
/* … or a name is written: "done". */
void board_name_instead(struct page *page);
/* While a text is typed: where a board has "speak" it has "done". */
void board_field_instead(struct page *page);
/* Of the library: is the article shut, because the reader has not chosen it? */
bool board_is_shut(const struct board_reading *reading);
/* A cell that says a text as it is, id given. */
struct cell *board_add_say(struct page *page, const char *id, const char *label, const char *text);

/* Settings: screens that belong to them, to be found among them. */
struct board_door {
    const char *screen, *label; /* N_() */
};
extern const struct board_door board_doors[];
extern const int board_door_count;
/* A cell that leads to a setting, with its present value; pages below "settings"; "1500 ms → 1000 ms". */
struct cell *board_add_setting(const struct board_context *context, struct page *page,
                               const struct setting_info *info);
void board_setting_search_build(const struct board_context *context, struct page *page);
void board_add_lock_now(const struct board_context *context, struct page *page); /* where it is open */
void board_setting_changes_build(const struct board_context *context, struct page *page);
const char *board_change_text(struct page *page, const struct board_setting_change *change);
/* The values of a setting to choose from, done by `change` with "name=value". Not of a text. */
void board_add_values(const struct board_context *context, struct page *page, const struct setting_info *info,
                      enum action_kind change);

/* A grid of `total` things in rows of `columns`, so many rows a page, the last place a "more" cell where there are
 * more pages. Calls add(state, page, index) for each that stands on the present page. */
struct board_grid {
    int total, columns, rows;
    const char *row_id; /* rows are "ROW_ID.0" … */
    void (*add)(const void *state, struct page *page, int index);
    const void *state;
};
void board_add_grid(const struct board_context *context, struct page *page, const struct board_grid *grid);

#endif
