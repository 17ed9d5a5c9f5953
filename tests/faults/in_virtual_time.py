#!/usr/bin/env python3
"""Faults that the driver can show: `in_virtual_time.py PROGRAM [PART OF A NAME]`. Prints TAP. README.md is the table of them all.

Each fault is a function of a Bed: it sets the fault up, starts the program, and looks at what is told. At the end of each,
whatever happened, the same three things must work with one switch: a phrase is said, the call rings, and the call ends."""

import inspect
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../scenarios"))
from aid import Aid, AidFailed, choose, find_node, nodes_of  # noqa: E402

MESSAGE_CHARACTERS = 2000  # message/message.h
PHRASES = 2000             # board/phrase_set.h
CATEGORIES = 200
STORM_PRESSES = 2000
BROKEN = b"\0\xff\0\x01" * 300


class Bed:
    """A data folder, and the program in it."""

    def __init__(self, program, folder):
        self.program = program
        self.data = os.path.join(folder, "data")
        self.aid = None
        self.events = []
        self.environment = {}
        os.mkdir(self.data)

    def put(self, name, content):
        path = os.path.join(self.data, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())

    def has(self, name):
        with open(os.path.join(self.data, name), "rb") as file:
            return file.read()

    def start(self, *options):
        before = dict(os.environ)
        os.environ.update(self.environment)
        try:
            self.aid = Aid(self.program, self.data, options)
        finally:
            os.environ.clear()
            os.environ.update(before)
        self.ask("wait 0")

    def ask(self, command):
        answer = self.aid.ask(command)
        self.events += answer.get("events", ())
        return answer

    def told(self, kind, field="text"):
        return [event.get(field) for event in self.events if event["kind"] == kind]

    def warned(self, text):
        assert any(text in warning for warning in self.told("warning")), f"no warning with {text}: {self.told('warning')}"

    def choose(self, cell):
        choose(self.aid, cell, lambda answer: self.events.extend(answer["events"]))

    def label(self, cell):
        node = find_node(self.ask("tree"), cell)
        return node.label if node else None

    def works(self):
        """One switch says a phrase, calls, and ends the call."""
        self.events = []
        self.ask("open home")
        self.choose("home.yes")
        assert any(self.told("say")), "nothing is said"
        self.ask("wait 3000")
        self.ask("tap 1 3100")
        assert self.told("call", "state") == ["ringing"], "a long press does not call"
        self.ask("wait 500")
        self.choose("act.call-stop")
        self.choose("act.confirm")
        self.ask("wait 1000")  # the switch keeps still
        assert self.told("call", "state") == ["ringing", "acknowledged"], "the call does not end"

    def end(self):
        status = self.aid.close()
        self.aid = None
        assert status == 0, f"ended with status {status}"


# --- files that are there at the start ------------------------------------------------------------------------


def settings_of_zero_bytes(bed):
    bed.put("settings.conf", b"\0" * 4096)
    bed.start()
    bed.warned("settings.conf:1:1")
    assert bed.ask("tree")["scan"]["period_ms"] == 1500, "not the start values"


def zero_bytes_within_the_settings(bed):
    bed.put("settings.conf", b"scan_time = 1000\n\0\0\0\0\nignore_repeats = 100\n")
    bed.start()
    bed.warned("settings.conf:2:1")
    assert bed.ask("tree")["scan"]["period_ms"] == 1000, "the lines that are right do not hold"


def settings_of_ten_megabytes(bed):
    """Few lines, each too long: as many complaints take the sanitizers a while."""
    bed.put("settings.conf", b"scan_time = 1000\n" + (b"x" * 999999 + b"\n") * 10)
    bed.start()
    bed.warned("settings.conf:2:1")
    assert bed.ask("tree")["scan"]["period_ms"] == 1000


def _file_of_zero_bytes(name):
    def fault(bed):
        bed.put(name, BROKEN)
        bed.start()
        bed.warned(f"{name}:1:")
    fault.__name__ = name.partition(".")[0] + "_file_broken"
    return fault


person_file_broken = _file_of_zero_bytes("person.txt")
habits_file_broken = _file_of_zero_bytes("habits.txt")
learnt_file_broken = _file_of_zero_bytes("learnt.txt")
reading_file_broken = _file_of_zero_bytes("reading.txt")
gaze_file_broken = _file_of_zero_bytes("gaze.txt")


def huge_message(bed):
    """A message file of 100,000 characters: what a message holds of it is there, and can be said and cleared."""
    bed.put("message.txt", "救命" * 50000)
    bed.start()
    bed.ask("open write")
    text = bed.ask("tree")["message"]["text"]
    assert len(text) == MESSAGE_CHARACTERS, f"{len(text)} characters"
    bed.choose("act.speak")
    assert bed.told("say") == [text]
    bed.ask("wait 3000")
    bed.ask("tap")  # it would take ten minutes
    assert bed.told("said")
    bed.ask("wait 300")
    bed.choose("act.clear")  # it was said: nothing is asked
    assert bed.ask("tree")["message"]["text"] == ""


def thousands_of_phrases(bed):
    bed.put("phrases/zh/60-many.md", "# 很多 {id: many}\n" + "".join(f"- 第{i}句\n" for i in range(3000)))
    bed.start()
    bed.warned(f"{PHRASES}")
    bed.ask("open phrases:many")
    assert bed.label("say.many.第0句") == "第0句"
    bed.choose("act.more")
    bed.choose(next(node.id for node in nodes_of(bed.ask("tree")) if node.id.startswith("say.many.")))
    assert len(bed.told("say")) == 1


def hundreds_of_categories(bed):
    bed.put("phrases/zh/60-many.md", "".join(f"# 第{i}类\n- 第{i}句\n" for i in range(500)))
    bed.start()
    bed.warned(f"{CATEGORIES}")
    bed.ask("open phrases")
    bed.choose("act.more")
    bed.choose(next(node.id for node in nodes_of(bed.ask("tree")) if node.id.startswith("open.phrases:")))
    assert bed.told("screen", "name")[-1].startswith("phrases:")


def safe_mode(bed):
    """What follows a crash loop, whichever own file it is that kills: none is opened but the settings, and none is changed."""
    own = {"message.txt": "要说的话", "learnt.txt": BROKEN, "phrases/zh/60-mine.md": "# 家里 {id: mine}\n- 一句\n",
           "person.txt": BROKEN, "copies/yinian-2026-01-02.yinian": BROKEN, "recordings/zh/yes.wav": BROKEN}
    for name, content in own.items():
        bed.put(name, content)
    bed.put("settings.conf", "scan_time = 1000\n")
    bed.start("--safe")
    bed.warned("安全模式")
    assert any("安全模式" in said for said in bed.told("say")), "it is not said"
    assert bed.ask("tree")["scan"]["period_ms"] == 1000, "not the person's settings"
    bed.works()
    bed.ask("open home")
    bed.choose("home.rest")
    assert bed.ask("wait 60000") and bed.ask("tree")["screen"] == "rest"
    bed.ask("tap")
    bed.choose("act.home")
    assert bed.ask("tree")["screen"] == "home", "it does not wake"
    bed.choose("home.write")
    bed.choose("suggest.0")
    bed.choose("act.speak")
    assert any("我" in said for said in bed.told("say")), bed.told("say")
    bed.ask("wait 5000")
    bed.ask("open home")
    bed.ask("open people:add")
    for cell in ("open.write", "suggest.0", "act.search", "person.add"):
        bed.choose(cell)
    bed.warned("安全模式下不能改")
    for name, content in own.items():
        assert bed.has(name) == (content if isinstance(content, bytes) else content.encode()), f"{name} is not as it was"
    bed.ask("open home")
    bed.choose("act.begin-anew")
    bed.ask("wait 1000")
    assert bed.ask("tree")["message"]["text"] == "要说的话", "the message is not back"
    assert bed.label("act.begin-anew") is None
    bed.ask("open phrases:mine")
    assert bed.label("say.mine.一句") == "一句", "own phrases are not back"


# --- where it runs -------------------------------------------------------------------------------------------


def locale_c(bed):
    """No locale at all: the screen is Chinese all the same, and Chinese is spoken."""
    bed.environment = {"LC_ALL": "C", "LANG": "C", "LANGUAGE": "C"}
    bed.start()
    assert bed.label("home.yes") == "是"


def a_locale_that_is_not_there(bed):
    bed.environment = {"LC_CTYPE": "xx_YY.nothing", "LANG": "xx_YY.nothing", "LANGUAGE": "xx"}
    bed.start()
    assert bed.label("home.yes") == "是"


# --- the switch ----------------------------------------------------------------------------------------------


def a_storm_of_presses(bed):
    """A contact that rattles a thousand times a second: it is one press, held."""
    bed.put("settings.conf", "ignore_repeats = 0\npause_after_selection = 0\n")
    bed.start()
    for _ in range(STORM_PRESSES // 2):
        bed.ask("press")
        bed.ask("wait 1")
        bed.ask("release")
        bed.ask("wait 1")
    bed.ask("wait 1000")
    assert len(bed.told("select", "id")) == 1, bed.told("select", "id")


def a_switch_that_wears_out(bed):
    """Five quiet days, and now each fifth press bounces: told once; 200 good presses, and it is not told any more."""
    days = "".join(f"record = {day} 0 1500 200 200 0 0 0 0 4 {'0 ' * 25}\n" for day in range(-9, -4))
    bed.put("habits.txt", days + f"record = 0 0 1500 200 195 0 0 0 0 40 {'0 ' * 25}\n")
    bed.start()
    bed.ask("open body")
    for press in range(10):
        bed.ask("press")
        if press % 2:
            for command in ("wait 5", "release", "wait 5", "press"):
                bed.ask(command)
        bed.ask("wait 60")
        bed.ask("release")
        bed.ask("wait 500")
    bed.warned("开关抖动比以前多")
    assert any("请身边的人注意：开关抖动比以前多" in said for said in bed.told("say")), bed.told("say")
    assert len(bed.told("warning")) == 1
    for _ in range(400):
        bed.ask("tap")
        bed.ask("wait 500")
    assert len(bed.told("warning")) == 1


def nothing_moves(bed):
    """A notice that comes and goes moves no cell of any page."""
    bed.start()
    for screen in ("home", "write", "body", "phrases", "urgent", "settings", "health", "library", "questions"):
        bed.ask(f"open {screen}")
        before = [(node.id, node.fields["rect"]) for node in nodes_of(bed.ask("tree"))]
        bed.ask("device gone")
        assert before == [(node.id, node.fields["rect"]) for node in nodes_of(bed.ask("tree"))], screen
        bed.ask("device back")


def the_switch_repeats_like_a_keyboard(bed):
    """A key that is held and repeats: a thousand downs without an up."""
    bed.start()
    for _ in range(STORM_PRESSES):
        bed.ask("press")
        bed.ask("wait 1")
    bed.ask("release")
    bed.ask("wait 1000")
    assert len(bed.told("select", "id")) == 1, bed.told("select", "id")


FAULTS = [
    settings_of_zero_bytes, zero_bytes_within_the_settings, settings_of_ten_megabytes, person_file_broken,
    habits_file_broken, learnt_file_broken, reading_file_broken, gaze_file_broken, huge_message, thousands_of_phrases,
    hundreds_of_categories, safe_mode, locale_c, a_locale_that_is_not_there, a_storm_of_presses, the_switch_repeats_like_a_keyboard,
    a_switch_that_wears_out, nothing_moves,
]


def try_fault(program, fault):
    """None, or what went wrong."""
    with tempfile.TemporaryDirectory(prefix="yinian-fault-") as folder:
        bed = Bed(program, folder)
        try:
            fault(bed)
            bed.works()
            bed.end()
        except (AssertionError, AidFailed, LookupError) as error:
            return str(error) or f"line {inspect.trace()[-1].lineno}"
        finally:
            if bed.aid:
                bed.aid.close()
    return None


def main(arguments):
    wanted = [fault for fault in FAULTS if all(part in fault.__name__ for part in arguments[1:])]
    print(f"1..{len(wanted)}")
    failed = 0
    for number, fault in enumerate(wanted, 1):
        problem = try_fault(arguments[0], fault)
        failed += problem is not None
        print(f"{'not ok' if problem else 'ok'} {number} - {fault.__name__.replace('_', ' ')}", flush=True)
        for line in (problem or "").splitlines():
            print(f"# {line}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
