/* Where traditional characters are wanted the fonts have them in Taiwan's forms: the comma stands in the middle. */
#include "unit_test.h"

#include "view/font.h"

static struct text_mask draw(bool traditional, const char *text)
{
    struct font_set *fonts = font_set_new(traditional, NULL);
    assert_non_null(fonts);
    assert_true(font_covers(fonts, 0x9AEE)); /* 髮 */
    struct text_mask mask = font_render(fonts, text, strlen(text), FONT_REGULAR, 64);
    assert_non_null(mask.bytes);
    font_set_free(fonts);
    return mask;
}

static bool same(const struct text_mask *a, const struct text_mask *b)
{
    return a->width == b->width && a->height == b->height && a->left == b->left && a->top == b->top &&
           memcmp(a->bytes, b->bytes, (size_t)a->width * (size_t)a->height) == 0;
}

static void compare(const char *text, bool wanted)
{
    struct text_mask mainland = draw(false, text), taiwan = draw(true, text);
    assert_int_equal(same(&mainland, &taiwan), wanted);
    free(mainland.bytes);
    free(taiwan.bytes);
}

static void taiwans_forms_are_others(void **state)
{
    (void)state;
    compare("，", false);
    compare("骨", false);
    compare("一", true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(taiwans_forms_are_others)};
    return cmocka_run_group_tests_name("font_script", tests, NULL, NULL);
}
