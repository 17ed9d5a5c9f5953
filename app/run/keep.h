/* `yinian --save FILE`, `--restore FILE|DATE|undo`, `--copies`, `--check FILE.yinian`: everything of a person in one file
 * (store/keep_archive.h). Each returns the exit status. */
#ifndef YINIAN_RUN_KEEP_H
#define YINIAN_RUN_KEEP_H

#include <stdbool.h>
#include <stdio.h>

#include "base/warning.h"
#include "board/kept_copies.h"
#include "run/people.h"
#include "run/place.h"

struct keep_options {
    const char *data; /* NULL: the usual folder */
    const char *file; /* to save to; or the file, date or "undo" to restore */
    bool yes;         /* without asking */
};

/* Where everything lies; complaints come in the language of the person's settings from now on. */
void keep_begin(struct places *places, const char *data);
/* 1 also when something in the folder could not be taken; it is told. */
int keep_save_run(const struct keep_options *options, FILE *out);
/* Asks on a terminal, unless `yes`; refuses while a program runs with that folder. */
int keep_restore_run(const struct keep_options *options, FILE *in, FILE *out);
int keep_copies_run(const struct keep_options *options, FILE *out);
int keep_check_run(const struct keep_options *options, FILE *out);

/* For every start, before anything is read: the folder is ours together with others, and what a power cut interrupted
 * is ended. Returns the lock for folder_unlock(), or −1; `reason` (empty: all is well) says what could not be done. */
int keep_enter(const struct places *places, bool durable, const char *today, char *reason,
               size_t reason_size);
/* What can be gone back to, as the screens show it. */
void keep_list(const char *data, struct kept_copies *copies);
/* What the program begins anew with: a copy, or "person DEED" (run/people.h); `data` may become another folder. `reason` is why
 * not when it is false, else empty. */
enum { BEGIN_ANEW_BYTES = PERSON_DEED_BYTES + 8 };
bool keep_begin_anew(char data[PLACE_BYTES], const char *with, bool durable, const char *today, char *reason,
                     size_t reason_size);
enum warning_kind keep_begin_warning(const char *with); /* where that cannot be done */
/* Goes back to one of them, a date or "undo"; the program's own lock has been given back. False: why not; nothing was
 * changed, or the next start ends it. */
bool keep_go_back(const char *data, const char *copy, bool durable, const char *today, char *reason,
                  size_t reason_size);

#endif
