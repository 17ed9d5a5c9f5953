#!/usr/bin/env python3
"""own.tsv is held out: none of its sentences may stand in what the models are made from. Prints TAP."""
import glob
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
SOURCES = ("app/language-model/talk/zh/*.txt", "phrases/zh/*.md")


def hanzi(text):
    return re.sub(r"[^\u3400-\u9fff]", "", text)


def problems(lines):
    """What is wrong with the sentences, one text each."""
    known = set()
    for pattern in SOURCES:
        for name in glob.glob(os.path.join(ROOT, pattern)):
            with open(name, encoding="utf-8") as file:
                known.update(hanzi(line) for line in file)
    seen = set()
    for number, line in enumerate(lines, 1):
        text, reading, words = line.split("\t")
        if len(text) != len(reading.split()) or words.replace(" ", "") != text or hanzi(text) != text:
            yield f"line {number}: text, reading and words do not belong together"
        if not 4 <= len(text) <= 20 or text in seen:
            yield f"line {number}: {text} is too short, too long, or stands there twice"
        if any(text in other for other in known):
            yield f"line {number}: {text} stands in the sources of the model"
        seen.add(text)
    if len(lines) != 100:
        yield f"{len(lines)} sentences, not 100"


def main():
    with open(os.path.join(HERE, "own.tsv"), encoding="utf-8") as file:
        found = list(problems(file.read().splitlines()))
    print("1..1")
    print("not ok 1 - own.tsv is held out" if found else "ok 1 - own.tsv is held out")
    for text in found:
        print(f"# {text}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
