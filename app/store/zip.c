#include "store/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"

/* --- files in memory -------------------------------------------------------------------------------------- */

static struct zip_file *find_file(const struct zip_files *files, const char *name)
{
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(files->items[i].name, name) == 0)
            return &files->items[i];
    return NULL;
}

void zip_add(struct zip_files *files, const char *name, const char *bytes, size_t size)
{
    files->items = memory_grow(files->items, files->count + 1, sizeof *files->items);
    struct zip_file *file = &files->items[files->count++];
    *file = (struct zip_file){memory_copy_text(name), memory_new(size + 1, 1), size};
    if (size)
        memcpy(file->bytes, bytes, size);
}

void zip_free(struct zip_files *files)
{
    for (size_t i = 0; i < files->count; i++) {
        free(files->items[i].name);
        free(files->items[i].bytes);
    }
    free(files->items);
    *files = (struct zip_files){0};
}

/* --- reading ---------------------------------------------------------------------------------------------- */

struct reading {
    struct archive *archive;
    const char *file;
    size_t size; /* of the archive */
    size_t total;
    struct zip_files *files;
    struct diagnostics *out;
};

static bool refuse(struct reading *reading, const char *key, const char *reason, const char *valid)
{
    diagnostics_add(
        reading->out,
        &(struct diagnostic){
            .level = DIAGNOSTIC_ERROR, .file = reading->file, .key = key, .reason = reason, .valid = valid});
    return false;
}

static bool leads_out(const char *name)
{
    if (name[0] == '/' || (name[0] && name[1] == ':'))
        return true;
    for (const char *part = name; part; part = strchr(part, '/') ? strchr(part, '/') + 1 : NULL)
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || !part[2]))
            return true;
    return false;
}

static bool has_control(const char *name)
{
    for (; *name; name++)
        if ((unsigned char)*name < ' ' || *name == 0x7F)
            return true;
    return false;
}

/* Old programs of Windows write '\' between the parts. Bytes that are no UTF-8 become U+FFFD. */
static char *plain_name(const char *raw)
{
    struct buffer name = {0};
    size_t size = strlen(raw);
    for (size_t at = 0; at < size;) {
        uint32_t character;
        char text[4];
        at += utf8_decode(raw + at, size - at, &character);
        if (character == '\\')
            character = '/';
        buffer_add(&name, text, utf8_encode(character, text));
    }
    char *copy = memory_copy_text(buffer_text(&name));
    buffer_destroy(&name);
    return copy;
}

static bool name_is_right(struct reading *reading, const char *name)
{
    if (!name[0] || strlen(name) > ZIP_NAME_BYTES_AT_MOST || has_control(name))
        return refuse(reading, NULL, _("a file in the archive has no usable name"), NULL);
    if (leads_out(name))
        return refuse(reading, name, _("a path leads out of the archive"),
                      _("paths below the archive's own folder"));
    return true;
}

static bool grows_too_large(struct reading *reading, const char *name, size_t file_size)
{
    size_t most = (size_t)1024 * 1024 + reading->size * ZIP_RATIO_AT_MOST;
    if (file_size <= ZIP_FILE_BYTES_AT_MOST && reading->total <= ZIP_BYTES_AT_MOST && reading->total <= most)
        return false;
    refuse(reading, name, _("unpacked, the archive is far too large"), _("32 MB a file, 128 MB in all"));
    return true;
}

static bool read_bytes(struct reading *reading, const char *name, struct buffer *bytes)
{
    char piece[16384];
    for (;;) {
        la_ssize_t got = archive_read_data(reading->archive, piece, sizeof piece);
        if (got == 0)
            return true;
        if (got < 0)
            return refuse(reading, name, _("the archive is damaged here"), NULL);
        buffer_add(bytes, piece, (size_t)got);
        reading->total += (size_t)got;
        if (grows_too_large(reading, name, bytes->size))
            return false;
    }
}

static void put(struct reading *reading, const char *name, const struct buffer *bytes)
{
    struct zip_file *twin = find_file(reading->files, name);
    if (twin) {
        diagnostics_add(
            reading->out,
            &(struct diagnostic){.level = DIAGNOSTIC_WARNING,
                                 .file = reading->file,
                                 .key = name,
                                 .reason = _("stands twice in the archive; the later one was taken")});
        free(twin->bytes);
        twin->bytes = memory_new(bytes->size + 1, 1);
        twin->size = bytes->size;
        if (bytes->size)
            memcpy(twin->bytes, bytes->bytes, bytes->size);
    } else {
        zip_add(reading->files, name, buffer_text(bytes), bytes->size);
    }
}

static bool read_entry(struct reading *reading, struct archive_entry *entry, const char *name)
{
    if (!name_is_right(reading, name))
        return false;
    if (archive_entry_is_encrypted(entry))
        return refuse(reading, name, _("the archive is encrypted"), _("one without a password"));
    if (archive_entry_filetype(entry) == AE_IFDIR ||
        name[strlen(name) - 1] == '/') /* "folder\\" of Windows too */
        return true;
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_symlink(entry) ||
        archive_entry_hardlink(entry))
        return refuse(reading, name, _("the archive holds a link or a device"), _("plain files"));
    if (reading->files->count == ZIP_FILES_AT_MOST)
        return refuse(reading, NULL, _("too many files in the archive"), _("at most 5000"));
    struct buffer bytes = {0};
    bool right = read_bytes(reading, name, &bytes);
    if (right)
        put(reading, name, &bytes);
    buffer_destroy(&bytes);
    return right;
}

static bool read_entries(struct reading *reading)
{
    struct archive_entry *entry;
    for (;;) {
        int got = archive_read_next_header(reading->archive, &entry);
        if (got == ARCHIVE_EOF)
            return true;
        if (got < ARCHIVE_WARN)
            return refuse(reading, NULL, _("the archive is damaged"), NULL);
        const char *raw = archive_entry_pathname_utf8(entry);
        if (!raw)
            raw = archive_entry_pathname(entry);
        char *name = plain_name(raw ? raw : "");
        bool right = read_entry(reading, entry, name);
        free(name);
        if (!right)
            return false;
    }
}

bool zip_is(const char *bytes, size_t size)
{
    return size >= 4 && (memcmp(bytes, "PK\3\4", 4) == 0 || memcmp(bytes, "PK\5\6", 4) == 0);
}

/* The directory at the end; without it files may be missing that nobody would miss. */
static bool has_end(const char *bytes, size_t size)
{
    size_t tail = size < 65557 ? size : 65557;
    return memmem(bytes + size - tail, tail, "PK\5\6", 4);
}

bool zip_read(const char *bytes, size_t size, const char *file, struct zip_files *files,
              struct diagnostics *diagnostics)
{
    struct reading reading = {.file = file, .size = size, .files = files, .out = diagnostics};
    *files = (struct zip_files){0};
    if (!has_end(bytes, size))
        return refuse(&reading, NULL,
                      zip_is(bytes, size) ? _("the archive ends in the middle") : _("this is no zip archive"),
                      NULL);
    reading.archive = archive_read_new();
    archive_read_support_format_zip(reading.archive);
    bool right = archive_read_open_memory(reading.archive, bytes, size) == ARCHIVE_OK
                     ? read_entries(&reading)
                     : refuse(&reading, NULL, _("this is no zip archive"), NULL);
    archive_read_free(reading.archive);
    if (!right)
        zip_free(files);
    return right;
}

/* --- writing ---------------------------------------------------------------------------------------------- */

static la_ssize_t take(struct archive *archive, void *context, const void *bytes, size_t size)
{
    (void)archive;
    buffer_add(context, bytes, size);
    return (la_ssize_t)size;
}

static bool write_file(struct archive *archive, const struct zip_file *file)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname_utf8(entry, file->name);
    archive_entry_set_size(entry, (la_int64_t)file->size);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_mtime(entry, 946728000, 0); /* 2000-01-01 12:00 UTC: the same bytes every day */
    bool right = archive_write_header(archive, entry) >= ARCHIVE_WARN &&
                 archive_write_data(archive, file->bytes, file->size) == (la_ssize_t)file->size;
    archive_entry_free(entry);
    return right;
}

bool zip_write(const struct zip_files *files, struct buffer *out)
{
    struct archive *archive = archive_write_new();
    bool right = archive_write_set_format_zip(archive) == ARCHIVE_OK &&
                 archive_write_set_bytes_in_last_block(archive, 1) == ARCHIVE_OK &&
                 archive_write_set_options(archive, "zip:hdrcharset=UTF-8") >= ARCHIVE_WARN &&
                 archive_write_open(archive, out, NULL, take, NULL) == ARCHIVE_OK;
    for (size_t i = 0; right && i < files->count; i++)
        right = write_file(archive, &files->items[i]);
    right = archive_write_close(archive) == ARCHIVE_OK && right;
    archive_write_free(archive);
    return right;
}
