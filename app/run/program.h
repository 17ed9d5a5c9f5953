/* Gives a text to a program that the caregiver chose: without a shell, for a time that ends. */
#ifndef YINIAN_RUN_PROGRAM_H
#define YINIAN_RUN_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

enum { PROGRAM_MS = 10000, PROGRAM_WORDS_AT_MOST = 32 };

/* `command`: the program and its arguments, apart by blanks; a word in "" or '' holds its blanks. The text goes to its
 * standard input, what it prints goes nowhere. After `limit_ms` it is ended, with all that it started; also when
 * `stop_fd` (an eventfd, −1: none) becomes readable. True when it ended with 0; else `reason` says why not. Blocks. */
bool program_give(const char *command, const char *text, int limit_ms, int stop_fd, char *reason,
                  size_t reason_size);

/* The same, with one variable more in its environment: "NAME=value". */
bool program_give_knowing(const char *command, const char *text, const char *variable, int limit_ms, int stop_fd,
                          char *reason, size_t reason_size);

/* The words of a command into `room`, each ended; returns how many, 0 when there is none, −1 when a quote is not closed or
 * there are too many. `words` ends with NULL. */
int program_words(const char *command, char *room, size_t room_size, char *words[PROGRAM_WORDS_AT_MOST + 1]);

#endif
