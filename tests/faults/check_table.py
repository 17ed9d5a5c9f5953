#!/usr/bin/env python3
"""Is the table of README.md true? Each row names a fault, what is seen and heard, how it recovers, and the tests that show
it; a test that is not there, not run, or stands in no row fails. Prints TAP.

    FILE.py: FUNCTION        a function that is in a list of that file's tests
    FILE.c: FUNCTION         cmocka_unit_test(FUNCTION)
    FILE.scenario: CASE      a case of it
    FILE.play                named in a CMakeLists.txt beside or above it, or in that of a folder real/ there

Paths are below tests/."""

import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
ROWS_AT_LEAST = 25
COLUMNS = 5
OWN = ("in_virtual_time.py", "real_process.py")


def text_of(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def rows():
    """[number, fault, seen and heard, recovers, tests]"""
    found = []
    for line in text_of(os.path.join(HERE, "README.md")).split("\n"):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and cells[0].isdigit():
            found.append(cells)
    return found


def named_above(path):
    """Is the script registered? By its name, in the CMakeLists.txt of its folder, of those above it, or of real/ there."""
    folder, name = os.path.split(os.path.splitext(path)[0])
    short = name.removeprefix("yinian_").removeprefix("point_")
    named = re.compile(rf"\b({re.escape(name)}|{re.escape(short)})\b")
    while folder.startswith(TESTS):
        for lists in (os.path.join(folder, "CMakeLists.txt"), os.path.join(folder, "real/CMakeLists.txt")):
            if os.path.exists(lists) and named.search(text_of(lists)):
                return True
        folder = os.path.dirname(folder)
    return False


def problem_with(test):
    """Why this test shows nothing; None when it does."""
    name, _, part = (piece.strip() for piece in test.partition(": "))
    path = os.path.join(TESTS, name)
    if not os.path.exists(path):
        return f"there is no {name}"
    text = text_of(path)
    if name.endswith(".play"):
        return None if named_above(path) else f"{name} is in no CMakeLists.txt"
    if name.endswith(".scenario"):
        return None if f"\ncase {part}\n" in text else f"{name} has no case {part}"
    if name.endswith(".c"):
        return None if re.search(rf"cmocka_unit_test[a-z_]*\({re.escape(part)}\b", text) else f"{name} does not run {part}"
    runs = part and re.search(rf"(?<!def ){re.escape(part)}\b(?!\()", text)
    return None if runs else f"{name} does not run {part}"


def own_tests():
    """What the programs and scripts of this folder test."""
    found = [f"faults/{name}" for name in sorted(os.listdir(HERE)) if name.endswith(".play")]
    for name in OWN:
        path = os.path.join(HERE, name)
        if os.path.exists(path):
            listed = re.search(r"^FAULTS = \[(.*?)\]", text_of(path), re.DOTALL | re.MULTILINE)
            found += [f"faults/{name}: {fault}" for fault in re.findall(r"\w+", listed[1])]
    return found


def main():
    table, results = rows(), []
    for number, cells in enumerate(table, 1):
        problems = []
        if len(cells) != COLUMNS or not all(cells):
            problems.append("a row has a number, a fault, what is seen and heard, how it recovers, and tests")
        if cells[0] != str(number):
            problems.append(f"its number is {cells[0]}")
        tests = re.findall(r"`([^`]+)`", cells[-1])
        if not tests:
            problems.append("no test")
        problems += [problem for problem in map(problem_with, tests) if problem]
        results.append((f"{number}. {cells[1]}", problems))
    named = {test for cells in table for test in re.findall(r"`([^`]+)`", cells[-1])}
    results.append((f"at least {ROWS_AT_LEAST} faults: {len(table)}", [] if len(table) >= ROWS_AT_LEAST else ["too few"]))
    results.append(("every test of this folder is in the table", [test for test in own_tests() if test not in named]))
    print(f"1..{len(results)}")
    for number, (name, problems) in enumerate(results, 1):
        print(f"{'not ok' if problems else 'ok'} {number} - {name}")
        for problem in problems:
            print(f"# {problem}")
    return 1 if any(problems for _, problems in results) else 0


if __name__ == "__main__":
    sys.exit(main())
