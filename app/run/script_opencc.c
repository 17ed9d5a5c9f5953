#include "run/script_opencc.h"

#include <opencc/opencc.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

static const char *const table_names[OPENCC_TABLES] = {"s2tw.json", "t2s.json", "tw2s.json"};

static opencc_t table_of(struct script_opencc *opencc, int which)
{
    if (!opencc->tables[which] && !opencc->missing[which]) {
        opencc_t table = opencc_open(table_names[which]);
        opencc->missing[which] = (intptr_t)table == -1 || !table;
        opencc->tables[which] = opencc->missing[which] ? NULL : table;
    }
    return opencc->tables[which];
}

/* The same number of characters, or nothing: readings and lit words count on it. */
static bool convert_by(struct script_opencc *opencc, int which, const char *text, size_t size,
                       struct buffer *out)
{
    opencc_t table = table_of(opencc, which);
    buffer_clear(out);
    if (!table || !utf8_valid(text, size, NULL))
        return false;
    char *converted = opencc_convert_utf8(table, text, size);
    if (!converted)
        return false;
    if (utf8_count(converted, strlen(converted)) == utf8_count(text, size))
        buffer_add(out, converted, strlen(converted));
    opencc_convert_utf8_free(converted);
    return out->size > 0 || size == 0;
}

/* t2s leaves every simplified text as it is, but also Taiwan's 看著, for 著 is a simplified character, too (著名). tw2s
 * knows which is which; but it would turn 什么 into 什幺. So the second is believed where it says 着, and only there. */
static void mend_zhe(struct script_opencc *opencc, const char *text, size_t size, struct buffer *out)
{
    static const char zhu[] = "著", zhe[] = "着";
    struct buffer other = {0};
    if (!strstr(buffer_text(out), zhu) || !convert_by(opencc, OPENCC_FROM_TAIWAN, text, size, &other)) {
        buffer_destroy(&other);
        return;
    }
    for (size_t at = 0, there = 0; at < out->size && there < other.size;) {
        uint32_t mine, its;
        size_t taken = utf8_decode(out->bytes + at, out->size - at, &mine);
        size_t its_size = utf8_decode(other.bytes + there, other.size - there, &its);
        if (taken == its_size && memcmp(out->bytes + at, zhu, taken) == 0 &&
            memcmp(other.bytes + there, zhe, taken) == 0)
            memcpy(out->bytes + at, zhe, taken);
        at += taken;
        there += its_size;
    }
    buffer_destroy(&other);
}

static bool has_hanzi(const char *text, size_t size)
{
    for (size_t at = 0; at < size;) {
        uint32_t character;
        at += utf8_decode(text + at, size - at, &character);
        if (utf8_is_hanzi(character))
            return true;
    }
    return false;
}

/* A text that has traditional characters already stands: 干擾 is not 乾擾. */
static bool convert(void *self, enum script_kind to, const char *text, size_t size, struct buffer *out)
{
    struct script_opencc *opencc = self;
    if (!has_hanzi(text, size)) {
        buffer_clear(out);
        buffer_add(out, text, size);
        return true;
    }
    if (!convert_by(opencc, OPENCC_TO_SIMPLIFIED, text, size, out))
        return false;
    bool simplified = out->size == size && memcmp(out->bytes, text, size) == 0;
    if (to == SCRIPT_TRADITIONAL && !simplified) {
        buffer_clear(out);
        buffer_add(out, text, size);
        return true;
    }
    if (to == SCRIPT_TRADITIONAL)
        return convert_by(opencc, OPENCC_TO_TRADITIONAL, text, size, out);
    mend_zhe(opencc, text, size, out);
    return true;
}

void script_opencc_init(struct script_opencc *opencc)
{
    *opencc = (struct script_opencc){.script = {opencc, convert}};
}

void script_opencc_destroy(struct script_opencc *opencc)
{
    for (int i = 0; i < OPENCC_TABLES; i++)
        if (opencc->tables[i])
            opencc_close(opencc->tables[i]);
    *opencc = (struct script_opencc){.script = {0}};
}

bool script_opencc_check(struct script_opencc *opencc, struct diagnostics *problems)
{
    bool right = true;
    for (int i = 0; i < OPENCC_TABLES; i++) {
        if (table_of(opencc, i))
            continue;
        diagnostics_add(problems, &(struct diagnostic){.level = DIAGNOSTIC_ERROR,
                                                       .file = table_names[i],
                                                       .reason = _("traditional characters cannot be shown"),
                                                       .valid = _("install the package libopencc-data")});
        right = false;
    }
    return right;
}
