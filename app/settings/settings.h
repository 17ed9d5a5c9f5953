/* Every setting, in ONE table (house rule 4): the parser, the settings screens, `yinian --check`, the manual and
 * the validation all come from it. Ranges and start values are those of the field (shared design notes):
 * AsTeRICS Grid, LifeCompanion, ACAT, Switch Access, Onboard, OptiKey, PASCO.
 *
 * A settings file is lines of `name = value`; `#` begins a comment. `switch = …` may stand several times. */
#ifndef YINIAN_SETTINGS_SETTINGS_H
#define YINIAN_SETTINGS_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/diagnostic.h"

enum setting_language { LANGUAGE_CHINESE, LANGUAGE_ENGLISH };
enum setting_board { BOARD_START, BOARD_SIX, BOARD_STANDARD };
enum setting_partner { PARTNER_OFF, PARTNER_DISPLAY };
enum setting_partner_shows { PARTNER_MESSAGE, PARTNER_SAID, PARTNER_WRITING };
enum setting_theme { SETTING_DARK, SETTING_LIGHT, SETTING_HIGH_CONTRAST };
enum setting_pattern { PATTERN_ROW_COLUMN, PATTERN_GROUP_ROW_COLUMN, PATTERN_LINEAR, PATTERN_EVIDENCE };
enum setting_control { CONTROL_AUTOMATIC, CONTROL_STEP, CONTROL_STEP_DWELL, CONTROL_INVERSE };
enum setting_resume { RESUME_START, RESUME_SAME_ROW };
enum setting_act_on { ON_PRESS, ON_RELEASE };
enum setting_long_press { LONG_NONE, LONG_CALL, LONG_UNDO, LONG_HOME, LONG_REST, LONG_SPEAK };
enum setting_press_while_speaking { SPEAKING_IGNORE, SPEAKING_STOP };
enum setting_writing { WRITE_PINYIN, WRITE_LETTERS, WRITE_STROKES, WRITE_ZHUYIN };
enum setting_script { WRITE_SIMPLIFIED, WRITE_TRADITIONAL };
enum setting_pointing { POINTING_OFF, POINTING_DWELL, POINTING_SWITCH };
enum setting_pointer { POINTER_WINDOW, POINTER_DEVICE };
enum setting_silence { SILENCE_AUTO, SILENCE_LOST, SILENCE_STILL };
enum setting_gaze_board { GAZE_BOARD_AUTO, GAZE_BOARD_KEYS, GAZE_BOARD_BLOCKS };
enum setting_lock { LOCK_OFF, LOCK_HOLD, LOCK_DIGITS };
enum setting_call_presses { CALL_PRESSES_OFF }; /* then 3, 4 … */
enum { CALL_PRESSES_LEAST = 3 };
enum setting_letters { LETTERS_BY_FREQUENCY, LETTERS_BY_ALPHABET, LETTERS_QWERTY };

enum { SETTINGS_TEXT_BYTES = 128, SETTINGS_SWITCHES_AT_MOST = 16 };

struct settings {
    int language, board, theme, text_percent, window_fullscreen;
    int partner_view, partner_shows, partner_hidden;
    int lock;
    char lock_digits[SETTINGS_TEXT_BYTES]; /* four digits, or what app_lock.h makes of them; "": none */

    int scan_pattern, scan_control, scan_time_ms, first_item_extra_percent, row_loops, page_loops;
    int pause_after_selection_ms, wait_while_speaking, row_exit, scan_resume, step_take_ms, outline_next;

    int acceptance_ms, ignore_repeats_ms, act_on, bounce_ms, long_press_ms, long_press_function,
        urgent_hold_ms, stuck_ms;
    int press_while_speaking;

    int call_presses, call_gap_ms, call_gaze, call_everywhere, call_mixer, bell_test;
    char call_command[SETTINGS_TEXT_BYTES]; /* of a program of the caregiver's own */

    int speech_rate_wpm, speech_pitch, speech_volume, english_voice;
    int cue, cue_volume, cue_rate_wpm;
    char send_command[SETTINGS_TEXT_BYTES]; /* of a program that takes the message for others */
    char sound_device[SETTINGS_TEXT_BYTES], cue_device[SETTINGS_TEXT_BYTES];

    int writing, script, suggestions, learn, letters, tones;
    int rest_after_min;
    int reading_percent, reading_rate_wpm, reading_pace;

    int pointing, pointer, pointer_speed, pointer_silence, screen_inch_tenths, eye_distance_cm, key_degree_tenths,
        gaze_board;
    int dwell_ms, lock_on_ms, dwell_memory_ms, dead_time_ms, blink_ms, fixation_degree_tenths;
    int dwell_speak_percent, dwell_risky_percent, dwell_idle_ms, dwell_likely_percent, look_away, dwell_sound,
        corner_gesture, sway_gesture;
    int scan_when_lost, lost_after_s;
    char pointer_device[SETTINGS_TEXT_BYTES];

    /* `switch = …` lines as written (input/switch_map.h reads them), with their places for diagnostics. */
    char switches[SETTINGS_SWITCHES_AT_MOST][SETTINGS_TEXT_BYTES];
    int switch_lines[SETTINGS_SWITCHES_AT_MOST];
    int switch_count;
};

enum setting_type { SETTING_NUMBER, SETTING_YES_NO, SETTING_CHOICE, SETTING_TEXT };
enum setting_group {
    SETTINGS_SCREEN,
    SETTINGS_SCANNING,
    SETTINGS_SWITCH,
    SETTINGS_CALL,
    SETTINGS_VOICE,
    SETTINGS_CUE,
    SETTINGS_WRITING,
    SETTINGS_READING,
    SETTINGS_LOOKING,
    SETTINGS_GROUP_COUNT
};

/* How a value can be tried before it is kept: it is in force for a while, on the page of trying alone. */
enum setting_trial {
    TRIAL_NONE,
    TRIAL_SEEN,    /* by what the page looks like, and by how it is scanned or looked at */
    TRIAL_VOICE,   /* the voice says something */
    TRIAL_CUE,     /* the cue voice does */
    TRIAL_READING, /* the voice does, as it reads aloud */
    TRIAL_CLICK    /* the sound of a choice */
};

enum { SETTING_CHOICES_AT_MOST = 6 };
struct setting_choice {
    const char *name;  /* in the file */
    const char *label; /* on the screen, N_() */
};

struct setting_info {
    const char *name;
    enum setting_group group;
    enum setting_type type;
    size_t offset; /* of an int, or of SETTINGS_TEXT_BYTES chars */
    int least, most, step, start;
    bool secret;       /* a text that is not shown */
    bool tenths;       /* the number is kept in tenths: 156 is written, read and shown 15.6 */
    const char *unit;  /* "ms", "%", "" … */
    const char *label; /* N_() */
    const char *help;  /* N_() */
    struct setting_choice choices[SETTING_CHOICES_AT_MOST];
    enum setting_trial trial;
    /* A word for the least value where it means something else: "endless" for 0 loops, N_() or NULL. */
    const char *least_label;
};

extern const struct setting_info settings_table[];
size_t settings_count(void);
const struct setting_info *setting_find(const char *name); /* NULL: no such setting */
const char *setting_group_label(enum setting_group group); /* N_() */

void settings_init(struct settings *settings); /* the start values */
/* Reads a file into `settings`: what is right is taken, what is wrong is reported and left as it was.
 * Returns true when nothing was wrong. */
bool settings_parse(struct settings *settings, const char *bytes, size_t size, const char *file,
                    struct diagnostics *diagnostics);
/* Writes a whole file that settings_parse() reads back the same; comments say what each setting is. */
void settings_write(const struct settings *settings, struct buffer *out);

/* A person's file brought up to date: only lines whose value differs are written anew, their comments and all other
 * lines stay; settings that the file does not name are added at its end where they differ from their start value, and so
 * are switches. A switch that the file does not have takes the place of those of its lines that `select`. */
void settings_update(const struct settings *settings, const char *old, size_t size, struct buffer *out);

int setting_get(const struct settings *settings, const struct setting_info *info); /* not for SETTING_TEXT */
/* false, and nothing changed, when the value is out of range. */
bool setting_set(struct settings *settings, const struct setting_info *info, int value);
/* The value as a person reads it, translated: "1500 ms", "endless", "row–column". */
void setting_show(const struct setting_info *info, int value, char *text, size_t size);

/* The profiles that the program ships (start, six, standard, fluent, gaze): a settings file as text, or NULL. */
const char *settings_profile(const char *name);
extern const char *const settings_profile_names[]; /* NULL-terminated */
/* What the shipped profiles differ in becomes as in this one. What was fitted to the person stays (scan time, acceptance
 * time, ignored repeats, dwell time, text size), and so does looking, unless the profile is one for it; and of course
 * everything else. False: there is no such profile. */
bool settings_take_profile(struct settings *settings, const char *name);
/* Would taking it change nothing? */
bool settings_has_profile(const struct settings *settings, const char *name);

#endif
