#include "library/forms.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

static unsigned char small(char byte)
{
    return (unsigned char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
}

/* Of the first character where it is Chinese (three bytes), else of the first byte. */
static unsigned head_of(const char *text, size_t size)
{
    unsigned first = small(text[0]);
    if (first < 0xE0 || size < 3)
        return first % FORMS_HEADS;
    unsigned value = (first * 31 + (unsigned char)text[1]) * 31 + (unsigned char)text[2];
    return (value ^ value >> 8) % FORMS_HEADS;
}

void forms_init(struct forms *forms)
{
    *forms = (struct forms){0};
}

void forms_destroy(struct forms *forms)
{
    free(forms->items);
    forms_init(forms);
}

/* Behind those that are as long, before those that are shorter. */
void forms_add(struct forms *forms, const char *text, int of)
{
    if (forms->count == forms->capacity) {
        forms->capacity = forms->capacity ? 2 * forms->capacity : 64;
        forms->items = memory_grow(forms->items, (size_t)forms->capacity, sizeof *forms->items);
    }
    struct form *form = &forms->items[forms->count];
    *form = (struct form){.text = text, .size = strlen(text), .of = of};
    int *link = &forms->heads[head_of(text, form->size)];
    while (*link && forms->items[*link - 1].size >= form->size)
        link = &forms->items[*link - 1].next;
    form->next = *link;
    *link = ++forms->count;
}

static bool is_letter(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

/* True where a letter stands on both sides of the byte: no word begins or ends there. */
static bool is_within_word(const char *text, size_t size, size_t at)
{
    uint32_t before, behind;
    if (at == 0 || at >= size)
        return false;
    size_t start = utf8_before(text, at);
    utf8_decode(text + start, at - start, &before);
    utf8_decode(text + at, size - at, &behind);
    return is_letter(before) && is_letter(behind);
}

static bool is_same(const char *text, const struct form *form)
{
    for (size_t i = 0; i < form->size; i++)
        if (small(text[i]) != small(form->text[i]))
            return false;
    return true;
}

const struct form *forms_at(const struct forms *forms, const char *text, size_t size, size_t at)
{
    const struct form *form;
    for (int number = forms->heads[head_of(text + at, size - at)]; number; number = form->next) {
        form = &forms->items[number - 1];
        if (form->size <= size - at && is_same(text + at, form) && !is_within_word(text, size, at) &&
            !is_within_word(text, size, at + form->size))
            return form;
    }
    return NULL;
}
