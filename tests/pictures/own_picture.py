#!/usr/bin/env python3
"""A caregiver's own phrase with a picture is seen on the screen: `own_picture.py PROGRAM`. Prints TAP.

The real program draws the same page with the picture, with a broken one, with a missing one, without any."""

import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import zlib


def png(width, height, rgba):
    """A PNG of one colour."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    lines = (b"\0" + bytes(rgba) * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b""))


def pixels(path):
    """The lines of a shot (RGB), filters undone, as one run of bytes."""
    data, at, packed = path.read_bytes(), 8, b""
    width, height = struct.unpack(">II", data[16:24])
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        packed += data[at + 8:at + 8 + size] if kind == b"IDAT" else b""
        at += size + 12
    raw, lines = zlib.decompress(packed), bytearray()
    for y in range(height):
        line = bytearray(raw[y * (3 * width + 1):(y + 1) * (3 * width + 1)])
        assert line[0] in (0, 1)  # none, sub
        for x in range(4, len(line) if line[0] else 0):
            line[x] = line[x] + line[x - 3] & 255
        lines += line[1:]
    return bytes(lines)


def shot(program, folder, name, files, attribute):
    """The page of the phrase so attributed, as drawn; and what was said on stderr."""
    data = folder / name
    phrases = data / "phrases" / "zh"
    phrases.mkdir(parents=True)
    for file, content in files.items():
        (phrases / file).write_bytes(content)
    (phrases / "50-mine.md").write_text(f"# 我们家 {{id: ours}}\n- 喝水 {attribute}\n", encoding="utf-8")
    picture = folder / f"{name}.png"
    again = f"open phrases:ours\nwait 3000\nshot {picture}\n"  # its row is lit: undimmed
    commands = f"{again}open home\n{again}quit\n"
    run = subprocess.run([program, "--drive", "--screen", "800x480", "--profile", "standard", "--data", data],
                         input=commands.encode(), capture_output=True, timeout=120, check=False)
    assert run.returncode == 0 and b'"error"' not in run.stdout, run
    return pixels(picture), run.stderr.decode()


def main():
    program = os.path.abspath(sys.argv[1])
    good = png(32, 32, (254, 1, 253, 255))
    picture = "{图: water.png}"
    with tempfile.TemporaryDirectory(prefix="yinian-picture-") as temporary:
        folder = pathlib.Path(temporary)
        without, quiet = shot(program, folder, "without", {}, "")
        with_it, told_good = shot(program, folder, "with", {"water.png": good}, picture)
        missing, told_missing = shot(program, folder, "missing", {}, picture)
        broken, told_broken = shot(program, folder, "broken", {"water.png": good[:60]}, picture)
        outside, _ = shot(program, folder, "outside", {}, "{图: ../../../with/phrases/zh/water.png}")
    colour = bytes((254, 1, 253))
    dots = sum(with_it[i:i + 3] == colour for i in range(0, len(with_it), 3))
    cases = [
        ("the picture is seen", with_it != without and dots > 500 and colour not in without),
        ("nothing is said of a good one", told_good == quiet),
        ("a missing one leaves the page as without", missing == without),
        ("and is told once, with its path", told_missing.count("missing/phrases/zh/water.png") == 1),
        ("a broken one leaves the page as without", broken == without),
        ("and is told once, with its path", told_broken.count("broken/phrases/zh/water.png") == 1),
        ("none is taken from outside the folder", colour not in outside),
    ]
    print(f"1..{len(cases)}")
    for number, (name, holds) in enumerate(cases, 1):
        print(f"{'' if holds else 'not '}ok {number} - {name}")
    return 0 if all(holds for _, holds in cases) else 1


if __name__ == "__main__":
    sys.exit(main())
