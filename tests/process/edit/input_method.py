#!/usr/bin/env python3
"""A phrase typed with a real input method: IBus with its pinyin (packages ibus, ibus-libpinyin, dbus), in a real window with real
key events. `input_method.py PROGRAM`. Prints TAP.

What is spelt stands in the field while it is spelt, what is chosen comes into it, and the keys that the input method uses
(Space, Enter, Backspace, Escape) do nothing else: they neither end the field nor are they the switch."""

import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../reading"))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from window import PATIENCE_S, SETTINGS, Failed, Person, tap  # noqa: E402
from typing_phrases import open_category, own, wait_for_own  # noqa: E402

ENGINE = "libpinyin"
TRIES = 3


def what_is_missing():
    """Why there is no input method to be had here, or ""."""
    for program, package in (("dbus-daemon", "dbus"), ("ibus-daemon", "ibus")):
        if not shutil.which(program):
            return f"no {program} (package {package})"
    if not os.path.exists("/usr/share/ibus/component/libpinyin.xml"):
        return "no pinyin for IBus (package ibus-libpinyin)"
    return ""


class InputMethod:
    """IBus on a bus of its own, with files of its own."""

    def __init__(self, display):
        self._folder = folder = tempfile.mkdtemp(prefix="yinian-ibus-")
        os.environ.update(HOME=folder, XDG_CONFIG_HOME=f"{folder}/config", XDG_CACHE_HOME=f"{folder}/cache",
                          XDG_RUNTIME_DIR=folder, GSETTINGS_BACKEND="memory", DISPLAY=display, SDL_IM_MODULE="ibus",
                          XMODIFIERS="@im=ibus", DBUS_SESSION_BUS_ADDRESS=f"unix:path={folder}/bus")
        self._bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--nopidfile",
                                      f"--address=unix:path={folder}/bus"], stderr=subprocess.DEVNULL)
        self._wait(lambda: os.path.exists(f"{folder}/bus"), "the message bus")
        self._ibus = subprocess.Popen(["ibus-daemon", "--panel=disable", "--emoji-extension=disable", "--cache=refresh"],
                                      stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        self._wait(self._takes_engine, "IBus")

    @staticmethod
    def _takes_engine():
        subprocess.run(["ibus", "engine", ENGINE], capture_output=True, check=False)
        told = subprocess.run(["ibus", "engine"], capture_output=True, text=True, check=False)
        return told.stdout.strip() == ENGINE

    @staticmethod
    def _wait(is_there, what):
        until = time.monotonic() + PATIENCE_S
        while not is_there():
            if time.monotonic() > until:
                raise Failed(f"{what} does not start")
            time.sleep(0.1)

    def take_engine(self):
        self._wait(self._takes_engine, "the pinyin of IBus")

    def close(self):
        for process in (self._ibus, self._bus):
            process.terminate()
            process.wait()
        for _ in range(100):  # the engine still writes while it ends
            shutil.rmtree(self._folder, ignore_errors=True)
            if not os.path.exists(self._folder):
                break
            time.sleep(0.1)


def spell(person, letters):
    person.do("type", "--delay", "200", letters)


def texts_told(person):
    return [event["text"] for event in person.told() if event["kind"] == "message"]


def warm_up(person):
    """SDL gives the input method 0.3 s for a key; where it needs more (its dictionaries are still being read) the letter comes in
    as it is. Until it is quick enough, what came is deleted again."""
    for _ in range(10):
        spell(person, "nihao")
        person.key("space")
        came = texts_told(person)
        for _ in range(len(came[-1]) if came else 0):
            person.key("BackSpace")
            time.sleep(0.1)
        person.told()
        if came == ["你好"]:
            return
    raise Failed(f"the input method is too slow: {came}")


def open_field(program, screen, folder, method):
    person = Person(program, folder, screen, SETTINGS)
    open_category(person, "pain")
    person.choose("edit:pain", "field.add")
    person.wait_for("screen", name="^field$")
    method.take_engine()
    time.sleep(0.4)
    warm_up(person)
    return person


def pinyin_becomes_a_phrase(person):
    spell(person, "shouwan")
    assert texts_told(person) == [], "what is spelt is no text yet"
    person.key("space")
    person.wait_for("message", text="^手腕$")
    spell(person, "teng")
    person.key("BackSpace")  # one letter of what is spelt
    person.key("BackSpace")
    person.key("Escape")  # all of it: the field stays
    assert texts_told(person) == [], "a key of the input method changed the text"
    spell(person, "tengtong")
    person.key("space")
    person.wait_for("message", text="^手腕疼痛$")
    assert own(person) == "", "nothing is written before it is done"
    spell(person, "abc")
    person.key("Return")  # as it was spelt: into the text, and the field stays
    person.wait_for("message", text="^手腕疼痛abc$")
    for _ in "abc":
        person.key("BackSpace")
    person.wait_for("message", text="^手腕疼痛$")
    person.key("Return")
    person.wait_for("screen", name="^edit:pain:手腕疼痛$")
    wait_for_own(person, "# 疼痛 {id: pain}\n\n- 手腕疼痛\n")


def try_once(program, screen, folder):
    method = InputMethod(screen.display)
    try:
        person = open_field(program, screen, folder, method)
        try:
            pinyin_becomes_a_phrase(person)
        finally:
            status = person.end()
    finally:
        method.close()
    assert status == 0, f"status {status}"


def typed_with_pinyin(program, screen, folder):
    """A machine that is busy for longer than SDL waits for the input method makes a letter of a key: then once more."""
    for attempt in range(1, TRIES + 1):
        try:
            return try_once(program, screen, f"{folder}-{attempt}")
        except (Failed, AssertionError) as error:
            if attempt == TRIES:
                raise
            print(f"# once more: {error}", flush=True)


def main():
    missing = what_is_missing()
    if missing:
        print(f"1..0 # SKIP {missing}")
        return 0
    return tap([typed_with_pinyin], sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
