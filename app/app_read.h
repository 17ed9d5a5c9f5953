/* Reading in the library: what is open, which page of it stands there, what is read aloud. Inside the app.
 *
 *     STILL ──read aloud──▶ ALOUD ──▶ a sentence is said, the next one when it has ended; the page follows it
 *     STILL ──by itself───▶ SILENT ─▶ the page turns when its text has had its time
 *     ALOUD, SILENT ──any press, any other page, the end of the article, no sound──▶ STILL
 *
 * While it runs nothing is scanned, and a press does nothing but stop it. Where the eyes choose, "Stop" can be looked at.
 * What is read aloud goes on, when it is begun anew on the same page, with the sentence that was being said. */
#ifndef YINIAN_APP_READ_H
#define YINIAN_APP_READ_H

#include "library/library.h"
#include "library/reading_state.h"
#include "message/message.h"
#include "view/reading_pages.h"

enum app_reading_run { READING_STILL, READING_ALOUD, READING_SILENT };

/* A page of one line stands at least so long before it turns by itself. */
enum { READING_PAGE_LEAST_MS = 4000 };

struct app_reading {
    const struct library_source *source; /* NULL: there is no library */
    const struct text_measure *measure;  /* NULL: characters of one width */
    struct reading_state state;
    char id[ARTICLE_ID_BYTES];     /* what is open; "": nothing */
    bool english;                  /* … on which shelf */
    char chosen[ARTICLE_ID_BYTES]; /* an article that opens by choice only, while it is read */
    size_t at;                     /* a byte on the page that stands there */
    struct reading_pages pages;
    const struct article *set_of; /* what `pages` were made of; NULL: nothing */
    enum app_reading_run run;
    int sentence;               /* ALOUD: being said; STILL: where to go on; −1: at the page's beginning */
    int page;                   /* the one shown */
    int word_first, word_count; /* characters of the sentence that are being said */
    time_us turn_at;            /* SILENT; TIME_NEVER */
    bool swallows;              /* a press has stopped it: what else comes of that press does nothing */
    time_us keep_at;            /* TIME_NEVER: nothing to keep */
    struct message aside;       /* while something is looked for: the message; else what was looked for */
    bool searches;
    char search[24]; /* the screen that what is looked for belongs to; "": none yet */
};

#endif
