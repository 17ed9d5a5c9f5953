"""Eyes and a tracker: where somebody looks becomes the samples that the program is told, in virtual time.

The tracker is off by `offset_degrees` in one direction, drifts further, scatters, loses samples; blinks lose some more.
Start values: the gaze user that rates are measured with (offset 1°, noise 0.35° r.m.s. over both axes, 2 % lost, 60 Hz,
38 px a degree on a screen 1280 wide).
"""

import json
import math
from dataclasses import dataclass

import aid

PX_PER_DEGREE_AT_1280 = 38
BLINK_MS = (150, 300)
BLINK_EVERY_LEAST_MS = 600  # after one blink no other sooner
SACCADE_START_MS = 21       # Carpenter 1988: 2.2 ms a degree and 21 ms
SACCADE_MS_PER_DEGREE = 2.2


class QuickAid(aid.Aid):
    """The program, told many things at a time: a round trip a fixation, not a sample."""

    def ask_all(self, commands):
        """The answers to all `commands`, in order."""
        self._process.stdin.write("".join(command + "\n" for command in commands).encode())
        answers = []
        for command in commands:
            answer = json.loads(self._line(command))
            self.t = answer.get("t", self.t)
            answers.append(answer)
        return answers


class Tracker:
    """What is seen of eyes that look at a place. `angle`: the direction in which it is off."""

    def __init__(self, rng, angle=0.0, width_px=1280, offset_degrees=1.0, noise_degrees=0.35, lost=0.02, hz=60,
                 drift_degrees_per_minute=0.0):
        self.rng = rng
        self.px_per_degree = PX_PER_DEGREE_AT_1280 * width_px / 1280
        self.angle = angle
        self.offset_degrees = offset_degrees
        self.spread_px = noise_degrees * self.px_per_degree / math.sqrt(2)
        self.lost = lost
        self.hz = hz
        self.drift_degrees_per_minute = drift_degrees_per_minute

    def sample(self, place, at_ms):
        """The driver's command for eyes that look at `place`; None: they are not to be seen."""
        if place is None or self.rng.random() < self.lost:
            return "point none"
        off_px = (self.offset_degrees + self.drift_degrees_per_minute * at_ms / 60_000) * self.px_per_degree
        x = place[0] + off_px * math.cos(self.angle) + self.rng.gauss(0, self.spread_px)
        y = place[1] + off_px * math.sin(self.angle) + self.rng.gauss(0, self.spread_px)
        return f"point {round(x)} {round(y)}"


@dataclass(frozen=True)
class Fixation:
    """The eyes rest at `place` (None: turned away or closed) for so long, while their owner is `doing` something."""
    place: tuple
    lasts_ms: float
    doing: str


class Eyes:
    """Carries out one fixation after another before the program, with saccades between them and blinks in them."""

    def __init__(self, program, tracker, rng, blinks_a_minute=15):
        self.program = program
        self.tracker = tracker
        self.rng = rng
        self.start_ms = program.t
        self.samples = 0
        self.place = None
        self.free_ms = float(program.t)  # when the present fixation is over
        self.blink_every_ms = 60_000 / blinks_a_minute if blinks_a_minute else None
        self.blink = self._next_blink(program.t)

    def fixate(self, fixation):
        """Looks there for so long. The events that came of it, in order."""
        before, lands_ms = self.place, self.free_ms + self._saccade_ms(fixation.place)
        left_ms, self.free_ms, self.place = self.free_ms, lands_ms + fixation.lasts_ms, fixation.place
        commands = []
        while (at_ms := self._sample_at(self.samples)) < self.free_ms:
            share = (at_ms - left_ms) / (lands_ms - left_ms) if at_ms < lands_ms else 1
            place = None if self._blinks(at_ms) else between(before, fixation.place, share)
            self.samples += 1
            commands += [self.tracker.sample(place, at_ms), f"wait {self._sample_at(self.samples) - at_ms}"]
        answers = self.program.ask_all(commands)
        return [event for answer in answers for event in answer["events"]]

    def _sample_at(self, number):
        return self.start_ms + round(number * 1000 / self.tracker.hz)

    def _saccade_ms(self, place):
        if place == self.place:
            return 0
        if place is None or self.place is None:
            return SACCADE_START_MS
        return SACCADE_START_MS + SACCADE_MS_PER_DEGREE * math.dist(place, self.place) / self.tracker.px_per_degree

    def _next_blink(self, after_ms):
        if self.blink_every_ms is None:
            return math.inf, math.inf
        gap_ms = self.blink_every_ms - BLINK_EVERY_LEAST_MS - sum(BLINK_MS) / 2
        begins = after_ms + BLINK_EVERY_LEAST_MS + self.rng.expovariate(1 / gap_ms)
        return begins, begins + self.rng.uniform(*BLINK_MS)

    def _blinks(self, at_ms):
        if at_ms >= self.blink[1]:
            self.blink = self._next_blink(at_ms)
        return self.blink[0] <= at_ms < self.blink[1]


def between(start, end, share):
    """On the way of a saccade: slow, quick, slow. None when either end is not to be seen."""
    if share >= 1 or end is None:
        return end
    if start is None:
        return None
    way = share * share * (3 - 2 * share)
    return start[0] + (end[0] - start[0]) * way, start[1] + (end[1] - start[1]) * way


def centre(rect):
    """The middle of x, y, width, height."""
    return rect[0] + rect[2] / 2, rect[1] + rect[3] / 2
