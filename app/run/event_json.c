#include "run/event_json.h"

#include "run/json.h"
#include "run/say.h"

static void list(struct buffer *out, const char *name, const char *const *texts, int count)
{
    json_name(out, name);
    buffer_add_byte(out, '[');
    for (int i = 0; i < count; i++) {
        if (i > 0)
            buffer_add_byte(out, ',');
        json_string(out, texts[i]);
    }
    buffer_add_byte(out, ']');
}

static void highlight_fields(struct buffer *out, const struct effect *effect)
{
    bool set = effect->id_count > 0;
    int count = set ? effect->id_count : effect->id ? 1 : 0;
    list(out, "ids", set ? effect->ids : &effect->id, count);
    list(out, "labels", set ? effect->labels : &effect->label, count);
}

static void say_fields(struct buffer *out, const struct effect *effect, const struct utterance *utterance)
{
    struct buffer as = {0};
    say_as(utterance, &as);
    json_text_field(out, "text", effect->text);
    json_text_field(out, "voice", effect->cue ? "cue" : "main");
    json_text_field(out, "as", buffer_text(&as));
    json_text_field(out, "source", effect->cue ? "cue" : utterance->sample_count ? "recording" : "espeak");
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
        [EFFECT_SAVED] = "saved",         [EFFECT_COPY] = "copy",
        [EFFECT_SAVE_TEXT] = "save-text", [EFFECT_SEND] = "send",
        [EFFECT_PAPER] = "paper",         [EFFECT_CALL_COMMAND] = "call-command",
        [EFFECT_QUIT] = NULL,
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
        highlight_fields(out, effect);
    } else if (effect->kind == EFFECT_SELECT) {
        json_text_field(out, "id", effect->id);
        json_text_field(out, "label", effect->label);
    } else if (effect->kind == EFFECT_SAY) {
        say_fields(out, effect, utterance);
    } else if (effect->kind == EFFECT_MESSAGE) {
        json_text_field(out, "text", effect->text);
        json_text_field(out, "reading", effect->reading);
    } else if (effect->kind == EFFECT_CALL_COMMAND) {
        json_text_field(out, "text", effect->text);
        json_text_field(out, "state", effect->id);
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
