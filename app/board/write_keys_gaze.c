#include "board/write_keys_table.h"

/* clang-format off */
#define FINAL(x)       {KEY_FINALS, x, NULL, NULL, NULL}
#define RIME(x)        {KEY_RIMES, x, NULL, NULL, NULL}

static const struct write_key initials[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {INITIAL("b"), INITIAL("j"), INITIAL("zh"), INITIAL("y"), INITIAL("d"), INITIAL("sh"), INITIAL("x"),
     INITIAL("l"), INITIAL("h")},
    {INITIAL("m"), INITIAL("q"), INITIAL("ch"), INITIAL("w"), INITIAL("t"), INITIAL("g"), INITIAL("n"),
     INITIAL("z"), INITIAL("s")},
    {INITIAL("p"), INITIAL("f"), INITIAL("r"), INITIAL("k"), NO_INITIAL, LETTERS, DIGITS, INITIAL("c"),
     PUNCTUATION},
};

/* The interjections hm, hng, m, n, ng follow the empty initial only; ve stands for ue after l and n. */
static const struct write_key finals[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {FINAL("a"), FINAL("ai"), FINAL("ao"), FINAL("an"), FINAL("ang"), FINAL("e"), FINAL("ei"), FINAL("en"),
     FINAL("eng")},
    {FINAL("i"), FINAL("ie"), FINAL("iao"), FINAL("iu er"), FINAL("ian"), FINAL("in n"), FINAL("ing ng"),
     FINAL("o"), FINAL("ou")},
    {FINAL("u"), FINAL("ua ia"), FINAL("uo"), FINAL("uai ue ve"), FINAL("ui v hm"), FINAL("uan"), FINAL("un m"),
     FINAL("uang iang hng"), FINAL("ong iong")},
};

/* The interjections ㄏㄇ, ㄏㄫ, ㄇ, ㄋ, ㄫ follow the empty initial only. "-": the initial alone is the syllable. */
static const struct write_key rimes[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {RIME("ㄚ"), RIME("ㄛ"), RIME("ㄜ"), RIME("ㄞ"), RIME("ㄟ"), RIME("ㄠ"), RIME("ㄡ"), RIME("ㄢ"), RIME("ㄣ")},
    {RIME("ㄤ"), RIME("ㄥ"), RIME("ㄧ - ㄦ"), RIME("ㄧㄝ"), RIME("ㄧㄠ"), RIME("ㄧㄡ"), RIME("ㄧㄢ"), RIME("ㄧㄣ ㄋ"),
     RIME("ㄧㄥ ㄫ")},
    {RIME("ㄨ"), RIME("ㄨㄚ ㄧㄚ"), RIME("ㄨㄛ ㄧㄛ"), RIME("ㄨㄞ ㄩㄝ"), RIME("ㄨㄟ ㄩ ㄇ"), RIME("ㄨㄢ ㄩㄢ"),
     RIME("ㄨㄣ ㄩㄣ ㄏㄇ"), RIME("ㄨㄤ ㄧㄤ ㄏㄫ"), RIME("ㄨㄥ ㄩㄥ")},
};

static const struct write_key strokes[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {STROKE("一", N_("across")), STROKE("丨", N_("down")), STROKE("丿", N_("to the left"))},
    {STROKE("丶", N_("dot, to the right")), STROKE("乛", N_("turning")), STROKE("＊", N_("any stroke"))},
    {MARK("，", ","), MARK("。", "."), PUNCTUATION},
};

/* The frequent ones towards the middle, the blank in the very middle. */
static const struct write_key letters[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {LETTER("r"), LETTER("n"), LETTER("i"), LETTER("t"), LETTER("e"), LETTER("a"), LETTER("o"), LETTER("s"),
     LETTER("h")},
    {LETTER("g"), LETTER("m"), LETTER("u"), LETTER("d"), SPACE, LETTER("l"), LETTER("c"), LETTER("y"),
     LETTER("w")},
    {LETTER("q"), LETTER("z"), LETTER("x"), LETTER("b"), LETTER("p"), LETTER("f"), LETTER("v"), LETTER("k"),
     LETTER("j")},
};

static const struct write_key alphabet[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {LETTER("a"), LETTER("b"), LETTER("c"), LETTER("d"), LETTER("e"), LETTER("f"), LETTER("g"), LETTER("h"),
     LETTER("i")},
    {LETTER("j"), LETTER("k"), LETTER("l"), LETTER("m"), LETTER("n"), LETTER("o"), LETTER("p"), LETTER("q"),
     LETTER("r")},
    {LETTER("s"), LETTER("t"), LETTER("u"), LETTER("v"), LETTER("w"), LETTER("x"), LETTER("y"), LETTER("z"),
     SPACE},
};

static const struct write_key qwerty[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {LETTER("q"), LETTER("w"), LETTER("e"), LETTER("r"), LETTER("t"), LETTER("y"), LETTER("u"), LETTER("i"),
     LETTER("o")},
    {LETTER("a"), LETTER("s"), LETTER("d"), LETTER("f"), LETTER("g"), LETTER("h"), LETTER("j"), LETTER("k"),
     LETTER("l")},
    {LETTER("z"), LETTER("x"), LETTER("c"), LETTER("v"), LETTER("b"), LETTER("n"), LETTER("m"), LETTER("p"),
     SPACE},
};

static const struct write_key digits[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {TYPE("1"), TYPE("2"), TYPE("3"), TYPE("点"), TYPE("分"), TYPE("月"), TYPE("年"), TYPE("天"), TYPE("小时")},
    {TYPE("4"), TYPE("5"), TYPE("6"), TYPE("半"), TYPE("号"), TYPE("度"), TYPE("次"), TYPE("片"), TYPE("毫升")},
    {TYPE("7"), TYPE("8"), TYPE("9"), TYPE("0"), TYPE("."), TYPE(":"), TYPE("%"), TYPE("℃"), TYPE("-")},
};

static const struct write_key punctuation[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {MARK("，", ","), MARK("。", "."), MARK("？", "?"), MARK("！", "!"), TYPE("、"), MARK("：", ":"),
     MARK("；", ";"), TYPE("…"), TYPE("—")},
    {TYPE("“"), TYPE("”"), TYPE("（"), TYPE("）"), TYPE("《"), TYPE("》"), TYPE("～"), SPACE, TYPE("'")},
    {RARER("，", ","), RARER("。", "."), RARER("？", "?"), RARER("！", "!"), TYPE("\""), TYPE("/"), TYPE("@"),
     TYPE("#"), TYPE("&")},
};

static const struct write_key english_digits[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {TYPE("1"), TYPE("2"), TYPE("3"), TYPE(":"), TYPE("."), TYPE(" am"), TYPE(" pm"), TYPE("%"),
     TYPE("°C")},
    {TYPE("4"), TYPE("5"), TYPE("6"), SPACE, TYPE("-"), TYPE("/"), TYPE(" mg"), TYPE(" ml"),
     TYPE(" o'clock")},
    {TYPE("7"), TYPE("8"), TYPE("9"), TYPE("0"), TYPE("$"), TYPE("£"), TYPE("€"), TYPE("+"),
     TYPE(" minutes")},
};

static const struct write_key english_punctuation[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {MARK("。", "."), MARK("，", ","), MARK("？", "?"), MARK("！", "!"), TYPE("'"), SPACE, MARK("：", ":"),
     MARK("；", ";"), TYPE("-")},
    {TYPE("\""), TYPE("("), TYPE(")"), TYPE("/"), TYPE("&"), TYPE("@"), TYPE("…"), TYPE("#"), TYPE("+")},
    {TYPE("="), TYPE("_"), TYPE("*"), NONE, NONE, NONE, NONE, NONE, NONE},
};
/* clang-format on */

const struct write_keys write_gaze_initials = {ROWS(initials), 9, initials};
const struct write_keys write_gaze_finals = {ROWS(finals), 9, finals};
const struct write_keys write_gaze_rimes = {ROWS(rimes), 9, rimes};
const struct write_keys write_gaze_strokes = {ROWS(strokes), 3, strokes};
const struct write_keys write_gaze_letters = {ROWS(letters), 9, letters};
const struct write_keys write_gaze_alphabet = {ROWS(alphabet), 9, alphabet};
const struct write_keys write_gaze_qwerty = {ROWS(qwerty), 9, qwerty};
const struct write_keys write_gaze_digits = {ROWS(digits), 9, digits};
const struct write_keys write_gaze_punctuation = {ROWS(punctuation), 9, punctuation};
const struct write_keys write_gaze_english_digits = {ROWS(english_digits), 9, english_digits};
const struct write_keys write_gaze_english_punctuation = {ROWS(english_punctuation), 9, english_punctuation};
