/* What was learnt of a person's pressing (evidence_person.h), as a file: person.txt in the data folder.
 *
 *     version = 1
 *     scan_time_ms = 1000       learnt at this scan time: evidence_person_rescale() brings it to another
 *     hits = 41.500000          … and so on, one number a line; `#` begins a comment
 *
 * Numbers have a decimal point and at most six digits behind it, whatever the language. The file is taken
 * whole or not at all: half of what is known of a person would be a wrong picture. */
#ifndef YINIAN_SCAN_PERSON_FILE_H
#define YINIAN_SCAN_PERSON_FILE_H

#include <stddef.h>

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "scan/evidence_person.h"

enum { PERSON_FILE_VERSION = 1 };

struct person_file {
    struct evidence_person person;
    int scan_time_ms; /* 300–5000 */
};

/* Adds the whole file to `out`; person_file_parse() reads it back, to six digits. */
void person_file_write(const struct person_file *file, struct buffer *out);
/* False, and `file` as it was, when anything in it is wrong: each thing is reported. `name` is for that. */
bool person_file_parse(struct person_file *file, const char *bytes, size_t size, const char *name,
                       struct diagnostics *diagnostics);

#endif
