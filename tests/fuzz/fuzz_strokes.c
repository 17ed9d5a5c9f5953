/* The table of strokes over hostile bytes: the header is repaired so that the bytes are let in; then everything is asked.
 * No access may leave the bytes, and what comes back must be in its range. */
#include "fuzz.h"

#include "base/memory.h"
#include "predict/stroke_format.h"
#include "predict/stroke_table.h"

static void repair(uint8_t *bytes, size_t size)
{
    struct stroke_header header;
    memcpy(&header, bytes, sizeof header);
    memcpy(header.magic, STROKE_MAGIC, sizeof header.magic);
    header.byte_order = STROKE_BYTE_ORDER;
    header.version = STROKE_VERSION;
    header.file_size = (uint32_t)size;
    header.header_checksum =
        stroke_checksum((const unsigned char *)&header, offsetof(struct stroke_header, header_checksum));
    memcpy(bytes, &header, sizeof header);
}

static void ask(const struct stroke_table *table)
{
    struct stroke_sequence sequence;
    uint32_t first;
    unsigned sum = 0;
    for (uint32_t i = 0; i < table->record_count && i < 500; i++) {
        if (!stroke_table_sequence(table, i, &sequence))
            continue;
        REQUIRE(sequence.count >= 1 && sequence.count <= STROKES_AT_MOST);
        for (int k = 0; k < sequence.count; k++)
            sum += sequence.strokes[k];
        uint32_t count = stroke_table_find(table, sequence.character, &first);
        REQUIRE(count <= table->record_count && first <= table->record_count);
    }
    REQUIRE(!stroke_table_sequence(table, table->record_count, &sequence));
    REQUIRE(stroke_table_find(table, UINT32_MAX, &first) <= table->record_count);
    REQUIRE(sum != UINT32_MAX); /* everything was read */
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct stroke_table table;
    stroke_table_open(&table, bytes, size, "strokes", NULL);
    if (size < sizeof(struct stroke_header))
        return 0;
    uint8_t *repaired = memory_new(size, 1);
    memcpy(repaired, bytes, size);
    repair(repaired, size);
    if (stroke_table_open(&table, repaired, size, "strokes", NULL)) {
        stroke_table_verify(&table, "strokes", NULL);
        ask(&table);
    }
    free(repaired);
    return 0;
}
