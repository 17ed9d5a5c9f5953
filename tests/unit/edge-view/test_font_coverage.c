/* Every character that the program or its phrases may show has a glyph in the fonts that are found. */
#include "unit_test.h"

#include <dirent.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "view/font.h"

static struct font_set *fonts;
static long checked;

static bool read_file(const char *path, struct buffer *bytes)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    char block[4096];
    for (size_t got; (got = fread(block, 1, sizeof block, file)) > 0;)
        buffer_add(bytes, block, got);
    fclose(file);
    return true;
}

static void check_character(const char *path, uint32_t character)
{
    checked++;
    if (character >= 0x20 && character != 0xFEFF && character != 0x200B && !font_covers(fonts, character))
        fail_msg("%s: no font has U+%04X", path, character);
}

static void check_file(const char *path)
{
    struct buffer bytes;
    buffer_init(&bytes);
    assert_true(read_file(path, &bytes));
    for (size_t at = 0; at < bytes.size;) {
        uint32_t character;
        at += utf8_decode(bytes.bytes + at, bytes.size - at, &character);
        check_character(path, character);
    }
    buffer_destroy(&bytes);
}

static bool ends_with(const char *name, const char *end)
{
    size_t length = strlen(name), wanted = strlen(end);
    return length >= wanted && strcmp(name + length - wanted, end) == 0;
}

/* Every file of these kinds below the folder; returns how many. */
static int check_folder(const char *folder)
{
    DIR *entries = opendir(folder);
    int count = 0;
    if (!entries)
        return 0;
    for (struct dirent *entry; (entry = readdir(entries));) {
        char path[1024];
        struct stat status;
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (stat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
            count += check_folder(path);
        } else if (ends_with(path, ".md") || ends_with(path, ".po") || ends_with(path, ".c")) {
            check_file(path);
            count++;
        }
    }
    closedir(entries);
    return count;
}

static void phrases_content_and_interface_are_covered(void **state)
{
    (void)state;
    assert_true(check_folder(YINIAN_SOURCE_DIR "/phrases") > 2);
    assert_true(check_folder(YINIAN_SOURCE_DIR "/app/po") >= 1);
    assert_true(check_folder(YINIAN_SOURCE_DIR "/app/board") > 5); /* keys, marks of punctuation */
    check_folder(YINIAN_SOURCE_DIR "/content");
    assert_true(checked > 10000);
}

/* What may be written beside what ships: the common characters (GB 2312 lies in this block), pinyin with tones. */
static void what_may_be_written_is_covered(void **state)
{
    (void)state;
    for (uint32_t c = 0x4E00; c <= 0x9FA5; c++)
        check_character("common characters", c);
    static const char pinyin[] = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ’“”‘—…·《》〈〉、。〇℃°½×÷€£¥";
    for (size_t at = 0; at < sizeof pinyin - 1;) {
        uint32_t character;
        at += utf8_decode(pinyin + at, sizeof pinyin - 1 - at, &character);
        check_character("pinyin and signs", character);
    }
    for (uint32_t c = ' '; c < 127; c++)
        check_character("ASCII", c);
}

static void a_character_that_no_font_has_is_told(void **state)
{
    (void)state;
    assert_false(font_covers(fonts, 0x10FFFD)); /* private use */
    struct text_measure measure = font_measure(fonts);
    assert_int_equal(measure.advance(measure.context, 0x10FFFD), 1000);
    assert_int_equal(measure.advance(measure.context, 0x6211), 1000);
    assert_in_range(measure.advance(measure.context, 'i'), 200, 400);
}

static void lines_are_as_wide_as_they_are_measured(void **state)
{
    (void)state;
    static const char *const texts[] = {"我想喝水", "Please suction me", "血氧 92%，体温 36.5℃", "↩ zh’er"};
    struct text_measure measure = font_measure(fonts);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (int weight = 0; weight < FONT_WEIGHT_COUNT; weight++)
            for (int size_px = 14; size_px < 150; size_px += 17) {
                size_t size = strlen(texts[i]);
                struct text_mask mask = font_render(fonts, texts[i], size, (enum font_weight)weight, size_px);
                int measured = text_width(texts[i], size, size_px, &measure);
                assert_non_null(mask.bytes);
                assert_true(mask.left + mask.width <= measured + 2);
                assert_true(mask.width > measured * 6 / 10);
                assert_true(mask.top < 0 && mask.top > -2 * size_px);
                free(mask.bytes);
            }
}

static void nothing_to_draw_is_no_error(void **state)
{
    (void)state;
    struct text_mask mask = font_render(fonts, "", 0, FONT_REGULAR, 20);
    assert_null(mask.bytes);
    mask = font_render(fonts, "   ", 3, FONT_REGULAR, 20);
    assert_null(mask.bytes);
    mask = font_render(fonts, "\xFF\xFE\x00x", 4, FONT_REGULAR, 20); /* not UTF-8, with a NUL in it */
    assert_non_null(mask.bytes);
    free(mask.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(phrases_content_and_interface_are_covered),
        cmocka_unit_test(what_may_be_written_is_covered),
        cmocka_unit_test(a_character_that_no_font_has_is_told),
        cmocka_unit_test(lines_are_as_wide_as_they_are_measured),
        cmocka_unit_test(nothing_to_draw_is_no_error),
    };
    fonts = font_set_new(false, NULL);
    if (!fonts)
        return 1;
    int failed = cmocka_run_group_tests_name("font_coverage", tests, NULL, NULL);
    font_set_free(fonts);
    return failed;
}
