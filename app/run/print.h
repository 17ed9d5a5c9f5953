/* Articles of the library as pages to be printed (library/article_html.h): an HTML file each. */
#ifndef YINIAN_RUN_PRINT_H
#define YINIAN_RUN_PRINT_H

struct print_options {
    const char *data, *profile; /* as for a start */
    const char *language;       /* "zh", "en"; NULL: that of the screen */
    const char *folder;         /* made where it is not there; NULL: where one is */
    char *const *articles;      /* ids; "all", or none at all: every one that needs no choice to be opened */
    int article_count;
};

/* Writes FOLDER/ID.LANGUAGE.html and tells each name on standard output. Returns the exit status: 0; 1: one could not be
 * written; 2: there is no such article, and nothing was written. */
int print_run(const struct print_options *options);

#endif
