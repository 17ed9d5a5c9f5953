#!/usr/bin/env python3
"""Several people at one machine, in a real window: `people.py PROGRAM`. Prints TAP.

A caregiver changes the person with the mouse. What is written and what is set is each one's own, on the screen and on the disk;
the call rings before, between and after; and whoever was there goes on after the program has died, whoever it was begun with."""

import os
import signal
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../reading"))
from window import HEIGHT, SETTINGS, WIDTH, Failed, Person, tap  # noqa: E402
from aid import Aid, choose, find_node  # noqa: E402


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


class Logging(Person):
    """What it tells is read from the file that its --log names."""

    def _listen(self):
        log, at = f"{self.data}.log", 0
        while self._process.poll() is None:
            time.sleep(0.05)
            told = read(log)[at:] if os.path.exists(log) else ""
            whole = told[:told.rfind("\n") + 1]
            at += len(whole)
            for line in whole.splitlines():
                self._lines.put(line)
        self._lines.put(None)


class People:
    """The folder of a machine that 甲 (the first) and 乙 share, and its program."""

    def __init__(self, program, screen, data, options=(), who=Person):
        self.data, self.program = data, program
        self.first, self.other = f"{data}/message.txt", f"{data}/people/乙/message.txt"
        write(self.first, "甲的话")
        write(self.other, "乙的话")
        write(f"{data}/people/people.txt", "last = \nfirst = 甲\n")
        write(f"{data}/people/乙/settings.conf", SETTINGS.replace("5000", "4000") + "theme = light\n")
        self.person = who(program, data, screen, SETTINGS + "theme = dark\n", options)
        self.person.told()

    def place(self, walk, cell):
        """Where a cell stands after these commands, of who is there now."""
        with Aid(self.program, self.copy(), ["--screen", f"{WIDTH}x{HEIGHT}"]) as aid:
            for step in walk:
                if step.startswith("choose "):
                    choose(aid, step.removeprefix("choose "))
                else:
                    aid.ask(step)
            node = find_node(aid.ask("tree"), cell)
        if node is None:
            raise Failed(f"there is no {cell} after {walk}")
        x, y, width, height = node.fields["rect"]
        return x + width // 2, y + height // 2

    def copy(self):
        """A folder like this one, to ask what stands where."""
        folder = f"{self.data}-asked"
        for name in ("", "/people/乙"):
            settings = f"{self.data}{name}/settings.conf"
            if os.path.exists(settings):
                write(f"{folder}{name}/settings.conf", read(settings))
        write(f"{folder}/people/people.txt", read(f"{self.data}/people/people.txt"))
        return folder

    def take(self, walk, cell, **awaited):
        self.person.click(*self.place(walk, cell))
        self.person.wait_for("select", id=f"^{cell}$")
        if awaited:
            self.person.wait_for(**awaited)

    def call(self, walk, cell="act.call", then="home"):
        """It rings, and two answers end it."""
        self.take(walk, cell, kind="call", state="ringing")
        self.take(["open home", "choose home.call"], "act.call-stop", kind="screen", name="^call-stop$")
        time.sleep(1.2)  # an answer needs a second without presses before it (app_call.h)
        self.take(["open home", "choose home.call", "choose act.call-stop"], "act.confirm", kind="call",
                  state="acknowledged")
        self.person.wait_for("screen", name=f"^{then}$")

    def change_to(self, number):
        self.take(["open home"], "home.settings", kind="screen", name="^settings")
        self.take(["open settings"], "open.people", kind="screen", name="^people$")
        self.take(["open people"], f"person.{number}", kind="screen", name="^ask$")
        self.take(["open people", f"choose person.{number}"], "act.confirm", kind="screen", name="^home$")
        self.begun_anew()
        self.person.told()

    def begun_anew(self):
        """Its first page is there, with what belongs to who is there now."""
        self.person.wait_for("screen", name="^home$")

    def say_what_is_written(self):
        """What the program has in hand, as it says it."""
        self.take(["open home"], "open.message", kind="screen", name="^message$")
        self.take(["open message"], "act.speak")
        said = self.person.wait_for("say")["text"]
        self.take(["open message"], "act.home", kind="screen", name="^home$")
        return said

    def write_word(self):
        """The first word that is offered comes into the message."""
        self.take(["open home"], "home.write", kind="screen", name="^write$")
        self.take(["open write"], "suggest.0", kind="message")
        self.take(["open write"], "act.home", kind="screen", name="^home$")


def expect(what, found, wanted):
    if found != wanted:
        raise Failed(f"{what}: {found!r} instead of {wanted!r}")


def each_has_their_own(program, screen, data):
    people = People(program, screen, data)
    people.call(["open home"])
    people.change_to(1)
    expect("what 乙 has written", people.say_what_is_written(), "乙的话")
    people.call(["open home"])
    people.write_word()
    people.change_to(0)
    expect("what 甲 has written", people.say_what_is_written(), "甲的话")
    people.call(["open home"])
    expect("its status", people.person.end(), 0)
    expect("甲's message", read(people.first), "甲的话")
    expect("乙's message is longer", read(people.other)[:3] + "…" * (len(read(people.other)) > 3), "乙的话…")
    expect("甲's settings", "theme = dark" in read(f"{data}/settings.conf"), True)
    expect("乙's settings", "theme = light" in read(f"{data}/people/乙/settings.conf"), True)
    expect("what they said, each", [len(os.listdir(f"{data}{name}/said")) for name in ("", "/people/乙")], [1, 1])


def the_log_of_one_goes_on_with_the_next(program, screen, data):
    people = People(program, screen, data, ["--log", f"{data}.log"], Logging)
    before = read(f"{data}.log")
    people.change_to(1)
    expect("its status", people.person.end(), 0)
    expect("the log begins with what 甲 was told", read(f"{data}.log").startswith(before), True)


def child_of(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return int(file.read().split()[0])


def whoever_was_there_goes_on_after_a_death(program, screen, data):
    people = People(program, screen, data, ["--supervise", "--person", "甲"])
    people.change_to(1)
    os.kill(child_of(people.person.pid), signal.SIGKILL)
    people.person.wait_for("line", text="the program died")
    people.begun_anew()
    people.person.told()
    expect("what is written after the death", people.say_what_is_written(), "乙的话")
    people.call(["open home"])
    expect("its status", people.person.end(), 0)
    expect("甲's message", read(people.first), "甲的话")
    expect("who is there the next time", read(f"{data}/people/people.txt"), "last = 乙\nfirst = 甲\n")


def main():
    return tap([each_has_their_own, the_log_of_one_goes_on_with_the_next, whoever_was_there_goes_on_after_a_death],
               sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
