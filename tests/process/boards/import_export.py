"""yinian --import and --export on real files: boards come back as they were, hostile archives are refused with a reason.

The argument is the program. What is compared is compared here, in Python, with the file that came in. Samples of other
programs are used where ../shared/samples/obf is there; the report of each is printed.
"""

import base64
import io
import json
import os
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
OURS = os.path.join(HERE, "../../unit/board/obf")
SAMPLES = os.path.join(HERE, "../../../../shared/samples/obf")
FORMAT = "open-board-0.1"
REFUSED = {  # of the samples: what must not be taken, and why
    "openaac__array.json": "no board", "openaac__hash.json": "no board", "openaac__string.json": "no zip",
    "openaac__p4me_1.zip": "no board in it", "b01_truncated.obz": "ends in the middle",
    "b05_empty-zip.obz": "no board in it", "b15_absolute-path.obz": "leads out", "b17_crc-error.obz": "damaged",
    "b51_deep-nesting.obf": "too deep"}
PARTLY = {"b07_manifest-cut.obz": "manifest.json:1:", "b11_listed-board-missing.obz": "no such board"}
# What is put right when it is read is written as it was understood: these are compared with a second round only.
PUT_RIGHT = {"b45_mixed-ids.obf", "b47_order-null-rows.obf", "b49_negative-grid.obf", "b57_duplicate-keys.obf",
             "b59_no-format.obf", "b43_trailing-comma-and-comment.obf", "b41_utf16le.obf", "b21_duplicate-names.obz",
             "b09_root-missing.obz", "b07_manifest-cut.obz", "b11_listed-board-missing.obz",
             "b27_comment.obz"}  # an archive that Python's zipfile cannot read


class Place:
    """A person's folder that is gone afterwards."""

    def __init__(self, program):
        self.program = program
        self.folder = tempfile.mkdtemp(prefix="boards-")
        self.data = os.path.join(self.folder, "data")
        self.file("data/settings.conf", b"language = en\n")

    def close(self):
        shutil.rmtree(self.folder)

    def file(self, name, content):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
        return path

    def run(self, *words):
        done = subprocess.run([self.program, "--data", self.data, *words], capture_output=True, text=True,
                              check=False, timeout=300)
        assert done.returncode in (0, 1), (words, done.returncode, done.stderr)
        return done.returncode, done.stdout + done.stderr

    def boards(self):
        folder = os.path.join(self.data, "boards")
        return sorted(name for name in os.listdir(folder) if not name.startswith(".")) if os.path.isdir(folder) else []


# --- what is the same ------------------------------------------------------------------------------------------


def is_junk(name):
    return name.startswith("__MACOSX/") or name.endswith((".DS_Store", "/"))


def boards_of(content):
    """What stands in a board file: {path: board}, {path: bytes of other files}, the manifest or {}."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return {"": json.loads(content.decode("utf-8-sig"))}, {}, {}
    boards, others, manifest = {}, {}, {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if not is_junk(name)]
        folder = "" if "manifest.json" in names else next(
            (name[:-len("manifest.json")] for name in names if name.endswith("/manifest.json")), "")
        for name in names:
            short = name[len(folder):]
            if short == "manifest.json":
                manifest = json.loads(archive.read(name))
            elif short.endswith(".obf"):
                boards[short] = json.loads(archive.read(name))
            else:
                others[short] = archive.read(name)
    return boards, others, manifest


def plain(value):
    """Empty lists and objects that the format demands are as good as none; null is nothing."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if item not in (None, [], {})}
    return [plain(item) for item in value] if isinstance(value, list) else value


def compare(before, after):
    for path, board in before[0].items():
        came = after[0].get(path) if path else next(iter(after[0].values()))
        assert came is not None, f"{path} is missing"
        want = dict(board, format=FORMAT)
        assert plain(want) == plain(came), f"{path}: {first_difference(plain(want), plain(came))}"
    assert len(before[0]) == len(after[0])
    assert before[1] == after[1], "other files differ"
    was, now = before[2], after[2]
    if was:
        assert was.get("root") == now.get("root")
        for kind in ("images", "sounds"):
            assert was.get("paths", {}).get(kind, {}) == now["paths"][kind], kind
        assert set(was.get("paths", {}).get("boards", {}).values()) <= set(now["paths"]["boards"].values()) | set(
            after[0])


def first_difference(a, b, at=""):
    if isinstance(a, dict) and isinstance(b, dict):
        for key in sorted(set(a) | set(b)):
            if a.get(key) != b.get(key):
                return first_difference(a.get(key), b.get(key), f"{at}/{key}")
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for index, (left, right) in enumerate(zip(a, b)):
            if left != right:
                return first_difference(left, right, f"{at}/{index}")
    return f"{at}: {str(a)[:200]} became {str(b)[:200]}"


def read(path):
    with open(path, "rb") as file:
        return file.read()


def round_trip(program, path):
    """Import → export → import → export. Returns what was said at the first."""
    place, second = Place(program), Place(program)
    try:
        status, said = place.run("--import", path)
        name = os.path.basename(path)
        if name in REFUSED:
            assert status == 1 and "NOT taken" in said and REFUSED[name] in said, said
            assert place.boards() == [], place.boards()
            return said
        assert status == (1 if name in PARTLY else 0), said
        assert PARTLY.get(name, "") in said, said
        kept = place.boards()
        assert len(kept) == 1 and read(os.path.join(place.data, "boards", kept[0])) == read(path)
        one, two = os.path.join(place.folder, "one.obz"), os.path.join(place.folder, "two.obz")
        status, output = place.run("--export", one, "--boards", kept[0])
        assert status == 0, output
        if name not in PUT_RIGHT:
            compare(boards_of(read(path)), boards_of(read(one)))
        status, output = second.run("--import", one)
        assert status == 0, output
        status, output = second.run("--export", two, "--boards", "one")
        assert status == 0, output
        assert read(one) == read(two), "the second round gives other bytes"
        return said
    finally:
        place.close()
        second.close()


# --- hostile archives ------------------------------------------------------------------------------------------

BOARD = {"format": FORMAT, "id": "1", "name": "b", "buttons": [{"id": 1, "label": "x"}],
         "grid": {"rows": 1, "columns": 1, "order": [[1]]}, "images": [], "sounds": []}
MANIFEST = {"format": FORMAT, "root": "b.obf", "paths": {"boards": {"1": "b.obf"}}}


def archive(*more, board=None, compression=zipfile.ZIP_DEFLATED):
    """A right archive, and (name or ZipInfo, bytes) more."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", compression) as file:
        file.writestr("manifest.json", json.dumps(MANIFEST))
        file.writestr("b.obf", json.dumps(board or BOARD))
        for name, content in more:
            file.writestr(name, content)
    return memory.getvalue()


def symlink():
    info = zipfile.ZipInfo("images/a.png")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return archive((info, "/etc/passwd"))


def encrypted():
    content = bytearray(archive())
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(signature)
        while start >= 0:
            content[start + at] |= 1
            start = content.find(signature, start + 4)
    return bytes(content)


def counts_a_million():
    content = bytearray(archive())
    end = content.rfind(b"PK\x05\x06")
    content[end + 8:end + 12] = struct.pack("<HH", 65535, 65535)
    return bytes(content)


HOSTILE = {
    "climbs.obz": (archive(("../../outside.obf", json.dumps(BOARD))), "leads out"),
    "climbs-later.obz": (archive(("a/b/../../../outside", "x")), "leads out"),
    "absolute.obz": (archive(("/tmp/outside.obf", "x")), "leads out"),
    "drive.obz": (archive(("C:/outside.obf", "x")), "leads out"),
    "backslash.obz": (archive(("..\\outside.obf", "x")), "leads out"),
    "link.obz": (symlink(), "link or a device"),
    "bomb.obz": (archive(("a", bytes(64 << 20))), "far too large"),
    "many-bombs.obz": (archive(*((f"{i}", bytes(8 << 20)) for i in range(8))), "far too large"),
    "huge-count.obz": (archive(*((f"{i}", "") for i in range(6000)), compression=zipfile.ZIP_STORED), "too many files"),
    "truncated.obz": (archive()[:-30], "ends in the middle"),
    "encrypted.obz": (encrypted(), "encrypted"),
    "nothing.obz": (b"", "no zip"),
    "noise.obz": (bytes(range(256)) * 40, "no zip"),
}


def hostile_archives_are_refused(program):
    for name, (content, reason) in HOSTILE.items():
        place = Place(program)
        status, said = place.run("--import", place.file(name, content))
        assert status == 1 and "NOT taken" in said, (name, said)
        assert reason in said, (name, said)
        assert place.boards() == [], name
        assert sorted(os.listdir(place.folder)) == sorted(["data", name]), os.listdir(place.folder)
        assert not os.path.exists("/tmp/outside.obf")
        place.close()


def a_count_that_lies_does_no_harm(program):
    place = Place(program)
    status, said = place.run("--import", place.file("count.obz", counts_a_million()))
    assert ("NOT taken" in said) == (status == 1), said
    place.close()


# --- pictures --------------------------------------------------------------------------------------------------


def png(width, height, body=None):
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    rows = b"".join(b"\0" + b"\x20\x80\xff" * width for _ in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows) if body is None else body) + chunk(b"IEND", b""))


def with_pictures(*pictures):
    board = dict(BOARD, images=[{"id": f"p{i}", **picture} for i, picture in enumerate(pictures)])
    board["buttons"] = [{"id": i, "label": f"{i}", "image_id": f"p{i}"} for i in range(len(pictures))]
    board["grid"] = {"rows": 1, "columns": len(pictures), "order": [list(range(len(pictures)))]}
    return board


def broken_pictures_are_told_and_kept(program):
    good = png(8, 8)
    data = "data:image/png;base64," + base64.b64encode(good).decode()
    board = with_pictures({"data": data}, {"data": "data:image/png;base64,!!!!"}, {"path": "i/no.png"},
                          {"path": "i/cut.png"}, {"path": "i/good.png"}, {"url": "https://example.invalid/1.png"},
                          {"path": "i/huge.png"}, {"path": "i/a.svg"})
    huge = png(8, 8).replace(struct.pack(">II", 8, 8), struct.pack(">II", 60000, 60000), 1)
    content = archive(("i/cut.png", good[:20]), ("i/good.png", good), ("i/huge.png", huge),
                      ("i/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"), board=board)
    place = Place(program)
    status, said = place.run("--import", place.file("pictures.obz", content))
    assert status == 0, said
    for part in ("/images/1: the picture is broken", "/images/2: the picture is not in the archive: i/no.png",
                 "/images/3: the picture is broken", "/images/6: the picture is broken",
                 "only on the Internet, kept and not fetched: 1"):
        assert part in said, (part, said)
    out = os.path.join(place.folder, "out.obz")
    place.run("--export", out, "--boards", "pictures")
    compare(boards_of(content), boards_of(read(out)))
    place.run("--check")
    drawn = [read(os.path.join(place.data, "boards", ".pictures", name))
             for name in os.listdir(os.path.join(place.data, "boards", ".pictures"))]
    assert len(drawn) == 2 and good in drawn and all(each[:4] == good[:4] for each in drawn), drawn
    os.remove(os.path.join(place.data, "boards", "pictures.obz"))
    place.run("--check")
    assert os.listdir(os.path.join(place.data, "boards", ".pictures")) == [], "a picture of no board stays"
    place.close()


def pictures_that_would_take_all_there_is_are_refused_with_a_reason(program):
    entities = "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9))
    bomb = (f'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">{entities}]>'
            '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="8"><text y="5">&j;</text></svg>')
    cut = b"GIF89a" + struct.pack("<HHBBB", 16, 8, 0x80, 0, 0) + b"\0" * 6 + b","
    good = "<svg xmlns='http://www.w3.org/2000/svg' width='16' height='8'/>"
    board = with_pictures({"path": "i/bomb.svg"}, {"path": "i/cut.gif"}, {"path": "i/good.svg"})
    content = archive(("i/bomb.svg", bomb), ("i/cut.gif", cut), ("i/good.svg", good), board=board)
    place = Place(program)
    assert place.run("--import", place.file("pictures.obz", content))[0] == 0
    said = place.run("--check")[1]
    for index in (0, 1):
        assert f"/images/{index}: this picture is damaged" in said, said
    names = os.listdir(os.path.join(place.data, "boards", ".pictures"))
    assert sorted(name.split(".")[1] for name in names) == ["png", "refused", "refused"], names
    place.close()


# --- the folder ------------------------------------------------------------------------------------------------


def what_is_replaced_is_kept_beside(program):
    place = Place(program)
    first, second = archive(), archive(("more", "1"))
    place.run("--import", place.file("b.obz", first))
    status, said = place.run("--import", place.file("b.obz", second))
    assert status == 0 and "b.obz.before" in said, said
    assert place.boards() == ["b.obz", "b.obz.before"]
    assert read(os.path.join(place.data, "boards/b.obz.before")) == first
    status, said = place.run("--import", place.file("b.obz", archive(("more", "2"))))
    assert status == 0 and "b.obz.before-2" in said, said
    assert read(os.path.join(place.data, "boards/b.obz.before")) == first
    assert read(os.path.join(place.data, "boards/b.obz.before-2")) == second
    assert stat.S_IMODE(os.stat(os.path.join(place.data, "boards/b.obz")).st_mode) == 0o600
    place.close()


def a_long_name_is_cut_between_characters(program):
    place = Place(program)
    assert place.run("--import", place.file("a" + "字" * 80 + ".obz", archive()))[0] == 0
    assert place.boards() == ["a" + "字" * 66 + ".obz"], place.boards()
    place.close()


def check_tells_of_boards(program):
    place = Place(program)
    board = dict(BOARD, buttons=[{"id": 1, "label": "x", "action": ":fly"}])
    place.file("data/boards/a.obf", json.dumps(board).encode())
    status, said = place.run("--check")
    assert status == 1 and 'a.obf: /buttons/0: an action' in said, said
    place.file("data/boards/a.obf", b'{"buttons": [')
    status, said = place.run("--check")
    assert status == 1 and "a.obf:1:14: the file ends in the middle" in said, said
    place.file("data/boards/a.obf", json.dumps(BOARD).encode())
    status, said = place.run("--check")
    assert status == 0, said
    place.close()


def phrases_go_out_as_boards(program):
    place, second = Place(program), Place(program)
    place.file("data/phrases/zh/50-家里.md", "# 我们家 {id: ours}\n- 银行 | 我要去银行。 {读音: 银行 yin2 hang2; 颜色: 蓝; 图: b.png}\n"
               .encode())
    place.file("data/phrases/zh/b.png", png(8, 8))
    place.file("data/recordings/zh/urgent.suction.flac", b"a voice")
    out = os.path.join(place.folder, "phrases.obz")
    status, said = place.run("--export", out, "--boards", "phrases")
    assert status == 0, said
    boards, others, manifest = boards_of(read(out))
    ours = boards["boards/phrases-zh/ours.obf"]
    button = ours["buttons"][0]
    assert button["label"] == "银行" and button["vocalization"] == "我要去银行。"
    assert "yin2 hang2" in button["ext_yinian_reading"]
    assert others[ours["images"][0]["path"]] == png(8, 8)
    recorded = [button for button in boards["boards/phrases-zh/urgent.obf"]["buttons"] if "sound_id" in button]
    assert [others[button["ext_yinian_recording"]] for button in recorded] == [b"a voice"], recorded
    assert manifest["root"] in boards and boards["boards/phrases-zh.obf"]["buttons"]
    for path, board in boards.items():
        for link in (button.get("load_board") for button in board["buttons"]):
            assert link is None or link["path"] in boards, path
    status, said = second.run("--import", out)
    assert status == 0 and "remarks: 0" in said, said
    place.close()
    second.close()


def everything_goes_out_in_one(program):
    place, second = Place(program), Place(program)
    linked = dict(BOARD, id="2", buttons=[{"id": 1, "label": "x", "load_board": {"id": "1"}}])
    place.run("--import", place.file("a.obz", archive(("c.obf", json.dumps(linked)), ("sounds/s.mp3", "sound"))))
    place.run("--import", place.file("b.obz", archive(board=dict(BOARD, name="another"))))
    out = os.path.join(place.folder, "all.obz")
    status, said = place.run("--export", out)
    assert status == 0, said
    boards, others, manifest = boards_of(read(out))
    assert "sets/1-a/sounds/s.mp3" in others
    assert boards["sets/1-a/c.obf"]["buttons"][0]["load_board"]["path"] == "sets/1-a/b.obf"
    assert boards["sets/2-b/b.obf"]["name"] == "another"
    links = [button["load_board"]["path"] for button in boards[manifest["root"]]["buttons"]]
    assert links == ["sets/1-a/b.obf", "sets/2-b/b.obf", "boards/phrases-zh.obf", "boards/phrases-en.obf"], links
    status, said = second.run("--import", out)
    assert status == 0, said
    status, said = place.run("--export", out, "--boards", "nothing")
    assert status == 1 and "a, b" in said, said
    place.close()
    second.close()


def our_boards_come_back(program):
    for name in sorted(os.listdir(OURS)):
        round_trip(program, os.path.join(OURS, name))


def samples():
    names = []
    for folder, _, files in os.walk(SAMPLES):
        names += [os.path.join(folder, name) for name in files if not name.endswith(".tsv")]
    return sorted(names)


def main():
    program = sys.argv[1]
    cases = [our_boards_come_back, hostile_archives_are_refused, a_count_that_lies_does_no_harm,
             broken_pictures_are_told_and_kept,
             pictures_that_would_take_all_there_is_are_refused_with_a_reason, what_is_replaced_is_kept_beside,
             a_long_name_is_cut_between_characters, check_tells_of_boards,
             phrases_go_out_as_boards, everything_goes_out_in_one]
    files = samples()
    print(f"1..{len(cases) + max(1, len(files))}")
    failed, number = 0, 0
    for name, run in ([(case.__name__.replace("_", " "), lambda case=case: case(program)) for case in cases] +
                      [(os.path.basename(path), lambda path=path: round_trip(program, path)) for path in files]):
        number += 1
        try:
            said = run()
            print(f"ok {number} - {name}")
            print("".join(f"#     {os.path.basename(line)}\n" for line in (said or "").split("\n")[:1] if line), end="")
        except (AssertionError, subprocess.TimeoutExpired) as error:
            failed += 1
            print(f"not ok {number} - {name}\n# {str(error)[:1500]}")
    if not files:
        print(f"ok {number + 1} - boards of other programs # SKIP ../shared/samples/obf is not there")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
