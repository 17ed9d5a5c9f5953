/* Save, restore, and a power cut at every step of it. */
#include "kept_folder.h"

#include <signal.h>
#include <sys/resource.h>

#include "store/folder_lock.h"
#include "store/keep_restore.h"

static char root[64];
static char old[96], new[96], place[96], saved[96];
static char reason[KEEP_PATH_BYTES + 256], before[KEEP_PATH_BYTES], from[KEEP_PATH_BYTES];
static const struct keep_stamp stamp = {.program = "0.1.0", .date = "2026-11-22"};

static void fill_old(const char *folder)
{
    put_in(folder, "settings.conf", "scan_time = 900\n");
    put_in(folder, "message.txt", "我想");
    put_in(folder, "said/2026-11-20.txt", "水\n");
    put_in(folder, "said/2026-11-21.txt", "疼\n");
    put_in(folder, "boards", "a file where the other has a folder");
    put_in(folder, "recordings/a.wav", "RIFF");
    put_in(folder, "phrases/zh/10-家.md", "# 家\n\n- 京剧\n");
}

static void fill_new(const char *folder)
{
    put_in(folder, "settings.conf", "scan_time = 1200\n");
    put_in(folder, "phrases/zh/10-家.md", "# 家\n\n- 小宝\n");
    put_in(folder, "said/2026-11-21.txt", "疼\n");
    put_in(folder, "boards/home.obf", "{}");
    put_in(folder, "recordings", "a file where the other has a folder");
}

static int make_root(void **state)
{
    (void)state;
    snprintf(root, sizeof root, "/tmp/yinian-keep-XXXXXX");
    if (!mkdtemp(root))
        return -1;
    snprintf(old, sizeof old, "%s/old", root);
    snprintf(new, sizeof new, "%s/new", root);
    snprintf(place, sizeof place, "%s/place", root);
    snprintf(saved, sizeof saved, "%s/new.yinian", root);
    fill_old(old);
    fill_new(new);
    return keep_save(new, saved, &stamp, NULL, NULL, reason, sizeof reason) ? 0 : -1;
}

static int remove_root(void **state)
{
    (void)state;
    remove_folder(root);
    return 0;
}

static void begin(void)
{
    remove_folder(place);
    fill_old(place);
}

static void restored_to(const char *folder)
{
    if (!same_folders(place, folder))
        print_error("not as %s\n", folder);
    assert_true(same_folders(place, folder));
}

static void the_folder_becomes_what_was_saved_and_goes_back(void **state)
{
    (void)state;
    struct restore_options options = {.stamp = stamp};
    begin();
    put_in(place, ".hidden", "stays");
    assert_true(keep_restore(place, saved, &options, before, reason, sizeof reason));
    restored_to(new);
    holds(place, ".hidden", "stays");
    assert_false(keep_restore_is_due(place));
    assert_true(copies_find(place, "undo", from));
    assert_true(keep_restore(place, from, &options, before, reason, sizeof reason));
    restored_to(old);
    assert_true(copies_find(place, "undo", from));
    assert_true(keep_restore(place, from, &options, before, reason, sizeof reason));
    restored_to(new);
}

static void an_empty_folder_takes_it_too(void **state)
{
    (void)state;
    struct restore_options options = {.stamp = stamp};
    struct stat status;
    remove_folder(place);
    assert_true(store_make_folder(place));
    assert_true(keep_restore(place, saved, &options, before, reason, sizeof reason));
    restored_to(new);
    assert_int_equal(stat(inside(place, "settings.conf"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(stat(inside(place, "phrases"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
}

/* --- power cuts ------------------------------------------------------------------------------------------ */

static bool until_it_is_cut(void *context)
{
    int *left = context;
    return (*left)-- > 0;
}

/* What a start finds after a cut: the old, or the new, never a mixture; and where the new is begun there is the way
 * back. */
static bool ends_well(void)
{
    struct restore_options options = {.stamp = stamp};
    bool finished = false, decided = access(inside(place, ".restore/ready"), F_OK) == 0;
    assert_true(keep_restore_finish(place, &options, &finished, reason, sizeof reason));
    assert_int_equal(finished, decided);
    assert_false(keep_restore_is_due(place));
    bool is_new = same_folders(place, new);
    restored_to(is_new ? new : old);
    assert_true(is_new || !decided);
    if (is_new) {
        assert_true(copies_find(place, "undo", from));
        assert_true(keep_restore(place, from, &options, before, reason, sizeof reason));
        restored_to(old);
    }
    return is_new;
}

static void a_power_cut_at_any_step_leaves_the_old_or_the_new(void **state)
{
    (void)state;
    int olds = 0, news = 0;
    for (int steps = 0;; steps++) {
        int left = steps;
        struct restore_options options = {.stamp = stamp, .step = until_it_is_cut, .context = &left};
        begin();
        bool whole = keep_restore(place, saved, &options, before, reason, sizeof reason);
        bool is_new = ends_well();
        olds += !is_new;
        news += is_new;
        if (whole && left >= 0)
            break;
    }
    assert_int_equal(olds, 3);  /* before unpacking, before the copy, before the decision */
    assert_true(news >= 4 + 5); /* four go, five come */
}

static void a_second_power_cut_while_it_is_ended_is_no_worse(void **state)
{
    (void)state;
    for (int first = 3; first < 13; first++)
        for (int second = 0; second < 12; second += 2) {
            int left = first;
            struct restore_options options = {.stamp = stamp, .step = until_it_is_cut, .context = &left};
            begin();
            keep_restore(place, saved, &options, before, reason, sizeof reason);
            left = second;
            keep_restore_finish(place, &options, NULL, reason, sizeof reason);
            assert_true(ends_well());
        }
}

/* --- what is refused ------------------------------------------------------------------------------------- */

static void what_is_refused_changes_nothing(void **state)
{
    (void)state;
    struct restore_options options = {.stamp = stamp};
    begin();
    put_in(root, "wrong.yinian", "this is no archive");
    assert_false(keep_restore(place, inside(root, "wrong.yinian"), &options, before, reason, sizeof reason));
    assert_non_null(strstr(reason, "wrong.yinian"));
    assert_false(
        keep_restore(place, inside(root, "nothing.yinian"), &options, before, reason, sizeof reason));
    restored_to(old);
    assert_false(keep_restore_is_due(place));
    assert_int_not_equal(access(inside(place, "copies"), F_OK), 0);
}

static void nothing_is_moved_through_a_link(void **state)
{
    (void)state;
    struct restore_options options = {.stamp = stamp};
    char elsewhere[96];
    begin();
    snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere", root);
    assert_true(store_make_folder(elsewhere));
    remove_folder(inside(place, "phrases"));
    assert_int_equal(symlink(elsewhere, inside(place, "phrases")), 0);
    assert_false(keep_restore(place, saved, &options, before, reason, sizeof reason));
    assert_non_null(strstr(reason, "phrases"));
    holds(elsewhere, "zh/10-家.md", NULL);
    holds(place, "settings.conf", "scan_time = 900\n");
}

static void a_link_to_a_file_is_replaced_not_followed(void **state)
{
    (void)state;
    struct restore_options options = {.stamp = stamp};
    begin();
    put_in(root, "mine.conf", "scan_time = 700\n");
    remove(inside(place, "settings.conf"));
    assert_int_equal(symlink(inside(root, "mine.conf"), inside(place, "settings.conf")), 0);
    assert_true(keep_restore(place, saved, &options, before, reason, sizeof reason));
    restored_to(new);
    holds(root, "mine.conf", "scan_time = 700\n");
    assert_true(copies_find(place, "undo", from));
    assert_string_equal(from, before);
    assert_true(keep_restore(place, from, &options, before, reason, sizeof reason));
    holds(place, "settings.conf", "scan_time = 700\n");
}

/* No file may grow beyond `bytes`: what a full disk does. 0: no limit any more. */
static void fill_disk(rlim_t bytes)
{
    struct rlimit limit;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = bytes ? bytes : limit.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void a_full_disk_changes_nothing(void **state)
{
    (void)state;
    struct restore_options options = {.stamp = stamp};
    char big[96], sound[40000];
    for (size_t i = 0; i < sizeof sound; i++)
        sound[i] = (char)(i * i % 251);
    snprintf(big, sizeof big, "%s/big", root);
    put_bytes_in(big, "recordings/a.wav", sound, sizeof sound);
    const char *file = inside(root, "big.yinian");
    assert_true(keep_save(big, file, &stamp, NULL, NULL, reason, sizeof reason));
    begin();
    /* Too small for the file itself, for the copy of before, for the saved one. */
    static const rlim_t limits[] = {100, 300, 20000};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        fill_disk(limits[i]);
        bool restored = keep_restore(place, file, &options, before, reason, sizeof reason);
        bool saved_again =
            keep_save(big, inside(root, "again.yinian"), &stamp, NULL, NULL, reason, sizeof reason);
        fill_disk(0);
        assert_false(restored);
        assert_true(saved_again == (limits[i] == 20000));
        restored_to(old);
        assert_false(keep_restore_is_due(place));
        assert_false(copies_find(place, "undo", from));
    }
    assert_true(keep_restore(place, file, &options, before, reason, sizeof reason));
    restored_to(big);
}

/* --- who uses the folder --------------------------------------------------------------------------------- */

static void one_who_restores_is_alone(void **state)
{
    (void)state;
    bool taken;
    begin();
    int first = folder_lock(place, FOLDER_SHARED, 0, &taken),
        second = folder_lock(place, FOLDER_SHARED, 0, &taken);
    assert_true(first >= 0 && second >= 0);
    assert_int_equal(folder_lock(place, FOLDER_ALONE, 0, &taken), -1);
    assert_true(taken);
    folder_unlock(first);
    assert_int_equal(folder_lock(place, FOLDER_ALONE, 0, &taken), -1);
    folder_unlock(second);
    int alone = folder_lock(place, FOLDER_ALONE, 0, &taken);
    assert_true(alone >= 0);
    assert_int_equal(folder_lock(place, FOLDER_SHARED, 0, &taken), -1);
    folder_unlock(alone);
    folder_unlock(-1);
    assert_int_equal(folder_lock(inside(place, "nothing"), FOLDER_SHARED, 0, &taken), -1);
    assert_false(taken);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_folder_becomes_what_was_saved_and_goes_back),
        cmocka_unit_test(an_empty_folder_takes_it_too),
        cmocka_unit_test(a_power_cut_at_any_step_leaves_the_old_or_the_new),
        cmocka_unit_test(a_second_power_cut_while_it_is_ended_is_no_worse),
        cmocka_unit_test(what_is_refused_changes_nothing),
        cmocka_unit_test(a_full_disk_changes_nothing),
        cmocka_unit_test(nothing_is_moved_through_a_link),
        cmocka_unit_test(a_link_to_a_file_is_replaced_not_followed),
        cmocka_unit_test(one_who_restores_is_alone),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
