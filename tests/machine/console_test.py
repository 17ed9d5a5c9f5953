#!/usr/bin/env python3
"""`console_test.py --program YINIAN --folder FOLDER`: what a person with one switch does, on a bare console.

Prints TAP. What happens and in what order is tested, not how quickly: the machine is emulated. FOLDER holds the kernel
(vmlinuz) and its first root (initrd); pictures, sound and logs stay there.
"""
import argparse
import array
import json
import os
import shutil
import subprocess
import sys
import time

import machine
import picture
from machine import Failed, wait_until

SLOW_SECONDS = 90  # the emulated machine's longest breath: its first picture
# Long enough for a picture to be taken while one thing is lit; every edge of the switch counts, so that a press which
# is read twice shows.
PERSON = """scan_time = 5000
first_item_extra = 100
pause_after_selection = 0
page_loops = 0
row_loops = 0
ignore_repeats = 0
bounce = 0
"""
# A chosen switch, which the program keeps for itself.
CHOSEN = PERSON.replace("5000", "1000") + 'switch = select "QEMU*" KEY_SPACE\n'


class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def test(self, name, check):
        """`check` returns a note (or nothing), or raises Failed."""
        self.count += 1
        try:
            note = check()
        except Failed as failure:
            self.failed += 1
            print("not ok %d - %s\n# %s" % (self.count, name, failure), flush=True)
            return
        print("ok %d - %s%s" % (self.count, name, " # " + note if note else ""), flush=True)

    def end(self):
        print("1..%d" % self.count)
        return 1 if self.failed else 0


def demand(right, what):
    if not right:
        raise Failed(what)


class Aid:
    """The program running on the machine's console, its log on the share."""

    def __init__(self, computer, program, name, settings):
        self.computer, self.program, self.name = computer, program, name
        self.log = os.path.join(computer.share, name + ".log")
        with open(os.path.join(computer.share, name + ".conf"), "w", encoding="utf-8") as file:
            file.write(settings)
        if os.path.exists(self.log):
            os.unlink(self.log)

    def start(self):
        folder = "/mnt/share/" + self.name
        self.computer.run("start %s --profile %s.conf --data /tmp/home/%s --log %s.log" %
                          (self.program, folder, self.name, folder))

    def is_running(self):
        return self.computer.run("test -d /proc/$(cat /run/pid) && echo yes") == ["yes"]

    def stop(self):
        self.computer.run("kill -TERM $(cat /run/pid)")
        wait_until(lambda: not self.is_running(), 20, "the program ends at SIGTERM")

    def events(self, since=0):
        if not os.path.exists(self.log):
            return []
        with open(self.log, encoding="utf-8") as file:
            return [json.loads(line) for line in file if line.endswith("\n")][since:]

    def wait(self, since, seconds=SLOW_SECONDS, **wanted):
        """The first event after the first `since` that has these fields."""
        def found():
            return next((e for e in self.events(since) if all(e.get(k) == v for k, v in wanted.items())), None)
        return wait_until(found, seconds, json.dumps(wanted, ensure_ascii=False))


class Driver:
    """The same program on this machine, in virtual time: what the screen should show."""

    def __init__(self, program, folder, settings, name="driver"):
        profile, data = os.path.join(folder, name + ".conf"), os.path.join(folder, name + "-data")
        shutil.rmtree(data, ignore_errors=True)
        with open(profile, "w", encoding="utf-8") as file:
            file.write(settings)
        self.process = subprocess.Popen(
            [program, "--drive", "--screen", "%dx%d" % (machine.WIDTH, machine.HEIGHT), "--profile", profile,
             "--data", data],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        self.shot = os.path.join(folder, name + ".png")

    def tell(self, command):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        demand("error" not in answer, "%s: %s" % (command, answer.get("error")))
        return answer

    def picture(self):
        self.tell("shot " + self.shot)
        return picture.read_png(self.shot)

    def middle_of(self, wanted):
        def walk(nodes):
            for node in nodes:
                yield node
                yield from walk(node.get("children", []))
        x, y, width, height = next(n["rect"] for n in walk(self.tell("tree")["nodes"]) if n["id"] == wanted)
        return x + width // 2, y + height // 2

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class Sound:
    """What the sound card has played so far: 16 bits, two channels."""

    def __init__(self, path):
        self.path = path

    def samples(self, start=0):
        with open(self.path, "rb") as file:
            file.seek(44 + 2 * start)
            data = file.read()
        return array.array("h", data[:len(data) // 2 * 2])

    def count(self):
        return max(0, (os.path.getsize(self.path) - 44) // 2) if os.path.exists(self.path) else 0

    def loud_seconds(self, start):
        """Time in which something can be heard, by pieces of 10 ms."""
        samples, piece = self.samples(start), 882
        return sum(max(map(abs, samples[i:i + piece])) > 300 for i in range(0, len(samples), piece)) / 100


class Scenario:
    """A person with one switch, no configuration: Space on any keyboard."""

    HEAD = 36  # lines

    def __init__(self, computer, program, tap):
        self.computer, self.tap = computer, tap
        self.aid = Aid(computer, program, "person", PERSON)
        self.driver = Driver(program, computer.folder, PERSON)
        self.sound = Sound(computer.sound)

    def same_picture(self, name):
        """The screen shows what the driver draws, within the time that one thing is lit."""
        wanted = self.driver.picture()

        def same():
            self.count, self.box = picture.differing(picture.read_ppm(self.computer.picture(name)), wanted)
            return self.count == 0
        try:
            wait_until(same, 7, "the same picture")
        except Failed as failure:
            raise Failed("%d pixels differ from the driver's, within %s" % (self.count, self.box)) from failure

    def typed(self):
        time.sleep(2)
        return "".join(self.computer.run("typed")).strip()

    def console_types(self):
        self.computer.tap("a")
        typed = self.typed()
        demand(typed == "61", "typed: " + typed)

    def starts(self):
        begin = time.monotonic()
        self.aid.start()
        self.aid.wait(0, kind="frame")
        return "first frame after %.1f s" % (time.monotonic() - begin)

    def press(self, **wanted):
        since = len(self.aid.events())
        self.computer.tap("spc")
        return self.aid.wait(since, 20, kind="select", **wanted)

    def says_yes(self):
        before = self.sound.count()
        self.press(id="tiles.0")
        self.aid.wait(0, kind="highlight", ids=["home.yes"])
        since = len(self.aid.events())
        self.press(id="home.yes")
        said = self.aid.wait(since, kind="say")
        self.aid.wait(since, kind="said")
        loud = self.sound.loud_seconds(before)
        demand(loud > 0.2, "only %.2f s can be heard" % loud)
        return "%s, %.2f s of sound" % (said["text"], loud)

    def once_each(self):
        time.sleep(2)
        taken = [e["id"] for e in self.aid.events() if e["kind"] == "select"]
        demand(taken == ["tiles.0", "home.yes"], "two presses selected %s" % taken)

    def drive_yes(self):
        self.driver.tell("tap")
        while not any(e.get("ids") == ["home.yes"] for e in self.driver.tell("next 60000")["events"]):
            pass
        self.driver.tell("tap")
        while not any(e["kind"] == "said" for e in self.driver.tell("next 60000")["events"]):
            pass
        self.driver.tell("wait 300")

    def clicked(self):
        since = len(self.aid.events())
        self.computer.click(*self.driver.middle_of("home.no"))
        begin = time.monotonic()
        self.aid.wait(since, 20, kind="select", id="home.no")
        took = time.monotonic() - begin
        self.aid.wait(since, kind="said")
        demand(took < 2, "%.1f s after the click" % took)
        return "after %.1f s" % took

    def shows_notice(self, name):
        """Whether something stands in the head of the screen, where warnings do."""
        shown = picture.read_ppm(self.computer.picture(name))
        count, _ = picture.differing(picture.top(shown, self.HEAD), picture.top(self.driver.picture(), self.HEAD))
        return count > 0

    def unplugged(self):
        since = len(self.aid.events())
        demand(not self.shows_notice("plugged"), "a warning is shown before anything happened")
        self.computer.unplug_keyboard()
        text = self.aid.wait(since, kind="warning")["text"]
        wait_until(lambda: self.shows_notice("unplugged"), 20, "the warning is shown")
        return text

    def plugged(self):
        since = len(self.aid.events())
        self.computer.plug_keyboard()
        wait_until(lambda: not self.shows_notice("plugged"), 20, "the warning is taken away")
        taken = [e for e in self.aid.events(since) if e["kind"] == "select"]
        demand(not taken, "selected by being plugged in: %s" % taken)
        self.press()

    def calls(self):
        since, before = len(self.aid.events()), self.sound.count()
        self.computer.key("spc", True)
        self.aid.wait(since, 30, kind="call", state="ringing")
        time.sleep(3)
        self.computer.key("spc", False)
        self.computer.picture("call")
        loud = self.sound.loud_seconds(before)
        demand(loud > 0.5, "only %.2f s can be heard" % loud)
        return "%.2f s of sound" % loud

    def nothing_typed(self):
        self.aid.stop()
        typed = self.typed()
        demand(not typed, "the console was typed into: " + typed)

    def run(self):
        test = self.tap.test
        test("before the program runs, a key types into the console", self.console_types)
        test("the program starts full screen", self.starts)
        test("the screen shows what the driver draws", lambda: self.same_picture("first"))
        test("two presses say yes, and it is heard", self.says_yes)
        self.drive_yes()
        test("the screen shows what the driver draws afterwards", lambda: self.same_picture("said"))
        test("each press counted once", self.once_each)
        test("a click takes the tile under it", self.clicked)
        test("the keyboard is pulled out: a warning", self.unplugged)
        test("the keyboard is back: no warning, and a press counts", self.plugged)
        test("a long press rings", self.calls)
        test("nothing of this was typed into the console", self.nothing_typed)
        test("afterwards a key types into the console again", self.console_types)

    def end(self):
        self.driver.end()


class Quiet:
    """How little the program does with a chosen switch, and that it works."""

    SECONDS = 20

    def __init__(self, computer, program, tap):
        self.computer, self.tap = computer, tap
        self.aid = Aid(computer, program, "quiet", CHOSEN)

    def selects(self):
        self.aid.start()
        self.aid.wait(0, kind="highlight", ids=["tiles.1"])
        since = len(self.aid.events())
        self.computer.tap("spc")
        self.aid.wait(since, 20, kind="select")
        time.sleep(2)
        taken = [e["id"] for e in self.aid.events(since) if e["kind"] == "select"]
        demand(len(taken) == 1, "one press selected %s" % taken)

    def threads(self):
        """{thread: (name, times it went to sleep, ns on the processor)} and the machine's time."""
        *lines, seconds = self.computer.run("threads")
        split = [line.split() for line in lines]
        return {thread: (name, int(sleeps), int(ns)) for thread, name, sleeps, ns in split}, float(seconds)

    def wakes_seldom(self):
        time.sleep(5)
        logged = len(self.aid.events())
        before, begin = self.threads()
        time.sleep(self.SECONDS)
        after, end = self.threads()
        logged, length = len(self.aid.events()) - logged, end - begin
        sleeps = [(a[0], a[1] - before[t][1]) for t, a in after.items() if t in before]
        total = sum(count for _, count in sleeps)
        busy = sum(a[2] - before[t][2] for t, a in after.items() if t in before) / length / 1e7
        note = "%.1f wakeups a second, %.0f %% of the emulated processor, %d log lines in %.0f s; by thread %s" % (
            total / length, busy, logged, length, sorted((s for s in sleeps if s[1]), key=lambda s: -s[1]))
        demand(0 < total < 20 * length, note)
        return note

    def memory(self):
        return "; ".join(" ".join(line.split()) for line in self.computer.run(
            "grep -E '^(VmRSS|VmHWM|Threads)' /proc/$(cat /run/pid)/status; "
            "grep -E '^(Rss|Pss|Private_Dirty|Private_Clean):' /proc/$(cat /run/pid)/smaps_rollup"))

    def run(self):
        self.tap.test("a chosen switch that is kept for the program selects, once", self.selects)
        self.tap.test("the program does not look for events all the time", self.wakes_seldom)
        self.tap.test("memory, to be known", self.memory)
        self.tap.test("it ends when it is told to", self.aid.stop)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--folder", required=True)
    arguments = parser.parse_args()
    folder, tap = os.path.abspath(arguments.folder), Tap()
    program, begin = os.path.abspath(arguments.program), time.monotonic()
    computer = machine.Machine(folder, os.path.join(folder, "vmlinuz"), os.path.join(folder, "initrd"))
    scenario = Scenario(computer, program, tap)
    try:
        computer.wait_for_shell()
        print("# the machine is up after %.1f s" % (time.monotonic() - begin), flush=True)
        scenario.run()
        Quiet(computer, program, tap).run()
    except Failed as failure:
        print("# ended early: %s" % failure)
        tap.failed += not tap.failed
    finally:
        scenario.end()
        computer.end()
    print("# %.0f s; pictures, sound and logs are in %s" % (time.monotonic() - begin, folder))
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
