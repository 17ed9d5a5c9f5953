"""The family's own articles in a running program: dropped in, broken, repaired, taken away. The argument is the program."""

import os
import re
import subprocess
import sys
import time

from window import SETTLE_S, WIDTH, Person, tap

HEAD_ROWS = 40  # above everything else: title, notices, clock
GOOD = "# 我们的呼吸机\n\n## 报警\n\n先看管子。\n\n再叫人。\n"
BROKEN = GOOD.encode() + b"\n\xff\xfe broken\n"


class Family:
    def __init__(self, program, screen, folder):
        self.person = Person(program, folder, screen)
        self.person.may_warn = r"\.md:"
        self.folder = os.path.join(folder, "articles")
        self.calm = self.head()

    def drop(self, name, text):
        """As a file manager does: it appears whole, or (as an editor saves) is written in its place."""
        with open(os.path.join(self.folder, name), "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        time.sleep(SETTLE_S)

    def take_away(self, name):
        os.remove(os.path.join(self.folder, name))
        time.sleep(SETTLE_S)

    def throw_away(self, name):
        """As a file manager does: into the bin, which is a folder elsewhere."""
        os.rename(os.path.join(self.folder, name), os.path.join(self.folder, "..", "..", name))
        time.sleep(SETTLE_S)

    def head(self):
        return self.person.screen.rows()[:HEAD_ROWS]

    def has_notice(self):
        """Something in the head that was not there at the start: between the title and the clock."""
        time.sleep(SETTLE_S)
        first, end = WIDTH // 6 * 4, WIDTH * 5 // 6 * 4
        return any(a[first:end] != b[first:end] for a, b in zip(self.calm, self.head()))

    def go_to_library(self):
        self.person.choose("home", "home.library")
        self.person.wait_for("screen", name="^library$")

    def open(self, name):
        self.go_to_library()
        self.person.choose("library", "open.library:own")
        self.person.wait_for("screen", name="^library:own$")
        self.person.choose("library:own", f"open.read:{name}")
        self.person.wait_for("screen", name=f"^read:{name}$")

    def read_aloud(self, name):
        self.person.choose(f"read:{name}", "act.read-aloud")
        return self.person.wait_for("say")["text"]

    def end(self):
        assert self.person.runs, "the program is gone"
        status = self.person.end()
        assert status == 0, f"status {status}"


def a_file_that_is_dropped_in_appears(program, screen, folder):
    family = Family(program, screen, folder)
    family.go_to_library()
    family.drop("ventilator.md", GOOD)
    family.person.wait_for("highlight")  # the page is another: it has a tile more
    family.person.choose("library", "open.library:own")
    family.person.choose("library:own", "open.read:ventilator")
    family.person.wait_for("screen", name="^read:ventilator$")
    assert family.read_aloud("ventilator") == "我们的呼吸机"
    family.end()


def a_broken_one_is_told_and_the_last_good_one_stays(program, screen, folder):
    family = Family(program, screen, folder)
    family.drop("ventilator.md", GOOD)
    assert not family.has_notice(), "a good file is complained of"
    family.drop("ventilator.md", BROKEN)
    warning = family.person.wait_for("warning", text="ventilator.md")["text"]
    assert re.search(r"ventilator\.md:9:1: .*UTF-8", warning), warning
    assert family.has_notice(), "no notice on the screen"
    family.drop("good.md", "# 喂食泵\n\n先关夹子。\n")  # the driver is to know own articles, too
    family.go_to_library()
    family.person.choose("library", "open.library:own")
    family.person.wait_for("screen", name="^library:own$")
    # ours stands there still, before or behind the other: whatever is clicked opens
    family.person.click(WIDTH // 4, 200)
    first = family.person.wait_for("select")["id"]
    family.person.key("Escape")
    family.person.wait_for("screen", name="^library:own$")
    family.person.click(WIDTH * 3 // 4, 200)
    second = family.person.wait_for("select")["id"]
    assert {first, second} == {"open.read:good", "open.read:ventilator"}, (first, second)
    family.drop("ventilator.md", GOOD)
    family.person.key("Home")
    family.person.wait_for("highlight")
    family.person.choose("read:good", "act.home")  # the bar stands at the same place
    family.person.wait_for("screen", name="^home$")
    assert not family.has_notice(), "the notice stays after the file was repaired"
    family.end()


def one_that_is_taken_away_while_it_is_read_can_be_left(program, screen, folder):
    family = Family(program, screen, folder)
    family.drop("ventilator.md", GOOD)
    family.drop("pump.md", "# 喂食泵\n\n先关夹子。\n")
    family.open("ventilator")
    family.read_aloud("ventilator")
    before = family.person.screen.rows()
    family.take_away("ventilator.md")
    told = family.person.told()
    assert not [event for event in told if event["kind"] in ("screen", "warning")], told
    assert family.person.screen.rows() != before, "the page stands there as it was"
    family.person.key("Page_Down")
    family.person.click(WIDTH // 2, 300)
    assert family.person.runs
    family.person.key("Escape")
    family.person.wait_for("screen", name="^library:own$")
    family.person.choose("library:own", "open.read:pump")
    assert family.read_aloud("pump") == "喂食泵"
    family.end()


def one_that_is_thrown_into_the_bin_goes(program, screen, folder):
    family = Family(program, screen, folder)
    family.drop("ventilator.md", BROKEN)
    family.person.wait_for("warning", text="ventilator.md")
    assert family.has_notice(), "no notice on the screen"
    family.throw_away("ventilator.md")
    assert not family.has_notice(), "the notice stays"
    family.end()


def one_that_changes_while_it_is_read_stays_open(program, screen, folder):
    family = Family(program, screen, folder)
    family.drop("ventilator.md", GOOD)
    family.open("ventilator")
    family.read_aloud("ventilator")
    family.drop("ventilator.md", "# 新的\n\n这是新的。\n")
    family.person.told()
    assert family.read_aloud("ventilator") == "新的"
    family.end()


def what_else_is_saved_does_not_end_reading_aloud(program, screen, folder):
    family = Family(program, screen, folder)
    family.drop("ventilator.md", "# 甲\n\n" + "".join(f"这是第{number}句，说得慢一些。" for number in range(30)) + "\n")
    family.open("ventilator")
    family.read_aloud("ventilator")
    with open(os.path.join(folder, "phrases", "zh", "01-ours.md"), "w", encoding="utf-8") as file:
        file.write("# 我们家\n\n- 我想听京剧\n")
    with open(os.path.join(folder, "settings.conf"), "a", encoding="utf-8") as file:
        file.write("# nothing new\n")
    time.sleep(SETTLE_S)
    family.person.told()
    family.person.wait_for("say", text="句")
    family.person.wait_for("say", text="句")
    family.drop("pump.md", GOOD)  # the library is another now: it ends, and can be begun again
    family.person.told()
    assert "句" in family.read_aloud("ventilator")
    family.end()


def huge_and_hostile_ones_do_no_harm(program, screen, folder):
    family = Family(program, screen, folder)
    page = "很长的一段，" * 40 + "完了。\n\n"
    huge = "# 很长\n\n" + page * (2 * 1024 * 1024 // len(page.encode()) - 1)
    family.drop("huge.md", huge)
    family.open("huge")
    assert family.read_aloud("huge") == "很长"
    family.person.key("End")
    family.person.told()
    assert "很长的一段" in family.read_aloud("huge")
    for name, text in (("too-huge.md", huge + page * 20), ("zeros.md", b"\0" * 5000), ("stars.md", "*_" * 400000),
                       ("quotes.md", ">" * 200000), ("lists.md", "- " * 100000), ("links.md", "[a](" * 100000),
                       ("tags.md", "<script>alert(1)</script>\n" * 1000), ("random.md", os.urandom(300000)),
                       ("head.md", "---\nid: L04\ntitle: 假的\n")):
        family.drop(name, text)
    os.mkfifo(os.path.join(family.folder, "pipe.md"))
    family.drop("last.md", GOOD)
    family.person.wait_for("warning", text=r"\.md")
    family.person.key("Home")
    family.person.told()
    assert family.person.runs, "the program is gone"
    family.end()


def check_names_what_is_wrong(program, screen, folder):
    os.makedirs(os.path.join(folder, "articles"))
    for name, text in (("good.md", GOOD.encode()), ("broken.md", BROKEN), ("table.md", b"# T\n\n|a|b|\n|---|---|\n|c|d|\n")):
        with open(os.path.join(folder, "articles", name), "wb") as file:
            file.write(text)
    done = subprocess.run([program, "--check", "--data", folder], capture_output=True, timeout=120)
    told = done.stdout.decode()
    assert done.returncode == 1, told
    assert re.search(r"articles/broken\.md:9:1: ", told) and re.search(r"articles/table\.md:3", told), told
    assert "good.md" not in told, told


if __name__ == "__main__":
    sys.exit(tap([a_file_that_is_dropped_in_appears, a_broken_one_is_told_and_the_last_good_one_stays,
                  one_that_is_taken_away_while_it_is_read_can_be_left,
                  one_that_is_thrown_into_the_bin_goes, one_that_changes_while_it_is_read_stays_open,
                  what_else_is_saved_does_not_end_reading_aloud, huge_and_hostile_ones_do_no_harm, check_names_what_is_wrong], sys.argv[1:]))
