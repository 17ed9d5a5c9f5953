/* What is to be seen at one moment, as the app tells it (app_scene()): plain borrowed data, valid until the app
 * is next told anything. view/ turns it into a tree of nodes with places (node.h) and draws that. */
#ifndef YINIAN_VIEW_SCENE_H
#define YINIAN_VIEW_SCENE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time_us.h"
#include "board/page.h"

enum theme { THEME_DARK, THEME_LIGHT, THEME_HIGH_CONTRAST, THEME_COUNT };

enum { SCENE_NOTICES_AT_MOST = 4 };

struct scene {
    const struct page *page;

    /* What a press would choose or narrow to now: exactly one of these is >= 0, or none. An index into the page's
     * cells, rows or sections. `lit_cells`, when not NULL, says it cell by cell instead (sets of keys). */
    int lit_cell, lit_row, lit_section;
    const bool *lit_cells;
    const bool *next_cells; /* cell by cell: lights up next if nobody presses; NULL: not to be shown */
    int within_row;         /* the scan has narrowed to this row: the others are dimmed more; or -1 */
    int within_section;     /* the same for a section; or -1 */
    bool held;              /* the switch is down and counting (acceptance time): the lit thing shows it */
    int taken_cell;         /* just chosen, shown for a moment during the pause after a selection; or -1 */
    float dwell;            /* progress 0–1 on the lit cell when looked at or dwell-to-take; 0 else */
    bool
        by_gaze; /* chosen by looking: lit_cell is what is looked at, `dwell` fills it from its middle; nothing is dimmed */
    int kept_cell; /* looked at a moment ago, and what was begun is remembered: `kept_dwell` of it, frozen; or -1 */
    float kept_dwell;
    bool corners;     /* by looking, and the corner gesture is on: its two corners are marked */
    int corners_seen; /* 0; 1: the first corner has been looked at, now the second; 2: both */
    bool scan_paused; /* the scan waits for a press: "press to go on" is said in the head */

    /* The message bar. */
    const char *message;            /* UTF-8 */
    const char *reading;            /* what has been spelt and is not yet text, "" if none */
    int caret;                      /* in characters */
    int spoken_first, spoken_count; /* characters being spoken; count 0: none. Refers to `spoken_text` */
    const char
        *spoken_text; /* what is being said; NULL when quiet. Equal to message: highlighted there, otherwise
                                shown in the bar while it lasts */
    const char *message_hint; /* shown, weaker, when the message is empty */

    /* PAGE_READ: bytes of the article that are being read aloud: a sentence, and the word in it; sizes 0: none. */
    size_t read_first, read_size, read_word_first, read_word_size;

    /* The head: title of the page is in `page`; one or more short lines of what is wrong. */
    const char *notices[SCENE_NOTICES_AT_MOST]; /* newest first, NULL-terminated if fewer */
    const char *clock;                          /* "15:04", or NULL */

    const char *large_text; /* covers the page: what would be said, when there is no sound; NULL else */
    bool ringing;           /* the call rings */
    bool flash_on;          /* slow flashing of the whole screen while it rings: the bright half */

    enum theme theme;
    int text_percent; /* 80–160 */
    bool english;     /* language of the screen, for fonts */
    bool traditional; /* characters in the forms of Taiwan, for fonts */
};

/* Where every scene begins: the page with nothing lit, nothing written and nothing said. */
static inline struct scene scene_of_page(const struct page *page)
{
    return (struct scene){.page = page,
                          .lit_cell = -1,
                          .lit_row = -1,
                          .lit_section = -1,
                          .within_row = -1,
                          .within_section = -1,
                          .taken_cell = -1,
                          .kept_cell = -1,
                          .message = "",
                          .reading = "",
                          .text_percent = 100};
}

/* What has been spelt, as the page shows it: in Zhuyin, for instance; "" if nothing is. */
static inline const char *scene_reading(const struct scene *scene)
{
    const char *own = scene->page ? scene->page->reading : NULL;
    return own ? own : scene->reading ? scene->reading : "";
}

#endif
