#!/usr/bin/env python3
"""Choosing by looking, with the shipped profile `gaze` and a tracker that is off by 1° and noisy: sentences are written and
spoken with nothing taken that was not meant; and two minutes before the writing board without wanting anything take none
of speak, clear, quit, call.

`gaze.py PROGRAM` prints TAP. The eyes: gaze_eyes.py; who writes: gaze_writer.py; who only looks: gaze_viewer.py."""

import math
import random
import sys
import tempfile
from functools import partial

import aid
import tap
from gaze_eyes import Eyes, QuickAid, Tracker
from gaze_writer import GaveUp, Writer
from gaze_viewer import EVERYTHING, READING, Viewer

SENTENCES = (("我想喝水", "wo xiang he shui"), ("今天很热", "jin tian hen re"), ("请把窗户打开", "qing ba chuang hu da kai"),
             ("谢谢你们", "xie xie ni men"))
DIRECTIONS = 4  # in which the tracker is off
VIEWING = ((1, READING), (2, EVERYTHING))  # seed, shares of the time
VIEWING_MS = 120_000
GRAVE = ("speak", "clear", "quit", "call")
WRITTEN, SPELT = ("我有点", "wo you dian"), "t"


class Person:
    """One program and the eyes before it."""

    def __init__(self, path, seed, angle):
        self.folder = tempfile.TemporaryDirectory(prefix="gaze-")
        self.rng = random.Random(f"gaze/{seed}")
        self.program = QuickAid(path, self.folder.name, ("--profile", "gaze", "--seed", str(seed)))
        self.eyes = Eyes(self.program, Tracker(self.rng, angle), self.rng)

    def end(self):
        status = self.program.close()
        self.folder.cleanup()
        return [] if status == 0 else [f"the program ended with status {status}: {self.program.ended_with[-2000:]}"]


def write_sentences(path, number):
    """All sentences with a tracker that is off in one direction: what went wrong, and how it went."""
    person = Person(path, number, 2 * math.pi * number / DIRECTIONS)
    writer, problems, taken_ms = Writer(person.program, person.eyes), [], 0
    for text, syllables in SENTENCES:
        try:
            taken_ms += writer.write(text, syllables.split())
        except GaveUp as reason:
            problems.append(str(reason))
    problems += [f"{cell} was taken and not meant" for cell in writer.wrong]
    problems += [f"spoken: {writer.said}"] if writer.said != [text for text, _ in SENTENCES] else []
    problems += person.end()
    characters = sum(len(text) for text, _ in SENTENCES)
    return f"{writer.taken} choices, {60_000 * characters / max(1, taken_ms):.1f} characters a minute", problems


def view(path, seed_and_shares):
    """Two minutes without wanting anything, after a sentence was begun."""
    seed, shares = seed_and_shares
    person = Person(path, seed, seed)
    tree, problems, taken = begin(person), [], []
    viewer, end = Viewer(person.rng, person.eyes.tracker.px_per_degree, shares, tree), person.program.t + VIEWING_MS
    fixations = viewer.fixations()
    while person.program.t < end:
        events = person.eyes.fixate(next(fixations))
        for event in events:
            if event["kind"] == "select":
                node = aid.find_node(viewer.tree, event["id"])
                taken.append(event["id"])
                problems += [f"{event['id']} at {event['t']} ms"] if node and node.action in GRAVE else []
        if events:
            viewer.tree = back_to_writing(person.program)
    problems += person.end()
    return (f"{len(taken)} taken: {' '.join(taken)}" if taken else "nothing taken"), problems


def begin(person):
    """Some words are written already, and suggestions stand there."""
    writer = Writer(person.program, person.eyes)
    writer.write(WRITTEN[0], WRITTEN[1].split(), speak=False)
    writer.spell(SPELT)
    return back_to_writing(person.program)


def back_to_writing(program):
    """Whatever was taken has been counted; the looking goes on before the writing board."""
    tree = program.ask("tree")
    if tree["screen"].startswith("write"):
        return tree
    program.ask("open write")
    return program.ask("tree")


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    path = arguments[0]
    tests = [(f"sentences, the tracker off towards {360 * number // DIRECTIONS}°", partial(write_sentences, path, number))
             for number in range(DIRECTIONS)]
    tests += [(f"two minutes of looking at {', '.join(shares)}", partial(view, path, (seed, shares)))
              for seed, shares in VIEWING]
    return tap.run(tests, (aid.AidFailed, GaveUp))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
