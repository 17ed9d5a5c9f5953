/* The table of settings. Where a start value comes from stands in the design notes (field.md). */
#include "settings/settings.h"

#include <string.h>

#include "base/text.h"

#define AT(field) offsetof(struct settings, field)
#define YES_NO .type = SETTING_YES_NO, .least = 0, .most = 1, .step = 1

/* One setting a paragraph, as wide as the page: read it as a table. */
/* clang-format off */
const struct setting_info settings_table[] = {
    {.name = "language", .group = SETTINGS_SCREEN, .type = SETTING_CHOICE, .offset = AT(language), .most = 1,
     .label = N_("Language"), .help = N_("The language of the screen."),
     .choices = {{"zh", "中文"}, {"en", "English"}}},
    {.name = "board", .group = SETTINGS_SCREEN, .type = SETTING_CHOICE, .offset = AT(board), .most = 2,
     .start = BOARD_STANDARD, .label = N_("First board"),
     .help = N_("How much stands on the first screen: three tiles, six, or all."),
     .choices = {{"start", N_("three tiles")}, {"six", N_("six tiles")}, {"standard", N_("everything")}}},
    {.name = "theme", .group = SETTINGS_SCREEN, .type = SETTING_CHOICE, .offset = AT(theme), .most = 2,
     .trial = TRIAL_SEEN, .label = N_("Colours"), .help = N_("Dark is calmest for long hours; high contrast for weak eyes."),
     .choices = {{"dark", N_("dark")}, {"light", N_("light")}, {"high-contrast", N_("high contrast")}}},
    {.name = "text_size", .group = SETTINGS_SCREEN, .type = SETTING_NUMBER, .offset = AT(text_percent), .least = 80,
     .most = 160, .step = 10, .start = 100, .unit = "%", .trial = TRIAL_SEEN, .label = N_("Text size"),
     .help = N_("How large the writing on the screen is.")},
    {.name = "fullscreen", .group = SETTINGS_SCREEN, YES_NO, .offset = AT(window_fullscreen), .start = 1,
     .label = N_("Whole screen"), .help = N_("Fill the whole screen, or stay in a window.")},
    {.name = "partner_view", .group = SETTINGS_SCREEN, .type = SETTING_CHOICE, .offset = AT(partner_view), .most = 1,
     .label = N_("For who listens"),
     .help = N_("What you write and say stands large on a second display, where there is one."),
     .choices = {{"off", N_("off")}, {"display", N_("a second display")}}},
    {.name = "partner_shows", .group = SETTINGS_SCREEN, .type = SETTING_CHOICE, .offset = AT(partner_shows), .most = 2,
     .label = N_("Who listens sees"),
     .help = N_("The message while it is written, only what was said, or only that you are writing."),
     .choices = {{"message", N_("what is being written")}, {"said", N_("what was said")},
                 {"writing", N_("that you are writing")}}},
    {.name = "partner_hidden", .group = SETTINGS_SCREEN, YES_NO, .offset = AT(partner_hidden),
     .label = N_("Hide it from who listens"),
     .help = N_("Their display stays empty, whatever you write and say. A call for help is shown.")},
    {.name = "rest_after", .group = SETTINGS_SCREEN, .type = SETTING_NUMBER, .offset = AT(rest_after_min), .most = 240,
     .step = 10, .unit = N_("min"), .label = N_("Rest by itself"), .least_label = N_("never"),
     .help = N_("After so long without a press the screen goes dark and scanning stops.")},
    {.name = "lock", .group = SETTINGS_SCREEN, .type = SETTING_CHOICE, .offset = AT(lock), .most = 2,
     .label = N_("Lock of the settings"),
     .help = N_("Keeps settings, phrases and copies from being changed by mistake. Speaking, writing, reading, rest and calling "
                "are never locked."),
     .choices = {{"off", N_("off")}, {"hold", N_("hold for 3 seconds")}, {"digits", N_("four digits")}}},
    {.name = "lock_digits", .group = SETTINGS_SCREEN, .type = SETTING_TEXT, .secret = true, .offset = AT(lock_digits),
     .label = N_("Digits of the lock"),
     .help = N_("Chosen under “Lock of the settings”. Forgotten: yinian --unlock, or the line “lock = off” in settings.conf.")},

    {.name = "scan_time", .group = SETTINGS_SCANNING, .type = SETTING_NUMBER, .offset = AT(scan_time_ms), .least = 300,
     .most = 5000, .step = 50, .start = 1500, .unit = N_("ms"), .trial = TRIAL_SEEN, .label = N_("Scan time"),
     .help = N_("How long each group is lit before the next.")},
    {.name = "first_item_extra", .group = SETTINGS_SCANNING, .type = SETTING_NUMBER,
     .offset = AT(first_item_extra_percent), .most = 200, .step = 10, .start = 50, .unit = "%",
     .trial = TRIAL_SEEN, .label = N_("First item longer"),
     .help = N_("The first item stays lit longer by this share of the scan time, at least half a second.")},
    {.name = "scan_pattern", .group = SETTINGS_SCANNING, .type = SETTING_CHOICE, .offset = AT(scan_pattern), .most = 3,
     .trial = TRIAL_SEEN, .label = N_("Way of scanning"),
     .help = N_("What lights up: rows first, groups first, one by one, or sets that each press narrows down."),
     .choices = {{"row-column", N_("rows, then cells")},
                 {"group-row-column", N_("groups, rows, cells")},
                 {"linear", N_("one by one")},
                 {"evidence", N_("sets, by evidence")}}},
    {.name = "scan_control", .group = SETTINGS_SCANNING, .type = SETTING_CHOICE, .offset = AT(scan_control), .most = 3,
     .trial = TRIAL_SEEN, .label = N_("Who moves the light"),
     .help = N_("By itself; with a second switch; one switch that moves and waits; or moving while held."),
     .choices = {{"automatic", N_("by itself")},
                 {"step", N_("step, two switches")},
                 {"step-dwell", N_("step, then wait")},
                 {"inverse", N_("moves while held")}}},
    {.name = "step_take", .group = SETTINGS_SCANNING, .type = SETTING_NUMBER, .offset = AT(step_take_ms), .least = 300,
     .most = 5000, .step = 100, .start = 2000, .unit = N_("ms"), .trial = TRIAL_SEEN, .label = N_("Wait to take"),
     .help = N_("With one switch that moves: what is lit is taken after this time without a press.")},
    {.name = "row_loops", .group = SETTINGS_SCANNING, .type = SETTING_NUMBER, .offset = AT(row_loops), .most = 10,
     .step = 1, .start = 2, .trial = TRIAL_SEEN, .label = N_("Rounds in a row"), .least_label = N_("endless"),
     .help = N_("After so many rounds without a press the light leaves the row.")},
    {.name = "page_loops", .group = SETTINGS_SCANNING, .type = SETTING_NUMBER, .offset = AT(page_loops), .most = 10,
     .step = 1, .start = 3, .trial = TRIAL_SEEN, .label = N_("Rounds before waiting"), .least_label = N_("endless"),
     .help = N_("After so many rounds without a press scanning waits. Any press goes on.")},
    {.name = "pause_after_selection", .group = SETTINGS_SCANNING, .type = SETTING_NUMBER,
     .offset = AT(pause_after_selection_ms), .most = 3000, .step = 100, .start = 500, .unit = N_("ms"),
     .trial = TRIAL_SEEN, .label = N_("Pause after a choice"), .help = N_("A moment to see what was chosen before the light goes on.")},
    {.name = "wait_while_speaking", .group = SETTINGS_SCANNING, YES_NO, .offset = AT(wait_while_speaking), .start = 1,
     .trial = TRIAL_VOICE, .label = N_("Wait while speaking"), .help = N_("Scanning waits until the voice has finished.")},
    {.name = "row_exit", .group = SETTINGS_SCANNING, YES_NO, .offset = AT(row_exit), .start = 1,
     .trial = TRIAL_SEEN, .label = N_("Way out of a row"), .help = N_("The last cell of each row leads back, for a wrong row.")},
    {.name = "scan_resume", .group = SETTINGS_SCANNING, .type = SETTING_CHOICE, .offset = AT(scan_resume), .most = 1,
     .trial = TRIAL_SEEN, .label = N_("Go on from"), .help = N_("Where the light begins after a choice."),
     .choices = {{"start", N_("the beginning")}, {"same-row", N_("the same row")}}},
    {.name = "outline_next", .group = SETTINGS_SCANNING, YES_NO, .offset = AT(outline_next), .start = 1,
     .trial = TRIAL_SEEN, .label = N_("Outline what is next"),
     .help = N_("With sets by evidence: a thin line around what lights up next, so that it can be awaited.")},

    {.name = "acceptance_time", .group = SETTINGS_SWITCH, .type = SETTING_NUMBER, .offset = AT(acceptance_ms),
     .most = 2000, .step = 50, .unit = N_("ms"), .trial = TRIAL_SEEN, .label = N_("Hold to count"),
     .help = N_("A press must be held so long to count. 0: at once.")},
    {.name = "ignore_repeats", .group = SETTINGS_SWITCH, .type = SETTING_NUMBER, .offset = AT(ignore_repeats_ms),
     .most = 2000, .step = 50, .start = 200, .unit = N_("ms"), .trial = TRIAL_SEEN, .label = N_("Ignore repeats"),
     .help = N_("Presses so soon after the last one do not count.")},
    {.name = "act_on", .group = SETTINGS_SWITCH, .type = SETTING_CHOICE, .offset = AT(act_on), .most = 1,
     .trial = TRIAL_SEEN, .label = N_("A press counts"), .help = N_("When the switch goes down, or when it is let go."),
     .choices = {{"press", N_("when pressed")}, {"release", N_("when let go")}}},
    {.name = "bounce", .group = SETTINGS_SWITCH, .type = SETTING_NUMBER, .offset = AT(bounce_ms), .most = 100,
     .step = 5, .start = 25, .unit = N_("ms"), .trial = TRIAL_SEEN, .label = N_("Contact bounce"),
     .help = N_("Edges closer together than this are the contact's, not the person's.")},
    {.name = "long_press", .group = SETTINGS_SWITCH, .type = SETTING_NUMBER, .offset = AT(long_press_ms), .most = 8000,
     .step = 500, .start = 3000, .unit = N_("ms"), .label = N_("Long press"), .least_label = N_("off"),
     .help = N_("A press held so long does something of its own.")},
    {.name = "long_press_function", .group = SETTINGS_SWITCH, .type = SETTING_CHOICE,
     .offset = AT(long_press_function), .most = 5, .start = LONG_CALL, .label = N_("A long press"),
     .help = N_("What a long press does. Calling for help works from everywhere."),
     .choices = {{"none", N_("nothing")}, {"call", N_("calls for help")}, {"undo", N_("takes back")},
                 {"home", N_("goes home")}, {"rest", N_("rests")}, {"speak", N_("speaks the message")}}},
    {.name = "urgent_hold", .group = SETTINGS_SWITCH, .type = SETTING_NUMBER, .offset = AT(urgent_hold_ms), .most = 3000,
     .step = 100, .unit = N_("ms"), .label = N_("Hold for the urgent phrases"), .least_label = N_("off"),
     .help = N_("A press held so long shows the urgent phrases, from everywhere. What it chose is taken back.")},
    {.name = "stuck_after", .group = SETTINGS_SWITCH, .type = SETTING_NUMBER, .offset = AT(stuck_ms), .least = 5000,
     .most = 60000, .step = 1000, .start = 10000, .unit = N_("ms"), .label = N_("Stuck switch"),
     .help = N_("A switch held longer is reported and treated as let go.")},
    {.name = "press_while_speaking", .group = SETTINGS_SWITCH, .type = SETTING_CHOICE,
     .offset = AT(press_while_speaking), .most = 1, .start = SPEAKING_STOP, .trial = TRIAL_VOICE, .label = N_("A press while speaking"),
     .help = N_("Stops the voice, or does nothing. The first second never stops it."),
     .choices = {{"ignore", N_("does nothing")}, {"stop", N_("stops the voice")}}},

    {.name = "speech_rate", .group = SETTINGS_VOICE, .type = SETTING_NUMBER, .offset = AT(speech_rate_wpm), .least = 80,
     .most = 320, .step = 10, .start = 150, .unit = N_("words/min"), .trial = TRIAL_VOICE, .label = N_("Speed of the voice"),
     .help = N_("How fast the voice speaks.")},
    {.name = "speech_pitch", .group = SETTINGS_VOICE, .type = SETTING_NUMBER, .offset = AT(speech_pitch), .most = 99,
     .step = 5, .start = 50, .trial = TRIAL_VOICE, .label = N_("Pitch of the voice"), .help = N_("Low for a deep voice, high for a light one.")},
    {.name = "speech_volume", .group = SETTINGS_VOICE, .type = SETTING_NUMBER, .offset = AT(speech_volume), .least = 10,
     .most = 200, .step = 10, .start = 100, .unit = "%", .trial = TRIAL_VOICE, .label = N_("Volume of the voice"),
     .help = N_("How loud the voice speaks.")},
    {.name = "english_voice", .group = SETTINGS_VOICE, .type = SETTING_CHOICE, .offset = AT(english_voice), .most = 1,
     .trial = TRIAL_VOICE, .label = N_("English voice"), .help = N_("The accent of English words and sentences."),
     .choices = {{"british", N_("British")}, {"american", N_("American")}}},
    {.name = "sound_device", .group = SETTINGS_VOICE, .type = SETTING_TEXT, .offset = AT(sound_device),
     .label = N_("Sound device"), .help = N_("Name of the sound device of the voice; empty: the usual one.")},

    {.name = "cue_voice", .group = SETTINGS_CUE, YES_NO, .offset = AT(cue), .trial = TRIAL_CUE, .label = N_("Cue voice"),
     .help = N_("Says softly what is lit, for those who do not see the screen well.")},
    {.name = "cue_volume", .group = SETTINGS_CUE, .type = SETTING_NUMBER, .offset = AT(cue_volume), .least = 5,
     .most = 100, .step = 5, .start = 40, .unit = "%", .trial = TRIAL_CUE, .label = N_("Volume of the cue voice"),
     .help = N_("How loud the cue voice speaks.")},
    {.name = "cue_rate", .group = SETTINGS_CUE, .type = SETTING_NUMBER, .offset = AT(cue_rate_wpm), .least = 80,
     .most = 400, .step = 10, .start = 240, .unit = N_("words/min"), .trial = TRIAL_CUE, .label = N_("Speed of the cue voice"),
     .help = N_("How fast the cue voice speaks.")},
    {.name = "cue_device", .group = SETTINGS_CUE, .type = SETTING_TEXT, .offset = AT(cue_device),
     .label = N_("Sound device of the cue voice"),
     .help = N_("An ear-piece, for instance; empty: the same as the voice.")},

    {.name = "writing", .group = SETTINGS_WRITING, .type = SETTING_CHOICE, .offset = AT(writing), .most = 3,
     .label = N_("Write with"), .help = N_("Which keys the writing board begins with."),
     .choices = {{"pinyin", N_("pinyin")}, {"letters", N_("letters")}, {"strokes", N_("strokes")},
                 {"zhuyin", N_("zhuyin")}}},
    {.name = "script", .group = SETTINGS_WRITING, .type = SETTING_CHOICE, .offset = AT(script), .most = 1,
     .label = N_("Characters"), .help = N_("Simplified or traditional: on the screen, in words and in phrases. What is written stays."),
     .choices = {{"simplified", N_("simplified")}, {"traditional", N_("traditional")}}},
    {.name = "letters", .group = SETTINGS_WRITING, .type = SETTING_CHOICE, .offset = AT(letters), .most = 2,
     .label = N_("Order of letters"), .help = N_("How the letters stand: the frequent ones first, or as one knows them."),
     .choices = {{"frequency", N_("by frequency")}, {"alphabet", N_("by the alphabet")}, {"qwerty", "QWERTY"}}},
    {.name = "tones", .group = SETTINGS_WRITING, YES_NO, .offset = AT(tones), .label = N_("Tones"),
     .help = N_("After a syllable its tone may be given, too; then only words with that tone are offered.")},
    {.name = "suggestions", .group = SETTINGS_WRITING, .type = SETTING_NUMBER, .offset = AT(suggestions), .least = 3,
     .most = 7, .step = 1, .start = 5, .label = N_("Suggestions"), .help = N_("How many words are offered at a time.")},
    {.name = "learn", .group = SETTINGS_WRITING, YES_NO, .offset = AT(learn), .start = 1, .label = N_("Learn words"),
     .help = N_("What is spoken is remembered, and offered sooner. Off: nothing is learnt, and nothing learnt is used.")},
    {.name = "send_command", .group = SETTINGS_WRITING, .type = SETTING_TEXT, .offset = AT(send_command),
     .label = N_("Program that sends"),
     .help = N_("A program that is given the message when “Send” is chosen, with what it needs to know; empty: none.")},

    {.name = "reading_size", .group = SETTINGS_READING, .type = SETTING_NUMBER, .offset = AT(reading_percent), .least = 80,
     .most = 200, .step = 10, .start = 100, .unit = "%", .label = N_("Size of articles"),
     .help = N_("How large the text of the library is.")},
    {.name = "reading_rate", .group = SETTINGS_READING, .type = SETTING_NUMBER, .offset = AT(reading_rate_wpm), .least = 80,
     .most = 320, .step = 10, .start = 150, .unit = N_("words/min"), .trial = TRIAL_READING, .label = N_("Speed of reading aloud"),
     .help = N_("How fast the voice reads articles aloud.")},
    {.name = "reading_pace", .group = SETTINGS_READING, .type = SETTING_NUMBER, .offset = AT(reading_pace), .least = 60,
     .most = 600, .step = 20, .start = 240, .unit = N_("characters/min"), .label = N_("Pace of silent reading"),
     .help = N_("How fast pages turn by themselves, and how long an article is said to take.")},

    {.name = "pointing", .group = SETTINGS_LOOKING, .type = SETTING_CHOICE, .offset = AT(pointing), .most = 2,
     .label = N_("Choose by looking"),
     .help = N_("With the eyes or a pointer: what is looked at long enough is chosen, or a switch takes it."),
     .choices = {{"off", N_("off")}, {"dwell", N_("by staying on it")}, {"switch", N_("the switch takes it")}}},
    {.name = "dwell_time", .group = SETTINGS_LOOKING, .type = SETTING_NUMBER, .offset = AT(dwell_ms), .least = 300,
     .most = 5000, .step = 50, .start = 1200, .unit = N_("ms"), .trial = TRIAL_SEEN, .label = N_("Dwell time"),
     .help = N_("What is looked at for so long is chosen.")},
    {.name = "pointer", .group = SETTINGS_LOOKING, .type = SETTING_CHOICE, .offset = AT(pointer), .most = 1,
     .label = N_("Where the pointer comes from"),
     .help = N_("The pointer on the screen, as a tracker's own program moves it, or a device read directly."),
     .choices = {{"window", N_("the screen's pointer")}, {"device", N_("a device")}}},
    {.name = "pointer_device", .group = SETTINGS_LOOKING, .type = SETTING_TEXT, .offset = AT(pointer_device),
     .label = N_("Pointing device"), .help = N_("Name of the tracker or head mouse; empty: the first one that is found.")},
    {.name = "pointer_speed", .group = SETTINGS_LOOKING, .type = SETTING_NUMBER, .offset = AT(pointer_speed), .least = 25,
     .most = 400, .step = 25, .start = 100, .unit = "%", .trial = TRIAL_SEEN, .label = N_("Speed of a head mouse"),
     .help = N_("How far the pointer goes when a head mouse or mouse that is read directly moves.")},
    {.name = "pointer_silence", .group = SETTINGS_LOOKING, .type = SETTING_CHOICE, .offset = AT(pointer_silence), .most = 2,
     .label = N_("A pointer that is silent"),
     .help = N_("Eyes never keep quite still: a tracker that sends nothing has lost them. A head mouse may just be still."),
     .choices = {{"auto", N_("found out by itself")}, {"lost", N_("is lost")}, {"still", N_("keeps still")}}},
    {.name = "screen_size", .group = SETTINGS_LOOKING, .type = SETTING_NUMBER, .offset = AT(screen_inch_tenths), .tenths = true,
     .least = 30, .most = 1000, .step = 2, .start = 156, .unit = N_("in"), .trial = TRIAL_SEEN, .label = N_("Screen size"),
     .help = N_("From corner to corner, in inches: keys are made large enough for the eyes.")},
    {.name = "eye_distance", .group = SETTINGS_LOOKING, .type = SETTING_NUMBER, .offset = AT(eye_distance_cm), .least = 20,
     .most = 300, .step = 5, .start = 60, .unit = N_("cm"), .trial = TRIAL_SEEN, .label = N_("Distance of the eyes"),
     .help = N_("From the eyes to the screen.")},
    {.name = "key_size", .group = SETTINGS_LOOKING, .type = SETTING_NUMBER, .offset = AT(key_degree_tenths), .tenths = true,
     .least = 20, .most = 150, .step = 2, .start = 34, .unit = "°", .trial = TRIAL_SEEN, .label = N_("Size of keys"),
     .help = N_("Everything that can be chosen by looking is at least so wide and high. A thumb at arm's length is 2°.")},
    {.name = "gaze_board", .group = SETTINGS_LOOKING, .type = SETTING_CHOICE, .offset = AT(gaze_board), .most = 2,
     .label = N_("Write by looking with"),
     .help = N_("Keys that are taken with one look, or six big blocks and two looks; automatic: as the size of keys allows."),
     .choices = {{"auto", N_("automatic")}, {"keys", N_("keys")}, {"blocks", N_("six blocks")}}},
    {.name = "lock_on", .group = SETTINGS_LOOKING, .type = SETTING_NUMBER, .offset = AT(lock_on_ms), .most = 1000, .step = 50,
     .start = 250, .unit = N_("ms"), .trial = TRIAL_SEEN, .label = N_("Lock-on time"),
     .help = N_("The first part of the dwell time, in which nothing is shown yet: a passing glance stays without effect.")},
    {.name = "dwell_memory", .group = SETTINGS_LOOKING, .type = SETTING_NUMBER, .offset = AT(dwell_memory_ms), .most = 3000,
     .step = 50, .start = 750, .unit = N_("ms"), .trial = TRIAL_SEEN, .label = N_("Dwell memory"), .least_label = N_("off"),
     .help = N_("After looking away for no longer than this it goes on where it stopped.")},
    {.name = "dwell_speak", .group = SETTINGS_LOOKING, .type = SETTING_NUMBER, .offset = AT(dwell_speak_percent), .least = 100,
     .most = 300, .step = 10, .start = 140, .unit = "%", .trial = TRIAL_SEEN, .label = N_("Speaking takes longer"),
     .help = N_("Speaking and resting want this share of the dwell time.")},
    {.name = "dwell_risky", .group = SETTINGS_LOOKING, .type = SETTING_NUMBER, .offset = AT(dwell_risky_percent), .least = 100,
     .most = 300, .step = 10, .start = 160, .unit = "%", .trial = TRIAL_SEEN, .label = N_("Clearing and calling take longer"),
     .help = N_("Clearing, ending and calling want this share of the dwell time.")},
    {.name = "dwell_idle", .group = SETTINGS_LOOKING, .type = SETTING_NUMBER, .offset = AT(dwell_idle_ms), .most = 3000,
     .step = 100, .start = 1200, .unit = N_("ms"), .trial = TRIAL_SEEN, .label = N_("First choices after a pause"), .least_label = N_("like the others"),
     .help = N_("After 4 seconds without a choice somebody reads or rests: the next two choices take at least so long.")},
    {.name = "dwell_likely", .group = SETTINGS_LOOKING, .type = SETTING_NUMBER, .offset = AT(dwell_likely_percent), .least = 40,
     .most = 100, .step = 10, .start = 100, .unit = "%", .trial = TRIAL_SEEN, .label = N_("Likely keys are quicker"),
     .help = N_("What probably comes next wants only this share of the dwell time. 100 %: all keys alike.")},
    {.name = "look_away", .group = SETTINGS_LOOKING, YES_NO, .offset = AT(look_away), .start = 1,
     .trial = TRIAL_SEEN, .label = N_("Look away before the same again"),
     .help = N_("After a choice nothing is taken at that place until the eyes have left it.")},
    {.name = "dead_time", .group = SETTINGS_LOOKING, .type = SETTING_NUMBER, .offset = AT(dead_time_ms), .most = 3000,
     .step = 100, .start = 600, .unit = N_("ms"), .trial = TRIAL_SEEN, .label = N_("Pause on a new page"),
     .help = N_("After another page has come nothing is taken for so long.")},
    {.name = "blink", .group = SETTINGS_LOOKING, .type = SETTING_NUMBER, .offset = AT(blink_ms), .most = 1000, .step = 50,
     .start = 300, .unit = N_("ms"), .trial = TRIAL_SEEN, .label = N_("Blink"),
     .help = N_("Eyes that are lost for no longer than this have only blinked.")},
    {.name = "fixation", .group = SETTINGS_LOOKING, .type = SETTING_NUMBER, .offset = AT(fixation_degree_tenths), .tenths = true,
     .least = 5, .most = 50, .step = 1, .start = 10, .unit = "°", .trial = TRIAL_SEEN, .label = N_("Steadiness of a look"),
     .help = N_("Within this distance the eyes are resting; half as much again and the look has ended.")},
    {.name = "dwell_sound", .group = SETTINGS_LOOKING, YES_NO, .offset = AT(dwell_sound), .trial = TRIAL_CLICK, .label = N_("Sound of a choice"),
     .help = N_("A soft click when something is chosen by looking.")},
    {.name = "corner_gesture", .group = SETTINGS_LOOKING, YES_NO, .offset = AT(corner_gesture), .start = 1,
     .label = N_("Rest by the corners"),
     .help = N_("Looking at the upper left corner, then the upper right one, rests and wakes.")},
    {.name = "sway_gesture", .group = SETTINGS_LOOKING, YES_NO, .offset = AT(sway_gesture), .start = 1,
     .label = N_("Put right by looking to and fro"),
     .help = N_("Looking left, right, left, right, from edge to edge, brings the point that puts the tracker right.")},
    {.name = "scan_when_lost", .group = SETTINGS_LOOKING, YES_NO, .offset = AT(scan_when_lost),
     .label = N_("Scan when the eyes are lost"),
     .help = N_("When the tracker sees no eyes for some seconds, scanning with the switch begins.")},
    {.name = "lost_after", .group = SETTINGS_LOOKING, .type = SETTING_NUMBER, .offset = AT(lost_after_s), .least = 1, .most = 60,
     .step = 1, .start = 4, .unit = N_("s"), .label = N_("Eyes are lost after"),
     .help = N_("How long the tracker sees no eyes before the screen says so.")},
};
/* clang-format on */

size_t settings_count(void)
{
    return sizeof settings_table / sizeof settings_table[0];
}

const struct setting_info *setting_find(const char *name)
{
    for (size_t i = 0; i < settings_count(); i++)
        if (strcmp(settings_table[i].name, name) == 0)
            return &settings_table[i];
    return NULL;
}

const char *setting_group_label(enum setting_group group)
{
    static const char *const labels[] = {N_("Screen"),    N_("Scanning"),  N_("Switch"),
                                         N_("Voice"),     N_("Cue voice"), N_("Writing"),
                                         N_("Reading"),   N_("Looking")};
    return labels[group < SETTINGS_GROUP_COUNT ? group : 0];
}

/* The profiles. `fluent` is what rates are measured with, `fluent-rows` the same by rows and columns; `standard` holds the
 * field's start values; `gaze` chooses by dwelling, with the dwell time that rates are measured with. */
const char *const settings_profile_names[] = {"start", "six", "standard", "fluent", "fluent-rows", "gaze", NULL};

#define FLUENT                                                                                                \
    "board = standard\nscan_time = 1000\nfirst_item_extra = 0\npause_after_selection = 0\nignore_repeats = 100\n"  \
    "acceptance_time = 0\nurgent_hold = 1000\nrow_loops = 0\npage_loops = 0\n"

static const char *const profiles[] = {
    "board = start\nscan_pattern = linear\n",
    "board = six\n",
    "board = standard\n",
    FLUENT "scan_pattern = evidence\n",
    FLUENT "scan_pattern = row-column\n",
    "board = standard\ntext_size = 120\npointing = dwell\ndwell_time = 600\npause_after_selection = 0\n",
};

const char *settings_profile(const char *name)
{
    for (size_t i = 0; settings_profile_names[i]; i++)
        if (strcmp(settings_profile_names[i], name) == 0)
            return profiles[i];
    return NULL;
}
