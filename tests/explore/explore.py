#!/usr/bin/env python3
"""Walks every screen that one switch can reach, and chooses every cell there, in the real program in virtual time.

`explore.py PROGRAM [--long]` prints TAP. In each state: every label is there and in the right language; nothing that
is lit is empty; every cell does something; home, the call and rest can be reached, and the way is really gone.

A state is a screen with what can be chosen on it (on the writing boards: whether something is written, and spelt).
Of the library's articles and words a few are walked through: all of them are opened by tests/scenarios/library_walk.py.
States are found breadth first by selections alone. To come back to a state the walker takes a short cut with the
driver's `open` where that leads to the same state, else it starts anew and goes the whole way."""

import collections
import json
import os
import re
import sys
import tempfile
from functools import partial

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "scenarios"))
import aid  # noqa: E402
import forked  # noqa: E402
import phrase_pictures  # noqa: E402
import tap  # noqa: E402

FAST = ("scan_time = 1000\nfirst_item_extra = 0\npause_after_selection = 0\nignore_repeats = 100\nrow_loops = 0\n"
        "page_loops = 0\n")
SIZE = "1280x800"
DEAD_MS = 280          # from letting go to the next press: more than the longest ignored repeats, 200 ms
GOALS = ("home", "call", "rest")
WAY_AT_MOST = 4        # selections to each goal
SAID_BEFORE = "".join(f"第{number}句。\n" for number in range(1, 21))  # today's history, more than a page of it
PRESS = "(press)"      # what one does at rest
WAYS_OUT = {"rest": (PRESS, "act.home"), "wake": ("act.home",), "ask": ("act.cancel",),
            "call": ("act.call-stop", "act.confirm"), "call-stop": ("act.confirm",),
            "practice-run": ("act.practice-stop",), "show": (PRESS,), "show:turned": (PRESS,)}
LIGHTS_AT_MOST = 200   # highlights to wait for a cell; the longest page in linear scanning has fewer

# Answers that leave everything as it is, on purpose, so that a tremor does no harm.
HARMLESS = {("call", "act.call"), ("calling", "act.call-practice")}
LISTENS = "guide:input"  # nothing is lit there: any press leads on
# Names that are the same in every language, on a Chinese screen.
LATIN_NAMES = {"English", "QWERTY"}
HANZI_NAMES = {"中文", "一", "丨", "丿", "丶", "乛"}  # the strokes are what they look like
# Of what can be recorded a few. Of articles and words: one of two pages, the one that opens by choice only, the family's own.
FAMILY_ARTICLE = "# 24\n\n7\n"
# Named with digits, as the article: every action, a link, an empty place, a hidden button; the other has more than a page.
FAMILY_BOARD = {"id": "24", "name": "24", "buttons": [
    {"id": 1, "label": "1"}, {"id": 2, "label": "2", "load_board": {"id": "25"}}, {"id": 3, "label": "3", "action": ":clear"},
    {"id": 4, "label": "4", "action": "+4"}, {"id": 5, "label": "5", "action": ":speak"},
    {"id": 6, "label": "6", "action": ":backspace"}, {"id": 7, "label": "7", "action": ":home"},
    {"id": 8, "label": "8", "action": ":unknown"}, {"id": 9, "label": "9", "hidden": True}],
    "grid": {"rows": 2, "columns": 5, "order": [[1, 2, 3, None, 4], [5, 6, 7, 8, 9]]}}
LARGE_BOARD = {"id": "25", "name": "25", "buttons": [{"id": i, "label": str(i)} for i in range(100)],
               "grid": {"rows": 10, "columns": 10, "order": [[row * 10 + i for i in range(10)] for row in range(10)]}}
NOT_FOLLOWED = re.compile(r"(read|reading):(?!(L12|L31|family)\b)|term:(?!T01$)|"
                          r"recordings:(?!(always|urgent)$)|record:(?!yes$)|"
                          r"edit:(?!urgent$)|category:(?!urgent$)|"
                          r"try:(?!(scan_time|cue_volume|speech_rate)$)")
KEEPS_A_PLACE = re.compile(r"read|library(:marked|:questions|:search)?$")  # screens that look as what was read before says
WHILE_READING = ("act.read-aloud", "act.home", "act.call", "act.rest")     # whatever the page
HANZI = re.compile("[\u3400-\u9fff]")


class Problem(Exception):
    """Something that must not be."""


class Look:
    """The tree at one moment: what can be chosen, and the state's name."""

    def __init__(self, tree, came_by):
        self.tree = tree
        self.screen = tree["screen"]
        self.nodes = aid.nodes_of(tree)
        self.runs = any(node.action == "read-stop" for node in self.nodes)
        self.searches = any(node.id == "act.search" for node in self.nodes)
        self.typed = any(node.id == "act.field-done" for node in self.nodes)
        listens = self.screen == LISTENS
        self.cells = [node for node in self.nodes if node.choosable() and not self.runs and not listens]
        self.state = self._state(came_by)
        self.picture = (self.screen, tree["message"]["text"], tree["message"]["reading"],
                        tuple((node.id, node.label, node.empty) for node in self.nodes if node.leaf))

    def _state(self, came_by):
        message = self.tree["message"]
        ids = {cell.id for cell in self.cells}
        if self.screen == "rest":
            return (self.screen,)
        if self.runs:
            return (self.screen, "runs")
        if self.screen.startswith("read:"):
            lines = [node.label for node in self.nodes if node.id == "line.0"]
            return (self.screen, *lines, frozenset(ids))
        if self.searches:
            return (self.screen, "searches", bool(message["text"]), bool(message["reading"]))
        if self.typed:
            return (self.screen, "typed", bool(message["text"]), bool(message["reading"]))
        if self.screen.startswith("write"):
            finals = any(cell.startswith(("final.", "rime.")) for cell in ids)
            tones = frozenset(cell for cell in ids if cell.startswith("tone."))
            keys = any(not cell.startswith(("suggest.", "act.", "open.")) for cell in ids)
            boards = any(cell.startswith("open.write") for cell in ids)  # "more" shows neither
            return (self.screen, bool(message["text"]), bool(message["reading"]), finals, tones, keys, boards)
        if self.screen == "history":
            return (self.screen,)
        if self.screen == "ask":
            return (self.screen, came_by)
        return (self.screen, frozenset(ids))

    def way_to(self, cell):
        """What is to be lit one after the other, the cell last. A group that is the only one is passed through."""
        technique = self.tree["scan"]["technique"]
        groups = [node for node in self.nodes if not node.leaf and holds(node, cell)]
        if technique == "linear":
            return [cell.id]
        rows = {other.holders for other in self.cells}
        if technique == "row-column":
            way = [groups[-1].id] if len(rows) > 1 else []
        else:
            way = [group.id for group in groups if self._has_rivals(group)]
        alone = sum(other.holders == cell.holders for other in self.cells) == 1
        return way if way and alone else way + [cell.id]

    def _has_rivals(self, group):
        """There is something to choose beside this group, in what holds it."""
        level = len(group.holders)
        beside = [other for other in self.cells if other.holders[:level] == group.holders]
        return any(not holds(group, other) for other in beside)


def holds(group, cell):
    level = len(group.holders)
    return cell.holders[:level] == group.holders and len(cell.holders) > level and cell.holders[level] == group.id


def is_empty(node):
    """A cell that cannot be chosen. (The message above the page may have the name of a group.)"""
    return node.leaf and not node.choosable() and not node.id.startswith("exit.") and node.role != "message"


def fill(data):
    """A person's folder: sentences of before, an article and boards of the family."""
    os.makedirs(os.path.join(data, "said"))
    with open(os.path.join(data, "said", "1970-01-01.txt"), "w", encoding="utf-8") as file:
        file.write(SAID_BEFORE)
    os.makedirs(os.path.join(data, "articles"))
    with open(os.path.join(data, "articles", "family.md"), "w", encoding="utf-8") as file:
        file.write(FAMILY_ARTICLE)
    for language in ("zh", "en"):
        os.makedirs(os.path.join(data, "phrases", language))
        for name, picture in (("cup.png", phrase_pictures.png()), ("broken.png", b"broken")):
            with open(os.path.join(data, "phrases", language, name), "wb") as file:
                file.write(picture)
    os.makedirs(os.path.join(data, "boards"))
    for name, board in (("24.obf", FAMILY_BOARD), ("25.obf", LARGE_BOARD)):
        with open(os.path.join(data, "boards", name), "w", encoding="utf-8") as file:
            json.dump(board, file)


class Walker:
    """The program, started anew whenever it is wanted, and one person before it. Of yinian-forked one is started and kept as it
    was then: as good, and a few times as fast."""

    def __init__(self, program, settings, options=(), said_first=""):
        self.program = program
        self.server = None
        self.settings = settings
        self.options = options
        self.said_first = said_first
        self.folder = tempfile.TemporaryDirectory(prefix="explore-")
        self.profile = os.path.join(self.folder.name, "profile.conf")
        with open(self.profile, "w", encoding="utf-8") as file:
            file.write(settings)
        self.starts = 0
        self.aid = None
        self.came_by = ""
        self.start()

    def start(self):
        self.stop()
        self.starts += 1
        self.aid = self.kept() if self.program.endswith("yinian-forked") else self.new()
        self.came_by = ""
        self.dirty = False  # the message has been touched since the start
        self.has_read = self.has_marked = False
        self.look()
        if self.said_first:
            self.choose(self.said_first)
            self.came_by = ""
            self.look()

    def new(self):
        data = os.path.join(self.folder.name, f"data{self.starts}")
        fill(data)
        return aid.Aid(self.program, data, ("--profile", self.profile, *self.options))

    def kept(self):
        if self.server is None:
            size, *options = self.options[1:] if self.options[:1] == ("--screen",) else (SIZE, *self.options)
            self.server = forked.Server(self.program, size, self.settings, fill, options)
        return self.server.first.fork()

    def end(self):
        self.stop()
        if self.server is not None:
            self.server.close()

    def stop(self):
        if self.aid is None:
            return
        status = self.aid.close()
        ended, self.aid = self.aid, None
        if status != 0:
            raise Problem(f"the program ended with status {status}: {ended.ended_with[-2000:]}")

    def look(self):
        self.now = Look(self.aid.ask("tree"), self.came_by)
        return self.now

    def choose(self, cell_id):
        """One selection on the present page. Returns the events from its press on."""
        if cell_id == PRESS:
            self.came_by = cell_id
            self.aid.ask(f"wait {DEAD_MS}")
            events = self.aid.ask("tap")["events"]
            self.look()
            return events
        cell = next((node for node in self.now.cells if node.id == cell_id), None)
        if cell is None:
            raise Problem(f"{cell_id} is no longer to be chosen on {self.now.screen}")
        events = []
        for wanted in self.now.way_to(cell):
            events = self.press_when_lit(wanted)
        if not any(event["kind"] == "select" and event["id"] == cell_id for event in events):
            raise Problem(f"{cell_id} on {self.now.screen} was pressed and not selected: {events}")
        self.came_by = cell_id
        self.finish_speaking()
        self.note(cell_id, events)
        return events

    def note(self, cell_id, events):
        """What came of a choice."""
        self.dirty = self.dirty or any(event["kind"] == "message" for event in events)
        self.look()
        self.has_read = self.has_read or self.now.screen.startswith("read:")
        self.has_marked = self.has_marked or cell_id == "act.read-mark"

    def press_when_lit(self, wanted):
        self.aid.ask(f"wait {DEAD_MS}")
        lit = next((node.id for node in aid.nodes_of(self.aid.ask("tree")) if node.lit_itself), None)
        for _ in range(LIGHTS_AT_MOST):
            if lit == wanted:
                return self.aid.ask("tap")["events"]
            for event in self.aid.ask("next 60000")["events"]:
                if event["kind"] == "highlight":
                    lit = (event["ids"] or [None])[0]
                    self.must_be_full(lit)
            if lit is None and self.aid.ask("tree")["scan"]["state"] == "paused":
                self.aid.ask("tap")
                lit = next((node.id for node in aid.nodes_of(self.aid.ask("tree")) if node.lit_itself), None)
                self.aid.ask(f"wait {DEAD_MS}")
        raise Problem(f"{wanted} does not light up on {self.now.screen}")

    def must_be_full(self, lit):
        """What is lit holds something to choose."""
        for node in self.now.nodes:
            if node.id == lit and is_empty(node):
                raise Problem(f"{lit} is lit on {self.now.screen} and empty")

    def finish_speaking(self):
        for _ in range(200):
            if self.aid.ask("tree")["scan"]["state"] not in ("waiting", "settling"):
                return
            self.aid.ask("next 60000")

    def go(self, state, path, first_time=False):
        """To a state whose path is known. An article opens where it was left: unless for the `first_time`."""
        known = not self.has_marked and not (first_time and self.has_read)
        if known and (self.now.state == state or self.try_short_cut(state, path)):
            return
        self.start()
        for cell in path:
            self.choose(cell)
        if self.now.state != state:
            raise Problem(f"the way {' → '.join(path)} leads to another state the second time: {self.now.screen}")

    def try_short_cut(self, state, path):
        """Not to a page over the others; from there by its way out. Not where it matters what was read."""
        if self.has_read and KEEPS_A_PLACE.match(state[0]) or "searches" in state or self.now.searches or self.now.runs:
            return False
        for cell in WAYS_OUT.get(self.now.screen, ()):
            self.choose(cell)
        if self.dirty:
            self.aid.ask("write")
            self.dirty = False
            self.look()
        if path[:1] == ("home.write",):
            self.aid.ask("write")
            self.look()
            try:
                for cell in path[1:]:
                    self.choose(cell)
            except Problem:  # what was kept meanwhile, a phrase for instance, is not offered again: from the start
                return False
        elif state[0] not in WAYS_OUT:
            self.aid.ask(f"open {state[0]}")
            self.look()
        return self.now.state == state


class Exploration:
    """All states, found breadth first."""

    def __init__(self, walker, english, selections_at_most):
        self.walker = walker
        self.english = english
        self.selections_at_most = selections_at_most
        self.paths = {}                                # state → the selections from the start
        self.edges = collections.defaultdict(dict)     # state → cell → state
        self.problems = []
        self.cells = 0
        self.kinds = set()

    def run(self):
        start = self.walker.now.state
        self.paths[start] = ()
        queue = collections.deque([start])
        while queue:
            state = queue.popleft()
            for found in self.guarded(self.explore, state) or ():
                queue.append(found)
        for state in self.paths:
            self.guarded(self.check_ways, state)

    def guarded(self, work, state):
        try:
            return work(state)
        except (Problem, aid.AidFailed) as problem:
            self.tell(state, str(problem))
            self.walker.aid = None if isinstance(problem, aid.AidFailed) else self.walker.aid
            self.walker.start()
            return None

    def tell(self, state, text):
        self.problems.append(f"{state[0]} ({' → '.join(self.paths[state]) or 'start'}): {text}")

    def explore(self, state):
        """Chooses every cell of the state; returns the new states."""
        path, found = self.paths[state], []
        self.walker.go(state, path)
        self.check_labels(state, self.walker.now)
        if len(path) >= self.selections_at_most:
            return found
        cells = [cell.id for cell in self.walker.now.cells] or [PRESS]
        for cell in cells:
            reached = self.guarded(lambda _: self.try_cell(state, path, cell), state)
            if reached is not None and reached not in self.paths:
                self.paths[reached] = path + (cell,)
                found.append(reached)
        return found

    def try_cell(self, state, path, cell):
        """Chooses one cell; returns the state that it leads to, None when that is not to be followed."""
        self.walker.go(state, path, first_time=cell.startswith("open.read:"))
        before = self.walker.now
        if cell.startswith("suggest.") and not any(node.id == cell for node in before.cells):
            return None  # what is suggested hangs on what was said meanwhile
        fields = next((node.fields for node in before.cells if node.id == cell), {})
        self.cells += 1
        self.kinds.add(fields.get("action", "spell" if "spell" in fields else "commit").split(":")[0])
        if fields.get("action") == "confirm" and state == ("ask", "act.quit"):
            self.check_quits(cell)
            return None
        events = self.walker.choose(cell)
        after = self.walker.now
        did = any(event["kind"] not in ("highlight", "select") for event in events) or after.picture != before.picture
        if not did and (state[0], cell) not in HARMLESS:
            self.tell(state, f"{cell} does nothing")
        if self.sets(fields.get("action", "")):
            self.walker.start()
            return None
        if cell == "act.begin-anew":
            self.check_begins_anew(state, after)
            self.walker.start()
            return None
        if not self.is_followed(state, cell, after):
            return None
        self.edges[state][cell] = after.state
        return after.state

    def sets(self, action):
        """Does it change settings? Choosing the language that is there does not."""
        own_language = f"language={int(self.english)}"
        return action.startswith(("set:", "try-keep", "take-back:", "person:")) or (action.startswith("guide:") and "=" in action and own_language not in action)

    def is_followed(self, state, cell, after):
        """Of the library some, and nothing that depends on which page was read before."""
        depends = cell.startswith(("library.go-on", "mark.", "hit.")) or cell in ("act.back", "act.read-back") \
            and state[0].startswith(("reading:", "library:"))
        searched = after.searches and (after.screen != "write" or bool(after.tree["message"]["reading"]))
        typed = after.typed and after.screen != "field"  # the writing boards are known
        digits = cell.startswith("lock.")  # which were chosen before stands in the question alone
        return not (depends or searched or typed or digits or NOT_FOLLOWED.match(after.screen))

    def check_begins_anew(self, state, after):
        """Out of safe mode: what is the person's own is there again."""
        self.walker.aid.ask("open history")
        said = {cell.label for cell in self.walker.look().cells if cell.id.startswith("said.")}
        if any(cell.id == "act.begin-anew" for cell in after.cells) or not said & set(SAID_BEFORE.split("\n")):
            self.tell(state, "act.begin-anew does not lead back to everything")

    def check_quits(self, cell):
        try:
            self.walker.choose(cell)
            raise Problem("the program was asked to end and runs on")
        except aid.AidFailed:
            self.walker.stop()
            self.walker.start()

    # What must hold.

    def check_labels(self, state, look):
        for node in look.cells:
            if not node.label.strip():
                self.tell(state, f"{node.id} has no label")
            elif node.role not in ("word", "key", "block") and self.in_wrong_language(state, node):
                self.tell(state, f"{node.id} is in the wrong language: {node.label}")
        for node in look.nodes:
            if node.lit_itself and is_empty(node):
                self.tell(state, f"{node.id} is lit and empty")

    def in_wrong_language(self, state, node):
        if self.english:
            return bool(HANZI.search(node.label)) and node.label not in HANZI_NAMES and state[0] != "history"
        words = re.findall(r"[A-Za-z]{2,}", node.label)
        long = any(len(word) > 4 for word in words)
        return node.label.isascii() and (len(words) > 1 or long) and node.label not in LATIN_NAMES

    def check_ways(self, state):
        """The shortest way to each goal; one of more than one selection is really gone (those of one have been)."""
        if len(self.paths[state]) >= self.selections_at_most:
            return
        for goal in GOALS:
            way = self.way(state, goal)
            if way is None and self.all_known_from(state):
                self.tell(state, f"there is no way to {goal}")
            elif way is not None and len(way) > WAY_AT_MOST:
                self.tell(state, f"the way to {goal} takes {len(way)} selections: {' → '.join(way)}")
            elif way is not None and len(way) > 1:
                self.walker.go(state, self.paths[state])
                for cell in way:
                    self.walker.choose(cell)
                if self.walker.now.screen.split(":")[0] != goal:
                    self.tell(state, f"{' → '.join(way)} did not lead to {goal} but to {self.walker.now.screen}")

    def way(self, state, goal):
        """The shortest way over the selections that were made, or None."""
        return next((way for at, way in self.ways_from(state) if at[0].split(":")[0] == goal), None)

    def all_known_from(self, state):
        """No state that was found and not explored lies on any way from here."""
        return all(len(self.paths[at]) < self.selections_at_most for at, _ in self.ways_from(state))

    def leads_back(self, cell, _start):
        """Where it leads depends on how one came."""
        return cell == "act.back"

    def ways_from(self, state):
        queue, seen = collections.deque([(state, ())]), {state}
        while queue:
            at, way = queue.popleft()
            yield at, way
            for cell, then in self.edges[at].items():
                if then not in seen and not self.leads_back(cell, state):
                    seen.add(then)
                    queue.append((then, way + (cell,)))


def explore(program, name, settings, english=False, selections_at_most=99, options=(), said_first=""):
    """One exploration; returns what TAP says of it and the problems. `said_first`: where nothing was said before, pages differ
    by whether anything has been: a cell to choose at each start."""
    walker = Walker(program, settings, options, said_first)
    exploration = Exploration(walker, english, selections_at_most)
    exploration.run()
    walker.end()
    screens = {state[0] for state in exploration.paths}
    deepest = max(map(len, exploration.paths.values()))
    told = (f"{name}: {len(exploration.paths)} states of {len(screens)} screens, {exploration.cells} cells of "
            f"{len(exploration.kinds)} kinds chosen, up to {deepest} selections from the start, "
            f"{walker.starts} starts")
    return told, exploration.problems


SHORT = [
    ("Chinese, rows and cells", dict(settings=FAST)),
    ("English, rows and cells", dict(settings=FAST + "language = en\n", english=True)),
    ("three tiles, one by one", dict(settings=FAST + "board = start\nscan_pattern = linear\n", selections_at_most=3)),
    ("safe mode", dict(settings=FAST, options=("--safe",), selections_at_most=3, said_first="home.yes")),
    ("six tiles, settings locked", dict(settings=FAST + "board = six\nlock = hold\n", selections_at_most=3)),
]
LONG = [
    ("groups", dict(settings=FAST + "scan_pattern = group-row-column\n")),
    ("one by one", dict(settings=FAST + "scan_pattern = linear\n")),
    ("portrait", dict(settings=FAST, options=("--screen", "800x1280"))),
    ("small screen", dict(settings=FAST, options=("--screen", "800x480"))),
    ("start values, with pauses", dict(settings="scan_time = 1000\n")),
    ("letters", dict(settings=FAST + "writing = letters\nletters = qwerty\n")),
    ("strokes", dict(settings=FAST + "writing = strokes\n")),
    ("Zhuyin", dict(settings=FAST + "writing = zhuyin\ntones = yes\n")),
    ("no way out of rows", dict(settings=FAST + "row_exit = no\n")),
]


def main(arguments):
    if not 1 <= len(arguments) <= 2:
        print(__doc__, file=sys.stderr)
        return 2
    chosen = LONG if "--long" in arguments else SHORT
    chosen = [plan for plan in SHORT + LONG if arguments[-1] in plan[0]] or chosen
    return tap.run((("", partial(explore, arguments[0], name, **plan)) for name, plan in chosen), most=60)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
