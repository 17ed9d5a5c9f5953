#!/usr/bin/env python3
"""Recordings are said in place of the synthesiser: `recordings.py PROGRAM`. Prints TAP.

The recordings are made here: tones with nothing before and behind them, or with a second of silence at each end."""

import base64
import functools
import json
import math
import os
import struct
import sys
import tempfile
import wave

import aid
import tap

TAIL_MS = 5       # the pause behind everything that is said
BEFORE_MS = 100   # left before and behind what is heard (app/speech/recording.h)
AFTER_MS = 200
BROKEN = b"RIFF\x10\x00\x00\x00WAVEfmt broken"


def tone(path, ms, silence_ms=0, rate=44100, channels=2):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    quiet = b"\0\0" * channels * (rate * silence_ms // 1000)
    with wave.open(path, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        samples = (int(9000 * math.sin(i * 440 * 2 * math.pi / rate)) for i in range(rate * ms // 1000))
        file.writeframes(quiet + b"".join(struct.pack("<h", sample) * channels for sample in samples) + quiet)


def write(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


class Desk:
    """One program on a data folder, and everything that it told."""

    def __init__(self, program, data, settings=""):
        profile = data + "-profile.conf"
        with open(profile, "w", encoding="utf-8") as file:
            file.write("scan_time = 1000\n" + settings)
        self.aid = aid.Aid(program, data, ["--profile", profile])
        self.events = []

    def take(self, answer):
        assert "error" not in answer, answer
        self.events += answer["events"]

    def do(self, command):
        self.take(self.aid.ask(command))

    def choose(self, cell):
        aid.choose(self.aid, cell, self.take)

    def last(self, kind):
        return [event for event in self.events if event["kind"] == kind][-1]

    def kinds(self, kind):
        return [event for event in self.events if event["kind"] == kind]

    def until(self, kind, within=90000):
        """The next event of this kind."""
        before, end = len(self.kinds(kind)), self.aid.t + within
        while len(self.kinds(kind)) == before:
            assert self.aid.t < end, f"no {kind}"
            self.do(f"next {end - self.aid.t}")
        return self.kinds(kind)[before]

    def suction(self):
        self.do("open urgent")
        self.choose("say.urgent.suction")
        return self.last("say")


def lasts(desk, say, ms, slack=1):
    said = desk.until("said")
    assert abs(said["t"] - say["t"] - ms) <= slack, f"it lasted {said['t'] - say['t']} ms, not {ms}"


def a_recording_in_the_folder(program, data):
    tone(f"{data}/recordings/zh/urgent.suction.wav", 1200)
    desk = Desk(program, data)
    say = desk.suction()
    assert say["source"] == "recording" and say["voice"] == "main" and say["as"] == "", say
    assert say["text"].startswith("快帮我吸"), say
    lasts(desk, say, 1200 + TAIL_MS)
    assert not desk.kinds("warning")
    desk.do("open home")
    desk.choose("home.yes")
    assert desk.last("say")["source"] == "espeak" and desk.last("say")["as"], desk.last("say")


def silence_is_trimmed(program, data):
    tone(f"{data}/recordings/urgent.suction.wav", 800, silence_ms=1000, rate=22050, channels=1)
    desk = Desk(program, data)
    lasts(desk, desk.suction(), BEFORE_MS + 800 + AFTER_MS + TAIL_MS, slack=20)


def every_folder_and_ending(program, data):
    for name in ("recordings/urgent.suction.WAV", "recordings/zh/urgent.suction.wav"):
        tone(f"{data}/{name}", 1100 if "zh" in name else 900)
        desk = Desk(program, data)
        lasts(desk, desk.suction(), (1100 if "zh" in name else 900) + TAIL_MS)
        desk.aid.close()


def of_the_language_of_the_screen(program, data):
    tone(f"{data}/recordings/zh/urgent.suction.wav", 1200)
    desk = Desk(program, data, "language = en\n")
    assert desk.suction()["source"] == "espeak"
    tone(f"{data}/recordings/en/urgent.suction.wav", 700)  # put there while the program runs
    desk.do("wait 10000")
    say = desk.suction()
    assert say["source"] == "recording"
    lasts(desk, say, 700 + TAIL_MS)


def named_in_the_phrase_file(program, data):
    write(f"{data}/phrases/zh/10-mine.md",
          "# 我们家 {id: home}\n- 晚安 {id: night; 录音: sounds/a.wav}\n- 早安 {id: morning; 录音: b.wav}\n".encode())
    tone(f"{data}/phrases/zh/sounds/a.wav", 600)
    tone(f"{data}/recordings/b.wav", 650)
    desk = Desk(program, data)
    for name, ms in (("night", 600), ("morning", 650)):
        desk.do("open phrases:home")
        desk.choose(f"say.home.{name}")
        assert desk.last("say")["source"] == "recording"
        lasts(desk, desk.last("say"), ms + TAIL_MS)


def yes_no_and_the_call(program, data):
    tone(f"{data}/recordings/yes.wav", 500)
    tone(f"{data}/recordings/zh/home.no.wav", 550)
    tone(f"{data}/recordings/call.wav", 1500)
    desk = Desk(program, data)
    for name, ms in (("yes", 500), ("no", 550)):
        desk.choose(f"home.{name}")
        assert desk.last("say")["source"] == "recording", desk.last("say")
        lasts(desk, desk.last("say"), ms + TAIL_MS)
    desk.choose("home.call")
    say = desk.until("say")
    assert say["source"] == "recording", say
    lasts(desk, say, 1500 + TAIL_MS)


def a_call_is_not_kept_silent(program, data):
    for ms, source in ((14900, "recording"), (15100, "espeak")):
        tone(f"{data}/recordings/call.wav", ms, rate=8000, channels=1)
        desk = Desk(program, data)
        desk.choose("home.call")
        assert desk.until("say")["source"] == source, ms
        assert (source == "espeak") == bool(desk.kinds("warning")), ms
        desk.aid.close()


def said_again(program, data):
    tone(f"{data}/recordings/yes.wav", 500)
    tone(f"{data}/recordings/urgent.suction.wav", 1200)
    desk = Desk(program, data)
    desk.suction()
    desk.until("said")
    desk.do("open message")
    desk.choose("act.speak-again")
    assert desk.last("say")["source"] == "recording"
    desk.until("said")
    desk.do("open history")
    desk.choose("said.0")
    assert desk.last("say")["source"] == "recording"
    lasts(desk, desk.last("say"), 1200 + TAIL_MS)
    desk.do("say 是的。")
    assert desk.last("say")["source"] == "recording"


def a_press_stops_it(program, data):
    tone(f"{data}/recordings/urgent.suction.wav", 20000, rate=22050, channels=1)
    desk = Desk(program, data)
    say = desk.suction()
    desk.do(f"wait {say['t'] + 3000 - desk.aid.t}")
    assert not desk.kinds("said")
    desk.do("tap")
    assert desk.kinds("said") and 3000 <= desk.last("said")["t"] - say["t"] <= 3100, desk.last("said")
    count = len(desk.kinds("said"))
    desk.do("wait 30000")
    assert len(desk.kinds("said")) == count


def longer_than_its_text_would_take(program, data):
    tone(f"{data}/recordings/yes.wav", 58000, rate=8000, channels=1)
    desk = Desk(program, data)
    desk.choose("home.yes")
    lasts(desk, desk.last("say"), 58000 + TAIL_MS)


def broken_ones_are_told_of_and_the_synthesiser_speaks(program, data):
    path = f"{data}/recordings/urgent.suction.wav"
    for content in (BROKEN, b"", b"\0" * 1000):
        write(path, content)
        desk = Desk(program, data)
        say = desk.suction()
        assert say["source"] == "espeak" and say["as"], say
        assert "urgent.suction.wav: " in desk.last("warning")["text"], desk.last("warning")
        desk.until("said")
        desk.aid.close()


def a_named_one_that_is_missing(program, data):
    write(f"{data}/phrases/zh/10-mine.md", "# 我们家 {id: home}\n- 晚安 {id: night; 录音: a.wav}\n".encode())
    desk = Desk(program, data)
    desk.do("open phrases:home")
    desk.choose("say.home.night")
    assert desk.last("say")["source"] == "espeak"
    assert "a.wav" in desk.last("warning")["text"]
    tone(f"{data}/recordings/a.wav", 600)
    desk.until("said")
    desk.do("open phrases:home")
    desk.choose("say.home.night")
    assert desk.last("say")["source"] == "recording"
    tree = desk.aid.ask("tree")
    assert "a.wav" not in str(tree), "the warning stands on though the recording plays"


def too_long_too_large_silent(program, data):
    path = f"{data}/recordings/yes.wav"
    reasons = []
    for make in (lambda: tone(path, 60100, rate=4000, channels=1),
                 lambda: tone(path, 0, silence_ms=1000),
                 lambda: os.truncate(path, 51 * 1024 * 1024)):
        make()
        desk = Desk(program, data)
        desk.choose("home.yes")
        assert desk.last("say")["source"] == "espeak"
        reasons.append(desk.last("warning")["text"])
        desk.aid.close()
    assert len(set(reasons)) == 3, reasons


def cues_are_not_recorded(program, data):
    tone(f"{data}/recordings/yes.wav", 500)
    tone(f"{data}/recordings/home.yes.wav", 500)
    desk = Desk(program, data, "cue_voice = yes\n")
    desk.do("wait 20000")
    cues = [event for event in desk.kinds("say") if event["voice"] == "cue"]
    assert cues and all(event["source"] == "cue" for event in cues), cues[:3]


def twice_the_same_bytes(program, data):
    tone(f"{data}/recordings/urgent.suction.wav", 700)
    outputs = []
    for _ in range(2):
        desk = Desk(program, data)
        desk.suction()
        desk.until("said")
        desk.aid.close()
        outputs.append(bytes(desk.aid.output))
    assert outputs[0] == outputs[1]


def sounds_of_own_boards(program, data):
    tone(f"{data}/tone.wav", 900)
    with open(f"{data}/tone.wav", "rb") as file:
        sound = base64.b64encode(file.read()).decode()
    buttons = [{"id": 1, "label": "水", "sound_id": "tone"}, {"id": 2, "label": "灯", "sound_id": "broken"},
               {"id": 3, "label": "门", "sound_id": "away"}]
    board = {"format": "open-board-0.1", "id": "b", "name": "b", "buttons": buttons,
             "sounds": [{"id": "tone", "data": "data:audio/wav;base64," + sound},
                        {"id": "broken", "data": "data:audio/wav;base64," + base64.b64encode(BROKEN).decode()},
                        {"id": "away", "url": "https://example.invalid/a.wav"}],
             "grid": {"rows": 1, "columns": 3, "order": [[1, 2, 3]]}}
    write(f"{data}/boards/b.obf", json.dumps(board).encode())
    desk = Desk(program, data)
    desk.do("open board:b")
    desk.choose("button.1.1")
    assert desk.last("say")["source"] == "recording" and desk.last("say")["text"] == "水", desk.last("say")
    lasts(desk, desk.last("say"), 900 + TAIL_MS)
    desk.do("open message")
    desk.choose("act.speak-again")
    lasts(desk, desk.last("say"), 900 + TAIL_MS)
    assert not desk.kinds("warning")
    for cell in ("button.1.2", "button.1.3"):
        desk.do("open board:b")
        desk.choose(cell)
        assert desk.last("say")["source"] == "espeak" and desk.last("say")["as"], desk.last("say")
        desk.until("said")
        assert len(desk.kinds("warning")) == 1, desk.kinds("warning")
    kept = os.listdir(f"{data}/boards/.sounds")
    assert len(kept) == 2, kept
    desk.aid.close()
    os.remove(f"{data}/boards/b.obf")
    Desk(program, data).aid.close()
    assert os.listdir(f"{data}/boards/.sounds") == []


TESTS = [sounds_of_own_boards,
         a_recording_in_the_folder, silence_is_trimmed, every_folder_and_ending, of_the_language_of_the_screen,
         named_in_the_phrase_file, yes_no_and_the_call, a_call_is_not_kept_silent,
         said_again, a_press_stops_it,
         longer_than_its_text_would_take, broken_ones_are_told_of_and_the_synthesiser_speaks,
         a_named_one_that_is_missing, too_long_too_large_silent, cues_are_not_recorded, twice_the_same_bytes]


def in_a_folder(test, program):
    """Runs the test with a data folder of its own."""
    with tempfile.TemporaryDirectory(prefix="recordings-") as folder:
        os.mkdir(f"{folder}/data")
        test(program, f"{folder}/data")
    return "", []


def run(tests, program):
    return tap.run([(test.__name__, functools.partial(in_a_folder, test, program)) for test in tests],
                   (AssertionError, LookupError, OSError, aid.AidFailed))


if __name__ == "__main__":
    sys.exit(run(TESTS, sys.argv[1]))
