#!/usr/bin/env python3
"""One switch before the library: opens each of its articles, reads every page and then hears it all, in virtual time.

`library_walk.py PROGRAM LANGUAGE [--pages] [--screen WxH] [--size PERCENT] [ARTICLE …]` prints TAP, a test an article. From
the start board each article is reached by scanning alone; the one that opens by choice only through its question. Then,
against the Markdown file, read here by itself:
- every line lies inside the area of the text and inside the screen, and under the line before it;
- the lines of all pages together are the whole text, no word parted but at its hyphen, and none begins with a closing mark;
- a page that was left by "next" is the one that "back" comes to again;
- what is read aloud (not with --pages) is the whole text, each sentence while the page on which it begins is shown; pages
  turn by themselves, and at the end it is still."""

import argparse
import os
import re
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
import aid
import tap

CONTENT = os.path.join(HERE, "..", "..", "content")
SETTINGS = ("scan_time = 1000\nfirst_item_extra = 0\npause_after_selection = 0\nignore_repeats = 0\nboard = start\n"
            "row_loops = 0\npage_loops = 0\n")
CLOSING = set("，。、；：？！）》」』”’…％,.;:?!)]}%")
PAGES_AT_MOST = 200
SPEECH_MS = 600_000  # nothing that is said takes longer
HANZI = re.compile("[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")


class Wrong(Exception):
    """Something that must not be."""


# --- the text, as the file has it


class Article:
    """One Markdown file of content/: what of its front matter is needed, and its blocks as plain text, the title first."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            _, front, body = file.read().split("---\n", 2)
        keys = dict(line.split(":", 1) for line in front.strip().split("\n"))
        self.id = keys["id"].strip()
        self.group = keys["group"].split()[0]
        self.by_choice = "opt-in" in keys["audience"]
        self.blocks = [keys["title"].strip()] + list(blocks_of(body))
        self.text = "\n".join(self.blocks)


def blocks_of(body):
    """Headings, items, callouts, paragraphs; anything else is none of what content/README.md allows."""
    paragraph = []
    for line in body.split("\n") + [""]:
        opening = re.match(r"(#+|-|>) +", line)
        if (not line.strip() or opening) and paragraph:
            yield " ".join(paragraph)
            paragraph = []
        if re.search(r"[*_`<|\\&]", line):
            raise Wrong(f"this test does not know how to read {line!r}")
        if opening:
            paragraph = [line[opening.end():].strip()]
        elif line.strip():
            paragraph.append(line.strip())


def articles(language):
    folder = os.path.join(CONTENT, language)
    found = [Article(os.path.join(folder, name)) for name in sorted(os.listdir(folder)) if name.endswith(".md")]
    assert len(found) == 31, f"{len(found)} articles in {folder}"
    return found


class Whole:
    """Pieces that are to be a text, in order and with nothing between them but blanks."""

    def __init__(self, text, name):
        self.text, self.name, self.at = text, name, 0

    def take(self, piece):
        """Returns where it begins."""
        before = self.at
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        if not self.text.startswith(piece, self.at) or not piece:
            raise Wrong(f"{self.name}: {piece!r} instead of {self.text[self.at:self.at + 40]!r}")
        if before and before == self.at and not may_part(self.text[before - 1], self.text[before]):
            raise Wrong(f"{self.name}: a word is parted: {self.text[before - 10:before]!r} {piece[:10]!r}")
        self.at += len(piece)
        return self.at - len(piece)

    def end(self):
        if self.text[self.at:].strip():
            raise Wrong(f"{self.name}: it ends before {self.text[self.at:self.at + 40]!r}")


def may_part(before, after):
    """A line may end between these without a blank."""
    return bool(HANZI.match(before) or HANZI.match(after)) or before in "-–—/"


# --- reading it


class Reader:
    def __init__(self, program, options):
        self.folder = tempfile.TemporaryDirectory(prefix="walk-")
        profile = os.path.join(self.folder.name, "profile.conf")
        with open(profile, "w", encoding="utf-8") as file:
            file.write(SETTINGS + f"language = {options.language}\nreading_size = {options.size}\n")
        self.width, self.height = map(int, options.screen.split("x"))
        data = os.path.join(self.folder.name, "data")
        self.aid = aid.Aid(program, data, ("--profile", profile, "--screen", options.screen))
        self.aloud = not options.pages
        self.presses = self.pages = self.lines = self.sentences = 0

    def choose(self, *cells):
        for cell in cells:
            try:
                self.presses += aid.choose(self.aid, cell)
            except LookupError as error:
                raise Wrong(str(error)) from None

    def node(self, name):
        return aid.find_node(self.aid.ask("tree"), name)

    def open(self, article):
        """From wherever one is, by way of the start board."""
        if self.aid.ask("tree")["screen"] != "home":
            self.choose("act.home")
        self.choose("open.home:standard", "home.library", f"open.library:{article.group}")
        for _ in range(20):
            if self.node(f"open.read:{article.id}"):
                break
            self.choose("act.more")
        self.choose(f"open.read:{article.id}")
        if article.by_choice:
            self.must_be_shut(article)
            self.choose("act.read-choose")

    def must_be_shut(self, article):
        tree = self.aid.ask("tree")
        if aid.find_node(tree, "reading") or any(block in str(tree) for block in article.blocks[1:]):
            raise Wrong("it is shown before it was chosen")

    def lines_shown(self):
        """The lines of the page that stands there, which lie as they should."""
        tree = self.aid.ask("tree")
        area = aid.find_node(tree, "reading")
        if area is None:
            raise Wrong(f"nothing is read on {tree['screen']}")
        lines = [node for node in aid.nodes_of(tree) if node.holders and node.holders[-1] == "reading"]
        self.must_lie_right([0, 0, self.width, self.height], area, -1)
        below = -1
        for line in lines:
            below = self.must_lie_right(area.fields["rect"], line, below)
            if line.label[0] in CLOSING:
                raise Wrong(f"a line begins with a mark: {line.label!r}")
        return [line.label for line in lines]

    def must_lie_right(self, outer, node, below):
        """Returns where it ends."""
        x, y, width, height = node.fields["rect"]
        inside = outer[0] <= x and x + width <= outer[0] + outer[2] and outer[1] <= y \
            and y + height <= outer[1] + outer[3]
        if not inside or width <= 0 or height <= 0:
            raise Wrong(f"{node.id} {node.label!r} is clipped: {node.fields['rect']} in {outer}")
        if y < below:
            raise Wrong(f"{node.id} {node.label!r} stands in the line above")
        return y + height

    def read_pages(self, article):
        """All pages by "next"; where each line begins in the text, page by page."""
        text, pages = Whole(article.text, "pages"), []
        while len(pages) < PAGES_AT_MOST:
            shown = self.lines_shown()
            self.lines += len(shown)
            pages.append((shown, [text.take(line) for line in shown]))
            following = self.node("act.read-next")
            if following is None or following.action != "read-next":
                break
            self.choose("act.read-next")
        text.end()
        self.pages += len(pages)
        return pages

    def go_back(self, pages):
        for shown, _ in reversed(pages[:-1]):
            if self.node("act.read-back"):
                self.choose("act.read-back")
            else:  # behind "more" where there are few large cells
                self.choose("reading.more", "act.read-back")
            if self.lines_shown() != shown:
                raise Wrong("the page before is another than it was")
        if self.node("act.read-back").choosable():
            raise Wrong("there is a page before the first")

    def hear(self, article, pages):
        """All of it, from one press at the beginning; it is still when all is said."""
        text, begins = Whole(article.text, "read aloud"), [places[0] for _, places in pages] + [len(article.text)]
        events = self.start_reading()
        turned = set()
        while True:
            for event in events:
                if event["kind"] == "say":
                    if not event.get("as"):
                        raise Wrong(f"the voice was handed nothing for {event['text']!r}")
                    at = text.take(event["text"])
                    self.sentences += 1
                    number = max(index for index, begin in enumerate(begins[:-1]) if begin <= at)
                    turned.add(number)
                    self.must_stand_there(pages[number][0], event)
            if self.node("act.read-aloud").action == "read-aloud":
                break
            before = self.aid.t
            events = self.aid.ask(f"next {SPEECH_MS}")["events"]
            if self.aid.t == before + SPEECH_MS:
                raise Wrong("reading aloud stands still")
        text.end()
        if len(turned) != len(pages) and not self.overleaf(article, begins, turned):
            raise Wrong(f"only the pages {sorted(turned)} of {len(pages)} were turned to")

    def start_reading(self):
        """Chooses it; what is said is in the last answer already."""
        answers = []
        self.presses += aid.choose(self.aid, "act.read-aloud", answers.append)
        return [event for answer in answers for event in answer.get("events", ()) if event["kind"] == "say"]

    def must_stand_there(self, shown, event):
        """At the moment it began; the page may have turned within the sentence when several events came at once."""
        now = self.lines_shown()
        if now != shown:
            raise Wrong(f"{event['text']!r} is said while another page is shown: {now[:1]}")

    def overleaf(self, article, begins, turned):
        """Pages on which no sentence begins: they hold the middle of one."""
        missing = set(range(len(begins) - 1)) - turned
        return all(not re.search(r"[。？！.?!\n]\s*\S", article.text[begins[number]:begins[number + 1]].strip())
                   for number in missing)

    def walk(self, article):
        before = self.pages, self.lines, self.sentences, self.presses
        self.open(article)
        pages = self.read_pages(article)
        self.go_back(pages)
        if self.aloud:
            self.hear(article, pages)
        after = self.pages, self.lines, self.sentences, self.presses
        told = "{} pages, {} lines, {} sentences heard, {} presses".format(*(b - a for a, b in zip(before, after)))
        return told, []


def go_on(reader, article):
    """From the start board to the page where one stopped. Returns what it took."""
    reader.open(article)
    while reader.node("act.read-next").action == "read-next":
        reader.choose("act.read-next")
    stopped_at = reader.lines_shown()
    reader.choose("act.home")
    way, presses = ("open.home:standard", "home.library", "library.go-on"), reader.presses
    reader.choose(*way)
    if reader.lines_shown() != stopped_at:
        raise Wrong("it goes on elsewhere")
    return f"{len(way)} selections, {reader.presses - presses} presses", []


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("language", choices=("zh", "en"))
    parser.add_argument("--pages", action="store_true", help="nothing is read aloud")
    parser.add_argument("--screen", default="1280x800")
    parser.add_argument("--size", type=int, default=100)
    parser.add_argument("articles", nargs="*")
    options = parser.parse_args(arguments)
    wanted = [article for article in articles(options.language) if not options.articles or article.id in options.articles]
    reader = Reader(options.program, options)
    tests = [(f"{options.language} {article.id}", lambda article=article: reader.walk(article)) for article in wanted]
    open_to_all = next(article for article in articles(options.language) if not article.by_choice)
    tests.append(("from the start board to where one stopped", lambda: go_on(reader, open_to_all)))
    failed = tap.run(tests, broken=(Wrong, aid.AidFailed))
    print(f"# {reader.pages} pages, {reader.lines} lines, {reader.sentences} sentences, {reader.presses} presses, "
          f"{reader.aid.t // 60000} min of virtual time")
    status = reader.aid.close()
    if status != 0:
        print(f"# the program ended with status {status}: {reader.aid.ended_with[-2000:]}")
    return 1 if failed or status else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
