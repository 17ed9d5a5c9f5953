#!/usr/bin/env python3
"""Nothing is lost: the disk refuses – full, read-only, failing – at every operation of a session in turn.

    refused.py PROGRAM SHIM [all]

Once: operation N alone fails. It is told at most once, in plain words, and tried again by itself: when the session has ended
everything is as it is without the fault. From then on: everything fails from operation N on, until there is room again. The
message stays on the screen, it is told once, what was there before stays whole; ten seconds after there is room again
the notice is gone and all of it is on the disk."""

import concurrent.futures
import os
import random
import shutil
import sys
import tempfile

import disk
import session
from session import TODAY, Failed, expect

WORKERS = 2
STRIDE = 6
PLAIN = {"full": "the disk is full", "read-only": "it cannot be written there", "failing": "the disk does not work"}
KINDS = sorted(disk.ERRORS)


def begin(place, name):
    data = os.path.join(place, name)
    disk.lay_out({path: None for path in ("articles", "phrases", "phrases/zh")} | session.BEGINNING, data)
    with open(os.path.join(data, "settings.conf"), "a", encoding="utf-8") as file:
        file.write("language = en\nboard = standard\n")
    return data


def live(person):
    """What a person does; everything that is kept is in it. In English."""
    person.ask("open write")
    for cell in ("letter.h", "letter.i"):
        session.aid.choose(person, cell)
    session.aid.choose(person, "suggest.0")
    session.aid.choose(person, "act.speak")
    person.ask("wait 9000")
    person.ask("open settings:scan_time")
    session.aid.choose(person, "change.less")
    person.ask("open message")
    session.aid.choose(person, "act.save-phrase")
    session.say_something(person)
    person.ask("open read:probe")
    session.aid.choose(person, "act.read-next")
    person.ask("open write")
    session.aid.choose(person, "letter.w")


def without_volatile(files):
    """What comes of an edit or the start is asked for again by the person; the rest must be the same."""
    return {path: payload for path, payload in files.items() if not path.startswith(("boards/", ".settings", "habits"))}


class Tale:
    """What the program warned of."""

    def __init__(self, person):
        self.person, self.warnings = person, []
        self.ask_aid, person.ask = person.ask, self.ask

    def ask(self, command):
        answer = self.ask_aid(command)
        self.warnings += [event["text"] for event in answer.get("events", ()) if event["kind"] == "warning"]
        return answer


def head_of(tree):
    return [node.label for node in session.aid.nodes_of(tree) if node.role in ("warning", "notice")]


def once(program, shim, place, number, kind, wanted):
    """Operation `number` fails."""
    data = begin(place, f"once-{number}-{kind}")
    environment = disk.shimmed(shim, data, FAIL=f"{number}-{number}:{disk.ERRORS[kind]}")
    with session.Person(program, data, environment, ("--durable",)) as person:
        tale = Tale(person)
        tale.ask("wait 0")
        live(person)
        tale.ask("wait 20000")
        tree = tale.ask("tree")
        status = person.close()
    expect(status == 0, f"status {status}: {person.ended_with}")
    told = [text for text in tale.warnings if "Not saved" in text]
    expect(len(told) <= 1 and all(PLAIN[kind] in text for text in told), f"told: {tale.warnings}")
    expect(not head_of(tree) or not told, f"it is still told: {head_of(tree)}")
    found = without_volatile(session.files_of(data))
    for path in wanted:
        expect(found.get(path) == wanted[path] or path not in found and path.startswith(("articles/", "phrases/zh")),
               f"{path}: {found.get(path)!r}, and not {wanted[path]!r}")
    shutil.rmtree(data)


def until_there_is_room(program, shim, place, number, kind, wanted):
    """Everything fails from operation `number` on."""
    data = begin(place, f"from-{number}-{kind}")
    room = data + ".room"
    environment = disk.shimmed(shim, data, FAIL=f"{number}-1000000:{disk.ERRORS[kind]}", ROOM=room)
    with session.Person(program, data, environment, ("--durable",)) as person:
        tale = Tale(person)
        tale.ask("wait 0")
        live(person)
        tree = tale.ask("tree")
        expect(tree["message"]["reading"] == "w" and tree["message"]["text"], f"the message is gone: {tree['message']}")
        told = [text for text in tale.warnings if "Not saved" in text]
        expect(len(told) == 1 and PLAIN[kind] in told[0], f"told: {tale.warnings}")
        expect(not any(b"\0" in payload for payload in session.files_of(data).values()), "a file is broken")
        with open(room, "wb"):
            pass
        tale.ask("wait 10000")
        warned = tale.ask("tree").get("warnings", [])
        said = session.files_of(data).get(TODAY)
        expect(said == wanted[TODAY] and not warned, f"ten seconds after there was room: {said!r} {warned}")
        status = person.close()
    expect(status == 0, f"status {status}: {person.ended_with}")
    found = without_volatile(session.files_of(data))
    for path in ("message.txt", "writing.txt", TODAY, "learnt.txt", "reading.txt", "settings.conf", "phrases/en/99-own.md"):
        expect(found.get(path) == wanted[path], f"{path}: {found.get(path)!r}, and not {wanted[path]!r}")
    shutil.rmtree(data)
    os.remove(room)


def attempt(how, *arguments):
    try:
        how(*arguments)
    except (Failed, OSError, LookupError, session.aid.AidFailed) as problem:
        return f"{how.__name__}, operation {arguments[3]}, {arguments[4]}: {problem}"
    return None


def reference(program, shim, place):
    """Everything as it is without a fault; the first operation after the start, the last of what is done, the last."""
    data, log = begin(place, "reference"), os.path.join(place, "log")
    with session.Person(program, data, disk.shimmed(shim, data, LOG=log), ("--durable",)) as person:
        person.ask("wait 0")
        first = len(disk.read_log(log)) + 1
        live(person)
        lived = len(disk.read_log(log))
        person.ask("wait 20000")
        last = len(disk.read_log(log))
        person.close()
    return without_volatile(session.files_of(data)), first, lived, last


def main(arguments):
    program, shim = os.path.abspath(arguments[0]), os.path.abspath(arguments[1])
    every = "all" in arguments[2:]
    print("1..1", flush=True)
    with tempfile.TemporaryDirectory(prefix="refused-") as place:
        wanted, first, lived, last = reference(program, shim, place)
        jobs = []
        for i, number in enumerate(range(1, last + 1)):
            for kind in KINDS if every else (KINDS[i % len(KINDS)],):
                jobs.append((once, program, shim, place, number, kind, wanted))
                if first <= number <= lived:
                    jobs.append((until_there_is_room, program, shim, place, number, kind, wanted))
        tried = jobs if every else random.sample(jobs, len(jobs) // STRIDE)
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            wrong = list(filter(None, pool.map(lambda job: attempt(*job), tried)))
    for one in wrong[:20]:
        print("#", one.replace("\n", "\n# "))
    print(f"# {last} operations, {len(tried)} of {len(jobs)} faults tried, {len(wrong)} wrong")
    print("not ok 1 - the disk refuses" if wrong or len(tried) < 20 else "ok 1 - the disk refuses")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
