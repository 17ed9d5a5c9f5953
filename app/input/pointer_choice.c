#include "input/pointer_choice.h"

#include <ctype.h>
#include <linux/input.h>
#include <stdio.h>
#include <string.h>

bool pointer_choice_by_name(const struct pointer_choice *choice)
{
    return choice->device[0] != '\0';
}

static bool begins_alike(const char *text, const char *part)
{
    for (; *part; part++, text++)
        if (tolower((unsigned char)*text) != tolower((unsigned char)*part))
            return false;
    return true;
}

static bool contains(const char *text, const char *part)
{
    for (; *text; text++)
        if (begins_alike(text, part))
            return true;
    return false;
}

/* "1209:0001", and nothing else. */
static bool read_ids(const char *text, unsigned *vendor, unsigned *product)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    size_t first = strspn(text, digits);
    if (first < 1 || first > 4 || text[first] != ':')
        return false;
    size_t second = strspn(text + first + 1, digits);
    if (second < 1 || second > 4 || text[first + 1 + second])
        return false;
    return sscanf(text, "%x:%x", vendor, product) == 2;
}

bool pointer_choice_names(const struct pointer_choice *choice, const char *name, uint16_t vendor,
                          uint16_t product)
{
    unsigned wanted_vendor, wanted_product;
    if (!pointer_choice_by_name(choice))
        return false;
    if (read_ids(choice->device, &wanted_vendor, &wanted_product))
        return wanted_vendor == vendor && wanted_product == product;
    return contains(name, choice->device);
}

static bool is_built_in(const struct pointer_candidate *candidate)
{
    return candidate->bus != BUS_USB && candidate->bus != BUS_BLUETOOTH && candidate->bus != BUS_VIRTUAL;
}

/* Motion sensors without buttons have axes too, but they are built in. */
static bool is_tracker(const struct pointer_candidate *candidate)
{
    if (!pointer_shape_absolute(candidate->shape) || candidate->shape->touch || candidate->shape->tool)
        return false;
    return candidate->kind == DEVICE_MOUSE ||
           ((candidate->kind == DEVICE_OTHER || candidate->kind == DEVICE_KEYS) && !is_built_in(candidate));
}

static enum pointer_rank rank_of(const struct pointer_candidate *candidate)
{
    if (is_tracker(candidate))
        return POINTER_TRACKER;
    if (!candidate->shape->moves || candidate->kind != DEVICE_MOUSE)
        return POINTER_NONE;
    if (candidate->serves)
        return POINTER_SWITCH;
    return is_built_in(candidate) ? POINTER_BUILT_IN : POINTER_MOUSE;
}

enum pointer_rank pointer_choice_rank(const struct pointer_choice *choice,
                                      const struct pointer_candidate *candidate)
{
    if (!choice->on || !pointer_shape_points(candidate->shape))
        return POINTER_NONE;
    if (!pointer_choice_by_name(choice))
        return rank_of(candidate);
    if (!pointer_choice_names(choice, candidate->name, candidate->vendor, candidate->product))
        return POINTER_NONE;
    enum pointer_rank rank = rank_of(candidate);
    return rank == POINTER_NONE ? POINTER_SWITCH : rank;
}
