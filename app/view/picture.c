#include "view/picture.h"

#include <errno.h>
#include <fcntl.h>
#include <png.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"

/* ---- bytes --------------------------------------------------------------------------------------------- */

static uint32_t number_at(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* PNG specification, 5.2 and 11.2.2: eight bytes of signature, then length, "IHDR", width, height. */
enum picture_fault picture_head(const uint8_t *bytes, size_t size, int *width, int *height)
{
    static const uint8_t signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    if (size < PICTURE_HEAD_BYTES || memcmp(bytes, signature, sizeof signature) != 0 ||
        memcmp(bytes + 12, "IHDR", 4) != 0)
        return PICTURE_NO_PNG;
    uint32_t w = number_at(bytes + 16), h = number_at(bytes + 20);
    if (w == 0 || h == 0)
        return PICTURE_NO_PNG;
    if (w > PICTURE_SIDE_AT_MOST || h > PICTURE_SIDE_AT_MOST ||
        w * h > PICTURE_BYTES_AT_MOST / sizeof(uint32_t))
        return PICTURE_TOO_LARGE;
    *width = (int)w;
    *height = (int)h;
    return PICTURE_GOOD;
}

/* Four bytes R, G, B, A → one number, its colours multiplied by alpha. */
static uint32_t packed(const png_byte *rgba)
{
    uint32_t alpha = rgba[3], pixel = alpha << 24;
    for (int c = 0; c < 3; c++)
        pixel |= (rgba[c] * alpha + 127u) / 255u << (16 - 8 * c);
    return pixel;
}

enum picture_fault picture_decode(const uint8_t *bytes, size_t size, struct bitmap *bitmap)
{
    int width, height;
    *bitmap = (struct bitmap){0};
    enum picture_fault fault = picture_head(bytes, size, &width, &height);
    if (fault != PICTURE_GOOD)
        return fault;
    png_image image = {.version = PNG_IMAGE_VERSION};
    size_t count = (size_t)width * (size_t)height;
    uint32_t *pixels = memory_new(count, sizeof *pixels);
    bool good = png_image_begin_read_from_memory(&image, bytes, size) != 0;
    image.format = PNG_FORMAT_RGBA;
    image.flags |=
        PNG_IMAGE_FLAG_16BIT_sRGB; /* 16 bits without a word on their curve: as everybody means it */
    good = good && png_image_finish_read(&image, NULL, pixels, 0, NULL) != 0;
    png_image_free(&image);
    if (!good) {
        free(pixels);
        return PICTURE_NO_PNG;
    }
    for (size_t i = 0; i < count; i++)
        pixels[i] = packed((const png_byte *)&pixels[i]);
    *bitmap = (struct bitmap){width, height, pixels};
    return PICTURE_GOOD;
}

/* ---- files --------------------------------------------------------------------------------------------- */

/* An open file, or the fault. A pipe or a device of that name must not keep us waiting. */
static enum picture_fault open_file(const char *path, int *fd, struct stat *status)
{
    *fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (*fd < 0)
        return errno == ENOENT || errno == ENOTDIR ? PICTURE_MISSING : PICTURE_UNREADABLE;
    if (fstat(*fd, status) == 0 && S_ISREG(status->st_mode))
        return PICTURE_GOOD;
    close(*fd);
    return PICTURE_UNREADABLE;
}

/* As many bytes as there are, `most` at most. */
static size_t read_bytes(int fd, uint8_t *bytes, size_t most)
{
    size_t size = 0;
    while (size < most) {
        ssize_t got = read(fd, bytes + size, most - size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        size += (size_t)got;
    }
    return size;
}

enum picture_fault picture_look(const char *path, struct picture_stamp *stamp, int *width, int *height)
{
    int fd;
    struct stat status;
    *stamp = (struct picture_stamp){0};
    enum picture_fault fault = open_file(path, &fd, &status);
    if (fault != PICTURE_GOOD)
        return fault;
    uint8_t head[PICTURE_HEAD_BYTES];
    size_t size = read_bytes(fd, head, sizeof head);
    close(fd);
    stamp->changed_ns = (int64_t)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec;
    stamp->size = status.st_size;
    fault = picture_head(head, size, width, height);
    return fault == PICTURE_GOOD && status.st_size > PICTURE_BYTES_AT_MOST ? PICTURE_TOO_LARGE : fault;
}

enum picture_fault picture_load(const char *path, struct bitmap *bitmap)
{
    int fd;
    struct stat status;
    *bitmap = (struct bitmap){0};
    enum picture_fault fault = open_file(path, &fd, &status);
    if (fault != PICTURE_GOOD)
        return fault;
    if (status.st_size > PICTURE_BYTES_AT_MOST) {
        close(fd);
        return PICTURE_TOO_LARGE;
    }
    uint8_t *bytes = memory_new((size_t)status.st_size, 1);
    size_t size = read_bytes(fd, bytes, (size_t)status.st_size);
    close(fd);
    fault = picture_decode(bytes, size, bitmap);
    free(bytes);
    return fault;
}

void picture_report(const char *path, enum picture_fault fault, struct diagnostics *problems)
{
    static const char *const reasons[] = {
        [PICTURE_MISSING] = N_("this picture is not there"),
        [PICTURE_UNREADABLE] = N_("this picture cannot be read"),
        [PICTURE_NO_PNG] = N_("this is no PNG picture, or it is damaged"),
        [PICTURE_TOO_LARGE] = N_("this picture is too large"),
    };
    if (fault == PICTURE_GOOD)
        return;
    diagnostics_add(problems, &(struct diagnostic){.level = DIAGNOSTIC_WARNING,
                                                   .file = path,
                                                   .reason = _(reasons[fault]),
                                                   .valid = _("a PNG of at most 2048 × 2048 pixels")});
}
