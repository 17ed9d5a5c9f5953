/* Edits of phrases, written into the person's files and taken back: what could not be read is never written over. */
#include "unit_test.h"

#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "run/hand_over.h"
#include "run/phrase_editor.h"
#include "store/store.h"

struct desk {
    char root[64], told[512];
    struct places places;
    struct store_options store;
    struct phrase_editor *editor;
};

static void put(const struct desk *desk, const char *name, const char *text)
{
    char path[PLACE_BYTES], reason[512];
    snprintf(path, sizeof path, "%s/%s", desk->root, name);
    assert_true(store_write(path, text, strlen(text), &desk->store, reason, sizeof reason));
}

static const char *text_of(const struct desk *desk, const char *name)
{
    static char text[1024];
    char path[PLACE_BYTES], reason[512];
    struct buffer bytes = {0};
    snprintf(path, sizeof path, "%s/%s", desk->root, name);
    store_read(path, &bytes, NULL, reason, sizeof reason);
    snprintf(text, sizeof text, "%s", buffer_text(&bytes));
    buffer_destroy(&bytes);
    return text;
}

static int set_up(void **state)
{
    struct desk *desk = test_calloc(1, sizeof *desk);
    char folder[PLACE_BYTES];
    strcpy(desk->root, "/tmp/yinian-editor-XXXXXX");
    assert_non_null(mkdtemp(desk->root));
    snprintf(desk->places.data, sizeof desk->places.data, "%s", desk->root);
    snprintf(desk->places.phrases, sizeof desk->places.phrases, "%s/shipped", desk->root);
    snprintf(folder, sizeof folder, "%s/phrases/en", desk->root);
    assert_true(store_make_folder(folder));
    put(desk, "phrases/en/10-home.md", "# Home\n- one\n- two\n");
    desk->editor = phrase_editor_new(&desk->places, &desk->store);
    *state = desk;
    return 0;
}

static int tear_down(void **state)
{
    struct desk *desk = *state;
    char command[128];
    phrase_editor_free(desk->editor);
    snprintf(command, sizeof command, "rm -rf '%s'", desk->root);
    assert_int_equal(system(command), 0);
    test_free(desk);
    return 0;
}

static enum phrase_written edit(struct desk *desk, const char *text)
{
    return phrase_editor_write(desk->editor, text, true, desk->told, sizeof desk->told);
}

#define UNDO "undo\n\n\n\n"
#define DELETE_ONE "delete\nhome\nhome.one\n\n"

static void deleted_and_taken_back(void **state)
{
    struct desk *desk = *state;
    assert_int_equal(edit(desk, DELETE_ONE), PHRASE_WRITTEN);
    assert_string_equal(text_of(desk, "phrases/en/10-home.md"), "# Home\n- two\n");
    put(desk, "phrases/en/10-home.md", "# Home\n- two\n- by hand\n");
    assert_int_equal(edit(desk, UNDO), PHRASE_WRITTEN);
    assert_string_equal(text_of(desk, "phrases/en/10-home.md"), "# Home\n- one\n- two\n- by hand\n");
    assert_int_equal(edit(desk, UNDO), PHRASE_REFUSED);
}

/* The disk fails for a moment: a folder in its place reads as little. */
static void a_file_that_cannot_be_read_is_left_alone(void **state)
{
    struct desk *desk = *state;
    char path[PLACE_BYTES], aside[PLACE_BYTES];
    snprintf(path, sizeof path, "%s/phrases/en/10-home.md", desk->root);
    snprintf(aside, sizeof aside, "%s/aside", desk->root);
    assert_int_equal(edit(desk, DELETE_ONE), PHRASE_WRITTEN);
    assert_int_equal(rename(path, aside), 0);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(edit(desk, UNDO), PHRASE_UNWRITTEN);
    assert_true(desk->told[0] != '\0');
    assert_int_equal(edit(desk, "add\nhome\n\nthree\n"), PHRASE_UNWRITTEN);
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(rename(aside, path), 0);
    assert_int_equal(edit(desk, UNDO), PHRASE_WRITTEN); /* and can still be taken back */
    assert_string_equal(text_of(desk, "phrases/en/10-home.md"), "# Home\n- one\n- two\n");
}

/* All of an edit or nothing of it: one file can be written, the other not. */
static void one_file_of_two_is_put_back(void **state)
{
    struct desk *desk = *state;
    char path[PLACE_BYTES];
    put(desk, "phrases/en/20-other.md", "# Other\n- three\n");
    snprintf(path, sizeof path, "%s/phrases/en/20-other.md.tmp", desk->root);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(edit(desk, "move\nhome\nhome.one\nother\n"), PHRASE_UNWRITTEN);
    assert_string_equal(text_of(desk, "phrases/en/10-home.md"), "# Home\n- one\n- two\n");
    assert_string_equal(text_of(desk, "phrases/en/20-other.md"), "# Other\n- three\n");
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(edit(desk, "move\nhome\nhome.one\nother\n"), PHRASE_WRITTEN);
    assert_string_equal(text_of(desk, "phrases/en/10-home.md"), "# Home\n- two\n");
}

/* --- which day it is ----------------------------------------------------------------------------------------- */

/* A program that has run since the year 2000. */
static void what_is_kept_today_has_todays_name(void **state)
{
    struct desk *desk = *state;
    struct world *world = test_calloc(1, sizeof *world);
    char path[PLACE_BYTES], reason[512], before[WORLD_DATE_BYTES], after[WORLD_DATE_BYTES];
    world->places = desk->places;
    strcpy(world->today, "2000-01-01");
    world_date(world, before);
    assert_true(text_file_save(world, "hello", path, reason, sizeof reason));
    world_date(world, after);
    assert_true(strcmp(before, "2026") > 0);
    assert_true(strstr(path, before) || strstr(path, after));
    world->day_stays = true;
    assert_true(text_file_save(world, "hello", path, reason, sizeof reason));
    assert_non_null(strstr(path, "/texts/2000-01-01-1.txt"));
    test_free(world);
}

#define EDITOR_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EDITOR_TEST(deleted_and_taken_back),
        EDITOR_TEST(a_file_that_cannot_be_read_is_left_alone),
        EDITOR_TEST(one_file_of_two_is_put_back),
        EDITOR_TEST(what_is_kept_today_has_todays_name),
    };
    return cmocka_run_group_tests_name("phrase_editor", tests, NULL, NULL);
}
