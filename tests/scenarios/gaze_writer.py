"""Somebody who writes by looking, for tests: reads the suggestions, takes what goes on, else the key that spells it.

Smaller than the simulated user that rates are measured with (../shared/measure), and needs nothing of it. Sentences are
(text, syllables); syllables that begin with a vowel are not known to it.
"""

import aid
from gaze_eyes import Fixation, centre

FIRST_READ_MS, READ_WORD_MS, FIND_KEY_MS = 300, 120, 500
GLANCE_MS = 50        # how often one sees whether something was taken
PATIENCE_MS = 4000    # nothing taken for so long: looks away and tries again
TRIES_AT_MOST = 5
CHOICES_AT_MOST = 12  # for each character of a sentence


class GaveUp(Exception):
    """The sentence could not be written, and why."""


class Writer:
    """`wrong`: what was taken and not meant; `taken`: how much was taken; `said`: what was spoken."""

    def __init__(self, program, eyes):
        self.program = program
        self.eyes = eyes
        self.wrong = []
        self.taken = 0
        self.said = []
        self._read = set()

    def write(self, text, syllables, speak=True):
        """Writes a sentence, and has it spoken; the virtual ms that it took. Raises GaveUp."""
        self._see(self.program.ask("write")["events"], None)
        started = self.program.t
        for _ in range(CHOICES_AT_MOST * len(text)):
            tree = self.program.ask("tree")
            if tree["message"]["text"] == text and not speak:
                return self.program.t - started
            self._read_words(tree)
            aim = self._aim(tree, text, syllables)
            if aim is None:
                raise GaveUp(f"nothing to look at for {text} on {tree['screen']}, written {tree['message']['text']}")
            self._take(tree, aim)
            if aim.action == "speak" and text in self.said:
                return self.program.t - started
        raise GaveUp(f"{text} was not written with {CHOICES_AT_MOST} choices a character")

    def spell(self, letters):
        """Takes the key that spells so many letters, where there is one."""
        tree = self.program.ask("tree")
        keys = [node for node in aid.nodes_of(tree) if letters in node.fields.get("spell", ())]
        if keys:
            self._take(tree, keys[0])

    def _take(self, tree, aim):
        """Looks at a cell until something is taken."""
        if "commit" not in aim.fields:
            self._look(self._nowhere(tree), FIND_KEY_MS, aim)
        for _ in range(TRIES_AT_MOST):
            before, until = self.taken, self.program.t + PATIENCE_MS
            while self.program.t < until:
                self._look(centre(aim.fields["rect"]), GLANCE_MS, aim)
                if self.taken > before:
                    return
            self._look(self._nowhere(tree), FIND_KEY_MS, aim)
        raise GaveUp(f"looking at {aim.id} on {tree['screen']} does not take it")

    def _read_words(self, tree):
        """New words are read one by one: the eyes rest on each."""
        words = [node for node in aid.nodes_of(tree) if "commit" in node.fields]
        new = [node for node in words if (node.id, node.label, node.fields["stamp"]) not in self._read]
        if new:
            self._look(self._nowhere(tree), FIRST_READ_MS, None)
        for node in new:
            self._look(centre(node.fields["rect"]), READ_WORD_MS, None)
        self._read = {(node.id, node.label, node.fields["stamp"]) for node in words}

    def _aim(self, tree, text, syllables):
        written, cells = tree["message"]["text"], [node for node in aid.nodes_of(tree) if node.choosable()]
        if not text.startswith(written):
            return with_action(cells, "undo")
        if written == text:
            return with_action(cells, "speak")
        rest = text[len(written):]
        words = [node for node in cells if node.fields.get("commit") and rest.startswith(node.fields["commit"])]
        if words:
            return max(words, key=lambda node: len(node.fields["commit"]))
        unit = next_letters(tree["message"]["reading"], syllables[len(written):])
        if unit is None:
            return with_action(cells, "more") or with_action(cells, "undo")
        keys = [(len(spell), node) for node in cells for spell in node.fields.get("spell", ()) if unit.startswith(spell)]
        if keys:
            return max(keys, key=lambda key: key[0])[1]
        return with_action(cells, "back")

    def _look(self, place, lasts_ms, aim):
        self._see(self.eyes.fixate(Fixation(place, lasts_ms, "")), aim)

    def _see(self, events, aim):
        for event in events:
            if event["kind"] == "select":
                self.taken += 1
                if aim is None or event["id"] != aim.id:
                    self.wrong.append(event["id"])
            if event["kind"] == "say" and event.get("source") != "cue":
                self.said.append(event["text"])

    def _nowhere(self, tree):
        """Where nothing is taken: the message."""
        return next((centre(node.fields["rect"]) for node in aid.nodes_of(tree) if node.role == "message"), None)


def with_action(cells, action):
    """The first cell with that action, or None."""
    return next((node for node in cells if node.action == action), None)


def next_letters(reading, syllables):
    """What is left of the syllable that is being spelt; None when all of them are spelt, or something else is."""
    for syllable in syllables:
        if not reading.startswith(syllable):
            return syllable[len(reading):] if syllable.startswith(reading) else None
        reading = reading[len(syllable):]
    return None
