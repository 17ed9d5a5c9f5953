"""How fast sentences are written by looking, with trackers that are off by more or less, and other dwell times.

The user is the gaze user of ../shared/measure, imported from there; what is varied is set on it.
"""
import concurrent.futures
import json
import sys
import tempfile
import types

import figures

OFFSETS = (0.0, 1.0, 1.5, 2.0)   # degrees
DWELL_TIMES = (400, 800, 1200)   # ms, beside the profile's own
FIGURES = {  # figure → at least, aim, more is better
    "chars_per_min": (20, 28, True), "wrong_percent": (2, 0.5, False), "residual_percent": (0, 0, False),
    "failures": (0, 0, False)}
OFFSET = 1.0


def run(options):
    """Measures, prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        found = measure(options, jobs_of(options, folder))
    sys.stdout.write(figures.heading(options, f"Sentences {options.sentences_name}, {found[0]['sentences']} of them, each with "
                                              f"{options.seeds} seeds (directions in which the tracker is off)"))
    sys.stdout.write(text_of(found))
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(found, file, ensure_ascii=False, indent=1)
            file.write("\n")
    return 1 if any(row["broken"] for row in found) else 0


def jobs_of(options, folder):
    """(name, profile, offset) of everything to be measured."""
    jobs = [(f"offset {offset:g}°", figures.profile(options, folder), offset) for offset in OFFSETS]
    jobs += [(f"dwell {dwell} ms", figures.profile(options, folder, dwell_time=dwell), OFFSET) for dwell in DWELL_TIMES]
    return [job for job in jobs if not options.only or options.only in job[0]]


def measure(options, jobs):
    """One row for each job: the means over the seeds, and the worst sentences."""
    plain = {"app": figures.program(options), "sentences": options.sentences, "limit": options.limit,
             "measure": options.measure}
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as workers:
        runs = {(name, seed): workers.submit(one_run, plain, profile, offset, seed)
                for name, profile, offset in jobs for seed in range(1, options.seeds + 1)}
        rows = []
        for name, _, offset in jobs:
            rows.append(summary(name, offset, [runs[name, seed].result() for seed in range(1, options.seeds + 1)]))
            print(f"  {name}: {rows[-1]['chars_per_min']['mean']:.2f} chars/min", file=sys.stderr, flush=True)
    return rows


def one_run(plain, profile, offset, seed):
    """All sentences with one seed: (its totals, its sentences, why it broke)."""
    sys.path.insert(0, plain["measure"])
    import gaze_user
    import rate
    import report
    import sentences
    gaze_user.OFFSET_DEGREES = offset
    wanted = sentences.load(plain["sentences"], plain["limit"])
    app = f"{plain['app']} --drive --profile {profile} --data {{data}} --seed {{seed}}"
    done = rate.write_all(types.SimpleNamespace(app=app, part_words="spelt"), "gaze", seed, wanted)
    outcomes = [{"number": outcome.number, "text": outcome.text, "time_ms": outcome.time_ms, "wrong": outcome.wrong,
                 "selections": outcome.selections, "failure": outcome.failure} for outcome in done.outcomes]
    return report.totals(done), outcomes, done.broken


def summary(name, offset, runs):
    row = {"name": name, "offset": offset, "sentences": len(runs[0][1]), "broken": [why for _, _, why in runs if why],
           "outcomes": [outcomes for _, outcomes, _ in runs]}
    for key in (*FIGURES, "selections_per_char", "s_per_char"):
        values = [totals[key] for totals, _, _ in runs]
        row[key] = {"mean": sum(values) / len(values), "min": min(values), "max": max(values)}
    return row


def text_of(found):
    rows = [("tracker, dwell time", "chars/min", "", "wrong %", "", "residual %", "", "failures", "", "selections/char")]
    for row in found:
        cells = [row["name"]]
        for key, (least, aim, more) in FIGURES.items():
            figure = row[key]
            cells += [f"{figure['mean']:.2f} ({figure['min']:.2f}–{figure['max']:.2f})",
                      figures.verdict(figure["mean"], least, aim, more)]
        rows.append((*cells, f"{row['selections_per_char']['mean']:.2f}"))
    text = figures.table(rows) + ("\nWanted with offset 1°, dwell 600 ms (the profile gaze): at least 20, aim 28 characters a minute; "
                                  "wrong at most 2 %, aim 0.5 %;\nresidual errors and failures 0. Mean (least–greatest) over the "
                                  "seeds.\n")
    for row in found:
        text += "".join(f"{row['name']} broke the protocol: {why}\n" for why in row["broken"])
        text += failures_of(row)
    return text


def failures_of(row):
    return "".join(f"{row['name']}, seed {seed}, sentence {outcome['number']} {outcome['text']}: {outcome['failure']}\n"
                   for seed, outcomes in enumerate(row["outcomes"], 1) for outcome in outcomes if outcome["failure"])
