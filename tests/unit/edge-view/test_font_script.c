/* Where traditional characters are wanted the fonts have them in Taiwan's forms: the comma stands in the middle.
 * Quotation marks are half as wide as a character, in whatever script: their ink stands within that half. */
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

static void check_quotation_mark(struct font_set *fonts, const char *mark, uint32_t character)
{
    for (int weight = 0; weight < FONT_WEIGHT_COUNT; weight++) {
        struct text_measure measure = font_measure_of(fonts, (enum font_weight)weight);
        assert_int_equal(measure.advance(measure.context, character), 500);
        struct text_mask alone = font_render(fonts, mark, strlen(mark), (enum font_weight)weight, 100);
        assert_true(alone.width > 0 && alone.left >= 0 && alone.left + alone.width <= 50);
        char text[16];
        snprintf(text, sizeof text, "我%s", mark);
        struct text_mask behind = font_render(fonts, text, strlen(text), (enum font_weight)weight, 100);
        assert_int_equal(behind.left + behind.width, 100 + alone.left + alone.width);
        assert_int_equal(font_pen_width(fonts, text, strlen(text), (enum font_weight)weight, 100), 150);
        free(alone.bytes);
        free(behind.bytes);
    }
}

static void quotation_marks_are_half_as_wide(void **state)
{
    (void)state;
    for (int traditional = 0; traditional < 2; traditional++) {
        struct font_set *fonts = font_set_new(traditional, NULL);
        assert_non_null(fonts);
        check_quotation_mark(fonts, "“", 0x201C);
        check_quotation_mark(fonts, "”", 0x201D);
        check_quotation_mark(fonts, "‘", 0x2018);
        check_quotation_mark(fonts, "’", 0x2019);
        font_set_free(fonts);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(quotation_marks_are_half_as_wide),
                                       cmocka_unit_test(taiwans_forms_are_others)};
    return cmocka_run_group_tests_name("font_script", tests, NULL, NULL);
}
