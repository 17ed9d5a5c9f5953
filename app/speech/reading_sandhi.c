#include "speech/reading_parts.h"

enum { ONE = 0x4E00, NOT = 0x4E0D, CHILD = 0x513F, PIECE = 0x4E2A, IS = 0x662F };

static uint32_t at(const struct line *line, int index)
{
    return script_at(&line->script, index);
}

static int tone_after(const struct line *line, int index)
{
    if (index + 1 >= line->count)
        return 0;
    /* 个 and 是 are said lightly, but they count as the fourth tone that they have. */
    uint32_t after = at(line, index + 1);
    return after == PIECE || after == IS ? 4 : toned_tone(line->said[index + 1].toned);
}

static void set_tone(struct said *said, int tone)
{
    said->toned = toned_make(toned_syllable_of(said->toned), tone);
}

/* 看一看, 好不好: between two of the same it is light. */
static bool is_between_same(const struct line *line, int index)
{
    uint32_t before = at(line, index - 1), after = at(line, index + 1);
    bool counted = at(line, index) == ONE && at(line, index - 2) == ONE; /* 一样一样 */
    return before == after && before != '.' && before != 0 && before != ONE && !counted;
}

static bool is_last_of_word(const struct line *line, int index)
{
    const struct said *said = &line->said[index];
    return said->word_length > 1 && index == said->word_first + said->word_length - 1;
}

/* A 1 written as a digit names what it stands beside, and counts nothing: 1期 and 1型 (the first of several), SOD1基因,
 * IL-1. What is counted after it is counted: CT1次. */
static bool is_naming_one(const struct line *line, int index)
{
    if (line->spoken[index].kind != SPOKEN_NUMBER)
        return false;
    if (line_has(line, index + 1, "期 型"))
        return true;
    bool after_letter = index > 0 && (line->spoken[index - 1].kind == SPOKEN_LETTER ||
                                      line->spoken[index - 1].kind == SPOKEN_LATIN);
    return after_letter && !line_has(line, index + 1, "次 个 位 片 张 台 遍 下 点 天 周 小时 分钟");
}

/* 一 keeps its first tone in numbers, ordinals and at the end: 十一, 第一, 一月, 统一, 一九九八年; 一百 changes. */
static bool is_counting_one(const struct line *line, int index)
{
    static const char digits[] = "零 一 二 三 四 五 六 七 八 九 十 〇 幺";
    if (line_ends(line, index, digits) ||
        line_ends(line, index, "百 千 万 亿 点 第 初 周 星期 礼拜 之 其 两"))
        return true;
    if (line_has(line, index + 1, digits) && !line_has(line, index + 1, "一一"))
        return true;
    return line_has(line, index + 1,
                    ". 月 号 日 楼 级 班 等奖 等座 年级 线 流 把手 代 点钟方向 零 期试验 期临床 期和二");
}

static void change_one(const struct line *line, int index)
{
    struct said *said = &line->said[index];
    if (is_between_same(line, index)) {
        set_tone(said, TONE_NEUTRAL);
        return;
    }
    int tone = tone_after(line, index);
    if (tone == 0 || is_last_of_word(line, index) || is_counting_one(line, index) ||
        is_naming_one(line, index))
        return;
    set_tone(said, tone == 4 ? 2 : tone == TONE_NEUTRAL ? 1 : 4);
}

static void change_not(const struct line *line, int index)
{
    struct said *said = &line->said[index];
    if (toned_tone(said->toned) == TONE_NEUTRAL)
        return;
    if (is_between_same(line, index))
        set_tone(said, TONE_NEUTRAL);
    else if (tone_after(line, index) == 4)
        set_tone(said, 2);
}

/* 哪儿, 一点儿, 玩儿: light, and joined to what it follows. A child is a child: 女儿, 婴儿. */
static void swallow_child(const struct line *line, int index)
{
    struct said *said = &line->said[index];
    if (index == 0 || line->said[index - 1].toned == 0 ||
        line_ends(line, index, "女 婴 幼 孤 少 胎 生 宠 健 患 病 男 孙 育 托 早产"))
        return;
    bool last = index == said->word_first + said->word_length - 1;
    if (!last || line_has(line, index + 1, "子 女 童 科 媳 歌 孙"))
        return;
    set_tone(said, TONE_NEUTRAL);
}

void reading_apply_sandhi(const struct line *line)
{
    for (int i = line->count - 1; i >= 0; i--) {
        const struct said *said = &line->said[i];
        if (said->spelt || said->toned == 0)
            continue;
        if (at(line, i) == ONE)
            change_one(line, i);
        else if (at(line, i) == NOT)
            change_not(line, i);
        else if (at(line, i) == CHILD)
            swallow_child(line, i);
    }
}
