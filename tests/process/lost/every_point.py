#!/usr/bin/env python3
"""Nothing is lost: the program ends, or the power fails, at every operation on the disk of a whole session.

    every_point.py PROGRAM SHIM [all]      without `all` every fourth state, with other ones each day

A session (session.py) is recorded with every open, write, fsync, rename. For each of these the folder is laid out as it is
when the program is killed there (of a write a byte, half, all but a byte is done), when the power fails there (only what
was fsynced is left), when names reached the disk before what is in them, or their length did and zeros are in them. The program is started with it: it complains of nothing; message,
what is spelt, caret, what was said and the settings are as they were before the step that was cut off or after it; every
file is as it was at some moment of that step; and what is said then is kept behind what was said before."""

import concurrent.futures
import datetime
import hashlib
import os
import sys
import tempfile

import disk
import session
from session import TODAY, Failed, expect

WORKERS = 2


class Step:
    """What was so after a step: how many operations were done, and what the program showed."""

    def __init__(self, operations, shown):
        self.operations, self.shown = operations, shown


def shown_now(person):
    """What the program shows in the middle of it, without going anywhere; None: it does not run."""
    if person is None:
        return None
    tree = person.ask("tree")
    message = tree["message"]
    return {"message": (message["text"], message["reading"], message["caret"]), "setting": tree["scan"]["period_ms"]}


def record(program, shim, place):
    """The session on a disk with a log: its operations and its steps."""
    data, log, files = (os.path.join(place, name) for name in ("data", "log", "files"))
    session.make_files(files)
    disk.lay_out({path: None for path in ("articles", "phrases", "phrases/zh")} | session.BEGINNING, data)
    environment = disk.shimmed(shim, data, LOG=log)
    steps = [Step(0, None)]

    def mark(person):
        shown = shown_now(person)
        steps.append(Step(len(disk.read_log(log)), shown))

    session.live(program, data, environment, files, mark)
    return disk.read_log(log), steps, session.files_of(data)


def beginning():
    start = disk.Disk()
    for path, payload in session.BEGINNING.items():
        start.put(path, payload)
    start.live["copies"] = start.synced["copies"] = disk.FOLDER  # made by the test
    return start


class State:
    """A folder as it may be found, and what may be found in it."""

    def __init__(self, layout, name, may):
        self.layout, self.name, self.may = layout, name, may

    def key(self):
        made = hashlib.sha256()
        for path in sorted(self.layout):
            made.update(path.encode() + b"\0" + (self.layout[path] or b"") + b"\0")
        return made.digest() + repr(sorted(self.may["shown"], key=repr)).encode()


def whole_lines(payload):
    return payload[:payload.rfind(b"\n") + 1]


def allowed(contents, path):
    """What a file may hold: None where it may be missing. Of today's file the last line may be cut off."""
    found = contents.get(path, {None})
    return {whole_lines(one or b"") for one in found} if path == TODAY else found


def states_of(operations, steps):
    """Every folder that may be found, with what may be found in it."""
    now = beginning()
    number = 0
    for before, after in zip(steps, steps[1:]):
        contents = {}  # path → what it held at some moment of this step

        def note(contents=contents):
            layout = {path: found.bytes for path, found in now.live.items() if found is not disk.FOLDER}
            for path in set(contents) | set(layout):
                contents.setdefault(path, set() if number > before.operations else set()).add(layout.get(path))

        shadow = number
        passed = []
        for operation in operations[before.operations:after.operations]:
            note()
            passed.append((operation, {
                "killed before": now.killed(), "killed at the first byte of": now.killed(operation, 1),
                "killed in the middle of": now.killed(operation, operation.size // 2),
                "killed before the last byte of": now.killed(operation, operation.size - 1), "power cut before": now.cut(),
                "power cut, names first, before": now.reordered(), "power cut, zeros, before": now.zeroed()}))
            now.do(operation)
            number += 1
        note()
        for path in contents:  # a file that came in the middle was missing before
            if len(contents[path]) and path not in first_of(passed):
                contents[path].add(None)
        shown = [step.shown for step in (before, after) if step.shown]
        may = {"contents": contents, "shown": [tuple(sorted(one.items())) for one in shown]}
        for at, (operation, layouts) in enumerate(passed):
            for how, layout in layouts.items():
                yield State(layout, f"{how} operation {shadow + at + 1}: {operation}", may)


def first_of(passed):
    return passed[0][1]["killed before"] if passed else {}


def check_files(state, data):
    found = session.files_of(data)
    for path, payload in found.items():
        if path.startswith("boards/.pictures") or path == ".settings.good":
            continue
        held = whole_lines(payload) if path == TODAY else payload
        expect(held in allowed(state.may["contents"], path), f"{path} holds {payload[-300:]!r}")
    for path in state.may["contents"]:
        expect(path in found or path.endswith(".tmp") or None in state.may["contents"][path] or
               path == ".settings.good", f"{path} is missing")


def check_start(program, state, data):
    said_before = whole_lines(session.files_of(data).get(TODAY, b""))
    with session.Person(program, data) as person:
        tree = person.ask("tree")
        warnings = [event["text"] for event in person.ask("wait 0")["events"] if event["kind"] == "warning"]
        message = tree["message"]
        found = {"message": (message["text"], message["reading"], message["caret"]),
                 "setting": tree["scan"]["period_ms"]}
        check_files(state, data)
        text = session.say_something(person)
        status = person.close()
    expect(status == 0 and not warnings and not person.ended_with, f"{status} {warnings} {person.ended_with}")
    for name, value in found.items():
        may = [dict(one)[name] for one in state.may["shown"]]
        expect(not may or value in may, f"{name}: {value}, and not {' or '.join(map(repr, may))}")
    said = session.files_of(data)[TODAY]
    expect(said == said_before + text.encode() + b"\n", f"said: {said!r} after {said_before!r}")


def try_state(program, state, place):
    """None, or what is wrong."""
    with tempfile.TemporaryDirectory(dir=place) as folder:
        data = os.path.join(folder, "data")
        disk.lay_out(state.layout, data)
        try:
            check_start(program, state, data)
        except (Failed, OSError, KeyError, session.aid.AidFailed) as problem:
            return f"{state.name}: {problem}"
    return None


def distinct(states):
    seen, found = set(), []
    for state in states:
        if state.key() not in seen:
            seen.add(state.key())
            found.append(state)
    return found


def main(arguments):
    program, shim = os.path.abspath(arguments[0]), os.path.abspath(arguments[1])
    stride = 1 if "all" in arguments[2:] else 4
    print("1..1", flush=True)
    with tempfile.TemporaryDirectory(prefix="every-point-") as place:
        operations, steps, _ = record(program, shim, place)
        every = distinct(states_of(operations, steps))
        tried = every[datetime.date.today().toordinal() % stride::stride]
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            wrong = [one for one in pool.map(lambda state: try_state(program, state, place), tried) if one]
    for one in wrong[:20]:
        print("#", one.replace("\n", "\n# "))
    print(f"# {len(operations)} operations in {len(steps) - 1} steps; {len(every)} different folders may be found, "
          f"{len(tried)} tried, {len(wrong)} wrong")
    print("not ok 1 - every point" if wrong or len(every) < 300 else "ok 1 - every point")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
