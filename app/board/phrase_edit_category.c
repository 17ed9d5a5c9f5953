#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "board/phrase_edit_parts.h"

/* Categories: their headings in the person's files. And steps up and down. */

/* ---- headings ---- */

/* Goes through the lines of a file and knows which category each belongs to. */
struct walk {
    const struct editing *in;
    const char *id; /* of the category that is looked for */
    struct phrase_lines lines;
    struct phrase_line line;
    struct arena arena;
    bool inside; /* the line belongs to it; also its heading */
    bool is_heading;
    bool right;
};

static bool leads_to(const struct walk *walk, const char *explicit_id, const char *title)
{
    const struct phrase_category *found = phrase_set_find(walk->in->set, explicit_id, title);
    return found && strcmp(found->id, walk->id) == 0;
}

static void walk_begin(struct walk *walk, const struct editing *in, const struct phrase_text *text,
                       const char *id)
{
    *walk = (struct walk){.in = in, .id = id};
    arena_init(&walk->arena);
    walk->right = phrase_lines_init(&walk->lines, buffer_text(&text->bytes), text->bytes.size, NULL, NULL);
    walk->inside = leads_to(walk, NULL, phrase_file_title(&walk->arena, text->name));
}

static bool walk_next(struct walk *walk)
{
    struct phrase_attributes attributes;
    if (!walk->right || !phrase_lines_next(&walk->lines, &walk->line))
        return false;
    walk->is_heading = !walk->line.broken && walk->line.kind == PHRASE_LINE_HEADING;
    if (walk->is_heading) {
        const char *title = phrase_heading_read(&walk->line, &walk->arena, &attributes);
        if (*title)
            walk->inside = leads_to(walk, attributes.id, title);
    }
    return true;
}

static void walk_end(struct walk *walk)
{
    phrase_lines_destroy(&walk->lines);
    arena_destroy(&walk->arena);
}

void find_headings(const struct editing *in, struct phrase_text *text, const char *id,
                   struct place_found *best)
{
    struct walk walk;
    bool block_has_phrase = false;
    walk_begin(&walk, in, text, id);
    while (walk_next(&walk)) {
        bool item = !walk.line.broken && walk.line.kind == PHRASE_LINE_ITEM;
        bool words = walk.is_heading || walk.line.kind == PHRASE_LINE_TEXT;
        block_has_phrase = (block_has_phrase && !walk.is_heading) || item;
        if (!walk.inside)
            continue;
        if (walk.is_heading && best->heading == 0)
            best->heading = walk.line.number;
        if (item || (words && !best->has_phrase && !block_has_phrase)) {
            best->text = text;
            best->last = walk.line.number;
        }
        best->has_phrase = best->has_phrase || item;
    }
    walk_end(&walk);
}

/* The same change of every heading of the category in the person's files, or of the first only; returns how many. */
static int change_headings(const struct editing *in, const struct phrase_rewrite *change, bool all,
                           enum phrase_edit_result *result)
{
    int count = 0;
    *result = PHRASE_EDIT_DONE;
    for (size_t i = 0; i < in->texts->count; i++) {
        struct phrase_text *text = &in->texts->items[i];
        struct walk walk;
        int lines[64], found = 0;
        if (!text->own || (count > 0 && !all))
            continue;
        walk_begin(&walk, in, text, in->category->id);
        while (walk_next(&walk))
            if (walk.is_heading && walk.inside && found < 64)
                lines[found++] = walk.line.number;
        walk_end(&walk);
        for (int k = 0; k < found && (all || count == 0) && *result == PHRASE_EDIT_DONE; k++) {
            struct phrase_rewrite rewrite = *change;
            *result = phrase_text_rewrite(in, text->name, lines[k], &rewrite);
            if (count++ == 0) {
                *in->file = text->name;
                *in->line = lines[k];
            }
        }
    }
    return count;
}

/* A heading of its own says the same of a category that has none in the person's files. */
static enum phrase_edit_result change_category(const struct editing *in, const struct phrase_rewrite *change,
                                               bool all)
{
    enum phrase_edit_result result;
    struct phrase_rewrite rewrite = *change;
    if (change_headings(in, change, all, &result) > 0)
        return result;
    *in->file = in->texts->items[in->texts->fresh].name;
    return phrase_text_add_heading(in, change->label ? change->label : in->category->title, in->category->id,
                                   &rewrite, in->line);
}

/* ---- what is done with categories ---- */

enum phrase_edit_result phrase_add_category(const struct editing *in)
{
    struct phrase_rewrite rewrite = {0};
    if (!*in->text)
        return PHRASE_EDIT_NOTHING;
    if (phrase_set_find(in->set, NULL, in->text))
        return PHRASE_EDIT_THERE;
    if (in->set->count + in->set->hidden_count >= PHRASE_SET_CATEGORIES_AT_MOST)
        return PHRASE_EDIT_TOO_LONG;
    *in->file = in->texts->items[in->texts->fresh].name;
    return phrase_text_add_heading(in, in->text, NULL, &rewrite, in->line);
}

static enum phrase_edit_result rename_category(const struct editing *in)
{
    struct phrase_rewrite rewrite = {.label = in->text};
    if (!*in->text || strcmp(in->text, in->category->title) == 0)
        return PHRASE_EDIT_NOTHING;
    const struct phrase_category *same = phrase_set_find(in->set, NULL, in->text);
    if (same && same != in->category)
        return PHRASE_EDIT_THERE;
    if (!phrase_texts_own(in->texts, in->category->made_in))
        phrase_rewrite_set(&rewrite, PHRASE_ATTRIBUTE_ID, in->category->id);
    return change_category(in, &rewrite, true);
}

static enum phrase_edit_result hide_category(const struct editing *in, bool hidden)
{
    struct phrase_rewrite rewrite = {0};
    if (in->category->hidden == hidden)
        return PHRASE_EDIT_NOTHING;
    phrase_rewrite_set(&rewrite, PHRASE_ATTRIBUTE_HIDDEN, !hidden ? NULL : in->texts->chinese ? "是" : "yes");
    return change_category(in, &rewrite, true);
}

bool phrase_category_is_own(const struct phrase_texts *texts, const struct phrase_category *category)
{
    bool own = phrase_texts_own(texts, category->made_in);
    for (size_t i = 0; i < category->count + category->hidden_count; i++)
        own = own && phrase_texts_own(texts, category->phrases[i].file);
    return own;
}

static enum phrase_edit_result delete_lines(const struct editing *in, struct phrase_text *text)
{
    struct walk walk;
    int *lines = NULL, count = 0;
    walk_begin(&walk, in, text, in->category->id);
    while (walk_next(&walk))
        if (walk.inside && !walk.line.broken && walk.line.kind != PHRASE_LINE_BLANK) {
            lines = memory_grow(lines, (size_t)count + 1, sizeof *lines);
            lines[count++] = walk.line.number;
        }
    walk_end(&walk);
    enum phrase_edit_result result = PHRASE_EDIT_DONE;
    while (count-- > 0 && result == PHRASE_EDIT_DONE) {
        struct buffer bytes = {0};
        result = phrase_text_take(
            text, phrase_line_remove(buffer_text(&text->bytes), text->bytes.size, lines[count], &bytes),
            &bytes);
    }
    free(lines);
    return result;
}

static enum phrase_edit_result delete_category(const struct editing *in)
{
    enum phrase_edit_result result = PHRASE_EDIT_DONE;
    if (!phrase_category_is_own(in->texts, in->category))
        return PHRASE_EDIT_NOT_OURS;
    for (size_t i = 0; i < in->texts->count && result == PHRASE_EDIT_DONE; i++)
        if (in->texts->items[i].own)
            result = delete_lines(in, &in->texts->items[i]);
    return result;
}

/* ---- steps ---- */

static enum phrase_edit_result place_category(const struct editing *in, size_t index, size_t place)
{
    struct editing of = *in;
    struct phrase_rewrite rewrite = {0};
    char number[24];
    snprintf(number, sizeof number, "%zu", place + 1);
    of.category = &in->set->categories[index];
    phrase_rewrite_set(&rewrite, PHRASE_ATTRIBUTE_PLACE, number);
    return change_category(&of, &rewrite, true);
}

static enum phrase_edit_result step_category(const struct editing *in, int by)
{
    const struct phrase_set *set = in->set;
    size_t at = (size_t)(in->category - set->categories), other = by < 0 ? at - 1 : at + 1;
    enum phrase_edit_result result = PHRASE_EDIT_DONE;
    if (at >= set->count || (by < 0 && at == 0) || other >= set->count)
        return PHRASE_EDIT_NOTHING;
    if (strcmp(set->categories[other].id, "urgent") == 0)
        return PHRASE_EDIT_NOT_OURS;
    if (set->categories[other].place > 0)
        result = place_category(in, other, at);
    return result == PHRASE_EDIT_DONE ? place_category(in, at, other) : result;
}

static bool any_has_place(const struct phrase_category *category)
{
    for (size_t i = 0; i < category->count; i++)
        if (category->phrases[i].place > 0)
            return true;
    return false;
}

/* Both lines are the person's own and stand in one file: they change places there. */
static bool exchange(const struct editing *in, const struct phrase *other)
{
    const struct phrase *one = in->phrase;
    struct phrase_text *text = phrase_text_named(in->texts, one->file);
    struct buffer bytes = {0};
    int first = one->line < other->line ? one->line : other->line;
    int second = one->line < other->line ? other->line : one->line;
    if (!in->own || strcmp(one->file, other->file) != 0 || one->replaces || other->replaces ||
        any_has_place(in->category))
        return false;
    bool right = phrase_line_exchange(buffer_text(&text->bytes), text->bytes.size, first, second, &bytes);
    if (phrase_text_take(text, right, &bytes) != PHRASE_EDIT_DONE)
        return false;
    *in->line = other->line;
    return true;
}

static enum phrase_edit_result place_phrase(const struct editing *in, const struct phrase *phrase,
                                            size_t place)
{
    struct editing of = *in;
    struct phrase_rewrite rewrite = {0};
    char number[24];
    snprintf(number, sizeof number, "%zu", place + 1);
    of.phrase = phrase;
    of.own = phrase_texts_own(in->texts, phrase->file);
    phrase_rewrite_set(&rewrite, PHRASE_ATTRIBUTE_PLACE, number);
    return phrase_change(&of, &rewrite);
}

enum phrase_edit_result phrase_step_phrase(const struct editing *in, int by)
{
    const struct phrase_category *category = in->category;
    size_t at = (size_t)(in->phrase - category->phrases), other = by < 0 ? at - 1 : at + 1;
    enum phrase_edit_result result = PHRASE_EDIT_DONE;
    if (at >= category->count || (by < 0 && at == 0) || other >= category->count)
        return PHRASE_EDIT_NOTHING;
    if (exchange(in, &category->phrases[other]))
        return PHRASE_EDIT_DONE;
    if (category->phrases[other].place > 0)
        result = place_phrase(in, &category->phrases[other], at);
    return result == PHRASE_EDIT_DONE ? place_phrase(in, in->phrase, other) : result;
}

enum phrase_edit_result phrase_edit_category(const struct editing *in, enum phrase_edit_kind kind)
{
    switch (kind) {
    case PHRASE_EDIT_CATEGORY_RENAME:
        return rename_category(in);
    case PHRASE_EDIT_CATEGORY_UP:
        return step_category(in, -1);
    case PHRASE_EDIT_CATEGORY_DOWN:
        return step_category(in, 1);
    case PHRASE_EDIT_CATEGORY_HIDE:
        return hide_category(in, true);
    case PHRASE_EDIT_CATEGORY_SHOW:
        return hide_category(in, false);
    default:
        return delete_category(in);
    }
}
