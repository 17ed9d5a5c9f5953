#!/usr/bin/env python3
"""Every state that can be reached, breadth first, by a switch, by looking, by time and by losing the switch.

`explore_states.py PROGRAM [--states N] [--seconds N] [--exact] [NAME…]` prints TAP; PROGRAM is yinian-forked. From each state
(with `--states`, the first N; with `--seconds`, as many as that lasts) are tried: choosing each cell, a press, a press that is
held on, a long press, silence until the scan pauses, silence for long, the switch unplugged and plugged in again; where one
chooses by looking: a look at each cell, eyes that are lost, the corners that rest. In each state that was seen: the call rings
by a long press and by its own switch, home and rest come by theirs, and all three by selections alone within WAY_AT_MOST;
nothing is a dead end. Without a switch what needs it is left out.

A state is what one meets, not what is written in it: the kind of screen, the kinds of cells there, what the scan is doing (goes,
pauses, waits, is dark), whether something is written and spelt, which question is asked, whether the switch or the eyes are
lost. Screens that differ by their subject only (articles, categories, settings) count once, unless `--exact`. The states
themselves are kept as processes (the first KEPT_AT_MOST of those that wait; the others are come to again by their way): the one
that is explored is copied for each thing that is tried."""

import argparse
import collections
import math
import os
import re
import sys
import time
from functools import partial

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "scenarios"))
import aid  # noqa: E402
import explore  # noqa: E402
import explore_gaze  # noqa: E402
import forked  # noqa: E402
import tap  # noqa: E402
from explore import Problem  # noqa: E402

WAY_AT_MOST = 5        # selections to home, call and rest
OF_A_KIND = 2          # cells that differ by their subject only: so many of them are chosen
DEAD_MS = 280
LIGHTS_AT_MOST = 250
LINGER_MS, LONG_MS = 1100, 3300
PAUSES_AFTER_MS, RESTS_AFTER_MS = 200_000, 1_300_000
CALL_SWITCH, REST_SWITCH, HOME_SWITCH = 4, 6, 7
SIZE = (1280, 800)
BACK_STEP_MS, BACK_AT_MOST_MS = 100, 15000  # until looking chooses again
KEPT_AT_MOST = 1200
# Overlays: home and rest are no way out of a call that rings, of the question whether to wake, nor of being shown something.
ANSWERS_FIRST = ("call", "call-stop")
WAYS_OUT = ("act.home", "act.wake", "act.practice-stop", "act.gaze-stop", "act.cancel", "act.read-stop", "act.record-stop",
            "act.back", "act.read-back", "act.field-done", "act.skip")

SWITCH = ("scan_time = 1000\nfirst_item_extra = 0\npause_after_selection = 0\nignore_repeats = 100\nrow_loops = 2\n"
          "page_loops = 2\nrest_after = 10\n")
GAZE = explore_gaze.GAZE + "rest_after = 10\n"


def kind_of(name):
    """read:L04 → read; say.urgent.suction → say; suggest.0 → suggest."""
    name = name.split(":")[0]
    return re.sub(r"\.[^.]*$", "", name) if name.count(".") > 1 or name[-1:].isdigit() else name


class Met:
    """One program, and what is met there."""

    def __init__(self, aid_there, plan, came_by="", asked="", gone=False, lost=False, path=()):
        self.aid, self.plan = aid_there, plan
        self.asked = asked  # what was chosen that is asked about
        self.came_by, self.gone, self.lost, self.path = came_by, gone, lost, path
        self.changed = ""  # the setting that was changed on the way
        self.look()

    def look(self):
        tree = self.aid.ask("tree")
        self.now = (explore_gaze.GazeLook if self.plan["gaze"] else explore.Look)(tree, self.came_by)
        self.screen = tree["screen"]
        self.asked = "" if self.screen != "ask" else self.asked or self.came_by
        self.state = self._state(tree)
        return self.now

    def _state(self, tree):
        screen = self.screen if self.plan["exact"] else self.screen.split(":")[0]
        if self.now.runs:
            screen += " aloud"
        scan = tree["scan"]["state"]
        goes = scan if scan in ("paused", "ready", "waiting", "stopped") else "goes"
        written = bool(tree["message"]["text"]), bool(tree["message"]["reading"])
        cells = frozenset(kind_of(cell.id) + ("" if cell.role in ("word", "key") else "!") for cell in self.now.cells)
        modes = frozenset(name for name, on in (("gone", self.gone), ("lost", self.lost), ("searches", self.now.searches),
                                                ("typed", self.now.typed)) if on)
        return screen, goes, written, cells, modes, self.asked

    def fork(self):
        return Met(self.aid.fork(), self.plan, self.came_by, self.asked, self.gone, self.lost, self.path)

    def end(self):
        self.aid.end()

    # --- what one does

    def do(self, move):
        """A move by its name; returns the events from it on."""
        kind, _, what = move.partition(" ")
        events = getattr(self, "do_" + kind)(what) if what else getattr(self, "do_" + kind)()
        self.path += (move,)
        self.look()
        return events

    def do_choose(self, cell_id):
        cell = next((cell for cell in self.now.cells if cell.id == cell_id), None)
        if cell is None:
            raise Problem(f"{cell_id} is not there to be chosen")
        if self.lost:  # scanned meanwhile: looked at, it may become a page with other cells, in other places
            events = self._look_back(cell)
            cell = next((there for there in self.look().cells if there.id == cell_id), None)
            if cell is None:
                return events
        events = self._dwell_on(cell) if self.plan["gaze"] else self._scan_to(cell)
        if not any(event["kind"] == "select" and event["id"] == cell_id for event in events):
            raise Problem(f"{cell_id} was pressed or looked at and not selected: {events}")
        self.lost = False
        self.came_by = cell_id
        if cell.action.startswith("set:") or cell.action.startswith("guide:") and "=" in cell.action:
            self.changed = cell.action
        self._finish_speaking()
        return events

    def _scan_to(self, cell):
        events = []
        for wanted in self.now.way_to(cell):
            events = self._press_when_lit(wanted)
        return events

    def _lit(self):
        tree = self.aid.ask("tree")
        return next((node.id for node in aid.nodes_of(tree) if node.lit_itself), None), tree["scan"]["state"]

    def _press_when_lit(self, wanted):
        self.aid.ask(f"wait {DEAD_MS}")
        lit, scan = self._lit()
        for _ in range(LIGHTS_AT_MOST):
            if lit == wanted:
                return self.aid.ask("tap")["events"]
            if lit is None and scan in ("paused", "ready"):
                self.aid.ask("tap")
                self.aid.ask(f"wait {DEAD_MS}")
                lit, scan = self._lit()
                continue
            for event in self.aid.ask("next 60000")["events"]:
                if event["kind"] == "highlight":
                    lit = (event["ids"] or [None])[0]
            if lit is None:
                lit, scan = self._lit()
        raise Problem(f"{wanted} does not light up")

    def _finish_speaking(self):
        for _ in range(200):
            if self.aid.ask("tree")["scan"]["state"] not in ("waiting", "settling"):
                return
            self.aid.ask("next 60000")

    def _look_back(self, cell):
        """Eyes that are there again, until one chooses by looking."""
        events, self.lost = self.aid.ask("point {} {}".format(*explore_gaze.middle(cell)))["events"], False
        for _ in range(BACK_AT_MOST_MS // BACK_STEP_MS):
            if self.aid.ask("tree")["scan"]["state"] == "looking":
                break
            events += self.aid.ask(f"wait {BACK_STEP_MS}")["events"]
        return events

    def _dwell_on(self, cell):
        self._look_at(explore_gaze.AWAY, explore_gaze.AWAY_MS)
        longest = explore_gaze.LONGEST_MS + (explore_gaze.LIT_MS if self.screen == "practice-run" else 0)
        events, until = self.aid.ask("point {} {}".format(*explore_gaze.middle(cell)))["events"], self.aid.t + longest
        while self.aid.t < until and not any(event["kind"] == "select" for event in events):
            events += self.aid.ask(f"next {until - self.aid.t}")["events"]
        return events

    def _look_at(self, place, lasts_ms):
        return self.aid.ask("point {} {}".format(*place))["events"] + self.aid.ask(f"wait {lasts_ms}")["events"]

    def do_press(self):
        self.came_by = "press"
        self.aid.ask(f"wait {DEAD_MS}")
        events = self.aid.ask("tap")["events"]
        self._finish_speaking()
        return events

    def do_hold(self, ms):
        events = self.aid.ask("press")["events"] + self.aid.ask(f"wait {ms}")["events"] + self.aid.ask("release")["events"]
        self.came_by = "hold"
        return events + self.aid.ask(f"wait {DEAD_MS}")["events"]

    def do_switch(self, number):
        self.came_by = "switch"
        events = self.aid.ask(f"tap {number} 150")["events"]
        return events + self.aid.ask(f"wait {DEAD_MS}")["events"]

    def do_wait(self, ms):
        return self.aid.ask(f"wait {ms}")["events"]

    def do_gone(self):
        self.gone = True
        return self.aid.ask("device gone")["events"]

    def do_back(self):
        self.gone = False
        return self.aid.ask("device back")["events"]

    def do_lose(self):
        self.lost = True
        return self.aid.ask("point none")["events"] + self.aid.ask("wait 3000")["events"]

    def do_corners(self):
        """From the first upper corner to the second: rest, and out of it."""
        return self._look_at((5, 5), explore_gaze.CORNER_MS) + self._look_at((SIZE[0] - 5, 5), explore_gaze.CORNER_MS)

    def moves(self):
        """All that can be tried here."""
        seen = collections.Counter()
        presses = self.screen == "practice-run" and self.now.tree["scan"]["state"] != "looking"  # timed presses, by the switch
        for cell in self.now.cells:
            if presses and self.plan["gaze"]:
                break
            seen[kind_of(cell.id)] += 1
            if seen[kind_of(cell.id)] <= OF_A_KIND or self.plan["exact"]:
                yield f"choose {cell.id}"
        yield "press"
        yield f"hold {LINGER_MS}"
        yield f"hold {LONG_MS}"
        yield f"wait {PAUSES_AFTER_MS}"
        yield f"wait {RESTS_AFTER_MS}"
        yield "back" if self.gone else "gone"
        if self.plan["gaze"]:
            yield "lose"
            yield "corners"


class Exploration:
    """All states, breadth first, until the time is over."""

    def __init__(self, program, seconds, states, plan):
        self.plan = plan
        self.until = time.monotonic() + seconds
        self.states = states
        self.server = forked.Server(program, "{}x{}".format(*SIZE), plan["settings"], explore.fill)
        self.depth = {}     # state → moves from the start
        self.problems = []
        self.moves = self.checks = 0
        self.screens = set()
        self.changes = set()
        self.explored = 0

    def run(self):
        start = Met(self.server.first, self.plan).fork()
        self.depth[start.state] = 0
        queue = collections.deque([start])
        kept = 1
        while queue:
            met = queue.popleft()
            if isinstance(met, tuple):
                met = self.come_to(met)
            else:
                kept -= 1
            if met is None:
                continue
            self.check(met)
            if self.explored < self.states and time.monotonic() < self.until:
                for other in self.explore(met):
                    queue.append(other if kept < KEPT_AT_MOST else other.path)
                    kept += kept < KEPT_AT_MOST
                    if queue[-1] is not other:
                        other.end()
            met.end()
        self.server.close()

    def come_to(self, path):
        met = Met(self.server.first, self.plan).fork()
        try:
            for move in path:
                met.do(move)
            return met
        except (Problem, aid.AidFailed) as problem:
            self.problems.append(f"{' → '.join(path)} goes another way the second time: {problem}")
            met.end()
            return None

    def explore(self, met):
        """Tries everything; yields the new states."""
        self.explored += 1
        for move in met.moves():
            self.moves += 1
            other = self.attempt(met, lambda there: there.do(move), move)
            if other is None:
                continue
            if other.changed:  # settings may change what every move means: not gone on from
                if other.changed not in self.changes:
                    self.changes.add(other.changed)
                    self.check_switches(other)
            if other.changed or other.state in self.depth:
                other.end()
                continue
            self.depth[other.state] = len(other.path)
            yield other

    def attempt(self, met, doing, what):
        """Something done in a copy of what is met; the copy, or None where it went wrong, or the program rightly ended."""
        other = met.fork()
        try:
            doing(other)
            return other
        except Problem as problem:
            self.tell(met, f"{what}: {problem}")
        except aid.AidFailed as problem:
            if not (met.asked == "act.quit" and what in ("choose act.confirm", "press") and not self.server.complaint()):
                self.tell(met, f"{what}: {problem}")
        other.end()
        return None

    def tell(self, met, text):
        self.problems.append(f"{met.screen} {sorted(met.state[4])} {met.state[1]} ({' → '.join(met.path) or 'start'}): {text}")

    # --- what must hold in every state

    def check(self, met):
        self.screens.add(met.screen)
        self.check_labels(met)
        self.check_switches(met)
        if not met.gone:
            self.must_ring(met, f"hold {LONG_MS}")
        if not met.gone or self.plan["gaze"]:
            for goal in explore.GOALS:
                self.must_find(met, goal)

    def check_switches(self, met):
        """Each with a function of its own."""
        self.must_ring(met, f"switch {CALL_SWITCH}")
        if met.screen not in ANSWERS_FIRST:
            if met.screen not in ("rest", "wake"):  # who rests is woken by a pattern, and by that switch
                self.must_come(met, f"switch {HOME_SWITCH}", "home")
            if met.screen != "wake":
                self.must_come(met, f"switch {REST_SWITCH}", "wake" if met.screen == "rest" else "rest")

    def check_labels(self, met):
        for cell in met.now.cells:
            if not cell.label.strip():
                self.tell(met, f"{cell.id} has no label")
        for node in met.now.nodes:
            if node.lit_itself and explore.is_empty(node):
                self.tell(met, f"{node.id} is lit and empty")

    def must_ring(self, met, move):
        self.checks += 1
        rang = []

        def doing(there):
            events = there.do(move)
            rang.extend(event for event in events if event["kind"] == "call" and event["state"] == "ringing")

        other = self.attempt(met, doing, move)
        if other is None:
            return
        if not rang and not other.screen.startswith("call"):
            self.tell(met, f"{move}: nobody is called, {other.screen} is there")
        other.end()

    def must_come(self, met, move, screen):
        self.checks += 1
        other = self.attempt(met, lambda there: there.do(move), move)
        if other is None:
            return
        if other.screen != screen:
            self.tell(met, f"{move}: not {screen} but {other.screen} is there")
        other.end()

    def must_find(self, met, goal):
        """By selections alone, as somebody goes who knows the names: the nearest that leads there, else out of here."""
        self.checks += 1
        other = met.fork()
        try:
            for _ in range(WAY_AT_MOST):
                if other.screen.split(":")[0].startswith(goal):
                    break
                other.do(self.step_towards(other, goal))
            else:
                if not other.screen.split(":")[0].startswith(goal):
                    self.tell(met, f"there is no way to {goal}: {' → '.join(other.path[len(met.path):])}, {other.screen}")
        except Problem as problem:
            self.tell(met, f"on the way to {goal} ({' → '.join(other.path[len(met.path):])}): {problem}")
        except aid.AidFailed as problem:
            self.tell(met, f"on the way to {goal}: {problem}")
        other.end()

    def step_towards(self, other, goal):
        ids = {cell.id for cell in other.now.cells}
        wanted = {"home": ("act.home",), "call": ("act.call", "always.call"), "rest": ("act.rest", "home.rest")}[goal]
        waken = other.screen == "wake" and ("act.wake",) or ()
        out = ("act.call-stop", "act.confirm") if other.screen in ANSWERS_FIRST else ()
        for cell in (*out, *waken, *wanted, *WAYS_OUT):
            if cell in ids:
                return f"choose {cell}"
        call = next((cell.id for cell in other.now.cells if cell.action == goal), None)
        if call:
            return f"choose {call}"
        if other.screen in explore_gaze.TO_BE_WAITED_FOR:
            return f"wait {explore_gaze.COURSE_MS}"
        return "corners" if self.plan["gaze"] and not ids else "press"


def explore_states(program, bounds, settings, gaze=False, exact=False):
    exploration = Exploration(program, *bounds, {"settings": settings, "gaze": gaze, "exact": exact})
    exploration.run()
    kinds = {screen.split(":")[0] for screen in exploration.screens}
    unexplored = len(exploration.depth) - exploration.explored
    told = (f"{len(exploration.depth)} states of {len(kinds)} kinds of screens ({len(exploration.screens)} screens), up to "
            f"{max(exploration.depth.values())} moves from the start, all checked ({exploration.checks} times call, home, rest); "
            f"everything tried in {exploration.explored} of them ({exploration.moves} moves), {unexplored or 'none'} left")
    return told, exploration.problems


PLANS = [
    ("switch", dict(settings=SWITCH)),
    ("gaze", dict(settings=GAZE, gaze=True)),
    ("one by one", dict(settings=SWITCH + "language = en\nscan_pattern = linear\n")),
    ("blocks", dict(settings=GAZE + "gaze_board = blocks\n", gaze=True)),
]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("program")
    options.add_argument("--seconds", type=float, default=math.inf)
    options.add_argument("--states", type=float, default=math.inf)
    options.add_argument("--exact", action="store_true")
    options.add_argument("names", nargs="*")
    options = options.parse_intermixed_args()
    chosen = [plan for plan in PLANS if not options.names or plan[0] in options.names]
    bounds = options.seconds, options.states
    tests = [partial(explore_states, options.program, bounds, exact=options.exact, **plan) for _, plan in chosen]
    return tap.run(zip((name for name, _ in chosen), tests), most=60)


if __name__ == "__main__":
    sys.exit(main())
