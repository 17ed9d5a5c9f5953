/* What is remembered of reading: takes anything; what is left is in order; what is written of it is read back without
 * complaint, and written the same again. */
#include "fuzz.h"

#include "library/reading_state.h"

static void require_in_order(const struct reading_state *state)
{
    size_t at;
    for (int i = 0; i < state->places.count; i++) {
        const struct reading_item *item = &state->places.items[i];
        REQUIRE(reading_place(state, item->key, &at) && at == item->at && at <= READING_PLACE_AT_MOST);
        REQUIRE(i == 0 || item->order > item[-1].order);
    }
    for (int i = 0; i < state->read.count; i++)
        REQUIRE(reading_is_read(state, state->read.items[i].key));
    for (int i = 0; i < state->marks.count; i++) {
        const struct reading_item *item = &state->marks.items[i];
        int order = i ? strcmp(item[-1].key, item->key) : -1;
        REQUIRE(order < 0 || (order == 0 && item[-1].at < item->at));
        REQUIRE(reading_is_marked(state, item->key, item->at, item->at + 1));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct reading_state state, again;
    struct diagnostics complaints;
    struct buffer first = {0}, second = {0};
    reading_state_init(&state);
    reading_state_init(&again);
    diagnostics_init(&complaints);
    bool right = reading_state_parse(&state, (const char *)bytes, size, "reading.txt", &complaints);
    require_complaints(&complaints, right);
    require_in_order(&state);
    reading_state_write(&state, &first);
    REQUIRE(reading_state_parse(&again, buffer_text(&first), first.size, "written.txt", NULL));
    reading_state_write(&again, &second);
    require_same_bytes(&first, &second);
    for (int i = state.marks.count; i > 0; i--) { /* each is taken away by its own place, and no other */
        struct reading_item item = state.marks.items[(unsigned)i / 2];
        reading_toggle_mark(&state, item.key, item.at, item.at + 1);
        REQUIRE(state.marks.count == i - 1);
    }
    buffer_destroy(&second);
    buffer_destroy(&first);
    diagnostics_destroy(&complaints);
    reading_state_destroy(&again);
    reading_state_destroy(&state);
    return 0;
}
