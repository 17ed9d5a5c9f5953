#!/usr/bin/env python3
"""Help always comes: from every screen and special state, by every gesture, through the real program in virtual time.

`call_everywhere.py PROGRAM` prints TAP, one line a gesture. In each state the gesture is made; then
- it rings with its last moment: no virtual time passes in between;
- somebody acknowledges it, with the eyes or the switch: it is quiet, and one is where one was (out of a rest, awake);
- the message is what it was."""

import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "scenarios"))
import aid  # noqa: E402
import tap  # noqa: E402

FIXED = "language = en\nscan_time = 1000\nfirst_item_extra = 0\nlearn = no\n"
WIDTH, HEIGHT = 1280, 800
SAMPLE_MS = 16
CALM_MS = 1100
LISTENS = "guide:input"

# What is shown over and beside the screens: its name, and the commands that lead there from the start.
WRITTEN = ("write", "CHOOSE suggest.0", "wait 1500")
STATES = {
    "reading aloud": ("open read:L04", "CHOOSE act.read-aloud", "wait 2500"),
    "speaking": (*WRITTEN, "CHOOSE act.speak", "wait 300"),
    "a question": (*WRITTEN, "open settings", "CHOOSE act.quit"),
    "a confirmation": (*WRITTEN, "open write:digits", "CHOOSE type.1", "CHOOSE act.clear"),
    "a field with text": ("open edit:urgent", "CHOOSE FIRST field", "wait 500"),
    "the guide": ("open guide",),
    "the guide, listening": (f"open {LISTENS}",),
    "fitting": ("open fitting", "CHOOSE act.fitting", "wait 700"),
    "practising to press": ("open practice", "CHOOSE act.practice", "wait 700"),
    "recording": ("open record:yes", "CHOOSE FIRST record", "wait 500"),
    "a search in the library": ("open library:search", "wait 500"),
    "an own board": ("open board:24", "wait 500"),
    "going back to a copy": ("open copies", "wait 500"),
    "rest": (*WRITTEN, "tap 6", "wait 1000"),
    "waking": (*WRITTEN, "tap 6", "wait 1000", "tap", "wait 500"),
    "paused": (*WRITTEN, "wait 600000"),
    "the message shown": (*WRITTEN, "open show"),
    "no sound": (*WRITTEN, "sound gone"),
    "no sound, speaking": (*WRITTEN, "sound gone", "CHOOSE act.speak", "wait 300"),
    "another switch lost": (*WRITTEN, "device gone", "device back"),
}
# Where one may be elsewhere afterwards: a press answers a question with no, leaves what is shown large, a field, or finds a switch; what is measured or recorded is over.
ELSEWHERE = {"a question": None, "a confirmation": None,
             "the guide, listening": None, "screen guide:input": None,
             "screen show": None, "the message shown": None, "a field with text": None, "waking": None, "rest": None, "fitting": None, "practising to press": None,
             "recording": None}


class Wrong(Exception):
    """Something that must not be."""


def hold(person):
    person.ask("press")
    person.ask("wait 3000")
    person.rings()
    person.ask("release")


def quick(person):
    for _ in range(3):
        person.ask("tap")
        person.ask("wait 400")
    person.ask("press")
    person.ask(f"wait {person.accept_ms}")
    person.rings()
    person.ask("wait 80")
    person.ask("release")


def own_switch(person):
    person.ask("press 4")
    person.rings()
    person.ask("wait 80")
    person.ask("release 4")


def corners(person):
    for x, y in ((WIDTH - 10, 10), (WIDTH - 10, HEIGHT - 10), (10, HEIGHT - 10), (10, 10)):
        for _ in range(300 // SAMPLE_MS):
            person.ask(f"point {x} {y}")
            person.ask(f"wait {SAMPLE_MS}")
    person.rings()
    for _ in range(40):
        person.ask(f"point {WIDTH // 2} 5")
        person.ask(f"wait {SAMPLE_MS}")


GESTURES = {
    "a long press": (hold, "urgent_hold = 0\n"),
    "a long press, by evidence, with urgent phrases": (hold, "urgent_hold = 1000\nscan_pattern = evidence\n"),
    "four quick presses": (quick, "call_presses = 4\nlong_press_function = none\n"),
    "four quick presses, held to count, by rows": (
        quick, "call_presses = 4\nlong_press_function = none\nacceptance_time = 50\nscan_pattern = row-column\n"),
    "a switch of its own": (own_switch, "long_press_function = none\n"),
    "the four corners": (corners, "call_gaze = yes\npointing = dwell\ndwell_time = 1200\n"),
}


class Person:
    def __init__(self, program, settings, folder):
        self.data = os.path.join(folder, "data")
        for name in ("boards", "articles"):
            os.makedirs(os.path.join(self.data, name))
        with open(os.path.join(self.data, "boards", "24.obf"), "w", encoding="utf-8") as file:
            file.write('{"id":"24","name":"24","buttons":[{"id":1,"label":"1"}],'
                       '"grid":{"rows":1,"columns":1,"order":[[1]]}}')
        with open(os.path.join(self.data, "boards", "broken.obf"), "w", encoding="utf-8") as file:
            file.write('{"id":"broken","buttons":[')
        profile = os.path.join(folder, "profile.conf")
        with open(profile, "w", encoding="utf-8") as file:
            file.write(FIXED + settings)
        self.gaze = "pointing = dwell" in settings
        self.aid = aid.Aid(program, self.data, ("--profile", profile, "--screen", f"{WIDTH}x{HEIGHT}"))
        self.accept_ms = 50 if "acceptance_time = 50" in settings else 0
        self.state = None

    def ask(self, command):
        answer = self.aid.ask(command)
        for event in answer.get("events", ()):
            if event["kind"] == "call":
                self.state = event["state"]
        return answer

    def rings(self):
        if self.state != "ringing":
            raise Wrong("it does not ring")

    def tree(self):
        return self.ask("tree")

    def look(self, cell, ms=2500):
        node = aid.find_node(self.tree(), cell)
        if node is None:
            raise LookupError(f"there is no {cell} on {self.tree()['screen']}")
        x, y, width, height = node.fields["rect"]
        for _ in range(ms // SAMPLE_MS):
            events = self.ask(f"point {x + width // 2} {y + height // 2}")["events"]
            events += self.ask(f"wait {SAMPLE_MS}")["events"]
            if any(event["kind"] == "select" and event["id"] == cell for event in events):
                return
        raise Wrong(f"{cell} is not taken by looking")

    def choose(self, cell):
        if cell.startswith("FIRST "):
            wanted = cell.split()[1]
            cell = next((node.id for node in aid.nodes_of(self.tree())
                         if node.choosable() and node.action.split(":")[0] == wanted), None)
            if cell is None:
                raise LookupError(f"nothing does {wanted}")
        if self.gaze:
            for _ in range(700 // SAMPLE_MS):  # elsewhere first: the same place is not taken twice
                self.ask(f"point {WIDTH // 2} 5")
                self.ask(f"wait {SAMPLE_MS}")
            self.look(cell)
        else:
            aid.choose(self.aid, cell, self.note)

    def note(self, answer):
        for event in answer.get("events", ()):
            if event["kind"] == "call":
                self.state = event["state"]

    def go(self, commands):
        for command in commands:
            if command.startswith("CHOOSE "):
                self.choose(command.split(" ", 1)[1])
            elif "error" in self.ask(command):
                raise LookupError(command)
        self.state = None

    def acknowledge(self):
        self.ask(f"wait {CALM_MS}")
        self.choose("act.call-stop")
        self.ask(f"wait {CALM_MS}")
        self.choose("act.confirm")
        self.ask(f"wait {CALM_MS}")
        if self.state != "acknowledged":
            raise Wrong(f"it is not quiet: {self.state}")


def try_state(program, settings, gesture, name, commands):
    with tempfile.TemporaryDirectory(prefix="call-") as folder:
        person = Person(program, settings, folder)
        try:
            person.go(commands)
            before = person.tree()
            gesture(person)
            person.acknowledge()
            after = person.tree()
            wanted = ELSEWHERE.get(name, before["screen"])
            if wanted and after["screen"] != wanted:
                raise Wrong(f"afterwards one is on {after['screen']}, before on {before['screen']}")
            if after["message"] != before["message"] and not before["screen"] == "rest":
                raise Wrong(f"the message was {before['message']}, and is {after['message']}")
        finally:
            status = person.aid.close()
            if status:
                raise Wrong(f"the program ended with {status}: {person.aid.ended_with[-800:]}")


def screens_of(program):
    """All screens of the table, as the driver lists them."""
    with tempfile.TemporaryDirectory(prefix="call-") as folder:
        person = Person(program, "", folder)
        error = person.ask("open nowhere-at-all")["error"]
        person.aid.close()
    names = [name for name in re.sub(r'.*valid: |"\}?$', "", error).split(", ") if name]
    return [name for name in names if name not in ("ask", "rest", "wake", "call")]


def tests_of(program, wanted):
    states = {**{f"screen {name}": (f"open {name}",) for name in screens_of(program)}, **STATES}

    def test_of(gesture, settings):
        def test():
            problems, seen, left_out = [], 0, []
            for name, commands in states.items():
                if wanted not in name:
                    continue
                try:
                    try_state(program, settings, gesture, name, commands)
                    seen += 1
                except LookupError as reason:
                    left_out.append(f"{name} ({reason})")
                except (Wrong, aid.AidFailed) as problem:
                    problems.append(f"{name}: {problem}")
            told = f"rings in {seen} states, with the gesture's last moment"
            if left_out:
                told += "; not reached: " + ", ".join(left_out)
            return told, problems
        return test
    return [(title, test_of(*gesture)) for title, gesture in GESTURES.items()]


if __name__ == "__main__":
    sys.exit(tap.run(tests_of(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""), most=40))
