"""One sentence by looking with a tracker that is off, as after a patient was turned: before the tracker is put right, how it
is put right (eyes to and fro, then the points that the program shows), and the same sentence after it. traces/.
"""
import math
import os
import random
import shutil
import tempfile

import aid
import figures
from gaze_eyes import Eyes, Fixation, QuickAid, Tracker
from gaze_writer import GaveUp, Writer

CORRECTION = "gaze.txt"           # in the data folder
OFFSETS = (1.0, 1.5, 2.0)         # degrees
ANGLE = math.radians(90)          # straight down: the head has slid up on the pillow
SENTENCE = ("请把窗户打开", "qing ba chuang hu da kai")
SWEEP_MS, SWEEPS_AT_MOST = 250, 12
SEES_MS = 250                     # until somebody looks at a point that has come: a saccade's delay
GLANCE_MS = 50
SECONDS_WANTED = 10
GIVES_UP_AFTER_MS = 60_000


class Teller:
    """What happened, line by line; ms since `begin`."""

    def __init__(self):
        self.lines = []
        self.since = 0

    def begin(self, title, at_ms):
        self.lines += ["", title]
        self.since = at_ms

    def tell(self, at_ms, text):
        self.lines.append(f"{(at_ms - self.since) / 1000:9.3f}  {text}")


class TellingWriter(Writer):
    """A writer whose looks and choices are told."""

    def __init__(self, program, eyes, teller):
        super().__init__(program, eyes)
        self.teller = teller

    def _take(self, tree, aim):
        self.teller.tell(self.program.t, f"looks for {aim.label or aim.id}")
        super()._take(tree, aim)

    def _see(self, events, aim):
        super()._see(events, aim)
        for event in events:
            if event["kind"] == "select":
                meant = aim is not None and aim.id == event["id"]
                self.teller.tell(event["t"], f"SELECTED {event.get('label') or event['id']}{'' if meant else '  (not meant)'}")
            elif event["kind"] in ("message", "screen", "say"):
                what = event.get("name") or f"{event.get('text', '')}|{event.get('reading', '')}"
                self.teller.tell(event["t"], f"    {event['kind']} {what}")


def run(options):
    """Writes the files; prints a line for each."""
    folder = os.path.join(options.here, "traces")
    os.makedirs(folder, exist_ok=True)
    with tempfile.TemporaryDirectory() as settings:
        profile = figures.profile(options, settings)
        for offset in OFFSETS:
            path = os.path.join(folder, f"offset-{offset:.1f}.txt")
            text, summary = trace(options, profile, offset)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            print(f"{os.path.relpath(path, options.root)}: {summary}")
    return 0


def trace(options, profile, offset):
    """The text of one file, and the line about it."""
    rng, teller = random.Random(f"traces/{offset}"), Teller()
    tracker = Tracker(rng, ANGLE, offset_degrees=offset)
    with tempfile.TemporaryDirectory(prefix="traces-") as data, tempfile.TemporaryDirectory(prefix="traces-") as fresh:
        with started(options, profile, data) as program:
            eyes = Eyes(program, tracker, rng)
            before = write(program, eyes, teller, "before the tracker is put right")
            put_right = correct(program, eyes, teller)
            program.ask("wait 5000")  # kept by then
        keep_correction(data, fresh)
        with started(options, profile, fresh) as program:
            after = write(program, Eyes(program, tracker, rng), teller, "after it")
    summary = f"before: {before}; put right in {put_right}; after: {after}"
    head = (f"# One sentence by looking with a tracker that is off by {offset:g}° downwards, noise 0.35°, 2 % lost,\n"
            "# 60 Hz, blinks: before and after it is put right by its owner alone, who looks to and fro and then at the points\n"
            "# that come. `tests/bench/gaze/run traces` writes this file: seconds since the part began.\n"
            f"# {summary}\n")
    return head + "\n".join(teller.lines) + "\n", summary


def started(options, profile, data):
    return QuickAid(figures.program(options), data, ("--profile", profile, "--seed", "1"))


def keep_correction(data, fresh):
    """The program begins anew and knows of the first time only how the tracker was put right: not what was said."""
    path = os.path.join(data, CORRECTION)
    if os.path.exists(path):
        shutil.copy(path, os.path.join(fresh, CORRECTION))


def write(program, eyes, teller, title):
    """The sentence; how it went in a few words."""
    text, syllables = SENTENCE
    teller.begin(f"{text}, {title}", program.t)
    writer = TellingWriter(program, eyes, teller)
    try:
        took_ms = writer.write(text, syllables.split())
    except GaveUp as reason:
        teller.tell(program.t, f"GAVE UP: {reason}")
        return f"given up ({len(writer.wrong)} of {writer.taken} choices not meant)"
    return f"{took_ms / 1000:.1f} s, {len(writer.wrong)} of {writer.taken} choices not meant"


def correct(program, eyes, teller):
    """Looks to and fro, then at the points, until the course is over."""
    program.ask("write")
    began = program.t
    teller.begin("the tracker is put right", began)
    width, height = program.ask("tree")["size"]
    for number in range(SWEEPS_AT_MOST):
        place = (width * (0.04 if number % 2 == 0 else 0.96), height * 0.5)
        eyes.fixate(Fixation(place, SWEEP_MS, ""))
        teller.tell(program.t, f"looked {'left' if number % 2 == 0 else 'right'}")
        if "point" in program.ask("tree"):
            break
    else:
        teller.tell(program.t, "nothing came of it")
        return "no time at all: looking to and fro did not bring the points"
    place, shown = eyes.place, None
    while "point" in (tree := program.ask("tree")) and program.t - began < GIVES_UP_AFTER_MS:
        if tree["point"] != shown:
            shown = tree["point"]
            teller.tell(program.t, f"a point at {shown[0]}, {shown[1]}")
            eyes.fixate(Fixation(place, SEES_MS, ""))
        place = tuple(shown)
        eyes.fixate(Fixation(place, GLANCE_MS, ""))
    took_s = (program.t - began) / 1000
    said = "; ".join(node.label for node in aid.nodes_of(tree) if node.leaf and node.choosable())
    teller.tell(program.t, f"over: {tree['screen']} ({said})")
    return f"{took_s:.1f} s ({'as wanted: under' if took_s < SECONDS_WANTED else 'wanted: under'} {SECONDS_WANTED} s)"
