/* The library as boards look at it, for tests: an empty one, or what ships in content/. */
#ifndef YINIAN_TESTS_LIBRARY_DESK_H
#define YINIAN_TESTS_LIBRARY_DESK_H

#include "unit_test.h"

#include <stdlib.h>

#include "board/board.h"
#include "whole_file.h"

enum { LIBRARY_DESK_ARTICLES = 31 };

struct library_desk {
    struct library library;
    struct reading_state state;
    struct board_reading reading; /* for a context; stays while the desk stands */
};

/* `article` L01 … of content/; false: there is none in this language. */
static inline bool library_desk_path(char path[512], const char *folder, const char *name)
{
    snprintf(path, 512, "%s/content/%s/%s", YINIAN_SOURCE_DIR, folder, name);
    FILE *file = fopen(path, "rb");
    if (file)
        fclose(file);
    return file != NULL;
}

static inline void library_desk_shelf(struct shelf *shelf, const char *language)
{
    char path[512], name[16];
    for (int i = 1; i <= LIBRARY_DESK_ARTICLES; i++) {
        size_t size;
        snprintf(name, sizeof name, "L%02d.md", i);
        assert_true(library_desk_path(path, language, name));
        char *bytes = whole_file(path, &size);
        assert_true(shelf_add(shelf, bytes, size, path, false, NULL));
        free(bytes);
    }
    shelf_sort(shelf);
}

static inline void library_desk_terms(struct glossary *glossary)
{
    char path[512];
    size_t size;
    assert_true(library_desk_path(path, "glossary", "terms.tsv"));
    char *bytes = whole_file(path, &size);
    assert_true(glossary_add_terms(glossary, bytes, size, path, NULL));
    free(bytes);
}

static inline void library_desk_questions(struct questions *questions)
{
    char path[512];
    size_t size;
    snprintf(path, sizeof path, "%s/content/questions.tsv", YINIAN_SOURCE_DIR);
    char *bytes = whole_file(path, &size);
    assert_true(questions_add(questions, bytes, size, path, NULL));
    free(bytes);
}

static inline void library_desk_init(struct library_desk *desk, bool shipped)
{
    struct library *library = &desk->library;
    shelf_init(&library->zh);
    shelf_init(&library->en);
    glossary_init(&library->glossary);
    questions_init(&library->questions);
    reading_state_init(&desk->state);
    if (shipped) {
        library_desk_shelf(&library->zh, "zh");
        library_desk_shelf(&library->en, "en");
        library_desk_terms(&library->glossary);
        library_desk_questions(&library->questions);
    }
    desk->reading = (struct board_reading){
        .library = library, .state = &desk->state, .shelf = &library->zh, .chosen_id = "", .question = ""};
}

static inline void library_desk_destroy(struct library_desk *desk)
{
    shelf_destroy(&desk->library.zh);
    shelf_destroy(&desk->library.en);
    glossary_destroy(&desk->library.glossary);
    questions_destroy(&desk->library.questions);
    reading_state_destroy(&desk->state);
}

/* What the app would tell a board that is called so: its article, chosen when it opens by choice only, all of it one page. */
static inline void library_desk_open(struct library_desk *desk, const char *screen, bool english)
{
    struct board_reading *reading = &desk->reading;
    const char *colon = strchr(screen, ':');
    char id[64] = "";
    reading->shelf = library_shelf(&desk->library, english);
    if (colon && strncmp(screen, "read", 4) == 0)
        snprintf(id, sizeof id, "%.*s", (int)strcspn(colon + 1, ":"), colon + 1);
    reading->article = shelf_find(reading->shelf, id);
    reading->chosen_id = reading->article ? reading->article->id : "";
    reading->page = 0;
    reading->page_count = reading->article ? 1 : 0;
    reading->first = 0;
    reading->end = reading->article ? reading->article->size : 0;
}

#endif
