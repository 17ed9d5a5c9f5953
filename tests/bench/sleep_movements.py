#!/usr/bin/env python3
"""How often somebody who moves in sleep wakes the aid, or calls: `sleep_movements.py PROGRAM [NIGHTS]`.

Nights of eight hours in virtual time, the aid at rest with its start values. What sleep movements are like on a switch is a
guess: single presses of 20 to 600 ms, 4 an hour; runs of 2 to 12 presses, 15 to 300 ms each, less than 3 s apart, 1.5 an hour;
leaning on the switch for 1 s to 10 min, once in two hours. After a false waking or call the aid is put to rest again."""

import os
import random
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../scenarios"))
from aid import Aid  # noqa: E402

NIGHT_MS = 8 * 3600 * 1000
KINDS = {"single presses": "s", "runs of presses": "r", "leaning on it": "l", "all of them": "srl"}


def moments(chance, an_hour):
    at = chance.expovariate(an_hour / 3600e3)
    while at < NIGHT_MS:
        yield at
        at += chance.expovariate(an_hour / 3600e3)


def presses(chance, kinds):
    """(at, held) in ms, apart from each other."""
    found = []
    if "s" in kinds:
        found += [(at, chance.uniform(20, 600)) for at in moments(chance, 4)]
    if "r" in kinds:
        for at in moments(chance, 1.5):
            for _ in range(chance.randint(2, 12)):
                held = chance.uniform(15, 300)
                found.append((at, held))
                at += held + chance.choice([chance.uniform(20, 300), chance.uniform(200, 3000)])
    if "l" in kinds:
        found += [(at, chance.uniform(1e3, 600e3)) for at in moments(chance, 0.5)]
    end, apart = 0, []
    for at, held in sorted(found):
        if at >= end + 10:
            apart.append((int(at), int(held)))
            end = at + held
    return apart


def night(program, folder, seed, kinds, counts):
    data = os.path.join(folder, str(seed))
    os.mkdir(data)
    aid = Aid(program, data)
    aid.ask("tap 6")
    for at, held in presses(random.Random(seed), kinds):
        events = aid.ask(f"wait {at - aid.t}")["events"] if at > aid.t else []
        events += aid.ask(f"tap 1 {held}")["events"]
        counts["presses"] += 1
        counts["wakings"] += sum(event["kind"] == "wake" for event in events)
        counts["calls"] += any(event["kind"] == "call" and event["state"] == "ringing" for event in events)
        if aid.ask("tree")["screen"] not in ("rest", "wake"):
            t = aid.t
            aid.close()  # somebody looks after it
            aid = Aid(program, data)
            aid.ask(f"wait {t}")
            aid.ask("open home")
            aid.ask("tap 6")
    aid.close()


def main(program, nights=20):
    print(f"{nights} nights of eight hours")
    for name, kinds in KINDS.items():
        counts = {"presses": 0, "wakings": 0, "calls": 0}
        with tempfile.TemporaryDirectory() as folder:
            for seed in range(int(nights)):
                night(program, folder, seed, kinds, counts)
        print(f"{name}: {counts['presses'] / int(nights):.1f} presses a night, {counts['wakings'] / int(nights):.2f} false "
              f"wakings, {counts['calls'] / int(nights):.2f} calls", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
