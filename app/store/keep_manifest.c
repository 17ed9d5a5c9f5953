#include "store/keep_manifest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

/* --- names --------------------------------------------------------------------------------------------- */

static bool ends_with(const char *name, size_t size, const char *ending)
{
    size_t end = strlen(ending);
    return size >= end && memcmp(name + size - end, ending, end) == 0;
}

static const char *part_problem(const char *part, size_t size, int depth)
{
    if (size == 0)
        return _("a part of the name is empty");
    if (part[0] == '.')
        return _("names that begin with a dot are not kept");
    if (size > KEEP_PART_BYTES_AT_MOST || depth >= KEEP_DEPTH_AT_MOST)
        return _("the name is too long");
    if (depth == 0 && size == strlen("copies") && memcmp(part, "copies", size) == 0)
        return _("copies are not kept in a copy");
    if (depth == 0 && size == strlen("people") && memcmp(part, "people", size) == 0)
        return _("other people are not kept in a copy");
    if (ends_with(part, size, ".tmp") || ends_with(part, size, ".yinian"))
        return _("half-written and saved files are not kept");
    return NULL;
}

const char *keep_name_problem(const char *name)
{
    size_t size = strlen(name);
    if (size == 0 || size > KEEP_NAME_BYTES_AT_MOST)
        return size ? _("the name is too long") : _("the name is empty");
    if (!utf8_valid(name, size, NULL))
        return _("the name is not UTF-8");
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)name[i] < ' ' || name[i] == 127)
            return _("the name holds a control character");
    int depth = 0;
    for (const char *part = name;; depth++) {
        size_t length = strcspn(part, "/");
        const char *problem = part_problem(part, length, depth);
        if (problem || !part[length])
            return problem;
        part += length + 1;
    }
}

bool keep_date_is_right(const char *date)
{
    if (strlen(date) != KEEP_DATE_BYTES - 1)
        return false;
    for (int i = 0; i < KEEP_DATE_BYTES - 1; i++)
        if (i == 4 || i == 7 ? date[i] != '-' : date[i] < '0' || date[i] > '9')
            return false;
    int month = (date[5] - '0') * 10 + date[6] - '0', day = (date[8] - '0') * 10 + date[9] - '0';
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* --- the list ------------------------------------------------------------------------------------------ */

void keep_manifest_init(struct keep_manifest *manifest)
{
    *manifest = (struct keep_manifest){0};
    arena_init(&manifest->texts);
}

void keep_manifest_destroy(struct keep_manifest *manifest)
{
    arena_destroy(&manifest->texts);
    free(manifest->files);
    keep_manifest_init(manifest);
}

void keep_manifest_add(struct keep_manifest *manifest, const char *name, uint64_t size, uint32_t crc)
{
    if ((manifest->count & (manifest->count - 1)) == 0) /* full at every power of two */
        manifest->files =
            memory_grow(manifest->files, manifest->count ? manifest->count * 2 : 1, sizeof *manifest->files);
    manifest->files[manifest->count++] = (struct keep_file){arena_text(&manifest->texts, name), size, crc};
    manifest->total += size;
}

static int by_name(const void *a, const void *b)
{
    const struct keep_file *first = a, *second = b;
    return strcmp(first->name, second->name);
}

void keep_manifest_sort(struct keep_manifest *manifest)
{
    if (manifest->count)
        qsort(manifest->files, manifest->count, sizeof *manifest->files, by_name);
}

const struct keep_file *keep_manifest_find(const struct keep_manifest *manifest, const char *name)
{
    struct keep_file wanted = {.name = name};
    return manifest->count
               ? bsearch(&wanted, manifest->files, manifest->count, sizeof *manifest->files, by_name)
               : NULL;
}

bool keep_manifest_same_files(const struct keep_manifest *a, const struct keep_manifest *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = a->files[i].size == b->files[i].size && a->files[i].crc == b->files[i].crc &&
               strcmp(a->files[i].name, b->files[i].name) == 0;
    return same;
}

void keep_manifest_write(const struct keep_manifest *manifest, struct buffer *out)
{
    buffer_printf(out, "Yinian keeps 1\nprogram %s\ndate %s\n", manifest->program, manifest->date);
    for (size_t i = 0; i < manifest->count; i++)
        buffer_printf(out, "file %08x %llu %s\n", (unsigned)manifest->files[i].crc,
                      (unsigned long long)manifest->files[i].size, manifest->files[i].name);
    buffer_printf(out, "end %zu\n", manifest->count);
}

/* --- reading it ---------------------------------------------------------------------------------------- */

struct reader {
    const char *at, *end;
    int line_number;
    char line[KEEP_NAME_BYTES_AT_MOST + 64];
    const char *reason; /* why this line is wrong */
};

/* The next line, terminated, without its newline. */
static bool next_line(struct reader *reader)
{
    const char *newline =
        reader->at < reader->end ? memchr(reader->at, '\n', (size_t)(reader->end - reader->at)) : NULL;
    reader->line_number++;
    reader->reason = _("the list of what is in it ends too early");
    if (!newline)
        return false;
    size_t size = (size_t)(newline - reader->at);
    reader->reason = _("a line is too long or holds a NUL");
    if (size >= sizeof reader->line || memchr(reader->at, '\0', size))
        return false;
    memcpy(reader->line, reader->at, size);
    reader->line[size] = '\0';
    reader->at = newline + 1;
    return true;
}

/* "KEY VALUE": the value, or NULL. */
static const char *value_of(const char *line, const char *key)
{
    size_t size = strlen(key);
    return strncmp(line, key, size) == 0 && line[size] == ' ' ? line + size + 1 : NULL;
}

static bool read_head(struct reader *reader, struct keep_manifest *manifest)
{
    if (!next_line(reader))
        return false;
    reader->reason = _("this is not a file that Yinian saved, or a later version did");
    if (strcmp(reader->line, "Yinian keeps 1") != 0 || !next_line(reader))
        return false;
    const char *program = value_of(reader->line, "program");
    reader->reason = _("the version of the program is expected here");
    if (!program || !*program || strlen(program) >= sizeof manifest->program ||
        !utf8_valid(program, strlen(program), NULL))
        return false;
    snprintf(manifest->program, sizeof manifest->program, "%s", program);
    if (!next_line(reader))
        return false;
    const char *date = value_of(reader->line, "date");
    reader->reason = _("the date is expected here");
    if (!date || !keep_date_is_right(date))
        return false;
    memcpy(manifest->date, date, sizeof manifest->date); /* just so long: it is right */
    return true;
}

/* Digits of one number, no more than `most`, then a blank: where it ends. */
static const char *read_number(const char *text, uint64_t most, uint64_t *number)
{
    *number = 0;
    if (text[0] < '0' || text[0] > '9' || (text[0] == '0' && text[1] != ' '))
        return NULL;
    for (; *text >= '0' && *text <= '9'; text++) {
        *number = *number * 10 + (uint64_t)(*text - '0');
        if (*number > most)
            return NULL;
    }
    return *text == ' ' ? text + 1 : NULL;
}

static const char *read_crc(const char *text, uint32_t *crc)
{
    static const char digits[] = "0123456789abcdef";
    *crc = 0;
    for (int i = 0; i < 8; i++) {
        const char *digit = text[i] ? strchr(digits, text[i]) : NULL;
        if (!digit)
            return NULL;
        *crc = *crc << 4 | (uint32_t)(digit - digits);
    }
    return text[8] == ' ' ? text + 9 : NULL;
}

/* A file of that name is in the list already, where this one wants a folder. */
static bool lies_in_a_file(const struct keep_manifest *manifest, const char *name)
{
    char above[KEEP_NAME_BYTES_AT_MOST + 1];
    snprintf(above, sizeof above, "%s", name);
    for (char *slash = strrchr(above, '/'); slash; slash = strrchr(above, '/')) {
        *slash = '\0';
        if (keep_manifest_find(manifest, above))
            return true;
    }
    return false;
}

static bool take_file(struct reader *reader, const char *text, struct keep_manifest *manifest)
{
    uint64_t size = 0;
    uint32_t crc = 0;
    const char *name = read_crc(text, &crc);
    name = name ? read_number(name, KEEP_FILE_BYTES_AT_MOST, &size) : NULL;
    reader->reason = _("a checksum, a size and a name are expected here");
    if (!name)
        return false;
    if ((reader->reason = keep_name_problem(name)))
        return false;
    reader->reason = _("the names are not in their order");
    if (manifest->count && strcmp(manifest->files[manifest->count - 1].name, name) >= 0)
        return false;
    reader->reason = _("a name is both a file and a folder");
    if (lies_in_a_file(manifest, name))
        return false;
    reader->reason = _("there is too much in it");
    if (manifest->count >= KEEP_FILES_AT_MOST || manifest->total + size > KEEP_BYTES_AT_MOST)
        return false;
    keep_manifest_add(manifest, name, size, crc);
    return true;
}

static bool read_all(struct reader *reader, struct keep_manifest *manifest)
{
    if (!read_head(reader, manifest))
        return false;
    while (next_line(reader)) {
        const char *file = value_of(reader->line, "file");
        if (file && !take_file(reader, file, manifest))
            return false;
        if (file)
            continue;
        char end[32];
        snprintf(end, sizeof end, "end %zu", manifest->count);
        reader->reason = _("a file or the end is expected here");
        return strcmp(reader->line, end) == 0 && reader->at == reader->end;
    }
    return false;
}

bool keep_manifest_parse(struct keep_manifest *manifest, const char *bytes, size_t size, const char *file,
                         struct diagnostics *diagnostics)
{
    struct reader reader = {.at = bytes, .end = bytes + size};
    keep_manifest_init(manifest);
    if (read_all(&reader, manifest))
        return true;
    keep_manifest_destroy(manifest);
    diagnostics_add(diagnostics, &(struct diagnostic){.level = DIAGNOSTIC_ERROR,
                                                      .file = file,
                                                      .line = reader.line_number,
                                                      .reason = reader.reason});
    return false;
}
