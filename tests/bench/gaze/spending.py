"""Where the time of a sentence goes that is written by looking: reading, finding keys, dwelling, and what is lost."""
import collections
import concurrent.futures
import sys
import tempfile
import types

import figures

READING, FINDING, DWELLING, WAITING, AGAIN, NO_AIM = (
    "reading new words", "finding a key", "dwelling", "longer than the dwell time", "looking away, trying again", "no aim")
ORDER = (READING, FINDING, DWELLING, WAITING, AGAIN, NO_AIM)
SPEAK, CLEAR = "dwell_speak", "dwell_risky"
STARTS = {SPEAK: 140, CLEAR: 160}  # percent, where the profile leaves the start value
VARIANTS = (  # name, settings other than the profile's
    ("profile gaze", {}), ("dwell 500", {"dwell_time": 500}), ("dwell 700", {"dwell_time": 700}),
    ("dead time 0", {"dead_time": 0}), ("look away off", {"look_away": "no"}), ("lock-on 100", {"lock_on": 100}),
    ("memory 0", {"dwell_memory": 0}), ("memory 300", {"dwell_memory": 300}), ("likely 60 %", {"dwell_likely": 60}),
    ("likely 80 %", {"dwell_likely": 80}), ("keys 3.0°", {"key_size": "3.0"}), ("keys 4.0°", {"key_size": "4.0"}),
    ("six blocks", {"gaze_board": "blocks"}), ("to and fro off", {"sway_gesture": "no"}))


def run(options):
    """Measures, prints a line for each way of setting it up."""
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ProcessPoolExecutor(options.jobs) as workers:
        plain = {"app": figures.program(options), "sentences": options.sentences, "limit": options.limit,
                 "measure": options.measure}
        profile = figures.profile_settings(options) | options.set
        variants = [variant for variant in VARIANTS if not options.only or options.only in variant[0]]
        jobs = [(name, [workers.submit(spend, plain, figures.profile(options, folder, **settings), profile | as_text(settings),
                                       seed) for seed in range(1, options.seeds + 1)]) for name, settings in variants]
        found = [(name, [job.result() for job in runs]) for name, runs in jobs]
    sys.stdout.write(figures.heading(options, f"Sentences {options.sentences_name}, the first {options.limit or 'all'}, "
                                              f"{options.seeds} seeds; ms a character"))
    sys.stdout.write(text_of(found))
    return 0


def as_text(settings):
    return {name: str(value) for name, value in settings.items()}


def spend(plain, profile, settings, seed):
    """All sentences with one seed: {"characters", "totals", "spent": ms, "chosen": {why: [times]}}"""
    sys.path.insert(0, plain["measure"])
    import rate
    import report
    import sentences
    from gaze_user import GazeUser
    spent, chosen = collections.Counter(), collections.defaultdict(list)

    class Watched(GazeUser):
        """The same user, with the time that passes written down."""

        def _decide(self):
            aim, found_at, before = self.session.aim, self.found_at, self.selections
            super()._decide()
            if self.selections > before and aim is not None and self.session.now >= found_at:
                took = self.session.now - found_at
                wanted = min(took, wanted_ms(settings, aim))
                spent[DWELLING] += wanted
                spent[WAITING] += took - wanted
                chosen[aim.why].append(took - wanted)

        def _next_sample(self):
            kind, before = self._kind(), self.session.now
            super()._next_sample()
            if kind:
                spent[kind] += self.session.now - before

        def _kind(self):
            session = self.session
            if session.now < session.reader.busy_until:
                return READING
            if session.aim is None:
                return NO_AIM
            if session.now < self.found_at:
                return AGAIN if self.tries else FINDING
            return None

    make = rate.make_user

    def watched(session, run, sentence):
        user = make(session, run, sentence)
        return Watched(session, user.rng, user.offset_angle)
    rate.make_user = watched
    app = f"{plain['app']} --drive --profile {profile} --data {{data}} --seed {{seed}}"
    done = rate.write_all(types.SimpleNamespace(app=app, part_words="spelt"), "gaze", seed,
                          sentences.load(plain["sentences"], plain["limit"]))
    rate.make_user = make
    return {"totals": report.totals(done), "spent": dict(spent), "chosen": dict(chosen)}


def wanted_ms(settings, aim):
    """How long looking at it takes by the settings."""
    share = 100
    if aim.node.action in ("speak", "rest"):
        share = int(settings.get(SPEAK, STARTS[SPEAK]))
    elif aim.node.action in ("clear", "quit", "call"):
        share = int(settings.get(CLEAR, STARTS[CLEAR]))
    return int(settings["dwell_time"]) * share / 100


def text_of(found):
    rows = [("", "chars/min", "wrong %", *ORDER, "choices a character, and how long over the dwell time each takes (mean ms)")]
    for name, runs in found:
        characters = sum(one["totals"]["characters"] for one in runs)
        totals = [one["totals"] for one in runs]
        spent = [f"{sum(one['spent'].get(kind, 0) for one in runs) / characters:.0f}" for kind in ORDER]
        rows.append((name, f"{sum(each['chars_per_min'] for each in totals) / len(totals):.2f}",
                     f"{sum(each['wrong_percent'] for each in totals) / len(totals):.2f}", *spent,
                     choices_of(runs, characters)))
    return figures.table(rows)


def choices_of(runs, characters):
    together = collections.defaultdict(list)
    for one in runs:
        for why, times in one["chosen"].items():
            together[why] += times
    return ", ".join(f"{why} {len(times) / characters:.3f} (+{sum(times) / len(times):.0f})"
                     for why, times in sorted(together.items(), key=lambda each: -len(each[1])))
