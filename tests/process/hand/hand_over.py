"""The message handed over in a real window: to a program that takes it, fails, hangs; into a file. The
arguments are the program and read-clipboard."""

import os
import stat
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../reading"))
from window import PATIENCE_S, SETTINGS, Failed, Person, tap  # noqa: E402

MESSAGE = "我想喝水"


def open_page(program, screen, folder, script):
    """Somebody with a message before the page for others; "Send" runs the script."""
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, "..", "give")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\n{script}\n")
    os.chmod(path, 0o700)
    with open(os.path.join(folder, "message.txt"), "w", encoding="utf-8") as file:
        file.write(MESSAGE)
    person = Person(program, folder, screen, SETTINGS + f"language = en\nsend_command = {path} {folder}/given\n")
    person.may_warn = "^This could not be handed over"
    person.choose("home", "open.message")
    person.wait_for("screen", name="^message$")
    person.choose("message", "open.pass-on")
    person.wait_for("screen", name="^pass-on$")
    return person


def wait_for_file(path):
    until = time.monotonic() + PATIENCE_S
    while not os.path.exists(path):
        if time.monotonic() > until:
            raise Failed(f"{path} does not come")
        time.sleep(0.05)
    with open(path, encoding="utf-8") as file:
        return file.read()


def end(person):
    told = " ".join(event.get("text", "") for event in person.told() if event["kind"] == "line")
    assert MESSAGE not in told, "the text stands in what the program prints"
    assert person.end() == 0, "it did not end well"


def a_program_is_given_the_text(program, screen, folder):
    person = open_page(program, screen, folder, 'cat > "$1.new"; mv "$1.new" "$1"')
    person.choose("pass-on", "act.send")
    assert wait_for_file(os.path.join(folder, "given")) == MESSAGE
    assert not [event for event in person.told() if event["kind"] in ("warning", "send")]
    end(person)


def a_program_that_fails_is_told_of(program, screen, folder):
    person = open_page(program, screen, folder, "exit 7")
    person.choose("pass-on", "act.send")
    person.wait_for("warning", text="status 7")
    end(person)


def a_program_that_hangs_holds_up_nobody(program, screen, folder):
    person = open_page(program, screen, folder, 'echo x > "$1"; exec sleep 1000')
    person.choose("pass-on", "act.send")
    wait_for_file(os.path.join(folder, "given"))
    person.choose("pass-on", "act.home")
    person.wait_for("screen", name="^home$")
    person.wait_for("warning", text="took longer")
    end(person)


def the_end_of_the_program_does_not_wait_for_it(program, screen, folder):
    person = open_page(program, screen, folder, 'echo x > "$1"; exec sleep 1000')
    person.choose("pass-on", "act.send")
    wait_for_file(os.path.join(folder, "given"))
    end(person)


def what_is_copied_can_be_pasted(program, screen, folder):
    person = open_page(program, screen, folder, "exit 0")
    person.choose("pass-on", "act.copy")
    person.told()
    environment = dict(os.environ, DISPLAY=screen.display, SDL_VIDEODRIVER="x11", LSAN_OPTIONS="detect_leaks=0",
                       ASAN_OPTIONS="detect_leaks=0")
    text = subprocess.run((sys.argv[2],), env=environment, capture_output=True, text=True, timeout=PATIENCE_S).stdout
    assert text == MESSAGE, f"the clipboard holds {text!r}"
    end(person)


def a_file_for_others_is_readable_by_its_owner_alone(program, screen, folder):
    person = open_page(program, screen, folder, "exit 0")
    person.choose("pass-on", "act.save-text")
    texts = os.path.join(folder, "texts")
    until = time.monotonic() + PATIENCE_S
    while not (os.path.isdir(texts) and [name for name in os.listdir(texts) if name.endswith("-1.txt")]):
        assert time.monotonic() < until, "no file comes"
        time.sleep(0.05)
    path = os.path.join(texts, os.listdir(texts)[0])
    assert wait_for_file(path) == MESSAGE + "\n"
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    end(person)


if __name__ == "__main__":
    sys.exit(tap([a_program_is_given_the_text, a_program_that_fails_is_told_of, a_program_that_hangs_holds_up_nobody,
                  the_end_of_the_program_does_not_wait_for_it, what_is_copied_can_be_pasted,
                  a_file_for_others_is_readable_by_its_owner_alone],
                 sys.argv[1:]))
