#!/usr/bin/env python3
"""A tracker that is off is put right by the person alone, by looking; every figure is measured on the eyes that were used.

`gaze_course.py PROGRAM` prints TAP; `gaze_course.py PROGRAM table`, how it goes with worse eyes and trackers. The eyes: gaze_eyes.py (noise 0.35°, 2 % lost, blinks, 60 samples a second). How far
looks land from what they are at is computed from the correction that the program has kept (gaze.txt), at twenty places."""

import math
import os
import random
import statistics
import sys
import tempfile
from functools import partial

import aid
import tap
from gaze_eyes import Eyes, Fixation, QuickAid, Tracker, centre
from gaze_viewer import EVERYTHING, READING, Viewer

SIZES = ("1280x800", "1920x1080", "800x480")
LANGUAGES = ("en", "zh")
TURNED_AT_MOST_MS = 10_000     # from when the patient has been turned until looks land right again
FIVE_AT_MOST_MS = 15_000
GOOD_DEGREES, FAIR_DEGREES = 0.3, 0.5
REACTION_MS = (250, 40)        # until the eyes follow a point: mean, s.d.
SWEEP_MS = (380, 60)           # at each side while going to and fro
PRACTICE_MS = (40_000, 120_000)
DRIFTED_DEGREES = 0.9
MARK = "●"
VIEWING_MS = 600_000


class Person:
    """One program, one pair of eyes, and a tracker that is off by so much in a direction."""

    def __init__(self, path, seed, off_degrees=0.0, size="1280x800", settings=""):
        self.folder = tempfile.TemporaryDirectory(prefix="gaze-course-")
        self.data = self.folder.name + "/data"
        profile = self.folder.name + "/profile.conf"
        with open(profile, "w", encoding="utf-8") as file:
            file.write(f"pointing = dwell\ndwell_time = 600\n{settings}")
        self.rng = random.Random(f"gaze-course/{seed}")
        self.width, self.height = map(int, size.split("x"))
        self.program = QuickAid(path, self.data, ("--screen", size, "--profile", profile))
        self.tracker = Tracker(self.rng, self.rng.uniform(0, 2 * math.pi), self.width, off_degrees)
        self.eyes = Eyes(self.program, self.tracker, self.rng)
        self.taken = []    # ids
        self.warnings = []

    def end(self):
        status = self.program.close()
        self.folder.cleanup()
        return [] if status == 0 else [f"the program ended with status {status}: {self.program.ended_with[-2000:]}"]

    def tree(self):
        return self.program.ask("tree")

    def look(self, place, lasts_ms):
        events = self.eyes.fixate(Fixation(place, lasts_ms, "looking"))
        self.taken += [event["id"] for event in events if event["kind"] == "select"]
        self.warnings += [event["text"] for event in events if event["kind"] == "warning"]
        return events

    def look_at_middle(self, lasts_ms=400):
        return self.look((self.width / 2, self.height / 2), lasts_ms)

    def rest_eyes(self, lasts_ms=800):
        """Where nothing can be taken."""
        return self.look((self.width / 2, self.height * 0.04), lasts_ms)

    def take(self, cell, patience_ms=4000):
        """Looks at the cell until it is taken."""
        node = aid.find_node(self.tree(), cell)
        if node is None:
            raise aid.AidFailed(f"no {cell} on {self.tree()['screen']}")
        until_ms = self.program.t + patience_ms
        while self.program.t < until_ms:
            events = self.look(centre(node.fields["rect"]), 50)
            if any(event["kind"] == "select" for event in events):
                return events
        raise aid.AidFailed(f"{cell} was not taken within {patience_ms} ms")

    def follow_points(self, until="gaze:course"):
        """The eyes follow the point, a reaction time later, until another page comes."""
        point = None
        while (tree := self.tree())["screen"] == "gaze-course":
            if tree["point"] != point and self.eyes.place:
                self.look(self.eyes.place, max(120, self.rng.gauss(*REACTION_MS)))
            point = tree["point"]
            self.look(tuple(point), 100)
        return tree["screen"]

    def to_and_fro(self, sides=14):
        """Until the point comes."""
        for number in range(sides):
            x = self.width * (0.03 if number % 2 == 0 else 0.97)
            self.look((x, self.height / 2), max(150, self.rng.gauss(*SWEEP_MS)))
            if self.tree()["screen"] == "gaze-course":
                return True
        return False

    def off_degrees(self):
        """How far looks land from what they are at, with the correction that is kept."""
        kept = correction_of(self.data)
        offs = []
        for row in range(4):
            for column in range(5):
                x, y = (column + 0.5) / 5 * self.width, (row + 0.5) / 4 * self.height
                shift = self.tracker.offset_degrees * self.tracker.px_per_degree
                seen = corrected(kept, x + shift * math.cos(self.tracker.angle),
                                 y + shift * math.sin(self.tracker.angle), self.width, self.height)
                offs.append(math.dist(seen, (x, y)) / self.tracker.px_per_degree)
        return statistics.mean(offs)


def correction_of(data):
    """gaze.txt; nothing at all where there is none."""
    kept = {"xx": 1, "xy": 0, "yx": 0, "yy": 1, "shift_x": 0, "shift_y": 0}
    path = data + "/gaze.txt"
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            for line in file:
                name, equals, value = line.partition("=")
                if equals and not line.startswith("#"):
                    kept[name.strip()] = float(value)
    return kept


def corrected(kept, x, y, width, height):
    u, v = x / width - 0.5, y / height - 0.5
    return ((0.5 + kept["xx"] * u + kept["xy"] * v + kept["shift_x"]) * width,
            (0.5 + kept["yx"] * u + kept["yy"] * v + kept["shift_y"]) * height)


def five_points(path, seed, size, language):
    """Off by 1.5°, put right by five points that were chosen by looking; then a key is taken that could not be before."""
    person = Person(path, seed, 1.5, size, f"language = {language}\n")
    person.program.ask("open gaze")
    person.rest_eyes()
    before = person.off_degrees()
    person.take("gaze.five")
    began_ms = person.program.t
    screen = person.follow_points()
    took_ms, after = person.program.t - began_ms, person.off_degrees()
    problems = [] if screen == "gaze:course" else [f"ended on {screen}"]
    problems += [f"still off by {after:.2f}°"] if after > GOOD_DEGREES else []
    problems += [f"it took {took_ms} ms"] if took_ms > FIVE_AT_MOST_MS else []
    person.rest_eyes()
    person.take("gaze.keep")
    problems += [] if person.tree()["screen"] == "gaze" else ["keeping it did not lead back"]
    return f"{before:.2f}° → {after:.2f}° in {took_ms / 1000:.1f} s", problems + person.end()


def turned(path, seed, from_rest, off_degrees):
    """A tracker that was right is off by so much: to and fro, two points, and looks land right again."""
    person = Person(path, seed, 0)
    person.program.ask("open write")
    person.rest_eyes()
    if from_rest:
        for side in (0.004, 0.996):
            person.look((person.width * side, person.height * 0.004), 800)
        if person.tree()["screen"] != "rest":
            return ["rest did not come"] + person.end(), ""
    person.look_at_middle()
    person.tracker.offset_degrees = off_degrees
    person.taken.clear()
    began_ms, before = person.program.t, person.off_degrees()
    came = person.to_and_fro()
    screen = person.follow_points()
    took_ms, after = person.program.t - began_ms, person.off_degrees()
    problems = [] if came else ["no point came"]
    problems += [f"ended on {screen}"] if screen != "gaze:course" else []
    problems += [f"still off by {after:.2f}°"] if after > FAIR_DEGREES else []
    problems += [f"it took {took_ms} ms"] if took_ms > TURNED_AT_MOST_MS else []
    problems += [f"taken on the way: {' '.join(person.taken)}"] if person.taken else []
    person.rest_eyes()
    person.take("gaze.keep")
    problems += [] if person.tree()["screen"] == "write" else ["keeping it did not lead back to writing"]
    return f"{before:.2f}° → {after:.2f}° in {took_ms / 1000:.1f} s", problems + person.end()


def drift(path, seed, answer):
    """Looks land 0.9° beside what they take: that is said once; and moved only when it is wanted."""
    person = Person(path, seed, DRIFTED_DEGREES, settings="language = en\n")
    person.program.ask("open write:digits")
    keys = [f"type.{digit}" for digit in range(1, 10)]
    while len(person.taken) < 40 and not any("beside the keys" in text for text in person.warnings):
        person.rest_eyes(400)
        person.take(person.rng.choice(keys))
    landings, before = len(person.taken), person.off_degrees()
    said = sum("beside the keys" in text for text in person.warnings)
    person.program.ask("open gaze")
    person.rest_eyes()
    person.take(f"gaze.{answer}")
    after = person.off_degrees()
    problems = [] if said == 1 else [f"said {said} times"]
    if answer == "move":
        problems += [f"still off by {after:.2f}°"] if after > FAIR_DEGREES else []
    else:
        problems += ["moved all the same"] if after != before else []
    problems += ["asked again"] if aid.find_node(person.tree(), f"gaze.{answer}") else []
    return f"said after {landings} choices; {before:.2f}° → {after:.2f}°", problems + person.end()


def practice(path, seed, off_degrees, taken):
    """Marks all over the screen; what is proposed is taken only when it is looked at."""
    person = Person(path, seed, off_degrees, settings="language = en\n")
    person.program.ask("open gaze:practice")
    person.rest_eyes()
    person.take("act.gaze-practice")
    began_ms, mark = person.program.t, None
    while (tree := person.tree())["screen"] == "gaze-practice":
        marked = next(node for node in aid.nodes_of(tree) if node.label == MARK)
        if marked.id != mark and person.eyes.place:
            person.look(person.eyes.place, max(150, person.rng.gauss(*REACTION_MS)))
        mark = marked.id
        person.look(centre(marked.fields["rect"]), 80)
    took_ms = person.program.t - began_ms
    proposal = aid.find_node(person.tree(), taken)
    problems = [] if PRACTICE_MS[0] <= took_ms <= PRACTICE_MS[1] else [f"it took {took_ms} ms"]
    problems += [] if proposal else [f"{taken} was not proposed"]
    before = settings_of(person.data)
    person.tracker.offset_degrees = 0  # so that it can be answered
    person.rest_eyes()
    if proposal:
        person.take(taken)
    after = settings_of(person.data)
    problems += ["it was set before it was taken"] if before else []
    problems += ["it was not set"] if proposal and not after else []
    return f"{took_ms / 1000:.0f} s; {proposal.label if proposal else ''}; {after}", problems + person.end()


def looking_about(path, seed, shares):
    """Ten minutes of reading, looking over the keys and about the room are never taken for going to and fro."""
    person = Person(path, seed, 1.0)
    person.program.ask("open write")
    viewer = Viewer(person.rng, person.tracker.px_per_degree, shares, person.tree())
    fixations, courses = viewer.fixations(), []
    while person.program.t < VIEWING_MS:
        events = person.eyes.fixate(next(fixations))
        courses += [event["t"] for event in events if event["kind"] == "screen" and event["name"] == "gaze-course"]
        if any(event["kind"] in ("screen", "message") for event in events):
            person.program.ask("open write")
            viewer.tree = person.tree()
    problems = [f"a point came at {at_ms} ms" for at_ms in courses]
    return f"{len(courses)} times", problems + person.end()


def settings_of(data):
    """What was set, of dwell time and size of keys."""
    try:
        with open(data + "/settings.conf", encoding="utf-8") as file:
            lines = [line.split("#")[0].strip() for line in file]
    except FileNotFoundError:
        return ""
    return "; ".join(line for line in lines if line.startswith(("dwell_time", "key_size")))


def tests():
    for size in SIZES:
        for language in LANGUAGES:
            yield f"five points on {size}, {language}", five_points, (1, size, language)
    for seed in range(2, 6):
        yield f"five points, seed {seed}", five_points, (seed, SIZES[0], "en")
    for off in (3, 6):
        for from_rest in (False, True):
            for seed in range(2):
                where = "out of rest" if from_rest else "while writing"
                yield f"turned by {off}°, {where}, seed {seed}", turned, (seed, from_rest, off)
    for name, shares in (("reading, the room", READING), ("reading, the room, the keys", EVERYTHING)):
        yield f"ten minutes of looking about: {name}", looking_about, (1, shares)
    yield "drift, moved", drift, (1, "move")
    yield "drift, left", drift, (2, "leave")
    yield "practice with a good tracker proposes a dwell time", practice, (1, 0.4, "gaze.dwell")
    yield "practice with a tracker that is off proposes larger keys", practice, (2, 2.0, "gaze.keys")


# Degrees that the tracker is off by, its noise, the share of samples that it loses, samples a second.
TRACKERS = ((3, 0.35, 0.02, 60), (3, 0.35, 0.02, 30), (3, 0.8, 0.02, 60), (3, 0.35, 0.2, 60), (3, 1.0, 0.2, 30),
            (8, 0.35, 0.02, 60), (3, 0.35, 0.5, 60))
SEEDS = 10


def put_right(path, seed, kind, off, noise, lost, hz):
    """Seconds that it took and degrees that looks are off then; None: it was not put right."""
    person = Person(path, seed, 0)
    person.tracker.spread_px = noise * person.tracker.px_per_degree / math.sqrt(2)
    person.program.ask("open write" if kind == "one look" else "open gaze")
    person.rest_eyes()
    if kind != "one look":
        person.take("gaze.five")
    person.eyes = Eyes(person.program, person.tracker, person.rng)
    person.tracker.offset_degrees, person.tracker.lost, person.tracker.hz = off, lost, hz
    began_ms = person.program.t
    came = kind != "one look" or person.to_and_fro()
    done = came and person.follow_points() == "gaze:course" and correction_of(person.data)["shift_x"] != 0
    result = ((person.program.t - began_ms) / 1000, person.off_degrees()) if done else None
    person.end()
    return result


def table(path):
    print("| tracker | begun by | put right | s, mean (most) | then off by, mean (most) |\n| --- | --- | --- | --- | --- |")
    for off, noise, lost, hz in TRACKERS:
        for kind, begun in (("one look", "to and fro"), ("five points", "a look")):
            results = [put_right(path, seed, kind, off, noise, lost, hz) for seed in range(SEEDS)]
            right = [result for result in results if result]
            figures = " – | – |"
            if right:
                times, offs = zip(*right)
                figures = (f" {statistics.mean(times):.1f} ({max(times):.1f}) "
                           f"| {statistics.mean(offs):.2f}° ({max(offs):.2f}°) |")
            print(f"| off {off}°, noise {noise}°, {lost:.0%} lost, {hz} Hz | {kind}, {begun} "
                  f"| {len(right)} of {SEEDS} |{figures}", flush=True)


def main(arguments):
    if len(arguments) == 2 and arguments[1] == "table":
        table(arguments[0])
        return 0
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    return tap.run(((name, partial(test, arguments[0], *values)) for name, test, values in tests()), aid.AidFailed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
