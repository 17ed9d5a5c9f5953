/* How loud something is said (run/say.h). */
#include "unit_test.h"

#include "run/say.h"

static int volume_of(const struct effect *effect)
{
    struct sayer sayer;
    struct settings settings;
    settings_init(&settings);
    settings.language = LANGUAGE_ENGLISH;
    settings.speech_volume = 30;
    settings.cue_volume = 20;
    sayer_init(&sayer, NULL, NULL, NULL);
    int volume = sayer_build(&sayer, effect, &settings).volume_percent;
    sayer_destroy(&sayer);
    return volume;
}

/* Whatever was set for talking beside a bed: a call is to be heard two rooms away. */
static void the_call_is_spoken_at_full_volume(void **state)
{
    (void)state;
    assert_int_equal(
        volume_of(&(struct effect){.kind = EFFECT_SAY, .text = "Please come!", .phrase = "call"}), 200);
    assert_int_equal(volume_of(&(struct effect){.kind = EFFECT_SAY, .text = "Water.", .phrase = "water"}),
                     30);
    assert_int_equal(volume_of(&(struct effect){.kind = EFFECT_SAY, .text = "Please come!"}), 30);
    assert_int_equal(
        volume_of(&(struct effect){.kind = EFFECT_SAY, .text = "Call", .phrase = "call", .cue = true}), 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_call_is_spoken_at_full_volume)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
