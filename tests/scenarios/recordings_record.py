#!/usr/bin/env python3
"""Recording with a microphone, by one switch: `recordings_record.py PROGRAM`. Prints TAP.

The driver's microphone hears DATA/microphone.wav from the moment at which it is turned on."""

import os
import subprocess
import sys

import aid
import recordings
from recordings import Desk, TAIL_MS, tone


def cells(desk):
    return {node.id for node in aid.nodes_of(desk.aid.ask("tree")) if node.leaf and not node.empty}


def screen(desk):
    return desk.aid.ask("tree")["screen"]


def record(desk, ms):
    """Begins, and stops so long after it began as a switch can: by a press on the stop cell."""
    desk.choose("act.record")
    begun = desk.aid.t
    desk.do(f"wait {ms}")
    desk.choose("act.record-stop")
    return desk.aid.t - begun


def kept(data, language="zh"):
    folder = f"{data}/recordings/{language}"
    return sorted(os.listdir(folder)) if os.path.isdir(folder) else []


def record_hear_keep(program, data):
    tone(f"{data}/microphone.wav", 1200, silence_ms=800)
    desk = Desk(program, data)
    desk.do("open record:urgent.suction")
    assert "act.record-keep" not in cells(desk) and "act.record-hear" not in cells(desk)
    record(desk, 2000)
    assert kept(data) == []
    desk.choose("act.record-hear")
    say = desk.last("say")
    assert say["source"] == "recording" and say["text"].startswith("快帮我吸痰"), say
    said = desk.until("said")
    assert abs(said["t"] - say["t"] - (100 + 1200 + 200 + TAIL_MS)) <= 20, said["t"] - say["t"]
    desk.choose("act.record-keep")
    assert kept(data) == ["urgent.suction.flac"]
    assert screen(desk).startswith("record:") and screen(desk) != "record:urgent.suction", screen(desk)
    say = desk.suction()
    assert say["source"] == "recording"
    desk.until("said")
    desk.do("open history")
    said = [node.label for node in aid.nodes_of(desk.aid.ask("tree")) if node.id.startswith("said.")]
    assert said == ["快帮我吸痰，痰堵住了。"], said  # what was only heard does not count as said


def walks_through_what_is_missing(program, data):
    tone(f"{data}/microphone.wav", 600)
    tone(f"{data}/recordings/no.wav", 500)
    desk = Desk(program, data)
    desk.do("open settings")
    desk.choose("open.recordings")
    desk.choose("walk.next")
    seen = []
    for _ in range(3):
        seen.append(screen(desk))
        record(desk, 700)
        desk.choose("act.record-keep")
    assert seen == ["record:yes", "record:call", "record:urgent.suction"], seen
    assert kept(data) == ["call.flac", "urgent.suction.flac", "yes.flac"]
    passed = screen(desk)
    desk.choose("record.next")
    assert screen(desk) != passed
    desk.choose("act.back")
    assert screen(desk) == "recordings"


def the_list_says_what_is_there(program, data):
    tone(f"{data}/recordings/zh/urgent.suction.wav", 500)
    desk = Desk(program, data)
    desk.do("open recordings")
    desk.choose("open.recordings:urgent")
    tree = desk.aid.ask("tree")
    assert aid.find_node(tree, "open.record:urgent.suction") and aid.find_node(tree, "open.record:urgent.pain")
    desk.choose("open.record:urgent.suction")
    assert screen(desk) == "record:urgent.suction" and "act.record-hear" in cells(desk)
    desk.choose("act.record-hear")
    assert desk.last("say")["source"] == "recording"


def again(program, data):
    tone(f"{data}/microphone.wav", 600)
    desk = Desk(program, data)
    desk.do("open record:yes")
    record(desk, 700)
    tone(f"{data}/microphone.wav", 900)
    record(desk, 1000)
    desk.choose("act.record-hear")
    say = desk.last("say")
    said = desk.until("said")
    assert abs(said["t"] - say["t"] - 900 - TAIL_MS) <= 220, said["t"] - say["t"]
    desk.choose("act.record-keep")
    assert kept(data) == ["yes.flac"]


def one_that_the_file_names_is_replaced(program, data):
    """What the phrase's file names goes before all others: a new one would be kept and never heard."""
    os.makedirs(f"{data}/phrases/zh")
    tone(f"{data}/phrases/zh/mama.wav", 500)
    with open(f"{data}/phrases/zh/10-own.md", "w", encoding="utf-8") as file:
        file.write("# 家里 {id: home}\n- 妈妈 {录音: mama.wav}\n- 爸爸\n")
    tone(f"{data}/microphone.wav", 2000)
    desk = Desk(program, data)
    desk.do("open record:home.妈妈")
    desk.choose("act.record-hear")
    say = desk.last("say")
    assert desk.until("said")["t"] - say["t"] < 1000
    record(desk, 2000)
    desk.choose("act.record-keep")
    assert kept(data) == ["home.妈妈.flac"]
    desk.do("open record:home.妈妈")
    desk.choose("act.record-hear")
    say = desk.last("say")
    assert say["source"] == "recording" and desk.until("said")["t"] - say["t"] > 1500
    with open(f"{data}/phrases/zh/10-own.md", encoding="utf-8") as file:
        assert file.read() == "# 家里 {id: home}\n- 妈妈\n- 爸爸\n"
    assert os.path.exists(f"{data}/phrases/zh/mama.wav")
    desk.do("open edit:home:妈妈")
    desk.choose("edit.undo")
    with open(f"{data}/phrases/zh/10-own.md", encoding="utf-8") as file:
        assert "mama.wav" in file.read()


def silence_is_told_of(program, data):
    desk = Desk(program, data)  # no file: a microphone that hears nothing
    desk.do("open record:yes")
    record(desk, 1000)
    assert "act.record-keep" not in cells(desk) and "act.record" in cells(desk)
    assert kept(data) == []


def leaving_ends_it(program, data):
    tone(f"{data}/microphone.wav", 30000, rate=8000, channels=1)
    for leave in ("open home", "open record:no", "open urgent"):
        desk = Desk(program, data)
        desk.do("open record:yes")
        desk.choose("act.record")
        desk.do("wait 1000")
        desk.do(leave)
        desk.do("wait 1000")
        desk.do("open record:yes")
        assert "act.record-stop" not in cells(desk) and "act.record-keep" not in cells(desk), leave
        desk.aid.close()
    assert kept(data) == []


def a_call_goes_before(program, data):
    tone(f"{data}/microphone.wav", 30000, rate=8000, channels=1)
    desk = Desk(program, data)
    desk.do("open record:yes")
    desk.choose("act.record")
    desk.choose("act.call")
    assert [event["state"] for event in desk.kinds("call")] == ["ringing"]


def it_ends_by_itself(program, data):
    tone(f"{data}/microphone.wav", 50000, rate=4000, channels=1)
    desk = Desk(program, data, "page_loops = 0\nrow_loops = 0\n")
    desk.do("open record:yes")
    desk.choose("act.record")
    desk.do("wait 58000")
    assert "act.record-stop" in cells(desk)
    desk.do("wait 3000")
    assert "act.record-keep" in cells(desk)
    desk.choose("act.record-keep")
    assert kept(data) == ["yes.flac"]


def nothing_is_whispered_into_it(program, data):
    tone(f"{data}/microphone.wav", 5000)
    desk = Desk(program, data, "cue_voice = yes\n")
    desk.do("open record:yes")
    desk.choose("act.record")
    count = len(desk.kinds("say"))
    assert count > 0, "the cue voice is on"
    desk.do("wait 5000")
    assert len(desk.kinds("say")) == count


def in_english(program, data):
    tone(f"{data}/microphone.wav", 600)
    desk = Desk(program, data, "language = en\n")
    desk.do("open record:urgent.suction")
    record(desk, 700)
    desk.choose("act.record-keep")
    assert kept(data, "en") == ["urgent.suction.flac"] and kept(data) == []


MINE = "phrases/zh/10-mine.md"


def phrase(data, text):
    recordings.write(f"{data}/{MINE}", f"# 我们家 {{id: home}}\n- 晚安 | {text} {{id: night}}\n- 早安 {{id: morning}}\n".encode())


def say_night(desk):
    desk.do("open phrases:home")
    desk.choose("say.home.night")
    say = desk.last("say")
    desk.until("said")
    return say


def missing(program, data):
    done = subprocess.run([program, "--recordings", "missing", "--data", data, "--language", "zh"], capture_output=True,
                          text=True, timeout=60, check=False)
    return [line.split("\t") for line in done.stdout.splitlines() if line.startswith("home.night")]


def recorded_then_changed(program, data):
    """A program in which "home.night" has a recording of its old text."""
    phrase(data, "晚安，好好睡。")
    tone(f"{data}/microphone.wav", 600)
    desk = Desk(program, data)
    desk.do("open record:home.night")
    record(desk, 700)
    desk.choose("act.record-keep")
    assert say_night(desk)["source"] == "recording"
    desk.aid.close()
    assert missing(program, data) == []
    phrase(data, "明天见。")
    return Desk(program, data)


def another_text_is_not_said_with_the_old_voice(program, data):
    desk = recorded_then_changed(program, data)
    say = say_night(desk)
    assert say["source"] == "espeak" and say["text"] == "明天见。", say
    rows = missing(program, data)
    assert len(rows) == 1 and rows[0][2] == "明天见。" and len(rows[0]) == 4, rows
    desk.do("open recordings:home")
    desk.choose("open.record:home.night")
    assert {"act.record", "act.record-hear", "act.record-agree"} <= cells(desk), cells(desk)
    desk.choose("act.record-hear")
    assert desk.last("say")["source"] == "recording"  # the old one, to judge by
    desk.until("said")
    assert say_night(desk)["source"] == "espeak"
    desk.aid.close()
    phrase(data, "晚安，好好睡。")  # changed back: it is right again
    desk = Desk(program, data)
    assert say_night(desk)["source"] == "recording" and missing(program, data) == []


def agreeing_keeps_it_for_the_new_text(program, data):
    desk = recorded_then_changed(program, data)
    desk.do("open record:home.night")
    desk.choose("act.record-agree")
    assert screen(desk) == "record:home.night" and "act.record-agree" not in cells(desk)
    say = say_night(desk)
    assert say["source"] == "recording" and say["text"] == "明天见。", say
    assert kept(data) == ["home.night.flac"] and missing(program, data) == []
    assert os.stat(f"{data}/recordings/zh/home.night.flac").st_mode & 0o777 == 0o600
    desk.aid.close()
    assert say_night(Desk(program, data))["source"] == "recording"


def recording_it_again_makes_it_right(program, data):
    desk = recorded_then_changed(program, data)
    tone(f"{data}/microphone.wav", 1000)
    desk.do("open record:home.night")
    record(desk, 1100)
    desk.choose("act.record-keep")
    assert say_night(desk)["source"] == "recording" and missing(program, data) == []
    assert len(os.listdir(f"{data}/recordings/zh/earlier")) == 1


def another_programs_file_is_played_whatever_the_text(program, data):
    phrase(data, "晚安，好好睡。")
    tone(f"{data}/recordings/zh/home.night.wav", 500)
    Desk(program, data).aid.close()
    phrase(data, "明天见。")
    assert say_night(Desk(program, data))["source"] == "recording" and missing(program, data) == []


TESTS = [another_text_is_not_said_with_the_old_voice, agreeing_keeps_it_for_the_new_text,
         recording_it_again_makes_it_right, another_programs_file_is_played_whatever_the_text, record_hear_keep,
         walks_through_what_is_missing, the_list_says_what_is_there, again, one_that_the_file_names_is_replaced,
         silence_is_told_of, leaving_ends_it, a_call_goes_before, it_ends_by_itself, nothing_is_whispered_into_it,
         in_english]


if __name__ == "__main__":
    sys.exit(recordings.run(TESTS, sys.argv[1]))
