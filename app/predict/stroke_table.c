#include "predict/stroke_table.h"

#include <string.h>

#include "base/text.h"
#include "predict/stroke_format.h"

static bool refuse(struct diagnostics *diagnostics, const char *name, const char *reason)
{
    struct diagnostic diagnostic = {.level = DIAGNOSTIC_ERROR, .file = name, .reason = reason};
    diagnostics_add(diagnostics, &diagnostic);
    return false;
}

static bool section_fits(const struct stroke_header *header, uint32_t at, uint64_t size)
{
    return at >= sizeof *header && at % 4 == 0 && at <= header->file_size && size <= header->file_size - at;
}

static bool header_is_ours(const struct stroke_header *header, size_t size, const char *name,
                           struct diagnostics *diagnostics)
{
    if (memcmp(header->magic, STROKE_MAGIC, sizeof header->magic) != 0)
        return refuse(diagnostics, name, _("this is not a table of strokes"));
    if (header->byte_order != STROKE_BYTE_ORDER)
        return refuse(diagnostics, name,
                      _("the table of strokes was built on a machine with another byte order"));
    if (header->version != STROKE_VERSION)
        return refuse(diagnostics, name,
                      _("the table of strokes was built by another version of the program"));
    size_t checked = offsetof(struct stroke_header, header_checksum);
    if (stroke_checksum((const unsigned char *)header, checked) != header->header_checksum)
        return refuse(diagnostics, name, _("the table of strokes is damaged"));
    uint64_t records = header->record_count;
    if (header->file_size != size ||
        !section_fits(header, header->records_at, records * sizeof(struct stroke_record)) ||
        !section_fits(header, header->strokes_at, header->strokes_size))
        return refuse(diagnostics, name, _("the table of strokes is cut short"));
    return true;
}

bool stroke_table_open(struct stroke_table *table, const void *bytes, size_t size, const char *name,
                       struct diagnostics *diagnostics)
{
    struct stroke_header header;
    *table = (struct stroke_table){0};
    if (size < sizeof header)
        return refuse(diagnostics, name, _("the table of strokes is cut short"));
    memcpy(&header, bytes, sizeof header);
    if (!header_is_ours(&header, size, name, diagnostics))
        return false;
    *table = (struct stroke_table){
        .bytes = bytes,
        .size = size,
        .record_count = header.record_count,
        .records_at = header.records_at,
        .strokes_at = header.strokes_at,
        .strokes_size = header.strokes_size,
    };
    return true;
}

bool stroke_table_verify(const struct stroke_table *table, const char *name, struct diagnostics *diagnostics)
{
    struct stroke_header header;
    if (!table->bytes)
        return refuse(diagnostics, name, _("there is no table of strokes"));
    memcpy(&header, table->bytes, sizeof header);
    if (stroke_checksum(table->bytes + sizeof header, table->size - sizeof header) != header.body_checksum)
        return refuse(diagnostics, name, _("the table of strokes is damaged"));
    return true;
}

/* Copied out, so that nothing depends on alignment. */
static struct stroke_record record_at(const struct stroke_table *table, uint32_t number)
{
    struct stroke_record record;
    memcpy(&record, table->bytes + table->records_at + (size_t)number * sizeof record, sizeof record);
    return record;
}

static uint32_t first_at_least(const struct stroke_table *table, uint64_t character)
{
    uint32_t low = 0, high = table->record_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (record_at(table, middle).character < character)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t stroke_table_find(const struct stroke_table *table, uint32_t character, uint32_t *first)
{
    *first = first_at_least(table, character);
    uint32_t end = first_at_least(table, (uint64_t)character + 1);
    return end > *first ? end - *first : 0;
}

bool stroke_table_sequence(const struct stroke_table *table, uint32_t record,
                           struct stroke_sequence *sequence)
{
    *sequence = (struct stroke_sequence){0};
    if (record >= table->record_count)
        return false;
    struct stroke_record found = record_at(table, record);
    if (found.count < 1 || found.count > STROKES_AT_MOST || found.at > table->strokes_size ||
        found.count > table->strokes_size - found.at || found.form > 0x10FFFF)
        return false;
    *sequence = (struct stroke_sequence){found.character, found.form,
                                         table->bytes + table->strokes_at + found.at, (int)found.count};
    return true;
}
