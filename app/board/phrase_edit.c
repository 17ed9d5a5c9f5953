#include "board/phrase_edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "board/phrase_edit_parts.h"

#define PHRASE_EDIT_NAME(ENUM, name) name,
static const char *const names[PHRASE_EDIT_KINDS] = {PHRASE_EDIT_TABLE(PHRASE_EDIT_NAME)};
#undef PHRASE_EDIT_NAME

const char *phrase_edit_name(enum phrase_edit_kind kind)
{
    return names[kind];
}

void phrase_id_shown(const char *id, char out[PHRASE_ID_SHOWN_BYTES])
{
    if (strlen(id) < PHRASE_ID_SHOWN_BYTES)
        snprintf(out, PHRASE_ID_SHOWN_BYTES, "%s", id);
    else
        snprintf(out, PHRASE_ID_SHOWN_BYTES, "#%08x", hash32_text(HASH32_START, id));
}

static void add_line(struct buffer *out, const char *text)
{
    for (; *text; text++)
        buffer_add_byte(out, *text == '\n' ? ' ' : *text);
    buffer_add_byte(out, '\n');
}

void phrase_edit_write(const struct phrase_edit *edit, struct buffer *out)
{
    add_line(out, names[edit->kind]);
    add_line(out, edit->category);
    add_line(out, edit->phrase);
    add_line(out, edit->text);
}

bool phrase_edit_read(char *bytes, struct phrase_edit *edit)
{
    const char *parts[4];
    for (int i = 0; i < 4; i++) {
        char *end = strchr(bytes, '\n');
        if (!end)
            return false;
        *end = '\0';
        parts[i] = bytes;
        bytes = end + 1;
    }
    for (int kind = 0; kind < PHRASE_EDIT_KINDS; kind++)
        if (strcmp(parts[0], names[kind]) == 0) {
            *edit = (struct phrase_edit){(enum phrase_edit_kind)kind, parts[1], parts[2], parts[3]};
            return true;
        }
    return false;
}

/* ---- the files ---- */

void phrase_texts_parse(const struct phrase_texts *texts, struct phrase_set *set)
{
    for (size_t i = 0; i < texts->count; i++)
        phrase_file_parse(buffer_text(&texts->items[i].bytes), texts->items[i].bytes.size,
                          texts->items[i].name, set, NULL);
    phrase_set_order(set, texts->own_folder);
}

struct phrase_text *phrase_text_named(const struct phrase_texts *texts, const char *file)
{
    for (size_t i = 0; i < texts->count; i++)
        if (strcmp(texts->items[i].name, file) == 0)
            return &texts->items[i];
    return NULL;
}

bool phrase_texts_own(const struct phrase_texts *texts, const char *file)
{
    const struct phrase_text *text = phrase_text_named(texts, file);
    return text && text->own;
}

enum phrase_edit_result phrase_text_take(struct phrase_text *text, bool right, struct buffer *bytes)
{
    if (right) {
        struct buffer old = text->bytes;
        text->bytes = *bytes;
        text->changed = true;
        *bytes = old;
    }
    buffer_destroy(bytes);
    return right ? PHRASE_EDIT_DONE : PHRASE_EDIT_TOO_LONG;
}

enum phrase_edit_result phrase_text_rewrite(const struct editing *in, const char *file, int line,
                                            struct phrase_rewrite *rewrite)
{
    struct phrase_text *text = phrase_text_named(in->texts, file);
    struct buffer bytes = {0};
    rewrite->chinese = in->texts->chinese;
    return phrase_text_take(
        text, phrase_line_rewrite(buffer_text(&text->bytes), text->bytes.size, line, rewrite, &bytes),
        &bytes);
}

static enum phrase_edit_result remove_line(const struct editing *in, const char *file, int line)
{
    struct phrase_text *text = phrase_text_named(in->texts, file);
    struct buffer bytes = {0};
    return phrase_text_take(
        text, phrase_line_remove(buffer_text(&text->bytes), text->bytes.size, line, &bytes), &bytes);
}

/* ---- where something new goes ---- */

static int count_lines(const struct phrase_text *text)
{
    struct phrase_lines lines;
    struct phrase_line line = {.number = 0};
    if (phrase_lines_init(&lines, buffer_text(&text->bytes), text->bytes.size, NULL, NULL))
        while (phrase_lines_next(&lines, &line))
            continue;
    phrase_lines_destroy(&lines);
    return line.number;
}

/* One of another program, in UTF-16 for instance, is not written into. */
static bool can_be_read(const struct phrase_text *text)
{
    struct phrase_lines lines;
    bool can = phrase_lines_init(&lines, buffer_text(&text->bytes), text->bytes.size, NULL, NULL);
    phrase_lines_destroy(&lines);
    return can;
}

/* Titles are shown with what they escape. */
enum phrase_edit_result phrase_text_insert(struct phrase_text *text, int after, const char *mark,
                                           const struct phrase_rewrite *rewrite, bool blank)
{
    struct buffer line = {0}, bytes = {0};
    if (!can_be_read(text))
        return PHRASE_EDIT_UNREADABLE;
    phrase_line_new(mark, rewrite, &line);
    bool right = phrase_line_insert(buffer_text(&text->bytes), text->bytes.size, after, buffer_text(&line),
                                    blank, &bytes);
    buffer_destroy(&line);
    return phrase_text_take(text, right, &bytes);
}

enum phrase_edit_result phrase_text_add_heading(const struct editing *in, const char *title, const char *id,
                                                struct phrase_rewrite *rewrite, int *line)
{
    struct phrase_text *text = &in->texts->items[in->texts->fresh];
    int last = count_lines(text);
    rewrite->label = title;
    rewrite->chinese = in->texts->chinese;
    struct phrase_rewrite heading = *rewrite; /* its id comes first */
    heading.change_count = 0;
    if (id)
        phrase_rewrite_set(&heading, PHRASE_ATTRIBUTE_ID, id);
    for (int i = 0; i < rewrite->change_count; i++)
        phrase_rewrite_set(&heading, rewrite->changes[i].key, rewrite->changes[i].value);
    enum phrase_edit_result result = phrase_text_insert(text, last, "# ", &heading, text->bytes.size > 0);
    *line = count_lines(text);
    return result;
}

/* The line behind which a phrase of this category goes: its last one in one of the person's own files, else the heading in one
 * of them; 0: there is none. */
static int last_line_of(const struct editing *in, const struct phrase_category *category,
                        struct phrase_text **file)
{
    struct place_found best = {0};
    for (size_t i = 0; i < in->texts->count; i++)
        if (in->texts->items[i].own)
            find_headings(in, &in->texts->items[i], category->id, &best);
    *file = best.text;
    return best.last;
}

enum phrase_edit_result phrase_add(const struct editing *in, const struct phrase_category *category,
                                   struct phrase_rewrite *rewrite)
{
    struct phrase_text *text;
    int after = last_line_of(in, category, &text), heading = 0;
    rewrite->chinese = in->texts->chinese;
    if (after == 0) {
        struct phrase_rewrite title = {0};
        enum phrase_edit_result made =
            phrase_text_add_heading(in, category->title, category->id, &title, &heading);
        if (made != PHRASE_EDIT_DONE)
            return made;
        text = &in->texts->items[in->texts->fresh];
        after = heading;
    }
    *in->line = after + 1 + (heading > 0);
    *in->file = text->name;
    return phrase_text_insert(text, after, "- ", rewrite, heading > 0);
}

/* ---- one phrase ---- */

static bool is_urgent(const struct editing *in)
{
    return strcmp(in->category->id, "urgent") == 0;
}

/* The word of its id, behind "category.". */
static const char *word_of(const struct editing *in)
{
    return in->phrase->id + strlen(in->category->id) + 1;
}

/* Everything that the phrase has, as its own line. */
static void copy_all(const struct editing *in, struct phrase_rewrite *rewrite)
{
    const struct phrase *phrase = in->phrase;
    rewrite->chinese = in->texts->chinese;
    rewrite->label = phrase->label_cut ? phrase->spoken : phrase->label;
    rewrite->spoken = phrase->spoken;
    if (phrase->colour != PHRASE_COLOUR_NONE)
        phrase_rewrite_set(rewrite, PHRASE_ATTRIBUTE_COLOUR,
                           phrase_colour_written(phrase->colour, in->texts->chinese));
    if (phrase->reading)
        phrase_rewrite_set(rewrite, PHRASE_ATTRIBUTE_READING, phrase->reading_written);
    if (phrase->picture)
        phrase_rewrite_set(rewrite, PHRASE_ATTRIBUTE_PICTURE, phrase->picture);
    if (phrase->recording)
        phrase_rewrite_set(rewrite, PHRASE_ATTRIBUTE_RECORDING, phrase->recording);
}

/* Changes of attributes, in the phrase's own line; one of the program gets a line of its own. */
enum phrase_edit_result phrase_change(const struct editing *in, const struct phrase_rewrite *change)
{
    struct phrase_rewrite rewrite = *change;
    if (in->own)
        return phrase_text_rewrite(in, in->phrase->file, in->phrase->line, &rewrite);
    rewrite = (struct phrase_rewrite){0};
    phrase_rewrite_set(&rewrite, PHRASE_ATTRIBUTE_ID, word_of(in));
    copy_all(in, &rewrite);
    if (change->label) {
        rewrite.label = change->label;
        rewrite.spoken = change->spoken;
    }
    for (int i = 0; i < change->change_count; i++)
        phrase_rewrite_set(&rewrite, change->changes[i].key, change->changes[i].value);
    return phrase_add(in, in->category, &rewrite);
}

static bool reading_fits(const char *reading, const char *spoken)
{
    struct arena arena;
    struct phrase_reading_problem problem;
    arena_init(&arena);
    bool fits = strpbrk(reading, ";{}\\|") == NULL &&
                phrase_reading_parse(reading, strlen(reading), spoken, &arena, &problem) != NULL;
    arena_destroy(&arena);
    return fits;
}

static bool label_is_taken(const struct editing *in, const char *label)
{
    const struct phrase_category *category = in->category;
    for (size_t i = 0; i < category->count + category->hidden_count; i++)
        if (&category->phrases[i] != in->phrase && strcmp(category->phrases[i].label, label) == 0)
            return true;
    return false;
}

/* A reading that does not fit the new text would only be complained of. */
static void drop_reading(const struct editing *in, const char *spoken, struct phrase_rewrite *rewrite)
{
    if (in->phrase->reading_written && !reading_fits(in->phrase->reading_written, spoken))
        phrase_rewrite_set(rewrite, PHRASE_ATTRIBUTE_READING, NULL);
}

/* What was both label and text stays both. */
static enum phrase_edit_result change_label(const struct editing *in)
{
    const struct phrase *phrase = in->phrase;
    bool one = phrase->label_cut || strcmp(phrase->label, phrase->spoken) == 0;
    struct phrase_rewrite rewrite = {.label = in->text, .spoken = one ? in->text : phrase->spoken};
    if (!*in->text || strcmp(in->text, phrase->label) == 0)
        return PHRASE_EDIT_NOTHING;
    if (label_is_taken(in, in->text))
        return PHRASE_EDIT_THERE;
    drop_reading(in, rewrite.spoken, &rewrite);
    return phrase_change(in, &rewrite);
}

static enum phrase_edit_result change_spoken(const struct editing *in)
{
    const struct phrase *phrase = in->phrase;
    struct phrase_rewrite rewrite = {.label = phrase->label, .spoken = *in->text ? in->text : phrase->label};
    if (strcmp(rewrite.spoken, phrase->spoken) == 0)
        return PHRASE_EDIT_NOTHING;
    if (phrase->label_cut)
        rewrite.label = rewrite.spoken;
    drop_reading(in, rewrite.spoken, &rewrite);
    return phrase_change(in, &rewrite);
}

static enum phrase_edit_result change_attribute(const struct editing *in, enum phrase_attribute key,
                                                const char *now)
{
    struct phrase_rewrite rewrite = {0};
    if (strcmp(now ? now : "", in->text) == 0)
        return PHRASE_EDIT_NOTHING;
    phrase_rewrite_set(&rewrite, key, *in->text ? in->text : NULL);
    return phrase_change(in, &rewrite);
}

static enum phrase_edit_result change_reading(const struct editing *in)
{
    if (*in->text && !reading_fits(in->text, in->phrase->spoken))
        return PHRASE_EDIT_NO_READING;
    return change_attribute(in, PHRASE_ATTRIBUTE_READING, in->phrase->reading_written);
}

static enum phrase_edit_result change_colour(const struct editing *in)
{
    struct phrase_rewrite rewrite = {0};
    for (int colour = 0; colour < PHRASE_COLOUR_COUNT; colour++) {
        if (strcmp(phrase_colour_name((enum phrase_colour)colour), in->text) != 0)
            continue;
        if (in->phrase->colour == (enum phrase_colour)colour)
            return PHRASE_EDIT_NOTHING;
        phrase_rewrite_set(&rewrite, PHRASE_ATTRIBUTE_COLOUR,
                           colour ? phrase_colour_written((enum phrase_colour)colour, in->texts->chinese)
                                  : NULL);
        return phrase_change(in, &rewrite);
    }
    return PHRASE_EDIT_NOTHING;
}

static enum phrase_edit_result set_hidden(const struct editing *in, bool hidden)
{
    struct phrase_rewrite rewrite = {0};
    if (in->phrase->hidden == hidden)
        return PHRASE_EDIT_NOTHING;
    phrase_rewrite_set(&rewrite, PHRASE_ATTRIBUTE_HIDDEN, !hidden ? NULL : in->texts->chinese ? "是" : "yes");
    return phrase_change(in, &rewrite);
}

static enum phrase_edit_result delete_phrase(const struct editing *in)
{
    return in->own ? remove_line(in, in->phrase->file, in->phrase->line) : PHRASE_EDIT_NOT_OURS;
}

static enum phrase_edit_result copy_phrase(const struct editing *in)
{
    struct phrase_rewrite rewrite = {0};
    char label[256];
    copy_all(in, &rewrite);
    for (int number = 2; number < 100; number++) {
        snprintf(label, sizeof label, "%.200s %d", in->phrase->label, number);
        if (label_is_taken(in, label))
            continue;
        rewrite.label = label;
        return phrase_add(in, in->category, &rewrite);
    }
    return PHRASE_EDIT_THERE;
}

/* Adding may put lines before the old one, so that goes first; the sets' texts stay until the end. */
static enum phrase_edit_result move_phrase(const struct editing *in)
{
    const struct phrase_category *to = phrase_set_any_category(in->set, in->text);
    struct editing there = *in;
    struct phrase_rewrite rewrite = {0};
    if (!to)
        return PHRASE_EDIT_GONE;
    if (to == in->category)
        return PHRASE_EDIT_NOTHING;
    there.category = to;
    if (label_is_taken(&there, in->phrase->label))
        return PHRASE_EDIT_THERE;
    copy_all(in, &rewrite);
    enum phrase_edit_result result =
        in->own && !in->phrase->replaces ? delete_phrase(in) : set_hidden(in, true);
    if (result != PHRASE_EDIT_DONE && result != PHRASE_EDIT_NOTHING)
        return result;
    return phrase_add(&there, to, &rewrite);
}

static enum phrase_edit_result add_new(const struct editing *in)
{
    struct phrase_rewrite rewrite = {.label = in->text};
    if (!*in->text)
        return PHRASE_EDIT_NOTHING;
    struct editing nothing = *in;
    nothing.phrase = NULL;
    if (label_is_taken(&nothing, in->text))
        return PHRASE_EDIT_THERE;
    return phrase_add(in, in->category, &rewrite);
}

static enum phrase_edit_result edit_phrase(const struct editing *in, enum phrase_edit_kind kind)
{
    switch (kind) {
    case PHRASE_EDIT_LABEL:
        return change_label(in);
    case PHRASE_EDIT_SPOKEN:
        return change_spoken(in);
    case PHRASE_EDIT_READING:
        return change_reading(in);
    case PHRASE_EDIT_COLOUR:
        return change_colour(in);
    case PHRASE_EDIT_PICTURE:
        return change_attribute(in, PHRASE_ATTRIBUTE_PICTURE, in->phrase->picture);
    case PHRASE_EDIT_RECORDING:
        return change_attribute(in, PHRASE_ATTRIBUTE_RECORDING, in->phrase->recording);
    case PHRASE_EDIT_UP:
        return phrase_step_phrase(in, -1);
    case PHRASE_EDIT_DOWN:
        return phrase_step_phrase(in, 1);
    case PHRASE_EDIT_MOVE:
        return move_phrase(in);
    case PHRASE_EDIT_COPY:
        return copy_phrase(in);
    case PHRASE_EDIT_HIDE:
        return set_hidden(in, true);
    case PHRASE_EDIT_SHOW:
        return set_hidden(in, false);
    default:
        return delete_phrase(in);
    }
}

static bool hides_urgent(const struct editing *in, enum phrase_edit_kind kind)
{
    return is_urgent(in) && (kind == PHRASE_EDIT_CATEGORY_HIDE || kind == PHRASE_EDIT_CATEGORY_DELETE ||
                             kind == PHRASE_EDIT_CATEGORY_UP || kind == PHRASE_EDIT_CATEGORY_DOWN);
}

static enum phrase_edit_result do_edit(struct editing *in, const struct phrase_edit *edit)
{
    if (edit->kind == PHRASE_EDIT_CATEGORY_ADD)
        return phrase_add_category(in);
    in->category = phrase_set_any_category(in->set, edit->category);
    if (!in->category)
        return PHRASE_EDIT_GONE;
    if (edit->kind == PHRASE_EDIT_ADD)
        return add_new(in);
    if (edit->kind > PHRASE_EDIT_CATEGORY_ADD)
        return hides_urgent(in, edit->kind) ? PHRASE_EDIT_NOT_OURS : phrase_edit_category(in, edit->kind);
    in->phrase = phrase_set_any_phrase(in->set, edit->phrase);
    if (!in->phrase || strncmp(in->phrase->id, in->category->id, strlen(in->category->id)) != 0)
        return PHRASE_EDIT_GONE;
    in->own = phrase_texts_own(in->texts, in->phrase->file);
    *in->file = in->phrase->file;
    *in->line = in->phrase->line;
    return edit_phrase(in, edit->kind);
}

/* ---- all together ---- */

static bool is_at(const char *file, int line, const char *wanted, int wanted_line)
{
    return line == wanted_line && strcmp(file, wanted) == 0;
}

/* The id of what stands in this line now. */
static void find_id(const struct phrase_texts *texts, bool category, const char *file, int line,
                    struct buffer *id)
{
    struct phrase_set set;
    phrase_set_init(&set);
    phrase_texts_parse(texts, &set);
    for (size_t i = 0; i < set.count + set.hidden_count; i++) {
        const struct phrase_category *of = &set.categories[i];
        if (category && is_at(of->title_in, of->line, file, line))
            buffer_add_text(id, of->id);
        for (size_t k = 0; k < of->count + of->hidden_count && !category; k++)
            if (is_at(of->phrases[k].file, of->phrases[k].line, file, line))
                buffer_add_text(id, of->phrases[k].id);
    }
    phrase_set_destroy(&set);
}

static struct buffer *keep_old(const struct phrase_texts *texts)
{
    struct buffer *old = memory_new(texts->count + 1, sizeof *old);
    for (size_t i = 0; i < texts->count; i++)
        buffer_add(&old[i], buffer_text(&texts->items[i].bytes), texts->items[i].bytes.size);
    return old;
}

static void put_back(struct phrase_texts *texts, struct buffer *old, bool changed)
{
    for (size_t i = 0; i < texts->count; i++) {
        struct phrase_text *text = &texts->items[i];
        if (!changed) {
            struct buffer now = text->bytes;
            text->bytes = old[i];
            text->changed = false;
            old[i] = now;
        }
        buffer_destroy(&old[i]);
    }
    free(old);
}

static bool leaves_nothing(const struct phrase_edit *edit)
{
    return edit->kind == PHRASE_EDIT_DELETE || edit->kind == PHRASE_EDIT_CATEGORY_DELETE;
}

/* As a line of a file gives it back: blanks made one, nothing invisible. */
static void make_plain(const char *text, struct buffer *out)
{
    struct buffer escaped = {0};
    phrase_add_escaped(&escaped, text, strlen(text));
    phrase_add_plain(out, buffer_text(&escaped), (struct phrase_span){0, escaped.size});
    buffer_destroy(&escaped);
}

enum phrase_edit_result phrase_edit_apply(struct phrase_texts *texts, const struct phrase_edit *edit,
                                          struct buffer *id)
{
    struct phrase_set set;
    const char *file = "";
    int line = 0;
    struct buffer text = {0};
    make_plain(edit->text, &text);
    struct editing in = {
        .texts = texts, .set = &set, .text = buffer_text(&text), .file = &file, .line = &line};
    struct buffer *old = keep_old(texts);
    phrase_set_init(&set);
    phrase_texts_parse(texts, &set);
    enum phrase_edit_result result = do_edit(&in, edit);
    put_back(texts, old, result == PHRASE_EDIT_DONE);
    if (result == PHRASE_EDIT_DONE && !leaves_nothing(edit))
        find_id(texts, edit->kind >= PHRASE_EDIT_CATEGORY_ADD, file, line, id);
    if (result == PHRASE_EDIT_DONE && edit->kind == PHRASE_EDIT_DELETE && in.phrase->replaces)
        buffer_add_text(id, in.phrase->id);
    buffer_destroy(&text);
    phrase_set_destroy(&set);
    return result;
}
