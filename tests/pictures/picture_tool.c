/* Draws sample pages, to be looked at:
 *
 *     picture_tool FOLDER [PAGE [WIDTHxHEIGHT [dark|light|contrast [zh|en]]]]
 *
 * Without further words: every page in both languages and all themes at 1280×800, and the dark ones at the other
 * sizes too. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sample_pages.h"
#include "view/draw.h"
#include "view/font.h"

static const char *const theme_names[] = {"dark", "light", "contrast"};

static int draw(struct painter *painter, const char *folder, const char *name, int width, int height,
                enum theme theme, bool english)
{
    struct sample sample;
    char path[512];
    snprintf(path, sizeof path, "%s/%s-%dx%d-%s-%s.png", folder, name, width, height, theme_names[theme],
             english ? "en" : "zh");
    int error = EXIT_FAILURE;
    bool known = sample_build(&sample, name, english, theme);
    struct text_measure measure = font_measure(painter_fonts(painter));
    sample_fit(&sample, width, height, &measure);
    if (known)
        error = painter_shot(painter, &sample.scene, width, height, path);
    sample_destroy(&sample);
    if (error)
        fprintf(stderr, "%s: %s\n", path, strerror(error));
    return error;
}

static int draw_everything(struct painter *painter, const char *folder)
{
    static const int sizes[][2] = {{800, 480}, {480, 800}, {1920, 1080}, {1080, 1920}, {3840, 2160}};
    int error = 0;
    for (int n = 0; sample_names[n]; n++) {
        for (int theme = 0; theme < THEME_COUNT; theme++)
            for (int english = 0; english < 2; english++)
                error |= draw(painter, folder, sample_names[n], 1280, 800, (enum theme)theme, english);
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
            error |= draw(painter, folder, sample_names[n], sizes[i][0], sizes[i][1], THEME_DARK, i % 2);
    }
    return error;
}

int main(int count, char **words)
{
    if (count < 2) {
        fprintf(stderr, "picture_tool FOLDER [PAGE [WIDTHxHEIGHT [dark|light|contrast [zh|en]]]]\n");
        return 2;
    }
    int width = 1280, height = 800;
    enum theme theme = THEME_DARK;
    if (count > 3 && sscanf(words[3], "%dx%d", &width, &height) != 2)
        return 2;
    for (int i = 0; count > 4 && i < THEME_COUNT; i++)
        if (strcmp(words[4], theme_names[i]) == 0)
            theme = (enum theme)i;
    bool english = count > 5 && strcmp(words[5], "en") == 0;
    struct painter *painter = painter_new(NULL);
    int error = count > 2 ? draw(painter, words[1], words[2], width, height, theme, english)
                          : draw_everything(painter, words[1]);
    painter_free(painter);
    return error ? 1 : 0;
}
