/* Everything that a cell can do, in ONE table (house rule 4): driver, boards, help and manual come from it.
 *
 * An action is written `name` or `name:argument`: `speak`, `open:write`, `say:breathing.3`. */
#ifndef YINIAN_ACTION_ACTION_H
#define YINIAN_ACTION_ACTION_H

#include <stdbool.h>
#include <stddef.h>

/* X(ENUM, name, takes an argument, help) */
#define ACTION_TABLE(X)                                                                                      \
    X(NONE, "none", false, N_("nothing"))                                                                    \
    X(COMMIT, "commit", true, N_("add this text to the message"))                                            \
    X(SPELL, "spell", true, N_("add this unit to the reading"))                                              \
    X(TYPE, "type", true, N_("add this character to the message"))                                           \
    X(SPEAK, "speak", false, N_("say the message aloud"))                                                    \
    X(SPEAK_AGAIN, "speak-again", false, N_("say again what was said last"))                                 \
    X(UNDO, "undo", false, N_("take back the last step"))                                                    \
    X(DELETE, "delete", false, N_("delete the last character"))                                              \
    X(DELETE_WORD, "delete-word", false, N_("delete the last word"))                                         \
    X(CLEAR, "clear", false, N_("clear the message, after asking"))                                          \
    X(SAVE_PHRASE, "save-phrase", false, N_("keep the message as a phrase"))                                 \
    X(COPY, "copy", false, N_("copy the message, for another program"))                                      \
    X(SAVE_TEXT, "save-text", false, N_("save the message as a file for others"))                            \
    X(SEND, "send", false, N_("send the message by the program that the settings name"))                     \
    X(HIDE, "hide", false, N_("hide from the listener what is written, or show it again"))                   \
    X(PAPER, "paper", false, N_("write the person's boards into a file to be printed"))                      \
    X(SAY, "say", true, N_("say this phrase"))                                                               \
    X(SAY_TEXT, "say-text", true, N_("say this text"))                                                       \
    X(OPEN, "open", true, N_("go to this screen"))                                                           \
    X(BACK, "back", false, N_("go back"))                                                                    \
    X(HOME, "home", false, N_("go to the first screen"))                                                     \
    X(MORE, "more", false, N_("show more"))                                                                  \
    X(CALL, "call", false, N_("call for help: ring until somebody comes"))                                   \
    X(CALL_STOP, "call-stop", false, N_("stop ringing: somebody is here"))                                   \
    X(CALL_PRACTICE, "call-practice", false, N_("practise calling: nobody is called"))                       \
    X(CALL_PRACTICE_STOP, "call-practice-stop", false, N_("end practising to call"))                         \
    X(REST, "rest", false, N_("rest: dark screen, no scanning"))                                             \
    X(WAKE, "wake", false, N_("wake up"))                                                                    \
    X(SETTING_CHANGE, "set", true, N_("change the setting"))                                                 \
    X(SETTING_UNDO, "take-back", true, N_("take back this change of settings"))                              \
    X(TRY, "try", true, N_("try a value of a setting: in force on this page only"))                          \
    X(TRY_KEEP, "try-keep", false, N_("keep the value that is being tried"))                                 \
    X(TRY_HEAR, "try-hear", true, N_("hear what this setting does"))                                         \
    X(FORGET_WORD, "forget-word", true, N_("forget this learnt word"))                                       \
    X(CORRECT_WORD, "correct-word", true, N_("put the message in the place of this learnt word"))            \
    X(FORGET_WORDS, "forget-words", false, N_("forget all learnt words, after asking"))                      \
    X(BODY_SIDE, "body-side", false, N_("turn the body round"))                                              \
    X(CONFIRM, "confirm", false, N_("yes, do it"))                                                           \
    X(CANCEL, "cancel", false, N_("no, leave it"))                                                           \
    X(PRACTICE, "practice", false, N_("begin to practise pressing"))                                         \
    X(PRACTICE_KEY, "practice-key", true, N_("a key to practise with"))                                      \
    X(PRACTICE_STOP, "practice-stop", false, N_("end practising"))                                           \
    X(FITTING, "fitting", false, N_("measure ten presses, to fit the switch"))                               \
    X(HABITS_NO, "habits-no", false, N_("leave the setting as it is"))                                       \
    X(GUIDE, "guide", true, N_("change settings, then go to this page of the guide"))                        \
    X(FORGET_PERSON, "forget-person", false, N_("forget how the person presses, after asking"))              \
    X(GAZE_COURSE, "gaze-course", true, N_("put the tracker right by looking at points: five, one"))           \
    X(GAZE_PRACTICE, "gaze-practice", false, N_("begin to practise looking"))                                \
    X(GAZE_STOP, "gaze-stop", false, N_("end that, or practising to look"))                                  \
    X(GAZE_BEFORE, "gaze-before", false, N_("take back how the tracker was put right last"))                 \
    X(GAZE_DRIFT, "gaze-drift", true, N_("what looks have drifted by: move it back, or leave it"))           \
    X(GAZE_FORGET, "gaze-forget", false, N_("forget how the tracker is put right, after asking"))            \
    X(BLOCK, "block", true, N_("show this block of keys large"))                                             \
    X(READ_NEXT, "read-next", false, N_("turn the page"))                                                    \
    X(READ_BACK, "read-back", false, N_("turn a page back"))                                                 \
    X(READ_GO, "read-go", true, N_("go to this place of the article"))                                       \
    X(READ_ALOUD, "read-aloud", false, N_("read aloud from here"))                                           \
    X(READ_SILENT, "read-silent", false, N_("turn the pages by themselves"))                                 \
    X(READ_STOP, "read-stop", false, N_("stop reading"))                                                     \
    X(READ_MARK, "read-mark", false, N_("mark this passage, or take the mark away"))                         \
    X(READ_SAY, "read-say", false, N_("say this passage to somebody"))                                       \
    X(READ_CHOOSE, "read-choose", true, N_("open an article that opens only by choice"))                     \
    X(EDIT, "edit", true, N_("change phrases: kind of change, category, phrase, text"))                      \
    X(EDIT_UNDO, "edit-undo", false, N_("take back the last change of the phrases"))                         \
    X(EDIT_RETRY, "edit-retry", false, N_("save once more what could not be saved"))                         \
    X(EDIT_HEAR, "edit-hear", true, N_("hear this phrase"))                                                  \
    X(FIELD, "field", true, N_("type a text: kind of change, category, phrase"))                             \
    X(FIELD_DONE, "field-done", false, N_("take the text that was typed"))                                   \
    X(FIELD_HEAR, "field-hear", false, N_("hear the text that is typed"))                                    \
    X(RECORD, "record", true, N_("record this phrase with the microphone"))                                  \
    X(RECORD_STOP, "record-stop", false, N_("end the recording"))                                            \
    X(RECORD_HEAR, "record-hear", true, N_("hear the recording of this phrase"))                             \
    X(RECORD_KEEP, "record-keep", false, N_("keep the recording, and go on to the next phrase"))             \
    X(RECORD_AGREE, "record-agree", true, N_("keep this phrase's recording though its text was changed"))    \
    X(SEARCH, "search", false, N_("look for what was written"))                                              \
    X(RESTORE, "restore", true, N_("go back to this copy of everything, after asking: its date, or undo"))     \
    X(LOCK, "lock", true, N_("the lock of the settings: digit:5, delete, take, now"))                          \
    X(BEGIN_ANEW, "begin-anew", false, N_("out of safe mode: begin anew with everything"))                   \
    X(PERSON, "person", true, N_("another person on this machine: choose, add, rename, remove, back"))         \
    X(QUIT, "quit", false, N_("end the program"))

#define ACTION_ENUM(ENUM, name, argument, help) ACTION_##ENUM,
enum action_kind { ACTION_TABLE(ACTION_ENUM) ACTION_KIND_COUNT };
#undef ACTION_ENUM

/* `argument` belongs to whoever made the action (a page's arena, a table); NULL where none is taken. */
struct action {
    enum action_kind kind;
    const char *argument;
};

struct action_info {
    const char *name;
    bool takes_argument;
    const char *help; /* translate with _() */
};

const struct action_info *action_info(enum action_kind kind);
/* Reads `name` or `name:argument`; the argument points into `text`. false: no such action, or the argument is
 * missing or too many. */
bool action_parse(const char *text, struct action *action);
/* Writes it back (always terminated). */
void action_format(const struct action *action, char *text, size_t size);

#endif
