#include "run/life.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"

static const char variable[] = "YINIAN_LIFE"; /* "MEMORY WAKE": two descriptors */

/* Who wakes the supervisor does so for a difference that counts. */
enum { WORTH_WAKING_MS = 300 };

struct resume {
    uint32_t size;
    char bytes[LIFE_RESUME_BYTES];
};

/* Shared by two processes. */
struct shared {
    _Atomic int64_t sign_by[LIFE_PARTS];
    _Atomic int64_t looks_at; /* the supervisor, next */
    _Atomic int32_t shown, switches_sleep;
    int32_t level, begin;    /* set before the program begins */
    _Atomic int32_t current; /* which of the two is whole; −1: none */
    struct resume resume[2];
};

struct life {
    struct shared *shared;
    int memory_fd, wake_fd;
    bool works;              /* a turn of the loop has begun */
    time_us turn_from;       /* … when it had computed for so long */
    time_us longest_turn_us; /* of those that ended: how long they computed */
};

static struct life *map(int memory_fd, int wake_fd)
{
    void *shared = mmap(NULL, sizeof(struct shared), PROT_READ | PROT_WRITE, MAP_SHARED, memory_fd, 0);
    if (shared == MAP_FAILED)
        return NULL;
    struct life *life = memory_new(1, sizeof *life);
    *life = (struct life){.shared = shared, .memory_fd = memory_fd, .wake_fd = wake_fd};
    return life;
}

void life_leave(struct life *life)
{
    if (!life)
        return;
    munmap(life->shared, sizeof *life->shared);
    close(life->memory_fd);
    close(life->wake_fd);
    free(life);
}

/* --- the program ---------------------------------------------------------------------------------------- */

struct life *life_join(void)
{
    int memory_fd, wake_fd;
    const char *text = getenv(variable);
    bool right = text && sscanf(text, "%d %d", &memory_fd, &wake_fd) == 2;
    unsetenv(variable); /* programs that this one starts are not watched */
    if (!right || fcntl(memory_fd, F_SETFD, FD_CLOEXEC) != 0 || fcntl(wake_fd, F_SETFD, FD_CLOEXEC) != 0)
        return NULL;
    return map(memory_fd, wake_fd);
}

enum life_level life_level(const struct life *life)
{
    return life ? (enum life_level)life->shared->level : LIFE_ALL;
}

bool life_is_first(const struct life *life)
{
    return !life || (life->shared->begin == LIFE_ANEW && atomic_load(&life->shared->current) < 0);
}

enum life_begin life_resume(const struct life *life, struct buffer *resume)
{
    int current = life ? atomic_load(&life->shared->current) : -1;
    if (current != 0 && current != 1)
        return LIFE_ANEW;
    const struct resume *kept = &life->shared->resume[current];
    buffer_clear(resume);
    buffer_add(resume, kept->bytes, kept->size <= LIFE_RESUME_BYTES ? kept->size : 0);
    return resume->size > 0 ? (enum life_begin)life->shared->begin : LIFE_ANEW;
}

/* The supervisor sets looks_at and then reads sign_by; here it is the other way round: one of the two sees the other. */
static void sign(struct life *life, enum life_part part, time_us by_us)
{
    if (!life)
        return;
    atomic_store(&life->shared->sign_by[part], by_us);
    time_us looks_at = atomic_load(&life->shared->looks_at);
    uint64_t one = 1;
    if (looks_at == TIME_NEVER ? by_us != TIME_NEVER : looks_at - by_us > time_from_ms(WORTH_WAKING_MS))
        if (write(life->wake_fd, &one, sizeof one) < 0)
            return; /* full: it is awake anyway */
}

/* How long the calling thread has computed: what it waited for, asleep or stopped, is not in it. */
static time_us computed_us(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (time_us)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void turn_begins(struct life *life)
{
    if (!life || life->works)
        return;
    life->works = true;
    life->turn_from = computed_us();
}

static void turn_ends(struct life *life)
{
    if (!life || !life->works)
        return;
    life->works = false;
    time_us turn = computed_us() - life->turn_from;
    if (turn > life->longest_turn_us)
        life->longest_turn_us = turn;
}

/* A computer that draws a page in a second does not hang when it needs two. */
static time_us grace_of(const struct life *life, enum life_part part)
{
    if (part == LIFE_VOICE)
        return time_from_ms(LIFE_VOICE_MS);
    time_us least = time_from_ms(LIFE_GRACE_MS), most = time_from_ms(LIFE_LONG_MS);
    time_us grace = life ? life->longest_turn_us * LIFE_GRACE_TURNS : 0;
    return grace < least ? least : grace > most ? most : grace;
}

/* A sign that stands for long enough is not set anew. */
static void switches_work(struct life *life, time_us now_us)
{
    if (!life)
        return;
    atomic_store(&life->shared->switches_sleep, 0);
    time_us by = atomic_load(&life->shared->sign_by[LIFE_SWITCHES]);
    if (by == TIME_NEVER || by - now_us < time_from_ms(LIFE_SWITCHES_MS / 2))
        sign(life, LIFE_SWITCHES, now_us + time_from_ms(LIFE_SWITCHES_MS));
}

void life_works(struct life *life, enum life_part part, time_us now_us)
{
    if (part == LIFE_SWITCHES) {
        switches_work(life, now_us);
        return;
    }
    if (part == LIFE_LOOP)
        turn_begins(life);
    sign(life, part, now_us + grace_of(life, part));
}

void life_works_long(struct life *life, time_us now_us)
{
    turn_begins(life);
    sign(life, LIFE_LOOP, now_us + time_from_ms(LIFE_LONG_MS));
}

void life_sleeps(struct life *life, enum life_part part, time_us until_us)
{
    if (part == LIFE_SWITCHES) {
        if (life)
            atomic_store(&life->shared->switches_sleep, 1);
        return;
    }
    if (part == LIFE_LOOP)
        turn_ends(life);
    sign(life, part, until_us == TIME_NEVER ? TIME_NEVER : until_us + grace_of(life, part));
}

void life_keeps(struct life *life, const struct buffer *resume)
{
    if (!life || resume->size > LIFE_RESUME_BYTES)
        return;
    int current = atomic_load(&life->shared->current);
    struct resume *other = &life->shared->resume[current == 0 ? 1 : 0];
    memcpy(other->bytes, buffer_text(resume), resume->size);
    other->size = (uint32_t)resume->size;
    atomic_store(&life->shared->current, current == 0 ? 1 : 0);
}

void life_shown(struct life *life)
{
    uint64_t one = 1;
    if (!life || atomic_exchange(&life->shared->shown, 1))
        return;
    if (write(life->wake_fd, &one, sizeof one) < 0)
        return;
}

/* --- the supervisor -------------------------------------------------------------------------------------- */

struct life *life_new(void)
{
    int memory_fd = memfd_create("yinian-life", MFD_CLOEXEC);
    int wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    struct life *life = NULL;
    if (memory_fd >= 0 && wake_fd >= 0 && ftruncate(memory_fd, sizeof(struct shared)) == 0)
        life = map(memory_fd, wake_fd);
    if (!life) {
        close(memory_fd);
        close(wake_fd);
        return NULL;
    }
    atomic_store(&life->shared->current, -1);
    return life;
}

void life_free(struct life *life)
{
    life_leave(life);
}

int life_wake_fd(const struct life *life)
{
    return life->wake_fd;
}

void life_begins(struct life *life, enum life_level level, enum life_begin begin, time_us now_us)
{
    struct shared *shared = life->shared;
    shared->level = (int32_t)level;
    shared->begin = (int32_t)begin;
    atomic_store(&shared->shown, 0);
    atomic_store(&shared->sign_by[LIFE_LOOP], now_us + time_from_ms(LIFE_LONG_MS));
    atomic_store(&shared->sign_by[LIFE_VOICE], TIME_NEVER);
    atomic_store(&shared->sign_by[LIFE_SWITCHES], TIME_NEVER);
    atomic_store(&shared->switches_sleep, 1);
    atomic_store(&shared->looks_at, now_us);
}

bool life_hand_down(const struct life *life)
{
    char text[64];
    snprintf(text, sizeof text, "%d %d", life->memory_fd, life->wake_fd);
    return fcntl(life->memory_fd, F_SETFD, 0) == 0 && fcntl(life->wake_fd, F_SETFD, 0) == 0 &&
           setenv(variable, text, 1) == 0;
}

bool life_is_shown(const struct life *life)
{
    return atomic_load(&life->shared->shown);
}

time_us life_sign_by(struct life *life, enum life_part part)
{
    return atomic_load(&life->shared->sign_by[part]);
}

/* Who is woken meanwhile sets a new sign, which stays: what is due is older. */
void life_let_sleep(struct life *life, time_us now_us)
{
    _Atomic int64_t *sign_by = &life->shared->sign_by[LIFE_SWITCHES];
    int64_t by = atomic_load(sign_by);
    if (by <= now_us && atomic_load(&life->shared->switches_sleep))
        atomic_compare_exchange_strong(sign_by, &by, TIME_NEVER);
}

void life_looks_at(struct life *life, time_us at_us)
{
    atomic_store(&life->shared->looks_at, at_us);
}
