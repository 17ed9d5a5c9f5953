#!/usr/bin/env python3
"""How long a first start takes: the guide from its first page to the first board, by one switch, in virtual time.

`first_start.py PROGRAM` prints TAP; each case says the seconds. The person presses half a second after what they want has
lit up, as the practice measures them too, and waits for the voice before they judge it."""

import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import aid  # noqa: E402

MOST_S = 180
REACTION_MS = 500
HELD_MS = 200
MARKED = ("Here", "按这个")


class Person:
    """Somebody at the switch of a program that has never been set up."""

    def __init__(self, program, folder, reaction_ms):
        self.aid = aid.Aid(program, os.path.join(folder, "data"), ("--screen", "1280x800"))
        self.reaction_ms = reaction_ms
        self.aid.ask("open guide")

    def tree(self):
        return self.aid.ask("tree")

    def screen(self):
        return self.tree()["screen"]

    def press(self):
        self.aid.ask(f"wait {self.reaction_ms}")
        self.aid.ask(f"tap 1 {HELD_MS}")

    def choose(self, cell):
        """Row, then cell."""
        for _ in range(200):
            tree = self.tree()
            nodes = list(aid.nodes_of(tree))
            lit = next((node for node in nodes if node.lit_itself), None)
            wanted = next(node for node in nodes if node.id == cell)
            if lit is not None and (lit.id == cell or lit.id in wanted.holders):
                self.press()
                if lit.id == cell:
                    return
            else:
                self.aid.ask("next 10000")
        raise AssertionError(f"{cell} does not light up on {self.screen()}")

    def hear(self):
        for _ in range(100):
            if any(event["kind"] == "said" for event in self.aid.ask("next 10000")["events"]):
                return
        raise AssertionError("nothing was said")

    def fit(self):
        """Ten presses at the marked key."""
        for _ in range(2000):
            tree = self.tree()
            if tree["screen"] != "practice-run":
                return
            lit = next((node for node in aid.nodes_of(tree) if node.lit_itself), None)
            if lit is not None and lit.label in MARKED:
                self.press()
            self.aid.ask("next 10000")
        raise AssertionError("the fitting does not end")

    def seconds(self):
        return self.tree()["t"] / 1000


def all_steps(person, language):
    """Everything is done, and all that is proposed is taken."""
    person.choose(language)
    person.hear()
    person.choose("guide.faster")
    person.hear()
    person.choose("guide.on")
    person.aid.ask("wait 2000")  # the switch is reached for
    person.press()
    person.aid.ask("wait 600")
    person.choose("guide.on")
    person.choose("act.fitting")
    person.fit()
    while person.screen() in ("guide:scan_time", "guide:acceptance_time", "guide:ignore_repeats"):
        person.choose("fitting.use")
    person.choose("guide.on")
    person.choose("guide.six")
    person.choose("guide.begin")


def nothing(person, language):
    """Every step is left out."""
    person.choose(language)
    person.choose("guide.on")
    person.press()
    person.aid.ask("wait 600")
    person.choose("guide.on")
    person.choose("guide.skip")
    person.choose("guide.skip")
    person.choose("guide.begin")


CASES = (("all of it, in Chinese", all_steps, "guide.chinese", REACTION_MS),
         ("all of it, in English", all_steps, "guide.english", REACTION_MS),
         ("all of it, by somebody who takes 900 ms to press", all_steps, "guide.chinese", 900),
         ("everything left out", nothing, "guide.chinese", REACTION_MS))


def main(program):
    failed = 0
    print(f"1..{len(CASES)}")
    for number, (name, steps, language, reaction_ms) in enumerate(CASES, 1):
        with tempfile.TemporaryDirectory(prefix="first-start-") as folder:
            person = Person(program, folder, reaction_ms)
            try:
                steps(person, language)
                seconds = person.seconds()
                right = person.screen() == "home" and seconds < MOST_S
                problem = "" if right else f"on {person.screen()} after {seconds:.1f} s"
                figure = f"{seconds:.1f} s"
            except (AssertionError, StopIteration, aid.AidFailed) as error:
                problem, figure = str(error) or "a cell is missing", "?"
            person.aid.close()
        failed += bool(problem)
        print(f"{'not ok' if problem else 'ok'} {number} - {name}: {figure}")
        if problem:
            print("# " + problem)
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
