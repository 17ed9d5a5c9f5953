#include "unit_test.h"

#include "view/theme.h"

/* WCAG 2.1 gives these: black on white 21 : 1, mid grey #777777 on white 4.48 : 1. */
static void contrast_is_that_of_wcag(void **state)
{
    (void)state;
    assert_float_equal(theme_contrast(0x000000, 0xFFFFFF), 21.0, 0.001);
    assert_float_equal(theme_contrast(0x777777, 0xFFFFFF), 4.48, 0.01);
    assert_float_equal(theme_contrast(0xFFFFFF, 0x777777), 4.48, 0.01);
    assert_float_equal(theme_luminance(0xFF0000), 0.2126, 0.0001);
}

static void at_least(double wanted, colour text, colour fill, const char *what, int theme, int number)
{
    double contrast = theme_contrast(text, fill);
    if (contrast < wanted)
        fail_msg("theme %d, %s %d: #%06X on #%06X is %.2f : 1, wanted %.1f", theme, what, number, text, fill,
                 contrast, wanted);
}

static void check_cell(int theme, int role, int tint, int state, int dim)
{
    struct cell_colours c = theme_cell((enum theme)theme, (enum cell_role)role, (enum cell_tint)tint,
                                       (enum cell_state)state, dim);
    double wanted = dim == DIM_TWICE && state == STATE_PLAIN ? 4.5 : 7.0;
    at_least(wanted, c.text, c.fill, "text of role", theme, role * 100 + tint * 10 + state);
    at_least(wanted, c.weak, c.fill, "note of role", theme, role * 100 + tint * 10 + state);
    if (dim == DIM_NONE) /* a sign is a graphic: 3 : 1 (WCAG 1.4.11) */
        at_least(3.0, c.mark, c.fill, "sign of role", theme, role * 100 + tint * 10 + state);
}

static void every_text_can_be_read(void **state)
{
    (void)state;
    for (int theme = 0; theme < THEME_COUNT; theme++)
        for (int role = 0; role < CELL_ROLE_COUNT; role++)
            for (int tint = 0; tint < TINT_COUNT; tint++)
                for (int s = 0; s < STATE_COUNT; s++)
                    for (int dim = 0; dim < DIM_COUNT; dim++)
                        check_cell(theme, role, tint, s, dim);
}

static void every_text_of_the_page_can_be_read(void **state)
{
    (void)state;
    for (int t = 0; t < THEME_COUNT; t++) {
        const struct page_colours *c = theme_page((enum theme)t);
        at_least(7, c->text, c->surface, "title", t, 0);
        at_least(7, c->weak, c->surface, "clock", t, 0);
        at_least(7, c->bar_text, c->bar, "message", t, 0);
        at_least(7, c->bar_weak, c->bar, "hint", t, 0);
        at_least(7, c->reading, c->bar, "reading", t, 0);
        at_least(7, c->spoken_text, c->spoken, "spoken", t, 0);
        at_least(3, c->spoken, c->bar, "spoken fill", t, 0);
        at_least(3, c->caret, c->bar, "caret", t, 0);
        at_least(7, c->notice_text, c->notice, "notice", t, 0);
        at_least(7, c->paused_text, c->paused, "paused", t, 0);
        at_least(7, c->rest_text, c->rest_surface, "rest", t, 0);
        at_least(7, c->call_text_low, c->call_low, "call, dark half", t, 0);
        at_least(7, c->call_text_high, c->call_high, "call, bright half", t, 0);
        at_least(3, c->call_low, c->call_high, "the two halves of the flash", t, 0);
    }
}

/* Whatever lies behind the words of an article: the page, a callout, the sentence that is read. */
static void an_article_can_be_read(void **state)
{
    (void)state;
    for (int t = 0; t < THEME_COUNT; t++) {
        const struct page_colours *c = theme_page((enum theme)t);
        colour grounds[] = {c->surface, c->callout, c->sentence};
        for (int i = 0; i < 3; i++) {
            at_least(7, c->text, grounds[i], "text", t, i);
            at_least(7, c->doubt, grounds[i], "mark", t, i);
            at_least(3, c->spoken, grounds[i], "the word", t, i);
        }
        at_least(3, c->callout_bar, c->callout, "bar of a callout", t, 0);
        at_least(3, c->callout_bar, c->surface, "bar of a callout", t, 1);
        at_least(1.1, c->callout, c->surface, "frame of a callout", t, 0);
        at_least(1.3, c->sentence, c->surface, "sentence", t, 0);
        at_least(1.2, c->sentence, c->callout, "sentence", t, 1);
        at_least(3, theme_mix(c->sentence, c->spoken, 150), c->surface, "line below the sentence", t, 0);
        at_least(3, theme_mix(c->sentence, c->spoken, 150), c->callout, "line below the sentence", t, 1);
        at_least(3, c->progress, c->surface, "progress", t, 0);
        at_least(3, c->progress, c->progress_left, "progress", t, 1);
    }
}

/* What is lit must be seen from the other end of the room: its fill or the frame around it against its neighbours,
 * dimmed as they then are. */
static void lit_stands_out(void **state)
{
    (void)state;
    for (int t = 0; t < THEME_COUNT; t++) {
        const struct page_colours *page = theme_page((enum theme)t);
        at_least(7, page->lit, page->surface, "frame against the page", t, 0);
        at_least(4.5, page->lit, page->figure, "lit part against the figure", t, 0);
        for (int role = 0; role < CELL_ROLE_COUNT; role++)
            for (int tint = 0; tint < TINT_COUNT; tint++) {
                struct cell_colours plain = theme_cell((enum theme)t, (enum cell_role)role,
                                                       (enum cell_tint)tint, STATE_PLAIN, DIM_ONCE);
                struct cell_colours lit =
                    theme_cell((enum theme)t, (enum cell_role)role, (enum cell_tint)tint, STATE_LIT, 0);
                struct cell_colours taken =
                    theme_cell((enum theme)t, (enum cell_role)role, (enum cell_tint)tint, STATE_TAKEN, 0);
                at_least(4.5, lit.fill, plain.fill, "lit against plain", t, role * 10 + tint);
                at_least(4.5, page->lit, plain.fill, "frame against plain", t, role * 10 + tint);
                at_least(3, taken.fill, plain.fill, "taken against plain", t, role * 10 + tint);
            }
    }
}

/* What lights up next is known by its outline, which must not be taken for what is lit. */
static void what_is_next_is_seen_and_not_taken_for_lit(void **state)
{
    (void)state;
    for (int t = 0; t < THEME_COUNT; t++) {
        const struct page_colours *page = theme_page((enum theme)t);
        at_least(4.5, page->next, page->surface, "outline against the page", t, 0);
        for (int role = 0; role < CELL_ROLE_COUNT; role++)
            for (int tint = 0; tint < TINT_COUNT; tint++)
                for (int dim = DIM_NONE; dim <= DIM_ONCE; dim++) {
                    struct cell_colours plain = theme_cell((enum theme)t, (enum cell_role)role,
                                                           (enum cell_tint)tint, STATE_PLAIN, dim);
                    at_least(4.5, page->next, plain.fill, "outline against its fill", t, role * 10 + tint);
                }
    }
    for (int height = 480; height <= 2160; height += 120) {
        struct scale scale = scale_of(height * 16 / 9, height, 100);
        assert_true(scale.next_px >= 2);
        assert_true(scale.next_px * 5 <= scale.lit_px * 3); /* the fill apart */
    }
    assert_int_equal(scale_of(1920, 1080, 100).next_px, 6);
}

/* What is looked at keeps its fill, is outlined, and fills from its middle: the label stands on both. */
static void check_looked(int theme, int role, int tint)
{
    const struct page_colours *page = theme_page((enum theme)theme);
    struct cell_colours plain =
        theme_cell((enum theme)theme, (enum cell_role)role, (enum cell_tint)tint, STATE_PLAIN, DIM_NONE);
    struct cell_colours looked =
        theme_cell((enum theme)theme, (enum cell_role)role, (enum cell_tint)tint, STATE_LOOKED, DIM_NONE);
    colour kept = theme_kept_fill((enum theme)theme, (enum cell_role)role, (enum cell_tint)tint);
    int number = role * 10 + tint;
    assert_int_equal(looked.fill, plain.fill);
    at_least(7, looked.text, looked.fill, "label on its own fill", theme, number);
    at_least(7, looked.weak, looked.fill, "note on its own fill", theme, number);
    at_least(7, looked.text, page->looked_fill, "label on what fills it", theme, number);
    at_least(7, looked.weak, page->looked_fill, "note on what fills it", theme, number);
    at_least(7, looked.text, kept, "label on what is kept", theme, number);
    at_least(7, looked.weak, kept, "note on what is kept", theme, number);
    at_least(3, looked.mark, page->looked_fill, "sign on what fills it", theme, number);
    at_least(4.5, looked.border, plain.fill, "outline against its fill", theme, number);
    at_least(4.5, looked.border, page->surface, "outline against the page", theme, number);
    at_least(3, page->looked, page->looked_fill, "outline against what fills it", theme, number);
    at_least(3, page->looked_edge, plain.fill, "edge of what fills it against its fill", theme, number);
    at_least(1.25, page->looked_fill, plain.fill, "what fills it against its fill", theme, number);
    assert_true(theme_contrast(kept, plain.fill) < theme_contrast(page->looked_fill, plain.fill));
    at_least(1.1, kept, plain.fill, "what is kept against its fill", theme, number);
}

static void what_is_looked_at_is_seen_and_its_label_read(void **state)
{
    (void)state;
    for (int t = 0; t < THEME_COUNT; t++) {
        for (int role = 0; role < CELL_ROLE_COUNT; role++)
            for (int tint = 0; tint < TINT_COUNT; tint++)
                check_looked(t, role, tint);
        const struct page_colours *page = theme_page((enum theme)t);
        at_least(3, page->corner, page->surface, "corners", t, 0);
        at_least(3, page->rest_corner, page->rest_surface, "corners at rest", t, 0);
    }
    for (int height = 480; height <= 2160; height += 120)
        assert_true(scale_of(height * 16 / 9, height, 100).look_px >= 3);
    assert_int_equal(scale_of(1920, 1080, 100).look_px, 6);
}

static void dimming_goes_one_way(void **state)
{
    (void)state;
    for (int t = 0; t < THEME_COUNT; t++)
        for (int role = 0; role < CELL_ROLE_COUNT; role++) {
            double before = 22;
            for (int dim = 0; dim < DIM_COUNT; dim++) {
                struct cell_colours c =
                    theme_cell((enum theme)t, (enum cell_role)role, TINT_NONE, STATE_PLAIN, dim);
                double contrast = theme_contrast(c.text, c.fill);
                assert_true(contrast <= before + 0.01);
                before = contrast;
            }
        }
}

static void sizes_follow_the_screen(void **state)
{
    (void)state;
    struct scale hd = scale_of(1920, 1080, 100);
    assert_int_equal(hd.unit_milli, 8000);
    assert_int_equal(hd.type_px[TYPE_42], 42);
    assert_int_equal(hd.gap_px, 12);
    struct scale turned = scale_of(1080, 1920, 100);
    assert_int_equal(turned.unit_milli, hd.unit_milli);
    struct scale large = scale_of(3840, 2160, 100);
    assert_int_equal(large.type_px[TYPE_42], 84);
    struct scale small = scale_of(800, 480, 80);
    assert_int_equal(small.type_px[TYPE_SMALLEST], TYPE_PX_AT_LEAST);
    assert_int_equal(scale_of(1920, 1080, 160).type_px[TYPE_42], 67);
    assert_int_equal(scale_of(1920, 1080, 500).type_px[TYPE_42], 67);
}

static void lit_border_is_thick_enough_and_the_gutter_holds_it(void **state)
{
    (void)state;
    for (int width = 320; width <= 3840; width += 40)
        for (int height = 240; height <= 2160; height += 40) {
            struct scale s = scale_of(width, height, 100);
            int shorter = width < height ? width : height;
            assert_true(s.lit_px * 1080 >= shorter * 8);
            /* The frame stands in the gutter and at the margin without touching a neighbour. */
            assert_true((s.gap_px + s.lit_px) / 2 <= s.gap_px + 1);
            for (int i = 1; i < TYPE_COUNT; i++)
                assert_true(s.type_px[i] >= s.type_px[i - 1]);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contrast_is_that_of_wcag),
        cmocka_unit_test(every_text_can_be_read),
        cmocka_unit_test(every_text_of_the_page_can_be_read),
        cmocka_unit_test(an_article_can_be_read),
        cmocka_unit_test(lit_stands_out),
        cmocka_unit_test(what_is_next_is_seen_and_not_taken_for_lit),
        cmocka_unit_test(what_is_looked_at_is_seen_and_its_label_read),
        cmocka_unit_test(dimming_goes_one_way),
        cmocka_unit_test(sizes_follow_the_screen),
        cmocka_unit_test(lit_border_is_thick_enough_and_the_gutter_holds_it),
    };
    return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
