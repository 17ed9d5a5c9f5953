#!/usr/bin/env python3
"""The lock, on every page that stood open when it locked: `lock_everywhere.py PROGRAM`. Prints TAP.

Each cell is chosen with one switch. What is not in FREE leads to the page of the lock, and changes no file."""

import os
import sys
import tempfile

import aid

SCREENS = ("settings", "settings:screen", "settings:theme", "settings:lock", "try:scan_time", "edit", "edit:pain",
           "edit:pain:头疼", "edit:pain:头疼:colour", "category:pain", "recordings", "record:yes", "copies", "words",
           "guide", "guide:voice", "practice", "person", "fitting", "health", "paper", "people", "people:add")
# What speaks, writes, reads, calls, rests, goes from page to page, practises and prints.
FREE = ("home", "back", "call", "rest", "page", "open:message", "open:write", "open:gaze", "record-hear", "edit-hear",
        "say-text", "setting-hear", "try-hear", "search", "more", "practice", "paper")
SETTINGS = "lock = hold\nscan_time = 300\nfirst_item_extra = 0\npause_after_selection = 0\nrow_loops = 0\npage_loops = 0\n"


def files_of(folder):
    """Every file with what is in it, but what the program notes of its own."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            if not name.startswith("."):
                path = os.path.join(place, name)
                with open(path, "rb") as file:
                    found[path] = file.read()
    return found


def is_free(action):
    return action in FREE or any(action.startswith(free + ":") for free in FREE)


def wrong_on(program, screen):
    """What can be chosen there although it is locked."""
    wrong = []
    with tempfile.TemporaryDirectory() as data:
        with open(f"{data}/settings.conf", "w", encoding="utf-8") as file:
            file.write(SETTINGS)
        with aid.Aid(program, data) as one:
            answer = one.ask(f"open {screen}")
            if "error" in answer:
                return [answer["error"]]
            before = files_of(data)
            cells = [node for node in aid.nodes_of(one.ask("tree")) if node.choosable() and node.action]
            for cell in cells:
                if is_free(cell.action):
                    continue
                one.ask(f"open {screen}")
                aid.choose(one, cell.id)
                shown = one.ask("tree")["screen"]
                if shown != "lock":
                    wrong.append(f"{cell.id} ({cell.action}) leads to {shown}")
                one.ask("open home")
            if files_of(data) != before:
                wrong.append("files have changed")
    return wrong


def main():
    print(f"1..{len(SCREENS)}")
    failed = 0
    for number, screen in enumerate(SCREENS, 1):
        wrong = wrong_on(sys.argv[1], screen)
        failed += bool(wrong)
        print(f"{'not ok' if wrong else 'ok'} {number} - {screen}", flush=True)
        for line in wrong:
            print(f"# {line}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
