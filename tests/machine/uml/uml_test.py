#!/usr/bin/env python3
"""`uml_test.py PROGRAM SWITCHES`, in the machine of `init`: the real program and a chosen switch that the kernel takes for
real: grabbed, overrun, pulled out, and how long a press takes from the kernel to the picture.

Prints TAP. Presses, releases and readers are those of switches.c.
"""
import bisect
import fcntl
import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from console_test import Tap, demand  # noqa: E402
from machine import Failed, wait_until  # noqa: E402

BOX = "Buzz Box"
HEAD = 'switch = select "Buzz*" BTN_TRIGGER\nswitch = home "Buzz*" BTN_TOP\nbounce = 0\nignore_repeats = 0\n' \
       "pause_after_selection = 0\nfirst_item_extra = 0\npage_loops = 0\nrow_loops = 0\n"
EVERY_PRESS = HEAD + "scan_time = 1000\n"
HELD_PRESS = HEAD + "scan_time = 1000\nacceptance_time = 400\n"
STEPPING = HEAD.replace("select", "step") + 'switch = select "Buzz*" BTN_THUMB\n' \
    "scan_control = step\nwait_while_speaking = no\nlong_press_function = none\n"
BUFFER = 64  # events; the least that the kernel keeps for a reader
FLOOD = 100  # edges, of two events each
PRESSES = 200
LEADS_AWAY = {"home.call", "home.rest", "home.settings", "quit"}
LONG_SECONDS = 5  # longer than the press that calls


class Switches:
    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def tell(self, command):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        demand(answer and not answer.startswith("error"), "%s: %s" % (command, answer))
        return answer

    def seen(self):
        events, dropped, end = self.tell("seen").split()
        return int(events), int(dropped), end

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class Aid:
    """The program, with a folder of its own."""

    def __init__(self, program, name, settings):
        self.folder = "/run/home/" + name
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        self.log, profile = self.folder + "/log", self.folder + "/profile.conf"
        with open(profile, "w", encoding="utf-8") as file:
            file.write(settings)
        with open(self.folder + "/stderr", "w", encoding="utf-8") as errors:
            self.process = subprocess.Popen(
                [program, "--window", "--screen", "1280x800", "--data", self.folder + "/data", "--profile", profile,
                 "--log", self.log], stderr=errors,
                env=dict(os.environ, SDL_VIDEODRIVER="dummy", SDL_AUDIODRIVER="dummy"))
        self.wait(0, 20, kind="frame")

    def events(self, since=0):
        if not os.path.exists(self.log):
            return []
        with open(self.log, encoding="utf-8") as file:
            return [json.loads(line) for line in file if line.endswith("\n")][since:]

    def wait(self, since, seconds=10, **wanted):
        def found():
            demand(self.process.poll() is None, "the program has ended: %s" % self.process.returncode)
            return next((e for e in self.events(since) if all(e.get(k) == v for k, v in wanted.items())), None)
        try:
            return wait_until(found, seconds, json.dumps(wanted, ensure_ascii=False))
        except Failed as late:
            last = self.events(max(since, len(self.events()) - 10))
            raise Failed("\n# ".join([str(late)] + [json.dumps(event, ensure_ascii=False) for event in last])) from late

    def kinds(self, since, *kinds):
        return [e for e in self.events(since) if e["kind"] in kinds]

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Scenario:
    """A box of switches and a program with these settings."""

    def __init__(self, program, switches, name, settings):
        self.switches = switches
        switches.tell("add " + BOX)
        self.aid = Aid(program, name, settings)
        self.aid.wait(0, kind="highlight")
        time.sleep(0.5)

    def now(self):
        return len(self.aid.events())

    def selects(self, since):
        return [e["id"] for e in self.aid.kinds(since, "select")]

    def home(self, ms):
        """By a switch of its own, from wherever it went."""
        since = self.now()
        self.switches.tell("tap BTN_TOP %d" % ms)
        self.aid.wait(since, kind="highlight", ids=["tiles.0"])

    def tap(self, ms, only=None):
        """A press counts, once, and takes what was lit."""
        since = self.now()
        lit = wait_until(lambda: self.lit(since, only), 20, "something is lit that does not lead away")
        self.switches.tell("tap BTN_TRIGGER %d" % ms)
        taken = self.aid.wait(since, kind="select")["id"]
        time.sleep(0.3)
        demand(self.selects(since) == [taken], "one press selected %s" % self.selects(since))
        demand([taken] == lit, "%s was lit, %s was taken" % (lit, taken))
        return taken

    def lit(self, since, only):
        """What has been lit after `since`, and still is."""
        lit = [e["ids"] for e in self.aid.kinds(since, "highlight")]
        return lit and not set(lit[-1]) & LEADS_AWAY and only in (None, lit[-1]) and lit[-1]

    def home_and_tap(self, ms):
        self.home(ms)
        return self.tap(ms, ["tiles.1"])

    def goes_on(self, since, what):
        """Nothing was taken, no call; the light moves on."""
        wrong = self.aid.kinds(since, "select", "call")
        demand(not wrong, "%s: %s" % (what, wrong))
        self.aid.wait(self.now(), kind="highlight")

    def end(self):
        self.aid.end()
        try:
            self.switches.tell("remove")
        except Failed:
            pass


# --- 1 ---------------------------------------------------------------------------------------------------------------


class Grab(Scenario):
    def refuses(self):
        said = self.switches.tell("reader")
        demand(said == "EBUSY", "EVIOCGRAB of the second reader: " + said)
        return said

    def is_alone(self):
        taken = [press(80) for press in (self.home_and_tap, self.tap) * 3]
        seen = self.switches.seen()
        demand(seen == (0, 0, "EAGAIN"), "the second reader saw %d events, %d lost (%s)" % seen)
        return "selected %s; the second reader saw 0 events" % " ".join(taken)

    def lets_go(self):
        self.aid.end()
        self.switches.tell("tap BTN_TRIGGER 50")
        events, _, _ = self.switches.seen()
        demand(events == 4, "%d events after the program ended" % events)
        said = self.switches.tell("reader")
        demand(said == "grabbed", said)
        return "the second reader sees %d events of a press" % events

    def run(self, tap):
        tap.test("a second reader cannot grab the chosen switch", self.refuses)
        tap.test("it sees nothing of it, and each press counts once", self.is_alone)
        tap.test("when the program has ended it sees all", self.lets_go)


# --- 2 ---------------------------------------------------------------------------------------------------------------


class Dropped(Scenario):
    """What is written while the program stands still waits in the kernel's buffer, as long as there is room."""

    def stopped(self, *commands):
        self.aid.process.send_signal(signal.SIGSTOP)
        time.sleep(0.1)
        try:
            for command in commands:
                self.switches.tell(command)
        finally:
            self.aid.process.send_signal(signal.SIGCONT)
        time.sleep(1)

    def keeps_what_fits(self):
        self.home(80)
        self.aid.wait(self.now(), kind="highlight", ids=["tiles.1"])
        since = self.now()
        self.stopped("tap BTN_TRIGGER 100", "tap BTN_TRIGGER 100")
        taken = self.selects(since)
        demand(len(taken) == 2, "two presses selected %s" % taken)
        return "2 presses, 8 events: selected " + " ".join(taken)

    def ends_open(self):
        """Pressed; then more than fits; open at the end."""
        self.home(80)
        self.aid.wait(self.now(), kind="highlight", ids=["tiles.1"])
        since = self.now()
        self.switches.tell("key BTN_TRIGGER 1")
        self.aid.wait(since, kind="select")
        time.sleep(0.3)
        since = self.now()
        self.stopped("key BTN_TRIGGER 0", "flood BTN_TRIGGER %d" % FLOOD)
        time.sleep(LONG_SECONDS)
        self.goes_on(since, "of %d events for a buffer of %d" % (2 * FLOOD, BUFFER))
        return "%d events, none of which says that it is open: selected 0, rang 0 in %d s" % (2 * FLOOD, LONG_SECONDS)

    def ends_held(self):
        """Open; then more than fits; held at the end, let go later."""
        self.home(80)
        since = self.now()
        self.stopped("flood BTN_TRIGGER %d" % (FLOOD + 1))
        time.sleep(LONG_SECONDS)
        self.goes_on(since, "found held")
        self.switches.tell("key BTN_TRIGGER 0")
        time.sleep(0.5)
        self.goes_on(since, "let go")
        return "held for %d s, let go: selected 0, rang 0" % LONG_SECONDS

    def calls(self):
        since = self.now()
        self.switches.tell("key BTN_TRIGGER 1")
        self.aid.wait(since, LONG_SECONDS + 5, kind="call")
        self.switches.tell("key BTN_TRIGGER 0")
        return "rang"

    def was_dropped(self):
        """The same by a reader that the kernel tells of it: no other can hear it of a grabbed box."""
        self.aid.end()
        self.switches.tell("reader")
        self.switches.tell("flood BTN_TRIGGER %d" % FLOOD)
        events, dropped, _ = self.switches.seen()
        demand(dropped >= 1, "%d events, SYN_DROPPED %d times" % (events, dropped))
        return "%d events written, %d read, SYN_DROPPED %d times" % (2 * FLOOD, events, dropped)

    def run(self, tap):
        tap.test("presses that fit into the buffer count, late as they are read", self.keeps_what_fits)
        tap.test("SYN_DROPPED while held, open afterwards: nothing selected, no call", self.ends_open)
        tap.test("the next press counts once and takes what is lit", lambda: self.tap(80))
        tap.test("SYN_DROPPED, held afterwards: nothing selected, no call; nor when it is let go", self.ends_held)
        tap.test("the next press counts once and takes what is lit", lambda: self.tap(80, ["tiles.1"]))
        tap.test("and a long one calls", self.calls)
        tap.test("the kernel did drop: a reader without the program", self.was_dropped)


# --- 3 ---------------------------------------------------------------------------------------------------------------


class Unplugged(Scenario):
    """A press must last 400 ms to count; the box goes after 100."""

    def vanishes(self):
        self.home_and_tap(700)
        since = self.now()
        self.switches.tell("reader")
        self.switches.tell("key BTN_TRIGGER 1")
        time.sleep(0.1)
        begin = time.monotonic()
        self.switches.tell("remove")
        said = self.aid.wait(since, kind="warning")["text"]
        took = time.monotonic() - begin
        demand(BOX in said or "Buzz" in said, "said: " + said)
        _, _, end = self.switches.seen()
        demand(end == "ENODEV", "a reader is told " + end)
        time.sleep(LONG_SECONDS)
        self.goes_on(since, "gone while pressed")
        return "%s to a reader; “%s” at most %.0f ms later; selected 0, rang 0 in %d s" % (
            end, said, took * 1000, LONG_SECONDS)

    def is_back(self):
        since = self.now()
        begin = time.monotonic()
        self.switches.tell("add " + BOX)
        wait_until(lambda: self.switches.tell("reader") == "EBUSY", 10, "grabbed again")
        took = time.monotonic() - begin
        time.sleep(0.5)
        self.goes_on(since, "plugged in")
        return "grabbed again at most %.0f ms later, nothing selected" % (took * 1000)

    def told_again(self):
        """What stands there is not told twice: so it was taken away."""
        since = self.now()
        self.switches.tell("remove")
        said = self.aid.wait(since, kind="warning")["text"]
        self.switches.tell("add " + BOX)
        time.sleep(0.5)
        self.goes_on(since, "out and in")
        return said

    def too_short(self):
        since = self.now()
        self.switches.tell("tap BTN_TRIGGER 200")
        time.sleep(1)
        self.goes_on(since, "200 ms of 400")

    def many_times(self):
        times = 20
        for _ in range(times):
            self.switches.tell("key BTN_TRIGGER 1")
            self.switches.tell("remove")
            self.switches.tell("add " + BOX)
        time.sleep(1)
        self.home_and_tap(700)
        return "%d times" % times

    def run(self, tap):
        tap.test("pulled out while pressed: told, nothing selected, scanning goes on", self.vanishes)
        tap.test("plugged in again: grabbed, nothing selected", self.is_back)
        tap.test("the press before it went is forgotten: a short one does not count", self.too_short)
        tap.test("one that is long enough does, once, and takes what is lit", lambda: self.home_and_tap(700))
        tap.test("the notice had gone: pulled out once more it is told once more", self.told_again)
        tap.test("out while pressed and in again, at once, many times: works", self.many_times)


# --- 4 ---------------------------------------------------------------------------------------------------------------


def spread(values):
    values = sorted(values)
    texts = ["p%d %.2f" % (part, values[min(len(values) - 1, len(values) * part // 100)]) for part in (50, 95, 99)]
    return "%s max %.2f ms (n %d)" % (" ".join(texts), values[-1], len(values))


class Latency(Scenario):
    """`target` is that of tests/bench/real_bench.py, for a machine that has nothing else to do; what fails is a program that
    is slow on any."""

    TARGET_MS, MEDIAN_AT_MOST_MS = 10, 50

    def measure(self):
        time.sleep(2)
        answer = self.switches.tell("presses %d" % PRESSES)
        written = [tuple(map(int, numbers.split())) for numbers in answer.strip(";").split(";")]
        demand(len(written) == PRESSES, "%d presses" % len(written))
        time.sleep(0.5)
        frames = [(e["us"], e["pixels"]) for e in self.aid.kinds(0, "frame")]
        stamps = [us for us, _ in frames]
        small, whole = [], []
        for number, (pressed, _, _) in enumerate(written):
            at = bisect.bisect(stamps, pressed)
            demand(at < len(stamps) and stamps[at] - pressed < 1000000, "no picture after press %d" % number)
            (whole if frames[at][1] > 1000000 else small).append((stamps[at] - pressed) / 1000)
        print("# the highlight moves: %s" % spread(small))
        print("# a whole page: %s" % spread(whole))
        print("# the kernel has stamped the press within: %s" % spread([took / 1000 for _, took, _ in written]))
        print("# the machine is late in waking anybody by: %s" % spread([late / 1000 for _, _, late in written]))
        result, both = spread(small + whole), sorted(small + whole)
        demand(both[len(both) // 2] <= self.MEDIAN_AT_MOST_MS, "median more than %d ms: %s" % (
            self.MEDIAN_AT_MOST_MS, result))
        return "%s; target p99 %d ms: %s" % (
            result, self.TARGET_MS, "held" if both[len(both) * 99 // 100] <= self.TARGET_MS else "MISSED")

    def run(self, tap):
        tap.test("from the kernel's stamp to the picture: median at most %d ms" % self.MEDIAN_AT_MOST_MS, self.measure)


def give_chance():
    """The machine has no noise of its own: getrandom() would wait for ever."""
    RNDADDENTROPY, size = 0x40085203, 64
    with open("/dev/random", "wb") as device:
        fcntl.ioctl(device, RNDADDENTROPY, struct.pack("ii%ds" % size, 8 * size, size, bytes(range(size))))


def main():
    give_chance()
    program, begin = os.path.abspath(sys.argv[1]), time.monotonic()
    switches, tap = Switches(os.path.abspath(sys.argv[2])), Tap()
    for kind, settings in ((Grab, EVERY_PRESS), (Dropped, EVERY_PRESS), (Unplugged, HELD_PRESS), (Latency, STEPPING)):
        name = kind.__name__.lower()
        try:
            scenario = kind(program, switches, name, settings)
        except Failed as failure:
            tap.test(name + ": begins", lambda why=failure: demand(False, why))
            continue
        scenario.run(tap)
        scenario.end()
    switches.end()
    failed = tap.end()
    print("# machine: its clock %.1f s" % (time.monotonic() - begin), flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
