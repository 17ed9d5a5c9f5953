/* Reads one entry (grammar: switch_map.h). */
#include "input/switch_map.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

struct word {
    const char *start;
    size_t size;
    bool quoted; /* start and size are what stands between the quotes */
    bool closed; /* quoted: the closing quote is there */
};

struct reader {
    const char *text;
    size_t size, at;
    const struct switch_place *place;
    struct diagnostics *list;
};

static bool refuse(const struct reader *r, const struct word *word, const char *reason, const char *valid)
{
    const char *where = word->size || word->quoted ? word->start : r->text + r->size;
    int before = (int)utf8_count(r->text, (size_t)(where - r->text));
    int first = r->place->column > 0 ? r->place->column : 1;
    struct diagnostic d = {.level = DIAGNOSTIC_ERROR,
                           .file = r->place->file,
                           .line = r->place->line,
                           .column = first + before,
                           .key = "switch",
                           .reason = reason,
                           .valid = valid};
    diagnostics_add(r->list, &d);
    return false;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool at_end(const struct reader *r)
{
    return r->at >= r->size;
}

static struct word quoted_word(struct reader *r)
{
    struct word word = {.start = r->text + ++r->at, .quoted = true};
    while (!at_end(r) && r->text[r->at] != '"')
        r->at++;
    word.size = (size_t)(r->text + r->at - word.start);
    word.closed = !at_end(r);
    r->at += word.closed;
    return word;
}

/* Size 0 and not quoted: the end. `=` is a word of its own. */
static struct word next_word(struct reader *r)
{
    while (!at_end(r) && is_space(r->text[r->at]))
        r->at++;
    if (!at_end(r) && r->text[r->at] == '"')
        return quoted_word(r);
    struct word word = {.start = r->text + r->at};
    while (!at_end(r) && !is_space(r->text[r->at]) && r->text[r->at] != '"' && r->text[r->at] != '=')
        r->at++;
    if (r->text + r->at == word.start && !at_end(r))
        r->at++;
    word.size = (size_t)(r->text + r->at - word.start);
    return word;
}

static struct word peek_word(const struct reader *r)
{
    struct reader copy = *r;
    return next_word(&copy);
}

static bool is(const struct word *word, const char *text)
{
    return !word->quoted && word->size == strlen(text) && memcmp(word->start, text, word->size) == 0;
}

static bool read_function(struct reader *r, struct switch_entry *entry)
{
    struct word word = next_word(r);
    for (int f = 0; f < SWITCH_FUNCTIONS; f++)
        if (is(&word, switch_function_info((enum switch_function)f)->name)) {
            entry->function = (enum switch_function)f;
            return true;
        }
    char valid[96] = "";
    for (int f = 0; f < SWITCH_FUNCTIONS; f++) {
        size_t used = strlen(valid);
        snprintf(valid + used, sizeof valid - used, f ? ", %s" : "%s",
                 switch_function_info((enum switch_function)f)->name);
    }
    return refuse(r, &word, _("what the switch does must come first"), valid);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* 1–4 hex digits at *at; moves on. */
static bool read_hex(const struct word *word, size_t *at, uint16_t *value)
{
    unsigned sum = 0;
    size_t from = *at;
    for (; *at < word->size && *at < from + 4 && hex_digit(word->start[*at]) >= 0; (*at)++)
        sum = sum * 16 + (unsigned)hex_digit(word->start[*at]);
    *value = (uint16_t)sum;
    return *at > from;
}

static bool read_ids(const struct word *word, struct switch_entry *entry)
{
    size_t at = 0;
    if (word->quoted || !read_hex(word, &at, &entry->vendor) || at >= word->size || word->start[at++] != ':')
        return false;
    entry->by_ids = read_hex(word, &at, &entry->product) && at == word->size;
    return entry->by_ids;
}

static bool read_name(struct reader *r, const struct word *word, struct switch_entry *entry)
{
    const char *valid = _("\"Name of the Device\", at most 95 bytes; * and ? stand for anything");
    if (!word->closed)
        return refuse(r, word, _("the closing quote is missing"), valid);
    if (!word->size || word->size >= sizeof entry->name || memchr(word->start, '\0', word->size))
        return refuse(r, word, _("this is no name of a device"), valid);
    memcpy(entry->name, word->start, word->size);
    struct word after = peek_word(r);
    if (read_ids(&after, entry))
        next_word(r);
    return true;
}

static bool read_device(struct reader *r, struct switch_entry *entry)
{
    static const struct {
        const char *name;
        enum switch_devices devices;
    } words[] = {{"any", SWITCH_DEVICES_ANY},
                 {"keyboard", SWITCH_DEVICES_KEYBOARD},
                 {"gamepad", SWITCH_DEVICES_GAMEPAD},
                 {"mouse", SWITCH_DEVICES_MOUSE}};
    struct word word = next_word(r);
    if (is(&word, "="))
        word = next_word(r);
    entry->devices = SWITCH_DEVICES_CHOSEN;
    if (word.quoted)
        return read_name(r, &word, entry);
    if (read_ids(&word, entry))
        return true;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (is(&word, words[i].name)) {
            entry->devices = words[i].devices;
            return true;
        }
    return refuse(r, &word, word.size ? _("this names no device") : _("the device is missing"),
                  _("\"Name of the Device\", 1209:0001, any, keyboard, gamepad, mouse"));
}

/* A decimal number, or 0x and hexadecimal; negative: it is none that a key has. */
static int read_number(const char *text)
{
    int base = text[0] == '0' && (text[1] == 'x' || text[1] == 'X') ? 16 : 10;
    int value = 0;
    const char *at = base == 16 ? text + 2 : text;
    if (!*at)
        return -1;
    for (; *at; at++) {
        int digit = hex_digit(*at);
        if (digit < 0 || digit >= base)
            return -1;
        value = value * base + digit;
        if (value >= DEVICE_KEY_CODES)
            return -1;
    }
    return value;
}

static bool read_key(struct reader *r, switch_code_of_name *code_of_name, struct switch_entry *entry)
{
    const char *valid =
        _("a key such as KEY_SPACE or BTN_TRIGGER (yinian --devices shows it when it is pressed), any");
    char name[48];
    struct word word = next_word(r);
    entry->code = SWITCH_ANY_KEY;
    bool any = is(&word, "any") || (!word.size && !word.quoted);
    if (any && entry->devices == SWITCH_DEVICES_ANY)
        return refuse(r, &word, _("any key of any device would be every key there is"), valid);
    if (any)
        return true;
    if (word.quoted || word.size >= sizeof name)
        return refuse(r, &word, _("there is no such key"), valid);
    memcpy(name, word.start, word.size);
    name[word.size] = '\0';
    entry->code = read_number(name);
    if (entry->code <= 0)
        entry->code = code_of_name(name);
    return entry->code > 0 && entry->code < DEVICE_KEY_CODES
               ? true
               : refuse(r, &word, _("there is no such key"), valid);
}

bool switch_map_add(struct switch_map *map, const char *text, size_t size, const struct switch_place *place,
                    switch_code_of_name *code_of_name, struct diagnostics *list)
{
    struct reader r = {.text = text, .size = size, .place = place, .list = list};
    struct switch_entry entry = {0};
    if (!read_function(&r, &entry) || !read_device(&r, &entry) || !read_key(&r, code_of_name, &entry))
        return false;
    struct word rest = next_word(&r);
    if (rest.size || rest.quoted)
        return refuse(&r, &rest, _("nothing may follow the key"), NULL);
    if (map->count == SWITCH_ENTRIES_AT_MOST)
        return refuse(&r, &rest, _("too many switches"), "16");
    map->entries[map->count++] = entry;
    return true;
}
