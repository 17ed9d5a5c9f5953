#include "unit_test.h"

#include "board/body_figure.h"
#include "view/mark.h"
#include "view/paint.h"

enum { SIDE = 64 };

struct picture {
    uint32_t pixels[SIDE * SIDE];
    struct canvas canvas;
};

static void clear(struct picture *p)
{
    memset(p->pixels, 0, sizeof p->pixels);
    p->canvas = canvas_over(p->pixels, SIDE, SIDE, SIDE);
}

static double area(const struct picture *p)
{
    double sum = 0;
    for (int i = 0; i < SIDE * SIDE; i++)
        sum += (p->pixels[i] & 255) / 255.0;
    return sum;
}

static void fill_shape(struct polygons *shape, const char *text)
{
    polygons_clear(shape);
    assert_true(outline_fill(shape, text, (struct outline_place){.scale = 1}));
}

/* The sum of the coverage is the area of the shape, whatever its place between the pixels. */
static void coverage_is_the_area(void **state)
{
    (void)state;
    struct picture p;
    struct polygons shape;
    polygons_init(&shape);
    clear(&p);
    fill_shape(&shape, "M 10.3 10.7 L 30.3 10.7 L 30.3 20.7 L 10.3 20.7 Z");
    paint_polygons(&p.canvas, &shape, NULL, 0xFFFFFF);
    assert_float_equal(area(&p), 200, 1.5);
    clear(&p);
    fill_shape(&shape, "M 5.5 50.2 L 60.1 55.3 L 33.3 7.7 Z");
    paint_polygons(&p.canvas, &shape, NULL, 0xFFFFFF);
    double twice = (60.1 - 5.5) * (7.7 - 50.2) - (33.3 - 5.5) * (55.3 - 50.2);
    assert_float_equal(area(&p), -twice / 2, 6);
    clear(&p);
    fill_shape(&shape, "O 32 32 20");
    paint_polygons(&p.canvas, &shape, NULL, 0xFFFFFF);
    assert_float_equal(area(&p), 3.14159 * 400, 10);
    polygons_destroy(&shape);
}

static void direction_and_overlap_do_not_matter(void **state)
{
    (void)state;
    struct picture one, other;
    struct polygons shape;
    polygons_init(&shape);
    clear(&one);
    clear(&other);
    fill_shape(&shape, "M 10 10 L 30 10 L 30 30 L 10 30 Z");
    paint_polygons(&one.canvas, &shape, NULL, 0xFFFFFF);
    fill_shape(&shape, "M 10 30 L 30 30 L 30 10 L 10 10 Z M 10 10 L 30 10 L 30 30 L 10 30 Z");
    paint_polygons(&other.canvas, &shape, NULL, 0xFFFFFF);
    assert_memory_equal(one.pixels, other.pixels, sizeof one.pixels);
    polygons_destroy(&shape);
}

static void within_cuts(void **state)
{
    (void)state;
    struct picture p;
    struct polygons shape, within;
    polygons_init(&shape);
    polygons_init(&within);
    clear(&p);
    fill_shape(&shape, "M 10 10 L 30 10 L 30 30 L 10 30 Z");
    fill_shape(&within, "M 20 0 L 60 0 L 60 60 L 20 60 Z");
    paint_polygons(&p.canvas, &shape, &within, 0xFFFFFF);
    assert_float_equal(area(&p), 200, 1);
    assert_int_equal(p.pixels[15 * SIDE + 15], 0);
    polygons_destroy(&shape);
    polygons_destroy(&within);
}

static void paint_everything(const struct canvas *canvas)
{
    struct polygons shape;
    polygons_init(&shape);
    outline_stroke(&shape, "M 5 5 C 20 60 40 -10 60 55", (struct outline_place){.scale = 1}, 5);
    paint_fill(canvas, canvas->clip, 0x202020);
    paint_box(canvas, (struct view_rect){3, 4, 50, 40}, 12, 5, 0xFF0000, 0x00FF00);
    paint_round(canvas, (struct view_rect){20, 20, 9, 30}, 20, 0x0000FF);
    paint_polygons(canvas, &shape, NULL, 0xFFFFFF);
    polygons_destroy(&shape);
}

/* Painting tile by tile gives the same bytes as painting all at once: nothing jumps when a part is drawn again. */
static void the_clip_changes_nothing(void **state)
{
    (void)state;
    struct picture whole, parts;
    clear(&whole);
    clear(&parts);
    paint_everything(&whole.canvas);
    for (int y = 0; y < SIDE; y += 7)
        for (int x = 0; x < SIDE; x += 11) {
            canvas_clip(&parts.canvas, (struct view_rect){x, y, 11, 7});
            paint_everything(&parts.canvas);
        }
    assert_memory_equal(whole.pixels, parts.pixels, sizeof whole.pixels);
}

static void nothing_is_painted_outside_the_clip(void **state)
{
    (void)state;
    struct picture p;
    clear(&p);
    canvas_clip(&p.canvas, (struct view_rect){10, 10, 5, 5});
    paint_everything(&p.canvas);
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
            if (!rect_holds(p.canvas.clip, x, y))
                assert_int_equal(p.pixels[y * SIDE + x], 0);
    canvas_clip(&p.canvas, (struct view_rect){-50, -50, 500, 500});
    assert_true(rect_equal(p.canvas.clip, (struct view_rect){0, 0, SIDE, SIDE}));
    canvas_clip(&p.canvas, (struct view_rect){70, 0, 10, 10});
    paint_everything(&p.canvas); /* an empty clip is no error */
}

static void masks_are_blended(void **state)
{
    (void)state;
    struct picture p;
    const uint8_t mask[] = {0, 255, 128, 255};
    clear(&p);
    paint_mask(&p.canvas, 0, 0, mask, 2, 2, 2, 0xFFFFFF);
    assert_int_equal(p.pixels[0], 0);
    assert_int_equal(p.pixels[1], 0xFFFFFF);
    assert_in_range(p.pixels[SIDE] & 255, 126, 130);
    paint_mask(&p.canvas, SIDE - 1, -1, mask, 2, 2, 2, 0xFF0000); /* half outside */
    assert_in_range(p.pixels[SIDE - 1] >> 16, 126, 130);
}

static void every_sign_is_drawn_inside_its_square(void **state)
{
    (void)state;
    for (int mark = MARK_NONE + 1; mark < MARK_COUNT; mark++) {
        struct polygons shape;
        polygons_init(&shape);
        assert_true(mark_shape((enum cell_mark)mark, 48, &shape));
        assert_true(shape.polygon_count > 0);
        for (int i = 0; i < shape.point_count; i++) {
            assert_true(shape.points[i].x >= 0 && shape.points[i].x <= 48);
            assert_true(shape.points[i].y >= 0 && shape.points[i].y <= 48);
        }
        polygons_destroy(&shape);
    }
}

static void wrong_outlines_are_refused(void **state)
{
    (void)state;
    struct polygons shape;
    polygons_init(&shape);
    struct outline_place place = {.scale = 1};
    assert_false(outline_fill(&shape, "M 1 2 L 3", place));
    assert_false(outline_fill(&shape, "X 1 2", place));
    assert_false(outline_fill(&shape, "M a b", place));
    assert_true(outline_fill(&shape, "", place));
    polygons_destroy(&shape);
}

/* Every part: its outline can be read, its line ends inside it and inside the figure. */
static void every_part_of_the_body_lies_on_the_figure(void **state)
{
    (void)state;
    size_t count;
    const struct body_part *parts = body_parts(&count);
    struct polygons figure, region;
    polygons_init(&figure);
    polygons_init(&region);
    for (int mirrored = 0; mirrored < 2; mirrored++)
        assert_true(outline_fill(&figure, body_silhouette,
                                 (struct outline_place){mirrored ? BODY_FIGURE_WIDTH : 0, 0, 1, mirrored}));
    for (size_t i = 0; i < count; i++) {
        const struct body_part *part = &parts[i];
        polygons_clear(&region);
        assert_true(outline_fill(
            &region, part->region,
            (struct outline_place){part->mirrored ? BODY_FIGURE_WIDTH : 0, 0, 1, part->mirrored}));
        if (!polygons_hold(&region, (float)part->x, (float)part->y) ||
            !polygons_hold(&figure, (float)part->x, (float)part->y))
            fail_msg("%s: (%d, %d) is not on it", part->id, part->x, part->y);
        assert_ptr_equal(body_part_find(part->id), part);
    }
    polygons_destroy(&figure);
    polygons_destroy(&region);
}

/* The person's own left and right: on the front view the right is on the left of the screen. */
static void left_and_right_are_the_persons_own(void **state)
{
    (void)state;
    size_t count;
    const struct body_part *parts = body_parts(&count);
    for (size_t i = 0; i < count; i++) {
        bool right = strncmp(parts[i].id, "right-", 6) == 0, left = strncmp(parts[i].id, "left-", 5) == 0;
        bool front = parts[i].side == BODY_FRONT;
        if (right || left) {
            assert_int_equal(parts[i].x < BODY_FIGURE_WIDTH / 2, right == front);
            assert_int_equal(parts[i].place.x < 500, right == front);
        }
    }
    assert_null(body_part_find("tail"));
    assert_null(body_part_find(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(coverage_is_the_area),
        cmocka_unit_test(direction_and_overlap_do_not_matter),
        cmocka_unit_test(within_cuts),
        cmocka_unit_test(the_clip_changes_nothing),
        cmocka_unit_test(nothing_is_painted_outside_the_clip),
        cmocka_unit_test(masks_are_blended),
        cmocka_unit_test(every_sign_is_drawn_inside_its_square),
        cmocka_unit_test(wrong_outlines_are_refused),
        cmocka_unit_test(every_part_of_the_body_lies_on_the_figure),
        cmocka_unit_test(left_and_right_are_the_persons_own),
    };
    return cmocka_run_group_tests_name("paint", tests, NULL, NULL);
}
