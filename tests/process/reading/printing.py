"""`yinian --print`: every article in both languages, the family's own, hostile ones. The argument is the program."""

import html.parser
import os
import re
import subprocess
import sys
import tempfile

CONTENT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../content")
EMPTY_TAGS = {"meta"}
TAGS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li",
        "blockquote", "strong", "em", "span", "footer"}
HOSTILE = """---
title: </title><script>steal()</script>
---
<script>steal()</script>

[a](javascript:steal()) <img src=x onerror=steal()> ![p](http://example.org/p.png)

`</body>` &lt;iframe&gt; <!-- hidden -->
"""


class Page(html.parser.HTMLParser):
    """The text of a page, if each tag is one that may be there and ends where it should."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.parts, self.problems, self.attributes = [], [], [], set()
        self.feed(text)
        self.close()
        if self.open:
            self.problems.append(f"never closed: {self.open}")

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS:
            self.problems.append(f"<{tag}>")
        self.attributes.update(name for name, _ in attrs)
        if tag not in EMPTY_TAGS:
            self.open.append((tag, dict(attrs).get("class", "")))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop()[0] != tag:
            self.problems.append(f"</{tag}> where {self.open} is open")

    def handle_comment(self, data):
        self.problems.append(f"comment {data}")

    def handle_data(self, data):
        self.parts.append((tuple(self.open), data))

    def text(self, tag=None, but=()):
        """All text within `tag` (anything, when it is None), without blanks; `but`: classes and tags left out."""
        return "".join("".join(data.split()) for within, data in self.parts
                       if any(tag in (None, name) for name, _ in within) and
                       not any(name in but or kind in but for name, kind in within))


def body_of(source):
    """The words of one of our articles: title, then its text without the signs of Markdown and without blanks."""
    _, head, body = source.split("---\n", 2)
    title = re.search(r"^title: *(.*)$", head, re.M).group(1)
    body = re.sub(r"^(#+ |> ?|\s*- |\s*\d+\. )", "", body, flags=re.M)
    return "".join((title + body.replace("*", "")).split())


class Printer:
    def __init__(self, program, folder):
        self.program, self.data, self.to = program, os.path.join(folder, "data"), os.path.join(folder, "a", "pages")
        os.makedirs(os.path.join(self.data, "articles"))

    def own(self, name, text):
        with open(os.path.join(self.data, "articles", name), "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())

    def run(self, *words):
        done = subprocess.run([self.program, "--data", self.data, "--print", *words, "--to", self.to],
                              capture_output=True, timeout=120)
        self.told, self.complaint = done.stdout.decode(), done.stderr.decode()
        return done.returncode

    def names(self):
        return sorted(os.listdir(self.to)) if os.path.isdir(self.to) else []

    def page(self, name):
        with open(os.path.join(self.to, name), encoding="utf-8") as file:
            page = Page(file.read())
        assert not page.problems, f"{name}: {page.problems}"
        assert page.attributes <= {"lang", "charset", "http-equiv", "content", "name", "class", "value"}, page.attributes
        return page


def every_article_prints_whole_in_both_languages(printer):
    for language in "zh", "en":
        numbers = [f"L{number:02d}" for number in range(1, 32)]
        assert printer.run(*numbers, "--language", language) == 0, printer.complaint
        assert len(printer.told.split()) == 31, printer.told
        for number in numbers:
            with open(os.path.join(CONTENT, language, number + ".md"), encoding="utf-8") as file:
                source = file.read()
            page = printer.page(f"{number}.{language}.html")
            printed = page.text("body", but=("footer", "group", "summary"))
            assert printed == body_of(source), f"{number} {language}: {printed[:80]}… is not {body_of(source)[:80]}…"
            assert "医生" in page.text("footer") or "doctor" in page.text("footer")
            assert "2026-11-22" in page.text("footer")
            summary = re.search(r"^summary: *(.*)$", source, re.M).group(1)
            assert "".join(summary.split()) in page.text("body")
    assert len(printer.names()) == 62


def all_leaves_out_what_opens_by_choice(printer):
    for words in ((), ("all",)):
        assert printer.run(*words, "--language", "zh") == 0, printer.complaint
        assert len(printer.names()) == 30 and "L31.zh.html" not in printer.names(), printer.names()
    assert printer.run("all", "L31", "--language", "zh") == 0
    assert "L31.zh.html" in printer.names()


def an_article_of_the_family_prints(printer):
    printer.own("our pump.md", "# Pump\n\n1. Press **Start**.\n2. Wait.\n\n> Call Li: 555\n")
    assert printer.run("our_pump", "--language", "en") == 0, printer.complaint
    page = printer.page("our_pump.en.html")
    assert page.text("body", but=("footer",)) == "PumpPressStart.Wait.CallLi:555"
    assert page.text("blockquote") == "CallLi:555" and page.text("strong") == "Start"


def a_hostile_one_yields_no_script(printer):
    printer.own("hostile.md", HOSTILE)
    assert printer.run("hostile") == 0, printer.complaint
    page = printer.page("hostile.zh.html")
    assert "<script>steal()</script>" in page.text("body") and page.text("title").startswith("</title>")


def what_cannot_be_read_is_told_and_the_rest_prints(printer):
    printer.own("broken.md", b"# A\n\n\xff\xfe\x00 no text\n")
    assert printer.run("L01") == 0
    assert "broken.md:" in printer.complaint, printer.complaint
    assert printer.run("broken") == 2
    assert "“broken”" in printer.complaint, printer.complaint


def an_unknown_article_is_told_and_nothing_is_written(printer):
    assert printer.run("L04", "L99", "--language", "en") == 2
    assert '"L99"' in printer.complaint and "L31" in printer.complaint, printer.complaint
    assert printer.names() == []


def a_folder_that_cannot_be_is_told(printer):
    printer.to = os.path.join(printer.data, "settings.conf", "pages")
    with open(os.path.join(printer.data, "settings.conf"), "w", encoding="utf-8"):
        pass
    assert printer.run("L04") == 1
    assert "settings.conf/pages" in printer.complaint, printer.complaint


def traditional_characters_are_printed_where_they_are_wanted(printer):
    with open(os.path.join(printer.data, "settings.conf"), "w", encoding="utf-8") as file:
        file.write("script = traditional\n")
    printer.own("own.md", "# 简体\n\n这里有两个医院。\n")
    assert printer.run("L10", "own", "--language", "zh") == 0, printer.complaint
    assert "運動神經元" in printer.page("L10.zh.html").text("body")
    assert "两个医院" in printer.page("own.zh.html").text("body")


def main(program):
    tests = [every_article_prints_whole_in_both_languages, all_leaves_out_what_opens_by_choice,
             an_article_of_the_family_prints, a_hostile_one_yields_no_script,
             what_cannot_be_read_is_told_and_the_rest_prints, an_unknown_article_is_told_and_nothing_is_written,
             a_folder_that_cannot_be_is_told, traditional_characters_are_printed_where_they_are_wanted]
    failed = 0
    print(f"1..{len(tests)}")
    for number, test in enumerate(tests, 1):
        problem = None
        with tempfile.TemporaryDirectory(prefix="yinian-printing-") as folder:
            try:
                test(Printer(program, folder))
            except (AssertionError, OSError) as error:
                problem = str(error) or "an assertion failed"
        failed += problem is not None
        print(f"{'not ok' if problem else 'ok'} {number} - {test.__name__.replace('_', ' ')}", flush=True)
        for line in (problem or "").splitlines():
            print(f"# {line}")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
