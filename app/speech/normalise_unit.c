#include "speech/normalise_parts.h"

#include "base/utf8.h"

#include <string.h>

struct unit {
    const char *sign;
    const char *chinese;
    const char *one;
    const char *many;
};

/* Longer signs before those that they begin with. */
static const struct unit units[] = {
    {"mmol/L", "毫摩尔每升", "millimole per litre", "millimoles per litre"},
    {"mmol/l", "毫摩尔每升", "millimole per litre", "millimoles per litre"},
    {"mg/dL", "毫克每分升", "milligram per decilitre", "milligrams per decilitre"},
    {"mmHg", "毫米汞柱", "millimetre of mercury", "millimetres of mercury"},
    {"cmH2O", "厘米水柱", "centimetre of water", "centimetres of water"},
    {"km/h", "公里每小时", "kilometre an hour", "kilometres an hour"},
    {"m/s", "米每秒", "metre a second", "metres a second"},
    {"L/min", "升每分钟", "litre a minute", "litres a minute"},
    {"l/min", "升每分钟", "litre a minute", "litres a minute"},
    {"ml/h", "毫升每小时", "millilitre an hour", "millilitres an hour"},
    {"mL/h", "毫升每小时", "millilitre an hour", "millilitres an hour"},
    {"mg/d", "毫克每天", "milligram a day", "milligrams a day"},
    {"kcal", "千卡", "kilocalorie", "kilocalories"},
    {"bpm", "次每分钟", "beat a minute", "beats a minute"},
    {"mAh", "毫安时", "milliamp hour", "milliamp hours"},
    {"kWh", "千瓦时", "kilowatt hour", "kilowatt hours"},
    {"min", "分钟", "minute", "minutes"},
    {"km²", "平方公里", "square kilometre", "square kilometres"},
    {"cm²", "平方厘米", "square centimetre", "square centimetres"},
    {"m²", "平方米", "square metre", "square metres"},
    {"m³", "立方米", "cubic metre", "cubic metres"},
    {"mcg", "微克", "microgram", "micrograms"},
    {"μg", "微克", "microgram", "micrograms"},
    {"µg", "微克", "microgram", "micrograms"},
    {"ug", "微克", "microgram", "micrograms"},
    {"ml", "毫升", "millilitre", "millilitres"},
    {"mL", "毫升", "millilitre", "millilitres"},
    {"ML", "毫升", "millilitre", "millilitres"},
    {"㎖", "毫升", "millilitre", "millilitres"},
    {"mg", "毫克", "milligram", "milligrams"},
    {"㎎", "毫克", "milligram", "milligrams"},
    {"kg", "公斤", "kilogram", "kilograms"},
    {"Kg", "公斤", "kilogram", "kilograms"},
    {"KG", "公斤", "kilogram", "kilograms"},
    {"㎏", "公斤", "kilogram", "kilograms"},
    {"km", "公里", "kilometre", "kilometres"},
    {"cm", "厘米", "centimetre", "centimetres"},
    {"CM", "厘米", "centimetre", "centimetres"},
    {"㎝", "厘米", "centimetre", "centimetres"},
    {"mm", "毫米", "millimetre", "millimetres"},
    {"ms", "毫秒", "millisecond", "milliseconds"},
    {"kHz", "千赫", "kilohertz", "kilohertz"},
    {"MHz", "兆赫", "megahertz", "megahertz"},
    {"Hz", "赫兹", "hertz", "hertz"},
    {"kW", "千瓦", "kilowatt", "kilowatts"},
    {"kJ", "千焦", "kilojoule", "kilojoules"},
    {"dB", "分贝", "decibel", "decibels"},
    {"IU", "国际单位", "international unit", "international units"},
    {"℃", "摄氏度", "degree Celsius", "degrees Celsius"},
    {"°C", "摄氏度", "degree Celsius", "degrees Celsius"},
    {"℉", "华氏度", "degree Fahrenheit", "degrees Fahrenheit"},
    {"°F", "华氏度", "degree Fahrenheit", "degrees Fahrenheit"},
    {"°", "度", "degree", "degrees"},
    {"h", "小时", "hour", "hours"},
    {"s", "秒", "second", "seconds"},
    {"g", "克", "gram", "grams"},
    {"l", "升", "litre", "litres"},
    {"L", "升", "litre", "litres"},
    {"m", "米", "metre", "metres"},
    {"V", "伏", "volt", "volts"},
    {"W", "瓦", "watt", "watts"},
};

int unit_find(const struct script *script, int index, const char **chinese, const char **one,
              const char **many)
{
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        int length = (int)utf8_count(units[i].sign, strlen(units[i].sign));
        if (!script_has(script, index, units[i].sign))
            continue;
        if (script_is_letter(script, index + length) || script_is_digit(script, index + length))
            continue;
        *chinese = units[i].chinese;
        *one = units[i].one;
        *many = units[i].many;
        return length;
    }
    return 0;
}
