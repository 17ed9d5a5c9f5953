#!/usr/bin/env python3
"""A picture of every kind of page in both languages, as it was when somebody looked at it:
`page_pictures.py PROGRAM [--update] [--draw FOLDER]`. Prints TAP. The real program draws; which screens there are it says itself.

golden/pages.tsv has a checksum of each picture, whole; golden/pages/ what it looked like, small: 16 greys. After a page was
changed on purpose: `--draw FOLDER` and look at them, then `--update`."""

import hashlib
import json
import os
import pathlib
import re
import struct
import sys
import tempfile
import zlib

HERE = pathlib.Path(os.path.abspath(__file__)).parent
sys.path.insert(0, str(HERE / "../scenarios"))
import aid  # noqa: E402

GOLDEN = HERE / "golden" / "pages"
TABLE = HERE / "golden" / "pages.tsv"
SIZE = "800x480"
LANGUAGES = ("zh", "en")
SETTINGS = "partner_view = display\nscan_time = 1000\n"
# Beside the screens that need no argument. Where one is gone, that is told.
MORE = ("phrases:urgent", "write:letters", "write:punctuation", "show:turned", "settings:screen", "settings:scanning",
        "settings:scan_time", "settings:theme", "recordings:urgent", "record:yes", "board:24", "edit:urgent", "library:search")
# Drawn elsewhere, with what they need.
ELSEWHERE = re.compile(r"guide|fitting|health|read(:|$)")
BOARD = {"format": "open-board-0.1", "id": "24", "name": "24",
         "buttons": [{"id": i, "label": str(i), "background_color": "rgb(40,90,160)" if i % 2 else None} for i in range(6)],
         "grid": {"rows": 2, "columns": 3, "order": [[0, 1, 2], [3, 4, 5]]}}
FILES = {"message.txt": "我想喝水", "said/1970-01-01.txt": "开灯。\n谢谢你。\n", "boards/24.obf": json.dumps(BOARD),
         "phrases/zh/99-own.md": "# 我们家\n- 听戏 | 放一段京剧听听 {颜色: 绿}\n",
         "phrases/en/99-own.md": "# Our home\n- Opera | Put some opera on, please {colour: green}\n"}


def fill(data, language):
    for name, text in {**FILES, "settings.conf": f"language = {language}\n{SETTINGS}"}.items():
        path = pathlib.Path(data, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def screens(running):
    """What the program names when it is asked for what is not there."""
    told = running.ask("open ?")["error"]
    return [name for name in told.split("valid: ")[1].split(", ") if not ELSEWHERE.match(name)]


def draw(program, language, folder):
    """All pictures; returns their names."""
    names = []
    with tempfile.TemporaryDirectory(prefix="pages-") as data:
        fill(data, language)
        with aid.Aid(program, data, ("--screen", SIZE)) as running:
            def shoot(name, command="shot"):
                names.append(f"{name.replace(':', '-')}-{language}.png")
                answer = running.ask(f"{command} {folder}/{names[-1]}")
                assert "error" not in answer, answer
            for screen in screens(running) + list(MORE):
                running.ask("open home")
                answer = running.ask(f"open {screen}")
                if "error" not in answer:
                    running.ask("wait 100")
                    shoot(screen)
                elif screen in MORE:
                    raise AssertionError(answer["error"])
            running.ask("say 请帮我把枕头垫高一点。" if language == "zh" else "say Please put my pillow a little higher.")
            running.ask("wait 20")
            shoot("partner", "partner")
            for name, press in (("rest", "act.rest"), ("call", "act.call")):
                running.ask("open home")
                aid.choose(running, press)
                shoot(name)
    return names


# --- small pictures ---------------------------------------------------------------------------------------------


def rows_of(png):
    """The rows of a PNG of 8 bits, and the bytes of a pixel."""
    at, data, width, depth = 8, b"", 0, 0
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at:at + 8])
        if kind == b"IHDR":
            width, depth = struct.unpack(">I", png[at + 8:at + 12])[0], {0: 1, 2: 3, 6: 4}[png[at + 17]]
        data += png[at + 8:at + 8 + size] if kind == b"IDAT" else b""
        at += size + 12
    data, line = zlib.decompress(data), width * depth
    above, rows = bytearray(line), []
    for start in range(0, len(data), line + 1):
        kind, row = data[start], bytearray(data[start + 1:start + 1 + line])
        for i in range(line if kind else 0):
            left, up = row[i - depth] if i >= depth else 0, above[i]
            corner = above[i - depth] if i >= depth else 0
            if kind == 4:
                guess = min((left, up, corner), key=lambda value: abs(left + up - corner - value))
            else:
                guess = (0, left, up, (left + up) // 2)[kind]
            row[i] = (row[i] + guess) & 255
        rows.append(row)
        above = row
    return rows, depth


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def small(png):
    """The same in 16 greys, four bits each."""
    rows, depth = rows_of(png)
    width, packed = len(rows[0]) // depth, bytearray()
    for row in rows:
        greys = [(row[i] + 2 * row[i + depth // 2] + row[i + depth - 1 if depth == 3 else i + 2]) // 64 if depth > 1 else
                 row[i] // 16 for i in range(0, len(row), depth)]
        greys += [0] * (len(greys) % 2)
        packed.append(0)
        packed += bytes(greys[i] << 4 | greys[i + 1] for i in range(0, len(greys), 2))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, len(rows), 4, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(bytes(packed), 9)) + chunk(b"IEND", b""))


# --- comparing --------------------------------------------------------------------------------------------------


def table():
    if not TABLE.exists():
        return {}
    return dict(line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines())


def update(drawn):
    before = table()
    GOLDEN.mkdir(exist_ok=True)
    for name, (checksum, png) in drawn.items():
        if before.get(name) != checksum or not (GOLDEN / name).exists():
            (GOLDEN / name).write_bytes(small(png))
    for path in GOLDEN.glob("*.png"):
        if path.name not in drawn:
            path.unlink()
    TABLE.write_text("".join(f"{name}\t{drawn[name][0]}\n" for name in sorted(drawn)), encoding="utf-8")


def main(program, options):
    keep = options[options.index("--draw") + 1] if "--draw" in options else None
    drawn, golden, failed = {}, table(), 0
    print(f"1..{len(LANGUAGES)}")
    for number, language in enumerate(LANGUAGES, 1):
        with tempfile.TemporaryDirectory(prefix="page-pictures-") as folder:
            where = pathlib.Path(keep or folder)
            for name in draw(program, language, where):
                png = (where / name).read_bytes()
                drawn[name] = (hashlib.sha256(png).hexdigest()[:16], png)
        mine = {name for name in drawn if name.endswith(f"-{language}.png")}
        expected = {name for name in golden if name.endswith(f"-{language}.png")}
        other = [] if "--update" in options else sorted(
            name for name in mine | expected if drawn.get(name, ("",))[0] != golden.get(name))
        failed += bool(other)
        print(f"{'not ok' if other else 'ok'} {number} - {len(mine)} pages in {language}", flush=True)
        for name in other:
            what = "is another picture" if name in mine & expected else "is new" if name in mine else "is not there any more"
            print(f"# {name} {what} (--draw FOLDER to look at it, --update to take it)")
    if "--update" in options:
        update(drawn)
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
