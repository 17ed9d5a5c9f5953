#!/usr/bin/env python3
"""`wayland.py PROGRAM`: both windows under Wayland. Prints TAP.

Weston shows its two displays as windows of an X server that nobody sees; keys and clicks come in there. What the
windows show is told by the scenarios. SDL 2.26 itself falls over a compositor without keyboard and pointer, as Weston's
"headless" is."""

import os
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../reading"))
import window  # noqa: E402
from window import HEIGHT, PATIENCE_S, WIDTH, Failed, Person  # noqa: E402
from aid import find_node  # noqa: E402

SETTINGS = window.SETTINGS + "partner_view = display\n"
SOCKET = "yinian-test"


def what_is_missing():
    for program, package in (("weston", "weston"), ("Xvfb", "xvfb"), ("xdotool", "xdotool"), ("xwininfo", "x11-utils")):
        if not shutil.which(program):
            return f"no {program} (package {package})"
    return ""


class Screen:
    """Two displays of Weston, side by side."""

    def __init__(self, folder):
        os.chmod(folder, 0o700)
        self.folder = folder
        self.display, self._server = self._start_x(folder)
        self._environment = dict(os.environ, DISPLAY=self.display, XDG_RUNTIME_DIR=folder)
        with open(os.path.join(folder, "weston.log"), "wb") as log:
            self._weston = subprocess.Popen(
                ["weston", "--backend=x11-backend.so", f"--width={WIDTH}", f"--height={HEIGHT}", "--output-count=2",
                 "--use-pixman", "--no-config", "--idle-time=0", f"--socket={SOCKET}"],
                env=self._environment, stdout=log, stderr=log)
        self._wait_for(lambda: os.path.exists(os.path.join(folder, SOCKET)), "Weston does not start")
        self._wait_for(lambda: len(self._outputs()) == 2, "Weston has no two displays")
        for number, output in enumerate(self._outputs()):
            self._ask("xdotool", "windowmove", "--sync", output, str(number * WIDTH), "0")

    @staticmethod
    def _start_x(folder):
        read, write = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{2 * WIDTH}x{HEIGHT}x24", "-nolisten", "tcp"],
            pass_fds=(write,), stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as told:
            return ":" + told.readline().strip(), server

    def _wait_for(self, there, complaint):
        until = time.monotonic() + PATIENCE_S
        while not there():
            if time.monotonic() > until or self._weston.poll() is not None:
                raise Failed(complaint)
            time.sleep(0.05)

    def _ask(self, *words):
        return subprocess.run(words, env=self._environment, check=True, capture_output=True, text=True).stdout

    def _outputs(self):
        return sorted(line.split()[0] for line in self._ask("xwininfo", "-root", "-tree").splitlines()
                      if "Weston Compositor - " in line)

    def close(self):
        for process in (self._weston, self._server):
            process.terminate()
            process.wait()

    def changes(self):
        """To the environment of a program that is to appear here. SDL's Wayland and what it loads free little at the end."""
        return {"WAYLAND_DISPLAY": SOCKET, "XDG_RUNTIME_DIR": self.folder, "SDL_VIDEODRIVER": "wayland", "DISPLAY": None,
                "ASAN_OPTIONS": "detect_leaks=0"}


def chosen(person):
    return [event["id"] for event in person.told() if event["kind"] == "select"]


def click(person, display, cell):
    """Where this cell of the first board stands, on that display or beside it."""
    x, y, width, height = find_node(person.tree("home"), cell).fields["rect"]
    person.click(display * WIDTH + x + width // 2, y + height // 2)


def keys_choose(person):
    person.key("space")
    person.wait_for("select", id="^tiles.0$|^bar$|^tiles.1$")


def a_click_chooses_on_the_one_and_does_nothing_on_the_other(person):
    person.told()
    found = []
    for display in (0, 1):
        click(person, display, "home.yes")
        found.append(chosen(person))
    if sorted(found) != [[], ["home.yes"]]:
        raise Failed(f"chosen: {found}")


def after_a_click_on_either_keys_choose(person):
    for display in (0, 1):
        person.told()
        person.click(display * WIDTH + WIDTH // 2, 4)
        person.key("space")
        person.wait_for("select")


def what_is_said_is_drawn_beside(person):
    person.told()
    for display in (0, 1):
        click(person, display, "home.no")
    person.wait_for("say")
    person.wait_for("partner")


def it_ends_well(person):
    status = person.end()
    if status != 0:
        raise Failed(f"status {status}: {person.last_lines()}")


TESTS = (keys_choose, a_click_chooses_on_the_one_and_does_nothing_on_the_other, what_is_said_is_drawn_beside,
         after_a_click_on_either_keys_choose, it_ends_well)


def run(program, folder):
    screen = Screen(folder)
    person = Person(program, os.path.join(folder, "data"), screen, SETTINGS, (), screen.changes())
    failed = window.in_turn(TESTS, person)
    person.end()
    screen.close()
    return 1 if failed else 0


if __name__ == "__main__":
    missing = what_is_missing()
    if missing:
        print(f"1..0 # SKIP {missing}")
        sys.exit(0)
    with window.tempfile.TemporaryDirectory(prefix="yinian-wayland-") as work:
        sys.exit(run(sys.argv[1], work))
