#!/usr/bin/env python3
"""Seconds and presses a character when Chinese is written by strokes, by somebody who never errs.

    strokes_rate.py PROGRAM STROKES SENTENCES [--limit N] [--profile fluent] [--unsure]

The real program in virtual time, one switch. Whoever writes takes the longest word on offer that goes on with the sentence,
else draws the next stroke of its next character (the Mainland's way; with --unsure "any" in place of every third), and
turns the page when all are drawn. STROKES is the build's strokes.bin; SENTENCES has one a line, or in the first column;
marks are left out. New words are read before anything is pressed: 300 ms for the first, 120 ms for each further one. Time
runs from the empty message to the last word; it is not spoken.
"""

import argparse
import os
import struct
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "scenarios"))
import aid  # noqa: E402

UNITS = "一丨丿丶乛"
HEADER = struct.Struct("=16s9I")
RECORD = struct.Struct("=4I")


def read_strokes(path):
    """Character → its strokes as the Mainland draws them: the first record of each (app/predict/stroke_format.h)."""
    with open(path, "rb") as file:
        whole = file.read()
    _, _, _, _, count, _, records_at, strokes_at, _, _ = HEADER.unpack_from(whole)
    table = {}
    for number in range(count):
        character, _, at, length = RECORD.unpack_from(whole, records_at + number * RECORD.size)
        drawn = whole[strokes_at + at:strokes_at + at + length]
        table.setdefault(chr(character), "".join(UNITS[stroke] for stroke in drawn))
    return table


READ_FIRST_MS, READ_EACH_MS = 300, 120


def is_hanzi(character):
    return "\u4e00" <= character <= "\u9fff"


def read_sentences(path, limit):
    with open(path, encoding="utf-8") as file:
        texts = ["".join(filter(is_hanzi, line.split("\t")[0])) for line in file]
    return [text for text in texts if text][:limit]


class Writer:
    def __init__(self, program, table, unsure):
        self.program, self.table, self.unsure = program, table, unsure
        self.presses = self.strokes = self.pages = 0
        self.words = set()

    def read(self, tree):
        """Lets the time pass that new words take; returns the tree after it."""
        words = {node.label for node in aid.nodes_of(tree) if node.id.startswith("suggest.") and node.choosable()}
        new, self.words = len(words - self.words), words
        if not new:
            return tree
        self.program.ask(f"wait {READ_FIRST_MS + (new - 1) * READ_EACH_MS}")
        return self.program.ask("tree")

    def choose(self, cell):
        self.presses += aid.choose(self.program, cell)

    def next_cell(self, tree, rest, drawn):
        words = [node for node in aid.nodes_of(tree) if node.id.startswith("suggest.") and node.choosable()]
        fitting = [node for node in words if rest.startswith(node.fields.get("commit", " "))]
        if fitting:
            return max(fitting, key=lambda node: len(node.fields["commit"])).id
        strokes = self.table.get(rest[0], "")
        if drawn >= len(strokes):
            self.pages += 1
            return "act.more"
        self.strokes += 1
        return "stroke.＊" if self.unsure and drawn % 3 == 2 else f"stroke.{strokes[drawn]}"

    def write(self, text):
        """Seconds."""
        self.program.ask("write")
        start, pages = self.program.t, 0
        while True:
            tree = self.read(self.program.ask("tree"))
            written, drawn = tree["message"]["text"], len(tree["message"]["reading"])
            if written == text:
                return (self.program.t - start) / 1000
            cell = self.next_cell(tree, text[len(written):], drawn)
            pages = pages + 1 if cell == "act.more" else 0
            if pages > 12 or not text.startswith(written):
                raise LookupError(f"{text}: no way on after {written}")
            self.choose(cell)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("strokes")
    parser.add_argument("sentences")
    parser.add_argument("--limit", type=int, default=60)
    parser.add_argument("--profile", default="fluent")
    parser.add_argument("--unsure", action="store_true")
    options = parser.parse_args()
    table = read_strokes(options.strokes)
    seconds = characters = failed = 0
    with tempfile.TemporaryDirectory() as data, aid.Aid(options.program, data, ["--profile", options.profile]) as program:
        writer = Writer(program, table, options.unsure)
        for text in read_sentences(options.sentences, options.limit):
            program.ask("open write:strokes")
            try:
                seconds += writer.write(text)
                characters += len(text)
            except LookupError as error:
                failed += 1
                print(error, file=sys.stderr)
    each = max(characters, 1)
    print(f"{characters} characters, {options.profile}: {seconds / each:.2f} s, {writer.presses / each:.2f} presses, "
          f"{writer.strokes / each:.2f} strokes, {writer.pages / each:.3f} pages a character; {failed} sentences failed")


if __name__ == "__main__":
    main()
