/* What is known of the message beyond its text, as a file: writing.txt beside message.txt, so that nothing that was chosen
 * is missing after a restart.
 *
 *     # yinian-writing 1
 *     text 9ae16a3b2f90404f      of which text (hash64_bytes); of another one it says nothing
 *     caret 2                    in characters
 *     spelt zh ong               units that are not yet text
 *     chosen ni3 hao3 -          the reading each character was chosen by; "-": none
 *     pieces 10 1                1 where what was chosen at once begins, a digit a character
 *
 * Lines that say nothing (nothing spelt, no reading) are left out. Pure. */
#ifndef YINIAN_MESSAGE_MESSAGE_FILE_H
#define YINIAN_MESSAGE_MESSAGE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "message/message.h"

void message_file_write(const struct message *message, struct buffer *out);
/* Adds to a message that was just restored (message_restore()). False, and the message is its text alone: the file is of
 * another text, or wrong anywhere. */
bool message_file_read(struct message *message, const char *bytes, size_t size);

#endif
