/* Which version of its format a file of the person is of. What the program writes for itself says so in a head:
 *
 *     # yinian-reading 1           in a comment, so that programs of before read it all the same
 *     yinian-learnt 1
 *     version = 1                  files of numbers (base/number_file.h)
 *
 * It stands in the first FILE_VERSION_LINES lines; a file that says nothing is of version 0, from before there were
 * heads. An older one is read, and kept beside the new one as NAME.old-VERSION before it is first written over. A newer
 * one, left by a later version of the program, is read as far as that goes and never written over. */
#ifndef YINIAN_STORE_FILE_VERSION_H
#define YINIAN_STORE_FILE_VERSION_H

#include <stddef.h>

enum { FILE_VERSION_NOW = 1, FILE_VERSION_LINES = 8, FILE_VERSION_AT_MOST = 1000000 };

int file_version(const char *bytes, size_t size);

#endif
