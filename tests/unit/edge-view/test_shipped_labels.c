/* Every label that ships fits its cell, whole words and all, on every size of screen: no "…" anywhere. */
#include "unit_test.h"

#include <dirent.h>
#include <libintl.h>
#include <locale.h>

#include "base/buffer.h"
#include "base/text.h"
#include "board/board.h"
#include "board/board_parts.h"
#include "board/body_figure.h"
#include "library_desk.h"
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
    struct library_desk library;
    bool english;
    int labels, bad;
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

/* Of an article's note the beginning is enough: how long it takes, that it was read; of a passage some words. */
static bool note_fits(const struct desk *desk, const struct cell *cell, const struct text_fit *fit)
{
    const struct text_line *last = &fit->lines[fit->line_count ? fit->line_count - 1 : 0];
    size_t shown = fit->line_count ? last->offset + last->size : 0;
    bool opens = cell->action.kind == ACTION_OPEN && strncmp(cell->action.argument, "read:", 5) == 0;
    if (!fit->shortened)
        return true;
    if (cell->action.kind == ACTION_READ_GO)
        return shown > 12;
    if (!opens || strcmp(cell->id, "library.go-on") == 0)
        return false;
    const struct article *article = shelf_find(desk->library.reading.shelf, cell->action.argument + 5);
    return shown + strlen(article->summary) >= strlen(cell->note);
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
        bool bad = fits[i].label_fit.shortened || fits[i].label_fit.broken_words ||
                   !note_fits(desk, cell, &fits[i].note_fit);
        if (bad)
            print_error("%s at %dx%d, %d %%: \"%s\" (%s) does not fit %dx%d\n", screen, width, height,
                        percent, cell->label, cell->note ? cell->note : "",
                        node_of_cell(&tree, i)->rect.width, node_of_cell(&tree, i)->rect.height);
        desk->bad += bad;
        desk->labels += cell->label[0] != '\0';
    }
}

static void check_pages(struct desk *desk, const char *screen, int width, int height, int percent, int pages)
{
    const struct board_screen *board = board_find(screen);
    const char *colon = strchr(screen, ':');
    assert_non_null(board);
    library_desk_open(&desk->library, screen, desk->english);
    for (int number = 0; number < pages; number++) {
        struct board_context context = {.settings = &desk->settings,
                                        .phrases = &desk->phrases,
                                        .message = &desk->message,
                                        .person = &desk->person,
                                        .practice = &desk->practice,
                                        .reading = &desk->library.reading,
                                        .english = desk->english,
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

static void check_screen(struct desk *desk, const char *screen, int width, int height, int percent)
{
    check_pages(desk, screen, width, height, percent, 3);
}

/* Everything that the library has; more than there are pages shows the first ones again. */
static void check_library(struct desk *desk, int width, int height, int percent)
{
    static const char *const lists[] = {"library:marked", "library:questions", "library:glossary",
                                        "library:search", "library:howto"};
    static const char *const parts[] = {"read:%s", "reading:%s", "reading:%s:words", "reading:%s:contents"};
    const struct library *library = &desk->library.library;
    const struct shelf *shelf = library_shelf(library, desk->english);
    char screen[96];
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        check_pages(desk, lists[i], width, height, percent, 24);
    for (int i = 0; i < shelf->group_count; i++) {
        snprintf(screen, sizeof screen, "library:%s", shelf->groups[i].id);
        check_screen(desk, screen, width, height, percent);
    }
    for (int i = 0; i < shelf->count * 4; i++) {
        snprintf(screen, sizeof screen, parts[i % 4], shelf->articles[i / 4].id);
        check_screen(desk, screen, width, height, percent);
    }
    for (int i = 0; i < library->glossary.term_count; i++) {
        snprintf(screen, sizeof screen, "term:%s", library->glossary.terms[i].id);
        check_pages(desk, screen, width, height, percent, 1);
    }
}

/* Every article was opened and read, and something in it is marked. */
static void read_library(struct desk *desk)
{
    const struct shelf *shelf = library_shelf(&desk->library.library, desk->english);
    char key[READING_KEY_BYTES];
    for (int i = 0; i < shelf->count; i++) {
        reading_key(key, desk->english ? "en" : "zh", &shelf->articles[i]);
        reading_set_place(&desk->library.state, key, 0);
        reading_set_read(&desk->library.state, key);
        reading_toggle_mark(&desk->library.state, key, 0, 1);
    }
}

/* Ten presses at the marked key, so that everything is said that can be. */
static void practise(struct desk *desk)
{
    struct practice_settings settings = {.scan_time_ms = 1500};
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
    check_library(desk, width, height, percent);
}

/* As the program does: C.UTF-8 is in every glibc, LANGUAGE picks the catalogue. */
static void speak(bool english)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    setlocale(LC_MESSAGES, "C.UTF-8");
    bindtextdomain("yinian", YINIAN_LOCALE_DIR);
    bind_textdomain_codeset("yinian", "UTF-8");
    setenv("LANGUAGE", english ? "en" : "zh_CN", 1);
    textdomain("yinian");
    assert_int_equal(strcmp(_("Library"), "Library") == 0, english);
}

static void every_label_fits(void **state)
{
    (void)state;
    static const int sizes[][2] = {{800, 480},   {480, 800},   {1024, 600}, {1280, 800},
                                   {1920, 1080}, {1080, 1920}, {3840, 2160}};
    static const char *const languages[] = {"zh", "en"};
    for (int l = 0; l < 2; l++) {
        struct desk desk = {.labels = 0, .english = l == 1, .measure = font_measure(fonts)};
        speak(l == 1);
        settings_init(&desk.settings);
        phrase_set_init(&desk.phrases);
        read_phrases(&desk.phrases, languages[l]);
        message_init(&desk.message);
        page_init(&desk.page);
        arena_init(&desk.arena);
        practise(&desk);
        library_desk_init(&desk.library, true);
        read_library(&desk);
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
            check_screens(&desk, sizes[i][0], sizes[i][1], 100);
        check_screens(&desk, 1280, 800, 80);
        assert_int_equal(desk.bad, 0);
        assert_true(desk.labels > 40000);
        library_desk_destroy(&desk.library);
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
