/* Every label that ships fits its cell, whole words and all, on every size of screen: no "…" anywhere. */
#include "unit_test.h"

#include <dirent.h>

#include "base/buffer.h"
#include "board/board.h"
#include "board/board_parts.h"
#include "board/body_figure.h"
#include "view/cell_fit.h"
#include "view/font.h"

struct desk {
    struct settings settings;
    struct phrase_set phrases;
    struct message message;
    struct page page;
    struct arena arena;
    struct text_measure measure;
    struct evidence_person person;
    struct practice practice;
    int labels;
};

static struct font_set *fonts;

static void read_phrases(struct phrase_set *set, const char *language)
{
    char folder[512], path[1024];
    snprintf(folder, sizeof folder, "%s/phrases/%s", YINIAN_SOURCE_DIR, language);
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    for (struct dirent *entry; (entry = readdir(entries));) {
        if (!strstr(entry->d_name, ".md"))
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        static char bytes[1 << 18];
        FILE *file = fopen(path, "rb");
        assert_non_null(file);
        size_t size = fread(bytes, 1, sizeof bytes, file);
        fclose(file);
        phrase_file_parse(bytes, size, entry->d_name, set, NULL);
    }
    closedir(entries);
}

static void check_page(struct desk *desk, const char *screen, int width, int height, int percent)
{
    struct scene scene = scene_of_page(&desk->page);
    scene.text_percent = percent;
    arena_reset(&desk->arena);
    struct node_tree tree = node_tree_of(&scene, width, height, &desk->arena);
    struct cell_fit *fits = arena_new(&desk->arena, (size_t)desk->page.cell_count, sizeof *fits);
    cell_fit_all(&tree, &desk->page, &desk->measure, fits);
    for (int i = 0; i < desk->page.cell_count; i++) {
        const struct cell *cell = &desk->page.cells[i];
        bool bad =
            fits[i].label_fit.shortened || fits[i].note_fit.shortened || fits[i].label_fit.broken_words;
        if (bad)
            fail_msg("%s at %dx%d, %d %%: \"%s\" (%s) does not fit %dx%d", screen, width, height, percent,
                     cell->label, cell->note ? cell->note : "", node_of_cell(&tree, i)->rect.width,
                     node_of_cell(&tree, i)->rect.height);
        desk->labels += cell->label[0] != '\0';
    }
}

static void check_screen(struct desk *desk, const char *screen, int width, int height, int percent)
{
    const struct board_screen *board = board_find(screen);
    const char *colon = strchr(screen, ':');
    assert_non_null(board);
    for (int number = 0; number < 3; number++) {
        struct board_context context = {.settings = &desk->settings,
                                        .phrases = &desk->phrases,
                                        .message = &desk->message,
                                        .person = &desk->person,
                                        .practice = &desk->practice,
                                        .screen = screen,
                                        .argument = colon ? colon + 1 : "",
                                        .page_number = number,
                                        .body_back = number == 1,
                                        .width_px = width,
                                        .height_px = height};
        board->build(&context, &desk->page);
        board_add_row_exits(&context, &desk->page);
        check_page(desk, screen, width, height, percent);
        if (strcmp(screen, "practice") != 0)
            continue;
        board_practice_run_build(&context, &desk->page);
        check_page(desk, "practice-run", width, height, percent);
    }
}

/* Ten presses at the marked key, so that everything is said that can be. */
static void practise(struct desk *desk)
{
    struct practice_settings settings = {1500, 0, 0};
    practice_start(&desk->practice, &settings, 0);
    for (int i = 0; i < 10; i++) {
        while (!desk->practice.open)
            practice_advance(&desk->practice, practice_deadline(&desk->practice));
        practice_press(&desk->practice, desk->practice.target_since + time_from_ms(500 + 20 * i));
    }
    practice_leave(&desk->practice, PRACTICE_OVER);
    evidence_person_init(&desk->person, 1500);
    practice_teach(&desk->practice, &desk->person);
}

static void check_screens(struct desk *desk, int width, int height, int percent)
{
    static const char *const screens[] = {"home",
                                          "home:standard",
                                          "urgent",
                                          "phrases",
                                          "message",
                                          "history",
                                          "body",
                                          "body:right-shoulder",
                                          "body:right-back-thigh:pain",
                                          "library",
                                          "practice",
                                          "person",
                                          "settings",
                                          "settings:scanning",
                                          "settings:scan_time",
                                          "settings:theme",
                                          "write",
                                          "write:letters",
                                          "write:digits",
                                          "write:punctuation"};
    for (size_t i = 0; i < sizeof screens / sizeof *screens; i++)
        check_screen(desk, screens[i], width, height, percent);
    for (size_t i = 0; i < desk->phrases.count; i++) {
        char screen[128];
        snprintf(screen, sizeof screen, "phrases:%s", desk->phrases.categories[i].id);
        check_screen(desk, screen, width, height, percent);
    }
}

static void every_label_fits(void **state)
{
    (void)state;
    static const int sizes[][2] = {{800, 480},   {480, 800},   {1024, 600}, {1280, 800},
                                   {1920, 1080}, {1080, 1920}, {3840, 2160}};
    static const char *const languages[] = {"zh", "en"};
    for (int l = 0; l < 2; l++) {
        struct desk desk = {.labels = 0, .measure = font_measure(fonts)};
        settings_init(&desk.settings);
        phrase_set_init(&desk.phrases);
        read_phrases(&desk.phrases, languages[l]);
        message_init(&desk.message);
        page_init(&desk.page);
        arena_init(&desk.arena);
        practise(&desk);
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
            check_screens(&desk, sizes[i][0], sizes[i][1], 100);
        check_screens(&desk, 1280, 800, 80);
        assert_true(desk.labels > 5000);
        phrase_set_destroy(&desk.phrases);
        message_destroy(&desk.message);
        page_destroy(&desk.page);
        arena_destroy(&desk.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_label_fits)};
    fonts = font_set_new(false, NULL);
    if (!fonts)
        return 1;
    int failed = cmocka_run_group_tests_name("shipped_labels", tests, NULL, NULL);
    font_set_free(fonts);
    return failed;
}
