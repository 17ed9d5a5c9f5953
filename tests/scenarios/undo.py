#!/usr/bin/env python3
"""From every state of writing, every cell of the page is chosen, as by mistake: how many selections until all is as it
was? At most two.

`undo.py PROGRAM` prints TAP. As it was: the same text, the same spelling, a writing board (where it was the first one:
that one), and after a page of suggestions was turned the same suggestions. The way back is the one that the page offers:
undo, "no", back, the key of the first board; after a call "somebody is here" twice; after rest a press, and "wake up".
Undo itself is not tried: what it took back is chosen again."""

import sys
import tempfile
from functools import partial

import aid
import tap

SELECTIONS_AT_MOST = 2
FAST = "scan_time = 500\nfirst_item_extra = 0\npause_after_selection = 0\nignore_repeats = 100\nrow_loops = 0\n"
FAST += "learn = no\n"  # what is spoken on the way would change the suggestions
BOARDS = ("write:initials", "write:letters", "write:capitals", "write:digits", "write:punctuation")
PRESS = "(press)"
CALM_MS = 1000
WAYS_BACK = {"ask": ("act.cancel",), "call": ("act.call-stop", "act.confirm"), "rest": (PRESS, "act.wake"),
             "home": ("home.write",)}

# Name, settings, keys that spell something on the first board.
PLANS = [
    ("pinyin", "", ("initial.sh", "final.i", "initial.h")),
    ("strokes", "writing = strokes\n", ("stroke.一", "stroke.丨")),
    ("Zhuyin with tones", "writing = zhuyin\ntones = yes\n", ("initial.sh", "rime.-")),
    ("pinyin by letters", "writing = letters\nletters = qwerty\n", ("letter.s", "letter.h")),
    ("English", "language = en\nletters = alphabet\n", ("letter.t", "letter.h")),
]


class Person:
    """One running program, and the selections made."""

    def __init__(self, program, settings):
        self.folder = tempfile.TemporaryDirectory(prefix="undo-")
        profile = self.folder.name + "/profile.conf"
        with open(profile, "w", encoding="utf-8") as file:
            file.write(FAST + settings)
        self.aid = aid.Aid(program, self.folder.name + "/data", ("--profile", profile))
        self.selections = 0

    def tree(self):
        return self.aid.ask("tree")

    def choose(self, cell):
        self.selections += 1
        if cell == PRESS:
            self.aid.ask(f"wait {aid.HAND_MS}")
            self.aid.ask("tap")
        else:
            if cell in WAYS_BACK["call"]:  # by a switch that was calm before
                self.aid.ask(f"wait {CALM_MS}")
            aid.choose(self.aid, cell)
        self.aid.ask(f"wait {aid.HAND_MS}")
        for _ in range(aid.STEPS_AT_MOST):  # until what is being said has been said
            if self.tree()["scan"]["state"] not in ("waiting", "settling"):
                return
            self.aid.ask("next 60000")


class State:
    """What must come back."""

    def __init__(self, tree):
        self.screen = tree["screen"]
        self.message = (tree["message"]["text"], tree["message"]["reading"])
        self.words = [node.label for node in aid.nodes_of(tree) if node.id.startswith("suggest.")]
        self.cells = {node.id for node in aid.nodes_of(tree) if node.choosable()}


def next_step(state, wanted, turned):
    """The selections that lead on from here, or None when all is as it was."""
    if state.screen in WAYS_BACK:
        return WAYS_BACK[state.screen]
    if not state.screen.startswith("write"):
        return ("act.back",)
    if state.message != wanted.message or (turned and state.words != wanted.words):
        return ("act.undo",)
    if wanted.screen == "write" != state.screen:
        return ("open.write",) if "open.write" in state.cells else ("open.write:initials",)
    return None


def come_back(person, wanted, cell):
    """Selections from a mistake to where one was."""
    before = person.selections
    while (step := next_step(State(person.tree()), wanted, cell == "act.more")) is not None:
        for way in step:
            person.choose(way)
        if person.selections - before > SELECTIONS_AT_MOST:
            break
    return person.selections - before


def show(person, board, keys, written):
    """The state that is tried: a board, with something written, with something spelt."""
    person.aid.ask("write")
    if written:
        person.choose("suggest.1")
        person.choose("suggest.0")
    for key in keys:
        person.choose(key)
    person.aid.ask(f"open {board}")
    person.aid.ask(f"wait {aid.HAND_MS}")


def try_state(person, name, arrange):
    """Every cell of one state. Returns (cells, most selections, failures)."""
    arrange()
    wanted = State(person.tree())
    most, failures = 0, []
    for cell in sorted(wanted.cells - {"act.undo"}):
        try:
            person.choose(cell)
            took = come_back(person, wanted, cell)
        except LookupError as error:
            took, failures = SELECTIONS_AT_MOST + 1, failures + [f"{name}, {cell}: {error}"]
        else:
            if took > SELECTIONS_AT_MOST:
                failures.append(f"{name}, {cell}: not back after {took} selections")
        most = max(most, took)
        now = State(person.tree())
        if (now.screen, now.message, now.words) != (wanted.screen, wanted.message, wanted.words):
            arrange()
    return len(wanted.cells), most, failures


def try_plan(program, settings, keys):
    person = Person(program, settings)
    cells, most, failures, states = 0, 0, [], 0
    tries = [("write", spelt, written) for spelt in ((), keys[:1], keys) for written in (False, True)]
    tries += [(board, keys, True) for board in BOARDS]
    for board, spelt, written in tries:
        name = f"{board}{', written' * written}{', ' + ' '.join(spelt) if spelt else ''}"
        tried, worst, wrong = try_state(person, name, lambda: show(person, board, spelt, written))
        states, cells, most, failures = states + 1, cells + tried, max(most, worst), failures + wrong
    assert person.aid.close() == 0, person.aid.ended_with
    return f"{states} states, {cells} cells: back after at most {most} selections", failures


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    return tap.run(((name, partial(try_plan, arguments[0], settings, keys)) for name, settings, keys in PLANS),
                   (AssertionError, LookupError, aid.AidFailed), 30)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
