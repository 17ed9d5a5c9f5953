#!/usr/bin/env python3
"""Walks every screen that looking alone can reach, and chooses every cell there, in the real program in virtual time.

`explore_gaze.py PROGRAM [--long | NAME]` prints TAP. In each state: every cell is at least as wide and high as the
settings say, and none lies over another; what is looked at is chosen in its time, and nothing else ever is; reading the
message or the question chooses nothing; every label is there and in the right language; every cell does something; home,
the call and rest can be reached, and the way is really gone. States, short cuts and the rest: explore.py."""

import itertools
import math
import os
import sys
from functools import partial

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "scenarios"))
import aid  # noqa: E402
import explore  # noqa: E402
import tap  # noqa: E402
from explore import PRESS, Problem  # noqa: E402

GAZE = ("board = standard\ntext_size = 120\npointing = dwell\npointer_silence = still\ndwell_time = 600\n"
        "pause_after_selection = 0\n")
KEY_DEGREES, SCREEN_INCHES, EYES_CM = 3.4, 15.6, 60  # start values of the settings
EDGE_DEGREES = 3.0      # "back" in the strip at the top edge of a page of blocks (app/view/layout_blocks.h)
VOWELS = set("aeiouv")
ANSWERS = ("act.confirm", "act.cancel", "act.wake")
AWAY = (640, -400)      # above the screen: no look at anything there; from side to side would be a gesture
AWAY_MS = 700           # longer than a new page stays closed, and than the dwell's memory of a place left
LONGEST_MS = 1200 * 160 // 100 + 200  # the first choice after a pause, of what takes longest, and until the eyes rest
LIT_MS = 2500           # what is lit for a press is not chosen by looking, nor until a new page would be open
READ_MS = 2500
CORNER_MS = 600
COURSE_MS = 12_000      # what shows points or keys to nobody ends by itself sooner

# By itself these end: nothing on them is chosen by looking.
TO_BE_WAITED_FOR = ("gaze-course",)
explore.WAYS_OUT.update({"rest": (PRESS, "act.home"), "gaze-course": (PRESS,), "gaze-practice": ("act.gaze-stop",),
                         "call": ("act.call-stop", "act.confirm")})


class GazeLook(explore.Look):
    """What can be chosen by looking. What stands in a block is only to be seen."""

    def __init__(self, tree, came_by):
        super().__init__(tree, came_by)
        blocks = {node.id for node in self.nodes if node.action.startswith("block:")}
        self.cells = [node for node in self.nodes if node.id in blocks
                      or node.choosable() and not blocks.intersection(node.holders)]
        if self.runs:
            self.cells = [cell for cell in self.cells if cell.id in explore.WHILE_READING]
        in_two_looks = any(node.id.startswith("block") for node in self.nodes)
        if self.runs or self.screen.startswith("read:"):
            pass
        elif self.screen in TO_BE_WAITED_FOR:
            self.cells = []
            self.state = (self.screen,)
        elif in_two_looks:
            written = bool(tree["message"]["text"]), bool(tree["message"]["reading"])
            self.state = (self.screen, *written, frozenset(cell.id for cell in self.cells))
        elif self.screen.startswith("write"):
            self.state += self._keys(bool(tree["message"]["reading"]))

    def _keys(self, spelt):
        """A key has the name of its place: what tells them apart is what they spell. They may take two pages."""
        if spelt:
            return (any(unit[:1] in VOWELS for cell in self.cells for unit in cell.fields.get("spell", ())),)
        return (frozenset(cell.id for cell in self.cells if cell.id.startswith(("initial.", "letter.", "key."))),)


class GazeWalker(explore.Walker):
    """Chooses by looking: eyes that are exact and keep still, on a screen of so many pixels."""

    def __init__(self, program, settings, options=(), key_degrees=KEY_DEGREES, size=(1280, 800)):
        self.key_degrees = key_degrees
        self.size = size
        super().__init__(program, settings, ("--screen", "{}x{}".format(*size), *options))

    def key_px(self, degrees=None):
        """As many pixels as a key has to have: of a screen of SCREEN_INCHES at EYES_CM."""
        px_per_cm = math.hypot(*self.size) / (SCREEN_INCHES * 2.54)
        return int(px_per_cm * 2 * EYES_CM * math.tan(math.radians(0.5)) * (degrees or self.key_degrees))

    def look(self):
        self.now = GazeLook(self.aid.ask("tree"), self.came_by)
        return self.now

    def rest_eyes_at(self, place, lasts_ms):
        """What happens meanwhile. A pointer that keeps still is one that still points there."""
        events = self.aid.ask("point {} {}".format(*place))["events"]
        return events + self.aid.ask(f"wait {lasts_ms}")["events"]

    def must_choose_nothing(self, events, doing):
        for event in events:
            if event["kind"] == "select":
                raise Problem(f"{event['id']} was chosen on {self.now.screen} while {doing}")

    def look_away(self):
        self.must_choose_nothing(self.rest_eyes_at(AWAY, AWAY_MS), "looking beside the screen")

    def choose(self, cell_id):
        self.look_away()
        events = self.wake_or_wait() if cell_id == PRESS else self.dwell_on(cell_id)
        self.came_by = cell_id
        self.note(cell_id, events)
        return events

    def dwell_on(self, cell_id):
        cell = next((node for node in self.now.cells if node.id == cell_id), None)
        if cell is None:
            raise Problem(f"{cell_id} is no longer to be chosen on {self.now.screen}")
        longest_ms = LONGEST_MS + (LIT_MS if self.now.screen == "practice-run" else 0)
        events, until = self.aid.ask("point {} {}".format(*middle(cell)))["events"], self.aid.t + longest_ms
        while self.aid.t < until and not any(event["kind"] == "select" for event in events):
            events += self.aid.ask(f"next {until - self.aid.t}")["events"]
        chosen = [event["id"] for event in events if event["kind"] == "select"]
        if chosen != [cell_id]:
            raise Problem(f"{cell_id} on {self.now.screen} was looked at, and chosen: {chosen or 'nothing'}")
        return events

    def wake_or_wait(self):
        """Out of a page without cells: the corners, or its end."""
        if self.now.screen in TO_BE_WAITED_FOR:
            return self.rest_eyes_at(AWAY, COURSE_MS)
        return self.rest_eyes_at((5, 5), CORNER_MS) + self.rest_eyes_at((self.size[0] - 5, 5), CORNER_MS)

    def read(self):
        """Reads the message, or the question that stands above the cells, for long, from the left to the right."""
        message = next((node.fields["rect"] for node in self.now.nodes if node.role == "message"), None)
        top = min((cell.fields["rect"][1] for cell in self.now.cells), default=self.size[1])
        x, y, width, height = message or (0, 0, self.size[0], top)
        for share in (0.1, 0.5, 0.9):
            place = (round(x + width * share), round(y + height / 2))
            self.must_choose_nothing(self.rest_eyes_at(place, READ_MS), f"reading at {place}")


class GazeExploration(explore.Exploration):
    """… by looking."""

    def explore(self, state):
        self.walker.go(state, self.paths[state])
        self.check_sizes(state)
        if self.walker.now.cells:
            self.walker.look_away()
            self.walker.read()
            self.walker.look()
        return super().explore(state)

    def leads_back(self, cell, start):
        """So do answers; from the page of a question itself they are the way."""
        return super().leads_back(cell, start) or cell in ANSWERS and start[0] not in explore.WAYS_OUT

    def check_sizes(self, state):
        for cell in self.walker.now.cells:
            x, y, width, height = cell.fields["rect"]
            least = self.walker.key_px(EDGE_DEGREES if touches_top(cell) else None)
            if width < least or height < least:
                self.tell(state, f"{cell.id} is {width}x{height} px, keys have to have {least}")
            if x < 0 or y < 0 or x + width > self.walker.size[0] or y + height > self.walker.size[1]:
                self.tell(state, f"{cell.id} reaches beyond the screen: {x},{y} {width}x{height}")
        for one, other in itertools.combinations(self.walker.now.cells, 2):
            if overlap(one.fields["rect"], other.fields["rect"]):
                self.tell(state, f"{one.id} and {other.id} overlap")


def middle(cell):
    x, y, width, height = cell.fields["rect"]
    return x + width // 2, y + height // 2


def touches_top(cell):
    return cell.fields["rect"][1] < 10


def overlap(one, other):
    return (one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
            and one[1] < other[1] + other[3] and other[1] < one[1] + one[3])


def explore_by_looking(program, name, settings, english=False, selections_at_most=99, **screen):
    """One exploration; returns what TAP says of it and the problems."""
    walker = GazeWalker(program, settings, **screen)
    exploration = GazeExploration(walker, english, selections_at_most)
    exploration.run()
    walker.end()
    screens = {state[0] for state in exploration.paths}
    told = (f"{name}: {len(exploration.paths)} states of {len(screens)} screens, {exploration.cells} cells of "
            f"{len(exploration.kinds)} kinds chosen, {walker.starts} starts")
    return told, exploration.problems


SHORT = [
    ("Chinese", dict(settings=GAZE, selections_at_most=3)),
    ("English", dict(settings=GAZE + "language = en\n", english=True, selections_at_most=2)),
    ("blocks", dict(settings=GAZE + "gaze_board = blocks\n", selections_at_most=4)),
]
LONG = [
    ("all Chinese", dict(settings=GAZE)),
    ("all English", dict(settings=GAZE + "language = en\n", english=True)),
    ("all blocks", dict(settings=GAZE + "gaze_board = blocks\n")),
    ("large keys", dict(settings=GAZE + "key_size = 5\n", key_degrees=5.0)),
    ("letters", dict(settings=GAZE + "writing = letters\nletters = qwerty\n")),
    ("strokes", dict(settings=GAZE + "writing = strokes\n")),
    ("Zhuyin", dict(settings=GAZE + "writing = zhuyin\ntones = yes\n")),
    ("three tiles", dict(settings=GAZE + "board = start\n")),
    ("six tiles", dict(settings=GAZE + "board = six\n")),
    ("portrait", dict(settings=GAZE, size=(800, 1280))),
    ("large screen", dict(settings=GAZE, size=(1920, 1080))),
]


def main(arguments):
    if not 1 <= len(arguments) <= 2:
        print(__doc__, file=sys.stderr)
        return 2
    chosen = LONG if "--long" in arguments else SHORT
    chosen = [plan for plan in SHORT + LONG if arguments[-1] == plan[0]] or chosen
    return tap.run((("", partial(explore_by_looking, arguments[0], name, **plan)) for name, plan in chosen), most=60)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
