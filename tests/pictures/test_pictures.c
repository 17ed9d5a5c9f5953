/* Pictures that must come out byte by byte as they did when somebody looked at them, and what must be so of every
 * picture. `test_pictures --update` draws the golden ones anew: look at them before you commit them. */
#include "unit_test.h"

#include "base/buffer.h"
#include "sample_pages.h"
#include "view/draw.h"
#include "view/font.h"

static struct painter *painter;
static struct text_measure measure;

struct golden {
    const char *name;
    int width, height;
    enum theme theme;
    bool english;
};

static const struct golden goldens[] = {
    {"home", 800, 480, THEME_DARK, false},
    {"write", 480, 800, THEME_LIGHT, false},
    {"phrases", 800, 480, THEME_LIGHT, true},
    {"body-back", 800, 480, THEME_DARK, false},
    {"settings", 800, 480, THEME_HIGH_CONTRAST, true},
    {"silent", 800, 480, THEME_DARK, false},
    {"show", 800, 480, THEME_DARK, false},
    {"show", 480, 800, THEME_LIGHT, true},
    {"show-turned", 800, 480, THEME_HIGH_CONTRAST, true},
    {"show-turned", 1280, 800, THEME_LIGHT, false},
    {"gaze-key-35", 1280, 800, THEME_DARK, false},
    {"gaze-word-80", 800, 480, THEME_LIGHT, true},
    {"gaze-action-80", 800, 480, THEME_HIGH_CONTRAST, false},
    {"gaze-urgent-35", 800, 480, THEME_LIGHT, false},
    {"gaze-kept", 1920, 1080, THEME_DARK, true},
    {"gaze-tints", 800, 480, THEME_HIGH_CONTRAST, true},
    {"gaze-notice", 800, 480, THEME_DARK, true},
    {"gaze-said", 800, 480, THEME_LIGHT, false},
    {"gaze-rest", 800, 480, THEME_DARK, false},
    {"gaze-blocks", 800, 480, THEME_DARK, false},
    {"gaze-block", 800, 480, THEME_LIGHT, true},
    {"gaze-point-corner", 1280, 800, THEME_LIGHT, true},
    {"gaze-point-middle", 800, 480, THEME_DARK, false},
    {"read-sentence", 1280, 800, THEME_LIGHT, false},
    {"read-callout", 800, 480, THEME_LIGHT, true},
    {"read-sentence", 800, 480, THEME_HIGH_CONTRAST, true},
    {"read-callout", 1280, 800, THEME_HIGH_CONTRAST, false},
    {"read-gaze", 800, 480, THEME_DARK, false},
    {"read-blocks", 800, 480, THEME_LIGHT, true},
    {"read-list", 480, 800, THEME_DARK, true},
};
enum { OTHERS = sizeof goldens / sizeof *goldens, GOLDEN_BYTES_AT_MOST = 200 * 1024 };

/* Every kind of page to read, in both languages, at three sizes. */
static const char *const read_names[] = {"read-title", "read-list", "read-callout", "read-sentence",
                                         "read-last"};
static const int read_sizes[][2] = {{800, 480}, {1280, 800}, {1920, 1080}};
enum { READ_NAMES = 5, READ_SIZES = 3, GOLDENS = OTHERS + READ_NAMES * READ_SIZES * 2 };

static struct golden golden_at(int index)
{
    if (index < OTHERS)
        return goldens[index];
    int size = (index - OTHERS) / 2 % READ_SIZES, name = (index - OTHERS) / 2 / READ_SIZES;
    return (struct golden){read_names[name], read_sizes[size][0], read_sizes[size][1], THEME_DARK,
                           (index - OTHERS) % 2};
}

static void golden_path(const struct golden *golden, char *path, size_t size)
{
    static const char *const themes[] = {"dark", "light", "contrast"};
    char which[32] = "";
    if (strncmp(golden->name, "read-", 5) == 0) /* these are there more than once */
        snprintf(which, sizeof which, "-%s-%s", themes[golden->theme], golden->english ? "en" : "zh");
    snprintf(path, size, "%s/tests/pictures/golden/%s%s-%dx%d.png", YINIAN_SOURCE_DIR, golden->name, which,
             golden->width, golden->height);
}

static int draw_golden(const struct golden *golden, const char *path)
{
    struct sample sample;
    assert_true(sample_build(&sample, golden->name, golden->english, golden->theme));
    sample_fit(&sample, golden->width, golden->height, &measure);
    int error = painter_shot(painter, &sample.scene, golden->width, golden->height, path);
    sample_destroy(&sample);
    return error;
}

static void read_file(const char *path, struct buffer *bytes)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s is not there; test_pictures --update draws it", path);
    char block[4096];
    for (size_t got; (got = fread(block, 1, sizeof block, file)) > 0;)
        buffer_add(bytes, block, got);
    fclose(file);
}

static void pictures_are_as_they_were(void **state)
{
    (void)state;
    for (int i = 0; i < GOLDENS; i++) {
        char path[512], now[64];
        struct buffer before = {0}, after = {0};
        struct golden golden = golden_at(i);
        golden_path(&golden, path, sizeof path);
        snprintf(now, sizeof now, "/tmp/yinian-picture-%d.png", i);
        assert_int_equal(draw_golden(&golden, now), 0);
        read_file(path, &before);
        read_file(now, &after);
        assert_true(before.size <= GOLDEN_BYTES_AT_MOST);
        if (before.size != after.size || memcmp(before.bytes, after.bytes, before.size) != 0)
            fail_msg("%s is drawn otherwise now: see %s; if that is right, test_pictures --update", path,
                     now);
        remove(now);
        buffer_destroy(&before);
        buffer_destroy(&after);
    }
}

struct picture {
    uint32_t *pixels;
    struct canvas canvas;
};

static struct picture new_picture(int width, int height)
{
    struct picture picture = {.pixels = test_calloc((size_t)width * (size_t)height, sizeof(uint32_t))};
    picture.canvas = canvas_over(picture.pixels, width, height, width);
    return picture;
}

/* What the window does: only what changed from one scene to the next is drawn. Then all of it must be right. */
static void parts_drawn_again_give_the_whole_picture(void **state)
{
    (void)state;
    enum { WIDTH = 800, HEIGHT = 480 };
    struct picture parts = new_picture(WIDTH, HEIGHT), whole = new_picture(WIDTH, HEIGHT);
    struct node_trace trace;
    struct arena arena;
    node_trace_init(&trace);
    arena_init(&arena);
    for (int n = 0; sample_names[n]; n++) {
        struct sample sample;
        sample_build(&sample, sample_names[n], n % 2, THEME_DARK);
        sample_fit(&sample, WIDTH, HEIGHT, &measure);
        int cells = sample.page.cell_count, rows = sample.page.row_count;
        for (int step = 0; step < 12; step++) {
            sample.scene.lit_row = step < 5 && rows ? step % rows : -1;
            sample.scene.within_row = step >= 5 && rows ? (step - 5) / 3 % rows : -1;
            sample.scene.lit_cell = step >= 5 && cells ? step * 5 % cells : -1;
            sample.scene.taken_cell = step == 10 && cells ? 0 : -1;
            sample.scene.held = step == 7;
            sample.scene.dwell = step == 8 ? 0.6f : 0;
            sample.scene.kept_cell = step >= 9 && cells ? 1 % cells : -1;
            sample.scene.kept_dwell = 0.7f;
            sample.scene.corners_seen = step % 3;
            sample.page.point.width = 1000 - step * 80;
            sample.scene.read_first += sample.scene.read_size ? 3 : 0; /* what is read goes on */
            sample.scene.read_word_first += sample.scene.read_size ? 6 : 0;
            struct node_tree tree = node_tree_of(&sample.scene, WIDTH, HEIGHT, &arena);
            struct dirty dirty;
            node_trace_advance(&trace, &tree, &dirty);
            for (int i = 0; i < dirty.count; i++) {
                canvas_clip(&parts.canvas, dirty.rects[i]);
                painter_draw(painter, &sample.scene, &tree, &parts.canvas);
            }
            painter_draw(painter, &sample.scene, &tree, &whole.canvas);
            if (memcmp(parts.pixels, whole.pixels, (size_t)WIDTH * HEIGHT * sizeof(uint32_t)) != 0)
                fail_msg("%s, step %d: drawn in parts it looks otherwise", sample_names[n], step);
            arena_reset(&arena);
        }
        sample_destroy(&sample);
    }
    node_trace_destroy(&trace);
    arena_destroy(&arena);
    test_free(parts.pixels);
    test_free(whole.pixels);
}

static void wrong_sizes_are_refused(void **state)
{
    (void)state;
    struct sample sample;
    sample_build(&sample, "home", false, THEME_DARK);
    assert_int_not_equal(painter_shot(painter, &sample.scene, 0, 100, "/tmp/yinian-none.png"), 0);
    assert_int_not_equal(painter_shot(painter, &sample.scene, 100, 20000, "/tmp/yinian-none.png"), 0);
    sample_destroy(&sample);
}

int main(int count, char **words)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pictures_are_as_they_were),
        cmocka_unit_test(parts_drawn_again_give_the_whole_picture),
        cmocka_unit_test(wrong_sizes_are_refused),
    };
    int failed = 0;
    painter = painter_new(NULL);
    measure = font_measure(painter_fonts(painter));
    if (count > 1 && strcmp(words[1], "--update") == 0)
        for (int i = 0; i < GOLDENS; i++) {
            char path[512];
            struct golden golden = golden_at(i);
            golden_path(&golden, path, sizeof path);
            failed |= draw_golden(&golden, path);
        }
    else
        failed = cmocka_run_group_tests_name("pictures", tests, NULL, NULL);
    painter_free(painter);
    return failed;
}
