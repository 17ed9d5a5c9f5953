#include "board/zhuyin.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "predict/syllable.h"

struct pair {
    const char *pinyin, *zhuyin;
};

static const struct pair initials[] = {
    {"b", "ㄅ"},  {"p", "ㄆ"},  {"m", "ㄇ"},  {"f", "ㄈ"}, {"d", "ㄉ"}, {"t", "ㄊ"}, {"n", "ㄋ"},
    {"l", "ㄌ"},  {"g", "ㄍ"},  {"k", "ㄎ"},  {"h", "ㄏ"}, {"j", "ㄐ"}, {"q", "ㄑ"}, {"x", "ㄒ"},
    {"zh", "ㄓ"}, {"ch", "ㄔ"}, {"sh", "ㄕ"}, {"r", "ㄖ"}, {"z", "ㄗ"}, {"c", "ㄘ"}, {"s", "ㄙ"},
};

static const struct pair rimes[] = {
    {"a", "ㄚ"},     {"ai", "ㄞ"},    {"an", "ㄢ"},     {"ang", "ㄤ"},    {"ao", "ㄠ"},    {"e", "ㄜ"},
    {"ei", "ㄟ"},    {"en", "ㄣ"},    {"eng", "ㄥ"},    {"er", "ㄦ"},     {"hm", "ㄏㄇ"},  {"hng", "ㄏㄫ"},
    {"i", "ㄧ"},     {"ia", "ㄧㄚ"},  {"ian", "ㄧㄢ"},  {"iang", "ㄧㄤ"}, {"iao", "ㄧㄠ"}, {"ie", "ㄧㄝ"},
    {"in", "ㄧㄣ"},  {"ing", "ㄧㄥ"}, {"iong", "ㄩㄥ"}, {"iu", "ㄧㄡ"},   {"m", "ㄇ"},     {"n", "ㄋ"},
    {"ng", "ㄫ"},    {"o", "ㄛ"},     {"ong", "ㄨㄥ"},  {"ou", "ㄡ"},     {"u", "ㄨ"},     {"ua", "ㄨㄚ"},
    {"uai", "ㄨㄞ"}, {"uan", "ㄨㄢ"}, {"uang", "ㄨㄤ"}, {"ue", "ㄩㄝ"},   {"ui", "ㄨㄟ"},  {"un", "ㄨㄣ"},
    {"uo", "ㄨㄛ"},  {"v", "ㄩ"},     {"ve", "ㄩㄝ"},
};

static const struct pair after_y[] = {
    {"i", "ㄧ"},    {"a", "ㄧㄚ"},   {"o", "ㄧㄛ"},  {"e", "ㄧㄝ"},   {"ai", "ㄧㄞ"},  {"ao", "ㄧㄠ"},
    {"ou", "ㄧㄡ"}, {"an", "ㄧㄢ"},  {"in", "ㄧㄣ"}, {"ang", "ㄧㄤ"}, {"ing", "ㄧㄥ"}, {"u", "ㄩ"},
    {"ue", "ㄩㄝ"}, {"uan", "ㄩㄢ"}, {"un", "ㄩㄣ"}, {"ong", "ㄩㄥ"},
};

static const struct pair after_w[] = {
    {"u", "ㄨ"},    {"a", "ㄨㄚ"},  {"o", "ㄨㄛ"},   {"ai", "ㄨㄞ"},  {"ei", "ㄨㄟ"},
    {"an", "ㄨㄢ"}, {"en", "ㄨㄣ"}, {"ang", "ㄨㄤ"}, {"eng", "ㄨㄥ"},
};

static const struct pair after_j_q_x[] = {{"u", "ㄩ"}, {"ue", "ㄩㄝ"}, {"uan", "ㄩㄢ"}, {"un", "ㄩㄣ"}};

#define FIND(table, pinyin) find(table, sizeof(table) / sizeof(table)[0], pinyin)

static const char *find(const struct pair *pairs, size_t count, const char *pinyin)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(pairs[i].pinyin, pinyin) == 0)
            return pairs[i].zhuyin;
    return "";
}

const char *zhuyin_initial(int initial)
{
    return FIND(initials, initial_text(initial));
}

const char *zhuyin_key(int initial)
{
    static const struct pair keys[] = {{"y", "ㄧㄩ"}, {"w", "ㄨ"}, {"'", "ㄚㄛㄜ"}};
    const char *letter = zhuyin_initial(initial);
    return *letter ? letter : FIND(keys, initial_text(initial));
}

static bool is_one_of(const char *text, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(text, *list) == 0)
            return true;
    return false;
}

const char *zhuyin_rime(int initial, int final)
{
    static const char *const alone[] = {"zh", "ch", "sh", "r", "z", "c", "s", NULL};
    static const char *const dotted[] = {"j", "q", "x", NULL};
    const char *before = initial_text(initial), *text = final_text(final);
    if (syllable_join(initial, final) == SYLLABLE_NONE)
        return "";
    if (strcmp(before, "y") == 0)
        return FIND(after_y, text);
    if (strcmp(before, "w") == 0)
        return FIND(after_w, text);
    if (strcmp(text, "i") == 0 && is_one_of(before, alone))
        return ZHUYIN_NO_RIME;
    const char *rime = is_one_of(before, dotted) ? FIND(after_j_q_x, text) : "";
    return *rime ? rime : FIND(rimes, text);
}

int zhuyin_final(int initial, const char *rime)
{
    for (int final = 1; final <= final_count(); final++)
        if (strcmp(zhuyin_rime(initial, final), rime) == 0)
            return final;
    return FINAL_NONE;
}

const char *zhuyin_tone(const char *unit)
{
    static const char *const tones[] = {"ˉ", "ˊ", "ˇ", "ˋ", "˙"};
    bool tone = unit[0] >= '1' && unit[0] <= '5' && !unit[1];
    return tone ? tones[unit[0] - '1'] : NULL;
}

/* The syllable that begins at `units`; returns how many of them it takes, 0 when none begins so. */
static int add_syllable(const char *const *units, int unit_count, struct buffer *out)
{
    int initial = initial_find(units[0], strlen(units[0]));
    if (initial < 0)
        return 0;
    int final = unit_count > 1 ? final_find(units[1], strlen(units[1])) : FINAL_NONE;
    const char *rime = final == FINAL_NONE ? "" : zhuyin_rime(initial, final);
    const char *letter = zhuyin_initial(initial);
    buffer_add_text(out, *rime ? letter : zhuyin_key(initial));
    if (strcmp(rime, ZHUYIN_NO_RIME) != 0)
        buffer_add_text(out, rime);
    return *rime ? 2 : 1;
}

void zhuyin_of_units(const char *const *units, int unit_count, struct buffer *out)
{
    buffer_clear(out);
    for (int i = 0; i < unit_count;) {
        int taken = add_syllable(units + i, unit_count - i, out);
        const char *tone = zhuyin_tone(units[i]);
        if (taken == 0)
            buffer_add_text(out, tone ? tone : units[i]);
        i += taken ? taken : 1;
    }
}
