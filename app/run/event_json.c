#include "run/event_json.h"

#include "run/json.h"
#include "run/say.h"

static void list_of_one(struct buffer *out, const char *name, const char *text)
{
    json_name(out, name);
    buffer_add_byte(out, '[');
    if (text)
        json_string(out, text);
    buffer_add_byte(out, ']');
}

static void say_fields(struct buffer *out, const struct effect *effect, const struct utterance *utterance)
{
    struct buffer as = {0};
    say_as(utterance, &as);
    json_text_field(out, "text", effect->text);
    json_text_field(out, "voice", effect->cue ? "cue" : "main");
    json_text_field(out, "as", buffer_text(&as));
    json_text_field(out, "source", effect->cue ? "cue" : "espeak");
    buffer_destroy(&as);
}

static const char *name_of(enum effect_kind kind)
{
    static const char *const names[] = {
        [EFFECT_HIGHLIGHT] = "highlight", [EFFECT_SELECT] = "select",
        [EFFECT_SCREEN] = "screen",       [EFFECT_MESSAGE] = "message",
        [EFFECT_CALL] = "call",           [EFFECT_REST] = "rest",
        [EFFECT_WAKE] = "wake",           [EFFECT_SAID] = "said",
        [EFFECT_WARNING] = "warning",     [EFFECT_SAY] = "say",
        [EFFECT_SAVED] = "saved",         [EFFECT_QUIT] = NULL,
    };
    return names[kind];
}

bool event_json(struct buffer *out, const struct effect *effect, const struct utterance *utterance)
{
    const char *name = name_of(effect->kind);
    if (!name)
        return false;
    buffer_add_byte(out, '{');
    json_number_field(out, "t", time_to_ms(effect->at_us));
    json_text_field(out, "kind", name);
    if (effect->kind == EFFECT_HIGHLIGHT) {
        list_of_one(out, "ids", effect->id);
        list_of_one(out, "labels", effect->label);
    } else if (effect->kind == EFFECT_SELECT) {
        json_text_field(out, "id", effect->id);
        json_text_field(out, "label", effect->label);
    } else if (effect->kind == EFFECT_SAY) {
        say_fields(out, effect, utterance);
    } else if (effect->kind == EFFECT_MESSAGE) {
        json_text_field(out, "text", effect->text);
        json_text_field(out, "reading", effect->reading);
    } else {
        json_text_field(out,
                        effect->kind == EFFECT_SCREEN ? "name"
                        : effect->kind == EFFECT_CALL ? "state"
                                                      : "text",
                        effect->text);
    }
    buffer_add_byte(out, '}');
    return true;
}
