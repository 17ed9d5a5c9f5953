#include "board/phrase_attributes.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "base/utf8.h"
#include "board/phrase_file.h"

struct word {
    const char *name;
    int value;
};

static const struct word KEYS[] = {
    {"id", PHRASE_ATTRIBUTE_ID},
    {"编号", PHRASE_ATTRIBUTE_ID},
    {"colour", PHRASE_ATTRIBUTE_COLOUR},
    {"color", PHRASE_ATTRIBUTE_COLOUR},
    {"颜色", PHRASE_ATTRIBUTE_COLOUR},
    {"reading", PHRASE_ATTRIBUTE_READING},
    {"pinyin", PHRASE_ATTRIBUTE_READING},
    {"读音", PHRASE_ATTRIBUTE_READING},
    {"拼音", PHRASE_ATTRIBUTE_READING},
    {"发音", PHRASE_ATTRIBUTE_READING},
    {"picture", PHRASE_ATTRIBUTE_PICTURE},
    {"image", PHRASE_ATTRIBUTE_PICTURE},
    {"图", PHRASE_ATTRIBUTE_PICTURE},
    {"图片", PHRASE_ATTRIBUTE_PICTURE},
    {"recording", PHRASE_ATTRIBUTE_RECORDING},
    {"sound", PHRASE_ATTRIBUTE_RECORDING},
    {"录音", PHRASE_ATTRIBUTE_RECORDING},
    {"声音", PHRASE_ATTRIBUTE_RECORDING},
    {"place", PHRASE_ATTRIBUTE_PLACE},
    {"位置", PHRASE_ATTRIBUTE_PLACE},
    {"hidden", PHRASE_ATTRIBUTE_HIDDEN},
    {"隐藏", PHRASE_ATTRIBUTE_HIDDEN},
};

static const struct word COLOURS[] = {
    {"red", PHRASE_COLOUR_RED},    {"红", PHRASE_COLOUR_RED},      {"红色", PHRASE_COLOUR_RED},
    {"urgent", PHRASE_COLOUR_RED}, {"紧急", PHRASE_COLOUR_RED},    {"blue", PHRASE_COLOUR_BLUE},
    {"蓝", PHRASE_COLOUR_BLUE},    {"蓝色", PHRASE_COLOUR_BLUE},   {"green", PHRASE_COLOUR_GREEN},
    {"绿", PHRASE_COLOUR_GREEN},   {"绿色", PHRASE_COLOUR_GREEN},  {"yellow", PHRASE_COLOUR_YELLOW},
    {"黄", PHRASE_COLOUR_YELLOW},  {"黄色", PHRASE_COLOUR_YELLOW}, {"purple", PHRASE_COLOUR_PURPLE},
    {"紫", PHRASE_COLOUR_PURPLE},  {"紫色", PHRASE_COLOUR_PURPLE}, {"grey", PHRASE_COLOUR_GREY},
    {"gray", PHRASE_COLOUR_GREY},  {"灰", PHRASE_COLOUR_GREY},     {"灰色", PHRASE_COLOUR_GREY},
};

static const struct word ANSWERS[] = {{"yes", 1}, {"是", 1}, {"no", 0}, {"否", 0}, {"不", 0}};

static bool look_up(const struct word *words, size_t count, const char *name, int *value)
{
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(words[i].name, name) == 0) {
            *value = words[i].value;
            return true;
        }
    return false;
}

bool phrase_attribute_called(const char *name, enum phrase_attribute *key)
{
    int value;
    bool found = look_up(KEYS, sizeof KEYS / sizeof KEYS[0], name, &value);
    *key = found ? (enum phrase_attribute)value : PHRASE_ATTRIBUTE_COUNT;
    return found;
}

const char *phrase_attribute_name(enum phrase_attribute key, bool chinese)
{
    static const char *const names[PHRASE_ATTRIBUTE_COUNT][2] = {
        {"id", "id"},          {"colour", "颜色"}, {"reading", "读音"}, {"picture", "图"},
        {"recording", "录音"}, {"place", "位置"},  {"hidden", "隐藏"}};
    return names[key][chinese];
}

const char *phrase_colour_written(enum phrase_colour colour, bool chinese)
{
    static const char *const names[PHRASE_COLOUR_COUNT][2] = {
        {"", ""},         {"red", "红"},    {"blue", "蓝"}, {"green", "绿"},
        {"yellow", "黄"}, {"purple", "紫"}, {"grey", "灰"}};
    return names[colour][chinese];
}

void phrase_report(const struct phrase_place *place, enum diagnostic_level level, size_t at, const char *key,
                   const char *reason, const char *valid)
{
    diagnostics_add(place->diagnostics,
                    &(struct diagnostic){.level = level,
                                         .file = place->file,
                                         .line = place->line->number,
                                         .column = (int)utf8_count(place->line->text, at) + 1,
                                         .key = key,
                                         .reason = reason,
                                         .valid = valid});
}

struct reading_in {
    const struct phrase_place *place;
    bool heading;
    struct arena *arena;
    struct phrase_attributes *attributes;
    bool given[PHRASE_ATTRIBUTE_COUNT];
};

static const char *plain(struct reading_in *in, struct phrase_span span)
{
    struct buffer text;
    buffer_init(&text);
    phrase_add_plain(&text, in->place->line->text, span);
    char *copy = arena_text(in->arena, buffer_text(&text));
    buffer_destroy(&text);
    return copy;
}

static bool is_id(const char *value)
{
    size_t size = strlen(value), count = 0;
    uint32_t c;
    for (size_t at = 0; at < size; count++) {
        at += utf8_decode(value + at, size - at, &c);
        if (!phrase_id_character(c))
            return false;
    }
    return count > 0 && count <= PHRASE_ID_CHARACTERS_AT_MOST;
}

static void take_id(struct reading_in *in, const char *value, size_t at)
{
    if (is_id(value))
        in->attributes->id = value;
    else
        phrase_report(in->place, DIAGNOSTIC_ERROR, at, value, _("this cannot be an id; it was left out"),
                      _("at most 64 of a–z, 0–9, Hanzi, - and _"));
}

static void take_colour(struct reading_in *in, const char *value, size_t at)
{
    int colour;
    if (look_up(COLOURS, sizeof COLOURS / sizeof COLOURS[0], value, &colour))
        in->attributes->colour = (enum phrase_colour)colour;
    else
        phrase_report(in->place, DIAGNOSTIC_WARNING, at, value, _("no such colour"),
                      _("red, blue, green, yellow, purple, grey"));
}

static bool ends_in(const char *path, const char *ending)
{
    size_t length = strlen(path), end = strlen(ending);
    return length > end && strcasecmp(path + length - end, ending) == 0;
}

/* A file of the caregiver's own folder, not any file of the machine. */
static bool is_own_path(const char *path)
{
    return path[0] != '/' && strchr(path, '\\') == NULL && strstr(path, "..") == NULL;
}

static void take_picture(struct reading_in *in, const char *value, size_t at)
{
    if (ends_in(value, ".png") && is_own_path(value))
        in->attributes->picture = value;
    else
        phrase_report(in->place, DIAGNOSTIC_WARNING, at, value, _("this cannot be a picture"),
                      _("a .png file in the folder of this file or below it"));
}

static void take_recording(struct reading_in *in, const char *value, size_t at)
{
    static const char *const endings[] = {".wav", ".flac", ".ogg", ".mp3"};
    bool sound = false;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        sound = sound || ends_in(value, endings[i]);
    if (sound && is_own_path(value))
        in->attributes->recording = value;
    else
        phrase_report(
            in->place, DIAGNOSTIC_WARNING, at, value, _("this cannot be a recording"),
            _("a .wav, .flac, .ogg or .mp3 file in the folder of this file or among the recordings"));
}

static void take_place(struct reading_in *in, const char *value, size_t at)
{
    char *end;
    long place = strtol(value, &end, 10);
    if (value[0] >= '0' && value[0] <= '9' && *end == '\0' && place >= 1 &&
        place <= PHRASE_SET_PHRASES_AT_MOST)
        in->attributes->place = (int)place;
    else
        phrase_report(in->place, DIAGNOSTIC_WARNING, at, value, _("this cannot be a place"),
                      _("a number from 1 to 2000"));
}

static void take_hidden(struct reading_in *in, const char *value, size_t at)
{
    int answer;
    if (look_up(ANSWERS, sizeof ANSWERS / sizeof ANSWERS[0], value, &answer))
        in->attributes->hidden = answer;
    else
        phrase_report(in->place, DIAGNOSTIC_WARNING, at, value, _("hidden, or not?"), _("yes, no"));
}

static void take_value(struct reading_in *in, enum phrase_attribute key, struct phrase_span span)
{
    if (key == PHRASE_ATTRIBUTE_ID)
        take_id(in, plain(in, span), span.from);
    else if (key == PHRASE_ATTRIBUTE_COLOUR)
        take_colour(in, plain(in, span), span.from);
    else if (key == PHRASE_ATTRIBUTE_PICTURE)
        take_picture(in, plain(in, span), span.from);
    else if (key == PHRASE_ATTRIBUTE_RECORDING)
        take_recording(in, plain(in, span), span.from);
    else if (key == PHRASE_ATTRIBUTE_PLACE)
        take_place(in, plain(in, span), span.from);
    else if (key == PHRASE_ATTRIBUTE_HIDDEN)
        take_hidden(in, plain(in, span), span.from);
    else
        in->attributes->reading = span;
}

static bool key_fits(struct reading_in *in, const char *name, int *key)
{
    return look_up(KEYS, sizeof KEYS / sizeof KEYS[0], name, key) &&
           !(in->heading && (*key == PHRASE_ATTRIBUTE_READING || *key == PHRASE_ATTRIBUTE_PICTURE ||
                             *key == PHRASE_ATTRIBUTE_RECORDING));
}

static void take_attribute(struct reading_in *in, struct phrase_span span)
{
    const char *text = in->place->line->text;
    span = phrase_trim(text, span);
    if (span.from == span.to)
        return;
    size_t colon = phrase_find(text, span, ':');
    if (colon == span.to) {
        phrase_report(in->place, DIAGNOSTIC_ERROR, span.from, plain(in, span),
                      _("this attribute has no colon; it was left out"), _("key: value"));
        return;
    }
    const char *name = plain(in, (struct phrase_span){span.from, colon});
    int key;
    if (!key_fits(in, name, &key)) {
        phrase_report(in->place, DIAGNOSTIC_ERROR, span.from, name, _("no such attribute; it was left out"),
                      in->heading ? _("id, colour, place, hidden")
                                  : _("id, reading, colour, picture, recording, place, hidden"));
        return;
    }
    if (in->given[key]) {
        phrase_report(in->place, DIAGNOSTIC_ERROR, span.from, name, _("given twice; the first one counts"),
                      NULL);
        return;
    }
    in->given[key] = true;
    struct phrase_span value = {colon + phrase_step(text, span, colon), span.to};
    take_value(in, (enum phrase_attribute)key, phrase_trim(text, value));
}

static void take_attributes(struct reading_in *in, struct phrase_span inside)
{
    const char *text = in->place->line->text;
    while (inside.from < inside.to) {
        size_t end = phrase_find(text, inside, ';');
        take_attribute(in, (struct phrase_span){inside.from, end});
        inside.from = end < inside.to ? end + phrase_step(text, inside, end) : end;
    }
}

void phrase_attributes_parse(const struct phrase_place *place, struct phrase_span content, bool heading,
                             struct arena *arena, struct phrase_attributes *attributes)
{
    const char *text = place->line->text;
    *attributes = (struct phrase_attributes){.body = content};
    size_t open = phrase_find(text, content, '{');
    if (open == content.to)
        return;
    attributes->body.to = open;
    struct phrase_span inside = {open + phrase_step(text, content, open), content.to};
    size_t close = phrase_find(text, inside, '}');
    if (close == content.to)
        phrase_report(place, DIAGNOSTIC_WARNING, open, NULL, _("this brace is never closed"), "}");
    inside.to = close;
    struct reading_in in = {.place = place, .heading = heading, .arena = arena, .attributes = attributes};
    take_attributes(&in, inside);
    struct phrase_span rest = {close, content.to};
    if (close < content.to)
        rest.from += phrase_step(text, content, close);
    rest = phrase_trim(text, rest);
    if (rest.from < rest.to)
        phrase_report(place, DIAGNOSTIC_ERROR, rest.from, NULL, _("what stands behind the } was left out"),
                      _("attributes at the end of the line"));
}
