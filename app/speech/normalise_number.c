#include "speech/normalise_parts.h"

#include <stdio.h>
#include <string.h>

/* What is counted in twos of 两. Not: 月 日 号 楼 床 级 等 班 比, and years of school. */
static const char measures[] =
    "个 位 次 天 年 周 口 片 粒 块 分 秒 小时 瓶 杯 张 条 只 支 件 袋 包 盒 碗 勺 滴 针 种 样 句 本 台 把 间 "
    "层 点 岁 倍 元 角 毛 斤 公 毫 升 克 厘 米 吨 人 名 家 双 对 下 遍 趟 顿 餐 份 根 颗 头 扇 盏 副 枚 步 "
    "圈 "
    "度 页 行 段 节 场 门 面 辆 部 匹 座 所 刻 星期 礼拜 晚 夜 阵 声 回 床被 组 套 排 格 万 亿 千 百 摄氏 盘 "
    "手 脚";
static const char no_measures[] = "年级 点钟方向 月 度烧伤 号 日";
static const char dashes[] = "- – — ~ ～ − 〜 ˗";

static bool is_dash(const struct script *script, int index)
{
    return script_has_any(script, index, dashes);
}

static int skip_spaces(const struct script *script, int index)
{
    while (script_at(script, index) == ' ')
        index++;
    return index;
}

static bool counts_pairs(const struct script *script, int index)
{
    const char *chinese, *one, *many;
    index = skip_spaces(script, index);
    if (unit_find(script, index, &chinese, &one, &many))
        return true;
    return script_has_any(script, index, measures) && !script_has_any(script, index, no_measures);
}

/* 第2次, 周2, 星期2, 初2, 十2: never 两. */
static bool is_ordinal(const struct script *script, int index)
{
    return script_ends_any(script, index, "第 周 星期 礼拜 初 十 零 . 农历");
}

static void say(struct spoken_text *spoken, const char *text, int first, int end)
{
    spoken_add_text(spoken, text, SPOKEN_NUMBER, first, end - first);
}

static void say_number(const struct script *script, const struct number *number, bool pair,
                       struct spoken_text *spoken)
{
    char text[NUMERAL_SIZE];
    numeral_say(number, pair && !is_ordinal(script, number->first), text);
    say(spoken, text, number->first, number->end);
}

static void say_digits(const struct script *script, int first, int end, bool yao, struct spoken_text *spoken)
{
    for (int i = first; i < end; i++)
        if (script_is_digit(script, i)) {
            char said[NUMERAL_SIZE];
            numeral_spell(script, i, i + 1, yao, said);
            say(spoken, said, i, i + 1);
        }
}

static void say_value(long value, bool pair, int first, int end, struct spoken_text *spoken)
{
    struct number number = {.first = first, .end = end};
    char text[NUMERAL_SIZE];
    snprintf(number.whole, sizeof number.whole, "%ld", value);
    numeral_say(&number, pair, text);
    say(spoken, text, first, end);
}

/* --- dates: 2025-11-22, 2025/11/22, 2025.11.22 --------------------------------------------------- */

static int normalise_date(const struct script *script, int index, struct spoken_text *spoken)
{
    uint32_t separator = script_at(script, index + 4);
    if (script_digits(script, index) != 4 || (separator != '-' && separator != '/' && separator != '.'))
        return index;
    int month_at = index + 5, month_digits = script_digits(script, month_at);
    int day_at = month_at + month_digits + 1, day_digits = script_digits(script, day_at);
    long month = script_value(script, month_at, month_digits), day = script_value(script, day_at, day_digits);
    if (month_digits < 1 || month_digits > 2 || day_digits < 1 || day_digits > 2)
        return index;
    if (script_at(script, day_at - 1) != separator || month < 1 || month > 12 || day < 1 || day > 31)
        return index;
    say_digits(script, index, index + 4, false, spoken);
    say(spoken, "年", index + 4, index + 5);
    say_value(month, false, month_at, day_at - 1, spoken);
    say(spoken, "月", day_at - 1, day_at);
    say_value(day, false, day_at, day_at + day_digits, spoken);
    int end = day_at + day_digits;
    if (!script_has_any(script, end, "日 号"))
        say(spoken, "日", end - 1, end);
    return end;
}

/* --- times and scores: 8:30, 3:2 ----------------------------------------------------------------- */

static void say_minutes(const struct script *script, long hour, int at, struct spoken_text *spoken)
{
    long minute = script_value(script, at, 2);
    bool seconds = script_at(script, at + 2) == ':';
    if (minute == 30 && hour <= 12 && !seconds) {
        say(spoken, "半", at, at + 2);
    } else if (minute > 0) {
        if (minute < 10)
            say(spoken, "零", at, at + 1);
        say_value(minute, false, at, at + 2, spoken);
        say(spoken, "分", at + 1, at + 2);
    }
}

static bool is_score(const struct script *script, int index)
{
    for (int i = index; i > index - 6 && i > 0; i--)
        if (script_ends_any(script, i, "比分 比例 赢 输 胜 打成"))
            return true;
    return false;
}

static int normalise_time(const struct script *script, int index, struct spoken_text *spoken)
{
    int hours = script_digits(script, index), at = index + hours + 1, minutes = script_digits(script, at);
    if (script_at(script, at - 1) != ':' || hours < 1 || hours > 3 || minutes < 1 || minutes > 3)
        return index;
    long hour = script_value(script, index, hours);
    int end = at + minutes;
    bool time = hours <= 2 && minutes == 2 && hour <= 24 && script_value(script, at, 2) < 60;
    if (!time || is_score(script, index)) {
        say_value(hour, false, index, at - 1, spoken);
        say(spoken, "比", at - 1, at);
        say_value(script_value(script, at, minutes), false, at, end, spoken);
        return end;
    }
    say_value(hour, true, index, at - 1, spoken);
    say(spoken, "点", at - 1, at);
    say_minutes(script, hour, at, spoken);
    if (script_at(script, end) == ':' && script_digits(script, end + 1) == 2) {
        say_value(script_value(script, end + 1, 2), false, end + 1, end + 3, spoken);
        say(spoken, "秒", end + 2, end + 3);
        end += 3;
    }
    return end;
}

/* --- codes: telephones, rooms, years ------------------------------------------------------------- */

/* The end of digits joined by hyphens or single spaces; `*digits` of them in `*groups` groups. */
static int joined_end(const struct script *script, int index, int *digits, int *groups)
{
    int end = index;
    *digits = *groups = 0;
    for (;;) {
        int count = script_digits(script, end);
        *digits += count;
        ++*groups;
        end += count;
        uint32_t next = script_at(script, end);
        if ((next != '-' && next != ' ') || script_digits(script, end + 1) < 3)
            return end;
        end++;
    }
}

static bool is_telephone(const struct script *script, int index, int digits, int groups)
{
    uint32_t first = script_at(script, index);
    if (groups == 1)
        return digits == 11 && first == '1';
    if (digits == 11 && first == '1')
        return true;
    return digits >= 10 && digits <= 12 && (first == '0' || first == '4' || first == '8');
}

static const char callers[] = "打 拨 拨打 叫 呼叫 呼 拨通 热线 电话 电话是 号码 号码是 call";
static const char code_words[] =
    "密码 密码是 编号 尾号 尾号是 车牌 房间 病房 单元 账号 卡号 验证码 验证码是 航班 门牌 房号 工号 QQ "
    "微信 ： 邮编";

/* One of these numbers (parted by spaces), whole. */
static bool is_number_of(const struct script *script, int index, int digits, const char *numbers)
{
    return script_has_any(script, index, numbers) && script_digits(script, index) == digits;
}

/* 120, 119, 110: in a text about calling, or by themselves; not "120个". */
static bool is_emergency(const struct script *script, int index, int digits)
{
    static const char brief[] = "110 119 120 122 999 114 995 911";
    static const char services[] = "10086 10000 10010 12345 12306 12320 95588 12315";
    bool short_one = digits == 3 && is_number_of(script, index, digits, brief);
    bool long_one = digits == 5 && is_number_of(script, index, digits, services);
    if ((!short_one && !long_one) || counts_pairs(script, index + digits))
        return false;
    bool whole = index == 0 && index + digits == script->count;
    return (whole && short_one) || script_ends_any(script, index, callers) ||
           script_has_any(script, index + digits, "急救 报警 电话 救护 火警 热线");
}

static bool is_code(const struct script *script, int index, int digits)
{
    if (script_at(script, index) == '0' && digits >= 2)
        return true;
    if (digits >= 3 && script_ends_any(script, index, code_words) && !counts_pairs(script, index + digits))
        return true;
    bool room = digits >= 3 && digits <= 4 &&
                script_has_any(script, index + digits, "室 房 病房 号房 号病房 号楼 路 号线");
    bool house = digits >= 3 && digits <= 4 && script_has(script, index + digits, "号");
    return room || house || digits > 9;
}

static int normalise_code(const struct script *script, int index, struct spoken_text *spoken)
{
    int joined, groups, end = joined_end(script, index, &joined, &groups);
    int digits = script_digits(script, index);
    uint32_t next = script_at(script, index + digits);
    if (is_telephone(script, index, joined, groups)) {
        say_digits(script, index, end, true, spoken);
        return end;
    }
    if ((next == '.' || next == ',') && script_is_digit(script, index + digits + 1))
        return index;
    if (is_emergency(script, index, digits) || is_code(script, index, digits)) {
        bool clock = digits == 2 && script_has_any(script, index + digits, "点 分 秒 时 月 日 号 天");
        if (clock)
            return index;
        say_digits(script, index, index + digits, digits > 2, spoken);
        return index + digits;
    }
    return index;
}

/* 2025年 digit by digit, 97年 too; 25年 and 30年 are numbers, 80年代 as well. */
static int normalise_year(const struct script *script, int index, struct spoken_text *spoken)
{
    int digits = script_digits(script, index);
    long value = script_value(script, index, digits);
    bool born = digits == 2 && value >= 50 && script_has(script, index + 2, "后"); /* 90后 */
    if (!born && !script_has(script, skip_spaces(script, index + digits), "年"))
        return index;
    bool full = digits == 4 && value >= 1000 && value <= 2999;
    bool brief = digits == 2 && value > 60 && value % 10 != 0;
    if (!born && !full && !brief && !(digits == 2 && value < 10))
        return index;
    say_digits(script, index, index + digits, false, spoken);
    return index + digits;
}

/* --- quantities ---------------------------------------------------------------------------------- */

static const char *currency(uint32_t sign)
{
    switch (sign) {
    case 0xA5: /* ¥ */
        return "元";
    case '$':
        return "美元";
    case 0x20AC: /* € */
        return "欧元";
    case 0xA3: /* £ */
        return "英镑";
    default:
        return NULL;
    }
}

/* What stands after the number: a unit, else nothing. */
static int say_unit(const struct script *script, int end, struct spoken_text *spoken)
{
    const char *chinese, *one, *many;
    int at = skip_spaces(script, end);
    int length = unit_find(script, at, &chinese, &one, &many);
    if (length == 0)
        return end;
    say(spoken, chinese, at, at + length);
    return at + length;
}

static const char *per_sign(uint32_t character)
{
    return character == '%' ? "百分之" : character == 0x2030 ? "千分之" : NULL;
}

static int say_quantity(const struct script *script, int index, struct spoken_text *spoken)
{
    struct number number;
    if (!number_scan(script, index, &number))
        return index;
    const char *per = per_sign(script_at(script, number.end));
    if (per)
        say(spoken, per, number.end, number.end + 1);
    say_number(script, &number, counts_pairs(script, number.end), spoken);
    return per ? number.end + 1 : say_unit(script, number.end, spoken);
}

/* 3–5年, 10%-20%: the 2 of "2-3天" is 两 because of what is counted after the 3. */
static int normalise_range(const struct script *script, int index, struct spoken_text *spoken)
{
    struct number low, high;
    if (!number_scan(script, index, &low))
        return index;
    int dash = low.end + (per_sign(script_at(script, low.end)) ? 1 : 0);
    int after = dash;
    while (is_dash(script, after) || (after > dash && script_at(script, after) == ' '))
        after++;
    if (after == dash || !number_scan(script, after, &high) || is_dash(script, high.end))
        return index;
    bool pair = counts_pairs(script, high.end);
    if (dash > low.end)
        say(spoken, per_sign(script_at(script, low.end)), low.end, dash);
    say_number(script, &low, pair, spoken);
    say(spoken, is_score(script, index) ? "比" : "到", dash, after);
    return say_quantity(script, after, spoken);
}

/* 1/2 is 二分之一, and 半 before what is counted (半片); 120/80 (blood pressure) is one number after the other. */
static int normalise_fraction(const struct script *script, int index, struct spoken_text *spoken)
{
    int above = script_digits(script, index), at = index + above + 1, below = script_digits(script, at);
    if (script_at(script, at - 1) != '/' || above < 1 || below < 1 || above > 4 || below > 4)
        return index;
    long top = script_value(script, index, above), bottom = script_value(script, at, below);
    if (top == 1 && bottom == 2 && counts_pairs(script, at + below)) {
        say(spoken, "半", index, at + below);
    } else if (top < bottom && bottom <= 1000) {
        say_value(bottom, false, at, at + below, spoken);
        say(spoken, "分之", at - 1, at);
        say_value(top, false, index, index + above, spoken);
    } else {
        say_value(top, false, index, index + above, spoken);
        spoken_add_text(spoken, "，", SPOKEN_PAUSE, at - 1, 1);
        say_value(bottom, false, at, at + below, spoken);
    }
    return say_unit(script, at + below, spoken);
}

/* After a Latin letter (PM2.5, B12, H1N1) digits are read as a number, three and more one by one. */
static int normalise_after_letter(const struct script *script, int index, struct spoken_text *spoken)
{
    int digits = script_digits(script, index);
    if (!script_is_letter(script, index - 1) || digits < 3)
        return index;
    say_digits(script, index, index + digits, true, spoken);
    return index + digits;
}

static int normalise_money(const struct script *script, int index, struct spoken_text *spoken)
{
    const char *name = currency(script_at(script, index));
    int at = skip_spaces(script, index + 1);
    struct number number;
    if (!name || !number_scan(script, at, &number))
        return index;
    say_number(script, &number, true, spoken);
    if (script_has_any(script, number.end, "万 亿")) {
        spoken_add(spoken, script_at(script, number.end), SPOKEN_NUMBER, number.end, 1);
        number.end++;
    }
    say(spoken, name, index, index + 1);
    return script_has(script, number.end, "元") ? number.end + 1 : number.end;
}

/* RAG-21, TDP-43, COVID-19: the hyphen of a name is no minus and is not heard. A minus sign (−) stays one. */
static int normalise_name_hyphen(const struct script *script, int index, struct spoken_text *spoken)
{
    (void)spoken;
    bool hyphen = script_has_any(script, index, "- – ‐ ‑");
    return hyphen && script_is_letter(script, index - 1) && script_is_digit(script, index + 1) ? index + 1
                                                                                               : index;
}

/* A sign before a number: minus, below zero, and the signs of arithmetic. */
static int normalise_sign(const struct script *script, int index, struct spoken_text *spoken)
{
    static const struct {
        const char *sign, *said;
    } signs[] = {{"≥", "大于等于"}, {"≤", "小于等于"}, {">", "大于"}, {"<", "小于"}, {"±", "正负"},
                 {"×", "乘"},       {"÷", "除以"},     {"+", "加"},   {"=", "等于"}, {"≈", "约等于"}};
    int at = skip_spaces(script, index + 1);
    if (!script_is_digit(script, at))
        return index;
    bool after_number = script_is_digit(script, index - 1);
    if (is_dash(script, index) && !after_number && at == index + 1) {
        struct number number;
        number_scan(script, at, &number);
        bool cold = script_has_any(script, skip_spaces(script, number.end), "℃ 度 °C 摄氏");
        say(spoken, cold ? "零下" : "负", index, at);
        return say_quantity(script, at, spoken);
    }
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (script_has(script, index, signs[i].sign)) {
            say(spoken, signs[i].said, index, index + 1);
            return at;
        }
    return index;
}

/* 3天-5天: a dash between something counted and a digit. */
static int normalise_dash(const struct script *script, int index, struct spoken_text *spoken)
{
    if (!is_dash(script, index) || index == 0 || !script_is_digit(script, index + 1))
        return index;
    bool counted =
        script_ends_any(script, index, measures) || script_ends_any(script, index, "月 日 号 时 ℃ %");
    bool digit_before = script_is_digit(script, index - 2) || script_is_digit(script, index - 3);
    if (!script_is_digit(script, index - 1) && !(counted && digit_before))
        return index;
    say(spoken, "到", index, index + 1);
    return index + 1;
}

typedef int (*form)(const struct script *script, int index, struct spoken_text *spoken);

int normalise_number_chinese(const struct script *script, int index, struct spoken_text *spoken)
{
    static const form before_digits[] = {normalise_money, normalise_name_hyphen, normalise_dash,
                                         normalise_sign};
    static const form at_digits[] = {normalise_date, normalise_time,  normalise_fraction,
                                     normalise_code, normalise_range, normalise_after_letter,
                                     normalise_year, say_quantity};
    bool digit = script_is_digit(script, index);
    const form *forms = digit ? at_digits : before_digits;
    size_t count =
        digit ? sizeof at_digits / sizeof at_digits[0] : sizeof before_digits / sizeof before_digits[0];
    for (size_t i = 0; i < count; i++) {
        int end = forms[i](script, index, spoken);
        if (end > index)
            return end;
    }
    return index;
}
