/* Words that are written with a capital wherever they stand, which the source's words, all in small letters, do not
 * say: days and months, countries, peoples, large places, names of people and of firms. Written for this project;
 * names that are also everyday words (mark, will, may, rose, turkey, china) are left out. NULL ends the list. */
#ifndef YINIAN_LANGUAGE_MODEL_ENGLISH_NAMES_H
#define YINIAN_LANGUAGE_MODEL_ENGLISH_NAMES_H

extern const char *const english_names[];

#endif
