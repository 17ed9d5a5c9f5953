/* What the recordings that the program made say of themselves: the text that they were made of (speech/recording_file.h). Read
 * once for each file, by its time and size; lists ask for hundreds of them. */
#ifndef YINIAN_RUN_RECORDING_NOTES_H
#define YINIAN_RUN_RECORDING_NOTES_H

struct recording_notes;

struct recording_notes *recording_notes_new(void);
void recording_notes_free(struct recording_notes *notes);
/* The text of the file at `path`, good until the next question; NULL: it holds none, as another program's. */
const char *recording_notes_text(struct recording_notes *notes, const char *path);

#endif
