#include "speech/reading_rules.h"

#include <string.h>

#include "base/utf8.h"
#include "speech/reading_parts.h"

/* May the rule say how this character is read? Yes where it is a word by itself; where it is part of a word
 * whose reading was put together from characters, too, but without any context only as far as the tone goes.
 */
static bool is_open(const struct line *line, int index, const struct reading_rule *rule)
{
    const struct said *said = &line->said[index];
    toned_syllable wanted;
    if (said->word_length == 1)
        return true;
    toned_parse(rule->pinyin, strlen(rule->pinyin), &wanted);
    bool same_sound = toned_syllable_of(wanted) == toned_syllable_of(said->toned);
    return said->loose && (rule->before || rule->after || same_sound);
}

static bool rule_fits(const struct line *line, int index, const struct reading_rule *rule)
{
    if (rule->reach == RULE_SINGLE && !is_open(line, index, rule))
        return false;
    return (!rule->before || line_ends(line, index, rule->before)) &&
           (!rule->after || line_has(line, index + 1, rule->after));
}

static bool is_about(const struct reading_rule *rule, uint32_t character)
{
    uint32_t about;
    utf8_decode(rule->character, strlen(rule->character), &about);
    return about == character;
}

static void apply(const struct line *line, int index)
{
    uint32_t character = script_at(&line->script, index);
    for (size_t i = 0; i < reading_rule_count; i++) {
        const struct reading_rule *rule = &reading_rules[i];
        if (!is_about(rule, character) || !rule_fits(line, index, rule))
            continue;
        toned_parse(rule->pinyin, strlen(rule->pinyin), &line->said[index].toned);
        return;
    }
}

void reading_apply_rules(const struct line *line)
{
    for (int i = 0; i < line->count; i++)
        if (line->said[i].toned != 0)
            apply(line, i);
}
