"""An article read with keys, wheel and clicks in a real window. The argument is the program."""

import os
import re
import sys

from window import HEIGHT, SETTINGS, WIDTH, Failed, Person, lines_of, tap
from aid import Aid, choose

ARTICLE = "L04"
LEFT, RIGHT, UPPER = 120, WIDTH - 120, HEIGHT // 3


def pages_of(person):
    """The text of each page of the article, as the driver turns them with one switch."""
    with Aid(person.program, os.path.join(person.data, "..", "driver"), ["--screen", f"{WIDTH}x{HEIGHT}"]) as aid:
        aid.ask(f"open read:{ARTICLE}")
        pages = [lines_of(aid.ask("tree"))]
        while len(pages) < 60:
            try:
                choose(aid, "act.read-next")
            except LookupError:
                break
            text = lines_of(aid.ask("tree"))
            if aid.ask("tree")["screen"] != f"read:{ARTICLE}":
                break
            pages.append(text)
    return pages


class Reader:
    """Somebody before an open article, who finds out where they are by having it read aloud for a moment."""

    def __init__(self, program, screen, folder, settings=""):
        self.person = Person(program, folder, screen, SETTINGS + settings)
        self.pages = pages_of(self.person)
        assert len(self.pages) >= 4, f"{ARTICLE} has only {len(self.pages)} pages"
        self.person.choose("home", "home.library")
        self.person.wait_for("screen", name="^library$")
        self.person.choose("library", "open.library:G1")
        self.person.wait_for("screen", name="^library:G1$")
        self.person.choose("library:G1", f"open.read:{ARTICLE}")
        self.person.wait_for("screen", name=f"^read:{ARTICLE}$")

    def read_aloud(self):
        """Returns what is said first."""
        self.person.told()
        self.person.choose(f"read:{ARTICLE}", "act.read-aloud")
        return self.person.wait_for("say")["text"]

    def page(self):
        """On which page the first sentence begins that is read from here."""
        said = self.read_aloud()
        self.person.click(RIGHT, UPPER)  # stops it, and nothing else
        self.person.told()
        said = re.sub(r"\s", "", said)
        found = [number for number, text in enumerate(self.pages) if said in text]
        return found[0] if found else [number for number, text in enumerate(self.pages) if said[:8] in text][-1]

    def expect(self, page, after):
        now = self.page()
        if now != page:
            raise Failed(f"page {now} of {len(self.pages)} after {after}, not {page}")

    def end(self):
        status = self.person.end()
        assert status == 0, f"status {status}"


def keys_turn_pages(program, screen, folder):
    reader = Reader(program, screen, folder)
    last = len(reader.pages) - 1
    reader.expect(0, "opening")
    page = 0
    for key, to in (("Page_Down", 1), ("Right", 2), ("Down", 3), ("Page_Up", 2), ("Left", 1), ("Up", 0), ("Up", 0),
                    ("End", last), ("Next", last), ("Home", 0)):
        reader.person.key(key)
        page = to
        reader.expect(page, key)
    reader.end()


def the_wheel_turns_pages(program, screen, folder):
    reader = Reader(program, screen, folder)
    reader.person.wheel()
    reader.expect(1, "the wheel")
    reader.person.wheel()
    reader.person.wheel()
    reader.person.wheel(up=True)
    reader.expect(2, "the wheel, on, on, back")
    reader.end()


def a_click_on_the_text_turns_pages(program, screen, folder):
    reader = Reader(program, screen, folder)
    for x in (RIGHT, WIDTH // 2, LEFT):
        reader.person.click(x, UPPER)
        reader.person.told()
    reader.expect(1, "right, middle, left")
    reader.end()


def a_click_while_it_is_read_aloud_only_stops_it(program, screen, folder):
    reader = Reader(program, screen, folder)
    first = reader.read_aloud()
    reader.person.click(RIGHT, UPPER)
    reader.person.wait_for("highlight")  # the scan goes on
    assert not [event for event in reader.person.told() if event["kind"] == "say"], "it reads on"
    assert reader.read_aloud() == first, "it does not go on where it was stopped"
    reader.end()


def escape_goes_back_to_the_list(program, screen, folder):
    reader = Reader(program, screen, folder)
    reader.person.key("Escape")
    reader.person.wait_for("screen", name="^library:G1$")
    reader.person.key("BackSpace")
    reader.person.wait_for("screen", name="^library$")
    reader.person.key("Page_Down")
    reader.person.key("Escape")
    reader.person.wait_for("screen", name="^home$")
    reader.person.key("Escape")
    assert not [event for event in reader.person.told() if event["kind"] in ("screen", "select")]
    reader.end()


def a_key_that_is_the_switch_turns_nothing(program, screen, folder):
    reader = Reader(program, screen, folder, "switch = home keyboard KEY_PAGEDOWN\n")
    reader.person.key("Right")
    reader.person.key("Page_Down")
    reader.person.wait_for("screen", name="^home$")
    reader.person.wait_for("saved")  # the place: the driver is to know it, too
    reader.person.choose("home", "home.library")
    reader.person.choose("library", "open.library:G1")
    reader.person.choose("library:G1", f"open.read:{ARTICLE}")
    reader.expect(1, "going on")
    reader.end()


if __name__ == "__main__":
    sys.exit(tap([keys_turn_pages, the_wheel_turns_pages, a_click_on_the_text_turns_pages,
                  a_click_while_it_is_read_aloud_only_stops_it, escape_goes_back_to_the_list,
                  a_key_that_is_the_switch_turns_nothing], sys.argv[1:]))
