"""The person's own boards in a running program: put in, broken, repaired, taken away. The argument is the program."""

import json
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../reading"))
from window import PATIENCE_S, SETTLE_S, Person, tap  # noqa: E402


def board(*labels):
    return json.dumps({"format": "open-board-0.1", "id": "tea", "name": "茶", "locale": "zh",
                       "buttons": [{"id": i, "label": label} for i, label in enumerate(labels)],
                       "grid": {"rows": 1, "columns": len(labels), "order": [list(range(len(labels)))]},
                       "images": [], "sounds": []})


class Family:
    def __init__(self, program, screen, folder):
        self.folder = os.path.join(folder, "boards")
        os.makedirs(self.folder)
        self.person = Person(program, folder, screen)
        self.person.may_warn = r"\.ob[fz]"

    def put(self, name, text):
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
            file.write(text)
        time.sleep(SETTLE_S)

    def open(self):
        self.person.choose("home", "home.phrases")
        self.person.wait_for("screen", name="^phrases$")
        self.person.choose("phrases", "open.boards")
        self.person.wait_for("screen", name="^boards$")
        self.person.choose("boards", "open.board:tea")
        self.person.wait_for("screen", name="^board:tea$")

    def say(self, cell):
        self.person.choose("board:tea", cell)
        return self.person.wait_for("say")["text"]

    def end(self):
        assert self.person.runs, "the program is gone"
        status = self.person.end()
        assert status == 0, f"status {status}"


def a_board_that_is_put_in_can_be_used_at_once(program, screen, folder):
    family = Family(program, screen, folder)
    family.put("tea.obf", board("茶", "糖"))
    family.open()
    assert family.say("button.1.2") == "糖"
    family.put("tea.obf", board("茶", "牛奶"))
    assert family.say("button.1.2") == "牛奶"
    family.end()


def a_broken_one_is_told_and_the_last_good_one_stays(program, screen, folder):
    family = Family(program, screen, folder)
    family.put("tea.obf", board("茶", "糖"))
    family.open()
    assert family.say("button.1.1") == "茶"
    family.put("tea.obf", board("茶", "糖")[:60])
    warning = family.person.wait_for("warning", text="tea.obf")["text"]
    assert "tea.obf:1:" in warning, warning
    family.person.do("click", 1)  # the pointer stands on the button still
    assert family.person.wait_for("say")["text"] == "茶"
    family.put("tea.obf", board("水", "糖"))
    assert family.say("button.1.1") == "水"
    family.end()


def one_that_is_taken_away_while_it_stands_there_can_be_left(program, screen, folder):
    family = Family(program, screen, folder)
    family.put("tea.obf", board("茶", "糖"))
    family.open()
    os.remove(os.path.join(family.folder, "tea.obf"))
    time.sleep(SETTLE_S)
    family.person.told()
    family.person.choose("boards", "act.home")  # the bar stands at the same place
    family.person.wait_for("screen", name="^home$")
    family.end()


def hostile_ones_do_no_harm(program, screen, folder):
    family = Family(program, screen, folder)
    family.put("tea.obf", board("茶", "糖"))
    family.put("deep.obf", '{"buttons":' + "[" * 300000)
    family.put("noise.obz", "PK\x03\x04" + "x" * 100000)
    family.put("empty.obf", "")
    os.mkfifo(os.path.join(family.folder, "pipe.obf"))
    family.put("last.obf", board("一"))
    family.person.wait_for("warning", text=r"\.ob")
    os.remove(os.path.join(family.folder, "pipe.obf"))  # nothing of the test's own waits for it
    family.open()
    assert family.say("button.1.1") == "茶"
    family.end()


def a_drawing_becomes_a_picture_while_it_runs(program, screen, folder):
    family = Family(program, screen, folder)
    drawn = json.loads(board("茶"))
    drawn["images"] = [{"id": "i", "data": "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'/%3E"}]
    drawn["buttons"][0]["image_id"] = "i"
    family.put("tea.obf", json.dumps(drawn))
    until = time.monotonic() + PATIENCE_S
    pictures = os.path.join(family.folder, ".pictures")
    while not any(name.endswith(".png") for name in os.listdir(pictures)):
        assert time.monotonic() < until, os.listdir(pictures)
        time.sleep(0.05)
    family.open()
    assert family.say("button.1.1") == "茶"
    family.end()


if __name__ == "__main__":
    sys.exit(tap([a_board_that_is_put_in_can_be_used_at_once, a_broken_one_is_told_and_the_last_good_one_stays,
                  one_that_is_taken_away_while_it_stands_there_can_be_left,
                  a_drawing_becomes_a_picture_while_it_runs, hostile_ones_do_no_harm], sys.argv[1:]))
