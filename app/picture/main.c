/* yinian-picture: pictures of other formats into PNG, for Yinian, in a process of its own. Whatever a picture does to the one
 * who reads it, the voice is not hurt; and what reading takes is given back.
 *
 * On its standard input, a socket: four bytes of size (the least first), then so many of the picture; again and again. Each is
 * answered by a byte (enum raster_fault), four of size, and the PNG. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/memory.h"
#include "picture/raster.h"

/* The memory that reading may take. (A sanitizer wants terabytes of addresses.) */
#if defined(__SANITIZE_ADDRESS__)
enum { LIMITED = 0 };
#else
enum { LIMITED = 1 };
#endif
enum { MEMORY_AT_MOST = 1024 * 1024 * 1024 };

static void confine(void)
{
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){0, 0});
    if (LIMITED)
        setrlimit(RLIMIT_AS, &(struct rlimit){MEMORY_AT_MOST, MEMORY_AT_MOST});
}

static bool receive(void *bytes, size_t size)
{
    uint8_t *at = bytes;
    while (size > 0) {
        ssize_t got = read(STDIN_FILENO, at, size);
        if (got <= 0)
            return false;
        at += got;
        size -= (size_t)got;
    }
    return true;
}

static bool answer(const void *bytes, size_t size)
{
    const uint8_t *at = bytes;
    while (size > 0) {
        ssize_t sent = send(STDIN_FILENO, at, size, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        at += sent;
        size -= (size_t)sent;
    }
    return true;
}

static bool convert_next(void)
{
    uint8_t head[4];
    struct buffer png = {0};
    if (!receive(head, sizeof head))
        return false;
    size_t size = (size_t)head[0] | (size_t)head[1] << 8 | (size_t)head[2] << 16 | (size_t)head[3] << 24;
    if (size > RASTER_BYTES_AT_MOST)
        return false;
    uint8_t *bytes = memory_new(size + 1, 1);
    bool going = receive(bytes, size);
    if (going) {
        enum raster_fault fault = raster_convert(bytes, size, &png);
        size_t out = fault == RASTER_GOOD ? png.size : 0;
        uint8_t told[5] = {(uint8_t)fault, (uint8_t)out, (uint8_t)(out >> 8), (uint8_t)(out >> 16),
                           (uint8_t)(out >> 24)};
        going = answer(told, sizeof told) && answer(buffer_text(&png), out);
    }
    buffer_destroy(&png);
    free(bytes);
    return going;
}

int main(void)
{
    confine();
    while (convert_next())
        ;
    return 0;
}
