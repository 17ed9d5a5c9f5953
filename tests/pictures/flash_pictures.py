#!/usr/bin/env python3
"""The screen of a call flashes slowly: `flash_pictures.py PROGRAM`, TAP. Shots of the real program in virtual time, the pixels counted.

WCAG 2.3.1: a flash is a pair of opposing changes of relative luminance by a tenth or more, the darker below 0.8; harmful are more
than three in a second. Looked at is a grid of places all over the picture, the fastest scanning there is beside it, in every theme,
on the person's screen and on that of who listens. And it must flash: half of the picture, once in two seconds."""

import hashlib
import os
import pathlib
import sys
import tempfile

HERE = pathlib.Path(os.path.abspath(__file__)).parent
sys.path[:0] = [str(HERE), str(HERE / "../scenarios")]
import aid  # noqa: E402
from page_pictures import rows_of  # noqa: E402

SIZE, GRID_PX = "640x400", 8
EVERY_MS, FOR_MS = 50, 6000
FLASH_MS = 1000  # bright, and again dark
STEP, DARK, FLASHES_AT_MOST = 0.1, 0.8, 3
SCREEN, PARTNER = "shot", "partner"


def luminance(colour):
    linear = (value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in colour)
    return sum(share * value for share, value in zip((0.2126, 0.7152, 0.0722), linear))


LUMINANCE = {}
PICTURES = {}


def places_of(png):
    """The luminance at each place of the grid. The same picture is read once."""
    key = hashlib.sha256(png).digest()
    if key not in PICTURES:
        rows, depth = rows_of(png)
        colours = [tuple(row[i:i + 3]) for row in rows[::GRID_PX] for i in range(0, len(row), depth * GRID_PX)]
        PICTURES[key] = [LUMINANCE.setdefault(colour, luminance(colour)) for colour in colours]
    return PICTURES[key]


def changes_of(values):
    """When the luminance of a place turns: [ms] of changes by a tenth that oppose the one before."""
    changes, way, from_value = [], 0, values[0]
    for number, value in enumerate(values):
        if way <= 0 and value - from_value >= STEP and from_value < DARK:
            way, from_value = 1, value
            changes.append(number * EVERY_MS)
        elif way >= 0 and from_value - value >= STEP and value < DARK:
            way, from_value = -1, value
            changes.append(number * EVERY_MS)
        elif (value - from_value) * way > 0:
            from_value = value
    return changes


def most_in_second(changes):
    return max((sum(first <= ms < first + 1000 for ms in changes) for first in changes), default=0)


def shots(program, theme, command):
    """The luminances of each place, shot by shot, while it rings."""
    with tempfile.TemporaryDirectory(prefix="flash-") as data:
        pathlib.Path(data, "settings.conf").write_text(
            f"language = en\ntheme = {theme}\nscan_time = 300\nfirst_item_extra = 0\npage_loops = 0\nrow_loops = 0\n"
            "partner_view = display\n", encoding="utf-8")
        with aid.Aid(program, data, ("--screen", SIZE)) as running:
            running.ask("tap 4")
            seen, path = [], pathlib.Path(data, "shot.png")
            for _ in range(FOR_MS // EVERY_MS):
                answer = running.ask(f"{command} {path}")
                assert "error" not in answer, answer
                seen.append(places_of(path.read_bytes()))
                running.ask(f"wait {EVERY_MS}")
    return list(zip(*seen))


def look(program, theme, command):
    """(right, what was seen)"""
    places = [changes_of(values) for values in shots(program, theme, command)]
    worst = max(map(most_in_second, places)) / 2
    slow = [changes for changes in places if abs(len(changes) - FOR_MS // FLASH_MS) <= 1 and most_in_second(changes) <= 2]
    share = len(slow) / len(places)
    return worst <= FLASHES_AT_MOST and share >= 0.5, \
        f"at most {worst:g} flashes in a second anywhere, one in two seconds on {100 * share:.0f} % of the picture"


def main(program):
    failed, cases = 0, [(theme, command) for command in (SCREEN, PARTNER) for theme in ("dark", "light", "high-contrast")]
    print(f"1..{len(cases)}")
    for number, (theme, command) in enumerate(cases, 1):
        right, seen = look(program, theme, command)
        failed += not right
        print(f"{'ok' if right else 'not ok'} {number} - {theme}, {'of who listens' if command == PARTNER else 'the screen'}: {seen}",
              flush=True)
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
