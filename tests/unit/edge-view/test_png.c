#include "picture_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <png.h>
#include <sys/stat.h>
#include <unistd.h>

#include "view/png.h"

static void what_is_written_is_what_was_there(void **state)
{
    (void)state;
    const uint32_t pixels[] = {0xFF0000, 0x00FF00, 0, 0x0000FF, 0x123456, 0};
    assert_int_equal(png_write(path, pixels, 2, 2, 3), 0);
    png_image image = {.version = PNG_IMAGE_VERSION};
    assert_int_equal(png_image_begin_read_from_file(&image, path), 1);
    assert_int_equal(image.width, 2);
    assert_int_equal(image.height, 2);
    image.format = PNG_FORMAT_RGB;
    const png_byte expected[] = {255, 0, 0, 0, 255, 0, 0, 0, 255, 0x12, 0x34, 0x56};
    png_byte bytes[12];
    assert_int_equal(png_image_finish_read(&image, NULL, bytes, 0, NULL), 1);
    assert_memory_equal(bytes, expected, sizeof expected);
}

static int files_in_folder(void)
{
    DIR *entries = opendir(folder);
    int count = 0;
    for (struct dirent *entry; (entry = readdir(entries));)
        count += entry->d_name[0] != '.';
    closedir(entries);
    return count;
}

static long read_all(char *bytes, long size)
{
    FILE *file = fopen(path, "rb");
    long got = (long)fread(bytes, 1, (size_t)size, file);
    fclose(file);
    return got;
}

static void the_same_pixels_give_the_same_bytes_and_nothing_is_left_over(void **state)
{
    (void)state;
    static uint32_t pixels[100 * 50];
    static char first[100000], second[100000];
    for (int i = 0; i < 5000; i++)
        pixels[i] = (uint32_t)i * 77777u & 0xFFFFFFu;
    assert_int_equal(png_write(path, pixels, 100, 50, 100), 0);
    long size = read_all(first, sizeof first);
    assert_int_equal(png_write(path, pixels, 100, 50, 100), 0);
    assert_int_equal(read_all(second, sizeof second), size);
    assert_memory_equal(first, second, (size_t)size);
    assert_int_equal(files_in_folder(), 1);
}

static void a_pipe_stays_a_pipe(void **state)
{
    (void)state;
    const uint32_t pixels[] = {1, 2, 3, 4};
    char bytes[4096];
    struct stat status;
    remove(path);
    assert_int_equal(mkfifo(path, 0600), 0);
    int fd = open(path, O_RDWR | O_NONBLOCK);
    assert_true(fd >= 0);
    assert_int_equal(png_write(path, pixels, 2, 2, 2), 0);
    assert_true(read(fd, bytes, sizeof bytes) > 8);
    assert_memory_equal(bytes + 1, "PNG", 3);
    assert_int_equal(stat(path, &status), 0);
    assert_true(S_ISFIFO(status.st_mode));
    close(fd);
    remove(path);
}

static void a_folder_that_is_not_there_is_told(void **state)
{
    (void)state;
    const uint32_t pixel = 0;
    char missing[80];
    snprintf(missing, sizeof missing, "%s/none/picture.png", folder);
    assert_int_equal(png_write(missing, &pixel, 1, 1, 1), ENOENT);
    assert_int_equal(png_write(folder, &pixel, 1, 1, 1), EISDIR);
    char left_over[128];
    snprintf(left_over, sizeof left_over, "%s.%ld.part", folder, (long)getpid());
    assert_int_equal(access(left_over, F_OK), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_written_is_what_was_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_pixels_give_the_same_bytes_and_nothing_is_left_over, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_folder_that_is_not_there_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_pipe_stays_a_pipe, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("png", tests, NULL, NULL);
}
