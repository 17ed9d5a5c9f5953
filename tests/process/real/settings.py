#!/usr/bin/env python3
"""Settings that change while the program runs in a real window: `settings.py PROGRAM`. Prints TAP."""

import json
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../reading"))
from window import PATIENCE_S, SETTINGS, SETTLE_S, Failed, Person, tap  # noqa: E402


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def wait_until(is_so, otherwise):
    until = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > until:
            raise Failed(otherwise)
        time.sleep(0.05)


def what_is_said_goes_on_while_something_is_set(program, screen, data):
    """The message takes a minute; nothing but another sound device ends it."""
    write(f"{data}/message.txt", "我今天想和你说很多很多的话，" * 24)
    person = Person(program, data, screen)
    person.choose("home", "open.message")
    person.choose("message", "act.speak")
    person.wait_for("say")
    person.choose("message", "act.home")
    for shown, cell in (("home", "home.settings"), ("settings", "open.settings:screen"),
                        ("settings:screen", "open.settings:theme"), ("settings:theme", "value.1")):
        person.choose(shown, cell)
    person.wait_for("saved")
    if [event for event in person.told() if event["kind"] == "said"]:
        raise Failed("it ended with the setting")
    write(f"{data}/settings.conf", SETTINGS + "theme = light\nsound_device = another\n")
    person.wait_for("said")
    person.end()


def pixels_of_largest(log):
    with open(log, encoding="utf-8") as file:
        return max([json.loads(line).get("pixels", 0) for line in file if line.endswith("\n")], default=0)


def a_full_screen_that_is_set_in_the_file_comes_at_once(program, _, data):
    """On SDL's screen without an X server, where no window manager is needed for it."""
    log = f"{data}.log"
    write(f"{data}/settings.conf", SETTINGS + "fullscreen = no\n")
    running = subprocess.Popen([program, "--data", data, "--screen", "640x480", "--log", log], stderr=subprocess.DEVNULL,
                               env=dict(os.environ, SDL_VIDEODRIVER="dummy", SDL_AUDIODRIVER="dummy"))
    wait_until(lambda: os.path.exists(log) and pixels_of_largest(log), "no picture")
    time.sleep(SETTLE_S)
    before = pixels_of_largest(log)
    write(f"{data}/settings.conf", SETTINGS + "fullscreen = yes\n")
    try:
        wait_until(lambda: pixels_of_largest(log) > before, f"no larger picture than {before} pixels")
    finally:
        running.terminate()
        running.wait()


if __name__ == "__main__":
    sys.exit(tap([what_is_said_goes_on_while_something_is_set, a_full_screen_that_is_set_in_the_file_comes_at_once],
                 sys.argv[1:]))
