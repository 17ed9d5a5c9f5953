#include "run/paper_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "paper/paper_pdf.h"
#include "run/language.h"

struct paper_job {
    struct paper paper;
    struct paper_print print;
    char date[WORLD_DATE_BYTES];
    char folder[PLACE_BYTES]; /* the person's */
    struct store_options store;
};

struct paper_job *paper_job_new(const struct world *world, const struct settings *settings)
{
    struct paper_job *job = memory_new(1, sizeof *job);
    bool english = settings->language == LANGUAGE_ENGLISH;
    bool traditional = !english && settings->script == WRITE_TRADITIONAL;
    world_date(world, job->date);
    snprintf(job->folder, sizeof job->folder, "%s", world->places.data);
    job->store = world->store;
    job->print = (struct paper_print){.date = job->date, .english = english, .traditional = traditional};
    paper_init(&job->paper,
               &(struct paper_source){.settings = settings,
                                      .phrases = english ? &world->phrases_en : &world->phrases_zh,
                                      .english = english,
                                      .script = traditional ? &world->words.opencc.script : NULL});
    return job;
}

void paper_job_free(struct paper_job *job)
{
    if (!job)
        return;
    paper_destroy(&job->paper);
    free(job);
}

static bool path_of(const struct paper_job *job, const char *file, char path[PLACE_BYTES])
{
    char folder[PLACE_BYTES], name[32];
    if (file)
        return (size_t)snprintf(path, PLACE_BYTES, "%s", file) < PLACE_BYTES;
    snprintf(name, sizeof name, "boards-%s.pdf", job->date);
    return place_join(folder, job->folder, "paper") && place_join(path, folder, name) &&
           store_make_folder(folder);
}

bool paper_job_write(const struct paper_job *job, const char *file, char path[PLACE_BYTES], char *reason,
                     size_t reason_size)
{
    struct buffer pdf = {0};
    if (!path_of(job, file, path)) {
        snprintf(reason, reason_size, "%s: %s", job->folder, _("no folder for it can be made there"));
        return false;
    }
    bool right = paper_pdf(&job->paper, &job->print, &pdf, NULL);
    if (!right)
        snprintf(reason, reason_size, "%s: %s", path, _("it could not be drawn"));
    right = right && store_write(path, buffer_text(&pdf), pdf.size, &job->store, reason, reason_size);
    buffer_destroy(&pdf);
    return right;
}

static int write_and_tell(const struct paper_job *job, const char *file)
{
    char path[PLACE_BYTES], reason[PLACE_BYTES + 64] = "";
    if (paper_job_write(job, file, path, reason, sizeof reason)) {
        puts(path);
        return 0;
    }
    fprintf(stderr, "yinian: %s\n", reason);
    return 1;
}

int paper_run(const struct paper_options *options)
{
    struct world world;
    bool right = world_open(
        &world, &(struct world_options){.data = options->data, .profile = options->profile, .durable = true});
    world_report(&world, NULL, 0);
    int status = 1;
    if (right) {
        struct settings settings = world.settings;
        if (options->language)
            settings.language = strcmp(options->language, "en") == 0 ? LANGUAGE_ENGLISH : LANGUAGE_CHINESE;
        screen_language_set(settings.language == LANGUAGE_ENGLISH, settings.script == WRITE_TRADITIONAL);
        struct paper_job *job = paper_job_new(&world, &settings);
        status = write_and_tell(job, options->file);
        paper_job_free(job);
    }
    world_close(&world);
    return status;
}
