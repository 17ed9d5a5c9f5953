#!/usr/bin/env python3
"""How many commands a second the driver carries out while Chinese is written.

`driver_bench.py PROGRAM [TIMES]` writes a few sentences as simulated users do (a look at the tree at every change,
press and release apart, `next` to the following change), keeps the commands, and then gives them to fresh programs:
all at once through a file, and one by one, each after the answer to the one before. Target: 5,000 a second on one core.
"""

import os
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "scenarios"))
import aid  # noqa: E402

TARGET = 5000
# Words by their sounds; after each the first suggestion is taken.
SENTENCES = ("wo xianghe shui", "jintian tianqi hen hao", "qing bang wo fanshen", "women zai jia chifan")
SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)([aeiouv]+(?:ng|n(?![aeiouv])|r(?![aeiouv]))?)")


class Recorder:
    """One who writes, and remembers every command."""

    def __init__(self, program, data):
        self.aid = aid.Aid(program, data, ("--profile", "fluent"))
        self.commands = []

    def ask(self, command):
        self.commands.append(command)
        return self.aid.ask(command)

    def choose(self, wanted):
        pressed_at = None
        for _ in range(aid.STEPS_AT_MOST):
            tree = self.ask("tree")
            node = aid.find_node(tree, wanted)
            if node is None or not node.choosable():
                return False
            if node.lit and (pressed_at is None or self.aid.t >= pressed_at + 200):
                pressed_at = self.aid.t
                events = self.ask("press")["events"] + self.ask("next 80")["events"]
                if self.aid.t < pressed_at + 80:
                    self.ask(f"wait {pressed_at + 80 - self.aid.t}")
                self.ask("release")
                if any(event["kind"] == "select" and event["id"] == wanted for event in events):
                    return True
            elif node.lit:
                self.ask(f"next {pressed_at + 200 - self.aid.t}")
            else:
                self.ask("next 1000")
        raise LookupError(wanted)

    def write(self, sentence):
        self.ask("write")
        for word in sentence.split():
            for initial, final in SYLLABLE.findall(word):
                self.choose(f"initial.{initial or chr(39)}")
                self.choose(f"final.{final}")
            self.choose("suggest.0")
        self.choose("act.speak")


def record(program):
    with tempfile.TemporaryDirectory() as data:
        recorder = Recorder(program, data)
        for sentence in SENTENCES:
            recorder.write(sentence)
        text = recorder.aid.ask("tree")["message"]["text"]
        recorder.aid.close()
    return recorder.commands, text


def at_once(program, commands):
    """All from a file, as a benchmark or a fuzzer would. Returns (seconds, processor seconds)."""
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryFile() as file:
        file.write(("\n".join(commands) + "\n").encode())
        file.seek(0)
        before, begun = os.times(), time.monotonic()
        subprocess.run([program, "--drive", "--profile", "fluent", "--data", data], stdin=file,
                       stdout=subprocess.DEVNULL, check=True)
        took, after = time.monotonic() - begun, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return took, used


def one_by_one(program, commands):
    """Each after the last answer, without reading what the answers say. Returns seconds."""
    with tempfile.TemporaryDirectory() as data:
        process = subprocess.Popen([program, "--drive", "--profile", "fluent", "--data", data], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE)
        begun = time.monotonic()
        for command in commands:
            process.stdin.write(command.encode() + b"\n")
            process.stdin.flush()
            process.stdout.readline()
        took = time.monotonic() - begun
        process.stdin.close()
        process.wait()
        process.stdout.close()
    return took


def main(arguments):
    if not 1 <= len(arguments) <= 2:
        print(__doc__, file=sys.stderr)
        return 2
    commands, text = record(arguments[0])
    shares = ", ".join(f"{name} {sum(command.split()[0] == name for command in commands) / len(commands):.0%}"
                       for name in ("tree", "next", "press"))
    many = commands * (int(arguments[1]) if len(arguments) > 1 else 20)
    print(f"{len(many)} commands ({shares}); the last sentence written: {text}")
    took, used = at_once(arguments[0], many)
    print(f"all at once: {len(many) / took:,.0f} commands a second, {len(many) / used:,.0f} for each second of "
          f"processor time (target {TARGET:,})")
    one = one_by_one(arguments[0], many)
    print(f"one by one: {len(many) / one:,.0f} commands a second, the asking program included")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
