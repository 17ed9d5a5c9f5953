#!/usr/bin/env python3
"""Nothing is lost: files of older and of newer versions, broken ones, who may read them, two starts at once.

    files.py PROGRAM

older/ has what earlier states of this program left (older/README.md says which)."""

import glob
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time

import session
from session import TODAY, Failed, expect

HERE = os.path.dirname(os.path.abspath(__file__))
RUNS_ALREADY = 75
VERSIONED = {"person.txt": b"version = 2\nhits = 4\n", "gaze.txt": b"version = 2\nxx = 1\n",
             "habits.txt": b"# yinian-habits 2\nrecord = 1 2 3\n",
             "reading.txt": "# yinian-reading 2\nplace zh/L01 12 page 4\n".encode(),
             "learnt.txt": "yinian-learnt 2\nsaid 4\nword 1.000 一点 yi1 dian3 new\n".encode(),
             "settings.conf": b"# yinian-settings 2\nscan_time = 500\npause_after_selection = 0\nrow_loops = 0\npage_loops = 0\n",
             "writing.txt": b"# yinian-writing 2\ntext 1\n"}
ENVIRONMENT = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}


def put(data, files):
    for path, payload in files.items():
        whole = os.path.join(data, path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, "wb") as file:
            file.write(payload)


def warnings_of(answer):
    return [event["text"] for event in answer["events"] if event["kind"] == "warning"]


def live_a_little(person):
    """Everything that is kept would be written in it."""
    session.write(person, lambda: None)
    session.change(person, lambda: None)
    person.ask("wait 700000")


def newer_files_are_left_alone(program, place):
    data = os.path.join(place, "newer")
    put(data, VERSIONED | {"articles/probe.md": session.ARTICLE.encode()})
    with session.Person(program, data) as person:
        told = warnings_of(person.ask("wait 0"))
        live_a_little(person)
        session.read(person, lambda: None)
        later = warnings_of(person.ask("wait 0"))
        expect(person.close() == 0, "it ended badly")
        complained = person.ended_with
    expect(told and not later, f"told: {told}, then {later}")
    found = session.files_of(data)
    for path, payload in VERSIONED.items():
        expect(found[path] == payload, f"{path} was written over: {found[path]!r}")
        expect(path in complained, f"{path} is not told of: {complained}")
    expect(found["message.txt"] == "谢".encode(), "the message is not kept")


def older_files_serve_and_are_kept(program, place):
    samples = sorted(glob.glob(os.path.join(HERE, "older", "*", "")))
    expect(len(samples) >= 2, "there are no samples")
    for sample in samples:
        data = os.path.join(place, "older-" + os.path.basename(sample.rstrip("/")))
        shutil.copytree(sample, data)
        before = session.files_of(data)
        with session.Person(program, data) as person:
            told = warnings_of(person.ask("wait 0"))
            tree = person.ask("tree")
            person.ask("open words")
            words = " ".join(node.label for node in session.aid.nodes_of(person.ask("tree")))
            live_a_little(person)
            session.read(person, lambda: None)
            expect(person.close() == 0 and not told and not person.ended_with, f"{sample}: {told} {person.ended_with}")
        found = session.files_of(data)
        expect(tree["message"]["text"] == before["message.txt"].decode() != "", f"{sample}: the message is gone")
        expect("婷婷" in words, f"{sample}: what was learnt is gone: {words}")
        expect(tree["scan"]["period_ms"] == 600, f"{sample}: the settings are gone")
        expect(found[TODAY].startswith(before[TODAY]), f"{sample}: what was said is gone")
        for path, payload in before.items():
            beside = found.get(path + ".old-0", payload)
            expect(beside == payload, f"{sample}: {path}.old-0 is not as it was")
        expect("settings.conf.old-0" in found, f"{sample}: no copy of the older settings")
        expect("reading.txt" not in before or "reading.txt.old-0" in found, f"{sample}: no copy of the older reading.txt")


def a_destroyed_settings_file_has_a_copy(program, place):
    for name, damage in (("empty", b""), ("zeros", bytes(300)), ("noise", b"scan_time = 5\xff\xfe00\n")):
        data = os.path.join(place, "destroyed-" + name)
        put(data, {"settings.conf": b"# mine\nscan_time = 900\npause_after_selection = 0\nrow_loops = 0\npage_loops = 0\n"})
        with session.Person(program, data) as person:
            person.ask("open settings:scan_time")
            session.aid.choose(person, "change.more")
        put(data, {"settings.conf": damage})
        with session.Person(program, data) as person:
            told = warnings_of(person.ask("wait 0"))
            period = person.ask("tree")["scan"]["period_ms"]
            person.ask("open settings:scan_time")
            session.aid.choose(person, "change.more")
        expect(period == 950 and told, f"{name}: {period} {told}")
        found = session.files_of(data)
        expect(b"scan_time = 1000" in found["settings.conf"] and b"pause_after_selection = 0" in found["settings.conf"],
               f"{name}: {found['settings.conf']!r}")
        expect(not damage or found["settings.conf.damaged"] == damage, f"{name}: it is not kept aside")


def a_broken_message_serves_as_far_as_it_goes(program, place):
    data = os.path.join(place, "broken-message")
    broken = "请帮我".encode() + b"\xe7\xbf" + bytes(7)
    put(data, {"message.txt": broken, "writing.txt": bytes(100), TODAY: "好\n".encode() + bytes(20)})
    with session.Person(program, data) as person:
        told = warnings_of(person.ask("wait 0"))
        tree = person.ask("tree")
    expect(tree["message"]["text"] == "请帮我" and any("message.txt" in text for text in told), f"{tree['message']} {told}")
    expect(session.files_of(data)["message.txt.damaged"] == broken, "it is not kept aside")


def only_the_owner_may_read(program, place):
    data, files = os.path.join(place, "modes"), os.path.join(place, "files")
    session.make_files(files)
    old = os.umask(0)
    try:
        with session.Person(program, data, options=("--profile", "fluent")) as person:
            person.ask("open write")
            session.aid.choose(person, "suggest.0")
            session.aid.choose(person, "act.speak")
            person.ask("open message")
            session.aid.choose(person, "act.save-phrase")
            person.ask("open settings:scan_time")
            session.aid.choose(person, "change.less")
            person.ask("open read:L01")
            session.aid.choose(person, "act.read-next")
            person.ask("open pass-on")
            session.aid.choose(person, "act.save-text")
            person.ask("wait 700000")
        session.command(program, data, None, "--import", os.path.join(files, "家.obf"))
        for _ in range(2):
            session.command(program, data, None, "--recordings", os.path.join(files, "sounds"), "--language", "zh")
        saved = os.path.join(place, "all.yinian")
        session.command(program, data, None, "--save", saved)
        session.command(program, data, None, "--restore", saved, "--yes")
        real = subprocess.Popen([program, "--window", "--data", data], env={**os.environ, **ENVIRONMENT})
        copies = os.path.join(data, "copies")
        until = time.monotonic() + 30
        while time.monotonic() < until and not glob.glob(os.path.join(copies, "yinian-*.yinian")):
            time.sleep(0.1)
        real.send_signal(signal.SIGTERM)
        real.wait(timeout=30)
    finally:
        os.umask(old)
    wrong, seen = [], 0
    for path in [data, saved] + [os.path.join(above, name) for above, folders, names in os.walk(data)
                                 for name in folders + names]:
        status = os.lstat(path)
        seen += 1
        if stat.S_IMODE(status.st_mode) != (0o700 if stat.S_ISDIR(status.st_mode) else 0o600):
            wrong.append(f"{path}: {stat.S_IMODE(status.st_mode):o}")
    kinds = ("message.txt", "writing.txt", TODAY, "settings.conf", "habits.txt", "reading.txt", "learnt.txt", "boards/家.obf",
             "phrases/zh/99-own.md", ".settings.good", ".running", ".lock", "copies/before-*", "copies/yinian-*", "texts/*.txt",
             "recordings/zh/*.flac")
    missing = [kind for kind in kinds if not glob.glob(os.path.join(data, kind))]
    expect(not wrong and not missing, f"{wrong}; not there to be looked at: {missing}")
    print(f"# {seen} files and folders, umask 0")


def start(program, data, log=None):
    return subprocess.Popen([program, "--window", "--data", data, *(["--log", log] if log else [])],
                            env={**os.environ, **ENVIRONMENT}, stderr=subprocess.PIPE, text=True)


def wait_for(path):
    until = time.monotonic() + 30
    while time.monotonic() < until and not (os.path.exists(path) and os.path.getsize(path)):
        time.sleep(0.02)


def of_two_starts_one_stays(program, place):
    data, log = os.path.join(place, "two"), os.path.join(place, "two.log")
    os.mkdir(data, 0o700)
    first = start(program, data, log)
    try:
        wait_for(log)
        time.sleep(0.5)  # the watch on the folder comes after the first picture
        second = start(program, data)
        told = second.communicate(timeout=30)[1]
        expect(second.returncode == RUNS_ALREADY and data in told and "kill" not in told, f"{second.returncode} {told}")
        first.send_signal(signal.SIGSTOP)
        second = start(program, data)
        told = second.communicate(timeout=30)[1]
        expect(second.returncode == RUNS_ALREADY and f"kill {first.pid}" in told, f"{second.returncode} {told}")
    finally:
        first.kill()
        first.communicate()
    os.remove(log)
    third = start(program, data, log)  # a lock of one that was killed is no obstacle
    try:
        wait_for(log)
        expect(third.poll() is None and os.path.getsize(log), "it does not start after a kill")
    finally:
        third.terminate()
        third.communicate(timeout=30)
    expect(third.returncode == 0, f"status {third.returncode}")


CASES = (newer_files_are_left_alone, older_files_serve_and_are_kept, a_destroyed_settings_file_has_a_copy,
         a_broken_message_serves_as_far_as_it_goes, only_the_owner_may_read, of_two_starts_one_stays)


def main(arguments):
    program = os.path.abspath(arguments[0])
    failed = False
    print(f"1..{len(CASES)}", flush=True)
    for number, case in enumerate(CASES, 1):
        with tempfile.TemporaryDirectory(prefix="lost-files-") as place:
            try:
                case(program, place)
                problem = None
            except (Failed, OSError, KeyError, LookupError, session.aid.AidFailed, subprocess.TimeoutExpired) as error:
                problem, failed = f"{type(error).__name__}: {error}", True
        name = case.__name__.replace("_", " ")
        print(f"not ok {number} - {name}\n# {problem}" if problem else f"ok {number} - {name}", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
