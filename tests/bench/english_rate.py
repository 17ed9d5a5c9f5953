#!/usr/bin/env python3
"""How fast an ideal user of one switch writes English with yinian.

    english_rate.py PROGRAM [--sentences FILE] [--limit N] [--profile FILE …] [--trace LINE]

For each way of scanning (row-column and evidence, or the settings files given) all sentences are written through the
driver in virtual time, from `write` until `speak` is chosen with the message equal to the sentence.

The user knows the sentence and sees only the tree. New words are read before anything is pressed: 300 ms for the
first, 120 ms for each further one. Then, at every change, the aim is
    undo (else delete)  when the message, or what is spelt, is not how the sentence goes on
    speak               when the message is the sentence
    the longest suggestion that goes on with whole words of the sentence
    the key of the next letter, or of the apostrophe (after I, where i is spelt)
    more                when the word is spelt out and not offered
and the switch is pressed (80 ms) when the aim lights up, at once, never by mistake, once for each light-up.

Figures. steps: highlights, counted one by one however they end, those for speak, undo and the functions among them;
characters: of the sentences, blanks included. So "steps/char" is the scan steps per character of the literature (Roark
and others 2015 count scanning steps of letters, blank included; their text is prose, and nothing is read in between);
the time that new words take to be read lengthens a step and counts as time only, in "s/char".
A sentence that is not finished after 60 s a character counts as a failure and is named.
"""

import argparse
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "scenarios"))
from aid import Aid, AidFailed, nodes_of  # noqa: E402  (found by the line above)

READ_FIRST_MS, READ_EACH_MS, READ_AT_MOST = 300, 120, 8
HOLD_MS, GAP_MS = 80, 120
LIMIT_MS_A_CHARACTER = 60_000
PAGES_AT_MOST = 12
FLUENT = """language = en
scan_time = 1000
first_item_extra = 0
pause_after_selection = 0
ignore_repeats = 100
acceptance_time = 0
row_loops = 0
page_loops = 0
"""
WAYS = ("row-column", "evidence")


class Failed(Exception):
    """The user gives up on this sentence."""


class Count:
    """What one sentence, or all of them, took."""

    def __init__(self):
        self.characters = self.steps = self.presses = self.choices = self.wrong = self.time_ms = self.read_ms = 0

    def add(self, other):
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


class Writer:
    """Writes one sentence."""

    def __init__(self, aid, sentence, trace):
        self.aid, self.sentence, self.trace = aid, sentence, trace
        self.count = Count()
        self.count.characters = len(sentence)
        self.finished = False
        self.nodes, self.text, self.spelt = [], "", ""
        self.busy_until = self.free_at = 0
        self.last_look = None
        self.aim = None
        self.pressed = False     # in this light-up
        self.release_at = None
        self.pages = 0

    def write(self):
        """Returns the count; raises Failed."""
        self._take(self.aid.ask("write"))
        self.count.steps = min(1, self.count.steps)  # what lit up on the screen before is not ours
        started = self.aid.t
        deadline = started + LIMIT_MS_A_CHARACTER * len(self.sentence)
        while not self.finished:
            if self.aid.t >= deadline:
                raise Failed(f"time limit at {self.text!r} {self.spelt!r}")
            self._look()
            self._decide_and_act(deadline)
        self.count.time_ms = self.aid.t - started
        if self.release_at is not None:
            self.aid.ask("release")
        self._hear()
        return self.count

    def _look(self):
        tree = self.aid.ask("tree")
        self._take(tree)
        self.nodes = [node for node in nodes_of(tree) if node.leaf and not node.empty]
        self.text, self.spelt = tree["message"]["text"], tree["message"]["reading"]
        new = [node for node in self.nodes if node.role == "word" and self._is_new(node)]
        if new:
            until = self.aid.t + READ_FIRST_MS + READ_EACH_MS * (min(len(new), READ_AT_MOST) - 1)
            self.count.read_ms += until - max(self.aid.t, min(self.busy_until, until))
            self.busy_until = max(self.busy_until, until)
        self.last_look = self.aid.t

    def _is_new(self, node):
        stamp = node.fields.get("stamp", 0)
        return self.last_look is None or stamp > self.last_look or (stamp == self.last_look and self.fresh)

    def _decide_and_act(self, deadline):
        now = self.aid.t
        self.fresh = False
        self.aim = self._choose() if now >= self.busy_until else None
        if self.release_at is not None and now >= self.release_at:
            self.release_at = None
            self._take(self.aid.ask("release"))
            return
        if self.aim and self.aim.lit and not self.pressed and now >= self.free_at and self.release_at is None:
            self._press()
            return
        due = [at for at in (self.busy_until, self.free_at, self.release_at) if at is not None and at > now]
        self._take(self.aid.ask(f"next {min(due + [deadline]) - now}"))

    def _press(self):
        self.count.presses += 1
        self.pressed = True
        self.release_at = self.aid.t + HOLD_MS
        self.free_at = self.release_at + GAP_MS
        self._take(self.aid.ask("press"))

    def _take(self, answer):
        for event in answer["events"]:
            kind = event["kind"]
            if kind == "highlight" and event.get("ids"):
                self.count.steps += not self.finished
                self.pressed = False
                self._tell(event["t"], "lit " + " ".join(event["labels"]))
            elif kind == "select":
                self._selected(event)
            elif kind == "message":
                self.pages = 0
                self.fresh = True

    def _selected(self, event):
        self._tell(event["t"], f"SELECT {event['label']}")
        self.fresh = True
        self.count.choices += 1
        if self.aim is None or event["id"] not in (self.aim.id,) + self.aim.holders:
            self.count.wrong += 1
        if self.aim and self.aim.action == "more" and event["id"] == self.aim.id:
            self.pages += 1
        if self.aim and self.aim.action == "speak" and event["id"] == self.aim.id:
            self.finished = self.text == self.sentence and not self.spelt

    def _tell(self, at, what):
        if self.trace:
            aim = self.aim.label if self.aim else "-"
            print(f"{at / 1000:9.3f}  [{self.text}|{self.spelt}] aim {aim}: {what}")

    def _hear(self):
        """Until it has been said. Not counted."""
        for _ in range(1000):
            if any(event["kind"] == "said" for event in self.aid.ask("next 60000")["events"]):
                return
        raise Failed("nothing was spoken")

    # The aim.

    def _choose(self):
        left = self.sentence[len(self.text):]
        if not self.sentence.startswith(self.text):
            return self._mend()
        if left == "" and not self.spelt:
            return self._action("speak")
        best = max((node for node in self.nodes if self._goes_on(node, left)), default=None,
                   key=lambda node: len(node.fields["commit"]))
        return best or self._next_key(left.lstrip(" "))

    def _goes_on(self, node, left):
        commit = node.fields.get("commit", "")
        return bool(commit) and left.startswith(commit) and left[len(commit):][:1] in ("", " ") \
            and not commit.endswith(" ")

    def _next_key(self, word):
        if not word.lower().startswith(self.spelt.lower()) or " " in word[:len(self.spelt)]:
            return self._mend()
        letter = word[len(self.spelt):][:1]
        if letter == "'":
            return self._apostrophe(word)
        if letter in ("", " "):
            return self._more()
        return next((node for node in self.nodes if node.fields.get("spell") == [letter.lower()]), None)

    def _apostrophe(self, word):
        """Its key; but where the letters before it are to be other ones than those spelt (I, not i), these first."""
        if not word.startswith(self.spelt):
            before = word[:len(self.spelt)]
            return next((node for node in self.nodes if node.fields.get("commit", "").lstrip(" ") == before), None) \
                or self._more()
        return next((node for node in self.nodes if node.id == "type.'" or node.fields.get("spell") == ["'"]), None)

    def _more(self):
        if self.pages > PAGES_AT_MOST:
            raise Failed(f"{self.spelt!r} is not offered")
        return self._action("more")

    def _mend(self):
        return self._action("undo") or self._action("delete")

    def _action(self, name):
        return next((node for node in self.nodes if node.action == name), None)


def read_sentences(path, limit):
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file]
    sentences = [line for line in lines if line and not line.startswith("#")]
    return sentences[:limit] if limit else sentences


def write_all(program, profile, sentences, trace):
    """The sum over all sentences, and those that failed."""
    whole, failed = Count(), []
    with tempfile.TemporaryDirectory() as data, Aid(program, data, ["--profile", profile, "--seed", "1"]) as aid:
        for number, sentence in enumerate(sentences, 1):
            writer = Writer(aid, sentence, trace == number)
            try:
                count = writer.write()
            except Failed as failure:
                failed.append(f"{sentence}: {failure}")
                count = writer.count
                count.time_ms = LIMIT_MS_A_CHARACTER * len(sentence)
            if trace:
                print(f"{count.steps / count.characters:6.2f} steps/char  {count.choices:3} choices  "
                      f"{count.wrong} wrong  {sentence}")
            whole.add(count)
    return whole, failed


def report(name, count, failed, sentences):
    per = count.characters
    print(f"{name:12} {count.steps / per:8.3f} {count.time_ms / 1000 / per:8.3f} {count.presses / per:8.3f} "
          f"{count.choices / per:8.3f} {count.wrong:6} {count.read_ms / 1000 / per:8.3f} {len(failed):6} "
          f"{len(sentences):6}")
    for line in failed:
        print(f"    failed: {line}")


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--sentences", default=os.path.join(here, "english-sentences.txt"))
    parser.add_argument("--limit", type=int)
    parser.add_argument("--profile", nargs="+", help="settings files, instead of the two ways of scanning")
    parser.add_argument("--trace", type=int, metavar="LINE", help="show this sentence step by step")
    options = parser.parse_args()
    sentences = read_sentences(options.sentences, options.limit)
    print(f"{'':12} {'steps/ch':>8} {'s/char':>8} {'press/ch':>8} {'choic/ch':>8} {'wrong':>6} {'read s/ch':>8} "
          f"{'failed':>6} {'sent.':>6}")
    try:
        with tempfile.TemporaryDirectory() as folder:
            for name in options.profile or WAYS:
                profile = name
                if not options.profile:
                    profile = os.path.join(folder, f"{name}.conf")
                    with open(profile, "w", encoding="utf-8") as file:
                        file.write(f"{FLUENT}scan_pattern = {name}\n")
                report(os.path.basename(name), *write_all(options.program, profile, sentences, options.trace), sentences)
    except AidFailed as failure:
        sys.exit(f"english_rate.py: {failure}")


if __name__ == "__main__":
    main()
