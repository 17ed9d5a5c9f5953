#!/usr/bin/env python3
"""Random eyes before the real program, in virtual time: looks of any length at anything, blinks, lost eyes, spikes, drift,
pointers that keep still, and presses of a switch in between.

`random_looks.py PROGRAM [RUNS [SEED [ACTS]]]` prints TAP: one line a run, each with settings drawn from its seed. In each,
by a model of its own (Seen) that knows nothing of filters and looks, only where the eyes were:
- what is chosen by dwelling was looked at: for the lock-on time just now, for the dwell time in all, within the memory;
- never two choices by one look, and nothing within the dead time of a page;
- what a press takes was lit when the press began; at rest nothing is chosen;
- who looks at the call, or holds the switch for long, has called;
- afterwards good eyes find home, write something and call;
- the program ends well and has not complained, and the same commands give the same bytes."""

import bisect
import itertools
import math
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "scenarios"))
import aid  # noqa: E402
import random_runs  # noqa: E402
from gaze_eyes import QuickAid, centre  # noqa: E402

CHOICES = {
    "pointing": ("dwell",) * 3 + ("switch",), "dwell_time": (300, 600, 600, 1200), "lock_on": (0, 100, 250, 250, 600),
    "dwell_memory": (0, 750, 750, 2000), "dwell_speak": (100, 140, 300), "dwell_risky": (100, 160, 300),
    "dwell_idle": (0, 1200, 3000), "dwell_likely": (40, 70, 100, 100), "look_away": ("yes", "yes", "no"),
    "dead_time": (0, 300, 600, 1000), "blink": (0, 150, 300, 300, 1000), "fixation": ("0.5", "1.0", "1.0", "2.0"),
    "corner_gesture": ("yes", "yes", "no"), "sway_gesture": ("yes", "no"), "scan_when_lost": ("yes", "no"),
    "lost_after": (1, 4), "pointer_silence": ("auto", "auto", "lost", "still"), "gaze_board": ("auto", "keys", "blocks"),
    "screen_size": ("10.1", "15.6", "15.6", "24.0"), "eye_distance": (40, 60, 60, 80),
    "key_size": ("2.0", "3.4", "3.4", "5.0"),
    "language": ("zh", "zh", "en"), "script": ("simplified", "simplified", "traditional"),
    "board": ("start", "six", "standard", "standard"),
    "writing": ("pinyin", "pinyin", "letters", "strokes", "zhuyin"), "tones": ("no", "yes"), "suggestions": (3, 5, 7),
    "scan_pattern": ("evidence", "evidence", "row-column", "linear"), "scan_control": ("automatic",) * 3 + ("step", "inverse"),
    "scan_time": (300, 1000), "acceptance_time": (0, 0, 150), "act_on": ("press", "press", "release"),
    "ignore_repeats": (0, 200), "urgent_hold": (0, 1000, 1000), "long_press_function": ("call", "call", "undo", "rest", "none"),
    "pause_after_selection": (0, 0, 500), "press_while_speaking": ("stop", "ignore"), "rest_after": (0, 0, 1),
    "cue_voice": ("no", "yes"), "dwell_sound": ("no", "yes"), "text_size": (100, 140),
}
SIZES = ((1280, 800), (1280, 800), (1920, 1080), (800, 480), (800, 1280))
SCREENS = ("home", "write", "write", "write", "write:letters", "write:digits", "write:other", "phrases", "urgent", "history",
           "settings", "settings:looking", "settings:dwell_time", "settings:screen_size", "practice", "gaze", "gaze:practice",
           "body", "message", "library")
RATES = (30, 60, 60, 90, 120)
BOUNCE_MS, LONG_MS = 25, 3000
LIKELY = ("key", "word")  # roles of what may be quicker
SPEAKS, RISKS = ("speak", "speak-again", "rest"), ("clear", "quit", "call", "call-stop", "confirm")
# What a choice on it does to the tracker's correction or to presses is not foretold.
BLIND_AFTER = ("gaze:course",)
FORGET_MS = 12_000
EDGE_DEGREES = 0.5        # so far outside a cell a look that was inside is still on it
LIDS_MS = 150             # that is not seen of the eyes, or seen elsewhere, before and after a blink
LAG_MS = 350              # of the mean that a look's centre is
PATIENCE_MS = 6000        # until something is taken, at most
SPELT_AT_MOST = 8         # what was spelt on another board may lead nowhere here: then it is taken back
CHUNK_MS = 90             # told at a time; the tree is asked for between


class Wrong(Exception):
    """Something that must not be."""


def px_per_degree(settings, size):
    px_per_cm = math.hypot(*size) / (float(settings["screen_size"]) * 2.54)
    return px_per_cm * 2 * settings["eye_distance"] * math.tan(math.radians(0.5))


class Seen:
    """Where the eyes were, as the tracker has it without its noise: what a fair choice can be judged by."""

    def __init__(self):
        self.times, self.places, self.raw = [], [], []
        self.kept_from = math.inf  # what has been since then is not forgotten, however long ago

    def note(self, t, place, raw):
        self.times.append(t)
        self.places.append(place)
        self.raw.append(raw)
        if self.times[0] < t - 2 * FORGET_MS:
            keep = max(0, bisect.bisect(self.times, min(t - FORGET_MS, self.kept_from)) - 1)
            del self.times[:keep], self.places[:keep], self.raw[:keep]

    def spans(self, until):
        """From the newest to the oldest: number, beginning, end."""
        end = until
        for i in range(bisect.bisect(self.times, until) - 1, -1, -1):
            yield i, self.times[i], end
            end = self.times[i]

    def was_in(self, i, end, rect, near, leave):
        """At the place, or a moment ago by the same look, which goes after the eyes."""
        place = self.places[i]
        for j in range(i, -1, -1):
            other = self.places[j]
            if j < i and self.times[j + 1] < end - LAG_MS:
                return False
            if other is not None and beside(other, rect) <= near and math.dist(other, place) <= leave:
                return True
        return False

    def stays(self, rect, until, near, leave, blink_ms):
        """(inside, length) of the time before `until`, newest first; blinks between two of the same count as they do."""
        runs = []
        for i, begin, end in self.spans(until):
            kind = None if self.places[i] is None else self.was_in(i, end, rect, near, leave)
            if runs and runs[-1][0] == kind:
                runs[-1][1] += end - begin
            else:
                runs.append([kind, end - begin])
        if runs and runs[0][1] == 0 and runs[0][0] is not True:  # what is chosen may come before the sample of that moment
            del runs[0]
        for i in range(1, len(runs) - 1):
            blink = i
            while blink + 1 < len(runs) and runs[blink][0] is not True:
                blink += 1
            between = runs[i:blink]
            lids_ms = sum(ms for kind, ms in between if kind is False)
            lost_ms = sum(ms for kind, ms in between if kind is None)
            if runs[i - 1][0] and runs[blink][0] and lost_ms and lost_ms <= blink_ms and lids_ms <= LIDS_MS:
                for run in between:
                    run[0] = True
        return [(inside, ms) for inside, group in itertools.groupby(runs, key=lambda run: run[0])
                for ms in [sum(run[1] for run in group)]]

    def between(self, begin, end):
        first = max(0, bisect.bisect_right(self.times, begin) - 1)
        return [(self.raw[i], self.times[i], min(end, self.times[i + 1] if i + 1 < len(self.times) else end))
                for i in range(first, bisect.bisect_right(self.times, end))]


def beside(place, rect):
    """How far outside."""
    dx = max(rect[0] - place[0], 0, place[0] - rect[0] - rect[2])
    dy = max(rect[1] - place[1], 0, place[1] - rect[1] - rect[3])
    return math.hypot(dx, dy)


class Person:
    """One program, the eyes and the finger before it, and what is known of both."""

    def __init__(self, program, seed, folder):
        self.chance = chance = random.Random(f"looks/{seed}")
        self.settings = {name: chance.choice(values) for name, values in CHOICES.items()}
        self.size = chance.choice(SIZES)
        self.first_settings = " ".join(f"{name}={value}" for name, value in self.settings.items())
        os.makedirs(folder)
        self.profile = os.path.join(folder, "profile.conf")
        with open(self.profile, "w", encoding="utf-8") as file:
            file.write("".join(f"{name} = {value}\n" for name, value in self.settings.items()))
        self.options = ("--profile", self.profile, "--screen", "{}x{}".format(*self.size), "--seed", str(seed))
        self.aid = QuickAid(program, os.path.join(folder, "data"), self.options)
        self.degree = px_per_degree(self.settings, self.size)
        self.period_ms = 1000 / chance.choice(RATES)
        self.noise_px = chance.choice((0, 0.15, 0.35, 0.6)) * self.degree / math.sqrt(2)
        self.offset = [chance.gauss(0, 0.7) * self.degree for _ in "xy"]
        self.drift = [chance.gauss(0, 0.01) * self.degree for _ in "xy"]  # a second
        self.spike, self.lost = chance.choice((0, 0, 0.01, 0.05)), chance.choice((0, 0.02, 0.1))
        self.commands, self.seen, self.place, self.true_place = [], Seen(), None, None
        self.lit, self.screen, self.screen_at, self.ringing, self.resting = (), "home", 0, False, False
        self.press_lit, self.press_scans, self.due = (), False, []
        self.last_taken = None        # time, rect, was it a block
        self.doubtful_until = 0       # settings have just changed
        self.blind = False            # the tracker was put right: places say nothing any more
        self.foretold = True          # what a press does
        self.selections, self.presses, self.dwelt = 0, 0, 0
        self.selected = ""
        self.next_sample = 0.0
        self.sampling = True
        self.see()

    # --- the program

    def tell(self, commands):
        """In order; every event is judged. The tree is fetched anew where it may have changed."""
        self.commands += commands
        stale = not self.by_looking()  # pages for looking come back without a word
        for command, answer in zip(commands, self.aid.ask_all(commands) if commands else ()):
            if "error" in answer and not command.startswith("open"):
                raise Wrong(f"{command}: {answer['error']}")
            for event in answer.get("events", ()):
                self.judge(event)
                lit = event["ids"] if event["kind"] == "highlight" else ()
                stale = stale or event["kind"] not in ("highlight", "say") or any(name not in self.nodes for name in lit)
        if stale:
            self.see()

    def see(self):
        self.commands.append("tree")
        tree = self.aid.ask("tree")
        self.tree, self.nodes, self.small = tree, {}, {}
        for event in tree["events"]:
            self.judge(event)
        for node in aid.nodes_of(tree):  # of blocks, not what stands small in them
            block = node.action.startswith("block")
            holder = next((self.nodes[holder] for holder in node.holders if holder in self.nodes), None)
            if holder is not None:
                self.small.setdefault(holder.id, []).append(node)
            elif node.choosable() or block:
                self.nodes.setdefault(node.id, node)

    def cells(self):
        """What can be chosen."""
        return list(self.nodes.values())

    def by_looking(self):
        return self.tree["scan"]["technique"] in ("dwell", "look")

    # --- judging

    def judge(self, event):
        kind, t = event["kind"], event["t"]
        if kind == "highlight":
            self.lit = tuple(event["ids"])
        elif kind == "screen":
            self.screen, self.screen_at = event["name"], t
            self.blind = self.blind or self.screen in BLIND_AFTER
            self.resting = self.screen == "rest"
        elif kind == "call":
            self.ringing = event["state"] == "ringing"
        elif kind == "select":
            self.selections, self.selected = self.selections + 1, event["id"]
            self.judge_choice(event["id"], t)

    def judge_choice(self, name, t):
        if self.resting:
            raise Wrong(f"{name} was chosen at rest, at {t}")
        node = self.tree_node(name)
        if self.screen == "practice-run" and node is not None and not node.choosable():
            raise Wrong(f"{name} was chosen at {t} on {self.screen}, and is no choice")
        if self.taken_by_press(name, t):
            if node is not None and not self.press_scans:
                self.note_taken(node, t)
        else:
            if self.settings["pointing"] != "dwell" or not self.foretold and node is None:
                raise Wrong(f"{name} was chosen at {t} by no press, and nothing is chosen by staying on it")
            if node is None:
                raise Wrong(f"{name} was chosen at {t}, and stands nowhere on {self.screen}")
            self.dwelt += 1
            self.judge_dwelt(node, t)
            self.note_taken(node, t)
        if node is not None:
            self.note_change(node, t)

    def tree_node(self, name):
        return self.nodes.get(name) or aid.find_node(self.tree, name)

    def taken_by_press(self, name, t):
        if not any(abs(t - due) <= 1 for due in self.due):
            return False
        if self.press_scans or name in self.press_lit:
            return True
        if self.settings["pointing"] == "dwell":
            return False  # then it has to be looked at long enough
        raise Wrong(f"{name} was taken by a press at {t}; lit was {self.press_lit}")

    def note_taken(self, node, t):
        self.last_taken = (t, node.fields["rect"], node.action.startswith("block"))
        self.seen.kept_from = t - LAG_MS

    def note_change(self, node, t):
        """A setting that was chosen holds from now on."""
        if not node.action.startswith("set:") and node.action != "confirm":
            return
        name, _, value = node.action.removeprefix("set:").partition("=")
        self.doubtful_until = t + 5000
        if name in self.settings and isinstance(self.settings[name], int) and value.isdigit():
            self.settings[name] = int(value)
        else:
            self.foretold = False

    def learn_pointing(self):
        """What was chosen on the way, after all questions: what the program has kept."""
        kept = os.path.join(os.path.dirname(self.profile), "data", "settings.conf")
        if os.path.exists(kept):
            with open(kept, encoding="utf-8") as file:
                values = dict(line.rstrip("\n").split(" = ", 1) for line in file if " = " in line)
            self.settings["pointing"] = values.get("pointing", self.settings["pointing"])

    def wanted_ms(self, node):
        """The dwell time at least."""
        percent = 100
        if node.action in SPEAKS:
            percent = self.settings["dwell_speak"]
        elif node.action in RISKS:
            percent = self.settings["dwell_risky"]
        elif node.role in LIKELY or node.action.startswith("block"):
            percent = self.settings["dwell_likely"]
        lock_on = min(self.settings["lock_on"], self.settings["dwell_time"])
        return max(self.settings["dwell_time"] * percent / 100, lock_on)

    def judge_dwelt(self, node, t):
        if t < self.doubtful_until or not self.foretold:
            return
        what = f"{node.id} on {self.screen} was chosen at {t}"
        self.judge_dead_time(node, t, what)
        self.judge_one_look(t, what)
        if not self.blind:
            self.judge_looked_at(node, t, what)

    def judge_dead_time(self, node, t, what):
        dead_ms, lock_on = self.settings["dead_time"], min(self.settings["lock_on"], self.settings["dwell_time"])
        if t < self.screen_at + dead_ms + self.wanted_ms(node) - 2:
            raise Wrong(f"{what}, {t - self.screen_at} ms after the page came")
        own_ms = dead_ms // 2 if node.role == "word" else dead_ms
        if t < node.fields["stamp"] + own_ms + lock_on - 2:
            raise Wrong(f"{what}, {t - node.fields['stamp']} ms after it came to stand there")

    def judge_one_look(self, t, what):
        if self.last_taken is None:
            return
        before, rect, block = self.last_taken
        way = self.seen.between(before - LAG_MS, t)
        fixation_px = float(self.settings["fixation"]) * self.degree
        places = [raw for raw, _, end in way if raw is not None and end > before]
        recent = [raw for raw, _, end in way if raw is not None and end > before - LIDS_MS]  # a press takes what was just left
        lost_ms = sum(end - begin for raw, begin, end in way if raw is None and begin >= before)
        left = any(beside(raw, rect) > 0 for raw in places)
        if self.settings["look_away"] == "yes" and not block and not left and not self.blind:
            raise Wrong(f"{what}, and the eyes have not left the place of what was taken at {before}")
        some = recent[::max(1, len(recent) // 60)] + recent[-1:]
        wide = max((math.dist(a, b) for a, b in itertools.combinations(some, 2)), default=0)
        if wide < fixation_px and lost_ms < self.settings["blink"] - 40 and not self.still_for(before, t):
            raise Wrong(f"{what} by the look that took something at {before}")

    def still_for(self, begin, end):
        """Silence may have been taken for lost eyes."""
        times = [b - a for _, a, b in self.seen.between(begin, end)]
        return max(times, default=0) >= min(100, self.settings["blink"])

    def judge_looked_at(self, node, t, what):
        near = EDGE_DEGREES * self.degree + max(self.size) / 100 + 1.5 * self.noise_px + 2
        leave = 1.5 * float(self.settings["fixation"]) * self.degree + 3 * self.noise_px
        blink_ms = max(self.settings["blink"], 100) + 2 * self.period_ms
        stays = self.seen.stays(node.fields["rect"], t, near, leave, blink_ms)
        slack = 60 + 2 * self.period_ms
        lock_on = min(self.settings["lock_on"], self.settings["dwell_time"])
        if not stays or not stays[0][0] or stays[0][1] < lock_on - slack:
            raise Wrong(f"{what} and was not looked at: {stays[:6]}; {self.around(node, t)}")
        filled, away = 0, 0
        for inside, ms in stays:
            filled += ms if inside else 0
            away += 0 if inside else ms
            if away > self.settings["dwell_memory"] + slack:
                break
            if filled >= self.wanted_ms(node) - slack:
                return
        raise Wrong(f"{what} and was looked at for {filled:.0f} of {self.wanted_ms(node):.0f} ms: {stays[:8]}; "
                    f"{self.around(node, t)}")

    def around(self, node, t):
        latest = [(round(begin), self.seen.places[i] and tuple(map(round, self.seen.places[i])))
                  for i, begin, _ in itertools.islice(self.seen.spans(t), 12)]
        return f"rect {node.fields['rect']}, eyes {latest}"

    # --- the eyes and the finger

    def sample(self, place, t):
        """The command for eyes that look there."""
        self.true_place = place
        if place is None or self.chance.random() < self.lost:
            self.seen.note(t, None, None)
            return "point none"
        seconds = t / 1000
        mean = [place[axis] + self.offset[axis] + self.drift[axis] * seconds for axis in (0, 1)]
        raw = [value + self.chance.gauss(0, self.noise_px) for value in mean]
        if self.chance.random() < self.spike:
            raw = [value + self.chance.uniform(-30, 30) * self.degree for value in raw]
        raw = [round(value) for value in raw]
        self.seen.note(t, tuple(mean), tuple(raw))
        return f"point {raw[0]} {raw[1]}"

    def pass_time(self, ms, place_at, presses=()):
        """Time goes on; place_at(ms since the beginning) is where the eyes are; presses: (ms, command)."""
        start = self.aid.t
        edges = sorted((start + round(at), number, command) for number, (at, command) in enumerate(presses))
        end = max([start + round(ms)] + [at for at, _, _ in edges])
        self.next_sample = max(self.next_sample, float(start)) if place_at else math.inf
        now, commands = start, []
        while True:
            due = min(end, now + CHUNK_MS, math.ceil(min(self.next_sample, end)), *(at for at, _, _ in edges[:1]))
            if due > now:
                commands.append(f"wait {due - now}")
                now = due
            if edges and edges[0][0] <= now:
                self.tell(commands)
                commands = []
                self.edge(edges.pop(0)[2])
            elif now >= end:
                break
            elif place_at and self.next_sample <= now:
                commands.append(self.sample(place_at(now - start), now))
                self.next_sample += self.period_ms
            if commands and now - self.aid.t >= CHUNK_MS:
                self.tell(commands)
                commands = []
        self.tell(commands)
        if not place_at:
            self.next_sample = float(self.aid.t)

    def edge(self, command):
        self.see()
        inverse = self.settings["scan_control"] == "inverse"
        release = self.settings["act_on"] == "release" or inverse
        if inverse and self.screen == "practice-run":  # pressing is practised, whatever takes elsewhere
            release = False
        if command.startswith("press"):
            self.presses += 1
            self.press_scans = not self.by_looking()
        if command.startswith("release") == release:
            self.press_lit = self.lit
            self.press_scans = self.press_scans or not self.by_looking()
            due = self.aid.t + (BOUNCE_MS if release else self.settings["acceptance_time"])
            self.due = [due]
        self.tell([command])


    # --- what people do

    def somewhere(self):
        """A place to look at: mostly a cell, or beside it."""
        cells = self.cells()
        kind = self.chance.random()
        width, height = self.size
        if cells and kind < 0.75:
            x, y = centre(self.chance.choice(cells).fields["rect"])
            spread = self.chance.choice((0, 0.5, 1.5)) * self.degree
            return x + self.chance.gauss(0, spread), y + self.chance.gauss(0, spread)
        if kind < 0.95:
            return self.chance.uniform(0, width), self.chance.uniform(0, height)
        return self.chance.uniform(-width, 2 * width), self.chance.uniform(-height, 2 * height)

    def go_to(self, place):
        """A saccade, as the way there."""
        before, self.place = self.place or place, place
        if place is None or before is None:
            return 0, lambda ms: place
        lasts = 21 + 2.2 * math.dist(before, place) / self.degree

        def at(ms):
            share = min(1, ms / lasts)
            share = share * share * (3 - 2 * share)
            return tuple(a + (b - a) * share for a, b in zip(before, place))
        return lasts, at

    def look(self, place, ms, presses=()):
        lasts, at = self.go_to(place)
        blink_at, blink_ms = self.chance.expovariate(1 / 4000), self.chance.choice((80, 150, 250, 350))
        sway = self.chance.choice((0, 0, 0.3)) * self.degree

        def where(now):
            here = at(now)
            if here is None or blink_at <= now < blink_at + blink_ms:
                return None
            return here[0] + sway * math.sin(now / 300), here[1] + sway * math.cos(now / 410)
        self.pass_time(lasts + ms, where, presses)

    def random_press(self, within_ms):
        """Presses at any moment; none follows another so quickly that it may be tremor."""
        at, number = self.chance.uniform(0, within_ms), self.chance.choice((1, 1, 1, 2))
        hold = self.chance.choice((0, 30, 80, 80, 200, 500, 1500, 4000))
        return (at, f"press {number}"), (at + hold, f"release {number}")

    def glance(self):
        self.look(self.somewhere(), min(4000, self.chance.lognormvariate(math.log(300), 0.8)))

    def read(self):
        for _ in range(self.chance.randint(3, 8)):
            self.look(self.somewhere(), self.chance.uniform(60, 350))

    def stare(self):
        self.look(self.somewhere(), self.chance.uniform(0.5, 4) * self.settings["dwell_time"])

    def to_and_fro(self):
        """Between two things, for as long as a dwell time and more in all."""
        places = [self.somewhere(), self.somewhere()]
        for number in range(self.chance.randint(3, 10)):
            self.look(places[number % 2], self.chance.uniform(0.1, 0.9) * self.settings["dwell_time"])

    def pursue(self):
        start, end = self.somewhere(), self.somewhere()
        speed = self.chance.choice((2, 5, 20)) * self.degree
        ms = min(6000, 1000 * math.dist(start, end) / speed + 1)
        self.look(start, 100)
        self.place = end
        self.pass_time(ms, lambda now: tuple(a + (b - a) * now / ms for a, b in zip(start, end)))

    def lose(self):
        self.place = None
        ms = self.chance.choice((50, 200, 500, 2000, 6000, 20_000))
        if self.chance.random() < 0.5:
            self.pass_time(ms, lambda now: None)
        else:
            self.silence(ms)

    def silence(self, ms):
        """Nothing is sent: a pointer that keeps still, or a tracker that hangs."""
        self.pass_time(ms, None)

    def mouse(self):
        """Comes to a place and keeps still."""
        noise, spike, lost = self.noise_px, self.spike, self.lost
        self.noise_px = self.spike = self.lost = 0
        self.look(self.somewhere(), self.chance.uniform(20, 150))
        self.silence(self.chance.choice((200, 700, 2000, 5000)))
        self.noise_px, self.spike, self.lost = noise, spike, lost

    def press(self):
        self.look(self.somewhere(), self.chance.uniform(100, 1500), self.random_press(1200))
        self.look(self.place, 350)

    def hold_for_long(self):
        foretold = self.foretold and self.settings["scan_control"] != "inverse"
        self.look(self.somewhere(), LONG_MS + 400, ((100, "press"), (LONG_MS + 300, "release")))
        if foretold and self.settings["long_press_function"] == "call" and not self.ringing:
            raise Wrong(f"held for {LONG_MS + 200} ms on {self.screen}, and nobody was called")
        self.look(self.place, 350)

    def corners(self):
        for x in (0.004, 0.996):
            self.look((x * self.size[0] - self.offset[0], -self.offset[1]), self.chance.choice((300, 600, 600)))

    def swing(self):
        for number in range(self.chance.randint(2, 6)):
            self.look((self.size[0] * (0.05, 0.95)[number % 2], self.size[1] / 2), self.chance.uniform(80, 400))

    def unplug(self):
        self.place = None
        self.tell(["device gone"])
        self.seen.note(self.aid.t, None, None)
        self.due = []
        self.silence(self.chance.choice((100, 1000, 8000)))
        self.tell(["device back", "release 1", "release 2"])

    def open(self):
        if self.screen in ("rest", "wake", "call", "call-stop"):
            return
        self.tell(["open " + self.chance.choice(SCREENS)] if self.chance.random() < 0.9 else ["write"])

    def call(self):
        """Looks where one calls, for long enough."""
        cell = next((node for node in self.cells() if node.action == "call"), None)
        if self.settings["pointing"] != "dwell" or not self.by_looking() or cell is None or self.blind:
            return
        noise, spike, lost = self.noise_px, self.spike, self.lost
        self.noise_px = self.spike = self.lost = 0
        x, y = centre(cell.fields["rect"])
        place = (x - self.offset[0], y - self.offset[1])
        self.look((self.size[0] / 2, -3 * self.degree), 400)
        patience = max(self.settings["dwell_idle"], self.wanted_ms(cell)) + self.settings["dead_time"] + 1500
        screen, taken = self.screen, self.selections
        _, at = self.go_to(place)
        off = [self.drift[axis] * self.aid.t / 1000 for axis in (0, 1)]
        self.pass_time(patience, lambda now: tuple(value - o for value, o in zip(at(now), off)))
        self.noise_px, self.spike, self.lost = noise, spike, lost
        if self.foretold and not self.ringing and self.screen == screen and self.selections == taken and self.by_looking():
            raise Wrong(f"{cell.id} on {screen} was looked at for {patience} ms, and nobody was called")

    ACTS = ((glance, 30), (read, 12), (stare, 20), (to_and_fro, 8), (pursue, 5), (lose, 6), (mouse, 6), (press, 10),
            (hold_for_long, 2), (corners, 4), (swing, 2), (unplug, 1), (open, 4), (call, 2))

    def act(self):
        acts, weights = zip(*self.ACTS)
        self.chance.choices(acts, weights)[0](self)


class GoodEyes:
    """Afterwards: a tracker that is right, somebody who knows what they want."""

    TRIES = 80

    def __init__(self, person):
        self.person = person
        person.noise_px = person.spike = person.lost = 0
        person.offset = person.drift = [0, 0]
        person.period_ms = 1000 / 60
        person.foretold = False  # judged is only whether it can be done

    def look(self, place, ms):
        _, at = self.person.go_to(place)
        self.person.pass_time(ms, at)

    def tap(self):
        person = self.person
        place, hold_ms = person.place, person.settings["acceptance_time"] + 100
        person.pass_time(hold_ms + 300, lambda now: place, ((0, "press 1"), (hold_ms, "release 1")))

    def away(self):
        self.look((self.person.size[0] / 2, -4 * self.person.degree), 400)

    def take(self, node):
        """True when it was taken, and nothing else."""
        person = self.person
        taken = person.selections
        self.away()
        if person.settings["pointing"] == "switch":
            self.look(centre(node.fields["rect"]), 500)
            self.tap()
        until = person.aid.t + PATIENCE_MS
        while person.selections == taken and person.aid.t < until:
            self.look(centre(node.fields["rect"]), 50)
        self.look((person.size[0] / 2, -4 * person.degree), 200)
        person.see()
        return person.selections == taken + 1 and person.selected == node.id

    def cells(self):
        """By what they do; of what stands small in a block, the block."""
        person, cells = self.person, {}
        for node in sorted(person.cells(), key=lambda node: node.id != "act.leave"):
            for small in person.small.get(node.id, ()):
                cells.setdefault(small.action or ("write" if small.choosable() else ""), node)
            cells.setdefault(node.action or "write", node)
        return cells

    def step(self, wanted):
        """Towards a page with a cell of that action; that cell once it stands there."""
        person = self.person
        person.see()
        screen = person.tree["screen"]
        cells = self.cells()
        if screen.startswith("call") and person.blind:
            person.tell(["write"])  # somebody came; looking alone may not land, and a call is not put right by it
        elif "point" in person.tree:
            self.look(person.tree["point"], 300)
        elif screen == "rest":
            self.wake()
        elif screen == "practice-run" and person.settings["pointing"] == "dwell":
            self.take(cells["practice-stop"])
        elif not person.by_looking():
            self.look((person.size[0] / 2, person.size[1] / 2), 3500)
        elif wanted in cells and not self.is_block(cells[wanted]):
            return cells[wanted]
        elif wanted in cells:
            self.take(cells[wanted])
        else:
            ways = ("call-stop", "confirm", "home", "open:home:standard", "open:write:other", "back", "more")
            ways = ("cancel", "wake") if screen in ("ask", "wake") else ways
            ways = ("call-stop", "confirm", "home", "more", "back") if screen == "write:other" else ways
            way = next((cells[name] for name in ways if name in cells), None)
            stop = next((node for action, node in cells.items() if action.endswith("stop")), None)
            if way is None and stop is None:
                raise Wrong(f"no way out of {screen} by looking: {sorted(cells)}")
            if not self.take(way or stop):
                self.put_right()
        return None

    def wake(self):
        person = self.person
        if person.settings["corner_gesture"] == "yes":
            self.look((2, 2), 700)
            self.look((person.size[0] - 3, 2), 700)
        else:
            self.tap()

    @staticmethod
    def is_block(node):
        return node.action.startswith("block")

    def put_right(self):
        """Looks do not land: the tracker was put wrong."""
        width, height = self.person.size
        for number in range(6):
            self.look((width * (0.02, 0.98)[number % 2], height / 2), 350)
        self.person.see()

    def reach(self, wanted):
        for _ in range(self.TRIES):
            node = self.step(wanted)
            if node is not None and self.take(node):
                return
            if node is not None:
                self.put_right()
        raise Wrong(f"good eyes cannot choose {wanted}; on {self.person.screen}: {self.person.tree['scan']}")

    def write(self):
        """Anything: whatever is first there."""
        person = self.person
        before, takes_back = person.tree["message"]["text"], False
        for _ in range(self.TRIES):
            person.see()
            if person.tree["message"]["text"] != before:
                return
            spelt = len(person.tree["message"]["reading"])
            takes_back = spelt > SPELT_AT_MOST or takes_back and spelt > 0
            if not person.screen.startswith("write"):
                way = self.step("open:write")
                way and self.take(way)
                continue
            cells = person.cells()
            word = next((node for node in cells if node.fields.get("commit")), None)
            mend = next((self.cells()[name] for name in ("undo", "delete") if name in self.cells()), None)
            cell = word or takes_back and mend or self.cells().get("write") or mend
            if cell is None or not self.take(cell):
                self.step("nothing") if cell is None else self.put_right()
        raise Wrong(f"good eyes cannot write anything; on {person.screen}: {person.tree['message']}")

    def go_home(self):
        for _ in range(self.TRIES):
            self.person.see()
            if self.person.screen.startswith("home") and self.person.by_looking():
                return
            node = self.step("home")
            if node is not None and not self.take(node):
                self.put_right()
        raise Wrong(f"good eyes cannot go home; on {self.person.screen}: {self.person.tree['scan']}")

    def all(self):
        self.go_home()
        self.reach("open:write")
        self.write()
        if not self.person.ringing:
            self.reach("call")
        if not self.person.ringing:
            raise Wrong("good eyes have chosen to call, and nobody was called")


def one_run(program, seed, acts, folder):
    person = Person(program, seed, os.path.join(folder, f"run-{seed}"))
    try:
        for _ in range(acts):
            person.act()
        person.learn_pointing()
        if person.settings["pointing"] in ("dwell", "switch"):
            GoodEyes(person).all()
    except (Wrong, aid.AidFailed) as problem:
        person.aid.close()
        return f"{problem}\n{' '.join(person.options)} of {person.first_settings}\n{person.aid.ended_with[-3000:]}", person
    status = person.aid.close()
    if status != 0 or person.aid.ended_with:
        return f"status {status}: {person.aid.ended_with[-3000:]}", person
    return None, person


def told(person):
    return (f"{person.selections} choices, {person.dwelt} of them by dwelling, {person.presses} presses "
            f"in {person.aid.t // 1000} s")


if __name__ == "__main__":
    sys.exit(random_runs.run("random-looks", (30, 1, 60), one_run, told, QuickAid))
