#include "app_parts.h"

/* How this person presses, kept for the next start. What is learnt is asked to be written when the person rests, when
 * the scan pauses, at the end, and otherwise APP_KEEP_PERSON_MS after the first thing that is not yet written: a power
 * failure costs a minute of learning at most, and the disk is left alone while nothing is learnt. */

void app_take_person(struct app *app, const struct person_file *file)
{
    double numbers[EVIDENCE_PERSON_NUMBERS];
    if (!file)
        return;
    struct evidence_person person = file->person;
    evidence_person_rescale(&person, file->scan_time_ms, app->settings.scan_time_ms);
    evidence_person_export(&person, numbers);
    evidence_import_person(app->evidence, numbers, EVIDENCE_PERSON_NUMBERS);
}

void app_person_taught(struct app *app)
{
    if (app->keep_person_at == TIME_NEVER)
        app->keep_person_at = app->now + time_from_ms(APP_KEEP_PERSON_MS);
}

void app_keep_person(struct app *app)
{
    if (app->keep_person_at == TIME_NEVER)
        return;
    struct person_file file = {app->evidence->person, app->settings.scan_time_ms};
    struct buffer text = {0};
    person_file_write(&file, &text);
    app->keep_person_at = TIME_NEVER;
    const char *kept = app_keep(app, buffer_text(&text));
    app_emit(app, EFFECT_KEEP_PERSON)->text = kept;
    app_lower(app, WARNING_PERSON_BROKEN); /* what was damaged is replaced */
    buffer_destroy(&text);
}

void app_forget_person(struct app *app)
{
    evidence_forget_person(app->evidence);
    app_person_taught(app);
    app_keep_person(app);
}
