/* Everything that the program warns of, in ONE table (house rule 4). A warning is on or off; it is told once when it
 * comes on, and stands in the head of the screen while it lasts. */
#ifndef YINIAN_BASE_WARNING_H
#define YINIAN_BASE_WARNING_H

#include <stdbool.h>
#include <stddef.h>

/* X(ENUM, name, urgent, text). `%s` in a text takes the detail; what to do about it is part of the sentence. */
#define WARNING_TABLE(X)                                                                                     \
    X(SWITCH_GONE, "switch-gone", true, N_("The switch is unplugged: %s"))                                   \
    X(SWITCH_BUSY, "switch-busy", true, N_("Another program holds the switch: %s"))                           \
    X(TRACKER_GONE, "tracker-gone", true, N_("The pointing device is unplugged: %s"))                                \
    X(TRACKER_BUSY, "tracker-busy", true, N_("Another program holds the pointing device: %s"))                        \
    X(SWITCH_STUCK, "switch-stuck", true, N_("The switch is stuck down. Please look at it."))                \
    X(SWITCH_RATTLES, "switch-rattles", true,                                                                \
      N_("The switch rattles more than it used to: %s. Please look at its plug and contact."))               \
    X(SWITCH_SILENT, "switch-silent", true,                                                                  \
      N_("No press for %s, longer than usual. Please see whether the switch can be reached."))               \
    X(RESTS_SOON, "rests-soon", false, N_("Nobody has pressed for long: in a minute it rests. A press puts that off.")) \
    X(EYES_LOST, "eyes-lost", true, N_("The tracker sees no eyes. Please check its place."))                \
    X(EYES_LOST_SCANNING, "eyes-lost-scanning", true,                                                        \
      N_("The tracker sees no eyes. Scanning with the switch."))                                            \
    X(EYES_DRIFT, "eyes-drift", false,                                                                       \
      N_("Your gaze lands beside the keys. Settings, “Eye tracker” puts that right."))                               \
    X(CALL_FAILED, "call-failed", true, N_("The program that calls did not run well: %s"))                   \
    X(BELL_SILENT, "bell-silent", true, N_("The bell for calls may not be heard: %s"))                       \
    X(NO_SOUND, "no-sound", true, N_("No sound device. What is said stands on the screen."))                 \
    X(INPUT_UNREADABLE, "input-unreadable", false,                                                           \
      N_("Switches cannot be read directly; the keys of this window serve. See yinian --devices"))           \
    X(SAFE_MODE, "safe-mode", true,                                                                          \
      N_("Safe mode after faults: your own files are left out, unharmed. “Start everything again” leads back."))  \
    X(SETTINGS_BROKEN, "settings-broken", false, N_("Settings: %s"))                                         \
    X(PHRASES_BROKEN, "phrases-broken", false, N_("Phrases: %s"))                                            \
    X(RECORDING_BROKEN, "recording-broken", false,                                                           \
      N_("This recording cannot be played, the synthesiser speaks: %s"))                                     \
    X(BOARDS_BROKEN, "boards-broken", false, N_("Boards: %s"))                                               \
    X(LIBRARY_BROKEN, "library-broken", false, N_("Library: %s"))                                            \
    X(READING_BROKEN, "reading-broken", false, N_("Where you stopped reading is damaged: %s"))               \
    X(LEARNT_BROKEN, "learnt-broken", false, N_("Learnt words: %s"))                                         \
    X(PERSON_BROKEN, "person-broken", false,                                                                 \
      N_("What was learnt of your pressing is damaged and begins anew: %s"))                                 \
    X(GAZE_BROKEN, "gaze-broken", false, N_("The eye tracker is not corrected; its file is damaged: %s"))    \
    X(KEPT_BROKEN, "kept-broken", false, N_("What was kept: %s"))                                            \
    X(SAVE_FAILED, "save-failed", true,                                                                      \
      N_("Not saved yet: it stays in memory and is tried again. %s"))                                        \
    X(RESTORE_FAILED, "restore-failed", true, N_("Could not go back to that copy: %s"))                       \
    X(PERSON_FAILED, "person-failed", true, N_("The people on this machine are as before: %s"))               \
    X(HAND_FAILED, "hand-failed", false, N_("This could not be handed over: %s"))                            \
    X(WORDS_MISSING, "words-missing", false, N_("The word list is missing or damaged: %s"))                  \
    X(FONT_MISSING, "font-missing", false, N_("No font with Chinese characters was found: install fonts-noto-cjk"))

#define WARNING_ENUM(ENUM, name, urgent, text) WARNING_##ENUM,
enum warning_kind { WARNING_TABLE(WARNING_ENUM) WARNING_KIND_COUNT };
#undef WARNING_ENUM

enum { WARNING_TEXT_BYTES = 240 };

struct warning_info {
    const char *name;
    bool urgent;      /* said aloud too, once */
    const char *text; /* translate with _() */
};
const struct warning_info *warning_info(enum warning_kind kind);

struct warnings {
    struct {
        bool on;
        unsigned long order; /* when it came on, newest highest */
        char detail[WARNING_TEXT_BYTES];
    } items[WARNING_KIND_COUNT];
    unsigned long next_order;
};

void warnings_init(struct warnings *warnings);
/* True when it is news: it was off, or had another detail. `detail` may be NULL. */
bool warnings_raise(struct warnings *warnings, enum warning_kind kind, const char *detail);
bool warnings_clear(struct warnings *warnings, enum warning_kind kind); /* true when it was on */
/* The sentence for the screen. */
void warning_text(const struct warnings *warnings, enum warning_kind kind, char *text, size_t size);
/* Those that are on, newest first; returns how many (at most `most`). */
int warnings_list(const struct warnings *warnings, enum warning_kind *kinds, int most);

#endif
