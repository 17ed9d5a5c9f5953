#include "scan/person_file.h"

#include <math.h>

#include "base/number_file.h"

/* All numbers of the file. The first two are the file's own, the others those of evidence_person_export(), of
 * which a variance stands as its square root: seconds are easier to read. */
enum { VERSION, SCAN_TIME, FIRST_OF_PERSON, FIELDS = FIRST_OF_PERSON + EVIDENCE_PERSON_NUMBERS };

#define COUNT(name)                                                                                          \
    {                                                                                                        \
        name, 0, EVIDENCE_COUNTS_AT_MOST, false                                                              \
    }
#define REACTION(name)                                                                                       \
    {name "_presses", EVIDENCE_PRESSES_AT_FIRST, EVIDENCE_PRESSES_AT_MOST, false},                           \
        {name "_mean_s", 0, EVIDENCE_MEAN_MOST_S, false},                                                    \
    {                                                                                                        \
        name "_spread_s", 0, EVIDENCE_MEAN_MOST_S, false                                                     \
    }
static const struct number_field fields[FIELDS] = {
    {"version", PERSON_FILE_VERSION, PERSON_FILE_VERSION, true},
    {"scan_time_ms", 300, 5000, true},
    COUNT("hits"),
    COUNT("misses"),
    COUNT("reading_hits"),
    COUNT("reading_misses"),
    COUNT("slips"),
    COUNT("quiet"),
    REACTION("after_silence"),
    REACTION("after_press"),
};
static const int spreads[] = {FIELDS - 4, FIELDS - 1};

void person_file_write(const struct person_file *file, struct buffer *out)
{
    double numbers[FIELDS] = {PERSON_FILE_VERSION, file->scan_time_ms};
    evidence_person_export(&file->person, numbers + FIRST_OF_PERSON);
    for (int i = 0; i < 2; i++)
        numbers[spreads[i]] = sqrt(numbers[spreads[i]]);
    buffer_add_text(
        out, "# How this person presses, as it was learnt. Written by the program; delete the file, or\n"
             "# choose \"forget\" in the settings, to begin anew.\n");
    number_file_write(fields, FIELDS, numbers, out);
}

bool person_file_parse(struct person_file *file, const char *bytes, size_t size, const char *name,
                       struct diagnostics *diagnostics)
{
    double numbers[FIELDS];
    struct evidence_person person;
    if (!number_file_parse(fields, FIELDS, numbers, bytes, size, name, diagnostics))
        return false;
    for (int i = 0; i < 2; i++)
        numbers[spreads[i]] *= numbers[spreads[i]];
    if (!evidence_person_import(&person, numbers + FIRST_OF_PERSON, EVIDENCE_PERSON_NUMBERS))
        return false;
    *file = (struct person_file){person, (int)numbers[SCAN_TIME]};
    return true;
}
