#include "speech/bell_mixer.h"

#include <alsa/asoundlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"

enum { CONTROLS_AT_MOST = 64, CHANNELS = SND_MIXER_SCHN_LAST + 1 };

struct control {
    int card;
    char name[64];
    unsigned index;
    bool has_volume, has_switch;
    long volume[CHANNELS], most;
    int on[CHANNELS];
};

struct bell_mixer {
    struct control controls[CONTROLS_AT_MOST];
    int count;
};

bool bell_mixer_concerns(const char *name)
{
    static const char *const names[] = {"Master",   "PCM",  "Speaker", "Headphone",    "Front",
                                        "Line Out", "HDMI", "Digital", "Bass Speaker", "Speaker+LO"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static snd_mixer_t *open_card(int card)
{
    char name[16];
    snd_mixer_t *mixer;
    snprintf(name, sizeof name, "hw:%d", card);
    if (snd_mixer_open(&mixer, 0) != 0)
        return NULL;
    if (snd_mixer_attach(mixer, name) == 0 && snd_mixer_selem_register(mixer, NULL, NULL) == 0 &&
        snd_mixer_load(mixer) == 0)
        return mixer;
    snd_mixer_close(mixer);
    return NULL;
}

/* As it is now. */
static void note(snd_mixer_elem_t *element, struct control *control)
{
    long least;
    control->has_volume = snd_mixer_selem_has_playback_volume(element);
    control->has_switch = snd_mixer_selem_has_playback_switch(element);
    if (control->has_volume)
        snd_mixer_selem_get_playback_volume_range(element, &least, &control->most);
    for (int i = 0; i < CHANNELS; i++) {
        snd_mixer_selem_channel_id_t channel = (snd_mixer_selem_channel_id_t)i;
        if (!snd_mixer_selem_has_playback_channel(element, channel))
            continue;
        if (control->has_volume)
            snd_mixer_selem_get_playback_volume(element, channel, &control->volume[i]);
        if (control->has_switch)
            snd_mixer_selem_get_playback_switch(element, channel, &control->on[i]);
    }
}

static void raise_card(struct bell_mixer *all, int card)
{
    snd_mixer_t *mixer = open_card(card);
    if (!mixer)
        return;
    for (snd_mixer_elem_t *element = snd_mixer_first_elem(mixer); element && all->count < CONTROLS_AT_MOST;
         element = snd_mixer_elem_next(element)) {
        const char *name = snd_mixer_selem_get_name(element);
        struct control *control = &all->controls[all->count];
        if (!snd_mixer_selem_is_active(element) || !bell_mixer_concerns(name))
            continue;
        *control = (struct control){.card = card, .index = snd_mixer_selem_get_index(element)};
        snprintf(control->name, sizeof control->name, "%s", name);
        note(element, control);
        if (control->has_volume)
            snd_mixer_selem_set_playback_volume_all(element, control->most);
        if (control->has_switch)
            snd_mixer_selem_set_playback_switch_all(element, 1);
        all->count++;
    }
    snd_mixer_close(mixer);
}

struct bell_mixer *bell_mixer_raise(void)
{
    if (access("/dev/snd", F_OK) != 0) /* no card: nothing need be looked for, 64 times */
        return NULL;
    struct bell_mixer *all = memory_new(1, sizeof *all);
    for (int card = -1; snd_card_next(&card) == 0 && card >= 0;)
        raise_card(all, card);
    if (all->count)
        return all;
    free(all);
    return NULL;
}

/* Somebody who turned it down meanwhile has done so on purpose. */
static void put_back(snd_mixer_elem_t *element, const struct control *before)
{
    struct control now = {0};
    note(element, &now);
    for (int i = 0; i < CHANNELS; i++) {
        snd_mixer_selem_channel_id_t channel = (snd_mixer_selem_channel_id_t)i;
        if (!snd_mixer_selem_has_playback_channel(element, channel))
            continue;
        if (before->has_volume && now.volume[i] == before->most)
            snd_mixer_selem_set_playback_volume(element, channel, before->volume[i]);
        if (before->has_switch && now.on[i])
            snd_mixer_selem_set_playback_switch(element, channel, before->on[i]);
    }
}

static void restore_control(const struct control *control)
{
    snd_mixer_t *mixer = open_card(control->card);
    snd_mixer_selem_id_t *id;
    if (!mixer)
        return;
    if (snd_mixer_selem_id_malloc(&id) == 0) {
        snd_mixer_selem_id_set_name(id, control->name);
        snd_mixer_selem_id_set_index(id, control->index);
        snd_mixer_elem_t *element = snd_mixer_find_selem(mixer, id);
        if (element)
            put_back(element, control);
        snd_mixer_selem_id_free(id);
    }
    snd_mixer_close(mixer);
}

void bell_mixer_restore(struct bell_mixer *mixer)
{
    for (int i = 0; mixer && i < mixer->count; i++)
        restore_control(&mixer->controls[i]);
    free(mixer);
}
