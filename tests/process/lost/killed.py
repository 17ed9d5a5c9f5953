#!/usr/bin/env python3
"""Nothing is lost: real SIGKILL.

    killed.py PROGRAM SHIM [all [N]]     and PLAY-INPUT in the environment for the second part

First the driver, killed at operation 1, 2, 3 … of the session (session.py): what was known after the last step that was
answered is there again, or what the next one would have brought. Then the real program on an input device of umockdev, with
presses at random: killed at a random operation on the disk or at a random moment. The last message that it told of, or the
one before, is there again; what it said too; nothing is complained of."""

import concurrent.futures
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

import disk
import session
from session import TODAY, Failed, expect

WORKERS = 2
STRIDE = 20      # of the operations, in the short run
REAL_RUNS = 4    # of the real program, in the short run
HERE = os.path.dirname(os.path.abspath(__file__))
SETTINGS = os.path.join(HERE, "../real/quick.conf")


def shown_now(person):
    tree = person.ask("tree")
    message = tree["message"]
    return (message["text"], message["reading"], message["caret"]), tree["scan"]["period_ms"]


def begin(place, name):
    data = os.path.join(place, name)
    disk.lay_out({path: None for path in ("articles", "phrases", "phrases/zh")} | session.BEGINNING, data)
    return data


def live(program, data, files, environment):
    """What was shown after each step, until the program is gone; None: nobody to ask."""
    shown = []
    try:
        session.live(program, data, environment, files,
                     lambda person: shown.append(shown_now(person) if person else None))
    except (session.aid.AidFailed, Failed, json.JSONDecodeError):
        pass
    return shown


def is_right(program, data, may):
    """Reads it back; `may`: what may be shown, empty: anything."""
    said = session.files_of(data).get(TODAY, b"")
    said = said[:said.rfind(b"\n") + 1]
    with session.Person(program, data) as person:
        found = shown_now(person)
        warnings = [event["text"] for event in person.ask("wait 0")["events"] if event["kind"] == "warning"]
        text = session.say_something(person)
        status = person.close()
    expect(status == 0 and not warnings and not person.ended_with, f"{status} {warnings} {person.ended_with}")
    expect(not may or found in may, f"{found}, and not {' or '.join(map(repr, may))}")
    expect(session.files_of(data)[TODAY] == said + text.encode() + b"\n", "what was said is mixed up")


# --- the driver -----------------------------------------------------------------------------------------------


def kill_driver(program, shim, place, files, reference, number):
    data = begin(place, f"killed-{number}")
    environment = disk.shimmed(shim, data, KILL=number)
    shown = live(program, data, files, environment)
    at = len(shown)
    if shown != reference[:at]:
        return f"operation {number}: the session is another one before it"
    may = [one for one in reference[max(at - 1, 0):at + 1] if one]
    try:
        is_right(program, data, may if len(may) == 2 else [])
    except (Failed, OSError, session.aid.AidFailed, LookupError) as problem:
        return f"operation {number}: {problem}"
    shutil.rmtree(data)
    return None


def kill_drivers(program, shim, place, every):
    files, log = os.path.join(place, "files"), os.path.join(place, "log")
    session.make_files(files)
    data = begin(place, "reference")
    reference = live(program, data, files, disk.shimmed(shim, data, LOG=log))
    count = len(disk.read_log(log))
    numbers = range(1 + random.randrange(1 if every else STRIDE), count + 1, 1 if every else STRIDE)
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        wrong = list(filter(None, pool.map(
            lambda number: kill_driver(program, shim, place, files, reference, number), numbers)))
    return len(numbers), wrong


# --- the real program -------------------------------------------------------------------------------------------


def told(log):
    """The messages that it told of, as the tree shows them, and what it said."""
    messages, said = [("", "")], []
    if os.path.exists(log):
        with open(log, encoding="utf-8", errors="replace") as file:
            for line in file:
                try:
                    event = json.loads(line)
                except json.JSONDecodeError:
                    continue  # cut off
                if event.get("kind") == "message":
                    messages.append((event["text"], event.get("reading", "")))
                elif event.get("kind") == "say" and event.get("source") != "cue":
                    said.append(event["text"])
    return messages, said


def lines_of(data):
    folder = os.path.join(data, "said")
    lines = []
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        with open(os.path.join(folder, name), "rb") as file:
            lines += [line.decode() for line in file.read().split(b"\n")[:-1]]
    return lines


WORD, SPEAK = ("suggest", "suggest.0"), ("edit", "act.speak")


def script_of(log, by_operation, chance):
    """Somebody who presses when it is lit: to the writing board, words, spoken. Killed at some moment of it."""
    lines = ['device buzz "Buzz Button" 054c:1000 BTN_TRIGGER', "add buzz"] + ["shim disk"] * by_operation + ["start"]
    steps = [("tiles.1", "home.write")] + [WORD] * chance.randrange(1, 4) + [SPEAK] + [WORD] * chance.randrange(1, 4)
    for cell in sum(steps[:chance.randrange(2, len(steps) + 1)], ()):
        lines += [f"run timeout 10 sh -c 'until grep highlight {log} | tail -n 1 | grep -q \"\\\"{cell}\\\"\"; do sleep 0.02;"
                  " done'", f"tap buzz BTN_TRIGGER {chance.randrange(30, 90)}"]
    return "\n".join(lines + ["wait 3000" if by_operation else f"wait {chance.choice((0, 1, 2, 5, 10, 20, 50, 100))}",
                              "kill", ""])


def kill_real(program, shim, place, seed):
    chance = random.Random(seed)
    folder = os.path.join(place, f"real-{seed}")
    data, log, script = (os.path.join(folder, name) for name in ("data", "log", "script.play"))
    os.mkdir(folder)
    by_operation = chance.random() < 0.5
    with open(script, "w", encoding="utf-8") as file:
        file.write(script_of(log, by_operation, chance))
    environment = disk.shimmed(shim, data, KILL=chance.randrange(20, 110))
    del environment["LD_PRELOAD"]
    environment.update(SDL_VIDEODRIVER="dummy", SDL_AUDIODRIVER="dummy", YINIAN_SHIM_LIBRARY=shim)
    subprocess.run([*os.environ["PLAY_INPUT"].split(";"), script, "--", program, "--window", "--data", data, "--profile",
                    SETTINGS, "--log", log], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   timeout=120, check=False)
    messages, said = told(log)
    lines = lines_of(data)
    try:
        with session.Person(program, data) as person:
            tree = person.ask("tree")
            warnings = [event["text"] for event in person.ask("wait 0")["events"] if event["kind"] == "warning"]
            status = person.close()
        expect(status == 0 and not warnings and not person.ended_with, f"{status} {warnings} {person.ended_with}")
        found = (tree["message"]["text"], tree["message"]["reading"])
        expect(found in messages[-2:], f"{found}, and not {messages[-2:]}")
        expect(lines in (said, said[:-1]), f"said {said}, kept {lines}")
    except (Failed, OSError, session.aid.AidFailed) as problem:
        return len(messages), f"real program, seed {seed}: {problem}"
    return len(messages), None


def main(arguments):
    program, shim = os.path.abspath(arguments[0]), os.path.abspath(arguments[1])
    every = "all" in arguments[2:]
    runs = int(arguments[3]) if len(arguments) > 3 else 100 if every else REAL_RUNS
    print("1..2", flush=True)
    with tempfile.TemporaryDirectory(prefix="killed-") as place:
        killed, wrong = kill_drivers(program, shim, place, every)
        for one in wrong[:20]:
            print("#", one.replace("\n", "\n# "))
        print(f"# the driver was killed at {killed} operations; {len(wrong)} wrong")
        print("not ok 1 - the driver is killed" if wrong or killed < 12 else "ok 1 - the driver is killed", flush=True)
        if not os.environ.get("PLAY_INPUT"):
            print("ok 2 - the real program is killed # SKIP no umockdev")
            return bool(wrong)
        start = random.randrange(1000000)
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            results = list(pool.map(lambda seed: kill_real(program, shim, place, seed), range(start, start + runs)))
    real_wrong = [one for _, one in results if one]
    for one in real_wrong[:20]:
        print("#", one.replace("\n", "\n# "))
    print(f"# the real program was killed {runs} times, after {sum(count for count, _ in results) - runs} changes of the "
          f"message; {len(real_wrong)} wrong")
    print("not ok 2 - the real program is killed" if real_wrong else "ok 2 - the real program is killed")
    return bool(wrong or real_wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
