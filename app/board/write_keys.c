#include "board/write_keys_table.h"

/* clang-format off */
#define FINAL(x)       {KEY_FINAL, x, NULL, NULL, NULL}
#define SHARED(x, y)   {KEY_FINAL, x, NULL, y, NULL}
#define RIME(x)        {KEY_RIME, x, NULL, NULL, NULL}
#define RIMES(x, y)    {KEY_RIME, x, NULL, y, NULL}
#define END            {KEY_END, NULL, NULL, NULL, NULL}
#define PINYIN         {KEY_BOARD, "pinyin", N_("pinyin"), NULL, NULL}
#define STROKES        {KEY_BOARD, "strokes", N_("strokes"), NULL, NULL}
#define CAPITALS       {KEY_BOARD, "capitals", "ABC", "letters", "abc"}
#define INITIALS_ONLY  {KEY_BOARD, "initials", N_("initials"), "pinyin", N_("finals")}

/* The empty initial stands for a e o: syllables such as an, ou and er. */
static const struct write_key initials[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {INITIAL("d"), INITIAL("y"), INITIAL("w"), INITIAL("zh"), INITIAL("t"), STROKES},
    {INITIAL("sh"), INITIAL("l"), INITIAL("m"), INITIAL("b"), INITIAL("q"), NONE},
    {INITIAL("x"), INITIAL("j"), INITIAL("g"), INITIAL("ch"), INITIAL("r"), LETTERS},
    {INITIAL("h"), INITIAL("z"), INITIAL("f"), INITIAL("s"), {KEY_INITIAL, "'", "a e o", NULL, NULL}, DIGITS},
    {INITIAL("n"), INITIAL("k"), INITIAL("c"), INITIAL("p"), INITIALS_ONLY, PUNCTUATION},
};

/* The interjections hm, hng, m, n, ng follow the empty initial only; ve stands for ue after l and n. */
static const struct write_key finals[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {FINAL("i"), FINAL("e"), FINAL("uo"), FINAL("u"), FINAL("ing"), FINAL("o"), FINAL("an")},
    {FINAL("a"), FINAL("en"), FINAL("ian"), SHARED("iang", "ng"), FINAL("ou"), FINAL("iao"), FINAL("uan")},
    {FINAL("ai"), FINAL("ao"), FINAL("ang"), SHARED("ia", "n"), FINAL("ua"), FINAL("in"), FINAL("un")},
    {FINAL("er"), {KEY_FINAL, "v", "ü", "hm", NULL}, FINAL("ong"), FINAL("ui"), FINAL("ei"), FINAL("ie"),
     {KEY_FINAL, "ue", NULL, "ve", "üe"}},
    {FINAL("eng"), FINAL("iu"), SHARED("iong", "m"), SHARED("uang", "hng"), INITIALS_ONLY, FINAL("uai"), NONE},
};

/* The interjections ㄏㄇ, ㄏㄫ, ㄇ, ㄋ, ㄫ follow the empty initial only. */
static const struct write_key rimes[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {RIME("-"), RIME("ㄦ"), RIME("ㄜ"), RIME("ㄨ"), RIME("ㄚ"), RIME("ㄨㄟ"), RIME("ㄨㄢ"), RIME("ㄟ")},
    {RIME("ㄧ"), RIME("ㄧㄢ"), RIME("ㄩ"), RIME("ㄨㄛ"), RIME("ㄨㄥ"), RIME("ㄣ"), RIME("ㄤ"), RIME("ㄧㄣ")},
    {RIME("ㄞ"), RIME("ㄠ"), RIME("ㄢ"), RIME("ㄧㄡ"), RIME("ㄧㄝ"), RIME("ㄧㄚ"), RIME("ㄩㄥ"), NONE},
    {RIME("ㄧㄥ"), RIME("ㄥ"), RIME("ㄧㄤ"), RIMES("ㄩㄢ", "ㄋ"), RIMES("ㄨㄤ", "ㄇ"), RIMES("ㄨㄣ", "ㄫ"), RIME("ㄛ"),
     RIME("ㄧㄛ")},
    {RIME("ㄡ"), RIME("ㄧㄠ"), RIME("ㄨㄚ"), RIME("ㄩㄝ"), INITIALS_ONLY, RIMES("ㄩㄣ", "ㄏㄇ"), RIMES("ㄨㄞ", "ㄏㄫ"),
     NONE},
};

/* Few and big. The two marks that are wanted most are at hand. */
static const struct write_key strokes[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {STROKE("一", N_("across")), STROKE("丨", N_("down")), STROKE("丿", N_("to the left")), LETTERS},
    {STROKE("丶", N_("dot, to the right")), STROKE("乛", N_("turning")), STROKE("＊", N_("any stroke")), DIGITS},
    {MARK("，", ","), MARK("。", "."), PINYIN, PUNCTUATION},
};

/* English letters along the diagonals by how often they are used. */
static const struct write_key letters[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {SPACE, LETTER("e"), LETTER("a"), LETTER("n"), LETTER("d"), LETTER("w"), PINYIN},
    {LETTER("t"), LETTER("o"), LETTER("s"), LETTER("l"), LETTER("f"), LETTER("b"), DIGITS},
    {LETTER("i"), LETTER("h"), LETTER("u"), LETTER("g"), LETTER("v"), LETTER("x"), MARKS},
    {LETTER("r"), LETTER("c"), LETTER("y"), LETTER("k"), LETTER("q"), TYPE("'"), MARK("，", ",")},
    {LETTER("m"), LETTER("p"), LETTER("j"), LETTER("z"), MARK("。", "."), CAPITALS, MARK("？", "?")},
};

static const struct write_key alphabet[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {LETTER("a"), LETTER("b"), LETTER("c"), LETTER("d"), LETTER("e"), LETTER("f"), PINYIN},
    {LETTER("g"), LETTER("h"), LETTER("i"), LETTER("j"), LETTER("k"), LETTER("l"), DIGITS},
    {LETTER("m"), LETTER("n"), LETTER("o"), LETTER("p"), LETTER("q"), LETTER("r"), MARKS},
    {LETTER("s"), LETTER("t"), LETTER("u"), LETTER("v"), LETTER("w"), LETTER("x"), CAPITALS},
    {LETTER("y"), LETTER("z"), SPACE, TYPE("'"), MARK("，", ","), MARK("。", "."), MARK("？", "?")},
};

static const struct write_key qwerty[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {LETTER("q"), LETTER("w"), LETTER("e"), LETTER("r"), LETTER("t"), LETTER("y"), LETTER("u"), LETTER("i"),
     LETTER("o"), LETTER("p")},
    {LETTER("a"), LETTER("s"), LETTER("d"), LETTER("f"), LETTER("g"), LETTER("h"), LETTER("j"), LETTER("k"),
     LETTER("l"), TYPE("'")},
    {LETTER("z"), LETTER("x"), LETTER("c"), LETTER("v"), LETTER("b"), LETTER("n"), LETTER("m"), MARK("，", ","),
     MARK("。", "."), MARK("？", "?")},
    {SPACE, CAPITALS, PINYIN, DIGITS, MARKS, END},
};

static const struct write_key digits[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {TYPE("1"), TYPE("2"), TYPE("3"), TYPE("点"), TYPE("分"), PINYIN},
    {TYPE("4"), TYPE("5"), TYPE("6"), TYPE("半"), TYPE("号"), LETTERS},
    {TYPE("7"), TYPE("8"), TYPE("9"), TYPE("月"), TYPE("年"), PUNCTUATION},
    {TYPE("0"), TYPE("."), TYPE(":"), TYPE("度"), TYPE("天"), TYPE("小时")},
    {TYPE("%"), TYPE("℃"), TYPE("-"), TYPE("次"), TYPE("片"), TYPE("毫升")},
};

static const struct write_key punctuation[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {MARK("，", ","), MARK("。", "."), MARK("？", "?"), MARK("！", "!"), TYPE("、"), PINYIN},
    {MARK("：", ":"), MARK("；", ";"), TYPE("…"), TYPE("“"), TYPE("”"), LETTERS},
    {TYPE("（"), TYPE("）"), TYPE("《"), TYPE("》"), TYPE("—"), DIGITS},
    {RARER("，", ","), RARER("。", "."), RARER("？", "?"), RARER("！", "!"), TYPE("'"), SPACE},
    {TYPE("\""), TYPE("/"), TYPE("@"), TYPE("#"), TYPE("&"), TYPE("～")},
};

static const struct write_key english_digits[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {TYPE("1"), TYPE("2"), TYPE("3"), TYPE(":"), TYPE("."), LETTERS},
    {TYPE("4"), TYPE("5"), TYPE("6"), TYPE(" am"), TYPE(" pm"), MARKS},
    {TYPE("7"), TYPE("8"), TYPE("9"), TYPE("%"), TYPE("°C"), PINYIN},
    {TYPE("0"), SPACE, TYPE("-"), TYPE("/"), TYPE(" mg"), TYPE(" ml")},
    {TYPE("$"), TYPE("£"), TYPE("€"), TYPE("+"), TYPE(" o'clock"), {KEY_TYPE, " minutes", "min", NULL, NULL}},
};

static const struct write_key english_punctuation[][WRITE_KEYS_COLUMNS_AT_MOST] = {
    {MARK("。", "."), MARK("，", ","), MARK("？", "?"), MARK("！", "!"), TYPE("'"), LETTERS},
    {SPACE, MARK("：", ":"), MARK("；", ";"), TYPE("-"), TYPE("\""), DIGITS},
    {TYPE("("), TYPE(")"), TYPE("/"), TYPE("&"), TYPE("@"), PINYIN},
    {TYPE("…"), TYPE("#"), TYPE("+"), TYPE("="), TYPE("_"), TYPE("*")},
};
/* clang-format on */

const struct write_keys write_keys_initials = {ROWS(initials), 6, initials};
const struct write_keys write_keys_finals = {ROWS(finals), 7, finals};
const struct write_keys write_keys_rimes = {ROWS(rimes), 8, rimes};
const struct write_keys write_keys_strokes = {ROWS(strokes), 4, strokes};
const struct write_keys write_keys_alphabet = {ROWS(alphabet), 7, alphabet};
const struct write_keys write_keys_qwerty = {ROWS(qwerty), 10, qwerty};
const struct write_keys write_keys_letters = {ROWS(letters), 7, letters};
const struct write_keys write_keys_digits = {ROWS(digits), 6, digits};
const struct write_keys write_keys_punctuation = {ROWS(punctuation), 6, punctuation};
const struct write_keys write_keys_english_digits = {ROWS(english_digits), 6, english_digits};
const struct write_keys write_keys_english_punctuation = {ROWS(english_punctuation), 6, english_punctuation};
