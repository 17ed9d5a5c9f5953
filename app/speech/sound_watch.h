/* Tells when a sound card is plugged in, without waking up otherwise: SDL can only tell while its audio runs, which it
 * does not at rest. For the main loop: poll the descriptor; when it is readable, ask; when a card came, call
 * voice_thread_device_added(). */
#ifndef YINIAN_SPEECH_SOUND_WATCH_H
#define YINIAN_SPEECH_SOUND_WATCH_H

#include <stdbool.h>

struct sound_watch;

struct sound_watch *
sound_watch_open(void); /* NULL where there is no udev: then the next utterance finds the card */
void sound_watch_close(struct sound_watch *watch); /* NULL is nothing */
int sound_watch_fd(const struct sound_watch *watch);
/* Reads everything there is to read; true when a card came or became ready. Does not block. */
bool sound_watch_read(struct sound_watch *watch);

#endif
