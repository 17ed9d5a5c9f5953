#include "unit_test.h"

#include "store/file_version.h"

static void reads(const char *text, int version)
{
    assert_int_equal(file_version(text, strlen(text)), version);
}

static void heads_of_each_kind(void **state)
{
    (void)state;
    reads("# yinian-reading 1\nplace zh/L04 12\n", 1);
    reads("# comment\nyinian-learnt 2\nsaid 4\n", 2);
    reads("version = 3\nscan_time_ms = 1000\n", 3);
    reads("\xEF\xBB\xBF  version\t=\t7\r\n", 7);
    reads("#yinian-settings 12", 12);
    reads("yinian-learnt 99999999999999999999\n", FILE_VERSION_AT_MOST);
}

static void files_from_before_there_were_heads(void **state)
{
    (void)state;
    reads("", 0);
    reads("\n\n\n", 0);
    reads("# What was read in the library.\nplace zh/L04 12\n", 0);
    reads("scan_time = 1200\n", 0);
}

static void what_is_no_head(void **state)
{
    (void)state;
    reads("# yinian-reading\n", 0);
    reads("# yinian-reading x\n", 0);
    reads("# yinian-reading 1x\n", 0);
    reads("# yinian-reading -1\n", 0);
    reads("version 1\n", 0);
    reads("versions = 2\n", 0);
    assert_int_equal(file_version("yinian-learnt 12", 15), 1); /* the size counts, not the NUL */
    assert_int_equal(file_version("\0yinian-a 1\n", 12), 0);
}

static void only_at_the_beginning(void **state)
{
    (void)state;
    reads("#\n#\n#\n#\n#\n#\n#\nversion = 4\n", 4);
    reads("#\n#\n#\n#\n#\n#\n#\n#\nversion = 4\n", 0);
    reads("version = 4\nversion = 5\n", 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(heads_of_each_kind),
        cmocka_unit_test(files_from_before_there_were_heads),
        cmocka_unit_test(what_is_no_head),
        cmocka_unit_test(only_at_the_beginning),
    };
    return cmocka_run_group_tests_name("file version", tests, NULL, NULL);
}
