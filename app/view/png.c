#include "view/png.h"

#include <errno.h>
#include <png.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/memory.h"

static void line_to_rgb(const uint32_t *line, int width, png_byte *rgb)
{
    for (int x = 0; x < width; x++, rgb += 3) {
        rgb[0] = (png_byte)(line[x] >> 16 & 255u);
        rgb[1] = (png_byte)(line[x] >> 8 & 255u);
        rgb[2] = (png_byte)(line[x] & 255u);
    }
}

/* libpng leaves by longjmp when something fails; everything that has to be freed belongs to the caller. */
static int write_lines(FILE *file, png_structp png, png_infop info, const uint32_t *pixels, int width,
                       int height, int stride, png_byte *rgb)
{
    if (setjmp(png_jmpbuf(png)))
        return errno ? errno : EIO;
    png_init_io(png, file);
    png_set_compression_level(png, 9);
    png_set_filter(png, 0, PNG_FILTER_NONE);
    png_set_IHDR(png, info, (png_uint_32)width, (png_uint_32)height, 8, PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    for (int y = 0; y < height; y++) {
        line_to_rgb(pixels + (ptrdiff_t)y * stride, width, rgb);
        png_write_row(png, rgb);
    }
    png_write_end(png, info);
    return 0;
}

static int write_file(FILE *file, const uint32_t *pixels, int width, int height, int stride)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    int error = ENOMEM;
    if (info) {
        png_byte *rgb = memory_new((size_t)width, 3);
        errno = 0;
        error = write_lines(file, png, info, pixels, width, height, stride, rgb);
        free(rgb);
    }
    png_destroy_write_struct(&png, &info);
    return error;
}

/* Closes the file, and puts it in its place if all went well. `temporary` NULL: it was written where it belongs. */
static int finish(FILE *file, int error, const char *temporary, const char *path)
{
    if (fclose(file) != 0 && !error)
        error = errno;
    if (!error && temporary && rename(temporary, path) != 0)
        error = errno;
    if (error && temporary)
        unlink(temporary);
    return error;
}

/* A device, a pipe: nothing takes its place. */
static bool is_no_file(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

int png_write(const char *path, const uint32_t *pixels, int width, int height, int stride)
{
    struct buffer temporary;
    bool beside = !is_no_file(path);
    buffer_init(&temporary);
    buffer_printf(&temporary, "%s.%ld.part", path, (long)getpid());
    FILE *file = fopen(beside ? buffer_text(&temporary) : path, "wb");
    int error = file ? 0 : errno;
    if (file) {
        error = write_file(file, pixels, width, height, stride);
        error = finish(file, error, beside ? buffer_text(&temporary) : NULL, path);
    }
    buffer_destroy(&temporary);
    return error;
}
