#!/usr/bin/env python3
"""A picture for a phrase, chosen among those that lie beside the phrases, by one switch: `phrase_pictures.py PROGRAM`.
Prints TAP."""

import os
import struct
import sys
import zlib

import aid
import recordings
from recordings import Desk, write

FAST = "scan_time = 500\nrow_exit = no\n"
PHRASE = "edit:pain:头疼"
OWN = "phrases/zh/99-own.md"


def png(width=40, height=30, colour=(200, 40, 40)):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    lines = (b"\0" + bytes(colour) * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b""))


def nodes(desk, begin="picture."):
    return {node.id: node for node in aid.nodes_of(desk.aid.ask("tree")) if node.leaf and node.id.startswith(begin)}


def screen(desk):
    return desk.aid.ask("tree")["screen"]


def own_file(data):
    with open(f"{data}/{OWN}", encoding="utf-8") as file:
        return file.read()


def open_chooser(desk):
    desk.do(f"open {PHRASE}")
    desk.choose(f"open.{PHRASE}:picture")
    assert screen(desk) == f"{PHRASE}:picture"


def one_choice_sets_it_and_it_can_be_taken_back(program, data):
    write(f"{data}/phrases/zh/头.png", png())
    write(f"{data}/phrases/zh/home/Cup.PNG", png(colour=(0, 90, 200)))
    desk = Desk(program, data, FAST)
    open_chooser(desk)
    assert set(nodes(desk)) >= {"picture.头.png", "picture.home/Cup.PNG", "picture.none"}, nodes(desk)
    assert nodes(desk)["picture.none"].empty
    desk.choose("picture.头.png")
    assert screen(desk) == PHRASE and "头疼 {id: 头疼; 图: 头.png}" in own_file(data), own_file(data)
    open_chooser(desk)
    desk.choose("picture.home/Cup.PNG")
    assert "图: home/Cup.PNG}" in own_file(data), own_file(data)
    desk.choose("edit.undo")
    assert "图: 头.png}" in own_file(data), own_file(data)
    open_chooser(desk)
    desk.choose("picture.none")
    assert screen(desk) == PHRASE and "图" not in own_file(data), own_file(data)
    desk.do("open phrases:pain")
    assert "say.pain.头疼" in nodes(desk, "say.")


def broken_ones_are_marked_and_not_chosen(program, data):
    whole = png(300, 300)
    write(f"{data}/phrases/zh/good.png", whole)
    write(f"{data}/phrases/zh/head.png", b"no picture")
    write(f"{data}/phrases/zh/half.png", whole[:60] + b"\0" * 20)
    write(f"{data}/phrases/zh/large.png", png(4000, 4000))
    write(f"{data}/phrases/zh/a;b.png", whole)  # could not be read back out of a file of phrases
    write(f"{data}/phrases/zh/.hidden.png", whole)
    os.mkdir(f"{data}/phrases/zh/folder.png")
    desk = Desk(program, data, FAST)
    open_chooser(desk)
    shown = nodes(desk)
    assert not shown["picture.good.png"].empty
    broken = {f"picture.{name}.png" for name in ("head", "half", "large", "folder")}
    assert all(shown[name].empty for name in broken), {name: shown[name].empty for name in broken}
    assert not {"picture.a;b.png", "picture..hidden.png"} & set(shown), set(shown)
    write(f"{data}/phrases/zh/half.png", whole)  # mended while the program runs
    open_chooser(desk)
    assert not nodes(desk)["picture.half.png"].empty


def without_any_it_is_left_again(program, data):
    desk = Desk(program, data, FAST)
    open_chooser(desk)  # where they go stands in the question: tests/unit/app/test_app_edit.c
    assert set(nodes(desk)) == {"picture.none"}
    desk.choose("act.back")
    assert screen(desk) == PHRASE


def many_are_turned_through(program, data):
    for number in range(40):
        write(f"{data}/phrases/zh/{number:02}.png", png())
    desk = Desk(program, data, FAST)
    open_chooser(desk)
    seen = set()
    for _ in range(3):
        seen |= set(nodes(desk)) - {"picture.none"}
        assert len(nodes(desk)) <= 15
        desk.choose("act.more")
    assert len(seen) == 40, sorted(seen)
    desk.choose("act.more")
    desk.choose("act.more")
    desk.choose("picture.35.png")
    assert "图: 35.png}" in own_file(data)


def a_name_can_still_be_typed(program, data):
    write(f"{data}/phrases/zh/a.png", png())
    desk = Desk(program, data, FAST)
    open_chooser(desk)
    desk.choose("picture.a.png")
    open_chooser(desk)
    desk.choose("field.picture")
    assert screen(desk) == "field" and desk.aid.ask("tree")["message"]["text"] == "a.png"
    desk.choose("act.clear")
    desk.choose("act.field-done")
    assert screen(desk) == PHRASE and "图" not in own_file(data), (screen(desk), own_file(data))
    desk.choose("act.back")
    assert screen(desk) != PHRASE  # the chooser stands nowhere behind it


def of_the_language_of_the_screen(program, data):
    write(f"{data}/phrases/zh/a.png", png())
    write(f"{data}/phrases/en/b.png", png())
    desk = Desk(program, data, FAST + "language = en\n")
    phrase = next(iter(nodes_of_category(desk)))
    desk.do(f"open {phrase}")
    desk.choose(f"open.{phrase}:picture")
    assert set(nodes(desk)) == {"picture.b.png", "picture.none"}, nodes(desk)


def nodes_of_category(desk):
    desk.do("open edit:pain")
    return [name.removeprefix("open.") for name in nodes(desk, "open.edit:pain:")]


TESTS = [one_choice_sets_it_and_it_can_be_taken_back, broken_ones_are_marked_and_not_chosen,
         without_any_it_is_left_again, many_are_turned_through, a_name_can_still_be_typed,
         of_the_language_of_the_screen]


if __name__ == "__main__":
    sys.exit(recordings.run(TESTS, sys.argv[1]))
