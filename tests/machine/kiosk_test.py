#!/usr/bin/env python3
"""`kiosk_test.py --program YINIAN --folder FOLDER`: a computer with the packages installed that starts straight into the
aid, begun by systemd, in its sandbox: what a person with one switch does there, what is broken, and what comes back.

Prints TAP. FOLDER is as kiosk-layer and run have made it; YINIAN is the packages' own program, to draw what the screen
should show.
"""
import argparse
import os
import sys
import time

import machine
import picture
from console_test import PERSON, Aid, Driver, Scenario, Sound, Tap, demand
from machine import Failed, wait_until

BOOT_SECONDS = 300  # this machine may be busy, and the other one is emulated
BACK_SECONDS = 60
UNIT = "yinian-kiosk.service"


class KioskAid(Aid):
    """The program as systemd has started it."""

    def __init__(self, computer):
        self.computer = computer
        self.log = os.path.join(computer.share, "kiosk.log")

    def empty_log(self):
        """On the share everything belongs to root, and the unit's umask lets nobody else write: so it is there before."""
        with open(self.log, "w", encoding="utf-8"):
            pass
        os.chmod(self.log, 0o666)

    def supervisor(self):
        return self.shown("MainPID")

    def pid(self):
        return "".join(self.computer.run("pgrep -P " + self.supervisor()))

    def shown(self, what):
        return "".join(self.computer.run("systemctl show -P %s %s" % (what, UNIT)))

    def message(self):
        """What is written, as the program has told it last."""
        return next((e["text"] for e in reversed(self.events()) if e["kind"] == "message"), None)


class Kiosk(Scenario):
    HEAD = 28  # of a smaller screen

    def __init__(self, computer, program, tap):
        self.computer, self.tap = computer, tap
        self.aid, self.sound = KioskAid(computer), Sound(computer.sound)
        self.driver = Driver(program, computer.folder, PERSON)
        self.writing = Driver(program, computer.folder, PERSON, "writing")
        self.writing.tell("write")

    def end(self):
        self.driver.end()
        self.writing.end()

    def boots(self):
        begin = time.monotonic()
        wait_until(lambda: self.aid.shown("ActiveState") == "active", BOOT_SECONDS, "the kiosk's unit is active")
        self.aid.wait(0, kind="highlight")
        up = "".join(self.computer.run("cut -d ' ' -f 1 /proc/uptime"))
        analysed = self.computer.run("systemctl show -P ActiveEnterTimestampMonotonic " + UNIT)
        return "ready %.1f s after the kernel began; seen %s s after, %.0f s after the shell" % (
            int(analysed[0]) / 1e6, up, time.monotonic() - begin)

    def same_picture(self, name):
        """When the same thing is lit again, at the latest."""
        for _ in range(5):
            try:
                return super().same_picture(name)
            except Failed as failure:
                last = failure
        raise last

    def is_alone(self):
        active = self.computer.run("systemctl is-active getty@tty1.service")
        demand(active == ["inactive"], "the prompt on the same console is " + str(active))
        default = self.computer.run("systemctl get-default")
        demand(default == ["yinian-kiosk.target"], str(default))

    def may_little(self):
        lines = self.computer.run("cat /proc/%s/status; stat -c '%%U %%a' /var/lib/yinian" % self.aid.pid())
        status = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
        user = self.computer.run("id -u yinian")[0]
        demand(status["Uid"].split() == [user] * 4, "user: " + status["Uid"])
        demand(int(status["CapEff"], 16) == int(status["CapBnd"], 16) == 0, "capabilities: " + status["CapBnd"])
        demand((status["NoNewPrivs"], status["Seccomp"]) == ("1", "2"), "no new rights, filter: %s" % status)
        demand(lines[-1] == "yinian 700", "the person's folder: " + lines[-1])
        said = self.computer.run("systemd-analyze security --no-pager %s | tail -n 1" % UNIT)
        return said[-1].split(":", 1)[1].strip()

    def says_yes(self):
        """From the beginning of a round, wherever the light is now."""
        self.aid.wait(len(self.aid.events()), kind="highlight", ids=["tiles.0"])
        return super().says_yes()

    def click(self, driver, wanted):
        since = len(self.aid.events())
        self.computer.click(*driver.middle_of(wanted))
        self.aid.wait(since, 20, kind="select", id=wanted)

    def writes(self):
        """Two words: the first by clicks, the second by the switch."""
        self.click(self.driver, "home.write")
        since = len(self.aid.events())
        self.click(self.writing, "suggest.0")
        self.aid.wait(since, 20, kind="message")
        text = self.one_more_word()
        demand(len(text) >= 2, "written: " + text)
        return text

    def kept(self):
        """The message has reached the disk."""
        text = self.aid.message()
        wait_until(lambda: text in self.computer.run("cat /var/lib/yinian/message.txt; echo"), 20, "message.txt holds " + text)
        return text

    def one_more_word(self):
        since = len(self.aid.events())
        self.aid.wait(since, 90, kind="highlight", ids=["suggest"])
        self.press(id="suggest")
        since = len(self.aid.events())
        self.press()
        return self.aid.wait(since, 20, kind="message")["text"]

    def killed(self):
        """It goes on where the person was: the next word stands behind the ones before."""
        text, pid = self.aid.message(), self.aid.pid()
        begin = time.monotonic()
        self.computer.run("kill -KILL " + pid)
        since = len(self.aid.events())
        self.aid.wait(since, BACK_SECONDS, kind="frame")
        took = time.monotonic() - begin
        demand(self.aid.pid() != pid, "the same program")
        more = self.one_more_word()
        demand(more.startswith(text) and len(more) > len(text), "%s, and then %s" % (text, more))
        return "%s, a picture after %.1f s; one word more: %s" % (text, took, more)

    def begins_with(self, text):
        """Begun by systemd, on the start board: the next word stands behind those that were kept."""
        self.aid.wait(0, BOOT_SECONDS, kind="highlight")
        begin = time.monotonic()
        time.sleep(5)  # the devices are opened after the first picture
        self.click(self.driver, "home.write")
        more = self.one_more_word()
        demand(more.startswith(text) and len(more) > len(text), "%s, and then %s" % (text, more))
        return begin, more

    def supervisor_killed(self):
        """All of it dies: systemd begins it anew."""
        text, pid = self.aid.message(), self.aid.supervisor()
        begin = time.monotonic()
        os.rename(self.aid.log, self.aid.log + ".killed")
        self.aid.empty_log()
        self.computer.run("kill -KILL " + pid)
        shown, more = self.begins_with(text)
        return "%s, lit after %.1f s; one word more: %s" % (text, shown - begin, more)

    def run(self):
        test = self.tap.test
        test("systemd boots to the kiosk, and its unit says that it is ready", self.boots)
        test("no prompt waits behind it, and it is what the computer starts into", self.is_alone)
        test("its user may do nothing else", self.may_little)
        test("the screen shows what the driver draws", lambda: self.same_picture("kiosk"))
        test("two presses of a USB keyboard say yes, and it is heard", self.says_yes)
        self.drive_yes()
        test("the screen shows what the driver draws afterwards", lambda: self.same_picture("kiosk-said"))
        test("each press counted once", self.once_each)
        test("a click takes the tile under it, at once", self.clicked)
        self.drive_no()
        test("the switch is unplugged: a warning", self.unplugged)
        test("it is plugged in again: the warning goes, nothing is selected, it works", self.plugged)
        test("words are written with clicks and the switch", self.writes)
        test("the message reaches the disk", self.kept)
        test("the program is killed: it is back with the message", self.killed)
        test("the supervisor is killed: systemd brings it back with the message", self.supervisor_killed)

    def drive_no(self):
        self.driver.tell("wait 2000")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--folder", required=True)
    arguments = parser.parse_args()
    folder, tap = os.path.abspath(arguments.folder), Tap()
    # So small that an emulated machine draws it well within the time after which the supervisor thinks that it hangs.
    machine.WIDTH, machine.HEIGHT = 800, 600
    program, begin = os.path.abspath(arguments.program), time.monotonic()

    def start():
        started = machine.Machine(folder, os.path.join(folder, "vmlinuz"), os.path.join(folder, "initrd"), kiosk=True)
        KioskAid(started).empty_log()
        return started

    computer = start()
    kiosk = Kiosk(computer, program, tap)
    try:
        computer.wait_for_shell()
        print("# the machine's shell is there after %.1f s" % (time.monotonic() - begin), flush=True)
        kiosk.run()
        text = kiosk.aid.message()
        computer.run("journalctl -b --no-pager -o short-monotonic >/mnt/share/journal.log")
        computer.cut_power()
        computer = kiosk.computer = kiosk.aid.computer = start()
        computer.wait_for_shell()

        def back():
            return "%s; one word more: %s" % (text, kiosk.begins_with(text)[1])
        tap.test("the power is cut and comes back: it is there again with the message", back)
    except Failed as failure:
        print("# ended early: %s" % failure)
        tap.failed += not tap.failed
    finally:
        kiosk.end()
        computer.end()
    print("# %.0f s; pictures, sound and logs are in %s" % (time.monotonic() - begin, folder))
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
