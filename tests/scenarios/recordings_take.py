#!/usr/bin/env python3
"""Taking in recordings, and what is still to be recorded: `recordings_take.py PROGRAM`. Prints TAP."""

import os
import stat
import subprocess
import sys

import aid
import recordings
from recordings import BROKEN, Desk, TAIL_MS, tone, write


class Taken:
    def __init__(self, program, data, what, *options):
        done = subprocess.run([program, "--recordings", what, "--data", data, *options], capture_output=True,
                              text=True, timeout=120, check=False)
        self.status, self.lines, self.complaints = done.returncode, done.stdout.splitlines(), done.stderr

    def line(self, begin):
        """The only line that begins so."""
        found = [line for line in self.lines if line.startswith(begin)]
        assert len(found) == 1, (begin, self.lines, self.complaints)
        return found[0]


def missing(program, data, *options):
    return [line.split("\t") for line in Taken(program, data, "missing", *options).lines if "\t" in line]


def a_folder_by_the_names_of_its_files(program, data):
    folder = data + "-given"
    for name in ("urgent.suction", "是的。", "03 不 (2)", "call", "吸痰"):
        tone(f"{folder}/{name}.wav", 800, silence_ms=700)
    tone(f"{folder}/没有这句话.WAV", 800)
    write(f"{folder}/notes.txt", b"not a recording")
    before = missing(program, data)
    taken = Taken(program, data, folder)
    assert taken.status == 1, taken.lines
    assert "urgent.suction 吸痰 (1.1 s)" in taken.line("urgent.suction.wav → "), taken.lines
    assert [line.split()[2] for line in taken.lines if line.startswith("是的")] == ["yes", "answers.是的"]
    assert " no " in taken.line("03 不 (2).wav → ") and " call " in taken.line("call.wav → ")
    several = taken.line("吸痰.wav")
    assert "urgent.suction" in several and "breathing.吸痰" in several
    assert "→" not in taken.line("没有这句话.WAV")
    assert not [line for line in taken.lines if "notes" in line]
    after = missing(program, data)
    assert {row[0] for row in before} - {row[0] for row in after} == {"urgent.suction", "yes", "no", "call",
                                                                   "answers.是的"}
    assert len(before[0]) == 3 and all(row[2] for row in before)
    os.remove(f"{folder}/没有这句话.WAV")
    os.remove(f"{folder}/吸痰.wav")
    assert Taken(program, data, folder).status == 0


def what_was_taken_in_is_played(program, data):
    folder = data + "-given"
    tone(f"{folder}/Suction.wav", 800, silence_ms=700)
    assert Taken(program, data, folder).status == 0
    path = f"{data}/recordings/zh/urgent.suction.flac"
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert os.listdir(f"{data}/recordings/zh") == ["urgent.suction.flac"]
    desk = Desk(program, data)
    say = desk.suction()
    assert say["source"] == "recording"
    said = desk.until("said")
    assert abs(said["t"] - say["t"] - (100 + 800 + 200 + TAIL_MS)) <= 20, said["t"] - say["t"]


def a_list(program, data):
    folder = data + "-given"
    for number in range(1, 5):
        tone(f"{folder}/{number}.wav", 500 + number)
    write(f"{folder}/list.tsv", "# file\tphrase\n1.wav\t快帮我吸痰 痰堵住了\n2.wav\turgent.pain\r\n3.wav\n4.wav\t没有\n"
                                "5.wav\tyes\n".encode())
    taken = Taken(program, data, f"{folder}/list.tsv")
    assert taken.status == 1
    assert " urgent.suction " in taken.line("1.wav → ") and " urgent.pain " in taken.line("2.wav → ")
    assert all("→" not in taken.line(f"{number}.wav: ") for number in (3, 4, 5))
    assert "list.tsv:4:" in taken.complaints, taken.complaints
    assert sorted(os.listdir(f"{data}/recordings/zh")) == ["urgent.pain.flac", "urgent.suction.flac"]


def languages(program, data):
    folder = data + "-given"
    tone(f"{folder}/urgent.suction.wav", 500)
    tone(f"{folder}/en/Yes.wav", 600)
    tone(f"{folder}/zh/不.wav", 600)
    assert Taken(program, data, folder).status == 0
    assert sorted(os.listdir(f"{data}/recordings/zh")) == ["no.flac", "urgent.suction.flac"]
    assert os.listdir(f"{data}/recordings/en") == ["yes.flac"]
    os.remove(f"{folder}/zh/不.wav")
    assert Taken(program, data, folder, "--language", "en").status == 0
    assert sorted(os.listdir(f"{data}/recordings/en")) == ["urgent.suction.flac", "yes.flac"]
    assert "urgent.suction" not in [row[0] for row in missing(program, data, "--language", "en")]
    assert "yes" in [row[0] for row in missing(program, data)]


def several_phrases(program, data):
    write(f"{data}/phrases/zh/90-mine.md",
          "# 甲 {id: one}\n- 茶 | 我要一杯茶。\n- 谢 | 多谢。\n# 乙 {id: two}\n- 茶 | 茶喝多了。\n- 谢 | 多谢。\n".encode())
    folder = data + "-given"
    tone(f"{folder}/茶.wav", 500)
    tone(f"{folder}/谢.wav", 500)
    taken = Taken(program, data, folder)
    assert taken.status == 1
    assert "one.茶" in taken.line("茶.wav") and "two.茶" in taken.line("茶.wav")
    assert len([line for line in taken.lines if line.startswith("谢.wav → ")]) == 2
    assert sorted(os.listdir(f"{data}/recordings/zh")) == ["one.谢.flac", "two.谢.flac"]


def what_cannot_be_taken(program, data):
    folder = data + "-given"
    write(f"{folder}/yes.wav", BROKEN)
    write(f"{folder}/no.mp3", b"")
    tone(f"{folder}/call.wav", 0, silence_ms=3000)
    tone(f"{folder}/urgent.suction.wav", 60100, rate=4000, channels=1)
    tone(f"{folder}/home.call.wav", 15100, rate=8000, channels=1)
    taken = Taken(program, data, folder)
    assert taken.status == 1
    names = ("yes.wav", "no.mp3", "call.wav", "urgent.suction.wav", "home.call.wav")
    reasons = [taken.line(f"{name}: ") for name in names]
    assert len({reason.split(": ", 1)[1] for reason in reasons}) == 5, reasons
    assert not os.path.exists(f"{data}/recordings/zh") or not os.listdir(f"{data}/recordings/zh")
    assert Taken(program, data, folder + "-not-there").status == 2


def a_recording_that_was_there_is_set_aside(program, data):
    folder = data + "-given"
    kept = f"{data}/recordings/zh"
    contents = []
    for ms in (500, 500, 600, 700):
        tone(f"{folder}/yes.wav", ms)
        assert Taken(program, data, folder).status == 0
        with open(f"{kept}/yes.flac", "rb") as file:
            contents.append(file.read())
    assert contents[0] == contents[1]
    for number, content in ((1, contents[0]), (2, contents[2])):
        with open(f"{kept}/earlier/yes.{number}.flac", "rb") as file:
            assert file.read() == content
    assert sorted(os.listdir(f"{kept}/earlier")) == ["yes.1.flac", "yes.2.flac"]


def a_long_name(program, data):
    label = "很" * 150 + "长"
    write(f"{data}/phrases/zh/90-mine.md", f"# 我 {{id: mine}}\n- {label} | 长。\n- {label}的 | 长的。\n".encode())
    folder = data + "-given"
    tone(f"{folder}/长的.wav", 500)
    assert Taken(program, data, folder).status == 0
    assert len(os.listdir(f"{data}/recordings/zh")) == 1
    left = [row[2] for row in missing(program, data)]
    assert "长。" in left and "长的。" not in left


def strict_check(program, data):
    def check():
        done = subprocess.run([program, "--check", "--data", data], capture_output=True, text=True, timeout=120,
                              check=False)
        return done.returncode, done.stdout

    tone(f"{data}/recordings/yes.wav", 500)
    status, text = check()
    assert status == 0 and "recordings/" not in text, text
    write(f"{data}/recordings/zh/urgent.suction.mp3", b"ID3 nothing")
    status, text = check()
    assert status == 1 and "recordings/zh/urgent.suction.mp3: " in text, text


TESTS = [a_folder_by_the_names_of_its_files, what_was_taken_in_is_played, a_list, languages, several_phrases,
         what_cannot_be_taken, a_recording_that_was_there_is_set_aside, a_long_name, strict_check]


if __name__ == "__main__":
    sys.exit(recordings.run(TESTS, sys.argv[1]))
