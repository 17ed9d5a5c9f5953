#include "predict/next_words.h"

#include <string.h>

static const struct next_word start[] = {
    {"我", "wo3"},         {"你", "ni3"},         {"不", "bu4"},
    {"好", "hao3"},        {"请", "qing3"},       {"我想", "wo3 xiang3"},
    {"这", "zhe4"},        {"谢谢", "xie4 xie5"}, {"今天", "jin1 tian1"},
    {"他", "ta1"},         {"帮我", "bang1 wo3"}, {"她", "ta1"},
    {"什么", "shen2 me5"}, {"那", "na4"},         {"现在", "xian4 zai4"},
    {"有", "you3"},        {"我们", "wo3 men5"},  {"明天", "ming2 tian1"},
    {"是", "shi4"},        {"怎么", "zen3 me5"},  {"为什么", "wei4 shen2 me5"},
    {"别", "bie2"},        {"妈妈", "ma1 ma5"},   {"大家", "da4 jia1"},
    {"医生", "yi1 sheng1"}};

static const struct next_word after_i[] = {
    {"想", "xiang3"},      {"要", "yao4"},       {"不", "bu4"},         {"的", "de5"},
    {"很", "hen3"},        {"是", "shi4"},       {"也", "ye3"},         {"有", "you3"},
    {"在", "zai4"},        {"觉得", "jue2 de5"}, {"去", "qu4"},         {"知道", "zhi1 dao4"},
    {"喜欢", "xi3 huan5"}, {"需要", "xu1 yao4"}, {"没有", "mei2 you3"}, {"会", "hui4"},
    {"就", "jiu4"},        {"还", "hai2"},       {"能", "neng2"},       {"说", "shuo1"},
    {"都", "dou1"},        {"可以", "ke3 yi3"},  {"把", "ba3"},         {"给", "gei3"},
    {"现在", "xian4 zai4"}};

static const struct next_word after_i_want[] = {
    {"喝水", "he1 shui3"},   {"睡觉", "shui4 jiao4"}, {"休息", "xiu1 xi5"},   {"吃", "chi1"},
    {"看", "kan4"},          {"去", "qu4"},           {"翻身", "fan1 shen1"}, {"坐", "zuo4"},
    {"听", "ting1"},         {"回家", "hui2 jia1"},   {"出去", "chu1 qu4"},   {"你", "ni3"},
    {"说", "shuo1"},         {"知道", "zhi1 dao4"},   {"吃饭", "chi1 fan4"},  {"一下", "yi2 xia4"},
    {"聊天", "liao2 tian1"}, {"用", "yong4"},         {"开", "kai1"},         {"叫", "jiao4"}};

static const struct next_word after_you[] = {
    {"好", "hao3"},        {"的", "de5"},   {"是", "shi4"},       {"不", "bu4"},
    {"在", "zai4"},        {"说", "shuo1"}, {"要", "yao4"},       {"有", "you3"},
    {"去", "qu4"},         {"来", "lai2"},  {"能", "neng2"},      {"知道", "zhi1 dao4"},
    {"吃", "chi1"},        {"看", "kan4"},  {"想", "xiang3"},     {"会", "hui4"},
    {"帮", "bang1"},       {"也", "ye3"},   {"可以", "ke3 yi3"},  {"觉得", "jue2 de5"},
    {"喜欢", "xi3 huan5"}, {"们", "men5"},  {"怎么", "zen3 me5"}, {"什么", "shen2 me5"},
    {"今天", "jin1 tian1"}};

static const struct next_word after_not[] = {
    {"要", "yao4"},      {"是", "shi4"},  {"知道", "zhi1 dao4"},  {"想", "xiang3"},     {"好", "hao3"},
    {"用", "yong4"},     {"能", "neng2"}, {"会", "hui4"},         {"舒服", "shu1 fu5"}, {"喜欢", "xi3 huan5"},
    {"可以", "ke3 yi3"}, {"去", "qu4"},   {"在", "zai4"},         {"吃", "chi1"},       {"对", "dui4"},
    {"行", "xing2"},     {"疼", "teng2"}, {"高兴", "gao1 xing4"}, {"冷", "leng3"},      {"热", "re4"}};

static const struct next_word after_very[] = {
    {"好", "hao3"},  {"高兴", "gao1 xing4"}, {"舒服", "shu1 fu5"}, {"喜欢", "xi3 huan5"},
    {"疼", "teng2"}, {"累", "lei4"},         {"冷", "leng3"},      {"热", "re4"},
    {"多", "duo1"},  {"少", "shao3"},        {"了", "le5"},        {"的", "de5"}};

static const struct next_word after_help[] = {
    {"把", "ba3"},        {"给", "gei3"}, {"翻身", "fan1 shen1"}, {"开", "kai1"},
    {"关", "guan1"},      {"拿", "na2"},  {"叫", "jiao4"},        {"看", "kan4"},
    {"一下", "yi2 xia4"}, {"去", "qu4"},  {"来", "lai2"},         {"说", "shuo1"},
    {"听", "ting1"},      {"坐", "zuo4"}, {"我", "wo3"},          {"医生", "yi1 sheng1"},
    {"护士", "hu4 shi5"}};

static const struct next_word after_be[] = {
    {"我", "wo3"},  {"你", "ni3"},          {"不", "bu4"},      {"什么", "shen2 me5"}, {"的", "de5"},
    {"好", "hao3"}, {"家", "jia1"},         {"这", "zhe4"},     {"那", "na4"},         {"他", "ta1"},
    {"她", "ta1"},  {"一下", "yi2 xia4"},   {"说", "shuo1"},    {"看", "kan4"},        {"吃", "chi1"},
    {"去", "qu4"},  {"医生", "yi1 sheng1"}, {"妈妈", "ma1 ma5"}};

static const struct next_word after_have[] = {
    {"什么", "shen2 me5"}, {"人", "ren2"},        {"事", "shi4"}, {"的", "de5"}, {"一点", "yi4 dian3"},
    {"你", "ni3"},         {"时候", "shi2 hou5"}, {"吗", "ma5"},  {"了", "le5"}, {"说", "shuo1"},
    {"去", "qu4"},         {"来", "lai2"},        {"吃", "chi1"}, {"看", "kan4"}};

static const struct next_word after_go[] = {
    {"了", "le5"},         {"吗", "ma5"},          {"吧", "ba5"},          {"什么", "shen2 me5"},
    {"过", "guo4"},        {"一下", "yi2 xia4"},   {"看", "kan4"},         {"家", "jia1"},
    {"吃饭", "chi1 fan4"}, {"医生", "yi1 sheng1"}, {"电视", "dian4 shi4"}, {"的", "de5"},
    {"一点", "yi4 dian3"}, {"哪", "na3"},          {"我", "wo3"},          {"你", "ni3"}};

static const struct next_word after_of[] = {
    {"时候", "shi2 hou5"},  {"人", "ren2"},       {"事", "shi4"},        {"我", "wo3"},  {"你", "ni3"},
    {"话", "hua4"},         {"吗", "ma5"},        {"了", "le5"},         {"是", "shi4"}, {"好", "hao3"},
    {"医生", "yi1 sheng1"}, {"孩子", "hai2 zi5"}, {"电视", "dian4 shi4"}};

static const struct next_word after_take[] = {
    {"灯", "deng1"},         {"电视", "dian4 shi4"}, {"空调", "kong1 tiao2"},
    {"窗户", "chuang1 hu5"}, {"门", "men2"},         {"我", "wo3"},
    {"音乐", "yin1 yue4"},   {"这", "zhe4"},         {"那", "na4"}};

static const struct next_word after_day[] = {
    {"我", "wo3"},  {"你", "ni3"},    {"很", "hen3"},      {"去", "qu4"},         {"吃", "chi1"},
    {"不", "bu4"},  {"想", "xiang3"}, {"要", "yao4"},      {"是", "shi4"},        {"好", "hao3"},
    {"有", "you3"}, {"能", "neng2"},  {"可以", "ke3 yi3"}, {"吃饭", "chi1 fan4"}, {"什么", "shen2 me5"}};

static const struct next_word after_other[] = {
    {"的", "de5"},   {"了", "le5"},  {"吗", "ma5"},  {"我", "wo3"},        {"你", "ni3"},
    {"不", "bu4"},   {"好", "hao3"}, {"吧", "ba5"},  {"是", "shi4"},       {"要", "yao4"},
    {"去", "qu4"},   {"在", "zai4"}, {"有", "you3"}, {"和", "he2"},        {"也", "ye3"},
    {"就", "jiu4"},  {"都", "dou1"}, {"很", "hen3"}, {"一下", "yi2 xia4"}, {"来", "lai2"},
    {"说", "shuo1"}, {"看", "kan4"}, {"给", "gei3"}, {"他", "ta1"},        {"这", "zhe4"}};

static const struct next_word english_start[] = {
    {"I", ""},       {"Yes", ""},    {"No", ""},   {"Please", ""}, {"Thank you", ""},
    {"Can you", ""}, {"I want", ""}, {"I am", ""}, {"What", ""},   {"Where", ""},
    {"How", ""},     {"My", ""},     {"It", ""},   {"We", ""},     {"That", ""},
    {"Good", ""},    {"Hello", ""},  {"When", ""}, {"Why", ""},    {"You", ""}};

static const struct next_word english_after_i[] = {
    {"want", ""},  {"am", ""},   {"need", ""}, {"feel", ""}, {"would like", ""},
    {"think", ""}, {"have", ""}, {"can", ""},  {"do", ""},   {"don't", ""},
    {"was", ""},   {"like", ""}, {"know", ""}, {"will", ""}, {"love", ""}};

static const struct next_word english_other[] = {
    {"the", ""},  {"to", ""},   {"me", ""},   {"a", ""},      {"my", ""},  {"you", ""}, {"is", ""},
    {"it", ""},   {"not", ""},  {"and", ""},  {"please", ""}, {"of", ""},  {"in", ""},  {"for", ""},
    {"this", ""}, {"that", ""}, {"with", ""}, {"on", ""},     {"now", ""}, {"more", ""}};

struct next_rule {
    const char *ending; /* of the text */
    const struct next_word *words;
    int count;
};
#define WORDS(list) list, (int)(sizeof(list) / sizeof(list)[0])

/* The first that fits: longer endings stand before shorter ones. */
static const struct next_rule chinese_rules[] = {
    {"请帮我", WORDS(after_help)}, {"我想", WORDS(after_i_want)}, {"我要", WORDS(after_i_want)},
    {"帮我", WORDS(after_help)},   {"给我", WORDS(after_help)},   {"没有", WORDS(after_have)},
    {"今天", WORDS(after_day)},    {"明天", WORDS(after_day)},    {"现在", WORDS(after_day)},
    {"我", WORDS(after_i)},        {"想", WORDS(after_i_want)},   {"要", WORDS(after_i_want)},
    {"你", WORDS(after_you)},      {"不", WORDS(after_not)},      {"很", WORDS(after_very)},
    {"太", WORDS(after_very)},     {"真", WORDS(after_very)},     {"好", WORDS(after_very)},
    {"请", WORDS(after_help)},     {"帮", WORDS(after_help)},     {"是", WORDS(after_be)},
    {"在", WORDS(after_be)},       {"有", WORDS(after_have)},     {"去", WORDS(after_go)},
    {"来", WORDS(after_go)},       {"看", WORDS(after_go)},       {"吃", WORDS(after_go)},
    {"的", WORDS(after_of)},       {"把", WORDS(after_take)},
};
static const struct next_rule english_rules[] = {{"I", WORDS(english_after_i)}};

static bool ends_with(const char *text, size_t size, const char *ending)
{
    size_t length = strlen(ending);
    return size >= length && memcmp(text + size - length, ending, length) == 0;
}

/* A new sentence begins here. */
static bool at_start(const char *text, size_t size)
{
    static const char *const ends[] = {"。", "？", "！", "…", "，", "；", "：",
                                       "\n", ".",  "?",  "!", ",",  ":",  ";"};
    while (size > 0 && text[size - 1] == ' ')
        size--;
    if (size == 0)
        return true;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (ends_with(text, size, ends[i]))
            return true;
    return false;
}

/* English words stand apart: the I of "HI" is not the word. */
static bool ends_with_word(const char *text, size_t size, const char *word)
{
    if (!ends_with(text, size, word))
        return false;
    size_t before = size - strlen(word);
    return before == 0 || text[before - 1] == ' ' || text[before - 1] == '\n' ||
           (text[before - 1] & 0x80) != 0 || (word[0] & 0x80) != 0;
}

static const struct next_rule *fitting(const struct next_rule *rules, size_t rule_count, const char *text,
                                       size_t size)
{
    for (size_t i = 0; i < rule_count; i++)
        if (ends_with_word(text, size, rules[i].ending))
            return &rules[i];
    return NULL;
}

const struct next_word *next_words(const char *context, size_t size, bool english, int *count)
{
    static const struct next_rule starts[] = {{"", WORDS(start)}, {"", WORDS(english_start)}};
    static const struct next_rule others[] = {{"", WORDS(after_other)}, {"", WORDS(english_other)}};
    const struct next_rule *rule =
        english ? fitting(english_rules, sizeof english_rules / sizeof english_rules[0], context, size)
                : fitting(chinese_rules, sizeof chinese_rules / sizeof chinese_rules[0], context, size);
    if (!rule)
        rule = at_start(context, size) ? &starts[english] : &others[english];
    *count = rule->count;
    return rule->words;
}
