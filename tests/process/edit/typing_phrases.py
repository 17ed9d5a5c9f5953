"""Phrases changed in a real window with real key events. The argument is the program."""

import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../reading"))
from window import SETTINGS, Failed, Person, tap  # noqa: E402
from aid import find_node  # noqa: E402

OWN = "phrases/zh/99-own.md"
PATIENCE_S = 60


def own(person):
    """The file of the person's own phrases, "" while there is none."""
    try:
        with open(os.path.join(person.data, OWN), encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return ""


def wait_for_own(person, text):
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if text in own(person):
            return
        time.sleep(0.1)
    raise Failed(f"{text!r} is not in the file: {own(person)!r}")


def write_by_hand(person, text):
    with open(os.path.join(person.data, OWN), "w", encoding="utf-8") as file:
        file.write(text)


def open_category(person, category):
    person.choose("home", "home.phrases")
    person.wait_for("screen", name="^phrases$")
    person.choose("phrases", "open.edit")
    person.wait_for("screen", name="^edit$")
    person.choose("edit", f"open.edit:{category}")
    person.wait_for("screen", name=f"^edit:{category}$")


def end(person):
    status = person.end()
    assert status == 0, f"status {status}"


def chinese_is_typed(program, screen, folder):
    """A new phrase, typed, with the caret moved; Space and Enter are the switch, but not while somebody types."""
    person = Person(program, folder, screen, SETTINGS)
    open_category(person, "pain")
    person.choose("edit:pain", "field.add")
    person.wait_for("screen", name="^field$")
    person.do("type", "--delay", "150", "手腕 疼")
    person.wait_for("message", text="^手腕 疼$")
    person.key("Left")
    person.key("BackSpace")
    person.wait_for("message", text="^手腕疼$")
    person.key("Home")
    person.do("type", "--delay", "150", "右X")
    person.wait_for("message", text="^右X手腕疼$")
    person.key("Left")
    person.key("Delete")
    person.wait_for("message", text="^右手腕疼$")
    assert own(person) == "", "nothing is written before it is done"
    person.key("Return")
    person.wait_for("screen", name="^edit:pain:右手腕疼$")
    wait_for_own(person, "# 疼痛 {id: pain}\n\n- 右手腕疼\n")
    person.choose("edit:pain:右手腕疼", "edit.undo")
    wait_until_gone(person, "右手腕疼")
    end(person)


def wait_until_gone(person, text):
    until = time.monotonic() + PATIENCE_S
    while text in own(person):
        if time.monotonic() > until:
            raise Failed(f"{text!r} is still in the file")
        time.sleep(0.1)


def escape_leaves_it_as_it_was(program, screen, folder):
    person = Person(program, folder, screen, SETTINGS)
    open_category(person, "pain")
    person.choose("edit:pain", "field.add")
    person.wait_for("screen", name="^field$")
    person.do("type", "--delay", "150", "abc")
    person.wait_for("message", text="^abc$")
    person.key("Escape")
    person.wait_for("screen", name="^edit:pain$")
    assert own(person) == ""
    end(person)


def an_edit_and_one_by_hand_both_stay(program, screen, folder):
    """The file is changed by hand between two edits in the program: each is made on what stands there."""
    person = Person(program, folder, screen, SETTINGS)
    person.choose("home", "home.phrases")
    person.wait_for("screen", name="^phrases$")
    write_by_hand(person, "# 我们家\n- 听戏\n- 看花\n")
    time.sleep(2)
    person.choose("phrases", "open.edit")
    person.wait_for("screen", name="^edit$")
    person.choose("edit", "open.edit:我们家")
    person.wait_for("screen", name="^edit:我们家$")
    person.choose("edit:我们家", "open.edit:我们家:看花")
    person.wait_for("screen", name="^edit:我们家:看花$")
    write_by_hand(person, "给大家的话\n\n# 我们家\n<!-- 新的 -->\n- 喝茶\n- 听戏\n- 看花\n")
    person.choose("edit:我们家:看花", "edit.hide")
    wait_for_own(person, "看花 {隐藏: 是}")
    assert own(person) == "给大家的话\n\n# 我们家\n<!-- 新的 -->\n- 喝茶\n- 听戏\n- 看花 {隐藏: 是}\n", own(person)
    write_by_hand(person, own(person) + "- 晒太阳\n")
    person.choose("edit:我们家:看花", "edit.undo")
    wait_for_own(person, "- 看花\n")
    assert own(person) == "给大家的话\n\n# 我们家\n<!-- 新的 -->\n- 喝茶\n- 听戏\n- 看花\n- 晒太阳\n", own(person)
    end(person)


def take(person, *cells):
    """With the switch, the space bar: each when it lights up."""
    for cell in cells:
        while person.wait_for("highlight")["ids"] != [cell]:
            pass
        time.sleep(0.8)  # a press right after another would be a repeat
        person.key("space")
        person.wait_for("select", id=f"^{cell}$")


def a_switch_stays_one_where_it_opened_the_field(program, screen, folder):
    """The person alone: Space is their only switch, and leads in and out again. Letters are typed all the same."""
    person = Person(program, folder, screen, SETTINGS.replace("5000", "2500") + "row_exit = no\nscan_pattern = row-column\n"
                    "row_loops = 0\npage_loops = 0\n")
    open_category(person, "pain")
    take(person, "edit.do", "field.add")
    person.wait_for("screen", name="^field$")
    person.do("type", "--delay", "150", "ab")
    person.wait_for("message", text="^ab$")
    person.told()
    take(person, "field", "act.field-done")
    wait_for_own(person, "- ab\n")
    end(person)


def a_broken_file_is_told_and_the_last_good_one_stays(program, screen, folder):
    person = Person(program, folder, screen, SETTINGS)
    person.may_warn = r"99-own\.md:"
    person.choose("home", "home.phrases")
    person.wait_for("screen", name="^phrases$")
    write_by_hand(person, "# 我们家\n- 听戏\n")
    time.sleep(2)
    person.choose("phrases", "open.phrases:我们家")
    person.wait_for("screen", name="^phrases:我们家$")
    place = find_node(person.tree("phrases:我们家"), "say.我们家.听戏").fields["rect"]
    write_by_hand(person, "# 我们家\n- 听戏\n- 看花 <!-- 忘了\n- 喝茶 {id: 喝 茶}\n")
    person.wait_for("warning", text="99-own.md:3:6")
    person.click(place[0] + place[2] // 2, place[1] + place[3] // 2)
    person.wait_for("say", text="^听戏$")
    end(person)


if __name__ == "__main__":
    sys.exit(tap([chinese_is_typed, escape_leaves_it_as_it_was, an_edit_and_one_by_hand_both_stay,
                  a_broken_file_is_told_and_the_last_good_one_stays,
                  a_switch_stays_one_where_it_opened_the_field], sys.argv[1:]))
