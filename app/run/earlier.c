#include "run/earlier.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "run/place.h"
#include "store/store.h"

static const char DAY[] = "2026-11-22.txt";

struct days {
    const char *today;
    char names[EARLIER_DAYS][sizeof DAY]; /* a ring */
    int count;
};

static bool is_day(const char *name)
{
    for (size_t i = 0; i < sizeof DAY; i++) {
        bool digit = DAY[i] >= '0' && DAY[i] <= '9';
        if (digit ? name[i] < '0' || name[i] > '9' : name[i] != DAY[i])
            return false;
    }
    return true;
}

/* Names come sorted: the last ones before today stay. */
static void note_day(void *context, const char *name)
{
    struct days *days = context;
    if (is_day(name) && strncmp(name, days->today, strlen(days->today)) < 0)
        memcpy(days->names[days->count++ % EARLIER_DAYS], name, sizeof DAY);
}

static void add_text(struct earlier *earlier, const char *text, size_t size, int days)
{
    if (size == 0 || earlier->count == EARLIER_AT_MOST || !utf8_valid(text, size, NULL) ||
        memchr(text, 0, size))
        return;
    earlier->texts = memory_grow(earlier->texts, (size_t)earlier->count + 1, sizeof *earlier->texts);
    char *copy = memory_new(size + 1, 1);
    memcpy(copy, text, size);
    earlier->texts[earlier->count++] = (struct said_earlier){.text = copy, .days = days};
}

/* From the last whole line to the first. */
static void add_lines(struct earlier *earlier, const char *bytes, size_t size, int days)
{
    while (size > 0 && bytes[size - 1] != '\n')
        size--;
    while (size > 0) {
        size_t end = --size;
        while (size > 0 && bytes[size - 1] != '\n')
            size--;
        add_text(earlier, bytes + size, end - size, days);
    }
}

void earlier_load(struct earlier *earlier, const char *data, const char *today)
{
    char folder[PLACE_BYTES], path[PLACE_BYTES], reason[PLACE_BYTES + 64];
    struct days days = {.today = today};
    *earlier = (struct earlier){.texts = NULL};
    if (place_join(folder, data, "said"))
        store_list(folder, ".txt", note_day, &days);
    int count = days.count < EARLIER_DAYS ? days.count : EARLIER_DAYS;
    for (int i = 1; i <= count; i++) {
        struct buffer bytes = {0};
        if (place_join(path, folder, days.names[(days.count - i) % EARLIER_DAYS]) &&
            store_read(path, &bytes, NULL, reason, sizeof reason))
            add_lines(earlier, buffer_text(&bytes), bytes.size, i);
        buffer_destroy(&bytes);
    }
}

void earlier_free(struct earlier *earlier)
{
    for (int i = 0; i < earlier->count; i++)
        free(earlier->texts[i].text);
    free(earlier->texts);
    *earlier = (struct earlier){.texts = NULL};
}
