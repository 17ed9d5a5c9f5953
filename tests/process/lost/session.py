"""A person's session through the driver: everything that is written down happens in it, and what is known after each step."""

import glob
import json
import os
import subprocess
import sys
import threading
import wave

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../scenarios"))
import aid  # noqa: E402

TODAY = "said/1970-01-01.txt"  # the day of the driver
SETTINGS = "# ours\nscan_time = 500\nfirst_item_extra = 0\npause_after_selection = 0\nrow_loops = 0\npage_loops = 0\n"
ARTICLE = "# 呼吸机\n\n" + "".join(f"第{i}段，要紧的话写在这里，写得长一些，好翻页。\n\n" for i in range(1, 60))
BOARD = {"format": "open-board-0.1", "id": "1", "locale": "zh", "name": "家", "buttons": [{"id": "1", "label": "茶"}],
         "grid": {"rows": 1, "columns": 1, "order": [["1"]]}, "images": [], "sounds": []}
BEGINNING = {"settings.conf": SETTINGS.encode(), "articles/probe.md": ARTICLE.encode(),
             "phrases/zh/10-家.md": "# 我们家\n\n- 听戏\n- 看花\n".encode()}


class Failed(Exception):
    """What should hold does not."""


def expect(condition, what):
    if not condition:
        raise Failed(what)


class Person(aid.Aid):
    """The driver with another environment. It is the process's own while one is started: one at a time."""

    starting = threading.Lock()

    def __init__(self, program, data, environment=None, options=()):
        with self.starting:
            kept = dict(os.environ)
            os.environ.update(environment or {})
            try:
                super().__init__(program, data, options)
            finally:
                os.environ.clear()
                os.environ.update(kept)


def known(person):
    """What the program itself says of the person: the message, what was said, a setting. Goes to another screen."""
    person.ask("open history")
    tree = person.ask("tree")
    message = tree["message"]
    said = [node.label for node in aid.nodes_of(tree) if node.id.startswith("history.") and node.leaf and
            node.action]
    return {"message": (message["text"], message["reading"], message["caret"]), "said": said,
            "setting": tree["scan"]["period_ms"]}


def say_something(person):
    """Chooses a phrase; what was said."""
    person.ask("open urgent")
    said = []
    aid.choose(person, "say.urgent.suction", lambda answer: said.extend(
        event["text"] for event in answer["events"] if event["kind"] == "say" and event["source"] != "cue"))
    return said[0]


def take_word(person, word):
    """Takes a word that is offered, turning pages."""
    for _ in range(20):
        for node in aid.nodes_of(person.ask("tree")):
            if node.fields.get("commit", "").strip() == word:
                aid.choose(person, node.id)
                return
        aid.choose(person, "act.more")
    raise LookupError(f"{word} is not offered")


SENTENCES = (((("initial.n", "final.i"), "你"), (("initial.h", "final.ao"), "好")),
             ((("initial.w", "final.o"), "我"), (("initial.l", "final.eng"), "冷")),
             ((("initial.x", "final.ie"), "谢"),))


def write(person, mark):
    """Sentences, spoken and learnt; then a word that is spelt and not chosen yet."""
    for sentence in SENTENCES:
        person.ask("open write")
        for keys, word in sentence:
            for key in keys:
                aid.choose(person, key)
                mark()
            take_word(person, word)
            mark()
        aid.choose(person, "act.speak")
        mark()
        person.ask("wait 9000")
        mark()
        if sentence != SENTENCES[-1]:
            aid.choose(person, "act.clear")
            mark()
    aid.choose(person, "initial.zh")
    mark()


def change(person, mark):
    """A setting, phrases: hidden, taken back, one of the message."""
    person.ask("open settings:scan_time")
    for cell in ("change.less", "change.more", "change.less"):
        aid.choose(person, cell)
        mark()
    person.ask("open edit:pain:头疼")
    aid.choose(person, "edit.hide")
    mark()
    aid.choose(person, "edit.undo")
    mark()
    for cell in ("edit.down", "edit.hide"):
        aid.choose(person, cell)
        mark()
    person.ask("open message")
    aid.choose(person, "act.save-phrase")
    mark()


def read(person, mark):
    """Two pages, a mark, and time for it to be kept."""
    person.ask("open read:probe")
    for cell in ("act.read-next", "act.read-mark", "act.read-next"):
        aid.choose(person, cell)
        mark()
        person.ask("wait 6000")
        mark()


def go_on(person, mark):
    """What was being written is there again: a word more, and it is said; something else is said."""
    person.ask("open write")
    aid.choose(person, "act.delete")
    mark()
    aid.choose(person, "suggest.0")
    mark()
    aid.choose(person, "act.speak")
    mark()
    say_something(person)
    mark()
    person.ask("wait 20000")
    mark()


def make_files(folder):
    """What is taken in: a board, a recording."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "家.obf"), "w", encoding="utf-8") as file:
        json.dump(BOARD, file, ensure_ascii=False)
    os.makedirs(os.path.join(folder, "sounds"), exist_ok=True)
    with wave.open(os.path.join(folder, "sounds", "头疼.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(22050)
        sound.writeframes(bytes((i * 37 % 251) for i in range(22050)))


def command(program, data, environment, *words):
    """One of the program's other ways to be called; its output."""
    done = subprocess.run([program, *words, "--data", data], env=environment, capture_output=True, text=True, timeout=60,
                          check=False, stdin=subprocess.DEVNULL)
    expect(done.returncode in (0, 1), f"{words}: status {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def live(program, data, environment, files, mark, options=("--durable",)):
    """The whole session: two starts and what is done between them. `mark(person)` is called after each step; without a
    person nothing runs."""
    with Person(program, data, environment, options) as person:
        mark(person)
        for part in (write, change, read):
            part(person, lambda: mark(person))
    mark(None)
    command(program, data, environment, "--import", os.path.join(files, "家.obf"))
    mark(None)
    command(program, data, environment, "--recordings", os.path.join(files, "sounds"), "--language", "zh")
    mark(None)
    command(program, data, environment, "--recordings", os.path.join(files, "sounds"), "--language", "zh")
    mark(None)
    os.makedirs(os.path.join(data, "copies"), 0o700, exist_ok=True)
    command(program, data, environment, "--save", os.path.join(data, "copies", "yinian-1969-12-31.yinian"))
    mark(None)
    for _ in range(2):
        with Person(program, data, environment, options) as person:
            mark(person)
            go_on(person, lambda: mark(person))
        mark(None)


def files_of(folder):
    """path → bytes, of what a person has there."""
    found = {}
    for path in glob.glob("**", root_dir=folder, recursive=True, include_hidden=True):
        whole = os.path.join(folder, path)
        if os.path.isfile(whole) and not path.endswith(".tmp") and os.path.basename(path) not in (".lock", ".running"):
            with open(whole, "rb") as file:
                found[path] = file.read()
    return found
