#include "board/write_keys_table.h"

/* Four blocks of six keys, one after the other, and three keys that stand among the functions. */

/* clang-format off */
#define FINAL(x)       {KEY_FINALS, x, NULL, NULL, NULL}
#define RIME(x)        {KEY_RIMES, x, NULL, NULL, NULL}

/* In the order in which they are learnt. */
static const struct write_key initials[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {INITIAL("b"), INITIAL("p"), INITIAL("m"), INITIAL("f"), INITIAL("d"), INITIAL("t")},
    {INITIAL("n"), INITIAL("l"), INITIAL("g"), INITIAL("k"), INITIAL("h"), NO_INITIAL},
    {INITIAL("j"), INITIAL("q"), INITIAL("x"), INITIAL("zh"), INITIAL("ch"), INITIAL("sh")},
    {INITIAL("r"), INITIAL("z"), INITIAL("c"), INITIAL("s"), INITIAL("y"), INITIAL("w")},
    {NONE, PUNCTUATION, NONE},
};

/* By what they begin with. The interjections hm, hng, m, n, ng follow the empty initial only; ve stands for ue after l
 * and n. */
static const struct write_key finals[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {FINAL("a"), FINAL("ai"), FINAL("ao"), FINAL("an"), FINAL("ang"), FINAL("ong iong")},
    {FINAL("e"), FINAL("ei"), FINAL("en"), FINAL("eng"), FINAL("o"), FINAL("ou")},
    {FINAL("i"), FINAL("ie"), FINAL("iao"), FINAL("ian"), FINAL("in n"), FINAL("ing ng")},
    {FINAL("u"), FINAL("ua ia"), FINAL("uo"), FINAL("ui v hm"), FINAL("iu er"), FINAL("uang iang hng")},
    {FINAL("uan"), FINAL("un m"), FINAL("uai ue ve")},
};

static const struct write_key rimes[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {RIME("ㄚ"), RIME("ㄛ"), RIME("ㄜ"), RIME("ㄞ"), RIME("ㄟ"), RIME("ㄠ")},
    {RIME("ㄡ"), RIME("ㄢ"), RIME("ㄣ"), RIME("ㄤ"), RIME("ㄥ"), RIME("ㄧ - ㄦ")},
    {RIME("ㄧㄝ"), RIME("ㄧㄠ"), RIME("ㄧㄡ"), RIME("ㄧㄢ"), RIME("ㄧㄣ ㄋ"), RIME("ㄧㄥ ㄫ")},
    {RIME("ㄨ"), RIME("ㄨㄚ ㄧㄚ"), RIME("ㄨㄛ ㄧㄛ"), RIME("ㄨㄟ ㄩ ㄇ"), RIME("ㄨㄤ ㄧㄤ ㄏㄫ"), RIME("ㄨㄥ ㄩㄥ")},
    {RIME("ㄨㄢ ㄩㄢ"), RIME("ㄨㄣ ㄩㄣ ㄏㄇ"), RIME("ㄨㄞ ㄩㄝ")},
};

/* The three most frequent ones are blocks of their own, taken with one look. */
static const struct write_key strokes[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {STROKE("一", N_("across"))},
    {STROKE("丨", N_("down"))},
    {STROKE("丿", N_("to the left"))},
    {STROKE("丶", N_("dot, to the right")), STROKE("乛", N_("turning")), STROKE("＊", N_("any stroke")),
     MARK("，", ","), MARK("。", "."), MARK("？", "?")},
    {NONE, NONE, NONE},
};

/* The frequent ones together; the blank is among the marks: suggestions bring their own. */
static const struct write_key letters[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {LETTER("e"), LETTER("t"), LETTER("a"), LETTER("o"), LETTER("i"), LETTER("n")},
    {LETTER("s"), LETTER("h"), LETTER("r"), LETTER("d"), LETTER("l"), LETTER("u")},
    {LETTER("c"), LETTER("m"), LETTER("w"), LETTER("f"), LETTER("g"), LETTER("y")},
    {LETTER("p"), LETTER("b"), LETTER("v"), LETTER("k"), LETTER("j"), LETTER("x")},
    {LETTER("q"), MARKS, LETTER("z")},
};

static const struct write_key alphabet[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {LETTER("a"), LETTER("b"), LETTER("c"), LETTER("d"), LETTER("e"), LETTER("f")},
    {LETTER("g"), LETTER("h"), LETTER("i"), LETTER("j"), LETTER("k"), LETTER("l")},
    {LETTER("m"), LETTER("n"), LETTER("o"), LETTER("p"), LETTER("q"), LETTER("r")},
    {LETTER("s"), LETTER("t"), LETTER("u"), LETTER("v"), LETTER("w"), LETTER("x")},
    {LETTER("y"), MARKS, LETTER("z")},
};

/* The keyboard's left, its middle, its right; what lies at its edges stands among the functions. */
static const struct write_key qwerty[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {LETTER("q"), LETTER("w"), LETTER("e"), LETTER("a"), LETTER("s"), LETTER("d")},
    {LETTER("r"), LETTER("t"), LETTER("y"), LETTER("f"), LETTER("g"), LETTER("h")},
    {LETTER("u"), LETTER("i"), LETTER("o"), LETTER("j"), LETTER("k"), LETTER("l")},
    {LETTER("x"), LETTER("c"), LETTER("v"), LETTER("b"), LETTER("n"), LETTER("m")},
    {LETTER("z"), MARKS, LETTER("p")},
};

static const struct write_key digits[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {TYPE("1"), TYPE("2"), TYPE("3"), TYPE("4"), TYPE("5"), TYPE("6")},
    {TYPE("7"), TYPE("8"), TYPE("9"), TYPE("0"), TYPE("."), TYPE(":")},
    {TYPE("点"), TYPE("分"), TYPE("半"), TYPE("月"), TYPE("号"), TYPE("年")},
    {TYPE("天"), TYPE("小时"), TYPE("次"), TYPE("度"), TYPE("片"), TYPE("毫升")},
    {TYPE("%"), TYPE("℃"), TYPE("-")},
};

static const struct write_key punctuation[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {MARK("，", ","), MARK("。", "."), MARK("？", "?"), MARK("！", "!"), TYPE("、"), SPACE},
    {MARK("：", ":"), MARK("；", ";"), TYPE("…"), TYPE("“"), TYPE("”"), TYPE("—")},
    {TYPE("（"), TYPE("）"), TYPE("《"), TYPE("》"), TYPE("～"), TYPE("'")},
    {RARER("，", ","), RARER("。", "."), RARER("？", "?"), RARER("！", "!"), TYPE("\""), TYPE("/")},
    {TYPE("@"), TYPE("#"), TYPE("&")},
};

static const struct write_key english_digits[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {TYPE("1"), TYPE("2"), TYPE("3"), TYPE("4"), TYPE("5"), TYPE("6")},
    {TYPE("7"), TYPE("8"), TYPE("9"), TYPE("0"), TYPE("."), TYPE(":")},
    {SPACE, TYPE("-"), TYPE("/"), TYPE(" am"), TYPE(" pm"), TYPE(" o'clock")},
    {TYPE(" minutes"), TYPE(" mg"), TYPE(" ml"), TYPE("°C"), TYPE("%"), TYPE("+")},
    {TYPE("$"), TYPE("£"), TYPE("€")},
};

static const struct write_key english_punctuation[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {MARK("。", "."), MARK("，", ","), MARK("？", "?"), MARK("！", "!"), TYPE("'"), SPACE},
    {MARK("：", ":"), MARK("；", ";"), TYPE("-"), TYPE("\""), TYPE("("), TYPE(")")},
    {TYPE("/"), TYPE("&"), TYPE("@"), TYPE("…"), TYPE("#"), TYPE("+")},
    {TYPE("="), TYPE("_"), TYPE("*")},
    {NONE, NONE, NONE},
};
/* clang-format on */

const struct write_keys write_block_initials = {ROWS(initials), 6, initials};
const struct write_keys write_block_finals = {ROWS(finals), 6, finals};
const struct write_keys write_block_rimes = {ROWS(rimes), 6, rimes};
const struct write_keys write_block_strokes = {ROWS(strokes), 6, strokes};
const struct write_keys write_block_letters = {ROWS(letters), 6, letters};
const struct write_keys write_block_alphabet = {ROWS(alphabet), 6, alphabet};
const struct write_keys write_block_qwerty = {ROWS(qwerty), 6, qwerty};
const struct write_keys write_block_digits = {ROWS(digits), 6, digits};
const struct write_keys write_block_punctuation = {ROWS(punctuation), 6, punctuation};
const struct write_keys write_block_english_digits = {ROWS(english_digits), 6, english_digits};
const struct write_keys write_block_english_punctuation = {ROWS(english_punctuation), 6, english_punctuation};
