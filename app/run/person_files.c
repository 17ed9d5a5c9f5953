#include "run/person_files.h"

#include <string.h>

#include "base/text.h"

static const struct person_file_info infos[] = {
    {"settings.conf", N_("the settings; see yinian(5)")},
    {"phrases/", N_("the family's own phrases: zh/*.md and en/*.md; see yinian(5)")},
    {"articles/", N_("the family's own pages of the library: *.md; see yinian(5)")},
    {"boards/", N_("boards that were taken in from Open Board files")},
    {"recordings/", N_("recorded voices")},
    {"message.txt", N_("what is being written")},
    {"writing.txt", N_("… where the caret stands in it, what is spelt, and its readings")},
    {"said/", N_("what was said, a file a day")},
    {"learnt.txt", N_("words learnt from what was spoken")},
    {"person.txt", N_("how the person presses")},
    {"habits.txt", N_("how presses went by days: late, corrected and double ones")},
    {"gaze.txt", N_("how the eye tracker is put right")},
    {"reading.txt", N_("what was read, where, and what was marked")},
    {"people/", N_("others who share this machine: a folder like this one for each; in no copy of this one")},
    {"copies/",
     N_("copies of all of this: one a day, the last seven; and of what was there before a restore")},
};

const struct person_file_info *person_file_info(size_t index)
{
    return index < sizeof infos / sizeof *infos ? &infos[index] : NULL;
}

static bool is(const char *known, const char *name)
{
    size_t size = strlen(known);
    if (strncmp(known, name, size) != 0)
        return false;
    return known[size - 1] == '/' || !name[size] || strcmp(name + size, ".damaged") == 0 ||
           strncmp(name + size, ".old-", strlen(".old-")) == 0 ||
           strncmp(name + size, ".broken-", strlen(".broken-")) == 0;
}

bool person_file_is_known(const char *name)
{
    for (size_t i = 0; i < sizeof infos / sizeof *infos; i++)
        if (is(infos[i].name, name))
            return true;
    return false;
}
