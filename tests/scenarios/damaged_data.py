#!/usr/bin/env python3
"""Damaged data files: the aid says so on the screen, goes on with less, and a sentence can still be written and spoken.

`damaged_data.py PROGRAM PHRASES DATA…` copies the program, its phrases and data files into a folder laid out as an
installation (bin/, share/yinian/), damages one file in one way a case, and writes 你好 with one switch: without the word
list in letters. What only a checksum can see is found by `yinian --check`. Prints TAP."""

import os
import shutil
import subprocess
import sys
import tempfile

import aid

PROFILE = "fluent-rows"
SENTENCE = (("你", ("initial.n", "final.i")), ("好", ("initial.h", "final.ao")))
IN_LETTERS = (("ni", ("letter.n", "letter.i")), ("hao", ("letter.h", "letter.a", "letter.o")))


def cut(data):
    return data[:len(data) // 2]


def short(data):
    """Too short for a header."""
    return data[:10]


def flip_header(data):
    """A bit of a number in the header."""
    return data[:40] + bytes([data[40] ^ 1]) + data[41:]


def flip_body(data):
    """Many bits, all over what comes after the header: no checksum is read at the start, so nothing may rely on it."""
    damaged = bytearray(data)
    for at in range(4096, len(damaged), 997):
        damaged[at] ^= 1 << at % 8
    return bytes(damaged)


def empty(data):
    return b""


def nothing(data):
    return None


DAMAGES = (cut, short, flip_header, flip_body, empty, nothing)
FILES = ("model-zh.bin", "model-en.bin", "strokes.bin", "lexicon.bin")


class Installation:
    """The program with data of its own, in a folder."""

    def __init__(self, folder, program, phrases, files):
        self.program = os.path.join(folder, "bin", "yinian")
        self.share = os.path.join(folder, "share", "yinian")
        self.data = os.path.join(folder, "data")
        for place in (os.path.dirname(self.program), self.share, self.data):
            os.makedirs(place)
        shutil.copy2(program, self.program)
        shutil.copytree(phrases, os.path.join(self.share, "phrases"))
        shutil.copytree(os.path.join(os.path.dirname(phrases), "content"), os.path.join(self.share, "content"))
        for file in files:
            shutil.copy(file, self.share)

    def damage(self, name, how):
        path = os.path.join(self.share, name)
        with open(path, "rb") as file:
            data = how(file.read())
        os.remove(path)
        if data is not None:
            with open(path, "wb") as file:
                file.write(data)


def take_word(person, word):
    """Takes a word that is offered, turning pages."""
    for _ in range(20):
        for node in aid.nodes_of(person.ask("tree")):
            if node.fields.get("commit", "").strip() == word:
                aid.choose(person, node.id)
                return
        aid.choose(person, "act.more")
    raise LookupError(f"{word} is not offered")


def write_and_speak(person, in_letters):
    """Returns what was spoken."""
    person.ask("write")
    if in_letters:
        aid.choose(person, "open.write:letters")
    for word, keys in IN_LETTERS if in_letters else SENTENCE:
        for key in keys:
            aid.choose(person, key)
        take_word(person, word)
    spoken = []
    aid.choose(person, "act.speak", lambda answer: spoken.extend(
        event["text"] for event in answer["events"] if event["kind"] == "say" and event["source"] != "cue"))
    return [text.replace(" ", "") for text in spoken]


def check(place, name):
    """`yinian --check` finds what is damaged; returns what was wrong, or None."""
    done = subprocess.run([place.program, "--check", "--data", place.data], capture_output=True, text=True, check=False)
    if (done.returncode == 0) == bool(name) or name not in done.stdout:
        return f"--check ended with status {done.returncode}: {done.stdout} {done.stderr}"
    return None


def try_case(program, phrases, files, name, how):
    """None when all is well, else what was wrong. Without `how` nothing is damaged."""
    with tempfile.TemporaryDirectory(prefix="damaged-") as folder:
        place = Installation(folder, program, phrases, files)
        if how:
            place.damage(name, how)
        in_letters = name == "lexicon.bin" and how is not flip_body
        with aid.Aid(place.program, place.data, ("--profile", PROFILE)) as person:
            warnings = [event["text"] for event in person.ask("wait 0")["events"] if event["kind"] == "warning"]
            spoken = write_and_speak(person, in_letters) if how is not flip_body else go_about(person)
            status = person.close()
        if status != 0:
            return f"status {status}: {person.ended_with}"
        if spoken not in (None, ["nihao" if in_letters else "你好"]):
            return f"spoken: {spoken}"
        told = how not in (None, flip_body)
        if told != any(name in warning for warning in warnings) or warnings and not how:
            return f"warnings: {warnings}"
        return check(place, name)


def go_about(person):
    """With bits of the file wrong anything may be offered, or nothing: what is offered can be chosen and spoken."""
    person.ask("write")
    for key in ("initial.n", "final.i", "initial.h", "final.ao"):
        node = aid.find_node(person.ask("tree"), key)
        if node and node.choosable():
            aid.choose(person, key)
    offered = [node.id for node in aid.nodes_of(person.ask("tree")) if node.fields.get("commit")]
    if offered:
        aid.choose(person, offered[0])
        aid.choose(person, "act.speak")


def main(arguments):
    if len(arguments) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    cases = [("", None)] + [(name, how) for name in FILES for how in DAMAGES]
    print(f"1..{len(cases)}")
    failed = 0
    for number, (name, how) in enumerate(cases, 1):
        try:
            problem = try_case(arguments[0], arguments[1], arguments[2:], name, how)
        except (LookupError, aid.AidFailed) as error:
            problem = str(error)
        failed += problem is not None
        what = f"{name}: {how.__name__.replace('_', ' ')}" if how else "all files whole: no warning"
        print(f"{'not ok' if problem else 'ok'} {number} - {what}", flush=True)
        for line in (problem or "").splitlines():
            print(f"# {line}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
