#include "library/article_source.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "library/article.h"

void article_source_init(struct article_source *source, const char *bytes, size_t size, const char *file,
                         bool own, struct diagnostics *diagnostics)
{
    *source = (struct article_source){.bytes = bytes,
                                      .size = size,
                                      .file = file,
                                      .own = own,
                                      .diagnostics = diagnostics,
                                      .line = 1,
                                      .column = 1};
}

/* On to `offset`; from the beginning again when it lies behind us. */
static void count_to(struct article_source *source, size_t offset)
{
    if (offset < source->at) {
        source->at = 0;
        source->line = source->column = 1;
    }
    while (source->at < offset && source->at < source->size) {
        char byte = source->bytes[source->at];
        uint32_t c;
        source->at += utf8_decode(source->bytes + source->at, source->size - source->at, &c);
        bool ends = byte == '\n' ||
                    (byte == '\r' && (source->at == source->size || source->bytes[source->at] != '\n'));
        source->column = ends ? 1 : source->column + 1;
        source->line += ends;
    }
}

void article_complain(struct article_source *source, enum diagnostic_level level, size_t offset,
                      const char *key, const char *reason, const char *valid)
{
    if (!source->diagnostics)
        return;
    if (source->diagnostics->count < DIAGNOSTICS_AT_MOST)
        count_to(source, offset);
    diagnostics_add(source->diagnostics, &(struct diagnostic){.level = level,
                                                              .file = source->file,
                                                              .line = source->line,
                                                              .column = source->column,
                                                              .key = key,
                                                              .reason = reason,
                                                              .valid = valid});
}

enum diagnostic_level article_level(const struct article_source *source)
{
    return source->own ? DIAGNOSTIC_WARNING : DIAGNOSTIC_ERROR;
}

static bool refuse(struct article_source *source, size_t offset, const char *reason, const char *valid)
{
    article_complain(source, DIAGNOSTIC_ERROR, offset, NULL, reason, valid);
    return false;
}

bool article_source_check(struct article_source *source)
{
    const char *bytes = source->bytes;
    size_t bad;
    if (source->size > ARTICLE_BYTES_AT_MOST)
        return refuse(source, 0, _("this file is too large to be shown"), _("up to 2 MB"));
    if (source->size >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
        return refuse(source, 0, _("this file is UTF-16; nothing in it can be read"),
                      _("a file saved as UTF-8"));
    const char *nul = source->size ? memchr(bytes, 0, source->size) : NULL;
    if (nul)
        return refuse(source, (size_t)(nul - bytes), _("this is no text: there is a zero byte in it"),
                      _("a text file saved as UTF-8"));
    if (!utf8_valid(bytes, source->size, &bad))
        return refuse(source, bad, _("from here on this file is not UTF-8"), _("a file saved as UTF-8"));
    return true;
}

bool article_is_blank(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

bool article_is_invisible(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c & 0xFFFEu) == 0xFFFEu;
}

bool article_is_wide(uint32_t c)
{
    return utf8_is_hanzi(c) || (c >= 0x3001 && c <= 0x30FF) || (c >= 0xFF01 && c <= 0xFFEF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || c == 0x2014 || c == 0x2026 || (c >= 0x2018 && c <= 0x201D);
}

void article_add_clean(struct buffer *out, const char *bytes, size_t size)
{
    size_t before = out->size;
    bool gap = false;
    uint32_t c;
    for (size_t at = 0, length; at < size; at += length) {
        length = utf8_decode(bytes + at, size - at, &c);
        gap = gap || article_is_blank(c);
        if (article_is_blank(c) || article_is_invisible(c))
            continue;
        if (gap && out->size > before)
            buffer_add_byte(out, ' ');
        gap = false;
        buffer_add(out, bytes + at, length);
    }
}
