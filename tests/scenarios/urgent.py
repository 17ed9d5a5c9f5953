#!/usr/bin/env python3
"""Any of the eight urgent phrases, from any writing or phrase page, at a scan time of 1000 ms: within 6 s and 3
presses. Where the profile has a hold for the urgent phrases, the first press is held that long; else it takes the row
of the strip "urgent".

`urgent.py PROGRAM PROFILE` tries every page in both languages and prints TAP with the worst case found. From the
first pages every phrase is tried; from the others, as the way goes on from the same screen, the slowest so far and
one of the others in turn (all of them from everywhere: `--all`). The user is ideal: presses at the moment of light-up, holds 80 ms, and
never presses again while the program ignores repeats, or within 120 ms of letting go. Time runs from the moment at
which the page's scan begins until the phrase is said."""

import sys
import tempfile
from functools import partial

import aid
import tap

SECONDS_AT_MOST, PRESSES_AT_MOST, PHRASES = 6.0, 3, 8
HOLD_MS, HAND_MS = 80, 120
BOARDS = ("write", "write:initials", "write:letters", "write:capitals", "write:digits", "write:punctuation",
          "write:strokes", "write:zhuyin")
IGNORE_REPEATS_MS = {"fluent": 100, "fluent-rows": 100, "standard": 200}
URGENT_HOLD_MS = {"fluent": 1000}


class Person:
    """The ideal user of one running program."""

    def __init__(self, program, data, profile, english):
        self.aid = aid.Aid(program, data, ("--profile", profile))
        self.dead_ms = HOLD_MS + max(HAND_MS, IGNORE_REPEATS_MS[profile])
        self.urgent_hold_ms = URGENT_HOLD_MS.get(profile, 0)
        self.lit, self.lit_at = None, 0
        self.pressed_at = -self.dead_ms
        self.events = []
        self.set_up(english)

    def set_up(self, english):
        """By the switch, as a caregiver would; both profiles differ in much else."""
        if english:
            self.open("settings:language")
            self.choose("value.1")
        self.open("settings:scan_time")
        while (period := self.tree()["scan"]["period_ms"]) != 1000:
            assert period > 1000
            self.choose("change.less5")

    def tell(self, answer):
        self.events = answer["events"]
        for event in self.events:
            if event["kind"] == "highlight":
                self.lit, self.lit_at = (event["ids"] or [None])[0], event["t"]

    def ask(self, command):
        self.tell(self.aid.ask(command))

    def tree(self):
        return self.aid.ask("tree")

    def open(self, screen):
        """With the hand at rest."""
        self.ask(f"wait {self.dead_ms}")
        self.ask(f"open {screen}")

    def choose(self, cell):
        aid.choose(self.aid, cell, self.tell, HOLD_MS)
        self.pressed_at = self.aid.t - HOLD_MS
        self.settle()

    def settle(self):
        """Until something is lit again."""
        for _ in range(aid.STEPS_AT_MOST):
            if self.lit is not None:
                return
            self.ask("next 60000")
        raise LookupError(f"nothing lights up on screen {self.tree()['screen']}")

    def hold_for_urgent(self):
        """Presses at once, and lets go when the urgent phrases show."""
        self.ask(f"tap 1 {self.urgent_hold_ms + HOLD_MS}")
        self.pressed_at = self.aid.t - HOLD_MS

    def press_at(self, wanted):
        """Presses when `wanted` lights up, or as soon as the hand may."""
        for _ in range(aid.STEPS_AT_MOST):
            if self.lit == wanted:
                if self.pressed_at + self.dead_ms > self.aid.t:
                    self.ask(f"wait {self.pressed_at + self.dead_ms - self.aid.t}")
                    continue
                self.pressed_at = self.aid.t
                self.ask(f"tap 1 {HOLD_MS}")
                return
            self.ask("next 60000")
        raise LookupError(f"{wanted} did not light up on screen {self.tree()['screen']}")


def way_to(tree, cell):
    """The ids that are to be lit one after the other: the row that holds the cell, and the cell. A row with one
    choice is that choice."""
    node = aid.find_node(tree, cell)
    row = node.holders[-1]
    choices = [other for other in aid.nodes_of(tree) if other.choosable() and other.holders == node.holders]
    return [row] if len(choices) == 1 else [row, cell]


def say_urgent(person, phrase):
    """From the page that is shown, whose scan has just begun, to the phrase. Returns (ms, presses)."""
    begun, presses = person.lit_at, 0
    for cell in ("open.urgent", phrase):
        tree = person.tree()
        if cell == "open.urgent" and tree["screen"] == "urgent":
            continue
        if cell == "open.urgent" and person.urgent_hold_ms:
            person.hold_for_urgent()
            presses += 1
            continue
        for wanted in way_to(tree, cell):
            person.press_at(wanted)
            presses += 1
    said = [event["t"] for event in person.events if event["kind"] == "say" and event["voice"] == "main"]
    if len(said) != 1:
        raise AssertionError(f"{phrase} was not said")
    return said[0] - begun, presses


def urgent_phrases(person):
    person.open("urgent")
    cells = [node.id for node in aid.nodes_of(person.tree()) if node.id.startswith("say.urgent.")]
    assert len(cells) == PHRASES, cells
    return cells


def stays(person, screen, name, more=0):
    """Ways to show a page: a function that shows it with its scan beginning, and its name."""
    def show():
        person.open(screen)
        for _ in range(more):
            person.choose("act.more")
    return name + (f", page {more + 1}" if more else ""), show


def pages_of(person, screen):
    """A page, and all that its `more` leads to until the first comes again."""
    name, show = stays(person, screen, screen)
    show()
    seen, found = set(), []
    while True:
        cells = tuple(node.id for node in aid.nodes_of(person.tree()) if node.choosable())
        if cells in seen:
            return found
        seen.add(cells)
        found.append(stays(person, screen, screen, len(found)))
        if "act.more" not in cells:
            return found
        person.choose("act.more")


def one_page(person, screen, name):
    return [stays(person, screen, name)]


def opened_from(person, screen):
    """The screens that the cells of a screen's pages open."""
    found = []
    for _, show in pages_of(person, screen):
        show()
        for node in aid.nodes_of(person.tree()):
            if node.action.startswith("open:" + screen + ":"):
                found.append(node.action.removeprefix("open:"))
    return list(dict.fromkeys(found))


def writing_pages(person):
    """Every board with nothing, with something spelt, with a message, with both. Yields as each is to be tried."""
    english = aid.find_node(person.tree(), "initial.n") is None
    for state, keys in (("", ()), (" after an initial", ("write", "initial.n")),
                        (" with a message", ("write:digits", "type.1")),
                        (" with both", ("write:digits", "type.1", "write", "initial.n"))):
        person.ask("write")
        if english and "initial.n" in keys:
            keys = tuple({"initial.n": "letter.n", "write": "write:letters"}.get(key, key) for key in keys)
        for key in keys:
            (person.open if key.startswith("write") else person.choose)(key)
        for board in BOARDS:
            yield from one_page(person, board, board + state)


def say_much(person):
    """A history of more than one page."""
    person.open("phrases:pain")
    cells = [node.id for node in aid.nodes_of(person.tree()) if node.id.startswith("say.")][:8]
    for cell in cells:
        person.open("phrases:pain")
        person.choose(cell)


def other_pages(person):
    for screen in ("urgent", "message", "history"):
        yield from one_page(person, screen, screen + (" (nothing said)" if screen == "history" else ""))
    say_much(person)
    yield from pages_of(person, "history")
    yield from pages_of(person, "phrases")
    for screen in opened_from(person, "phrases"):
        yield from pages_of(person, screen)
    for side in ("", "behind"):
        person.open("body")
        if side:
            person.choose("act.body-side")
        parts = [node.action.removeprefix("open:") for node in aid.nodes_of(person.tree()) if node.role == "part"]
        for part in parts:
            yield from one_page(person, part, part)
            yield from one_page(person, part + ":pain", part + ":pain")


def try_all(program, profile, english, every_phrase):
    """Every page: (pages, tries, failures, (worst ms, its name, its phrase), most presses)."""
    pages, tries, failures, worst, most = 0, 0, [], (0, "", ""), 0
    with tempfile.TemporaryDirectory(prefix="urgent-") as data:
        person = Person(program, data, profile, english)
        phrases = urgent_phrases(person)
        person.ask("write")
        for source in (writing_pages, other_pages):
            for name, show in source(person):
                pages += 1
                some = phrases if every_phrase or pages <= len(BOARDS) else {worst[2], phrases[pages % PHRASES]}
                for phrase in some:
                    show()
                    took, presses = say_urgent(person, phrase)
                    tries, most = tries + 1, max(most, presses)
                    worst = (took, name, phrase) if took > worst[0] else worst
                    if took > SECONDS_AT_MOST * 1000 or presses > PRESSES_AT_MOST:
                        failures.append(f"{name} → {phrase}: {took} ms, {presses} presses")
        status = person.aid.close()
        assert status == 0, person.aid.ended_with
    return pages, tries, failures, worst, most


def main(arguments):
    every_phrase = "--all" in arguments
    arguments = [argument for argument in arguments if argument != "--all"]
    if len(arguments) != 2 or arguments[1] not in IGNORE_REPEATS_MS:
        print(__doc__, file=sys.stderr)
        return 2

    def try_language(language):
        pages, tries, failures, worst, most = try_all(*arguments, language == "en", every_phrase)
        told = f"{pages} pages, {tries} tries: at most {worst[0]} ms ({worst[1]} → {worst[2]}), {most} presses"
        return told, failures
    return tap.run(((f"{arguments[1]}, {language}", partial(try_language, language)) for language in ("zh", "en")),
                   (AssertionError, LookupError, aid.AidFailed), 40)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
