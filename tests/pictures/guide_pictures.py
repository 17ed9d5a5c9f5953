#!/usr/bin/env python3
"""Pictures of the guide, the fitting and switch health, in both languages and on two screens, that must come out byte by
byte as they did when somebody looked at them: `guide_pictures.py PROGRAM [--update]`. Prints TAP. The real program draws."""

import os
import pathlib
import sys
import tempfile
from functools import partial

HERE = pathlib.Path(os.path.abspath(__file__)).parent
sys.path.insert(0, str(HERE / "../scenarios"))
import aid  # noqa: E402
import golden_pages  # noqa: E402

PAGES = ("guide", "guide:voice", "guide:input", "guide:found", "guide:look", "guide:looked", "guide:fitting", "guide:board",
         "guide:done", "fitting", "health")
SETTINGS = "scan_time = 1000\npause_after_selection = 0\n"
HOLDS = " ".join(["0"] * 4 + ["90"] + ["0"] * 16)
HABITS = (f"record = -1 1 1000 200 160 30 2 1 3 2 0 1 54 32400 {HOLDS}\n"
          f"record = 0 0 1000 200 120 16 2 1 0 0 0 0 54 32400 {HOLDS}\n")
MARKED = ("Here", "按这个")


def lit(tree):
    return next((node for node in aid.nodes_of(tree) if node.lit_itself), None)


def choose(program, cell):
    """Row, then cell."""
    for _ in range(100):
        tree = program.ask("tree")
        now = lit(tree)
        wanted = next(node for node in aid.nodes_of(tree) if node.id == cell)
        if now is not None and now.id in (cell, *wanted.holders):
            program.ask("tap 1 200")
            program.ask("wait 250")
            if now.id == cell:
                return
        else:
            program.ask("next 10000")
    raise AssertionError(f"{cell} does not light up")


def fit(program):
    """Ten presses at the marked key, one of them double; two touches at other keys."""
    pressed = touched = 0
    choose(program, "act.fitting")
    while program.ask("tree")["screen"] == "practice-run":
        now = lit(program.ask("tree"))
        if now is not None and now.label in MARKED:
            program.ask(f"wait {540 + pressed * 12}")
            program.ask(f"tap 1 {180 + pressed * 24}")
            pressed += 1
            if pressed == 3:
                program.ask("wait 250")
                program.ask("tap 1 50")
        elif now is not None and now.id == "practice.0" and pressed > 4 and touched < 2:
            program.ask("tap 1 70")
            touched += 1
        program.ask("next 10000")


def fitted(program, shoot):
    """A page for each proposal, and the last one."""
    program.ask("open guide:fitting")
    fit(program)
    while True:
        screen = program.ask("tree")["screen"]
        shoot(screen)
        if screen == "guide:fitted":
            return
        choose(program, "fitting.use")


def draw(program, language, size, folder):
    """All pictures; returns their names."""
    names = []
    with tempfile.TemporaryDirectory(prefix="guide-pictures-") as data:
        for name, text in (("settings.conf", f"language = {language}\n{SETTINGS}"), ("habits.txt", HABITS)):
            pathlib.Path(data, name).write_text(text, encoding="utf-8")
        with aid.Aid(program, data, ("--screen", size)) as running:
            def shoot(screen):
                names.append(f"{screen.replace(':', '-')}-{language}-{size}.png")
                running.ask("wait 100")
                running.ask(f"shot {folder}/{names[-1]}")
            for page in PAGES:
                running.ask(f"open {page}")
                running.ask("wait 3000")
                shoot(page)
            fitted(running, shoot)
    return names


if __name__ == "__main__":
    sys.exit(not golden_pages.compare(partial(draw, sys.argv[1]), "--update" in sys.argv))
