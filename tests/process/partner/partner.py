#!/usr/bin/env python3
"""`partner.py PROGRAM`: the window for who listens, on a display that comes while the program runs. Prints TAP.

Xorg's driver "dummy" has displays that can be plugged in; what the window shows is told by the scenarios."""

import os
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../reading"))
import window  # noqa: E402
from window import HEIGHT, SETTLE_S, WIDTH, Failed, Person  # noqa: E402

MODE = f"{WIDTH}x{HEIGHT}"
CONFIGURATION = f"""
Section "ServerFlags"
  Option "AutoAddDevices" "false"
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 1-1000
  VertRefresh 1-1000
  Modeline "{MODE}" 83.5 1280 1352 1480 1680 800 803 809 831
EndSection
Section "Device"
  Identifier "device"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Screen"
  Identifier "screen"
  Device "device"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "{MODE}"
    Virtual {2 * WIDTH} {HEIGHT}
  EndSubSection
EndSection
"""
SETTINGS = window.SETTINGS + "partner_view = display\n"


def what_is_missing():
    for program, package in (("Xorg", "xserver-xorg-core"), ("xdotool", "xdotool"), ("xrandr", "x11-xserver-utils"),
                             ("xwininfo", "x11-utils")):
        if not shutil.which(program):
            return f"no {program} (package {package})"
    return ""


class Screen:
    """An X server whose second display is not plugged in yet."""

    def __init__(self, folder):
        configuration = os.path.join(folder, "xorg.conf")
        with open(configuration, "w", encoding="utf-8") as file:
            file.write(CONFIGURATION)
        read, write = os.pipe()
        # Another seat than that of the machine: no console is opened.
        self._server = subprocess.Popen(
            ["Xorg", "-displayfd", str(write), "-config", configuration, "-seat", "seat-yinian", "-noreset",
             "-nolisten", "tcp", "-logfile", os.path.join(folder, "xorg.log")],
            pass_fds=(write,), stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        self.display = ":" + number if number else ""

    def close(self):
        self._server.terminate()
        self._server.wait()

    def _ask(self, *words):
        return subprocess.run(words, env=dict(os.environ, DISPLAY=self.display), check=True, capture_output=True,
                              text=True).stdout

    def plug_in(self):
        self._ask("xrandr", "--addmode", "DUMMY1", MODE)
        self._ask("xrandr", "--output", "DUMMY1", "--mode", MODE, "--right-of", "DUMMY0")

    def switch_off(self):
        self._ask("xrandr", "--output", "DUMMY1", "--off")

    def windows(self):
        """Of the program: their places, the one in front first, and who has the keyboard."""
        lines = [line.split() for line in self._ask("xwininfo", "-root", "-tree").splitlines() if '("yinian"' in line]
        focus = int(self._ask("xdotool", "getwindowfocus"))
        return [words[-2] for words in lines], [words[-2] for words in lines if int(words[0], 16) == focus]


MAIN, BESIDE = f"{MODE}+0+0", f"{MODE}+{WIDTH}+0"


def stands(screen, places):
    """Waits until the windows stand there, the main one with the keyboard."""
    until = time.monotonic() + window.PATIENCE_S
    while time.monotonic() < until:
        seen, focus = screen.windows()
        if sorted(seen) == sorted(places) and focus == [MAIN]:
            return
        time.sleep(0.05)
    raise Failed(f"windows stand at {seen}, keyboard: {focus}")


def without_one_there_is_none(person, screen):
    stands(screen, [MAIN])


def it_comes_with_the_display(person, screen):
    screen.plug_in()
    stands(screen, [MAIN, BESIDE])


def clicks_on_it_do_nothing(person, screen):
    person.told()
    person.click(WIDTH + WIDTH // 2, HEIGHT // 2)
    person.click(WIDTH + 20, HEIGHT - 20)
    chosen = [event for event in person.told() if event["kind"] not in ("highlight", "partner")]
    if chosen:
        raise Failed(f"it did {chosen}")
    stands(screen, [MAIN, BESIDE])


def what_is_said_is_drawn_there(person, screen):
    person.choose("home", "home.yes")
    person.wait_for("partner")


def at_rest_it_draws_nothing(person, screen):
    person.choose("home", "act.rest")
    person.wait_for("rest")
    time.sleep(SETTLE_S)
    person.told()
    if any(event["kind"] == "partner" for event in person.told()):
        raise Failed("it draws while nothing changes")


def it_goes_and_comes_again(person, screen):
    screen.switch_off()
    stands(screen, [MAIN])
    screen.plug_in()
    stands(screen, [MAIN, BESIDE])


def both_end_together(person, screen):
    if person.end() != 0:
        raise Failed("it ended badly")


TESTS = (without_one_there_is_none, it_comes_with_the_display, clicks_on_it_do_nothing, what_is_said_is_drawn_there,
         at_rest_it_draws_nothing, it_goes_and_comes_again, both_end_together)


def run(program, folder):
    screen = Screen(folder)
    if not screen.display:
        print("1..0 # SKIP Xorg's driver dummy does not start (package xserver-xorg-video-dummy)")
        return 0
    person = Person(program, os.path.join(folder, "data"), screen, SETTINGS)
    failed = window.in_turn(TESTS, person, screen)
    person.end()
    screen.close()
    return 1 if failed else 0


if __name__ == "__main__":
    missing = what_is_missing()
    if missing:
        print(f"1..0 # SKIP {missing}")
        sys.exit(0)
    with window.tempfile.TemporaryDirectory(prefix="yinian-partner-") as work:
        sys.exit(run(sys.argv[1], work))
