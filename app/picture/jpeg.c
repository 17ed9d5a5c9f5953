#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "base/memory.h"
#include "picture/raster.h"

enum {
    WANTED_PX = 1024,
    SCANS_AT_MOST = 64, /* a progressive picture has ten; thousands of them are meant to take time */
    MEMORY_AT_MOST = 256 * 1024 * 1024,
    EXIF = JPEG_APP0 + 1
};

struct reading {
    struct jpeg_decompress_struct jpeg; /* first: what libjpeg hands back is this */
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf broken;
    struct raster *raster;
    uint8_t *line; /* of four components */
};

static void give_up(j_common_ptr jpeg)
{
    struct reading *reading = (struct reading *)(void *)jpeg;
    longjmp(reading->broken, 1);
}

static void say_nothing(j_common_ptr jpeg)
{
    (void)jpeg;
}

static void count_scans(j_common_ptr jpeg)
{
    const struct reading *reading = (const struct reading *)(const void *)jpeg;
    if (reading->jpeg.input_scan_number > SCANS_AT_MOST)
        give_up(jpeg);
}

/* --- Exif: which way up ------------------------------------------------------------------------------------ */

static unsigned number_at(const uint8_t *bytes, int count, bool big_first)
{
    unsigned number = 0;
    for (int i = 0; i < count; i++)
        number |= (unsigned)bytes[i] << 8 * (big_first ? count - 1 - i : i);
    return number;
}

/* Tag 0x0112 of the first directory: 1 to 8, 1 where there is none. */
static int orientation_in(const uint8_t *tiff, size_t size)
{
    bool big = size >= 8 && memcmp(tiff, "MM", 2) == 0;
    if (size < 8 || (!big && memcmp(tiff, "II", 2) != 0))
        return 1;
    size_t at = number_at(tiff + 4, 4, big);
    if (at > size - 2 || size < 2)
        return 1;
    unsigned count = number_at(tiff + at, 2, big);
    at += 2;
    for (unsigned i = 0; i < count && size - at >= 12; i++, at += 12)
        if (number_at(tiff + at, 2, big) == 0x0112) {
            unsigned way = number_at(tiff + at + 8, 2, big);
            return way >= 1 && way <= 8 ? (int)way : 1;
        }
    return 1;
}

static int orientation_of(const struct jpeg_decompress_struct *jpeg)
{
    for (jpeg_saved_marker_ptr marker = jpeg->marker_list; marker; marker = marker->next)
        if (marker->marker == EXIF && marker->data_length > 6 && memcmp(marker->data, "Exif\0\0", 6) == 0)
            return orientation_in(marker->data + 6, marker->data_length - 6);
    return 1;
}

/* From 5 on width and height change places. */
static void turn_upright(struct raster *raster, int way)
{
    int width = way >= 5 ? raster->height : raster->width, height = way >= 5 ? raster->width : raster->height;
    if (way == 1)
        return;
    uint8_t *pixels = memory_new((size_t)width * (size_t)height, 4);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            int across = way >= 5 ? y : x, down = way >= 5 ? x : y;
            bool from_right = way == 2 || way == 3 || way == 7 || way == 8;
            bool from_below = way == 3 || way == 4 || way == 6 || way == 7;
            across = from_right ? raster->width - 1 - across : across;
            down = from_below ? raster->height - 1 - down : down;
            memcpy(pixels + 4 * ((size_t)y * (size_t)width + (size_t)x),
                   raster->pixels + 4 * ((size_t)down * (size_t)raster->width + (size_t)across), 4);
        }
    free(raster->pixels);
    *raster = (struct raster){width, height, pixels};
}

/* --- pixels ------------------------------------------------------------------------------------------------- */

/* Adobe's programs write CMYK upside down, and say that they wrote it. */
static void from_cmyk(const struct reading *reading, uint8_t *pixels)
{
    bool inverted = reading->jpeg.saw_Adobe_marker;
    for (unsigned x = 0; x < reading->jpeg.output_width; x++) {
        const uint8_t *in = reading->line + 4 * x;
        unsigned black = inverted ? in[3] : 255u - in[3];
        for (int c = 0; c < 3; c++)
            pixels[4 * x + (unsigned)c] = (uint8_t)((inverted ? in[c] : 255u - in[c]) * black / 255u);
        pixels[4 * x + 3] = 255;
    }
}

static void read_lines(struct reading *reading)
{
    struct jpeg_decompress_struct *jpeg = &reading->jpeg;
    bool cmyk = jpeg->out_color_space == JCS_CMYK;
    while (jpeg->output_scanline < jpeg->output_height) {
        uint8_t *pixels = reading->raster->pixels + 4 * (size_t)jpeg->output_scanline * jpeg->output_width;
        JSAMPROW row = cmyk ? reading->line : pixels;
        jpeg_read_scanlines(jpeg, &row, 1);
        if (cmyk)
            from_cmyk(reading, pixels);
    }
}

static enum raster_fault read_picture(struct reading *reading, const uint8_t *bytes, size_t size)
{
    struct jpeg_decompress_struct *jpeg = &reading->jpeg;
    jpeg->progress = &reading->progress;
    jpeg->mem->max_memory_to_use = MEMORY_AT_MOST;
    jpeg_save_markers(jpeg, EXIF, 0xFFFF);
    jpeg_mem_src(jpeg, bytes, size);
    jpeg_read_header(jpeg, TRUE);
    if (jpeg->image_width > RASTER_SIDE_AT_MOST || jpeg->image_height > RASTER_SIDE_AT_MOST)
        return RASTER_TOO_LARGE;
    bool cmyk = jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK;
    unsigned longer = jpeg->image_width > jpeg->image_height ? jpeg->image_width : jpeg->image_height;
    jpeg->out_color_space = cmyk ? JCS_CMYK : JCS_EXT_RGBA;
    jpeg->scale_num = 1;
    jpeg->scale_denom = longer > 4 * WANTED_PX ? 8 : longer > 2 * WANTED_PX ? 4 : longer > WANTED_PX ? 2 : 1;
    jpeg_start_decompress(jpeg);
    *reading->raster = (struct raster){(int)jpeg->output_width, (int)jpeg->output_height,
                                       memory_new((size_t)jpeg->output_width * jpeg->output_height, 4)};
    reading->line = memory_new(jpeg->output_width, 4);
    read_lines(reading);
    int way = orientation_of(jpeg);
    jpeg_finish_decompress(jpeg);
    turn_upright(reading->raster, way);
    return RASTER_GOOD;
}

enum raster_fault raster_of_jpeg(const uint8_t *bytes, size_t size, struct raster *raster)
{
    volatile enum raster_fault fault = RASTER_BROKEN; /* longjmp() comes back to it */
    struct reading *reading = memory_new(1, sizeof *reading);
    *raster = (struct raster){0};
    reading->raster = raster;
    reading->jpeg.err = jpeg_std_error(&reading->errors);
    reading->errors.error_exit = give_up;
    reading->errors.output_message = say_nothing;
    reading->progress.progress_monitor = count_scans;
    if (setjmp(reading->broken) == 0) {
        jpeg_create_decompress(&reading->jpeg);
        fault = read_picture(reading, bytes, size);
    }
    jpeg_destroy_decompress(&reading->jpeg);
    free(reading->line);
    free(reading);
    if (fault != RASTER_GOOD)
        raster_destroy(raster);
    return fault;
}
