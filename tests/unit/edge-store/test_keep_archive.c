/* Saved files: the same bytes for the same data, everything read back, and everything hostile refused. */
#include "kept_folder.h"

#include <archive.h>
#include <archive_entry.h>
#include <zlib.h>

#include "store/keep_archive.h"

static char root[64];
static char person[96], file[96], into[96];
static char reason[KEEP_PATH_BYTES + 256];
static const struct keep_stamp stamp = {.program = "0.1.0", .date = "2026-11-22"};

static int make_root(void **state)
{
    (void)state;
    snprintf(root, sizeof root, "/tmp/yinian-keep-XXXXXX");
    if (!mkdtemp(root))
        return -1;
    snprintf(person, sizeof person, "%s/person", root);
    snprintf(file, sizeof file, "%s/all.yinian", root);
    snprintf(into, sizeof into, "%s/into", root);
    put_in(person, "settings.conf", "scan_time = 900\n");
    put_in(person, "message.txt", "");
    put_in(person, "phrases/zh/10-我们 家.md", "# 家\n\n- 京剧\n");
    char *sound = memory_new(300000, 1);
    for (int i = 0; i < 300000; i++)
        sound[i] = (char)(i * 31 >> 3);
    put_bytes_in(person, "recordings/妈妈 1.wav", sound, 300000);
    free(sound);
    return 0;
}

static int remove_root(void **state)
{
    (void)state;
    remove_folder(root);
    return 0;
}

static void empty_into(void)
{
    remove_folder(into);
    assert_true(store_make_folder(into));
}

static bool is_taken(void)
{
    struct keep_manifest manifest;
    reason[0] = '\0';
    bool right = keep_read(file, NULL, &manifest, reason, sizeof reason);
    assert_true(right || manifest.count == 0);
    assert_true(right || strstr(reason, "all.yinian"));
    keep_manifest_destroy(&manifest);
    return right;
}

static void refused_because(const char *why)
{
    if (is_taken())
        fail_msg("taken, although: %s", why);
    if (!strstr(reason, why))
        fail_msg("%s: expected %s", reason, why);
}

/* --- what is right --------------------------------------------------------------------------------------- */

static void everything_comes_back(void **state)
{
    (void)state;
    struct keep_manifest manifest;
    struct diagnostics notes;
    struct stat status;
    diagnostics_init(&notes);
    assert_true(keep_save(person, file, &stamp, NULL, &notes, reason, sizeof reason));
    assert_int_equal(notes.count, 0);
    assert_int_equal(stat(file, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    empty_into();
    assert_true(keep_read(file, into, &manifest, reason, sizeof reason));
    assert_int_equal(manifest.count, 4);
    assert_string_equal(manifest.date, "2026-11-22");
    assert_true(same_folders(person, into));
    keep_manifest_destroy(&manifest);
    assert_true(keep_read_list(file, &manifest, reason, sizeof reason));
    assert_int_equal(manifest.count, 4);
    keep_manifest_destroy(&manifest);
    diagnostics_destroy(&notes);
}

static void the_same_data_gives_the_same_bytes(void **state)
{
    (void)state;
    struct buffer first = {0}, second = {0};
    assert_true(keep_save(person, file, &stamp, NULL, NULL, reason, sizeof reason));
    assert_true(store_read(file, &first, NULL, reason, sizeof reason));
    empty_into();
    /* In another order, at another time, with other modes. */
    put_in(into, "settings.conf", "scan_time = 900\n");
    assert_int_equal(chmod(inside(into, "settings.conf"), 0644), 0);
    struct keep_manifest manifest;
    assert_false(keep_read(file, into, &manifest, reason, sizeof reason)); /* the folder is not empty */
    remove_folder(into);
    empty_into();
    assert_true(keep_read(file, into, &manifest, reason, sizeof reason));
    keep_manifest_destroy(&manifest);
    assert_int_equal(chmod(inside(into, "settings.conf"), 0644), 0);
    assert_true(keep_save(into, file, &stamp, NULL, NULL, reason, sizeof reason));
    assert_true(store_read(file, &second, NULL, reason, sizeof reason));
    assert_int_equal(first.size, second.size);
    assert_memory_equal(buffer_text(&first), buffer_text(&second), first.size);
    buffer_destroy(&first);
    buffer_destroy(&second);
}

static void what_is_left_out_is_told(void **state)
{
    (void)state;
    char odd[96];
    struct diagnostics notes;
    struct keep_manifest manifest;
    diagnostics_init(&notes);
    snprintf(odd, sizeof odd, "%s/odd", root);
    put_in(odd, "settings.conf", "");
    put_in(odd, "copies/yinian-2026-11-22.yinian", "x");
    put_in(odd, ".lock", "");
    put_in(odd, "message.txt.tmp", "half");
    put_in(odd, "mine.yinian", "a saved file");
    put_in(odd, "bad\xff", "x");
    assert_int_equal(symlink("settings.conf", inside(odd, "linked.conf")), 0);
    assert_int_equal(symlink(root, inside(odd, "recordings")), 0);
    assert_int_equal(symlink("nothing", inside(odd, "dangling")), 0);
    assert_int_equal(mkfifo(inside(odd, "pipe"), 0600), 0);
    assert_true(keep_save(odd, file, &stamp, NULL, &notes, reason, sizeof reason));
    assert_int_equal(notes.count, 5);
    assert_true(keep_read_list(file, &manifest, reason, sizeof reason));
    assert_int_equal(manifest.count, 2);
    assert_non_null(keep_manifest_find(&manifest, "linked.conf"));
    assert_non_null(keep_manifest_find(&manifest, "settings.conf"));
    keep_manifest_destroy(&manifest);
    diagnostics_destroy(&notes);
}

static bool until_it_is_stopped(void *context)
{
    int *left = context;
    return (*left)-- > 0;
}

static void a_save_that_is_stopped_or_fails_leaves_the_old_one(void **state)
{
    (void)state;
    put_in(root, "all.yinian", "the old one");
    for (int pieces = 0; pieces < 12; pieces += 3) {
        int left = pieces;
        struct keep_control control = {until_it_is_stopped, &left};
        assert_false(keep_save(person, file, &stamp, &control, NULL, reason, sizeof reason));
        holds(root, "all.yinian", "the old one");
        holds(root, "all.yinian.tmp", NULL);
    }
    assert_false(
        keep_save(person, inside(root, "no/such/folder.yinian"), &stamp, NULL, NULL, reason, sizeof reason));
    assert_non_null(strstr(reason, "folder.yinian"));
    assert_false(keep_save(inside(root, "nobody"), file, &stamp, NULL, NULL, reason, sizeof reason));
    holds(root, "all.yinian", "the old one");
}

/* --- what is damaged ------------------------------------------------------------------------------------- */

static void every_flipped_byte_and_every_cut_is_found(void **state)
{
    (void)state;
    struct buffer whole = {0};
    int taken = 0;
    char small[96];
    snprintf(small, sizeof small, "%s/small", root);
    put_in(small, "settings.conf", "scan_time = 900\n");
    put_in(small, "said/2026-11-22.txt", "水\n疼\n");
    assert_true(keep_save(small, file, &stamp, NULL, NULL, reason, sizeof reason));
    assert_true(store_read(file, &whole, NULL, reason, sizeof reason));
    for (size_t i = 0; i < whole.size; i++) {
        whole.bytes[i] ^= 0x10;
        put_bytes_in(root, "all.yinian", whole.bytes, whole.size);
        empty_into();
        struct keep_manifest manifest;
        if (keep_read(file, into, &manifest, reason, sizeof reason)) {
            taken++; /* in the dress of the archive: the data is the same all the same */
            assert_true(same_folders(small, into));
        }
        keep_manifest_destroy(&manifest);
        whole.bytes[i] ^= 0x10;
    }
    assert_true(taken < 40);
    for (size_t size = 0; size + 16 < whole.size; size += 5) {
        put_bytes_in(root, "all.yinian", whole.bytes, size);
        struct keep_manifest manifest;
        if (keep_read(file, NULL, &manifest, reason, sizeof reason))
            assert_true(size > whole.size - 60); /* only the end mark is gone */
        keep_manifest_destroy(&manifest);
    }
    buffer_destroy(&whole);
}

/* --- what is hostile ------------------------------------------------------------------------------------- */

struct entry {
    const char *name, *text;
    int type;         /* AE_IFREG where 0 */
    const char *link; /* hard or symbolic */
};

static void put_entry(struct archive *archive, const struct entry *entry)
{
    struct archive_entry *header = archive_entry_new();
    size_t size = entry->text ? strlen(entry->text) : 0;
    archive_entry_set_pathname(header, entry->name);
    archive_entry_set_filetype(header, entry->type ? (unsigned)entry->type : AE_IFREG);
    archive_entry_set_perm(header, 0644);
    archive_entry_set_size(header, (la_int64_t)size);
    if (entry->link && entry->type == AE_IFLNK)
        archive_entry_set_symlink(header, entry->link);
    else if (entry->link)
        archive_entry_set_hardlink(header, entry->link);
    assert_int_equal(archive_write_header(archive, header), ARCHIVE_OK);
    if (size && !entry->link)
        assert_int_equal(archive_write_data(archive, entry->text, size), size);
    archive_entry_free(header);
}

static struct archive *hostile(void)
{
    struct archive *archive = archive_write_new();
    assert_int_equal(archive_write_set_format_gnutar(archive), ARCHIVE_OK);
    assert_int_equal(archive_write_add_filter_gzip(archive), ARCHIVE_OK);
    assert_int_equal(archive_write_open_filename(archive, file), ARCHIVE_OK);
    return archive;
}

static void finish(struct archive *archive)
{
    assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
    archive_write_free(archive);
}

/* A list that names these, each holding "x". */
static char *list_naming(const char *const *names)
{
    struct buffer list = {0};
    size_t count = 0;
    buffer_add_text(&list, "Yinian keeps 1\nprogram 0.1.0\ndate 2026-11-22\n");
    for (; names[count]; count++)
        buffer_printf(&list, "file %08lx 1 %s\n", crc32(0, (const unsigned char *)"x", 1), names[count]);
    buffer_printf(&list, "end %zu\n", count);
    return list.bytes;
}

static void offer(const char *const *names, const struct entry *entries, size_t count)
{
    char *list = list_naming(names);
    struct archive *archive = hostile();
    put_entry(archive, &(struct entry){.name = "yinian.txt", .text = list});
    for (size_t i = 0; i < count; i++)
        put_entry(archive, &entries[i]);
    finish(archive);
    free(list);
}
#define OFFER(names, ...)                                                                                    \
    offer((const char *const[]){names, NULL}, (const struct entry[]){__VA_ARGS__},                           \
          sizeof((const struct entry[]){__VA_ARGS__}) / sizeof(struct entry))

static void what_the_test_makes_is_right_when_nothing_is_wrong(void **state)
{
    (void)state;
    OFFER("a", {"a", "x", 0, NULL});
    if (!is_taken())
        fail_msg("%s", reason);
}

static void names_that_climb_out_are_refused(void **state)
{
    (void)state;
    OFFER("../a", {"../a", "x", 0, NULL});
    refused_because("a dot");
    OFFER("/tmp/a", {"/tmp/a", "x", 0, NULL});
    refused_because("empty");
    OFFER("said/../../a", {"said/../../a", "x", 0, NULL});
    refused_because("a dot");
    OFFER("copies/yinian-2026-11-22.yinian", {"copies/yinian-2026-11-22.yinian", "x", 0, NULL});
    refused_because("copies");
    OFFER("a", {"../a", "x", 0, NULL});
    refused_because("not in the list");
}

static void links_and_folders_are_refused(void **state)
{
    (void)state;
    OFFER("a", {"a", NULL, AE_IFLNK, "/etc/passwd"});
    refused_because("link");
    OFFER("a", {"a", NULL, 0, "/etc/passwd"});
    refused_because("link");
    OFFER("a", {"a", NULL, AE_IFIFO, NULL});
    refused_because("link");
    OFFER("a", {"a", NULL, AE_IFCHR, NULL});
    refused_because("link");
    OFFER("a", {"a/", NULL, AE_IFDIR, NULL});
    refused_because("not in the list");
}

static void what_is_missing_strange_or_twice_is_refused(void **state)
{
    (void)state;
    OFFER("a", {"b", "x", 0, NULL});
    refused_because("not in the list");
    OFFER("a", {"a", "x", 0, NULL}, {"b", "x", 0, NULL});
    refused_because("not in the list");
    OFFER("a", {"a", "x", 0, NULL}, {"a", "y", 0, NULL});
    refused_because("not in the list");
    offer((const char *const[]){"a", "b", NULL}, (const struct entry[]){{"a", "x", 0, NULL}}, 1);
    refused_because("missing");
    OFFER("a", {"a", "y", 0, NULL});
    refused_because("damaged");
    OFFER("a", {"a", "xx", 0, NULL});
    refused_because("damaged");
    OFFER("a", {"a", NULL, 0, NULL});
    refused_because("damaged");
}

static void what_has_no_list_is_not_ours(void **state)
{
    (void)state;
    struct archive *archive = hostile();
    put_entry(archive, &(struct entry){.name = "settings.conf", .text = "x"});
    finish(archive);
    refused_because("not a file that Yinian saved");
    archive = hostile();
    finish(archive);
    refused_because("missing");
    put_in(root, "all.yinian", "");
    refused_because("not a file that Yinian saved");
    put_in(root, "all.yinian",
           "text, not an archive; long enough that somebody may take it for one, all of it");
    refused_because("all.yinian");
    remove(file);
    assert_int_equal(mkfifo(file, 0600), 0);
    refused_because("no file");
    remove(file);
    refused_because("No such file");
}

/* 200 MB of nothing in 200 kB. */
static void a_bomb_is_refused_before_it_bursts(void **state)
{
    (void)state;
    enum { MEGABYTES = 200 };
    static char nothing[1024 * 1024];
    struct buffer list = {0};
    struct archive *archive = hostile();
    buffer_printf(&list, "Yinian keeps 1\nprogram 1\ndate 2026-11-22\nfile 00000000 %zu a\nend 1\n",
                  MEGABYTES * sizeof nothing);
    put_entry(archive, &(struct entry){.name = "yinian.txt", .text = buffer_text(&list)});
    struct archive_entry *header = archive_entry_new();
    archive_entry_set_pathname(header, "a");
    archive_entry_set_filetype(header, AE_IFREG);
    archive_entry_set_size(header, (la_int64_t)(MEGABYTES * sizeof nothing));
    archive_write_header(archive, header);
    archive_entry_free(header);
    for (int i = 0; i < MEGABYTES; i++)
        assert_int_equal(archive_write_data(archive, nothing, sizeof nothing), sizeof nothing);
    finish(archive);
    buffer_destroy(&list);
    refused_because("far more");
    empty_into();
    struct keep_manifest manifest;
    assert_false(keep_read(file, into, &manifest, reason, sizeof reason));
    holds(into, "a", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_comes_back),
        cmocka_unit_test(the_same_data_gives_the_same_bytes),
        cmocka_unit_test(what_is_left_out_is_told),
        cmocka_unit_test(a_save_that_is_stopped_or_fails_leaves_the_old_one),
        cmocka_unit_test(every_flipped_byte_and_every_cut_is_found),
        cmocka_unit_test(what_the_test_makes_is_right_when_nothing_is_wrong),
        cmocka_unit_test(names_that_climb_out_are_refused),
        cmocka_unit_test(links_and_folders_are_refused),
        cmocka_unit_test(what_is_missing_strange_or_twice_is_refused),
        cmocka_unit_test(what_has_no_list_is_not_ours),
        cmocka_unit_test(a_bomb_is_refused_before_it_bursts),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
