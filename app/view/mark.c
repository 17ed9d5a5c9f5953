#include "view/mark.h"

#define LINE_WIDTH 2.2f

/* `lines` are stroked, `areas` filled; either may be NULL. */
static const struct {
    const char *lines, *areas;
} marks[MARK_COUNT] = {
    [MARK_CALL] = {"M 5 17 C 7 15 7 13 7 10 C 7 6.5 9 4.5 12 4.5 C 15 4.5 17 6.5 17 10 C 17 13 17 15 19 17 Z "
                   "M 12 2.6 L 12 4.4 M 10 20.4 C 10.6 21.6 13.4 21.6 14 20.4",
                   NULL},
    [MARK_YES] = {"M 4 12.8 L 9.6 18.4 L 20.2 6.2", NULL},
    [MARK_NO] = {"M 5.5 5.5 L 18.5 18.5 M 18.5 5.5 L 5.5 18.5", NULL},
    [MARK_NEEDS] = {"M 4.5 9 L 16.5 9 L 16.5 14 C 16.5 18 14.5 20.5 10.5 20.5 C 6.5 20.5 4.5 18 4.5 14 Z "
                    "M 16.5 11 C 20 10.4 21.4 12 21 14 C 20.6 16 18.6 16.8 16.2 16.4 "
                    "M 8.3 6.2 C 7.2 5 9.4 4 8.3 2.6 M 12.7 6.2 C 11.6 5 13.8 4 12.7 2.6",
                    NULL},
    [MARK_PHRASES] = {"M 3.5 4 L 20.5 4 L 20.5 16 L 11.5 16 L 7 20.6 L 7 16 L 3.5 16 Z M 8 8.2 L 16 8.2 M 8 "
                      "11.9 L 13 11.9",
                      NULL},
    [MARK_WRITE] =
        {"M 4 20 L 5.2 15.4 L 16.4 4.2 C 17.2 3.4 18.4 3.4 19.2 4.2 L 19.8 4.8 C 20.6 5.6 20.6 6.8 19.8 7.6 "
         "L 8.6 18.8 Z M 14.2 6.4 L 17.6 9.8",
         NULL},
    [MARK_BODY] =
        {"M 12 9.6 L 12 14.6 M 5 10.4 C 9 9.2 15 9.2 19 10.4 M 12 14.6 L 8.2 21.2 M 12 14.6 L 15.8 21.2",
         "O 12 4.6 2.9"},
    [MARK_LIBRARY] = {"M 12 6.4 C 9.6 4.6 6.4 4.2 3 4.6 L 3 18.2 C 6.4 17.8 9.6 18.2 12 20 "
                      "C 14.4 18.2 17.6 17.8 21 18.2 L 21 4.6 C 17.6 4.2 14.4 4.6 12 6.4 L 12 20",
                      NULL},
    [MARK_REST] =
        {"M 19.6 14.6 C 18.4 15.1 17.4 15.3 16.2 15.3 C 11.8 15.3 8.6 12 8.6 7.8 C 8.6 6.4 9 5 9.6 3.9 "
         "C 6.2 5.2 3.8 8.4 3.8 12.2 C 3.8 17 7.6 20.6 12.2 20.6 C 15.6 20.6 18.4 18.2 19.6 14.6 Z",
         NULL},
    [MARK_SETTINGS] =
        {"M 3.5 6.5 L 11 6.5 M 17.6 6.5 L 20.5 6.5 M 3.5 12 L 5.4 12 M 12 12 L 20.5 12 "
         "M 3.5 17.5 L 11 17.5 M 17.6 17.5 L 20.5 17.5 O 14.3 6.5 2.4 O 8.7 12 2.4 O 14.3 17.5 2.4",
         NULL},
    [MARK_SPEAK] = {"M 15.6 8.8 C 17.2 10.6 17.2 13.4 15.6 15.2 M 18.6 6 C 22 9.4 22 14.6 18.6 18 "
                    "M 3.6 9.4 L 6.6 9.4 L 11.4 5 L 11.4 19 L 6.6 14.6 L 3.6 14.6 Z",
                    "M 3.6 9.4 L 6.6 9.4 L 11.4 5 L 11.4 19 L 6.6 14.6 L 3.6 14.6 Z"},
    [MARK_UNDO] = {"M 8.6 4.6 L 4 9.2 L 8.6 13.8 M 4.4 9.2 L 14 9.2 C 17.6 9.2 20 11.4 20 14.4 C 20 17.4 "
                   "17.6 19.6 14 19.6 L 9 19.6",
                   NULL},
    [MARK_DELETE] = {"M 8.4 5 L 21 5 L 21 19 L 8.4 19 L 2.8 12 Z M 11.6 9.2 L 17 14.8 M 17 9.2 L 11.6 14.8",
                     NULL},
    [MARK_CLEAR] =
        {"M 4 6.4 L 20 6.4 M 9 6.2 L 9.6 3.6 L 14.4 3.6 L 15 6.2 M 6 6.6 L 7 20.6 L 17 20.6 L 18 6.6 "
         "M 10.2 10.4 L 10.5 16.8 M 13.8 10.4 L 13.5 16.8",
         NULL},
    [MARK_EXIT] = {"M 20 5 L 20 10 C 20 13.4 18 15 15 15 L 4.6 15 M 9.6 9.6 L 4.2 15 L 9.6 20.4", NULL},
    [MARK_BACK] = {"M 11 5 L 4 12 L 11 19 M 4.4 12 L 20.4 12", NULL},
    [MARK_HOME] = {"M 3 11.6 L 12 3.6 L 21 11.6 M 5.6 9.6 L 5.6 20.4 L 18.4 20.4 L 18.4 9.6 M 10 20.2 L 10 "
                   "14.4 L 14 14.4 L 14 20.2",
                   NULL},
    [MARK_MORE] = {NULL, "O 5 12 2.2 O 12 12 2.2 O 19 12 2.2"},
    [MARK_URGENT] = {"M 12 3.6 L 21.6 20.2 L 2.4 20.2 Z M 12 9.6 L 12 14", "O 12 17.2 1.4"},
    [MARK_HISTORY] = {"O 12 12 8.6 M 12 7 L 12 12.2 L 15.6 14.4", NULL},
    [MARK_KEEP] = {"M 12 3.2 L 14.7 8.9 L 20.9 9.7 L 16.4 14 L 17.5 20.2 L 12 17.2 L 6.5 20.2 L 7.6 14 L 3.1 "
                   "9.7 L 9.3 8.9 Z",
                   NULL},
    [MARK_TARGET] = {"O 12 12 8.4", "O 12 12 2.6"},
    [MARK_KEYS] = {"M 3 6 L 21 6 L 21 18.6 L 3 18.6 Z M 8.4 15.2 L 15.6 15.2",
                   "O 7 10.6 1.3 O 12 10.6 1.3 O 17 10.6 1.3"},
    [MARK_BOOK_NEXT] = {"M 7.5 4.6 L 18.6 12 L 7.5 19.4 Z", "M 7.5 4.6 L 18.6 12 L 7.5 19.4 Z"},
    [MARK_BOOK_BACK] = {"M 16.5 4.6 L 5.4 12 L 16.5 19.4 Z", "M 16.5 4.6 L 5.4 12 L 16.5 19.4 Z"},
    [MARK_BOOKMARK] = {"M 6.4 3.4 L 17.6 3.4 L 17.6 20.6 L 12 16 L 6.4 20.6 Z", NULL},
    [MARK_SEARCH] = {"O 10 10 6.4 M 14.8 14.8 L 20.8 20.8", NULL},
    [MARK_LARGER] =
        {"M 2.4 20 L 8.6 4.4 L 14.8 20 M 4.6 14.6 L 12.6 14.6 M 15.6 7.4 L 22.4 7.4 M 19 4 L 19 10.8", NULL},
    [MARK_SMALLER] = {"M 3.8 20 L 8.6 8 L 13.4 20 M 5.6 15.8 L 11.6 15.8 M 15.6 7.4 L 22.4 7.4", NULL},
    [MARK_QUESTION] =
        {"M 7.4 8.4 C 7.4 5.6 9.3 3.6 12.1 3.6 C 14.9 3.6 16.8 5.4 16.8 7.9 C 16.8 11.3 12.1 11.6 "
         "12.1 15",
         "O 12.1 19.6 1.7"},
    [MARK_CLOCK] = {"O 12 13.6 7.4 M 12 9.6 L 12 13.8 L 14.8 15.4 M 9.6 2.6 L 14.4 2.6 M 12 2.8 L 12 6 "
                    "M 18 7.2 L 19.4 5.8",
                    NULL},
    [MARK_WORDS] =
        {"M 4.4 3.4 L 19.6 3.4 L 19.6 20.6 L 4.4 20.6 Z M 8.4 16.8 L 12 7.2 L 15.6 16.8 M 9.7 13.6 L 14.3 "
         "13.6",
         NULL},
    [MARK_STOP] = {"M 6 6 L 18 6 L 18 18 L 6 18 Z", "M 6 6 L 18 6 L 18 18 L 6 18 Z"},
};

bool mark_shape(enum cell_mark mark, int size_px, struct polygons *polygons)
{
    if (mark <= MARK_NONE || mark >= MARK_COUNT)
        return false;
    struct outline_place place = {.scale = (float)size_px / MARK_GRID};
    bool right = true;
    if (marks[mark].lines)
        right = outline_stroke(polygons, marks[mark].lines, place, LINE_WIDTH * place.scale);
    if (marks[mark].areas)
        right = outline_fill(polygons, marks[mark].areas, place) && right;
    return right;
}
