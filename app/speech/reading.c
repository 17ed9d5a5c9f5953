#include "speech/reading.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "speech/reading_parts.h"

void reading_init(struct reading *reading)
{
    *reading = (struct reading){0};
    arena_init(&reading->arena);
}

void reading_destroy(struct reading *reading)
{
    arena_destroy(&reading->arena);
    *reading = (struct reading){0};
}

int reading_parse_spelt(const char *pinyin, size_t size, toned_syllable *syllables, int at_most)
{
    int count = 0;
    for (size_t at = 0; at < size;) {
        size_t length = 0;
        while (at + length < size && !strchr(" '", pinyin[at + length]))
            length++;
        for (size_t end = at + length; at < end;) {
            toned_syllable toned;
            size_t taken = toned_parse(pinyin + at, end - at, &toned);
            int bare = taken ? SYLLABLE_NONE : syllable_find(pinyin + at, end - at);
            if ((taken == 0 && bare == SYLLABLE_NONE) || count == at_most)
                return -1;
            syllables[count++] = taken ? toned : toned_make(bare, 0);
            at = taken ? at + taken : end;
        }
        if (at < size)
            at++;
    }
    return count;
}

/* --- what was spelt ------------------------------------------------------------------------------ */

/* The word's reading that sounds as spelt at this character: so 长 in 长大 spelt zhang is zhang3. */
static toned_syllable toned_as_spelt(const struct line *line, const struct lexicon *lexicon, int index,
                                     int syllable)
{
    const struct said *said = &line->said[index];
    if (toned_syllable_of(said->toned) == syllable)
        return said->toned;
    toned_syllable toned = reading_of_character(lexicon, line->spoken[index].character, syllable);
    return toned ? toned : toned_make(syllable, 1);
}

static void fix_spelt(const struct line *line, const struct lexicon *lexicon,
                      const struct spelt_reading *spelt)
{
    for (int i = 0; i < line->count; i++) {
        const struct spoken *spoken = &line->spoken[i];
        if (spoken->kind != SPOKEN_HANZI || spoken->first < spelt->first ||
            spoken->first >= spelt->first + spelt->count)
            continue;
        toned_syllable wanted = spelt->syllables[spoken->first - spelt->first];
        int syllable = toned_syllable_of(wanted);
        if (syllable == SYLLABLE_NONE)
            continue;
        struct said *said = &line->said[i];
        said->toned = toned_tone(wanted) ? wanted : toned_as_spelt(line, lexicon, i, syllable);
        said->spelt = toned_tone(wanted) != 0;
    }
}

/* --- writing the pieces -------------------------------------------------------------------------- */

struct writer {
    struct reading *reading;
    const struct line *line;
    struct buffer as;
    struct voice_span *spans;
    size_t span_count;
    enum voice_language language;
};

static void add_span(struct writer *writer, size_t byte, const struct spoken *spoken)
{
    writer->spans[writer->span_count++] =
        (struct voice_span){byte, writer->as.size - byte, spoken->first, spoken->count};
}

/* Ends the piece. Trailing spaces are dropped; a piece without anything to be heard is none. */
static void end_piece(struct writer *writer)
{
    while (writer->as.size > 0 && writer->as.bytes[writer->as.size - 1] == ' ')
        buffer_splice(&writer->as, writer->as.size - 1, 1, "", 0);
    if (writer->as.size > 0 && writer->span_count > 0) {
        struct reading *reading = writer->reading;
        struct voice_span *spans = arena_new(&reading->arena, writer->span_count, sizeof *spans);
        memcpy(spans, writer->spans, writer->span_count * sizeof *spans);
        reading->segments[reading->segment_count++] = (struct voice_segment){
            writer->language, arena_copy(&reading->arena, writer->as.bytes, writer->as.size), spans,
            writer->span_count};
    }
    buffer_clear(&writer->as);
    writer->span_count = 0;
}

static void begin_piece(struct writer *writer, enum voice_language language)
{
    if (writer->language != language)
        end_piece(writer);
    writer->language = language;
}

static void part_words(struct writer *writer)
{
    if (writer->as.size > 0 && writer->as.bytes[writer->as.size - 1] != ' ')
        buffer_add_byte(&writer->as, ' ');
}

/* The sounds without a vowel are no syllables for espeak-ng: 嗯 is said en. */
static toned_syllable sayable(toned_syllable toned)
{
    int final = syllable_final(toned_syllable_of(toned));
    static const char *const hummed[] = {"m", "n", "ng", "hm", "hng"};
    for (size_t i = 0; i < sizeof hummed / sizeof hummed[0]; i++)
        if (final == final_find(hummed[i], strlen(hummed[i])))
            return toned_make(syllable_find("en", 2), toned_tone(toned));
    return toned;
}

/* A light syllable leans on the word before it: wo3de5. */
static bool joins(const struct writer *writer, int index)
{
    const struct said *said = &writer->line->said[index];
    if (index == 0 || writer->line->said[index - 1].toned == 0 || writer->as.size == 0)
        return false;
    return said->word_first != index || (toned_tone(said->toned) == TONE_NEUTRAL && said->word_length == 1);
}

static void write_syllable(struct writer *writer, int index)
{
    char text[SYLLABLE_SPELLING];
    begin_piece(writer, VOICE_CHINESE);
    if (!joins(writer, index))
        part_words(writer);
    size_t byte = writer->as.size;
    buffer_add(&writer->as, text, toned_format(sayable(writer->line->said[index].toned), text));
    add_span(writer, byte, &writer->line->spoken[index]);
}

static void write_letter(struct writer *writer, const struct spoken *spoken)
{
    begin_piece(writer, VOICE_CHINESE);
    part_words(writer);
    size_t byte = writer->as.size;
    buffer_add_byte(&writer->as, (char)spoken->character);
    add_span(writer, byte, spoken);
}

static void write_latin(struct writer *writer, const struct spoken *spoken, enum voice_language english)
{
    char bytes[4];
    begin_piece(writer, english);
    if (writer->as.size == 0 && spoken->character == ' ')
        return;
    size_t byte = writer->as.size;
    buffer_add(&writer->as, bytes, utf8_encode(spoken->character, bytes));
    bool letter = spoken->character > 0x7F || strchr(" .,!?;:'\"()-", (int)spoken->character) == NULL;
    if (letter)
        add_span(writer, byte, spoken);
}

/* Belongs to the piece before it, in the marks of its language. */
static void write_pause(struct writer *writer, const struct spoken *spoken)
{
    char bytes[4];
    if (writer->as.size == 0)
        return;
    uint32_t mark = spoken->character;
    if (writer->language != VOICE_CHINESE)
        mark = mark == 0x3002 ? '.' : mark - 0xFF00 + 0x20;
    buffer_add(&writer->as, bytes, utf8_encode(mark, bytes));
}

static void write_pieces(struct writer *writer, enum voice_language english)
{
    for (int i = 0; i < writer->line->count; i++) {
        const struct spoken *spoken = &writer->line->spoken[i];
        bool hanzi = spoken->kind == SPOKEN_HANZI || spoken->kind == SPOKEN_NUMBER;
        if (hanzi && writer->line->said[i].toned)
            write_syllable(writer, i);
        else if (hanzi)
            writer->reading->has_gaps = true;
        else if (spoken->kind == SPOKEN_LETTER)
            write_letter(writer, spoken);
        else if (spoken->kind == SPOKEN_LATIN)
            write_latin(writer, spoken, english);
        else if (spoken->kind == SPOKEN_PAUSE)
            write_pause(writer, spoken);
    }
    end_piece(writer);
}

/* --- the whole ----------------------------------------------------------------------------------- */

static void line_make(struct line *line, const struct spoken_text *spoken)
{
    *line = (struct line){.count = spoken->count, .spoken = spoken->items};
    line->script.count = spoken->count;
    line->script.characters = memory_new((size_t)spoken->count + 1, sizeof *line->script.characters);
    line->said = memory_new((size_t)spoken->count + 1, sizeof *line->said);
    for (int i = 0; i < spoken->count; i++) {
        enum spoken_kind kind = spoken->items[i].kind;
        bool hanzi = kind == SPOKEN_HANZI || kind == SPOKEN_NUMBER;
        line->script.characters[i] = hanzi ? spoken->items[i].character : '.';
    }
}

static void keep_syllables(struct reading *reading, const struct line *line)
{
    for (int i = 0; i < line->count; i++)
        if (line->spoken[i].kind == SPOKEN_HANZI)
            reading->syllables[line->spoken[i].first] = line->said[i].toned;
}

void reading_make(struct reading *reading, const char *text, size_t size,
                  const struct reading_options *options)
{
    struct spoken_text spoken;
    struct line line;
    arena_reset(&reading->arena);
    *reading = (struct reading){.arena = reading->arena, .character_count = (int)utf8_count(text, size)};
    reading->syllables =
        arena_new(&reading->arena, (size_t)reading->character_count + 1, sizeof(toned_syllable));
    spoken_text_init(&spoken);
    normalise_text(&spoken, text, size, options->hint);
    line_make(&line, &spoken);
    reading_cut(&line, options->lexicon);
    reading_apply_rules(&line);
    for (size_t i = 0; i < options->spelt_count; i++)
        fix_spelt(&line, options->lexicon, &options->spelt[i]);
    reading_apply_sandhi(&line);
    keep_syllables(reading, &line);
    reading->segments = arena_new(&reading->arena, (size_t)line.count + 1, sizeof *reading->segments);
    struct writer writer = {.reading = reading, .line = &line, .language = VOICE_CHINESE};
    writer.spans = memory_new((size_t)line.count + 1, sizeof *writer.spans);
    write_pieces(&writer, options->english);
    free(writer.spans);
    buffer_destroy(&writer.as);
    free(line.script.characters);
    free(line.said);
    spoken_text_destroy(&spoken);
}
