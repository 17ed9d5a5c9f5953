#!/usr/bin/env python3
"""`lines.py BUILD SOURCE [--missed ROOM] [--least PERCENT]`: which lines of app/ have run, room by room, from what gcov counted.

A line counts once, wherever it was compiled; it has run if it has run anywhere. `--missed`: those that have not, of one room.
`--least`: status 1 when a pure room has less. Pure: room-NAME and app of the build; the rest is edges and run/."""

import argparse
import collections
import json
import os
import subprocess
import sys


def objects(build):
    """(is it pure?, .gcno) of everything that was compiled in app/."""
    for folder, _, files in os.walk(os.path.join(os.path.realpath(build), "app")):
        parts = folder.split(os.sep)
        target = next((part[:-len(".dir")] for part in parts if part.endswith(".dir")), "")
        pure = target.startswith("room-") or target == "app"
        for file in files:
            if file.endswith(".gcno") and "language-model" not in parts:
                yield pure, os.path.join(folder, file)


def counted(file):
    """What gcov says of one object: {source: {line: count}}. Nothing of it ran: gcov counts from the notes alone."""
    told = subprocess.run(["gcov", "--json-format", "--stdout", file], capture_output=True, check=True, text=True,
                          cwd=os.path.dirname(file))
    for line in told.stdout.splitlines():
        for entry in json.loads(line)["files"]:
            yield entry["file"], {row["line_number"]: row["count"] for row in entry["lines"]}


class Lines:
    def __init__(self, build, source):
        self.app = os.path.realpath(os.path.join(source, "app"))
        self.counts = collections.defaultdict(lambda: collections.defaultdict(int))  # file → line → times
        self.pure = set()
        for pure, file in objects(build):
            for name, counts in counted(file):
                self._add(name, counts, pure)

    def _add(self, name, counts, pure):
        path = os.path.realpath(os.path.join(self.app, "..", name))
        if not path.startswith(self.app + os.sep):
            return
        name = os.path.relpath(path, self.app)
        if pure:
            self.pure.add(name)
        for number, count in counts.items():
            self.counts[name][number] += count

    def rooms(self):
        """{(pure, room): [lines, run]}; the state machine itself is the room app."""
        found = collections.defaultdict(lambda: [0, 0])
        for name, counts in self.counts.items():
            room = os.path.dirname(name) or "app"
            row = found[name in self.pure, room]
            row[0] += len(counts)
            row[1] += sum(count > 0 for count in counts.values())
        return found

    def missed(self, room):
        for name in sorted(self.counts):
            lines = sorted(number for number, count in self.counts[name].items() if not count)
            if (os.path.dirname(name) or "app") == room and lines:
                yield f"app/{name}: {len(lines)} of {len(self.counts[name])}: {' '.join(map(str, lines))}"


def share(lines, run):
    return 100 * run / lines if lines else 100.0


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("build")
    options.add_argument("source")
    options.add_argument("--missed")
    options.add_argument("--least", type=float, default=0)
    options = options.parse_args()
    lines = Lines(options.build, options.source)
    if options.missed:
        print("\n".join(lines.missed(options.missed)))
        return 0
    low = []
    rooms = lines.rooms()
    for pure in (True, False):
        total = [sum(row[i] for (is_pure, _), row in rooms.items() if is_pure == pure) for i in (0, 1)]
        print(f"{'pure' if pure else 'edges and run'}: {share(*total):.1f} % of {total[0]} lines")
        for (is_pure, room), row in sorted(rooms.items()):
            if is_pure == pure:
                print(f"  {room:10} {share(*row):5.1f} % of {row[0]}")
                if pure and share(*row) < options.least:
                    low.append(room)
    for room in low:
        print(f"less than {options.least:g} %: {room}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
