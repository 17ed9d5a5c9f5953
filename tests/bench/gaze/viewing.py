"""Ten minutes before the writing board without wanting anything: what is taken all the same?

Somebody reads the message and the suggestions, looks over the keys, glances about the room and rests the eyes on the
message (tests/scenarios/gaze_viewer.py), a few words into a sentence. Nothing that is taken is repaired; when it leads to
another page, it is counted and the writing board is opened again, so that the ten minutes are ten minutes before it. What
is taken may leave a page without suggestions, on which less can be taken: so it is also counted with the page put back as
it was after each (the time that takes does not count).
"""
import collections
import concurrent.futures
import json
import math
import random
import sys
import tempfile
from dataclasses import asdict, dataclass, field

import aid
import figures
import recorded
from gaze_eyes import Eyes, Fixation, QuickAid, Tracker
from gaze_writer import GaveUp, Writer
from gaze_viewer import EVERYTHING, READING, Viewer

WRITTEN, SPELT = ("我有点", "wo you dian".split()), "t"  # what is begun: a page with several suggestions (疼, 头晕, 太)
LAG_MS = 100              # what is taken so soon after a saccade was looked at before it
SAME_PLACE_DEGREES = 1.0  # a fixation so near the last one rests at the same place
EDGE_MS = 50              # a saccade and two samples: how exactly a tracker of 60 Hz can tell how long a look lasted
DRIFT_DEGREES_PER_MINUTE = 0.05
CORNERS = {"call_gaze": "yes"}  # off at the start: whoever turns it on is to know how often it calls by itself
GRAVE = ("speak", "clear", "quit", "call")
AT_MOST, AIM = 2, 0       # selections in ten minutes

PAUSE_MS = 4000      # app_gaze.h: then the program, too, takes somebody for reading


@dataclass(frozen=True)
class Condition:
    """What is measured: shares of the time, samples a second, settings other than the profile's, whether the page is put
    back."""
    name: str
    shares: dict
    hz: int = 60
    settings: dict = field(default_factory=dict)
    put_back: bool = False


CONDITIONS = (
    Condition("reading, room", READING),
    Condition("reading, room; page put back", READING, put_back=True),
    Condition("reading, room, keys", EVERYTHING),
    Condition("reading, room, keys; page put back", EVERYTHING, put_back=True),
    Condition("… 30 Hz", EVERYTHING, hz=30, put_back=True),
    Condition("… 120 Hz", EVERYTHING, hz=120, put_back=True),
    Condition("… dwell 800", EVERYTHING, settings={"dwell_time": 800}, put_back=True),
    Condition("… dwell 1200", EVERYTHING, settings={"dwell_time": 1200}, put_back=True),
    Condition("reading, room, dwell 1200; page put back", READING, settings={"dwell_time": 1200}, put_back=True),
    Condition("the room alone, all round the screen", {"room": 100}),
)


@dataclass
class Taken:
    """One selection: when, which cell and what it does, what the eyes were at, how long they rested there in all."""
    at_ms: int
    cell: str
    does: str
    doing: str
    rested_ms: float


@dataclass
class Viewing:
    """One run. `long_looks`: fixations at the screen, the message apart, that lasted as long as the dwell time."""
    taken: list = field(default_factory=list)
    minutes: float = 0.0
    calls: int = 0   # by the four corners: nothing was selected
    fixations: int = 0
    long_looks: int = 0
    ended: str = ""

    def grave(self):
        return [one for one in self.taken if one.does in GRAVE]


class Board:
    """The program on the writing board, some words into a message; `tree` is kept up to date."""

    def __init__(self, path, data, profile, seed):
        self.program = QuickAid(path, data, ("--profile", profile, "--seed", str(seed)))
        self.calls = 0
        self.begin()

    def begin(self):
        """Some words are written, with eyes that are seen perfectly."""
        quiet = random.Random(0)
        eyes = Eyes(self.program, Tracker(quiet, offset_degrees=0, noise_degrees=0, lost=0), quiet, blinks_a_minute=0)
        try:
            writer = Writer(self.program, eyes)
            writer.write(*WRITTEN, speak=False)
            writer.spell(SPELT)
        except GaveUp as reason:
            raise figures.Failed(f"nothing can be viewed: {reason}") from None
        eyes.fixate(Fixation(None, 2000, ""))
        self.tree = self.program.ask("tree")

    def see(self, events):
        """[(event, its node or None)] of what was taken; the tree is asked for again when anything happened."""
        taken = [(event, aid.find_node(self.tree, event["id"])) for event in events if event["kind"] == "select"]
        if any(event["kind"] == "call" and event["state"] == "ringing" for event in events):
            self.calls += not any(what_it_does(node) == "call" for _, node in taken)
            self.begin()
        elif events:
            self.tree = self.program.ask("tree")
            if not self.tree["screen"].startswith("write"):
                self.program.ask("open write")
                self.tree = self.program.ask("tree")
        return taken

    def on_it(self):
        return self.tree["screen"].startswith("write")


def what_it_does(node):
    """An action's name, or word, or key."""
    if node is None:
        return "unknown"
    return node.action or ("word" if "commit" in node.fields else "key")


# --- simulated --------------------------------------------------------------------------------------------------


def view(path, profile, condition, seed, minutes, dwell_ms):
    """One simulated viewer for so long."""
    rng = random.Random(f"viewing/{seed}")
    found = Viewing(minutes=minutes)
    with tempfile.TemporaryDirectory(prefix="viewing-") as data:
        board = Board(path, data, profile, seed)
        tracker = Tracker(rng, rng.uniform(0, 2 * math.pi), board.tree["size"][0], hz=condition.hz,
                          drift_degrees_per_minute=DRIFT_DEGREES_PER_MINUTE)
        viewer = Viewer(rng, tracker.px_per_degree, condition.shares, board.tree)
        try:
            watch(board, tracker, viewer, condition.put_back, found, dwell_ms)
        except aid.AidFailed as error:
            found.ended = str(error).splitlines()[0]
        finally:
            found.calls = board.calls
            board.program.close()
    return found


def watch(board, tracker, viewer, put_back, found, dwell_ms):
    eyes, end = Eyes(board.program, tracker, tracker.rng), board.program.t + found.minutes * 60_000
    before = rests = None
    for fixation in viewer.fixations():
        if board.program.t >= end or found.ended:
            return
        began, rests = board.program.t, rested_with(rests, fixation, tracker.px_per_degree)
        taken = board.see(eyes.fixate(fixation))
        for event, node in taken:
            look = before if before and event["t"] - began < LAG_MS else rests
            found.taken.append(Taken(event["t"], event["id"], what_it_does(node), look.doing, look.lasts_ms))
        if not board.on_it():
            found.ended = f"the writing board could not be opened again from {board.tree['screen']}"
        elif taken and put_back:
            since = board.program.t
            board.begin()
            board.program.ask(f"wait {PAUSE_MS}")   # somebody else did it: who wants nothing has chosen nothing of late
            eyes, end = Eyes(board.program, tracker, tracker.rng), end + board.program.t - since
        found.fixations += 1
        found.long_looks += fixation.doing in ("suggestions", "keys") and fixation.lasts_ms >= dwell_ms
        viewer.tree, before = board.tree, rests


def rested_with(last, fixation, px_per_degree):
    """The fixation, longer by the last one where it rests at the same place."""
    near = last and last.place and fixation.place and \
        math.dist(last.place, fixation.place) <= SAME_PLACE_DEGREES * px_per_degree
    return Fixation(fixation.place, last.lasts_ms + fixation.lasts_ms, fixation.doing) if near else fixation


# --- recorded ---------------------------------------------------------------------------------------------------


def play(path, profile, trace, seed, minutes):
    """One recorded trace, again and again for so long."""
    found = Viewing(minutes=minutes)
    with tempfile.TemporaryDirectory(prefix="viewing-") as data:
        board = Board(path, data, profile, seed)
        looks = recorded.looks_of(trace)
        start, period = board.program.t, trace.samples[-1].at_ms + 1000 / recorded.HZ
        try:
            while (turn := board.program.t - start) < minutes * 60_000:
                for sample, following in zip(trace.samples, trace.samples[1:] + [None]):
                    wait = max(1, round((following.at_ms if following else period) - sample.at_ms))
                    answers = board.program.ask_all([sample.command(board.tree["size"]), f"wait {wait}"])
                    for event, node in board.see([event for answer in answers for event in answer["events"]]):
                        rested = recorded.rested(looks, sample.at_ms)
                        found.taken.append(Taken(event["t"], event["id"], what_it_does(node), "recorded", rested))
                found.fixations += len(looks)
                found.long_looks += sum(look.lasts_ms >= trace.dwell_ms - EDGE_MS for look in looks)
                if board.program.t - start == turn:
                    break
        except aid.AidFailed as error:
            found.ended = str(error).splitlines()[0]
        finally:
            found.calls = board.calls
            board.program.close()
    found.minutes = (board.program.t - start) / 60_000
    return found


# --- the table --------------------------------------------------------------------------------------------------


def run(options):
    """Measures, prints."""
    own = int((figures.profile_settings(options) | options.set)["dwell_time"])
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ProcessPoolExecutor(options.jobs) as workers:
        jobs = [(one.name, dwell_of(one, own), [
            workers.submit(view, figures.program(options), figures.profile(options, folder, **CORNERS, **one.settings), one,
                           seed,
                           options.minutes, dwell_of(one, own)) for seed in range(1, options.seeds + 1)])
                for one in CONDITIONS if wanted(options, one.name)]
        traces = [trace for trace in recorded.all_in(options.samples, own) if wanted(options, trace.name)]
        played = [(trace, workers.submit(play, figures.program(options), figures.profile(options, folder, **CORNERS), trace, 1,
                                         options.minutes))
                  for trace in traces]
        found = [(name, dwell_ms, [one.result() for one in runs]) for name, dwell_ms, runs in jobs]
        real = [(trace, one.result()) for trace, one in played]
    sys.stdout.write(figures.heading(options, f"{options.minutes:g} minutes each, {options.seeds} seeds; offset 1° and "
                                              f"{DRIFT_DEGREES_PER_MINUTE:g}° more each minute, noise 0.35°, 2 % lost, 15 blinks "
                                              "a minute"))
    sys.stdout.write(text_of(found) + recorded_text(real, options))
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            data = {name: [asdict(one) for one in runs] for name, _, runs in found}
            json.dump(data | {trace.name: asdict(one) for trace, one in real}, file, ensure_ascii=False, indent=1)
    return 0


def dwell_of(condition, own):
    return condition.settings.get("dwell_time", own)


def wanted(options, name):
    return not options.only or options.only in name


def text_of(found):
    if not found:
        return ""
    rows = [("somebody who wants nothing", "taken", "", "speak, clear, quit, call", "of these", "called by corners", "rest",
             "by shorter looks", "looks as long as dwell", "taken while", "what")]
    for name, dwell_ms, runs in found:
        rows.append(row_of(name, dwell_ms, runs))
    broken = "".join(f"{name}, seed {seed}: broken off: {one.ended}\n" for name, _, runs in found
                     for seed, one in enumerate(runs, 1) if one.ended)
    return figures.table(rows) + broken + (
        "\nWanted of ten minutes: at most 2 taken (aim 0), none of speak, clear, quit, call. Mean (least–greatest) over the seeds.\n"
        "“Looks as long as dwell”: fixations on suggestions and keys that lasted the whole dwell time or longer, a seed: by their\n"
        "length alone these cannot be told from choosing. “Shorter looks”: the eyes rested there, second fixations at the same\n"
        "place included, for more than 50 ms less than the dwell time: of these the program is to take none.\n\n")


def row_of(name, dwell_ms, runs):
    counts = [len(one.taken) for one in runs]
    taken = [each for one in runs for each in one.taken]
    mean = sum(counts) / len(counts)
    short = sum(each.rested_ms < dwell_ms - EDGE_MS for each in taken)
    grave = [each.does for one in runs for each in one.grave()]
    return (name, f"{mean:.1f} ({min(counts)}–{max(counts)})", figures.verdict(mean, AT_MOST, AIM), str(len(grave)),
            counted(grave), str(sum(one.calls for one in runs)), str(sum(each.does == "rest" for each in taken)), str(short),
            f"{sum(one.long_looks for one in runs) / len(runs):.1f}", counted(each.doing for each in taken),
            counted(each.does for each in taken))


def counted(things):
    return ", ".join(f"{thing} {count}" for thing, count in collections.Counter(things).most_common(6)) or "–"


def recorded_text(real, options):
    if not real:
        return f"No recorded eyes: there is no index.tsv in {options.samples}.\n"
    rows = [("recorded eyes", "minutes", "looks", "median ms", "as long as dwell", "taken by these", "taken by shorter ones",
             "of speak, clear, quit, call", "called by corners", "what")]
    for trace, one in real:
        lengths = sorted(look.lasts_ms for look in recorded.looks_of(trace))
        above = sum(each.rested_ms >= trace.dwell_ms - EDGE_MS for each in one.taken)
        rows.append((trace.name, f"{one.minutes:.1f}", str(one.fixations), f"{lengths[len(lengths) // 2]:.0f}" if lengths else "–",
                     str(one.long_looks), str(above), str(len(one.taken) - above), str(len(one.grave())), str(one.calls),
                     counted(each.does for each in one.taken)))
    return figures.table(rows) + (
        "\nThese people were asked to look at points shown one after another, for seconds: they did look, and a dwell is right to\n"
        "take what stands there. What counts against it is “taken by shorter ones”. “Cut”: the same samples, but each look ends\n"
        "after a length drawn as of somebody who views a scene (330 ms, s.d. 150): real noise and saccades, invented lengths.\n"
        "Scaled into the screen, 60 Hz, again and again.\n")
