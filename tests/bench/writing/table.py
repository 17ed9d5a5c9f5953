"""The table of figures: what the issue asks for, what the peer needs, what was measured."""
import concurrent.futures
import datetime
import json
import os
import platform
import shlex
import subprocess
import sys

import figures

CAPACITY = 1.0  # bits a second that wait-or-press can carry at a scan time of 1 s
RATES = {"U1": (85, 92), "U2": (75, 88), "U3": (60, 75)}      # % of U0's rate: at least, aim
RESIDUALS = {"U2": (1, 0.5), "U3": (2, 1)}                    # %: at most, aim


def run(options):
    """Measures everything, prints the table."""
    jobs = simulations(options)
    print(f"{len(jobs)} simulated users, {options.jobs} at a time …", file=sys.stderr)
    found = {"rates": simulate(options, jobs), "bits": figures.bits(options), "megabytes": figures.megabytes(options),
             "english": figures.english(options)}
    # Alone on the machine, as far as this command goes.
    found["model"] = figures.model_times(options)
    found["choice"] = figures.choice_times(options, "fluent")
    sys.stdout.write(text_of(options, found))
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(found, file, ensure_ascii=False, indent=1)
            file.write("\n")
    return 1 if any(data["broken"] for data in found["rates"].values()) else 0


def simulations(options):
    """(name, command, user, seeds, part words) of everything that rate.py is to measure, the longest first."""
    evidence, rows = figures.program(options, "fluent"), figures.program(options, "fluent-rows")
    users = [user for user in options.users.split(",") if user and user != "U0"]
    jobs = [(f"evidence {user}", evidence, user, options.seeds, "spelt") for user in users]
    jobs += [("evidence U0", evidence, "U0", 1, "spelt"), ("rows U0", rows, "U0", 1, "spelt")]
    # The peer's user spells words whole: with the beginnings of words it needs longer.
    jobs += [(name, figures.peer(options, name), "U0", 1, "last") for name in figures.PEERS]
    return [job for job in jobs if job[1]]


def simulate(options, jobs):
    """{name: rate.py's data}"""
    def one(job):
        name, *rest = job
        data = figures.rate(options, *rest)
        print(f"  {name}: {mean(data, 's_per_char'):.3f} s/char, {mean(data, 'failures'):g} failures", file=sys.stderr,
              flush=True)
        return name, data
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as workers:
        return dict(workers.map(one, jobs))


def mean(data, key):
    return data["summary"][key]["mean"]


# --- the rows ---------------------------------------------------------------------------------------------------


class Rows:
    """Rows of the table, each with a verdict where there is a target."""

    def __init__(self):
        self.rows = [("figure", "peer", "at least", "aim", "measured", "")]

    def add(self, figure, peer, least, aim, measured, form, more=False, note=""):
        """`more`: more is better. `measured` None: not measured."""
        verdict = ""
        if measured is not None and least is not None:
            reached = (lambda target: measured >= target) if more else (lambda target: measured <= target)
            verdict = "aim" if reached(aim) else "at least" if reached(least) else "short"
        texts = ["–" if value is None else form.format(value) for value in (peer, least, aim, measured)]
        self.rows.append((figure, *texts[:3], texts[3] + note, verdict))

    def text(self):
        widths = [max(len(row[column]) for row in self.rows) for column in range(6)]
        lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in self.rows]
        lines.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
        return "\n".join(lines) + "\n"


def text_of(options, found):
    rates = found["rates"]
    u0, peer = rates["evidence U0"], rates.get("peer")
    rows = Rows()
    peer_s = mean(peer, "s_per_char") if peer else None
    rows.add("U0, row–column, s/char", peer_s, 8.0, 7.0, mean(rates["rows U0"], "s_per_char"), "{:.2f}")
    rows.add("U0, evidence, s/char", None, 6.8, 6.0, mean(u0, "s_per_char"), "{:.2f}")
    add_efficiency(rows, found, peer_s, mean(u0, "s_per_char"))
    add_unsteady(rows, rates, mean(u0, "s_per_char"))
    rows.add("presses a character, U0, evidence", mean(peer, "presses_per_char") if peer else None, 3.4, 3.0,
             mean(u0, "presses_per_char"), "{:.2f}")
    own = [data for name, data in rates.items() if not name.startswith("peer")]
    rows.add("failures, all users, all seeds", None, 0, 0,
             sum(run["totals"]["failures"] for data in own for run in data["runs"]), "{:g}")
    add_english(rows, found["english"])
    without, with_end = found["bits"]
    rows.add("language model, bits/char", 7.04, 6.1, 5.6, without, "{:.2f}", note=f" ({with_end:.2f} with the end)")
    rows.add("both language models, MB", None, 40, 40, found["megabytes"], "{:.1f}")
    rows.add("press → choice drawn, p99, ms", None, 16, 5, found["choice"]["p99"], "{:.1f}",
             note=f" (p50 {found['choice']['p50']:.2f}; processor's p99 {found['choice']['worked']:.1f})")
    rows.add("model opened, ms", None, 5, 5, found["model"]["opened"], "{:.3f}")
    rows.add("next-word distribution, p95, ms", None, 0.2, 0.2, found["model"]["distribution"]["p95"], "{:.3f}",
             note=f" (median {found['model']['distribution']['median']:.3f})")
    return heading(options, rates) + "\n" + rows.text() + "\n" + beside(rates) + notes(rates)


def add_efficiency(rows, found, peer_s, s_per_char):
    """E = H / (C · s/char). A sentence ends with `speak`, in the time that is counted: H holds the end, too."""
    without, with_end = found["bits"]
    rows.add("efficiency E of U0, evidence", with_end / (CAPACITY * peer_s) if peer_s else None, 0.85, 0.93,
             with_end / (CAPACITY * s_per_char), "{:.3f}", more=True,
             note=f" ({without / (CAPACITY * s_per_char):.3f} without the end)")


def add_unsteady(rows, rates, steady):
    for user, (least, aim) in RATES.items():
        data = rates.get(f"evidence {user}")
        seconds = mean(data, "s_per_char") if data else None
        rows.add(f"{user}, rate against U0, %", None, least, aim, 100 * steady / seconds if data else None, "{:.1f}",
                 more=True, note=f" ({seconds:.2f} s/char)" if data else "")
        if user in RESIDUALS:
            rows.add(f"{user}, residual errors, %", None, *RESIDUALS[user],
                     mean(data, "residual_percent") if data else None, "{:.2f}")


def add_english(rows, found):
    """The better of the ways of scanning, as the issue's figure is one figure."""
    if not found:
        rows.add("English, steps a character", None, 1.9, 1.6, None, "{:.2f}")
        return
    for name, figure in sorted(found.items()):
        rows.add(f"English, {name}, steps a character", 1.713, 1.9, 1.6, figure["steps"], "{:.2f}",
                 note=f" ({figure['failed']} of {figure['sentences']} failed)")


# --- around the table -------------------------------------------------------------------------------------------


def heading(options, rates):
    sentences = int(mean(rates["evidence U0"], "sentences"))
    command = shlex.join(["tests/bench/writing/run"] + [word for word in sys.argv[1:]])
    return (f"Date      {datetime.datetime.now().astimezone():%Y-%m-%d %H:%M %Z}\n"
            f"Command   {command}\n"
            f"Revision  {revision(options)}\n"
            f"Machine   {processor()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} (latencies want 1 or less)\n"
            f"Sentences {os.path.basename(options.sentences)}, {sentences} of them; T = 1000 ms; "
            f"seeds of U1–U3: {options.seeds}\n")


def revision(options):
    """Of the sources that the build was made from."""
    with open(figures.path(options, "CMakeCache.txt"), encoding="utf-8") as file:
        homes = [line.partition("=")[2].strip() for line in file if line.startswith("CMAKE_HOME_DIRECTORY")]

    def git(*words):
        command = ["git", "-C", (homes or [options.root])[0], *words]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    changed = git("status", "--porcelain", "--untracked-files=no")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + (" with uncommitted changes" if changed else "")


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            return next(line.split(":", 1)[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.machine()


def beside(rates):
    """Every simulated user on a line."""
    keys = ("s_per_char", "steps_per_char", "presses_per_char", "wrong_percent", "residual_percent", "failures")
    lines = [f"{'':31s} {'s/char':>7s} {'steps/ch':>9s} {'presses/ch':>11s} {'wrong %':>8s} {'residual %':>11s} "
             f"{'failures':>9s}"]
    for name, data in sorted(rates.items()):
        values = [mean(data, key) for key in keys]
        lines.append("{:31s} {:7.2f} {:9.2f} {:11.2f} {:8.2f} {:11.2f} {:9g}".format(name, *values))
    return "\n".join(lines) + "\n\n"


def notes(rates):
    text = ("peer: the keys of Onboard's layout “Compact” with libpinyin in full pinyin, five candidates a page, the same\n"
            "scanning, the same user; “initials too”: as ibus-libpinyin comes (a syllable may be its first letters);\n"
            "“bare board”: only the keys that are needed. Peer's bits/char: ../shared/design/language.md (libpinyin's\n"
            "bigrams on the development sentences).\n")
    if "peer" not in rates:
        text += ("The peer was not measured: libpinyin is missing (packages libpinyin15-dev, libpinyin-data).\n")
    for name, data in rates.items():
        for broken in data["broken"]:
            text += f"{name} broke the protocol: {broken}\n"
    return text
