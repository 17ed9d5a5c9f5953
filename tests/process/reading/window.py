"""The real program in a window of an X server that nobody sees, used as a caregiver does: with keys, wheel and clicks.

What it tells (`--log -`) is read as events; where cells stand and what stands on a page is asked of the driver, which lays
out the same screen. What is to be seen is looked at in the server's frame buffer.
"""

import json
import os
import queue
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../scenarios"))
from aid import Aid, find_node, nodes_of  # noqa: E402

WIDTH, HEIGHT = 1280, 800
PATIENCE_S = 60  # a sanitized program on a busy machine; no test waits for it otherwise
SETTLE_S = 0.4  # a picture is drawn well within it; nothing is judged by how long it took
SETTINGS = "scan_time = 5000\nrest_after = 0\nfirst_item_extra = 200\n"


class Failed(Exception):
    """What was waited for did not come."""


def what_is_missing():
    """Why these tests cannot run here, or ""."""
    for program in ("Xvfb", "xdotool"):
        if not shutil.which(program):
            return f"no {program} (package {program.lower()})"
    return ""


class Screen:
    """An X server without a screen."""

    def __init__(self, folder):
        self._folder = folder
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp",
             "-fbdir", folder], pass_fds=(write,), stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        if not number:
            raise Failed("the X server does not start")
        self.display = ":" + number

    def close(self):
        self._server.terminate()
        self._server.wait()

    def rows(self):
        """What is on the screen: its rows of pixels, four bytes each (blue, green, red, nothing)."""
        with open(os.path.join(self._folder, "Xvfb_screen0"), "rb") as file:
            dump = file.read()
        header = struct.unpack(">25I", dump[:100])  # XWDFile.h
        size, line, colours = header[0], header[12], header[19]
        begin = size + colours * 12
        return [dump[begin + y * line:begin + y * line + WIDTH * 4] for y in range(HEIGHT)]


NO_SWITCH = "^(不能直接读取开关|Switches cannot be read directly)"


class Person:
    """The program and whoever sits before it. `data`: its folder; `changes` to its environment; None: without a variable.
    `may_warn`: of what it may warn the person (a regular expression); any other warning is a failure, told at the end."""

    may_warn = "^$"

    def __init__(self, program, data, screen, settings=SETTINGS, options=("--window",), changes=None):
        self.program, self.data, self.screen = program, data, screen
        os.makedirs(os.path.join(data, "articles"), exist_ok=True)
        with open(os.path.join(data, "settings.conf"), "w", encoding="utf-8") as file:
            file.write(settings)
        suppressions = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../real/lsan.supp")
        self._environment = dict(
            os.environ, DISPLAY=screen.display, SDL_VIDEODRIVER="x11", SDL_AUDIODRIVER="dummy",
            LSAN_OPTIONS=f"suppressions='{suppressions}':print_suppressions=0")
        for name in ("LANGUAGE", "LC_ALL", "SDL_VIDEO_X11_WMCLASS"):
            self._environment.pop(name, None)
        its = {name: value for name, value in {**self._environment, **(changes or {})}.items() if value is not None}
        self._lines, self._warned = queue.Queue(), []
        self._process = subprocess.Popen([program, "--data", data, "--log", "-", *options], stdout=subprocess.PIPE,
                                         stderr=subprocess.STDOUT, env=its)
        threading.Thread(target=self._listen, daemon=True).start()
        self.wait_for("screen", name="home")
        time.sleep(SETTLE_S)

    def _listen(self):
        for line in self._process.stdout:
            line = line.decode(errors="replace").rstrip("\n")
            if '"kind":"warning"' in line:
                self._warned.append(json.loads(line)["text"])
            self._lines.put(line)
        self._lines.put(None)

    def _next(self, until):
        try:
            return self._lines.get(timeout=max(0.01, until - time.monotonic()))
        except queue.Empty:
            return ""

    def told(self):
        """All that was told since it was asked last: events, and lines that are none."""
        time.sleep(SETTLE_S)
        found = []
        while not self._lines.empty():
            line = self._lines.get()
            if line is None:
                raise Failed("the program has ended")
            found.append(json.loads(line) if line.startswith("{") else {"kind": "line", "text": line})
        return [event for event in found if event["kind"] not in ("frame", "sound")]

    def wait_for(self, kind, **fields):
        """The next event of this kind with these fields (regular expressions). What comes before is passed."""
        until = time.monotonic() + PATIENCE_S
        passed = []
        while time.monotonic() < until:
            line = self._next(until)
            if line is None:
                raise Failed("the program has ended: " + " | ".join(passed[-5:]))
            passed.append(line)
            event = json.loads(line) if line.startswith("{") else {"kind": "line", "text": line}
            if event["kind"] == kind and all(re.search(text, event.get(name, "")) for name, text in fields.items()):
                return event
        raise Failed(f"no {kind} {fields}; there was " + " | ".join(passed[-5:]))

    def do(self, *words):
        subprocess.run(["xdotool", *map(str, words)], env=self._environment, check=True)

    def key(self, name):
        self.do("key", name)

    def wheel(self, up=False):
        self.do("mousemove", WIDTH // 2, HEIGHT // 3, "click", 4 if up else 5)
        time.sleep(SETTLE_S)  # one movement of the wheel, and then another

    def click(self, x, y):
        self.do("mousemove", x, y, "click", 1)

    def tree(self, screen):
        """The screen as the driver lays it out, with the same files."""
        with tempfile.TemporaryDirectory() as folder:
            data = os.path.join(folder, "data")
            shutil.copytree(self.data, data)
            with Aid(self.program, data, ["--screen", f"{WIDTH}x{HEIGHT}"]) as aid:
                aid.ask(f"open {screen}")
                return aid.ask("tree")

    def choose(self, screen, cell):
        """Clicks a cell, where it stands on that screen."""
        node = find_node(self.tree(screen), cell)
        if node is None:
            raise Failed(f"there is no {cell} on {screen}")
        x, y, width, height = node.fields["rect"]
        self.click(x + width // 2, y + height // 2)
        self.wait_for("select", id=f"^{re.escape(cell)}$")

    def end(self):
        """Ends it; returns its status."""
        if self._process.poll() is None:
            self._process.terminate()
        try:
            status = self._process.wait(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait()
        unasked = [text for text in self._warned if not re.search(f"{NO_SWITCH}|{self.may_warn}", text)]
        if unasked:
            raise Failed(f"it warns of {unasked}")
        return status

    def last_lines(self):
        """What it said that is no event, since it was asked last."""
        lines = []
        while not self._lines.empty():
            line = self._lines.get()
            if line and not line.startswith("{"):
                lines.append(line)
        return "\n".join(lines)

    @property
    def pid(self):
        return self._process.pid

    @property
    def runs(self):
        return self._process.poll() is None


def lines_of(tree):
    """What stands on a page of an article, without blanks."""
    return "".join(node.label for node in nodes_of(tree) if node.role == "line").replace(" ", "")


def in_turn(tests, *arguments):
    """Runs `tests` one after another with the same things; each returns nothing or raises. Returns how many failed."""
    failed = 0
    print(f"1..{len(tests)}", flush=True)
    for number, test in enumerate(tests, 1):
        problem = None
        try:
            test(*arguments)
        except Failed as error:
            problem = str(error)
        failed += problem is not None
        print(f"{'not ok' if problem else 'ok'} {number} - {test.__name__.replace('_', ' ')}", flush=True)
        for line in (problem or "").splitlines():
            print(f"# {line}")
    return failed


def tap(tests, arguments):
    """Runs `tests`, functions (program, screen, folder) that return nothing or raise. Returns the exit status."""
    missing = what_is_missing()
    if missing:
        print(f"1..0 # SKIP {missing}")
        return 0
    failed = 0
    print(f"1..{len(tests)}")
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace("_", " ")
        with tempfile.TemporaryDirectory(prefix="yinian-reading-") as folder:
            screen = Screen(folder)
            problem = None
            try:
                test(arguments[0], screen, os.path.join(folder, "data"))
            except (Failed, AssertionError) as error:
                problem = str(error) or "an assertion failed"
            finally:
                screen.close()
        failed += problem is not None
        print(f"{'not ok' if problem else 'ok'} {number} - {name}", flush=True)
        for line in (problem or "").splitlines():
            print(f"# {line}")
    return 1 if failed else 0
