"""Somebody before the writing board who does not want to choose anything: reads the message and the suggestions, looks
over the keys, glances about the room, rests the eyes on the message.

Where the figures come from: fixations of Chinese reading mean about 250 ms, s.d. about 90, saccades of 2 to 3 characters
(Rayner 1998, 2009; Yan et al. 2006); of scene viewing mean 330 ms, s.d. 150 (Rayner 2009); both log-normal. Assumed, for
want of a figure: how often a word is looked at twice (15 %), gone back to (10 %) or passed over (10 %), how long somebody
stays with one thing (3 to 8 s), and fixations of 900 ms, s.d. 500, where the eyes rest.
"""

import math

import aid
from gaze_eyes import Fixation, centre

READING_MS = (250, 90)  # mean, s.d.
VIEWING_MS = (330, 150)
RESTING_MS = (900, 500)
STAYS_MS = (3000, 8000)
CHARACTERS_ON = (2.6, 1.0)      # of a saccade through a line: mean, s.d.
GOES_BACK, LOOKS_TWICE, PASSES_OVER = 0.10, 0.15, 0.10
CHARACTER_HEIGHTS = 0.064       # width of a character of the message, of the screen's height
WORD_CHARACTER_HEIGHTS = 0.052  # … of a suggestion
LANDS_WITHIN_DEGREES = 0.3      # s.d. of where a saccade lands about what it was meant for
SEARCH_SACCADE_DEGREES = (4.5, 2.0)
ROOM_DEGREES = (2, 8)           # beyond the edge of the screen
HALF = 0.5

# Shares of the time.
READING = {"message": 40, "suggestions": 30, "room": 15, "rest": 15}
EVERYTHING = {"message": 30, "suggestions": 25, "keys": 20, "room": 10, "rest": 15}


class Viewer:
    """Where somebody looks next. `tree` is what stands on the screen, kept up to date by the owner."""

    def __init__(self, rng, px_per_degree, shares, tree):
        self.rng = rng
        self.px_per_degree = px_per_degree
        self.shares = shares
        self.tree = tree
        self._last_key = None

    def fixations(self):
        """For ever."""
        ways = {"message": self._read_message, "suggestions": self._read_suggestions, "keys": self._look_over_keys,
                "room": self._glance_about, "rest": self._rest}
        while True:
            doing, = self.rng.choices(list(self.shares), self.shares.values())
            left_ms = self.rng.uniform(*STAYS_MS)
            while left_ms > 0:
                for place, lasts in ways[doing]():
                    lasts_ms = self._lasts(*lasts)
                    left_ms -= lasts_ms
                    yield Fixation(place, lasts_ms, doing)
                    if left_ms <= 0:
                        break

    # Ways of looking: places and how long, until one is through.

    def _read_message(self):
        left, top, width, height = self._message()
        character = CHARACTER_HEIGHTS * self.tree["size"][1]
        on_line = max(1, int(width / character) - 1)
        at, end = self.rng.uniform(0, 1), max(1, len(self.tree["message"]["text"]))
        while at < end:
            line, lines = int(at) // on_line, (end - 1) // on_line + 1
            x, y = left + (at % on_line + 1) * character, top + (line + HALF) * height / lines
            yield self._about((x, y)), READING_MS
            back = at >= 2 and self.rng.random() < GOES_BACK
            at += -self.rng.uniform(1, 2) if back else max(1, self.rng.gauss(*CHARACTERS_ON))

    def _read_suggestions(self):
        number, back = 0, False
        while True:
            words = [node for node in self._leaves() if "commit" in node.fields]
            if number >= len(words):
                break
            if back or self.rng.random() >= PASSES_OVER:
                yield from self._read_word(words[number])
            back = number > 0 and self.rng.random() < GOES_BACK
            number += -1 if back else 1
        yield self._end_of_message(), READING_MS

    def _read_word(self, node):
        x, y = centre(node.fields["rect"])
        yield self._about((x, y)), READING_MS
        if len(node.label) > 1 and self.rng.random() < LOOKS_TWICE:
            character = WORD_CHARACTER_HEIGHTS * self.tree["size"][1]
            yield self._about((x + self.rng.choice((-1, 1)) * character / 2, y)), READING_MS

    def _look_over_keys(self):
        keys = [node for node in self._leaves() if "commit" not in node.fields]
        if not keys:
            yield from self._read_message()
            return
        self._last_key = self._last_key or centre(self.rng.choice(keys).fields["rect"])
        others = [node for node in keys if centre(node.fields["rect"]) != self._last_key] or keys
        key, = self.rng.choices(others, [self._likely(centre(node.fields["rect"])) for node in others])
        self._last_key = centre(key.fields["rect"])
        yield self._about(self._last_key), VIEWING_MS

    def _glance_about(self):
        beyond = self.rng.uniform(*ROOM_DEGREES) * self.px_per_degree
        width, height = self.tree["size"]
        x, y = self.rng.uniform(0, width), self.rng.uniform(0, height)
        place = self.rng.choice(((-beyond, y), (width + beyond, y), (x, -beyond), (x, height + beyond)))
        seen = self.rng.random() < HALF
        yield place if seen else None, VIEWING_MS

    def _rest(self):
        left, top, width, height = self._message()
        yield self._about((left + width * self.rng.uniform(0.1, 0.9), top + height / 2)), RESTING_MS

    # Small questions.

    def _end_of_message(self):
        """Where what was read would go on."""
        left, top, width, height = self._message()
        written = (len(self.tree["message"]["text"]) + 1) * CHARACTER_HEIGHTS * self.tree["size"][1]
        return self._about((left + min(written, width), top + height / 2))

    def _leaves(self):
        return [node for node in aid.nodes_of(self.tree) if node.choosable()]

    def _message(self):
        for node in aid.nodes_of(self.tree):
            if node.role == "message":
                return node.fields["rect"]
        width, height = self.tree["size"]
        return 0, 0, width, height // 8

    def _about(self, place):
        spread = LANDS_WITHIN_DEGREES * self.px_per_degree / math.sqrt(2)
        return place[0] + self.rng.gauss(0, spread), place[1] + self.rng.gauss(0, spread)

    def _likely(self, place):
        """How likely the next look goes there from the last key: by the length of the saccade."""
        mean, spread = SEARCH_SACCADE_DEGREES
        degrees = math.dist(place, self._last_key) / self.px_per_degree
        return math.exp(-((degrees - mean) / spread) ** 2 / 2) + 0.01

    def _lasts(self, mean, deviation):
        variance = math.log(1 + (deviation / mean) ** 2)
        return self.rng.lognormvariate(math.log(mean) - variance / 2, math.sqrt(variance))
