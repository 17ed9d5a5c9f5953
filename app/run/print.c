#include "run/print.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "library/article_html.h"
#include "run/language.h"
#include "run/world.h"

struct printing {
    const struct print_options *options;
    struct world *world;
    const struct shelf *shelf;
    bool english, traditional;
};

static bool is_wanted(const struct print_options *options, const struct article *article)
{
    bool all = options->article_count == 0;
    for (int i = 0; i < options->article_count; i++) {
        if (strcmp(options->articles[i], article->id) == 0)
            return true;
        all = all || strcmp(options->articles[i], "all") == 0;
    }
    return all && !article->by_choice;
}

static bool is_there(const struct printing *printing, const char *name)
{
    return strcmp(name, "all") == 0 || shelf_find(printing->shelf, name);
}

/* True when each that was named is there. */
static bool check_names(const struct printing *printing)
{
    const struct print_options *options = printing->options;
    bool right = true;
    for (int i = 0; i < options->article_count; i++)
        if (!is_there(printing, options->articles[i])) {
            fprintf(stderr, _("yinian: there is no article \"%s\"\n"), options->articles[i]);
            right = false;
        }
    if (right)
        return true;
    fputs(_("These can be printed: all"), stderr);
    for (int i = 0; i < printing->shelf->count; i++)
        fprintf(stderr, ", %s", printing->shelf->articles[i].id);
    fputc('\n', stderr);
    return false;
}

/* What the family wrote stays in the characters that it is written in. */
static void set_page(const struct printing *printing, const struct article *article, struct buffer *page)
{
    const struct script *script = &printing->world->words.opencc.script;
    bool turns = printing->traditional && !article->own;
    struct buffer turned = {0};
    article_html(article, printing->english ? "en" : turns ? "zh-TW" : "zh-CN", page);
    if (turns && script->convert(script->self, SCRIPT_TRADITIONAL, buffer_text(page), page->size, &turned)) {
        buffer_destroy(page);
        *page = turned;
        return;
    }
    buffer_destroy(&turned);
}

static const char *folder_of(const struct print_options *options)
{
    return options->folder ? options->folder : ".";
}

static bool print_article(const struct printing *printing, const struct article *article)
{
    const char *folder = folder_of(printing->options);
    char path[PLACE_BYTES], name[PLACE_BYTES], reason[PLACE_BYTES + 64];
    struct buffer page = {0};
    set_page(printing, article, &page);
    snprintf(name, sizeof name, "%s.%s.html", article->id, printing->english ? "en" : "zh");
    snprintf(reason, sizeof reason, "%s: %s", folder, _("this name is too long"));
    bool right =
        place_join(path, folder, name) &&
        store_write(path, buffer_text(&page), page.size, &printing->world->store, reason, sizeof reason);
    if (right)
        puts(path);
    else
        fprintf(stderr, "yinian: %s\n", reason);
    buffer_destroy(&page);
    return right;
}

static int print_articles(const struct printing *printing)
{
    int status = 0;
    if (!check_names(printing))
        return 2;
    if (!store_make_folder(folder_of(printing->options))) {
        fprintf(stderr, _("yinian: %s cannot be made a folder\n"), folder_of(printing->options));
        return 1;
    }
    for (int i = 0; i < printing->shelf->count; i++) {
        const struct article *article = &printing->shelf->articles[i];
        if (is_wanted(printing->options, article) && !print_article(printing, article))
            status = 1;
    }
    return status;
}

int print_run(const struct print_options *options)
{
    struct world world;
    if (!world_open(&world, &(struct world_options){
                                .data = options->data, .profile = options->profile, .durable = true})) {
        world_report(&world, NULL, 0);
        world_close(&world);
        return 1;
    }
    struct printing printing = {.options = options, .world = &world};
    const char *language = options->language;
    printing.english = language ? strcmp(language, "en") == 0 : world.settings.language == LANGUAGE_ENGLISH;
    printing.traditional = !printing.english && world.settings.script == WRITE_TRADITIONAL;
    screen_language_set(printing.english, false); /* the whole page is turned */
    printing.shelf =
        library_shelf(world.library.source.get(world.library.source.self, false), printing.english);
    if (world.library_problems.count > 0)
        world_report(&world, NULL, 0);
    int status = print_articles(&printing);
    world_close(&world);
    return status;
}
