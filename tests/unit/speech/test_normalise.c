/* What is said for what is written. The pauses are ， ； 。 ！ ？, a gap between words is a space. */
#include "unit_test.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "speech/normalise.h"

struct saying {
    const char *written;
    const char *said;
};

static const struct saying chinese[] = {
    {"0", "零"},
    {"2", "二"},
    {"3", "三"},
    {"10", "十"},
    {"11", "十一"},
    {"12", "十二"},
    {"15", "十五"},
    {"20", "二十"},
    {"22", "二十二"},
    {"100", "一百"},
    {"101", "一百零一"},
    {"110个", "一百一十个"},
    {"111", "一百一十一"},
    {"200", "两百"},
    {"202", "两百零二"},
    {"210", "两百一十"},
    {"220个", "两百二十个"},
    {"1000", "一千"},
    {"1001", "一千零一"},
    {"1010", "一千零一十"},
    {"1100", "一千一百"},
    {"2000", "两千"},
    {"2022个", "两千零二十二个"},
    {"2200", "两千二百"},
    {"10000", "一万"},
    {"10500", "一万零五百"},
    {"12000", "一万两千"},
    {"20000", "两万"},
    {"22000", "两万两千"},
    {"100000", "十万"},
    {"120000", "十二万"},
    {"1000000", "一百万"},
    {"2000000", "两百万"},
    {"100000000", "一亿"},
    {"200000000", "两亿"},
    {"1234567", "一百二十三万四千五百六十七"},
    {"1,234,567元", "一百二十三万四千五百六十七元"},
    {"12,000", "一万两千"},
    {"3.14", "三点一四"},
    {"0.5", "零点五"},
    {"2.5个", "二点五个"},
    {"10.05", "十点零五"},
    {"100.0", "一百点零"},
    {"007", "零零七"},
    {"2个", "两个"},
    {"2位医生", "两位医生"},
    {"2天", "两天"},
    {"2次", "两次"},
    {"2点", "两点"},
    {"2点半", "两点半"},
    {"12点", "十二点"},
    {"2小时", "两小时"},
    {"2分钟", "两分钟"},
    {"2周", "两周"},
    {"2月", "二月"},
    {"2个月", "两个月"},
    {"2日", "二日"},
    {"2号", "二号"},
    {"2楼", "二楼"},
    {"2床", "二床"},
    {"2年", "两年"},
    {"2岁", "两岁"},
    {"2度", "两度"},
    {"2级", "二级"},
    {"2片药", "两片药"},
    {"2粒", "两粒"},
    {"2块", "两块"},
    {"2倍", "两倍"},
    {"2元", "两元"},
    {"第2次", "第二次"},
    {"第2个", "第二个"},
    {"第1", "第一"},
    {"第10", "第十"},
    {"周2", "周二"},
    {"星期2", "星期二"},
    {"12个", "十二个"},
    {"32岁", "三十二岁"},
    {"102个", "一百零二个"},
    {"200毫升", "两百毫升"},
    {"200ml", "两百毫升"},
    {"2ml", "两毫升"},
    {"2 ml", "两毫升"},
    {"2kg", "两公斤"},
    {"50kg", "五十公斤"},
    {"1.75m", "一点七五米"},
    {"170cm", "一百七十厘米"},
    {"2cm", "两厘米"},
    {"5mg", "五毫克"},
    {"0.25mg", "零点二五毫克"},
    {"38.5℃", "三十八点五摄氏度"},
    {"2℃", "两摄氏度"},
    {"36.8°C", "三十六点八摄氏度"},
    {"-5℃", "零下五摄氏度"},
    {"零下5度", "零下五度"},
    {"100km/h", "一百公里每小时"},
    {"5L/min", "五升每分钟"},
    {"120mmHg", "一百二十毫米汞柱"},
    {"血压120/80", "血压一百二十，八十"},
    {"120/80mmHg", "一百二十，八十毫米汞柱"},
    {"心率72次", "心率七十二次"},
    {"心率72bpm", "心率七十二次每分钟"},
    {"血氧98%", "血氧百分之九十八"},
    {"98%", "百分之九十八"},
    {"0.5%", "百分之零点五"},
    {"10%-20%", "百分之十到百分之二十"},
    {"5‰", "千分之五"},
    {"-3", "负三"},
    {"−2", "负二"},
    {"3–5年", "三到五年"},
    {"3-5次", "三到五次"},
    {"2-3天", "两到三天"},
    {"2~3个", "两到三个"},
    {"10—15分钟", "十到十五分钟"},
    {"3到5天", "三到五天"},
    {"3天-5天", "三天到五天"},
    {"38-39℃", "三十八到三十九摄氏度"},
    {"1/2", "二分之一"},
    {"1/2片", "半片"},
    {"3/4", "四分之三"},
    {"2/3杯", "三分之二杯"},
    {"3:2", "三比二"},
    {"比分3:2", "比分三比二"},
    {"比分10:12", "比分十比十二"},
    {"8:30", "八点半"},
    {"8:00", "八点"},
    {"8:05", "八点零五分"},
    {"2:15", "两点十五分"},
    {"14:30", "十四点三十分"},
    {"20:45", "二十点四十五分"},
    {"12:30", "十二点半"},
    {"23:59", "二十三点五十九分"},
    {"8:30-9:30", "八点半到九点半"},
    {"08:30", "八点半"},
    {"2025-11-22", "二零二五年十一月二十二日"},
    {"2025/1/5", "二零二五年一月五日"},
    {"2025.11.22", "二零二五年十一月二十二日"},
    {"2025年", "二零二五年"},
    {"2025年11月22日", "二零二五年十一月二十二日"},
    {"1998年", "一九九八年"},
    {"97年", "九七年"},
    {"80年代", "八十年代"},
    {"25年", "二十五年"},
    {"5年", "五年"},
    {"08年", "零八年"},
    {"11月22日", "十一月二十二日"},
    {"11月2日", "十一月二日"},
    {"1月1日", "一月一日"},
    {"2月2日", "二月二日"},
    {"13812345678", "幺三八幺二三四五六七八"},
    {"138-1234-5678", "幺三八幺二三四五六七八"},
    {"138 1234 5678", "幺三八幺二三四五六七八"},
    {"010-62345678", "零幺零六二三四五六七八"},
    {"400-800-1234", "四零零八零零幺二三四"},
    {"打120", "打幺二零"},
    {"拨打110", "拨打幺幺零"},
    {"119", "幺幺九"},
    {"120", "幺二零"},
    {"打120急救", "打幺二零急救"},
    {"120个", "一百二十个"},
    {"120ml", "一百二十毫升"},
    {"叫120", "叫幺二零"},
    {"999", "九九九"},
    {"12345热线", "幺二三四五热线"},
    {"房间302", "房间三零二"},
    {"302室", "三零二室"},
    {"302房间", "三零二房间"},
    {"302号", "三零二号"},
    {"12号", "十二号"},
    {"8号楼", "八号楼"},
    {"密码1234", "密码幺二三四"},
    {"尾号2580", "尾号二五八零"},
    {"12床", "十二床"},
    {"住305病房", "住三零五病房"},
    {"邮编100080", "邮编幺零零零八零"},
    {"¥12.5", "十二点五元"},
    {"￥100", "一百元"},
    {"$5", "五美元"},
    {"€20", "二十欧元"},
    {"100元", "一百元"},
    {"3.5元", "三点五元"},
    {"10分", "十分"},
    {"满分100", "满分一百"},
    {"3×5", "三乘五"},
    {"3+2=5", "三加二等于五"},
    {"5>3", "五大于三"},
    {"±2", "正负二"},
    {"≥90%", "大于等于百分之九十"},
    {"PM2.5", "PM二点五"},
    {"B12", "B十二"},
    {"CO2", "CO二"},
    {"H1N1", "H一N一"},
    {"RAG-21这款药", "RAG二十一这款药"}, /* the hyphen of a name is no minus */
    {"TDP-43蛋白", "TDP四十三蛋白"},
    {"IL–6升高", "IL六升高"},
    {"新冠COVID-19", "新冠COVID十九"},
    {"温度-5℃", "温度零下五摄氏度"}, /* elsewhere it is one */
    {"得分 -5", "得分 负五"},
    {"R−21等于多少", "R负二十一等于多少"}, /* and a minus sign is one anywhere */
    {"抗GM1抗体", "抗GM一抗体"},
    {"C9orf72", "C九ORF七十二"},
    {"FUS和TARDBP", "FUS和TARDBP"},
    {"ALSFRS-R评分", "ALSFRS R评分"},
    {"1期和2期", "一期和二期"},
    {"NfL升高", "NFL升高"},
    {"是mRNA", "是MRNA"},
    {"用iPhone", "用iPhone"}, /* a word */
    {"5G", "五G"},
    {"4G网", "四G网"},
    {"G20", "G二十"},
    {"A4纸", "A四纸"},
    {"MP3", "MP三"},
    {"CT", "CT"},
    {"CT检查", "CT检查"},
    {"B超", "B超"},
    {"X光", "X光"},
    {"T恤", "T恤"},
    {"K歌", "K歌"},
    {"ICU", "ICU"},
    {"VIP", "VIP"},
    {"ALS", "ALS"},
    {"WiFi", "WiFi"},
    {"我要连WiFi", "我要连WiFi"},
    {"OK", "OK"},
    {"说OK吧", "说OK吧"},
    {"UPS", "UPS"},
    {"app", "APP"},
    {"做MRI", "做MRI"},
    {"iPad没电了", "iPad没电了"},
    {"看YouTube视频", "看YouTube视频"},
    {"你好，Tom", "你好，Tom"},
    {"打开Netflix看电影", "打开Netflix看电影"},
    {"你好！！！", "你好！"},
    {"真的吗？！", "真的吗？"},
    {"好……", "好，"},
    {"等一下——", "等一下，"},
    {"“你好”", " 你好 "},
    {"《红楼梦》", " 红楼梦 "},
    {"（小声）好", "小声，好"},
    {"好😀的", "好 的"},
    {"１２３", "一百二十三"},
    {"ＡＢＣ", "ABC"},
    {"１２：３０", "十二点半"},
    {"1、翻身", "一，翻身"},
    {"①", "一"},
    {"3#", "三号"},
    {"#3", "三号"},
    {"你&我", "你和我"},
    {"50后", "五零后"},
    {"90后", "九零后"},
    {"24小时", "二十四小时"},
    {"7天", "七天"},
    {"1个", "一个"},
    {"1次", "一次"},
    {"1天", "一天"},
    {"100块", "一百块"},
    {"1000米", "一千米"},
    {"11个", "十一个"},
    {"21天", "二十一天"},
    {"第21天", "第二十一天"},
    {"3个2", "三个二"},
    {"1~2", "一到二"},
    {"一会儿", "一会儿"},
    {"2025-11-22 8:30", "二零二五年十一月二十二日 八点半"},
    {"早上8点", "早上八点"},
    {"8点30分", "八点三十分"},
    {"下午3点15", "下午三点十五"},
    {"3.5小时", "三点五小时"},
    {"1.5倍", "一点五倍"},
    {"每2小时翻身1次", "每两小时翻身一次"},
    {"每次200ml，1天5次", "每次两百毫升，一天五次"},
    {"T3", "T三"},
    {"C4-C5", "C四 C五"},
    {"5-6", "五到六"},
    {"12345678901234", "幺二三四五六七八九零幺二三四"},
    {"0.001", "零点零零一"},
    {"180/110", "一百八十，一百一十"},
    {"SpO2 95%", "SPO二 百分之九十五"},
    {"FiO2 40%", "FIO二 百分之四十"},
    {"pH 7.4", "PH 七点四"},
    {"IPAP 16", "IPAP 十六"},
    {"10:30:15", "十点三十分十五秒"},
    {"㎡", "平方米"},
    {"100㎡", "一百平方米"},
    {"25℃左右", "二十五摄氏度左右"},
    {"10000步", "一万步"},
    {"1亿", "一亿"},
    {"3万", "三万"},
    {"2万", "两万"},
    {"2亿", "两亿"},
    {"2千", "两千"},
    {"2百", "两百"},
    {"5千克", "五千克"},
    {"3G", "三G"},
    {"①翻身", "一翻身"},
};

static const struct saying english[] = {
    {"3–5 years", "3 to 5 years"},
    {"3-5 times", "3 to 5 times"},
    {"10%-20%", "10% to 20%"},
    {"38.5℃", "38.5 degrees Celsius"},
    {"37.2 °C", "37.2 degrees Celsius"},
    {"5 ml", "5 millilitres"},
    {"1 ml", "1 millilitre"},
    {"200ml of water", "200 millilitres of water"},
    {"2 kg", "2 kilograms"},
    {"8:30", "8:30"},
    {"at 8:30 pm", "at 8:30 pm"},
    {"8:00", "8 o'clock"},
    {"at 9:00 am", "at 9  am"},
    {"2025-11-22", "November 22, 20 25"},
    {"13812345678", "1 3 8 1 2 3 4 5 6 7 8"},
    {"555-123-4567", "5 5 5 1 2 3 4 5 6 7"},
    {"1/2", "one half"},
    {"3/4 cup", "three quarters cup"},
    {"1/2 tablet", "one half tablet"},
    {"50%", "50%"},
    {"-3", "minus 3"},
    {"-5℃", "minus 5 degrees Celsius"},
    {"$5", "$5"},
    {"$12.50", "$12.50"},
    {"120", "120"},
    {"call 120", "call 1 2 0"},
    {"call 911", "call 9 1 1"},
    {"room 302", "room 3 0 2"},
    {"1st", "1st"},
    {"in 2025", "in 20 25"},
    {"since 1998", "since 19 98"},
    {"3:2", "3 to 2"},
    {"12,000", "12,000"},
    {"3.5", "3.5"},
    {"1 hour", "1 hour"},
    {"I need 2 blankets.", "I need 2 blankets."},
    {"Please wait…", "Please wait,"},
    {"“Hello”", " Hello "},
    {"Turn me, please!", "Turn me, please!"},
    {"I don’t want that", "I don't want that"},
    {"120/80", "120 over 80"},
    {"2–3 days, please", "2 to 3 days, please"},
    {"10:05", "10:05"},
    {"SpO2 95%", "SpO2 95%"},
    {"BiPAP on", "BiPAP on"},
    {"😀 hi", "  hi"},
    {"100 km/h", "100 kilometres an hour"},
    {"It is 20 °C.", "It is 20 degrees Celsius."},
    {"CT scan at 10:30", "CT scan at 10:30"},
    {"What ALS is", "What A.L.S is"}, /* the voice would say "alz" */
    {"the ALSFRS-R", "the A.L.S.F.R.S-R"},
    {"FUS, TARDBP and EMG.", "F.U.S, T.A.R.D.B.P and E.M.G."},
    {"Also, all fuss", "Also, all fuss"}, /* words stay words, also where they begin so */
    {"I ALSO WANT IT", "I ALSO WANT IT"},
    {"NCT01363401", "NCT 0 1 3 6 3 4 0 1"},
    {"B12, from late 2025", "B12, from late 20 25"},
    {"RAG-21 and SOD1", "RAG-21 and SOD1"}, /* no minus here: the voice reads the hyphen as nothing */
};

static void say(const char *text, enum speech_language hint, struct buffer *said)
{
    struct spoken_text spoken;
    spoken_text_init(&spoken);
    normalise_text(&spoken, text, strlen(text), hint);
    int characters = (int)utf8_count(text, strlen(text));
    buffer_clear(said);
    for (int i = 0; i < spoken.count; i++) {
        const struct spoken *item = &spoken.items[i];
        char bytes[4];
        buffer_add(said, bytes, utf8_encode(item->kind == SPOKEN_BREAK ? ' ' : item->character, bytes));
        assert_true(item->first >= 0 && item->count >= 1 && item->first + item->count <= characters);
    }
    spoken_text_destroy(&spoken);
}

static void check(const struct saying *sayings, size_t count, enum speech_language hint)
{
    struct buffer said;
    buffer_init(&said);
    for (size_t i = 0; i < count; i++) {
        say(sayings[i].written, hint, &said);
        if (strcmp(buffer_text(&said), sayings[i].said) != 0)
            fail_msg("%s is said as %s, not as %s", sayings[i].written, buffer_text(&said), sayings[i].said);
    }
    buffer_destroy(&said);
}

static void chinese_as_people_say_it(void **state)
{
    (void)state;
    check(chinese, sizeof chinese / sizeof chinese[0], SPEECH_CHINESE);
}

static void english_as_people_say_it(void **state)
{
    (void)state;
    check(english, sizeof english / sizeof english[0], SPEECH_ENGLISH);
}

static void text_with_hanzi_is_chinese_whatever_the_screen(void **state)
{
    (void)state;
    static const struct saying both[] = {{"我要3片", "我要三片"}, {"OK，2个", "OK，两个"}};
    check(both, 2, SPEECH_CHINESE);
    check(both, 2, SPEECH_ENGLISH);
}

static void digits_keep_their_places(void **state)
{
    (void)state;
    struct spoken_text spoken;
    const char *text = "打120，2ml";
    spoken_text_init(&spoken);
    normalise_text(&spoken, text, strlen(text), SPEECH_CHINESE);
    assert_int_equal(spoken.items[1].character, 0x5E7A); /* 幺 for the 1 */
    assert_int_equal(spoken.items[1].first, 1);
    assert_int_equal(spoken.items[1].count, 1);
    assert_int_equal(spoken.items[5].character, 0x4E24); /* 两 for the 2 */
    assert_int_equal(spoken.items[5].first, 5);
    assert_int_equal(spoken.items[6].first, 6); /* 毫升 for ml */
    assert_int_equal(spoken.items[6].count, 2);
    spoken_text_destroy(&spoken);
}

static void nothing_breaks_it(void **state)
{
    (void)state;
    static const char *const odd[] = {"",
                                      " ",
                                      "\xFF\xFE",
                                      "，。",
                                      "1",
                                      "-",
                                      "1-",
                                      "1/",
                                      "1:",
                                      "¥",
                                      "#",
                                      "99999999999999999999999999999999999999999",
                                      "1,2,3",
                                      "0.",
                                      ".5",
                                      "1.2.3.4",
                                      "%",
                                      "-%",
                                      "2025-13-99",
                                      "25:99",
                                      "😀",
                                      "A-1",
                                      "A-",
                                      "A-1-",
                                      "ALSFRS-",
                                      "ALSFRS-R-S",
                                      "ALS1",
                                      "A1",
                                      "NCT99999999999999999999999999999999999999999",
                                      "mR-"};
    struct buffer said;
    buffer_init(&said);
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        say(odd[i], SPEECH_CHINESE, &said);
        say(odd[i], SPEECH_ENGLISH, &said);
    }
    say("-5", SPEECH_CHINESE, &said);
    assert_string_equal(buffer_text(&said), "负五");
    buffer_destroy(&said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chinese_as_people_say_it),
        cmocka_unit_test(english_as_people_say_it),
        cmocka_unit_test(text_with_hanzi_is_chinese_whatever_the_screen),
        cmocka_unit_test(digits_keep_their_places),
        cmocka_unit_test(nothing_breaks_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
