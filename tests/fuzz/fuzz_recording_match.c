/* Any bytes are a list of recordings: its lines are told in order, its names fit what they say, and whatever fits does so again
 * by its id. */
#include "fuzz.h"

#include "speech/recording_match.h"

static const struct recording_aim aims[] = {
    {"urgent.suction", NULL, "吸痰", "快帮我吸痰，痰堵住了。"},
    {"yes", "home.yes", "Yes", "Yes."},
    {"answers.yes", NULL, "Yes", "yes"},
    {"food.tea", NULL, "Tea", "A cup of tea, please."},
    {"night.tea", NULL, "Tea", "Tea would keep me awake."},
    {"time.2", NULL, "2 点", "两点了。"},
    {"mine.…", NULL, "…", "…"},
};
enum { AIMS = sizeof aims / sizeof aims[0] };

static void check_fits(const char *name)
{
    struct recording_fits fits, again;
    recording_match(aims, AIMS, name, &fits);
    REQUIRE(fits.count <= AIMS);
    for (size_t i = 0; i < fits.count; i++) {
        REQUIRE(fits.places[i] < AIMS && (i == 0 || fits.places[i] > fits.places[i - 1]));
        recording_match(aims, AIMS, aims[fits.places[i]].id, &again);
        REQUIRE(again.count == 1 && again.places[0] == fits.places[i] && again.same);
    }
}

static void check_key(const struct buffer *text)
{
    struct buffer key = {0}, again = {0};
    recording_key(buffer_text(text), text->size, &key);
    recording_key(buffer_text(&key), key.size, &again);
    REQUIRE(utf8_valid(buffer_text(&key), key.size, NULL));
    require_same_bytes(&key, &again);
    buffer_destroy(&key);
    buffer_destroy(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct recording_list list;
    int line = 0;
    recording_list_begin(&list, (const char *)data, size);
    while (recording_list_next(&list)) {
        REQUIRE(list.line > line && list.file.size > 0 && buffer_text(&list.file)[0] != '#');
        line = list.line;
        REQUIRE(!memchr(list.file.bytes, '\n', list.file.size) &&
                !memchr(list.file.bytes, '\t', list.file.size));
        check_key(&list.file);
        check_fits(buffer_text(&list.file));
        check_fits(buffer_text(&list.phrase));
    }
    recording_list_end(&list);
    return 0;
}
