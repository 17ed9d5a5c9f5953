/* build-strokes OUT LEXICON STROKES SIMPLIFIED
 *
 * Makes strokes.bin (app/predict/stroke_format.h) from the lines "character TAB hspnz…" of Rime's stroke table.
 * SIMPLIFIED is the same file, line by line, in simplified characters: so 頭 is known to be a form of 头. Only
 * characters that the lexicon has are kept. The same input gives the same bytes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "predict/lexicon.h"
#include "predict/stroke_format.h"
#include "predict/stroke_table.h"
#include "source.h"

enum { ARGUMENTS = 5 };

struct drawn {
    struct stroke_record record;
    uint32_t line;
};

struct strokes_file {
    struct drawn *items;
    uint32_t count, capacity;
    struct buffer strokes;
};

/* Rime writes 横 竖 撇 捺 折 (点 is with 捺). */
static int stroke_of(char letter)
{
    static const char letters[] = "hspnz";
    const char *found = letter ? strchr(letters, letter) : NULL;
    return found ? (int)(found - letters) : -1;
}

/* Appends the strokes; their number, 0 when some letter is none. What is beyond STROKES_AT_MOST is left out. */
static uint32_t add_strokes(struct buffer *strokes, const struct line *letters)
{
    size_t before = strokes->size;
    for (size_t i = 0; i < letters->size && i < STROKES_AT_MOST; i++) {
        int stroke = stroke_of(letters->text[i]);
        if (stroke < 0) {
            buffer_splice(strokes, before, strokes->size - before, "", 0);
            return 0;
        }
        buffer_add_byte(strokes, (char)stroke);
    }
    return (uint32_t)(strokes->size - before);
}

static void add_drawn(struct strokes_file *file, const struct stroke_record *record, uint32_t line)
{
    if (file->count == file->capacity) {
        file->capacity = file->capacity ? file->capacity * 2 : 4096;
        file->items = memory_grow(file->items, file->capacity, sizeof *file->items);
    }
    file->items[file->count++] = (struct drawn){*record, line};
}

static bool has_character(const struct lexicon *lexicon, uint32_t character)
{
    struct lexicon_word word;
    char text[4];
    return lexicon_find(lexicon, text, utf8_encode(character, text), &word);
}

/* The single character before the first tab; 0 when it is something else. */
static uint32_t character_of(struct line *line)
{
    struct line field;
    uint32_t character;
    if (!line_field(line, '\t', &field) || utf8_decode(field.text, field.size, &character) != field.size)
        return 0;
    return utf8_is_hanzi(character) ? character : 0;
}

/* Taiwan writes 着 as 著; the conversion leaves it, for 著 is a simplified character, too (著名). */
enum { ZHU = 0x8457, ZHE = 0x7740 };

static void read_line(struct strokes_file *file, const struct lexicon *lexicon, struct line drawn,
                      struct line simplified, uint32_t number)
{
    struct line letters;
    uint32_t form = character_of(&drawn), character = character_of(&simplified);
    if (!form || !character)
        return;
    bool by_form = has_character(lexicon, form);
    bool by_simplified = character != form && has_character(lexicon, character);
    if ((!by_form && !by_simplified) || !line_field(&drawn, '\t', &letters))
        return;
    struct stroke_record record = {.form = form, .at = (uint32_t)file->strokes.size};
    record.count = add_strokes(&file->strokes, &letters);
    if (record.count == 0)
        return;
    record.character = form;
    if (by_form)
        add_drawn(file, &record, number);
    record.character = form == ZHU ? ZHE : character;
    if (by_simplified || form == ZHU)
        add_drawn(file, &record, number);
}

/* Rime's first list follows Taiwan's standard, the second the Mainland's: later lines come first. */
static int by_character(const void *a, const void *b)
{
    const struct drawn *left = a, *right = b;
    if (left->record.character != right->record.character)
        return left->record.character < right->record.character ? -1 : 1;
    bool left_form = left->record.form != left->record.character;
    bool right_form = right->record.form != right->record.character;
    if (left_form != right_form)
        return left_form ? 1 : -1;
    return left->line > right->line ? -1 : left->line < right->line;
}

static void read_all(struct strokes_file *file, const struct lexicon *lexicon, const struct source *drawn,
                     const struct source *simplified)
{
    struct line line, other;
    uint32_t number = 0;
    size_t at = 0, other_at = 0;
    while (source_line(drawn, &at, &line) && source_line(simplified, &other_at, &other))
        read_line(file, lexicon, line, other, number++);
    if (file->count > 0)
        qsort(file->items, file->count, sizeof *file->items, by_character);
}

static void put_together(struct buffer *out, const struct strokes_file *file)
{
    struct stroke_header header = {
        .magic = STROKE_MAGIC,
        .byte_order = STROKE_BYTE_ORDER,
        .version = STROKE_VERSION,
        .record_count = file->count,
        .strokes_size = (uint32_t)file->strokes.size,
        .records_at = sizeof header,
        .strokes_at = (uint32_t)(sizeof header + file->count * sizeof(struct stroke_record)),
    };
    header.file_size = header.strokes_at + header.strokes_size;
    buffer_add(out, (const char *)&header, sizeof header);
    for (uint32_t i = 0; i < file->count; i++)
        buffer_add(out, (const char *)&file->items[i].record, sizeof file->items[i].record);
    buffer_add(out, buffer_text(&file->strokes), file->strokes.size);
    header.body_checksum =
        stroke_checksum((const unsigned char *)out->bytes + sizeof header, out->size - sizeof header);
    header.header_checksum =
        stroke_checksum((const unsigned char *)&header, offsetof(struct stroke_header, header_checksum));
    memcpy(out->bytes, &header, sizeof header);
}

static bool save(const char *path, const struct buffer *bytes)
{
    FILE *out = fopen(path, "wb");
    bool written = out && fwrite(bytes->bytes, 1, bytes->size, out) == bytes->size;
    return out && fclose(out) == 0 && written;
}

int main(int count, char **arguments)
{
    struct source lexicon_file, drawn, simplified;
    struct lexicon lexicon;
    struct strokes_file file = {0};
    struct buffer out = {0};
    if (count != ARGUMENTS) {
        fprintf(stderr, "build-strokes: wrong arguments; CMake runs it\n");
        return 2;
    }
    source_read(&lexicon_file, arguments[2]);
    source_read(&drawn, arguments[3]);
    source_read(&simplified, arguments[4]);
    lexicon_open(&lexicon, lexicon_file.bytes, lexicon_file.size, NULL);
    read_all(&file, &lexicon, &drawn, &simplified);
    put_together(&out, &file);
    bool right = file.count > 0 && save(arguments[1], &out);
    if (right)
        printf("strokes: %u ways to draw characters, %zu bytes\n", file.count, out.size);
    else
        fprintf(stderr, "build-strokes: %s cannot be made\n", arguments[1]);
    buffer_destroy(&out);
    buffer_destroy(&file.strokes);
    free(file.items);
    source_destroy(&simplified);
    source_destroy(&drawn);
    source_destroy(&lexicon_file);
    return right ? 0 : 1;
}
