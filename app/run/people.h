/* The people who share this machine. The first one's folder is the data folder itself; each other's lies in it:
 *
 *     DATA/                      the first person: settings.conf, phrases/, …
 *     DATA/people/NAME/          another, the same way
 *     DATA/people/people.txt     who was there last, and what the first one is called
 *     DATA/people/removed/2026-11-22-NAME/
 *
 * Nothing of one is ever in the folder of another; a copy of one holds none of the others. */
#ifndef YINIAN_RUN_PEOPLE_H
#define YINIAN_RUN_PEOPLE_H

#include <stddef.h>

#include "board/people.h"
#include "run/place.h"

/* The folder of a person. `given`: the data folder, or NULL for the usual one. `person`: their name; NULL: who was there
 * last. False: there is nobody of that name; `reason` names those there are. */
bool people_find(char data[PLACE_BYTES], const char *given, const char *person, char *reason,
                 size_t reason_size);
/* Who is there; `data` is the folder of one of them. */
void people_list(const char *data, struct people *people);
/* The program begins with this one the next time. */
void people_remember(const char *data);
/* Carries out what app_people.c asks for, when no program runs with the folder; `data` becomes the folder of whoever is there
 * now. False: why not; everything is as it was. */
bool people_do(char data[PLACE_BYTES], const char *deed, const char *today, char *reason, size_t reason_size);

#endif
