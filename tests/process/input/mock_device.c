#include "mock_device.h"

#include <linux/input.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* libevdev wants the texts at exactly this length, or fails. */
enum { KEY_BYTES = 96, OTHER_BYTES = 8, TEXT_BYTES = 255 };

struct bits {
    unsigned char bytes[KEY_BYTES];
};

static void set_bit(struct bits *bits, int bit)
{
    bits->bytes[bit / 8] = (unsigned char)(bits->bytes[bit / 8] | 1u << (bit % 8));
}

static struct bits key_bits(const struct mock_device *device)
{
    struct bits bits = {0};
    for (int i = 0; i < device->key_count; i++)
        set_bit(&bits, device->keys[i]);
    return bits;
}

static struct bits held_bits(const struct mock_device *device)
{
    struct bits bits = {0};
    if (device->held_key)
        set_bit(&bits, device->held_key);
    return bits;
}

static struct bits movement_bits(const struct mock_device *device)
{
    struct bits bits = {0};
    if (device->moves) {
        set_bit(&bits, REL_X);
        set_bit(&bits, REL_Y);
    }
    return bits;
}

static struct bits place_bits(const struct mock_device *device)
{
    struct bits bits = {0};
    if (device->points) {
        set_bit(&bits, ABS_X);
        set_bit(&bits, ABS_Y);
    }
    return bits;
}

static struct bits type_bits(const struct mock_device *device)
{
    struct bits bits = {0};
    set_bit(&bits, EV_SYN);
    set_bit(&bits, EV_KEY);
    if (device->moves)
        set_bit(&bits, EV_REL);
    if (device->points)
        set_bit(&bits, EV_ABS);
    return bits;
}

static void put_hex(FILE *file, const char *ioctl, int result, const void *data, int size)
{
    const unsigned char *bytes = data;
    fprintf(file, "%s %d ", ioctl, result);
    for (int i = 0; i < size; i++)
        /* It loses shorts read as bytes: NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage) */
        fprintf(file, "%02X", bytes[i]);
    fputc('\n', file);
}

static void put_text(FILE *file, const char *ioctl, const char *text)
{
    char bytes[TEXT_BYTES] = "";
    snprintf(bytes, sizeof bytes, "%s", text);
    put_hex(file, ioctl, (int)strlen(text) + 1, bytes, TEXT_BYTES);
}

static void put_ranges(FILE *file, const struct mock_device *device)
{
    for (int i = 0; device->points && i < 2; i++) {
        struct input_absinfo info = {.minimum = device->least[i], .maximum = device->most[i]};
        put_hex(file, i ? "EVIOCGABS(1)" : "EVIOCGABS", 0, &info, sizeof info);
    }
}

static void put_ioctls(FILE *file, const struct mock_device *device)
{
    static const int without[] = {EV_MSC, EV_SW, EV_LED, EV_SND};
    const struct bits none = {0}, types = type_bits(device), keys = key_bits(device),
                      held = held_bits(device), movement = movement_bits(device), place = place_bits(device);
    const uint16_t id[4] = {BUS_USB, (uint16_t)device->vendor, (uint16_t)device->product, 0x0110};
    char name[24];
    fprintf(file, "@DEV /dev/input/event%d\nEVIOCGVERSION 0 01000100\n", device->number);
    put_hex(file, "EVIOCGID", 0, id, sizeof id);
    put_text(file, "EVIOCGNAME(0)", device->name);
    put_text(file, "EVIOCGPHYS(0)", "mock");
    put_text(file, "EVIOCGUNIQ(0)", "");
    put_hex(file, "EVIOCGPROP(0)", OTHER_BYTES, none.bytes, OTHER_BYTES);
    put_hex(file, "EVIOCGBIT(0)", OTHER_BYTES, types.bytes, OTHER_BYTES);
    put_hex(file, "EVIOCGBIT(1)", KEY_BYTES, keys.bytes, KEY_BYTES);
    put_hex(file, "EVIOCGBIT(2)", OTHER_BYTES, movement.bytes, OTHER_BYTES);
    put_hex(file, "EVIOCGBIT(3)", OTHER_BYTES, place.bytes, OTHER_BYTES);
    for (size_t i = 0; i < sizeof without / sizeof without[0]; i++) {
        snprintf(name, sizeof name, "EVIOCGBIT(%d)", without[i]);
        put_hex(file, name, OTHER_BYTES, none.bytes, OTHER_BYTES);
    }
    put_hex(file, "EVIOCGBIT(21)", 2 * OTHER_BYTES, none.bytes, 2 * OTHER_BYTES);
    put_hex(file, "EVIOCGKEY(0)", KEY_BYTES, held.bytes, KEY_BYTES);
    put_hex(file, "EVIOCGLED(0)", OTHER_BYTES, none.bytes, OTHER_BYTES);
    put_hex(file, "EVIOCGSW(0)", OTHER_BYTES, none.bytes, OTHER_BYTES);
    put_ranges(file, device);
}

/* The words of a capability, most significant first, as sysfs shows them. */
static void put_capability(FILE *file, const char *name, const struct bits *bits, int size)
{
    fprintf(file, "A: capabilities/%s=", name);
    bool begun = false;
    for (int at = size - 8; at >= 0; at -= 8) {
        uint64_t word = 0;
        for (int i = 7; i >= 0; i--)
            word = word << 8 | bits->bytes[at + i];
        begun = begun || word != 0 || at == 0;
        if (begun)
            fprintf(file, "%llx%s", (unsigned long long)word, at ? " " : "\n");
    }
}

static void put_description(FILE *file, const struct mock_device *device)
{
    const struct bits types = type_bits(device), keys = key_bits(device), movement = movement_bits(device),
                      place = place_bits(device);
    int n = device->number;
    const char *kind = device->moves || device->points ? "ID_INPUT_MOUSE" : "ID_INPUT_KEY";
    fprintf(file, "P: /devices/platform/mock/input/input%d/event%d\nN: input/event%d\n", n, n, n);
    fprintf(file, "E: DEVNAME=/dev/input/event%d\nE: ID_INPUT=1\nE: %s=1\nE: MAJOR=13\nE: MINOR=%d\n", n,
            kind, 64 + n);
    fprintf(file, "E: SUBSYSTEM=input\nA: dev=13:%d\nL: device=../../input%d\n\n", 64 + n, n);
    fprintf(file, "P: /devices/platform/mock/input/input%d\nE: ID_INPUT=1\nE: %s=1\nE: NAME=\"%s\"\n", n,
            kind, device->name);
    fprintf(
        file,
        "E: PRODUCT=3/%x/%x/110\nE: SUBSYSTEM=input\nA: name=%s\nA: phys=mock\nA: uniq=\nA: properties=0\n",
        device->vendor, device->product, device->name);
    fprintf(file, "A: id/bustype=0003\nA: id/vendor=%04x\nA: id/product=%04x\nA: id/version=0110\n",
            device->vendor, device->product);
    put_capability(file, "ev", &types, OTHER_BYTES);
    put_capability(file, "key", &keys, KEY_BYTES);
    put_capability(file, "rel", &movement, OTHER_BYTES);
    put_capability(file, "abs", &place, OTHER_BYTES);
    fputs("A: capabilities/msc=0\nA: capabilities/led=0\nA: capabilities/sw=0\n\n", file);
}

/* umockdev reads files only. */
static bool load(UMockdevTestbed *testbed, const struct mock_device *device, bool ioctls)
{
    char path[] = "/tmp/yinian-mock-XXXXXX", node[32];
    int fd = mkstemp(path);
    FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!file) {
        perror("mock device");
        return false;
    }
    (ioctls ? put_ioctls : put_description)(file, device);
    fclose(file);
    snprintf(node, sizeof node, "/dev/input/event%d", device->number);
    GError *error = NULL;
    bool loaded = ioctls ? umockdev_testbed_load_ioctl(testbed, node, path, &error)
                         : umockdev_testbed_add_from_file(testbed, path, &error);
    if (!loaded)
        fprintf(stderr, "mock device: %s\n", error ? error->message : "?");
    g_clear_error(&error);
    unlink(path);
    return loaded;
}

bool mock_device_plug_in(struct mock_device *device, UMockdevTestbed *testbed)
{
    char node[32];
    /* The answers first: adding the device tells everybody that it is there. */
    if (!load(testbed, device, true) || !load(testbed, device, false))
        return false;
    snprintf(node, sizeof node, "/dev/input/event%d", device->number);
    device->fd = umockdev_testbed_get_dev_fd(testbed, node);
    return device->fd >= 0;
}

void mock_device_pull_out(struct mock_device *device, UMockdevTestbed *testbed)
{
    char path[96];
    snprintf(path, sizeof path, "/sys/devices/platform/mock/input/input%d/event%d", device->number,
             device->number);
    umockdev_testbed_uevent(testbed, path, "remove");
    umockdev_testbed_remove_device(testbed, path);
    device->fd = -1;
}

void mock_device_send(const struct mock_device *device, int type, int code, int value)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    struct input_event event = {.type = (uint16_t)type, .code = (uint16_t)code, .value = value};
    int64_t at_us = (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000 - (int64_t)device->age_ms * 1000;
    event.input_event_sec = at_us / 1000000;
    event.input_event_usec = at_us % 1000000;
    if (write(device->fd, &event, sizeof event) != (ssize_t)sizeof event)
        perror("mock device");
}

void mock_device_key(const struct mock_device *device, int code, int value)
{
    mock_device_send(device, EV_KEY, code, value);
    mock_device_send(device, EV_SYN, SYN_REPORT, 0);
}

void mock_device_place(const struct mock_device *device, int x, int y)
{
    mock_device_send(device, EV_ABS, ABS_X, x);
    mock_device_send(device, EV_ABS, ABS_Y, y);
    mock_device_send(device, EV_SYN, SYN_REPORT, 0);
}

void mock_device_move(const struct mock_device *device, int x, int y)
{
    mock_device_send(device, EV_REL, REL_X, x);
    mock_device_send(device, EV_REL, REL_Y, y);
    mock_device_send(device, EV_SYN, SYN_REPORT, 0);
}
