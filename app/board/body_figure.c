#include "board/body_figure.h"

#include <string.h>

#include "base/text.h"

/* Seven and a half heads high, arms a little away from the trunk so that every part has an edge of its own. It
 * reaches a little over the middle, so that the two halves join without a seam. */
const char *const body_silhouette =
    "M 244 4 L 250 4 C 280 4 299 26 299 60 C 299 80 294 97 285 111 C 281 117 279 122 279 129 C 279 140 281 "
    "147 287 152 "
    "C 300 160 326 165 347 172 C 372 180 385 199 389 226 C 394 262 404 296 414 332 C 424 364 438 406 448 444 "
    "C 456 458 464 474 467 494 C 470 516 467 536 460 549 C 455 558 447 561 440 557 C 433 553 430 544 428 533 "
    "C 424 537 417 534 416 526 C 415 512 418 490 424 474 C 425 466 425 460 423 454 "
    "C 411 428 394 392 385 356 C 377 326 366 292 358 258 C 356 290 344 330 342 366 C 341 404 352 440 354 476 "
    "C 357 536 350 596 343 650 C 340 676 337 696 337 714 C 340 752 340 800 331 850 C 325 882 320 906 321 926 "
    "C 322 944 336 964 343 978 C 348 990 340 997 326 997 L 300 997 C 290 997 286 988 288 974 C 291 956 292 "
    "942 291 926 "
    "C 289 880 278 830 279 772 C 280 750 281 736 279 716 C 275 656 268 590 260 536 C 257 530 253 528 250 528 "
    "L 244 528 Z";

const char *const body_details[2] = {
    [BODY_FRONT] = "M 262 56 C 267 51 275 51 280 56 M 250 64 L 250 80 M 250 82 C 252 85 255 86 258 84 "
                   "M 250 101 C 256 101 261 100 265 97 M 264 170 C 286 179 316 181 340 186 "
                   "M 250 399 L 250 402 M 290 710 C 299 720 318 720 327 710",
    [BODY_BACK] = "M 250 186 L 250 408 M 286 218 C 303 233 313 260 305 284 M 250 440 L 250 508 "
                  "M 258 520 C 284 531 322 526 342 508 M 288 716 C 299 722 318 722 328 716",
};

/* Boxes of the two columns: rows of a tenth of the height. */
#define LEFT_BOX(row)                                                                                        \
    {                                                                                                        \
        0, (row)*100 + 6, 285, 88                                                                            \
    }
#define RIGHT_BOX(row)                                                                                       \
    {                                                                                                        \
        715, (row)*100 + 6, 285, 88                                                                          \
    }

/* Regions of the right half as seen; the others are these mirrored. */
#define SHOULDER "M 318 140 L 420 140 L 420 246 C 396 252 376 258 356 262 C 344 244 322 220 318 196 Z"
#define ARM "M 356 262 L 420 244 L 440 340 L 442 362 L 380 378 L 352 300 Z"
#define HAND "M 410 462 L 470 440 L 490 580 L 400 580 Z"
#define FOREARM "M 380 378 L 442 362 L 470 440 L 410 462 Z"
#define ELBOW "M 366 330 L 430 312 L 452 392 L 388 412 Z"
#define THIGH "M 244 530 C 300 506 330 488 370 476 L 380 660 C 340 668 290 668 244 660 Z"
#define KNEE "M 244 660 C 290 668 340 668 380 660 L 380 766 C 340 776 290 776 244 766 Z"
#define FOOT "M 244 908 C 290 916 340 916 380 908 L 380 1000 L 244 1000 Z"
#define CALF "M 244 736 C 290 744 340 744 380 736 L 380 908 C 340 916 290 916 244 908 Z"
#define BACK_THIGH "M 244 530 C 290 540 340 532 380 516 L 380 696 C 340 704 290 704 244 696 Z"
#define HIP "M 326 410 L 380 400 L 380 516 C 360 526 344 529 326 531 C 316 490 316 450 326 410 Z"
#define EAR "O 297 66 15"
#define BLADE                                                                                                \
    "M 318 164 L 396 180 L 392 240 C 380 250 366 256 356 262 L 352 302 L 306 304 C 286 270 286 200 318 168 " \
    "Z"

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
     "M 190 118 L 310 118 L 310 152 C 296 170 204 170 190 152 Z", false},
    {"chest", N_("chest"), BODY_FRONT, BODY_GROUP_TRUNK, LEFT_BOX(4), 214, 232,
     "M 182 160 C 210 172 290 172 318 160 L 318 196 C 322 220 344 244 356 262 L 352 322 C 310 334 190 334 "
     "148 322 "
     "L 144 262 C 156 244 178 220 182 196 Z",
     false},
    {"belly", N_("belly"), BODY_FRONT, BODY_GROUP_TRUNK, RIGHT_BOX(4), 286, 404,
     "M 148 322 C 190 334 310 334 352 322 L 370 476 C 330 488 300 506 250 530 C 200 506 170 488 130 476 Z",
     false},
    {"right-shoulder", N_("right shoulder"), BODY_FRONT, BODY_GROUP_RIGHT_ARM, LEFT_BOX(3), 142, 208,
     SHOULDER, true},
    {"right-arm", N_("right arm"), BODY_FRONT, BODY_GROUP_RIGHT_ARM, LEFT_BOX(5), 92, 356, ARM " " FOREARM,
     true},
    {"right-hand", N_("right hand"), BODY_FRONT, BODY_GROUP_RIGHT_ARM, LEFT_BOX(6), 54, 508, HAND, true},
    {"left-shoulder", N_("left shoulder"), BODY_FRONT, BODY_GROUP_LEFT_ARM, RIGHT_BOX(2), 358, 208, SHOULDER,
     false},
    {"left-arm", N_("left arm"), BODY_FRONT, BODY_GROUP_LEFT_ARM, RIGHT_BOX(3), 402, 330, ARM " " FOREARM,
     false},
    {"left-hand", N_("left hand"), BODY_FRONT, BODY_GROUP_LEFT_ARM, RIGHT_BOX(5), 446, 508, HAND, false},
    {"right-thigh", N_("right thigh"), BODY_FRONT, BODY_GROUP_RIGHT_LEG, LEFT_BOX(7), 186, 590, THIGH, true},
    {"right-knee", N_("right knee"), BODY_FRONT, BODY_GROUP_RIGHT_LEG, LEFT_BOX(8), 194, 716, KNEE, true},
    {"right-foot", N_("right foot"), BODY_FRONT, BODY_GROUP_RIGHT_LEG, LEFT_BOX(9), 184, 966, FOOT, true},
    {"left-thigh", N_("left thigh"), BODY_FRONT, BODY_GROUP_LEFT_LEG, RIGHT_BOX(6), 314, 590, THIGH, false},
    {"left-knee", N_("left knee"), BODY_FRONT, BODY_GROUP_LEFT_LEG, RIGHT_BOX(7), 306, 716, KNEE, false},
    {"left-foot", N_("left foot"), BODY_FRONT, BODY_GROUP_LEFT_LEG, RIGHT_BOX(9), 316, 966, FOOT, false},

    {"back-head", N_("back of the head"), BODY_BACK, BODY_GROUP_HEAD, LEFT_BOX(0), 236, 40,
     "M 190 0 L 310 0 L 310 112 L 190 112 Z", false},
    {"left-ear", N_("left ear"), BODY_BACK, BODY_GROUP_HEAD, LEFT_BOX(1), 203, 68, EAR, true},
    {"right-ear", N_("right ear"), BODY_BACK, BODY_GROUP_HEAD, RIGHT_BOX(0), 297, 68, EAR, false},
    {"back-neck", N_("back of the neck"), BODY_BACK, BODY_GROUP_HEAD, RIGHT_BOX(1), 262, 142,
     "M 190 112 L 310 112 L 310 152 C 296 170 204 170 190 152 Z", false},
    {"upper-back", N_("upper back"), BODY_BACK, BODY_GROUP_TRUNK, LEFT_BOX(3), 242, 262,
     "M 182 160 C 210 172 290 172 318 160 C 286 200 286 270 306 304 C 280 308 220 308 194 304 C 214 270 214 "
     "200 182 168 Z",
     false},
    {"lower-back", N_("lower back"), BODY_BACK, BODY_GROUP_TRUNK, RIGHT_BOX(4), 268, 366,
     "M 140 302 C 200 308 300 308 360 302 L 356 412 C 290 432 210 432 144 412 Z", false},
    {"buttocks", N_("buttocks"), BODY_BACK, BODY_GROUP_TRUNK, LEFT_BOX(6), 222, 476,
     "M 174 420 C 210 430 290 430 326 420 C 316 450 316 490 326 531 C 296 536 270 536 250 534 C 230 536 204 "
     "536 174 531 "
     "C 184 490 184 450 174 420 Z",
     false},
    {"right-shoulder-blade", N_("right shoulder blade"), BODY_BACK, BODY_GROUP_RIGHT_ARM, RIGHT_BOX(2), 334,
     218, BLADE, false},
    {"right-elbow", N_("right elbow"), BODY_BACK, BODY_GROUP_RIGHT_ARM, RIGHT_BOX(3), 408, 360, ELBOW, false},
    {"left-shoulder-blade", N_("left shoulder blade"), BODY_BACK, BODY_GROUP_LEFT_ARM, LEFT_BOX(2), 166, 218,
     BLADE, true},
    {"left-elbow", N_("left elbow"), BODY_BACK, BODY_GROUP_LEFT_ARM, LEFT_BOX(4), 92, 360, ELBOW, true},
    {"right-hip", N_("right hip"), BODY_BACK, BODY_GROUP_RIGHT_LEG, RIGHT_BOX(5), 336, 470, HIP, false},
    {"right-back-thigh", N_("back of the right thigh"), BODY_BACK, BODY_GROUP_RIGHT_LEG, RIGHT_BOX(6), 312,
     610, BACK_THIGH, false},
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
