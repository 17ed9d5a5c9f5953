/* Archives: ours come back, anybody's are looked at before they are believed. Hostile ones are made here. */
#include "unit_test.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include "base/memory.h"
#include "store/zip.h"

struct desk {
    struct zip_files files, read;
    struct buffer bytes;
    struct diagnostics problems;
};

static int begin(void **state)
{
    struct desk *desk = memory_new(1, sizeof *desk);
    diagnostics_init(&desk->problems);
    *state = desk;
    return 0;
}

static int end(void **state)
{
    struct desk *desk = *state;
    zip_free(&desk->files);
    zip_free(&desk->read);
    buffer_destroy(&desk->bytes);
    diagnostics_destroy(&desk->problems);
    free(desk);
    return 0;
}

static void add(struct desk *desk, const char *name, const char *text)
{
    zip_add(&desk->files, name, text, strlen(text));
}

static bool pack_and_read(struct desk *desk)
{
    buffer_clear(&desk->bytes);
    assert_true(zip_write(&desk->files, &desk->bytes));
    zip_free(&desk->read);
    return zip_read(buffer_text(&desk->bytes), desk->bytes.size, "a.obz", &desk->read, &desk->problems);
}

static void assert_refused(struct desk *desk, const char *reason)
{
    char line[400];
    assert_int_equal(desk->read.count, 0);
    assert_int_equal(desk->problems.errors, 1);
    diagnostic_format(&desk->problems.items[desk->problems.count - 1], line, sizeof line);
    if (!strstr(line, reason))
        fail_msg("%s", line);
}

static void what_is_packed_comes_back(void **state)
{
    struct desk *desk = *state;
    add(desk, "manifest.json", "{}");
    add(desk, "boards/水.obf", "{\"a\":1}");
    add(desk, "empty", "");
    zip_add(&desk->files, "bytes", "\0\1\2", 3);
    assert_true(pack_and_read(desk));
    assert_int_equal(desk->read.count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(desk->read.items[i].name, desk->files.items[i].name);
        assert_int_equal(desk->read.items[i].size, desk->files.items[i].size);
        assert_memory_equal(desk->read.items[i].bytes, desk->files.items[i].bytes, desk->files.items[i].size);
    }
    struct buffer again = {0};
    assert_true(zip_write(&desk->files, &again));
    assert_int_equal(again.size, desk->bytes.size);
    assert_memory_equal(again.bytes, desk->bytes.bytes, again.size);
    buffer_destroy(&again);
}

static void paths_that_climb_out_are_refused(void **state)
{
    struct desk *desk = *state;
    static const char *const names[] = {"../a", "a/../../b", "/etc/x", "a/..", "..\\a", "C:/x", "\\x"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        zip_free(&desk->files);
        diagnostics_clear(&desk->problems);
        add(desk, "good", "1");
        add(desk, names[i], "x");
        assert_false(pack_and_read(desk));
        assert_refused(desk, "leads out");
    }
    zip_free(&desk->files);
    diagnostics_clear(&desk->problems);
    add(desk, "a/..b/c..", "dots alone are no harm");
    assert_true(pack_and_read(desk));
}

static void names_with_control_characters_are_refused(void **state)
{
    struct desk *desk = *state;
    add(desk, "a\nb", "x");
    assert_false(pack_and_read(desk));
    assert_refused(desk, "no usable name");
}

static void a_bomb_is_refused(void **state)
{
    struct desk *desk = *state;
    size_t size = 20u * 1024 * 1024;
    char *zeros = memory_new(size, 1);
    zip_add(&desk->files, "a", zeros, size);
    free(zeros);
    assert_false(pack_and_read(desk));
    assert_true(desk->bytes.size < 100000);
    assert_refused(desk, "far too large");
}

static void too_many_files_are_refused(void **state)
{
    struct desk *desk = *state;
    char name[32];
    for (int i = 0; i <= ZIP_FILES_AT_MOST; i++) {
        snprintf(name, sizeof name, "%d", i);
        add(desk, name, "");
    }
    assert_false(pack_and_read(desk));
    assert_refused(desk, "too many files");
}

static void what_is_cut_is_refused(void **state)
{
    struct desk *desk = *state;
    add(desk, "a", "some text that stands in the archive, some text that stands in the archive");
    assert_true(pack_and_read(desk));
    zip_free(&desk->read);
    for (size_t size = 0; size + 22 <= desk->bytes.size; size += 7) { /* 22: the end of an archive */
        diagnostics_clear(&desk->problems);
        assert_false(zip_read(buffer_text(&desk->bytes), size, "a.obz", &desk->read, &desk->problems));
        assert_refused(desk, "archive");
    }
}

/* Whichever byte is another: the archive is refused, or what stands in it is right (a name, a date are not checked). */
static void no_damage_is_read(void **state)
{
    struct desk *desk = *state;
    add(desk, "a", "some text that stands in the archive, some text that stands in the archive");
    assert_true(pack_and_read(desk));
    int refused = 0;
    for (size_t i = 0; i < desk->bytes.size; i++) {
        zip_free(&desk->read);
        desk->bytes.bytes[i] = (char)(desk->bytes.bytes[i] ^ 0x11);
        if (!zip_read(buffer_text(&desk->bytes), desk->bytes.size, "a.obz", &desk->read, NULL))
            refused++;
        else if (desk->read.count > 0)
            assert_string_equal(desk->read.items[0].bytes, desk->files.items[0].bytes);
        desk->bytes.bytes[i] = (char)(desk->bytes.bytes[i] ^ 0x11);
    }
    assert_true(refused > 50);
}

static la_ssize_t take(struct archive *archive, void *context, const void *bytes, size_t size)
{
    (void)archive;
    buffer_add(context, bytes, size);
    return (la_ssize_t)size;
}

static void links_are_refused(void **state)
{
    struct desk *desk = *state;
    struct archive *archive = archive_write_new();
    archive_write_set_format_zip(archive);
    assert_int_equal(archive_write_open(archive, &desk->bytes, NULL, take, NULL), ARCHIVE_OK);
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, "a.png");
    archive_entry_set_filetype(entry, AE_IFLNK);
    archive_entry_set_symlink(entry, "/etc/passwd");
    archive_entry_set_perm(entry, 0777);
    archive_write_header(archive, entry);
    archive_entry_free(entry);
    archive_write_free(archive);
    assert_false(
        zip_read(buffer_text(&desk->bytes), desk->bytes.size, "a.obz", &desk->read, &desk->problems));
    assert_refused(desk, "link");
}

static void the_later_of_two_counts(void **state)
{
    struct desk *desk = *state;
    add(desk, "a", "first");
    add(desk, "a", "second");
    assert_true(pack_and_read(desk));
    assert_int_equal(desk->read.count, 1);
    assert_string_equal(desk->read.items[0].bytes, "second");
    assert_int_equal(desk->problems.count, 1);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
#define CASE(function) cmocka_unit_test_setup_teardown(function, begin, end)
    const struct CMUnitTest tests[] = {
        CASE(what_is_packed_comes_back),
        CASE(paths_that_climb_out_are_refused),
        CASE(names_with_control_characters_are_refused),
        CASE(a_bomb_is_refused),
        CASE(too_many_files_are_refused),
        CASE(what_is_cut_is_refused),
        CASE(no_damage_is_read),
        CASE(links_are_refused),
        CASE(the_later_of_two_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
