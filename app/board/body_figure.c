#include "board/body_figure.h"

#include <string.h>

#include "base/text.h"

/* Seven and a half heads high, arms a little away from the trunk so that every part has an edge of its own. */
const char *const body_silhouette =
    "M 250 4 C 280 4 299 26 299 60 C 299 80 294 97 285 111 C 281 117 279 122 279 129 C 279 140 281 147 287 152 "
    "C 300 160 326 165 347 172 C 372 180 385 199 389 226 C 394 262 404 296 414 332 C 424 364 440 408 450 446 "
    "C 458 458 467 476 469 498 C 471 520 467 540 461 553 C 456 562 448 560 446 551 C 444 558 438 559 435 552 "
    "C 433 540 431 528 431 518 C 428 526 423 529 419 525 C 415 519 419 496 424 476 C 425 468 425 462 424 456 "
    "C 412 428 394 392 385 356 C 377 326 366 292 358 258 C 356 290 344 330 342 366 C 341 404 352 440 354 476 "
    "C 357 536 350 596 343 650 C 340 676 337 696 337 714 C 340 752 340 800 331 850 C 325 882 320 906 321 926 "
    "C 322 944 336 964 343 978 C 348 990 340 997 326 997 L 300 997 C 290 997 286 988 288 974 C 291 956 292 942 291 926 "
    "C 289 880 278 830 279 772 C 280 750 281 736 279 716 C 275 656 268 590 260 536 C 257 530 253 528 250 528 Z";

const char *const body_details[2] = {
    [BODY_FRONT] = "M 262 56 C 267 51 275 51 280 56 M 250 64 L 250 82 C 252 85 255 86 258 84 M 250 101 C 256 101 261 100 265 97 "
                   "M 262 168 C 286 178 318 180 344 186 M 256 250 C 280 262 318 262 340 244 M 250 398 L 250 402 "
                   "M 262 498 C 290 494 330 484 352 470 M 288 712 C 298 722 318 722 328 712",
    [BODY_BACK] = "M 250 168 L 250 420 M 282 216 C 300 232 312 262 304 288 M 250 430 L 250 512 "
                  "M 256 522 C 284 534 326 528 348 506 M 286 716 C 298 722 318 722 330 716 M 304 900 C 302 920 302 934 304 950",
};

/* Boxes of the two columns: rows of a tenth of the height. */
#define LEFT_BOX(row) {0, (row) * 100 + 6, 285, 88}
#define RIGHT_BOX(row) {715, (row) * 100 + 6, 285, 88}

/* Regions of the right half as seen; the others are these mirrored. */
#define SHOULDER "M 318 140 L 420 140 L 420 244 L 356 262 L 336 236 L 318 200 Z"
#define ARM "M 356 262 L 420 244 L 440 340 L 442 362 L 380 378 L 352 300 Z"
#define HAND "M 410 462 L 470 440 L 490 580 L 400 580 Z"
#define FOREARM "M 380 378 L 442 362 L 470 440 L 410 462 Z"
#define ELBOW "M 366 330 L 430 312 L 452 392 L 388 412 Z"
#define THIGH "M 250 520 L 300 514 L 370 486 L 380 660 L 250 660 Z"
#define KNEE "M 250 660 L 380 660 L 380 770 L 250 770 Z"
#define FOOT "M 250 900 L 380 900 L 380 1000 L 250 1000 Z"
#define CALF "M 250 740 L 380 740 L 380 900 L 250 900 Z"
#define BACK_THIGH "M 250 530 L 380 520 L 380 700 L 250 700 Z"
#define HIP "M 318 400 L 380 400 L 380 520 L 318 520 Z"
#define EAR "O 297 66 15"
#define BLADE "M 262 186 L 330 168 L 390 190 L 360 262 L 346 300 L 262 300 Z"

static const struct body_part parts[] = {
    {"head", N_("head"), BODY_FRONT, BODY_GROUP_HEAD, LEFT_BOX(0), 226, 24,
     "M 190 0 L 310 0 L 310 46 L 190 46 Z", false},
    {"eyes", N_("eyes"), BODY_FRONT, BODY_GROUP_HEAD, RIGHT_BOX(0), 274, 56,
     "M 190 46 L 310 46 L 310 66 L 190 66 Z", false},
    {"nose", N_("nose"), BODY_FRONT, BODY_GROUP_HEAD, LEFT_BOX(1), 246, 80,
     "M 190 66 L 310 66 L 310 90 L 190 90 Z", false},
    {"mouth", N_("mouth"), BODY_FRONT, BODY_GROUP_HEAD, RIGHT_BOX(1), 262, 102,
     "M 190 90 L 310 90 L 310 118 L 190 118 Z", false},
    {"throat", N_("throat"), BODY_FRONT, BODY_GROUP_HEAD, LEFT_BOX(2), 236, 146,
     "M 182 118 L 318 118 L 318 170 L 182 170 Z", false},
    {"chest", N_("chest"), BODY_FRONT, BODY_GROUP_TRUNK, LEFT_BOX(4), 214, 232,
     "M 182 170 L 318 170 L 318 200 L 336 236 L 356 262 L 352 320 L 148 320 L 144 262 L 164 236 L 182 200 Z",
     false},
    {"belly", N_("belly"), BODY_FRONT, BODY_GROUP_TRUNK, RIGHT_BOX(4), 286, 404,
     "M 148 320 L 352 320 L 376 486 L 300 514 L 250 530 L 200 514 L 124 486 Z", false},
    {"right-shoulder", N_("right shoulder"), BODY_FRONT, BODY_GROUP_RIGHT_ARM, LEFT_BOX(3), 142, 208, SHOULDER,
     true},
    {"right-arm", N_("right arm"), BODY_FRONT, BODY_GROUP_RIGHT_ARM, LEFT_BOX(5), 92, 356, ARM " " FOREARM, true},
    {"right-hand", N_("right hand"), BODY_FRONT, BODY_GROUP_RIGHT_ARM, LEFT_BOX(6), 54, 508, HAND, true},
    {"left-shoulder", N_("left shoulder"), BODY_FRONT, BODY_GROUP_LEFT_ARM, RIGHT_BOX(2), 358, 208, SHOULDER,
     false},
    {"left-arm", N_("left arm"), BODY_FRONT, BODY_GROUP_LEFT_ARM, RIGHT_BOX(3), 402, 330, ARM " " FOREARM, false},
    {"left-hand", N_("left hand"), BODY_FRONT, BODY_GROUP_LEFT_ARM, RIGHT_BOX(5), 446, 508, HAND, false},
    {"right-thigh", N_("right thigh"), BODY_FRONT, BODY_GROUP_RIGHT_LEG, LEFT_BOX(7), 186, 590, THIGH, true},
    {"right-knee", N_("right knee"), BODY_FRONT, BODY_GROUP_RIGHT_LEG, LEFT_BOX(8), 194, 716, KNEE, true},
    {"right-foot", N_("right foot"), BODY_FRONT, BODY_GROUP_RIGHT_LEG, LEFT_BOX(9), 184, 966,
     FOOT, true},
    {"left-thigh", N_("left thigh"), BODY_FRONT, BODY_GROUP_LEFT_LEG, RIGHT_BOX(6), 314, 590, THIGH, false},
    {"left-knee", N_("left knee"), BODY_FRONT, BODY_GROUP_LEFT_LEG, RIGHT_BOX(7), 306, 716, KNEE, false},
    {"left-foot", N_("left foot"), BODY_FRONT, BODY_GROUP_LEFT_LEG, RIGHT_BOX(9), 316, 966, FOOT, false},

    {"back-head", N_("back of the head"), BODY_BACK, BODY_GROUP_HEAD, LEFT_BOX(0), 236, 40,
     "M 190 0 L 310 0 L 310 112 L 190 112 Z", false},
    {"left-ear", N_("left ear"), BODY_BACK, BODY_GROUP_HEAD, LEFT_BOX(1), 203, 68, EAR, true},
    {"right-ear", N_("right ear"), BODY_BACK, BODY_GROUP_HEAD, RIGHT_BOX(0), 297, 68, EAR, false},
    {"back-neck", N_("back of the neck"), BODY_BACK, BODY_GROUP_HEAD, RIGHT_BOX(1), 262, 142,
     "M 182 112 L 318 112 L 318 172 L 182 172 Z", false},
    {"upper-back", N_("upper back"), BODY_BACK, BODY_GROUP_TRUNK, LEFT_BOX(3), 242, 262,
     "M 182 172 L 318 172 L 318 190 L 342 300 L 158 300 L 182 190 Z", false},
    {"lower-back", N_("lower back"), BODY_BACK, BODY_GROUP_TRUNK, RIGHT_BOX(4), 268, 366,
     "M 140 300 L 360 300 L 356 420 L 144 420 Z", false},
    {"buttocks", N_("buttocks"), BODY_BACK, BODY_GROUP_TRUNK, LEFT_BOX(6), 222, 476,
     "M 182 420 L 318 420 L 318 540 L 182 540 Z", false},
    {"right-shoulder-blade", N_("right shoulder blade"), BODY_BACK, BODY_GROUP_RIGHT_ARM, RIGHT_BOX(2), 334, 218,
     BLADE, false},
    {"right-elbow", N_("right elbow"), BODY_BACK, BODY_GROUP_RIGHT_ARM, RIGHT_BOX(3), 408, 360, ELBOW, false},
    {"left-shoulder-blade", N_("left shoulder blade"), BODY_BACK, BODY_GROUP_LEFT_ARM, LEFT_BOX(2), 166, 218,
     BLADE, true},
    {"left-elbow", N_("left elbow"), BODY_BACK, BODY_GROUP_LEFT_ARM, LEFT_BOX(4), 92, 360, ELBOW, true},
    {"right-hip", N_("right hip"), BODY_BACK, BODY_GROUP_RIGHT_LEG, RIGHT_BOX(5), 336, 470, HIP, false},
    {"right-back-thigh", N_("back of the right thigh"), BODY_BACK, BODY_GROUP_RIGHT_LEG, RIGHT_BOX(6), 312, 610,
     BACK_THIGH, false},
    {"right-calf", N_("right calf"), BODY_BACK, BODY_GROUP_RIGHT_LEG, RIGHT_BOX(8), 310, 800, CALF, false},
    {"right-heel", N_("right heel"), BODY_BACK, BODY_GROUP_RIGHT_LEG, RIGHT_BOX(9), 308, 966, FOOT, false},
    {"left-hip", N_("left hip"), BODY_BACK, BODY_GROUP_LEFT_LEG, LEFT_BOX(5), 164, 470, HIP, true},
    {"left-back-thigh", N_("back of the left thigh"), BODY_BACK, BODY_GROUP_LEFT_LEG, LEFT_BOX(7), 188, 610,
     BACK_THIGH, true},
    {"left-calf", N_("left calf"), BODY_BACK, BODY_GROUP_LEFT_LEG, LEFT_BOX(8), 190, 800, CALF, true},
    {"left-heel", N_("left heel"), BODY_BACK, BODY_GROUP_LEFT_LEG, LEFT_BOX(9), 192, 966, FOOT, true},
};

const struct body_part *body_parts(size_t *count)
{
    *count = sizeof parts / sizeof *parts;
    return parts;
}

const struct body_part *body_part_find(const char *id)
{
    for (size_t i = 0; id && i < sizeof parts / sizeof *parts; i++)
        if (strcmp(parts[i].id, id) == 0)
            return &parts[i];
    return NULL;
}

const struct body_part *body_part_of_cell(const struct cell *cell)
{
    static const char prefix[] = "part.";
    if (cell->role != CELL_PART || strncmp(cell->id, prefix, sizeof prefix - 1) != 0)
        return NULL;
    return body_part_find(cell->id + sizeof prefix - 1);
}

static const struct {
    const char *id, *name;
} groups[BODY_GROUP_COUNT] = {
    [BODY_GROUP_HEAD] = {"head", N_("head")},
    [BODY_GROUP_TRUNK] = {"trunk", N_("trunk")},
    [BODY_GROUP_RIGHT_ARM] = {"right-arm", N_("right arm")},
    [BODY_GROUP_LEFT_ARM] = {"left-arm", N_("left arm")},
    [BODY_GROUP_RIGHT_LEG] = {"right-leg", N_("right leg")},
    [BODY_GROUP_LEFT_LEG] = {"left-leg", N_("left leg")},
};

const char *body_group_id(enum body_group group)
{
    return groups[group < BODY_GROUP_COUNT ? group : BODY_GROUP_HEAD].id;
}

const char *body_group_name(enum body_group group)
{
    return groups[group < BODY_GROUP_COUNT ? group : BODY_GROUP_HEAD].name;
}
