/* A microphone that hears a sound file, in whatever time it is told: the driver's. Where the file is not there, silence. */
#ifndef YINIAN_RUN_MICROPHONE_FILE_H
#define YINIAN_RUN_MICROPHONE_FILE_H

#include "speech/microphone.h"

/* Reads the file anew whenever it begins to hear; behind the file's end it is silent. */
struct microphone *microphone_file_create(const char *path);

#endif
