/* Synthetic input devices for umockdev, written from nothing: what sysfs says of them, and what the kernel's
 * input ioctls answer. */
#ifndef YINIAN_TESTS_MOCK_DEVICE_H
#define YINIAN_TESTS_MOCK_DEVICE_H

#include <stdbool.h>
#include <umockdev.h>

enum { MOCK_KEYS_AT_MOST = 200 };

struct mock_device {
    int number; /* /dev/input/eventN */
    char name[96];
    unsigned vendor, product;
    int keys[MOCK_KEYS_AT_MOST];
    int key_count;
    int held_key; /* down whenever somebody asks for the state of the keys; 0: none */
    bool moves;   /* REL_X, REL_Y: a mouse */
    bool points;  /* ABS_X, ABS_Y, with these ranges: a tracker */
    int least[2], most[2];
    long age_ms; /* how old the time stamps of its events are */
    int fd;      /* write struct input_event here; -1 while it is not plugged in */
};

/* False, with a sentence on stderr, when umockdev refuses. */
bool mock_device_plug_in(struct mock_device *device, UMockdevTestbed *testbed);
void mock_device_pull_out(struct mock_device *device, UMockdevTestbed *testbed);
void mock_device_send(const struct mock_device *device, int type, int code,
                      int value);                                            /* one event, no report */
void mock_device_place(const struct mock_device *device, int x, int y);      /* both axes and their report */
void mock_device_move(const struct mock_device *device, int x, int y);       /* both ways and their report */
void mock_device_key(const struct mock_device *device, int code, int value); /* and its report */

#endif
