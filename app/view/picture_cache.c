#include "view/picture_cache.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "view/picture.h"
#include "view/picture_reader.h"

/* More files than stand on twenty pages; more cards than on ten. */
enum { FILES_AT_MOST = 512, CARDS_AT_MOST = 256 };

struct file {
    char *path;
    uint64_t id; /* never given twice: what is made of a file that has changed belongs to another id */
    struct picture_stamp stamp;
    int width, height;
    enum picture_fault looks; /* what its head says */
    enum picture_fault fault; /* what is known of it */
    uint64_t looked;          /* the round in which it was looked at last */
    uint64_t used;
};

struct made {
    uint64_t file_id;
    struct bitmap_card card;
    struct bitmap bitmap;
    uint64_t used, round; /* when it was used last */
};

struct picture_cache {
    struct diagnostics *problems;
    struct picture_reader *reader; /* NULL: whoever asks waits */
    struct file files[FILES_AT_MOST];
    struct made cards[CARDS_AT_MOST];
    int file_count, card_count;
    size_t bytes, bytes_at_most;
    uint64_t clock; /* counts uses */
    uint64_t round; /* counts picture_cache_look_again() */
    uint64_t last_id;
};

struct picture_cache *picture_cache_new(size_t bytes_at_most, struct diagnostics *problems)
{
    struct picture_cache *cache = memory_new(1, sizeof *cache);
    cache->problems = problems;
    cache->bytes_at_most = bytes_at_most;
    cache->round = 1;
    return cache;
}

static size_t bytes_of(const struct bitmap *bitmap)
{
    return (size_t)bitmap->width * (size_t)bitmap->height * sizeof *bitmap->pixels;
}

static void drop_card(struct picture_cache *cache, int index)
{
    cache->bytes -= bytes_of(&cache->cards[index].bitmap);
    bitmap_destroy(&cache->cards[index].bitmap);
    cache->cards[index] = cache->cards[--cache->card_count];
}

static void drop_file(struct picture_cache *cache, int index)
{
    free(cache->files[index].path);
    cache->files[index] = cache->files[--cache->file_count];
}

void picture_cache_free(struct picture_cache *cache)
{
    if (!cache)
        return;
    picture_reader_stop(cache->reader);
    while (cache->card_count)
        drop_card(cache, cache->card_count - 1);
    while (cache->file_count)
        drop_file(cache, cache->file_count - 1);
    free(cache);
}

void picture_cache_look_again(struct picture_cache *cache)
{
    cache->round++;
    if (cache->reader)
        picture_reader_forget(cache->reader);
}

size_t picture_cache_bytes(const struct picture_cache *cache)
{
    return cache->bytes;
}

/* ---- files --------------------------------------------------------------------------------------------- */

static void drop_oldest_file(struct picture_cache *cache)
{
    int oldest = 0;
    for (int i = 1; i < cache->file_count; i++)
        if (cache->files[i].used < cache->files[oldest].used)
            oldest = i;
    drop_file(cache, oldest);
}

static struct file *find_file(struct picture_cache *cache, const char *path)
{
    for (int i = 0; i < cache->file_count; i++)
        if (strcmp(cache->files[i].path, path) == 0)
            return &cache->files[i];
    return NULL;
}

static void forget_cards(struct picture_cache *cache, uint64_t file_id)
{
    for (int i = cache->card_count - 1; i >= 0; i--)
        if (cache->cards[i].file_id == file_id)
            drop_card(cache, i);
}

/* What is known of a file, also that it is damaged behind its head, holds until the file changes. */
static void look(struct picture_cache *cache, struct file *file)
{
    struct file now = {.path = file->path, .looked = cache->round, .used = file->used};
    now.fault = now.looks = picture_look(file->path, &now.stamp, &now.width, &now.height);
    bool known = file->id && file->looks == now.looks && file->stamp.changed_ns == now.stamp.changed_ns &&
                 file->stamp.size == now.stamp.size;
    file->looked = cache->round;
    if (known)
        return;
    forget_cards(cache, file->id);
    now.id = ++cache->last_id;
    *file = now;
    picture_report(file->path, file->fault, cache->problems);
}

static struct file *file_of(struct picture_cache *cache, const char *path)
{
    struct file *file = find_file(cache, path);
    if (!file) {
        if (cache->file_count == FILES_AT_MOST)
            drop_oldest_file(cache);
        file = &cache->files[cache->file_count++];
        *file = (struct file){.path = memory_copy_text(path)};
    }
    file->used = ++cache->clock;
    if (file->looked != cache->round)
        look(cache, file);
    return file;
}

bool picture_cache_size(struct picture_cache *cache, const char *path, int *width, int *height)
{
    const struct file *file = file_of(cache, path);
    *width = file->width;
    *height = file->height;
    return file->fault == PICTURE_GOOD;
}

/* ---- cards --------------------------------------------------------------------------------------------- */

static struct made *find_card(struct picture_cache *cache, uint64_t file_id, const struct bitmap_card *card)
{
    for (int i = 0; i < cache->card_count; i++)
        if (cache->cards[i].file_id == file_id && bitmap_card_same(&cache->cards[i].card, card))
            return &cache->cards[i];
    return NULL;
}

/* While others read, what this page shows stays, however much that is: to be asked for anew at each drawing, and never to
 * be there all at once, would be worse. */
static bool may_go(const struct picture_cache *cache, const struct made *made)
{
    return !cache->reader || made->round != cache->round || cache->card_count == CARDS_AT_MOST;
}

static bool drop_oldest_card(struct picture_cache *cache)
{
    int oldest = -1;
    for (int i = 0; i < cache->card_count; i++)
        if (may_go(cache, &cache->cards[i]) &&
            (oldest < 0 || cache->cards[i].used < cache->cards[oldest].used))
            oldest = i;
    if (oldest >= 0)
        drop_card(cache, oldest);
    return oldest >= 0;
}

static const struct bitmap *use(struct picture_cache *cache, struct made *made)
{
    made->used = ++cache->clock;
    made->round = cache->round;
    return &made->bitmap;
}

static const struct bitmap *keep_card(struct picture_cache *cache, uint64_t file_id,
                                      const struct bitmap_card *card, struct bitmap bitmap)
{
    bool more = true;
    while (more && cache->card_count > 0 &&
           (cache->card_count == CARDS_AT_MOST || cache->bytes + bytes_of(&bitmap) > cache->bytes_at_most))
        more = drop_oldest_card(cache);
    struct made *made = &cache->cards[cache->card_count++];
    *made = (struct made){.file_id = file_id, .card = *card, .bitmap = bitmap};
    cache->bytes += bytes_of(&bitmap);
    return use(cache, made);
}

static void note_fault(struct picture_cache *cache, struct file *file, enum picture_fault fault)
{
    file->fault = fault;
    picture_report(file->path, fault, cache->problems);
}

static const struct bitmap *make_card(struct picture_cache *cache, struct file *file,
                                      const struct bitmap_card *card)
{
    struct bitmap whole;
    note_fault(cache, file, picture_load(file->path, &whole));
    if (file->fault != PICTURE_GOOD)
        return NULL;
    struct bitmap bitmap = bitmap_card_of(&whole, card);
    bitmap_destroy(&whole);
    return keep_card(cache, file->id, card, bitmap);
}

const struct bitmap *picture_cache_card(struct picture_cache *cache, const char *path,
                                        const struct bitmap_card *card)
{
    struct file *file = file_of(cache, path);
    if (file->fault != PICTURE_GOOD)
        return NULL;
    struct made *made = find_card(cache, file->id, card);
    if (made)
        return use(cache, made);
    if (!cache->reader)
        return make_card(cache, file, card);
    picture_reader_ask(cache->reader, file->id, path, card);
    return NULL;
}

/* ---- read on a thread ------------------------------------------------------------------------------------------ */

void picture_cache_read_beside(struct picture_cache *cache, picture_reader_load *load)
{
    if (!cache->reader)
        cache->reader = picture_reader_start(load);
}

/* A file that has changed since, or is not known any longer, has another id. */
static struct file *file_with(struct picture_cache *cache, uint64_t id)
{
    for (int i = 0; i < cache->file_count; i++)
        if (cache->files[i].id == id)
            return &cache->files[i];
    return NULL;
}

static bool take(struct picture_cache *cache, struct picture_come *come)
{
    struct file *file = file_with(cache, come->file_id);
    if (!file) {
        bitmap_destroy(&come->bitmap);
        return false;
    }
    if (come->fault == PICTURE_GOOD)
        keep_card(cache, come->file_id, &come->card, come->bitmap);
    else if (file->fault == PICTURE_GOOD)
        note_fault(cache, file, come->fault);
    return true;
}

bool picture_cache_take(struct picture_cache *cache, int wait_ms)
{
    struct picture_come come;
    bool any = false;
    if (!cache->reader)
        return false;
    if (wait_ms > 0)
        picture_reader_wait(cache->reader, wait_ms);
    while (picture_reader_take(cache->reader, &come))
        any = take(cache, &come) || any;
    return any;
}
