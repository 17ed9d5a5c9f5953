"""Eyes that were recorded (../shared/samples/gaze; index.tsv there says by what and whose), as samples for the driver."""
import csv
import math
import os
import random
from dataclasses import dataclass

HZ = 60
SCREEN = (1920, 1080)           # of the recordings: stated, or presumed in index.tsv
PX_PER_DEGREE = 35.5            # 533 mm for 1920 px at 565 mm
LOOK_DEGREES, LOOK_LEAST_MS = 1.5, 80   # a look: samples about one place
FORGIVES = 6                    # samples lost, or thrown far, do not end it
FORGIVES_MS = 100               # what is taken so soon after a look was looked at by it
VIEWING_MS = (330, 150)         # mean and s.d. of fixations of a scene (Rayner 2009)


@dataclass(frozen=True)
class Sample:
    """`x`, `y` in pixels of the recording's screen; None: not seen."""
    at_ms: float
    x: float
    y: float

    def command(self, size):
        if self.x is None:
            return "point none"
        return f"point {round(self.x * size[0] / SCREEN[0])} {round(self.y * size[1] / SCREEN[1])}"


@dataclass(frozen=True)
class Look:
    begins_ms: float
    ends_ms: float

    @property
    def lasts_ms(self):
        return self.ends_ms - self.begins_ms


@dataclass(frozen=True)
class Trace:
    name: str
    samples: list
    dwell_ms: int


def all_in(folder, dwell_ms):
    """Every recording that index.tsv names, as it is and with its looks cut short; none where there is no index."""
    try:
        with open(os.path.join(folder, "index.tsv"), encoding="utf-8", newline="") as file:
            names = [row["file"] for row in csv.DictReader(file, delimiter="\t")]
    except OSError:
        return []
    traces = []
    for name in names:
        samples = at_rate(read(os.path.join(folder, name)))
        short = name.rsplit(".", 1)[0].replace("etdqualitizer_", "").replace("irf_", "")
        whole = Trace(short, samples, dwell_ms)
        traces += [whole, Trace(f"{short}, cut", cut(whole), dwell_ms)]
    return traces


def read(path):
    """[Sample] as recorded, time from 0."""
    with open(path, encoding="utf-8", newline="") as file:
        if path.endswith(".csv"):
            return [Sample(1000 * float(row["t_s"]), *seen(row["valid"] == "1", row["x_px"], row["y_px"]))
                    for row in csv.DictReader(file)]
        rows = list(csv.DictReader(file, delimiter="\t"))
    first = float(rows[0]["timestamp"])
    return [Sample(float(row["timestamp"]) - first, *both_eyes(row)) for row in rows]


def seen(valid, x, y):
    try:
        place = float(x), float(y)
    except ValueError:
        return None, None
    return place if valid and all(map(math.isfinite, place)) else (None, None)


def both_eyes(row):
    """Their mean, from the middle of the screen to its corner; one eye's where the other was not seen or not recorded."""
    eyes = [seen(True, row.get(f"{side}_x") or "", row.get(f"{side}_y") or "") for side in ("left", "right")]
    eyes = [eye for eye in eyes if eye[0] is not None]
    if not eyes:
        return None, None
    return tuple(sum(eye[axis] for eye in eyes) / len(eyes) + SCREEN[axis] / 2 for axis in (0, 1))


def at_rate(samples):
    """Every 1/60 s the sample that was the latest then."""
    found, at = [], 0
    for number in range(int(samples[-1].at_ms * HZ / 1000)):
        now = number * 1000 / HZ
        while at + 1 < len(samples) and samples[at + 1].at_ms <= now:
            at += 1
        found.append(Sample(round(now), samples[at].x, samples[at].y))
    return found


def looks_of(trace):
    """Looks: from the first of samples about one place to the last; the place moves with their mean."""
    return [Look(group[0].at_ms, group[-1].at_ms + 1000 / HZ) for group in groups_of(trace)
            if group[-1].at_ms - group[0].at_ms >= LOOK_LEAST_MS]


def groups_of(trace):
    """Samples about one place, one after another. One that was lost, or thrown far, does not end them when they go on."""
    groups, group, mean = [], [], None
    for number, sample in enumerate(trace.samples):
        if mean and is_near(mean, sample):
            group.append(sample)
            mean = tuple(old + (new - old) / len(group) for old, new in zip(mean, (sample.x, sample.y)))
        elif not mean or not any(is_near(mean, later) for later in trace.samples[number + 1:number + 1 + FORGIVES]):
            groups += [group] if group else []
            group, mean = ([sample], (sample.x, sample.y)) if sample.x is not None else ([], None)
    return groups + ([group] if group else [])


def is_near(mean, sample):
    return sample.x is not None and math.dist(mean, (sample.x, sample.y)) <= LOOK_DEGREES * PX_PER_DEGREE


def rested(looks, at_ms):
    """How long the look lasted that was there, or had just ended, at that time; 0: none."""
    return next((look.lasts_ms for look in looks if look.begins_ms <= at_ms <= look.ends_ms + FORGIVES_MS), 0.0)


def cut(trace):
    """The samples without the ends of looks that last longer than somebody who only views would rest."""
    rng = random.Random(trace.name)
    variance = math.log(1 + (VIEWING_MS[1] / VIEWING_MS[0]) ** 2)
    dropped = []
    for look in looks_of(trace):
        lasts = rng.lognormvariate(math.log(VIEWING_MS[0]) - variance / 2, math.sqrt(variance))
        dropped.append((look.begins_ms + lasts, look.ends_ms))
    kept = [sample for sample in trace.samples if not any(begin <= sample.at_ms < end for begin, end in dropped)]
    return [Sample(round(number * 1000 / HZ), sample.x, sample.y) for number, sample in enumerate(kept)]
