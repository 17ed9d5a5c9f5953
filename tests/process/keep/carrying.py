"""`--save`, `--restore`, `--copies`: a person carried from one folder to another. The argument is the program."""

import fcntl
import gzip
import io
import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../reading"))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../scenarios"))
from aid import Aid, choose, find_node  # noqa: E402
from window import HEIGHT, SETTINGS, SETTLE_S, WIDTH, Failed, Person, Screen, what_is_missing  # noqa: E402

PATIENCE_S = 60
COMMANDS = ("tree", "open phrases", "tree", "open library", "tree", "open settings:scanning", "tree", "write", "tree",
            "tap", "wait 4000", "tap", "wait 4000", "tree", "open history", "tree", "quit")
NO_BOARD = r"boards/first\.obf"


def run(program, *words, answer=None):
    """Status and everything that was told."""
    done = subprocess.run([program, *words], input=answer, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          timeout=PATIENCE_S, text=True, errors="replace",
                          stdin=subprocess.DEVNULL if answer is None else None)
    return done.returncode, done.stdout


def expect(condition, what):
    if not condition:
        raise Failed(what)


def files_of(folder):
    """Every file that is kept: its path in the folder → its bytes."""
    found = {}
    for path, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and
                      not (path == folder and name == "copies")]
        for name in files:
            if not name.startswith("."):
                with open(os.path.join(path, name), "rb") as file:
                    found[os.path.relpath(os.path.join(path, name), folder)] = file.read()
    return found


def put(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(text if isinstance(text, bytes) else text.encode())


def fill(folder):
    """Somebody who has used it for a while."""
    put(folder, "settings.conf", "# ours\nscan_time = 1200\nlanguage = zh\nboard = standard\n")
    put(folder, "phrases/zh/10-我们 家.md", "# 我们家\n\n- 我想听京剧\n- 叫小宝来 | 请叫小宝到我这儿来。\n")
    put(folder, "articles/呼吸机.md", "# 我们的呼吸机\n\n## 报警\n\n先看管子。\n")
    put(folder, "said/1970-01-01.txt", "我想喝水\n")  # the today of the driver
    put(folder, "recordings/妈妈.wav", bytes(range(256)) * 800)
    put(folder, "boards/first.obf", "{}")  # carried byte for byte, though it is none
    put(folder, "notes from the nurse.txt", "turn at four\n")


def lived_in(program, folder):
    fill(folder)
    with Aid(program, folder) as aid:
        for command in ("say 我想喝水", "wait 5000", "write", "tap", "wait 4000", "tap", "wait 4000"):
            aid.ask(command)


def answers(program, folder):
    """What the program shows with it. Asked with a copy: asking changes what is kept."""
    with tempfile.TemporaryDirectory() as place:
        copy = os.path.join(place, "data")
        shutil.copytree(folder, copy)
        with Aid(program, copy, ["--seed", "3"]) as aid:
            for command in COMMANDS:
                aid.ask(command)
            return bytes(aid.output).replace(copy.encode(), b"DATA")


def the_same_program_in_another_folder(program, place):
    first, second, saved = (os.path.join(place, name) for name in ("first", "second", "all.yinian"))
    lived_in(program, first)
    before, shown = files_of(first), answers(program, first)
    expect("message.txt" in before and len(before) >= 8, f"too little was kept: {sorted(before)}")
    for text in ("我们家", "我想喝水", "1200"):
        expect(text in shown.decode(), f"what is asked shows no {text}")
    status, told = run(program, "--save", saved, "--data", first)
    expect(status == 0, told)
    expect("notes from the nurse.txt" in told, "a strange file is not told of: " + told)
    expect(os.stat(saved).st_mode & 0o777 == 0o600, "others may read it")
    shutil.move(first, first + " gone")
    status, told = run(program, "--restore", saved, "--data", second, "--yes")
    expect(status == 0, told)
    expect(files_of(second) == before, "the files are not the same")
    expect(answers(program, second) == shown, "the program does not answer the same")
    again = os.path.join(place, "again.yinian")
    run(program, "--save", again, "--data", second)
    with open(saved, "rb") as one, open(again, "rb") as other:
        expect(one.read() == other.read(), "saved again it has other bytes")


def export_and_import_are_the_same(program, place):
    first, second = (os.path.join(place, name) for name in ("first", "second"))
    saved, exported = (os.path.join(place, name) for name in ("saved.yinian", "exported.yinian"))
    fill(first)
    run(program, "--save", saved, "--data", first)
    status, told = run(program, "--export", exported, "--data", first)
    expect(status == 0, told)
    with open(saved, "rb") as one, open(exported, "rb") as other:
        expect(one.read() == other.read(), "--export has written other bytes than --save")
    status, told = run(program, "--import", exported, "--data", second, "--yes")
    expect(status == 0, told)
    expect(files_of(second) == files_of(first), "the files are not the same")
    for words in (("all.zip",), ("some.yinian", "--boards", "phrases")):
        file = os.path.join(place, words[0])
        status, told = run(program, "--export", file, *words[1:], "--data", first)
        expect(status == 2 and "FILE.yinian (everything" in told and not os.path.exists(file), f"{words}: {told}")


def an_archive_manager_opens_it(program, place):
    data, saved = os.path.join(place, "data"), os.path.join(place, "all.yinian")
    fill(data)
    run(program, "--save", saved, "--data", data)
    with tarfile.open(saved, "r:gz") as archive:
        found = {member.name: archive.extractfile(member).read() for member in archive}
    expect(found.pop("yinian.txt").startswith(b"Yinian keeps 1\nprogram "), "no list")
    expect(found == files_of(data), "not what was saved")


def it_can_be_gone_back(program, place):
    data, saved = os.path.join(place, "data"), os.path.join(place, "all.yinian")
    fill(data)
    run(program, "--save", saved, "--data", data)
    old = files_of(data)
    put(data, "settings.conf", "scan_time = 900\n")
    put(data, "phrases/zh/20-new.md", "# 新\n- 新的\n")
    new = files_of(data)
    expect(run(program, "--restore", saved, "--data", data, "--yes")[0] == 0 and files_of(data) == old, "not restored")
    expect(run(program, "--restore", "undo", "--data", data, "--yes")[0] == 0 and files_of(data) == new, "not undone")
    expect(run(program, "--restore", "undo", "--data", data, "--yes")[0] == 0 and files_of(data) == old, "not redone")
    status, told = run(program, "--copies", "--data", data)
    expect(status == 0 and len(re.findall(r"/before-\d{4}-\d\d-\d\d-0[123]\.yinian", told)) == 3, told)


def on_a_terminal(program, place, answer):
    """--restore, asked on a terminal of its own."""
    data, saved = os.path.join(place, "data"), os.path.join(place, "all.yinian")
    child, terminal = pty.fork()
    if child == 0:
        os.execv(program, [program, "--restore", saved, "--data", data])
    told, until, answered = "", time.monotonic() + PATIENCE_S, False
    while time.monotonic() < until:
        ready, _, _ = select.select([terminal], [], [], 1)
        try:
            piece = os.read(terminal, 4096) if ready else None
        except OSError:
            break
        if piece == b"":
            break
        told += (piece or b"").decode(errors="replace")
        if "yes / no" in told and not answered:
            os.write(terminal, answer)
            answered = True
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), told


def it_asks_and_takes_only_a_yes(program, place):
    data, saved = os.path.join(place, "data"), os.path.join(place, "all.yinian")
    fill(data)
    put(data, "settings.conf", "language = en\n")
    run(program, "--save", saved, "--data", data)
    put(data, "settings.conf", "language = en\nscan_time = 900\n")
    changed = files_of(data)
    for answer in (b"\n", b"no\n", b"yess\n", b"\x04"):
        status, told = on_a_terminal(program, place, answer)
        expect(status == 1 and files_of(data) == changed, f"{answer}: {status} {told}")
    status, told = run(program, "--restore", saved, "--data", data, answer="yes\n")
    expect(status == 1 and files_of(data) == changed and "--yes" in told, "nobody was asked: " + told)
    status, told = on_a_terminal(program, place, b"yes\n")
    expect(status == 0 and files_of(data) != changed, told)


def what_is_hostile_changes_nothing(program, place):
    data, wrong = os.path.join(place, "data"), os.path.join(place, "wrong.yinian")
    fill(data)
    before = files_of(data)

    def archive(name, content=b"x", kind=tarfile.REGTYPE, listed=None):
        head = "Yinian keeps 1\nprogram 1\ndate 2026-11-22\n" + \
               f"file 8cdc1683 1 {listed or name}\nend 1\n"  # the CRC-32 of "x"
        with tarfile.open(wrong, "w:gz") as made:
            for member, body, type_ in (("yinian.txt", head.encode(), tarfile.REGTYPE), (name, content, kind)):
                info = tarfile.TarInfo(member)
                info.size, info.type, info.linkname = len(body), type_, "/etc/passwd"
                made.addfile(info, io.BytesIO(body))

    archive("fine")
    expect(run(program, "--check", wrong)[0] == 0, "the test's own archive is refused: " + run(program, "--check", wrong)[1])
    for arguments in (("../climbs",), ("/tmp/climbs",), ("a/../../climbs",), ("link", b"", tarfile.SYMTYPE),
                      ("link", b"", tarfile.LNKTYPE), ("pipe", b"", tarfile.FIFOTYPE), ("other", b"x", tarfile.REGTYPE, "a"),
                      ("damaged", b"y"), ("larger", b"xx"), ("copies/x",), (".hidden",)):
        archive(*arguments)
        status, told = run(program, "--restore", wrong, "--data", data, "--yes")
        expect(status == 1 and "wrong.yinian" in told, f"{arguments}: {status} {told}")
        expect(files_of(data) == before and not os.path.exists(os.path.join(place, "climbs")), f"{arguments}: changed")
    with open(wrong, "wb") as file:
        file.write(gzip.compress(b"not a tar at all" * 1000))
    expect(run(program, "--restore", wrong, "--data", data, "--yes")[0] == 1, "no tar")
    expect(run(program, "--restore", "2020-01-01", "--data", data, "--yes")[0] == 2, "no such copy")
    expect(not os.path.exists(os.path.join(data, "copies")), "a copy was made for nothing")


def nobody_restores_under_a_running_program(program, place):
    data, saved = os.path.join(place, "data"), os.path.join(place, "all.yinian")
    fill(data)
    run(program, "--save", saved, "--data", data)
    with Aid(program, data) as aid:
        aid.ask("tree")
        status, told = run(program, "--restore", saved, "--data", data, "--yes")
        expect(status == 1 and data in told, f"{status} {told}")
        expect(run(program, "--save", saved, "--data", data)[0] == 0, "cannot be saved while it runs")
    expect(run(program, "--restore", saved, "--data", data, "--yes")[0] == 0, "refused although it has ended")
    # A restore that hangs must not keep anybody from their voice.
    with open(os.path.join(data, ".lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with Aid(program, data) as aid:
            expect(aid.ask("tree")["screen"] == "home", "it does not start")


def a_power_cut_is_mended_at_the_next_start(program, place):
    data, saved = os.path.join(place, "data"), os.path.join(place, "all.yinian")
    fill(data)
    run(program, "--save", saved, "--data", data)
    wanted = files_of(data)
    # As it is after the decision: one file moved, one not yet, one too many.
    with tarfile.open(saved, "r:gz") as archive:
        put(data, ".restore/ready", archive.extractfile("yinian.txt").read())
        put(data, ".restore/new/settings.conf", archive.extractfile("settings.conf").read())
    put(data, "settings.conf", "scan_time = 700\n")
    put(data, "said/2026-11-21.txt", "新的\n")
    with Aid(program, data) as aid:
        aid.ask("tree")
    found = files_of(data)
    for name in ("message.txt", "habits.txt"):
        found.pop(name, None)
    expect(found == wanted, f"not mended: {sorted(found)}")
    expect(not os.path.exists(os.path.join(data, ".restore")), "the rest was left")
    # Before the decision: the old stays.
    put(data, ".restore/new/settings.conf", "scan_time = 600\n")
    with Aid(program, data) as aid:
        aid.ask("tree")
    expect(files_of(data)["settings.conf"] == wanted["settings.conf"], "undecided, and yet changed")
    expect(not os.path.exists(os.path.join(data, ".restore")), "the rest was left")


def with_a_copy(program, data):
    """A folder with a copy of the 20th, changed since. Returns the files of then and of now."""
    fill(data)
    then = files_of(data)
    os.makedirs(os.path.join(data, "copies"))
    status, told = run(program, "--save", os.path.join(data, "copies/yinian-2026-11-20.yinian"), "--data", data)
    expect(status == 0, told)
    put(data, "settings.conf", "scan_time = 900\n")
    put(data, "phrases/zh/10-我们 家.md", "# 别的\n\n- 不一样\n")
    return then, files_of(data)


def same_but_for_the_message(data, wanted):
    """… and for what else the program keeps of what happens while it runs."""
    return {name: text for name, text in files_of(data).items() if name not in ("message.txt", "writing.txt", "habits.txt")} == wanted


def going_back_by_one_switch(program, place):
    data = os.path.join(place, "data")
    then, now = with_a_copy(program, data)
    with Aid(program, data) as aid:
        aid.ask("open settings")
        choose(aid, "open.copies")
        expect("2026-11-20" in json.dumps(aid.ask("tree")), "the copy is not shown")
        choose(aid, "copy.0")
        expect(aid.ask("tree")["screen"] == "ask", "it is not asked")
        choose(aid, "act.cancel")
        expect(aid.ask("tree")["screen"] == "copies" and same_but_for_the_message(data, now), "no is taken for yes")
        choose(aid, "copy.0")
        choose(aid, "act.confirm")
        before = aid.t
        tree = aid.ask("tree")
        expect(tree["screen"] == "home" and tree["t"] >= before, f"it does not begin anew: {tree['screen']}")
        expect(same_but_for_the_message(data, then), "it is not what was kept")
        aid.ask("open phrases")
        expect("我们家" in json.dumps(aid.ask("tree"), ensure_ascii=False), "the phrases are not those of then")
        aid.ask("open copies")
        choose(aid, "copy.undo")
        choose(aid, "act.confirm")
        aid.ask("tree")
        expect(same_but_for_the_message(data, now), "it is not undone")


def a_damaged_copy_is_told_of_and_nothing_changes(program, place):
    data = os.path.join(place, "data")
    _, now = with_a_copy(program, data)
    with open(os.path.join(data, "copies/yinian-2026-11-20.yinian"), "r+b") as file:
        file.truncate(300)
    with Aid(program, data) as aid:
        aid.ask("open copies")
        choose(aid, "copy.0")
        choose(aid, "act.confirm")
        tree = aid.ask("tree")
        expect(any(event["kind"] == "warning" and "2026-11-20" in event["text"] for event in tree["events"]),
               f"nothing is told: {tree['events']}")
        expect(tree["screen"] == "home" and same_but_for_the_message(data, now), "it was changed")
    os.remove(os.path.join(data, "copies/yinian-2026-11-20.yinian"))
    with Aid(program, data) as aid:
        aid.ask("open copies")
        expect("copy.0" not in json.dumps(aid.ask("tree")), "a copy that is not there is shown")


def going_back_in_the_window(program, place):
    missing = what_is_missing()
    if missing:
        return missing
    data = os.path.join(place, "data")
    then, _ = with_a_copy(program, data)
    screen = Screen(place)
    try:
        person = Person(program, data, screen, SETTINGS + "board = standard\n")
        person.may_warn = NO_BOARD
        for page, cell in (("home", "home.settings"), ("settings", "open.copies"), ("copies", "copy.0")):
            person.choose(page, cell)
        person.wait_for("screen", name="^ask$")
        shown = Aid(program, data, ["--screen", f"{WIDTH}x{HEIGHT}"])
        shown.ask("open copies")
        choose(shown, "copy.0")
        x, y, width, height = find_node(shown.ask("tree"), "act.confirm").fields["rect"]
        shown.close()
        person.click(x + width // 2, y + height // 2)
        person.wait_for("screen", name="^home$")  # the second start
        time.sleep(SETTLE_S)
        expect(same_but_for_the_message(data, then), "it is not what was kept")
        expect(person.runs and person.end() == 0, "it does not run on, or does not end")
    finally:
        screen.close()
    return None


def the_real_program_makes_a_copy_a_day(program, place):
    missing = what_is_missing()
    if missing:
        return missing
    data = os.path.join(place, "data")
    fill(data)
    screen = Screen(place)
    try:
        person = Person(program, data, screen)
        person.may_warn = NO_BOARD
        today = os.path.join(data, "copies", time.strftime("yinian-%Y-%m-%d.yinian"))
        until = time.monotonic() + PATIENCE_S
        while not os.path.exists(today) and time.monotonic() < until:
            time.sleep(0.2)
        expect(os.path.exists(today), "no copy was made")
        expect(os.stat(today).st_mode & 0o777 == 0o600, "others may read it")
        status, told = run(program, "--check", today)
        expect(status == 0, told)
        kept = files_of(data)
        expect(person.end() == 0, "it does not end")
    finally:
        screen.close()
    put(data, "settings.conf", "scan_time = 600\n")
    expect(run(program, "--restore", os.path.basename(today)[7:17], "--data", data, "--yes")[0] == 0, "not restored")
    expect(files_of(data)["settings.conf"] == kept["settings.conf"], "another one was restored")
    return None


def main(program):
    tests = [the_same_program_in_another_folder, export_and_import_are_the_same, an_archive_manager_opens_it, it_can_be_gone_back,
             it_asks_and_takes_only_a_yes, what_is_hostile_changes_nothing, nobody_restores_under_a_running_program,
             a_power_cut_is_mended_at_the_next_start, going_back_by_one_switch,
             a_damaged_copy_is_told_of_and_nothing_changes, going_back_in_the_window, the_real_program_makes_a_copy_a_day]
    failed = 0
    print(f"1..{len(tests)}")
    for number, test in enumerate(tests, 1):
        problem = skipped = None
        with tempfile.TemporaryDirectory(prefix="yinian-keep-") as place:
            try:
                skipped = test(program, place)
            except (Failed, AssertionError) as error:
                problem = str(error) or "an assertion failed"
        failed += problem is not None
        print(f"{'not ok' if problem else 'ok'} {number} - {test.__name__.replace('_', ' ')}"
              f"{f' # SKIP {skipped}' if skipped else ''}", flush=True)
        for line in (problem or "").splitlines():
            print(f"# {line}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1])))
