"""What the library costs: opening each article in both languages, the program's start and memory with the
library and without. The argument is the program; a second one says how often a start is measured (20).

Opening is measured from the command to the driver's answer: the page is built and set in lines, no picture is
drawn. The first article opened also loads the fonts that lines are measured with; it is told apart.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../scenarios"))
from aid import Aid  # noqa: E402

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
ARTICLES = [f"L{number:02d}" for number in range(1, 32)]
WANTED_OPEN_MS = 50


def timed(aid, command):
    begin = time.perf_counter()
    answer = aid.ask(command)
    assert "error" not in answer, answer
    return (time.perf_counter() - begin) * 1000


def measure_opening(program, folder, language):
    data = os.path.join(folder, language)
    os.makedirs(data)
    with open(os.path.join(data, "settings.conf"), "w", encoding="utf-8") as file:
        file.write(f"language = {language}\n")
    first = []
    for _ in range(5):
        with Aid(program, data) as aid:
            aid.ask("tree")
            first.append(timed(aid, "open read:L01"))
    with Aid(program, data) as aid:
        aid.ask("open read:L01")
        times = {}
        for _ in range(5):
            for article in ARTICLES:
                times.setdefault(article, []).append(timed(aid, f"open read:{article}"))
                aid.ask("open home")
    best = {article: statistics.median(found) for article, found in times.items()}
    worst = max(best, key=best.get)
    return statistics.median(first), statistics.mean(best.values()), worst, best[worst], max(max(found) for found in times.values())


def installed(program, folder, library):
    """The program as it is installed, with the library or without."""
    build = os.path.dirname(os.path.dirname(os.path.realpath(program)))
    share = os.path.join(folder, "share", "yinian")
    os.makedirs(os.path.join(folder, "bin"))
    os.makedirs(share)
    where = os.path.join(folder, "bin", "yinian")
    with open(program, "rb") as old, open(where, "wb") as new:
        new.write(old.read())
    os.chmod(where, 0o755)
    models = os.path.join(build, "app", "language-model")
    for name in ("lexicon.bin", "model-zh.bin", "model-en.bin", "strokes.bin", "talk.txt"):
        os.symlink(os.path.join(models, name), os.path.join(share, name))
    os.symlink(os.path.join(SOURCE, "phrases"), os.path.join(share, "phrases"))
    os.symlink(os.path.join(build, "locale"), os.path.join(folder, "share", "locale"))
    if library:
        os.symlink(os.path.join(SOURCE, "content"), os.path.join(share, "content"))
    return where


def start(program, data):
    """Starts and ends: milliseconds, and the most memory in KiB."""
    begin = time.perf_counter()
    process = subprocess.Popen([program, "--drive", "--data", data], stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    assert status == 0, f"status {status}"
    return (time.perf_counter() - begin) * 1000, usage.ru_maxrss


def measure_starts(program, folder, times):
    found = {False: [], True: []}
    programs = {library: installed(program, os.path.join(folder, f"installed-{library}"), library)
                for library in found}
    for library, where in programs.items():
        start(where, os.path.join(folder, "data"))
    for _ in range(times):  # in turn: what else the machine does concerns both
        for library, where in programs.items():
            found[library].append(start(where, os.path.join(folder, "data")))
    return found


def main(program, times):
    print(f"opening an article (wanted: at most {WANTED_OPEN_MS} ms)")
    with tempfile.TemporaryDirectory(prefix="library-bench-") as folder:
        for language in "zh", "en":
            first, mean, worst, worst_ms, most = measure_opening(program, folder, language)
            print(f"  {language}: mean {mean:.1f} ms, slowest {worst} {worst_ms:.1f} ms (medians of 5), "
                  f"slowest of all {most:.1f} ms, the first of a program {first:.1f} ms")
        found = measure_starts(program, folder, times)
        for library, runs in sorted(found.items()):
            print(f"start and end {'with' if library else 'without'} the library: "
                  f"median {statistics.median(run[0] for run in runs):.1f} ms, "
                  f"least {min(run[0] for run in runs):.1f} ms, "
                  f"memory {statistics.median(run[1] for run in runs) / 1024:.1f} MiB")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20)
