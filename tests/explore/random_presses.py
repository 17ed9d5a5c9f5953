#!/usr/bin/env python3
"""Somebody with a tremor before the real program, in virtual time: presses at any moment, held for 0 to 4 seconds.

`random_presses.py PROGRAM [RUNS [SEED [ACTS]]]` prints TAP: one line a run, each with settings drawn from its seed. In each:
- what a press takes was lit when it was pressed (by evidence: then, or at an earlier press for the same choice);
- a press that is held on takes nothing: the urgent phrases open over the message as it was, then the call rings;
- the message changes by a choice, or by a press that is held on, and by nothing else;
- something lights up again: by itself, or after a press;
- the program ends well, and the same commands give the same bytes."""

import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "scenarios"))
import aid  # noqa: E402
import random_runs  # noqa: E402

CHOICES = {
    "language": ("zh", "zh", "zh", "en"), "board": ("start", "six", "standard"), "scan_time": (300, 1000, 1500),
    "first_item_extra": (0, 50), "scan_pattern": ("evidence",) * 4 + ("row-column", "group-row-column", "linear"),
    "scan_control": ("automatic",) * 8 + ("step", "step-dwell", "inverse"), "row_loops": (0, 2),
    "page_loops": (0, 1, 3), "pause_after_selection": (0, 500), "wait_while_speaking": ("yes", "no"),
    "row_exit": ("yes", "no"), "acceptance_time": (0, 0, 100), "ignore_repeats": (0, 100, 200),
    "act_on": ("press", "press", "press", "release"), "urgent_hold": (1000, 1000, 0),
    "long_press_function": ("call", "call", "call", "undo", "home", "rest", "speak", "none"),
    "press_while_speaking": ("stop", "ignore"), "cue_voice": ("no", "no", "yes"), "rest_after": (0, 0, 10),
    "writing": ("pinyin", "pinyin", "letters", "strokes", "zhuyin"), "script": ("simplified", "traditional"),
    "letters": ("frequency", "alphabet", "qwerty"), "tones": ("no", "yes"), "suggestions": (3, 5, 7),
    "learn": ("yes", "yes", "no"), "scan_resume": ("start", "same-row"), "outline_next": ("yes", "no"),
    "lock": ("off", "off", "hold"),
}
SCREENS = ("home", "write", "write", "write", "write:letters", "write:digits", "write:punctuation", "phrases",
           "urgent", "history", "settings", "settings:scanning", "settings:scan_pattern", "settings:writing",
           "settings:scan_time", "settings:search", "settings:changes", "try:scan_time", "lock",
           "practice", "person", "words", "body", "message", "library", "library:G3", "library:search",
           "library:marked", "library:glossary", "read:L04", "read:L04", "read:L31", "reading:L04", "reading:L04:words", "term:T05")
# Pages that are no screen of their own: a press that lingers leaves them alone (but the call rings from everywhere).
OVERLAYS = {"rest", "wake", "call", "call-stop", "practice-run"}
# Settings that change what a press is; once they may have been changed, what holding does is not foretold.
OF_PRESSES = {page + name for page in ("settings:", "try:")
              for name in ("urgent_hold", "long_press", "long_press_function", "scan_control", "act_on", "acceptance_time",
                           "ignore_repeats", "stuck_after", "bounce")}
DEAD_MS = 300          # longer than every dead time with its bounce
BOUNCE_MS = 26
LINGER_MS, LONG_MS = 1000, 3000
PRESSES_TO_LIGHT = 12
LIGHTS_AT_MOST = 40    # that are waited for when a cell is wanted


class Wrong(Exception):
    """Something that must not be."""


class Person:
    """One program and one person before it, who notes what was lit and what came of it."""

    def __init__(self, program, settings, chance, folder):
        self.settings, self.chance, self.commands = settings, chance, []
        os.makedirs(folder)
        profile = os.path.join(folder, "profile.conf")
        with open(profile, "w", encoding="utf-8") as file:
            file.write("".join(f"{name} = {value}\n" for name, value in settings.items()))
        self.options = ("--profile", profile)
        self.aid = aid.Aid(program, os.path.join(folder, "data"), self.options)
        self.lit, self.within = (), set()
        self.screen, self.ringing, self.told = "home", False, True
        self.may_mean_other = self.may_search = False
        self.ask("wait 0")  # what lights up at the start

    def ask(self, command, held=False):
        self.commands.append(command)
        answer = self.aid.ask(command)
        if "error" in answer:
            raise Wrong(f"{command}: {answer['error']}")
        chosen = held or command.startswith(("write", "open"))
        for event in answer["events"]:
            chosen = chosen or event["kind"] == "select"
            if event["kind"] == "message" and not chosen:
                raise Wrong(f"the message changed by itself at {command}: {event}")
            self.note(event)
        return answer

    def note(self, event):
        kind = event["kind"]
        if kind == "highlight":
            self.lit = tuple(event["ids"])
        elif kind == "screen":
            self.screen = event["name"]
            self.may_search = self.screen in ("library:search", "settings:search") or self.may_search and self.screen != "home"
            self.may_mean_other = self.may_mean_other or self.screen in OF_PRESSES
        elif kind == "call":
            self.ringing = event["state"] == "ringing"
        elif kind == "select":
            if self.settings["scan_control"] == "automatic" and event["id"] not in self.within:
                raise Wrong(f"{event['id']} was taken and was not lit: {self.lit}, before {self.within}")
            self.within = set()

    def passed_through(self):
        """Groups of one row, rows of one cell: what is taken in their place. A way out has the name of what it leaves."""
        if self.settings["scan_control"] != "automatic":
            return
        nodes = aid.nodes_of(self.ask("tree"))
        full = {holder for node in nodes if node.choosable() for holder in node.holders}
        for node in nodes:
            below = [other for other in nodes if other.holders[-1:] == (node.id,) and not other.id.startswith("exit.")
                     and (other.id in full or other.choosable())]
            if len(below) == 1 and node.id in self.within:
                self.within.add(below[0].id)
            if node.id in self.lit and node.id.startswith("exit."):
                self.within.update("exit." + holder for holder in node.holders)

    def note_lit(self):
        self.within.update(self.lit)
        self.passed_through()

    def down(self):
        self.note_lit()
        return self.ask("press")

    def press(self, hold_ms):
        self.down()
        self.ask(f"wait {hold_ms}", held=hold_ms >= LINGER_MS)
        if self.settings["act_on"] == "release":
            self.note_lit()
        self.ask("release", held=hold_ms >= LINGER_MS)

    # --- a press that is held on

    def holding_is_foretold(self):
        return self.settings["scan_control"] != "inverse" and not self.may_mean_other

    def hold_on(self):
        self.ask(f"wait {DEAD_MS}")
        before = self.ask("tree")
        events = self.down()["events"]
        events += self.ask(f"wait {LINGER_MS + 50}", held=True)["events"]
        after = self.ask("tree", held=True)
        if self.holding_is_foretold():
            self.check_lingered(before, after, {event["id"] for event in events if event["kind"] == "select"})
        self.ask(f"wait {LONG_MS - LINGER_MS}", held=True)
        if self.holding_is_foretold():
            self.check_long(before)
        self.within = set()
        if self.settings["act_on"] == "release":
            self.note_lit()
        self.ask("release", held=True)

    def check_lingered(self, before, after, taken):
        if self.settings["urgent_hold"] == 0:
            return
        self.must_be_as(before, after, taken)
        left = taken & {"act.call", "act.rest", "home.rest", "practice.begin", "act.practice", "act.confirm"}
        if before["screen"] not in OVERLAYS and after["screen"] not in OVERLAYS and not left:
            if after["screen"] != "urgent":
                raise Wrong(f"held on {before['screen']}, and {after['screen']} opened; taken: {taken}")

    def check_long(self, before):
        if self.settings["long_press_function"] == "call":
            if not self.ringing:
                raise Wrong(f"held on {before['screen']}, and nobody was called")
            self.must_be_as(before, self.ask("tree", held=True), set())

    def must_be_as(self, before, after, taken):
        """What is looked for is not the message, and where "open" has led about, the urgent phrases end looking for it."""
        if self.may_search:
            return
        was, now = before["message"], after["message"]
        if before["screen"] not in OVERLAYS and (was["text"], was["reading"]) != (now["text"], now["reading"]):
            raise Wrong(f"held on {before['screen']}, and the message is {now} instead of {was}; taken: {taken}")

    # --- other things that people do

    def wanted(self):
        """Waits for one cell of the page, and presses whenever it is lit."""
        cells = [node for node in aid.nodes_of(self.ask("tree")) if node.choosable()]
        if not cells:
            self.press(80)
            return
        cell, screen = self.chance.choice(cells), self.screen
        names = {cell.id, *cell.holders}
        for _ in range(LIGHTS_AT_MOST):
            if names & set(self.lit):
                self.press(self.chance.choice((20, 60, 150)))
                self.ask(f"wait {DEAD_MS}")
                if not self.within or self.screen != screen:
                    return
            else:
                self.ask("next 3000")

    def must_light_up(self):
        if self.settings["scan_control"] != "automatic":
            return
        self.ask("wait 25000")
        for number in range(PRESSES_TO_LIGHT):
            for _ in range(8):
                if self.lit:
                    return
                self.ask("next 3000")
            self.press(150 if number < 6 else 2500)  # the acceptance time may have been set long
        raise Wrong(f"nothing lights up any more on {self.screen}: {self.ask('tree')['scan']}")

    def act(self):
        kind = self.chance.random()
        if kind < 0.45:
            self.ask(f"wait {BOUNCE_MS + int(self.chance.expovariate(1 / 900))}")
            self.press(self.chance.choice((0, 5, 30, 80, 80, 200, 400, 900)))
        elif kind < 0.75:
            self.wanted()
        elif kind < 0.85:
            self.hold_on()
        elif kind < 0.89:
            self.ask(f"wait {self.chance.choice((5000, 60000, 700000))}")
        elif kind < 0.93:
            self.ask("open " + self.chance.choice(SCREENS)) if self.screen not in OVERLAYS else self.press(90)
        elif kind < 0.96:
            self.press(self.chance.choice((1500, 4000, 12000)))
        elif kind < 0.97:
            self.down()
            self.ask("device gone")
            self.ask("wait 500")
            self.ask("device back")
            self.ask("release")
            self.within = set()
        else:
            self.must_light_up()


def one_run(program, seed, acts, folder):
    chance = random.Random(seed)
    settings = {name: chance.choice(values) for name, values in CHOICES.items()}
    person = Person(program, settings, chance, os.path.join(folder, f"run-{seed}"))
    try:
        for _ in range(acts):
            person.act()
        person.must_light_up()
    except (Wrong, aid.AidFailed) as problem:
        person.aid.close()
        return f"{problem}\nsettings: {settings}\nlast: {person.commands[-12:]}", person
    status = person.aid.close()
    if status != 0:
        return f"status {status}: {person.aid.ended_with[-3000:]}", person
    return None, person


def told(person):
    return f"{sum(command == 'press' for command in person.commands)} presses in {person.aid.t // 1000} s"


if __name__ == "__main__":
    sys.exit(random_runs.run("random-presses", (10, 1, 120), one_run, told, aid.Aid))
