/* person.txt: anything may stand in it. What is taken is a person; what is written is read back without complaint,
 * and writes the same again. */
#include "fuzz.h"

#include "scan/person_file.h"

static void require_stable(const struct person_file *file)
{
    struct person_file again;
    struct diagnostics problems;
    struct buffer first = {0}, second = {0};
    diagnostics_init(&problems);
    person_file_write(file, &first);
    REQUIRE(person_file_parse(&again, buffer_text(&first), first.size, "written.txt", &problems));
    REQUIRE(problems.count == 0);
    person_file_write(&again, &second);
    require_same_bytes(&first, &second);
    buffer_destroy(&first);
    buffer_destroy(&second);
    diagnostics_destroy(&problems);
}

/* At any scan time it stays a person. */
static void require_rescales(struct evidence_person person, int from_ms)
{
    double numbers[EVIDENCE_PERSON_NUMBERS];
    for (int to_ms = 300; to_ms <= 5000; to_ms += 2350) {
        evidence_person_rescale(&person, from_ms, to_ms);
        evidence_person_export(&person, numbers);
        REQUIRE(evidence_person_import(&person, numbers, EVIDENCE_PERSON_NUMBERS));
        from_ms = to_ms;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct person_file file;
    struct diagnostics problems;
    diagnostics_init(&problems);
    bool right = person_file_parse(&file, (const char *)bytes, size, "fuzz.txt", &problems);
    require_complaints(&problems, right);
    if (right) {
        REQUIRE(file.scan_time_ms >= 300 && file.scan_time_ms <= 5000);
        require_stable(&file);
        require_rescales(file.person, file.scan_time_ms);
    }
    diagnostics_destroy(&problems);
    return 0;
}
