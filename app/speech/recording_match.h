/* Which phrase a recording is of, by the name that somebody gave its file; and lists that say it. Pure.
 *
 *     urgent.suction.wav    its id
 *     快帮我吸痰.flac       what it says
 *     吸痰.mp3              what stands on its key, or the last part of its id: suction.ogg
 *     03 吸痰 (2).wav       … with a number before or behind it
 *
 * Marks, blanks, capitals and full-width forms make no difference. The kinds are tried in this order, and the first at which
 * anything fits counts: what a recording is called is most likely what is heard in it. */
#ifndef YINIAN_SPEECH_RECORDING_MATCH_H
#define YINIAN_SPEECH_RECORDING_MATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* Something that can be recorded. */
struct recording_aim {
    const char *id, *other; /* `other`: another id that serves as well, or NULL */
    const char *label, *spoken;
};

enum { RECORDING_FITS_AT_MOST = 32 };

struct recording_fits {
    size_t places[RECORDING_FITS_AT_MOST]; /* among the aims */
    size_t count;
    bool same; /* they all say the same, but for marks: the recording is of each of them */
};

/* `name`: of the file, without folder and ending, or what a list says. */
void recording_match(const struct recording_aim *aims, size_t count, const char *name,
                     struct recording_fits *fits);

/* What of a text makes a difference: letters, in small, digits, Hanzi. Added to `key`. */
void recording_key(const char *text, size_t size, struct buffer *key);

/* A list: lines of a file's name, a tab, and its phrase as above; what stands behind a further tab does not count. Empty lines
 * and such that begin with # are passed over. */
struct recording_list {
    const char *at, *end;
    int line; /* of what was read last, from 1 */
    struct buffer file, phrase;
};

void recording_list_begin(struct recording_list *list, const char *bytes, size_t size);
/* False: there is no more. A line without a tab has an empty phrase. */
bool recording_list_next(struct recording_list *list);
void recording_list_end(struct recording_list *list);

#endif
