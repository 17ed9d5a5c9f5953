/* The questions for the doctor: take anything; what is left is whole, in both languages. */
#include "fuzz.h"

#include "library/questions.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct questions questions;
    struct diagnostics complaints;
    questions_init(&questions);
    diagnostics_init(&complaints);
    bool right = questions_add(&questions, (const char *)bytes, size, "questions.tsv", &complaints);
    require_complaints(&complaints, right);
    REQUIRE(questions.count <= QUESTIONS_AT_MOST);
    for (int i = 0; i < questions.count; i++) {
        const struct question *question = &questions.items[i];
        REQUIRE(*question->article && *question->zh && *question->en);
        REQUIRE(utf8_valid(question->zh, strlen(question->zh), NULL));
        REQUIRE(!strpbrk(question->en, "\t\n"));
    }
    diagnostics_destroy(&complaints);
    questions_destroy(&questions);
    return 0;
}
