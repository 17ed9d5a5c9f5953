"""The program that is measured, its settings, and tables as text."""
import datetime
import os
import platform
import re
import shlex
import subprocess
import sys

import commands
from commands import Failed

TARGETS = ("yinian", "translations", "lexicon", "language-model")
PROFILE = "gaze"


def build(options):
    """The program and what it reads."""
    commands.build(options, TARGETS)


def program(options):
    return os.path.join(options.build, "app", "yinian")


def profile(options, folder, **settings):
    """A settings file: the shipped profile `gaze`, as the sources have it, with other values for some settings. Without
    any: the profile's own name."""
    settings = settings | options.set
    if not settings:
        return PROFILE
    values = profile_settings(options) | {name: str(value) for name, value in settings.items()}
    path = os.path.join(folder, "-".join(f"{name}-{value}" for name, value in settings.items()) + ".conf")
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write("".join(f"{name} = {value}\n" for name, value in values.items()))
    os.replace(path + ".new", path)  # it may be there already, and just be read by a program that has begun
    return path


def profile_settings(options):
    """{setting: value} of the profile `gaze`."""
    with open(os.path.join(options.root, "app", "settings", "settings_table.c"), encoding="utf-8") as file:
        found = re.search(r'"((?:[^"\\]|\\.)*pointing = dwell\\n(?:[^"\\]|\\.)*)"', file.read())
    if not found:
        raise Failed("the settings of the profile gaze are not where they were, in app/settings/settings_table.c")
    return dict(line.split(" = ") for line in found[1].split("\\n") if line)


def heading(options, *lines):
    """When, what and on what."""
    with open(os.path.join(options.build, "CMakeCache.txt"), encoding="utf-8") as file:
        homes = [line.partition("=")[2].strip() for line in file if line.startswith("CMAKE_HOME_DIRECTORY")]

    def git(*words):
        command = ["git", "-C", (homes or [options.root])[0], *words]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    changed = " with uncommitted changes" if git("status", "--porcelain", "--untracked-files=no") else ""
    return "".join(f"{line}\n" for line in (
        f"Date      {datetime.datetime.now().astimezone():%Y-%m-%d %H:%M %Z}",
        f"Command   {shlex.join(['tests/bench/gaze/run'] + sys.argv[1:])}",
        f"Revision  {git('rev-parse', '--short', 'HEAD') or 'unknown'}{changed}",
        f"Machine   {platform.machine()}; figures in virtual time do not depend on it", *lines)) + "\n"


def table(rows):
    """Rows of texts as a table; the first is its head."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in rows]
    lines.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(lines) + "\n"


def verdict(measured, least, aim, more=False):
    """“aim”, “at least” or “short”."""
    def reached(target):
        return measured >= target if more else measured <= target
    return "aim" if reached(aim) else "at least" if reached(least) else "short"
